"""Lists of contracts, of obligations and of what is to be done soon, from beside the journal."""

from collections.abc import Iterator, Sequence
from json import loads
from typing import Any

from svcctl.answers import contract_list, obligations, reminding
from svcctl.answers.answer import Answer, Cell, rows_of
from svcctl.answers.band_rows import (
    case_of,
    contract_of,
    duty_of,
    flow_in,
    instalment_of,
    mentioned,
    return_of,
)
from svcctl.answers.contract_list import ContractRow
from svcctl.answers.held_rows import Flow
from svcctl.answers.reminding import dated, of_contract
from svcctl.answers.wish import Wish
from svcctl.answers.writers import with_rows
from svcctl.billing.forecast import ForecastPeriod, cash_flow
from svcctl.casebook.case import Case
from svcctl.desk.kept import Kept, spooled
from svcctl.desk.looking import Look
from svcctl.store.band import COMING, FARTHEST, Band
from svcctl.store.bands import Bands

OPEN = 2  # obligations whose state is below that are not done


def contracts(look: Look, bands: Bands, wish: Wish) -> Answer:
    """The list of contracts."""
    kept, desk = Kept(look, bands), look.desk
    if desk.format == "json" and not wish.asked:
        texts = spooled(row.text.encode() for row in bands.contracts())
        return Answer(None, ready=lambda: with_rows({}, "contracts", texts))
    if not wish.asked and desk.format in ("plain", "csv"):
        flow = Flow(_contract_cells(kept))
        answer = contract_list.listed([], desk.as_of, desk.words, wish)
        return answer._replace(flow=flow, rows=lambda: [*flow], head=() if flow else answer.head)
    cases = kept.cases()

    def told(row: ContractRow) -> dict[str, Any]:
        [band] = bands.read("BAND_ABOUT", "contract", row.case.id)
        found: dict[str, Any] = loads(band.text)
        return found

    return contract_list.listed(cases, desk.as_of, desk.words, wish, contract_of, told)


def _contract_cells(kept: Kept) -> Iterator[Sequence[Cell]]:
    """The rows of the list of contracts, each gone before the next."""
    words = kept.desk.words
    for row in kept.bands.contracts():
        case = case_of(row, kept.desk.as_of, kept.calendars)
        kept.desk.titles[case.id] = words.title(case.terms.title)
        yield from rows_of(contract_list.COLUMNS, [contract_of(case)], words)


def duties(look: Look, bands: Bands, wish: Wish) -> Answer:
    """The list of obligations."""
    kept, desk = Kept(look, bands), look.desk
    if desk.format == "json" and not wish.asked:
        around = {"as_of": desk.as_of.isoformat()}
        texts = spooled(map(kept.text, kept.every("BAND_OF", "duty")))
        return Answer(None, ready=lambda: with_rows(around, "obligations", texts))
    if not wish.asked and desk.format in ("plain", "csv"):
        flow = Flow(_duty_cells(kept))
        answer = obligations.listed([], desk.as_of, desk.words, wish, ())
        return answer._replace(flow=flow, rows=lambda: [*flow])
    cases = kept.cases()
    rows = [duty_of(row, kept.case(row.chain)) for row in kept.every("BAND_OF", "duty")]
    return obligations.listed(cases, desk.as_of, desk.words, wish, rows)


def _duty_cells(kept: Kept) -> Iterator[Sequence[Cell]]:
    """The rows of the list of obligations; what the contracts are called is noted."""
    words = kept.desk.words
    for case, _, rows in kept.by_contract("duty"):
        kept.desk.titles[case.id] = words.title(case.terms.title)
        yield from rows_of(obligations.SCREEN, [duty_of(row, case) for row in rows], words)


def reminders(look: Look, bands: Bands, days: int) -> list[reminding.Reminder] | None:
    """What is to be done soon; None where that looks farther ahead than the lists reach."""
    if days > FARTHEST:
        return None
    kept, words = Kept(look, bands), look.desk.words
    last = kept.ahead(days)
    found: list[reminding.Reminder] = []
    counted_by: dict[str, Case] = {}  # a contract of each calendar, for the notices that it lacks
    for case, whole, rows in kept.by_contract("due", "back", "duty"):
        counted_by[case.document["calendar"]] = case
        named = mentioned(case)
        if whole.conditional:
            asked = look.of([case.id])
            soon = [each for one in asked for each in of_contract(one, days, words)]
        else:
            soon = [*dated(case, _dates(rows, last, case, kept), days, words)]
        found += [each._replace(case=named) for each in soon]
    return reminding.in_order(found, [*counted_by.values()], words)


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


def _dates(rows: Sequence[Band], last: str, case: Case, kept: Kept) -> reminding.Dates:
    """What of a contract can come up to a day."""
    soon = [row for row in rows if row.list != "duty" and (row.state, row.due) <= (COMING, last)]
    duties = [row for row in rows if row.list == "duty" and row.state < OPEN and row.due <= last]
    return reminding.Dates(
        [instalment_of(row, case, kept.calendars).standing for row in soon if row.list == "due"],
        [return_of(row, case, kept.calendars).row for row in soon if row.list == "back"],
        [duty_of(row, case).state for row in duties],
    )
