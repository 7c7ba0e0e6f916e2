"""What an exhibit is made of: its columns, and what each contract adds to it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from svcctl.answers.answer import Column
from svcctl.answers.instalments import Moment
from svcctl.billing.record import Record
from svcctl.casebook.case import Case
from svcctl.i18n import Words

Remark = tuple[dict[str, Any], str]  # values for scripts, and the words


class ExhibitPart(Record):
    """What one contract adds to a table, and to what stands beside it."""

    items: Iterable[Any]  # a row each
    steps: Iterable[tuple[str, list[str]]] = ()  # behind each date; worked out when asked for
    months: Iterable[tuple[str, int]] = ()
    findings: Iterable[Remark] = ()
    back: Iterable[Any] = ()  # what goes back of guarantees: a table of its own, in no total


class ExhibitKind(Record):
    """One kind of table: its columns for people and for scripts, what a contract adds."""

    columns: Sequence[Column]
    plain: Sequence[Column]
    part: Callable[[Case, Words, Moment, datetime], ExhibitPart]  # the last: when clocks are read
    adds_up: bool = True
    sheets: Sequence[str] = ()  # the kinds that stand in its place in a workbook, a sheet each
    lead: int = 0  # the first so many columns are what most ask for; a workbook folds the others
