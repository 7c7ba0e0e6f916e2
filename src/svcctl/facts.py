"""A fact as the journal keeps it, and the kinds of facts there are."""

from typing import Any, NamedTuple

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
BREACHED = "breach-recorded"
BREACH_ENDED = "breach-ended"
CONTESTED = "breach-contested"
APPRAISED = "breach-appraised"
LOSS_PROVEN = "loss-recorded"
NEGOTIATION_OPENED = "negotiation-opened"
NEGOTIATION_FAILED = "negotiation-failed"
NEGOTIATION_SETTLED = "negotiation-settled"
FORCE_MAJEURE_BEGAN = "force-majeure-began"
FORCE_MAJEURE_ENDED = "force-majeure-ended"
WAIVED = "damages-waived"
WAIVER_DECIDED = "waiver-decided"
DAMAGES_SETTLED = "damages-settled"
OFFSET = "damages-offset"
DISPUTE_OPENED = "dispute-opened"
DISPUTE_SETTLED = "dispute-settled"
EVIDENCE_ADDED = "evidence-added"
INVOICED = "invoice-added"
INVOICE_CHECKED = "invoice-checked"
TERMINATED = "contract-terminated"
CLOSED = "contract-closed"
RETRACTED = "fact-retracted"
CALENDAR_ADOPTED = "calendar-adopted"
CALENDAR_NOTICE = "calendar-notice"
STORE_CREATED = "store-created"

TERMS = (IMPORTED, CORRECTED)
WITH_TERMS = (*TERMS, AMENDED)
NEGOTIATIONS = (NEGOTIATION_OPENED, NEGOTIATION_FAILED, NEGOTIATION_SETTLED)
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
