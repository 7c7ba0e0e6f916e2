"""What a contract promises of the service itself: columns, rows and notes."""

from collections.abc import Iterator
from typing import Any

from svcctl.answers.answer import Column, Table, for_scripts, iso
from svcctl.billing.dates import Period
from svcctl.billing.record import Record
from svcctl.billing.service import Crew, ServiceLimit, Turn, crews, service_limits, standing, turns
from svcctl.casebook.case import Case
from svcctl.i18n import Words, plain_title


class Promise(Record):
    """One promise of one contract: of a level, of the service plan, of the catalogue, of a system."""

    contract: str
    what: str  # level | engineers | turn | standing | service | system
    key: str
    title: Any
    limit: ServiceLimit | None = None
    turn: Turn | None = None
    crew: Crew | None = None
    article: str | None = None  # systems have none


def promised(case: Case) -> Iterator[Promise]:
    """The limits and the engineers of each level, the service plan, the catalogue, the systems."""
    for limit in service_limits(case.document):
        key, article = f"{limit.regime}/{limit.level}", limit.article
        yield Promise(case.id, "level", key, limit.title, limit, article=article)
    for crew in crews(case.document):
        key, article = f"{crew.regime}/{crew.level}", crew.article
        yield Promise(case.id, "engineers", key, crew.title, crew=crew, article=article)
    for turn in turns(case.document, case.terms, case.position):
        key, article = f"{turn.key}/{turn.number}", turn.article
        yield Promise(case.id, "turn", key, turn.title, turn=turn, article=article)
    for each in standing(case.document):
        yield Promise(case.id, "standing", each.key, each.title, article=each.article)
    for service in case.document.get("services", ()):
        key, article = service["key"], service["article"]
        yield Promise(case.id, "service", key, service["title"], article=article)
    for system in case.document.get("systems", ()):
        yield Promise(case.id, "system", system["key"], system["title"])


def _promised(promise: Promise, words: Words) -> str | None:
    if promise.limit:
        return words(f"clock.{promise.limit.clock}")
    if promise.crew:
        return words("promise.at-least", engineers=promise.crew.engineers)
    every = promise.turn and period_text(promise.turn.every, words)
    return words("promise.every", every=every) if every else None


def _within(limit: ServiceLimit | None, words: Words) -> str | None:
    if limit is None:
        return None
    return words(f"within.{limit.since}", within=period_text(limit.within, words))


def _hours(limit: ServiceLimit | None, words: Words) -> str | None:
    if limit is None:
        return None
    return words("hours.working") if limit.hours else "7x24"


TABLE = Table(
    contract=Column("column.contract", "code", cell=lambda p, _: p.contract),
    promise=Column(
        "column.promise", cell=lambda p, words: words(f"promise.{p.what}"), plain=lambda p: p.what
    ),
    key=Column("column.key", "code", cell=lambda p, _: p.key),
    service=Column(
        "column.service",
        cell=lambda p, words: words.title(p.title),
        plain=lambda p: plain_title(p.title),
    ),
    promised=Column("column.promised", cell=_promised),
    clock=for_scripts("clock", lambda p: p.limit and p.limit.clock),
    engineers=for_scripts("engineers", lambda p: p.crew and p.crew.engineers),
    every=for_scripts("every", lambda p: p.turn and _period_json(p.turn.every)),
    within=Column(
        "column.within",
        cell=lambda p, words: _within(p.limit, words),
        plain=lambda p: p.limit and _period_json(p.limit.within),
    ),
    since=for_scripts("since", lambda p: p.limit and p.limit.since),
    hours=Column(
        "column.service-hours",
        cell=lambda p, words: _hours(p.limit, words),
        plain=lambda p: p.limit and list(p.limit.hours),
    ),
    first=Column("column.first-day", "date", cell=lambda p, _: iso(p.turn and p.turn.first)),
    last=Column("column.last-day", "date", cell=lambda p, _: iso(p.turn and p.turn.last)),
    article=Column("column.article", cell=lambda p, _: p.article),
)
AUDIT = TABLE.view("contract promise key service promised within hours first last article")
PLAIN = TABLE.view(
    "contract promise key service clock engineers every within since hours first last article"
)


def notes(case: Case, words: Words, bare: bool) -> Iterator[tuple[dict[str, Any], str]]:
    """That nothing is on record beside what is promised, which hours working hours are, which of several regimes binds: values and words."""
    if bare:
        yield {"note": "promises-only"}, words("service.promises-only")
    comma = words("list.separator").join
    for hours in dict.fromkeys(
        limit.hours for limit in service_limits(case.document) if limit.hours
    ):
        yield {"note": "hours", "hours": list(hours)}, words("service.hours", hours=comma(hours))
    regimes = list(dict.fromkeys(limit.regime for limit in service_limits(case.document)))
    if len(regimes) > 1:
        chosen = case.terms.readings["severity"]
        choice = words("reading.severity.stricter") if chosen == "stricter" else chosen
        text = words("service.regimes", regimes=comma(regimes), choice=choice)
        yield {"note": "regimes", "regimes": regimes, "choice": chosen}, text


def period_text(period: Period, words: Words) -> str:
    """A length of time in words."""
    return words(f"count.{period.unit}", days=period.length)


def _period_json(period: Period) -> dict[str, Any]:
    return {"length": period.length, "unit": period.unit}
