"""The list of contracts: state, supplier, sums, the next date; columns, rows and JSON."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from svcctl.answers.answer import Answer, Column, Printed, Table, iso, rows_of
from svcctl.answers.contracts import contract_json, funds_text, numbers
from svcctl.answers.instalment_words import label
from svcctl.answers.printing import other_side, suppliers
from svcctl.answers.wish import NOTHING, Narrowed, Wish
from svcctl.billing.due import Sums, sums_of
from svcctl.billing.life import STATES as STATES_OF_LIFE
from svcctl.billing.life import NextDate, next_date, state_of
from svcctl.billing.money import yuan
from svcctl.billing.record import Record
from svcctl.casebook.case import Case
from svcctl.i18n import Words

if TYPE_CHECKING:
    from svcctl.answers.picking import Traits


class ContractRow(Record):
    """One contract with its state, its sums, and the next date that it has."""

    case: Case
    sums: Sums
    state: str
    next: NextDate | None


COLUMNS = Table(
    contract=Column("column.contract", "code", spare=3, cell=lambda r, _: r.case.id),
    title=Column("column.contract-title", cell=lambda r, words: words.title(r.case.terms.title)),
    party=Column("column.other-side", spare=1, cell=lambda r, words: other_side(r.case, words)),
    state=Column("column.status", "code", cell=lambda r, words: words(f"contract.{r.state}")),
    signed=Column(
        "column.signed-on", "code", spare=7, cell=lambda r, _: iso(r.case.terms.signed_on)
    ),
    price=Column("column.price", "money", spare=4, cell=lambda r, _: r.case.terms.total_fen),
    paid=Column("column.paid", "money", spare=6, cell=lambda r, _: r.sums.paid),
    outstanding=Column("column.outstanding", "money", cell=lambda r, _: r.sums.outstanding),
    overdue=Column("column.overdue", "money", spare=2, cell=lambda r, _: r.sums.overdue),
    next=Column("column.next-on", "code", cell=lambda r, _: iso(r.next.on) if r.next else "-"),
    what=Column("column.next-what", spare=5, cell=lambda r, words: next_text(r, words)),
).view("contract title party state signed price paid outstanding overdue next what")


def contract_row(case: Case) -> ContractRow:
    """A contract as the list has it."""
    return ContractRow(case, sums_of(case.standings), state_of(case.sight), next_date(case.sight))


def next_text(row: ContractRow, words: Words) -> str:
    """What is to be done on the next date."""
    if row.next is None:
        return "-"
    title = _next_title(row, words)
    return words(f"contract.next-{row.next.kind}", title=title)


def _next_title(row: ContractRow, words: Words) -> str:
    """The name of what the next date is about; nothing of the term's end."""
    assert row.next is not None  # looked at by whoever asks
    if row.next.kind == "payment":
        return label(row.case.named(row.next.id), words, short=True)
    return words.title(row.next.title) if row.next.title else ""


STATES = {state: f"contract.{state}" for state in STATES_OF_LIFE}


def listed(
    cases: Sequence[Case],
    as_of: date,
    words: Words,
    wish: Wish = NOTHING,
    row_of: Callable[[Case], ContractRow] = contract_row,
    json_of: Callable[[ContractRow], dict[str, Any]] | None = None,
) -> Answer:
    """Every contract in the store, or those chosen; each as it was worked out, or as it was kept."""
    chosen = _chosen([row_of(case) for case in cases], cases, wish, words)
    found = chosen.rows
    answer = Answer(
        data={"contracts": [*map(json_of or row_json, found)]} | chosen.json,
        columns=COLUMNS,
        adds_up=True,
        rows=lambda: list(rows_of(COLUMNS, found, words)),
        head=[*([] if cases else [words("contract.list-empty")]), *chosen.told],
        groups=chosen.groups,
    )
    return answer._replace(printed=lambda: _printed(answer, chosen, as_of, words))


def _chosen(
    rows: Sequence[ContractRow], cases: Sequence[Case], wish: Wish, words: Words
) -> Narrowed:
    if not wish.asked:
        return Narrowed(rows)
    from svcctl.answers.narrowing import By, called, narrowed, traits_of

    def traits(row: ContractRow, words: Words) -> "Traits":
        fund = row.case.document.get("office", {}).get("fund_source")
        return traits_of(
            *(row.case, words, "", row.next.on if row.next else None),
            statuses=called(row.state, STATES),
            fund=funds_text(fund, words) if fund else None,
            fen=row.case.terms.total_fen,
            words=(numbers(row.case, words),),
        )

    return narrowed(rows, cases, wish, By(traits, STATES, _sums_json), words)


def _sums_json(rows: Sequence[ContractRow]) -> dict[str, str]:
    sums = {key: sum(getattr(row.sums, key) for row in rows) for key in SUMMED}
    return {"total": yuan(sum(row.case.terms.total_fen for row in rows))} | {
        key: yuan(fen) for key, fen in sums.items()
    }


SUMMED = ("paid", "outstanding", "overdue")


def _printed(answer: Answer, chosen: Narrowed, as_of: date, words: Words) -> Printed:
    """Each contract by its name, whatever their number; its id is for commands."""
    from svcctl.answers.printing import heading

    cases = [row.case for row in chosen.rows]
    title, beside = heading(cases, words("export.contracts"), as_of, words, money=True)
    columns = [each for each in COLUMNS if each.heading != "column.contract"]
    return Printed(
        title=title,
        beside=[*beside, *chosen.told],
        columns=columns,
        rows=list(rows_of(columns, chosen.rows, words)),
        groups=answer.groups,
        adds_up=True,
    )


def row_json(row: ContractRow) -> dict[str, Any]:
    """A contract in the list: what `contract show` has of it, with state, sums and next date."""
    found = contract_json(row.case) | {
        "state": row.state,
        "supplier": Words("zh")("list.separator").join(suppliers(row.case)),
        "outstanding": yuan(row.sums.outstanding),
        "overdue": yuan(row.sums.overdue),
        "next": None,
    }
    if row.next:
        title, short = _next_title(row, Words("zh")), row.next.id
        whole = f"{row.case.id}:{short}" if short else row.case.id
        on, kind = iso(row.next.on), row.next.kind
        found["next"] = {"on": on, "kind": kind, "id": whole, "title": title or None}
    return found
