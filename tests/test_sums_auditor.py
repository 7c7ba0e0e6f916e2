"""Unit prices, ceilings, payees and scores against an auditor that was written independently."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from profiles import examples
from sums_auditor import SumsAuditor
from sums_lives import assessed_cases, priced_cases, split_cases
from test_period_auditor import agree

Table = dict[str, Any]
Case = tuple[Table, list[Table], date]


@pytest.mark.parametrize("part", range(2))
@examples(30)
@given(case=priced_cases())
def test_unit_prices_and_ceilings_agree_with_the_auditor(part: int, case: Case) -> None:
    """What quantities come to, each item rounded once, and what a ceiling leaves of each estimate."""
    agree(*case, SumsAuditor)


@pytest.mark.parametrize("part", range(2))
@examples(30)
@given(case=split_cases())
def test_rows_of_several_payees_agree_with_the_auditor(part: int, case: Case) -> None:
    """A row for each payee, settled together or alone, what is kept split as the sum is."""
    agree(*case, SumsAuditor)


@pytest.mark.parametrize("part", range(2))
@examples(30)
@given(case=assessed_cases())
def test_scores_agree_with_the_auditor(part: int, case: Case) -> None:
    """What a score leaves of each fee, parts of a point in proportion, before payees and what is kept."""
    agree(*case, SumsAuditor)
