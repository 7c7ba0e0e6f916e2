"""Guarantees: the list, the rows of what goes back, their JSON and sentences."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from svcctl.answers.answer import Answer, Cell, Column, Printed, Table, for_scripts, iso, rows_of
from svcctl.answers.instalment_json import basis_of, window_json
from svcctl.answers.instalment_words import basis_text
from svcctl.answers.wish import NOTHING, Narrowed, Wish
from svcctl.billing.deposits import Account, Letter
from svcctl.billing.guarantees import (
    GuaranteeRow,
    accounts,
    guarantee_rows,
    guarantee_sums,
    running_out,
)
from svcctl.billing.money import grouped, yuan
from svcctl.billing.obligations import ObligationState, lodging_key, obligations_of
from svcctl.billing.record import Record
from svcctl.billing.terms import Guarantee
from svcctl.casebook.case import Case
from svcctl.i18n import Words, plain_title

if TYPE_CHECKING:
    from svcctl.answers.picking import Traits


class ReturnRow(Record):
    """One return of one contract's guarantee."""

    case: Case
    row: GuaranteeRow

    def party(self, role: str) -> str:
        """Who is on the other side of the reader: whose money it is, or the purchaser."""
        who = "purchaser" if role == "supplier" else self.row.guarantee.who
        return self.case.terms.party(who).name

    @property
    def whole_id(self) -> str:
        """CONTRACT:KEY/1."""
        return f"{self.case.id}:{self.row.id}"


class HeldRow(Record):
    """One guarantee of one contract: its sums, its lodging, its returns."""

    case: Case
    guarantee: Guarantee
    account: Account
    lodging: ObligationState
    returns: tuple[GuaranteeRow, ...]
    letters: tuple[tuple[Letter, bool], ...]  # that are held, each with whether it runs out early

    @property
    def next(self) -> GuaranteeRow | None:
        """The first return that is open."""
        return next((row for row in self.returns if not row.settled), None)


# beside rows of guarantees each of a csv says what it is: the supplier's money is no payment
KIND = Column("column.row-kind", cell=lambda _, words: words("due.row-payment"))
RETURN = Table(
    kind=Column("column.row-kind", cell=lambda _, words: words("due.row-guarantee")),
    contract=Column("column.contract", "code", cell=lambda r, _: r.case.id),
    contract_title=Column(
        "column.contract-name", cell=lambda r, words: words.title(r.case.terms.title)
    ),
    party=Column("column.other-side", cell=lambda r, words: r.party(words.role)),
    status=Column(
        "column.status",
        "code",
        cell=lambda r, words: status_text(r.row, words),
        plain=lambda r: r.row.status,
    ),
    id=Column("column.id", "code", cell=lambda r, _: r.whole_id),
    short=Column("column.id", "code", cell=lambda r, _: r.row.id),
    title=Column(
        "column.title",
        cell=lambda r, words: label(r.row, words),
        plain=lambda r: plain_title(r.row.guarantee.title),
    ),
    amount=Column("column.amount", "money", spare=True, cell=lambda r, _: r.row.cash.fen),
    changed=Column("column.changed", "money", cell=lambda *_: 0),
    paid=Column("column.paid", "money", spare=True, cell=lambda r, _: r.row.cash.back),
    outstanding=Column("column.outstanding", "money", cell=lambda r, _: r.row.outstanding_fen),
    back=Column("column.to-return", "money", cell=lambda r, _: r.row.outstanding_fen),
    due=Column("column.due-on", "code", cell=lambda r, words: due_text(r.row, words)),
    by=Column("column.back-by", "code", cell=lambda r, words: due_text(r.row, words)),
    named=Column("column.guarantee", cell=lambda r, words: label(r.row, words)),
    form=Column("column.form", cell=lambda r, words: form_text(r.row, words)),
    sum=Column("column.back-sum", "money", cell=lambda r, _: r.row.cash.fen),
    returned=Column("column.returned", "money", cell=lambda r, _: r.row.cash.back),
    letter=Column("column.back-letter", "money", cell=lambda r, _: r.row.letter.left),
    time=Column("column.time", cell=lambda r, words: time_text(r.row, words)),
    basis=Column("column.basis", cell=lambda r, words: basis_text(r.row.deadline, words)),
    article=Column("column.article", spare=True, cell=lambda r, _: r.row.guarantee.article),
    hint=Column("column.hint", cell=lambda *_: ""),
)
BLOCK = "status {id} title back by time"
# what stands under a schedule that is passed on: each part with the sums of money and of letters
BESIDE = RETURN.view("id named form sum by returned back letter status article")

TABLE = Table(
    contract=Column("column.contract", "code", spare=3, cell=lambda h, _: h.case.id),
    key=Column("column.key", "code", cell=lambda h, _: h.guarantee.key),
    title=Column(
        "column.guarantee",
        cell=lambda h, words: words.title(h.guarantee.title),
        plain=lambda h: plain_title(h.guarantee.title),
    ),
    amount=Column("column.to-lodge", "money", cell=lambda h, _: h.guarantee.amount_fen),
    lodge_by=Column(
        "column.lodge-by",
        "code",
        spare=1,
        cell=lambda h, words: _day(h.lodging) or words("duty.no-date"),
        plain=lambda h: _day(h.lodging),
    ),
    state=Column(
        "column.status",
        cell=lambda h, words: words(f"duty.{h.lodging.status}", days=h.lodging.days_overdue),
        plain=lambda h: h.lodging.status,
    ),
    lodged=Column("column.lodged", "money", cell=lambda h, _: h.account.lodged),
    claimed=Column(
        "column.claimed",
        "money",
        spare=2,
        cell=lambda h, _: h.account.cash.claimed + h.account.letter.claimed,
    ),
    returned=Column(
        "column.returned",
        "money",
        spare=2,
        cell=lambda h, _: h.account.cash.returned + h.account.letter.returned,
    ),
    held=Column("column.held", "money", cell=lambda h, _: h.account.held),
    held_letter=Column(
        "column.held-letter", "money", spare=True, cell=lambda h, _: h.account.letter.held
    ),
    back_by=Column(
        "column.back-by",
        "code",
        cell=lambda h, words: due_text(h.next, words) if h.next else "-",
        plain=lambda h: iso(h.next.due_on) if h.next else None,
    ),
    article=Column("column.article", spare=True, cell=lambda h, _: h.guarantee.article),
    returns=for_scripts("returns", lambda h: [return_json(row, h.case) for row in h.returns]),
)
SCREEN = TABLE.view("contract key title amount lodge_by state lodged claimed returned held back_by")
AUDIT = TABLE.view(
    "contract key title amount lodge_by state lodged claimed returned held held_letter back_by article"
)
PLAIN = (*AUDIT, *TABLE.view("returns"))


def _day(state: ObligationState) -> str | None:
    return iso(state.deadline.on) if state.deadline else None


# -- the list --------------------------------------------------------------------------------------


def held(case: Case) -> Iterator[HeldRow]:
    """Every guarantee of a contract."""
    rows, duties = guarantee_rows(case.sight), obligations_of(case.sight)
    found, early = accounts(case.sight), [letter for _, letter in running_out(case.sight)]
    for guarantee in case.terms.guarantees:
        account = found[guarantee.key]
        yield HeldRow(
            case=case,
            guarantee=guarantee,
            account=account,
            lodging=next(d for d in duties if d.obligation.key == lodging_key(guarantee.key)),
            returns=tuple(row for row in rows if row.guarantee.key == guarantee.key),
            letters=tuple((letter, letter in early) for letter in account.letters),
        )


def returns_of(case: Case) -> list[ReturnRow]:
    """Every part of every guarantee of a contract."""
    return [ReturnRow(case, row) for row in guarantee_rows(case.sight)]


def listed(cases: Sequence[Case], as_of: date, words: Words, wish: Wish = NOTHING) -> Answer:
    """The list of all of them, or of those chosen, and beneath it each return."""
    chosen = _chosen([each for case in cases for each in held(case)], cases, wish, words)
    found = chosen.rows
    back = [ReturnRow(each.case, row) for each in found for row in each.returns]
    letters = letter_lines([*{each.case.id: each.case for each in found}.values()], words)
    title = "guarantee.title-list" if found or chosen.told else "guarantee.none"
    answer = Answer(
        data=_list_json(as_of, found) | chosen.json,
        columns=SCREEN,
        rows=lambda: list(rows_of(SCREEN, found, words)),
        head=[words(title, as_of=as_of), *chosen.told],
        foot=[*(return_line(each, words) for each in back), *letters],
        groups=chosen.groups,
    )
    return answer._replace(printed=lambda: _printed(answer, chosen, cases, as_of, words))


LODGING = ("open", "overdue", "done", "done-late")
RETURNING = ("projected", "waiting", "due", "overdue", "paid", "paid-late", "cancelled")
STATES = {state: f"guarantee.status.{state}" for state in RETURNING} | {
    f"lodge-{state}": f"duty.{state}" for state in LODGING
}


def _chosen(rows: Sequence[HeldRow], cases: Sequence[Case], wish: Wish, words: Words) -> Narrowed:
    if not wish.asked:
        return Narrowed(rows)
    from svcctl.answers.narrowing import By, called, narrowed, traits_of

    def traits(each: HeldRow, words: Words) -> "Traits":
        duty = each.lodging
        lodged = (f"lodge-{duty.status}", *called(f"lodge-{duty.status}", STATES))
        states = [called(row.status, STATES) for row in each.returns]
        on = each.next.due_on if each.next and each.account.lodged else None
        last = duty.deadline.on if duty.deadline and not each.account.lodged else None
        return traits_of(
            *(each.case, words, each.guarantee.key, on or last),
            supplier=each.case.terms.party(each.guarantee.who).name,
            statuses=(*lodged, *(text for state in states for text in state)),
            fen=each.account.held or each.guarantee.amount_fen,
            words=(words.title(each.guarantee.title),),
        )

    return narrowed(rows, cases, wish, By(traits, STATES, _sums_json), words)


def _sums_json(rows: Sequence[HeldRow]) -> dict[str, str]:
    return {"held": yuan(sum(each.account.held for each in rows))}


def _printed(
    answer: Answer, chosen: Narrowed, cases: Sequence[Case], as_of: date, words: Words
) -> Printed:
    from svcctl.answers.printing import printed

    def who(each: HeldRow) -> str:
        return each.case.terms.party(
            "purchaser" if words.role == "supplier" else each.guarantee.who
        ).name

    back = [ReturnRow(each.case, row) for each in chosen.rows for row in each.returns]
    letters = letter_lines([*{each.case.id: each.case for each in chosen.rows}.values()], words)
    told = [return_line(each, words, by_name=True) for each in back]
    adding, what = answer._replace(adds_up=True, foot=[*told, *letters]), words("export.guarantees")
    return printed(adding, chosen, cases, what, as_of, words, lambda each: each.case, who)


def returns_told(rows: Sequence[ReturnRow], words: Words) -> list[str]:
    """The returns in sentences, where a table has no room for them."""
    if not rows:
        return []
    lines = [return_line(each, words) for each in sorted(rows, key=_order)]
    return [words("guarantee.heading"), *lines, *_totals(rows, words)]


def return_line(each: ReturnRow, words: Words, by_name: bool = False) -> str:
    """One return in a sentence; `by_name`: with its contract's name, where no command is typed."""
    row = each.row
    return words(
        "guarantee.return-line",
        id=words.title(each.case.terms.title) if by_name else each.whole_id,
        title=label(row, words),
        amount=grouped(row.outstanding_fen),
        status=status_text(row, words),
        on=due_text(row, words),
    )


def letter_lines(cases: Iterable[Case], words: Words) -> list[str]:
    """The letters that run out before their time."""
    return [
        letter_text(guarantee, letter, case.as_of, words)
        for case in cases
        for guarantee, letter in running_out(case.sight)
    ]


def letter_text(guarantee: Guarantee, letter: Letter, as_of: date, words: Words) -> str:
    """A letter that runs out, or has, while it is still held."""
    assert letter.valid_until is not None  # else it would not run out
    over = as_of > letter.valid_until
    return words(
        "guarantee.letter-over" if over else "guarantee.letter-ends",
        title=guarantee.title,
        ref=letter.ref,
        amount=grouped(letter.fen),
        until=letter.valid_until,
        days=abs((letter.valid_until - as_of).days),
    )


# -- JSON ------------------------------------------------------------------------------------------


def return_json(row: GuaranteeRow, case: Case) -> dict[str, Any]:
    """One return with the keys of an instalment's row; the names are fixed.

    `amount` is what was lodged in money and not claimed, `paid` what of it has gone back; a letter
    has no sum.
    """
    nought = dict.fromkeys(("added", "reduced", "offset", "overpaid"), yuan(0))
    return {
        "id": f"{case.id}:{row.id}",
        "kind": "guarantee",
        "contract": case.id,
        "contract_title": plain_title(case.terms.title),
        "supplier": case.terms.party(row.guarantee.who).name,
        "year": None,
        "key": row.guarantee.key,
        "title": plain_title(row.guarantee.title),
        "form": row.form,
        "amount": yuan(row.cash.fen),
        **nought,
        "paid": yuan(row.cash.back),
        "outstanding": yuan(row.outstanding_fen),
        "paid_on": iso(row.paid_on),
        "days_late": row.days_late,
        "due_on": iso(row.due_on),
        "window": window_json(row.deadline),
        "status": row.status,
        "days_overdue": row.days_overdue,
        "working_days_left": row.working_days_left,
        "basis": basis_of(row.deadline),
        "article": row.guarantee.article,
        "waiting_for": list(row.waiting_for),
        "findings": [],
        # it is the supplier's money, and charged to no budget
        "department": case.document.get("office", {}).get("department"),
        "fund_source": None,
        "budget_item": None,
        "valid_until": iso(min(filter(None, (x.valid_until for x in row.letters)), default=None)),
    }


def _list_json(as_of: date, found: Sequence[HeldRow]) -> dict[str, Any]:
    rows = [row for each in found for row in each.returns]
    return {
        "as_of": as_of.isoformat(),
        "currency": "CNY",
        **{name: yuan(fen) for name, fen in guarantee_sums(rows)._asdict().items()},
        "guarantees": [held_json(each) for each in found],
    }


def held_json(each: HeldRow) -> dict[str, Any]:
    """One guarantee with its lodging, its letters and its returns."""
    guarantee, account, duty = each.guarantee, each.account, each.lodging
    cash, letter = account.cash, account.letter
    return {
        "id": f"{each.case.id}:{guarantee.key}",
        "contract": each.case.id,
        "key": guarantee.key,
        "title": plain_title(guarantee.title),
        "who": guarantee.who,
        "article": guarantee.article,
        "amount": yuan(guarantee.amount_fen),
        "lodged": yuan(account.lodged),
        "claimed": yuan(cash.claimed + letter.claimed),
        "returned": yuan(cash.returned + letter.returned),
        "held": yuan(account.held),
        "held_letter": yuan(letter.held),
        "lodge": {
            "due_on": _day(duty),
            "status": duty.status,
            "done_on": iso(duty.done_on),
            "days_overdue": duty.days_overdue,
        },
        "letters": [_letter_json(letter, early) for letter, early in each.letters],
        "returns": [return_json(row, each.case) for row in each.returns],
    }


def _letter_json(letter: Letter, early: bool) -> dict[str, Any]:
    return {
        "event": letter.event,
        "amount": yuan(letter.fen),
        "ref": letter.ref,
        "valid_until": iso(letter.valid_until),
        "runs_out": early,
    }


# -- words -----------------------------------------------------------------------------------------


def label(row: GuaranteeRow, words: Words) -> str:
    """The guarantee's name, with the number of the return where there are several."""
    title = words.title(row.guarantee.title)
    if len(row.guarantee.returns) == 1:
        return title
    return words("guarantee.label", title=title, number=row.number, share=row.rule.share)


def form_text(row: GuaranteeRow, words: Words) -> str:
    """Money, a letter, or both; nothing while nothing was lodged."""
    return words(f"guarantee.in.{row.form}") if row.form else ""


def status_text(row: GuaranteeRow, words: Words) -> str:
    """The state in one word."""
    return words(f"guarantee.status.{row.status}")


def due_text(row: GuaranteeRow, words: Words) -> str:
    """The day by which it goes back, or that its days have not started."""
    if row.status == "cancelled":
        return "-"
    return row.due_on.isoformat() if row.due_on else words("due.not-running")


def time_text(row: GuaranteeRow, words: Words) -> str:
    """How late, how many working days left, what is missing; and that it is a letter."""
    text = _time(row, words)
    if row.form in (None, "cash"):
        return text
    return words(f"guarantee.form.{row.form}", text=text)


def _time(row: GuaranteeRow, words: Words) -> str:
    if row.status == "overdue":
        return words("time.overdue", days=row.days_overdue)
    if row.waiting_for:
        return words("time.waiting-papers", count=len(row.waiting_for))
    if row.paid_on:
        return words("guarantee.returned-on", on=row.paid_on)
    if row.working_days_left is None:
        return "-"
    left = row.working_days_left
    return words("time.left", days=left) if left else words("time.today")


# -- beside instalments ----------------------------------------------------------------------------


def cells_like(
    columns: Sequence[Column], rows: Sequence[ReturnRow], words: Words
) -> Iterator[list[Cell]]:
    """Rows of returns under the columns of a list of instalments."""
    mine = {column.heading: column for column in RETURN.columns.values()}
    mine["column.id"] = RETURN.columns["id"]
    nothing = mine["column.hint"]
    return rows_of([mine.get(column.heading, nothing) for column in columns], rows, words)


def block(rows: Sequence[ReturnRow], words: Words, width: int | None, several: bool) -> list[str]:
    """The returns under the due list: a heading, a row each, their own totals."""
    from svcctl.answers.terminal import folded_rows
    from svcctl.answers.writers import aligned, cell_text

    if not rows:
        return []
    columns = RETURN.view(BLOCK.format(id="id" if several else "short"))
    cells = [
        [cell_text(cell, column) for cell, column in zip(row, columns, strict=True)]
        for row in rows_of(columns, sorted(rows, key=_order), words)
    ]
    headings = [words(column.heading) for column in columns]
    if width:
        cells = folded_rows(headings, cells, columns, width)
    lines = aligned(headings, cells, columns)
    return ["", words("guarantee.heading"), *lines, *_totals(rows, words)]


ORDER = ("overdue", "due", "waiting", "projected")


def _order(each: ReturnRow) -> tuple[int, date, str]:
    return ORDER.index(each.row.status), each.row.due_on or date.max, each.whole_id


def _totals(rows: Sequence[ReturnRow], words: Words) -> list[str]:
    sums = guarantee_sums([each.row for each in rows])
    told = {"outstanding": grouped(sums.outstanding), "overdue": grouped(sums.overdue)}
    key = "guarantee.sums-overdue" if sums.overdue else "guarantee.sums"
    return [words(key, count=len(rows), **told)]
