"""Lists over several contracts on a screen: whose each row is, by the contract's name."""

from collections import Counter
from collections.abc import Mapping, Sequence

from svcctl.answers.answer import Answer, Cell, Column

ID = "column.contract"
NAMED = ("column.contract-name", "column.contract-title", "column.title-of-contract")
LEAST = 12  # cells that a name keeps
# beside names these are for scripts: they go first where a terminal is too narrow
KEYS = ("column.key", "column.id", "column.document-key")
FIRST_TO_GO = 9


def with_names(report: Answer, titles: Mapping[str, str], instead: bool) -> Answer:
    """The answer with the names of contracts behind their ids, or in their place."""
    headings = [column.heading for column in report.columns]
    if ID not in headings or any(each in headings for each in NAMED):
        return report
    at = headings.index(ID)
    name = Column("column.contract-name", spare=1, least=LEAST)
    first = at if instead else at + 1

    def named(row: Sequence[Cell]) -> Sequence[Cell]:
        return [*row[:first], titles.get(str(row[at]), row[at]), *row[at + 1 :]]

    def rows() -> Sequence[Sequence[Cell]]:
        return list(map(named, report.rows()))

    columns = [
        each._replace(spare=FIRST_TO_GO) if each.heading in KEYS else each
        for each in (*report.columns[:first], name, *report.columns[at + 1 :])
    ]
    flow = report.flow
    if flow:
        return report._replace(columns=columns, rows=lambda: [*flow], flow=flow.changed(named))
    return report._replace(columns=columns, rows=rows)


def told_apart(titles: Mapping[str, str]) -> dict[str, str]:
    """What each contract is called: its title, its id behind it where another has the same."""
    count = Counter(titles.values())
    return {key: f"{title} {key}" if count[title] > 1 else title for key, title in titles.items()}
