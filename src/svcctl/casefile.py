"""One contract as a command has it before it: its facts, terms, position, calendar and schedule on a date."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from svcctl.billing.calendar import Calendar
from svcctl.billing.position import Position
from svcctl.billing.schedule import Sight, Standing, sight_of, standings_of
from svcctl.billing.terms import DEFAULT_READINGS, Document, Finding, Terms, terms_from
from svcctl.facts import Event
from svcctl.ledger import amended_document, amendments, position, terms_document

CalendarNamed = Callable[[str], Calendar]


class Case(NamedTuple):
    """A contract looked at on a date; `holding` are the facts known and not taken back."""

    id: str
    document: Document
    terms: Terms
    holding: Sequence[Event]
    position: Position
    calendar: Calendar
    calendar_named: CalendarNamed
    sight: Sight
    standings: tuple[Standing, ...]
    recorded: Sequence[Event] = ()  # every fact known, those taken back too; only where the journal was read

    def on(self, day: date) -> "Case | None":
        """The contract on another day, by the same facts."""
        return case_from(self.id, self.holding, day, self.calendar_named)

    def under(self, readings: dict[str, str]) -> Terms:
        """The terms under other choices of readings."""
        changes = amendments(self.holding, self.as_of)
        if not changes:
            return terms_from(self.document, readings)
        from svcctl.amended import amended_terms

        original = terms_document(self.holding)
        assert original is not None  # there would be no case
        return amended_terms(original, changes, self.holding, self.calendar_named, readings)

    @property
    def as_of(self) -> date:
        """The date looked at."""
        return self.position.as_of

    def open_findings(self, severity: str = "") -> list[Finding]:
        """The findings not settled by the date; of one severity where it is named."""
        return [
            finding
            for finding in self.terms.findings
            if finding.key not in self.position.settled and severity in ("", finding.severity)
        ]

    def standing(self, short_id: str) -> Standing | None:
        """The instalment of that short id, as it stands."""
        return next((standing for standing in self.standings if standing.promise.id == short_id), None)

    def reading_sources(self) -> dict[str, str]:
        """Where each reading's choice comes from: the contract file, or the default."""
        chosen = self.document.get("readings", {})
        settled = {"term-start": self.terms.starts == "signing", "working-day": self.document["calendar"] == "CN"}
        return {
            key: "file" if key in chosen else "terms" if settled.get(key) else "default" for key in DEFAULT_READINGS
        }


def case_from(contract: str, holding: Sequence[Event], as_of: date, calendar_named: CalendarNamed) -> Case | None:
    """The contract as it stands on a date; None before it was signed, or where its import was taken back."""
    document = terms_document(holding)
    if document is None or document["signed_on"] > as_of.isoformat():
        return None
    changes = amendments(holding, as_of)
    if changes:
        from svcctl.amended import amended_terms

        terms = amended_terms(document, changes, holding, calendar_named)
        document = amended_document(changes[-1], holding)
    else:
        terms = terms_from(document)
    where = position(holding, as_of)
    calendar = calendar_named(terms.calendar)
    sight = sight_of(terms, where, calendar)
    return Case(contract, document, terms, holding, where, calendar, calendar_named, sight, standings_of(sight))
