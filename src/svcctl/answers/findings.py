"""Where the documents disagree, and which value holds: columns, rows, JSON and sentences."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from svcctl.answers.answer import Answer, Cell, Column, iso
from svcctl.billing.money import fen, grouped
from svcctl.billing.terms import Finding
from svcctl.casebook.case import Case
from svcctl.casebook.kinds import WithTerms
from svcctl.i18n import Words

MONEY = re.compile(r"\d{1,13}\.\d\d", re.ASCII)
COLUMNS = (
    Column("column.contract", "code", spare=True),
    Column("column.finding"),
    Column("column.key", "code", spare=3),
    Column("column.severity", "code"),
    Column("column.number", "code"),
    Column("column.value"),
    Column("column.source"),
    Column("column.state"),
)


def listed(cases: Sequence[Case], as_of: date, words: Words) -> Answer:
    """Every finding of the contracts, with each value."""
    found = [(case, finding) for case in cases for finding in case.terms.findings]
    stop = next((f.key for case in cases for f in case.open_findings("stop")), None)
    foot = [words("finding.then"), "  " + words("finding.how", key=stop)] if stop else []
    if any(f.closed and isinstance(f.says, WithTerms) for case in cases for f in case.holding):
        foot.append(words("finding.closed"))
    return Answer(
        data={"as_of": iso(as_of), "findings": [finding_json(*each) for each in found]},
        columns=COLUMNS,
        rows=lambda: [row for each in found for row in value_rows(*each, words)],
        head=[words("finding.title", as_of=as_of, count=len(found))],
        foot=foot,
    )


def value_text(finding: Finding, value: str, words: Words) -> str:
    """What a document says, a price in the way sums are written."""
    if finding.about != "price" or not MONEY.fullmatch(value):
        return value
    return words("show.sum", amount=grouped(fen(value)))


def finding_text(finding: Finding, words: Words) -> str:
    """One finding in a line: what it is about, and what each document says."""
    return words(
        "show.finding",
        severity=words(f"severity.{finding.severity}"),
        about=words.title(finding.named),
        values=words("list.semicolon").join(
            f"{source} {value_text(finding, value, words)}" for value, source in finding.values
        ),
    )


def value_rows(case: Case, finding: Finding, words: Words) -> Iterator[list[Cell]]:
    """A row for each value that a document gives, and for an account that was settled on."""
    settled = case.position.settled.get(finding.key)
    named = words.title(finding.named)
    severity = words(f"severity.{finding.severity}")
    for number, (value, source) in enumerate(finding.values, 1):
        holds = settled is not None and settled.value == number
        state = "finding.open" if settled is None else "finding.holds" if holds else "finding.not"
        shown = value_text(finding, value, words)
        yield [case.id, named, finding.key, severity, str(number), shown, source, words(state)]
    if settled and settled.account:
        new = f"{settled.bank} {settled.account}".strip()
        yield [case.id, named, finding.key, severity, "-", new, settled.doc, words("finding.holds")]


def unsettled(case: Case) -> list[Finding]:
    """What papers that leave the building tell of, never in the way: all but mere notes."""
    return [finding for finding in case.open_findings() if finding.severity != "note"]


def finding_json(case: Case, finding: Finding) -> dict[str, Any]:
    """One finding as scripts read it."""
    settled = case.position.settled.get(finding.key)
    told = settled and {
        "value": settled.value,
        "doc": settled.doc,
        "on": iso(settled.on),
        "event": settled.event,
    }
    if told and settled and settled.account:
        told |= {"bank": settled.bank, "account": settled.account}
    return {
        "contract": case.id,
        "key": finding.key,
        "about": finding.about,
        "severity": finding.severity,
        "values": [{"value": value, "source": source} for value, source in finding.values],
        "settled": told,
    }
