"""What of a limit was used up, span by span: by which level, and how much of the whole."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction

from svcctl.billing.record import Record
from svcctl.delivery.clocks import Clock, FellAway, Run, workings
from svcctl.delivery.hours import Stretch
from svcctl.delivery.levels import level_at
from svcctl.delivery.matters import Matter
from svcctl.delivery.promised import Level, ServiceTerms


class UsedSpan(Record):
    """From a moment to another: how much of which limit was used up, in running seconds."""

    begin: datetime
    end: datetime
    level: Level | None
    limit: int | None  # None: the level has no such limit, and nothing is used up
    used: int
    so_far: Fraction  # of the whole limit, with what was used up before
    stopped: bool
    restored: bool = False  # it stood still as service was back, until it was opened again


class Worked(Record):
    """One clock of a regime with its spans."""

    regime: str
    found: Clock | FellAway
    start: datetime
    spans: tuple[UsedSpan, ...]


def worked(matter: Matter, terms: ServiceTerms, now: datetime, kind: str) -> list[Worked]:
    """Every clock of a kind with its spans, regime by regime."""
    return [
        Worked(run.regime, found, run.start, tuple(_spans(run, stretches, _end(found, now))))
        for run, found, stretches in workings(matter, terms, now, kind)
    ]


def _end(found: Clock | FellAway, now: datetime) -> datetime:
    """Up to where its time is told: until it was met or not needed, else until now."""
    if isinstance(found, FellAway):
        return found.at
    end = found.met_at or now
    # when its limit was used up nothing more of it can be
    return min(end, found.due_at) if found.due_at else end


def _spans(run: Run, stretches: Sequence[Stretch], end: datetime) -> Iterator[UsedSpan]:
    so_far = Fraction(0)
    marks = [*(each.since for each in stretches[1:]), end]
    for each, until in zip(stretches, marks, strict=True):
        begin, last = max(run.start, each.since), min(until, end)
        if last <= begin:
            continue
        counts = not each.stopped and each.limit is not None
        used = each.hours.between(begin, last) if counts else 0
        so_far += Fraction(used, each.limit) if counts else 0
        level = level_at(run.course, begin)
        restored = each.stopped and _was_back(run, begin)
        yield UsedSpan(begin, last, level, each.limit, used, so_far, each.stopped, restored)


def _was_back(run: Run, moment: datetime) -> bool:
    """Whether service was back at a moment, until the incident was opened again."""
    return any(
        reason is None and span.begin <= moment and (span.end is None or moment < span.end)
        for span, reason in run.stops
    )
