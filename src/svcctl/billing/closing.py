"""What is still open before a contract's file is closed."""

from datetime import date

from svcctl.billing.accounts import astray, unproven
from svcctl.billing.damages.assessment import assess
from svcctl.billing.dates import corresponding_date
from svcctl.billing.guarantees import accounts, guarantee_rows
from svcctl.billing.instalment import Coined, Title
from svcctl.billing.obligations import obligations_of
from svcctl.billing.record import Record
from svcctl.billing.schedule import Sight, standings_of

KEPT_YEARS = 15  # Government Procurement Law 42: at least, from the end of the procurement


class Open(Record):
    """One thing that is open: its kind, which one, and a sum in fen where there is one."""

    kind: str  # instalment, overpaid, damages, waiver, duty, finding, breach, force-majeure ...
    id: str
    fen: int | None
    title: Title | Coined | None = None  # the name that people know, where it has one


def still_open(sight: Sight) -> list[Open]:
    """Everything that a closed file should not leave behind, as of the position's date."""
    terms, position = sight.terms, sight.position
    found = [Open("term", str(year.year), None) for year in sight.years[-1:] if _running(sight)]
    for standing in standings_of(sight):
        if standing.outstanding_fen:
            found.append(Open("instalment", standing.instalment.id, standing.outstanding_fen))
        if standing.overpaid_fen:
            found.append(Open("overpaid", standing.instalment.id, standing.overpaid_fen))
    found += [Open("astray", each.payment.parts[0][0], each.fen) for each in astray(sight)]
    found += [
        Open("unproven", each.instalment.id, None)
        for each in standings_of(sight)
        if each.agreed and unproven(each.instalment.id, position)
    ]
    for line in assess(sight) if terms.rules else ():
        if line.open_fen:
            found.append(Open("damages", line.id, line.open_fen))
        found += [Open("waiver", line.id, relief.fen) for relief in line.undecided]
    held = accounts(sight)
    for key, title in ((each.key, each.title) for each in terms.guarantees):
        cash, letter = held[key].cash.held, held[key].letter.held
        found += [Open("guarantee", key, cash, title)] if cash > 0 else []
        found += [Open("guarantee-letter", key, letter, title)] if letter > 0 else []
    found += [
        Open("duty", state.obligation.key, None, state.obligation.title)
        for state in obligations_of(sight)
        if state.status in ("open", "overdue")
    ]
    found += [
        Open("finding", finding.key, None, finding.named)
        for finding in terms.findings
        if finding.severity != "note" and finding.key not in position.settled
    ]
    return found + _quarrels(sight)


def _running(sight: Sight) -> bool:
    end = contract_end(sight)
    return sight.position.termination is None and end is not None and sight.position.as_of <= end


def contract_end(sight: Sight) -> date | None:
    """The term's last day; of a contract without a term that of its last payment or return.

    None while one of these has no day yet.
    """
    if not sight.terms.term.open or sight.position.termination:
        return sight.ends_on
    rows = [row for row in standings_of(sight) if row.status != "cancelled"]
    days = [row.paid_on or row.due_on for row in rows]
    days += [
        row.paid_on or row.due_on for row in guarantee_rows(sight) if row.status != "cancelled"
    ]
    known = [day for day in days if day]
    return max(known, default=None) if len(known) == len(days) else None


def _quarrels(sight: Sight) -> list[Open]:
    """Breaches and force majeure that last, disputes and negotiations without an end."""
    position = sight.position
    # what is owed once does not last: nothing of it has to end
    once = {rule.key for layer in sight.terms.layers for rule in layer.rules if rule.once}
    found = [
        Open("breach", breach.id, None)
        for breach in position.breaches
        if breach.ended_on is None and breach.rule not in once
    ]
    found += [
        Open("force-majeure", each.id, None)
        for each in position.force_majeure
        if each.ended_on is None
    ]
    found += [
        Open("dispute", each.instalment, each.fen)
        for each in position.disputes
        if each.settled_on is None
    ]
    found += [
        Open("negotiation", about, None)
        for about, acts in position.negotiations.items()
        # failed talks are an end too: what follows from them is a claim, listed as damages
        if acts[-1].act == "open"
    ]
    return found


def keep_until(closed_on: date) -> date:
    """The day until which the papers are kept at least (Government Procurement Law 42)."""
    # the law counts from the end of the procurement and does not say when that is; the day the file
    # was closed is the latest it can mean, and keeps the papers longest
    return corresponding_date(closed_on, 12 * KEPT_YEARS)
