"""The law beside the contract: JSON, rows and sentences; each line names its article."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from svcctl.answers.answer import Answer, Column, Table, iso, rows_of
from svcctl.answers.named import Titles, title_of
from svcctl.billing.damages.assessment import assess
from svcctl.billing.law.statute import (
    DAILY,
    Excess,
    Interest,
    Rates,
    StatutoryLimit,
    excesses,
    interests,
    statutory_limits,
    text_on,
)
from svcctl.billing.money import grouped, yuan
from svcctl.billing.record import Record
from svcctl.billing.rules import rate_text
from svcctl.billing.working_days import Deadline
from svcctl.casebook.case import Case
from svcctl.i18n import Words


class Beside(Record):
    """What the law says beside one contract."""

    case: Case
    limits: Sequence[StatutoryLimit]
    interests: Sequence[Interest]
    excesses: Sequence[Excess]


class Limited(Record):
    """One instalment beside its statutory limit."""

    case: Case
    limit: StatutoryLimit
    of: str = ""  # whose delivery is counted from, where the law leaves it open
    as_of: date = date.max


def _title(each: Limited, words: Words) -> str:
    standing = each.case.standing(each.limit.instalment)
    return title_of(standing.instalment, words, payee=True) if standing else ""


TABLE = Table(
    contract=Column("column.contract", "code", spare=1, cell=lambda e, _: e.case.id),
    id=Column("column.id", "code", spare=2, cell=lambda e, _: e.limit.instalment),
    whole=Column(
        "column.id", "code", spare=2, cell=lambda e, _: f"{e.case.id}:{e.limit.instalment}"
    ),
    title=Column("column.title", cell=lambda e, words: _title(e, words)),
    of=Column(
        "column.delivery-of",
        "code",
        cell=lambda e, words: words(f"law.of-{e.of}") if e.of else None,
    ),
    delivered=Column("column.delivered", "code", cell=lambda e, _: iso(e.limit.delivered_on)),
    thirty=Column("column.thirty", cell=lambda e, words: _rolled(e.limit.usual, words)),
    sixty=Column("column.sixty", cell=lambda e, words: _rolled(e.limit.longest, words)),
    due=Column("column.due-on", "code", cell=lambda e, _: iso(e.limit.contract_on)),
    verdict=Column("column.verdict", cell=lambda e, words: words(f"law.{_verdict(e)}")),
    law=Column("column.law", cell=lambda e, _: _cited(e.limit)),
    lawyer=Column(
        "column.lawyer",
        spare=True,
        cell=lambda e, words: words("law.lawyer") if e.limit.text else None,
    ),
)
REST = "delivered thirty sixty due verdict law lawyer"


def beside(
    cases: Sequence[Case], rates: Rates, as_of: date, words: Words, whole_ids: bool, known: str
) -> Answer:
    """The law beside the contracts, never mixed into their sums."""
    found = [_beside(case, rates) for case in cases]
    speaking = [each for each in found if not silent(each.limits)]
    limited = [row for each in speaking for row in _limited(each)]
    ids = "whole" if whole_ids or len(speaking) > 1 else "id"
    ids = f"contract {ids}" if len(speaking) > 1 else ids
    columns = TABLE.view(f"{ids} title {'of ' * any(row.of for row in limited)}{REST}")
    foot = [text for each in found for text in _sentences(each, words)]
    head = [f"{_contract(each.case, words)}: {governing(each.case, words)}" for each in speaking]
    return Answer(
        data={"as_of": iso(as_of), "contracts": [_json(each) for each in found]},
        columns=columns if speaking else (),
        rows=lambda: list(rows_of(columns, limited, words)),
        head=[words("law.title", as_of=as_of) + known, *head],
        foot=[*(f"{n}. {text}" for n, text in enumerate(foot, 1)), words("law.apart")],
    )


def _contract(case: Case, words: Words) -> str:
    return words("head.contract", title=words.title(case.terms.title), id=case.id)


def _limited(each: Beside) -> Iterator[Limited]:
    """A row an instalment; two where service and papers were delivered on two days."""
    for limit in each.limits:
        if limit.by_service:
            yield Limited(each.case, limit.by_service, "service", each.case.as_of)
        yield Limited(each.case, limit, "papers" if limit.by_service else "", each.case.as_of)


def _beside(case: Case, rates: Rates) -> Beside:
    lines = assess(case.sight) if case.terms.rules else []
    limits = statutory_limits(case.sight)
    return Beside(case, limits, interests(case.sight, lines, rates), excesses(lines))


def _sentences(each: Beside, words: Words) -> Iterator[str]:
    """What cannot stand in the table: why it is silent, interest, what exceeds a loss."""
    contract, why = each.case.id, silent(each.limits)
    if why:
        yield words(f"law.silent-{why}", id=_contract(each.case, words))
    words = Titles(each.case.terms, each.case.position.breaches).words(words)
    left_open = [f"{contract}:{limit.instalment}" for limit in each.limits if limit.by_service]
    if left_open:
        cited = {f"{_cited(limit.by_service)}" for limit in each.limits if limit.by_service}
        yield words("law.left-open", ids=left_open, law=sorted(cited))
    for interest in each.interests:
        yield interest_text(interest, contract, words)
    for excess in each.excesses:
        yield excess_text(excess, contract, words)


def _json(each: Beside) -> dict[str, Any]:
    case, why = each.case, silent(each.limits)
    signed, now = text_on(case.terms.signed_on), text_on(case.as_of)
    return {
        "contract": case.id,
        "silent": why,
        "order_at_signing": signed.order if signed else None,
        "order_now": now.order if now else None,
        "limits": [] if why else [limit_json(limit, case.id) for limit in each.limits],
        "interest": [interest_json(interest, case.id) for interest in each.interests],
        "over_loss": [excess_json(excess, case.id) for excess in each.excesses],
    }


SILENT = ("size-unknown", "large")


def silent(limits: Sequence[StatutoryLimit]) -> str | None:
    """Why the regulation says nothing of a contract, or None where it does."""
    reasons = {limit.why for limit in limits}
    return next((why for why in SILENT if reasons == {why}), None)


def _verdict(row: Limited) -> str:
    limit = row.limit
    if limit.why == "not-delivered" and row.of:
        return "papers-missing"
    if limit.why != "counted":
        return limit.why
    if limit.contract_on is None and limit.longest and limit.longest.on < row.as_of:
        return "passed"
    return {None: "open", True: "within", False: "beyond"}[limit.within]


def _cited(limit: StatutoryLimit) -> str | None:
    return f"{limit.text.order}{limit.article}" if limit.text else None


def _rolled(deadline: Deadline | None, words: Words) -> str | None:
    if deadline is None:
        return None
    moved = deadline.raw != deadline.on
    return (
        words("law.rolled", on=deadline.on, raw=deadline.raw) if moved else deadline.on.isoformat()
    )


def governing(case: Case, words: Words) -> str:
    """Which text governed at signing, and which since."""
    signed, now = text_on(case.terms.signed_on), text_on(case.as_of)
    if signed is None or now is None:
        return words("law.no-text", signed=case.terms.signed_on)
    if signed == now:
        return words("law.one-text", order=now.order, since=now.since)
    return words(
        "law.two-texts",
        signed=case.terms.signed_on,
        before=signed.order,
        order=now.order,
        since=now.since,
    )


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
        return words(
            "law.interest-daily", rate=rate_text(DAILY), amount=grouped(interest.fen or 0), **values
        )
    if interest.rate is None:
        return words("law.interest-unknown", **values)
    rate, published = rate_text(interest.rate.rate), interest.rate.published
    key = (
        "law.interest-floor"
        if interest.damages_fen >= (interest.fen or 0)
        else "law.interest-below"
    )
    return words(key, rate=rate, published=published, amount=grouped(interest.fen or 0), **values)


def excess_text(excess: Excess, contract: str, words: Words) -> str:
    """Damages far above a proven loss, in a sentence."""
    return words(
        "law.excess",
        id=f"{contract}:{excess.line}" if contract else excess.line,
        damages=grouped(excess.damages_fen),
        loss=grouped(excess.loss_fen),
    )


def limit_json(limit: StatutoryLimit, contract: str) -> dict[str, Any]:
    """One instalment beside its statutory limit, as scripts read it."""
    open_still = {"by_service": _count_json(limit.by_service)} if limit.by_service else {}
    return {
        "id": f"{contract}:{limit.instalment}",
        "why": limit.why,
        "by_acceptance": limit.by_acceptance,
        "contract_due_on": iso(limit.contract_on),
        "needs_lawyer": True,
        **_count_json(limit),
        **open_still,
    }


def _count_json(limit: StatutoryLimit) -> dict[str, Any]:
    """A day of delivery with its 30 and 60 days."""

    def deadline(found: Deadline | None) -> dict[str, str] | None:
        return {"raw": found.raw.isoformat(), "on": found.on.isoformat()} if found else None

    return {
        "delivered_on": iso(limit.delivered_on),
        "within_30_days": deadline(limit.usual),
        "within_60_days": deadline(limit.longest),
        "keeps_the_limit": limit.within,
        "order": limit.text.order if limit.text else None,
        "article": limit.article or None,
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
