"""The checks of price and sums: every sum is given once, and together they make the price."""

from collections.abc import Iterator, Sequence
from typing import Any

from svcctl.billing.money import ONE, fen, parse_share, yuan
from svcctl.billing.periods import MONTHS, ONCE, every_of
from svcctl.billing.prices import (
    Price,
    items_total,
    part_total,
    parts_of,
    price_from,
    year_prices_of,
)
from svcctl.billing.rules import rate_text
from svcctl.billing.sums import Cut, cut_of, sums
from svcctl.billing.terms import Document
from svcctl.contracts.check_term import months_written
from svcctl.contracts.likely import shares_meant
from svcctl.contracts.meant import missing
from svcctl.contracts.problem import Problem

HOW_MUCH = ("share", "shares", "amount", "amounts", "up_to", "collects")
Table = dict[str, Any]


def how_much(document: Document) -> Iterator[Problem]:
    """Each instalment says in one way how much it is; lists are as long as there are periods."""
    parts = [part["key"] for part in document["price"].get("parts", ())]
    for index, table in enumerate(document["instalments"]):
        at = f"instalments[{index}]"
        given = [key for key in HOW_MUCH if key in table]
        if len(given) > 1:
            yield Problem(f"{at}.{given[1]}", "file.one-of", {"keys": ", ".join(given)})
        elif not given and not table.get("settled"):
            yield missing(f"{at}.share")
        if "scope" in table and "every" in table:
            yield Problem(f"{at}.scope", "file.beside", {"key": "scope", "other": "every"})
        if "up_to" in table and every_of(table) not in (ONCE, "service-year"):
            yield Problem(f"{at}.up_to", "file.up-to-every", {})
        named = "part" in table or (parts and "collects" not in table)
        if named and table.get("part") not in parts:
            yield Problem(f"{at}.part", "file.part", {"known": list(parts)})
        yield from _events(table, at)


def _events(table: Table, at: str) -> Iterator[Problem]:
    """What happens once cannot start the days of each month."""
    after = table["due"].get("after", "")
    fine = every_of(table) in ("month", "quarter", "half-year")
    if fine and after in ("signing", "award-notice", "start-notice"):
        yield Problem(f"{at}.due.after", "file.event-of-period", {"key": after})


def price(document: Document) -> Iterator[Problem]:
    """The price is there, and its years, parts and items make it."""
    table = document["price"]
    if "total" in table and fen(table["total"]) == 0:
        yield Problem("price.total", "file.price-nought", {})
    # a contract that states the price twice states two prices: which one binds is for people to say
    if "per_year" in table and "years" in table:
        yield Problem("price.years", "file.price-both", {})
        return
    cutting = cut_of(document, months_written(document))
    found = price_from(document, cutting.years)
    if found.total_fen is None:
        loose = found.ceiling or all(_settles(each) for each in document["instalments"])
        if not loose:
            yield missing("price.total")
        return
    yield from _items(document, found, cutting)
    if "parts" in table:
        yield from _parts(document, found, cutting)
    else:
        yield from _years("price", table, found.total_fen, cutting)


def _settles(table: Table) -> bool:
    return bool(table.get("settled") or table.keys() & {"amount", "amounts", "collects"})


def _items(document: Document, found: Price, cutting: Cut) -> Iterator[Problem]:
    if not found.items or "total" not in document["price"]:
        return
    months = sum(year.weight for year in cutting.years if year.renewal is None)
    worth = items_total(found.items, found.discount, months)
    total = found.total_fen or 0
    if worth is not None and (worth > total if found.ceiling else worth != total):
        values = {"sum": yuan(worth), "total": yuan(total)}
        yield Problem("price.items", "file.price-items", values)


def _years(at: str, table: Table, total: int, cutting: Cut) -> Iterator[Problem]:
    own = [year for year in cutting.years if year.renewal is None]
    years = len(own)
    if "years" in table and not years <= len(table["years"]) <= len(cutting.years):
        given = len(table["years"])
        yield Problem(f"{at}.years", "file.price-years", {"given": given, "years": years})
    elif "years" in table or "per_year" in table:
        made = sum(year_prices_of(table, cutting.years, cutting.as_ever)[:years])
        if made != total:
            key = "years" if "years" in table else "per_year"
            values = {"sum": yuan(made), "total": yuan(total), "years": years}
            yield Problem(f"{at}.{key}", "file.price-sum", values)


def _parts(document: Document, found: Price, cutting: Cut) -> Iterator[Problem]:
    made = 0
    for index, part in enumerate(document["price"]["parts"]):
        at = f"price.parts[{index}]"
        given = [key for key in ("total", "per_year", "years") if key in part]
        if len(given) != 1:
            yield Problem(at, "file.one-of", {"keys": "total, per_year, years"})
            return
        total = part_total(part, cutting.years)
        yield from _years(at, part, total, cutting)
        made += total
    if made != found.total_fen:
        values = {"sum": yuan(made), "total": yuan(found.total_fen or 0)}
        yield Problem("price.parts", "file.price-parts", values)


# -- shares and sums -------------------------------------------------------------------------------


def shares(document: Document) -> Iterator[Problem]:
    """The shares of a part make 100 %, the sums in yuan the price, year by year."""
    cutting = cut_of(document, months_written(document))
    found = price_from(document, cutting.years)
    wrong = [*_lists(document, cutting)]
    yield from wrong
    if wrong:
        return
    sound = not any(price(document))
    for key, part in parts_of(document, found).items():
        tables = [t for t in document["instalments"] if t.get("part", "") == key]
        tables = [table for table in tables if "collects" not in table]
        adds_up = list(_of_a_part(tables, part, found, cutting, sound))
        yield from (shares_meant(each, document, cutting) for each in adds_up)


def _lists(document: Document, cutting: Cut) -> Iterator[Problem]:
    for index, table in enumerate(document["instalments"]):
        for key in ("shares", "amounts"):
            if key not in table:
                continue
            every = every_of(table)
            term = len([p for p in cutting.periods.get(every, ()) if p.renewal is None]) or 1
            a_year = 12 // MONTHS[every] if every != ONCE else 1
            if len(table[key]) not in (term, a_year):
                values = {"given": len(table[key]), "year": a_year, "term": term}
                yield Problem(f"instalments[{index}].{key}", "file.list-length", values)


def _of_a_part(
    tables: Sequence[Table], part: Table, found: Price, cutting: Cut, sound: bool
) -> Iterator[Problem]:
    once = [table for table in tables if every_of(table) == ONCE]
    recurring = [table for table in tables if every_of(table) != ONCE]
    loose = any(table.get("settled") and not _given(table) for table in tables)
    of_once = sum(parse_share(t["share"]) for t in once if "share" in t)
    plain = all("share" in table for table in tables)
    if recurring and not loose:
        for year in cutting.years:
            total, in_yuan = _year_shares(recurring, year.year, cutting)
            if total not in ((ONE, 0) if in_yuan else (ONE,)):
                yield Problem("instalments", "file.shares", {"sum": rate_text(total)})
                return
        # what is paid once must leave something for the years to share
        if of_once >= ONE:
            yield Problem("instalments", "file.shares-once", {"sum": rate_text(of_once)})
            return
    if not recurring and plain and of_once != ONE:
        yield Problem("instalments", "file.shares", {"sum": rate_text(of_once)})
    # of a price that is wrong itself, too few years for the term, no sums can be made
    elif sound and not plain and not loose and found.total_fen is not None:
        yield from _made(part, tables, found, cutting)


def _given(table: Table) -> bool:
    return any(key in table for key in HOW_MUCH)


def _year_shares(tables: Sequence[Table], year: int, cutting: Cut) -> tuple[int, bool]:
    """What the shares of a year come to, and whether there are sums in yuan beside them."""
    total, in_yuan = 0, False
    for table in tables:
        if "share" in table:
            total += parse_share(table["share"])
        elif "shares" in table:
            entries = [parse_share(each) for each in table["shares"]]
            every = every_of(table)
            a_year = 12 // MONTHS[every]
            own = cutting.in_year(every, year)
            if len(entries) > a_year:
                first = cutting.periods[every].index(own[0])
                entries = entries[first : first + len(own)] or entries[-a_year:]
            elif len(own) < a_year:
                entries = [entries[each.number - 1] for each in own]
            total += sum(entries)
        elif "up_to" in table:
            total = max(total, parse_share(table["up_to"]))
        else:
            in_yuan = True
    return total, in_yuan


def _made(part: Table, tables: Sequence[Table], found: Price, cutting: Cut) -> Iterator[Problem]:
    """The sums of the file make the part's price, to the fen."""
    total = part_total(part, cutting.years)
    price = {key: value for key, value in part.items() if key != "parts"}
    alone = [{k: v for k, v in table.items() if k != "part"} for table in tables]
    bare = {"instalments": alone, "price": price | {"kind": found.kind}}
    own = {year.year for year in cutting.years if year.renewal is None}
    names = {p.id for each in cutting.periods.values() for p in each if p.year in own} | {""}
    worth = sums(bare, cutting, found._replace(total_fen=total))
    made = sum(one for (_, name), one in worth.items() if name in names)
    if made != total and not (found.ceiling and made < total):
        values = {"sum": yuan(made), "total": yuan(total)}
        yield Problem("instalments", "file.sums", values)


# -- what is kept, who is paid, how it is assessed -------------------------------------------------


def kept(document: Document) -> Iterator[Problem]:
    """What is kept back is paid out by one instalment."""
    retaining = {t["key"] for t in document["instalments"] if "retain" in t}
    collected: list[str] = []
    for index, table in enumerate(document["instalments"]):
        for key in table.get("collects", ()):
            if key not in retaining:
                known = sorted(retaining)
                yield Problem(
                    f"instalments[{index}].collects", "file.collects", {"key": key, "known": known}
                )
            collected.append(key)
    for index, table in enumerate(document["instalments"]):
        if "retain" in table and collected.count(table["key"]) != 1:
            yield Problem(f"instalments[{index}].retain", "file.retain", {"key": table["key"]})


def payees(document: Document) -> Iterator[Problem]:
    """Those who are paid are suppliers, and their shares make 100 %."""
    parties = [p.get("key", p["role"]) for p in document["parties"] if p["role"] == "supplier"]
    for index, table in enumerate(document["instalments"]):
        at = f"instalments[{index}].payees"
        listed = table.get("payees", ())
        if unknown := [each["party"] for each in listed if each["party"] not in parties]:
            yield Problem(at, "file.payee", {"known": ", ".join(parties), "key": unknown[0]})
        given = [parse_share(each["share"]) for each in listed if "share" in each]
        if given and (len(given) < len(listed) or sum(given) != ONE):
            yield Problem(at, "file.shares", {"sum": rate_text(sum(given))})
        if listed and not given and not table.get("settled"):
            yield Problem(at, "file.payees-settled", {})


def assessments(document: Document) -> Iterator[Problem]:
    """A score changes a sum in one way; an instalment names an assessment that there is."""
    rules = {table["key"]: table for table in document.get("assessments", ())}
    for index, table in enumerate(document.get("assessments", ())):
        if "bands" in table and {"full_from", "less_per_point"} & table.keys():
            keys = "bands, full_from + less_per_point"
            yield Problem(f"assessments[{index}].bands", "file.one-of", {"keys": keys})
        elif ("full_from" in table) != ("less_per_point" in table):
            other = "less_per_point" if "full_from" in table else "full_from"
            yield missing(f"assessments[{index}].{other}")
    for index, table in enumerate(document["instalments"]):
        named = table.get("assessment")
        if named and named not in rules:
            known = list(rules)
            yield Problem(
                f"instalments[{index}].assessment",
                "file.assessment",
                {"key": named, "known": known},
            )
