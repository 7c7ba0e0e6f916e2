"""The terms of a contract as typed values."""

from decimal import Decimal

from svcctl.billing.money import yuan
from svcctl.billing.rules import Rule, rate_text
from svcctl.casebook.case import Case
from svcctl.i18n import plain_title
from svcctl.interface import values
from svcctl.interface.reading import still


def terms_of(case: Case) -> values.Terms:
    """The terms in force on the day looked at."""
    terms = case.terms
    return values.Terms(
        contract=case.id,
        title=plain_title(terms.title),
        signed_on=terms.signed_on,
        total=Decimal(yuan(terms.total_fen)),
        starts=terms.starts,
        calendar=case.document["calendar"],
        readings=still(terms.readings),
        parties=_parties(case),
        rules=tuple(map(_rule, terms.rules)),
        findings=_findings(case),
        document=still(case.document),
    )


def _parties(case: Case) -> tuple[values.Party, ...]:
    return tuple(
        values.Party(
            key=party.key,
            role=values.Side(party.role),
            name=party.name,
            accounts=tuple(values.Account(**each._asdict()) for each in party.accounts),
        )
        for party in case.terms.parties
    )


def _rule(rule: Rule) -> values.Rule:
    return values.Rule(
        key=rule.key,
        payer=rule.payer,
        article=rule.article,
        rate=None if rule.rate is None else rate_text(rule.rate),
        base=rule.base,
        amount=None if rule.amount_fen is None else Decimal(yuan(rule.amount_fen)),
        gated=rule.gated,
    )


def _findings(case: Case) -> tuple[values.Finding, ...]:
    settled = case.position.settled
    return tuple(
        values.Finding(
            key=each.key,
            about=each.about,
            severity=each.severity,
            settled=each.key in settled,
            values=each.values,
        )
        for each in case.terms.findings
    )
