"""Damages, what each side owes, line by line, cap by cap: columns, rows, JSON and sentences."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from svcctl.answers.answer import Answer, Column, Printed, Table, iso, rows_of
from svcctl.answers.damages_names import line_title
from svcctl.answers.named import Titles
from svcctl.answers.wish import NOTHING, Narrowed, Wish
from svcctl.billing.damages.assessment import (
    Line,
    LineStep,
    assess,
    owed_by,
    periods_text,
    rate_shown,
)
from svcctl.billing.damages.workings import right_step
from svcctl.billing.money import grouped, yuan
from svcctl.billing.record import Record
from svcctl.billing.rules import rate_text
from svcctl.billing.steps import Step
from svcctl.casebook.case import Case
from svcctl.i18n import Words

if TYPE_CHECKING:
    from svcctl.answers.picking import Traits


LEAST = 16  # cells that a name keeps
WHAT = {"rate": "damages", "loss": "loss", "appraisal": "fee"}  # by the kind of line


class DamagesRow(Record):
    """One line of one contract."""

    case: Case
    line: Line

    @property
    def contract(self) -> str:
        """The contract's id."""
        return self.case.id

    @property
    def whole_id(self) -> str:
        """CONTRACT:LINE."""
        return f"{self.contract}:{self.line.id}"


TABLE = Table(
    contract=Column("column.contract", "code", cell=lambda o, _: o.contract),
    state=Column(
        "column.state",
        "code",
        cell=lambda o, words: words(f"damages.{o.line.state}"),
        plain=lambda o: o.line.state,
    ),
    line=Column(
        "column.line", "code", spare=3, cell=lambda o, _: o.line.id, plain=lambda o: o.whole_id
    ),
    whole=Column("column.line", "code", spare=3, cell=lambda o, _: o.whole_id),
    title=Column(
        "column.contract-name",
        spare=1,
        least=LEAST,
        cell=lambda o, words: words.title(o.case.terms.title),
    ),
    named=Column(
        "column.line-name", least=LEAST, cell=lambda o, words: line_title(o.line, o.case, words)
    ),
    what=Column(
        "column.what",
        cell=lambda o, words: words(f"owed.{WHAT[o.line.kind]}"),
        plain=lambda o: WHAT[o.line.kind],
    ),
    payer=Column(
        "column.payer",
        cell=lambda o, words: words(f"party.{o.line.payer}"),
        plain=lambda o: o.line.payer,
    ),
    first=Column("column.from", "date", spare=2, cell=lambda o, _: iso(o.line.first)),
    last=Column("column.to", "date", spare=2, cell=lambda o, _: iso(o.line.last)),
    periods=Column(
        "column.periods",
        "code",
        spare=1,
        cell=lambda o, _: periods_text(o.line.periods),
        plain=lambda o: _periods_json(_part(o.line), o.line),
    ),
    rate=Column(
        "column.rate",
        "code",
        spare=2,
        cell=lambda o, _: rate_shown(o.line) or each_shown(o.line),
        plain=lambda o: rate_shown(o.line),
    ),
    base=Column("column.base", "money", cell=lambda o, _: o.line.base_fen),
    uncapped=Column("column.uncapped", "money", spare=2, cell=lambda o, _: o.line.uncapped_fen),
    amount=Column("column.damages", "money", cell=lambda o, _: o.line.amount_fen),
    sum=Column("column.sum", "money", cell=lambda o, _: o.line.amount_fen),
    waived=Column("column.waived", "money", cell=lambda o, _: o.line.relieved("waive")),
    settled=Column(
        "column.settled", "money", cell=lambda o, _: o.line.relieved("settle", "offset")
    ),
    open=Column("column.open", "money", cell=lambda o, _: o.line.open_fen),
    article=Column("column.article", spare=2, cell=lambda o, _: o.line.article),
    decision=Column(
        "column.decision",
        "code",
        cell=lambda o, words: words("list.separator").join(
            relief.decision for relief in o.line.reliefs if relief.decision
        ),
        plain=lambda o: [relief.decision for relief in o.line.reliefs if relief.decision],
    ),
)
SCREEN = TABLE.view("state named line payer first last periods rate uncapped amount open article")
MIXED = TABLE.view("state named line what payer first last periods rate uncapped sum open article")
SEVERAL_MIXED = TABLE.view(
    "state title named whole what payer first last periods rate uncapped sum open article"
)
SEVERAL = TABLE.view(
    "state title named whole payer first last periods rate uncapped amount open article"
)
AUDIT = TABLE.view(
    "contract line what state payer first last periods rate base uncapped amount waived settled open"
    " article decision"
)


def owed(case: Case) -> Iterator[DamagesRow]:
    """Every line of a contract."""
    return (DamagesRow(case, line) for line in assess(case.sight)) if case.terms.rules else iter(())


def assessed(
    rows: Sequence[DamagesRow],
    cases: Sequence[Case],
    as_of: date,
    words: Words,
    several: bool,
    known: str,
    wish: Wish = NOTHING,
) -> Answer:
    """What each side owes under the contracts' damages rules, line by line, cap by cap."""
    chosen = _chosen(rows, cases, wish, words)
    found = chosen.rows
    lines = [each.line for each in found]
    notes = _notes(found, words)
    mixed = any(line.kind != "rate" for line in lines)
    columns = _columns(mixed, several) if lines else ()
    answer = Answer(
        data=assessment_json(as_of, found) | chosen.json,
        columns=columns,
        rows=lambda: list(rows_of(columns, found, words)),
        head=[_title(lines, as_of, words) + known, *chosen.told],
        foot=[*sum_lines(lines, words), *(f"{n}. {text}" for n, text in enumerate(notes, 1))],
        groups=chosen.groups,
    )
    return answer._replace(printed=lambda: _printed(answer, chosen, cases, as_of, words))


STATES = {each: f"damages.{each}" for each in ("contingent", "owed", "waived", "settled")}


def _chosen(
    rows: Sequence[DamagesRow], cases: Sequence[Case], wish: Wish, words: Words
) -> Narrowed:
    if not wish.asked:
        return Narrowed(rows)
    from svcctl.answers.narrowing import By, called, narrowed, traits_of

    def traits(row: DamagesRow, words: Words) -> "Traits":
        line = row.line
        return traits_of(
            *(row.case, words, line.id, line.first),
            statuses=called(line.state, STATES),
            fen=line.open_fen,
            words=(line.rule.key, words(f"party.{line.payer}")),
        )

    return narrowed(rows, cases, wish, By(traits, STATES, _sums_json), words)


def _sums_json(rows: Sequence[DamagesRow]) -> dict[str, Any]:
    lines = [each.line for each in rows]
    return {
        key: {party: yuan(sum_) for party, sum_ in owed_by(lines, contingent).items()}
        for key, contingent in (("owed_by", False), ("contingent", True))
    }


def _printed(
    answer: Answer, chosen: Narrowed, cases: Sequence[Case], as_of: date, words: Words
) -> Printed:
    """What one side owes and what the other does add up to nothing: each stands under the list."""
    from svcctl.answers.printing import printed
    from svcctl.billing.capitals import capitals

    lines = [each.line for each in chosen.rows]
    one = {(line.payer, line.contingent) for line in lines if line.open_fen}
    told = [
        words("damages.capitals", party=words(f"party.{party}"), capitals=capitals(fen))
        for party, fen in owed_by(lines).items()
        if fen and len(one) > 1
    ]
    several = len(cases) > 1
    # beside a contract's name a line needs no other
    columns = [
        TABLE.columns["line"] if several and each.heading == "column.line" else each
        for each in answer.columns or SCREEN
    ]
    adding = answer._replace(columns=columns, adds_up=len(one) == 1, foot=[*told, *answer.foot])
    what = words("export.damages")
    return printed(adding, chosen, cases, what, as_of, words, lambda row: row.case)


def _notes(found: Sequence[DamagesRow], words: Words) -> list[str]:
    """The remarks on each contract's lines, of several each with the contract's name."""
    notes = []
    cases: dict[str, tuple[Case, list[Line]]] = {}
    for each in found:
        cases.setdefault(each.contract, (each.case, []))[1].append(each.line)
    for case, lines in cases.values():
        named = Titles(case.terms, case.position.breaches).words(words)
        told = remarks(lines, named) + beside_the_law(lines, named)
        if len(cases) > 1:
            told = [words("todo.line", contract=case.terms.title, text=text) for text in told]
        notes += told
    return notes


def _columns(mixed: bool, several: bool) -> Sequence[Column]:
    """What the screen shows: what a line is, where not all of them are damages."""
    if mixed:
        return SEVERAL_MIXED if several else MIXED
    return SEVERAL if several else SCREEN


def _title(lines: Sequence[Line], as_of: date, words: Words) -> str:
    """The heading, which names what is in the list."""
    kinds = {WHAT[line.kind] for line in lines} - {"damages"}
    named = [words(f"owed.{what}") for what in WHAT.values() if what in kinds]
    beside = "".join(words("damages.and", what=what) for what in named)
    return words("damages.title", as_of=as_of, weekday=words.weekday(as_of), beside=beside)


def each_shown(line: Line) -> str | None:
    """The amount of a time or a period, with the times; None where a rate says how much."""
    if line.kind != "rate" or line.rule.amount_fen is None:
        return None
    times = f" x {line.times}" if line.times > 1 else ""
    return grouped(line.rule.amount_fen) + times


def _part(line: Line) -> str:
    return line.rule.per.part if line.rule.per else ""


def _periods_json(part: str, counted: Line | LineStep) -> int | str | None:
    # but for days that count pro rata the units are the periods
    return periods_text(counted.periods) if part == "pro-rata" else counted.units


def line_json(line: Line, contract: str) -> dict[str, Any]:
    """One line as scripts read it; the names are fixed."""
    part, since = _part(line), line.may_terminate_from
    return {
        "id": f"{contract}:{line.id}",
        "what": WHAT[line.kind],
        "rule": line.rule.key,
        "payer": line.payer,
        "article": line.article,
        "breach": f"{contract}:{line.subject}",
        "from": iso(line.first),
        "to": iso(line.last),
        "periods": _periods_json(part, line),
        "rate": rate_shown(line),
        "base": None if line.base_fen is None else yuan(line.base_fen),
        "uncapped": yuan(line.uncapped_fen),
        "amount": yuan(line.amount_fen),
        "capped": line.kind == "rate" and line.amount_fen < line.uncapped_fen,
        "cap_reached_on": iso(line.cap_reached_on),
        "gate": "negotiation-failed" if line.kind == "rate" and line.rule.gated else None,
        "gate_met_on": iso(line.gate_met_on),
        "may_terminate": since is not None,
        "may_terminate_from": iso(since),
        "state": line.state,
    } | _only_where_it_is(line, part)


def _only_where_it_is(line: Line, part: str) -> dict[str, Any]:
    """What few lines have: sums let fall or paid and what is left, objections, other spans."""
    found: dict[str, Any] = {}
    if line.reliefs:
        for key, act in (("waived", "waive"), ("settled", "settle"), ("offset", "offset")):
            if line.relieved(act):
                found[key] = yuan(line.relieved(act))
        found["open"] = yuan(line.open_fen)
    if line.undecided:
        found["undecided"] = [relief.event for relief in line.undecided]
    if line.times > 1:
        found["times"] = line.times
    if line.right.by:
        found["may_terminate_by"] = line.right.by
    if line.contested:
        found["contested"] = True
    if line.unfounded:
        found["unfounded"] = True
    if len(line.steps) > 1:
        found["steps"] = [_span_json(step, line, part) for step in line.steps]
    return found


def _span_json(step: LineStep, line: Line, part: str) -> dict[str, Any]:
    return {
        "from": iso(step.first),
        "to": iso(step.last),
        "periods": _periods_json(part, step),
        "base": yuan(step.base_fen),
        "rate": rate_text(step.rate) if line.rule.amount_fen is None else None,
        "amount": yuan(step.amount_fen),
    }


def what_if_json(line: Line, contract: str) -> dict[str, Any]:
    """A line that is only thought of: its dates are nobody's."""
    found = line_json(line, contract)
    nowhere = dict.fromkeys(("from", "to", "cap_reached_on", "gate_met_on", "may_terminate_from"))
    if "steps" in found:
        found["steps"] = [step | {"from": None, "to": None} for step in found["steps"]]
    return (
        found
        | nowhere
        | {"id": None, "breach": None, "may_terminate": line.may_terminate_from is not None}
    )


def assessment_json(as_of: date, found: Sequence[DamagesRow]) -> dict[str, Any]:
    """`damages assess` as scripts read it."""
    lines = [each.line for each in found]
    return {
        "as_of": as_of.isoformat(),
        "currency": "CNY",
        "owed_by": {party: yuan(sum_) for party, sum_ in owed_by(lines).items()},
        "contingent": {
            party: yuan(sum_) for party, sum_ in owed_by(lines, contingent=True).items()
        },
        "lines": [line_json(each.line, each.contract) for each in found],
    } | _of_which(lines)


def _of_which(lines: Sequence[Line]) -> dict[str, Any]:
    """What of the sums owed is damages, what losses, what fees; nothing where all are damages."""
    if all(line.kind == "rate" for line in lines):
        return {}
    parts = {
        what: owed_by([line for line in lines if WHAT[line.kind] == what]) for what in WHAT.values()
    }
    return {
        "of_which": {
            what: {party: yuan(sum_) for party, sum_ in sums.items()}
            for what, sums in parts.items()
        }
    }


def sum_lines(lines: Sequence[Line], words: Words) -> list[str]:
    """What each side owes, and would owe once gates are met."""
    found = []
    for contingent in (False, True):
        for party, total in owed_by(lines, contingent).items():
            if total:
                key = "damages.sum-contingent" if contingent else "damages.sum-owed"
                parts = parts_owed(lines, party, contingent, words)
                values = {"party": words(f"party.{party}"), "amount": grouped(total)}
                found.append(words(key, parts=parts, **values))
    return found or [words("damages.sum-none")]


def parts_owed(lines: Sequence[Line], party: str, contingent: bool, words: Words) -> str:
    """What of a sum is damages, what losses, what fees; nothing where it is damages alone."""
    sums = dict.fromkeys(WHAT.values(), 0)
    for line in lines:
        if line.payer == party and line.contingent == contingent:
            sums[WHAT[line.kind]] += line.open_fen
    told = [
        words("owed.part", what=words(f"owed.{what}"), amount=grouped(fen))
        for what, fen in sums.items()
        if fen
    ]
    alone = not sums["loss"] and not sums["fee"]
    return "" if alone else words("owed.parts", parts=words("list.separator").join(told))


def remarks(lines: Sequence[Line], words: Words) -> list[str]:
    """What to know beside the sums: caps, gates, rights, objections, waivers without a decision."""
    return [text for line in lines for text in _remarks(line, words)]


def claim_remarks(lines: Sequence[Line], words: Words) -> list[str]:
    """What a claim itself may say beside its sums: how they were capped, and the right to end.

    That a claim is contested, waived without a decision or paid too much is for our own eyes.
    """
    return [text for line in lines for text in (*_limits(line, words), *_right(line, words))]


def _remarks(line: Line, words: Words) -> Iterator[str]:
    if line.contingent and line.amount_fen:
        yield words("damages.gate", id=line.id)
    yield from _limits(line, words)
    yield from _right(line, words)
    if line.contested:
        yield words("damages.contested" if line.event else "damages.before-contest", id=line.id)
    if line.unfounded:
        yield words("damages.unfounded", id=line.id)
    if line.beyond_fen:
        yield words("damages.beyond", id=line.id, amount=grouped(line.beyond_fen))
    for relief in line.undecided:
        yield words("damages.undecided", id=line.id, event=relief.event)


def _limits(line: Line, words: Words) -> Iterator[str]:
    if line.kind == "loss" and line.amount_fen < line.uncapped_fen:
        proven, rest = grouped(line.uncapped_fen), grouped(line.amount_fen)
        yield words("damages.loss-included", id=line.id, proven=proven, amount=rest)
    elif line.amount_fen < line.uncapped_fen:
        sums = {"uncapped": line.uncapped_fen, "amount": line.amount_fen, "cap": line.cap_fen or 0}
        pool = line.rule.cap.pool if line.rule.cap else "breach"
        values = {key: grouped(amount) for key, amount in sums.items()}
        yield words(f"damages.capped-{pool}", id=line.id, **values)


def _right(line: Line, words: Words) -> Iterator[str]:
    if line.may_terminate_from:
        values = right_values(right_step(line), words)
        yield words(f"damages.terminate-{line.right.by}", id=line.id, **values)


def right_values(step: Step, words: Words) -> dict[str, Any]:
    """The right to end the contract, with the length of a span in words."""
    values = dict(step.values)
    if values.get("within"):
        length, unit = values["within"].split()
        span = words(f"count.{unit}", days=int(length))
        values["within"] = words("damages.within", span=span)
    elif "within" in values:
        values["within"] = words("damages.in-all")
    return values


def beside_the_law(lines: Sequence[Line], words: Words) -> list[str]:
    """Damages far above a proven loss, which the other side may ask to have reduced."""
    if all(line.kind != "loss" for line in lines):
        return []
    from svcctl.answers.law import excess_text
    from svcctl.billing.law.statute import excesses

    return [excess_text(excess, "", words) for excess in excesses(lines)]
