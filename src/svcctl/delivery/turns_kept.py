"""What became of each turn of the service plan: done, missed, never told of, or still open."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from svcctl.billing.record import Record
from svcctl.billing.service import Turn
from svcctl.billing.service_acts import ServiceAct
from svcctl.delivery.matters import Book, Matter, Step
from svcctl.delivery.promised import ServiceTerms

DONE, MISSED, NOT_RECORDED, OPEN = "done", "missed", "not_recorded", "open"
FULFILLED_BY = {  # the acts by which a record of a kind does what was planned; of others their first
    "incident": ("restore", "close"),
    "problem": ("solve",),
    "change": ("carry-out",),
    "inspection": ("carry-out",),
    "visit": ("carry-out",),
    "duty": ("hand-over",),
    "training": ("hold",),
    "upgrade": ("go-live",),
    "major": ("close",),
    "cover": ("keep",),
    "request": ("deliver",),
    "complaint": ("answer",),
    "satisfaction": ("answer",),
    "acceptance": ("accept",),
}
DAYS = {"calendar-day": 1, "month": 30, "year": 365}  # near enough to tell the shorter period


class TurnKept(Record):
    """One turn, what became of it, and by which record or word."""

    turn: Turn
    state: str  # done | missed | not_recorded | open
    on: date | None = None  # when it was done
    record: str = ""
    events: tuple[str, ...] = ()
    contested: bool = False  # by the other side's word it would have come out otherwise

    @property
    def id(self) -> str:
        """KEY-N."""
        return name_of(self.turn)


class Doing(Record):
    """A record that does what was planned: which, when, and by which act."""

    matter: Matter
    step: Step

    @property
    def on(self) -> date:
        """The day on which it was done."""
        return self.step.moment.date()


def name_of(turn: Turn) -> str:
    """KEY-N, as people type it."""
    return f"{turn.key}-{turn.number}"


def turns_kept(book: Book, terms: ServiceTerms, now: datetime) -> list[TurnKept]:
    """Every turn of the term, in the order of the plan."""
    by_turn = _doings(book, terms)
    return [_kept(turn, by_turn[name_of(turn)], book, now) for turn in terms.turns]


def done_by(matter: Matter) -> Step | None:
    """The act by which a record did what was planned; None while it has not, or was backed out."""
    verbs = FULFILLED_BY.get(matter.noun.name)
    if verbs is None:
        return matter.first
    found: Step | None = None
    for step in matter.acts:
        if step.verb == "back-out":
            found = None
        elif step.verb in verbs and found is None:
            found = step
    return found


def _doings(book: Book, terms: ServiceTerms) -> Mapping[str, list[Doing]]:
    """The records that do what was planned, by turn: as they say, else by the rule of the plan."""
    found: dict[str, list[Doing]] = defaultdict(list)
    by_kind: dict[str, list[Turn]] = defaultdict(list)
    for turn in terms.turns:
        by_kind[turn.kind].append(turn)
    for matter in book.matters.values():
        if not (matter.turns or matter.noun.name in by_kind):
            continue
        step = done_by(matter) if matter.is_begun else None
        if step:
            doing = Doing(matter, step)
            for name in matter.turns or _by_rule(doing, by_kind[matter.noun.name]):
                found[name].append(doing)
    return found


def _by_rule(doing: Doing, turns: list[Turn]) -> list[str]:
    """Of the turns of its kind that it lies in, that of the shortest period."""
    around = [turn for turn in turns if turn.first <= doing.on <= turn.last]
    shortest = min(around, key=_days, default=None)
    return [name_of(shortest)] if shortest else []


def _days(turn: Turn) -> int:
    return DAYS[turn.every.unit] * turn.every.length


def _kept(turn: Turn, doings: list[Doing], book: Book, now: datetime) -> TurnKept:
    found = list(_told(turn, doings, book))
    # what was done in time counts, whatever was said of the turn beside it; else the first word
    best = min(found, key=lambda each: (each.state != DONE, each.on or turn.last), default=None)
    if best:
        return best
    return TurnKept(turn, OPEN if now.date() <= turn.last else NOT_RECORDED)


def _told(turn: Turn, doings: list[Doing], book: Book) -> Iterator[TurnKept]:
    """What records and words say of a turn."""
    for doing in doings:
        state = DONE if doing.on <= turn.last else MISSED
        events, other = (doing.step.act.event,), _other_day(doing)
        turned = other is not None and (other <= turn.last) != (state == DONE)
        denied = state == DONE and _denied(doing)
        yield TurnKept(turn, state, doing.on, doing.matter.id, events, turned or denied)
    for step in book.turns.get(name_of(turn), ()):
        act = step.act
        in_time = act.verb == "done" and act.on <= turn.last
        day = act.on if act.verb == "done" else None
        yield TurnKept(turn, DONE if in_time else MISSED, day, "", (act.event,))


def _objections(doing: Doing) -> list[ServiceAct]:
    """What the other side objects to the act by which it was done, or to the whole record."""
    own = (doing.step.act.event, "")
    return [s.act for s in doing.matter.done("object") if s.act.target in own]


def _other_day(doing: Doing) -> date | None:
    """The day that the other side gives for it."""
    times = [act.told("time") for act in _objections(doing) if act.told("time")]
    return datetime.fromisoformat(times[-1]).date() if times else None


def _denied(doing: Doing) -> bool:
    """Whether the other side objects without a time of its own: by it, it was not done."""
    return any(not act.told("time") for act in _objections(doing))
