"""What is told of an instalment in a few words: its name, its state, its date and what it rests on."""

from functools import lru_cache

from svcctl.answers.periods import instalment_period
from svcctl.answers.when import named_event
from svcctl.billing.deadlines import NotAgreed
from svcctl.billing.events import EVENTS
from svcctl.billing.money import grouped
from svcctl.billing.schedule import Standing
from svcctl.billing.working_days import Deadline
from svcctl.casebook.case import Case
from svcctl.i18n import Words


def event_text(event: str, year: int | None, case: Case, words: Words) -> str:
    """What starts the days, in words; in later years the reading that says so."""
    told = named_event(event, case.terms, words)
    later = case.terms.readings["later-years"]
    if year and year > 1 and event in EVENTS:
        return words(f"event.later.{later}", event=told, year=year, before=year - 1)
    return told


def label(standing: Standing, words: Words, short: bool = False) -> str:
    """An instalment's name with its year and share: 第1年首期款（70%）."""
    instalment = standing.instalment
    title = words.title(instalment.title)
    if instalment.payee_name and not short:  # in a list the id beside it says whose it is
        title += words("label.payee", name=instalment.payee_name)
    year = instalment_period(instalment, words)
    rises = instalment.amended and instalment.amended.of  # the share is of the whole instalment
    if rises or not instalment.share or instalment.share == "100%":
        return year + title
    if short:
        brief = title.removesuffix("款") if len(title) > 2 else title
        return year + words("label.short", title=brief, share=instalment.share)
    return year + _long(title, instalment.share, words)


@lru_cache(maxsize=1024)
def _long(title: str, share: str, words: Words) -> str:
    """A title with its share: those of one contract come again each year."""
    return words("label.long", title=title, share=share)


def papers(standing: Standing) -> str:
    """What an instalment waits for: reports, or other papers."""
    return "reports" if standing.instalment.reports else "papers"


def status_text(standing: Standing, words: Words) -> str:
    """The state in one word."""
    if standing.status == "waiting":
        return words(f"status.waiting-{papers(standing)}")
    if _on_its_way(standing, words):
        return words("status.arriving")
    return words(f"status.{standing.status}")


def _on_its_way(standing: Standing, words: Words) -> bool:
    """Whether the payee reads of money that was paid and is not there yet."""
    paid = standing.status in ("paid", "paid-late")
    return paid and words.role == "supplier" and standing.owing.arrives_on is not None


def time_text(standing: Standing, words: Words) -> str:
    """How late, how many working days left, what is missing; and that a sum is an estimate."""
    text = _time_text(standing, words)
    open_still = standing.status not in ("paid", "paid-late", "cancelled", "waiting")
    if standing.owing.estimate is False or not open_still:
        return text
    return words("time.estimate", text=text)


def _time_text(standing: Standing, words: Words) -> str:
    """How late, how many working days left, or what is missing."""
    status = standing.status
    if status == "overdue":
        return words("time.overdue", days=standing.days_overdue)
    if status == "waiting":
        return words(f"time.waiting-{papers(standing)}", count=len(standing.waiting_for))
    if status == "cancelled":
        return "-"
    if standing.conditional:
        return words("time.if-renewed")
    if standing.owing.disputed_fen and not standing.payable_fen:
        return words("time.disputed")
    if standing.overpaid_fen:
        return words("time.overpaid", amount=grouped(standing.overpaid_fen))
    if _on_its_way(standing, words):
        return words("time.arriving", on=standing.owing.arrives_on)
    if status == "paid-late":
        return words("time.paid-late", days=standing.days_late)
    if status == "paid":
        return words("time.paid", on=standing.paid_on) if standing.paid_on else "-"
    return _days_left(standing.working_days_left, words)


def _days_left(days: int | None, words: Words) -> str:
    if days is None:
        return "-"
    return words("time.left", days=days) if days else words("time.today")


def due_text(standing: Standing, words: Words) -> str:
    """The deadline, or that its days have not started."""
    if standing.status == "cancelled":
        return "-"
    if standing.due_on is None:
        return no_date_text(standing, words)
    return standing.due_on.isoformat()


def no_date_text(standing: Standing, words: Words) -> str:
    """That the days have not started, or that no number of days was agreed."""
    open_ended = isinstance(standing.instalment.due.rule, NotAgreed)
    agreed = open_ended and standing.clock.state == "running"
    return words("when.not-agreed" if agreed else "due.not-running")


def basis_text(deadline: Deadline | None, words: Words) -> str:
    """Official or provisional, with the window where the date can still move."""
    if deadline is None:
        return "-"
    if not deadline.provisional:
        return words("basis.official")
    window = deadline.window
    if window is None or window.earliest == window.latest:
        return words("basis.provisional-fixed")
    return words("basis.provisional", earliest=window.earliest, latest=window.latest)
