"""Which facts are about which instalments and breaches."""

from collections.abc import Set

from svcctl.billing.instalment import DocumentKey
from svcctl.billing.position import Received
from svcctl.casebook.case import Case
from svcctl.casebook.kinds import Fact, TakenBack, names_in


def about(fact: Fact, subjects: Set[str]) -> bool:
    """Whether a fact names one of those instalments or breaches."""
    return not subjects.isdisjoint(names_in(fact.says))


def awaited(case: Case, subjects: Set[str]) -> set[DocumentKey]:
    """The papers, each with its period, whose receipt starts the days of those instalments."""
    # a receipt names a paper and a year, never an instalment: which ones it starts is found through
    # what they need
    instalments = [each for each in case.terms.instalments if each.id in subjects]
    return {paper for each in instalments for paper in each.papers}


def starts_days(fact: Fact, receipts: Set[DocumentKey]) -> bool:
    """Whether a fact is the receipt of one of those papers."""
    return isinstance(fact.says, Received) and fact.says.key in receipts


def facts_about(case: Case, subjects: Set[str]) -> list[Fact]:
    """The facts that name those instalments, and the receipts that start their days."""
    by_then, receipts = case.as_of.isoformat(), awaited(case, subjects)
    return [
        fact
        for fact in case.holding
        if fact.happened_on <= by_then
        and not isinstance(fact.says, TakenBack)
        and (about(fact, subjects) or starts_days(fact, receipts))
    ]
