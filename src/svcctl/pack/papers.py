"""Which file of a pack is which paper: its name, its place and digest, and the fact that it belongs to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO

from svcctl.answers import audit
from svcctl.answers.answer import Column, Table, rows_of
from svcctl.answers.writers import write_csv
from svcctl.billing.terms import Terms
from svcctl.casebook.case import Case
from svcctl.casebook.kinds import CALENDAR_CHAIN, Fact
from svcctl.casebook.replay import effective
from svcctl.i18n import Words
from svcctl.pack.container import places_of


class PaperRow(audit.FactRow):
    """One file of one fact: its name, where it stands in the pack, its SHA-256."""

    name: str = ""
    place: str = ""
    sha256: str = ""


COLUMNS = (
    *Table(
        name=Column("column.file-name", cell=lambda r, _: r.name),
        place=Column("column.place", "code", cell=lambda r, _: r.place),
        sha256=Column("column.sha256", "code", cell=lambda r, _: r.sha256),
    ).view("name place sha256"),
    *audit.TABLE.view("event happened kind detail state"),
)


def papers_csv(
    cases: Sequence[Case],
    facts: Mapping[str, Sequence[Fact]],
    known_at: str,
    foot: Iterable[str],
    words: Words,
) -> bytes:
    """A row for each file of each fact recorded by then, those taken back too."""
    terms: dict[str, Terms | None] = {case.id: case.terms for case in cases}
    rows = [
        row
        for chain, of_chain in (terms | {CALENDAR_CHAIN: None}).items()
        for row in _rows([f for f in facts[chain] if f.recorded_at <= known_at], of_chain)
    ]
    text = StringIO()
    write_csv(COLUMNS, rows_of(COLUMNS, rows, words), foot, words, text)
    return text.getvalue().encode("utf-8-sig")


def _rows(facts: Sequence[Fact], terms: Terms | None) -> Iterator[PaperRow]:
    held = {fact.seq for fact in effective(facts)}
    for fact in facts:
        for name, place, digest in places_of(fact.kind, fact.payload):
            holds = fact.seq in held
            yield PaperRow(fact, holds, terms, name=name, place=place, sha256=digest)
