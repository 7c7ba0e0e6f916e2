"""The law beside the contract, as JSON, rows and sentences; each line names its article and asks for a lawyer's eye."""

from collections.abc import Sequence
from typing import Any

from svcctl.billing.calendar import Deadline
from svcctl.billing.money import grouped, yuan
from svcctl.billing.rules import rate_text
from svcctl.billing.statute import DAILY, Excess, Interest, Limit, text_on
from svcctl.casefile import Case
from svcctl.export.report import Cell, Column
from svcctl.export.views import iso
from svcctl.i18n import Words

LAW_COLUMNS = (
    Column("column.id", "code"),
    Column("column.delivered", "code"),
    Column("column.thirty", "code"),
    Column("column.sixty", "code"),
    Column("column.due-on", "code"),
    Column("column.verdict"),
    Column("column.law"),
    Column("column.lawyer", spare=True),
)
SILENT = ("size-unknown", "large")


def silent(limits: Sequence[Limit]) -> str | None:
    """Why the regulation says nothing of a contract, or None where it does."""
    reasons = {limit.why for limit in limits}
    return next((why for why in SILENT if reasons == {why}), None)


def limit_row(limit: Limit, contract: str, words: Words) -> list[Cell]:
    """One instalment beside its statutory limit."""
    verdict = limit.why if limit.why != "counted" else {None: "open", True: "within", False: "beyond"}[limit.within]
    return [
        f"{contract}:{limit.instalment}" if contract else limit.instalment,
        iso(limit.delivered_on),
        _rolled(limit.usual, words),
        _rolled(limit.longest, words),
        iso(limit.contract_on),
        words(f"law.{verdict}"),
        f"{limit.text.order}{limit.article}" if limit.text else None,
        words("law.lawyer") if limit.text else None,
    ]


def _rolled(deadline: Deadline | None, words: Words) -> str | None:
    if deadline is None:
        return None
    moved = deadline.raw != deadline.on
    return words("law.rolled", on=deadline.on, raw=deadline.raw) if moved else deadline.on.isoformat()


def governing(case: Case, words: Words) -> str:
    """Which text governed at signing, and which since."""
    signed, now = text_on(case.terms.signed_on), text_on(case.as_of)
    if signed is None or now is None:
        return words("law.no-text", signed=case.terms.signed_on)
    if signed == now:
        return words("law.one-text", order=now.order, since=now.since)
    return words("law.two-texts", signed=case.terms.signed_on, before=signed.order, order=now.order, since=now.since)


def interest_text(interest: Interest, contract: str, words: Words) -> str:
    """Statutory interest on one instalment, in a sentence."""
    values = {
        "id": f"{contract}:{interest.instalment}",
        "first": interest.first,
        "last": interest.last,
        "days": interest.days,
        "damages": grouped(interest.damages_fen),
        "state": words("law.contingent") if interest.contingent else "",
        "law": f"{interest.text.order}{interest.article}",
    }
    if not interest.agreed:
        return words("law.interest-daily", rate=rate_text(DAILY), amount=grouped(interest.fen or 0), **values)
    if interest.rate is None:
        return words("law.interest-unknown", **values)
    rate, published = rate_text(interest.rate.rate), interest.rate.published
    key = "law.interest-floor" if interest.damages_fen >= (interest.fen or 0) else "law.interest-below"
    return words(key, rate=rate, published=published, amount=grouped(interest.fen or 0), **values)


def excess_text(excess: Excess, contract: str, words: Words) -> str:
    """Damages far above a proven loss, in a sentence."""
    return words(
        "law.excess",
        id=f"{contract}:{excess.line}" if contract else excess.line,
        damages=grouped(excess.damages_fen),
        loss=grouped(excess.loss_fen),
    )


def limit_json(limit: Limit, contract: str) -> dict[str, Any]:
    """One instalment beside its statutory limit, as scripts read it."""

    def deadline(found: Deadline | None) -> dict[str, str] | None:
        return {"raw": found.raw.isoformat(), "on": found.on.isoformat()} if found else None

    return {
        "id": f"{contract}:{limit.instalment}",
        "why": limit.why,
        "delivered_on": iso(limit.delivered_on),
        "by_acceptance": limit.by_acceptance,
        "within_30_days": deadline(limit.usual),
        "within_60_days": deadline(limit.longest),
        "contract_due_on": iso(limit.contract_on),
        "keeps_the_limit": limit.within,
        "order": limit.text.order if limit.text else None,
        "article": limit.article or None,
        "needs_lawyer": True,
    }


def interest_json(interest: Interest, contract: str) -> dict[str, Any]:
    """Statutory interest on one instalment, as scripts read it."""
    return {
        "id": f"{contract}:{interest.instalment}",
        "from": iso(interest.first),
        "to": iso(interest.last),
        "days": interest.days,
        "agreed_rate": interest.agreed,
        "yearly_floor": rate_text(interest.rate.rate) if interest.rate else None,
        "daily": None if interest.agreed else rate_text(DAILY),
        "interest": yuan(interest.fen) if interest.fen is not None else None,
        "contract_damages": yuan(interest.damages_fen),
        "contingent": interest.contingent,
        "order": interest.text.order,
        "article": interest.article,
        "needs_lawyer": True,
    }


def excess_json(excess: Excess, contract: str) -> dict[str, Any]:
    """Damages far above a proven loss, as scripts read it."""
    return {
        "id": f"{contract}:{excess.line}",
        "damages": yuan(excess.damages_fen),
        "loss": yuan(excess.loss_fen),
        "article": "民法典第五百八十五条；法释〔2023〕13号第六十五条",
        "needs_lawyer": True,
    }
