"""A contract as an act on its service meets it: its records so far, and what may not follow."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from svcctl import workspace
from svcctl.answers.matter_json import View
from svcctl.answers.matter_told import at_text, state_key, verb_text
from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.billing.service_acts import ServiceAct
from svcctl.casebook.case import Case
from svcctl.casebook.kinds import Fact, TakenBack
from svcctl.casebook.replay import NOBODY_KNEW_LATER, effective
from svcctl.delivery.matters import Book, book_of
from svcctl.delivery.nouns import NOUNS, Noun, id_of, noun_of, year_and_number
from svcctl.delivery.promised import OTHER, ServiceTerms, service_terms
from svcctl.delivery.rules import resting_on, wrongs
from svcctl.desk.desk import Desk
from svcctl.desk.looking import Look
from svcctl.i18n import Words

A_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


class Scene(Record):
    """A contract as an act on its service meets it: its terms and the records so far."""

    case: Case
    terms: ServiceTerms
    facts: tuple[Fact, ...]  # every fact known, those taken back too; some may be left unread
    book: Book
    held: Mapping[str, tuple[Fact, ...]]  # the acts that hold, by what they are about
    given: Mapping[tuple[str, int], int]  # the highest number of each letter and year

    def with_facts(self, facts: Sequence[Fact]) -> "Scene":
        """The same with further facts; only the records that they are about are made anew."""
        every = (*self.facts, *facts)
        anew: dict[str, tuple[Fact, ...]] = {}
        for fact in facts:
            if not isinstance(fact.says, ServiceAct):
                return scene_from(self.case, self.terms, every, self.given)
            name = fact.says.record
            anew[name] = (*anew.get(name, self.held.get(name, ())), fact)
        made = book_of(fact for held in anew.values() for fact in held)
        book = Book(self.book.matters | made.matters, self.book.turns | made.turns)
        return self._replace(
            facts=every, book=book, held={**self.held, **anew}, given=_highest(self.given, anew)
        )

    def next_id(self, noun: Noun, year: int) -> str:
        """The next id of a kind and year; one that was given once is never given again."""
        return id_of(noun, year, self.given.get((noun.letter, year), 0) + 1)

    def is_new(self, record: str) -> bool:
        """Whether an id was never given, not even to what was taken back."""
        parts = year_and_number(record)
        return parts is not None and parts[2] > self.given.get((parts[0], parts[1]), 0)

    def is_taken_back(self, record: str) -> bool:
        """Whether there was a record of that id, and no act of it holds."""
        return record not in self.held and any(
            isinstance(fact.says, ServiceAct) and fact.says.record == record for fact in self.facts
        )

    def view(self, record: str) -> View:
        """A record as it is shown."""
        now = now_in_shanghai()
        return View(self.case, self.terms, self.book, self.book.matters[record], now)


def scene_from(
    case: Case,
    terms: ServiceTerms,
    facts: tuple[Fact, ...],
    given: Mapping[tuple[str, int], int] | None = None,
) -> Scene:
    """The contract by those facts; `given` are numbers that facts unread have."""
    holding = effective(facts)
    acts: dict[str, list[Fact]] = defaultdict(list)
    for fact in holding:
        if isinstance(fact.says, ServiceAct):
            acts[fact.says.record].append(fact)
    held = {name: tuple(told) for name, told in acts.items()}
    known = {fact.says.record for fact in facts if isinstance(fact.says, ServiceAct)}
    return Scene(case, terms, facts, book_of(holding), held, _highest(given or {}, known))


def _highest(
    given: Mapping[tuple[str, int], int], names: Iterable[str]
) -> Mapping[tuple[str, int], int]:
    """The highest numbers, with those of further records."""
    found = dict(given)
    for letter, year, number in filter(None, map(year_and_number, names)):
        found[letter, year] = max(found.get((letter, year), 0), number)
    return found


def scene_of(look: Look, numbers: Collection[tuple[str, int]] = ()) -> Scene:
    """The contract asked for, by all that was read; of letters and years the highest number."""
    case = look.case(NOBODY_KNEW_LATER)
    terms = service_terms(case.document, case.sight)
    given = {
        (letter, year): look.journal.highest(case.id, f"{letter}-{year}-")
        for letter, year in numbers
    }
    return scene_from(case, terms, tuple(case.recorded), given)


def refuse_service_wrongs(case: Case, facts: Sequence[Fact], desk: Desk) -> None:
    """Refusal where taking a fact back leaves an act on the service with nothing to rest on."""
    terms = service_terms(case.document, case.sight)
    before = scene_from(case, terms, tuple(case.recorded))
    refuse_wrongs(before, before.with_facts(facts), facts, desk)


def refuse_wrongs(
    before: Scene, after: Scene, facts: Sequence[Fact], desk: Desk, start: Scene | None = None
) -> None:
    """Refusal where the new facts make any act impossible that was possible.

    `start` is the contract before the whole command: ids that it has not given name nothing yet.
    """
    names = _touched(before, after, facts)
    known = {_what(each) for each in wrongs(before.book, before.terms, names)}
    for wrong in wrongs(after.book, after.terms, names):
        if _what(wrong) not in known:
            told = in_words(wrong, desk.words)
            if (start or before).is_new(str(wrong.values.get("record", ""))):
                told.values["record"] = desk.words("matter.new-record")
            raise told


def _touched(before: Scene, after: Scene, facts: Sequence[Fact]) -> list[str]:
    """The records that the facts are about, and those that rest on them."""
    targets = {fact.says.target for fact in facts if isinstance(fact.says, TakenBack)}
    about = [fact.says for fact in facts]
    # what was taken back can itself have taken an act back, which then stands again
    while targets:
        old = [fact.says for fact in before.facts if fact.id in targets]
        about += old
        targets = {each.target for each in old if isinstance(each, TakenBack)}
    names = {each.record for each in about if isinstance(each, ServiceAct)}
    return [*names, *resting_on(after.book, names)]


def in_words(wrong: Refusal, words: Words) -> Refusal:
    """The refusal with its verbs, states, sides and moments as people read them."""
    noun = noun_of(str(wrong.values.get("record", "")))
    values = dict(wrong.values)
    titles = values.pop("titles", None)
    if titles:
        values["known"] = [_titled(each, titles, words) for each in values["known"]]
    if "side" in values:
        values["typed"] = values["side"]
    told = {key: _in_words(key, value, noun, words) for key, value in values.items()}
    return Refusal(wrong.key, **told)


def _titled(key: str, titles: Mapping[str, Any], words: Words) -> str:
    """What is to be typed, and what it is called: a level without its regime where that is enough."""
    if key not in titles:
        return words("matter.other-system") if key == OTHER else key
    short = key.rpartition("/")[2]
    alone = sum(each.rpartition("/")[2] == short for each in titles) == 1
    return f"{short if alone else key} {words.title(titles[key])}"


def _in_words(key: str, value: Any, noun: Noun | None, words: Words) -> Any:
    """One value of a refusal as people read it."""
    if isinstance(value, str) and A_MOMENT.fullmatch(value):
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime):
        return at_text(value)
    if key == "verb":
        return verb_text(value, noun, words) if words.lang == "zh" else value
    if key == "state" and noun:
        return words(state_key(noun, value, words))
    if key in ("allowed", "missing"):
        return [_both(each, noun, words) for each in value]
    if key in ("kind", "noun") and value in NOUNS:
        return words(f"noun.{value}")
    return _named(key, value, words)


def _named(key: str, value: Any, words: Words) -> Any:
    """A side, a clock or what a leave is for by its name; anything else as it is."""
    if key == "side":
        return words(f"party.{value}")
    if key == "clock":
        return words(f"clock.{value}")
    return words(f"matter.scope-{value}") if key == "scope" else value


def _both(verb: str, noun: Noun | None, words: Words) -> str:
    """A verb as it is typed, and what it is called."""
    return f"{verb}（{verb_text(verb, noun, words)}）" if words.lang == "zh" else verb


def _what(wrong: Refusal) -> tuple[str, str]:
    return wrong.key, str(sorted(wrong.values.items()))


def now_in_shanghai() -> datetime:
    """This second on the clocks of China, without a zone."""
    return workspace.now().astimezone(workspace.SHANGHAI).replace(microsecond=0, tzinfo=None)
