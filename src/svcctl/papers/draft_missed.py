"""What was not kept, and why: reasons, waits, what each side says where they differ."""

from collections.abc import Iterator
from datetime import datetime

from svcctl.answers.matter_told import at_text, length_text, verb_text
from svcctl.answers.scorecard import promise_name, target_text
from svcctl.delivery.clocks import Clock, Wait, minutes
from svcctl.delivery.matters import Matter, Step
from svcctl.delivery.promises_kept import ENGINEERS, Outcome, Promise
from svcctl.delivery.turns_kept import DONE, MISSED
from svcctl.i18n import Words
from svcctl.papers.draft_blocks import Chapter, Col, Part, Table
from svcctl.papers.draft_lists import turn_text
from svcctl.papers.draft_year import Year, objections_of

MISSED_COLUMNS = (("number", 1.0, "center"), ("promise", 3.5, "left"), ("what", 3.4, "left"),
                  ("when", 4.2, "left"), ("why", 4.9, "left"))  # fmt: skip
CONTESTED_COLUMNS = (("promise", 4.0, "left"), ("what", 3.8, "left"), ("by-record", 2.2, "center"),
                     ("by-other", 2.2, "center"), ("other-word", 4.8, "left"))  # fmt: skip


def columns_of(named: tuple[tuple[str, float, str], ...], words: Words) -> tuple[Col, ...]:
    """Columns with their headings."""
    return tuple(Col(words(f"draft.col-{key}"), width, side) for key, width, side in named)


def missed_chapter(year: Year, words: Words) -> Chapter:
    """Every promise that was missed, one by one; then what the two sides see otherwise."""
    found = [(kept.promise, each) for kept in year.card.kept for each in kept.outcomes]
    missed = [pair for pair in found if pair[1].state == MISSED]
    missed.sort(key=lambda pair: (pair[1].day, pair[1].id))
    parts: list[Part] = []
    if missed:
        parts += [words("draft.missed", count=len(missed)), _missed_table(missed, year, words)]
    else:
        parts.append(words("draft.nothing-missed"))
    contested = [pair for pair in found if pair[1].contested]
    if contested:
        parts.append(words("draft.contested", count=len(contested)))
        parts.append(_contested_table(contested, year, words))
    hindered = [each.id for _, each in found if each.excused]
    if hindered:
        parts.append(words("score.excused", ids=hindered))
    return Chapter(words("draft.h-missed"), tuple(parts))


Pair = tuple[Promise, Outcome]


def _missed_table(missed: list[Pair], year: Year, words: Words) -> Table:
    rows = [
        (
            str(place),
            _promised(promise, words),
            _what(outcome, year, words),
            _when(promise, outcome, year, words),
            why_text(outcome, year, words),
        )
        for place, (promise, outcome) in enumerate(missed, 1)
    ]
    caption = words("draft.table-missed")
    return Table(caption, columns_of(MISSED_COLUMNS, words), tuple(rows))


def _contested_table(contested: list[Pair], year: Year, words: Words) -> Table:
    rows = []
    for promise, outcome in contested:
        other = MISSED if outcome.state == DONE else DONE
        matter = year.tally.book.found(outcome.behind) or _fulfilling(outcome, year)
        rows.append(
            (
                _promised(promise, words),
                _what(outcome, year, words),
                words(f"score.state-{outcome.state}"),
                words(f"score.state-{other}"),
                "\n".join(_objections(matter, words)) if matter else "-",
            )
        )
    caption = words("draft.table-contested")
    return Table(caption, columns_of(CONTESTED_COLUMNS, words), tuple(rows))


def _fulfilling(outcome: Outcome, year: Year) -> Matter | None:
    """The record by which a turn was done."""
    return year.tally.book.found(outcome.turn.record) if outcome.turn else None


def _promised(promise: Promise, words: Words) -> str:
    target = target_text(promise, words)
    lines = [promise_name(promise, words), target or "", promise.article or ""]
    return "\n".join(filter(None, lines))


def _what(outcome: Outcome, year: Year, words: Words) -> str:
    """The record or the turn, and what it is called."""
    if outcome.turn:
        turn = outcome.turn.turn
        span = words("range", first=turn.first, last=turn.last)
        return f"{turn_text(outcome.behind, year, words)}\n{span}"
    matter = year.tally.book.found(outcome.behind)
    return f"{outcome.behind}\n{matter.title}" if matter and matter.title else outcome.behind


def _when(promise: Promise, outcome: Outcome, year: Year, words: Words) -> str:
    """By when it was promised, when it was done, by how much it was late."""
    if outcome.clock:
        return "\n".join(_clock_lines(outcome.clock, words))
    if outcome.turn:
        told = [words("draft.due", at=outcome.turn.turn.last)]
        done = outcome.turn.on
        told.append(words("draft.done", at=done) if done else words("draft.not-done"))
        return "\n".join(told)
    if promise.what == ENGINEERS:
        matter = year.tally.book.matters[outcome.behind]
        came = sum(step.act.told("engineers", 0) for step in matter.done("arrive"))
        return words("draft.came", engineers=came)
    at = at_text(outcome.missed_at) if outcome.missed_at else ""
    return words("draft.without-leave", at=at)


def _clock_lines(clock: Clock, words: Words) -> Iterator[str]:
    if clock.due_at:
        yield words("draft.due", at=at_text(clock.due_at))
    yield words("draft.done", at=at_text(clock.met_at)) if clock.met_at else words("draft.not-done")
    over = minutes(clock.over, late=True)
    if over is not None:
        # done after hours, when the limit ended with the last of them: no running time has gone by
        yield (
            words("draft.over", over=length_text(over, words)) if over else words("draft.over-none")
        )
    marks = {"agreed": clock.agreed, "inferred": clock.inferred, "provisional": clock.provisional}
    told = [words(f"matter.mark-{name}") for name, holds in marks.items() if holds]
    if told:
        yield words("list.separator").join(told)


# -- why -------------------------------------------------------------------------------------------


def why_text(outcome: Outcome, year: Year, words: Words) -> str:
    """What the record says of it: reasons and notes, waits, objections; or that it says nothing."""
    lines = list(dict.fromkeys(_why(outcome, year, words)))
    return "\n".join(lines) if lines else words("draft.no-reason")


def _why(outcome: Outcome, year: Year, words: Words) -> Iterator[str]:
    matter = year.tally.book.found(outcome.behind)
    if outcome.turn:
        yield from _of_turn(outcome, year, words)
        matter = _fulfilling(outcome, year)
    if outcome.clock and matter:
        yield from (_wait(each, words) for each in year.tally.sheets[matter.id].waits)
    if matter:
        steps = [step for step in matter.acts if _concerns(step, outcome)]
        yield from _said(steps, matter, words)
        yield from _objections(matter, words)
    if outcome.excused:
        yield words("matter.mark-excused")


def _of_turn(outcome: Outcome, year: Year, words: Words) -> Iterator[str]:
    """What was said of a turn without a record."""
    for step in year.tally.book.turns.get(outcome.behind, ()):
        by = words(f"party.{step.act.side}")
        for text in filter(None, (step.act.reason, step.act.note)):
            yield words("draft.says", by=by, text=text)


def _concerns(step: Step, outcome: Outcome) -> bool:
    """Whether an act may tell why: those of the session without leave alone, else any."""
    if outcome.clock or outcome.turn or outcome.promise.endswith(ENGINEERS):
        return step.verb != "wait"  # a wait is told with both its ends
    return step.act.event in outcome.events


def _said(steps: list[Step], matter: Matter, words: Words) -> Iterator[str]:
    for step in steps:
        for text in filter(None, (step.act.reason, step.act.note)):
            yield words("draft.says", by=verb_text(step.verb, matter.noun, words), text=text)


def _wait(wait: Wait, words: Words) -> str:
    key = f"matter.wait-{wait.reason}"
    return words(
        "draft.wait",
        begin=f"{wait.span.begin:%m-%d %H:%M}",
        end=f"{wait.span.end:%m-%d %H:%M}" if wait.span.end else words("matter.till-now"),
        reason=words(key) if key in words else wait.reason,
    )


def _objections(matter: Matter, words: Words) -> Iterator[str]:
    for by, reason, time in objections_of(matter):
        at = words("matter.says-at", at=at_text(datetime.fromisoformat(time))) if time else ""
        yield words("matter.objection", by=words.actor(by), reason=reason, at=at)
