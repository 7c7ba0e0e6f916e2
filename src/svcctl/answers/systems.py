"""The systems that contracts serve, as a list."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from svcctl.answers.answer import Answer, Column, Printed, iso, rows_of
from svcctl.answers.wish import Narrowed
from svcctl.casebook.case import Case
from svcctl.i18n import Words, plain_title

System = tuple[Case, dict[str, Any]]
COLUMNS = (
    Column("column.contract", "code", spare=1, cell=lambda s, _: s[0].id),
    Column("column.key", "code", cell=lambda s, _: s[1]["key"]),
    Column("column.system", cell=lambda s, words: words.title(s[1]["title"])),
)


def listed(cases: Sequence[Case], as_of: date, words: Words) -> Answer:
    """Every system of every contract."""
    found: list[System] = [(c, each) for c in cases for each in c.document.get("systems", ())]
    data = [
        {"contract": case.id, "key": each["key"], "title": plain_title(each["title"])}
        for case, each in found
    ]
    answer = Answer(
        data={"as_of": iso(as_of), "systems": data},
        columns=COLUMNS,
        rows=lambda: list(rows_of(COLUMNS, found, words)),
        head=[words("score.systems", as_of=as_of, count=len(found))],
    )

    def as_printed() -> Printed:
        from svcctl.answers.printing import printed

        what = words("score.systems-served")
        chosen = Narrowed(found)
        return printed(answer, chosen, cases, what, as_of, words, lambda each: each[0])

    return answer._replace(printed=as_printed)
