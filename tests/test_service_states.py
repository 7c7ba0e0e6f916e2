"""Records of the service: no sequence of acts leads to a state that the documents do not draw."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any, ClassVar, cast

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from incidents import Table, act_of, terms_of
from service_table import LETTERS, STATES, VERBS, WHOSE, after
from svcctl.billing.refusal import Refusal
from svcctl.casebook.kinds import Retracted
from svcctl.casebook.payloads import assumed
from svcctl.casebook.replay import effective
from svcctl.delivery.matters import Book, book_of
from svcctl.delivery.nouns import NOUNS
from svcctl.delivery.promised import ServiceTerms
from svcctl.desk.desk import Desk
from svcctl.desk.scenes import Scene, refuse_wrongs
from svcctl.i18n import Words

# what the table does not draw: content that some verbs are held to beside the states
CONTENT = {
    ("incident", "remote start"): "session-open",
    ("incident", "remote end"): "no-session",
    ("inspection", "carry-out"): "needs-system",
    ("inspection", "follow"): "no-finding",
    ("inspection", "close"): "not-followed",
    ("training", "close"): "not-passed",
    ("training", "evaluate"): "needs-one",
    ("major", "close"): "lacks",
    ("duty", "hand-over"): "shift-not-begun",
    ("cover", "keep"): "cover-not-over",
    ("cover", "miss"): "cover-not-begun",
}
OF_STATES = {"not-now", "not-yet", "made-already", "rested-on", "unknown-verb"}
DAY = date(2026, 4, 16)
TERMS: ServiceTerms = terms_of()
DESK = cast(Desk, SimpleNamespace(words=Words("en")))
# what a verb is told, where it is told anything; values that may be true
TOLD: dict[tuple[str, str], Table] = {
    ("incident", "open"): {"level": ["9.2.1/L1"]},
    ("incident", "classify"): {"level": ["SIS2"], "reason": "reason"},
    ("incident", "agree"): {"until": datetime(2026, 4, 20, 10), "clock": "dispatch"},  # noqa: DTZ001
    ("incident", "remote start"): {"without_leave": True, "reason": "at once"},
    ("incident", "wait"): {"reason": "user"},
    ("change", "carry-out"): {"untested": True, "reason": "at once"},
    ("leave", "give"): {"scope": "remote", "from": "2026-04-16T08:00", "to": "2026-04-16T18:00"},
    ("duty", "plan"): {"role": "first", "to": "2026-04-18T18:00"},
    ("inspection", "follow"): {"finding": 1},
    ("cover", "name"): {"from": "2026-04-10"},
    ("training", "attend"): {"role": "nurses", "number": 4},
    ("training", "test"): {"role": "nurses", "passed": 3, "failed": 1},
    ("satisfaction", "answer"): {"score": "90"},
    ("acceptance", "open"): {"year": 1},
}
ANSWERS = {
    ("incident", "remote end"): ("solved", ["yes", "no"]),
    ("problem", "review"): ("result", ["ok", "again"]),
    ("change", "test"): ("result", ["passed", "failed"]),
    ("training", "test"): ("failed", [0, 1]),
    ("inspection", "carry-out"): ("systems", [["emr"], ["emr"], []]),
    ("training", "evaluate"): ("written", ["good", "good", ""]),
    ("duty", "plan"): ("from", ["2026-04-16T08:00", "2026-04-16T08:00", "2026-04-17T08:00"]),
    ("cover", "name"): ("to", ["2026-04-16", "2026-04-16", "2026-04-17"]),
}


class Records(RuleBasedStateMachine):
    """A book of records, and beside it each record's acts by the drawing alone."""

    nouns: ClassVar = sorted(LETTERS)

    def __init__(self) -> None:
        super().__init__()
        self.scene = Scene(cast(Any, None), TERMS, (), Book({}), {}, {})
        self.clock = datetime.combine(DAY, datetime.min.time()) + timedelta(hours=9)
        self.lives: dict[str, list[tuple[datetime, int, str, Table]]] = {}
        self.numbers: set[str] = set()

    # -- what is done to the book ------------------------------------------------------------------

    @rule(noun=st.sampled_from(sorted(LETTERS)), data=st.data(), side=st.sampled_from(["purchaser", "supplier"]))  # fmt: skip
    def make(self, noun: str, data: st.DataObject, side: str) -> None:
        """A verb on a record that is not made yet."""
        record = self.scene.next_id(NOUNS[noun], 2026)
        assert record not in self.numbers  # a number is never used again
        assert record == f"{LETTERS[noun]}-2026-{len(self.numbers_of(noun)) + 1:04}"
        first = [verb for verb in VERBS[noun] if after(noun, "", verb, {}) is not None]
        self.act(noun, record, data.draw(st.sampled_from(first + VERBS[noun])), side, data)

    @precondition(lambda self: self.lives)
    @rule(data=st.data(), back=st.integers(0, 1), side=st.sampled_from(["purchaser", "supplier", "right", "right"]))  # fmt: skip
    def go_on(self, data: st.DataObject, back: int, side: str) -> None:
        """Any verb of its kind, mostly one that may follow, now or told late."""
        record = data.draw(st.sampled_from(sorted(self.lives)))
        noun, state = self.noun_of(record), self.state_of(record, self.lives[record]) or ""
        fitting = [verb for verb in VERBS[noun] if any(after(noun, state, verb, t) for t in told(noun, verb))]  # fmt: skip
        verb = data.draw(st.sampled_from(fitting * 3 + VERBS[noun]))
        if side == "right":
            side = WHOSE.get((noun, verb), "supplier")
            made_by = self.scene.book.matters[record].first.act.side
            other = "supplier" if made_by == "purchaser" else "purchaser"
            side = {"other": other, "asker": made_by}.get(side, side)
        self.act(noun, record, verb, side, data, late=back * data.draw(st.integers(0, 3)))

    @precondition(lambda self: self.lives)
    @rule(data=st.data(), noun=st.sampled_from(sorted(LETTERS)))
    def of_another_kind(self, data: st.DataObject, noun: str) -> None:
        """A verb of another kind: known to the kind of the record too, or refused."""
        record = data.draw(st.sampled_from(sorted(self.lives)))
        verb = data.draw(st.sampled_from(VERBS[noun]))
        self.act(self.noun_of(record), record, verb, "supplier", data)

    @precondition(lambda self: self.lives)
    @rule(data=st.data(), verb=st.sampled_from(["attach", "confirm", "object"]))
    def word(self, data: st.DataObject, verb: str) -> None:
        """A paper, or the other side's word: never moves a record."""
        record = data.draw(st.sampled_from(sorted(self.lives)))
        before = self.scene.book.matters[record]
        other = "supplier" if before.first.act.side == "purchaser" else "purchaser"
        assert self.record_it({"verb": verb, "side": other, "at": self.clock}, record) is None
        assert self.scene.book.matters[record].state == before.state
        self.lives[record].append((self.clock, len(self.scene.facts), "", {}))

    @precondition(lambda self: self.lives)
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        """Taken back, the last act leaves the state before it; the first, no record."""
        record = data.draw(st.sampled_from(sorted(self.lives)))
        life = sorted(self.lives[record], key=lambda each: each[:2])
        last = self.scene.book.matters[record].steps[-1]
        facts = assumed("c", len(self.scene.facts), [Retracted(on=DAY, target=last.act.event, reason="wrong")], "vendor", "2026-04-20T00:00:00Z")  # fmt: skip
        scene = self.scene.with_facts(facts)
        refuse_wrongs(self.scene, scene, facts, DESK)  # nothing rests on it
        self.scene = scene
        self.lives[record] = life[:-1]
        if not life[:-1]:
            del self.lives[record]
            assert record not in scene.book.matters
        else:
            assert scene.book.matters[record].state == last.before

    # -- how -------------------------------------------------------------------------------------

    def act(self, noun: str, record: str, verb: str, side: str, data: st.DataObject, late: int = 0) -> None:  # fmt: skip
        """Recorded if, and only if, the drawing has the arrow, then and for whatever comes after."""
        self.clock += data.draw(st.integers(0, 2)) * timedelta(minutes=1)
        moment = self.clock - late * timedelta(minutes=1)
        says = dict(TOLD.get((noun, verb), {}))
        if (noun, verb) in ANSWERS:
            key, choices = ANSWERS[noun, verb]
            says[key] = data.draw(st.sampled_from(choices))
        life = [*self.lives.get(record, []), (moment, len(self.scene.facts) + 1, verb, says)]
        drawn = self.state_of(record, life)
        refused = self.record_it({"verb": verb, "side": side, "at": moment, **says}, record)
        if refused is None:
            assert drawn is not None, "recorded, though nothing draws it"
            self.lives[record] = life
            self.numbers.add(record)
        elif refused in OF_STATES:
            assert drawn is None, refused
        elif refused == "whose":
            assert (noun, verb) in WHOSE or late
        else:
            verbs = {each for _, _, each, _ in life}
            assert refused in {CONTENT.get((noun, each)) for each in verbs}, refused

    def record_it(self, table: Table, record: str) -> str | None:
        """What refused it, by the check that every command goes through; None where it is recorded."""
        facts = assumed("c", len(self.scene.facts), [act_of(table, record)], "vendor", "2026-04-20T00:00:00Z")  # fmt: skip
        scene = self.scene.with_facts(facts)
        try:
            refuse_wrongs(self.scene, scene, facts, DESK)
        except Refusal as refused:
            return refused.key.removeprefix("matter.")
        self.scene = scene
        return None

    def state_of(self, record: str, life: list[tuple[datetime, int, str, Table]]) -> str | None:
        """The state by the drawing; None where an act has no arrow."""
        state: str | None = ""
        for _, _, verb, says in sorted(life, key=lambda each: each[:2]):
            if verb:  # a word moves nothing, yet wants a record
                state = after(self.noun_of(record), state or "", verb, says)
            if not state:
                return None
        return state

    def noun_of(self, record: str) -> str:
        return next(noun for noun, letter in LETTERS.items() if letter == record[0])

    def numbers_of(self, noun: str) -> list[str]:
        return [each for each in self.numbers if each[0] == LETTERS[noun]]

    # -- what always holds -------------------------------------------------------------------------

    @invariant()
    def every_state_is_drawn(self) -> None:
        """And is the one that the drawing leads to."""
        assert set(self.scene.book.matters) == set(self.lives)
        for record, matter in self.scene.book.matters.items():
            assert {step.state for step in matter.steps} <= STATES[matter.noun.name]
            assert matter.state == self.state_of(record, self.lives[record])

    @invariant()
    def the_order_in_which_facts_are_handed_in_is_nothing(self) -> None:
        """Only moments and the order of recording decide."""
        holding = effective(self.scene.facts)
        expected = {name: each.steps for name, each in self.scene.book.matters.items()}
        for facts in (holding, holding[::-1], [*holding[1::2], *holding[::2]]):
            assert {name: each.steps for name, each in book_of(facts).matters.items()} == expected


def told(noun: str, verb: str) -> list[dict[str, object]]:
    """Everything that a verb may be told, as far as a state follows from it."""
    key, choices = ANSWERS.get((noun, verb), ("", [""]))
    return [{key: each} for each in choices]


class TestRecords(Records.TestCase):  # type: ignore[name-defined,misc]
    """Some hundreds of sequences."""

    settings = settings(
        max_examples=max(200 * settings().max_examples // 100, 1), stateful_step_count=30
    )
