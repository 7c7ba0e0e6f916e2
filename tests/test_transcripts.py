"""Every transcript prints today what it printed when a person last read it."""

import os
from pathlib import Path

import pytest

from svcctl import workspace
from transcript import FOLDER, Player, steps

SEED = workspace.shipped("contracts") / "zyfy-his-2025.toml"
SIZED = {'name = "柳州中联科技有限责任公司"': 'name = "柳州中联科技有限责任公司"\nsize = "small"'}
RAISED = {  # year 2 raised by 46,000.00
    'total = "870000.00"': 'total = "916000.00"',
    'total_in_words = "捌拾柒万元整"': 'total_in_words = "玖拾壹万陆仟元整"',
    'per_year = "290000.00"': 'years = ["290000.00", "336000.00", "290000.00"]',
}
OFFICE = """
[office]
department = "信息科"
fund_source = [{ name = "财政拨款", share = "60%" }, { name = "自有资金", share = "40%" }]
budget_item = "30227 委托业务费"
budget_project = "设备运维"
"""
CONTRACTS = {"sized.toml": SIZED, "supplement.toml": SIZED | RAISED}
LIVES = {"life", "office", "property", "renewals", "unit-prices"}  # of one reader, in Chinese alone
NAMES = sorted(path.name for path in FOLDER.glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_transcript(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A transcript comes out as written; set UPDATE_TRANSCRIPTS=1 to write it anew, then read the difference."""
    path = FOLDER / name
    papers(tmp_path)
    written = path.read_text(encoding="utf-8")
    played = Player(tmp_path, path.suffixes[0].removeprefix("."), monkeypatch).play(written)
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        path.write_text(played, encoding="utf-8")
    assert played == path.read_text(encoding="utf-8")


def papers(tmp_path: Path) -> None:
    """The files that transcripts name."""
    for file in ("receipt.pdf", "report.pdf", "letter.pdf"):
        (tmp_path / file).write_bytes(b"%PDF-1.4 " + file.encode())
    for file, changes in CONTRACTS.items():
        text = SEED.read_text(encoding="utf-8")
        for before, after in changes.items():
            assert before in text
            text = text.replace(before, after, 1)
        (tmp_path / file).write_text(text, encoding="utf-8", newline="\n")
    for example in workspace.shipped("contracts").glob("example-*.toml"):
        (tmp_path / example.name).write_bytes(example.read_bytes())
    bond = (FOLDER.parent / "cases" / "29-bond-first.toml").read_text(encoding="utf-8")
    (tmp_path / "bond.toml").write_text(bond + OFFICE, encoding="utf-8", newline="\n")


@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_an_answer_ends_with_blanks(name: str) -> None:
    """V-C: what no eye sees, a program that compares would."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("topic", sorted({name.partition(".")[0] for name in NAMES} - LIVES))
def test_both_languages_run_the_same_commands(topic: str) -> None:
    """What is shown in Chinese is shown in English too."""
    zh, en = (
        [
            step
            for step in steps((FOLDER / f"{topic}.{lang}.txt").read_text(encoding="utf-8"))
            if step.mark in "$@!"
        ]
        for lang in ("zh", "en")
    )
    assert zh == en
