"""The door: an invented contract in Word, drafted, its questions answered in the file, imported."""

import json
from pathlib import Path

import pytest

import contract_papers as papers
from conftest import Run
from contract_prose import PROSE
from svcctl import workspace
from svcctl.answers.terminal import _paragraphs

ANSWERS = (  # to the four questions, as someone types them into the file
    ("# calendar =", "calendar ="),
    (
        '# due = { days = 15, unit = "working-day", after = "signing" }',
        'settled = true\nassessment = "assessment"\nretain = "1500.00"\n'
        'due = { days = 10, unit = "working-day", after = "receipt" }',
    ),
    ('key = "part-2"', 'key = "part-2"\ncollects = ["fee"]'),
    (
        "[[guarantees]]",
        "[[guarantees]]\nreturns = [\n"
        '  {share = "60%", due = {days = 15, unit = "working-day", after = "term-end"}},\n'
        '  {share = "40%", due = {plus = "3 months", days = 10, unit = "working-day", '
        'after = "term-end"}},\n]',
    ),
)


def told(run: Run, folder: Path, file: Path, *asked: str) -> dict:
    """An answer of a new store that has this contract alone."""
    store = str(folder / f"{file.stem}.db")
    if not Path(store).exists():
        run("--store", store, "init")
        code, _out, err = run("--store", store, "contract", "import", str(file))
        assert code == 0, err
    return json.loads(run("--store", store, *asked, "--format", "json")[1])


def test_the_property_contract_comes_out_right_after_its_questions(
    run: Run, tmp_path: Path
) -> None:
    """Instalments, dates, the bond and the duties are those of the file that ships."""
    paper, file = tmp_path / "物业合同.docx", tmp_path / "drafted.toml"
    paper.write_bytes(papers.as_word(PROSE["example-property"]))
    run("--lang", "zh", "contract", "draft", str(paper), "-o", str(file))
    text = file.read_text(encoding="utf-8")
    for asked, answer in ANSWERS:
        assert text.count(asked) == 1, asked
        text = text.replace(asked, answer)
    file.write_text(text, encoding="utf-8")
    shipped = workspace.shipped("contracts") / "example-property.toml"
    for asked, rows, facts in (
        (
            ("payments", "schedule"),
            "instalments",
            ("period", "article", "amount", "retained", "due_on"),
        ),
        (("obligations", "list"), "obligations", ("title", "who", "due_on", "status")),
    ):
        ours, theirs = (told(run, tmp_path, each, *asked) for each in (file, shipped))
        assert [[row[fact] for fact in facts] for row in ours[rows]] == [
            [row[fact] for fact in facts] for row in theirs[rows]
        ]
        assert ours.get("guarantees") == theirs.get("guarantees")


def test_whoever_comes_first_is_told_where_to_begin(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The help names the first commands; a contract loaded at a terminal says what comes next."""
    assert "第一次用：svcctl init --demo" in run("--lang", "zh")[1]
    monkeypatch.setenv("SVCCTL_STORE", str(tmp_path / "s.db"))
    store = ("--lang", "zh")
    run(*store, "init")
    contracts = workspace.shipped("contracts")
    one = contracts / "example-property.toml"
    tried = run(*store, "contract", "import", one, "--dry-run")[1]
    monkeypatch.setattr(workspace, "terminal_width", lambda: 80)
    assert "下一步" not in tried + run(*store, "contract", "import", one, "--dry-run")[1]
    shown = run(*store, "contract", "import", one)[1].splitlines()
    assert shown[1] == "下一步：svcctl payments due"
    assert shown[2].startswith("请第二个人核对：svcctl contract show --clauses example-property")
    both = (contracts / "example-renewals.toml", contracts / "example-unit-prices.toml")
    shown = run(*store, "contract", "import", *both)[1].splitlines()
    assert [line for line in shown if "核对" in line] == []
    assert shown[2].startswith("下一步：")


def test_an_open_question_says_what_it_is_about_in_words(run: Run, tmp_path: Path) -> None:
    """And by the key that the file has, on the screen; in the file by its key alone."""
    file = tmp_path / "合同.txt"
    file.write_text("第一条 乙方应于每月5日前向甲方提交上月报告。\n", encoding="utf-8")
    out = tmp_path / "d.toml"
    shown = run("contract", "draft", file, "-o", out, "--lang", "zh")[1]
    assert "甲方（parties.purchaser）：" in shown
    assert "工作日日历（calendar）：" in shown
    assert ". calendar：" in out.read_text(encoding="utf-8")


def test_an_empty_cell_has_no_line_where_rows_stand_one_under_the_other() -> None:
    """A narrow terminal shows what there is."""
    shown = _paragraphs(["项", "怎么办"], [["登记簿", ""]], 20)
    assert shown == ["-" * 20, "项      登记簿"]
