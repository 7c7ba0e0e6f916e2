"""The readers of a contract's clauses, each for one part of the contract file."""

import re
from collections.abc import Callable, Sequence

from svcctl.wording import agreed, duties, hardships, payments, penalties, scores, securities
from svcctl.wording.found import Clause, Question, Reading, Row, Value

_SCORED = re.compile("考核|考评|评价|评估|评分|绩效")
Reader = Callable[[Sequence[Clause]], Reading]
READERS: tuple[Reader, ...] = (
    payments.read,
    scores.read,
    penalties.read,
    duties.read,
    securities.read,
    hardships.read,
    agreed.read,
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
    rows, asked = _assessed(rows)
    return Reading(values, _ordered(rows), (*questions, *asked))


def _assessed(rows: Sequence[Row]) -> tuple[list[Row], list[Question]]:
    """The payments that the one assessment of the contract changes name it.

    A month's score of a quarter's fee is settled by hand: such a payment names none. Where scores
    change what is paid, but no payment says that it is paid by them, that is asked.
    """
    found = [row for row in rows if row.table == "assessments"]
    if len(found) != 1:
        return list(rows), []
    [assessment] = found
    every = assessment.values.get("every")
    told: list[Row] = []
    by_score = False
    for row in rows:
        settled = row.values.get("settled")
        if row.table == "instalments" and settled and _SCORED.search(settled.words):
            by_score = True
            own = row.values.get("every")
            if every is None or every.value == (own.value if own else "service-year"):
                named = settled._replace(value=assessment.made["key"])
                row = row._replace(values={**row.values, "assessment": named})
        told.append(row)
    changes = [key for key in assessment.values if key.startswith(("bands", "less"))]
    if by_score or not changes or not any(row.table == "instalments" for row in rows):
        return told, []
    return told, [Question("instalments", "asked.scored", assessment.values[changes[0]].line)]


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
