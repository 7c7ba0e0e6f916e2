"""What is right in a contract file but likely not meant: rounded shares, pieces of a period."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from svcctl.billing.money import ONE, parse_share, yuan
from svcctl.billing.periods import MONTHS, ONCE, WHOLE_MONTH, ServicePeriod, every_of
from svcctl.billing.prices import price_from
from svcctl.billing.rules import rate_text
from svcctl.billing.sums import Cut, Sums, cut_of, sums
from svcctl.billing.terms import Document
from svcctl.contracts.check_term import months_written
from svcctl.contracts.problem import Problem

Table = dict[str, Any]
FINE = ("month", "quarter", "half-year")
STEP = ONE // 10_000  # of a percent: what a share of two decimals is rounded to


class Even(NamedTuple):
    """Shares that were likely meant to be equal, one of them with the remainder."""

    places: tuple[int, ...]  # of their instalments in the file
    shares: tuple[int, ...]
    every: str  # how often the instalments come


def even_shares(document: Document) -> Iterator[Problem]:
    """Equal sums written as rounded shares: the last one takes what the others miss."""
    cutting, worth = _worth(document)
    for even in _evens(document):
        table = document["instalments"][even.places[0]]
        most, least = max(even.shares), min(even.shares)
        if most == least or sum(even.shares) > ONE:
            continue
        usual = max(set(even.shares), key=even.shares.count)
        every = _rhythm(len(even.shares), even.every, cutting)
        values = {"count": len(even.shares), "share": rate_text(usual), "every": every}
        values |= {"whole": rate_text(sum(even.shares))}
        values |= _first_and_last(even, worth)
        if "first" in values and values["first"] != values["last"]:
            listed = "shares" if "shares" in table else "share"
            at = f"instalments[{even.places[0]}].{listed}"
            yield Problem(at, "file.even-shares" if every else "file.even-sums", values)


def _evens(document: Document) -> Iterator[Even]:
    """Three shares or more that differ by no more than rounding to two decimals leaves."""
    groups: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for place, table in enumerate(document["instalments"]):
        every = every_of(table)
        if "shares" in table and every in MONTHS:
            listed = table["shares"][: 12 // MONTHS[every]]
            groups[str(place), every] = [(place, share) for share in listed]
        elif "share" in table and every in ("service-year", ONCE):
            groups.setdefault((table.get("part", ""), every), []).append((place, table["share"]))
    for (_, every), found in groups.items():
        shares = [parse_share(share) for _, share in found]
        usual = max(shares, key=shares.count)
        near = [at for at, share in enumerate(shares) if abs(share - usual) <= len(shares) * STEP]
        if len(near) > 2:
            places = tuple(found[at][0] for at in near)
            yield Even(places, tuple(shares[at] for at in near), every)


def _rhythm(count: int, every: str, cutting: Cut) -> str:
    """How often something would come so many times in a year, or in the term."""
    if every in FINE:
        return every
    years = len([year for year in cutting.years if year.renewal is None])
    wanted = {"service-year": (count,), ONCE: (count // years if count % years == 0 else 0,)}
    return next((fine for fine in FINE if 12 // MONTHS[fine] in wanted[every]), "")


def _first_and_last(even: Even, worth: Sums) -> dict[str, str]:
    """The sums of the first and of the odd one, in yuan."""
    own: dict[int, list[int]] = {}
    for (place, _), fen in worth.items():
        own.setdefault(place, []).append(fen)
    if len(set(even.places)) == 1:
        made = own.get(even.places[0], [])[: len(even.shares)]
    else:
        made = [own[place][0] for place in even.places if own.get(place)]
    return {"first": yuan(made[0]), "last": yuan(made[-1])} if made else {}


# -- parts of a period -----------------------------------------------------------------------------


def short_periods(document: Document) -> Iterator[Problem]:
    """Where the first or the last period is shorter: what it comes to, or that it is paid whole."""
    cutting, worth = _worth(document)
    for place, table in enumerate(document["instalments"]):
        every = every_of(table)
        if every == ONCE or "amounts" in table or "collects" in table:
            continue
        own = [each for each in cutting.periods[every] if each.renewal is None]
        short = [each for each in own if each.weight < MONTHS[every] * WHOLE_MONTH]
        if short:
            yield from _short(place, table, own, short[0], worth)


def _short(
    place: int, table: Table, own: Sequence[ServicePeriod], short: ServicePeriod, worth: Sums
) -> Iterator[Problem]:
    values = {"key": table["key"], "period": short.id, "from": short.first.isoformat()}
    values["to"] = short.last.isoformat()
    if "amount" in table:
        values |= {"amount": table["amount"]}
        yield Problem(f"instalments[{place}].amount", "file.short-paid-whole", values)
    elif (place, own[0].id) in worth:
        first, last = (yuan(worth[place, each.id]) for each in (own[0], own[-1]))
        values |= {"first": first, "last": last}
        yield Problem(f"instalments[{place}]", "file.short-period", values)


def _worth(document: Document) -> tuple[Cut, Sums]:
    """The term as it is cut, and what each instalment comes to; nothing where no sum is agreed."""
    cutting = cut_of(document, months_written(document))
    price = price_from(document, cutting.years)
    return cutting, {} if price.total_fen is None else sums(document, cutting, price)


# -- papers of a quarter, listed by the year -------------------------------------------------------

NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
_NUMBER = "|".join(sorted([*NUMERALS, *map(str, range(1, 13))], key=len, reverse=True))
NUMBERED = {  # by key, and by title
    "quarter": (r"(?:^|-)(?:q|quarter-?)([1-4])(?=-|$)", r"第?([一二三四1-4])季度?"),
    "half-year": (r"(?:^|-)(?:h|half-?)([12])(?=-|$)", r"([上下])半年"),
    "month": (r"(?:^|-)(?:m|month-?)0?(1[0-2]|[1-9])(?=-|$)", rf"({_NUMBER})月"),
}


def numbered_papers(document: Document) -> Iterator[Problem]:
    """The papers of each quarter or month, listed one by one as papers of the year."""
    groups: dict[tuple[str, str], list[int]] = {}
    papers = document.get("deliverables", ())
    for place, table in enumerate(papers):
        if table["every"] == "service-year" and (found := _numbered(table)):
            groups.setdefault(found, []).append(place)
    for (every, _), places in groups.items():
        keys = [papers[place]["key"] for place in places]
        if len(keys) == 12 // MONTHS[every] and not _each_its_own(keys, document):
            values = {"first": keys[0], "last": keys[-1], "count": len(keys), "every": every}
            yield Problem(f"deliverables[{places[0]}].every", "file.papers-by-year", values)


def _numbered(table: Table) -> tuple[str, str] | None:
    """The period that a paper's key or title numbers, and what is left of it without."""
    title = table["title"] if isinstance(table["title"], str) else table["title"].get("zh", "")
    for every, (by_key, by_title) in NUMBERED.items():
        for text, pattern in ((table["key"], by_key), (title, by_title)):
            if re.search(pattern, text):
                return every, re.sub(pattern, "", text, count=1)
    return None


def _each_its_own(keys: Sequence[str], document: Document) -> bool:
    """Whether each paper starts an instalment of its own, which waits for no year's end."""
    waiting = {
        key: [table for table in document["instalments"] if key in table.get("needs", ())]
        for key in keys
    }
    own = [tables[0]["key"] for tables in waiting.values() if len(tables) == 1]
    free = all(not t.get("year_over", True) for tables in waiting.values() for t in tables)
    return free and len(set(own)) == len(keys)


# -- shares that do not make the whole -------------------------------------------------------------


def shares_meant(problem: Problem, document: Document, cutting: Cut) -> Problem:
    """The same error, with what was likely meant where the shares tell it."""
    if problem.key != "file.shares" or problem.at != "instalments":
        return problem
    return next(
        (
            found
            for look in (_of_the_period, _rounded, _beside_once)
            for found in look(document, cutting, problem.values)
        ),
        problem,
    )


def _of_the_period(document: Document, cutting: Cut, values: Table) -> Iterator[Problem]:
    """8.33 % of a monthly fee: a twelfth of the year, where all of the month's fee was meant."""
    for place, table in enumerate(document["instalments"]):
        every = every_of(table)
        if every not in FINE or "share" not in table:
            continue
        times = {12 // MONTHS[every], len(cutting.periods[every])}
        share = parse_share(table["share"])
        if any(abs(share * count - ONE) <= count * STEP for count in times if count > 1):
            found = {"share": table["share"], "every": every} | values
            yield Problem(f"instalments[{place}].share", "file.shares-of-period", found)


def _rounded(document: Document, cutting: Cut, values: Table) -> Iterator[Problem]:
    """Twelve times 8.33 %: rounded shares that miss the whole."""
    for even in _evens(document):
        count = len(even.shares)
        if abs(parse_share(values["sum"]) - ONE) <= count * STEP:
            every = _rhythm(count, even.every, cutting)
            found = {"count": count, "share": rate_text(even.shares[0]), "every": every} | values
            key = "file.shares-rounded" if every else "file.shares-rounded-sums"
            yield Problem("instalments", key, found)


def _beside_once(document: Document, cutting: Cut, values: Table) -> Iterator[Problem]:
    """30 % of the total each year and 10 % at the end: yearly shares are of what once leaves."""
    tables = [table for table in document["instalments"] if "share" in table]
    once = sum(parse_share(t["share"]) for t in tables if every_of(t) == ONCE)
    yearly = sum(parse_share(t["share"]) for t in tables if every_of(t) == "service-year")
    years = len([year for year in cutting.years if year.renewal is None])
    if once and yearly and ONE in (once + yearly, once + years * yearly):
        yield Problem("instalments", "file.shares-beside-once", {"once": rate_text(once)} | values)
