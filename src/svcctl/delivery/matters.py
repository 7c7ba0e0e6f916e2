"""Records of the service as their acts make them: in the order of time, each with its states."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol

from svcctl.billing.record import Record
from svcctl.billing.service_acts import ServiceAct
from svcctl.delivery.nouns import NEW, WORDS, Noun, noun_of

SAID_BESIDE = tuple(verb.name for verb in WORDS)  # what changes no record: papers and words

REFERS = ("leave", "retrain_of", "duplicate_of", "with")  # what an act was told that is a record


class Recorded(Protocol):
    """A fact of the journal, as far as an act needs one."""

    @property
    def seq(self) -> int:
        """Its place in the journal."""

    @property
    def recorded_at(self) -> str:
        """When it was recorded, UTC."""

    @property
    def actor(self) -> str:
        """Who recorded it."""

    @property
    def says(self) -> Any:
        """What it says."""


class Step(Record):
    """An act in its place: its number within the record, its moment, the state it leads to."""

    act: ServiceAct
    number: int
    moment: datetime
    before: str  # the state that it is done in
    state: str
    recorded_at: str
    actor: str

    @property
    def verb(self) -> str:
        """What was done."""
        return self.act.verb


class Matter(Record):
    """A record of the service with all its acts."""

    id: str
    noun: Noun
    steps: tuple[Step, ...]

    @cached_property
    def first(self) -> Step:
        """The act that made it; of a record whose beginning was taken back, the first there is."""
        return next((s for s in self.steps if s.before == NEW != s.state), self.steps[0])

    @property
    def is_begun(self) -> bool:
        """Whether the act that makes a record is among its acts."""
        return self.state != NEW

    @property
    def state(self) -> str:
        """Where it stands."""
        return self.steps[-1].state

    @cached_property
    def acts(self) -> tuple[Step, ...]:
        """The acts themselves, without papers handed in later and the other side's words."""
        return tuple(step for step in self.steps if step.verb not in SAID_BESIDE)

    @property
    def opened_at(self) -> datetime:
        """The moment of its first act; of a plan the moment that is planned."""
        return planned_for(self.first.act)

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to come."""
        return self.state in self.noun.ends

    @property
    def title(self) -> str:
        """What it is called: the last that was said."""
        return next((s.act.title for s in reversed(self.steps) if s.act.title), "")

    @property
    def systems(self) -> tuple[str, ...]:
        """The systems that it is about, in the order in which they were named."""
        return tuple(dict.fromkeys(each for step in self.steps for each in step.act.systems))

    @property
    def links(self) -> tuple[str, ...]:
        """The records that it refers to."""
        return tuple(dict.fromkeys(each for step in self.steps for each in step.act.links))

    @cached_property
    def refers(self) -> frozenset[str]:
        """Every record that its acts name, or words in place of one."""
        named = {step.act.told(key) for step in self.steps for key in REFERS}
        return frozenset(self.links).union(filter(None, named))

    @property
    def turns(self) -> tuple[str, ...]:
        """The turns of the service plan that it was said to fulfil."""
        return tuple(dict.fromkeys(each for step in self.steps for each in step.act.turns))

    @property
    def next(self) -> list[str]:
        """What can be done to it now."""
        return allowed_after(self.noun, self.state, self.steps)

    def done(self, *verbs: str) -> list[Step]:
        """Its acts of those verbs, in order."""
        return [step for step in self.steps if step.verb in verbs]

    def step_of(self, event: str) -> Step | None:
        """Its act of that event, or the one that was entered in its place."""
        return next((s for s in self.steps if event in (s.act.event, s.act.replaces)), None)

    def told(self, name: str, default: Any = None) -> Any:
        """What the act that made it was told under a name."""
        return self.first.act.told(name, default)

    def is_signed(self, *verbs: str) -> bool:
        """Whether a paper signed by the other side lies with it, or with its acts of those verbs."""
        return any(
            s.act.signed_by and s.act.files for s in (self.done(*verbs) if verbs else self.steps)
        )


# what begins a remote session and what ends it, also without a word
SESSION = {"remote start": True, "remote end": False, "restore": False, "close": False}


def is_in_session(steps: Iterable[Step]) -> bool:
    """Whether a remote session is open after those acts."""
    return next((SESSION[s.verb] for s in reversed([*steps]) if s.verb in SESSION), False)


def allowed_after(noun: Noun, state: str, steps: Iterable[Step]) -> list[str]:
    """What can be done to a record in a state; of a remote session what is still to come."""
    out = "remote start" if is_in_session(steps) else "remote end"
    return [name for name in noun.allowed(state) if name != out]


def planned_for(act: ServiceAct) -> datetime:
    """The moment that a plan is for; of everything else the moment it happened."""
    when = act.told("when")
    return datetime.fromisoformat(when) if when else act.moment


class Book(Record):
    """All records of a contract's service, by id, and what was said of turns without a record."""

    matters: dict[str, Matter]
    turns: dict[str, tuple[Step, ...]] = {}

    def of(self, noun: str) -> list[Matter]:
        """The records of a kind, in the order of their ids."""
        return [m for m in self.matters.values() if m.noun.name == noun and m.is_begun]

    def found(self, record: str) -> Matter | None:
        """The record of that id; None where none was begun."""
        matter = self.matters.get(record)
        return matter if matter and matter.is_begun else None

    def linked(self, record: str) -> list[str]:
        """What refers to a record."""
        return [each.id for each in self.matters.values() if record in each.links]


def book_of(facts: Iterable[Recorded], until: datetime | None = None) -> Book:
    """The records that the facts make; of what happened by a moment, where one is given."""
    acts: dict[str, list[Recorded]] = defaultdict(list)
    for fact in facts:
        if isinstance(fact.says, ServiceAct):
            acts[fact.says.record].append(fact)
    found = {name: _steps(name, told, until) for name, told in acts.items()}
    matters = {}
    for name, steps in sorted(found.items(), key=lambda item: _place_of(item[0])):
        noun = noun_of(name)
        if noun and steps:
            matters[name] = Matter(name, noun, steps)
    return Book(matters, {name: steps for name, steps in found.items() if not noun_of(name)})


def _place_of(record: str) -> tuple[str, str, int]:
    letter, _, rest = record.partition("-")
    year, _, number = rest.rpartition("-")
    return letter, year, int(number) if number.isdigit() else 0


def matter_of(
    record: str, facts: Iterable[Recorded], until: datetime | None = None
) -> Matter | None:
    """One record alone; None where nothing was recorded of it."""
    told = [f for f in facts if isinstance(f.says, ServiceAct) and f.says.record == record]
    steps, noun = _steps(record, told, until), noun_of(record)
    return Matter(record, noun, steps) if noun and steps else None


def _steps(record: str, told: Sequence[Recorded], until: datetime | None) -> tuple[Step, ...]:
    """The acts in their order, each with the states before and after it."""
    noun, state = noun_of(record), NEW
    found: list[Step] = []
    for moment, fact in _in_order(told):
        if until is not None and moment > until:
            break
        before, state = state, _after(noun, state, fact.says)
        found.append(
            Step(fact.says, len(found) + 1, moment, before, state, fact.recorded_at, fact.actor)
        )
    return tuple(found)


def _after(noun: Noun | None, state: str, act: ServiceAct) -> str:
    verb = noun.verb(act.verb) if noun else None
    # what cannot follow is refused when it is recorded; in a chain that has it all the same the
    # record stays where it is
    if verb is None or (state not in verb.since):
        return state
    return verb.leads_to(state, act.told(verb.by_answer[0]))


def _in_order(told: Sequence[Recorded]) -> list[tuple[datetime, Recorded]]:
    """The acts by moment; those of one moment, and of a day alone, in the order of recording."""
    placed = sorted(((_recorded_as(fact), fact) for fact in told), key=lambda each: each[0])
    latest: dict[Any, datetime] = {}
    found: list[tuple[datetime, int, Recorded]] = []
    for place, fact in placed:
        act = fact.says
        # of a day alone is known that it came after what was already recorded of that day
        moment = act.moment if act.at else max(latest.get(act.on, act.moment), act.moment)
        latest[act.on] = max(latest.get(act.on, moment), moment)
        found.append((moment, place, fact))
    found.sort(key=lambda each: each[:2])
    return [(moment, fact) for moment, _, fact in found]


def _recorded_as(fact: Recorded) -> int:
    """Its place in the order of recording; what was put right takes the place of what was wrong."""
    replaced = fact.says.replaces
    return int(replaced.rpartition("#")[2]) if replaced else fact.seq
