"""The law beside the contract: payment limits, late interest, damages far above a loss.

Regulation on Ensuring Payment to Small and Medium-sized Enterprises (State Council Orders 728 and
802), Civil Code 585 with article 65 of the interpretation of 2023. None of it is mixed into the
contract's own sums.
"""

from collections.abc import Sequence
from datetime import date

from svcctl.billing.damages.assessment import Line
from svcctl.billing.deadlines import Days, NotAgreed, count
from svcctl.billing.instalment import Title
from svcctl.billing.money import ONE, parse_share
from svcctl.billing.owing import Stretch, late_days
from svcctl.billing.record import Record
from svcctl.billing.rules import LATE_PAYMENT
from svcctl.billing.schedule import Sight, Standing, ground_of, standings_of
from svcctl.billing.terms import Terms
from svcctl.billing.working_days import Deadline

SMALL = ("micro", "small", "medium")
USUAL = Days(30, "calendar-day")
LONGEST = Days(60, "calendar-day")
ENDS = ("year-end", "period-end", "term-end")  # served until then
DAILY = parse_share("0.05%")  # a day, where no rate was agreed
DAYS_A_YEAR = 365


class RegulationText(Record):
    """One text of the regulation, and the articles that matter here."""

    order: str
    since: date
    limit: str
    acceptance: str
    interest: str
    disclosure: str
    undisputed: str = (
        ""  # what is not disputed is paid meanwhile; the older text said nothing of it
    )


TEXTS = (
    RegulationText("国务院令第728号", date(2020, 9, 1), "第八条", "第九条", "第十五条", "第十六条"),
    RegulationText(
        "国务院令第802号", date(2025, 6, 1), "第九条", "第十条", "第十七条", "第十八条", "第十五条"
    ),
)


class Rate(Record):
    """A published one-year loan prime rate, a year, in units of 10^-10."""

    published: date
    rate: int


class Rates(Record):
    """The rates known, in order, and the last publication that was looked at."""

    rates: tuple[Rate, ...]
    known_until: date

    def on(self, day: date) -> Rate | None:
        """The rate in force on a day; None where it is not known."""
        published = [rate for rate in self.rates if rate.published <= day]
        # a rate is published each month on about the 20th: a day more than a month beyond the last
        # look may have another one
        return published[-1] if published and (day - self.known_until).days <= 31 else None


class StatutoryLimit(Record):
    """The statutory limit of one instalment beside the contract's deadline."""

    instalment: str
    why: str  # counted | advance | not-delivered | no-text | large | size-unknown
    by_acceptance: bool
    delivered_on: date | None
    usual: Deadline | None  # 30 days
    longest: Deadline | None  # 60 days, where agreed
    contract_on: date | None
    text: RegulationText | None = None
    article: str = ""
    # counted from the service's end, where the papers come later and the law names neither
    by_service: "StatutoryLimit | None" = None

    @property
    def within(self) -> bool | None:
        """Whether the deadline keeps to the longest period allowed; None for nothing to say."""
        if self.longest is None or self.contract_on is None:
            return None
        return self.contract_on <= self.longest.on


class Interest(Record):
    """Statutory interest on one instalment paid late, beside the contract's damages."""

    instalment: str
    first: date
    last: date
    days: int
    rate: (
        Rate | None
    )  # the LPR that an agreed rate must not fall below; None: not known, or nothing agreed
    agreed: bool
    fen: int | None
    damages_fen: int
    contingent: bool
    text: RegulationText
    article: str


class Excess(Record):
    """Damages over 130 % of a proven loss (Civil Code 585, interpretation art. 65)."""

    line: str
    damages_fen: int
    loss_fen: int


def text_on(day: date) -> RegulationText | None:
    """The text of the regulation in force on a day."""
    # the contract was signed under Order 728 and is paid under 802: the text is that of the day the
    # delivery or the delay happened, not of the signing
    return next((text for text in reversed(TEXTS) if text.since <= day), None)


def statutory_limits(sight: Sight) -> list[StatutoryLimit]:
    """The statutory limit of each instalment to be paid or paid, in the schedule's order."""
    return [
        _limit(standing, sight)
        for standing in standings_of(sight)
        if standing.status != "cancelled"
    ]


def by_law(standing: Standing, sight: Sight) -> StatutoryLimit | None:
    """The day by which the law wants paid what the parties agreed on no number of days for."""
    if not isinstance(standing.instalment.due.rule, NotAgreed):
        return None
    found = _limit(standing, sight) if standing.status != "cancelled" else None
    return found if found and found.usual else None


def _limit(standing: Standing, sight: Sight) -> StatutoryLimit:
    instalment, terms = standing.instalment, sight.terms
    size = terms.payee(instalment).size
    delivered, accepted = _delivered(standing, sight)
    contract_on = standing.due_on if standing.clock.state == "running" else None
    bare = StatutoryLimit(instalment.id, "counted", accepted, delivered, None, None, contract_on)
    if size not in SMALL:
        return bare._replace(why="large" if size else "size-unknown")
    if not _is_delivered_for(standing, sight):
        return bare._replace(why="advance")
    served = None if accepted or not instalment.papers else _served_on(standing, sight)
    apart = served is not None and served <= sight.position.as_of and served != delivered
    by_service = _counted(bare, served, sight) if served and apart else None
    found = _counted(bare, delivered, sight) if delivered else bare._replace(why="not-delivered")
    return found._replace(by_service=by_service)


def _counted(bare: StatutoryLimit, delivered: date, sight: Sight) -> StatutoryLimit:
    """A limit with its days, counted from a day of delivery or acceptance."""
    text = text_on(delivered)
    if text is None:
        return bare._replace(why="no-text", delivered_on=delivered)
    article = text.acceptance if bare.by_acceptance else text.limit
    ground = ground_of(sight)
    usual, longest = count(USUAL, delivered, ground), count(LONGEST, delivered, ground)
    return bare._replace(
        delivered_on=delivered, usual=usual, longest=longest, text=text, article=article
    )


def _is_delivered_for(standing: Standing, sight: Sight) -> bool:
    """Whether something is delivered or accepted before it: papers, or service up to a day."""
    # the regulation counts from delivery or acceptance: an advance has neither, and no statutory
    # limit
    instalment = standing.instalment
    ends = instalment.due.after in ENDS
    return bool(instalment.needs) or ends or _served_until(standing, sight) is not None


def _served_until(standing: Standing, sight: Sight) -> date | None:
    """The day that `plus` leads to within the service: what was served by then is delivered."""
    instalment, start = standing.instalment, standing.clock.start
    period = sight.periods[instalment.period] if instalment.period else sight.years[0]
    nought = period.nought
    if instalment.needs or instalment.due.plus is None or start is None or start <= nought:
        return None
    return start


def _delivered(standing: Standing, sight: Sight) -> tuple[date | None, bool]:
    """The day the year is served and every paper is in; and whether one is an acceptance."""
    instalment = standing.instalment
    accepted = any(_is_acceptance(key, sight.terms) for key, _ in instalment.papers)
    days: list[date | None] = [day for _, day in standing.clock.received]
    until = _served_until(standing, sight)
    if until:
        days.append(until)
    served = _served_on(standing, sight)
    if served:
        days.append(served)
    known = [day for day in days if day and day <= sight.position.as_of]
    return (max(known) if known and len(known) == len(days) else None), accepted


def _served_on(standing: Standing, sight: Sight) -> date | None:
    """The last day of the service that is paid for; None where the rule names no end of it."""
    instalment = standing.instalment
    if instalment.period and (instalment.waits_for_period or instalment.due.after in ENDS):
        return sight.periods[instalment.period].last
    return sight.years[-1].last if instalment.due.after in ENDS else None


def _is_acceptance(key: str, terms: Terms) -> bool:
    if key not in terms.documents:  # a settlement
        return False
    title: Title = terms.documents[key][0]
    texts = [title] if isinstance(title, str) else list(title.values())
    return "acceptance" in key or any("验收" in text for text in texts)


def interests(sight: Sight, lines: Sequence[Line], rates: Rates) -> list[Interest]:
    """Statutory interest on each instalment of a small supplier that is or was late.

    Late from the contract's deadline, or from the end of the longest period allowed where that
    comes first. Where the contract agrees on a rate the interest is the floor, the one-year LPR at
    signing over 365 days; else 0.05 % a day.
    """
    found = []
    # 合同订立时1年期贷款市场报价利率 (art. 17): the floor is fixed on the day of signing and does not move with
    # the market
    rate = rates.on(sight.terms.signed_on)
    by_limit = {limit.instalment: limit for limit in statutory_limits(sight)}
    for standing in standings_of(sight):
        limit = by_limit.get(standing.instalment.id)
        if (
            limit is None
            or limit.why in ("large", "size-unknown")
            or standing.clock.state != "running"
        ):
            continue
        late = _late(standing, limit)
        text = text_on(late[0].first) if late else None
        if late and text:
            found.append(
                _interest(standing, late, rate, lines, text, _agrees_on_a_rate(sight.terms))
            )
    return found


def _late(standing: Standing, limit: StatutoryLimit) -> list[Stretch]:
    # a contract may not agree on more than 60 days (Order 802 art. 9): beyond them interest runs
    # although the contract's own date has not come
    by = last_day_allowed(standing, limit)
    return list(late_days(standing.owing, by)) if by else []


def last_day_allowed(standing: Standing, limit: StatutoryLimit) -> date | None:
    """The contract's deadline, or the law's where that comes first or nothing was agreed."""
    # sixty days have to be agreed on (Order 802 art. 9): where nothing is, thirty are the law's
    own = standing.due_on
    law = limit.longest if own else limit.usual
    return min((day for day in (own, law.on if law else None) if day), default=None)


def _agrees_on_a_rate(terms: Terms) -> bool:
    return any(rule.cause == LATE_PAYMENT and rule.rate is not None for rule in terms.rules)


def _interest(
    standing: Standing,
    late: list[Stretch],
    rate: Rate | None,
    lines: Sequence[Line],
    text: RegulationText,
    agreed: bool,
) -> Interest:
    iid = standing.instalment.id
    sums = sum(stretch.fen * stretch.days for stretch in late)  # fen x days
    yearly = rate.rate if rate else None
    floor = None if yearly is None else _half_up(sums * yearly, ONE * DAYS_A_YEAR)
    of_it = [line for line in lines if line.subject == iid and line.kind == "rate"]
    return Interest(
        instalment=iid,
        first=late[0].first,
        last=late[-1].last,
        days=sum(stretch.days for stretch in late),
        rate=rate if agreed else None,
        agreed=agreed,
        fen=floor if agreed else _half_up(sums * DAILY, ONE),
        damages_fen=sum(line.amount_fen for line in of_it),
        contingent=any(line.contingent for line in of_it),
        text=text,
        article=text.interest,
    )


def _half_up(above: int, below: int) -> int:
    return (2 * above + below) // (2 * below)


def excesses(lines: Sequence[Line]) -> list[Excess]:
    """The lines whose damages exceed the proven loss from the same breach by more than 30 %."""
    losses: dict[str, int] = {}
    for line in lines:
        if line.kind == "loss":
            losses[line.subject] = losses.get(line.subject, 0) + line.uncapped_fen
    return [
        Excess(line.id, line.amount_fen, losses[line.subject])
        for line in lines
        if line.kind == "rate"
        and line.subject in losses
        # article 65 of the interpretation: more than 30 % over the loss is as a rule too much; on a
        # party's motion only, so it is shown and never subtracted
        and 100 * line.amount_fen > 130 * losses[line.subject]
    ]
