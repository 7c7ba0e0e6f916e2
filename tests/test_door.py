"""The door: the invented contracts in Word, drafted, the questions answered, imported, and compared.

The answers in tests/door are those that a person types to `contract new`, to what it asks. Handles and
titles, the papers that each payment waits for by name, and what the office alone knows stand in no
contract, and are not compared.
"""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import contract_papers as papers
from conftest import Run
from contract_prose import PROSE
from svcctl import workspace

ANSWERS = Path(__file__).parent / "door"
OURS = ("key", "title", "article")  # no paper says these
# what is asked about one table is answered in another that it names
ROWS = (
    "period", "amount", "retained", "due_on", "status", "estimate", "renewal", "conditional",
    "period_from", "period_to",
)  # fmt: skip


def walked(run: Run, folder: Path, name: str) -> tuple[Path, list[str]]:
    """The contract file that the walk makes of a paper, and what the draft asked."""
    paper, drafted, made = folder / "合同.docx", folder / "草稿.toml", folder / "合同.toml"
    paper.write_bytes(papers.as_word(PROSE[name]))
    assert (
        run("--lang", "zh", "contract", "draft", str(paper), "-o", str(drafted))[0] == 1
    )  # there are questions
    asked = json.loads(run("--lang", "zh", "contract", "draft", str(paper), "--format", "json")[1])[
        "open"
    ]
    answers = str(ANSWERS / f"{name}.toml")
    code, _out, err = run(
        "--lang",
        "zh",
        "contract",
        "new",
        "--from",
        str(drafted),
        "--answers",
        answers,
        "-o",
        str(made),
    )
    assert code == 0, err
    assert run("contract", "check", str(made))[0] == 0
    return made, [each["key"] for each in asked]


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
    made, _asked = walked(run, tmp_path, name)
    shipped = workspace.shipped("contracts") / f"{name}.toml"
    assert terms(made) == terms(shipped)
    ours, theirs = (Store(run, tmp_path, file) for file in (made, shipped))
    assert ours.payments() == theirs.payments()
    assert ours.obligations() == theirs.obligations()
    assert ours.bonds() == theirs.bonds()
