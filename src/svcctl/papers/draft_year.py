"""A service year as its report tells it: what was promised, what became of it, the records behind."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property
from itertools import groupby

from svcctl.answers.matter_json import View
from svcctl.answers.scorecard import Scorecard
from svcctl.billing.dates import ONE_DAY
from svcctl.billing.periods import ServicePeriod
from svcctl.billing.record import Record
from svcctl.billing.schedule import Standing
from svcctl.billing.service import LEAVE
from svcctl.casebook.case import Case
from svcctl.delivery.levels import Said, in_force, level_at
from svcctl.delivery.matters import Matter, book_of
from svcctl.delivery.promised import OTHER, Level, service_terms
from svcctl.delivery.promises_kept import Kept, Outcome, Tally, lasts_into, scorecard
from svcctl.delivery.turns_kept import DONE, MISSED, NOT_RECORDED, OPEN
from svcctl.delivery.verdicts import other_word

RUN = 3  # so many ids one after another are told by the first and the last
STATES = (DONE, MISSED, NOT_RECORDED, OPEN)


class Year(Record):
    """One service year of a contract, by what had happened at a moment."""

    case: Case
    tally: Tally
    card: Scorecard
    period: ServicePeriod

    @property
    def now(self) -> datetime:
        """The moment looked at."""
        return self.tally.now

    @property
    def is_over(self) -> bool:
        """Whether the year is complete."""
        return self.period.last < self.now.date()

    @property
    def next_period(self) -> ServicePeriod | None:
        """The service year after it; None after the last."""
        years = self.tally.terms.years
        return next((each for each in years if each.year == self.period.year + 1), None)

    def of(self, noun: str) -> list[Matter]:
        """The records of a kind that belong to the year, what was made earlier and lasts into it too."""
        tally = self.tally
        if noun == "acceptance":  # it comes when the year is over, and says which year it is about
            return [each for each in tally.book.of(noun) if each.told("year") == self.period.year]
        return [
            each
            for each in tally.book.of(noun)
            if tally.counts(each) or lasts_into(each, tally.first, tally.last)
        ]

    def is_promised(self, noun: str) -> bool:
        """Whether the contract promises anything that records of a kind fulfil."""
        return any(plan.get("kind") == noun for plan in self.tally.terms.plans.values())

    def outcomes(self, *kinds: str) -> list[Outcome]:
        """What became of the promises that records of those kinds fulfil; of all where none is named."""
        return [
            outcome
            for kept in self.card.kept
            if not kinds or kept.promise.kind in kinds
            for outcome in kept.outcomes
        ]

    def view(self, matter: Matter) -> View:
        """A record with what it is held to."""
        return View(self.case, self.tally.terms, self.tally.book, matter, self.now)

    @cached_property
    def regime(self) -> str:
        """The levels by which incidents are counted: those that most incidents have."""
        found = Counter(
            regime
            for sheet in self.tally.sheets.values()
            for regime in self.tally.terms.regimes
            if _has_level(sheet.said, regime, self.now)
        )
        # of as many the first of the contract
        return max(self.tally.terms.regimes, key=lambda each: found[each], default="")

    @cached_property
    def levels(self) -> list[Level]:
        """Those levels, the gravest first."""
        levels = [each for each in self.tally.terms.levels if each.regime == self.regime]
        return sorted(levels, key=lambda level: level.severity)

    @cached_property
    def level_of(self) -> dict[str, Level | None]:
        """The level of each incident of the year, as it last stood."""
        return {
            name: _level(sheet.said, self.regime, self.now)
            for name, sheet in self.tally.sheets.items()
        }

    @property
    def months(self) -> list[str]:
        """The calendar months that the year touches, up to the moment looked at."""
        day, found = self.tally.first.replace(day=1), []
        while day <= min(self.tally.last, self.now.date()):
            found.append(f"{day:%Y-%m}")
            day = (day.replace(day=28) + 4 * ONE_DAY).replace(day=1)
        return found

    @cached_property
    def systems(self) -> dict[str, list[Matter]]:
        """The incidents of each system, in the contract's order; what names none is about another."""
        found: dict[str, list[Matter]] = defaultdict(list)
        for matter in self.of("incident"):
            for system in matter.systems or (OTHER,):
                found[system].append(matter)
        order = [*self.tally.terms.systems, *found]
        return {key: found[key] for key in dict.fromkeys(order) if key in found}

    @property
    def standings(self) -> list[Standing]:
        """The instalments of the year."""
        return [s for s in self.case.standings if s.instalment.year == self.period.year]


def year_of(case: Case, period: ServicePeriod, now: datetime) -> Year:
    """A service year by what had happened at a moment."""
    terms = service_terms(case.document, case.sight)
    tally = Tally(
        book=book_of(case.holding, now),
        terms=terms,
        now=now,
        first=period.first,
        last=period.last,
        hindered=case.position.force_majeure,
    )
    kept = [each for each in scorecard(tally) if _is_of_the_contract(each, tally)]
    return Year(case, tally, Scorecard(case, tally, tuple(kept), period.year), period)


def _is_of_the_contract(kept: Kept, tally: Tally) -> bool:
    """Whether the contract promises it; leave is owed by law alone, and told where it was called for."""
    return bool(kept.due) or kept.promise.what != LEAVE or LEAVE in tally.terms.plans


def _level(said: Sequence[Said], regime: str, now: datetime) -> Level | None:
    if not said or not regime:
        return None
    return level_at(in_force(said, regime, said[0].since), now)


def _has_level(said: Sequence[Said], regime: str, now: datetime) -> bool:
    return _level(said, regime, now) is not None


def count_of(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """How many came out how, with what was due in all."""
    found = Counter(each.state for each in outcomes)
    return {"due": found.total(), **{state: found[state] for state in STATES}}


def objections_of(matter: Matter) -> list[tuple[str, str, str]]:
    """What was objected to a record: by whom, why, and the time given instead (or nothing)."""
    found = []
    for step in matter.steps:
        for each in other_word(step, matter)[1]:
            act = each.act
            found.append((act.by or act.side, act.reason, act.told("time", "")))
    return list(dict.fromkeys(found))


def runs_of(names: Iterable[str]) -> list[tuple[str, str]]:
    """Ids in their order, those one after another as the first and the last of them."""
    found: list[tuple[str, str]] = []
    ordered = sorted(dict.fromkeys(names), key=_place)
    for _, group in groupby(enumerate(ordered), key=lambda each: _step(each[1], each[0])):
        run = [name for _, name in group]
        if len(run) >= RUN:
            found.append((run[0], run[-1]))
        else:
            found += [(name, name) for name in run]
    return found


def _place(name: str) -> tuple[str, int, str]:
    head, _, number = name.rpartition("-")
    return (head, int(number), "") if number.isdigit() else (name, 0, "")


def _step(name: str, at: int) -> tuple[str, int]:
    """The same for ids that follow each other at places that do."""
    head, number, _ = _place(name)
    return head, number - at
