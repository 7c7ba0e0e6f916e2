"""What a later agreement in the same text puts in another's place: 第10条中“0.02%”调整为“0.01%”."""

import re
from collections.abc import Iterable, Sequence

from svcctl.wording.found import Line, Question, Row, Value
from svcctl.wording.numerals import narrow

_PUT = re.compile(
    r"(?:[“\"「](?P<quoted>[^”\"」]{1,40})[”\"」]|由(?P<was>[^，。；“”由]{1,20}))(?:统一)?(?:修改|调整|变更|更改|修订|更正|改)(?:为|成)"
)
_LATER = re.compile("补充(?:约定|协议|条款)|变更协议|修订|主合同|原合同|第[^，。；]{1,6}条")
# rows of which a part would say something else than the whole
_WHOLE = ("damages", "guarantees", "obligations", "assessments", "service_levels", "service_plan")


def amended(rows: Iterable[Row], lines: Sequence[Line]) -> tuple[list[Row], list[Question]]:
    """The rows without what another place of the text changes, and what is asked instead."""
    changed = [(line, said) for line in lines for said in _changed(line)]
    kept: list[Row] = []
    asked: list[Question] = []
    counts: dict[str, int] = {}
    for row in rows:
        at = counts[row.table] = counts.get(row.table, -1) + 1
        gone = [key for key, value in row.values.items() if _is_changed(value, changed)]
        if not gone:
            kept.append(row)
            continue
        line = row.values[gone[0]].line
        if row.table in _WHOLE:
            counts[row.table] -= 1
            asked.append(Question(row.table, "asked.amended", line))
            continue
        asked += [Question(f"{row.table}[{at}].{key}", "asked.amended", line) for key in gone]
        values = {key: value for key, value in row.values.items() if key not in gone}
        kept.append(row._replace(values=values))
    return kept, asked


def _changed(line: Line) -> list[str]:
    """The words that a line takes out of another place."""
    if not _LATER.search(line.text):
        return []
    return [_bare(match["quoted"] or match["was"]) for match in _PUT.finditer(line.text)]


def _is_changed(value: Value, changed: Iterable[tuple[Line, str]]) -> bool:
    words = _bare(value.words)
    return len(words) > 1 and any(
        value.line != line and (words in said or said in words) for line, said in changed
    )


def _bare(text: str) -> str:
    return re.sub(r"\s", "", narrow(text))
