"""The terms of a contract that supplementary agreements have changed, replayed in the order they came into force."""

from collections.abc import Callable, Sequence
from datetime import date

from svcctl.billing.amending import amended
from svcctl.billing.calendar import Calendar
from svcctl.billing.schedule import sight_of
from svcctl.billing.terms import Amendment, Document, Terms, terms_from
from svcctl.facts import Event
from svcctl.ledger import amended_document, position


def amended_terms(
    document: Document,
    amendments: Sequence[Event],
    holding: Sequence[Event],
    calendar_named: Callable[[str], Calendar],
    readings: dict[str, str] | None = None,
) -> Terms:
    """The terms with each amendment laid on those of the day it came into force; `readings` tries other choices."""
    terms = terms_from(document, readings)
    for event in amendments:
        since = date.fromisoformat(event.happened_on)
        new = terms_from(amended_document(event, holding), readings)
        sight = sight_of(terms, position(holding, since), calendar_named(terms.calendar))
        terms = amended(sight, new, _amendment(event, new.total_fen - terms.total_fen))
    return terms


def _amendment(event: Event, added_fen: int) -> Amendment:
    payload = event.payload
    signed, approved, filed = (date.fromisoformat(payload[f"{what}_on"]) for what in ("signed", "approved", "filed"))
    since = date.fromisoformat(event.happened_on)
    number, ref = payload["amendment"], payload["approval_ref"]
    return Amendment(number, since, signed, approved, ref, filed, added_fen, event.id)
