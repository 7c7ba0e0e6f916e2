"""The damages rules of a contract as data: who pays, at what rate, of which sum, up to which cap, after which gate."""

from typing import Any, NamedTuple

from svcctl.billing.money import ONE, parse_share

LATE_PAYMENT = "late-payment"
BREACHING_PARTY = "breaching-party"


class Tier(NamedTuple):
    """Another rate from that day of delay on; `rate` in units of 10^-10."""

    from_day: int
    rate: int


class Per(NamedTuple):
    """Each period of so many days of delay; `part`: whole, started or pro-rata periods count."""

    days: int
    part: str


class Cap(NamedTuple):
    """The most that a pool gives: a share of a base; `pool`: one for the contract, or one for each breach."""

    share: int
    of: str
    pool: str
    waiver_returns: bool


class Rule(NamedTuple):
    """One damages rule; without `rate` only a proven loss is owed, without `per` the rate is owed once."""

    key: str
    payer: str
    cause: str  # late-payment | recorded-breach
    rate: int | None
    tiers: tuple[Tier, ...]
    per: Per | None
    base: str
    cap: Cap | None
    gated: bool
    terminate_after_days: int | None
    article: str

    def rate_on(self, day: int) -> int:
        """The rate on that day of delay, counted from 1."""
        reached = [tier.rate for tier in self.tiers if tier.from_day <= day]
        return reached[-1] if reached else self.rate or 0

    @property
    def once(self) -> bool:
        """Whether the rate is owed once, and not for each period of delay."""
        return self.per is None


def rules_from(document: dict[str, Any]) -> tuple[Rule, ...]:
    """The damages rules that a checked contract file states."""
    return tuple(_rule(table) for table in document.get("damages", ()))


def _rule(table: dict[str, Any]) -> Rule:
    per, cap = table.get("per"), table.get("cap")
    return Rule(
        key=table["key"],
        payer=table["payer"],
        cause=table["for"],
        rate=parse_share(table["rate"]) if "rate" in table else None,
        tiers=tuple(Tier(tier["from_day"], parse_share(tier["rate"])) for tier in table.get("tiers", ())),
        per=Per(per["days"], per["part"]) if per else None,
        base=table.get("base", ""),
        cap=Cap(parse_share(cap["share"]), cap["of"], cap["pool"], cap.get("waiver_returns", False)) if cap else None,
        gated="gate" in table,
        terminate_after_days=table.get("terminate_after_days"),
        article=table["article"],
    )


def rate_text(rate: int) -> str:
    """A rate as people write it: 3%, 10.5%, 0.05%."""
    whole, rest = divmod(rate, ONE // 100)
    decimals = f"{rest:08d}".rstrip("0")
    return f"{whole}.{decimals}%" if decimals else f"{whole}%"
