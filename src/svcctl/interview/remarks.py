"""The remarks of a contract file by the keys that they stand at: where a draft has its words from."""

from collections.abc import Iterator

from svcctl.contracts.lines import key_lines
from svcctl.interview.due import Table
from svcctl.interview.question import Asked
from svcctl.interview.sofar import ROLES

MARK = "#"


def remarks_of(text: str) -> dict[str, str]:
    """What is remarked above each key, and behind it in its line."""
    lines = text.split("\n")
    found = {}
    for path, number in key_lines(text).items():
        told = [*_above(lines, number - 1), *_behind(lines[number - 1])]
        if told:
            found[path] = " ".join(told)
    return found


def _above(lines: list[str], at: int) -> list[str]:
    found: list[str] = []
    while at > 0 and lines[at - 1].lstrip().startswith(MARK):
        at -= 1
        found.insert(0, lines[at].strip(f"{MARK} "))
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
    if asked.section.name in ROLES or place == "parties.accounts":
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
    return next((remarks[key] for key in keys if key in remarks), "")
