"""How a date or a sum came about: keys and values for scripts, a sentence a step for people."""

from collections.abc import Callable, Sequence
from typing import Any

from svcctl.answers import corrected
from svcctl.answers.answer import Answer, iso
from svcctl.answers.instalment_json import instalment_json
from svcctl.answers.instalment_words import event_text, label
from svcctl.answers.periods import item_text, paper_text, period_text
from svcctl.answers.recorded import plain_value
from svcctl.answers.when import rule_text
from svcctl.billing.deadlines import due_from
from svcctl.billing.explain import explain
from svcctl.billing.money import fen, grouped
from svcctl.billing.schedule import Standing
from svcctl.billing.steps import Step
from svcctl.casebook.case import Case
from svcctl.casebook.corrections import resting
from svcctl.i18n import Words

Variant = Callable[[dict[str, Any]], str]  # which sentence fits a step's values
MONEY = ("amount", "before", "of", "alone", "outstanding", "whole", "overpaid", "disputed", "owed")
SERVED_MONEY = ("earned", "stays")
SETTLED_MONEY = ("fee", "kept", "found", "deducted", "left", "by", "list")


def explanation(case: Case, standing: Standing, words: Words) -> Answer:
    """How one instalment's date and sum came about."""
    steps = _steps(standing, case)
    told = [sentence(step, case, words) for step in steps]
    findings = [finding.key for finding in case.open_findings("stop")]
    data = instalment_json(standing, case, findings) | {
        "as_of": iso(case.as_of),
        "steps": [step_json(step, text) for step, text in zip(steps, told, strict=True)],
    }
    return Answer(data=data, head=[_title(case, standing, words), *numbered(told)])


def explanation_lines(
    case: Case, standing: Standing, words: Words, without: Sequence[str] = ()
) -> list[str]:
    """The explanation of one instalment in words, under its title; `without` those steps."""
    steps = _steps(standing, case)
    told = [sentence(step, case, words) for step in steps if step.step not in without]
    return [_title(case, standing, words), *numbered(told)]


def _steps(standing: Standing, case: Case) -> list[Step]:
    """The steps, with the corrected terms behind the article that they stand in."""
    article, *rest = explain(standing, case.sight, case.reading_sources())
    found = resting(case).get(standing.instalment.id, ())
    return [article, *corrected.steps(found), *rest]


def _title(case: Case, standing: Standing, words: Words) -> str:
    name = f"{case.id}:{standing.instalment.id}"
    return words("explain.title", id=name, title=label(standing, words), as_of=case.as_of)


def numbered(texts: Sequence[str]) -> list[str]:
    """Sentences with their numbers."""
    return [f"{number:>2}. {text}" for number, text in enumerate(texts, 1)]


def step_json(step: Step, text: str) -> dict[str, Any]:
    """A step as scripts read it: its key and values, with the sentence beside them."""
    plain = {name: plain_value(value) for name, value in step.values.items()}
    return {"step": step.step, **plain, "words": text}


def talk_text(step: Step, words: Words) -> str:
    """A step of negotiating in words."""
    kind = {"open": "opened", "fail": "failed", "settle": "settled"}[step.values["act"]]
    return words("explain.talks", what=words(f"kind.negotiation-{kind}"), **step.values)


def sentence(step: Step, case: Case, words: Words) -> str:
    """A step in words."""
    if step.step == "talks":
        return talk_text(step, words)
    if step.step == "corrected":
        return corrected.step_text(step, case.document, words)
    demanded = step.step in ("demand", "limitation")
    variant = _of_limitation(step) if demanded else _variant(step)
    values = dict(step.values)
    for key in (*MONEY, *SERVED_MONEY, *SETTLED_MONEY):
        if key in values and step.step not in ("amended", "received"):
            values[key] = grouped(fen(values[key]))
    values |= _clauses(step, values, words)
    return words(f"explain.{variant}", **_named(step, values, case, words))


def _clauses(step: Step, values: dict[str, Any], words: Words) -> dict[str, Any]:
    """What a sentence adds where sums do not follow by themselves: rounding, an overpayment."""
    if step.step == "verdict":
        owes = fen(step.values["overpaid"]) == 0
        return {"over": "" if owes else words("explain.over", **values)}
    if step.step != "amount":
        return {}
    comes = values.get("whole", values["amount"])
    rest = words("explain.rest", comes=comes) if "alone" in values else ""
    return {"worth": values.get("alone", comes), "rest": rest}


def _variant(step: Step) -> str:
    """The sentence that fits the step's values."""
    fitting = VARIANTS.get(step.step)
    return fitting(step.values) if fitting else step.step


def _amount(values: dict[str, Any]) -> str:
    if "parts" in values:
        return "amount-part" if values["year"] else "amount-part-contract"
    return "amount-year" if values["year"] else "amount-contract"


def _event(values: dict[str, Any]) -> str:
    return "event" if values["happened"] else "event-ahead" if values["on"] else "event-unknown"


def _estimated(name: str) -> Variant:
    return lambda values: f"{name}-estimated" if values["estimated"] else name


def _deadline(values: dict[str, Any]) -> str:
    if "replaced_by" in values:
        return "deadline-before"
    return "deadline-estimated" if values["estimated"] else "deadline"


def _moved(values: dict[str, Any]) -> str:
    if "held" in values:
        return "moved-back-held"
    return f"moved-{values['roll']}" if values["roll"] else "moved"


def _less(values: dict[str, Any]) -> str:
    """A deduction that is more than there is leaves nought, and no difference."""
    beyond = fen(values["deducted"]) > fen(values["found"])
    return "settled-less-all" if beyond else "settled-less"


def _run(name: str) -> Variant:
    return lambda values: name if values["from"] == values["to"] else f"{name}-run"


def _amended(values: dict[str, Any]) -> str:
    return "amended-increase" if values["of"] else "amended-kept" if values["kept"] else "amended"


def _rule(values: dict[str, Any]) -> str:
    named = next(key for key in RULES if key in values["rule"])
    late = "-estimated" if named == "agreed" and values["estimated"] else ""
    return f"rule-{named}{late}"


def _basis(values: dict[str, Any]) -> str:
    if values["basis"] == "official":
        return "basis-official"
    same = values.get("earliest") == values.get("latest")
    return "basis-provisional-fixed" if same else "basis-provisional"


def _verdict(values: dict[str, Any]) -> str:
    open_ended = values["status"] == "due" and values["due_on"] is None
    past = values["status"] == "due" and values["working_days_left"] is None
    # due, but past its date: what is left is disputed, so that nothing of it is late
    named = "open" if open_ended else "disputed" if past else values["status"]
    if values.get("waits_for") == "papers":
        named = "waiting-papers"
    # what nothing is outstanding of, and what is not paid for all that, has no sum yet
    unsettled = values["status"] in RUNNING and not fen(values["outstanding"])
    return f"verdict-{named}-unsettled" if unsettled else f"verdict-{named}"


def _refund(values: dict[str, Any]) -> str:
    return "bounced" if values.get("bounced") else "refund"


RUNNING = ("projected", "waiting", "due")
RULES = ("day", "working_day", "date", "on", "agreed")  # by their keys in the contract file
VARIANTS: dict[str, Variant] = {
    "refund": _refund,
    "amount": _amount,
    "event": _event,
    "start": _estimated("start"),
    "deadline": _deadline,
    "rule": _rule,
    "skipped": _run("skipped"),
    "worked": _run("worked"),
    "plus": lambda values: "plus-first-day" if "first_day" in values else "plus",
    "put-off": lambda values: f"put-off-{values['why']}",
    "moved": _moved,
    "amended": _amended,
    "settled-less": _less,
    "sum-up-to": lambda values: "sum-up-to-anew" if "anew" in values else "sum-up-to",
    "basis": _basis,
    "verdict": _verdict,
}


def _paper(name: str, case: Case, words: Words) -> str:
    """A paper by its key, or by key and period."""
    key, _, period = name.partition(" ")
    return paper_text((key, period or None), None, case.terms, words)


def _named_sums(values: dict[str, Any], case: Case, words: Words) -> None:
    """Periods, items and payees by their names."""
    if "period" in values and "document" not in values and "because_of" not in values:
        named = period_text(values["period"], case.terms, words).strip()
        values["period"] = named or words("label.once")
    if "items" in values:
        values["items"] = words("list.separator").join(
            f"{item_text(k, case.terms, words)} {q} = {s}" for k, q, s in values["items"]
        )
    if "payee" in values:
        values["payee"] = next(p.name for p in case.terms.parties if p.key == values["payee"])


def _of_limitation(step: Step) -> str:
    if step.step == "limitation":
        return f"limitation-{step.values['because_of']}"
    return "demand" if step.values["reached_on"] else "demand-unproven"


def _named(step: Step, values: dict[str, Any], case: Case, words: Words) -> dict[str, Any]:
    """Keys of the model turned into the names people use."""
    if step.step == "reading":
        reading, choice = values["reading"], values["choice"]
        values["question"] = words(f"reading.{reading}")
        values["choice"] = words(f"reading.{reading}.{choice}")
        values["source"] = words(f"reading.from.{values['from']}")
    if "document" in values:
        paper = (values["document"], values.get("period"))
        values["document"] = paper_text(paper, None, case.terms, words)
    _named_sums(values, case, words)
    if "missing" in values:
        values["missing"] = [_paper(name, case, words) for name in values["missing"]]
    if step.step == "event":
        values["event"] = event_text(values["event"], values["year"], case, words)
    if step.step == "rule":
        rule = values.pop("rule")
        values["counted"] = "" if "on" in rule else rule_text(due_from(rule).rule, words)
    if "unit" in values:
        days = values["days"] if "days" in values else values["count"]
        values["counted"] = words(f"count.{values['unit']}", days=days)
    if "why" in values and step.step != "put-off":
        why = values["why"]
        values["why"] = words.festival(values["name"]) if values["name"] else words(f"why.{why}")
    if "sources" in values:
        values["sources"] = words("list.semicolon").join(dict.fromkeys(values["sources"]))
    return values
