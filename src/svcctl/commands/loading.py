"""Loading contract files into an open journal: the first fact of each contract's chain."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from svcctl import workspace
from svcctl.billing.money import grouped
from svcctl.billing.refusal import Refusal
from svcctl.casefile import case_from
from svcctl.commands.desk import Desk
from svcctl.commands.recording import mention
from svcctl.entry import parse_date
from svcctl.facts import IMPORTED, Event
from svcctl.ledger import NOBODY_KNEW_LATER, effective, terms_document
from svcctl.store.journal import Draft, Journal


def load(desk: Desk, journal: Journal, files: Sequence[Any], dry_run: bool = False) -> list[dict[str, Any]]:
    """Record each file's terms, unless they are there already; inside the journal's write lock."""
    named = desk.calendars(journal, NOBODY_KNEW_LATER)
    now = workspace.recorded_now()
    loaded = []
    seen: set[str] = set()
    for file in files:
        document, chain = file.document, file.document["id"]
        if chain in seen:
            raise Refusal("import.twice", contract=chain, file=file.name)
        seen.add(chain)
        signed = parse_date(document["signed_on"])
        if signed > desk.today:
            raise Refusal("fact.future", on=signed, today=desk.today)
        facts = journal.facts(chain)
        there = terms_document(effective(facts))
        if there is not None and there != document:
            raise Refusal("import.changed", contract=chain, file=file.name)
        payload = {"terms": document, "files": [mention(Path(file.name), file.content)]}
        event = Event(chain, len(facts) + 1, IMPORTED, document["signed_on"], now, desk.actor, payload)
        case = case_from(chain, [event], desk.today, named)  # refuses dates beyond the calendar before anything is kept
        if there is None and not dry_run:
            journal.keep(file.content)
            [event] = journal.append([Draft(chain, IMPORTED, document["signed_on"], payload)], desk.actor, now)
        terms = case.terms if case else None
        loaded.append(
            {
                "contract": chain,
                "event": event.id if there is None else None,
                "already": there is not None,
                "instalments": len(terms.promises) if terms else 0,
                "total": grouped(terms.total_fen) if terms else "",
                "findings": len(terms.findings) if terms else 0,
            }
        )
    return loaded
