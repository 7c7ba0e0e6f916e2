"""An explanation in words: one numbered sentence a step."""

from collections.abc import Sequence
from typing import Any

from svcctl.billing.explain import Step
from svcctl.billing.money import fen, grouped
from svcctl.billing.schedule import Standing
from svcctl.casefile import Case
from svcctl.export.views import label
from svcctl.i18n import Words


def explanation_lines(case: Case, standing: Standing, steps: Sequence[Step], words: Words) -> list[str]:
    """The explanation of one instalment, as of the case's date."""
    lines = [
        words("explain.title", id=f"{case.id}:{standing.promise.id}", title=label(standing, words), as_of=case.as_of)
    ]
    for number, step in enumerate(steps, 1):
        lines.append(f"{number:>2}. {_sentence(step, case, words)}")
    return lines


def _sentence(step: Step, case: Case, words: Words) -> str:
    values = dict(step.values)
    for key in ("amount", "of", "outstanding", "whole"):
        if key in values and step.step != "amended":
            values[key] = grouped(fen(values[key]))
    return words(f"explain.{_variant(step)}", **_named(step, values, case, words))


def _variant(step: Step) -> str:
    """The sentence that fits the step's values."""
    values = step.values
    if step.step == "amount":
        if "parts" in values:
            return "amount-part" if values["year"] else "amount-part-contract"
        return "amount-year" if values["year"] else "amount-contract"
    if step.step == "event":
        return "event" if values["happened"] else "event-ahead" if values["on"] else "event-unknown"
    if step.step in ("start", "deadline"):
        return f"{step.step}-estimated" if values["estimated"] else step.step
    if step.step in ("skipped", "worked"):
        return step.step if values["from"] == values["to"] else f"{step.step}-run"
    if step.step == "amended":
        return "amended-increase" if values["of"] else "amended-kept" if values["kept"] else "amended"
    if step.step == "basis":
        if values["basis"] == "official":
            return "basis-official"
        same = values.get("earliest") == values.get("latest")
        return "basis-provisional-fixed" if same else "basis-provisional"
    if step.step == "verdict":
        return f"verdict-{values['status']}"
    return step.step


def _named(step: Step, values: dict[str, Any], case: Case, words: Words) -> dict[str, Any]:
    """Keys of the model turned into the names people use."""
    if step.step == "reading":
        reading, choice = values["reading"], values["choice"]
        values["question"] = words(f"reading.{reading}")
        values["choice"] = words(f"reading.{reading}.{choice}")
        values["source"] = words(f"reading.from.{values['from']}")
    if "document" in values:
        values["document"] = case.terms.documents[values["document"]][0]
    if "missing" in values:
        values["missing"] = [words.title(case.terms.documents[key][0]) for key in values["missing"]]
    if step.step == "event":
        values["event"] = event_text(values["event"], values["year"], case, words)
    if "unit" in values:
        values["counted"] = words(f"count.{values['unit']}", days=values.get("days") or values.get("count"))
    if "why" in values:
        why = values["why"]
        values["why"] = words.festival(values["name"]) if values["name"] else words(f"why.{why}")
    if "sources" in values:
        values["sources"] = words("list.semicolon").join(dict.fromkeys(values["sources"]))
    return values


def event_text(event: str, year: int | None, case: Case, words: Words) -> str:
    """What starts the days, in words; in later years the reading that says so."""
    name, _, key = event.partition(":")
    if name == "payment":
        return words("event.payment", key=key)
    later = case.terms.readings["later-years"]
    if year and year > 1 and name in ("signing", "award-notice", "start-notice"):
        return words(f"event.later.{later}", event=words(f"event.{name}"), year=year, before=year - 1)
    return words(f"event.{name}")
