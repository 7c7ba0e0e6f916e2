"""Damages as JSON, as rows and in words: what each side owes, line by line, cap by cap."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from svcctl.billing.damages import Line, Step, owed_by, rate_shown
from svcctl.billing.money import grouped, yuan
from svcctl.billing.rules import rate_text
from svcctl.export.report import Cell, Column
from svcctl.export.views import iso
from svcctl.i18n import Words

DAMAGES_COLUMNS = (
    Column("column.state", "code"),
    Column("column.line", "code"),
    Column("column.payer"),
    Column("column.from", "code", spare=True),
    Column("column.to", "code", spare=True),
    Column("column.periods", "code"),
    Column("column.rate", "code", spare=True),
    Column("column.uncapped", "money", spare=True),
    Column("column.damages", "money"),
    Column("column.open", "money"),
    Column("column.article", spare=True),
)


def periods_text(periods: Fraction | None) -> str | None:
    """Periods as a decimal: 3, 2.5, 1.666667."""
    if periods is None:
        return None
    if periods.denominator == 1:
        return str(periods.numerator)
    millionths = (periods.numerator * 2_000_000 + periods.denominator) // (2 * periods.denominator)
    return f"{millionths // 1_000_000}.{millionths % 1_000_000:06d}".rstrip("0")


def _periods_json(line_part: str, periods: Fraction | None) -> int | str | None:
    if periods is None:
        return None
    return periods_text(periods) if line_part == "pro-rata" else int(periods)


def line_json(line: Line, contract: str) -> dict[str, Any]:
    """One line as scripts read it; the names are fixed."""
    part = line.rule.per.part if line.rule.per else ""
    return {
        "id": f"{contract}:{line.id}",
        "rule": line.rule.key,
        "payer": line.payer,
        "article": line.article,
        "breach": f"{contract}:{line.subject}",
        "from": iso(line.first),
        "to": iso(line.last),
        "periods": _periods_json(part, line.periods),
        "rate": rate_shown(line),
        "base": None if line.base_fen is None else yuan(line.base_fen),
        "uncapped": yuan(line.uncapped_fen),
        "amount": yuan(line.amount_fen),
        "capped": line.amount_fen < line.uncapped_fen,
        "cap_reached_on": iso(line.cap_reached_on),
        "gate": "negotiation-failed" if line.kind == "rate" and line.rule.gated else None,
        "gate_met_on": iso(line.gate_met_on),
        "may_terminate": line.may_terminate_from is not None,
        "may_terminate_from": iso(line.may_terminate_from),
        "state": line.state,
    } | _only_where_it_is(line, part)


def _only_where_it_is(line: Line, part: str) -> dict[str, Any]:
    """What few lines have: sums let fall or paid and what is left then, objections, and spans that differ."""
    found: dict[str, Any] = {}
    if line.kind != "rate":
        found["kind"] = line.kind
    for key, act in (("waived", "waive"), ("settled", "settle"), ("offset", "offset")):
        if line.relieved(act):
            found[key] = yuan(line.relieved(act))
    if line.reliefs:
        found["open"] = yuan(line.open_fen)
    if line.undecided:
        found["undecided"] = [relief.event for relief in line.undecided]
    if line.contested:
        found["contested"] = True
    if line.unfounded:
        found["unfounded"] = True
    if len(line.steps) > 1:
        found["steps"] = [_step_json(step, part) for step in line.steps]
    return found


def _step_json(step: Step, part: str) -> dict[str, Any]:
    return {
        "from": iso(step.first),
        "to": iso(step.last),
        "periods": _periods_json(part, step.periods),
        "base": yuan(step.base_fen),
        "rate": rate_text(step.rate),
        "amount": yuan(step.amount_fen),
    }


def what_if_json(line: Line, contract: str) -> dict[str, Any]:
    """A line that is only thought of: its dates are nobody's."""
    found = line_json(line, contract)
    nowhere = dict.fromkeys(("from", "to", "cap_reached_on", "gate_met_on", "may_terminate_from"))
    if "steps" in found:
        found["steps"] = [step | {"from": None, "to": None} for step in found["steps"]]
    return found | nowhere | {"id": None, "breach": None, "may_terminate": line.may_terminate_from is not None}


def assessment_json(as_of: date, listed: Sequence[tuple[str, Sequence[Line]]]) -> dict[str, Any]:
    """`damages assess` as scripts read it."""
    lines = [line for _, part in listed for line in part]
    return {
        "as_of": as_of.isoformat(),
        "currency": "CNY",
        "owed_by": {party: yuan(fen) for party, fen in owed_by(lines).items()},
        "contingent": {party: yuan(fen) for party, fen in owed_by(lines, contingent=True).items()},
        "lines": [line_json(line, contract) for contract, part in listed for line in part],
    }


def line_row(line: Line, contract: str, words: Words) -> list[Cell]:
    """One line of the damages table."""
    return [
        words(f"damages.{line.state}"),
        f"{contract}:{line.id}" if contract else line.id,
        words(f"party.{line.payer}"),
        iso(line.first),
        iso(line.last),
        periods_text(line.periods),
        rate_shown(line),
        line.uncapped_fen,
        line.amount_fen,
        line.open_fen,
        line.article,
    ]


def sum_lines(lines: Sequence[Line], words: Words) -> list[str]:
    """What each side owes, and would owe once gates are met."""
    found = []
    for contingent in (False, True):
        for party, fen in owed_by(lines, contingent).items():
            if fen:
                key = "damages.sum-contingent" if contingent else "damages.sum-owed"
                found.append(words(key, party=words(f"party.{party}"), amount=grouped(fen)))
    return found or [words("damages.sum-none")]


def remarks(lines: Sequence[Line], words: Words) -> list[str]:
    """What a person must know beside the sums: caps, gates, rights, objections, waivers without a decision."""
    found = []
    for line in lines:
        if line.contingent and line.amount_fen:
            found.append(words("damages.gate", id=line.id))
        if line.amount_fen < line.uncapped_fen:
            values = {"uncapped": grouped(line.uncapped_fen), "amount": grouped(line.amount_fen)}
            pool = line.rule.cap.pool if line.rule.cap else "breach"
            found.append(words(f"damages.capped-{pool}", id=line.id, cap=grouped(line.cap_fen or 0), **values))
        if line.may_terminate_from:
            days = line.rule.terminate_after_days
            found.append(words("damages.terminate", id=line.id, on=line.may_terminate_from, days=days))
        if line.contested:
            found.append(words("damages.contested", id=line.id))
        if line.unfounded:
            found.append(words("damages.unfounded", id=line.id))
        if line.beyond_fen:
            found.append(words("damages.beyond", id=line.id, amount=grouped(line.beyond_fen)))
        found += [words("damages.undecided", id=line.id, event=relief.event) for relief in line.undecided]
    return found


def beside_the_law(lines: Sequence[Line], words: Words) -> list[str]:
    """Damages far above a proven loss, which the other side may ask to have reduced."""
    if all(line.kind != "loss" for line in lines):
        return []
    from svcctl.billing.statute import excesses
    from svcctl.export.law_page import excess_text

    return [excess_text(excess, "", words) for excess in excesses(lines)]


def thought(line: Line, words: Words) -> list[str]:
    """How the sum of a line that is only thought of comes about; it has no dates."""
    texts = [
        words("damages.step-article", article=line.article, rule=line.rule.key, payer=words(f"party.{line.payer}"))
    ]
    texts += [words("damages.step-no-rate")] if line.rule.rate is None else _rate_steps(line, words, dated=False)
    texts.append(words("damages.step-thought", amount=grouped(line.amount_fen)))
    if line.may_terminate_from:
        texts.append(words("damages.step-may-terminate", days=line.rule.terminate_after_days))
    return [words("damages.what-if", rule=line.rule.key)] + [f"{n:>2}. {text}" for n, text in enumerate(texts, 1)]


def explained(line: Line, words: Words, as_of: date) -> list[str]:
    """How a line's sum came about, one numbered sentence a step."""
    rule = line.rule
    steps = [words("damages.step-article", article=line.article, rule=rule.key, payer=words(f"party.{line.payer}"))]
    if line.kind != "rate":
        steps.append(words(f"damages.step-{line.kind}", on=line.first, amount=grouped(line.amount_fen)))
    elif rule.rate is None:
        steps.append(words("damages.step-no-rate"))
    else:
        steps += _rate_steps(line, words)
    for relief in line.reliefs:
        values = {"on": relief.on, "amount": grouped(relief.fen), "event": relief.event}
        steps.append(words(f"damages.step-{relief.act}", **values))
    values = {"as_of": as_of, "state": words(f"damages.{line.state}"), "open": grouped(line.open_fen)}
    steps.append(words("damages.step-verdict", amount=grouped(line.amount_fen), **values))
    return [words("damages.explain-title", id=line.id)] + [f"{n:>2}. {text}" for n, text in enumerate(steps, 1)]


def _rate_steps(line: Line, words: Words, dated: bool = True) -> list[str]:
    rule = line.rule
    steps = [words(f"damages.base-{rule.base}")]
    values: dict[str, Any]
    if rule.per is None:
        values = {"base": grouped(line.base_fen or 0), "rate": rate_shown(line), "amount": grouped(line.uncapped_fen)}
        steps.append(words("damages.step-once", **values) if line.first else words("damages.step-not-charged"))
    else:
        steps.append(words(f"damages.part-{rule.per.part}", days=rule.per.days))
        for step in line.steps:
            values = {
                "first": step.first,
                "last": step.last,
                "periods": periods_text(step.periods),
                "base": grouped(step.base_fen),
                "rate": rate_text(step.rate),
                "amount": grouped(step.amount_fen),
            }
            steps.append(words("damages.step-span" if dated else "damages.step-span-thought", **values))
        if not line.steps:
            steps.append(words("damages.step-no-days"))
    if rule.cap:
        key = f"damages.step-cap-{rule.cap.pool}"
        steps.append(words(key, cap=grouped(line.cap_fen or 0), share=rate_text(rule.cap.share)))
    if line.cap_reached_on and dated:
        steps.append(words("damages.step-cap-reached", on=line.cap_reached_on))
    if rule.gated and dated:
        met = line.gate_met_on
        steps.append(words("damages.step-gate-met", on=met) if met else words("damages.step-gate"))
    return steps
