"""Facts made by hand for tests: the names of their kinds, and a fact as the journal would give it."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from svcctl.almanac.adopt import shipped_facts
from svcctl.billing.refusal import Refusal
from svcctl.billing.schedule import sight_of
from svcctl.billing.terms import Terms
from svcctl.billing.working_days import Calendar
from svcctl.billing.years import calendar_from
from svcctl.casebook.kinds import Fact
from svcctl.casebook.objections import objections
from svcctl.casebook.payloads import decode
from svcctl.casebook.replay import position

CALENDARS = Path(__file__).parents[1] / "data" / "calendars"

IMPORTED = "contract-imported"
CORRECTED = "contract-corrected"
AMENDED = "contract-amended"
STARTED = "contract-started"
FINDING_SETTLED = "finding-settled"
SUBMITTED = "report-submitted"
RECEIVED = "report-received"
RETURNED = "report-returned"
PAID = "payment-recorded"
ANNOTATED = "payment-annotated"
REVERSED = "payment-reversed"
REFUNDED = "payment-refunded"
OBLIGATION_DONE = "obligation-done"
TERMINATED = "contract-terminated"
INVOICED = "invoice-added"
RETRACTED = "fact-retracted"


def fact(
    chain: str, seq: int, kind: str, on: str, recorded_at: str, actor: str, payload: dict[str, Any]
) -> Fact:
    """A fact as the journal would give it."""
    return decode((chain, seq, kind, on, recorded_at, actor), payload)


@cache
def shipped(name: str) -> Calendar:
    """A calendar as `init` adopts it."""
    return calendar_from(list(shipped_facts(CALENDARS)), name)


def objected(holding: Sequence[Fact], terms: Terms, on: date = date(2030, 1, 1)) -> list[Refusal]:
    """Why facts cannot all be true, by terms and the shipped calendar."""
    sight = sight_of(terms, position(holding, on), shipped(terms.calendar))
    return objections(holding, sight)
