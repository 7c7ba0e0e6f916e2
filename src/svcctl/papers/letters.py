"""Letters: a Word template filled in; the templates are files that a user may replace."""

from datetime import datetime
from io import BytesIO
from typing import Any

from svcctl.billing.printable import printable
from svcctl.billing.refusal import Refusal
from svcctl.papers.stamped import stamped


def letter(template: bytes, name: str, values: dict[str, Any], stamp: datetime) -> bytes:
    """The letter as docx, the same bytes for the same values; Refusal for a bad template."""
    from zipfile import BadZipFile

    from docx.opc.exceptions import OpcError
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=_shown)
    made = BytesIO()
    try:
        document = DocxTemplate(BytesIO(template))
        document.render(values, environment)
        _stamp(document.docx.core_properties, values, stamp)
        document.save(made)
    except (TemplateError, OpcError, BadZipFile, KeyError, ValueError) as error:
        raise Refusal("letter.template", path=name, error=str(error).partition("\n")[0]) from None
    return stamped(made.getvalue(), stamp)


def _shown(value: Any) -> Any:
    """Text line by line: our own footers have several."""
    if type(value) is not str:
        return value
    return "\n".join(map(printable, value.split("\n")))


def _stamp(properties: Any, values: dict[str, Any], stamp: datetime) -> None:
    """The document's own dates and names: nothing of the machine or its user."""
    naive = stamp.replace(tzinfo=None)
    properties.title = printable(values["title"])
    properties.author = properties.last_modified_by = "svcctl"
    properties.created = properties.modified = naive
    properties.last_printed = naive
    properties.revision = 1
