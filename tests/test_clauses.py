"""Short clauses of service contracts: what is proposed is right, what is open is left open."""

import tomllib
from pathlib import Path

import pytest

from svcctl.wording.articles import clauses
from svcctl.wording.found import Line, Reading
from svcctl.wording.readers import proposed, read_all

CASES = tomllib.loads(
    (Path(__file__).parent / "clauses" / "collection.toml").read_text(encoding="utf-8")
)["case"]


def read(text: str) -> Reading:
    lines = [Line("合同.txt", str(at), line) for at, line in enumerate(text.split("\n"), 1)]
    return read_all(clauses(lines))


def compared(reading: Reading) -> dict[str, str]:
    """What is proposed, but for what is cited or follows from the rest."""
    return {
        path: value
        for path, value in proposed(reading).items()
        if not path.startswith("deliverables")
        and not path.endswith("article")
        and (path.rpartition(".")[2], value) != ("every", "once")
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_no_value_is_wrong(case: dict) -> None:
    """Each value that is proposed is one that the words leave no doubt about."""
    found = compared(read(case["text"]))
    assert {path: value for path, value in found.items() if case["expect"].get(path) != value} == {}


def test_nine_of_ten_values_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    """The share found is told; what is not found is asked."""
    found: dict[bool, int] = {False: 0, True: 0}
    there = dict(found)
    for case in CASES:
        trap = bool(case.get("trap"))
        reading = compared(read(case["text"]))
        there[trap] += len(case["expect"])
        found[trap] += sum(reading.get(path) == value for path, value in case["expect"].items())
    with capsys.disabled():
        print(
            f"\nclauses: {len(CASES)}; found {found[False]}/{there[False]}, in traps {found[True]}/{there[True]}"
        )
    assert len(CASES) >= 40
    assert sum(bool(case.get("trap")) for case in CASES) * 2 >= len(CASES) - 4
    assert found[False] >= 0.9 * there[False]
