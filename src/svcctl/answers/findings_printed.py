"""The findings as they are printed: the contract by its name, the finding by what it is about."""

from collections.abc import Sequence
from datetime import date

from svcctl.answers.answer import Cell, Column, Printed
from svcctl.answers.findings import COLUMNS, value_rows
from svcctl.answers.printing import heading, named
from svcctl.billing.terms import Finding
from svcctl.casebook.case import Case
from svcctl.i18n import Words

ABOUT = Column("column.finding")


def findings_printed(cases: Sequence[Case], as_of: date, words: Words) -> Printed:
    """Every finding of the contracts, with each value."""
    found = [(case, finding) for case in cases for finding in case.terms.findings]
    names = named(lambda case: case) if len(cases) > 1 else ()
    title, beside = heading(cases, words("export.findings"), as_of, words, money=False)
    return Printed(
        title=title,
        beside=beside,
        columns=(*names, ABOUT, *COLUMNS[2:]),
        rows=[row for each in found for row in _rows(*each, names, words)],
    )


def _rows(case: Case, finding: Finding, names: Sequence[Column], words: Words) -> list[list[Cell]]:
    front = [*(each.of(case, words) for each in names), words.title(finding.named)]
    return [[*front, *row[2:]] for row in value_rows(case, finding, words)]
