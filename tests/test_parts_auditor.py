"""Parts of a price, sums in yuan and 付至, early ends included, against an independent auditor."""

from hypothesis import given

from parts_auditor import PartsAuditor
from parts_lives import Case, parted_cases
from profiles import examples
from test_period_auditor import agree


@examples(40)
@given(case=parted_cases())
def test_parts_and_early_ends_agree_with_the_auditor(case: Case) -> None:
    """Each part is cut for itself; what is paid up to a share follows what was settled before it."""
    agree(*case, PartsAuditor)
