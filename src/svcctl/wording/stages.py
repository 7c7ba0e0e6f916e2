"""Payments told in a table: each row a stage with its condition and its share or sum."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from svcctl.wording.cuts import Cut, Part, cut_of_run
from svcctl.wording.found import Clause, Line, Question
from svcctl.wording.numerals import SHARE, narrow, share_of, sum_of
from svcctl.wording.options import is_blank
from svcctl.wording.running import Run, run_of
from svcctl.wording.spoken import PAPERS, Token
from svcctl.wording.topics import STAGES

# what a column holds, by its head; the first that fits
_HOLDS = (
    ("penal", "考核|扣|违约|评分|得分|折扣|等级|可用率|满意|达标"),
    ("share", "比例|百分比|占比"),
    ("sum", "金额|款额|数额"),
    ("when", "条件|时间|时点|时限|期限|要求|前提"),
    ("node", "节点|里程碑"),
    ("stage", "阶段|期次|批次|款项|期数|期别|付款期|名称|次序"),
    ("number", "序号|编号|^号$"),
)
_PAYS = re.compile("支付|付款|付清|拨付|结算")
_TOTAL = re.compile(r"\s*(?:合\s*计|总\s*计|共\s*计|小\s*计)")
_TOGETHER = re.compile("累计|至")
_UP_TO = "支付至"
_OTHER_BASE = re.compile("审定|审计|结算|核定|评审|实际|年|季|月|余|剩|累进")
# 占当年服务费的比例: a share of the year's price
_OF_YEAR = re.compile(
    r"(?:占)?(?:当年|年度|每年|该年度?)(?:合同|服务|运维|维护|物业)*(?:费用?|价款?|款|总价|金额)?的?(?:支付)?(?:比例|百分比)(?:[（(]%[）)])?"
)
_PAPER_LIST = re.compile(rf"(?:{PAPERS})")
_TITLE = re.compile(r"[\u4e00-\u9fff][^\d。，；%]{1,15}")
_FIGURES = re.compile(r"\d[\d,，.]*")


Pieces = list[str | tuple[int, int]]  # made words, and columns of a line


class _Cell(NamedTuple):
    """One cell of a row: what its column holds, its head, and where it stands in the line."""

    holds: str
    head: str
    start: int
    end: int
    text: str


def _cells(text: str) -> Iterator[tuple[int, int]]:
    """Where each cell of a line begins and ends."""
    start = 0
    for cell in text.split("\t"):
        yield start, start + len(cell)
        start += len(cell) + 1


def _holds(head: str) -> str:
    bare = re.sub(r"\s", "", head)
    return next((kind for kind, words in _HOLDS if re.search(words, bare)), "other")


def _is_head(line: Line, among_payments: bool) -> bool:
    """Whether a row heads a table of payments: how much, and when or at which stage."""
    kinds = [_holds(line.text[start:end]) for start, end in _cells(line.text)]
    if "penal" in kinds or not {"share", "sum"} & set(kinds):
        return False
    if {"when", "node"} & set(kinds):
        return among_payments or bool(STAGES.search(line.text))
    return "stage" in kinds and bool(STAGES.search(line.text))


def tabled(clause: Clause, among_payments: bool) -> Cut | None:
    """The payments of a clause's table, or None where it has none."""
    rows = [at for at, line in enumerate(clause.lines) if "\t" in line.text.strip()]
    head = next((at for at in rows if _is_head(clause.lines[at], among_payments)), None)
    if head is None:
        return _other_table(clause, rows) if rows else None
    heads = [clause.lines[head].text[start:end] for start, end in _cells(clause.lines[head].text)]
    parts: list[Part] = []
    asked: list[Question] = []
    for at in rows:
        line = clause.lines[at]
        cells = [
            _Cell(_holds(name), name, start, end, line.text[start:end].strip())
            for name, (start, end) in zip(heads, _cells(line.text), strict=False)
        ]
        if at <= head or not any(cell.text for cell in cells):
            continue
        if any(_TOTAL.match(cell.text) for cell in cells):
            asked += _unlike_total(clause, at, cells, parts)
            continue
        part = _stage(clause, at, cells)
        if part is None:
            asked.append(Question("instalments", "asked.stage", line))
        else:
            parts.append(part)
    return Cut(parts, [], asked, of_table=True)


def _other_table(clause: Clause, rows: Sequence[int]) -> Cut:
    """A table that is none of payments: its sentences that pay are read, its figures are not."""
    kept = tuple(
        line for line in clause.lines if "\t" not in line.text.strip() or _PAYS.search(line.text)
    )
    cut = cut_of_run(run_of(clause._replace(lines=kept))) if kept else Cut([], [], [])
    left = [clause.lines[at] for at in rows if clause.lines[at] not in kept]
    told = [line for line in left if re.search(SHARE, narrow(line.text))]
    penal = any(
        _holds(clause.lines[rows[0]].text[a:b]) == "penal"
        for a, b in _cells(clause.lines[rows[0]].text)
    )
    if told and not penal:
        cut.asked.append(Question("instalments", "asked.table", told[0]))
    return cut


def _stage(clause: Clause, at: int, cells: Sequence[_Cell]) -> Part | None:
    """The payment of one row, read as the sentence that its cells make."""
    run = _sentence(clause, at, cells)
    cut = cut_of_run(run) if run else None
    if cut is None or len(cut.parts) != 1 or cut.asked or cut.common:
        return None
    [part] = cut.parts
    named = [c.text for c in cells if c.holds in ("stage", "node") and _TITLE.fullmatch(c.text)]
    loose = [c for c in cells if c.holds == "other" and not is_blank(c.text)]
    if loose:  # 付款资料, 备注: what it says of this payment is for a person to read
        end = Token("doubt", part.end, part.end, "")
        part = part._replace(tokens=(*part.tokens, end))
    return part._replace(title=named[0] if named else "")


def _sentence(clause: Clause, at: int, cells: Sequence[_Cell]) -> Run | None:
    """The cells of a row as one sentence: condition，支付 share (即 sum)."""
    when = [cell for cell in cells if cell.holds == "when"]
    when = when or [cell for cell in cells if cell.holds == "node"]
    when = when or [cell for cell in cells if cell.holds == "stage"]
    pieces: Pieces = []
    for cell in when:
        bare = _PAPER_LIST.fullmatch(re.sub(r"\s", "", narrow(cell.text)))
        upon = (
            ["凭"] if bare and "条件" in cell.head else []
        )  # a list of papers is what is waited for
        pieces += [*upon, (cell.start, cell.end), "，"] if cell.text else []
    how_much = _how_much(clause, at, cells)
    if not how_much:
        return None
    signs: list[tuple[str, int, int]] = []
    text = narrow(clause.lines[at].text)
    for piece in [*pieces, *how_much, "。"]:
        if isinstance(piece, str):
            signs += [(sign, at, -1) for sign in piece]
        else:
            signs += [(text[n], at, n) for n in range(*piece) if not text[n].isspace()]
    told = "".join(sign for sign, _, _ in signs)
    told = re.sub(r"(?<!\d),|,(?!\d)", "，", told).replace(";", "；")
    return Run(clause, told, tuple((row, column) for _, row, column in signs))


def _how_much(clause: Clause, at: int, cells: Sequence[_Cell]) -> Pieces:
    """The pieces that say how much; none where no cell says it in one way."""
    told = [cell for cell in cells if cell.holds in ("share", "sum") and not is_blank(cell.text)]
    shares = [cell for cell in told if cell.holds == "share"]
    sums = [cell for cell in told if cell.holds == "sum"]
    if len(shares) > 1 or len(sums) > 1:
        return []
    share = _of_share(clause, at, shares[0]) if shares else []
    if shares and (not share or share[0] == _UP_TO):
        return share
    unit = _unit(clause, sums[0]) if sums else None
    if unit is None:
        return share
    whole: Pieces = [(sums[0].start, sums[0].end), unit]
    return [*share, "(即", *whole, ")"] if share else ["支付", *whole]


def _of_share(clause: Clause, at: int, cell: _Cell) -> Pieces:
    """A share of the price, or up to which share of it is paid; none where it is of another sum."""
    if _OF_YEAR.fullmatch(re.sub(r"\s", "", cell.head)) and re.fullmatch(SHARE, narrow(cell.text)):
        return ["支付当年服务费的", (cell.start, cell.end)]
    if _OTHER_BASE.search(cell.head + cell.text):
        return []
    unit = "%" if re.search("[%％]", cell.head) and not re.search("[%％‰分]", cell.text) else ""
    if not _TOGETHER.search(cell.head + cell.text):
        return ["支付", (cell.start, cell.end), unit]
    if unit:
        return [_UP_TO, (cell.start, cell.end), unit]
    bare = re.search(SHARE, clause.lines[at].text[cell.start : cell.end])
    return [_UP_TO, (cell.start + bare.start(), cell.start + bare.end())] if bare else []


def _unit(clause: Clause, cell: _Cell) -> str | None:
    """What is missing to the sum of a cell: nothing, 元 or 万元; None where no word tells it."""
    if "元" in cell.text or not _FIGURES.fullmatch(narrow(cell.text)):
        return ""
    above = cell.head + "".join(line.text for line in clause.lines[:1])
    if "元" not in above:
        return None
    return "万元" if re.search("万元", above) else "元"


def _unlike_total(
    clause: Clause, at: int, cells: Sequence[_Cell], parts: Sequence[Part]
) -> list[Question]:
    """Where the row 合计 says another sum or share than the rows above it come to."""
    made = {"share": Decimal(0), "sum": Decimal(0)}
    for part in parts:
        for token in (part.amount, part.told):
            if token is None:
                continue
            value = share_of(token.text) if token.kind == "share" else _money(token.text)
            kind = token.kind if token.kind == "share" else "sum"
            made[kind] += Decimal((value or "0").rstrip("%‰"))
    for cell in cells:
        if cell.holds not in made or not made[cell.holds] or is_blank(cell.text):
            continue
        if any(part.has("up-to") for part in parts):
            continue
        unit = (_unit(clause, cell) or "") if cell.holds == "sum" else ""
        bare = re.search(SHARE, cell.text)
        said = share_of(bare[0]) if bare else _money(cell.text + unit)
        if said is not None and Decimal(said.rstrip("%‰")) != made[cell.holds]:
            return [Question("instalments", "asked.stages", clause.lines[at])]
    return []


def _money(text: str) -> str | None:
    return sum_of(re.sub("[()（）:：大小写]|人民币", "", text))
