"""What was recorded late and what it moved: facts of contracts, and notices taken back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from svcctl import workspace
from svcctl.answers.answer import Answer, iso, rows_of
from svcctl.answers.audit import LATE, FactRow, fact_json, of_several
from svcctl.answers.named import Titles
from svcctl.answers.recorded import changes_json
from svcctl.billing.changes import Change
from svcctl.billing.position import CalendarDays
from svcctl.billing.terms import NATION
from svcctl.billing.working_days import Calendar
from svcctl.billing.years import calendar_from
from svcctl.casebook.case import Case, case_from
from svcctl.casebook.kinds import CALENDAR_CHAIN, Fact, TakenBack
from svcctl.casebook.moving import moved
from svcctl.casebook.replay import effective, said, seq_of
from svcctl.i18n import Words


def late(
    cases: Sequence[Case],
    notices: Sequence[Fact],
    over: int,
    as_of: date,
    clocks: Mapping[str, str],
    words: Words,
) -> Answer:
    """Facts recorded more than so many working days after they happened, and what each moved.

    `notices` are the facts of the calendar. Where the clock was not believed, a fact is told
    however late it seems to be.
    """
    found = [row for case in cases for row in _of_contract(case, over, clocks)]
    found += _of_calendar(cases, notices, over, as_of, clocks)
    columns = of_several(LATE, found)
    return Answer(
        data={"as_of": iso(as_of), "over": over, "events": [_json(each) for each in found]},
        columns=columns,
        rows=lambda: list(rows_of(columns, found, words)),
        head=[words("late.title", over=over, count=len(found))],
    )


def _json(row: FactRow) -> dict[str, Any]:
    own = row.fact.chain != CALENDAR_CHAIN  # a notice moves several contracts: whole ids already
    told = changes_json(row.moved, row.fact.chain) if own else [c._asdict() for c in row.moved]
    return fact_json(row) | {"working_days": row.working_days, "moved": told}


# -- facts of a contract ---------------------------------------------------------------------------


def _of_contract(case: Case, limit: int, clocks: Mapping[str, str]) -> Iterator[FactRow]:
    """The contract before and after each late fact was recorded, by what was known then."""
    books, titles = _Books(case), Titles(case.terms, case.position.breaches)
    for fact in case.recorded:
        if fact.happened_on > case.as_of.isoformat():
            continue
        days = _working_days(case.calendar, _from(fact, case.recorded), _day_of(fact))
        clock = clocks.get(fact.id, "")
        if days > limit or clock:
            holds = fact in case.holding
            row = FactRow(fact, holds, case.terms, max(days, 0), books.moved_by(fact), clock)
            yield row._replace(titles=titles)


class _Books:
    """The contract as it stood in the books after each of its facts."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.after: dict[int, Case | None] = {}  # by how many facts there were

    def moved_by(self, fact: Fact) -> list[Change]:
        """What a fact moved when it was recorded; facts of one command are looked at together."""
        first, end = _together(fact, self.case.recorded)
        # by the order of recording, not by its times: of a clock that stood still they are the same
        before, after = self._with(first), self._with(end)
        return moved(before, after) if before else []  # terms first agreed have nothing to move

    def _with(self, count: int) -> Case | None:
        if count not in self.after:
            case, known = self.case, effective(self.case.recorded[:count])
            self.after[count] = case_from(case.id, known, case.as_of, case.calendar_named)
        return self.after[count]


# -- notices of days off ---------------------------------------------------------------------------


def _of_calendar(
    cases: Sequence[Case],
    notices: Sequence[Fact],
    limit: int,
    as_of: date,
    clocks: Mapping[str, str],
) -> Iterator[FactRow]:
    """Notices taken back, with what that moved in each contract as it was in the books then."""
    holding = effective(notices)
    for fact in notices:
        if not isinstance(fact.says, TakenBack) or fact.happened_on > as_of.isoformat():
            continue
        days = _working_days(_named(notices)(NATION), _from(fact, notices), _day_of(fact))
        clock = clocks.get(fact.id, "")
        if days > limit or clock:
            first, end = _together(fact, notices)
            before, after = _named(notices[:first]), _named(notices[:end])
            found = [c for case in cases for c in _moved_in(case, fact, before, after)]
            yield FactRow(fact, fact in holding, None, max(days, 0), found, clock)


def _moved_in(
    case: Case, fact: Fact, before: Callable[[str], Calendar], after: Callable[[str], Calendar]
) -> list[Change]:
    """What one calendar in the place of another moved in a contract, with whole ids."""
    known = effective(case.recorded, fact.recorded_at)
    was, then = (case_from(case.id, known, case.as_of, named) for named in (before, after))
    found = moved(was, then) if was else []
    return [change._replace(id=f"{case.id}:{change.id}") for change in found]


def _named(notices: Sequence[Fact]) -> Callable[[str], Calendar]:
    """Calendars by name as these facts have them, each worked out once."""
    days = said(effective(notices), CalendarDays)
    return cache(lambda name: calendar_from(days, name))


# -- when ------------------------------------------------------------------------------------------


def _day_of(fact: Fact) -> date:
    """The day on which a fact was recorded, in China."""
    moment = datetime.fromisoformat(fact.recorded_at.replace("Z", "+00:00"))
    return moment.astimezone(workspace.SHANGHAI).date()


def _from(fact: Fact, chain: Sequence[Fact]) -> date:
    """The day from which a fact is awaited: its own, or that on which a mistake got in."""
    if isinstance(fact.says, TakenBack):
        seq = seq_of(fact.says.target)
        return next((_day_of(each) for each in chain if each.seq == seq), _day_of(fact))
    return fact.says.on


def _working_days(calendar: Calendar, start: date, end: date) -> int:
    # a clock that ran far ahead may have recorded in a year that no calendar reaches
    last = date(max(calendar.sources), 12, 31)
    return calendar.between(min(start, last), min(end, last))


def _together(fact: Fact, chain: Sequence[Fact]) -> tuple[int, int]:
    """The facts recorded by one command with this one: from where on, and where no more."""
    first = end = chain.index(fact)
    while first and _same_command(chain[first - 1], fact):
        first -= 1
    while end < len(chain) and _same_command(chain[end], fact):
        end += 1
    return first, end


def _same_command(one: Fact, other: Fact) -> bool:
    """Whether two facts were recorded at one moment, and are of one kind and day."""
    moments = {(fact.recorded_at, fact.kind, fact.happened_on) for fact in (one, other)}
    return len(moments) == 1
