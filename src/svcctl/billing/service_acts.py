"""What was done and said of the service: acts on its records, one form for all kinds of them."""

from datetime import date, datetime, time
from typing import Any

from svcctl.billing.position import Happening

EVENT = r"(.+#\d{1,9})?"
WORD = "word"  # one side's word, with nothing to show for it


class ServiceAct(Happening, kw_only=True):
    """An act on a record of the service, at a moment of China's time or on a day."""

    KEYS = {"turns": "for", "says": "data", "target": "act"}
    SHAPES = {
        "record": r"(?![A-Z]-).+|[A-Z]-\d{4}-\d{1,9}",
        "side": "purchaser|supplier",
        "at": r"(([01]\d|2[0-3])(:[0-5]\d){2})?",
        "target": EVENT,
        "replaces": EVENT,
    }

    record: str  # I-2026-0001
    verb: str
    side: str  # purchaser | supplier: whose word it is
    at: str = ""  # HH:MM:SS; nothing where the day is all that was said
    by: str = ""  # the role that did it
    source: str = WORD
    signed_by: str = ""  # the other side's role that signed the paper
    confirmed_by: str = ""
    title: str = ""
    systems: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()  # of the service plan, which it fulfils
    reason: str = ""
    target: str = ""  # the act, as CHAIN#SEQ, that a word is about
    replaces: str = ""  # the act that was entered wrongly
    says: dict[str, Any] | None = None  # what this verb alone is told

    @property
    def moment(self) -> datetime:
        """When it happened; of a day alone its beginning."""
        return datetime.combine(self.on, time.fromisoformat(self.at) if self.at else time())

    def told(self, name: str, default: Any = None) -> Any:
        """What this verb alone was told under a name."""
        return (self.says or {}).get(name, default)


class IncidentAct(ServiceAct, kw_only=True):
    """An act on an incident: of a kind of its own, as there are many."""


def day_and_time(moment: datetime | date) -> dict[str, Any]:
    """A moment as an act keeps it: the day, and the time of day where one was said."""
    if isinstance(moment, datetime):
        return {"on": moment.date(), "at": moment.time().isoformat("seconds")}
    return {"on": moment, "at": ""}
