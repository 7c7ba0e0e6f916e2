"""Which articles of a contract are implemented by what, which tests show it, and which need no arithmetic."""

from typing import Any

from svcctl import workspace
from svcctl.commands.desk import Desk
from svcctl.export.report import Column, Report
from svcctl.i18n import Words

COLUMNS = (
    Column("column.article", "code"),
    Column("column.clause"),
    Column("column.commands"),
    Column("column.tests", spare=True),
)


def coverage(desk: Desk) -> None:
    """Every article that the contract file cites: what implements it, which test shows it, and which need no sums."""
    import tomllib

    from svcctl.contracts.coverage import covered, without_arithmetic

    case = desk.read_case()
    words = desk.words
    table = tomllib.loads((workspace.shipped("") / "coverage.toml").read_text(encoding="utf-8"))
    found = covered(case.document, table)
    plain = without_arithmetic(case.document)
    rows = [
        [
            each.article,
            words("list.separator").join(dict.fromkeys(_name(piece, words) for piece in each.pieces)),
            words("list.separator").join(each.commands) if not each.missing else words("coverage.not-yet"),
            words("list.separator").join(each.tests) or None,
        ]
        for each in found
    ]
    rows += [
        [each.article, words.title(each.title), words("coverage.plain", why=words.title(each.why)), None]
        for each in plain
    ]
    data = {
        "contract": case.id,
        "articles": [
            {
                "article": each.article,
                "tables": [f"{piece.table}.{piece.key}" if piece.key else piece.table for piece in each.pieces],
                "commands": list(each.commands),
                "tests": list(each.tests),
                "not_counted_yet": list(each.missing),
            }
            for each in found
        ],
        "without_arithmetic": [{"article": each.article, "title": each.title, "why": each.why} for each in plain],
    }
    missing = sum(bool(each.missing) for each in found)
    values = {"articles": len(found), "plain": len(plain), "missing": missing}
    desk.show(Report(data=data, columns=COLUMNS, rows=lambda: rows, head=[words("coverage.title", **values)]))


def _name(piece: Any, words: Words) -> str:
    return words("coverage.piece", table=words(f"coverage.{piece.table}"), key=piece.key).strip()
