"""Records of the service: what follows what, every reason for which an act cannot be, what a record says of itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from incidents import Table, act_of, at, book, facts_of, life, matter, terms_of
from service_table import ARROWS, LETTERS, STATES, VERBS, WHOSE, after
from svcctl.billing.service_acts import ServiceAct
from svcctl.casebook.kinds import Retracted
from svcctl.casebook.payloads import assumed
from svcctl.delivery.matters import book_of, matter_of, planned_for
from svcctl.delivery.names import NAMES
from svcctl.delivery.nouns import NOUNS, every_verb, id_of, noun_of, year_and_number
from svcctl.delivery.rules import not_passed, resting_on, wrongs

DAY = "2026-04-16"
TERMS = terms_of()
SPAN = "from=08:00 to=18:00"
INCIDENT = "09:00 open level=9.2.1/L1"


def named(record: str, *lines: str) -> list[Table]:
    return [each | {"record": record} for each in life(DAY, *lines)]


def refused(*acts: list[Table], **changed: Any) -> list[str]:
    """The reasons why the acts cannot all be true."""
    every = [each for some in acts for each in some]
    terms = TERMS._replace(**changed)
    return [each.key.removeprefix("matter.") for each in wrongs(book(every), terms)]


# -- the table -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_the_kinds_are_as_the_documents_draw_them(name: str) -> None:
    """State by state and verb by verb: the same arrows and no others, and the same sides' words."""
    noun = NOUNS[name]
    assert noun.letter == LETTERS[name]
    assert {verb.name for verb in noun.verbs} == set(VERBS[name])
    assert set(noun.states) == STATES[name]
    for verb in noun.verbs:
        key, by_value = verb.by_answer
        for state in ("", *STATES[name]):
            for answer in [each for each, _ in by_value] or [""]:
                led = verb.leads_to(state, answer) if state in verb.since else None
                assert led == after(name, state, verb.name, {key: answer})
        assert verb.side == WHOSE.get((name, verb.name), "")
    for state in noun.ends:
        onward = {then for (before, _), then in ARROWS[name].items() if before == state}
        # an end is one unless it is opened again
        assert onward <= {state, "open"}


def test_every_noun_and_verb() -> None:
    """Letters and names are nobody else's."""
    assert len({noun.letter for noun in NOUNS.values()}) == len(NOUNS) == 18
    assert tuple(NOUNS) == NAMES
    assert len(list(every_verb())) == sum(len(noun.verbs) for noun in NOUNS.values())
    agree = NOUNS["incident"].verb("agree")
    assert agree
    assert [option.key for option in agree.told] == ["until", "clock", "confirmed_by"]


@pytest.mark.parametrize(
    ("record", "parts"),
    [
        ("I-2026-0001", ("I", 2026, 1)),
        ("N-2026-12345", ("N", 2026, 12345)),
        ("X-2026-0001", None),
        ("I-26-0001", None),
        ("I-2026-", None),
        ("I-2026-１", None),
        ("monthly-inspection-7", None),
    ],
)  # fmt: skip
def test_ids_are_letter_year_and_number(record: str, parts: tuple[str, int, int] | None) -> None:
    """Four digits or more; whatever else it is, it is no id."""
    assert year_and_number(record) == parts
    if parts:
        assert id_of(NOUNS[noun_of(record).name], *parts[1:]) == record  # type: ignore[union-attr]


# -- the book --------------------------------------------------------------------------------------


def test_records_are_sorted_by_number_and_known_by_it() -> None:
    """Number 10,000 comes after 9,999, whatever the letters of the text."""
    acts = [*named("I-2026-10000", INCIDENT), *named("I-2026-9999", INCIDENT), *named("I-2025-0002", INCIDENT)]  # fmt: skip
    assert [each.id for each in book(acts).of("incident")] == ["I-2025-0002", "I-2026-9999", "I-2026-10000"]  # fmt: skip
    turns = [act_of({"record": "visits-1", "verb": "done", "at": at(f"{DAY} 09:00")}, "visits-1")]
    said = book_of(assumed("c", 0, turns, "vendor", "2026-04-20T00:00:00Z"))
    assert (said.matters, list(said.turns)) == ({}, ["visits-1"])


def test_what_a_record_says_of_itself() -> None:
    """Title, systems, links and turns of all its acts; signed where a signed paper lies with it."""
    acts = named(
        "I-2026-0001",
        f"{INCIDENT} title=old systems=emr,lis links=P-2026-0001",
        "09:10 answer title=new systems=lis,pacs links=P-2026-0001 turns=visits-1",
        "09:30 attach side=purchaser files=a",
        "10:00 restore",
        "11:00 attach files=b signed_by=desk",
    )
    acts += named("P-2026-0001", "09:00 raise")
    whole = book(acts)
    told = whole.matters["I-2026-0001"]
    assert (told.title, told.systems, told.links, told.turns) == (
        "new",
        ("emr", "lis", "pacs"),
        ("P-2026-0001",),
        ("visits-1",),
    )
    assert [step.verb for step in told.acts] == ["open", "answer", "restore"]
    assert told.is_signed()
    assert told.is_signed("attach")
    assert not told.is_signed("open", "restore")
    assert whole.linked("P-2026-0001") == ["I-2026-0001"]
    assert told.next == ["classify", "escalate", "close", "reopen"]
    assert not told.is_over
    assert matter([*acts, *named("I-2026-0001", "12:00 close")]).is_over
    assert matter(named("I-2026-0001", INCIDENT)).title == ""
    second = told.step_of("c#2")
    assert second
    assert second.verb == "answer"
    assert told.step_of("c#99") is None


def test_of_what_happened_by_a_moment() -> None:
    """What came later is not in it; a record that came later is not there."""
    facts = facts_of([*named("I-2026-0001", INCIDENT, "10:00 restore"), *named("P-2026-0001", "11:00 raise")])  # fmt: skip
    early = book_of(facts, at(f"{DAY} 09:30"))
    assert [(each.id, each.state) for each in early.matters.values()] == [("I-2026-0001", "open")]
    alone = matter_of("I-2026-0001", facts)
    assert alone
    assert alone.state == "restored"
    assert matter_of("I-2026-0009", facts) is None
    other = assumed("c", 0, [Retracted(on=date(2026, 4, 16), target="c#1", reason="wrong")], "vendor", "2026-04-20T00:00:00Z")  # fmt: skip
    assert book_of(other).matters == {}


def test_a_plan_is_for_its_day() -> None:
    """Its record belongs to the moment that is planned, not to that of planning."""
    plan = {"record": "N-2026-0001", "verb": "plan", "at": at(f"{DAY} 09:00"), "when": at("2026-05-04 08:00")}  # fmt: skip
    assert planned_for(act_of(plan)) == at("2026-05-04 08:00")
    assert book([plan]).matters["N-2026-0001"].opened_at == at("2026-05-04 08:00")


def test_what_was_put_right_keeps_its_place() -> None:
    """Of acts of one moment the corrected one stays where the wrong one was."""
    acts = named("P-2026-0001", "09:00 raise", "09:00 analyse", "09:00 solve")
    anew = {**acts[1], "replaces": "c#2", "note": "right"}
    facts = [each for each in facts_of([*acts, anew], "P-2026-0001") if each.seq != 2]
    told = book_of(facts).matters["P-2026-0001"]
    assert [step.verb for step in told.steps] == ["raise", "analyse", "solve"]
    step = told.step_of("c#2")
    assert step
    assert step.act.note == "right"


def test_an_act_of_a_day_comes_after_what_was_recorded_of_that_day() -> None:
    """Nothing else is known of its moment."""
    early = {"record": "P-2026-0001", "verb": "raise", "at": at(f"{DAY} 11:00")}
    of_the_day = {"record": "P-2026-0001", "verb": "analyse", "at": date(2026, 4, 16)}
    steps = book([early, of_the_day]).matters["P-2026-0001"].steps
    assert [(step.verb, f"{step.moment:%H:%M}") for step in steps] == [("raise", "11:00"), ("analyse", "11:00")]  # fmt: skip


# -- every reason for which an act cannot be -------------------------------------------------------

OPENED = named("I-2026-0001", INCIDENT)
LEAVE = named("L-2026-0001", f"08:00 give side=purchaser scope=remote {SPAN}")
EARLY = named("L-2026-0001", "08:00 give side=purchaser scope=remote from=17:00 to=18:00")
SHIFT = named("D-2026-0001", f"09:00 plan role=a {SPAN}")
LATE_SHIFT = named("D-2026-0001", "09:00 plan role=a from=12:00 to=18:00")
COVER = named(
    "H-2026-0001",
    "2026-04-10 09:00 name side=purchaser from=2026-04-16T00:00:00 to=2026-04-18T00:00:00",
)
CHANGE = named("C-2026-0001", "09:00 request side=purchaser database=yes", "09:10 approve")
CARRIED = named("N-2026-0001", "09:00 carry-out systems=emr")
DECLARED = named("M-2026-0001", "09:00 declare")
HELD = named("T-2026-0001", "09:00 plan", "09:10 hold")
SIX = ("10:00 sent", "10:00 experts", f"10:00 watch {SPAN}", "10:00 report", "10:00 told to=head", "10:00 filed")  # fmt: skip
FORCED = "without_leave=yes reason=now"


@pytest.mark.parametrize(
    ("acts", "keys"),
    [
        # what every act is held to
        ([OPENED], []),
        ([OPENED, named("I-2026-0001", "09:10 approve")], ["unknown-verb"]),
        ([OPENED, named("I-2026-0001", "08:10 attach")], ["not-yet"]),
        ([OPENED, named("I-2026-0001", "08:10 answer")], ["not-yet"]),
        ([named("I-2026-0001", "08:10 answer")], ["rested-on"]),
        ([OPENED, named("I-2026-0001", "09:10 open level=SIS1")], ["made-already"]),
        ([CARRIED, named("N-2026-0001", "09:10 carry-out")], ["not-now"]),
        ([OPENED, named("I-2026-0001", "09:10 resume")], ["not-now"]),
        ([OPENED, named("I-2026-0001", "09:10 close", "09:20 answer")], ["not-now"]),
        ([OPENED, named("I-2026-0001", "09:10 confirm side=purchaser target=c#9")], ["unknown-act"]),
        ([OPENED, named("I-2026-0001", "09:10 confirm side=purchaser target=c#1")], []),
        ([OPENED, named("I-2026-0001", "09:10 object")], ["own-word"]),
        ([OPENED, named("I-2026-0001", "09:10 attach")], []),
        ([named("C-2026-0001", "09:00 request", "09:10 approve")], ["whose"]),
        ([named("C-2026-0001", "09:00 request", "09:10 approve side=purchaser")], []),
        ([named("L-2026-0001", f"08:00 give scope=remote {SPAN}")], ["whose"]),
        ([named("R-2026-0001", "09:00 open side=purchaser", "09:10 take", "09:20 deliver", "09:30 accept")], ["whose"]),
        ([named("I-2026-0001", f"{INCIDENT} systems=emr,other")], []),
        ([named("I-2026-0001", f"{INCIDENT} systems=abacus")], ["unknown-system"]),
        ([named("I-2026-0001", f"{INCIDENT} links=P-2026-0001")], ["unknown-record"]),
        ([named("I-2026-0001", f"{INCIDENT} links=I-2026-0001")], ["itself"]),
        ([named("N-2026-0001", "09:00 carry-out systems=emr turns=monthly-inspection-7")], []),
        ([named("N-2026-0001", "09:00 carry-out systems=emr turns=monthly-inspection-700")], ["unknown-turn"]),
        ([named("V-2026-0001", "09:00 carry-out turns=monthly-inspection-7")], ["turn-kind"]),
        ([named("P-2029-0001", "2029-01-02 09:00 raise")], ["after-term"]),
        ([named("H-2026-0001", "09:00 name side=purchaser from=18:00 to=08:00")], ["span"]),
        ([named("F-2026-0001", "09:00 add role=x task=vip", "09:10 renew from=18:00 to=08:00")], []),
        # incidents
        ([named("I-2026-0001", "09:00 open level=SIS1 fault_at=09:01")], ["fault-after-call"]),
        ([named("I-2026-0001", "09:00 open level=SIS1 fault_at=09:00")], []),
        ([named("I-2026-0001", "09:00 open level=SIS9")], ["level-unknown"]),
        ([named("I-2026-0001", "09:00 open")], ["no-level"]),
        ([OPENED, named("I-2026-0001", "09:10 classify level=L9 reason=x")], ["level-unknown"]),
        ([OPENED, named("I-2026-0001", f"09:10 remote start {FORCED}", f"09:20 remote start {FORCED}")], ["session-open"]),
        ([OPENED, named("I-2026-0001", "09:10 remote end solved=no")], ["no-session"]),
        ([OPENED, named("I-2026-0001", f"09:10 remote start {FORCED}", "09:20 remote end solved=no")], []),
        ([OPENED, named("I-2026-0001", f"09:10 remote start {FORCED}", "09:20 restore", "09:30 reopen", "09:40 remote end solved=no")], ["no-session"]),
        ([OPENED, named("I-2026-0001", "09:10 remote start")], ["leave-needed"]),
        ([OPENED, named("I-2026-0001", "09:10 remote start without_leave=yes")], ["needs-reason"]),
        ([OPENED, named("I-2026-0001", "09:10 remote start leave=L-2026-0001")], ["unknown-record"]),
        ([OPENED, LEAVE, named("I-2026-0001", "09:10 remote start leave=I-2026-0001")], ["unknown-record"]),
        ([OPENED, LEAVE, named("I-2026-0001", "09:10 remote start leave=L-2026-0001")], []),
        ([OPENED, LEAVE, named("I-2026-0001", "18:01 remote start leave=L-2026-0001")], ["leave-then"]),
        ([OPENED, LEAVE, named("L-2026-0001", "09:05 withdraw side=purchaser"), named("I-2026-0001", "09:10 remote start leave=L-2026-0001")], ["leave-withdrawn"]),
        ([OPENED, LEAVE, named("L-2026-0001", "07:30 withdraw side=purchaser")], ["not-yet"]),
        ([OPENED, EARLY, named("L-2026-0001", "08:05 withdraw side=purchaser"), named("I-2026-0001", "09:10 remote start leave=L-2026-0001")], ["leave-withdrawn"]),
        ([OPENED, EARLY, named("I-2026-0001", "09:10 remote start leave=L-2026-0001")], ["leave-then"]),
        ([named("I-2026-0001", "09:00 open level=SIS4", "09:10 agree until=12:00")], ["no-such-clock"]),
        ([OPENED, named("I-2026-0001", "09:10 agree until=12:00")], []),
        ([named("I-2026-0001", "09:00 open level=SIS2", "09:10 agree until=12:00 clock=restore")], ["no-such-clock"]),
        ([OPENED, named("P-2026-0001", "09:00 raise"), named("I-2026-0001", "09:10 close duplicate_of=P-2026-0001")], ["unknown-record"]),
        ([OPENED, named("I-2026-0002", INCIDENT), named("I-2026-0001", "09:10 close duplicate_of=I-2026-0002")], []),
        ([OPENED, named("I-2026-0001", "09:10 close duplicate_of=I-2026-0002")], ["unknown-record"]),
        ([OPENED, named("I-2026-0001", "09:10 close duplicate_of=someone")], ["unknown-record", "unknown-record"]),
        ([OPENED, named("I-2026-0001", "09:10 agree until=09:10")], []),
        ([OPENED, named("I-2026-0001", "09:10 agree until=09:09")], ["agreed-past"]),
        ([OPENED, named("I-2026-0001", "09:10 classify level=SIS1 reason=x appraised=yes")], ["needs-file"]),
        ([OPENED, named("I-2026-0001", "09:10 classify level=SIS1 reason=x appraised=yes files=a")], []),
        ([OPENED, named("I-2026-0001", "09:10 arrive engineers=0")], ["too-few"]),
        ([OPENED, named("I-2026-0001", "09:10 arrive engineers=1")], []),
        ([named("I-2026-0001", "2025-03-07 09:00 open level=SIS1", "09:10 answer")], []),
        ([named("I-2025-0001", "2025-03-05 09:00 open level=SIS1 fault_at=2025-03-05T00:00:00")], []),
        ([named("I-2025-0001", "2025-03-05 09:00 open level=SIS1 fault_at=2025-03-04T23:59:00")], ["fault-before-signing"]),
        # changes
        ([CHANGE, named("C-2026-0001", "09:20 carry-out")], ["leave-and-test"]),
        ([CHANGE, named("C-2026-0001", "09:20 carry-out untested=yes reason=x")], ["leave-needed"]),
        ([CHANGE, LEAVE, named("C-2026-0001", "09:20 test result=passed", "09:30 carry-out leave=L-2026-0001")], ["leave-scope"]),
        ([CHANGE, named("C-2026-0001", f"09:20 carry-out {FORCED}")], ["untested"]),
        ([named("C-2026-0001", "09:00 request side=purchaser", "09:10 approve", "09:20 carry-out untested=yes")], ["needs-reason"]),
        ([named("C-2026-0001", "09:00 request side=purchaser", "09:10 approve", "09:20 carry-out untested=yes reason=x")], []),
        ([CHANGE, named("C-2026-0001", "09:20 test result=failed", f"09:30 carry-out {FORCED}")], ["untested"]),
        ([named("C-2026-0001", "09:00 request side=purchaser", "09:10 approve", "09:20 test result=passed", "09:30 carry-out")], []),
        # inspections
        ([named("N-2026-0001", "09:00 carry-out")], ["needs-system"]),
        ([named("N-2026-0001", "08:00 plan systems=emr", "09:00 carry-out")], []),
        ([CARRIED, named("N-2026-0001", "09:10 find risk=x until=2026-04-15T00:00:00")], ["until-past"]),
        ([CARRIED, named("N-2026-0001", "09:10 find risk=x until=2026-04-16T00:00:00")], []),
        # visits, duty, cover
        ([named("V-2026-0001", "09:00 carry-out engineers=0")], ["too-few"]),
        ([SHIFT, named("D-2026-0001", "09:10 stand-in role=b from=09:00 to=18:00", "18:00 hand-over note=x")], []),
        ([SHIFT, named("D-2026-0001", "09:10 stand-in role=b")], []),
        ([SHIFT, named("D-2026-0001", "09:10 stand-in role=b from=07:59")], ["outside-shift"]),
        ([SHIFT, named("D-2026-0001", "09:10 stand-in role=b from=18:00")], ["outside-shift"]),
        ([SHIFT, named("D-2026-0001", "09:10 stand-in role=b to=18:01")], ["outside-shift"]),
        ([SHIFT, named("D-2026-0001", "09:10 stand-in role=b to=08:00")], ["outside-shift"]),
        ([LATE_SHIFT, named("D-2026-0001", "11:59 hand-over note=x")], ["shift-not-begun"]),
        ([LATE_SHIFT, named("D-2026-0001", "12:00 hand-over note=x")], []),
        ([named("D-2026-0001", "11:59 hand-over note=x")], ["rested-on"]),
        ([COVER, named("H-2026-0001", "2026-04-12 09:00 staff role=a", "2026-04-16 00:00 miss", "2026-04-18 00:00 keep")], []),
        ([COVER, named("H-2026-0001", "2026-04-15 23:59 miss")], ["cover-not-begun"]),
        ([COVER, named("H-2026-0001", "2026-04-17 23:59 keep")], ["cover-not-over"]),
        ([CARRIED, named("N-2026-0001", "09:10 follow finding=1")], ["no-finding"]),
        ([CARRIED, named("N-2026-0001", "09:10 find risk=x", "09:20 report", "09:30 close")], ["not-followed"]),
        ([CARRIED, named("N-2026-0001", "09:10 find risk=x", "09:20 report", "09:30 close reason=x")], []),
        ([CARRIED, named("N-2026-0001", "09:10 find risk=x", "09:15 follow finding=1", "09:20 report", "09:30 close")], []),
        # trainings
        ([HELD, named("T-2026-0001", "09:20 evaluate")], ["needs-one"]),
        ([HELD, named("T-2026-0001", "09:20 evaluate feedback=x")], []),
        ([HELD, named("T-2026-0001", "09:20 attend role=a number=0")], ["too-few"]),
        ([HELD, named("T-2026-0001", "09:20 test role=a passed=3 failed=1", "09:30 close")], ["not-passed"]),
        ([HELD, named("T-2026-0001", "09:20 test role=a passed=3 failed=0", "09:30 close")], []),
        # major faults
        ([DECLARED, named("M-2026-0001", *SIX[:5], "11:00 close")], ["lacks"]),
        ([DECLARED, named("M-2026-0001", *SIX, "11:00 close")], []),
        # scores and years
        ([named("S-2026-0001", "09:00 ask", "09:10 answer score=101")], ["score"]),
        ([named("S-2026-0001", "09:00 ask", "09:10 answer score=5 of=5")], []),
        ([named("S-2026-0001", "09:00 ask", "09:10 answer score=-1")], ["score"]),
        ([named("A-2026-0001", "09:00 open year=9")], ["year"]),
        ([named("A-2026-0001", "09:00 open year=1")], []),
        # turns without a record
        ([named("service-plan-1", "09:00 done")], []),
        ([named("service-plan-1", "09:00 done", "09:10 miss")], ["turn-told"]),
        ([named("service-plan-99", "09:00 done")], ["unknown-turn"]),
        ([named("manager-report", "09:00 done", "09:10 done")], []),
    ],
)  # fmt: skip
def test_why_an_act_cannot_be(acts: list[list[Table]], keys: list[str]) -> None:
    """The smallest example of each reason, and beside it one that is right."""
    assert refused(*acts) == keys


def test_a_contract_that_lists_nothing_asks_for_nothing() -> None:
    """Without systems any is right; without levels none is needed."""
    acts = named("I-2026-0001", "09:00 open systems=abacus")
    acts += named("N-2026-0001", "09:00 carry-out")
    assert refused(acts, systems={}, levels=(), regimes=()) == []


def test_only_records_that_are_named_are_looked_at() -> None:
    """One that there is no more is passed over."""
    wrong = [*named("I-2026-0001", "09:00 open"), *named("I-2026-0002", "09:00 open")]
    found = list(wrongs(book(wrong), TERMS, ["I-2026-0002", "I-2026-0003"]))
    assert [each.values["record"] for each in found] == ["I-2026-0002"]


def test_what_rests_on_a_record() -> None:
    """Whatever links to it, or was told of it: a session on a leave."""
    acts = [*OPENED, *LEAVE, *named("I-2026-0001", "09:10 remote start leave=L-2026-0001")]
    acts += named("P-2026-0001", "09:00 raise links=I-2026-0001")
    assert resting_on(book(acts), {"L-2026-0001"}) == ["I-2026-0001"]
    assert resting_on(book(acts), {"I-2026-0001"}) == ["P-2026-0001"]
    assert resting_on(book(acts), {"P-2026-0001"}) == []


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (("09:20 test role=a passed=3 failed=2",), {"a": 2}),
        (("09:20 test role=a passed=3 failed=2", "09:30 test role=b passed=1 failed=1"), {"a": 2, "b": 1}),
        (("09:20 test role=a passed=3 failed=2", "09:30 test role=a passed=2 failed=0"), {"a": 2}),
        (("09:20 test role=a passed=3 failed=2", "09:30 test role=a passed=1 failed=1"), {"a": 3}),
        (("09:20 test role=a passed=3 failed=1", "09:30 test role=a passed=0 failed=3"), {"a": 4}),
    ],
)  # fmt: skip
def test_who_has_not_passed_yet(lines: tuple[str, ...], left: dict[str, int]) -> None:
    """Who fails once more was counted already; in a retraining who passes is done."""
    told = book([*HELD, *named("T-2026-0001", *lines)])
    assert not_passed(told.matters["T-2026-0001"], told) == left


def test_a_retraining_of_a_retraining_counts() -> None:
    """The whole family, in the order in which they were held, and nobody else's."""
    acts = [*HELD, *named("T-2026-0001", "09:20 test role=a passed=3 failed=2")]
    acts += named("T-2026-0002", "10:00 plan retrain_of=T-2026-0001", "10:10 hold", "10:20 test role=a passed=1 failed=1")  # fmt: skip
    acts += named("T-2026-0003", "11:00 plan retrain_of=T-2026-0002", "11:10 hold", "11:20 test role=a passed=1 failed=0")  # fmt: skip
    acts += named("T-2026-0004", "11:00 plan", "11:10 hold", "11:20 test role=a passed=0 failed=9")
    told = book(acts)
    assert not_passed(told.matters["T-2026-0001"], told) == {}
    assert not_passed(book(acts[:6]).matters["T-2026-0001"], book(acts[:6])) == {"a": 1}


def test_an_act_that_cannot_follow_leaves_the_record_where_it_was() -> None:
    """In a chain that has it all the same, as a newer program or another may write it."""
    acts = [*OPENED, *named("I-2026-0001", "09:10 resume", "09:20 approve", "09:30 close")]
    assert [step.state for step in book(acts).matters["I-2026-0001"].steps] == ["open", "open", "open", "closed"]  # fmt: skip
    assert isinstance(act_of(acts[0]), ServiceAct)


def test_a_session_ends_only_where_one_is_open_and_begins_where_none_is() -> None:
    """What can be done next, and what a refusal says of it."""
    lines = [
        INCIDENT,
        f"09:10 remote start {FORCED}",
        "09:20 remote end solved=no",
        "09:30 restore",
    ]
    for count, absent in ((1, "end"), (2, "start"), (3, "end")):
        found = matter(named("I-2026-0001", *lines[:count])).next
        assert [each for each in found if each.startswith("remote")] != []
        assert f"remote {absent}" not in found
    acts = [*named("I-2026-0001", *lines[:2]), *named("I-2026-0001", "09:15 resume")]
    [wrong] = wrongs(book(acts), TERMS)
    assert wrong.key == "matter.not-now"
    assert "remote end" in wrong.values["allowed"]
    assert "remote start" not in wrong.values["allowed"]
