"""What an answer does to a date or a sum: told beside each choice, and once something is typed."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from svcctl.billing.capitals import capitals
from svcctl.billing.deadlines import Days, Due, MonthDay, deadline
from svcctl.billing.money import ONE, fen, grouped, parse_share
from svcctl.billing.periods import every_of
from svcctl.billing.refusal import Refusal
from svcctl.billing.schedule import begin_of, ground_of
from svcctl.billing.working_days import Deadline
from svcctl.casebook.case import CalendarNamed, Case
from svcctl.contracts.form import UNITS
from svcctl.i18n import Words
from svcctl.interview.amiss import DUE, ROW
from svcctl.interview.catalogue import BY_EVENT, ONCE
from svcctl.interview.due import PLUS
from svcctl.interview.preview import sketch
from svcctl.interview.question import KEEP, Answers, Asked
from svcctl.interview.rows import rest_of
from svcctl.interview.walk import Walk, put

EXAMPLE_DAYS = 15  # working days that tell two calendars apart
EXAMPLE_LATE = 10  # days of delay that tell whole periods from begun ones
EXAMPLE_SUM = 10_000_000  # fen that are late, where only what is overdue counts


class Scene(NamedTuple):
    """The contract so far, and the answers about the table that is asked about."""

    walk: Walk
    asked: Asked
    named: CalendarNamed
    words: Words

    @property
    def given(self) -> Answers:
        """What was answered about the same table."""
        own = (self.asked.section, self.asked.row)
        turns = (t for t in self.walk.turns if (t.asked.section, t.asked.row) == own)
        return {turn.asked.question.key: turn.value for turn in turns}

    @property
    def case(self) -> Case:
        """The contract as far as it is answered."""
        return sketch(self.walk.document, self.named)

    @property
    def prefix(self) -> str:
        """What tells the days of lodging and of giving back apart."""
        before, mark, _ = self.asked.question.key.rpartition("-")
        return f"{before}{mark}" if before in ("lodge", "back") else ""

    def day(self, on: date) -> str:
        """A date with its day of the week."""
        return self.words("ask.day", on=on, weekday=self.words.weekday(on))


def effect(choice: str, scene: Scene) -> str:
    """What a choice leads to, as a date or a sum; nothing where neither follows from it."""
    key = scene.asked.question.key.removeprefix(scene.prefix)
    told = OF_CHOICES.get(key)
    if told is None or choice == KEEP:
        return ""
    try:
        return told(choice, scene)
    except (Refusal, KeyError, ValueError, ArithmeticError, StopIteration, IndexError):
        return ""  # what was answered before is wrong itself, and asked for again


def echo(value: str, scene: Scene) -> str:
    """What something that was typed was understood as, and what it leads to."""
    if not value:
        return ""
    told = OF_VALUES.get(scene.asked.question.kind)
    try:
        return told(value, scene) if told else ""
    except (Refusal, KeyError, ValueError, ArithmeticError, StopIteration, IndexError):
        return ""


# -- dates -----------------------------------------------------------------------------------------


def _calendar(choice: str, scene: Scene) -> str:
    signed = scene.walk.document["signed_on"]
    on = scene.named(choice).add(signed, EXAMPLE_DAYS)
    return scene.words("ask.to.calendar", days=EXAMPLE_DAYS, on=scene.day(on))


def _unit(choice: str, scene: Scene) -> str:
    number = int(scene.given[f"{scene.prefix}days"].rpartition(PLUS)[2])
    return _told(_deadline(Days(number, choice), scene), scene)


def _told(found: Deadline, scene: Scene) -> str:
    """From which day to which; a day that only stands for the event's is called an example."""
    start, known = _start(scene.given[f"{scene.prefix}when"], scene)
    return scene.words(
        "ask.to.days" if known else "ask.to.days-example", start=start, on=scene.day(found.on)
    )


def _deadline(rule: Days | MonthDay, scene: Scene, event: str = "") -> Deadline:
    event = event or scene.given[f"{scene.prefix}when"]
    start, _ = _start(event, scene)
    found = deadline(Due(rule, event), start, ground_of(scene.case.sight))
    assert found is not None
    return found


def _start(event: str, scene: Scene) -> tuple[date, bool]:
    """The first day of that event, and whether it is known already."""
    case = scene.case
    every = scene.given.get("every", "service-year")
    terms = case.terms
    if event == "award-notice" and terms.award_notice_on:
        return terms.award_notice_on, True
    if event == "term-end":
        return case.sight.ends_on, terms.starts != "start-notice"
    if event.partition("-")[0] in ("year", "period"):
        period = _first(case, "service-year" if event.startswith("year") else every)
        ends = event.endswith("end")
        on = period.last if ends else begin_of(period, terms)
        return on, terms.starts != "start-notice"
    return terms.signed_on, event == "signing"


def _first(case: Case, every: str):  # type: ignore[no-untyped-def]
    return next(each for each in case.sight.periods.values() if each.every == every)


def _when(choice: str, scene: Scene) -> str:
    if choice not in BY_EVENT or choice in ("receipt", "payment", "start-notice"):
        return ""
    start, known = _start(choice, scene)
    return scene.words("ask.to.from" if known else "ask.to.from-about", on=start)


def _month(choice: str, scene: Scene) -> str:
    event = "period-start" if choice == "previous" else "period-end"
    found = _deadline(MonthDay(int(scene.given["day"]), choice), scene, event)
    start, _ = _start(event, scene)
    return scene.words(f"ask.to.{event}", start=start, on=scene.day(found.on))


def _year_over(choice: str, scene: Scene) -> str:
    last = _first(scene.case, scene.given["every"]).last
    return scene.words(f"ask.to.{choice}", on=last)


def _typed_days(value: str, scene: Scene) -> str:
    """A number of days: its deadline, and the one by the other kind of day."""
    number, _, unit = value.partition(" ")
    if not unit or PLUS in value:
        return ""
    told = _told(_deadline(Days(int(number), unit), scene), scene)
    other = {UNITS[0]: UNITS[1], UNITS[1]: UNITS[0]}.get(unit)
    if other is None:
        return told
    beside = _deadline(Days(int(number), other), scene).on
    what = scene.words(f"ask.choice.unit.{other}")
    return told + scene.words("ask.to.other", unit=what, on=scene.day(beside))


def _typed_date(value: str, scene: Scene) -> str:
    return scene.day(date.fromisoformat(value))


def _typed_length(value: str, scene: Scene) -> str:
    number, _, unit = value.partition(" ")
    made = put(scene.walk.sofar, scene.asked.section, [_term(number, unit, scene)])
    case = sketch(made, scene.named)
    begin = begin_of(_first(case, "service-year"), case.terms)
    key = "term" if case.terms.starts != "start-notice" else "term-about"
    return scene.words(f"ask.to.{key}", begin=begin, end=case.sight.ends_on)


def _term(number: str, unit: str, scene: Scene) -> dict[str, object]:
    return {f"{unit}s": int(number), "starts": scene.given["how"], "article": "x"}


# -- sums ------------------------------------------------------------------------------------------


def _every(choice: str, scene: Scene) -> str:
    """How many rows the whole price makes that way, and the first of them."""
    if scene.asked.section.name != "instalments":
        return ""
    after = "signing" if choice in (ONCE, "service-year") else "period-end"
    row = ROW | {"share": "100%", "every": choice, "due": DUE | {"after": after}}
    made = scene.walk.document | {"instalments": [row]}
    rows = sketch(made, scene.named).terms.instalments
    return scene.words("ask.to.rows", count=len(rows), amount=grouped(rows[0].amount_fen))


def _split(choice: str, scene: Scene) -> str:
    if choice != "whole":
        return ""
    made = scene.walk.document
    price = {"total": made["price"]["total"], "article": "x"}
    row = ROW | {"share": "100%", "every": "service-year", "due": DUE}
    rows = sketch(made | {"price": price, "instalments": [row]}, scene.named).terms.instalments
    sums = [grouped(each.amount_fen) for each in rows[:4]]
    return scene.words("ask.to.years", sums=sums)


def _typed_money(value: str, scene: Scene) -> str:
    return scene.words("ask.to.money", sum=grouped(fen(value)), words=capitals(fen(value)))


def _typed_much(value: str, scene: Scene) -> str:
    """A share of an instalment, of a bond, a rate or a cap in yuan."""
    if value == KEEP or value == "settled":
        return ""
    name, key = scene.asked.section.name, scene.asked.question.key
    if value[-1] not in "%‰":
        return _typed_money(value, scene)
    if name == "instalments":
        return _rows_of(value, scene)
    total = scene.case.terms.total_fen
    worth = grouped(_of(value, total))
    told = "ask.to.rate" if key == "rate" else "ask.to.share"
    return scene.words(told, share=value, total=grouped(total), sum=worth)


def _rows_of(value: str, scene: Scene) -> str:
    made = scene.walk.document
    rows = made.get("instalments", [])
    row = dict(rows[scene.asked.row]) | {"share": value}
    row.pop("amount", None)
    rows = [*rows[: scene.asked.row], row]
    if left := rest_of(rows, every_of(row)):  # what the others will share, or this one had it all
        rows.append(row | {"key": "rest", "share": left})
    case = sketch(made | {"instalments": rows}, scene.named)
    own = [each for each in case.terms.instalments if each.place == scene.asked.row]
    return scene.words("ask.to.rows", count=len(own), amount=grouped(own[0].amount_fen))


def _of(rate: str, of_fen: int) -> int:
    return (2 * of_fen * parse_share(rate) + ONE) // (2 * ONE)


def _bases(scene: Scene) -> dict[str, int]:
    """What each base comes to; of what is overdue or in breach an example."""
    terms = scene.case.terms
    first = terms.instalments[0].amount_fen
    years = len([each for each in scene.case.sight.years if each.renewal is None])
    yearly = terms.total_fen // max(years, 1)
    whole = {"contract-price": terms.total_fen, "year-price": yearly, "instalment": first}
    return whole | dict.fromkeys(("amount-overdue", "amount-in-breach"), EXAMPLE_SUM)


def _base(choice: str, scene: Scene) -> str:
    rate, per = scene.given["rate"], scene.given.get("per", "once")
    return _share_of(rate, choice, scene, "once" if per == "once" else "per", per)


def _cap_of(choice: str, scene: Scene) -> str:
    return _share_of(scene.given["cap"], choice, scene, "cap", "")


def _share_of(rate: str, base: str, scene: Scene, told: str, per: str) -> str:
    of = _bases(scene)[base]
    example = "-example" if base.startswith("amount-") else ""
    values = {"of": grouped(of), "sum": grouped(_of(rate, of)), "days": per}
    return scene.words(f"ask.to.{told + example}", **values)


def _part(choice: str, scene: Scene) -> str:
    days = int(scene.given["per"])
    late = days + EXAMPLE_LATE % days or days
    found = {"whole": str(late // days), "started": str(-(-late // days))}
    periods = found.get(choice) or f"{late / days:.2f}"
    return scene.words("ask.to.part", late=late, periods=periods)


def _pool(choice: str, scene: Scene) -> str:
    cap = scene.given["cap"]
    worth = fen(cap) if cap[-1] not in "%‰" else _of(cap, _bases(scene)[scene.given["cap_of"]])
    return scene.words(f"ask.to.pool-{choice}", sum=grouped(worth), twice=grouped(2 * worth))


OF_CHOICES: dict[str, Callable[[str, Scene], str]] = {
    "calendar": _calendar,
    "unit": _unit,
    "when": _when,
    "month": _month,
    "year_over": _year_over,
    "every": _every,
    "split": _split,
    "base": _base,
    "cap_of": _cap_of,
    "part": _part,
    "pool": _pool,
}
OF_VALUES: dict[str, Callable[[str, Scene], str]] = {
    "deadline": _typed_days,
    "date": _typed_date,
    "length": _typed_length,
    "money": _typed_money,
    "much": _typed_much,
}


def effects(scene: Scene) -> Iterator[tuple[str, str]]:
    """Each choice with what it leads to."""
    for choice in scene.asked.choices:
        yield choice, effect(choice, scene)
