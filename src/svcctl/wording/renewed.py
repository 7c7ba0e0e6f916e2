"""The price of renewals: 续签的每年…元, or a table of years; asked for where it is told in another way."""

import re
from collections.abc import Mapping, Sequence

from svcctl.wording.found import Line, Question, Value
from svcctl.wording.numerals import SUM, found_sums, narrow, sum_of, whole

_YEAR = re.compile(r"\s*第?(?P<year>[一二三四五1-5])(?:个?服务)?年(?:度)?\s*$")
_RENEWED = re.compile("续签|续约")
_SAYS = re.compile(
    rf"(?:续签|续约)[^。；\n%％]{{0,16}}?每年(?:度)?[^。；\n\d%％]{{0,12}}?(?P<sum>{SUM})"
)
_MOVES = re.compile("(?:续签|续约)[^。；\n]{0,24}(?:上浮|下浮|递增|调整|另行|重新)")
_BARE_SUM = re.compile(r"[¥￥]?\s*[\d,，]+(?:[.．]\d{1,2})?\s*元?")


def prices(
    lines: Sequence[Line], values: Mapping[str, Value]
) -> tuple[dict[str, Value], list[Question]]:
    """`price.years` with the renewals' sums, where the term and the price of its year are known."""
    count = sum(path.startswith("term.renewals[") for path in values)
    total = values.get("price.total")
    told = [line for line in lines if _RENEWED.search(line.text)]
    if not count or total is None:
        return {}, []
    years = _table(lines, total, count) or _sentence(told, total, count)
    if years:
        return {f"price.years[{at}]": value for at, value in enumerate(years)}, []
    line = next(
        (line for line in told if _other_sum(line, total) or _MOVES.search(line.text)), None
    )
    return {}, [Question("price.years", "wording.ask.renewed-price", line)] if line else []


def _other_sum(line: Line, total: Value) -> bool:
    """Whether a line about renewals names a sum that is not the price agreed."""
    text = narrow(line.text)
    cells = [cell for cell in text.split("\t") if _BARE_SUM.fullmatch(cell.strip())]
    said = [sum_of(f"{cell.strip().rstrip('元')}元") for cell in cells]
    said += [found.value for found in found_sums(text)]
    return any(value and value != total.value for value in said)


def _table(lines: Sequence[Line], total: Value, count: int) -> list[Value]:
    """A row for each year, the first at the price agreed, renewals named as such."""
    rows: dict[int, Value] = {}
    renewed = True
    for line in lines:
        cells = line.text.split("\t")
        year = _YEAR.match(cells[0]) if len(cells) > 1 else None
        sums = [cell.strip() for cell in cells[1:] if _BARE_SUM.fullmatch(narrow(cell.strip()))]
        if not year or len(sums) != 1:
            continue
        value = sum_of(f"{narrow(sums[0]).rstrip('元')}元")
        at = whole(year["year"])
        if not value or not at or at in rows:
            return []
        rows[at] = Value(value, line, sums[0])
        renewed &= at == 1 or bool(_RENEWED.search(line.text))
    whole_table = sorted(rows) == list(range(1, count + 2)) and renewed
    return [rows[at] for at in sorted(rows)] if whole_table and rows[1].value == total.value else []


def _sentence(told: Sequence[Line], total: Value, count: int) -> list[Value]:
    """续签的，每年251900.50元: the same for each renewal."""
    found = {
        value: Value(value, line, match["sum"])
        for line in told
        for match in _SAYS.finditer(line.text)
        if (value := sum_of(match["sum"]))
    }
    if len(found) != 1:
        return []
    [again] = found.values()
    return [total, *([again] * count)]
