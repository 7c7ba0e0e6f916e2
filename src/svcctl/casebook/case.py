"""One contract as a command has it before it: its facts, and the one sight of them on a date."""

from collections.abc import Callable, Sequence
from datetime import date

from svcctl.billing.position import Position
from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.billing.schedule import Sight, Standing, once_paid, sight_of, standings_of
from svcctl.billing.terms import (
    DEFAULT_READINGS,
    Amendment,
    Document,
    Finding,
    Terms,
    chosen_under,
    terms_from,
)
from svcctl.billing.working_days import Calendar
from svcctl.casebook.kinds import Amended, Fact
from svcctl.casebook.replay import amended_document, amendments, position, terms_document

CalendarNamed = Callable[[str], Calendar]


class Case(Record):
    """A contract looked at on a date; `holding` are the facts known and not taken back."""

    id: str
    document: Document
    holding: Sequence[Fact]
    sight: Sight
    calendar_named: CalendarNamed
    recorded: Sequence[
        Fact
    ] = ()  # every fact known, those taken back too; where the journal was read

    @property
    def terms(self) -> Terms:
        """The terms in force."""
        return self.sight.terms

    @property
    def position(self) -> Position:
        """What has happened by the date."""
        return self.sight.position

    @property
    def calendar(self) -> Calendar:
        """The calendar that its days are counted by."""
        return self.sight.calendar

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Every instalment as it stands."""
        return standings_of(self.sight)

    @property
    def as_of(self) -> date:
        """The date looked at."""
        return self.sight.position.as_of

    def on(self, day: date) -> "Case | None":
        """The contract on another day, by the same facts."""
        if day == self.as_of:
            return self
        return case_from(self.id, self.holding, day, self.calendar_named)

    def under(self, reading: str, choice: str) -> Sight:
        """The contract under another choice of one reading; each layer of terms keeps the others."""
        # each amendment was laid on the dates of its day, which another reading moves: the whole
        # history is told again, not the last terms only
        if self.terms.amendments:
            return _sight(self.holding, self.as_of, self.calendar_named, {reading: choice})
        readings = self.terms.readings | {reading: choice}
        terms = chosen_under(self.terms, self.document, readings, self.position.started_on)
        return sight_of(terms, self.position, self.calendar_named(terms.calendar))

    def open_findings(self, severity: str = "") -> list[Finding]:
        """The findings not settled by the date; of one severity where it is named."""
        return [
            finding
            for finding in self.terms.findings
            if finding.key not in self.position.settled and severity in ("", finding.severity)
        ]

    def standing(self, short_id: str) -> Standing | None:
        """The instalment of that short id, as it stands."""
        return next((s for s in self.standings if s.instalment.id == short_id), None)

    def named(self, short_id: str) -> Standing:
        """The instalment of that short id; Refusal where there is none."""
        found = self.standing(short_id)
        if found is None:
            known = [instalment.id for instalment in self.terms.instalments]
            raise Refusal("payment.unknown-instalment", instalment=short_id, known=known)
        return found

    def reading_sources(self) -> dict[str, str]:
        """Where each reading's choice comes from: the contract file, or the default."""
        chosen = self.document.get("readings", {})
        settled = {
            "term-start": self.terms.starts != "start-notice",
            "year-end": self.terms.starts == "dates",
            "working-day": self.document["calendar"] == "CN",
        }
        return {
            key: "file" if key in chosen else "terms" if settled.get(key) else "default"
            for key in DEFAULT_READINGS
        }


def case_from(
    contract: str, holding: Sequence[Fact], as_of: date, calendar_named: CalendarNamed
) -> Case | None:
    """The contract on a date; None before it was signed, or where its import was taken back."""
    document = terms_document(holding)
    # before both have signed and sealed there is no contract (art. 11(1)), whatever was typed in
    # since
    if document is None or document["signed_on"] > as_of.isoformat():
        return None
    supplements = amendments(holding, as_of)
    current = amended_document(supplements[-1], holding) if supplements else document
    sight = _sight(holding, as_of, calendar_named)
    if sight.terms.id != contract:  # its rows would stand in another contract's list
        raise ValueError(contract)
    return Case(contract, current, holding, sight, calendar_named)


def case_since(before: Case, holding: Sequence[Fact], as_of: date) -> Case | None:
    """The contract once more is known of it; what that leaves as it was is not worked out anew."""
    sight = _once_paid(before, holding) if as_of == before.as_of else None
    if sight is None:
        return case_from(before.id, holding, as_of, before.calendar_named)
    return before._replace(holding=holding, sight=sight, recorded=())


def _once_paid(before: Case, holding: Sequence[Fact]) -> Sight | None:
    """The sight by these facts, where they differ from the former in money alone."""
    # terms that an amendment was laid on hang on what had been paid by that day
    same = terms_document(holding) is terms_document(before.holding)
    if not same or before.terms.amendments or amendments(holding, before.as_of):
        return None
    return once_paid(before.sight, position(holding, before.as_of))


def _sight(
    holding: Sequence[Fact],
    as_of: date,
    calendar_named: CalendarNamed,
    readings: dict[str, str] | None = None,
) -> Sight:
    """What dates and sums follow from; `readings` tries other choices."""
    document = terms_document(holding)
    assert document is not None  # looked at by whoever asks
    here = position(holding, as_of)
    terms = terms_from(document, readings, here.started_on)
    supplements = amendments(holding, as_of)
    if supplements:
        terms = _amended(terms, supplements, holding, calendar_named, readings)
    return sight_of(terms, here, calendar_named(terms.calendar))


def _amended(
    terms: Terms,
    supplements: Sequence[Amended],
    holding: Sequence[Fact],
    calendar_named: CalendarNamed,
    readings: dict[str, str] | None,
) -> Terms:
    """The terms with each amendment laid on those of the day it came into force."""
    from svcctl.billing.amending import amended

    for supplement in supplements:
        then = position(holding, supplement.on)
        new = terms_from(amended_document(supplement, holding), readings, then.started_on)
        # the position of that day, not of today: what had fallen due by then is what the amendment
        # leaves alone
        sight = sight_of(terms, then, calendar_named(terms.calendar))
        amendment = Amendment(
            number=supplement.number,
            since=supplement.on,
            signed_on=supplement.signed_on,
            approved_on=supplement.approved_on,
            approval_ref=supplement.approval_ref,
            filed_on=supplement.filed_on,
            added_fen=new.total_fen - terms.total_fen,
            event=supplement.event,
        )
        terms = amended(sight, new, amendment)
    return terms
