"""A store opened to be read: each question looks at it anew and answers in typed values."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from os import PathLike, fspath
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from svcctl.billing.due import WITHIN_DAYS
from svcctl.billing.refusal import Refusal
from svcctl.desk.desk import Desk, desk_from
from svcctl.desk.looking import looking
from svcctl.interface import reading, values
from svcctl.store.scopes import MONEY, SERVICE, Scope
from svcctl.workspace import SHANGHAI

if TYPE_CHECKING:
    from svcctl.casebook.case import Case

When = date | str | None
Moment = datetime | date | str | None


class Refused(Exception):
    """What svcctl will not or cannot answer; `str()` is the sentence in the store's language.

    `key` names the reason and stays the same between versions, `zh` and `en` are its sentence,
    `details` what it is about.
    """

    def __init__(self, refusal: Refusal, lang: str, role: str) -> None:
        from svcctl.i18n import Words

        self.key = refusal.key
        self.details = dict(refusal.values)
        self.zh, self.en = (
            Words(each, role)(f"refusal.{refusal.key}", **refusal.values).strip()
            for each in ("zh", "en")
        )
        super().__init__(self.zh if lang == "zh" else self.en)


def open_store(
    store: "str | PathLike[str] | None" = None, *, lang: str | None = None, role: str | None = None
) -> "Store":
    """A store to read from: a file, or `postgresql://...`; without either the usual one.

    The usual one is what `SVCCTL_STORE` names, else the file in the user's data folder. `lang`
    ("zh", "en") and `role` ("purchaser", "supplier", "auditor") say whose sentences are told; they
    change no figure. Nothing is ever written. Raises Refused where there is no such store, or it
    cannot be read.
    """
    return Store(fspath(store) if store is not None else None, lang, role)


class Store:
    """A store to read from, made by `open_store`; `with` closes it at the end of its block.

    Each method sees the store as it is at that moment and keeps nothing open between calls, so
    that a notebook may stay open while others record. `as_of` is the day up to which things have
    happened (today in China where it is not given), `known_at` the moment by which facts were
    recorded (a day is its end; without a zone Shanghai's). Days may be `date` or text, as may
    moments with `datetime`. `contract` is an id, a number, or a part of a title that only one
    contract has. Every method raises Refused, and nothing else, for what svcctl cannot answer.
    """

    def __init__(self, store: str | None, lang: str | None, role: str | None) -> None:
        self._asked = {"store": store, "lang": lang, "role": role}
        self._told = (lang or "", role or "purchaser")
        self._open = True
        with self._desk() as desk, looking(desk):
            self._told = (desk.words.lang, desk.role)

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """The store is closed."""
        self.close()

    def close(self) -> None:
        """From here on every question is refused."""
        self._open = False

    # -- questions ---------------------------------------------------------------------------------

    def contracts(
        self, *, as_of: When = None, known_at: Moment = None
    ) -> tuple[values.Contract, ...]:
        """Every contract signed by that day: its state, its sums in yuan, its next date."""
        return self._contracts(None, as_of, known_at)

    def contract(
        self, contract: str, *, as_of: When = None, known_at: Moment = None
    ) -> values.Contract:
        """One contract; Refused where there is none of that name, or it was not signed by then."""
        return self._contracts(contract, as_of, known_at)[0]

    def terms(self, contract: str, *, as_of: When = None, known_at: Moment = None) -> values.Terms:
        """The terms in force on that day, supplements included."""
        from svcctl.interface.terms import terms_of

        with self._cases(contract, as_of, known_at) as (_, cases):
            return terms_of(cases[0])

    def schedule(
        self, contract: str | None = None, *, as_of: When = None, known_at: Moment = None
    ) -> values.Payments:
        """Every instalment of every year, as `svcctl payments schedule`; of all contracts without one."""
        from svcctl.answers.instalments import Chosen, every_row, schedule

        with self._cases(contract, as_of, known_at) as (desk, cases):
            answer = schedule(cases, Chosen(every_row(cases)), desk.as_of, desk.words, True, "")
            return reading.payments(answer.data)

    def due(
        self,
        contract: str | None = None,
        *,
        as_of: When = None,
        known_at: Moment = None,
        within: int = WITHIN_DAYS,
    ) -> values.Payments:
        """What is to be paid, as `svcctl payments due`: overdue, due, or due within so many days."""
        from svcctl.answers.due_list import due_json, due_of, rows_listed

        with self._cases(contract, as_of, known_at) as (desk, cases):
            listed = [due_of(case, _days(within)) for case in cases]
            return reading.payments(due_json(*rows_listed(listed), desk.as_of))

    def damages(
        self, contract: str | None = None, *, as_of: When = None, known_at: Moment = None
    ) -> values.Damages:
        """What each side owes by the damages rules, line by line, as `svcctl damages assess`."""
        from svcctl.answers.damages import assessment_json, owed

        with self._cases(contract, as_of, known_at) as (desk, cases):
            found = [each for case in cases for each in owed(case)]
            return reading.damages(assessment_json(desk.as_of, found))

    def obligations(
        self, contract: str | None = None, *, as_of: When = None, known_at: Moment = None
    ) -> tuple[values.Obligation, ...]:
        """Dates to keep that are no payments, as `svcctl obligations list`."""
        from svcctl.answers.obligations import duty_json, with_plan

        with self._cases(contract, as_of, known_at, SERVICE) as (_, cases):
            rows = [duty_json(each) for case in cases for each in with_plan(case)]
            return tuple(reading.made(values.Obligation, row) for row in rows)

    def explain(
        self, what: str, contract: str | None = None, *, as_of: When = None, known_at: Moment = None
    ) -> values.Explanation:
        """How a date or a sum came about, as `svcctl explain`; `what` is an id or a name."""
        from svcctl.desk.explaining import explained

        with self._desk(as_of, known_at, contract) as desk:
            _, answer = explained(desk, what)
            return reading.explanation(answer.data, [*answer.head])

    # -- looking -----------------------------------------------------------------------------------

    def _contracts(
        self, contract: str | None, as_of: When, known_at: Moment
    ) -> tuple[values.Contract, ...]:
        from svcctl.answers.contract_list import contract_row, row_json

        with self._cases(contract, as_of, known_at) as (_, cases):
            rows = [row_json(contract_row(case)) for case in cases]
            return tuple(reading.made(values.Contract, row) for row in rows)

    @contextmanager
    def _cases(
        self, contract: str | None, as_of: When, known_at: Moment, scope: Scope = MONEY
    ) -> "Iterator[tuple[Desk, list[Case]]]":
        """The contracts asked for; Refused where one was, and there is none."""
        with self._desk(as_of, known_at, contract) as desk, looking(desk, scope=scope) as look:
            cases = look.cases()
            if contract is not None and not cases:
                raise look.nothing_to_see()
            yield desk, cases

    @contextmanager
    def _desk(
        self, as_of: When = None, known_at: Moment = None, contract: str | None = None
    ) -> Iterator[Desk]:
        """Who asks, of which day and moment; a refusal becomes Refused."""
        try:
            if not self._open:
                raise Refusal("store.closed")
            asked: dict[str, Any] = dict(self._asked)
            asked |= {"as_of": _day(as_of), "known_at": _moment(known_at), "contract": contract}
            yield desk_from(**asked)._replace(watched=False)
        except Refusal as refusal:
            raise Refused(refusal, *self._told) from refusal


def _day(when: When) -> date | None:
    """The day asked for, within the years that svcctl counts."""
    from svcctl.intake.entry import parse_date

    if when is None:
        return None
    if isinstance(when, datetime):
        when = when.date()
    return parse_date(when if isinstance(when, str) else when.isoformat())


def _moment(when: Moment) -> str | None:
    """The moment asked for as the journal writes it; without a zone Shanghai's."""
    from svcctl.intake.entry import parse_time

    if when is None:
        return None
    if isinstance(when, datetime):
        zoned = when if when.tzinfo else when.replace(tzinfo=SHANGHAI)
        return parse_time(zoned.isoformat(timespec="microseconds"))
    return parse_time(when if isinstance(when, str) else when.isoformat())


def _days(count: int) -> int:
    """A number of days; Refusal for one that lies before today or beyond all counting."""
    from svcctl.intake.entry import parse_days

    return parse_days(str(count), "within")
