"""A bond that goes back in parts, on one line: each part's share and from what event on by when."""

import re

from svcctl.billing.refusal import Refusal
from svcctl.contracts.kinds import AFTER, OF_KEYS
from svcctl.interview import typed
from svcctl.interview.due import Table, built_due, told_due
from svcctl.interview.moments import moment
from svcctl.interview.question import KEEP

_EVENTS = "|".join((*AFTER, *(f"{each}:[a-z0-9-]+" for each in OF_KEYS)))
# what people seldom write is kept by the names of its answers: when=day-of-month day=2 month=next
_NAMED = re.compile(r"[a-z]+=\S+(?: [a-z]+=\S+)*")
_KEPT = re.compile(rf"({_EVENTS}) (.+)")


def returns_of(text: str) -> list[Table]:
    """The parts of a bond that such a line names."""
    found, parts = [], re.split(r"[；;\n]+", text)
    for part in parts:
        share, _, when = part.strip().partition(" ")
        if len(parts) == 1 and typed.share(share) is None:
            share, when = "100%", part.strip()  # at once, by what was typed
        due = built_due(_answers(when.strip()))
        if typed.share(share) is None or due is None:
            raise Refusal("ask.returns", text=part.strip())
        found.append({"share": typed.share(share), "due": due})
    return found


def _answers(when: str) -> dict[str, str]:
    """The answers that such a moment is, as it is kept or as somebody typed it."""
    if _NAMED.fullmatch(when):
        parts = (each.partition("=") for each in when.split(" "))
        return {key: value.replace("_", " ") for key, _, value in parts}
    kept = _KEPT.fullmatch(when)
    if kept is None:
        return moment(when)
    event, _, key = kept[1].partition(":")
    which = {"receipt": "paper", "payment": "payment", "lodged": "bond"}
    return {"when": event, which.get(event, ""): key, "days": typed.READ["deadline"](kept[2])}


def told_returns(returns: list[Table]) -> str:
    """The line of such parts; empty where one of them cannot be written so."""
    return "；".join(parts) if all(parts := [_told(each) for each in returns]) else ""


def _told(part: Table) -> str:
    found = told_due(part["due"])
    if KEEP in found.values():
        return ""
    if "days" not in found or "roll" in found:
        named = (f"{key}={value.replace(' ', '_')}" for key, value in found.items() if value)
        return f"{part['share']} {' '.join(named)}"
    return f"{part['share']} {part['due']['after']} {found['days']}"


def read_returns(text: str) -> str:
    """Such a line as it is kept among the answers."""
    return told_returns(returns_of(text))
