"""How a promise came out, step by step: facts with their sources, spans, readings, decision, line."""

from collections.abc import Iterator
from typing import Any

from svcctl.answers.answer import Answer
from svcctl.answers.explanation import numbered
from svcctl.answers.matter_json import View, clock_json, stamp
from svcctl.answers.matter_told import at_text, length_text, verb_text, verdict_text
from svcctl.answers.proposals import Proposed as Row
from svcctl.answers.proposals import choice_text, decision_json, marks, proposal_json
from svcctl.answers.scorecard import promise_name, target_text
from svcctl.billing.damages.assessment import assess
from svcctl.billing.money import grouped, yuan
from svcctl.billing.position import Accepted
from svcctl.billing.record import Record
from svcctl.billing.service import CLOCKS
from svcctl.casebook.case import Case
from svcctl.delivery.clock_spans import UsedSpan, Worked, worked
from svcctl.delivery.clocks import Clock
from svcctl.delivery.matters import Step
from svcctl.delivery.promises_kept import Outcome, Promise, Tally
from svcctl.i18n import Words
from svcctl.workspace import local_time

MINUTE = 60  # seconds


class PromiseTold(Record):
    """One outcome of a promise with all that it rests on."""

    case: Case
    tally: Tally
    promise: Promise
    outcome: Outcome
    row: Row | None  # its proposal, where it was missed or decided on

    @property
    def facts(self) -> list[Step]:
        """The acts that it rests on, in order."""
        wanted = set(self.outcome.events)
        matters = self.tally.book.matters.values()
        steps = [step for matter in matters for step in matter.steps]
        steps += [step for told in self.tally.book.turns.values() for step in told]
        return [step for step in steps if step.act.event in wanted]

    @property
    def clocks(self) -> list[Worked]:
        """The clocks of its kind, span by span; none where it is no clock."""
        kind, tally = self.outcome.id.partition("/")[2], self.tally
        if kind not in CLOCKS:
            return []
        return worked(tally.book.matters[self.outcome.behind], tally.terms, tally.now, kind)

    @property
    def view(self) -> View:
        """The record behind it."""
        tally = self.tally
        matter = tally.book.matters[self.outcome.behind]
        return View(self.case, tally.terms, tally.book, matter, tally.now)


def explained(told: PromiseTold, words: Words) -> Answer:
    """The steps in sentences, and for scripts."""
    lines = list(_sentences(told, words))
    title = words("proposal.explain-title", id=told.outcome.id)
    return Answer(data=told_json(told, words), head=[title, *numbered(lines)])


def sentences(told: PromiseTold, words: Words) -> list[str]:
    """The same in words alone, under its id."""
    return [
        words("proposal.explain-title", id=told.outcome.id),
        *numbered(list(_sentences(told, words))),
    ]


# -- for scripts -----------------------------------------------------------------------------------


def told_json(told: PromiseTold, words: Words) -> dict[str, Any]:
    """All that it rests on as scripts read it."""
    row, outcome = told.row, told.outcome
    return {
        "id": outcome.id,
        "contract": told.case.id,
        "as_of": stamp(told.tally.now),
        "promise": told.promise.key,
        "article": told.promise.article,
        "target": told.promise.target,
        "state": outcome.state,
        "contested": outcome.contested,
        "excused": outcome.excused,
        "facts": [_fact_json(step) for step in told.facts],
        "clocks": [_clock_json(each, told) for each in told.clocks],
        "readings": proposal_json(row)["readings"] if row else [],
        "decision": decision_json(row.proposal) if row else None,
        "line": _line_json(told),
        "words": list(_sentences(told, words)),
    }


def _fact_json(step: Step) -> dict[str, Any]:
    act = step.act
    return {
        "event": act.event,
        "record": act.record,
        "verb": act.verb,
        "at": stamp(step.moment),
        "side": act.side,
        "source": act.source,
        "signed": bool(act.signed_by and act.files),
        "recorded_at": step.recorded_at,
    }


def _clock_json(each: Worked, told: PromiseTold) -> dict[str, Any]:
    found = each.found
    clock = clock_json(found, told.view) if isinstance(found, Clock) else None
    gone = None if isinstance(found, Clock) else {"at": stamp(found.at), "why": found.why}
    return {
        "regime": each.regime,
        "starts_at": stamp(each.start),
        "clock": clock,
        "fell_away": gone,
        "spans": [_span_json(span) for span in each.spans],
    }


def _span_json(span: UsedSpan) -> dict[str, Any]:
    return {
        "from": stamp(span.begin),
        "to": stamp(span.end),
        "level": span.level.key if span.level else None,
        "limit_seconds": span.limit,
        "used_seconds": span.used,
        "share_so_far": f"{float(span.so_far):.6f}",
        "stopped": span.stopped,
    }


def _line_json(told: PromiseTold) -> dict[str, Any] | None:
    line = _line(told)
    return {"id": line.id, "amount": yuan(line.amount_fen), "state": line.state} if line else None


def _line(told: PromiseTold) -> Any:
    decision = told.row.proposal.decision if told.row else None
    if not isinstance(decision, Accepted):
        return None
    return next((x for x in assess(told.case.sight) if x.subject == decision.id), None)


# -- in words --------------------------------------------------------------------------------------


def _sentences(told: PromiseTold, words: Words) -> Iterator[str]:
    yield _promised(told, words)
    if told.outcome.turn:
        turn = told.outcome.turn.turn
        yield words("proposal.turn-days", first=turn.first, last=turn.last)
    for step in told.facts:
        yield _fact(step, words)
    for each in told.clocks:
        yield from _clock(each, words)
    yield from _counts(told, words)
    yield from _readings(told, words)
    state = words(f"score.state-{told.outcome.state}")
    yield words("proposal.state-of", state=state)
    if told.row:
        proposal = told.row.proposal
        yield from (f"{mark}{words('proposal.stop')}" for mark in marks(proposal, words))
        yield from _decided(told, words)


def _promised(told: PromiseTold, words: Words) -> str:
    promise, clock = told.promise, told.outcome.clock
    values = {
        "article": promise.article or words("value.none"),
        "title": promise_name(promise, words),
        "target": target_text(promise, words) or words("value.none"),
    }
    if clock is None:
        return words("proposal.promise-plain", **values)
    shifts = clock.level.hours[clock.kind].shifts
    hours = words("hours.working") if shifts else "7x24"
    return words("proposal.promise", hours=hours, **values)


def _fact(step: Step, words: Words) -> str:
    act = step.act
    return words(
        "proposal.fact",
        at=at_text(step.moment),
        verb=_called(step, words),
        side=words(f"party.{act.side}"),
        source=words(f"matter.source-{act.source}"),
        event=act.event,
        recorded=local_time(step.recorded_at),
    )


def _called(step: Step, words: Words) -> str:
    from svcctl.delivery.nouns import noun_of

    return verb_text(step.verb, noun_of(step.act.record), words)


def _clock(each: Worked, words: Words) -> Iterator[str]:
    regime, found = each.regime, each.found
    yield words("proposal.starts", regime=regime, at=at_text(each.start))
    for span in each.spans:
        yield _span(span, regime, words)
    if not isinstance(found, Clock):
        yield words("proposal.fell-away", regime=regime, at=at_text(found.at))
        return
    due = at_text(found.due_at) if found.due_at else words("matter.stopped")
    if found.agreed:
        yield words("proposal.agreed", regime=regime, due=due)
    yield words("proposal.ends", regime=regime, due=due, how=verdict_text(found, words))


def _span(span: UsedSpan, regime: str, words: Words) -> str:
    values = {"regime": regime, "begin": at_text(span.begin), "end": at_text(span.end)}
    if span.stopped:
        key = "proposal.span-restored" if span.restored else "proposal.span-stopped"
        return words(key, **values)
    level = span.level.key if span.level else words("value.none")
    if span.limit is None:
        return words("proposal.span-none", level=level, **values)
    used, limit = (length_text(-(-n // MINUTE), words) for n in (span.used, span.limit))
    share = f"{float(span.so_far):.1%}"
    return words("proposal.span", level=level, used=used, limit=limit, share=share, **values)


def _counts(told: PromiseTold, words: Words) -> Iterator[str]:
    """Which regime counts, where several have that clock."""
    clock = told.outcome.clock
    if clock and len(told.clocks) > 1:
        choice = choice_text("severity", told.tally.terms.readings["severity"], words)
        yield words("proposal.counts", regime=clock.regime, choice=choice)


def _readings(told: PromiseTold, words: Words) -> Iterator[str]:
    """The readings that a clock goes by: of what starts dispatch, of waits that nobody wrote of."""
    clocks = [each.found for each in told.clocks if isinstance(each.found, Clock)]
    sheet = told.tally.sheets.get(told.outcome.behind)
    waited = bool(sheet and sheet.waits)
    # an answer runs on whatever is waited for
    silent = [clock for clock in clocks if clock.level.waits is None and clock.kind != "answer"]
    keys = ["dispatch-from"] if any(clock.kind == "dispatch" for clock in clocks) else []
    keys += ["waits"] if waited and silent else []
    for key in keys:
        choice = choice_text(key, told.tally.terms.readings[key], words)
        yield words("proposal.reading", reading=words(f"reading.{key}"), choice=choice)


def _decided(told: PromiseTold, words: Words) -> Iterator[str]:
    assert told.row
    proposal = told.row.proposal
    decision = proposal.decision
    if decision is None:
        yield words("proposal.undecided")
        return
    key = "accepted" if isinstance(decision, Accepted) else "rejected"
    breach = decision.id if isinstance(decision, Accepted) else ""
    what = words(f"proposal.{key}", on=decision.on, breach=breach)
    number = words("proposal.number", number=decision.decision) if decision.decision else ""
    yield words("proposal.decided", what=what, reason=decision.reason, number=number, event=decision.event)  # fmt: skip
    line = _line(told)
    if line:
        yield words("proposal.line", line=line.id, amount=grouped(line.amount_fen))
