"""By when, between the answers of a person and the `due` of a contract file, both ways."""

from datetime import date
from typing import Any

from svcctl.interview.catalogue import BY_EVENT, DAY_OF_MONTH, NONE, ON
from svcctl.interview.question import KEEP, Answers

Table = dict[str, Any]
LAST = "last"  # of several papers: the day on which all are in


def told_due(due: Table | None, prefix: str = "") -> dict[str, str]:
    """The answers that such a rule is; `keep` for one that no question leads to."""
    if due is None:
        return {f"{prefix}when": NONE}
    found = {f"{prefix}{key}": text for key, text in _told(due).items()}
    return found if built_due(found, prefix, due) == due else {f"{prefix}when": KEEP}


def _told(due: Table) -> dict[str, str]:
    if "on" in due:
        return {"when": ON, "on": ",".join(day.isoformat() for day in due["on"])}
    if "day" in due:
        return {"when": DAY_OF_MONTH, "day": str(due["day"]), "month": str(due.get("month", ""))}
    if not due.get("agreed", True):
        return {"when": NONE}
    event, _, key = str(due.get("after", "")).partition(":")
    found = {"when": event, "days": f"{due.get('days', '')} {due.get('unit', '')}".strip()}
    if event == "receipt":
        found["paper"] = key or LAST
    return found | ({"payment": key} if event == "payment" else {})


def built_due(given: Answers, prefix: str = "", before: Table | None = None) -> Table | None:
    """The rule that those answers are; None where nothing is agreed, or nothing answered yet."""
    answers = {
        key.removeprefix(prefix): text for key, text in given.items() if key.startswith(prefix)
    }
    when = answers.get("when", "")
    if when == KEEP:
        return before
    if when == ON and "on" in answers:
        return {"on": [date.fromisoformat(text) for text in answers["on"].split(",")]}
    if when == DAY_OF_MONTH and "month" in answers:
        after = "period-start" if answers["month"] == "previous" else "period-end"
        return {"day": int(answers["day"]), "month": answers["month"], "after": after}
    if when == NONE and before and not before.get("agreed", True):
        return before
    if when in BY_EVENT and answers.get("days"):
        number, _, unit = answers["days"].partition(" ")
        unit = unit or answers.get("unit", "calendar-day")
        return {"days": int(number), "unit": unit, "after": _event(when, answers)}
    return None


def _event(when: str, answers: Answers) -> str:
    key = answers.get("paper" if when == "receipt" else "payment", "")
    return f"{when}:{key}" if when in ("receipt", "payment") and key not in ("", LAST) else when
