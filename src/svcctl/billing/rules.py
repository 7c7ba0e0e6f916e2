"""The damages rules of a contract as data: who pays, rate or amount, base, cap, gate, rights."""

from typing import Any

from svcctl.billing.dates import Period, parse_period
from svcctl.billing.money import ONE, fen, parse_share
from svcctl.billing.record import Record

LATE_PAYMENT = "late-payment"
RECORDED = "recorded-breach"
BREACHING_PARTY = "breaching-party"
INSTALMENT = "instalment"
OF_A_SUM = {"amount-overdue", "amount-in-breach"}  # bases that the contract does not know


class Tier(Record):
    """Another rate from that day of delay on; `rate` in units of 10^-10."""

    from_day: int
    rate: int


class Per(Record):
    """Each period of so many days of delay; `part`: whole, started or pro-rata periods count."""

    days: int
    part: str


class Cap(Record):
    """The most that a pool gives: a share of a base, or a sum; for the contract, or a breach."""

    share: int  # 0 where it is a sum
    of: str
    amount_fen: int | None
    pool: str  # contract: one for all breaches together (累计); breach: one for each
    waiver_returns: bool  # whether a claim let fall makes room for others again


class Often(Record):
    """So many breaches of a rule within any span of that length; None: whenever they were."""

    occurrences: int
    within: Period | None


class Rule(Record):
    """One damages rule: a rate of a base, or an amount; with neither only a proven loss is owed.

    Without `per` it is owed once for a breach, or for each time that the breach counts.
    """

    key: str
    payer: str
    cause: str  # late-payment | recorded-breach
    rate: int | None
    amount_fen: int | None  # a time, or a period
    tiers: tuple[Tier, ...]
    per: Per | None
    base: str
    cap: Cap | None
    gated: bool
    terminate_after_days: int | None
    terminate_at_cap: bool
    terminate_after: Often | None
    deduct: bool  # the purchaser may take it off a payment
    loss: str  # a proven loss is owed beside the damages, as far as they leave it, or alone
    article: str

    @property
    def agreed(self) -> bool:
        """Whether it says what is owed beside a loss: a rate, or an amount."""
        return self.rate is not None or self.amount_fen is not None

    def rate_on(self, day: int) -> int:
        """The rate on that day of delay, counted from 1; the whole of an amount."""
        if self.amount_fen is not None:
            return ONE
        reached = [tier.rate for tier in self.tiers if tier.from_day <= day]
        return reached[-1] if reached else self.rate or 0

    def tiers_after(self, day: int) -> list[Tier]:
        """The tiers that begin later than that day of delay."""
        return [tier for tier in self.tiers if tier.from_day > day]

    @property
    def once(self) -> bool:
        """Whether it is owed once, and not for each period of delay."""
        return self.per is None

    @property
    def asks_for_sum(self) -> bool:
        """Whether a breach must say how much it is about."""
        bases = {self.base, self.cap.of if self.cap else ""}
        # of a recorded breach the instalments are the contract's own, and it knows what they are
        sums = OF_A_SUM if self.cause == RECORDED else OF_A_SUM | {INSTALMENT}
        return bool(bases & sums)


def rules_from(document: dict[str, Any]) -> tuple[Rule, ...]:
    """The damages rules that a checked contract file states."""
    return tuple(_rule(table) for table in document.get("damages", ()))


def _rule(table: dict[str, Any]) -> Rule:
    per, cap, often = table.get("per"), table.get("cap"), table.get("terminate_after")
    tiers = [Tier(tier["from_day"], parse_share(tier["rate"])) for tier in table.get("tiers", ())]
    agreed = "rate" in table or "amount" in table
    return Rule(
        key=table["key"],
        payer=table["payer"],
        cause=table["for"],
        rate=parse_share(table["rate"]) if "rate" in table else None,
        amount_fen=fen(table["amount"]) if "amount" in table else None,
        tiers=tuple(tiers),
        per=Per(per["days"], per["part"]) if per else None,
        base=table.get("base", ""),
        cap=_cap(cap) if cap else None,
        gated="gate" in table,
        terminate_after_days=table.get("terminate_after_days"),
        terminate_at_cap=table.get("terminate_when") == "cap",
        terminate_after=_often(often) if often else None,
        deduct=table.get("deduct", False),
        # agreed damages stand for the loss, and a court raises them to it (Civil Code 585, second
        # paragraph), unless the contract says that both are owed
        loss=table.get("loss") or ("included" if agreed else "only"),
        article=table["article"],
    )


def _cap(table: dict[str, Any]) -> Cap:
    return Cap(
        share=parse_share(table["share"]) if "share" in table else 0,
        of=table.get("of", ""),
        amount_fen=fen(table["amount"]) if "amount" in table else None,
        pool=table["pool"],
        waiver_returns=table.get("waiver_returns", False),
    )


def _often(table: dict[str, Any]) -> Often:
    within = parse_period(table["within"]) if "within" in table else None
    return Often(table["occurrences"], within)


def rate_text(rate: int) -> str:
    """A rate as people write it: 3%, 10.5%, 0.05%."""
    whole, rest = divmod(rate, ONE // 100)
    decimals = f"{rest:08d}".rstrip("0")
    return f"{whole}.{decimals}%" if decimals else f"{whole}%"
