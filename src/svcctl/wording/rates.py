"""A price settled by what is done: its ceiling, its unit prices, how far it lies below a tariff."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from svcctl.wording import numerals
from svcctl.wording.found import Line, Question, Row, Value

# what is paid follows from what is done
BY_DEEDS = re.compile(r"据实结算|按实结算|单价合同|单价包干|按实际[^，。；]{0,20}结算|实际发生")
_PENAL = re.compile(
    r"违约|罚|赔偿|保证金|扣款|每次|每月|每年|每季|年度|滞纳金|差旅|交通|材料|备件|耗材|住宿|零星|报销|垫付|维修费|其他"
)
_CEILING = re.compile(
    rf"(?:总价款?|总额|总金额|总费用|金额|费用|价款|结算|结算价|最高)[^，。；\d¥￥]{{0,8}}?不(?:得)?(?:超过|高于)"
    rf"(?:人民币|大写|小写|[（(：:\s])*(?P<sum>{numerals.SUM})"
)
_BELOW = re.compile(
    rf"下浮(?:率|比例|幅度)?(?:为|是|按|[：:\s])*(?P<share>{numerals.SHARE})|下浮率?\s*[：:]?\s*(?P<blank>_+|\s{{2,}})"
)
# 运输费：按价目表下浮6%: off one part of the price alone
_OF_A_PART = re.compile(
    r"^\s*[A-Za-z①-⑳][.．、)）]|(?:运输|仓储|装卸|材料|配件|备件|人工|设备|耗材|加工|维修|差旅|代理|检测)费?(?:用)?\s*[:：]"
)
_DONE = re.compile(r"已(?:按|经|含|扣|包含|考虑)")
_COLUMNS = (
    ("unit_price", r"单价"),
    ("estimate", r"数量|工程量|工作量|用量|人数"),
    ("sum", r"金额|合价|小计|总价|合计"),
    ("unit", r"单位"),
    ("title", r"项目|名称|内容|岗位|类别|品目|标的"),
)
_TOTAL = re.compile(r"\s*(?:合\s*计|总\s*计|共\s*计|小\s*计)")
_NUMBER = re.compile(r"\d{1,3}(?:[,，]\d{3})+(?:\.\d{1,6})?|\d{1,9}(?:\.\d{1,6})?")


class Item(NamedTuple):
    """One row of a table of unit prices."""

    line: Line
    cells: dict[str, str]

    def number(self, key: str) -> Decimal | None:
        """A cell as a number, or None where it is none."""
        text = numerals.narrow(self.cells.get(key, "")).strip()
        if not _NUMBER.fullmatch(text):
            return None
        try:
            return Decimal(re.sub("[,，]", "", text))
        except InvalidOperation:
            return None


def rates(lines: Sequence[Line], total: str) -> tuple[dict[str, Value], list[Question]]:
    """The values of `price.kind`, `price.discount` and `price.items`, and a total that is a ceiling."""
    deeds = next((line for line in lines if BY_DEEDS.search(line.text)), None)
    if deeds is None:
        return {}, []
    values, questions = _ceiling(lines, total)
    discount, asked = _discount(lines)
    values |= discount
    questions += asked
    if "price.kind" in values:
        most = values["price.total"].value if "price.total" in values else total
        off = discount["price.discount"].value if discount else "0%"
        items, asked = _items(lines, Decimal(most), Decimal(off.rstrip("%‰")) / 100)
        values |= items
        questions += asked
    return values, questions


def _ceiling(lines: Sequence[Line], total: str) -> tuple[dict[str, Value], list[Question]]:
    """What may be paid at most, where the sentence says that the rest follows from what is done."""
    found: list[tuple[Line, re.Match[str], str]] = []
    for line in lines:
        for match in _CEILING.finditer(line.text):
            sentence = re.split("[。；;]", line.text[: match.start()])[-1]
            value = numerals.sum_of(match["sum"])
            if value and BY_DEEDS.search(line.text) and not _PENAL.search(sentence + match[0]):
                found.append((line, match, value))
    if len({value for _, _, value in found}) != 1:
        asks = [Question("price.kind", "wording.ask.ceiling", found[-1][0])] if found else []
        return {}, asks
    line, match, value = found[0]
    if total and Decimal(total) != Decimal(value):
        return {}, [Question("price.kind", "wording.ask.ceiling", line)]
    said = BY_DEEDS.search(line.text)
    assert said is not None
    kind = Value("ceiling", line, said[0])
    total_said = Value(value, line, match["sum"])
    in_words = _in_words(line, match)
    if in_words is not None and numerals.sum_of(in_words.words) != value:
        told = {"figures": match["sum"], "words": in_words.words}
        return {}, [Question("price.total", "wording.ask.words-differ", line, told)]
    spelt = {"price.total_in_words": in_words} if in_words else {}
    return {"price.total": total_said, "price.kind": kind} | spelt, []


def _in_words(line: Line, match: re.Match[str]) -> Value | None:
    """The sum in capitals, where it is told so, or behind its figures."""
    behind = re.compile(rf"\s*[（(，,](?:人民币|大写|[：:\s])*(?P<sum>{numerals.SUM_IN_WORDS})")
    said = re.fullmatch(numerals.SUM_IN_WORDS, match["sum"])
    again = behind.match(line.text, match.end())
    words = said[0] if said else again["sum"] if again else ""
    return Value(words, line, words) if words else None


def _discount(lines: Sequence[Line]) -> tuple[dict[str, Value], list[Question]]:
    """下浮15%: off every sum worked out from unit prices or a tariff, not off a price that has it."""
    found: list[Value] = []
    for line in lines:
        for match in _BELOW.finditer(line.text):
            if _DONE.search(line.text[: match.start()]) or not BY_DEEDS.search(line.text):
                continue
            share = numerals.share_of(match["share"]) if match["share"] else None
            if _OF_A_PART.search(re.split("[。；;]", line.text[: match.start()])[-1]):
                share = None
            if share is None or not share.endswith("%"):
                return {}, [Question("price.discount", "wording.ask.discount", line)]
            found.append(Value(share, line, match["share"]))
    if len({value.value for value in found}) > 1:
        return {}, [Question("price.discount", "wording.ask.discount", found[-1].line)]
    return ({"price.discount": found[0]} if found else {}), []


def _items(
    lines: Sequence[Line], total: Decimal, off: Decimal
) -> tuple[dict[str, Value], list[Question]]:
    """The unit prices of the one table that has them, with the quantities estimated."""
    tables = _tables(lines)
    if not tables:
        return {}, []
    asked = [Question("price.items", "wording.ask.items", tables[0][0])]
    if len(tables) > 1 or not tables[0][1]:
        return {}, asked
    head, rows = tables[0]
    values: dict[str, Value] = {}
    worth = Decimal(0)
    for at, row in enumerate(rows):
        price, estimate = row.number("unit_price"), row.number("estimate")
        by_time = re.search("年|月|季|天|日", row.cells.get("unit", "") + head.text)
        counted = price is not None and (estimate is not None or "estimate" not in row.cells)
        if not counted or by_time or not row.cells.get("unit") or not _adds_up(row):
            return {}, asked
        worth += (price or Decimal(0)) * (estimate or Decimal(0)) * (1 - off)
        for key in ("title", "unit", "unit_price", "estimate"):
            if text := row.cells.get(key, "").strip():
                plain = re.sub("[,，]", "", numerals.narrow(text)) if _NUMBER.match(text) else text
                values[f"price.items[{at}].{key}"] = Value(plain, row.line, text)
    return (values, []) if worth <= total else ({}, asked)


def _adds_up(row: Item) -> bool:
    """Whether unit price and quantity come to the sum of the row, where it has one."""
    price, estimate, whole = (row.number(key) for key in ("unit_price", "estimate", "sum"))
    if price is None or estimate is None or whole is None:
        return "sum" not in row.cells or not row.cells["sum"].strip()
    return abs(price * estimate - whole) < 1


def _tables(lines: Sequence[Line]) -> list[tuple[Line, list[Item]]]:
    """The tables whose head names a unit price in yuan, with their rows; none where a row is odd."""
    found: list[tuple[Line, list[Item]]] = []
    heads: list[str] = []
    for line in lines:
        cells = line.text.split("\t")
        if len(cells) < 3:
            heads = []
            continue
        kinds = [_column(cell) for cell in cells]
        if "unit_price" in kinds and "title" in kinds:
            heads = kinds if re.search(r"单价\s*[（(][^）)]{0,4}元", line.text) else ["odd"]
            found.append((line, []))
            continue
        if not heads or _TOTAL.match(cells[0]) or _TOTAL.match("".join(cells)):
            continue
        row = {kind: cell for kind, cell in zip(heads, cells, strict=False) if kind}
        found[-1][1].append(Item(line, row))
    return [
        (head, rows if all("unit_price" in r.cells for r in rows) else []) for head, rows in found
    ]


def _column(head: str) -> str:
    bare = re.sub(r"\s", "", head)
    return next((key for key, words in _COLUMNS if re.search(words, bare)), "")


def by_deeds(values: Mapping[str, Value], rows: Sequence[Row]) -> tuple[list[Row], list[Question]]:
    """Below a ceiling the fee of a period is what was done in it: no share of the ceiling."""
    if "price.kind" not in values:
        return list(rows), []
    told: list[Row] = []
    asked: list[Question] = []
    for row in rows:
        share, every = row.values.get("share"), row.values.get("every")
        comes_again = every is not None and every.value != "once"
        if row.table == "instalments" and share and comes_again and "settled" not in row.values:
            row = row._replace(values={k: v for k, v in row.values.items() if k != "share"})
            asked.append(Question("instalments[].settled", "wording.ask.settled", share.line))
        told.append(row)
    return told, asked
