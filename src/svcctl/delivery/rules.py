"""What cannot be true of the records of the service: each act is held to the acts before it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.delivery.levels import in_force, level_at, said_of
from svcctl.delivery.matters import REFERS, Book, Matter, Step, allowed_after, is_in_session
from svcctl.delivery.nouns import ANY, ASKER, NEW, OF_A_MAJOR_FAULT, SIDES, noun_of
from svcctl.delivery.nouns import OTHER as OTHER_SIDE
from svcctl.delivery.promised import OTHER, ServiceTerms


class Held(Record):
    """A record, one of its acts, and what both are held to."""

    matter: Matter
    step: Step
    earlier: tuple[Step, ...]  # the acts before it
    book: Book
    terms: ServiceTerms

    def refusal(self, key: str, **values: object) -> Refusal:
        """Why the act cannot be: with the record, the verb and the moment."""
        told = {"record": self.matter.id, "verb": self.step.verb, "at": self.step.moment}
        return Refusal(f"matter.{key}", **(told | values))


Check = Callable[[Held], Iterator[Refusal]]


def wrongs(book: Book, terms: ServiceTerms, only: Sequence[str] | None = None) -> Iterator[Refusal]:
    """Why the acts cannot all be true; of some records alone where they are named."""
    for name in book.matters if only is None else only:
        matter = book.matters.get(name)
        if matter is None:
            continue
        for place, step in enumerate(matter.steps):
            held = Held(matter, step, matter.steps[:place], book, terms)
            yield from _of_every(held)
            if matter.is_begun:  # what rests on nothing is refused as such
                yield from CHECKS.get((matter.noun.name, step.verb), _nothing)(held)
    yield from _turns(book, terms)


def resting_on(book: Book, names: Collection[str]) -> list[str]:
    """The records that refer to any of those, which therefore may no longer hold."""
    return [
        matter.id
        for matter in book.matters.values()
        if matter.id not in names and not matter.refers.isdisjoint(names)
    ]


def _turns(book: Book, terms: ServiceTerms) -> Iterator[Refusal]:
    """What was said of turns without a record is about a turn, once; of what has no period, often."""
    for name, steps in book.turns.items():
        if terms.has_no_period(name):
            continue
        if terms.turn(name) is None:
            yield Refusal("matter.unknown-turn", turn=name, known=list(terms.plans))
        for before in steps[:-1]:
            yield Refusal("matter.turn-told", turn=name, event=before.act.event)


def _nothing(_: Held) -> Iterator[Refusal]:
    return iter(())


# -- what every act is held to ---------------------------------------------------------------------


def _of_every(held: Held) -> Iterator[Refusal]:
    matter, step = held.matter, held.step
    verb = matter.noun.verb(step.verb)
    if verb is None:
        yield held.refusal("unknown-verb")
        return
    if ANY in verb.since:
        if not held.earlier:
            yield held.refusal("not-yet", since=matter.first.moment)
        yield from _word(held)
    elif step.before not in verb.since:
        yield _cannot_follow(held)
    yield from _whose(held, verb.side)
    yield from _named(held)
    for option in verb.told:
        if option.kind == "count" and step.act.told(option.key, option.least) < option.least:
            yield held.refusal("too-few", option=f"--{option.name}", least=option.least)
    if step is matter.first:
        day = matter.opened_at.date()
        if day > held.terms.last:
            yield held.refusal("after-term", on=day, last=held.terms.last)
    begin, end = step.act.told("from"), step.act.told("to")
    if begin and end and step.verb != "renew" and end < begin:
        yield held.refusal("span", begin=begin, end=end)


def _cannot_follow(held: Held) -> Refusal:
    matter, step = held.matter, held.step
    if step.before == NEW:
        made = next((s.moment for s in matter.steps if s.before == NEW != s.state), None)
        return held.refusal("not-yet", since=made) if made else held.refusal("rested-on")
    if NEW in _since(held):
        return held.refusal("made-already")
    allowed = allowed_after(matter.noun, step.before, held.earlier)
    return held.refusal("not-now", noun=matter.noun.name, state=step.before, allowed=allowed)


def _since(held: Held) -> tuple[str, ...]:
    verb = held.matter.noun.verb(held.step.verb)
    return verb.since if verb and verb.since == (NEW,) else ()


def _word(held: Held) -> Iterator[Refusal]:
    """A word is about an act that there is, and the other side's."""
    target = held.step.act.target
    about = held.matter.step_of(target) if target else held.matter.first
    if about is None:
        yield held.refusal("unknown-act", event=target)
        return
    own = about.act.side
    if held.step.verb != "attach" and held.step.act.side == own:
        yield held.refusal("own-word", side=own)


def _whose(held: Held, side: str) -> Iterator[Refusal]:
    """What only one side can say is that side's word."""
    made_by = held.matter.first.act.side
    other = next(each for each in SIDES if each != made_by)
    wanted = {OTHER_SIDE: other, ASKER: made_by}.get(side, side)
    if wanted and held.step.act.side != wanted:
        yield held.refusal("whose", side=wanted)


def _named(held: Held) -> Iterator[Refusal]:
    """Systems, records and turns that an act names are there."""
    act, terms = held.step.act, held.terms
    for system in act.systems:
        if terms.systems and system not in terms.systems and system != OTHER:
            known = [*terms.systems, OTHER]
            yield held.refusal("unknown-system", system=system, known=known, titles=terms.systems)
    named = [act.told(key) for key in REFERS if key != "leave"]  # which may be words
    for record in (*act.links, *filter(None, named)):
        if held.book.found(record) is None:
            yield held.refusal("unknown-record", named=record)
        elif record == held.matter.id:
            yield held.refusal("itself")
    for name in act.turns:
        turn = terms.turn(name)
        if turn is None:
            yield held.refusal("unknown-turn", turn=name, known=list(terms.plans))
        elif turn.kind not in ("", held.matter.noun.name):
            yield held.refusal("turn-kind", turn=name, kind=turn.kind, noun=held.matter.noun.name)


# -- incidents -------------------------------------------------------------------------------------


def _open(held: Held) -> Iterator[Refusal]:
    act, terms = held.step.act, held.terms
    fault = act.told("fault_at")
    if fault and datetime.fromisoformat(fault) > held.step.moment:
        yield held.refusal("fault-after-call", fault=datetime.fromisoformat(fault))
    if fault and _day(fault) < terms.signed_on:
        yield held.refusal("fault-before-signing", fault=_day(fault), signed=terms.signed_on)
    yield from _level(held)
    if terms.levels and not act.told("level"):
        known = [each.key for each in terms.levels]
        yield held.refusal("no-level", known=known, titles=terms.level_titles)


def _level(held: Held) -> Iterator[Refusal]:
    try:
        held.terms.said(held.step.act.told("level", ()))
    except Refusal as wrong:
        yield wrong


def _classify(held: Held) -> Iterator[Refusal]:
    """What was found on appraisal settles the level against both sides' word: there is a paper."""
    yield from _level(held)
    if held.step.act.told("appraised") and not held.step.act.files:
        yield held.refusal("needs-file")


def _day(text: str) -> date:
    """The day of a moment, or of a day alone, as the journal keeps it."""
    return datetime.fromisoformat(text).date()


def _remote(held: Held) -> Iterator[Refusal]:
    """A session begins when none is open, with the purchaser's leave, and ends when one is."""
    is_open = is_in_session(held.earlier)
    starts = held.step.verb == "remote start"
    if starts and is_open:
        yield held.refusal("session-open")
    if not starts and not is_open:
        yield held.refusal("no-session")
    if starts:
        yield from _leave(held, "remote")


def _leave(held: Held, scope: str) -> Iterator[Refusal]:
    """The purchaser's leave for it is on record, or it is said that there was none, and why."""
    act, moment = held.step.act, held.step.moment
    given = act.told("leave")
    if not given:
        if not act.told("without_leave"):
            yield held.refusal("leave-needed", scope=scope)
        elif not act.reason:
            yield held.refusal("needs-reason")
        return
    leave = held.book.found(given)
    if leave is None or leave.noun.name != "leave":
        yield held.refusal("unknown-record", named=given)
        return
    if leave.told("scope") != scope:
        yield held.refusal("leave-scope", named=given, scope=scope)
    begin, end = (datetime.fromisoformat(leave.told(key)) for key in ("from", "to"))
    withdrawn = next((step.moment for step in leave.done("withdraw")), None)
    if withdrawn and withdrawn < moment:
        yield held.refusal("leave-withdrawn", named=given, when=withdrawn)
    elif not begin <= moment <= end:
        yield held.refusal("leave-then", named=given, begin=begin, end=end)


def _agree(held: Held) -> Iterator[Refusal]:
    """A time is agreed on in place of a limit that the level in force has."""
    clock, moment = held.step.act.told("clock", "dispatch"), held.step.moment
    until = datetime.fromisoformat(held.step.act.told("until"))
    if until < moment:
        yield held.refusal("agreed-past", until=until)
    said = said_of(held.matter, held.terms)
    courses = [in_force(said, regime, held.matter.first.moment) for regime in held.terms.regimes]
    levels = [level for course in courses if (level := level_at(course, moment))]
    if not any(clock in level.limits for level in levels):
        yield held.refusal("no-such-clock", clock=clock, level=[each.key for each in levels])


def _duplicate(held: Held) -> Iterator[Refusal]:
    other = held.step.act.told("duplicate_of")
    noun = noun_of(other) if other else None
    if other and (noun is None or noun.name != "incident"):
        yield held.refusal("unknown-record", named=other)


# -- the others ------------------------------------------------------------------------------------


def _carry_out_change(held: Held) -> Iterator[Refusal]:
    act = held.step.act
    found = [*_leave(held, "database")] if held.matter.told("database") else []
    if held.step.before == "approved":
        if not act.told("untested"):
            found.append(held.refusal("untested"))
        elif not act.reason:
            found.append(held.refusal("needs-reason"))
    if [each.key for each in found] == ["matter.leave-needed", "matter.untested"]:
        found = [held.refusal("leave-and-test")]  # both at once, instead of one after the other
    yield from found


def _carry_out_inspection(held: Held) -> Iterator[Refusal]:
    """What was inspected is told by it or by its plan, where the contract lists its systems."""
    said = any(step.act.systems for step in (*held.earlier, held.step))
    if held.terms.systems and not said:
        yield held.refusal("needs-system", known=list(held.terms.systems))


def _find(held: Held) -> Iterator[Refusal]:
    until, day = held.step.act.told("until"), held.step.moment.date()
    if until and _day(until) < day:
        yield held.refusal("until-past", until=_day(until), on=day)


def findings_of(steps: Sequence[Step]) -> Mapping[int, tuple[Step, Step | None]]:
    """The findings of an inspection by number, each with what followed."""
    found: dict[int, tuple[Step, Step | None]] = {}
    for step in steps:
        if step.verb == "find":
            found[len(found) + 1] = (step, None)
        number = step.act.told("finding")
        if step.verb == "follow" and number in found:
            found[number] = (found[number][0], step)
    return found


def _follow(held: Held) -> Iterator[Refusal]:
    known = findings_of(held.earlier)
    number = held.step.act.told("finding")
    if number not in known:
        yield held.refusal("no-finding", number=number, count=len(known))


def _close_inspection(held: Held) -> Iterator[Refusal]:
    left = [number for number, (_, after) in findings_of(held.earlier).items() if after is None]
    if left and not held.step.act.reason:
        yield held.refusal("not-followed", numbers=left)


def _stand_in(held: Held) -> Iterator[Refusal]:
    """Who stands in does so within the shift."""
    begin, end = _shift(held)
    typed = [held.step.act.told(key) for key in ("from", "to")]
    since, until = (datetime.fromisoformat(each) if each else None for each in typed)
    if not begin <= (since or begin) < end or not begin < (until or end) <= end:
        yield held.refusal("outside-shift", begin=begin, end=end)


def _hand_over(held: Held) -> Iterator[Refusal]:
    begin, _ = _shift(held)
    if held.step.moment < begin:
        yield held.refusal("shift-not-begun", begin=begin)


def _shift(held: Held) -> tuple[datetime, datetime]:
    begin, end = (datetime.fromisoformat(held.matter.told(key)) for key in ("from", "to"))
    return begin, end


def _keep(held: Held) -> Iterator[Refusal]:
    """Cover is kept once its last day is reached."""
    last = _day(held.matter.told("to"))
    if held.step.moment.date() < last:
        yield held.refusal("cover-not-over", last=last)


def _miss(held: Held) -> Iterator[Refusal]:
    first = _day(held.matter.told("from"))
    if held.step.moment.date() < first:
        yield held.refusal("cover-not-begun", first=first)


EVALUATED = ("written", "practical", "feedback")


def _evaluate(held: Held) -> Iterator[Refusal]:
    if not any(held.step.act.told(key) for key in EVALUATED):
        yield held.refusal("needs-one", options=[f"--{key}" for key in EVALUATED])


def not_passed(training: Matter, book: Book) -> dict[str, int]:
    """How many of each role have failed and not passed since, in its retrainings."""
    family = {training.id}
    for matter in book.of("training"):  # a retraining comes after what it repeats
        if matter.told("retrain_of") in family:
            family.add(matter.id)
    left: dict[str, int] = defaultdict(int)
    for step in training.done("test"):
        left[step.act.told("role")] += step.act.told("failed")
    for name in family - {training.id}:
        # who fails once more was counted already
        for step in book.matters[name].done("test"):
            left[step.act.told("role")] -= step.act.told("passed")
    return {role: count for role, count in left.items() if count > 0}


def _close_training(held: Held) -> Iterator[Refusal]:
    left = not_passed(held.matter, held.book)
    if left:
        roles = [f"{role} {count}" for role, count in left.items()]
        yield held.refusal("not-passed", roles=roles)


def _close_major(held: Held) -> Iterator[Refusal]:
    done = {step.verb for step in held.earlier}
    missing = [verb for verb in OF_A_MAJOR_FAULT if verb not in done]
    if missing:
        yield held.refusal("lacks", noun="major", missing=missing)


def _score(held: Held) -> Iterator[Refusal]:
    of = held.step.act.told("of", 100)
    if not 0 <= Decimal(held.step.act.told("score")) <= of:
        yield held.refusal("score", of=of)


def _year(held: Held) -> Iterator[Refusal]:
    years = len(held.terms.years)
    if not 1 <= held.matter.told("year") <= years:
        yield held.refusal("year", years=years)


CHECKS: dict[tuple[str, str], Check] = {
    ("incident", "open"): _open,
    ("incident", "classify"): _classify,
    ("incident", "remote start"): _remote,
    ("incident", "remote end"): _remote,
    ("incident", "agree"): _agree,
    ("incident", "close"): _duplicate,
    ("change", "carry-out"): _carry_out_change,
    ("inspection", "carry-out"): _carry_out_inspection,
    ("inspection", "find"): _find,
    ("inspection", "follow"): _follow,
    ("inspection", "close"): _close_inspection,
    ("duty", "stand-in"): _stand_in,
    ("duty", "hand-over"): _hand_over,
    ("training", "evaluate"): _evaluate,
    ("training", "close"): _close_training,
    ("major", "close"): _close_major,
    ("cover", "keep"): _keep,
    ("cover", "miss"): _miss,
    ("satisfaction", "answer"): _score,
    ("acceptance", "open"): _year,
}
