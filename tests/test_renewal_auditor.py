"""Contracts that may be renewed against an auditor that was written independently."""

from datetime import date
from typing import Any

from hypothesis import given

from profiles import examples
from renewal_auditor import RenewalAuditor
from renewal_lives import renewed_and_ended_cases, renewed_cases
from test_period_auditor import agree

Table = dict[str, Any]
Case = tuple[Table, list[Table], date]


@examples(60)
@given(case=renewed_cases())
def test_renewals_agree_with_the_auditor(case: Case) -> None:
    """Rows of a renewal are conditional until it is confirmed, then owed, and lapse where it never is."""
    agree(*case, RenewalAuditor)


@examples(60)
@given(case=renewed_and_ended_cases())
def test_early_ends_of_renewals_agree_with_the_auditor(case: Case) -> None:
    """An early end cancels what no renewal has brought, and cuts the renewal that runs."""
    agree(*case, RenewalAuditor)
