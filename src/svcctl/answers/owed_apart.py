"""`damages assess` for scripts: what each contract adds to it, worked out apart and then joined."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from svcctl.answers.answer import Answer
from svcctl.answers.damages import WHAT, line_json
from svcctl.answers.writers import BETWEEN, rows_text, with_rows
from svcctl.billing.damages.assessment import assess
from svcctl.billing.money import yuan
from svcctl.casebook.case import Case

PARTIES = ("purchaser", "supplier")
Sums = dict[tuple[str, bool, str], int]  # what it is, whether contingent, whose; fen


class Owed(NamedTuple):
    """What one contract adds: its lines as they stand in the list, and sums."""

    lines: bytes
    sums: Sums


def of_one(case: Case, _: object) -> Owed:
    """The lines of a contract, as text so that no contract has to be kept for them."""
    lines = assess(case.sight) if case.terms.rules else []
    sums: Sums = {}
    for line in lines:
        key = WHAT[line.kind], line.contingent, line.payer
        sums[key] = sums.get(key, 0) + line.open_fen
    return Owed(rows_text([line_json(line, case.id) for line in lines]), sums)


def joined(found: Iterable[Owed], as_of: date) -> Answer:
    """The answer over all contracts, as `damages.assessment_json` has it."""
    kept = list(found)
    sums: Sums = {}
    for each in kept:
        for key, fen in each.sums.items():
            sums[key] = sums.get(key, 0) + fen
    around = {
        "as_of": as_of.isoformat(),
        "currency": "CNY",
        "owed_by": _by_party(sums, contingent=False),
        "contingent": _by_party(sums, contingent=True),
    }
    if any(what != WHAT["rate"] for what, _, _ in sums):
        around["of_which"] = {
            what: _by_party({k: fen for k, fen in sums.items() if k[0] == what}, contingent=False)
            for what in WHAT.values()
        }

    def pieces() -> Iterator[bytes]:
        for at, text in enumerate(each.lines for each in kept if each.lines):
            yield BETWEEN + text if at else text

    return Answer(None, ready=lambda: with_rows(around, "lines", pieces()))


def _by_party(sums: Sums, contingent: bool) -> dict[str, str]:
    return {
        party: yuan(
            sum(fen for (_, cond, who), fen in sums.items() if (cond, who) == (contingent, party))
        )
        for party in PARTIES
    }
