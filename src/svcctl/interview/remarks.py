"""The remarks of a contract file by the keys that they stand at: where a draft has its words from."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from svcctl.contracts.lines import key_lines
from svcctl.interview.due import Table
from svcctl.interview.question import Asked
from svcctl.interview.sofar import MEMBERS, ROLES

MARK = "#"
# a line of the file that is only remarked: what a draft leaves to be filled in
_LINE = re.compile(r"[a-z_]+ = .*|\[\[?[a-z_.]+\]\]?")


def remarks_of(text: str) -> dict[str, str]:
    """What is remarked above each key, and behind it in its line."""
    lines = text.split("\n")
    found = {}
    for path, number in key_lines(text).items():
        told = [*_above(lines, number - 1), *_behind(lines[number - 1])]
        if told:
            found[path] = "\n".join(told)
    return found


def _above(lines: list[str], at: int) -> list[str]:
    found: list[str] = []
    while at > 0 and lines[at - 1].lstrip().startswith(MARK):
        at -= 1
        said = lines[at].strip(f"{MARK} ")
        if not _LINE.fullmatch(said):
            found.insert(0, said)
    return found


def _behind(line: str) -> Iterator[str]:
    _, mark, said = line.rpartition(f"  {MARK}")
    if mark and said.count('"') % 2 == 0:
        yield said.strip()


def head_of(text: str) -> list[str]:
    """The remarks at the top, up to the first empty line that a key follows."""
    found = []
    for line in text.split("\n"):
        if line.strip() and not line.lstrip().startswith(MARK):
            break
        if said := line.strip(f"{MARK} "):
            found.append(said)
    return found


def words_of(asked: Asked, remarks: dict[str, str], base: Table) -> str:
    """The remark that belongs to a question, if there is one."""
    place = asked.section.place
    if place == MEMBERS:
        roles = [party.get("role") for party in base.get("parties", ())]
        members = [n for n, role in enumerate(roles) if role == "supplier"][asked.row + 1 :]
        place = f"parties[{members[0]}]" if members else place
    elif asked.section.name in ROLES or place == "parties.accounts":
        role = asked.section.name if asked.section.name in ROLES else "supplier"
        roles = [party.get("role") for party in base.get("parties", ())]
        at = roles.index(role) if role in roles else 0
        place = f"parties[{at}]" + (
            f".accounts[{asked.row}]" if place.endswith("s.accounts") else ""
        )
    elif asked.section.repeated:
        place = f"{place}[{asked.row}]"
    keys = [f"{place}.{key}".removeprefix(".") for key in asked.question.keys]
    keys += [key.rpartition(".")[0] for key in keys if key.count(".") > 1]
    own = next((remarks[key] for key in keys if key in remarks), "")
    return own or _quoted(place, asked.proposed, remarks)


def _quoted(place: str, value: str, remarks: Mapping[str, str]) -> str:
    """The remark of the same table that quotes a value: a draft tells words once in a table."""
    near = (said for path, said in remarks.items() if path.rpartition(".")[0] == place)
    return next((said for said in near if f"「{value}」" in said), "") if value else ""


def still_true(remarks: Mapping[str, str], base: Table, document: Table) -> dict[str, str]:
    """The remarks at values that are as they were: of another value their words say nothing."""
    gone = [path for path in remarks if _at(base, path) != _at(document, path)]
    kept = {path: said for path, said in remarks.items() if path not in gone}
    return {
        path: said for path, said in kept.items() if not _of_another(path, said, base, document)
    }


def _of_another(path: str, said: str, base: Table, document: Table) -> bool:
    """Whether a remark quotes a value of the same table that is another now."""
    place = path.rpartition(".")[0]
    before, now = (_at(each, place) if place else each for each in (base, document))
    if not isinstance(before, dict) or not isinstance(now, dict):
        return False
    changed = (value for key, value in before.items() if now.get(key) != value)
    return any(isinstance(value, str) and f"「{value}」" in said for value in changed)


def _at(document: Table, path: str) -> Any:
    """What stands at a path; None where nothing does."""
    found: Any = document
    for key, row in re.findall(r"([^.\[\]]+)|\[(\d+)\]", path):
        if key:
            found = found.get(key) if isinstance(found, dict) else None
        else:
            rows = found if isinstance(found, list) else []
            found = rows[int(row)] if int(row) < len(rows) else None
    return found
