"""Letters: a Word template filled in; the templates are files that a user may replace."""

from datetime import datetime
from io import BytesIO
from typing import Any

from svcctl.billing.printable import printable
from svcctl.billing.refusal import Refusal
from svcctl.papers.stamped import stamped


def letter(template: bytes, name: str, values: dict[str, Any], stamp: datetime) -> bytes:
    """The letter as docx, the same bytes for the same values; Refusal for a bad template."""
    from docxtpl import DocxTemplate

    from svcctl.papers.templates import Templates

    made = BytesIO()
    # whoever wrote the template can make any library fail in any way: a file that is none, a sum
    # with a name, a macro that calls itself
    try:
        document = DocxTemplate(BytesIO(template))
        document.init_docx()
    except Exception:
        raise Refusal("letter.not-docx", path=name) from None
    try:
        document.render(values, Templates())
        _stamp(document.docx.core_properties, values, stamp)
        document.save(made)
    except Exception as error:
        why = f"{type(error).__name__}: {error}".partition("\n")[0]
        raise Refusal("letter.template", path=name, error=why) from None
    return stamped(made.getvalue(), stamp)


def _stamp(properties: Any, values: dict[str, Any], stamp: datetime) -> None:
    """The document's own dates and names: nothing of the machine or its user."""
    naive = stamp.replace(tzinfo=None)
    properties.title = printable(values["title"])
    properties.author = properties.last_modified_by = "svcctl"
    properties.created = properties.modified = naive
    properties.last_printed = naive
    properties.revision = 1
