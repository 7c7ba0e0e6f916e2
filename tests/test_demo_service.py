"""The invented first year of service: its files are what the script writes, and it can be lived through."""

import json
import sys
from csv import DictReader
from io import StringIO
from pathlib import Path

import pytest

from conftest import Run
from svcctl.casebook.replay import effective
from svcctl.delivery.matters import Matter, book_of
from svcctl.delivery.nouns import NOUNS
from svcctl.store.journal import open_journal

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))
CONTRACT = "zyfy-his-2025"


@pytest.fixture(scope="module")
def lived(served_original: Path) -> dict[str, Matter]:
    """Every record of the year."""
    journal = open_journal(served_original)
    try:
        return book_of(effective(journal.facts(CONTRACT))).matters
    finally:
        journal.close()


def test_the_files_of_the_year_are_the_scripts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever runs tools/demo_service.py has nothing to commit."""
    import demo_service

    kept = demo_service.FOLDER
    for name in ("FOLDER", "ENTRIES", "PAPERS", "TURNS"):
        path = getattr(demo_service, name)
        monkeypatch.setattr(demo_service, name, tmp_path / path.relative_to(kept))
    demo_service.write_files()
    assert {each.name for each in kept.iterdir()} == {each.name for each in tmp_path.iterdir()}
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (kept / path.name).read_bytes(), path.name


def test_every_kind_of_record_is_in_it_in_every_state(
    served_store: Path, lived: dict[str, Matter], run: Run
) -> None:
    """No noun and no state is left out of the year; nothing in it was changed since."""
    for noun in NOUNS.values():
        found = [each for each in lived.values() if each.noun is noun]
        states = {step.state for each in found for step in each.steps}
        assert states == set(noun.states), noun.name
    assert run("audit", "verify")[0] == 0


def test_the_year_is_as_long_and_as_mixed_as_one(lived: dict[str, Matter]) -> None:
    """Some 145 incidents over every system and level, by each way that an incident can take."""
    found = [each for each in lived.values() if each.noun.name == "incident"]
    assert 140 <= len(found) <= 155
    assert len({system for each in found for system in each.systems}) == 10
    levels = {level for each in found for level in each.told("level")}
    assert levels == {"SIS1", "SIS2", "SIS3", "SIS4"}
    verbs = {step.verb for each in found for step in each.steps}
    own = {verb.name for verb in NOUNS["incident"].verbs}
    assert verbs == own | {"attach", "confirm", "object"}
    reasons = {step.act.reason for each in found for step in each.done("wait")}
    assert reasons == {"user", "access", "third-party"}
    assert sum(bool(s.act.told("without_leave")) for m in found for s in m.steps) == 1
    assert sum(bool(s.act.told("duplicate_of")) for m in found for s in m.steps) == 1
    assert sum(m.told("kind") == "confidentiality" for m in found) == 1


def test_clocks_of_the_year(served_store: Path, run: Run) -> None:
    """Most were kept, some were missed; of one incident a clock still runs, or ran out unmet."""
    _, out, _ = run("incident", "list", "--format", "csv", "--as-of", "2026-03-20")
    found = [row["Clocks"] for row in DictReader(StringIO(out))]
    missed = [each for each in found if "missed" in each]
    assert 0.03 * len(found) < len(missed) < 0.25 * len(found)
    _, out, _ = run("incident", "list", "--at-risk", "--format", "csv", "--as-of", "2026-03-20")
    assert [row["Title"] for row in DictReader(StringIO(out))] == ["胶片打印队列停住"]


def test_an_answer_of_the_year_is_contested(served_store: Path, run: Run) -> None:
    """By one side it came at 9:40, by the other at 10:35, after the hour that the stricter level gives."""
    _, out, _ = run("incident", "list", "--search", "门诊收费窗口普遍变慢", "--format", "csv")
    [row] = DictReader(StringIO(out))
    assert "contested" in run("incident", "show", row["Id"])[1]


def test_what_became_of_the_promises_of_the_year(served_store: Path, run: Run) -> None:
    """Of twelve monthly inspections one was late, one told as missed, one never recorded."""
    _, out, _ = run("service", "scorecard", "--year", "1", "--format", "csv")
    rows = {row["Key"]: row for row in DictReader(StringIO(out))}
    monthly = rows["monthly-inspection"]
    told = [monthly[key] for key in ("Due", "Done", "Missed", "Not recorded", "Open")]
    assert told == ["12", "9", "2", "1", "0"]
    assert sum(int(row["Missed"]) for row in rows.values()) >= 10


@pytest.mark.parametrize(("lang", "other"), [("zh", "en"), ("en", "zh")])
def test_lists_and_pages_of_the_year(
    served_store: Path, lived: dict[str, Matter], run: Run, lang: str, other: str
) -> None:
    """Every kind is listed, and its last record shown, in each of the languages."""
    for noun in list(NOUNS)[lang == "zh" :: 2]:
        code, out, err = run(noun, "list", "--lang", lang)
        assert (code, err) == (0, "")
        last = [each for each in lived.values() if each.noun.name == noun][-1]
        assert last.id in out
        code, out, err = run(noun, "show", last.id, "--lang", other)
        assert (code, err) == (0, "")
        assert last.id in out


def test_the_papers_of_the_year_start_the_ten_days(served_store: Path, run: Run) -> None:
    """Once both reports of the year are received the balance is due within ten working days."""
    for key in ("year-end-briefing", "annual-report"):
        told = ("--year", "1", "--document", key, "--on", "2026-03-23")
        assert run("reports", "receive", *told)[0] == 0
    _, out, _ = run("payments", "due", "--as-of", "2026-03-24", "--format", "json")
    [balance] = [
        each for each in json.loads(out)["instalments"] if each["id"].endswith("Y1-balance")
    ]
    assert balance["due_on"] == "2026-04-07"


def test_another_time_of_a_call_behind_all_of_it_is_shown(served_store: Path, run: Run) -> None:
    """The other side may say that the call came after everything that was done: a page all the same."""
    late = ("--at", "2025-07-01 09:00", "--reason", "x", "--role", "purchaser")
    assert run("incident", "object", "I-2025-0003", *late)[0] == 0
    code, out, err = run("incident", "show", "I-2025-0003")
    assert (code, err) == (0, "")
    assert "2025-07-01 09:00" in out


def test_none_of_them_failed_is_kept(lived: dict[str, Matter]) -> None:
    """Zero is a number that was said."""
    told = [step.act.says for each in lived.values() for step in each.done("test")]
    assert {"role": "护士", "passed": 1, "failed": 0} in told
