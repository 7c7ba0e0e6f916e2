"""The damages rules of a contract in a sentence each: who pays what, up to which cap, with which rights."""

import re
from collections.abc import Iterator

from svcctl.billing.money import grouped
from svcctl.billing.rules import LATE_PAYMENT, Cap, Often, Rule, rate_text
from svcctl.i18n import Words


def rule_text(rule: Rule, words: Words) -> str:
    """One rule as a contract's page says it."""
    parts = [how_much(rule, words), *further(rule, words)]
    return words(
        "show.rule",
        rule=rule.key,
        payer=words(f"show.payer-{rule.payer}"),
        says=words("show.rule-comma").join(parts),
        article=rule.article,
    )


def rule_name(rule: Rule, words: Words) -> str:
    """A rule in words: what it is for where its key says so, else by who pays, with its key."""
    kind = LATE_PAYMENT if rule.cause == LATE_PAYMENT else re.sub(r"-\d+$", "", rule.key)
    if f"clauses.rule-{kind}" in words:
        return words(f"clauses.rule-{kind}")
    return words(f"clauses.rule-of-{rule.payer}", rule=rule.key)


def how_much(rule: Rule, words: Words) -> str:
    """What is owed each time or each period: a rate of a base, a sum, or a loss."""
    if not rule.agreed:
        return words("show.rule-loss")
    often = words("show.rule-once")
    if rule.per:
        often = words(f"show.rule-{rule.per.part}", days=rule.per.days)
    if rule.amount_fen is not None:
        return words("show.rule-amount", often=often, amount=grouped(rule.amount_fen))
    base = _base(rule.base, rule, words)
    rate = rate_text(rule.rate or 0)
    tiers = [
        words("show.rule-tier", day=tier.from_day, rate=rate_text(tier.rate)) for tier in rule.tiers
    ]
    told = words("show.rule-rate", often=often, base=base, rate=rate)
    return words("show.rule-comma").join([told, *tiers])


def _base(base: str, rule: Rule, words: Words) -> str:
    fee = base == "instalment" and rule.cause != LATE_PAYMENT
    return words(f"show.base-{'period-fee' if fee else base}")


def further(rule: Rule, words: Words) -> Iterator[str]:
    """Cap, gate, what becomes of a loss, rights."""
    if rule.cap:
        limit = _limit(rule.cap, rule, words)
        yield words(f"show.cap-{rule.cap.pool}", limit=limit)
    if rule.gated:
        yield words("show.rule-gated")
    if rule.agreed:
        yield words(f"show.loss-{rule.loss}")
    if rule.terminate_after_days is not None:
        yield words("show.ends-days", days=rule.terminate_after_days)
    if rule.terminate_at_cap:
        yield words("show.ends-cap")
    if rule.terminate_after:
        yield _too_often(rule.terminate_after, words)
    if rule.deduct:
        yield words("show.rule-deduct")


def _limit(cap: Cap, rule: Rule, words: Words) -> str:
    if cap.amount_fen is not None:
        return words("show.cap-sum", amount=grouped(cap.amount_fen))
    base = _base(cap.of, rule, words)
    return words("show.cap-share", base=base, share=rate_text(cap.share))


def _too_often(often: Often, words: Words) -> str:
    if often.within is None:
        return words("show.ends-occurrences", occurrences=often.occurrences)
    span = words(f"count.{often.within.unit}", days=often.within.length)
    return words("show.ends-occurrences-within", occurrences=often.occurrences, span=span)
