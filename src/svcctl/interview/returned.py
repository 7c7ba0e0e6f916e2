"""A bond that goes back in parts, on one line: each part's share and from what event on by when."""

import re

from svcctl.billing.refusal import Refusal
from svcctl.contracts.kinds import AFTER, OF_KEYS
from svcctl.interview import typed
from svcctl.interview.due import Table, built_due, told_due
from svcctl.interview.moments import moment

_EVENTS = "|".join((*AFTER, *(f"{each}:[a-z0-9-]+" for each in OF_KEYS)))
_KEPT = re.compile(rf"({_EVENTS}) (.+)")


def returns_of(text: str) -> list[Table]:
    """The parts of a bond that such a line names."""
    found = []
    for part in re.split(r"[；;\n]+", text):
        share, _, when = part.strip().partition(" ")
        due = built_due(_answers(when.strip()))
        if typed.share(share) is None or due is None:
            raise Refusal("ask.returns", text=part.strip())
        found.append({"share": typed.share(share), "due": due})
    return found


def _answers(when: str) -> dict[str, str]:
    """The answers that such a moment is, as it is kept or as somebody typed it."""
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
    if "days" not in found or "roll" in found:
        return ""
    return f"{part['share']} {part['due']['after']} {found['days']}"


def read_returns(text: str) -> str:
    """Such a line as it is kept among the answers."""
    return told_returns(returns_of(text))
