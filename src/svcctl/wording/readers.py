"""The readers of a contract's clauses, each for one part of the contract file."""

from collections.abc import Callable, Sequence

from svcctl.wording import duties, hardships, payments, penalties, scores, securities
from svcctl.wording.found import Clause, Question, Reading, Row, Value

Reader = Callable[[Sequence[Clause]], Reading]
READERS: tuple[Reader, ...] = (
    payments.read,
    scores.read,
    penalties.read,
    duties.read,
    securities.read,
    hardships.read,
)


def read_all(clauses: Sequence[Clause]) -> Reading:
    """What all readers make of a contract: papers that several of them name stand once."""
    values: dict[str, Value] = {}
    rows: list[Row] = []
    questions: list[Question] = []
    papers: set[str] = set()
    for reader in READERS:
        reading = reader(clauses)
        values.update(reading.values)
        questions += reading.questions
        for row in reading.rows:
            if row.table == "deliverables":
                if row.made["key"] in papers:
                    continue
                papers.add(row.made["key"])
            rows.append(row)
    return Reading(values, _ordered(rows), tuple(questions))


def _ordered(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows of one table together, papers before the payments that name them."""
    tables = list(dict.fromkeys(row.table for row in rows))
    return tuple(row for table in tables for row in rows if row.table == table)


def proposed(reading: Reading) -> dict[str, str]:
    """Every value by its path in the contract file: `instalments[0].due.days`."""
    found = {path: value.value for path, value in reading.values.items()}
    counts: dict[str, int] = {}
    for row in reading.rows:
        at = counts.get(row.table, 0)
        counts[row.table] = at + 1
        found |= {f"{row.table}[{at}].{path}": value.value for path, value in row.values.items()}
    return found
