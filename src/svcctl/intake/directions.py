"""Which way the money of a row went: by columns, words, parties or sign, and never by a guess."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from unicodedata import normalize

from svcctl.billing.refusal import Refusal
from svcctl.intake.balances import Entry, Verdict, held
from svcctl.intake.sides import digits, plain
from svcctl.intake.tables import BRACKETS, SheetRow

OUT = frozenset(
    [
        "借",
        "借方",
        "借记",
        "支",
        "支出",
        "付",
        "付款",
        "付出",
        "已付",
        "转出",
        "转账支出",
        "出账",
        "出",
        "往账",
        "汇出",
        "扣款",
        "支取",
        "流出",
        "d",
        "dr",
        "debit",
        "out",
        "outgoing",
        "withdrawal",
        "payment",
        "paid",
    ]
)
IN = frozenset(
    [
        "贷",
        "贷方",
        "贷记",
        "收",
        "收入",
        "收款",
        "收到",
        "转入",
        "转账收入",
        "入账",
        "入",
        "进账",
        "来账",
        "汇入",
        "存入",
        "流入",
        "c",
        "cr",
        "credit",
        "in",
        "incoming",
        "deposit",
        "receipt",
        "received",
    ]
)
# what 借 and 贷 mean depends on whose book it is: of a bank's statement, or of one's own ledger
LEDGER = re.compile("日记账|明细账(?!单)|分类账|总账|科目|ledger", re.IGNORECASE)
BOOKED = re.compile("借|贷|debit|credit", re.IGNORECASE)


class Reading(NamedTuple):
    """How a list is read: whose it is, who stands on its sides, and what was typed of it."""

    supplier: bool = False
    ours: frozenset[str] = frozenset()  # names and account numbers of whoever holds the list
    theirs: frozenset[str] = frozenset()  # of the other sides of the contracts
    out: str = ""  # negative | positive | debit | credit: what left the account
    sheet: str = ""
    balanced: bool = True
    columns: Mapping[str, str] = {}  # of a profile: key of the column, its heading
    profile: str = ""


class Form(NamedTuple):
    """What the columns of a list tell of the direction."""

    path: str
    headings: Mapping[str, str]
    titles: Sequence[str]  # what stands above the headings
    reading: Reading
    words: int | None = None  # a column of direction words that no heading names

    @property
    def kind(self) -> str:
        """`columns` of out and in, a `direction` column, `paid` sums, `parties`, or the `sign`."""
        has = self.headings
        if {"debit", "credit"} & has.keys():
            return "columns"
        if "direction" in has or self.words is not None:
            return "direction"
        if {"paid", "instalment", "event"} & has.keys():
            return "paid"
        return "parties" if {"payer", "payee"} & has.keys() else "sign"


class Moved(NamedTuple):
    """The money of a row: what its column says, which way that is, and the other side.

    `way` is 1 for money that left the account of whoever holds the list, -1 for what came in;
    `fen` is below nought where the row takes an earlier one back.
    """

    row: SheetRow
    on: date
    fen: int
    way: int
    name: str
    account: str
    balance: int | None

    @property
    def left(self) -> int:
        """Fen that left the account; below nought what came in."""
        return self.fen * self.way


class Sums(NamedTuple):
    """The sums of a row, in fen, by column; only those that stand there."""

    row: SheetRow
    on: date
    fen: Mapping[str, int]


def directed(form: Form, sums: Sequence[Sums], opening: Sequence[Entry]) -> list[Moved]:
    """Every row with the way its money went; Refusal where that is not certain."""
    moved = [_moved(form, each) for each in sums]
    moved = _by_sign(form, moved)
    verdict = _verdict(form, moved, opening)
    if form.kind == "sign" and not form.reading.out:
        if verdict.signs == {-1}:
            return [each._replace(way=-each.way) for each in moved]
        negative = next((each for each in moved if each.fen < 0), None)
        if negative and verdict.signs != {1}:
            raise Refusal("listed.sign", path=form.path, row=negative.row.number)
    elif form.kind in ("columns", "direction") and not form.reading.out:
        told = _booked(form) and bool(LEDGER.search(" ".join(form.titles)))
        if verdict.signs == {-1} or (told and verdict.signs != {1}):
            raise Refusal("listed.side", path=form.path)
    if not verdict.signs:
        first = verdict.first
        raise Refusal("listed.balance", path=form.path, row=first)
    return moved


def _verdict(form: Form, moved: Sequence[Moved], opening: Sequence[Entry]) -> Verdict:
    """Under which signs the balances follow from the rows."""
    if not form.reading.balanced:
        return Verdict({1, -1})
    entries = [Entry(e.row.number, e.on, e.left, e.balance, _own(e.row)) for e in moved]
    verdict = held([*opening, *entries])
    if not verdict.signs and "direction" in form.headings:
        # beside columns of out and in, the direction may be that of the balance
        sided = [
            e._replace(balance=-e.balance)
            if e.balance is not None and way_of(m.row.cells.get("direction", "")) == -1
            else e
            for e, m in zip(entries, moved, strict=True)
        ]
        other = held([*opening, *sided])
        verdict = other if other.signs else verdict
    if form.reading.out and verdict.signs == {-1} and form.kind != "sign":
        return Verdict({1, -1})  # an account of expenses grows by what is paid
    return verdict


def _own(row: SheetRow) -> str:
    return row.cells.get("own", "")


def _booked(form: Form) -> bool:
    """Whether sides are called 借 and 贷, which mean one thing to a bank, another in a ledger."""
    return any(
        BOOKED.search(form.headings.get(key, "")) for key in ("debit", "credit", "direction")
    )


# -- one row ---------------------------------------------------------------------------------------


def _moved(form: Form, sums: Sums) -> Moved:
    fen, way = _by_columns(form, sums) if form.kind == "columns" else _by_row(form, sums)
    _agree(form, sums.row, way)
    cells = sums.row.cells
    other = "payee" if way == 1 else "payer"
    name = cells.get("name") or cells.get(other, "")
    account = cells.get("account") or cells.get(f"{other}_account", "")
    return Moved(sums.row, sums.on, fen, way, name, account, sums.fen.get("balance"))


def _by_columns(form: Form, sums: Sums) -> tuple[int, int]:
    """The sum of the one column that has any."""
    out = sums.fen.get("debit", 0) or sums.fen.get("paid", 0)
    come = sums.fen.get("credit", 0)
    if out and come:
        raise Refusal("listed.both", path=form.path, row=sums.row.number)
    way = -1 if come else 1
    return out or come, -way if form.reading.out == "credit" else way


def _by_row(form: Form, sums: Sums) -> tuple[int, int]:
    """The sum, and the way that a word, a heading or the parties tell."""
    fen = sums.fen.get("paid", 0) or sums.fen.get("amount", 0)
    if form.kind == "direction":
        return fen, _by_word(form, sums.row)
    if form.kind == "paid":
        return fen, -1 if form.reading.supplier else 1
    if form.kind == "parties":
        evidence = _parties(form, sums.row)
        alone = -1 if "payee" not in form.headings else 1
        return fen, evidence or alone
    received = form.reading.supplier and not form.reading.out
    return fen, -1 if received or form.reading.out == "negative" else 1


def _by_word(form: Form, row: SheetRow) -> int:
    place = form.words
    word = row.cells.get("direction", "") if place is None else _at(row.line, place)
    way = way_of(word)
    if not way:
        raise Refusal("listed.direction", path=form.path, row=row.number, text=word)
    return -way if form.reading.out == "credit" else way


def _at(line: Sequence[str], place: int) -> str:
    return line[place] if place < len(line) else ""


def way_of(word: str) -> int:
    """1 for a word that means out, -1 for in, 0 for one that is not understood."""
    bare = "".join(normalize("NFKC", word).split()).lower()
    parts = {bare, *(part for part in BRACKETS.split(bare) if part)}
    return bool(parts & OUT) - bool(parts & IN)


def _parties(form: Form, row: SheetRow) -> int:
    """The way that payer and payee tell; 0 where neither is known, or all of it is ours."""
    cells, reading = row.cells, form.reading
    payer = {plain(cells.get("payer", "")), digits(cells.get("payer_account", ""))} - {""}
    payee = {plain(cells.get("payee", "")), digits(cells.get("payee_account", ""))} - {""}
    if payer & reading.ours and payee & reading.ours:
        return 0
    out = bool(payer & reading.ours or payee & reading.theirs)
    come = bool(payee & reading.ours or payer & reading.theirs)
    if out and come:
        raise Refusal("listed.parties", path=form.path, row=row.number)
    return out - come


def _agree(form: Form, row: SheetRow, way: int) -> None:
    """Refusal where payer and payee say that the money went the other way."""
    if form.kind != "sign" and _parties(form, row) == -way:
        raise Refusal("listed.parties", path=form.path, row=row.number)


def _by_sign(form: Form, moved: list[Moved]) -> list[Moved]:
    """Signs that only repeat the direction are left away; Refusal where they may be more."""
    if form.kind not in ("direction", "parties") or all(each.fen >= 0 for each in moved):
        return moved
    gone = [each.fen for each in moved if each.way == 1]
    come = [each.fen for each in moved if each.way == -1]
    repeated = form.reading.out == "negative"
    if not form.reading.out and gone and all(fen < 0 for fen in gone):
        if not come or any(fen < 0 for fen in come):
            raise Refusal("listed.sign", path=form.path, row=moved[0].row.number)
        repeated = True
    return [each._replace(fen=abs(each.fen)) for each in moved] if repeated else moved


def word_column(headings: Mapping[str, int], rows: Sequence[SheetRow]) -> int | None:
    """A column that no heading names and that holds direction words alone."""
    width = max((len(row.line) for row in rows), default=0)
    for place in range(width):
        if place in headings.values():
            continue
        words = [_at(row.line, place) for row in rows]
        if words and all(way_of(word) for word in words):
            return place
    return None
