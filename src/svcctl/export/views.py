"""Instalments, obligations and facts as JSON and as rows: the columns are chosen here, once."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from svcctl.billing.calendar import Deadline
from svcctl.billing.due import Sums
from svcctl.billing.money import grouped, yuan
from svcctl.billing.obligations import Duty
from svcctl.billing.schedule import Standing
from svcctl.billing.terms import Terms
from svcctl.export.report import Cell, Column
from svcctl.i18n import Words, plain_title

SCHEDULE_COLUMNS = (
    Column("column.status", "code"),
    Column("column.id", "code"),
    Column("column.title"),
    Column("column.amount", "money", spare=True),
    Column("column.paid", "money", spare=True),
    Column("column.outstanding", "money"),
    Column("column.due-on", "code"),
    Column("column.time"),
    Column("column.basis", spare=True),
    Column("column.article", spare=True),
)


def iso(day: date | None) -> str | None:
    """A date as JSON has it."""
    return day.isoformat() if day else None


def window_json(deadline: Deadline | None) -> dict[str, str] | None:
    """The dates a deadline can still become, or null where it is settled."""
    if deadline is None or deadline.window is None:
        return None
    return {"earliest": deadline.window.earliest.isoformat(), "latest": deadline.window.latest.isoformat()}


def basis_of(deadline: Deadline | None) -> str:
    """`provisional` where a year without a notice is counted, else `official`."""
    return "provisional" if deadline and deadline.provisional else "official"


def instalment_json(standing: Standing, contract: str, findings: Sequence[str]) -> dict[str, Any]:
    """One instalment as scripts read it; the names are fixed."""
    promise = standing.promise
    return {
        "id": f"{contract}:{promise.id}",
        "contract": contract,
        "year": promise.year,
        "key": promise.key,
        "title": plain_title(promise.title),
        "amount": yuan(promise.amount_fen),
        "paid": yuan(standing.paid_fen),
        "outstanding": yuan(standing.outstanding_fen),
        "paid_on": iso(standing.paid_on),
        "days_late": standing.days_late,
        "due_on": iso(standing.due_on),
        "window": window_json(standing.deadline),
        "status": standing.status,
        "days_overdue": standing.days_overdue,
        "working_days_left": standing.working_days_left,
        "basis": basis_of(standing.deadline),
        "article": promise.article,
        "waiting_for": list(standing.waiting_for),
        "findings": list(findings) if standing.outstanding_fen else [],
    } | _only_where_it_is(standing)


def _only_where_it_is(standing: Standing) -> dict[str, Any]:
    """What few instalments have: sums set against them, disputed, conceded or overpaid, and a date agreed upon."""
    sums = {
        "offset": standing.offset_fen,
        "disputed": standing.disputed_fen,
        "conceded": standing.conceded_fen,
        "overpaid": standing.overpaid_fen,
    }
    found: dict[str, Any] = {key: yuan(fen) for key, fen in sums.items() if fen}
    if standing.counted and standing.due_on != standing.counted.on:
        found["due_by_contract"] = iso(standing.counted.on)
    return found


def list_json(as_of: date, instalments: Iterable[dict[str, Any]], sums: Sums) -> dict[str, Any]:
    """`payments due` and `payments schedule` as scripts read them."""
    return {
        "as_of": as_of.isoformat(),
        "currency": "CNY",
        "outstanding": yuan(sums.outstanding),
        "payable": yuan(sums.payable),
        "overdue": yuan(sums.overdue),
        "instalments": list(instalments),
    }


def in_order_of_time(instalments: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """By deadline, those without one last, then by id."""
    return sorted(instalments, key=lambda i: (i["due_on"] is None, i["due_on"] or "", i["id"]))


def label(standing: Standing, words: Words, short: bool = False) -> str:
    """An instalment's name with its year and share: 第1年首期款（70%）."""
    promise = standing.promise
    title = words.title(promise.title)
    year = words("label.year", year=promise.year) if promise.year else ""
    if promise.amended and promise.amended.of:
        return year + title  # the share is of the whole instalment
    if short:
        brief = title.removesuffix("款") if len(title) > 2 else title
        return year + words("label.short", title=brief, share=promise.share)
    return year + words("label.long", title=title, share=promise.share)


def papers(standing: Standing) -> str:
    """What an instalment waits for: reports, or other papers."""
    return "reports" if standing.promise.reports else "papers"


def status_text(standing: Standing, words: Words) -> str:
    """The state in one word."""
    if standing.status == "waiting":
        return words(f"status.waiting-{papers(standing)}")
    return words(f"status.{standing.status}")


def time_text(standing: Standing, words: Words) -> str:
    """How late, how many working days left, or what is missing."""
    status = standing.status
    if status == "overdue":
        return words("time.overdue", days=standing.days_overdue)
    if status == "waiting":
        return words(f"time.waiting-{papers(standing)}", count=len(standing.waiting_for))
    if status == "cancelled":
        return "-"
    if standing.disputed_fen and not standing.payable_fen:
        return words("time.disputed")
    if standing.overpaid_fen:
        return words("time.overpaid", amount=grouped(standing.overpaid_fen))
    if status == "paid-late":
        return words("time.paid-late", days=standing.days_late)
    if status == "paid":
        return words("time.paid", on=standing.paid_on) if standing.paid_on else "-"
    if standing.working_days_left == 0:
        return words("time.today")
    return words("time.left", days=standing.working_days_left) if standing.working_days_left is not None else "-"


def due_text(standing: Standing, words: Words) -> str:
    """The deadline, or that its days have not started."""
    if standing.status == "cancelled":
        return "-"
    if standing.due_on is None:
        return words("due.not-running")
    return standing.due_on.isoformat()


def basis_text(standing: Standing, words: Words) -> str:
    """Official or provisional, with the window where the date can still move."""
    deadline = standing.deadline
    if deadline is None:
        return "-"
    if not deadline.provisional:
        return words("basis.official")
    window = deadline.window
    if window is None or window.earliest == window.latest:
        return words("basis.provisional-fixed")
    return words("basis.provisional", earliest=window.earliest, latest=window.latest)


def schedule_row(standing: Standing, contract: str, words: Words) -> list[Cell]:
    """One row of the payment schedule."""
    iid = f"{contract}:{standing.promise.id}" if contract else standing.promise.id
    return [
        status_text(standing, words),
        iid,
        label(standing, words),
        standing.promise.amount_fen,
        standing.paid_fen,
        standing.outstanding_fen,
        due_text(standing, words),
        time_text(standing, words),
        basis_text(standing, words),
        standing.promise.article,
    ]


def duty_json(duty: Duty, contract: str) -> dict[str, Any]:
    """One obligation as scripts read it."""
    deadline = duty.deadline
    return {
        "id": f"{contract}:{duty.obligation.key}",
        "contract": contract,
        "key": duty.obligation.key,
        "title": plain_title(duty.obligation.title),
        "who": duty.obligation.who,
        "due_on": iso(deadline.on if deadline else None),
        "window": window_json(deadline),
        "basis": basis_of(deadline),
        "status": duty.status,
        "done_on": iso(duty.done_on),
        "days_overdue": duty.days_overdue,
        "article": duty.obligation.article,
    }


def document_titles(keys: Sequence[str], terms: Terms, words: Words) -> list[str]:
    """The names of documents."""
    return [words.title(terms.documents[key][0]) for key in keys]
