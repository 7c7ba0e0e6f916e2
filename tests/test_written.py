"""A contract file that svcctl writes says what the document said."""

import tomllib
from pathlib import Path

import pytest

from svcctl.contracts.written import toml_of

SHIPPED = sorted((Path(__file__).parent.parent / "data" / "contracts").glob("*.toml"))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_written_anew_a_contract_file_says_the_same(file: Path) -> None:
    """Every shipped file, taken apart and written anew, reads back as the same document."""
    document = tomllib.loads(file.read_text("utf-8"))
    assert tomllib.loads(toml_of(document)) == document


def test_a_remark_stands_above_its_value_and_the_head_on_top() -> None:
    """Remarks are comments: those of an inline table's parts stand above the table's line."""
    document = {
        "format": 1,
        "instalments": [{"key": "advance", "due": {"days": 15, "unit": "working-day"}}],
    }
    text = toml_of(
        document, {"instalments[0].due.days": "contract.txt:69 「15个工作日内」"}, ["一处待答"]
    )
    assert text == (
        '# 一处待答\n\nformat = 1\n\n[[instalments]]\nkey = "advance"\n'
        "# contract.txt:69 「15个工作日内」\n"
        'due = {days = 15, unit = "working-day"}\n'
    )
