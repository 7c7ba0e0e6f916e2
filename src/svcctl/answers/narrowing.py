"""Lists over contracts narrowed, sorted, grouped and cut off, and how each says what was chosen."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from svcctl.answers.answer import Groups
from svcctl.answers.contracts import funds_text
from svcctl.answers.picking import Picked, Traits, holds, pick
from svcctl.answers.printing import suppliers
from svcctl.answers.wish import Narrowed, Wish
from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.i18n import LANGUAGES, Words

MOST_CHOICES = 12
PARTS = ("supplier", "department", "fund")


class By(Record):
    """What the rows of one list are chosen by, and what a group of them comes to."""

    traits: Callable[[Any, Words], Traits]
    states: Mapping[str, str] = {}  # each state by its key: the words that a list prints for it
    sums: Callable[[Sequence[Any]], dict[str, Any]] = lambda _: {}


def narrowed(
    rows: Sequence[Any], cases: Sequence[Case], wish: Wish, by: By, words: Words
) -> Narrowed:
    """The rows that were asked for; all of them where nothing was."""
    if not wish.asked:
        return Narrowed(rows)
    wish = _meant(wish, cases, by.states, words)
    picked = pick(rows, lambda row: by.traits(row, words), wish)
    groups = None
    if wish.group_by:
        parts = [(group_name(wish.group_by, n, words), len(part)) for n, part in picked.groups]
        groups = Groups(f"column.{wish.group_by}", parts)
    return Narrowed(
        picked.shown, told(wish, picked, words, "row"), groups, _json(picked, wish, by.sums)
    )


def traits_of(case: Case, words: Words, short: str, on: date | None, /, **more: Any) -> Traits:
    """What every row of a contract is chosen by: its supplier, its department, its own id and date."""
    usual: dict[str, Any] = {
        # a group is called the same in every language: scripts read its name
        "supplier": Words("zh")("list.separator").join(suppliers(case)),
        "fund": None,
        "statuses": (),
        "fen": 0,
        "words": (),
    }
    return Traits(
        id=f"{case.id}:{short}" if short else case.id,
        contract=words.title(case.terms.title),
        department=case.document.get("office", {}).get("department"),
        on=on,
        **(usual | more),
    )


def called(key: str, states: Mapping[str, str]) -> tuple[str, ...]:
    """What a state is called: by its key, and as either language prints it."""
    return (key, *(_printed(states[key], each) for each in tongues()))


def tongues() -> list[Words]:
    """Both languages: what one prints is understood in the other."""
    return [Words(lang) for lang in LANGUAGES]


def _printed(key: str, words: Words) -> str:
    """The word of a state, without what some lists put behind it: days, what is missing."""
    text = words(key, days=0)
    return re.split("[ ，]", text)[0] if words.lang == "zh" else text


# -- what there is to be asked for -----------------------------------------------------------------


def _meant(wish: Wish, cases: Sequence[Case], states: Mapping[str, str], words: Words) -> Wish:
    """The wish with its states as rows have them; Refusal for what there cannot be, with choices."""
    refuse_unknown(wish, cases, words)
    known = [text for key in states for text in called(key, states)]
    for text in wish.statuses:
        if text not in known:
            shown = [_printed(name, words) for name in states.values()]
            choices = list(dict.fromkeys(shown)) if words.lang == "zh" else list(states)
            raise Refusal("picked.status", value=text, choices=choices)
    return wish


def refuse_unknown(wish: Wish, cases: Sequence[Case], words: Words) -> None:
    """Refusal for a supplier, a department or a fund that no contract has, with those that there are."""
    for name in PARTS:
        wanted = getattr(wish, name)
        known = _known(name, cases, words) if wanted else set()
        for each in wanted:
            if not any(holds(text, each) for text in known):
                found = sorted(known)[:MOST_CHOICES]
                raise Refusal("picked.unknown", option=f"--{name}", value=each, choices=found)


def _known(name: str, cases: Sequence[Case], words: Words) -> set[str]:
    """Every supplier, department or fund of the contracts."""
    if name == "supplier":
        return {p.name for case in cases for p in case.terms.parties if p.role != "purchaser"}
    offices = [case.document.get("office", {}) for case in cases]
    if name == "department":
        return {each["department"] for each in offices if each.get("department")}
    rows = [table for case in cases for table in case.document["instalments"]]
    found = [each["fund_source"] for each in (*offices, *rows) if each.get("fund_source")]
    return {funds_text(each, words) for each in found}


# -- what is said of it ----------------------------------------------------------------------------


def told(wish: Wish, picked: Picked[Any], words: Words, what: str) -> list[str]:
    """What was asked for, how many rows that are, and what is left out of the totals."""
    if not wish.asked:
        return []
    asked = words("list.semicolon").join(
        words(
            "picked.asked",
            name=words(f"picked.{name}"),
            value=words(f"picked.{value}") if name in ("sort", "group-by") else value,
        )
        for name, value in wish.asked
    )
    shown, matching = len(picked.shown), len(picked.matching)
    counts = {"rows": matching, "count": picked.total}
    lines = [words(f"picked.found-{what}", asked=asked, **counts)]
    if shown < matching:
        hidden = matching - shown
        lines.append(words(f"picked.limited-{what}", rows=shown, hidden=hidden))
    if picked.undated:
        lines.append(words(f"picked.undated-{what}", count=picked.undated))
    return lines


def group_name(by: str, name: str | None, words: Words) -> str:
    """What stands over a group."""
    if name is None:
        return words("picked.no-date" if by == "month" else "picked.not-said") if by else ""
    return words.period(name) if by == "month" else name


def counts_json(picked: Picked[Any]) -> dict[str, int]:
    """How many rows there were, match, and are shown."""
    return {
        "of": picked.total,
        "matching": len(picked.matching),
        "shown": len(picked.shown),
        "undated": picked.undated,
    }


def _json(
    picked: Picked[Any], wish: Wish, sums: Callable[[Sequence[Any]], dict[str, Any]]
) -> dict[str, Any]:
    found: dict[str, Any] = {"picked": counts_json(picked)}
    if wish.group_by:
        found["groups"] = [
            {"name": name, "count": len(part), **sums(part)} for name, part in picked.groups
        ]
    return found
