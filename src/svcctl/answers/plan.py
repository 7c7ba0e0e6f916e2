"""The plan of use of funds as it is shown: a list with sub-totals, the projects of the budget, JSON."""

from collections import Counter
from collections.abc import Sequence, Set
from datetime import date
from typing import TYPE_CHECKING, Any

from svcctl.answers.answer import Answer, Cell, Column, Groups, Printed, Table, rows_of
from svcctl.answers.planned import SUMS, Plan, Planned, Project, days_of
from svcctl.answers.printing import heading
from svcctl.answers.terminal import stacked
from svcctl.answers.wish import Wish
from svcctl.billing.forecast import period_of
from svcctl.billing.money import grouped, yuan
from svcctl.casebook.case import Case
from svcctl.i18n import Words, plain_title

if TYPE_CHECKING:
    from svcctl.answers.picking import Traits

MONTHS = tuple(f"{number:02}" for number in range(1, 13))
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
MOST_NAMED = 6  # contracts that no budget names, told by title
TABLE = Table(
    period=Column("column.period", "code", cell=lambda r, words: words.period(r.period)),
    contract=Column("column.contract", "code", cell=lambda r, _: r.case.id),
    title=Column("column.contract-name", least=14, cell=lambda r, words: words.title(r.case.terms.title)),
    party=Column("column.other-side", spare=2, cell=lambda r, words: _other_side(r, words)),
    fund=Column("column.fund", least=8, cell=lambda r, words: r.fund or words("picked.not-said")),
    paid=Column("column.paid", "money", spare=1, cell=lambda r, _: r.paid),
    certain=Column("column.certain", "money", cell=lambda r, _: r.certain),
    provisional=Column("column.provisional", "money", cell=lambda r, _: r.provisional),
    total=Column("column.planned", "money", cell=lambda r, _: r.total),
)  # fmt: skip
LONG = TABLE.view("period contract title party fund paid certain provisional total")
SCREEN = TABLE.view("title party fund paid certain provisional total")
PROJECTS = Table(
    name=Column("column.budget-project", least=14, cell=lambda p, words: p.name or words("plan.whole")),
    budget=Column("column.budget", "money", cell=lambda p, _: p.budget),
    paid=Column("column.paid", "money", cell=lambda p, _: p.paid),
    certain=Column("column.certain", "money", cell=lambda p, _: p.certain),
    provisional=Column("column.provisional", "money", cell=lambda p, _: p.provisional),
    left=Column("column.budget-left", "money", cell=lambda p, _: p.left),
).view("name budget paid certain provisional left")  # fmt: skip


def _other_side(row: Planned, words: Words) -> str:
    supplier = words.role == "supplier"
    return row.case.terms.party("purchaser").name if supplier else row.payee


def narrowed_to(plan: Plan, cases: Sequence[Case], wish: Wish, words: Words) -> Plan:
    """The rows of a plan that were asked for, and the projects that pay for their contracts."""
    if not wish.asked:
        return plan
    from svcctl.answers.narrowing import By, narrowed, traits_of

    def traits(row: Planned, words: Words) -> "Traits":
        first, last = days_of(row.period)
        # a period of which any day was asked for
        on = min(max(first, wish.since or first), last)
        told = {"supplier": row.payee, "fund": row.fund, "fen": row.total}
        return traits_of(row.case, words, row.period, on, **told)

    chosen = narrowed(plan.rows, cases, wish, By(traits), words)
    kept = plan._replace(rows=chosen.rows, told=chosen.told, picked=chosen.json)
    return of_contracts(kept, {row.case.id for row in chosen.rows})


def of_contracts(plan: Plan, contracts: Set[str]) -> Plan:
    """What a plan says of those contracts; the projects that pay for them are told whole."""
    return plan._replace(
        rows=[row for row in plan.rows if row.case.id in contracts],
        projects=[each for each in plan.projects if each.contracts & contracts],
        unbudgeted=[case for case in plan.unbudgeted if case.id in contracts],
    )


def shown(plan: Plan, as_of: date, known: str, words: Words) -> Answer:
    """The plan as a list: a row a period, contract and source, sub-totals by period on a screen."""
    title = words("plan.title", year=plan.year, by=words(f"by.{plan.by}"), as_of=as_of)
    answer = Answer(
        data=plan_json(plan, as_of) | plan.picked,
        columns=LONG,
        rows=lambda: list(rows_of(LONG, plan.rows, words)),
        head=[title + known, *plan.told],
        foot=notes(plan, words),
        adds_up=True,
        page=lambda width, colours: stacked(
            _tables(plan, as_of, title + known, words), words, width, colours
        ),
    )
    return answer._replace(printed=lambda: _printed(plan, as_of, words))


def _printed(plan: Plan, as_of: date, words: Words) -> list[Printed]:
    """The plan period by period with sub-totals; the projects of the budget on a sheet of their own."""
    what = words("plan.what", year=plan.year, by=words(f"by.{plan.by}"))
    cases = [*{row.case.id: row.case for row in plan.rows}.values()]
    title, beside = heading(cases, what, as_of, words, money=True)
    counts = Counter(row.period for row in plan.rows)
    groups = Groups("column.period", [(words.period(each), counts[each]) for each in counts])
    rows = list(rows_of(SCREEN, plan.rows, words))
    under = notes(plan, words)
    beside = [*beside, *plan.told]
    across = Printed(title, beside, *_across(plan, words), under, None, True, words("plan.across"))
    along, name = list(beside), words("plan.along")
    found = [across, Printed(title, along, SCREEN, rows, (), groups, True, name)]
    if not plan.projects:
        return found
    projects, name = list(rows_of(PROJECTS, plan.projects, words)), words("plan.sheet")
    title, beside = heading(cases, words("plan.projects", year=plan.year), as_of, words, money=True)
    return [*found, Printed(title, beside, PROJECTS, projects, (), None, True, name)]


def _across(plan: Plan, words: Words) -> tuple[Sequence[Column], list[list[Cell]]]:
    """A row a contract and source, a column a period: what is paid and to be paid in each."""
    names = QUARTERS if plan.by == "quarter" else MONTHS
    periods = [f"{plan.year:04}-{name}" for name in names]
    columns = [
        *TABLE.view("title fund"),
        *(Column(f"column.{name}", "money") for name in names),
        *TABLE.view("total"),
    ]
    sums: dict[tuple[str, str | None], dict[str, int]] = {}
    first: dict[tuple[str, str | None], Planned] = {}
    for row in plan.rows:
        key = (row.case.id, row.fund)
        by_period = sums.setdefault(key, dict.fromkeys(periods, 0))
        by_period[row.period] += row.total
        first.setdefault(key, row)
    rows: list[list[Cell]] = [
        [
            *(column.of(first[key], words) for column in columns[:2]),
            *(fen or None for fen in by_period.values()),
            sum(by_period.values()),
        ]
        for key, by_period in sorted(sums.items(), key=lambda each: each[0][0])
    ]
    return columns, rows


def _tables(plan: Plan, as_of: date, title: str, words: Words) -> list[Answer]:
    """The rows with sub-totals, the projects of the budget under them, what is to be said."""
    tables = [_screen(plan, as_of, title, words)]
    if plan.projects:
        rows = [*rows_of(PROJECTS, plan.projects, words)]
        head = ["", words("plan.projects", year=plan.year)]
        tables.append(Answer(data=None, columns=PROJECTS, rows=lambda: rows, head=head))
    return [*tables, Answer(data=None, foot=notes(plan, words))]


def _screen(plan: Plan, as_of: date, title: str, words: Words) -> Answer:
    """The rows from the current period on, each period with its sub-total; before it, one row."""
    some = any(row.paid for row in plan.rows)
    columns = SCREEN if some else tuple(c for c in SCREEN if c.key != "paid")
    current = period_of(as_of, plan.by)
    before = [row for row in plan.rows if row.period < current]
    rows = [_sum_row(columns, before, words("plan.before"))] if before else []
    periods = dict.fromkeys(row.period for row in plan.rows if row.period >= current)
    for period in periods:
        part = [row for row in plan.rows if row.period == period]
        rows += list(rows_of(columns, part, words))
        rows.append(_sum_row(columns, part, words("plan.sub-total", period=words.period(period))))
    if len(periods) + bool(before) > 1:
        rows.append(_sum_row(columns, plan.rows, words("plan.total")))
    head = [title, *plan.told]
    head += [] if rows else [words("plan.nothing", year=plan.year)]
    return Answer(data=None, columns=columns, rows=lambda: rows, head=head)


def _sum_row(columns: Sequence[Column], rows: Sequence[Planned], name: str) -> list[Any]:
    sums = [
        sum(getattr(row, column.key if column.key != "planned" else "total") for row in rows)
        if column.kind == "money"
        else ""
        for column in columns[1:]
    ]
    return [name, *sums]


def notes(plan: Plan, words: Words) -> list[str]:
    """What the plan leaves out, what goes beyond its budget, what has none."""
    lines = [
        words(
            "plan.over",
            project=each.name or words("plan.whole"),
            over=grouped(-each.left),
            budget=grouped(each.budget),
        )
        for each in plan.projects
        if each.left < 0
    ]
    between = words("list.separator")
    if plan.unbudgeted:
        named = [words.title(case.terms.title) for case in plan.unbudgeted[:MOST_NAMED]]
        key = "plan.unbudgeted" if len(named) == len(plan.unbudgeted) else "plan.unbudgeted-more"
        titles, count = between.join(named), len(plan.unbudgeted)
        lines.append(words(key, contracts=titles, count=count, year=plan.year))
    if plan.others:
        rows = between.join(map(str, plan.others))
        lines.append(words("forecast.others", count=len(plan.others), rows=rows))
    if plan.projects:
        lines.append(words("plan.by-project"))
    if plan.disputed:
        lines.append(words("plan.disputed", disputed=grouped(plan.disputed)))
    return [*lines, words("plan.note")]


def plan_json(plan: Plan, as_of: date) -> dict[str, Any]:
    """The plan for scripts."""
    found: dict[str, Any] = {
        "as_of": as_of.isoformat(),
        "currency": "CNY",
        "year": plan.year,
        "by": plan.by,
        "rows": [_row_json(row) for row in plan.rows],
        "totals": _sums_json(plan.rows),
        "disputed": yuan(plan.disputed),
    }
    if plan.projects or plan.others or plan.unbudgeted:
        found["projects"] = [_project_json(each) for each in plan.projects]
        found["unbudgeted"] = [case.id for case in plan.unbudgeted]
        found["other_rows"] = list(plan.others)
    return found


def _row_json(row: Planned) -> dict[str, Any]:
    office = row.case.document.get("office", {})
    return {
        "period": row.period,
        "contract": row.case.id,
        "contract_title": plain_title(row.case.terms.title),
        "supplier": row.payee,
        "department": office.get("department"),
        "fund_source": row.fund,
        "budget_item": office.get("budget_item"),
        "budget_project": office.get("budget_project"),
        **_sums_json([row]),
    }


def _sums_json(rows: Sequence[Planned]) -> dict[str, str]:
    sums = {kind: sum(getattr(row, kind) for row in rows) for kind in SUMS}
    return {kind: yuan(fen) for kind, fen in (*sums.items(), ("total", sum(sums.values())))}


def _project_json(each: Project) -> dict[str, Any]:
    sums = {key: yuan(getattr(each, key)) for key in ("budget", *SUMS, "left")}
    return {
        "project": each.name,
        "contracts": sorted(each.contracts),
        "rows": list(each.rows),
        **sums,
        "over": yuan(max(-each.left, 0)),
    }
