"""A second opinion on an incident's clocks: every minute is walked through, from the fault on.

Slow and obvious on purpose, and independent: it shares no code with svcctl. Written from the rules
of the service record alone. A contract is the table of its file, an act a table with `at`, `verb`,
`side` and what it was told. What a minute uses up of a limit is counted in parts of a number that
every limit divides, so that nothing is rounded.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple

Table = dict[str, Any]
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
A_DAY = 24 * 60  # minutes
KINDS = ("answer", "dispatch", "restore")
SHOWS_ANSWER = ("answer", "remote start", "dispatch", "arrive", "restore", "close")


class Clock(NamedTuple):
    """A clock as it stands."""

    regime: str
    kind: str
    starts_at: datetime
    due_at: datetime | None
    met_at: datetime | None
    state: str
    inferred: bool
    agreed: bool
    counts: bool = False


class Fell(NamedTuple):
    """A clock that was no longer needed."""

    regime: str
    kind: str
    at: datetime
    why: str


class Span(NamedTuple):
    """An incident from its call, or a reopening, to the next reopening."""

    call: datetime
    acts: list[Table]


class ServiceAuditor:
    """What a contract promises of its incidents, minute by minute."""

    def __init__(self, contract: Table, works: Callable[[date], bool]) -> None:
        self.levels: list[Table] = contract["service_levels"]
        self.regimes = list(dict.fromkeys(level["regime"] for level in self.levels))
        self.readings: dict[str, str] = contract.get("readings", {})
        shifts = contract.get("working_hours", ("08:00-12:00", "14:30-17:30"))
        self.shifts = [tuple(minute_of(each) for each in shift.split("-")) for shift in shifts]
        self.works = cache(works)
        self.open_minutes = frozenset(m for a, b in self.shifts for m in range(a, b))

    # -- hours ------------------------------------------------------------------------------------

    def runs(self, hours: str, moment: datetime) -> bool:
        """Whether the hours run in the minute that begins there."""
        if hours == "7x24":
            return True
        return moment.hour * 60 + moment.minute in self.open_minutes and self.works(moment.date())

    def seconds(self, hours: str, begin: datetime, end: datetime) -> int:
        """The running seconds between two moments; the second is a whole minute."""
        return sum(
            seconds_from(begin, moment)
            for moment in each_minute(begin.replace(second=0), end)
            if self.runs(hours, moment)
        )

    def limit(self, level: Table | None, kind: str, start: datetime) -> int | None:
        """The whole limit of a clock that starts then, in running seconds; None where it has none."""
        if level is None or f"{kind}_within" not in level:
            return None
        number, unit = re.fullmatch(r"(\d+) ?(\S+)", level[f"{kind}_within"]).groups()  # type: ignore[union-attr]
        if unit in ("m", "h"):
            return int(number) * {"m": 60, "h": 3600}[unit]
        hours, day = hours_of(level, kind), start.date()
        for _ in range(int(number)):
            day += DAY
            while not self.works(day):
                day += DAY
        last = A_DAY if hours == "7x24" else self.shifts[-1][1]
        return self.seconds(hours, start, datetime.combine(day, time()) + last * MINUTE)

    # -- levels -----------------------------------------------------------------------------------

    def meant(self, texts: list[str]) -> dict[str, Table]:
        """The level of each regime that is meant."""
        named = [lv for t in texts for lv in self.levels if t in (lv["level"], name_of(lv))]
        found = {level["regime"]: level for level in named}
        for level in self.levels:
            if level["severity"] == named[0]["severity"]:
                found.setdefault(level["regime"], level)
        return found

    def in_force(self, acts: list[Table], regime: str, moment: datetime) -> Table | None:
        """The stricter of what the two sides say at a moment; what was found, once it was appraised."""
        said: dict[str, dict[str, Table]] = {}
        appraised = None
        for act in acts:
            if act["verb"] == "open":  # holds from the fault on
                said[act["side"]] = self.meant(act["level"])
            if act["verb"] == "classify" and act["at"] <= moment:
                if act.get("appraised"):
                    appraised = self.meant(act["level"])
                else:
                    said[act["side"]] = self.meant(act["level"])
        opinions = [appraised] if appraised else list(said.values())
        levels = [each[regime] for each in opinions if regime in each]
        return min(levels, key=lambda level: level["severity"], default=None)

    # -- the clocks -------------------------------------------------------------------------------

    def sheet(self, acts: list[Table], now: datetime) -> tuple[list[Clock], list[Fell]]:
        """Every clock of an incident at a moment, and every one that is no longer needed."""
        acts = sorted((act for act in acts if act["at"] <= now), key=lambda act: act["at"])
        found = [
            each
            for kind in KINDS
            for regime in self.regimes
            for each in Life(self, acts, regime, now).of(kind)
        ]
        clocks = [each for each in found if isinstance(each, Clock)]
        chosen = {kind: self.counting([c for c in clocks if c.kind == kind]) for kind in KINDS}
        return (
            [c._replace(counts=c.regime == chosen[c.kind]) for c in clocks],
            [each for each in found if isinstance(each, Fell)],
        )

    def counting(self, clocks: list[Clock]) -> str:
        """The regime that counts for a kind of clock."""
        named = self.readings.get("severity", "stricter")
        if any(clock.regime == named for clock in clocks):
            return named
        running = [clock for clock in clocks if clock.due_at]
        running.sort(key=lambda clock: (clock.due_at, self.regimes.index(clock.regime)))
        return next((clock.regime for clock in (*running, *clocks)), "")


class Life:
    """An incident under one regime."""

    def __init__(
        self, auditor: ServiceAuditor, acts: list[Table], regime: str, now: datetime
    ) -> None:
        self.auditor, self.acts, self.regime, self.now = auditor, acts, regime, now
        self.call = acts[0]["at"]
        self.spans: list[Span] = []
        for act in acts:
            if act["verb"] in ("open", "reopen"):
                self.spans.append(Span(act["at"], []))
            self.spans[-1].acts.append(act)
        self.waits = list(waits_of(acts))
        # the level in force changes at these moments alone
        self.changes = {
            act["at"]: auditor.in_force(acts, regime, act["at"])
            for act in acts
            if act["verb"] == "classify"
        }
        self.fault = acts[0].get("fault_at") or self.call
        first = auditor.in_force(acts, regime, self.call - DAY)
        self.first = self.changes.get(self.fault, first)

    def of(self, kind: str) -> Iterator[Clock | Fell]:
        """The clock of a kind, and what became of it."""
        yield from {"answer": self.answer, "dispatch": self.dispatch, "restore": self.restore}[
            kind
        ]()

    def answer(self) -> Iterator[Clock | Fell]:
        """From the call to whatever first shows that it was answered."""
        acts = [act for act in self.acts if act["verb"] in SHOWS_ANSWER]
        yield from self.stands("answer", self.call, acts, "answer", self.acts, [])

    def restore(self) -> Iterator[Clock | Fell]:
        """From the call or the fault to what restored it; the time between restored and reopened does not count."""
        start = self.call
        levels = [self.first, *self.changes.values()]
        if any(level and level.get("restore_from") == "fault" for level in levels):
            start = self.fault
        gaps = [
            (restoring(span.acts)[0]["at"], after.call)
            for span, after in zip(self.spans, self.spans[1:], strict=False)
        ]
        yield from self.stands(
            "restore", start, restoring(self.spans[-1].acts), "restore", self.acts, gaps
        )

    def dispatch(self) -> Iterator[Clock | Fell]:
        """In each span that asks for one, until one has a verdict or runs."""
        for span in self.spans:
            if not any(asks_for_dispatch(act) for act in span.acts):
                continue
            start = self.dispatch_start(span)
            sent = [act for act in span.acts if act["verb"] in ("dispatch", "arrive")]
            over = next(iter(restoring(span.acts)), None)
            if over and sent and sent[0]["at"] <= over["at"]:
                over = None
            found = list(self.stands("dispatch", start, sent, "dispatch", span.acts, [], over))
            yield from found
            if any(isinstance(each, Clock) for each in found):
                return

    def dispatch_start(self, span: Span) -> datetime:
        """The call; or the end of the answer limit or the failing of remote help, the earlier."""
        if self.auditor.readings.get("dispatch-from", "call") == "call":
            return span.call
        failed = [a["at"] for a in span.acts if a["verb"] == "remote end" and a["solved"] == "no"]
        own = self.answer_due(span)
        # a regime without an answer limit goes by that of the first which has one
        others = (
            Life(self.auditor, self.acts, regime, self.now).answer_due(span)
            for regime in self.auditor.regimes
        )
        due = own or next(filter(None, others), None)
        return min([*failed, *([due] if due else [])], default=span.call)

    def answer_due(self, span: Span) -> datetime | None:
        """When the answer limit of a call or a reopening ends."""
        acts = [act for act in span.acts if act["verb"] in SHOWS_ANSWER]
        if acts and acts[0] is duplicated(span.acts):
            acts = []
        until = acts[0]["at"] if acts else self.now
        return self.walk("answer", span.call, until, span.acts, [], bool(acts)).due

    def stands(
        self,
        kind: str,
        start: datetime,
        shown: list[Table],
        itself: str,
        acts: list[Table],
        gaps: list[tuple[datetime, datetime]],
        over: Table | None = None,
    ) -> Iterator[Clock | Fell]:
        """A clock by what shows that it was kept, or by what made it needless (`over`)."""
        duplicate = duplicated(acts)
        # the closing of a duplicate answers and restores nothing
        kept = [act for act in shown if not (duplicate and act.get("duplicate"))]
        if not kept and duplicate is not None:
            over = over or duplicate
        met = kept[0]["at"] if kept else None
        end = over["at"] if over else met or self.now
        walk = self.walk(kind, start, end, acts, gaps, met is not None)
        late = walk.due is not None and walk.due < end
        if not walk.known:
            return
        if not late and not walk.agreed and walk.lacks:
            yield Fell(self.regime, kind, walk.lost, "level")
            return
        if over and not late:
            yield Fell(self.regime, kind, over["at"], why_of(over))
            return
        inferred = met is not None and not any(
            act["at"] == met and act["verb"] == itself for act in kept
        )
        state = "missed" if late else "met" if met else "stopped" if walk.due is None else "running"
        yield Clock(self.regime, kind, start, walk.due, met, state, inferred, walk.agreed)

    def walk(
        self,
        kind: str,
        start: datetime,
        end: datetime,
        acts: list[Table],
        gaps: list[tuple[datetime, datetime]],
        met: bool,
    ) -> Walk:
        """Minute by minute until the limit is used up; after the end as things stand at the end.

        A clock that was met while something was waited for is shown as if it had run on from there.
        """
        auditor, level = self.auditor, self.first
        unit = math.lcm(
            *(auditor.limit(each, kind, start) or 1 for each in [level, *self.changes.values()])
        )
        agreed = {
            act["at"]: act["until"]
            for act in acts
            if act["verb"] == "agree" and act.get("clock", "dispatch") == kind
        }
        used, due, fixed, lost = 0, None, None, None
        levels = [level, *(each for since, each in self.changes.items() if since <= end)]
        known = any(each is not None and f"{kind}_within" in each for each in levels)
        moment = min(start, self.fault, end)
        limit = auditor.limit(level, kind, start)
        while moment <= end or (due is None and fixed is None):
            if moment <= end:
                if moment in self.changes:
                    level = self.changes[moment]
                    limit = auditor.limit(level, kind, start)
                lost = None if limit is not None else (lost or moment)
                ran_out = fixed or due
                if ran_out is not None and ran_out < moment:
                    break  # and stays so, whatever comes later
                if moment in agreed:
                    fixed = agreed[moment]
                stopped = self.stops(kind, level, moment) or any(
                    begin <= moment < until for begin, until in gaps
                )
                stopped = stopped and not (met and moment == end)
            elif limit is None or stopped:
                break
            if (
                seconds_from(start, moment) > 0
                and due is None
                and limit is not None
                and not stopped
                and auditor.runs(hours_of(level, kind), moment)
            ):
                part, seconds = unit // limit, seconds_from(start, moment)
                if used + part * seconds >= unit:
                    late = 60 - seconds  # the clock started within the minute
                    due = moment + timedelta(seconds=late + math.ceil((unit - used) / part))
                used += part * seconds
            moment += MINUTE
        return Walk(fixed or due, fixed is not None, limit is None, lost, known)

    def stops(self, kind: str, level: Table | None, moment: datetime) -> bool:
        """Whether a wait stops the clock in that minute."""
        if kind == "answer" or level is None:
            return False
        return any(
            begin <= moment and (until is None or moment < until) and self.allowed(level, reason)
            for begin, until, reason in self.waits
        )

    def allowed(self, level: Table, reason: str) -> bool:
        """Whether the level lets its clocks wait for that."""
        if "waits" in level:
            return reason in level["waits"]
        return self.auditor.readings.get("waits", "run") == "stop"


class Walk(NamedTuple):
    """Where a walk came to: when the limit ends, and whether the level has such a clock."""

    due: datetime | None
    agreed: bool
    lacks: bool  # the level at the end has no such clock
    lost: datetime | None  # since when
    known: bool  # whether a level ever had it


def minute_of(text: str) -> int:
    """Of the day, from 08:30."""
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def name_of(level: Table) -> str:
    """SIS/SIS1."""
    return f"{level['regime']}/{level['level']}"


def hours_of(level: Table, kind: str) -> str:
    """Dispatch may run otherwise than the others."""
    hours: str = level["hours"]
    return level.get("dispatch_hours", hours) if kind == "dispatch" else hours


def each_minute(begin: datetime, end: datetime) -> Iterator[datetime]:
    """Every minute from one moment up to another."""
    while begin < end:
        yield begin
        begin += MINUTE


def seconds_from(start: datetime, moment: datetime) -> int:
    """The seconds of the minute that begins then which lie behind a start."""
    return min(60, max(0, 60 - int((start - moment).total_seconds())))


def waits_of(acts: list[Table]) -> Iterator[tuple[datetime, datetime | None, str]]:
    """Every wait; it ends with what comes first of resume, restore and close."""
    begun: Table | None = None
    for act in acts:
        if act["verb"] == "wait":
            begun = act
        if begun is not None and act["verb"] in ("resume", "restore", "close"):
            yield begun["at"], act["at"], begun["reason"]
            begun = None
    if begun is not None:
        yield begun["at"], None, begun["reason"]


def restoring(acts: list[Table]) -> list[Table]:
    """What restored an incident, the act that says so first; nothing where it is not restored yet."""
    acts_of = {
        "restore": [act for act in acts if act["verb"] == "restore"],
        # help that failed again later had restored nothing
        "remote": [act for act in acts if act["verb"] == "remote end"][-1:],
        "close": [act for act in acts if act["verb"] == "close"],
    }
    solved = [act for act in acts_of["remote"] if act["solved"] == "yes"]
    return acts_of["restore"][:1] or solved or acts_of["close"][:1]


def asks_for_dispatch(act: Table) -> bool:
    """Whether it shows that an engineer is, or was, to come."""
    if act["verb"] == "remote end":
        return bool(act["solved"] == "no")
    if act["verb"] == "agree":
        return bool(act.get("clock", "dispatch") == "dispatch")
    return act["verb"] in ("dispatch", "arrive")


def duplicated(acts: list[Table]) -> Table | None:
    """The act that closed it as a duplicate, if that is how it stands."""
    last = next((act for act in reversed(acts) if act["verb"] in ("close", "reopen")), None)
    return last if last is not None and last.get("duplicate") else None


def why_of(over: Table) -> str:
    """Why a clock was no longer needed."""
    if over["verb"] == "close":
        return "duplicate" if over.get("duplicate") else "closed"
    return "restored"
