"""How the sum and the day of a guarantee came about: keys and values for scripts, a sentence a step."""

from collections.abc import Iterator, Sequence
from typing import Any

from svcctl.answers.answer import Answer, iso
from svcctl.answers.explanation import numbered, sentence, step_json
from svcctl.answers.guarantees import HeldRow, held, held_json, label, return_json
from svcctl.billing.explain_guarantees import explain_lodging, explain_return
from svcctl.billing.guarantees import GuaranteeRow
from svcctl.billing.money import fen, grouped
from svcctl.billing.steps import Step
from svcctl.casebook.case import Case
from svcctl.i18n import Words

SHARED = {  # told as those of an instalment are
    *("article", "received", "missing", "event", "plus", "start", "count", "rule"),
    *("reading", "put-off", "skipped", "worked", "moved", "basis"),
}
MONEY = (
    "amount",
    "of",
    "alone",
    "replaces",
    "outstanding",
    "outstanding_letter",
    "missing",
    "held",
)


def explained_return(case: Case, row: GuaranteeRow, words: Words) -> Answer:
    """How one return's day and sum came about."""
    steps, title = explain_return(row, case.sight, case.reading_sources()), label(row, words)
    return _told(case, return_json(row, case), steps, (row.id, title, "return"), words)


def explained_lodging(case: Case, key: str, words: Words) -> Answer:
    """How the day and the sum of a guarantee's lodging came about."""
    each: HeldRow = next(each for each in held(case) if each.guarantee.key == key)
    steps = explain_lodging(each.guarantee, each.lodging, case.sight, case.reading_sources())
    named = (key, words.title(each.guarantee.title), "lodging")
    return _told(case, held_json(each), steps, named, words)


def explained_lines(case: Case, words: Words) -> Iterator[tuple[str, list[str]]]:
    """Of each guarantee its lodging, then each part that goes back: a title, a sentence a step."""
    for each in held(case):
        found = [explained_lodging(case, each.guarantee.key, words)]
        found += [explained_return(case, row, words) for row in each.returns]
        for answer in found:
            title, *lines = answer.head
            yield title, [line.strip() for line in lines]


def _told(
    case: Case,
    data: dict[str, Any],
    steps: Sequence[Step],
    named: tuple[str, str, str],
    words: Words,
) -> Answer:
    name, title, about = named
    told = [_sentence(step, about, case, words) for step in steps]
    values = [step_json(step, text) for step, text in zip(steps, told, strict=True)]
    head = words("explain.title", id=f"{case.id}:{name}", title=title, as_of=case.as_of)
    return Answer(
        data=data | {"as_of": iso(case.as_of), "steps": values}, head=[head, *numbered(told)]
    )


def _sentence(step: Step, about: str, case: Case, words: Words) -> str:
    if step.step in SHARED:
        return sentence(step, case, words)
    values = {
        name: grouped(fen(value)) if name in MONEY else value for name, value in step.values.items()
    }
    if "form" in values:
        values["form"] = words(f"guarantee.in.{values['form']}")
    more = {
        "rest": words("guarantee.step.rest", **values) if "alone" in values else "",
        "worth": values.get("alone", values.get("amount")),
        "left": _left(step, values, words) if about == "return" else "",
    }
    return words(f"guarantee.step.{_variant(step, about)}", **values | more)


def _left(step: Step, values: dict[str, Any], words: Words) -> str:
    """What is still to go back; a letter goes back as paper."""
    if step.step != "verdict":
        return ""
    paper = fen(step.values["outstanding_letter"])
    return words("guarantee.step.left-letter" if paper else "guarantee.step.left", **values)


def _variant(step: Step, about: str) -> str:
    """The sentence that fits the step's values."""
    if step.step == "deadline":
        return f"{about}-by-estimated" if step.values["estimated"] else f"{about}-by"
    if step.step != "verdict":
        return step.step
    status = step.values["status"]
    if status == "due" and step.values["due_on"] is None:
        status = "open-ended"
    return f"{about}-{status}"
