"""Deep contracts for benchmarks: ten years of late instalments, or of breaches that do not end."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from svcctl.billing.position import Breach, Happening, Payment
from svcctl.casebook.kinds import Imported

SIGNED = date(2015, 1, 5)
QUARTERS = 40  # ten years
A_QUARTER = 400_000_00  # fen
AS_OF = date(2025, 6, 1)
Table = dict[str, Any]

EACH_DAY: Table = {"rate": "0.05%", "per": {"days": 1, "part": "whole"}}
OF_ALL: Table = {"share": "5%", "of": "contract-price", "pool": "contract"}
OF_EACH: Table = {"share": "5%", "of": "amount-overdue", "pool": "contract"}
# what of a rule decides how many days have to be told apart: base, cap, gate
RULES: dict[str, Table] = {
    "cap of the price": {"base": "amount-overdue", "cap": OF_ALL},
    "cap of what is late": {"base": "amount-overdue", "cap": OF_EACH},
    "once a day": {"base": "contract-price", "rate": "0.002%", "cap": OF_ALL},
    "gated": {"base": "amount-overdue", "cap": OF_ALL, "gate": "negotiation-failed"},
}


def document(name: str, fees: int, rule: Table, breach: Table | None = None) -> Table:
    """A contract of ten years with so many fees a quarter, each due on a day of its own."""
    share, rest = divmod(100, fees)
    instalments = [
        {
            "key": f"fee-{number}",
            "title": f"Fee {number}",
            "every": "quarter",
            "share": f"{share + (number < rest)}%",
            "due": {"days": 10 + 3 * number, "unit": "calendar-day", "after": "period-start"},
            "article": "4",
        }
        for number in range(fees)
    ]
    late = {"key": "late-payment", "payer": "purchaser", "for": "late-payment", "article": "8"}
    slow = {"key": "slow", "payer": "supplier", "for": "recorded-breach", "article": "9"}
    damages = [late | EACH_DAY | rule, *([slow | EACH_DAY | breach] if breach else ())]
    total = f"{A_QUARTER * QUARTERS // 100}.00"
    return {
        "format": 1,
        "id": name,
        "title": "Ten years",
        "currency": "CNY",
        "calendar": "CN",
        "signed_on": SIGNED.isoformat(),
        "price": {"total": total, "article": "2"},
        "term": {"years": QUARTERS // 4, "starts": "signing", "article": "3"},
        "parties": [{"role": "purchaser", "name": "P"}, {"role": "supplier", "name": "S"}],
        "instalments": instalments,
        "damages": damages,
    }


def late_instalments(name: str, fees: int, rule: Table) -> list[Happening]:
    """The contract, and half of its instalments paid half a year late; the rest is open."""
    terms = document(name, fees, rule)
    shares = [int(each["share"][:-1]) for each in terms["instalments"]]
    return [Imported(on=SIGNED, terms=terms), *_payments(shares)]


def _payments(shares: list[int]) -> Iterator[Payment]:
    for quarter in range(0, QUARTERS - 2, 2):
        on = SIGNED + timedelta(days=91 * quarter + 190)
        name = f"Y{quarter // 4 + 1}-Q{quarter % 4 + 1}"
        for number, share in enumerate(shares):
            part = (f"{name}-fee-{number}", A_QUARTER * share // 100)
            yield Payment(on=on + timedelta(days=number), parts=(part,), ref=f"{name}/{number}")


def open_breaches(name: str, count: int, cap: Table) -> list[Happening]:
    """The contract, and so many breaches over ten years, none of them ended."""
    terms = document(name, 1, RULES["cap of the price"], {"base": "amount-in-breach", "cap": cap})
    days = (AS_OF - SIGNED).days - 60
    breaches = [
        Breach(
            on=SIGNED + timedelta(days=30 + days * number // count),
            id=f"B{number + 1}",
            rule="slow",
            by="supplier",
            amount_fen=10_000_00 + number,
        )
        for number in range(count)
    ]
    return [Imported(on=SIGNED, terms=terms), *breaches]
