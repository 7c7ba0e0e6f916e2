"""What the documents show is what the program does."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from notices import Style, arranged, written
from svcctl import workspace
from svcctl.cli import main, verbs
from svcctl.desk.chinese import CHINESE
from transcript import Player

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"<!-- transcript (zh|en) (\S+) -->\n```console\n(.*?)```", re.DOTALL)
STYLE = Style("周", "half", "至", True, False, 0)
NOTICES = {  # invented ones
    "example-2027.txt": written(2027, arranged(2027, [0] * 7), STYLE),
    "example-GX-2027.txt": "广西壮族自治区人民政府办公厅关于2027年“壮族三月三”放假的通知\n"
    "一、4月8日（星期四）至9日（星期五）放假，与周末连休。\n2026年12月1日",
}
DOCUMENTS = ("README.md", "README.en.md", "docs/guide.zh.md")
sys.path.insert(0, str(ROOT / "tools"))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_transcripts_in_documents(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command in a document prints what the document says it does (UPDATE_TRANSCRIPTS=1 writes it anew)."""
    path = ROOT / name
    text = path.read_text(encoding="utf-8")
    monkeypatch.setattr(workspace, "terminal_width", lambda: 80)

    def played(block: re.Match[str]) -> str:
        lang, when, body = block.groups()
        moment = datetime.fromisoformat(when).replace(tzinfo=workspace.SHANGHAI)
        monkeypatch.setattr(workspace, "now", lambda: moment)
        folder = tmp_path / str(block.start())
        folder.mkdir()
        for file, notice in NOTICES.items():
            (folder / file).write_text(notice, encoding="utf-8")
        return f"<!-- transcript {lang} {when} -->\n```console\n{Player(folder, lang, monkeypatch).play(body)}```"

    now = BLOCK.sub(played, text)
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        path.write_text(now, encoding="utf-8")
    assert BLOCK.search(text)
    assert now == path.read_text(encoding="utf-8")


def test_the_month_of_the_office(
    office_original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The story of a month in docs/ is lived in one store, block after block, each at its own time."""
    shutil.copy(ROOT / "data" / "demo" / "office" / "budget.csv", tmp_path / "单位预算.csv")
    assert _lived("office-month.zh.md", office_original, tmp_path, monkeypatch) >= 10


def test_the_day_of_the_administrator(
    served_original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So are a day of the supplier's administrator, and the end of a year of service."""
    assert _lived("service-day.zh.md", served_original, tmp_path, monkeypatch) >= 8


def _lived(name: str, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Plays a story's blocks one after another in a copy of the store; how many there are."""
    path = ROOT / "docs" / name
    monkeypatch.setattr(workspace, "terminal_width", lambda: 100)
    shutil.copy(store, tmp_path / "store.db")

    def played(block: re.Match[str]) -> str:
        lang, when, body = block.groups()
        moment = datetime.fromisoformat(when).replace(tzinfo=workspace.SHANGHAI)
        monkeypatch.setattr(workspace, "now", lambda: moment)
        shown = Player(tmp_path, lang, monkeypatch).play(body)
        return f"<!-- transcript {lang} {when} -->\n```console\n{shown}```"

    text = path.read_text(encoding="utf-8")
    now = BLOCK.sub(played, text)
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        path.write_text(now, encoding="utf-8")
    assert now == path.read_text(encoding="utf-8")
    return len(BLOCK.findall(text))


def test_the_demo_runs() -> None:
    """`make demo` runs the commands that the README shows, in a store of its own."""
    shown = [
        line
        for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("$ ")
    ]
    done = subprocess.run([sys.executable, ROOT / "tools/demo.py"], capture_output=True, text=True, encoding="utf-8",
                          env=os.environ | {"SVCCTL_LANG": "en"}, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stdout.splitlines() if line.startswith("$ ")] == shown[:3]
    assert "Y1-advance" in done.stdout


def test_the_command_reference_is_what_help_says() -> None:
    """docs/commands*.md come from --help; `python tools/command_reference.py` writes them anew."""
    from command_reference import DOCS, TITLES, reference

    for lang, (name, _) in TITLES.items():
        assert (DOCS / name).read_text(encoding="utf-8") == reference(lang)


def test_the_page_of_the_service_record_is_what_the_table_of_kinds_says() -> None:
    """docs/service-record*.md; `python tools/service_reference.py` writes them anew."""
    from service_reference import DOCS, NAMES, reference

    for lang, name in NAMES.items():
        assert (DOCS / name).read_text(encoding="utf-8") == reference(lang)


def test_every_promise_of_the_service_has_commands_that_there_are() -> None:
    """And each of them takes the options that are named with it."""
    from command_reference import help_of
    from service_reference import PROMISES

    assert len(PROMISES) >= 26
    for _, _, _, commands in PROMISES:
        assert commands
        for command in commands:
            noun, verb, *options = command.split()
            shown = help_of([noun, verb], "en")
            assert f"svcctl {noun} {verb}" in shown, command
            assert [each for each in options if f"{each} " not in shown] == [], command


def test_the_deadlines_of_the_guide_are_a_contract_files(tmp_path: Path) -> None:
    """Whatever the guide says of `due` can stand in a contract file as it is written."""
    guide = (ROOT / "docs/guide.zh.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\| .*\| `(\{.*\})` \|$", guide, re.MULTILINE)
    seed = (workspace.shipped("contracts") / "zyfy-his-2025.toml").read_text(encoding="utf-8")
    usual = '{ days = 10, unit = "working-day", after = "receipt" }'
    assert len(shown) == 5
    assert f"due = {usual}" in seed
    for due in shown:
        path = tmp_path / "own.toml"
        path.write_text(seed.replace(f"due = {usual}", f"due = {due}"), encoding="utf-8")
        assert main(["contract", "check", str(path)]) == 0, due


@pytest.mark.parametrize("noun", ["reports", "letter", "negotiation", "dispute", "guarantee"])
def test_the_guide_names_what_records(noun: str) -> None:
    """Whatever can happen to a contract has its line in the guide, by its own or its Chinese name."""
    guide = (ROOT / "docs/guide.zh.md").read_text(encoding="utf-8")
    chinese = {verb: name for name, (of, verb) in CHINESE.items() if of == noun}
    asked = {verb for verb in verbs(noun) if f"{noun} {verb}" not in guide}
    assert {v for v in asked if f"svcctl {chinese.get(v, noun + ' ' + v)}" not in guide} == set()


def test_relative_links_lead_somewhere() -> None:
    """No document points at a file that is not there."""
    for path in [*ROOT.glob("README*.md"), *sorted((ROOT / "docs").glob("*.md"))]:
        for link in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
            assert "://" in link or (path.parent / link).exists(), f"{path.name}: {link}"


def test_nothing_personal_and_no_machine_in_the_project() -> None:
    """No identity-card or mobile number, and no path of one machine, stands in what is kept."""
    # digits within a digest, hexadecimal letters beside them, are no number of anybody's
    number = re.compile(
        r"(?<![0-9a-f])[1-9][0-9]{16}[0-9Xx](?![0-9a-f])|(?<![0-9a-f])1[3-9][0-9]{9}(?![0-9a-f])"
    )
    kept = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    for name in kept:
        path = ROOT / name
        if path.is_file() and path.suffix != ".lock":
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not number.search(text), name
            assert str(ROOT) not in text, name


def test_the_source_archive_holds_what_the_readme_calls() -> None:
    """Whoever unpacks the sdist can follow the README: the lock, the Makefile, the tools, the tests."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packed = {
        name.strip("/") for name in project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    }
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    called = {
        name
        for name in ("requirements.lock", "Makefile", "docs", "data")
        if name.lower() in readme.lower()
    }
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    called |= {name for name in ("tools", "tests", "benchmarks") if f"{name}/" in made}
    assert {"requirements.lock", "tools", "benchmarks"} <= called
    assert called <= packed
    assert all((ROOT / name).exists() for name in packed)
