"""Terms that were typed wrongly and put right: before and after, in words and as JSON."""

from collections.abc import Mapping, Sequence
from typing import Any

from svcctl import workspace
from svcctl.billing.steps import Step
from svcctl.billing.terms import Document
from svcctl.casebook.corrections import Correction, TermChange
from svcctl.i18n import Words


def recorded_on(correction: Correction) -> str:
    """The day in China on which it was recorded: it happened when the contract was signed."""
    return workspace.local_time(correction.fact.recorded_at)[:10]


def corrections_json(found: Sequence[Correction]) -> list[dict[str, Any]]:
    """Corrections as scripts read them."""
    return [
        {
            "event": each.fact.id,
            "recorded_on": recorded_on(each),
            "reason": each.reason,
            "changes": changes_json(each.changes),
        }
        | ({"of": each.of} if each.of else {})
        for each in found
    ]


def changes_json(changes: Sequence[TermChange]) -> list[dict[str, Any]]:
    """Each term by its path in the contract file, before and after."""
    return [change._asdict() for change in changes]


def correction_lines(found: Sequence[Correction], document: Document, words: Words) -> list[str]:
    """Each correction with its day and reason, and its terms beneath it."""
    return [
        line
        for each in found
        for line in (
            words("show.corrected", on=recorded_on(each), event=each.fact.id, reason=each.reason),
            *("  " + change_text(change, document, words) for change in each.changes),
        )
    ]


def changes_text(changes: Sequence[TermChange], document: Document, words: Words) -> str:
    """Every term of a correction, in one line."""
    return words("list.semicolon").join(change_text(each, document, words) for each in changes)


def change_text(change: TermChange, document: Document, words: Words) -> str:
    """A term with what it was and what it is."""
    values = {name: _value(change, name, words) for name in ("before", "after")}
    return words("term.changed", term=term_text(change.key, document, words), **values)


def term_text(key: str, document: Document, words: Words) -> str:
    """A term by its name: the table's title and what of it; its path where it has no name."""
    path, mark, leaf = key.rpartition("]")
    leaf = leaf.lstrip(".")
    if f"term.{leaf}" not in words:
        return key
    title = _title(*path.partition("[")[::2], document, words) if mark else ""
    return (
        words("term.of", title=title, what=words(f"term.{leaf}"))
        if title
        else words(f"term.{leaf}")
    )


def _title(table: str, name: str, document: Document, words: Words) -> str:
    """The title of a table in a list, else what names it."""
    found = [each for each in document.get(table, ()) if each.get("key") == name]
    title = found[0].get("title", name) if found else name
    return str(title.get(words.lang, name) if isinstance(title, Mapping) else title)


def _value(change: TermChange, name: str, words: Words) -> str:
    value: str | None = getattr(change, name)
    if value is None:
        return words("value.none")
    leaf = change.key.rpartition(".")[2]
    if leaf == "after" and f"event.{value}" in words:
        return words(f"event.{value}")
    if leaf == "unit" and f"term.unit.{value}" in words:
        return words(f"term.unit.{value}")
    return value


def steps(found: Sequence[Correction]) -> list[Step]:
    """What an explanation says of corrections: a step a term."""
    return [
        Step(
            "corrected",
            {
                "on": recorded_on(each),
                "event": each.fact.id,
                "reason": each.reason,
                "key": change.key,
                "before": change.before,
                "after": change.after,
            },
        )
        for each in found
        for change in each.changes
    ]


def step_text(step: Step, document: Document, words: Words) -> str:
    """A corrected term in a sentence."""
    change = TermChange(step.values["key"], step.values["before"], step.values["after"])
    told = change_text(change, document, words)
    values = {name: step.values[name] for name in ("on", "event", "reason")}
    return words("explain.corrected", told=told, **values)
