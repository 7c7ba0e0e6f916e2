"""Contract forms as the desk hands them out: blank, or filled in from a file or the store."""

import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from svcctl.billing.refusal import Refusal
from svcctl.desk.desk import Desk
from svcctl.desk.files import FORM, read_contracts, refuse_bad
from svcctl.desk.looking import read_case
from svcctl.desk.showing import check_output, workbook_file
from svcctl.workspace import SHANGHAI

FILES = (".toml", FORM)


def write_form_of(desk: Desk, which: str | None) -> None:
    """A workbook to fill in: with the terms of a contract of the store or of a file, or blank."""
    if desk.output is None:
        raise Refusal("form.output")
    check_output(desk, ("xlsx", "plain"), "xlsx")
    document = _document(desk, which) if which or desk.contract else None
    from svcctl.papers.contract_form import write_form

    stamp = datetime(desk.as_of.year, desk.as_of.month, desk.as_of.day, tzinfo=SHANGHAI)
    with workbook_file(desk) as file:
        write_form(document, stamp, file)
    sys.stderr.write(_told(desk, document) + "\n")


def _document(desk: Desk, which: str | None) -> Mapping[str, Any]:
    if which and which.lower().endswith(FILES):
        found = read_contracts([which])
        refuse_bad(found, desk.words)
        document: Mapping[str, Any] = found[0].document
        return document
    return read_case(desk._replace(contract=which) if which else desk).document


def _told(desk: Desk, document: Mapping[str, Any] | None) -> str:
    """What was written, and what comes next."""
    if document is None:
        return desk.words("form.written-blank", path=desk.output)
    title = desk.words.title(document["title"])
    return desk.words("form.written", title=title, id=document["id"], path=desk.output)
