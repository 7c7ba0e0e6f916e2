"""Lives of contracts as they were written: the shipped ones and the real clauses, with what may happen to them."""

import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from svcctl.billing.schedule import Standing
from svcctl.casebook.case import Case
from svcctl.casebook.kinds import Fact

Table = dict[str, Any]
HERE = Path(__file__).parent
FILES = sorted(
    [*(HERE / "real").glob("*.toml"), *(HERE.parent / "data" / "contracts").glob("*.toml")]
)
FIRST, LAST = date(2025, 1, 1), date(2029, 12, 31)


@cache
def written(path: Path) -> Table:
    """A contract file as it stands."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


@st.composite
def lives(
    draw: Any, case_of: Callable[[Table, list[Fact], date], Case], told: Callable[..., Fact]
) -> tuple[Table, list[Fact], date]:
    """A contract, what happened to it, and the day that one looks at it.

    Papers come in, sums are settled and paid for some of its instalments, in any order of days.
    """
    contract = written(draw(st.sampled_from(FILES))) | {"id": "made-up"}  # its facts' chain
    as_of = draw(st.dates(FIRST, LAST))
    signed: date = contract["signed_on"]
    if as_of < signed:
        return contract, [], as_of
    days = st.integers(0, (as_of - signed).days).map(lambda n: signed + timedelta(n))
    tables: list[Table] = []
    if draw(st.booleans()) and contract["term"].get("starts") == "start-notice":
        tables.append({"kind": "start", "on": draw(days)})
    bare = case_of(contract, [], as_of)
    for standing in bare.standings:
        tables += _of_a_row(draw, standing, days)
    return contract, [told(seq, each) for seq, each in enumerate(tables, 1)], as_of


def _of_a_row(draw: Any, standing: Standing, days: st.SearchStrategy[date]) -> list[Table]:
    """Nothing; or its papers, its settlement, a payment of some of it."""
    row, found = standing.instalment, []
    did = draw(st.integers(0, 7))
    if did & 1:
        for key, period in row.papers:
            if key != "settlement":
                named = {"document": key, "period": period or row.period}
                found.append({"kind": "receive", "on": draw(days), **named})
    if did & 2 and row.settled and row.split is None:
        amount = draw(st.integers(0, 2 * (row.fee_fen or 1_000_00)))
        found.append({"kind": "settle", "on": draw(days), "instalment": row.id, "amount": amount})
    if did & 4 and row.fee_fen:
        part = draw(st.sampled_from([row.fee_fen, row.fee_fen // 3 or 1]))
        found.append({"kind": "payment", "on": draw(days), "parts": {row.id: part}})
    return found
