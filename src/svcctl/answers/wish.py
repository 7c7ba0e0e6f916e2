"""What a list is to be narrowed to, sorted by and grouped by."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from svcctl.billing.record import Record

if TYPE_CHECKING:
    from svcctl.answers.answer import Groups

SORTS = ("date", "amount", "contract")
GROUPS = ("supplier", "department", "fund", "month")


class Wish(Record):
    """What was asked for; nothing of it by default."""

    supplier: tuple[str, ...] = ()  # of these any
    department: tuple[str, ...] = ()
    fund: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    statuses: tuple[str, ...] = ()
    search: str = ""
    sort: str = ""
    group_by: str = ""
    limit: int | None = None
    asked: tuple[tuple[str, str], ...] = ()  # options and values as they were typed

    @property
    def dated(self) -> bool:
        """Whether rows without a date are left out."""
        return bool(self.since or self.until)


NOTHING = Wish()


class Narrowed(Record):
    """The rows that are left of a list, in groups, and what it says of that."""

    rows: Sequence[Any]
    told: Sequence[str] = ()
    groups: "Groups | None" = None
    json: dict[str, Any] = {}


class Offers(Record):
    """Which of the options that narrow a list one list has: those that say something of its rows."""

    without: tuple[str, ...] = ()  # parameters of `choosing`
    sorts: tuple[str, ...] = SORTS
    groups: tuple[str, ...] = GROUPS
    of_payments: bool = True  # else its help speaks of any date and any state


PAYMENTS = Offers()
