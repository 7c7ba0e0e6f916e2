"""Documents, which are in, and by when they must be received: columns, rows, JSON and sentences."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from svcctl.answers.answer import Answer, Column, Printed, Table, iso, rows_of
from svcctl.answers.named import title_of
from svcctl.answers.periods import period_text
from svcctl.answers.wish import NOTHING, Narrowed, Wish
from svcctl.billing.dates import ONE_DAY
from svcctl.billing.deadlines import NotAgreed
from svcctl.billing.instalment import DocumentKey, paper_name
from svcctl.billing.periods import ONCE
from svcctl.billing.position import HandIn
from svcctl.billing.record import Record
from svcctl.billing.schedule import Standing, due_if_received
from svcctl.casebook.case import Case
from svcctl.i18n import Words, plain_title

if TYPE_CHECKING:
    from svcctl.answers.picking import Traits

STATES = {"submit": "submitted", "receive": "received", "return": "returned"}


class DocumentRow(Record):
    """A document of one year, or the one that is due once, with what became of it."""

    case: Case
    key: DocumentKey
    acts: tuple[HandIn, ...]

    @property
    def state(self) -> str:
        """missing, or what became of it last."""
        last = "missing"
        for act in self.acts:
            # a better version of what was signed for takes nothing away
            if not (last == "received" and act.act == "submit"):
                last = STATES[act.act]
        return last

    def last(self, act: str) -> str | None:
        """The day of the last such act."""
        return iso(next((each.on for each in reversed(self.acts) if each.act == act), None))

    @property
    def begins(self) -> date | None:
        """The first day of its period."""
        period = self.case.sight.periods.get(self.key[1] or "")
        return period.first if period else None

    @property
    def received_on(self) -> str | None:
        """The day from which it counts as received."""
        return iso(self.case.sight.receipts.get(self.key))

    @property
    def needed_for(self) -> list[str]:
        """The instalments that wait for it."""
        return [each.id for each in self.case.terms.instalments if self.key in each.papers]


COLUMNS = Table(
    contract=Column("column.contract", "code", spare=True, cell=lambda d, _: d.case.id),
    year=Column(
        "column.year",
        "code",
        cell=lambda d, words: period_text(d.key[1], d.case.terms, words).strip() or "-",
    ),
    title=Column(
        "column.document", cell=lambda d, words: words.title(d.case.terms.documents[d.key[0]][0])
    ),
    key=Column("column.document-key", "code", spare=True, cell=lambda d, _: d.key[0]),
    state=Column("column.state", cell=lambda d, words: words(f"document.{_told(d)}")),
    submitted=Column("column.submitted-on", "code", cell=lambda d, _: d.last("submit")),
    received=Column("column.received-on", "code", cell=lambda d, _: d.received_on),
    returned=Column("column.returned-on", "code", spare=True, cell=lambda d, _: d.last("return")),
    needed=Column("column.for", cell=lambda d, words: _waiting(d, words) or "-"),
).view("contract year title key state submitted received returned needed")


def _waiting(document: DocumentRow, words: Words) -> str:
    """The instalments that wait for it, by name."""
    terms = document.case.terms
    rows = [each for each in terms.instalments if document.key in each.papers]
    return words("list.separator").join(dict.fromkeys(title_of(each, words) for each in rows))


def _told(document: DocumentRow) -> str:
    """The state, and of what cannot be there yet that its time has not come."""
    ahead = document.begins is not None and document.begins > document.case.as_of
    return "ahead" if ahead and document.state == "missing" else document.state


TOLD = {
    state: f"document.{state}"
    for state in ("missing", "ahead", "submitted", "received", "returned")
}


def listed(
    cases: Sequence[Case], as_of: date, paid_by: date | None, words: Words, wish: Wish = NOTHING
) -> Answer:
    """Every document of the contracts; with `paid_by`, by when those missing must be received."""
    rows = [
        each
        for case in cases
        for each in sorted(_documents(case), key=lambda d: d.begins or date.min)
    ]
    chosen = _chosen(rows, cases, wish, words)
    found = chosen.rows
    data: dict[str, Any] = {"as_of": iso(as_of), "documents": [_json(each) for each in found]}
    foot = []
    if paid_by is not None:
        shown = {each.case.id for each in found}
        of = [case for case in cases if case.id in shown or not chosen.told]
        latest = [entry for case in of for entry in _latest_receipts(case, paid_by)]
        data |= {"paid_by": iso(paid_by), "latest_receipt": latest}
        foot = [_paid_by_line(entry, paid_by, words) for entry in latest]
    answer = Answer(
        data=data | chosen.json,
        columns=COLUMNS,
        rows=lambda: list(rows_of(COLUMNS, found, words)),
        head=[words("reports.title", as_of=as_of), *chosen.told],
        foot=foot,
        groups=chosen.groups,
    )
    return answer._replace(printed=lambda: _printed(answer, chosen, cases, as_of, words))


def _chosen(
    rows: Sequence[DocumentRow], cases: Sequence[Case], wish: Wish, words: Words
) -> Narrowed:
    if not wish.asked:
        return Narrowed(rows)
    from svcctl.answers.narrowing import By, called, narrowed, traits_of

    def traits(row: DocumentRow, words: Words) -> "Traits":
        key, period = row.key
        title = words.title(row.case.terms.documents[key][0])
        named = (title, period or "", *row.needed_for)
        states = called(_told(row), TOLD)
        return traits_of(row.case, words, key, None, statuses=states, words=named)

    return narrowed(rows, cases, wish, By(traits, TOLD), words)


def _printed(
    answer: Answer, chosen: Narrowed, cases: Sequence[Case], as_of: date, words: Words
) -> Printed:
    from svcctl.answers.printing import printed

    # on paper instalments have names; ids are for commands
    columns = [FOR if each.heading == "column.for" else each for each in COLUMNS]
    naming, what = answer._replace(columns=columns), words("export.documents")
    return printed(naming, chosen, cases, what, as_of, words, lambda row: row.case)


def _for(row: DocumentRow, words: Words) -> str:
    """The names of the instalments that wait for it."""
    from svcctl.answers.instalment_words import label

    found = [row.case.standing(iid) for iid in row.needed_for]
    names = [label(each, words, short=True) for each in found if each]
    return words("list.separator").join(names) or "-"


FOR = Column("column.for", cell=_for)


def _documents(case: Case) -> Iterator[DocumentRow]:
    for key, (_, every) in case.terms.documents.items():
        for period in periods_named(case, every):
            paper = (key, period)
            yield DocumentRow(case, paper, case.position.documents.get(paper, ()))


def periods_named(case: Case, every: str) -> list[str | None]:
    """The periods that a paper comes in; one of None where it comes once."""
    if every == ONCE:
        return [None]
    renewed = len(case.position.renewals)
    periods = case.sight.periods.values()
    return [p.id for p in periods if p.every == every and (p.renewal or 0) <= renewed]


def _json(document: DocumentRow) -> dict[str, Any]:
    key, period = document.key
    year = int(period.removeprefix("Y").partition("-")[0]) if period else None
    return {
        "contract": document.case.id,
        "year": year,
        "period": period,
        "document": key,
        "title": plain_title(document.case.terms.documents[key][0]),
        "state": document.state,
        "submitted_on": document.last("submit"),
        "received_on": document.received_on,
        "returned_on": document.last("return"),
        "needed_for": document.needed_for,
    }


def _latest_receipts(case: Case, day: date) -> Iterator[dict[str, Any]]:
    """For each instalment short of documents: the last day of receipt to pay by `day`."""
    for standing in case.standings:
        # without a number of days agreed on there is no deadline that receipts could hold
        open_ended = isinstance(standing.instalment.due.rule, NotAgreed)
        if standing.clock.missing and standing.outstanding_fen and not open_ended:
            entry = {"id": f"{case.id}:{standing.instalment.id}"}
            latest = _latest_receipt(case, standing, day)
            missing = [paper_name(each, standing.instalment) for each in standing.clock.missing]
            yield entry | {"missing": missing, "receive_by": iso(latest)}


def _latest_receipt(case: Case, standing: Standing, day: date) -> date | None:
    """Stepped back day by day; None where even the year's end is too late."""
    first = standing.clock.period_last or case.terms.signed_on
    tried = day
    while tried >= first:
        due_on = due_if_received(standing, tried, case.sight)
        if due_on and due_on <= day:
            return tried
        tried -= ONE_DAY
    return None


def _paid_by_line(entry: dict[str, Any], day: date, words: Words) -> str:
    key = "reports.receive-by" if entry["receive_by"] else "reports.too-late"
    return words(key, id=entry["id"], by=entry["receive_by"] or "", day=day)
