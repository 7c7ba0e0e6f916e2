"""What lists show of a contract, worked out once to be kept beside the journal.

A row holds until something about its contract lies on the other side of the date looked at, which
`billing/watched.py` finds out. What changes with each day between is worked out when it is read.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from json import dumps, loads
from json.encoder import encode_basestring
from re import split
from typing import Any

from svcctl.answers.band_rows import text_of
from svcctl.answers.contract_list import ContractRow, contract_row, row_json
from svcctl.answers.due_table import ORDER
from svcctl.answers.guarantees import return_json
from svcctl.answers.instalment_json import instalment_json
from svcctl.answers.instalments import of_contract
from svcctl.answers.obligations import ObligationRow, duty_json, kept
from svcctl.answers.reminding import has_more
from svcctl.answers.writers import unsteered
from svcctl.billing.due import by_number
from svcctl.billing.forecast import lasting
from svcctl.billing.guarantees import GuaranteeRow, guarantee_rows
from svcctl.billing.obligations import ObligationState
from svcctl.billing.packed import pack, unpack
from svcctl.billing.schedule import Standing
from svcctl.billing.watched import Watch, WatchedText, plain
from svcctl.billing.working_days import Calendar
from svcctl.casebook.case import Case
from svcctl.store.band import (
    COMING,
    FARTHEST,
    LATE,
    LEFT,
    NO_DAY,
    REACH,
    SETTLED,
    Band,
    Made,
    marked,
    summed,
)

DUTIES = {"overdue": 0, "open": 1}
NUMBERS = ("project_number", "number", "plan_number")


# -- worked out ------------------------------------------------------------------------------------


def banded(case: Case, watch: Watch, turns: Sequence[ObligationState]) -> list[Band]:
    """The rows of one contract, that of the contract itself last; they are not marked yet."""
    watched = _Watching(case, watch)
    rows = (watched.instalments(), watched.returns(), watched.duties(turns))
    return [*chain.from_iterable(rows), watched.flow(), watched.contract()]


def marks_on(rows: Sequence[Band], made: Made) -> list[Band]:
    """The rows with their marks, and what they add up to in that of the contract."""
    *others, whole = [marked(row, made) for row in rows]
    total = summed(whole.chain, others, whole.body, whole.text)
    total = total._replace(conditional=whole.conditional, number=whole.number)
    return [*others, marked(total, made)]


class _Watching:
    """The rows of a contract that is looked at by a watched date."""

    def __init__(self, case: Case, watch: Watch) -> None:
        self.case, self.watch = case, watch
        self.horizon = watch.today + timedelta(days=REACH)
        self.findings = [finding.key for finding in case.open_findings("stop")]

    def instalments(self) -> Iterator[Band]:
        """What is open of the instalments."""
        rows = of_contract(self.case, self.case.standings)
        rows.sort(key=lambda row: by_number(row.id))
        for place, row in enumerate(rows):
            standing = row.standing
            if standing.status not in ORDER or self._far(standing):
                continue
            told = instalment_json(standing, self.case, self.findings)
            if row.corrections:
                told["corrected_by"] = [each.fact.id for each in row.corrections]
            account = standing.owing
            yield self._row("due", place, told, standing)._replace(
                state=ORDER[standing.status],
                conditional=int(standing.conditional),
                amount=account.amount_fen,
                added=account.added_fen,
                reduced=account.reduced_fen,
                offset=account.offset_fen,
                paid=account.paid_fen,
                outstanding=account.outstanding_fen,
                overpaid=account.overpaid_fen,
                retained=account.retained_fen,
                disputed=account.disputed_fen,
            )

    def _far(self, item: Standing | GuaranteeRow) -> bool:
        """Whether it lies so far ahead that lists of today, and of the days until these end, end before."""
        if item.status != "projected":
            return False
        self.watch.turns(self.watch.today + timedelta(days=REACH - FARTHEST))
        return item.due_on is None or item.due_on > self.horizon

    def returns(self) -> Iterator[Band]:
        """What is to go back of guarantees."""
        for place, row in enumerate(guarantee_rows(self.case.sight)):
            if row.status in ORDER and not self._far(row):
                told = return_json(row, self.case)
                yield self._row("back", place, told, row)._replace(
                    state=ORDER[row.status], outstanding=row.outstanding_fen
                )

    def duties(self, turns: Sequence[ObligationState]) -> Iterator[Band]:
        """The obligations, and the turns of the plan of the service that come next."""
        if "service_plan" in self.case.document:
            self.watch.changes_daily()  # they are told by the hour, which nothing watches
        rows = [*kept(self.case), *(ObligationRow(self.case, turn) for turn in turns)]
        for place, row in enumerate(rows):
            told = duty_json(row)
            yield self._row("duty", place, told, row.state)._replace(
                state=DUTIES.get(row.state.status, SETTLED)
            )

    def flow(self) -> Band:
        """What is paid and to be paid on which day; `conditional` where that is another each day."""
        found = lasting(self.case.sight)
        told = [(move.day, move.kind, move.fen) for move in found or ()]
        row = summed(self.case.id, (), "" if found is None else self._body(told), "")
        return row._replace(list="flow", conditional=int(found is None))

    def contract(self) -> Band:
        """What lists say of the contract itself."""
        row = contract_row(self.case)
        text = self._text(row_json(row))
        whole = summed(self.case.id, (), self._body(_whole(row, self.findings)), text)
        return whole._replace(conditional=int(has_more(self.case)))

    def _row(self, kind: str, place: int, told: dict[str, Any], item: Any) -> Band:
        due, late = told["due_on"], told["days_overdue"]
        day = plain(self.case.as_of)
        text = self._text(told)
        return Band(
            chain=self.case.id,
            list=kind,
            place=place,
            state=SETTLED,
            due=str(due) if due else NO_DAY,
            number=numbered(told["id"]),
            since=(day - timedelta(days=late)).isoformat() if late else "",
            conditional=0,
            **dict.fromkeys(Band._fields[8:19], 0),
            body=self._body(item),
            text=text,
        )

    def _body(self, item: Any) -> str:
        return dumps(pack(item), ensure_ascii=False, separators=(",", ":"))

    def _text(self, told: dict[str, Any]) -> str:
        """An object of JSON as it stands in a list, with places for what changes each day."""
        told = {key: self._settled(value) for key, value in told.items()}
        if told.get("days_overdue"):
            told["days_overdue"] = f"{LATE}days{LATE}"
        if told.get("working_days_left") is not None and told["status"] != "overdue":
            told["working_days_left"] = f"{LEFT}days{LEFT}"
        lines = _object(told).replace(dumps(f"{LATE}days{LATE}"), LATE)
        calendar = f"{LEFT}{self.case.terms.calendar}{LEFT}"
        return lines.replace(dumps(f"{LEFT}days{LEFT}"), calendar)

    def _settled(self, value: Any) -> Any:
        """A value that is no part of the date looked at; else the row holds for one day."""
        if isinstance(value, dict):
            return {key: self._settled(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self._settled(each) for each in value]
        return str(value) if type(value) is WatchedText else value


def _object(told: dict[str, Any]) -> str:
    """An object as `as_json` writes it among others in a list."""
    # values that hold others are few: only they go through the encoder that indents, which is slow
    lines = ",".join(f'\n      "{key}": {_value(told[key])}' for key in sorted(told))
    return unsteered(f"{{{lines}\n    }}")


def _value(value: Any) -> str:
    if type(value) is str:
        return encode_basestring(value)
    if value and isinstance(value, dict | list):
        return dumps(value, ensure_ascii=False, sort_keys=True, indent=2).replace("\n", "\n      ")
    return dumps(value)


def numbered(name: str) -> str:
    """A name so written that texts of it sort as `by_number` does."""
    parts = []
    for part in split(r"(\d+)", name):
        if part.isdigit():
            digits = str(int(part))
            parts.append(f"{len(digits):03}{digits}")
        else:
            parts.append(part)
        parts.append("\x01")
    return "".join(parts)


def _whole(row: ContractRow, findings: Sequence[str]) -> list[Any]:
    case, terms, document = row.case, row.case.terms, row.case.document
    funds = [
        {"key": each["key"], "fund_source": each["fund_source"]}
        for each in document["instalments"]
        if "fund_source" in each
    ]
    told = {key: document[key] for key in NUMBERS if key in document}
    if "office" in document:
        told["office"] = document["office"]
    pays = row.next is not None and row.next.kind == "payment"
    return [
        terms.title,
        terms.signed_on,
        terms.total_fen,
        tuple(each._replace(accounts=()) for each in terms.parties),
        _papers(case),
        told | {"calendar": terms.calendar, "instalments": funds},
        list(findings),
        row.sums,
        row.state,
        row.next,
        case.named(row.next.id) if pays and row.next else None,
    ]


def _papers(case: Case) -> dict[str, tuple[Any, str]]:
    """The papers that something waits for, by their keys."""
    named = {paper[0] for standing in case.standings for paper in standing.waiting_for}
    return {key: told for key, told in case.terms.documents.items() if key in named}


# -- checked ----------------------------------------------------------------------------------------


def shown(
    rows: Sequence[Band], today: date, calendars: Callable[[str], Calendar]
) -> list[tuple[Any, ...]]:
    """All that lists show of a contract's rows today, to be held against those made on another day."""
    last = (today + timedelta(days=FARTHEST)).isoformat()
    found = []
    for row in sorted(rows, key=lambda row: row[:3]):
        if row.list in ("due", "back") and (row.state, row.due) > (COMING, last):
            continue
        sums = row[6:17] if row.list != "contract" else (row.conditional,)
        item: Any = unpack(loads(row.body), today) if row.body else None
        if hasattr(item, "days_overdue"):
            item = item._replace(days_overdue=0)  # they are told by the day before the first
        if hasattr(item, "working_days_left"):
            item = item._replace(working_days_left=None)
        found.append((*row[:6], *sums, text_of(row, today, calendars), item))
    return found
