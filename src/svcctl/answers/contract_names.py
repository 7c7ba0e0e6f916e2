"""Lists over several contracts on a screen: whose each row is, by the contract's name."""

from collections.abc import Mapping, Sequence

from svcctl.answers.answer import Answer, Cell, Column

ID = "column.contract"
NAMED = ("column.contract-name", "column.contract-title", "column.title-of-contract")
LEAST = 16  # cells that a name keeps


def with_names(report: Answer, titles: Mapping[str, str], instead: bool) -> Answer:
    """The answer with the names of contracts behind their ids, or in their place."""
    headings = [column.heading for column in report.columns]
    if ID not in headings or any(each in headings for each in NAMED):
        return report
    at = headings.index(ID)
    name = Column("column.contract-name", spare=report.columns[at].spare, least=LEAST)
    first = at if instead else at + 1

    def rows() -> Sequence[Sequence[Cell]]:
        return [
            [*row[:first], titles.get(str(row[at]), row[at]), *row[at + 1 :]]
            for row in report.rows()
        ]

    columns = (*report.columns[:first], name, *report.columns[at + 1 :])
    return report._replace(columns=columns, rows=rows)


def told_apart(titles: Mapping[str, str]) -> dict[str, str]:
    """What each contract is called: its title, its id behind it where another has the same."""
    every = list(titles.values())
    return {
        key: f"{title} {key}" if every.count(title) > 1 else title for key, title in titles.items()
    }
