"""What two books must agree on, and where they do not: columns, JSON and sentences."""

from collections.abc import Sequence
from typing import Any

from svcctl.answers.answer import Answer, Column, Table, iso, rows_of
from svcctl.answers.recorded import change_text, changes_json, worth_telling
from svcctl.billing.money import yuan
from svcctl.billing.terms import Document
from svcctl.i18n import Words
from svcctl.intake.books import Agreed, Difference

AGREED = Table(
    contract=Column("column.contract", "code", cell=lambda a, _: a.contract),
    kind=Column("column.kind", cell=lambda a, words: words(f"kind.{a.kind}")),
    about=Column("column.about", "code", cell=lambda a, _: a.about),
    on=Column("column.happened-on", "date", cell=lambda a, _: iso(a.on)),
    arrived=Column("column.arrived-on", "date", cell=lambda a, _: iso(a.arrived_on)),
    sum=Column("column.sum", "money", cell=lambda a, _: a.fen),
    until=Column("column.agreed-date", "date", cell=lambda a, _: iso(a.until)),
).view("contract kind about on arrived sum until")
COMPARED = Table(
    contract=Column("column.contract", "code", spare=True, cell=lambda d, _: _any(d).contract),
    kind=Column("column.kind", cell=lambda d, words: words(f"kind.{_any(d).kind}")),
    about=Column("column.about", "code", cell=lambda d, _: _any(d).about),
    state=Column("column.state", cell=lambda d, words: words(f"books.{d.state}")),
    ours=Column("column.ours", cell=lambda d, words: _told(d.ours, words)),
    theirs=Column("column.theirs", cell=lambda d, words: _told(d.theirs, words)),
    moved=Column("column.by-theirs", cell=lambda d, words: _moved(d, words)),
).view("contract kind about state ours theirs moved")


def _any(found: Difference) -> Agreed:
    each = found.ours or found.theirs
    assert each is not None  # one of the two is there
    return each


def _told(each: Agreed | None, words: Words) -> str:
    """The day, the sum and the date agreed on, in one cell."""
    if each is None:
        return words("books.nothing")
    found = [iso(each.on) or words("books.arrived", on=each.arrived_on)]
    found += [words("books.sum", amount=yuan(each.fen))] if each.fen is not None else []
    found += [words("books.until", on=each.until)] if each.until else []
    begins = each.service_from
    found += [words("books.service-from", on=begins)] if begins else []
    found += [words("books.by-days")] if each.by_days else []
    found += [words("books.price", amount=_price(each.terms))] if each.terms else []
    return words("list.separator").join(found)


def _price(terms: Document) -> str:
    """The price in an amendment's terms, which may be another house's file."""
    price = terms.get("price")
    return str(price.get("total", "-")) if isinstance(price, dict) else "-"


def _moved(found: Difference, words: Words) -> str:
    if found.moved is None:
        return words("books.unknown")
    told = [change_text(change, words) for change in worth_telling(found.moved)]
    nothing = "" if found.state == "same" else words("late.nothing")
    return words("list.semicolon").join(told) or nothing


def agreed_json(each: Agreed) -> dict[str, Any]:
    """One thing that both sides must agree on, as the other side's `compare facts` reads it."""
    return {
        "contract": each.contract,
        "kind": each.kind,
        "about": each.about,
        "on": iso(each.on),
        "arrived_on": iso(each.arrived_on),
        "amount": None if each.fen is None else yuan(each.fen),
        "until": iso(each.until),
    } | _only_where_it_is(each)


def _only_where_it_is(each: Agreed) -> dict[str, Any]:
    """What few facts say: how an early end is settled, what an amendment agreed."""
    begins = iso(each.service_from)
    told = {"by_days": each.by_days, "terms": each.terms, "service_from": begins}
    return {key: value for key, value in told.items() if value is not None}


def listed(rows: Sequence[Agreed], provenance: Any, foot: Sequence[str], words: Words) -> Answer:
    """The list that is handed to the other side."""
    told = [agreed_json(each) for each in rows]
    return Answer(
        data={"export": "facts", "provenance": provenance, "rows": told},
        columns=AGREED,
        rows=lambda: list(rows_of(AGREED, rows, words)),
        head=[words("export.facts")],
        foot=list(foot),
    )


def compared(path: str, found: Sequence[Difference], others: int, words: Words) -> Answer:
    """Their book held against ours; what is the same is counted, not listed."""
    counts = {
        state: sum(each.state == state for each in found)
        for state in ("same", "differs", "only-here", "only-there")
    }
    unlike = [each for each in found if each.state != "same"]
    values = {state.replace("-", "_"): count for state, count in counts.items()}
    return Answer(
        data={"file": path, "others": others, "same": counts["same"]}
        | {"differences": [_json(each) for each in unlike]},
        columns=COMPARED if unlike else (),
        rows=lambda: list(rows_of(COMPARED, unlike, words)),
        head=[words("books.title", path=path), words("books.counts", **values)],
        foot=[words("books.others", count=others)] if others else [],
    )


def _json(found: Difference) -> dict[str, Any]:
    contract = _any(found).contract
    return {
        "state": found.state,
        "event": found.event or None,
        "ours": agreed_json(found.ours) if found.ours else None,
        "theirs": agreed_json(found.theirs) if found.theirs else None,
        "moved": None if found.moved is None else changes_json(found.moved, contract),
    }
