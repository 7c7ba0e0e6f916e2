"""What an explanation is made of, of a date or of a sum: steps, each with its values."""

from typing import Any

from svcctl.billing.position import Negotiation
from svcctl.billing.record import Record


class Step(Record):
    """One step of an explanation: its kind, and its values (dates as dates, sums as yuan texts)."""

    step: str
    values: dict[str, Any]


def talk_step(talk: Negotiation) -> Step:
    """A step of negotiating."""
    return Step("talks", {"on": talk.on, "event": talk.event, "act": talk.act})
