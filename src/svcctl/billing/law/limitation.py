"""Limitation: until when an overdue sum can be sued for, and what made the time run anew.

Three years from the day on which the creditor knew of the default, here the deadline that passed
(Civil Code 188); a demand that arrives, and a part payment, make it run anew (Civil Code 195).
"""

from collections.abc import Iterator
from datetime import date

from svcctl.billing.dates import corresponding_date
from svcctl.billing.position import Position
from svcctl.billing.record import Record
from svcctl.billing.schedule import Standing

WARNED_DAYS = 90  # before the end: time for a letter, its proof of delivery, a lawyer


class LimitationText(Record):
    """One text of the law of limitation, and the articles that matter here."""

    law: str
    since: date
    months: int
    period: str
    interruption: str


TEXTS = (
    LimitationText("民法总则", date(2017, 10, 1), 36, "第一百八十八条", "第一百九十五条"),
    LimitationText("民法典", date(2021, 1, 1), 36, "第一百八十八条", "第一百九十五条"),
)


class Limitation(Record):
    """Since when and until when (that day included) limitation of one instalment runs."""

    since: date
    last: date
    why: str  # deadline | demand | payment
    demands: int  # how many were made, those that changed nothing too
    text: LimitationText

    def days_left(self, day: date) -> int:
        """How many days are left after that day; below nought where the time has run out."""
        return (self.last - day).days


def limitation(standing: Standing, position: Position) -> Limitation | None:
    """The limitation of what is overdue; None where nothing is, or the texts known are younger.

    Each instalment is looked at by itself: whoever holds with Civil Code 189 that all are one debt,
    whose limitation starts with the last of them, has more time than is told here.
    """
    if standing.status != "overdue" or standing.due_on is None:
        return None
    text = text_on(standing.due_on)
    if text is None:
        return None
    since, why = standing.due_on, "deadline"
    last = corresponding_date(since, text.months)
    for day, what in sorted(_interruptions(standing.instalment.id, position)):
        # a time that has run out is not made to run anew by a demand
        if since < day <= min(last, position.as_of):
            now = text_on(day) or text
            since, why, text, last = day, what, now, corresponding_date(day, now.months)
    demands = [each for each in position.demands if standing.instalment.id in each.subjects]
    return Limitation(since, last, why, len(demands), text)


def text_on(day: date) -> LimitationText | None:
    """The text in force on a day."""
    return next((text for text in reversed(TEXTS) if text.since <= day), None)


def _interruptions(iid: str, position: Position) -> Iterator[tuple[date, str]]:
    """The days of demands and of part payments, by which the debtor owns to the debt."""
    for demand in position.demands:
        if iid in demand.subjects:
            yield demand.counts_on, "demand"
    bounced = {refund.payment for refund in position.refunds if refund.bounced}
    for payment in position.payments:
        if iid in dict(payment.parts) and payment.event not in bounced:
            yield payment.on, "payment"
