"""A budget of an office read from its file: what each row gives to which project in which period."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.intake.payment_list import signed
from svcctl.intake.sides import plain
from svcctl.intake.tables import SheetRow, Table, holds_money, is_sum_line, read_table

HEADINGS = {
    "period": ("预算年度", "年度", "年份", "期间", "period", "year"),
    "amount": (
        "预算金额",
        "预算数",
        "预算额",
        "预算指标",
        "预算安排",
        "安排数",
        "指标金额",
        "批复数",
        "年初预算数",
        "年初预算",
        "预算",
        "金额",
        "budget",
        "amount",
    ),
    # where a budget was changed in the year, the later number is the one in force
    "adjusted": ("调整后预算数", "调整后预算", "调整后金额", "调整预算数", "adjusted budget"),
    "contract": ("合同", "合同简称", "合同编号", "contract"),
    "number": ("项目编号", "采购项目编号", "项目代码", "project number"),
    "project": (
        "项目名称",
        "预算项目",
        "预算项目名称",
        "合同名称",
        "项目",
        "名称",
        "采购项目",
        "采购项目名称",
        "project",
        "title",
    ),
}
PROJECT = ("contract", "number", "project")
NAMES = {
    "year": r"(\d{4})年?(?:度)?",
    "quarter": r"(\d{4})(?:-?Q|年第?)([1-4])(?:季度)?",
    "month": r"(\d{4})[-年/.](\d{1,2})月?",
}
# what may stand behind it in a heading: of a budget that was changed, which of the two it is
OF_A_PERIOD = "(?:年初)?(?P<adjusted>调整后?)?(?:预算|安排|计划|支出|指标)?(?:金额|数|额)?"
SHORTEST = 4  # signs of a title that may stand for the whole of it


class Line(NamedTuple):
    """One of the sheet's rows that are ours: what it calls the project, and fen by period."""

    row: int
    project: str
    contracts: frozenset[str]
    fen: dict[str, int]


class Budget(NamedTuple):
    """The rows that are ours, and the numbers of those of other projects."""

    lines: list[Line]
    others: list[int]

    @property
    def contracts(self) -> frozenset[str]:
        """The contracts that it is for."""
        return frozenset(each for line in self.lines for each in line.contracts)

    @property
    def fen(self) -> dict[str, int]:
        """All of it by period."""
        found: dict[str, int] = {}
        for line in self.lines:
            for period, fen in line.fen.items():
                found[period] = found.get(period, 0) + fen
        return found


def read_budget(
    path: str, name: str, content: bytes, by: str, cases: Sequence[Case], sheet: str = ""
) -> Budget:
    """The budget of the contracts looked at; Refusal for a row that is not understood whole.

    The sheet of an office holds all its projects: a row is ours where it names a contract by id,
    number or title, or names none in a file that knows contracts only.
    """
    table = _table(name, content, by, sheet)
    lines, others = [], []
    for row in table.rows:
        if _is_none(row, by):
            continue
        if row.trouble:
            raise row.trouble
        ours = _contracts(path, row, table, cases)
        if ours:
            lines.append(
                Line(row.number, _project_named(row), frozenset(ours), _sums(path, row, by))
            )
        else:
            others.append(row.number)
    if others and not lines:
        known = ", ".join(case.id for case in cases)
        raise Refusal("forecast.no-project", path=path, count=len(others), known=known)
    return Budget(lines, others)


def _table(name: str, content: bytes, by: str, sheet: str) -> Table:
    """A row a period, else a column a period."""
    other = _columns_by(by)
    try:
        return read_table(name, content, HEADINGS, (("period",), ("amount", "adjusted")), sheet)
    except Refusal as refusal:
        if refusal.key != "table.headings":
            raise
        first = refusal
    apart = {key: HEADINGS[key] for key in PROJECT}
    try:
        return read_table(name, content, apart, (("amount", "adjusted"), PROJECT), sheet, other)
    except Refusal as refusal:
        raise first if refusal.key == "table.headings" else refusal from None


def _columns_by(by: str) -> Callable[[str], str]:
    def column(heading: str) -> str:
        match = re.fullmatch(f"(?:{NAMES[by]}){OF_A_PERIOD}", heading, re.IGNORECASE)
        key = "adjusted" if match and match["adjusted"] else "amount"
        return f"{key} {_written(match, by)}" if match else ""

    return column


# -- rows ------------------------------------------------------------------------------------------


def _is_none(row: SheetRow, by: str) -> bool:
    """Whether the row is a line of sums, or a footer: neither a period nor a project with money."""
    cells = row.cells
    named = [cells.get(key, "") for key in (*PROJECT, "period")]
    if row.is_sum and not any(cell for cell in named if not is_sum_line(cell)):
        return True
    money = [cell for key, cell in cells.items() if holds_money(key)]
    return not any(re.search(r"\d|=", cell) for cell in money) and not period_named(
        cells.get("period", ""), by
    )


def _contracts(path: str, row: SheetRow, table: Table, cases: Sequence[Case]) -> set[str]:
    """The contracts that a row is for; none where it is another project's."""
    named = [row.cells[key] for key in PROJECT if row.cells.get(key)]
    if not named:
        if {"number", "project"} & table.headings.keys():
            raise Refusal("forecast.which-project", path=path, row=row.number)
        return {case.id for case in cases}
    # the contract file may say which row of the sheet it is paid from: then no title is guessed at
    said = {case.id for case in cases if _project(case) and _project(case) in map(plain, named)}
    exact = said or {case.id for case in cases if set(map(plain, named)) & _called(case)}
    if exact:
        return exact
    title = plain(row.cells.get("project", ""))
    near = {case.id for case in cases if _is_part(title, case)}
    if len(near) > 1:
        shown = ", ".join(sorted(near))
        raise Refusal("forecast.two-projects", path=path, row=row.number, contracts=shown)
    return near


def _project_named(row: SheetRow) -> str:
    """What the sheet calls the project: by its name rather than by a number."""
    return next((row.cells[key] for key in reversed(PROJECT) if row.cells.get(key)), "")


def _project(case: Case) -> str:
    """The row of the budget sheet that the contract file names; nothing where it names none."""
    return plain(case.document.get("office", {}).get("budget_project", ""))


def _called(case: Case) -> set[str]:
    """All that a contract may be called."""
    numbers = (
        str(case.document.get(key) or "") for key in ("number", "project_number", "plan_number")
    )
    return {plain(each) for each in (case.id, *numbers, *_titles(case))} - {""}


def _titles(case: Case) -> list[str]:
    title = case.document.get("title", "")
    return list(title.values()) if isinstance(title, Mapping) else [str(title)]


def _is_part(title: str, case: Case) -> bool:
    """Whether a title is a contract's in short, or the other way round."""
    return any(
        min(len(title), len(own)) >= SHORTEST and (title in own or own in title)
        for own in map(plain, _titles(case))
    )


def _sums(path: str, row: SheetRow, by: str) -> dict[str, int]:
    """The periods of a row with their fen."""
    apart = [key for key in row.cells if " " in key]
    if apart:
        # what was adjusted comes last, and holds
        filled = sorted(
            (key for key in apart if row.cells[key]), key=lambda k: k.startswith("adjusted")
        )
        return {key.partition(" ")[2]: _fen(path, row, key) for key in filled}
    text = row.cells.get("period", "")
    period = period_named(text, by)
    if period is None:
        raise Refusal("forecast.period", path=path, line=row.number, text=text, by=by)
    key = "adjusted" if row.cells.get("adjusted") else "amount"
    if not row.cells.get(key):
        raise Refusal("forecast.no-amount", path=path, row=row.number)
    return {period: _fen(path, row, key)}


def _fen(path: str, row: SheetRow, key: str) -> int:
    try:
        return signed(row.cells[key], row.units.get(key, ""))
    except Refusal:
        raise Refusal("listed.row", path=path, row=row.number, text=row.cells[key]) from None


def period_named(text: str, by: str) -> str | None:
    """A period as the forecast names it; None where it is one of another length."""
    match = re.fullmatch(NAMES[by], "".join(text.split()), re.IGNORECASE)
    return _written(match, by) if match else None


def _written(match: re.Match[str], by: str) -> str:
    if by == "month":
        return f"{match[1]}-{int(match[2]):02}"
    return f"{match[1]}-Q{match[2]}" if by == "quarter" else match[1]
