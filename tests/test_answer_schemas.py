"""Every JSON answer has a schema that it fits, and that says no more than answers can show."""

import json
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from answer_coverage import places, seen, walk
from answer_life import Told, live
from answer_schemas import (
    FILES_ONLY,
    FOLDER,
    INDEX,
    faults,
    held,
    nearest,
    of_record,
    registry,
    schemas,
    validator,
)
from conftest import Run
from svcctl.casebook.kinds import KINDS
from svcctl.cli import ALONE, NOUNS, verbs
from svcctl.i18n import subject
from svcctl.papers.exhibits import NAMES

ROOT = Path(__file__).parents[1]
WORDS = ("words", "message")  # the keys of sentences; all others are the same in both languages
OF_A_SCHEMA = ("title", "description")  # what `contract schema` says of keys and values
SHARED = "what several kinds say has the key; the command of this kind does not ask for it"
UNSHOWN = {  # the beginning of a place, and why the life does not show it
    "incident-import.json#/properties/left_out/items/properties/why": "each by test_desk_imports.py",
    "export-service.json#/$defs/row/properties/promise = duty": "by test_export_service.py",
    "payloads.json#/$defs/breach-accepted/properties": "what a decision may say, by test_proposals.py",
    "payloads.json#/$defs/breach-rejected/properties": "the same",
    "payloads.json#/$defs/service-act/properties": "what any act may say, by test_service_told.py",
    "payloads.json#/$defs/service-incident/properties": "the same",
    "readings.json#/$defs/clock-moved": "clocks that a reading moves, by test_proposals.py",
    "readings.json#/properties/readings/items/properties/others/items/properties/changes/items/oneOf/clock-moved": "the same",
    "warnings.json#/$defs/warning/oneOf/accepted-already": "by test_proposals.py",
    "warnings.json#/$defs/warning/oneOf/rejected-already": "the same",
    "warnings.json#/$defs/warning/oneOf/score-": "by test_score_from_record.py",
    "explain-promise.json#": "clocks in every state and their readings, by test_proposals.py",
    "breach-propose.json#/$defs/reading": "readings that would turn it, by test_proposals.py",
    "audit-check-pack.json#/$defs/flaw": "a damaged pack, shown by test_audit_pack.py",
    "audit-log.json#/properties/left_out": "terms that nobody checked, by test_left_out.py",
    "audit-prove.json#": "what other witnesses take, shown by test_proofs.py",
    "audit-verify.json#/properties/hidden": "a login of a server, by test_grants.py",
    "audit-verify.json#/properties/rescued": "a store rescued, by test_salvage.py",
    "audit-verify.json#/properties/closed": "the same, by test_asides.py",
    "audit-verify.json#/properties/closed_files": "the same",
    "audit-check-pack.json#/properties/closed": "a pack without internal notes, by the same",
    "audit-verify.json#/properties/seal": "a seal and its signers, shown by test_sealing.py",
    "audit-verify.json#/$defs/broken": "a damaged store, shown by test_verify.py",
    "audit-verify.json#/$defs/doubt": "a store with a strange clock, shown by test_verify.py",
    "common.json#/$defs/logged/properties/clock": "a strange clock, shown by test_verify.py",
    "steps.json#/$defs/put-off/properties/why = amendment": "a rule set anew, shown by test_when.py",
    "steps.json#/$defs/amount/properties/alone": "rounded parts, shown by test_arithmetic.py",
    "steps.json#/$defs/damages-span/properties/alone": "the same",
    "steps.json#/$defs/damages-span-each/properties/alone": "the same",
    "steps.json#/$defs/damages-span-each/properties/exactly": "a third of a period, by the same",
    "steps.json#/$defs/damages-verdict/properties/beyond": "paid before it shrank, by the same",
    "steps.json#/$defs/moved/properties/held": "no day worked to go back to, by the same",
    "steps.json#/$defs/damages-step/oneOf/damages-above-cap-before": "the same",
    "steps.json#/$defs/damages-step/oneOf/damages-above-cap-waived": "the same",
    "common.json#/$defs/instalment/properties/fund_source/oneOf": "shown by test_settling.py",
    "warnings.json#/$defs/warning/oneOf/served-before-signing": "shown by test_when.py",
    "export-facts.json#/$defs/row/properties/service_from": "a start ahead, shown by test_when.py",
    "payloads.json#/$defs/contract-started/properties/service_from": "the same",
    "steps.json#/$defs/guarantee-share-ahead/properties/alone": "rounded parts, by test_explain_guarantees.py",
    "steps.json#/$defs/guarantee-share/properties/alone": "the same",
    "steps.json#/$defs/lodging-step/oneOf/guarantee-extended": "a letter extended, by the same",
    "steps.json#/$defs/return-step/oneOf/guarantee-extended": "the same",
    "steps.json#/$defs/return-step/oneOf/guarantee-after-lodging": "the same",
    "steps.json#/$defs/return-step/oneOf/guarantee-ended-early": "the same",
    "steps.json#/$defs/return-step/oneOf/put-off": "lodged late, by the same",
    "steps.json#/$defs/put-off/properties/why = lodging": "the same",
    **{
        f"steps.json#/$defs/{side}-step/oneOf/{step}": "counted as an instalment is"
        for side, steps in {
            "lodging": "guarantee-lodge-amount missing moved plus received rule skipped worked",
            "return": "event moved plus rule skipped worked",
        }.items()
        for step in steps.split()
    },
    "steps.json#/$defs/plus/properties/first_day": "the year's first day, shown by test_arithmetic.py",
    "steps.json#/$defs/sum-up-to/properties/anew": "settled before, shown by test_real_cases.py",
    "steps.json#/$defs/step/oneOf/lowered": "a sum lowered, shown by test_amendments.py",
    "steps.json#/$defs/step/oneOf/kept-date": "shown by test_amendments.py",
    "steps.json#/$defs/step/oneOf/on-its-way": "money on its way, shown by test_arithmetic.py",
    "steps.json#/$defs/step/oneOf/no-longer-paid": "a settled sum ended early, shown by test_arithmetic.py",
    "common.json#/$defs/finding/properties/settled": "an account of no document, by test_naming.py",
    "payloads.json#/$defs/finding-settled/properties/account": "the same",
    "payloads.json#/$defs/finding-settled/properties/bank": "the same",
    "common.json#/$defs/instalment/properties/limitation/properties/because_of = demand": (
        "a demand that is the last word, shown by test_demands.py"
    ),
    "steps.json#/$defs/limitation/properties/because_of = demand": "the same",
    "import-profiles.json#/properties/profiles/items/properties/out": (
        "profiles of one's own, shown by test_import_profiles.py"
    ),
    "payloads.json#/$defs/report-returned/properties/period": SHARED,
    "payloads.json#/$defs/report-submitted/properties/period": SHARED,
    "compare-facts.json#/$defs/difference": "two books that differ, shown by test_books.py",
    "payloads.json#/$defs/contract-amended/properties/doc": SHARED,
    "payloads.json#/$defs/contract-corrected/properties/doc": SHARED,
    "payloads.json#/$defs/contract-imported/properties/doc": SHARED,
    "payloads.json#/$defs/contract-imported/properties/note": SHARED,
    "payloads.json#/$defs/damages-offset/properties/decision": SHARED,
    "payloads.json#/$defs/damages-offset/properties/reason": SHARED,
    "payloads.json#/$defs/damages-settled/properties/decision": SHARED,
    "payloads.json#/$defs/damages-settled/properties/instalment": SHARED,
    "payloads.json#/$defs/damages-settled/properties/reason": SHARED,
    "payloads.json#/$defs/damages-waived/properties/instalment": SHARED,
    "payloads.json#/$defs/negotiation-failed/properties/new_due": SHARED,
    "payloads.json#/$defs/negotiation-opened/properties/new_due": SHARED,
    "payloads.json#/$defs/report-received/properties/delivered_on": SHARED,
    "payloads.json#/$defs/report-returned/properties/delivered_on": SHARED,
}


# -- the command line and the index ----------------------------------------------------------------


def commands() -> set[str]:
    """Every command of the command line."""
    return {f"{noun} {verb}".strip() for noun in NOUNS for verb in verbs(noun)}


def command_of(form: str) -> str:
    noun, *rest = form.split()
    return noun if noun in ALONE else f"{noun} {rest[0]}"


def test_every_command_that_answers_in_json_has_a_schema() -> None:
    """All but those whose answer is the file that they write; the index names nothing else."""
    assert {of_record(each) for each in commands()} - FILES_ONLY == {
        of_record(command_of(f)) for f in INDEX
    }
    assert commands() >= FILES_ONLY
    by_line = {form.split()[1] for form in INDEX if form.endswith(" --format jsonl")}
    assert by_line == set(NAMES)


def test_every_schema_is_one_and_is_used() -> None:
    """Draft 2020-12, every reference leads somewhere, everything is described, nothing is idle."""
    led_to = {(reference, "index.json") for reference in INDEX.values()}
    for name, schema in schemas().items():
        Draft202012Validator.check_schema(schema)
        inside = list(walk("", schema))
        led_to |= {(_whole(name, each["$ref"]), name) for _, each in inside if "$ref" in each}
        assert [pointer for pointer, each in inside if _bare(pointer, each)] == [], name
    for reference, _ in led_to:
        registry().resolver().lookup(reference)
    used = {to for reference, at in led_to if (to := reference.partition("#")[0]) != at}
    assert used == set(schemas()) | {"https://json-schema.org/draft/2020-12/schema"}
    pieces = {f"{n}#/$defs/{k}" for n, schema in schemas().items() for k in schema.get("$defs", ())}
    assert pieces - {reference for reference, _ in led_to} == set()


def _whole(name: str, reference: str) -> str:
    return f"{name}{reference}" if reference.startswith("#") else reference


def _bare(pointer: str, schema: Any) -> bool:
    """Whether a key's schema says its value without saying what it means."""
    *_, before, _ = ("", "", *pointer.split("/"))
    told = {"description", "const", "enum"} & schema.keys() or "/then" in pointer
    told = told or (
        before == "$defs" and set(schema) == {"$ref"}
    )  # a name for what stands elsewhere
    return (
        before in ("properties", "$defs") and "items/properties/choice" not in pointer and not told
    )


def words_of(name: str, beginning: str) -> set[str]:
    """The rest of the keys of a subject's sentences that begin so."""
    keys = subject(name)
    return {key.removeprefix(beginning) for key in keys if key.startswith(beginning)}


def enum(reference: str) -> set[str]:
    found: set[str] = set(registry().resolver().lookup(reference).contents["enum"])
    return found


def test_the_words_of_lists_are_those_of_the_program() -> None:
    """A kind of fact, of an error, of a fault that is added to the program is added to its schema."""
    elsewhere = {kind for kind in KINDS if kind.startswith(("calendar-", "store-"))}
    assert enum("payloads.json#/$defs/kind") == set(KINDS) - elsewhere
    errors = words_of("files", "file.") - {"kind.choice"}  # a choice always names its choices
    cells = {f"cell.{kind}" for kind in words_of("form", "form-wrong.")}
    assert enum("contract-check.json#/$defs/error") == errors | cells
    assert enum("audit-verify.json#/$defs/broken") == words_of("journal", "broken.")
    assert enum("audit-verify.json#/$defs/doubt") == words_of("journal", "doubt.")


def test_the_payloads_are_what_the_tool_writes() -> None:
    """`tools/payload_schemas.py` writes the same again from the fields that the program reads."""
    tool = runpy.run_path(str(ROOT / "tools" / "payload_schemas.py"))
    text = (FOLDER / "payloads.json").read_text(encoding="utf-8")
    assert tool["written"](tool["payload_schemas"]()) + "\n" == text


# -- a rich life -----------------------------------------------------------------------------------


def test_a_rich_life_shows_all_that_the_schemas_say(tmp_path: Path) -> None:
    """Each answer fits and differs between languages in its sentences only; nothing stays unseen.

    That it fits is what conftest looks at. Every optional key, every word of a list and every
    branch is in one of them.
    """
    told = live(tmp_path)
    # what is about servers is shown by test_copying.py and test_grants.py
    # of a server, and of lists beside many contracts: test_copying, test_grants, test_lists_kept
    elsewhere = {"store copy", "store grant", "store rebuild", "store upgrade"}
    assert set(INDEX) - {each.form for each in told} == elsewhere
    for each in told:
        for zh, en in zip(each.zh, each.en, strict=True):
            _same_but_for_words(each, "$", _settled(zh), _settled(en))
    shown = {place for each in told for data in each.en for place in seen(INDEX[each.form], data)}
    missing = places() - shown
    assert [place for place in sorted(missing) if not _excused(place)] == []
    assert [start for start in UNSHOWN if not any(p.startswith(start) for p in missing)] == []


def _excused(place: str) -> bool:
    return place.startswith(tuple(UNSHOWN))


def _settled(data: Any) -> Any:
    """What was tried as if it had been done."""
    if not isinstance(data, dict) or "dry_run" not in data:
        return data
    rest = {k: v for k, v in data.items() if k not in ("dry_run", "would_record", "event")}
    return rest | {"recorded": [*data.get("recorded", ()), *data.get("would_record", ())]}


def _same_but_for_words(told: Told, at: str, zh: Any, en: Any) -> None:
    """Keys and values are the same in both languages; sentences stand in each."""
    place = f"{told.line}: {at}"
    if isinstance(zh, dict) and isinstance(en, dict):
        assert list(zh) == list(en), place
        for key in zh.keys() - {"mib"}:  # the room on a disk is another a moment later
            told_in_words = key in WORDS and not at.endswith(".values")  # those of a file's error
            if told.form == "contract draft":  # whose words are the contract's own
                told_in_words = key == "question"
            if told.form == "contract schema":
                own = isinstance(zh[key], str) and ".examples" not in at
                told_in_words = key in OF_A_SCHEMA and own
            check = _other_words if told_in_words else _same_but_for_words
            check(told, f"{at}.{key}", zh[key], en[key])
    elif isinstance(zh, list) and isinstance(en, list):
        assert len(zh) == len(en), place
        for number, (one, other) in enumerate(zip(zh, en, strict=True)):
            _same_but_for_words(told, f"{at}[{number}]", one, other)
    else:
        assert zh == en, place


def _other_words(told: Told, at: str, zh: Any, en: Any) -> None:
    assert type(zh) is type(en), f"{told.line}: {at}"
    assert zh != en, f"{told.line}: {at}"


# -- what is wrong goes red ------------------------------------------------------------------------

Break = Callable[[Any], None]


def row(data: Any) -> Any:
    return data["instalments"][0]


BROKEN: dict[str, tuple[str, Break, str]] = {
    "a key too many": ("payments due", lambda d: row(d).update(fen=1), "fen"),
    "a key too few": ("payments due", lambda d: row(d).pop("paid"), "'paid' is a required"),
    "a number for a sum": ("payments due", lambda d: row(d).update(paid=0), "instalments[0].paid"),
    "a grouped sum": ("payments due", lambda d: d.update(payable="1,000.00"), "$.payable"),
    "no date": ("payments due", lambda d: row(d).update(due_on="2025-02-30"), "due_on"),
    "another word": ("payments due", lambda d: row(d).update(status="late"), "status"),
    "words at the top": ("payments due", lambda d: d.update(words="逾期"), "words"),
    "an id for an event": ("audit log", lambda d: d["events"][0].update(event="x"), "event"),
    "a fact of another kind": (
        "audit log",
        lambda d: d["events"][0].update(kind="payment-recorded"),
        "payload",
    ),
    "a step without its key": (
        "explain Y1-advance",
        lambda d: d["steps"][0].pop("article"),
        "$.steps[0]",
    ),
    "an unknown step": (
        "explain Y1-advance",
        lambda d: d["steps"][0].update(step="guess"),
        "$.steps[0]",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_an_answer_that_does_not_fit_goes_red(demo_store: Path, run: Run, name: str) -> None:
    """What is added, left out, of another kind or in other words is named by its place."""
    line, spoil, place = BROKEN[name]
    code, out, err = run(*line.split(), "--as-of", "2025-04-01", "--format", "json")
    assert code == 0, err
    right = json.loads(out)
    form = line.replace("Y1-advance", "INSTALMENT")
    assert faults(form, right) == []
    wrong = deepcopy(right)
    spoil(wrong)
    found = faults(form, wrong)
    assert found
    assert place in found[0]


def without_one(data: Any) -> Iterator[tuple[Any, str]]:
    """Each table of an answer with each of its keys: what to take out or to change."""
    if isinstance(data, dict):
        for key, value in list(data.items()):
            yield data, key
            yield from without_one(value)
    elif isinstance(data, list):
        for each in data[:2]:
            yield from without_one(each)


@pytest.mark.parametrize("form", ["explain INSTALMENT", "audit log", "contract findings"])
def test_the_quick_look_finds_what_the_schemas_as_they_are_find(
    demo_store: Path, run: Run, form: str
) -> None:
    """Whichever key is missing or says something else: the same places, by the same keywords."""
    line = form.replace("INSTALMENT", "Y1-advance")
    data = json.loads(run(*line.split(), "--as-of", "2025-04-01", "--format", "json")[1])
    plain = Draft202012Validator({"$ref": INDEX[form]}, registry=registry())
    for table, key in list(without_one(data))[::5]:
        value = table.pop(key)
        for change in ({}, {key: "another"}, {key: 7}):
            table |= change
            told = [
                {
                    (each.json_path, str(each.validator))
                    for error in one.iter_errors(data)
                    for each in nearest(error)
                }
                for one in (plain, validator(form).evolve(format_checker=None))
            ]
            # where one key is wrong the quick look may call others of its table unknown as well
            assert bool(told[0]) == bool(told[1]), (key, change)
            assert told[0] <= told[1], (key, change)
            table.pop(key, None)
        table[key] = value


def test_the_page_shows_how_to_hold_an_answer_to_its_schema(demo_store: Path, run: Run) -> None:
    """The program in `docs/json.md` finds nothing in a right answer, and in a wrong one the place."""
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    program = page.split("```python\n")[1].partition("```")[0]
    _, out, _ = run("payments", "due", "--format", "json")

    def says(answer: str) -> str:
        command = [sys.executable, "-c", program, str(FOLDER), "payments due"]
        done = subprocess.run(command, input=answer, capture_output=True, text=True, check=True)
        return done.stdout

    assert says(out) == ""
    assert says(json.dumps(json.loads(out) | {"payable": 1})).startswith("$.payable 1 is not")


def test_the_hook_holds_every_answer() -> None:
    """The tests' command line stops at an answer without a schema, and at one that does not fit."""

    def answering(text: str) -> Callable[..., int]:
        def main(argv: Any = None) -> int:
            sys.stdout.write(text)
            return 0

        return held(main)

    for line in ("payments due --format json", "应付 --format=json"):
        with pytest.raises(AssertionError, match="'as_of' is a required property"):
            answering("{}")(line.split())
    with pytest.raises(AssertionError, match="has no schema"):
        answering("{}")(["letter", "reminder", "--format", "json"])
    assert answering("")(["letter", "reminder", "--format", "json", "-o", "a.docx"]) == 0
