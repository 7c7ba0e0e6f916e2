"""Taking back one import whole: every fact that came from one list, in all contracts."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from svcctl.answers.answer import Answer
from svcctl.answers.recorded import Recorded, recorded_json, recorded_lines
from svcctl.billing.position import Payment, Refund
from svcctl.billing.refusal import Refusal
from svcctl.billing.service_acts import IncidentAct
from svcctl.casebook.case import Case
from svcctl.casebook.kinds import Fact, Retracted
from svcctl.casebook.replay import NOBODY_KNEW_LATER
from svcctl.desk.acts import Act, Build
from svcctl.desk.looking import Look
from svcctl.desk.showing import show
from svcctl.i18n import Words
from svcctl.store.scopes import ALL

READ = 50  # facts that are told one by one
DIGEST = re.compile("[0-9a-f]{8,64}")


def take_back_import(act: Act, digest: str, reason: str) -> None:
    """Take back what still holds of an import, all of it or nothing."""
    wanted = digest.strip().lower()
    if not DIGEST.fullmatch(wanted):
        raise Refusal("retract.digest", text=digest)

    def plan(look: Look) -> Mapping[str, Build]:
        cases = look.cases(NOBODY_KNEW_LATER)
        found = {case.id: facts for case in cases if (facts := _imported(case, wanted))}
        digests = {digest for facts in found.values() for digest in facts}
        if not digests:
            raise Refusal("retract.no-import", digest=wanted)
        if len(digests) > 1:
            raise Refusal("retract.imports", digest=wanted, digests=", ".join(sorted(digests)))
        return {
            contract: _taking_back(facts, act, reason)
            for contract, lists in found.items()
            for facts in lists.values()
        }

    recorded = act.record_each(plan, ALL)
    words, option = act.desk.words, act.desk.store_option
    lines = [line for each in recorded for line in _lines(each, words, option)]
    show(act.desk, Answer(data=recorded_json(recorded, act.dry_run, words), head=lines))


def _lines(recorded: Recorded, words: Words, store_option: str) -> list[str]:
    """What was taken back: each fact, or how many where nobody would read them one by one."""
    facts = recorded.facts
    if len(facts) <= READ:
        return recorded_lines(recorded, words, store_option)
    key = "retract.would-be-many" if recorded.dry_run else "retract.many"
    return [words(key, count=len(facts), first=facts[0].id, last=facts[-1].id)]


def _imported(case: Case, wanted: str) -> dict[str, list[Fact]]:
    """The facts of a contract that came from lists of that name and hold, by list."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in case.holding:
        digest = _digest(fact)
        if digest.startswith(wanted):
            found[digest].append(fact)
    if not any(_is_from_a_desk(fact) for fact in case.recorded):
        return found
    from svcctl.desk.desk_import import facts_of_lists

    # a list is either of payments or of tickets
    return found | facts_of_lists(case, wanted)


def _digest(fact: Fact) -> str:
    source = fact.says.source if isinstance(fact.says, Payment | Refund) else None
    return str((source or {}).get("sha256", ""))


def _is_from_a_desk(fact: Fact) -> bool:
    return isinstance(fact.says, IncidentAct) and bool(fact.says.told("import"))


def _taking_back(
    facts: Sequence[Fact], act: Act, reason: str
) -> Callable[[Case], Sequence[Retracted]]:
    # the last first: what came back rests on what was paid
    return lambda _: [act.said(Retracted, target=f.id, reason=reason) for f in reversed(facts)]
