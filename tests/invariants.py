"""What holds of every answer, whatever has happened: sums add up, sentences recompute, nothing that was told is lost."""

import re
from datetime import date
from fractions import Fraction

from office import CONTRACT, Answer, Office
from svcctl.billing import position as p
from svcctl.billing.explain import explain
from svcctl.billing.refusal import Refusal
from svcctl.billing.schedule import Standing
from svcctl.billing.steps import Step
from svcctl.billing.terms import READING_CHOICES
from svcctl.casebook.case import Case, case_from
from svcctl.casebook.kinds import WithTerms
from svcctl.casebook.objections import objections
from svcctl.casebook.payloads import assumed
from svcctl.desk.desk import desk_from
from svcctl.desk.looking import read_case

SUMS = ("amount", "added", "reduced", "offset", "paid", "outstanding", "overpaid")
READING_COMMANDS = (
    "payments due",
    "payments schedule",
    "payments forecast --by year",
    "payments plan",
    "damages assess",
    "audit log",
    "audit late",
    "contract show",
    "contract findings",
    "contract law",
    "obligations list",
    "guarantee list",
    "breach list",
    "force-majeure list",
    "invoice list",
    "reports status",
    "export schedule",
    "export payments",
    "export damages",
    "explain Y1-advance",
    "explain Y1-balance",
    "explain Y2-advance",
    "explain Y3-advance",
)
TAKEN_OFF = ("served", "not-triggered", "no-longer-paid", "conceded")


def fen(yuan: str | None) -> int:
    """Fen of a sum as JSON writes it; nothing is nought."""
    return int(Fraction(yuan or "0") * 100)


def short(row: Answer) -> str:
    """The id without the contract."""
    return str(row["id"]).partition(":")[2]


def case_of(office: Office, as_of: date) -> Case:
    """The contract as a command has it before it."""
    return read_case(desk_from(store=str(office.store), as_of=as_of, contract=CONTRACT))


# -- sums ------------------------------------------------------------------------------------------


def identity(row: Answer) -> None:
    """What is owed, less what was taken off, set against it and paid, is what is outstanding or overpaid."""
    amount, added, reduced, offset, paid, outstanding, overpaid = (fen(row[key]) for key in SUMS)
    assert amount + added - reduced - offset - paid == outstanding - overpaid, row
    assert min(amount, reduced, offset, outstanding, overpaid) >= 0, row


def sums_add_up(found: Answer) -> None:
    """Each row and the totals keep the identity; totals are the sums of the rows; nothing is both owed and overpaid."""
    for row in found["instalments"]:
        identity(row)
        assert not (fen(row["outstanding"]) and fen(row["overpaid"])), row
    identity(found)
    # what goes back of a guarantee is in no total of payments
    owed = [row for row in found["instalments"] if row["kind"] == "instalment"]
    for key in SUMS:
        assert fen(found[key]) == sum(fen(row[key]) for row in owed), key


SIGNS = {
    "Total": 1,
    "added": 1,
    "taken off": -1,
    "set against it": -1,
    "paid": -1,
    "outstanding": -1,
    "overpaid": 1,
}


def total_adds_up(text: str) -> None:
    """The line of totals, by its words alone: what is added and taken from the sum leaves nothing."""
    [line] = [each for each in text.splitlines() if re.match(r"Total \d", each)]
    told = dict(part.rsplit(" ", 1) for part in line.partition("    payable ")[0].split("    "))
    assert sum(SIGNS[name] * fen(told[name].replace(",", "")) for name in told) == 0, line


def money_is_told(found: Answer, due_list: str) -> None:
    """What was paid though nobody owes it is overpaid, and the due list says by how much."""
    for row in found["instalments"]:
        if row["status"] == "cancelled":
            assert fen(row["outstanding"]) == 0, row
            assert fen(row["overpaid"]) == fen(row["paid"]) + fen(row["offset"]), row
        if fen(row["overpaid"]):
            assert re.search(rf"{short(row)}\b.*{grouped(row['overpaid'])}", due_list), due_list


def grouped(yuan: str) -> str:
    """A sum as people read it."""
    whole, _, decimals = yuan.partition(".")
    return f"{int(whole):,}.{decimals}"


# -- explanations ----------------------------------------------------------------------------------


def explanation_recomputes(standing: Standing, case: Case) -> None:
    """Every product that an explanation states comes to what it says; its moves lead to what is outstanding."""
    steps = explain(standing, case.sight, case.reading_sources())
    left = standing.instalment.amount_fen
    for step in steps:
        recompute(step, standing)
        sign = dict.fromkeys(("payment", "offset", *TAKEN_OFF), -1) | {"refund": 1}
        left += sign.get(step.step, 0) * fen(step.values.get("amount"))
    verdict = steps[-1].values
    assert left == fen(verdict["outstanding"]) - fen(verdict["overpaid"]), steps


def recompute(step: Step, standing: Standing) -> None:
    """The arithmetic of one step."""
    told = step.values
    match step.step:
        case "amount":
            share = Fraction(told["share"].removesuffix("%")) / 100
            assert half_up(fen(told["of"]) * share) == fen(told.get("whole", told["amount"])), told
        case "served":
            earned = Fraction(fen(told["of"]) * told["served"], told["days"])
            assert half_up(earned) == fen(told["earned"]) >= fen(told["stays"]), told
            assert fen(told["stays"]) + fen(told["amount"]) == standing.instalment.amount_fen, told
        case "conceded":
            assert fen(told["disputed"]) - fen(told["owed"]) == fen(told["amount"]), told


def half_up(exact: Fraction) -> int:
    """Whole fen."""
    return int((exact + Fraction(1, 2)) // 1)


# -- readings --------------------------------------------------------------------------------------


def read_otherwise(case: Case, reading: str, choice: str) -> Case:
    """The contract as if every paper of it had made that choice."""
    holding = []
    for fact in case.holding:
        if isinstance(fact.says, WithTerms):
            readings = fact.says.terms.get("readings", {}) | {reading: choice}
            says = fact.says._replace(terms=fact.says.terms | {"readings": readings})
            fact = fact._replace(says=says)
        holding.append(fact)
    found = case_from(case.id, holding, case.as_of, case.calendar_named)
    assert found
    return found


def resting(case: Case) -> set[str]:
    """The overdue instalments that some other choice of a reading would not have overdue."""
    late = {s.instalment.id for s in case.standings if s.status == "overdue"}
    found: set[str] = set()
    for reading, choices in READING_CHOICES.items():
        for other in set(choices) - {case.terms.readings[reading]} if late else ():
            tried = read_otherwise(case, reading, other).standings
            found |= {s.instalment.id for s in tried if s.status != "overdue"}
    return found & late


def marks_are_right(office: Office, as_of: date) -> None:
    """The due list marks just the instalments that are late by one reading and not by another."""
    due_list = office.do("payments due --as-of", as_of).out
    assert marked(due_list) == resting(case_of(office, as_of)), due_list


def marked(due_list: str) -> set[str]:
    """The instalments whose deadline carries the mark that it rests on a reading."""
    lines = [line for line in due_list.splitlines() if re.search(r"\d{4}-\d\d-\d\d\*", line)]
    return {match[0] for line in lines if (match := re.search(r"Y\d-[\w-]+", line))}


# -- refusals and what is told ---------------------------------------------------------------------


def objected(case: Case, iid: str, amount_fen: int) -> set[str]:
    """The keys of what stands against paying so much of an instalment today, beside what stood against facts before."""
    paid = p.Payment(on=case.as_of, parts=((iid, amount_fen),))
    facts = assumed(case.id, len(case.recorded), [paid], "finance", "9999")
    before = {_what(each) for each in objections(case.holding, case.sight)}
    after = objections([*case.holding, *facts], case.sight)
    return {each.key for each in after if _what(each) not in before}


def _what(objection: Refusal) -> tuple[str, str]:
    return objection.key, str(sorted(objection.values.items()))


def too_much_is_refused(case: Case) -> None:
    """A fen more than is owed is refused, and what is owed is taken; a file that is closed takes nothing."""
    for standing in case.standings:
        iid, owed = standing.instalment.id, standing.outstanding_fen
        assert "payment.more-than-owed" in objected(case, iid, owed + 1), iid
        closed = {"fact.closed"} if case.position.closed_on else set()
        assert not owed or objected(case, iid, owed) == closed, iid


def told_well(out: str) -> None:
    """No nought is told of an instalment that is gone or new; a new line of damages may come to nothing."""
    told = [line for line in out.splitlines() if " damages: " not in line]
    assert not re.search(r": (0\.00 -> none|none -> 0\.00)", "\n".join(told)), out


def reliefs_are_told(damages: Answer, schedule: Answer, case: Case) -> None:
    """What was let fall, paid or set against an instalment stands with a line of damages."""
    for act, key in (("waive", "waived"), ("settle", "settled"), ("offset", "offset")):
        told = sum(fen(line.get(key)) for line in damages["lines"])
        assert told == sum(r.fen for r in case.position.reliefs if r.act == act), (act, damages)
    offset = sum(fen(row["offset"]) for row in schedule["instalments"])
    assert offset == sum(fen(line.get("offset")) for line in damages["lines"])


def no_stumble(office: Office, as_of: date, commands: tuple[str, ...], lang: str) -> None:
    """The reading commands answer, and no name of the program's own shows through."""
    for command in commands:
        said = office.run(*command.split(), "--as-of", as_of, "--lang", lang)
        unknown = command.startswith("explain") and said.code == 2 and "Y" in said.err
        assert said.code == 0 or unknown, (command, said)
        assert "None" not in said.out, (command, said.out)


def everything_holds(office: Office, as_of: date) -> None:
    """All of it, on a day."""
    on = ("--as-of", as_of)
    case = case_of(office, as_of)
    schedule = office.json("payments schedule", *on)
    due_list = office.do("payments due", *on).out
    sums_add_up(schedule)
    money_is_told(schedule, due_list)
    for standing in case.standings:
        explanation_recomputes(standing, case)
    reliefs_are_told(office.json("damages assess", *on), schedule, case)
    if all(fact.happened_on <= as_of.isoformat() for fact in case.holding):
        too_much_is_refused(case)
