"""Which readings had a say in a date, and what another choice of them would make of it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from svcctl.billing.changes import Change, changes, damages_changes
from svcctl.billing.damages.assessment import assess
from svcctl.billing.deadlines import Due, NotAgreed
from svcctl.billing.events import EVENTS
from svcctl.billing.record import Record
from svcctl.billing.schedule import Sight, Standing, standings_of
from svcctl.billing.terms import NATION, READING_CHOICES, Terms

BY_THE_TERM = ("year-start", "year-end", "period-start", "period-end", "term-end")
OF_CLOCKS = ("severity", "dispatch-from", "waits")  # of the service, not of payments
Under = Callable[[str, str], Sight]  # a contract under another choice of a reading


class Alternative(Record):
    """What another choice of a reading would make of an instalment's deadline."""

    reading: str
    choice: str  # the one in force
    other: str
    status: str
    due_on: date | None


class ReadingTrial(Record):
    """What another choice of a reading would change in the contract's dates and sums."""

    choice: str
    changes: list[Change]


def trials(
    sight: Sight, under: Under, regimes: Sequence[str] = ()
) -> dict[str, list[ReadingTrial]]:
    """Each reading's other choices with what each would change: the model is run under it."""
    before, lines = standings_of(sight), assess(sight)
    found: dict[str, list[ReadingTrial]] = {}
    for reading in READING_CHOICES:
        for other in others(reading, sight.terms, regimes):
            tried = under(reading, other)
            moved = changes(before, standings_of(tried)) + damages_changes(lines, assess(tried))
            found.setdefault(reading, []).append(ReadingTrial(other, moved))
    return found


def others(reading: str, terms: Terms, regimes: Sequence[str] = ()) -> list[str]:
    """The choices of a reading that are not in force; without clocks theirs are no question."""
    if reading in OF_CLOCKS and not regimes:
        return []
    choices = (*READING_CHOICES[reading], *(regimes if reading == "severity" else ()))
    return [choice for choice in choices if choice != terms.readings[reading]]


def readings_used(standing: Standing, terms: Terms) -> list[str]:
    """The readings that had a say in this instalment's date, in the order they are applied."""
    instalment, after = standing.instalment, standing.instalment.due.after.partition(":")[0]
    later = instalment.year is not None and instalment.year > 1
    by_year = instalment.waits_for_period or after in BY_THE_TERM
    used = ["later-years"] if later and after in EVENTS else []
    if by_year or (used and terms.readings["later-years"] == "service-year-start"):
        used += ["term-start", "year-end"]
    if instalment.waits_for_period:
        used.append("early-report")
    if instalment.needs:
        used += ["return", "receipt-proof"]
    return used + _of_days_off(instalment.due)


def readings_of_due(due: Due) -> list[str]:
    """The readings that have a say in a day by such a rule, where no period of its own is waited for."""
    word = due.after.partition(":")[0]
    used = ["term-start", "year-end"] if word in BY_THE_TERM else []
    used += ["return", "receipt-proof"] if word == "receipt" else []
    return used + _of_days_off(due)


def _of_days_off(due: Due) -> list[str]:
    """The reading that days off are left out or moved by, where the file leaves it open."""
    if due.by_working_days:
        return ["working-day"]
    return [] if due.roll or isinstance(due.rule, NotAgreed) else ["day-off"]


def alternatives(sight: Sight, under: Under, region: str) -> dict[str, list[Alternative]]:
    """For each overdue instalment, the first choice of each reading by which it is not overdue."""
    late = {s.instalment.id: s for s in standings_of(sight) if s.status == "overdue"}
    found: dict[str, list[Alternative]] = {}
    for reading in dict.fromkeys(r for s in late.values() for r in _in_question(s, sight, region)):
        for iid, alternative in _not_late(reading, sight, under, late):
            # one choice a reading is enough to say that lateness rests on it; more would only
            # lengthen the note
            if not any(known.reading == reading for known in found.get(iid, ())):
                found.setdefault(iid, []).append(alternative)
    return found


def _not_late(
    reading: str, sight: Sight, under: Under, late: dict[str, Standing]
) -> Iterator[tuple[str, Alternative]]:
    """The late instalments that another choice of a reading would not have late."""
    choice = sight.terms.readings[reading]
    for other in others(reading, sight.terms):
        for standing in standings_of(under(reading, other)):
            if standing.instalment.id in late and standing.status != "overdue":
                told = Alternative(reading, choice, other, standing.status, standing.due_on)
                yield standing.instalment.id, told


def _in_question(standing: Standing, sight: Sight, region: str) -> list[str]:
    """The readings that could have moved a late instalment's date; only these are tried."""
    terms, position, instalment = sight.terms, sight.position, standing.instalment
    acts = position.acts_of(instalment.papers)
    used = readings_used(standing, terms)
    without = []
    # each trial runs the whole schedule again: a reading that nothing in this life hangs on is not
    # tried
    if terms.starts != "start-notice" or position.started_on is None:
        without.append("term-start")
    if not any(act.act == "return" for act in acts):
        without.append("return")
    if not any(act.delivered_on for act in acts):
        without.append("receipt-proof")
    if not _local(standing, sight, region):
        without.append("working-day")
    arrived = any(payment.arrived_on for payment in position.payments)
    return [reading for reading in used if reading not in without] + ["paid-when"] * arrived


def _local(standing: Standing, sight: Sight, region: str) -> bool:
    """Whether the region's days lie on the way to the deadline; the nation's calendar has none."""
    calendar, deadline = sight.calendar, standing.deadline
    # only a regional day on the way could make the two calendars count differently
    if region == NATION or deadline is None:
        return False
    return calendar.name == NATION or calendar.local_between(
        deadline.start, max(deadline.raw, deadline.on)
    )
