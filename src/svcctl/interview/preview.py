"""The contract as it would stand once imported, before anything is written or recorded."""

from datetime import date

from svcctl.billing.terms import Document
from svcctl.casebook.case import CalendarNamed, Case, case_from
from svcctl.casebook.kinds import Imported
from svcctl.casebook.payloads import assumed
from svcctl.contracts.form import plain
from svcctl.interview.amiss import standing

NEVER_RECORDED = "1970-01-01T00:00:00.000000Z"


def preview(document: Document, as_of: date, named: CalendarNamed) -> Case:
    """A whole contract file as a contract on a day, on its signing at the earliest."""
    bare = plain(document)
    signed = date.fromisoformat(bare["signed_on"])
    says = Imported(on=signed, terms=bare)
    facts = assumed(bare["id"], 0, [says], "purchaser", NEVER_RECORDED)
    case = case_from(bare["id"], facts, max(as_of, signed), named)
    assert case is not None  # it is signed by then
    return case


def sketch(document: Document, named: CalendarNamed) -> Case:
    """The same of what is answered so far, with something in the place of the rest."""
    found = standing(document)
    signed = date.fromisoformat(plain(found)["signed_on"])
    return preview(found, signed, named)
