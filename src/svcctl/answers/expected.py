"""The part of each contract in a forecast: a table on a screen, a list in JSON."""

from collections.abc import Sequence
from typing import Any

from svcctl.answers.answer import Answer, Column, rows_of
from svcctl.answers.printing import other_side
from svcctl.billing.forecast import ForecastPeriod
from svcctl.billing.money import yuan
from svcctl.billing.record import Record
from svcctl.casebook.case import Case
from svcctl.i18n import Words, plain_title

KINDS = ("certain", "provisional", "contingent")


class Expected(Record):
    """One contract's part of the forecast."""

    case: Case
    periods: Sequence[ForecastPeriod]

    def sum_of(self, kind: str) -> int:
        """What all its periods have of a kind, in fen."""
        return sum(getattr(period, kind) for period in self.periods)


COLUMNS = (
    Column("column.contract-name", cell=lambda e, words: words.title(e.case.terms.title)),
    Column("column.other-side", spare=1, cell=lambda e, words: other_side(e.case, words)),
    Column("column.certain", "money", cell=lambda e, _: e.sum_of("certain")),
    Column("column.provisional", "money", cell=lambda e, _: e.sum_of("provisional")),
    Column("column.contingent", "money", cell=lambda e, _: e.sum_of("contingent")),
)


def by_contract(contracts: Sequence[Expected], words: Words) -> Answer:
    """The contracts that any money is expected of."""
    some = [each for each in contracts if any(each.sum_of(kind) for kind in KINDS)]
    return Answer(
        data=None,
        columns=COLUMNS,
        rows=lambda: list(rows_of(COLUMNS, some, words)),
        head=["", words("forecast.by-contract")],
    )


def contract_json(each: Expected) -> dict[str, Any]:
    """A contract with its sums, in all and by period."""
    terms = each.case.terms
    periods = [
        {"period": period.period, **_sums(lambda kind, of=period: getattr(of, kind))}
        for period in each.periods
        if any(getattr(period, kind) for kind in KINDS)
    ]
    return {
        "contract": each.case.id,
        "contract_title": plain_title(terms.title),
        "supplier": terms.party("supplier").name,
        **_sums(each.sum_of),
        "periods": periods,
    }


def _sums(sum_of: Any) -> dict[str, str]:
    return {kind: yuan(sum_of(kind)) for kind in KINDS}
