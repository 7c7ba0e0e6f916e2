"""Which articles of a contract are implemented by what, and which tests show it."""

from typing import Any

from svcctl.answers.answer import Answer, Cell, Column
from svcctl.casebook.case import Case
from svcctl.contracts.coverage import Covered, Plain, covered, without_arithmetic
from svcctl.i18n import Words

COLUMNS = (
    Column("column.article", "code"),
    Column("column.clause"),
    Column("column.commands"),
    Column("column.tests", spare=True),
)


def listed(case: Case, table: dict[str, Any], words: Words) -> Answer:
    """Every article that the contract file cites."""
    found, plain = covered(case.document, table), without_arithmetic(case.document)
    missing = sum(bool(each.missing) for each in found)
    values = {"articles": len(found), "plain": len(plain), "missing": missing}
    return Answer(
        data={
            "contract": case.id,
            "articles": [_json(each) for each in found],
            "without_arithmetic": [
                {"article": each.article, "title": each.title, "why": each.why} for each in plain
            ],
        },
        columns=COLUMNS,
        rows=lambda: [
            *(_row(each, words) for each in found),
            *(_plain_row(each, words) for each in plain),
        ],
        head=[words("coverage.title", **values)],
    )


def _row(each: Covered, words: Words) -> list[Cell]:
    comma = words("list.separator").join
    commands = words("coverage.not-yet") if each.missing else comma(each.commands)
    names = dict.fromkeys(_name(piece, words) for piece in each.pieces)
    return [each.article, comma(names), commands, comma(each.tests) or None]


def _plain_row(each: Plain, words: Words) -> list[Cell]:
    why = words("coverage.plain", why=words.title(each.why))
    return [each.article, words.title(each.title), why, None]


def _json(each: Covered) -> dict[str, Any]:
    return {
        "article": each.article,
        "tables": [f"{p.table}.{p.key}" if p.key else p.table for p in each.pieces],
        "commands": list(each.commands),
        "tests": list(each.tests),
        "not_counted_yet": list(each.missing),
    }


def _name(piece: Any, words: Words) -> str:
    return words("coverage.piece", table=words(f"coverage.{piece.table}"), key=piece.key).strip()
