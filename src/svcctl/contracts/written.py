"""A contract file written anew: keys in the order of the form, above each value the remark that belongs to it."""

from collections.abc import Iterable, Mapping
from typing import Any

import tomlkit
from tomlkit.container import Container
from tomlkit.items import AoT, InlineTable, Item, Table

from svcctl.contracts.form import FORM, Field

Fields = Mapping[str, Field] | None
Remarks = Mapping[str, str]


def toml_of(
    document: Mapping[str, Any], remarks: Remarks | None = None, head: Iterable[str] = ()
) -> str:
    """A document as TOML text; `remarks` by path (`instalments[0].due.days`), `head` its first lines."""
    written = tomlkit.document()
    for line in head:
        written.add(tomlkit.comment(line))
    if written.body:
        written.add(tomlkit.nl())
    _fill(written, document, "", FORM, remarks or {})
    return tomlkit.dumps(written)


def _fill(
    into: Container | Table, table: Mapping[str, Any], at: str, form: Fields, said: Remarks
) -> None:
    """Put what a table holds into a section: single values first, then the tables within."""
    sections = {key for key, value in table.items() if _is_section(value, form, key)}
    for key in _in_order(table, form):
        path = f"{at}.{key}" if at else key
        fields = form[key].fields if form and key in form else None
        if key in sections:
            into.add(key, _section(table[key], path, fields, said))
        else:
            for remark in _remarks(path, said):
                into.add(tomlkit.comment(remark))
            into.add(key, _inline(table[key]))


def _in_order(table: Mapping[str, Any], form: Fields) -> list[str]:
    places = {key: at for at, key in enumerate(form or {})}
    return sorted(
        table, key=lambda key: (_is_section(table[key], form, key), places.get(key, len(places)))
    )


def _is_section(value: Any, form: Fields, key: str) -> bool:
    """Whether a value is written as sections of its own: the tables of the top, and accounts."""
    if form is not FORM and key != "accounts":
        return False
    return _is_tables(value) or (isinstance(value, Mapping) and key != "title")


def _is_tables(value: Any) -> bool:
    return (
        isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)
    )


def _section(value: Any, path: str, fields: Fields, said: Remarks) -> Table | AoT:
    if isinstance(value, Mapping):
        section = tomlkit.table()
        _fill(section, value, path, fields, said)
        return section
    rows = tomlkit.aot()
    for at, row in enumerate(value):
        section = tomlkit.table()
        _fill(section, row, f"{path}[{at}]", fields, said)
        rows.append(section)
    return rows


def _remarks(path: str, said: Remarks) -> list[str]:
    """The remarks of a value written in one line: its own, then those of what stands inside it."""
    inside = (f"{path}.", f"{path}[")
    return [text for at, text in said.items() if at == path or at.startswith(inside)]


def _inline(value: Any) -> Item:
    """A value in one line, tables within it too."""
    if isinstance(value, Mapping):
        written: InlineTable = tomlkit.inline_table()
        for key, item in value.items():
            written.append(key, _inline(item))
        return written
    if isinstance(value, list):
        line = tomlkit.array()
        for item in value:
            line.append(_inline(item))
        return line
    written_as: Item = tomlkit.item(value)
    return written_as
