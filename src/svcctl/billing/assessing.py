"""Scores given under the contract's assessments: which fail, and what so many failures allow."""

from datetime import date

from svcctl.billing.money import decimal
from svcctl.billing.periods import ServicePeriod
from svcctl.billing.record import Record
from svcctl.billing.schedule import Sight
from svcctl.billing.settling import settlement_of
from svcctl.billing.terms import Assessment


class Score(Record):
    """One period's score under one assessment."""

    assessment: Assessment
    period: str
    on: date
    score: str
    event: str

    @property
    def failed(self) -> bool:
        """Whether it is below the mark."""
        mark = self.assessment.fail_below
        return mark is not None and decimal(self.score) < mark


def scores_of(sight: Sight) -> list[Score]:
    """The scores by assessment and period, the last recorded of each: settlements' own too."""
    rules, found = sight.terms.assessments, {}
    for scored in sorted(sight.position.scores, key=lambda each: each.on):
        if scored.assessment in rules:
            key = (scored.assessment, scored.period)
            found[key] = Score(rules[key[0]], key[1], scored.on, scored.score, scored.event)
    for row in sight.terms.instalments:
        settled = settlement_of(row, sight.position)
        if settled and settled.score and row.assessment in rules and row.period:
            key = (row.assessment, row.period)
            found[key] = Score(rules[key[0]], key[1], settled.on, settled.score, settled.event)
    ends = sight.periods
    return sorted(found.values(), key=lambda each: (each.assessment.key, _end(each, ends)))


def _end(score: Score, periods: dict[str, ServicePeriod]) -> date:
    period = periods.get(score.period)
    return period.last if period else score.on


def may_terminate_from(rule: Assessment, scores: list[Score]) -> date | None:
    """The day of the score that makes the number of failures full: either count is enough."""
    days = []
    own = [score for score in scores if score.assessment.key == rule.key]
    for wanted, in_a_row in rule.terminate_after:
        so_far = 0
        for score in own:
            so_far = so_far + 1 if score.failed else 0 if in_a_row else so_far
            if so_far >= wanted and score.failed:
                days.append(score.on)
                break
    return min(days, default=None)
