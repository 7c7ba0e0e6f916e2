"""How the sum of a line of damages came about, and of one that is only thought of: a sentence a step."""

from collections.abc import Iterable

from svcctl.answers.answer import Answer, iso
from svcctl.answers.damages import line_json, right_values, what_if_json
from svcctl.answers.explanation import numbered, step_json, talk_text
from svcctl.billing.damages.assessment import Line
from svcctl.billing.damages.workings import supposed, workings
from svcctl.billing.money import fen, grouped
from svcctl.billing.steps import Step
from svcctl.casebook.case import Case
from svcctl.i18n import Words

MONEY = ("amount", "open", "cap", "base", "proven", "inside", "each", "uncapped", "beyond", "alone")
NAMED = (("payer", "party"), ("state", "damages"))  # a value -> the family of its words


def explained(line: Line, case: Case, words: Words) -> Answer:
    """How a line's sum came about, one numbered sentence a step."""
    steps = list(_steps(line, case))
    told = [_sentence(step, words) for step in steps]
    data = line_json(line, case.id) | {
        "as_of": iso(case.as_of),
        "explained": [step_json(step, text) for step, text in zip(steps, told, strict=True)],
    }
    return Answer(data=data, head=[words("damages.explain-title", id=line.id), *numbered(told)])


def explained_lines(line: Line, case: Case, words: Words) -> list[str]:
    """The same in words alone, for papers."""
    return numbered([_sentence(step, words) for step in _steps(line, case)])


def _steps(line: Line, case: Case) -> Iterable[Step]:
    return workings(line, case.as_of, case.position.negotiations.get(line.subject, ()))


def thought(line: Line, contract: str, words: Words) -> Answer:
    """How the sum of a line that is only thought of comes about; its dates are nobody's."""
    told = numbered([_sentence(step, words) for step in supposed(line)])
    title = words("damages.what-if", rule=line.rule.key)
    return Answer(data=what_if_json(line, contract), head=[title, *told])


def _periods(text: str, words: Words) -> str:
    """So many periods, whole ones or parts of one."""
    if text.isdecimal():
        return words("damages.periods", count=int(text))
    return words("damages.periods-part", text=text)


def _sentence(step: Step, words: Words) -> str:
    values = dict(step.values)
    match step.step:
        case "base":
            return words(f"damages.base-{values['base']}")
        case "part":
            return words(f"damages.part-{values['part']}", days=values["days"])
        case "talks":
            return talk_text(step, words)
        case "right":
            return words(f"damages.step-right-{values['by']}", **right_values(step, words))
    values |= {key: grouped(fen(values[key])) for key in MONEY if key in values}
    values |= {key: words(f"{family}.{values[key]}") for key, family in NAMED if key in values}
    if "periods" in values:
        rest = words("damages.rest", **values) if "alone" in values else ""
        values |= {"worth": values.get("alone", values["amount"]), "rest": rest}
        values["periods"] = _periods(values.get("exactly", values["periods"]), words)
    kind = step.step
    if kind == "cap":
        kind = f"cap-{values['pool']}" if "share" in values else f"cap-sum-{values['pool']}"
    if "beyond" in values:
        kind = "verdict-beyond"
    return words(f"damages.step-{kind}", **values)
