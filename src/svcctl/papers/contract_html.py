"""The contract as a page, from a glance at it to its damages."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from svcctl.answers import guarantees
from svcctl.answers.answer import Cell, Column, rows_of
from svcctl.answers.contracts import about_lines
from svcctl.answers.damages import beside_the_law, remarks, sum_lines
from svcctl.answers.damages_steps import explained_lines
from svcctl.answers.guarantee_steps import explained_return
from svcctl.answers.instalment_words import due_text, label, status_text, time_text
from svcctl.billing.damages.assessment import Line, assess
from svcctl.billing.damages.caps import CapUse, cap_use
from svcctl.billing.due import Sums, sums_of
from svcctl.billing.guarantees import GuaranteeRow, guarantee_rows
from svcctl.billing.life import state_of
from svcctl.billing.schedule import Standing
from svcctl.billing.terms import Finding
from svcctl.casebook.case import Case
from svcctl.i18n import Words
from svcctl.papers.cash_picture import CashPicture, cash_picture
from svcctl.papers.exhibits import TABLES
from svcctl.papers.pages import page
from svcctl.papers.provenance import Provenance, end_of
from svcctl.papers.timeline import Timeline, timeline

Moment = Callable[[str], str]
Named = tuple[str, str]  # what a value is, and the value
SEVERITIES = ("stop", "warn", "note")
PAYER_AND_ARTICLE = ("column.payer", "column.article")  # a claim says them in a sentence
SHOWN_ELSEWHERE = ("column.contract", "column.id", "column.title", "column.line", "column.state")


class Fold(NamedTuple):
    """What unfolds under an instalment: an auditor's columns and the steps behind date and sum."""

    standing: Standing
    facts: list[tuple[Column, Cell]]
    steps: list[str]


class Back(NamedTuple):
    """What of a guarantee goes back, and the steps behind date and sum."""

    row: GuaranteeRow
    title: str
    form: str
    status: str
    by: str
    steps: list[str]


class Claim(NamedTuple):
    """One line of damages with its columns, the use of its cap and its arithmetic."""

    title: str
    line: Line
    cap: CapUse | None
    facts: list[tuple[Column, Cell]]
    steps: list[str]


class PageSection(NamedTuple):
    """One contract of the page."""

    case: Case
    state: str  # not-started | running | ended | terminated | closed
    about: list[Named]
    sums: Sums
    findings: list[Finding]
    timeline: Timeline
    states: list[Named]  # that its instalments are in, each with its word
    provisional: bool  # a deadline of an open instalment is
    cash: CashPicture
    folds: list[Fold]
    back: list[Back]
    letters: list[str]  # that run out too early
    claims: list[Claim]
    damages: list[str]  # what each side owes
    remarks: list[str]


def contract_page(
    folder: Path, cases: Sequence[Case], found: Provenance, words: Words, moment: Moment, mark: str
) -> bytes:
    """One section a contract."""
    values: dict[str, Any] = {
        "title": words("export.schedule") + mark,
        "as_of": found.as_of,
        "sections": [section(case, words, moment) for case in cases],
        "all": sums_of([standing for case in cases for standing in case.standings]),
        "provisional": provisional,
        "label": lambda standing: label(standing, words),
        "status_text": lambda standing: status_text(standing, words),
        "time_text": lambda standing: time_text(standing, words),
        "due_text": lambda standing: due_text(standing, words),
    }
    return page(folder, "contract.html", found, words, values)


def provisional(standing: Standing) -> bool:
    """Whether an instalment is still open and its deadline rests on a year without a notice."""
    return bool(standing.outstanding_fen and standing.deadline and standing.deadline.provisional)


def section(case: Case, words: Words, moment: Moment) -> PageSection:
    """What the page says of one contract."""
    lines = assess(case.sight) if case.terms.rules else []
    return PageSection(
        case=case,
        state=state_of(case.sight),
        about=[_named(line) for line in about_lines(case, words)[1:]],
        sums=sums_of(case.standings),
        findings=sorted(
            case.open_findings(), key=lambda finding: SEVERITIES.index(finding.severity)
        ),
        timeline=timeline(case),
        states=list(
            dict.fromkeys((each.status, status_text(each, words)) for each in case.standings)
        ),
        provisional=any(provisional(standing) for standing in case.standings),
        cash=cash_picture(case.sight),
        folds=_folds(case, words, moment),
        back=_back(case, words),
        letters=list(guarantees.letter_lines([case], words)),
        claims=_claims(case, lines, words, moment),
        damages=sum_lines(lines, words),
        remarks=remarks(lines, words) + beside_the_law(lines, words),
    )


def _named(line: str) -> Named:
    """A line of the contract's page, cut where its name ends."""
    for colon in ("：", ": "):
        name, found, value = line.strip().partition(colon)
        if found:
            return name, value
    return "", line.strip()


def _told(columns: Sequence[Column], row: Sequence[Cell]) -> list[tuple[Column, Cell]]:
    """The cells that say something and stand nowhere else."""
    pairs = zip(columns, row, strict=True)
    return [
        (column, cell)
        for column, cell in pairs
        if cell not in (None, "") and column.heading not in SHOWN_ELSEWHERE
    ]


def _folds(case: Case, words: Words, moment: Moment) -> list[Fold]:
    kind = TABLES["schedule"]
    columns, part = kind.columns, kind.part(case, words, moment, end_of(case.as_of))
    rows = rows_of(columns, part.items, words)
    listed = zip(case.standings, rows, part.steps, strict=True)
    return [
        Fold(standing, _told(columns, row), _bare(steps)) for standing, row, (_, steps) in listed
    ]


def _back(case: Case, words: Words) -> list[Back]:
    return [
        Back(
            row,
            guarantees.label(row, words),
            guarantees.form_text(row, words),
            guarantees.status_text(row, words),
            guarantees.due_text(row, words),
            _bare([line.strip() for line in explained_return(case, row, words).head[1:]]),
        )
        for row in guarantee_rows(case.sight)
    ]


def _claims(case: Case, lines: Sequence[Line], words: Words, moment: Moment) -> list[Claim]:
    kind = TABLES["damages"]
    columns, part = kind.columns, kind.part(case, words, moment, end_of(case.as_of))
    return [
        Claim(
            _subject(line, case, words),
            line,
            cap_use(line, lines),
            [pair for pair in _told(columns, row) if pair[0].heading not in PAYER_AND_ARTICLE],
            _bare(explained_lines(line, case, words)),
        )
        for line, row in zip(lines, rows_of(columns, part.items, words), strict=True)
    ]


def _subject(line: Line, case: Case, words: Words) -> str:
    """The instalment that a line is about, or the name of the breach."""
    standing = case.standing(line.subject)
    return label(standing, words) if standing else line.subject


def _bare(steps: Sequence[str]) -> list[str]:
    """Numbered sentences without their numbers, which the page's list has itself."""
    return [step.partition(". ")[2] for step in steps]
