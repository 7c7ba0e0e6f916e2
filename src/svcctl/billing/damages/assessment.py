"""What a breach costs: each rule's lines with periods, caps, gates, rights, and what is owed."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING
from weakref import ref

from svcctl.billing.damages.accruals import (
    RateSpan,
    Series,
    charged_once,
    counted_in,
    half_up,
    only_once,
    per_days,
    pro_rata,
    series_of,
    spans_of,
    times_of,
    unit_days,
)
from svcctl.billing.damages.allotment import allot
from svcctl.billing.damages.bases import taken_of
from svcctl.billing.damages.lateness import Delay, counted, delays, reliefs_of
from svcctl.billing.damages.pools import Share
from svcctl.billing.damages.rights import NO_RIGHT, Full, Right, number_full, right_to_end
from svcctl.billing.damages.spells import spells_of
from svcctl.billing.owing import Stretch
from svcctl.billing.position import Loss, Relief
from svcctl.billing.record import Record
from svcctl.billing.rules import BREACHING_PARTY, INSTALMENT, LATE_PAYMENT, Rule, rate_text
from svcctl.billing.schedule import Sight, standings_of

if TYPE_CHECKING:
    from fractions import Fraction  # loaded only when asked for: it would lengthen every start


class LineStep(Record):
    """A span of late days on which neither base nor rate changes."""

    first: date | None
    last: date | None
    units: int  # periods, or days where they count pro rata
    per_days: int  # how many units make a period
    base_fen: int
    rate: int
    amount_fen: int

    @property
    def periods(self) -> "Fraction":
        """The periods counted, exactly."""
        return _periods(self.units, self.per_days)


def _periods(units: int, per_days: int) -> "Fraction":
    from fractions import Fraction

    return Fraction(units, per_days)


class Line(Record):
    """What one breach costs under one rule, or one loss that it caused."""

    id: str
    rule: Rule
    payer: str
    subject: str
    kind: str  # rate | loss | appraisal
    first: date | None
    last: date | None
    units: int | None  # periods, or days where they count pro rata; None for what is owed once
    base_fen: int | None
    uncapped_fen: int
    amount_fen: int
    cap_fen: int | None
    cap_reached_on: date | None
    gate_met_on: date | None
    right: Right  # the other side's, to end the contract over it
    steps: tuple[LineStep, ...]
    reliefs: tuple[Relief, ...]
    contested: bool
    unfounded: bool
    article: str
    event: str
    times: int = 1  # how often a one-off is owed

    @property
    def may_terminate_from(self) -> date | None:
        """The first day on which the other side may end the contract over it."""
        return self.right.since

    @property
    def periods(self) -> "Fraction | None":
        """The periods counted, exactly; None for what is owed once."""
        return None if self.units is None else _periods(self.units, unit_days(self.rule))

    def relieved(self, *acts: str) -> int:
        """Fen of the line that were waived, settled or offset."""
        if not self.reliefs:  # of most lines nothing was
            return 0
        return sum(relief.fen for relief in self.reliefs if relief.act in acts)

    @property
    def contingent(self) -> bool:
        """Whether the gate before it is not met yet."""
        told = (
            bool(self.reliefs) and not self.amount_fen
        )  # what was paid or waived of days that no longer count
        return self.kind == "rate" and self.rule.gated and self.gate_met_on is None and not told

    @property
    def deductible(self) -> bool:
        """Whether the contract lets the purchaser take it off a payment without more ado."""
        # it says so of the rule's own sums: damages, or the loss where that is all there is
        own = "rate" if self.rule.agreed else "loss"
        return self.rule.deduct and self.kind == own

    @property
    def open_fen(self) -> int:
        """What is left of the amount."""
        # later facts may lower a line below what was settled of it (a new date agreed on): that is
        # said as `beyond`, never as a debt the other way
        return max(self.amount_fen - self.relieved("waive", "settle", "offset"), 0)

    @property
    def beyond_fen(self) -> int:
        """What was settled beyond the amount that the facts now give."""
        return max(self.relieved("waive", "settle", "offset") - self.amount_fen, 0)

    @property
    def state(self) -> str:
        """contingent, owed, waived or settled."""
        waived, paid = self.relieved("waive"), self.relieved("settle", "offset")
        if self.open_fen or not waived + paid:
            return "contingent" if self.contingent else "owed"
        return "waived" if waived >= paid else "settled"

    @property
    def undecided(self) -> list[Relief]:
        """The purchaser's waivers without the decision of a body behind them."""
        # a public body lets public money go by decision only; what the supplier lets go is its own
        if self.payer != "supplier":
            return []
        return [relief for relief in self.reliefs if relief.act == "waive" and not relief.decision]


def assess(sight: Sight) -> list[Line]:
    """Every line on the position's date: rule by rule, then proven losses, then appraisal fees."""
    known = sight.standings.lines
    if known is None or known[0]() is not sight:
        # by a weak reference: of two sights that share their standings each has lines of its own,
        # and a sight that held itself would stay in memory after its contract was told
        known = sight.standings.lines = ref(sight), _assessed(sight)
    return list(known[1])


def in_which_they_differ(before: Sight, after: Sight) -> tuple[list[Line], list[Line]]:
    """The lines of two sights, those left out that are the same in both: what money moves is lateness."""
    # a proven loss is owed beyond the damages of any rule: where there is one, all are asked
    if after.standings.before is not before or after.position.losses:
        return assess(before), assess(after)
    rules = [r for layer in after.terms.layers for r in layer.rules if r.cause == LATE_PAYMENT]
    # of an instalment a rule may ask more than its late days
    if all(INSTALMENT not in (r.base, r.cap and r.cap.of) for r in rules) and _as_late(
        before, after
    ):
        return [], []
    return _of_rules(rules, before), _of_rules(rules, after)


def _as_late(before: Sight, after: Sight) -> bool:
    """Whether no delay differs: most payments come in time."""
    return all(
        was is now
        or (was.deadline == now.deadline and spells_of(was, before) == spells_of(now, after))
        for was, now in zip(standings_of(before), standings_of(after), strict=True)
    )


def _of_rules(rules: Sequence[Rule], sight: Sight) -> list[Line]:
    return [line for rule in rules for line in _lines(rule, sight)]


def _assessed(sight: Sight) -> list[Line]:
    layers = sight.terms.layers
    rules = {rule.key: rule for layer in layers for rule in layer.rules}
    lines: list[Line] = []
    # a rule that an amendment struck out still governs the breaches of its day, so all layers are
    # asked; without amendments each is there once
    every = (rule for layer in layers for rule in layer.rules)
    for rule in every if len(layers) == 1 else dict.fromkeys(every):
        lines += _lines(rule, sight)
    lines += _loss_lines(lines, sight, rules)
    lines += _fee_lines(sight, rules)
    return lines


def owed_by(lines: Sequence[Line], contingent: bool = False) -> dict[str, int]:
    """What each side owes in fen and has not settled; or would owe once gates are met."""
    return {
        party: sum(
            line.open_fen for line in lines if line.payer == party and line.contingent == contingent
        )
        for party in ("purchaser", "supplier")
    }


# -- one rule --------------------------------------------------------------------------------------


def _lines(rule: Rule, sight: Sight) -> list[Line]:
    found = delays(rule, sight)
    if not found:
        return []
    spans = [spans_of(delay, rule, sight) for delay in counted(found, rule, sight)]
    ones = _charged_once(found, rule, sight) if rule.once else set()
    priced = [
        charged_once(delay, rule, sight)
        if delay.place in ones
        else list(series_of(delay, part, rule))
        for delay, part in zip(found, spans, strict=True)
    ]
    shares = allot(found, priced, rule, sight)
    full = number_full(rule, sight)
    return [
        _line(delay, part, accruals, share, rule, sight, full)
        for delay, part, accruals, share in zip(found, spans, priced, shares, strict=True)
    ]


def _charged_once(found: Sequence[Delay], rule: Rule, sight: Sight) -> set[int]:
    """The breaches that a one-off is charged for: each, or only the first (reading one-off)."""
    if not rule.agreed:
        return set()
    charged = [delay for delay in found if delay.late or rule.cause != LATE_PAYMENT]
    # an appraisal that found the service in order (art. 10(1)) leaves no breach to pay for
    charged = [delay for delay in charged if not delay.is_void]
    # one that is charged but once is carried by the first to be owed
    charged.sort(key=lambda delay: (delay.counts_from, delay.since, delay.place))
    return {delay.place for delay in (charged[:1] if only_once(rule, sight) else charged)}


# -- lines -----------------------------------------------------------------------------------------


def _line(
    delay: Delay,
    spans: Sequence[RateSpan],
    accruals: Sequence[Series],
    share: Share,
    rule: Rule,
    sight: Sight,
    full: Full | None = None,
) -> Line:
    """The line of one breach under a rate, with what the pool has left of it."""
    breach, identity = delay.breach, f"{rule.key}/{delay.name}"
    steps, days = _steps(spans, rule), _days_charged(spans, accruals, rule)
    return Line(
        id=identity,
        rule=rule,
        payer=delay.party if rule.payer == BREACHING_PARTY else rule.payer,
        subject=delay.subject,
        kind="rate",
        first=days[0] if days else None,
        last=days[-1] if days else None,
        units=None if rule.once else sum(step.units for step in steps),
        base_fen=_base_shown(delay, spans, days, rule, sight),
        uncapped_fen=share.uncapped_fen,
        amount_fen=share.amount_fen,
        cap_fen=share.cap_fen,
        cap_reached_on=None if rule.once else share.reached_on,
        gate_met_on=delay.gate_met_on if rule.gated else None,
        right=right_to_end(delay, share, rule, full),
        steps=steps,
        reliefs=reliefs_of(identity, sight),
        contested=breach.contested if breach else delay.contested,
        unfounded=breach.unfounded if breach else False,
        article=rule.article,
        event=breach.event if breach else "",
        times=times_of(delay, rule, sight),
    )


def _days_charged(spans: Sequence[RateSpan], accruals: Sequence[Series], rule: Rule) -> list[date]:
    """The days between which a line lies: the ends of its spans, or the day of a one-off."""
    if rule.once:
        return [date.fromordinal(sums.first) for sums in accruals]
    return [day for span in spans for day in (span.stretch.first, span.stretch.last)]


def _base_shown(
    delay: Delay, spans: Sequence[RateSpan], days: Sequence[date], rule: Rule, sight: Sight
) -> int | None:
    """What the rate is taken of, as it was last; None where there is nothing to count with."""
    if not rule.agreed:
        return None
    if spans:
        return spans[-1].base_fen
    # a one-off has no spans; a line without late days shows the base of the day it began
    # a breach that was decided on later is still one of its own day
    day = days[-1] if days and not delay.breach else delay.since
    return taken_of(day, delay.first_fen, delay, rule, sight)


def _steps(spans: Sequence[RateSpan], rule: Rule) -> tuple[LineStep, ...]:
    """The spans with their own amounts, which add up to the whole line before its cap."""
    found: list[LineStep] = []
    exact = 0
    for span in spans:
        count = len(counted_in(span, rule))
        # each step is the difference of two rounded running totals, so that the steps of an
        # explanation add up to the line to the fen
        before = half_up(exact, rule)
        exact += count * span.base_fen * span.rate * (1 if pro_rata(rule) else per_days(rule))
        amount = half_up(exact, rule) - before
        found.append(
            LineStep(
                span.stretch.first,
                span.stretch.last,
                count,
                unit_days(rule),
                span.base_fen,
                span.rate,
                amount,
            )
        )
    return tuple(found)


class Sum(Record):
    """A sum that is owed as a whole, on a day."""

    id: str
    kind: str
    subject: str
    payer: str
    on: date
    fen: int
    event: str
    article: str


def _whole_line(due: Sum, rule: Rule, sight: Sight) -> Line:
    """A line that is one sum of a day, without rate, cap or gate."""
    return Line(
        id=due.id,
        rule=rule,
        payer=due.payer,
        subject=due.subject,
        kind=due.kind,
        first=due.on,
        last=due.on,
        units=None,
        base_fen=None,
        uncapped_fen=due.fen,
        amount_fen=due.fen,
        cap_fen=None,
        cap_reached_on=None,
        gate_met_on=None,
        right=NO_RIGHT,
        steps=(),
        reliefs=reliefs_of(due.id, sight),
        contested=False,
        unfounded=False,
        article=due.article,
        event=due.event,
    )


def _loss_lines(lines: Sequence[Line], sight: Sight, rules: dict[str, Rule]) -> list[Line]:
    """Proven losses: whole, or as far as they leave what the damages of their breach come to."""
    # agreed damages stand for the loss (Civil Code 585, second paragraph): they are used up by the
    # losses in order, and only what goes beyond them is owed on top
    left: dict[tuple[str, str], int] = {}
    for line in lines:
        if not line.contingent:
            name = (line.rule.key, line.subject)
            left[name] = left.get(name, 0) + line.amount_fen
    found = []
    for loss in sight.position.losses:
        line = _loss_line(loss, sight, rules)
        name = (line.rule.key, line.subject)
        inside = min(left.get(name, 0), loss.fen) if line.rule.loss == "included" else 0
        left[name] = left.get(name, 0) - inside
        found.append(line._replace(amount_fen=loss.fen - inside))
    return found


def _loss_line(loss: Loss, sight: Sight, rules: dict[str, Rule]) -> Line:
    """A proven loss, owed by the side that is in breach."""
    breach = next((breach for breach in sight.position.breaches if breach.id == loss.subject), None)
    rule = (
        rules[breach.rule]
        if breach
        else next(rule for rule in rules.values() if rule.cause == LATE_PAYMENT)
    )
    # uncapped: the cap is one of 违约金 and 滞纳金 only
    party = breach.by if breach else "purchaser"
    payer = party if rule.payer == BREACHING_PARTY else rule.payer
    identity = f"{rule.key}/{loss.subject}/{loss.id}"
    due = Sum(identity, "loss", loss.subject, payer, loss.on, loss.fen, loss.event, rule.article)
    return _whole_line(due, rule, sight)


def _fee_lines(sight: Sight, rules: dict[str, Rule]) -> list[Line]:
    """The fees of appraisals, borne by the side that the finding goes against."""
    clause = sight.terms.appraisal
    by_id = {breach.id: breach for breach in sight.position.breaches}
    found = []
    for appraisal in sight.position.appraisals:
        if clause and appraisal.fee_fen:
            # art. 10(1): the purchaser pays the appraisal where the service was in order, else the
            # supplier
            payer = clause.in_order if appraisal.in_order else clause.not_in_order
            due = Sum(
                id=f"appraisal/{appraisal.breach}",
                kind="appraisal",
                subject=appraisal.breach,
                payer=payer,
                on=appraisal.on,
                fen=appraisal.fee_fen,
                event=appraisal.event,
                article=clause.article,
            )
            found.append(_whole_line(due, rules[by_id[appraisal.breach].rule], sight))
    return found


# -- what if ---------------------------------------------------------------------------------------


def what_if(rule: Rule, days: int, fen: int, year: int, sight: Sight) -> Line:
    """The line of a breach of so many days, as if its gate were met and its cap unused."""
    since = sight.position.as_of
    last = since + timedelta(days=days)
    late = (Stretch(since + timedelta(days=1), last, fen),) if days else ()
    lies_on = None if rule.cause == LATE_PAYMENT else since
    delay = Delay("what-if", 0, since, year, rule.payer, late, fen, since, lies_on=lies_on)
    spans = spans_of(delay, rule, sight)
    charged = rule.agreed and rule.once and (days > 0 or rule.cause != LATE_PAYMENT)
    accruals = charged_once(delay, rule, sight) if charged else list(series_of(delay, spans, rule))
    return _line(delay, spans, accruals, allot([delay], [accruals], rule, sight)[0], rule, sight)


def rate_shown(line: Line) -> str | None:
    """The rate in force on the last day counted, as people write it; None for a loss."""
    if line.kind != "rate" or line.rule.rate is None:
        return None
    return rate_text(line.steps[-1].rate if line.steps else line.rule.rate)


def periods_text(periods: "Fraction | None") -> str | None:
    """Periods as a decimal: 3, 2.5, 1.666667."""
    if periods is None:
        return None
    if periods.denominator == 1:
        return str(periods.numerator)
    millionths = (periods.numerator * 2_000_000 + periods.denominator) // (2 * periods.denominator)
    return f"{millionths // 1_000_000}.{millionths % 1_000_000:06d}".rstrip("0")
