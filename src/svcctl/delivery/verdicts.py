"""What stands beside a verdict: another time that the other side gives, force majeure, estimates."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from svcctl.billing.position import ForceMajeure
from svcctl.billing.service_acts import day_and_time
from svcctl.billing.working_days import Window
from svcctl.delivery.clocks import MET, MISSED, Clock, Sheet, sheet_of
from svcctl.delivery.matters import Matter, Step
from svcctl.delivery.promised import ServiceTerms

Name = tuple[str, str]  # regime, kind


def contested(matter: Matter, terms: ServiceTerms, now: datetime, sheet: Sheet) -> frozenset[Name]:
    """The clocks that would end otherwise by a time that the other side gives, or a wait's length."""
    found = set(_by_length(matter, sheet))
    mine = _verdicts(sheet)
    for other in _told_otherwise(matter):
        theirs = _verdicts(sheet_of(other, terms, now))
        found |= {name for name in mine.keys() | theirs if mine.get(name) != theirs.get(name)}
    return frozenset(found)


def _verdicts(sheet: Sheet) -> dict[Name, str]:
    """Kept or broken, clock by clock; what still runs or was not needed is not in it."""
    return {(c.regime, c.kind): c.state for c in sheet.clocks if c.state in (MET, MISSED)}


def _told_otherwise(matter: Matter) -> Iterator[Matter]:
    """The incident as the other side tells it: one act at the time that was given for it."""
    for step in matter.done("object"):
        time = step.act.told("time")
        if time:
            about = matter.step_of(step.act.target) if step.act.target else matter.first
            if about:
                yield moved(matter, about.number, datetime.fromisoformat(time))


def moved(matter: Matter, number: int, moment: datetime) -> Matter:
    """The same record with one act at another moment."""
    steps = [
        step._replace(act=step.act._replace(**day_and_time(moment)), moment=moment)
        if step.number == number
        else step
        for step in matter.steps
    ]
    return Matter(matter.id, matter.noun, tuple(sorted(steps, key=lambda step: step.moment)))


def _by_length(matter: Matter, sheet: Sheet) -> Iterator[Name]:
    """A wait of which only the length is known stops nothing, yet may have been in the way."""
    waited = matter.told("waited", 0)
    for clock in sheet.clocks:
        if clock.state == MISSED and clock.kind != "answer" and 0 < (clock.over or 0) <= waited:
            yield clock.regime, clock.kind


def excused(clock: Clock, hindered: Sequence[ForceMajeure], as_of: date) -> bool:
    """Whether force majeure lay over the moment at which a missed clock ran out."""
    if clock.state != MISSED or clock.due_at is None:
        return False
    day = clock.due_at.date()
    return any(each.on <= day <= each.last(as_of) for each in hindered)


def window_of(clock: Clock) -> Window | None:
    """The days that a limit can still end on while a year's notice is missing."""
    if not clock.provisional or clock.due_at is None:
        return None
    day, calendar = clock.due_at.date(), clock.level.hours[clock.kind].calendar
    days = calendar.between(clock.starts_at.date(), day)
    window = calendar.window(clock.starts_at.date(), days)
    return Window(min(day, window.earliest), max(day, window.latest))


def other_word(step: Step, matter: Matter) -> tuple[str, list[Step]]:
    """Who of the other side confirmed an act, and what was objected to it."""
    later = [each for each in matter.steps if each.verb in ("confirm", "object")]
    about = [each for each in later if _is_meant(each, step, matter)]
    confirmed = [each.act.by or each.act.side for each in about if each.verb == "confirm"]
    objections = [each for each in about if each.verb == "object"]
    return (confirmed[-1] if confirmed else step.act.confirmed_by), objections


def _is_meant(word: Step, step: Step, matter: Matter) -> bool:
    """A word on the record: a yes is to all that the other side had said by then, a no to its first."""
    if word.act.target:
        return matter.step_of(word.act.target) is step
    if word.verb == "object":
        return step is matter.first
    return step.number < word.number and step.act.side != word.act.side
