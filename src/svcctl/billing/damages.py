"""What a breach costs: each rule's lines with their periods, caps, gates, rights, and what is still owed of them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from heapq import merge
from typing import TYPE_CHECKING, NamedTuple

from svcctl.billing.lateness import Delay, Stretch, counted, delays
from svcctl.billing.money import ONE
from svcctl.billing.position import Loss, Relief
from svcctl.billing.rules import BREACHING_PARTY, LATE_PAYMENT, Cap, Rule, rate_text
from svcctl.billing.schedule import Sight

if TYPE_CHECKING:
    from fractions import Fraction  # loaded only when asked for: it would lengthen every start

NEVER = date.max
FIXED_BASES = ("contract-price", "year-price")


class Step(NamedTuple):
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


class Line(NamedTuple):
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
    may_terminate_from: date | None
    steps: tuple[Step, ...]
    reliefs: tuple[Relief, ...]
    contested: bool
    unfounded: bool
    article: str
    event: str

    @property
    def periods(self) -> "Fraction | None":
        """The periods counted, exactly; None for what is owed once."""
        return None if self.units is None else _periods(self.units, _unit_days(self.rule))

    def relieved(self, *acts: str) -> int:
        """Fen of the line that were waived, settled or offset."""
        return sum(relief.fen for relief in self.reliefs if relief.act in acts)

    @property
    def contingent(self) -> bool:
        """Whether the gate before it is not met yet."""
        return self.kind == "rate" and self.rule.gated and self.gate_met_on is None

    @property
    def open_fen(self) -> int:
        """What is left of the amount."""
        return max(self.amount_fen - self.relieved("waive", "settle", "offset"), 0)

    @property
    def beyond_fen(self) -> int:
        """What was settled beyond the amount that the facts now give."""
        return max(self.relieved("waive", "settle", "offset") - self.amount_fen, 0)

    @property
    def state(self) -> str:
        """contingent, owed, waived or settled."""
        waived, paid = self.relieved("waive"), self.relieved("settle", "offset")
        if self.contingent:
            return "contingent"
        if self.open_fen or not waived + paid:
            return "owed"
        return "waived" if waived >= paid else "settled"

    @property
    def undecided(self) -> list[Relief]:
        """The waivers without the decision of a body behind them."""
        return [relief for relief in self.reliefs if relief.act == "waive" and not relief.decision]


def assess(sight: Sight) -> list[Line]:
    """Every line of the contract on the position's date: rule by rule, then proven losses, then appraisals' fees."""
    rules = {rule.key: rule for layer in sight.terms.layers for rule in layer.rules}
    lines: list[Line] = []
    for rule in dict.fromkeys(rule for layer in sight.terms.layers for rule in layer.rules):
        lines += _lines(rule, sight)
    lines += [_loss_line(loss, sight, rules) for loss in sight.position.losses]
    lines += _fee_lines(sight, rules)
    return lines


def owed_by(lines: Sequence[Line], contingent: bool = False) -> dict[str, int]:
    """What each side owes in fen and has neither settled nor been spared; or would owe once gates are met."""
    return {
        party: sum(line.open_fen for line in lines if line.payer == party and line.contingent == contingent)
        for party in ("purchaser", "supplier")
    }


# -- one rule --------------------------------------------------------------------------------------


class Accrual(NamedTuple):
    """A sum that falls on a day, in units of a fen over 10^10 x the rule's days; sorted as the pool takes them."""

    owed_on: date
    day: date
    since: date
    place: int
    exact: int


class Span(NamedTuple):
    """Late days with one base and one rate: accruals on `first` and every `every` late days after it."""

    stretch: Stretch
    before: int  # late days counted before it
    base_fen: int
    rate: int


def _lines(rule: Rule, sight: Sight) -> list[Line]:
    found = delays(rule, sight)
    spans = [_spans(delay, rule, sight) for delay in counted(found, rule, sight)]
    ones = _charged_once(found, rule, sight) if rule.once else set()
    priced = [
        _once(delay, rule, sight) if delay.subject in ones else list(_accruals(delay, part, rule))
        for delay, part in zip(found, spans, strict=True)
    ]
    shares = _allot(found, priced, rule, sight)
    return [
        _line(delay, part, accruals, share, rule, sight)
        for delay, part, accruals, share in zip(found, spans, priced, shares, strict=True)
    ]


def _charged_once(found: Sequence[Delay], rule: Rule, sight: Sight) -> set[str]:
    """The breaches that a one-off is charged for: each, or only the first (reading one-off)."""
    if rule.rate is None:
        return set()
    charged = [delay for delay in found if not (delay.breach and delay.breach.unfounded)]
    once = sight.terms.readings["one-off"] == "once" and rule.base in FIXED_BASES and rule.cause != LATE_PAYMENT
    charged.sort(key=lambda delay: (delay.since, delay.place))
    return {delay.subject for delay in (charged[:1] if once else charged)}


def base_on(day: date, fen: int, year: int | None, base: str, sight: Sight) -> int:
    """The sum that a rate is taken of on a day; `fen` is what is overdue or in breach."""
    layer = sight.terms.layer_on(day)
    if base == "contract-price" or (base == "year-price" and year is None):
        return layer.total_fen
    if base == "year-price" and year is not None:
        return layer.year_fens[min(year, len(layer.year_fens)) - 1]
    return fen


def _spans(delay: Delay, rule: Rule, sight: Sight) -> list[Span]:
    """The late days cut where the rate changes, or the price by an amendment."""
    if rule.rate is None or rule.once:
        return []
    found = []
    before = 0
    for stretch in delay.late:
        first = stretch.first
        while first <= stretch.last:
            day = before + 1
            rest = (stretch.last - first).days
            steps = [tier.from_day - day - 1 for tier in rule.tiers if tier.from_day > day]
            steps += [(layer.since - first).days - 1 for layer in sight.terms.layers if layer.since > first]
            last = first + timedelta(days=min([rest, *steps]))
            part = stretch._replace(first=first, last=last)
            found.append(
                Span(part, before, base_on(first, stretch.fen, delay.year, rule.base, sight), rule.rate_on(day))
            )
            before += part.days
            first = last + timedelta(days=1)
    return found


def _counted_in(span: Span, rule: Rule) -> range:
    """Which of a span's days, counted from 0, carry an accrual."""
    assert rule.per is not None  # asked of rules by the period only
    days, part = rule.per
    if part == "pro-rata":
        return range(span.stretch.days)
    whole = part == "whole"  # the last day of each full period, or the first of each begun one
    first = (-(span.before + (1 if whole else 0))) % days
    return range(first, span.stretch.days, days)


def _accruals(delay: Delay, spans: Sequence[Span], rule: Rule) -> Iterator[Accrual]:
    """The sums that fall on the days of a delay, in order."""
    for span in spans:
        for index in _counted_in(span, rule):
            day = span.stretch.first + timedelta(days=index)
            yield _accrual(day, delay, span.base_fen * span.rate * (1 if _pro_rata(rule) else _per_days(rule)), rule)


def _accrual(day: date, delay: Delay, exact: int, rule: Rule) -> Accrual:
    met = delay.gate_met_on if rule.gated else day
    return Accrual(max(day, met) if met else NEVER, day, delay.since, delay.place, exact)


def _once(delay: Delay, rule: Rule, sight: Sight) -> list[Accrual]:
    """The single sum of a one-off: on the day the breach began, or on the first late day."""
    day = delay.late[0].first if rule.cause == LATE_PAYMENT else delay.since
    base = base_on(day, delay.first_fen, delay.year, rule.base, sight)
    return [_accrual(day, delay, base * (rule.rate or 0), rule)]


def _per_days(rule: Rule) -> int:
    return rule.per.days if rule.per else 1


def _pro_rata(rule: Rule) -> bool:
    return rule.per is not None and rule.per.part == "pro-rata"


def _unit_days(rule: Rule) -> int:
    """How many of the units counted make a period: the days of one that counts pro rata."""
    return _per_days(rule) if _pro_rata(rule) else 1


def _half_up(exact: int, rule: Rule) -> int:
    unit = ONE * _per_days(rule)
    return (2 * exact + unit) // (2 * unit)


# -- the cap ---------------------------------------------------------------------------------------


class Share(NamedTuple):
    """What a line got of its pool."""

    uncapped_fen: int
    amount_fen: int
    cap_fen: int | None
    reached_on: date | None


class Pool:
    """What a cap gives: first come, first served; its limit grows by each base that it meets."""

    def __init__(self, cap: Cap, delays: Sequence[Delay], rule: Rule, sight: Sight) -> None:
        self.cap, self.rule, self.sight = cap, rule, sight
        self.delays = {delay.place: delay for delay in delays}
        self.given = 0
        self.bases: dict[str, int] = {}
        self.returns = sorted(
            (relief.on, relief.fen)
            for delay in delays
            for relief in sight.position.reliefs
            if cap.waiver_returns and relief.act == "waive" and relief.line == f"{rule.key}/{delay.subject}"
        )

    @property
    def limit(self) -> int:
        """The most in fen, rounded down: rounding lifts nothing above its cap."""
        return sum(self.bases.values()) * self.cap.share // ONE

    def take(self, accrual: Accrual, fen: int) -> int:
        """What is left for an accrual, at most what it is worth."""
        delay = self.delays[accrual.place]
        self.bases[self._identity(delay)] = base_on(accrual.day, delay.first_fen, delay.year, self.cap.of, self.sight)
        back = sum(returned for on, returned in self.returns if on < accrual.owed_on)
        got = max(min(fen, self.limit + back - self.given), 0)
        self.given += got
        return got

    def empty_on(self, owed_on: date) -> bool:
        """Whether nothing is left for what becomes owed on that day."""
        return self.given >= self.limit + sum(returned for on, returned in self.returns if on < owed_on)

    def _identity(self, delay: Delay) -> str:
        if self.cap.of == "contract-price" or (self.cap.of == "year-price" and delay.year is None):
            return "contract"
        return f"year {delay.year}" if self.cap.of == "year-price" else delay.subject


def _allot(found: Sequence[Delay], priced: Sequence[Sequence[Accrual]], rule: Rule, sight: Sight) -> list[Share]:
    """What each line gets: all it is worth, or its share of the pool in the order in which sums became owed."""
    cap = rule.cap
    if cap is None:
        return [_uncapped(accruals, rule) for accruals in priced]
    if cap.pool == "breach":
        return [
            _pooled([delay], [accruals], Pool(cap, [delay], rule, sight))[0]
            for delay, accruals in zip(found, priced, strict=True)
        ]
    return _pooled(found, priced, Pool(cap, found, rule, sight))


def _uncapped(accruals: Sequence[Accrual], rule: Rule) -> Share:
    worth = _half_up(sum(accrual.exact for accrual in accruals), rule)
    return Share(worth, worth, None, None)


def _pooled(found: Sequence[Delay], priced: Sequence[Sequence[Accrual]], pool: Pool) -> list[Share]:
    exact = dict.fromkeys((delay.place for delay in found), 0)
    worth, amount = dict(exact), dict(exact)
    reached: dict[int, date] = {}
    for accrual in merge(*(sorted(accruals) for accruals in priced)):
        place = accrual.place
        exact[place] += accrual.exact
        after = _half_up(exact[place], pool.rule)
        amount[place] += pool.take(accrual, after - worth[place])
        worth[place] = after
        if not pool.rule.once and pool.empty_on(accrual.owed_on):
            reached.setdefault(place, accrual.day)
    return [Share(worth[d.place], amount[d.place], pool.limit, reached.get(d.place)) for d in found]


# -- lines -----------------------------------------------------------------------------------------


def _line(
    delay: Delay, spans: Sequence[Span], accruals: Sequence[Accrual], share: Share, rule: Rule, sight: Sight
) -> Line:
    breach = delay.breach
    steps = _steps(spans, rule)
    days = [day for span in spans for day in (span.stretch.first, span.stretch.last)]
    if rule.once:
        days = [accrual.day for accrual in accruals]
    identity = f"{rule.key}/{delay.subject}"
    base_day = days[-1] if days else delay.since
    base = spans[-1].base_fen if spans else base_on(base_day, delay.first_fen, delay.year, rule.base, sight)
    return Line(
        id=identity,
        rule=rule,
        payer=delay.party if rule.payer == BREACHING_PARTY else rule.payer,
        subject=delay.subject,
        kind="rate",
        first=days[0] if days else None,
        last=days[-1] if days else None,
        units=None if rule.once else sum(step.units for step in steps),
        base_fen=None if rule.rate is None else base,
        uncapped_fen=share.uncapped_fen,
        amount_fen=share.amount_fen,
        cap_fen=share.cap_fen,
        cap_reached_on=share.reached_on,
        gate_met_on=delay.gate_met_on if rule.gated else None,
        may_terminate_from=_termination_day(delay, rule),
        steps=steps,
        reliefs=_reliefs(identity, sight),
        contested=breach.contested if breach else False,
        unfounded=breach.unfounded if breach else False,
        article=rule.article,
        event=breach.event if breach else "",
    )


def _steps(spans: Sequence[Span], rule: Rule) -> tuple[Step, ...]:
    """The spans with their own amounts, which add up to the whole line before its cap."""
    found: list[Step] = []
    exact = 0
    for span in spans:
        count = len(_counted_in(span, rule))
        before = _half_up(exact, rule)
        exact += count * span.base_fen * span.rate * (1 if _pro_rata(rule) else _per_days(rule))
        amount = _half_up(exact, rule) - before
        found.append(
            Step(span.stretch.first, span.stretch.last, count, _unit_days(rule), span.base_fen, span.rate, amount)
        )
    return tuple(found)


def _termination_day(delay: Delay, rule: Rule) -> date | None:
    """The first day on which the delay is longer than the rule allows; None while it is not."""
    left = rule.terminate_after_days
    if left is None:
        return None
    for stretch in delay.late:
        if left < stretch.days:
            return stretch.first + timedelta(days=left)
        left -= stretch.days
    return None


def _reliefs(line: str, sight: Sight) -> tuple[Relief, ...]:
    return tuple(relief for relief in sight.position.reliefs if relief.line == line)


class Sum(NamedTuple):
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
        may_terminate_from=None,
        steps=(),
        reliefs=_reliefs(due.id, sight),
        contested=False,
        unfounded=False,
        article=due.article,
        event=due.event,
    )


def _loss_line(loss: Loss, sight: Sight, rules: dict[str, Rule]) -> Line:
    """A proven loss, owed by the side that is in breach."""
    breach = next((breach for breach in sight.position.breaches if breach.id == loss.subject), None)
    rule = rules[breach.rule] if breach else next(rule for rule in rules.values() if rule.cause == LATE_PAYMENT)
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
    """The line of a breach of so many days, as if the gate were met and nothing had been used of the cap."""
    since = sight.position.as_of
    last = since + timedelta(days=days)
    late = (Stretch(since + timedelta(days=1), last, fen),) if days else ()
    delay = Delay("what-if", 0, since, year, rule.payer, late, fen, since, None)
    spans = _spans(delay, rule, sight)
    charged = rule.rate is not None and rule.once and (days > 0 or rule.cause != LATE_PAYMENT)
    accruals = _once(delay, rule, sight) if charged else list(_accruals(delay, spans, rule))
    return _line(delay, spans, accruals, _allot([delay], [accruals], rule, sight)[0], rule, sight)


def rate_shown(line: Line) -> str | None:
    """The rate in force on the last day counted, as people write it; None where only a loss is owed."""
    if line.kind != "rate" or line.rule.rate is None:
        return None
    return rate_text(line.steps[-1].rate if line.steps else line.rule.rate)
