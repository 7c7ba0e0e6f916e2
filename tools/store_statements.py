"""Write the store's statements for SQLite and PostgreSQL from their one description, or check them.

`python tools/store_statements.py` writes src/svcctl/store/sql.py and postgres_sql.py;
`--check` says by its exit code whether they are what would be written.
"""

import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from textwrap import wrap

from sqlalchemy import Dialect, Executable, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import psycopg2
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

from svcctl.store.chain import GENESIS
from svcctl.store.queries import NOT_ON_SERVERS, ON_SERVERS, QUERIES
from svcctl.store.sqlite import TABLES as JOURNAL
from svcctl.store.sqlite import SQLiteDriver
from svcctl.store.sqlite_schema import triggers, triggers_apart, triggers_aside

STORE = Path(__file__).parent.parent / "src" / "svcctl" / "store"
WIDTH, LINE = 92, 100
APART = ("aside",)  # of the journal too; stores of before have it not, and get it alone
DIALECTS: dict[str, tuple[str, Dialect]] = {
    "sql.py": ("SQLite", sqlite.dialect(paramstyle="qmark")),
    "postgres_sql.py": ("PostgreSQL", psycopg2.dialect(paramstyle="format")),
}


def rendered(name: str) -> str:
    """The module of one dialect."""
    language, dialect = DIALECTS[name]
    lines = [
        f'"""The journal\'s statements in {language}\'s spelling, written by tools/store_statements.py."""',
        "",
    ]
    for key, query in _queries(name).items():
        text = " ".join(str(query.compile(dialect=dialect)).split())
        lines += _constant(key, text)
    if name == "sql.py":
        lines += [
            "",
            "# the schema of a store that this version makes, as `SQLiteDriver.schema_digest` tells it",
            f'SCHEMA_SHA256 = "{schema_digest(*indexes(name), *_beside(), *_apart())}"',
            "# of a store made before what is the office's own stood apart",
            f'LISTED_SCHEMA_SHA256 = "{schema_digest(*indexes(name), *_beside())}"',
            "# of a store made before there was anything beside the journal",
            f'ALONE_SCHEMA_SHA256 = "{schema_digest(*indexes(name))}"',
            "# of a store made before there were indexes",
            f'BARE_SCHEMA_SHA256 = "{schema_digest()}"',
        ]
    lines += _statements("CREATE", tables(name)) + _statements("INDEXES", indexes(name))
    lines += _statements("CREATE_APART", tables(name, "apart"))
    lines += _statements("CREATE_ASIDE", tables(name, "beside"))
    lines += _statements("INDEXES_ASIDE", indexes(name, "beside"))
    return "\n".join([*lines, ""])


def _queries(name: str) -> dict[str, Executable]:
    """The statements of one dialect."""
    if name == "sql.py":
        return QUERIES
    every = QUERIES | ON_SERVERS
    return {key: query for key, query in every.items() if key not in NOT_ON_SERVERS}


def _statements(constant: str, texts: Sequence[str]) -> list[str]:
    one = f"{constant} = ({_quoted(texts[0])},)"
    if len(texts) == 1 and "\n" not in texts[0] and len(one) <= LINE:
        return ["", one]
    lines = ["", f"{constant} = ("]
    for text in texts:
        parts = _lines(text)
        # as the formatter has it: on one line what goes on one
        if not any("'" in part for part in parts):
            whole = '"' + "".join(part[1:-1] for part in parts) + '"'
            parts = [whole] if len(whole) + 5 <= LINE else parts
        lines += [f"    {part}" for part in parts]
        lines[-1] += ","
    return [*lines, ")"]


def _tables(name: str, part: str) -> list[Table]:
    """The tables of one dialect: the journal's own, those beside it, or those that stand apart."""
    _, dialect = DIALECTS[name]
    every = SQLModel.metadata.sorted_tables
    there = [table for table in every if table.info.get("only") in (None, dialect.name)]
    return [table for table in there if _part(table.name) == part]


def _part(table: str) -> str:
    if table in APART:
        return "apart"
    return "own" if table in JOURNAL else "beside"


def tables(name: str, part: str = "own") -> list[str]:
    """What makes the tables; SQLite keeps the text to the blank, and its digest covers it."""
    _, dialect = DIALECTS[name]
    return [
        str(CreateTable(table).compile(dialect=dialect)).lstrip() for table in _tables(name, part)
    ]


def indexes(name: str, part: str = "own") -> list[str]:
    """What makes the indexes, which stores of before have not."""
    _, dialect = DIALECTS[name]
    return [
        str(CreateIndex(index, if_not_exists=True).compile(dialect=dialect))
        for table in _tables(name, part)
        for index in sorted(table.indexes, key=lambda each: str(each.name))
    ]


def schema_digest(*more: str) -> str:
    """The digest of the schema of a store made of these tables, and of what is named beside."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in (*tables("sql.py"), *triggers(GENESIS), *more):
            connection.execute(statement)
        return SQLiteDriver(connection, Path()).schema_digest()


def _beside() -> list[str]:
    """What makes all that stands beside the journal in SQLite."""
    return [*tables("sql.py", "beside"), *indexes("sql.py", "beside"), *triggers_aside()]


def _apart() -> list[str]:
    """What makes the table of what is the office's own in SQLite."""
    return [*tables("sql.py", "apart"), *triggers_apart()]


def _lines(text: str) -> list[str]:
    return [
        _quoted(line.replace("\n", "\\n").replace("\t", "\\t"))
        for line in text.splitlines(keepends=True)
    ]


def _constant(key: str, text: str) -> list[str]:
    if len(key) + len(text) + 5 <= LINE:
        return [f"{key} = {_quoted(text)}"]
    return [f"{key} = (", *(f"    {_quoted(part)}" for part in _parts(text)), ")"]


def _quoted(text: str) -> str:
    return f"'{text}'" if '"' in text else f'"{text}"'


def _parts(text: str) -> list[str]:
    if len(text) + 6 <= LINE:
        return [text]  # the formatter joins what fits
    parts = wrap(text, WIDTH - 6, break_long_words=False, break_on_hyphens=False)
    return [*(f"{part} " for part in parts[:-1]), parts[-1]]


def main() -> int:
    """Write both, or with --check tell which is not what would be written."""
    stale = [name for name in DIALECTS if _text(STORE / name) != rendered(name)]
    if "--check" in sys.argv[1:]:
        print(
            "".join(f"{name} is not what tools/store_statements.py writes\n" for name in stale),
            end="",
        )
        return 1 if stale else 0
    for name in stale:
        (STORE / name).write_text(rendered(name), encoding="utf-8", newline="\n")
    return 0


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    raise SystemExit(main())
