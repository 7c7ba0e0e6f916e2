"""Reports: handed in, received by the purchaser (which starts the clock), or returned."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, NamedTuple

from svcctl.answers.documents import listed
from svcctl.billing.instalment import DocumentKey
from svcctl.billing.periods import ONCE
from svcctl.billing.position import HandIn, Received, Returned, Submitted
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.desk import naming, spans
from svcctl.desk.acts import Act
from svcctl.desk.desk import Desk
from svcctl.desk.looking import read_cases
from svcctl.desk.options import (
    EventId,
    Maybe,
    Reason,
    Template,
    day,
    flag,
    narrowed_by,
    service_year,
    text,
)
from svcctl.desk.proving import prove
from svcctl.desk.showing import show

if TYPE_CHECKING:
    from svcctl.answers.wish import Wish

Year = Annotated[int | None, service_year("opt.year")]
PeriodName = Annotated[str, text("--period", "opt.period", "Y1-Q3")]
DocumentNames = Annotated[list[str] | None, text("--document", "opt.document", "KEY")]
All = Annotated[bool, flag("--all")]


class Which(NamedTuple):
    """The documents that were meant, and the year or period that they are for."""

    year: int | None
    period: str
    documents: Sequence[str]
    everything: bool


def submit(
    act: Act,
    year: Year = None,
    period: PeriodName = "",
    documents: DocumentNames = None,
    all_documents: All = False,
    delivered_on: Annotated[date | None, day("--delivered-on", "opt.delivered-on")] = None,
    proof: Annotated[Maybe, text("--proof", "opt.proof")] = None,
    corrected: Annotated[bool, flag("--corrected")] = False,
) -> None:
    """Record that the supplier handed in a document, or a corrected version of it."""
    if delivered_on and not act.on <= delivered_on <= act.desk.today:
        raise Refusal("report.delivered-order", on=act.on, delivered=delivered_on)
    more = {"delivered_on": delivered_on, "proof": proof, "corrected": corrected}
    _record(act, Submitted, Which(year, period, documents or (), all_documents), more)


def receive(
    act: Act,
    year: Year = None,
    period: PeriodName = "",
    documents: DocumentNames = None,
    all_documents: All = False,
) -> None:
    """Record that the purchaser received a document, handed in through svcctl or not."""
    _record(act, Received, Which(year, period, documents or (), all_documents), {})


def return_(
    act: Act,
    reason: Reason,
    year: Year = None,
    period: PeriodName = "",
    documents: DocumentNames = None,
    all_documents: All = False,
) -> None:
    """Record that a document was returned; its receipt no longer counts (reading `return`)."""
    _record(act, Returned, Which(year, period, documents or (), all_documents), {"reason": reason})


def _record(
    act: Act, form: type[HandIn], which: Which, more: dict[str, date | str | bool | None]
) -> None:
    shorts = []
    for name in which.documents:
        act, short = act.choose(name, "document")
        shorts.append(short)
    which = which._replace(documents=shorts)

    def build(case: Case) -> Sequence[HandIn]:
        chosen = _chosen(case, which, act.desk)
        return [act.said(form, document=paper[0], **_of(case, paper), **more) for paper in chosen]

    act.record(build)


def _of(case: Case, paper: DocumentKey) -> dict[str, int | str | None]:
    """The year of a yearly paper, as it always was kept; else its period."""
    key, period = paper
    every = case.terms.documents[key][1] if key in case.terms.documents else ""
    number = (period or "").removeprefix("Y")
    # a wrong period is kept as it was typed, and refused by the check of what can be
    if every in ("service-year", ONCE, "") and re.fullmatch(r"-?[0-9]+", number):
        return {"year": int(number)}
    return {"period": period}


def _chosen(case: Case, which: Which, desk: Desk) -> list[DocumentKey]:
    """The documents named; `--all`: every one of the period, without one all due once."""
    documents = case.terms.documents
    span = spans.period(case, which.period, desk)
    period = span or (f"Y{which.year}" if which.year is not None else None)
    if which.everything and not which.documents:
        known = case.sight.periods.get(period or "")
        every = known.every if known else "service-year" if period else ONCE
        found = [(key, period) for key, (_, often) in documents.items() if often == every]
        if not found:
            raise Refusal("report.none", contract=case.id)
        return found
    if not which.documents or which.everything:
        named = [f"{key} {desk.words.title(title)}" for key, (title, _) in documents.items()]
        raise Refusal("report.which", known=named)
    keys = dict.fromkeys(naming.document(case, each, desk) for each in which.documents)
    return [(key, period) for key in keys]


@narrowed_by(without=("fund", "month", "since", "until", "sort"), groups=("supplier", "department"))
def status(
    desk: Desk,
    wish: "Wish",
    paid_by: Annotated[date | None, day("--paid-by", "opt.paid-by")] = None,
) -> None:
    """Which documents are in; by when they must be received for payment by a date."""
    show(desk, listed(read_cases(desk), desk.as_of, paid_by, desk.words, wish))


def annotate(
    act: Act,
    event: EventId,
    delivered_on: Annotated[date, day("--delivered-on", "opt.delivered-on")],
    proof: Annotated[Maybe, text("--proof", "opt.proof")] = None,
) -> None:
    """Add the proof of delivery, which came after a document was handed in."""
    prove(act, event, Submitted, delivered_on, proof)


def draft(
    desk: Desk, year: Year = None, documents: DocumentNames = None, template: Template = None
) -> None:
    """The report and the briefing of a service year from its record, to edit, stamp and submit."""
    from svcctl.desk.drafting import write_draft

    write_draft(desk, year, documents, template)


VERBS = {
    "submit": submit,
    "receive": receive,
    "return": return_,
    "annotate": annotate,
    "status": status,
    "draft": draft,
}
