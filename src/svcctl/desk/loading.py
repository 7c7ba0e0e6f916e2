"""Loading contract files into an open store: the first fact of each contract's chain."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from svcctl import workspace
from svcctl.billing.money import yuan
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import CalendarNamed, case_from
from svcctl.casebook.kinds import Imported
from svcctl.casebook.payloads import assumed
from svcctl.casebook.replay import NOBODY_KNEW_LATER, effective, terms_document
from svcctl.desk.acts import mention
from svcctl.desk.looking import Look
from svcctl.intake.entry import parse_date


def load(look: Look, files: Sequence[Any], dry_run: bool = False) -> list[dict[str, Any]]:
    """Record each file's terms, unless they are there already; inside the write lock."""
    named = look.calendars(NOBODY_KNEW_LATER)
    seen: set[str] = set()
    loaded = []
    for file in files:
        contract = file.document["id"]
        if contract in seen:
            raise Refusal("import.twice", contract=contract, file=file.name)
        seen.add(contract)
        loaded.append(_load(look, file, named, dry_run))
    return loaded


def _load(look: Look, file: Any, named: CalendarNamed, dry_run: bool) -> dict[str, Any]:
    desk, journal, document = look.desk, look.journal, file.document
    contract, signed = document["id"], parse_date(document["signed_on"])
    if signed > desk.today:
        raise Refusal("fact.future", on=signed, today=desk.today)
    there = terms_document(effective(journal.facts(contract, look.scope)))
    if there is not None and there != document:
        raise Refusal("import.changed", contract=contract, file=file.name)
    says = Imported(on=signed, terms=document, files=(mention(Path(file.name), file.content),))
    now = workspace.recorded_now()
    [fact] = assumed(contract, journal.length(contract), [says], desk.actor, now)
    case = case_from(contract, [fact], desk.today, named)  # refuses dates beyond the calendar
    if there is None and not dry_run:
        journal.keep(file.content, contract)
        [fact] = journal.append(contract, [says], desk.actor, now)
    assert case is not None  # it was signed by today
    terms = case.terms
    return {
        "contract": contract,
        "event": fact.id if there is None else None,
        "already": there is not None,
        "instalments": len(terms.instalments),
        "total": yuan(terms.total_fen),
        "findings": len(terms.findings),
    }
