"""Letters: a Word template filled in; the templates are files that a user may replace."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from svcctl.billing.printable import printable
from svcctl.billing.refusal import Refusal
from svcctl.papers.stamped import stamped

# a row of a list that has no such field
NO_FIELD = re.compile(r"^'dict object' has no attribute '([^']*)'$")


def letter(template: bytes, name: str, kind: str, values: dict[str, Any], stamp: datetime) -> bytes:
    """The letter as docx, the same bytes for the same values; Refusal for a bad template.

    `name` is the template's file, `kind` the letter that it is for.
    """
    from docxtpl import DocxTemplate
    from jinja2 import UndefinedError

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
        unknown = document.get_undeclared_template_variables(Templates()) - values.keys()
        if unknown:
            raise _unknown(sorted(unknown), name, kind)
        for chart in _charts(values):
            chart.place(document.docx.part)
        document.render(values, Templates())
        _stamp(document.docx.core_properties, values, stamp)
        document.save(made)
    except Refusal:
        raise
    except UndefinedError as error:
        missing = NO_FIELD.search(str(error))
        if missing is None:
            raise Refusal("letter.template", path=name, error=f"UndefinedError: {error}") from None
        raise _unknown([missing[1]], name, kind) from None
    except Exception as error:
        why = f"{type(error).__name__}: {error}".partition("\n")[0]
        raise Refusal("letter.template", path=name, error=why) from None
    return stamped(made.getvalue(), stamp)


def _charts(values: Any) -> Iterator[Any]:
    """What is to be placed in the document before its markup says where."""
    if isinstance(values, dict | list):
        for each in values.values() if isinstance(values, dict) else values:
            yield from _charts(each)
    elif hasattr(values, "place"):
        yield values


def _unknown(names: Sequence[str], path: str, kind: str) -> Refusal:
    """Fields that a template asks for and nothing fills, with those that may have been meant."""
    from difflib import get_close_matches

    from svcctl.papers.letter_fields import fields_of

    known = [name.rpartition(".")[2] for name in fields_of(kind)]
    meant = [match for name in names for match in get_close_matches(name, known, 1)]
    told = {"names": names, "path": path, "letter": kind, "meant": [*dict.fromkeys(meant)]}
    return Refusal("letter.misspelt-field" if meant else "letter.unknown-field", **told)


def _stamp(properties: Any, values: dict[str, Any], stamp: datetime) -> None:
    """The document's own dates and names: nothing of the machine or its user."""
    naive = stamp.replace(tzinfo=None)
    properties.title = printable(values["title"])
    properties.author = properties.last_modified_by = "svcctl"
    properties.created = properties.modified = naive
    properties.last_printed = naive
    properties.revision = 1
