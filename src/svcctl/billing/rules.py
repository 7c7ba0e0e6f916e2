"""The damages rules of a contract as data: who pays, rate, base, cap, gate."""

from typing import Any

from svcctl.billing.money import ONE, parse_share
from svcctl.billing.record import Record

LATE_PAYMENT = "late-payment"
BREACHING_PARTY = "breaching-party"


class Tier(Record):
    """Another rate from that day of delay on; `rate` in units of 10^-10."""

    from_day: int
    rate: int


class Per(Record):
    """Each period of so many days of delay; `part`: whole, started or pro-rata periods count."""

    days: int
    part: str


class Cap(Record):
    """The most that a pool gives: a share of a base; one for the contract, or one a breach."""

    share: int
    of: str
    pool: str  # contract: one for all breaches together (累计); breach: one for each
    waiver_returns: bool  # whether a claim let fall makes room for others again


class Rule(Record):
    """One damages rule; without `rate` only a proven loss is owed, without `per` it is so once."""

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
    loss: str  # a proven loss is owed beside the damages, as far as they leave it, or alone
    article: str

    def rate_on(self, day: int) -> int:
        """The rate on that day of delay, counted from 1."""
        reached = [tier.rate for tier in self.tiers if tier.from_day <= day]
        return reached[-1] if reached else self.rate or 0

    def tiers_after(self, day: int) -> list[Tier]:
        """The tiers that begin later than that day of delay."""
        return [tier for tier in self.tiers if tier.from_day > day]

    @property
    def once(self) -> bool:
        """Whether the rate is owed once, and not for each period of delay."""
        return self.per is None


def rules_from(document: dict[str, Any]) -> tuple[Rule, ...]:
    """The damages rules that a checked contract file states."""
    return tuple(_rule(table) for table in document.get("damages", ()))


def _rule(table: dict[str, Any]) -> Rule:
    per, cap = table.get("per"), table.get("cap")
    tiers = [Tier(tier["from_day"], parse_share(tier["rate"])) for tier in table.get("tiers", ())]
    return Rule(
        key=table["key"],
        payer=table["payer"],
        cause=table["for"],
        rate=parse_share(table["rate"]) if "rate" in table else None,
        tiers=tuple(tiers),
        per=Per(per["days"], per["part"]) if per else None,
        base=table.get("base", ""),
        cap=_cap(cap) if cap else None,
        gated="gate" in table,
        terminate_after_days=table.get("terminate_after_days"),
        # agreed damages stand for the loss, and a court raises them to it (Civil Code 585, second
        # paragraph), unless the contract says that both are owed
        loss=table.get("loss") or ("included" if "rate" in table else "only"),
        article=table["article"],
    )


def _cap(table: dict[str, Any]) -> Cap:
    returns = table.get("waiver_returns", False)
    return Cap(parse_share(table["share"]), table["of"], table["pool"], returns)


def rate_text(rate: int) -> str:
    """A rate as people write it: 3%, 10.5%, 0.05%."""
    whole, rest = divmod(rate, ONE // 100)
    decimals = f"{rest:08d}".rstrip("0")
    return f"{whole}.{decimals}%" if decimals else f"{whole}%"
