"""Reports: handed in, received by the purchaser (which starts the clock), or returned."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from svcctl.answers.documents import listed
from svcctl.billing.position import DocumentKey, HandIn, Received, Returned, Submitted
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.desk import naming
from svcctl.desk.acts import Act
from svcctl.desk.desk import Desk
from svcctl.desk.looking import read_cases
from svcctl.desk.options import Maybe, Reason, day, flag, text
from svcctl.desk.showing import show
from svcctl.i18n import Words

Year = Annotated[int | None, typer.Option("--year", metavar="N", help="opt.year")]
DocumentNames = Annotated[list[str] | None, text("--document", "opt.document", "KEY")]
All = Annotated[bool, flag("--all")]


def submit(
    act: Act,
    year: Year = None,
    documents: DocumentNames = None,
    all_documents: All = False,
    delivered_on: Annotated[date | None, day("--delivered-on", "opt.delivered-on")] = None,
    proof: Annotated[Maybe, text("--proof", "opt.proof")] = None,
) -> None:
    """Record that the supplier handed in a document."""
    if delivered_on and not act.on <= delivered_on <= act.desk.today:
        raise Refusal("report.delivered-order", on=act.on, delivered=delivered_on)
    more = {"delivered_on": delivered_on, "proof": proof}
    _record(act, Submitted, (year, documents, all_documents), more)


def receive(
    act: Act, year: Year = None, documents: DocumentNames = None, all_documents: All = False
) -> None:
    """Record that the purchaser received a document, handed in through svcctl or not."""
    _record(act, Received, (year, documents, all_documents), {})


def return_(
    act: Act,
    reason: Reason,
    year: Year = None,
    documents: DocumentNames = None,
    all_documents: All = False,
) -> None:
    """Record that a document was returned; its receipt no longer counts (reading `return`)."""
    _record(act, Returned, (year, documents, all_documents), {"reason": reason})


def _record(
    act: Act,
    form: type[HandIn],
    which: tuple[int | None, Sequence[str] | None, bool],
    more: dict[str, date | str | None],
) -> None:
    def build(case: Case) -> Sequence[HandIn]:
        chosen = _chosen(case, *which, act.desk.words)
        return [act.said(form, document=key, year=year, **more) for key, year in chosen]

    act.record(build)


def _chosen(
    case: Case, year: int | None, named: Sequence[str] | None, everything: bool, words: Words
) -> list[DocumentKey]:
    """The documents named; `--all`: every one of the year, without a year all due once."""
    documents = case.terms.documents
    if everything and not named:
        found = [
            (key, year) for key, (_, yearly) in documents.items() if yearly == (year is not None)
        ]
        if not found:
            raise Refusal("report.none", contract=case.id)
        return found
    if not named or everything:
        raise Refusal("report.which", known=", ".join(documents))
    keys = dict.fromkeys(naming.document(case, each, words) for each in named)
    return [(key, year) for key in keys]


def status(
    desk: Desk, paid_by: Annotated[date | None, day("--paid-by", "opt.paid-by")] = None
) -> None:
    """Which documents are in; by when they must be received for payment by a date."""
    show(desk, listed(read_cases(desk), desk.as_of, paid_by, desk.words))


VERBS = {"submit": submit, "receive": receive, "return": return_, "status": status}
