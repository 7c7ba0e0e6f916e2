"""A row of several left out: what was answered of it, what the file has of it, what is behind it."""

import re
from collections.abc import Mapping

from svcctl.interview.catalogue import SECTIONS
from svcctl.interview.due import Table
from svcctl.interview.opened import Open
from svcctl.interview.question import ANY, MORE
from svcctl.interview.sofar import MEMBERS

ROW = re.compile(r"([a-z_]+)\[(\d+)\]")  # instalments[1]


def answers_without(answers: Mapping[str, str], gone: str, behind: bool) -> dict[str, str]:
    """The answers without a row; where none is `behind` it, whether there are more is asked again."""
    name, row = _row(gone)
    kept = _shifted(answers, name, row)
    if not behind:
        kept.pop(f"{name}[{row - 1}].{MORE}" if row else f"{name}.{ANY}", None)
    return kept


def is_behind(answers: Mapping[str, str], base: Table, gone: str) -> bool:
    """Whether there is a row behind that one, answered or in the file one starts from."""
    name, row = _row(gone)
    following = f"{name}[{row + 1}]."
    return any(path.startswith(following) for path in answers) or _count(base, name) > row + 1


def base_without(base: Table, gone: str) -> Table:
    """The file that one starts from without a row."""
    name, row = _row(gone)
    if row >= _count(base, name):
        return base
    place = _place(name)
    if place == MEMBERS:
        return base | {"parties": _cut(base["parties"], _member(base, row))}
    if place != "parties.accounts":
        return base | {place: _cut(base[place], row)}
    at = _supplier(base)
    party = base["parties"][at]
    parties = list(base["parties"])
    parties[at] = party | {"accounts": _cut(party["accounts"], row)}
    return base | {"parties": parties}


def remarks_without(remarks: Mapping[str, str], base: Table, gone: str) -> dict[str, str]:
    """The remarks of the rows that are left, each at its own."""
    name, row = _row(gone)
    return _shifted(remarks, _at(name, base), _member(base, row) if name == "suppliers" else row)


def opens_without(opens: tuple[Open, ...], base: Table, gone: str) -> tuple[Open, ...]:
    """What is open of the rows that are left."""
    name, row = _row(gone)
    if row >= _count(base, name):
        return opens
    row = _member(base, row) if name == "suppliers" else row
    moved = ((_moved(each.key, _at(name, base), row), each.text) for each in opens)
    return tuple(Open(key, text) for key, text in moved if key)


def _at(name: str, base: Table) -> str:
    """Where the rows stand in the file."""
    place = _place(name)
    if place == MEMBERS:
        return "parties"
    return f"parties[{_supplier(base)}].accounts" if place == "parties.accounts" else place


def _place(name: str) -> str:
    return next(section.place for section in SECTIONS if section.name == name)


def _supplier(base: Table) -> int:
    roles = [party.get("role") for party in base.get("parties", ())]
    return roles.index("supplier") if "supplier" in roles else 0


def _members(base: Table) -> list[int]:
    """Where the suppliers beside the first stand."""
    roles = [party.get("role") for party in base.get("parties", ())]
    return [at for at, role in enumerate(roles) if role == "supplier"][1:]


def _member(base: Table, row: int) -> int:
    at = _members(base)
    return at[row] if row < len(at) else len(base.get("parties", ()))


def _count(base: Table, name: str) -> int:
    if name == "suppliers":
        return len(_members(base))
    if name != "accounts":
        return len(base.get(_place(name), ()))
    parties = base.get("parties", ())
    return len(parties[_supplier(base)].get("accounts", ())) if parties else 0


def _cut(rows: list[Table], row: int) -> list[Table]:
    return [each for at, each in enumerate(rows) if at != row]


def _row(gone: str) -> tuple[str, int]:
    found = ROW.fullmatch(gone)
    assert found is not None
    return found[1], int(found[2])


def _shifted(told: Mapping[str, str], prefix: str, row: int) -> dict[str, str]:
    moved = ((_moved(path, prefix, row), text) for path, text in told.items())
    return {path: text for path, text in moved if path}


def _moved(path: str, prefix: str, row: int) -> str:
    """The path of a row that is one nearer to the front now; empty for what is gone."""
    found = re.match(rf"{re.escape(prefix)}\[(\d+)\]", path)
    if found is None or int(found[1]) < row:
        return path
    if int(found[1]) == row:
        return ""
    return f"{prefix}[{int(found[1]) - 1}]{path[found.end() :]}"
