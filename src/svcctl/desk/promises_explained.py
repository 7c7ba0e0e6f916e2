"""How a clock, a turn or a leave came out; and what a breach of missed promises is made of."""

import re

from svcctl.answers.answer import Answer
from svcctl.answers.promise_told import PromiseTold, explained, sentences, told_json
from svcctl.answers.proposals import priced
from svcctl.billing.position import Accepted, Breach
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.delivery.nouns import noun_of, year_and_number
from svcctl.delivery.promises_kept import Outcome, Tally, outcomes, promises
from svcctl.delivery.proposals import proposals
from svcctl.desk.desk import Desk
from svcctl.desk.looking import read_case
from svcctl.desk.proposing import tally_of_all
from svcctl.desk.serving import MOST_NAMED, record_name
from svcctl.desk.turns import contract_before
from svcctl.intake.alike import bare
from svcctl.store.scopes import ALL, MONEY

NOT_NEEDED = "not_needed"
TURN = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)-\d+")


def promise_explained(desk: Desk, text: str) -> tuple[Desk, Answer] | None:
    """What a clock, a turn or a leave came to, with the desk of its contract; None for no promise."""
    named, short = contract_before(desk, text)
    record, stroke, what = short.partition("/")
    record = record_name(record)
    is_record = noun_of(record) is not None and year_and_number(record) is not None
    if not is_record and (stroke or not _is_turn(named, short)):
        return None
    case = read_case(named, ALL)
    name = f"{record}/{what.lower()}" if is_record else short.lower()
    if is_record and not stroke:
        raise _which(case, record, named)
    told = _told(case, name, named)
    return named, explained(told, named.words)


def _is_turn(desk: Desk, text: str) -> bool:
    """Whether a text is KEY-N with the key of a service plan; nothing is read where it cannot be."""
    found = TURN.fullmatch(text.lower())
    if not found:
        return False
    case = read_case(desk, MONEY)
    return any(plan["key"] == found[1] for plan in case.document.get("service_plan", ()))


def _which(case: Case, record: str, desk: Desk) -> Refusal:
    """What of a record can be explained, as the record alone does not say it."""
    tally = tally_of_all(case, desk)
    sheet = tally.sheets.get(record)
    gone = [f"{record}/{each.kind}" for each in sheet.fell_away] if sheet else []
    known = [each.id for each in outcomes(tally) if each.behind == record]
    if record not in tally.book.matters:
        known_records = [each.id for each in tally.book.of("incident")][-MOST_NAMED:]
        return Refusal("matter.unknown", record=record, noun="incident", known=known_records)
    return Refusal(
        "proposal.which-clock", record=record, known=list(dict.fromkeys([*known, *gone]))
    )


def refuse_replaced(case: Case, text: str) -> None:
    """Refusal for a line of a breach that was decided otherwise since: it says by which decision."""
    name = bare(text.rpartition("/")[2])
    breach = next((b for b in case.position.breaches if bare(b.id) == name and b.replaced), None)
    if breach is None:
        return
    decided = case.position.decided
    latest = max((decided[each] for each in breach.proposals), key=lambda each: each.on)
    line = f"{breach.rule}/{breach.id}"
    if isinstance(latest, Accepted):
        raise Refusal("proposal.replaced", line=line, on=latest.on, breach=latest.id)
    raise Refusal("proposal.replaced-rejected", line=line, on=latest.on)


def with_promises(answer: Answer, breach: Breach, desk: Desk) -> Answer:
    """The explanation of a line with that of each missed promise behind its breach."""
    case = read_case(desk, ALL)
    tally = tally_of_all(case, desk)
    known = {each.id: each for each in outcomes(tally)}
    told = [_made(case, tally, known[name]) for name in breach.proposals if name in known]
    words = desk.words
    lines = [words("proposal.made-of", count=len(breach.proposals), ids=list(breach.proposals))]
    for each in told:
        lines += ["", *sentences(each, words)]
    data = answer.data | {"proposals": [told_json(each, words) for each in told]}
    return answer._replace(data=data, head=[*answer.head, *lines])


def _told(case: Case, name: str, desk: Desk) -> PromiseTold:
    tally = tally_of_all(case, desk)
    found = {each.id.casefold(): each for each in outcomes(tally)}
    record, _, what = name.partition("/")
    outcome = found.get(name.casefold()) or _fell_away(tally, record, what)
    if outcome is None:
        own = [each.id for each in found.values() if each.behind == record]
        raise Refusal("proposal.no-clock", record=record, clock=what, known=own)
    return _made(case, tally, outcome)


def _made(case: Case, tally: Tally, outcome: Outcome) -> PromiseTold:
    rows = [each for each in proposals(tally, case.position.decided) if each.id == outcome.id]
    row = priced(case, rows)[0] if rows else None
    promise = next(each for each in promises(tally.terms) if each.key == outcome.promise)
    return PromiseTold(case, tally, promise, outcome, row)


def _fell_away(tally: Tally, record: str, kind: str) -> Outcome | None:
    """A clock that was no longer needed before it ran out: a promise that was not called for."""
    sheet = tally.sheets.get(record)
    gone = [each for each in sheet.fell_away if each.kind == kind] if sheet else []
    if not gone:
        return None
    keys = [each.key for each in promises(tally.terms)]
    promise = next(k for k in keys if k.startswith(f"{gone[0].regime}/") and k.endswith(f"/{kind}"))
    matter = tally.book.matters[record]
    events = tuple(step.act.event for step in matter.acts)
    day = matter.opened_at.date()
    return Outcome(promise, f"{record}/{kind}", record, NOT_NEEDED, day, events=events)
