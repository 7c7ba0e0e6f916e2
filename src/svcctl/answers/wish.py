"""What a list is to be narrowed to, sorted by and grouped by."""

from datetime import date

from svcctl.billing.record import Record

SORTS = ("date", "amount", "contract")
GROUPS = ("supplier", "department", "fund", "month")


class Wish(Record):
    """What was asked for; nothing of it by default."""

    supplier: str = ""
    department: str = ""
    fund: str = ""
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
