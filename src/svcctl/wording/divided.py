"""A price of several parts, each paid in its own way: 软件开发费…元, 运行维护费…元."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from svcctl.wording import numerals
from svcctl.wording.found import Line, Question, Row, Value
from svcctl.wording.numerals import plainly

_PART = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{2,12}}?(?:费用?|款|部分))(?:金额|价格|为|是|共|计|人民币|[：:（(\s])*(?P<sum>{numerals.SUM})"
)
_NO_PART = re.compile(
    "税|预付|首付|尾款|余款|进度款|质保|保证金|暂列|违约|每年|每月|每季|年度|第[一二三四五]|首年|合同总|总价|总费"
)
_AMONG = re.compile(r"其中|由|包括|组成")
_NAMES = re.compile(r"(?:费用?|款|部分)$")
_REST = re.compile("余|剩|尾款")
_SAID = ("share", "amount", "up_to", "settled")


def parts(lines: Sequence[Line], total: str) -> dict[str, Value]:
    """The values of `price.parts`, where one line names all parts and they make the total."""
    for line in lines:
        among = _AMONG.search(line.text)
        if not among or not total:
            continue
        found: dict[str, tuple[str, str]] = {}
        for match in _PART.finditer(line.text, among.start()):
            name = re.sub("^(?:其中|由|包括|和|及|与)", "", match["name"])
            value = numerals.sum_of(match["sum"])
            if _NO_PART.search(name) or value is None or name in found:
                found = {}
                break
            found[name] = value, match["sum"]
        if len(found) > 1 and sum(Decimal(v) for v, _ in found.values()) == Decimal(total):
            values: dict[str, Value] = {}
            for at, (name, (value, said)) in enumerate(found.items()):
                values[f"price.parts[{at}].title"] = Value(name, line, name)
                values[f"price.parts[{at}].total"] = Value(value, line, said)
            return values
    return {}


def tied(
    values: Mapping[str, Value], rows: Sequence[Row]
) -> tuple[dict[str, Value], list[Row], list[Question]]:
    """Each payment with the part of the price that its words name; no parts where one names none."""
    titles = [v for key, v in values.items() if re.fullmatch(r"price\.parts\[\d+\]\.title", key)]
    if not titles:
        return dict(values), list(rows), []
    stems = [_NAMES.sub("", title.value) for title in titles]
    told: list[Row] = []
    for row in rows:
        at = _named(row, stems) if row.table == "instalments" else None
        if at is not None and "collects[0]" not in row.values:
            part = Value(f"part-{at + 1}", _said(row)[0].line, stems[at])
            row = row._replace(values={**row.values, "part": part})
        told.append(row)
    paid = [row for row in told if row.table == "instalments"]
    named = {row.values["part"].value for row in paid if "part" in row.values}
    open_ = [row for row in paid if "part" not in row.values and "collects[0]" not in row.values]
    if not paid or open_ or len(named) != len(titles):
        kept = {key: v for key, v in values.items() if not key.startswith("price.parts")}
        asked = Question("price.parts", "wording.ask.parts", titles[0].line)
        if not named:  # 其中 of a price that is paid as one
            return kept, list(rows), []
        return kept, [_without_share(row) for row in told], [asked]
    return dict(values), [_rest_of_part(row, paid) for row in told], []


def _without_share(row: Row) -> Row:
    """A payment without its part, and without a share that is of that part and not of the price."""
    gone = ("part", "share", "up_to") if "part" in row.values else ()
    return row._replace(values={key: v for key, v in row.values.items() if key not in gone})


def _said(row: Row) -> list[Value]:
    """The words that say how much is paid, or where none does, by when."""
    told = [row.values[key] for key in _SAID if key in row.values]
    return told or [value for key, value in row.values.items() if key.startswith("due.")]


def _named(row: Row, stems: Sequence[str]) -> int | None:
    """Which part the words before a payment's share name last; None where they name none."""
    told = _said(row)
    if not told:
        return None
    text = told[0].line.text
    end = text.find(told[0].words) + len(told[0].words)
    last = [(text.rfind(stem, 0, end), at) for at, stem in enumerate(stems)]
    place, at = max(last)
    return at if place >= 0 else None


def _rest_of_part(row: Row, paid: Sequence[Row]) -> Row:
    """余款 of a part is what its own other shares leave; where that is not told it stays open."""
    share = row.values.get("share")
    if share is None or "part" not in row.values or not _REST.search(share.words):
        return row
    own = [
        each.values["share"]
        for each in paid
        if each is not row
        and each.values["part"].value == row.values["part"].value
        and "share" in each.values
    ]
    left = 100 - sum((Decimal(each.value.rstrip("%")) for each in own), Decimal(0))
    values = dict(row.values)
    if left > 0:
        values["share"] = share._replace(value=f"{plainly(left)}%")
    else:
        del values["share"]
    return row._replace(values=values)
