"""What a contract promises of its service, as clocks and records are held to it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from svcctl.billing.dates import Period, parse_period
from svcctl.billing.instalment import Title
from svcctl.billing.periods import ServicePeriod
from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.billing.schedule import Sight
from svcctl.billing.service import CLOCKS, WORKING_HOURS, Turn, turns
from svcctl.billing.terms import Document
from svcctl.billing.working_days import Calendar
from svcctl.delivery.hours import A_DAY, Hours, seconds_of

UNITS = {"minute": 60, "hour": 3600, "calendar-day": A_DAY}
OTHER = "other"  # the system of what fits none


class Level(Record):
    """A level of a regime: how grave (1 is the gravest), its limits and the hours they run in."""

    regime: str
    name: str
    severity: int
    title: Title
    article: str
    limits: Mapping[str, Period]  # by clock: answer | dispatch | restore
    texts: Mapping[str, str]  # the same as the contract file writes them
    hours: Mapping[str, Hours]
    restore_from: str = "call"
    waits: tuple[str, ...] | None = (
        None  # what stops dispatch and restore; None: the file is silent
    )
    engineers: int = 0
    breach: str = ""

    @property
    def key(self) -> str:
        """REGIME/LEVEL."""
        return f"{self.regime}/{self.name}"

    def stops(self, reason: str, silent: bool) -> bool:
        """Whether a wait for that reason stops its clocks; `silent` where the file says nothing."""
        return silent if self.waits is None else reason in self.waits


class ServiceTerms(Record):
    """What of a contract the record of its service is held to on a date."""

    levels: tuple[Level, ...]  # in the order of the file
    regimes: tuple[str, ...]
    readings: Mapping[str, str]
    systems: Mapping[str, Title]
    services: Mapping[str, Title]
    years: tuple[ServicePeriod, ...]
    signed_on: date
    last: date  # of the term as it ran
    turns: tuple[Turn, ...]
    plans: Mapping[str, Mapping[str, Any]]  # what recurs or was promised without a period, by key

    @property
    def first(self) -> date:
        """The first day of service."""
        return self.years[0].first

    @property
    def severity(self) -> str:
        """The regime that counts; nothing where the stricter one does."""
        chosen = self.readings["severity"]
        return chosen if chosen in self.regimes else ""

    @property
    def waits_stop(self) -> bool:
        """Whether a wait stops a clock where the contract is silent."""
        return self.readings.get("waits", "run") == "stop"

    @property
    def dispatch_from_call(self) -> bool:
        """Whether the dispatch clock starts at the call."""
        return self.readings.get("dispatch-from", "call") == "call"

    @property
    def level_titles(self) -> Mapping[str, Title]:
        """What each level is called, by its key."""
        return {each.key: each.title for each in self.levels}

    def level(self, text: str) -> Level:
        """The level of that name, REGIME/LEVEL where regimes share one; Refusal for none, several."""
        found = [each for each in self.levels if text in (each.key, each.name)]
        exact = [each for each in found if each.key == text]
        found = exact or found
        if len(found) == 1:
            return found[0]
        known = [each.key for each in found or self.levels]
        key = "matter.level-which" if found else "matter.level-unknown"
        raise Refusal(key, level=text, known=known, titles=self.level_titles)

    def said(self, texts: Sequence[str]) -> dict[str, Level]:
        """The level of each regime that is meant: those named, and those of the same severity."""
        named: dict[str, Level] = {}
        for text in texts:
            level = self.level(text)
            if level.regime in named and named[level.regime] is not level:
                raise Refusal("matter.level-twice", regime=level.regime)
            named[level.regime] = level
        if not named:
            return named
        severity = next(iter(named.values())).severity
        for regime in self.regimes:
            same = [x for x in self.levels if x.regime == regime and x.severity == severity]
            if regime not in named and len(same) > 1:
                keys = [each.key for each in same]
                titles = self.level_titles
                raise Refusal("matter.level-beside", regime=regime, known=keys, titles=titles)
            if regime not in named and same:
                named[regime] = same[0]
        return {regime: named[regime] for regime in self.regimes if regime in named}

    def year_of(self, day: date) -> ServicePeriod | None:
        """The service year that a day lies in."""
        return next((each for each in self.years if each.first <= day <= each.last), None)

    def is_in_term(self, day: date) -> bool:
        """Whether service runs on a day; between signing and a later start it does not yet."""
        return self.first <= day <= self.last

    def has_no_period(self, name: str) -> bool:
        """Whether a plan is promised without a period."""
        return name in self.plans and "every" not in self.plans[name]

    def turn(self, name: str) -> Turn | None:
        """The turn of that name, KEY-N."""
        return next((each for each in self.turns if f"{each.key}-{each.number}" == name), None)


def service_terms(document: Document, sight: Sight) -> ServiceTerms:
    """What the contract looked at promises of its service."""
    levels = tuple(_levels(document, sight.calendar))
    return ServiceTerms(
        levels=levels,
        regimes=tuple(dict.fromkeys(level.regime for level in levels)),
        readings=sight.terms.readings,
        systems={each["key"]: each["title"] for each in document.get("systems", ())},
        services={each["key"]: each["title"] for each in document.get("services", ())},
        years=sight.years,
        signed_on=sight.terms.signed_on,
        last=sight.ends_on,
        turns=tuple(turns(document, sight.terms, sight.position)),
        plans={each["key"]: each for each in document.get("service_plan", ())},
    )


def _levels(document: Document, calendar: Calendar) -> list[Level]:
    shifts = tuple(map(seconds_of, document.get("working_hours", WORKING_HOURS)))
    kinds = {"5x8": Hours(calendar, shifts), "7x24": Hours(calendar)}
    found = []
    for each in document.get("service_levels", ()):
        texts = {c: each[f"{c}_within"] for c in CLOCKS if f"{c}_within" in each}
        hours = dict.fromkeys(CLOCKS, kinds[each["hours"]])
        hours["dispatch"] = kinds[each.get("dispatch_hours", each["hours"])]
        found.append(
            Level(
                regime=each["regime"],
                name=each["level"],
                severity=each["severity"],
                title=each["title"],
                article=each["article"],
                limits={clock: parse_period(text) for clock, text in texts.items()},
                texts=texts,
                hours=hours,
                restore_from=each.get("restore_from", "call"),
                waits=tuple(each["waits"]) if "waits" in each else None,
                engineers=each.get("engineers", 0),
                breach=each.get("breach", ""),
            )
        )
    return found
