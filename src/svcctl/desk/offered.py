"""Names that are asked for at the tab key alone: facts, service periods, turns, promises missed."""

from typing import TYPE_CHECKING

from svcctl.desk import spans
from svcctl.desk.desk import Desk
from svcctl.desk.meaning import Names
from svcctl.i18n import LANGUAGES, Words

if TYPE_CHECKING:
    from svcctl.casebook.case import Case


def events(case: "Case", _: Desk) -> Names:
    """The facts that hold, by when they happened and what they are; the import is taken back by none."""
    return {
        f"{case.id}#{fact.seq}": [
            f"{fact.happened_on} {Words(lang)(f'kind.{fact.kind}')}" for lang in LANGUAGES
        ]
        for fact in case.holding
    }


def periods(case: "Case", _: Desk) -> Names:
    """The periods of its service: 第1年第3季度."""
    return {key: spans.called(each, case) for key, each in case.sight.periods.items()}


def turns(case: "Case", desk: Desk) -> Names:
    """The turns of the plan that nothing was recorded of yet."""
    from svcctl.delivery.matters import book_of
    from svcctl.delivery.promised import service_terms
    from svcctl.delivery.turns_kept import DONE, MISSED, turns_kept
    from svcctl.desk.naming import titles
    from svcctl.desk.records_shown import moment_of

    now = moment_of(desk)
    kept = turns_kept(book_of(case.holding, now), service_terms(case.document, case.sight), now)
    return {each.id: titles(each.turn.title) for each in kept if each.state not in (DONE, MISSED)}


def undecided(case: "Case", desk: Desk) -> Names:
    """The promises missed that nobody has decided on, by the rules that name them."""
    from svcctl.desk.naming import rules
    from svcctl.desk.proposing import proposed

    known = rules(case)
    return {
        each.id: known.get(each.rule, ()) for each in proposed(case, desk) if each.decision is None
    }


KINDS = {"event": events, "period": periods, "turn": turns, "proposal": undecided}
