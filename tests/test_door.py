"""The door: the invented contracts in Word, drafted, the questions answered, imported, and compared.

The answers in tests/door are those that a person types to `contract new`, to what it asks. Handles and
titles, the papers that each payment waits for by name, and what the office alone knows stand in no
contract, and are not compared.
"""

import json
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import contract_papers as papers
from conftest import Run
from contract_prose import PROSE
from svcctl import workspace
from svcctl.wording.documents import lines_of
from svcctl.wording.drafting import draft

ANSWERS = Path(__file__).parent / "door"
SHIPPED = workspace.shipped("contracts")
OURS = ("key", "title", "article")  # no paper says these
HAPPENED = {  # papers and settlements, told by what both files call them
    "example-property": (
        "reports receive --document 发票 --period Y1-M01 --on 2025-04-03",
        "payments settle Y1-M01-fee --score 84 --on 2025-04-08",
    ),
    "example-renewals": (
        "reports receive --all --period Y1-Q1 --on 2024-04-03",
        "reports receive --all --period Y1-Q2 --on 2024-08-02",
        "reports receive --all --period Y1-H1 --on 2024-07-04",
    ),
    "example-milestones": (
        "reports receive --document 设计方案评审意见 --on 2026-03-05",
        "reports receive --document 验收书 --on 2026-06-30",
        "reports receive --document 第一季度服务确认单 --period Y1 --on 2026-05-06",
        "reports receive --document 第一季度发票 --period Y1 --on 2026-05-08",
    ),
    "example-unit-prices": (
        "reports receive --all --period Y1-Q2 --on 2025-07-04",
        "payments settle Y1-Q2-fee --amount 39800.00 --on 2025-07-10",
    ),
}
ROWS = (
    "period", "amount", "retained", "due_on", "status", "estimate", "renewal", "conditional",
    "period_from", "period_to",
    "reduced",
)  # fmt: skip


def word(folder: Path, name: str) -> str:
    """The paper as a Word file."""
    paper = folder / "合同.docx"
    paper.write_bytes(papers.as_word(PROSE[name]))
    return str(paper)


def walked(run: Run, folder: Path, name: str) -> Path:
    """The contract file that the walk makes of a paper."""
    drafted, made, zh = folder / "草稿.toml", folder / "合同.toml", ("--lang", "zh", "contract")
    code, _out, err = run(*zh, "draft", word(folder, name), "-o", str(drafted))
    assert code == 1, err  # there are questions
    answers = ("--answers", str(ANSWERS / f"{name}.toml"))
    code, _out, err = run(*zh, "new", "--from", str(drafted), *answers, "-o", str(made))
    assert code == 0, err
    assert run("contract", "check", str(made))[0] == 0
    return made


class Store:
    """A store that has one contract alone."""

    def __init__(self, run: Run, folder: Path, file: Path) -> None:
        self.run, self.path = run, str(folder / f"{file.stem}.db")
        self.told("init")
        self.told("contract", "import", str(file))

    def told(self, *asked: str) -> str:
        """What a command prints."""
        code, out, err = self.run("--store", self.path, *asked)
        assert code in (0, 1), err
        return out

    def rows(self, table: str, facts: tuple[str, ...], *asked: str) -> list[list[Any]]:
        """The facts of each row of an answer."""
        answer = json.loads(self.told(*asked, "--format", "json"))
        return [[row[fact] for fact in facts] for row in answer[table]]

    def payments(self) -> list[list[Any]]:
        """The schedule, without the names of payments, in the order of periods, days and sums."""
        found = self.rows("instalments", ROWS, "payments", "schedule")
        return sorted(found, key=lambda row: [str(cell) for cell in row])

    def obligations(self) -> list[list[Any]]:
        """Whose duties by when; what is done is the same whatever it is called."""
        facts = ("who", "due_on", "status", "period")
        return sorted(self.rows("obligations", facts, "obligations", "list"), key=str)

    def bonds(self) -> list[Any]:
        """Sums, lodging and returns of each guarantee."""
        found = json.loads(self.told("guarantee", "list", "--format", "json"))["guarantees"]
        return [
            [bond["amount"], bond["who"], bond["lodge"]]
            + [[back[fact] for fact in ("amount", "due_on", "status")] for back in bond["returns"]]
            for bond in found
        ]


def bare(table: Any) -> Any:
    """A table of the contract file without what the program names."""
    if isinstance(table, list):
        return [bare(each) for each in table]
    if not isinstance(table, Mapping):
        return table
    return {key: bare(value) for key, value in table.items() if key not in OURS}


def terms(file: Path) -> dict[str, Any]:
    """What the file says of damages, guarantees, the price, the term and readings."""
    document = tomllib.loads(file.read_text(encoding="utf-8"))
    found = {name: bare(document.get(name, [])) for name in ("damages", "guarantees")}
    price = dict(document["price"])
    if price.get("years") == [price["total"]] or price.get("per_year") == price["total"]:
        price.pop("years", price.pop("per_year", None))
    found |= {"price": bare(price), "term": bare(document["term"])}
    return found | {name: document.get(name) for name in ("readings", "force_majeure")}


@pytest.mark.parametrize("name", PROSE)
def test_each_contract_comes_out_right_after_its_questions(
    run: Run, tmp_path: Path, name: str
) -> None:
    """Sums, days, damages, bonds and duties are those of the file that ships."""
    made = walked(run, tmp_path, name)
    shipped = SHIPPED / f"{name}.toml"
    assert terms(made) == terms(shipped)
    ours, theirs = (Store(run, tmp_path, file) for file in (made, shipped))
    before = theirs.payments()
    assert ours.payments() == before
    for happened in HAPPENED[name]:
        for each in (ours, theirs):
            each.told(*happened.split())
    assert ours.payments() == theirs.payments() != before
    assert ours.obligations() == theirs.obligations()
    assert ours.bonds() == theirs.bonds()


BESIDE = {  # what an answer about one table is asked for by another
    "deliverables": "instalments",  # the papers that a payment waits for
    "supplier": "instalments[].payee",  # what to call the firms that are paid
    "suppliers": "instalments[].payee",
}


@pytest.mark.parametrize("name", PROSE)
def test_only_what_is_asked_is_answered(run: Run, tmp_path: Path, name: str) -> None:
    """Each row that is answered is one that the draft leaves open."""
    out = run("contract", "draft", word(tmp_path, name), "--format", "json")[1]
    asked = [each["key"] for each in json.loads(out)["open"]]
    answers = tomllib.loads((ANSWERS / f"{name}.toml").read_text(encoding="utf-8"))
    for table, rows in answers.items():
        about = BESIDE.get(table, table)
        for at in range(len(rows)) if isinstance(rows, list) else (0,):
            if rows == [] or (isinstance(rows, list) and not rows[at]):
                continue
            row = (about, f"{about}[]", f"{about}[{at}]", f"{about}[].payee", f"{about}[].settled")
            assert not about or any(
                key == row[0] or key.startswith((f"{about}.", *row[1:])) for key in asked
            ), (table, at)


@pytest.mark.parametrize("name", PROSE)
def test_no_value_that_is_proposed_is_wrong(name: str) -> None:
    """What tools/door_figures.py prints: none is other than the file says, but where told why."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
    import door_figures as figures

    calendars = ("CN", "CN-GX", "CN-NX")
    made = draft(lines_of(f"{name}.docx", papers.as_word(PROSE[name])), calendars)
    shipped = tomllib.loads((SHIPPED / f"{name}.toml").read_text(encoding="utf-8"))
    same, _known, wrong = figures.compared(name, made, shipped)
    assert wrong == []
    assert len(same) > 50
