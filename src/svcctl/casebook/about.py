"""Which facts are about which instalments and breaches."""

from collections.abc import Sequence, Set

from svcctl.billing.instalment import DocumentKey, Instalment
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


def facts_about_each(case: Case) -> dict[str, list[Fact]]:
    """Of every instalment the facts that name it, and the receipts that start its days."""
    by_then, needing = case.as_of.isoformat(), _needing(case.terms.instalments)
    found: dict[str, list[Fact]] = {each.id: [] for each in case.terms.instalments}
    for fact in case.holding:
        if fact.happened_on > by_then or isinstance(fact.says, TakenBack):
            continue
        named = names_in(fact.says) & found.keys()
        if isinstance(fact.says, Received):
            named |= needing.get(fact.says.key, set())
        for name in named:
            found[name].append(fact)
    return found


def _needing(instalments: Sequence[Instalment]) -> dict[DocumentKey, set[str]]:
    """Which instalments need a paper, by papers."""
    found: dict[DocumentKey, set[str]] = {}
    for each in instalments:
        for paper in each.papers:
            found.setdefault(paper, set()).add(each.id)
    return found
