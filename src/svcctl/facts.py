"""A fact as the journal keeps it, and the kinds of facts there are."""

from typing import Any, NamedTuple

IMPORTED = "contract-imported"
CORRECTED = "contract-corrected"
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
RETRACTED = "fact-retracted"
CALENDAR_ADOPTED = "calendar-adopted"
STORE_CREATED = "store-created"

TERMS = (IMPORTED, CORRECTED)
TAKING_BACK = (REVERSED, RETRACTED)
CALENDAR_CHAIN = "calendar"
STORE_CHAIN = "store"
OWN_CHAINS = (CALENDAR_CHAIN, STORE_CHAIN)


class Event(NamedTuple):
    """One fact: when it happened, when it was recorded (UTC), by which role, and what it says."""

    chain: str
    seq: int
    kind: str
    happened_on: str
    recorded_at: str
    actor: str
    payload: dict[str, Any]

    @property
    def id(self) -> str:
        """CHAIN#SEQ, as people type it."""
        return f"{self.chain}#{self.seq}"


def target(event: Event) -> int:
    """The sequence number of the event that this one takes back, annotates or refunds."""
    return int(event.payload["event"].rpartition("#")[2])
