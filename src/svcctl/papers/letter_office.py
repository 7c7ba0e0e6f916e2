"""What fills the hand-over of several contracts: subject by subject, in rows of text."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from svcctl.answers.answer import Cell, Column, Printed
from svcctl.answers.hand_over import hand_over_lists
from svcctl.answers.printing import summed
from svcctl.answers.writers import cell_text
from svcctl.billing.money import grouped
from svcctl.casebook.case import Case
from svcctl.papers.letter_money import hand_over
from svcctl.papers.letter_words import ISO_DAY, PaperWords, chinese
from svcctl.papers.provenance import Provenance, foot_lines


def hand_over_office(cases: Sequence[Case], found: Provenance, words: PaperWords) -> dict[str, Any]:
    """The values of the letter about each contract, and each subject by its key."""
    lists = hand_over_lists(cases, found.as_of, words)
    subjects = {"subjects": {each.key: _subject(each) for each in lists}}
    return hand_over(cases, found, words) | subjects | _foot(len(cases), found, words)


def _foot(count: int, found: Provenance, words: PaperWords) -> dict[str, str]:
    """The codes of many contracts stand at the end: in the foot they would fill a third of each page."""
    if count == 1:
        return {"codes": ""}
    foot = foot_lines(found._replace(heads=()), words, letter=True)
    codes = foot_lines(found, words, letter=True)[len(foot) :]
    return {"foot": "\n".join(foot), "codes": "\n".join(codes)}


def _subject(each: Printed) -> dict[str, Any]:
    """The rows of a subject by the keys of its columns, its sums by them too."""
    keys = [column.key for column in each.columns]
    sums = summed(each.columns, each.rows) if each.adds_up and each.rows else {}
    rows = [
        {"row": str(number)}
        | {
            key: _text(cell, column)
            for key, cell, column in zip(keys, row, each.columns, strict=True)
        }
        for number, row in enumerate(each.rows, 1)
    ]
    return {
        "name": each.sheet,
        "count": len(rows),
        "rows": rows,
        "under": list(each.under),
        # a template may ask for the sum of any column
        "sums": dict.fromkeys(keys, "") | {keys[at]: grouped(fen) for at, fen in sums.items()},
    }


def _text(cell: Cell, column: Column) -> str:
    """A cell as a letter writes it: days as 2026年4月8日."""
    text = cell_text(cell, column)
    return chinese(date.fromisoformat(text)) if ISO_DAY.fullmatch(text) else text
