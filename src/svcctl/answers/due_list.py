"""What of a contract is due, its guarantees beside its instalments, and how scripts read it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from svcctl.answers.guarantees import ReturnRow, return_json
from svcctl.answers.instalment_json import list_json
from svcctl.answers.instalment_row import InstalmentRow
from svcctl.answers.instalments import of_contract
from svcctl.billing.due import due_rows
from svcctl.billing.guarantees import GuaranteeRow, due_guarantees, guarantee_sums
from svcctl.billing.schedule import Standing
from svcctl.casebook.case import Case

# a contract, its instalments that are due, what of its guarantees is to go back
Listed = tuple[Case, Sequence[Standing], Sequence[GuaranteeRow]]


def due_of(case: Case, days: int) -> Listed:
    """What of a contract is overdue, due, or due within so many days."""
    return case, due_rows(case.standings, case.as_of, days), due_guarantees(case.sight, days)


def rows_listed(listed: Sequence[Listed]) -> tuple[list[InstalmentRow], list[ReturnRow]]:
    """The rows of all of them: of instalments, and of guarantees."""
    rows = [row for case, part, _ in listed for row in of_contract(case, part)]
    return rows, [ReturnRow(case, row) for case, _, part in listed for row in part]


def due_json(
    rows: Sequence[InstalmentRow], back: Sequence[ReturnRow], as_of: date, as_sorted: bool = False
) -> dict[str, Any]:
    """The list as scripts read it; `as_sorted`: in the order that was asked for."""
    sums = guarantee_sums([each.row for each in back])
    returns = (return_json(each.row, each.case) for each in back)
    return list_json(as_of, rows, sums, returns, as_sorted)
