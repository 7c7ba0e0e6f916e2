"""What was confirmed once of a bank's list: its columns, its sheet, what left the account."""

import re
from collections.abc import Mapping
from typing import Any
from unicodedata import normalize

from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.contracts.lines import key_lines, table_of
from svcctl.intake.tables import Headings, Table

NAME = re.compile(r"[\w\-]{1,40}")  # also the name of its file
WAYS_OUT = ("negative", "positive", "debit", "credit")
TOLD = ("on", "amount", "paid", "debit", "credit", "direction")  # what another column would change
SYNTAX = re.compile(r"line (\d+)")
LARGEST = 2**16  # bytes
TEXTS = ("title", "source", "out", "sheet")


class Profile(Record):
    """How the lists of one bank are read; `tested` says that somebody has read a real one so."""

    name: str
    columns: Mapping[str, str]  # key of the column: its heading
    title: str = ""
    source: str = ""  # where the headings are known from
    out: str = ""
    sheet: str = ""
    tested: bool = True


def profile_name(text: str) -> str:
    """A name as it is typed; Refusal for one that could be no file's."""
    name = normalize("NFKC", text).strip().lower()
    if not NAME.fullmatch(name):
        raise Refusal("profile.name", name=text)
    return name


def read_profile(name: str, path: str, text: str, known: Headings) -> Profile:
    """The profile of a file; Refusal with the line and the key that are wrong."""
    try:
        table = table_of(text)
    except ValueError as error:
        at = SYNTAX.search(str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        raise Refusal("profile.syntax", path=path, line=line) from None
    lines = key_lines(text)
    for key, wrong in _wrong(table, known):
        raise Refusal(f"profile.{wrong}", path=path, at=key, line=lines.get(key, 1))
    return Profile(name=name, **table)


def _wrong(table: Mapping[str, Any], known: Headings) -> list[tuple[str, str]]:
    """Keys with what is wrong of each."""
    columns = table.get("columns")
    found = [(k, "key") for k in table if k not in (*TEXTS, "tested", "columns")]
    found += [(k, "text") for k in TEXTS if not isinstance(table.get(k, ""), str)]
    if table.get("out", "") not in ("", *WAYS_OUT):
        found.append(("out", "out"))
    if not isinstance(table.get("tested", True), bool):
        found.append(("tested", "yes-or-no"))
    if not isinstance(columns, dict):
        return [*found, ("columns", "columns")]
    found += [(f"columns.{k}", "column") for k in columns if k not in known]
    found += [(f"columns.{k}", "text") for k, v in columns.items() if not isinstance(v, str) or not v]  # fmt: skip
    if "on" not in columns or not any(key in columns for key in TOLD[1:5]):
        found.append(("columns", "columns"))
    return found


def written(profile: Profile) -> str:
    """The profile as a file."""
    lines = [f"{key} = {_quoted(value)}" for key in TEXTS if (value := getattr(profile, key))]
    lines.append(f"tested = {str(profile.tested).lower()}")
    lines += ["", "[columns]"]
    lines += [f"{key} = {_quoted(heading)}" for key, heading in profile.columns.items()]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A basic string of TOML: what is not shown is escaped."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04X}" for c in escaped) + '"'  # fmt: skip


def headings_under(columns: Mapping[str, str], usual: Headings) -> Headings:
    """The headings to look for: a profile's own name goes before every other."""
    # what a profile calls by one name is nothing else, whatever that name usually means
    own = {key: (heading,) for key, heading in columns.items()}
    return own | {key: names for key, names in usual.items() if key not in own}


def refuse_unfit(path: str, name: str, columns: Mapping[str, str], table: Table | None) -> None:
    """Refusal where a list's headings are not the profile's, with what differs."""
    headings = table.headings if table else {}
    missing = [each for key, each in columns.items() if _bare(headings.get(key, "")) != _bare(each)]
    # a column of money that came since may hold what another one held
    fresh = [each for key, each in headings.items() if key in TOLD and key not in columns]
    if missing or fresh:
        told = "、".join([*(f"- {each}" for each in missing), *(f"+ {each}" for each in fresh)])
        raise Refusal("profile.unfit", path=path, name=name, differs=told)


def _bare(heading: str) -> str:
    return "".join(normalize("NFKC", heading).split()).lower()
