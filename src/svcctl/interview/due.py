"""By when, between the answers of a person and the `due` of a contract file, both ways."""

from datetime import date
from typing import Any

from svcctl.interview.catalogue import BY_EVENT, DATE, DAY_OF_MONTH, NONE, ON
from svcctl.interview.question import KEEP, Answers

Table = dict[str, Any]
LAST = "last"  # of several papers: the day on which all are in
PLUS = " + "  # between how far the event is moved and the days counted then
# events that name one of several, and the question which
WHICH = {"receipt": "paper", "payment": "payment", "lodged": "bond"}


def told_due(due: Table | None, prefix: str = "", every: str = "") -> dict[str, str]:
    """The answers that such a rule is; `keep` for one that no question leads to."""
    if due is None:
        return {f"{prefix}when": NONE}
    found = {f"{prefix}{key}": text for key, text in _told(due, every).items()}
    again = built_due(found | {"every": every}, prefix, due)
    return found if again == due else {f"{prefix}when": KEEP}


def _told(due: Table, every: str) -> dict[str, str]:
    roll = {"roll": due["roll"]} if "roll" in due else {}
    since = {"since": _moved(due, str(due.get("after", "")))}
    if "on" in due:
        return {"when": ON, "on": ",".join(map(_iso, due["on"]))} | roll
    if "date" in due:
        return {"when": DATE, "date": due["date"]} | since | roll
    if "day" in due or "working_day" in due:
        day = str(due["day"]) if "day" in due else f"{due['working_day']} working-day"
        month = due.get("month", "")
        told = {} if since["since"] == _since(month, every) else since
        return {"when": DAY_OF_MONTH, "day": day, "month": month} | told | roll
    if not due.get("agreed", True):
        return {"when": NONE} | since
    return _told_days(due) | roll


def _told_days(due: Table) -> dict[str, str]:
    event, _, key = str(due.get("after", "")).partition(":")
    days = f"{due.get('days', '')} {due.get('unit', '')}".strip()
    found = {"when": event, "days": _moved(due, days, first=True)}
    return found | ({WHICH[event]: key or LAST} if event in WHICH else {})


def _moved(due: Table, text: str, first: bool = False) -> str:
    """What is told of an event or its days, with how far the event is moved."""
    if "plus" not in due:
        return text
    return PLUS.join((due["plus"], text) if first else (text, due["plus"]))


def _from(since: str) -> Table:
    """The event that a rule goes by, and how far it is moved."""
    after, _, plus = since.partition(PLUS)
    return {"after": after} | ({"plus": plus} if plus else {})


def _iso(day: date | str) -> str:
    return day if isinstance(day, str) else day.isoformat()


def built_due(given: Answers, prefix: str = "", before: Table | None = None) -> Table | None:
    """The rule that those answers are; None where nothing is agreed, or nothing answered yet."""
    answers = {
        key.removeprefix(prefix): text for key, text in given.items() if key.startswith(prefix)
    }
    when, every = answers.get("when", ""), given.get("every", "")
    if when == KEEP:
        return before
    if when == NONE and not answers.get("since"):
        return before if before and not before.get("agreed", True) else None
    made = _built(when, answers, every)
    roll = answers.get("roll")
    return made | {"roll": roll} if made and roll else made


def _built(when: str, answers: Answers, every: str) -> Table | None:
    if when == NONE:
        return {"agreed": False} | _from(answers["since"])
    if when == ON and answers.get("on"):
        return {"on": [date.fromisoformat(text) for text in answers["on"].split(",")]}
    if when == DATE and answers.get("date"):
        return {"date": answers["date"]} | _from(answers.get("since") or "year-start")
    if when == DAY_OF_MONTH and answers.get("month"):
        number, _, worked = answers["day"].partition(" ")
        after = answers.get("since") or _since(answers["month"], every)
        key = "working_day" if worked else "day"
        return {key: int(number), "month": answers["month"]} | _from(after)
    if when in BY_EVENT and answers.get("days"):
        return _built_days(when, answers)
    return None


def _since(month: str, every: str) -> str:
    """From which event a day of a month goes, where nobody says so."""
    whose = "year" if every == "service-year" else "period"
    return f"{whose}-start" if month == "previous" else f"{whose}-end"


def _built_days(when: str, answers: Answers) -> Table:
    moved, mark, counted = answers["days"].rpartition(PLUS)
    number, _, unit = counted.partition(" ")
    unit = unit or answers.get("unit", "calendar-day")
    made = {"days": int(number), "unit": unit, "after": _event(when, answers)}
    return made | ({"plus": moved} if mark else {})


def _event(when: str, answers: Answers) -> str:
    key = answers.get(WHICH.get(when, ""), "")
    return f"{when}:{key}" if key not in ("", LAST) else when
