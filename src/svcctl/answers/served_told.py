"""What was recorded of the service, in lines: each act, how its record stands, how to take it back."""

from collections.abc import Sequence
from datetime import datetime

from svcctl.answers.matter_json import View
from svcctl.answers.matter_told import at_text, clock_lines, missing_lines, state_text, verb_text
from svcctl.answers.recorded import take_back
from svcctl.billing.service_acts import ServiceAct
from svcctl.casebook.kinds import Fact
from svcctl.delivery.matters import Matter
from svcctl.delivery.nouns import noun_of
from svcctl.i18n import Words


def served_lines(
    view: View, facts: Sequence[Fact], dry_run: bool, words: Words, store_option: str
) -> list[str]:
    """The id of a new record, what was recorded, its clocks, and how to take it back."""
    made = view.matter.first.act.event
    new = any(fact.id == made for fact in facts)
    lines = [view.matter.id] if new else []
    lines += [words("recorded.dry-run")] if dry_run else []
    lines += [fact_line(fact, words, dry_run) for fact in facts]
    lines += [words("matter.state", state=state_text(view.matter, words))]
    if view.is_incident:
        lines += [f"  {line}" for line in clock_lines(view, words)]
        lines += twin_lines(view, words) if new else []
    lines += missing_lines(view.matter, words)
    if not dry_run:
        lines += take_back([fact.id for fact in facts], words, store_option)
    return lines


def twin_lines(view: View, words: Words) -> list[str]:
    """A caution where another open incident of a system of it was called in that minute."""
    mine = view.matter
    return [
        words("matter.twin", record=each.id)
        for each in view.book.of("incident")
        if each.id != mine.id
        and not each.is_over
        and _minute(each) == _minute(mine)
        and set(each.systems) & set(mine.systems)
    ]


def _minute(matter: Matter) -> datetime:
    return matter.first.moment.replace(second=0)


def fact_line(fact: Fact, words: Words, dry_run: bool) -> str:
    """What was recorded, in a line."""
    act = fact.says
    if not isinstance(act, ServiceAct):
        return words("recorded.would" if dry_run else "recorded.done", event=fact.id, what=words(f"kind.{fact.kind}"), on=fact.happened_on, actor=words.actor(fact.actor), detail="").rstrip()  # fmt: skip
    values = {
        "event": fact.id,
        "record": act.record,
        "verb": verb_text(act.verb, noun_of(act.record), words),
        "at": at_text(act.moment) if act.at else act.on,
        "side": words(f"party.{act.side}"),
        "actor": words.actor(fact.actor),
    }
    return words("matter.would" if dry_run else "matter.done", **values)


def entered_lines(
    views: Sequence[View], facts: Sequence[Fact], dry_run: bool, words: Words, store_option: str
) -> list[str]:
    """What many entries recorded: each act, how each record stands, how to take them back."""
    lines = [words("recorded.dry-run")] if dry_run else []
    lines += [fact_line(fact, words, dry_run) for fact in facts]
    made = {fact.id for fact in facts}
    for view in views:
        state = state_text(view.matter, words)
        lines.append(words("matter.entered", record=view.matter.id, state=state))
        if view.is_incident and view.matter.first.act.event in made:
            lines += [f"  {line}" for line in twin_lines(view, words)]
    if not dry_run:
        lines += take_back([fact.id for fact in facts], words, store_option)
    return lines
