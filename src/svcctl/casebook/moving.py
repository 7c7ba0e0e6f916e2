"""What facts move of a contract, and what another calendar moves or merely settles."""

from datetime import date

from svcctl.billing.changes import Change, changes, damages_changes, guarantee_changes
from svcctl.billing.guarantees import GuaranteeRow, guarantee_rows
from svcctl.billing.obligations import obligations_of
from svcctl.billing.working_days import Deadline
from svcctl.casebook.case import Case

Dated = tuple[date | None, bool]  # the date, and whether it is provisional


def moved(before: Case, after: Case | None) -> list[Change]:
    """What differs in dates, sums and damages once further facts are known."""
    found = changes(before.standings, after.standings if after else ())
    found += guarantee_changes(_returns(before), _returns(after))
    if after and (before.terms.rules or after.terms.rules):
        from svcctl.billing.damages.assessment import in_which_they_differ

        found += damages_changes(*in_which_they_differ(before.sight, after.sight))
    return found


def dates_moved(
    before: Case | None, after: Case | None
) -> tuple[list[Change], list[tuple[str, date]]]:
    """The instalments and obligations whose dates change, and those that become official."""
    moved: list[Change] = []
    settled: list[tuple[str, date]] = []
    later = _dates(after) if after else {}
    for name, (was, provisional) in (_dates(before) if before else {}).items():
        now, still = later.get(name, (None, False))
        # a date that stays and becomes official is good news of its own: the officer may stop
        # hedging
        if was != now:
            moved.append(Change(name, "due_on", _text(was), _text(now)))
        elif now and provisional and not still:
            settled.append((name, now))
    return moved, settled


def _returns(case: Case | None) -> tuple[GuaranteeRow, ...]:
    return guarantee_rows(case.sight) if case and case.terms.guarantees else ()


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _dates(case: Case) -> dict[str, Dated]:
    """Each instalment's and obligation's date; what is cancelled has none."""
    found = {
        f"{case.id}:{standing.instalment.id}": _dated(standing.deadline)
        for standing in case.standings
        if standing.status != "cancelled"
    }
    for state in obligations_of(case.sight):
        found[f"{case.id}:{state.obligation.key}"] = _dated(state.deadline)
    for row in _returns(case):
        found[f"{case.id}:{row.id}"] = _dated(row.deadline)
    return found


def _dated(deadline: Deadline | None) -> Dated:
    return (deadline.on, deadline.provisional) if deadline else (None, False)
