"""Lists of contracts, of obligations and of what is to be done soon, from beside the journal."""

from collections.abc import Sequence
from itertools import groupby
from json import loads
from typing import Any

from svcctl.answers import contract_list, obligations, reminding
from svcctl.answers.answer import Answer
from svcctl.answers.band_rows import contract_of, duty_of, flow_in, instalment_of, return_of
from svcctl.answers.contract_list import ContractRow
from svcctl.answers.wish import Wish
from svcctl.answers.writers import with_rows
from svcctl.billing.forecast import ForecastPeriod, cash_flow
from svcctl.casebook.case import Case
from svcctl.desk.kept import Kept, spooled
from svcctl.desk.looking import Look
from svcctl.store.band import FARTHEST, Band
from svcctl.store.bands import Bands

OPEN = 2  # obligations whose state is below that are not done


def contracts(look: Look, bands: Bands, wish: Wish) -> Answer:
    """The list of contracts."""
    kept, desk = Kept(look, bands), look.desk
    if desk.format == "json" and not wish.asked:
        texts = spooled(row.text.encode() for row in bands.contracts())
        return Answer(None, ready=lambda: with_rows({}, "contracts", texts))
    cases = kept.cases()

    def told(row: ContractRow) -> dict[str, Any]:
        [band] = bands.read("BAND_ABOUT", "contract", row.case.id)
        found: dict[str, Any] = loads(band.text)
        return found

    return contract_list.listed(cases, desk.as_of, desk.words, wish, contract_of, told)


def duties(look: Look, bands: Bands, wish: Wish) -> Answer:
    """The list of obligations."""
    kept, desk = Kept(look, bands), look.desk
    if desk.format == "json" and not wish.asked:
        around = {"as_of": desk.as_of.isoformat()}
        texts = spooled(map(kept.text, kept.every("BAND_OF", "duty")))
        return Answer(None, ready=lambda: with_rows(around, "obligations", texts))
    cases = kept.cases()
    rows = [duty_of(row, kept.case(row.chain)) for row in kept.every("BAND_OF", "duty")]
    return obligations.listed(cases, desk.as_of, desk.words, wish, rows)


def reminders(look: Look, bands: Bands, days: int) -> list[reminding.Reminder] | None:
    """What is to be done soon; None where that looks farther ahead than the lists reach."""
    if days > FARTHEST:
        return None
    kept, desk = Kept(look, bands), look.desk
    cases = {case.id: case for case in kept.cases()}
    asked = {case.id: case for case in look.of(sorted(kept.more))}
    rows = _by_contract(kept, days)
    found: list[reminding.Reminder] = []
    for chain, case in cases.items():
        if chain in asked:
            found += reminding.of_contract(asked[chain], days, desk.words)
        else:
            dates = _dates(rows.get(chain, ()), case, kept)
            found += reminding.dated(case, dates, days, desk.words)
    return reminding.in_order(found, [*cases.values()], desk.words)


def flows(look: Look, bands: Bands, by: str) -> list[tuple[Case, list[ForecastPeriod]]]:
    """Each contract with its cash flow; of those where it is another each day by the journal."""
    kept = Kept(look, bands)
    cases = {case.id: case for case in kept.cases()}
    rows = {row.chain: row for row in kept.every("BAND_OF", "flow")}
    daily = {chain for chain, row in rows.items() if row.conditional and chain in cases}
    anew = {case.id: cash_flow([case.sight], by) for case in look.of(sorted(daily))}
    return [
        (case, anew[chain] if chain in anew else flow_in(rows[chain], case.as_of, by))
        for chain, case in cases.items()
    ]


def _by_contract(kept: Kept, days: int) -> dict[str, list[Band]]:
    """What can come within so many days, by contract."""
    found: dict[str, list[Band]] = {}
    last = kept.ahead(days)
    for kind in ("due", "back"):
        for row in kept.every("BAND_IN_TIME", kind, last):
            found.setdefault(row.chain, []).append(row)
    for row in kept.every("BAND_OF", "duty"):
        if row.state < OPEN and row.due <= last:
            found.setdefault(row.chain, []).append(row)
    return found


def _dates(rows: Sequence[Band], case: Case, kept: Kept) -> reminding.Dates:
    by_list = {name: [*part] for name, part in groupby(rows, lambda row: row.list)}
    due, back = by_list.get("due", ()), by_list.get("back", ())
    return reminding.Dates(
        [instalment_of(row, case, kept.calendars).standing for row in due],
        [
            return_of(row, case, kept.calendars).row
            for row in sorted(back, key=lambda row: row.place)
        ],
        [duty_of(row, case).state for row in by_list.get("duty", ())],
    )
