"""Every instalment that a contract file promises: for each period and payee, its sum and papers."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from svcctl.billing.deadlines import Due, due_from
from svcctl.billing.instalment import DocumentKey, Instalment, Kept, Title, Worth
from svcctl.billing.money import cut, fen, parse_share, share_of
from svcctl.billing.periods import MONTHS, ONCE, ServicePeriod, every_of, term_table, within
from svcctl.billing.prices import Price, part_total, parts_of, year_prices_of
from svcctl.billing.sums import Cut, Sums, sums

Table = dict[str, Any]
SETTLEMENT = "settlement"  # a paper that is in once the sum is settled


def promises(document: Table, cutting: Cut, price: Price) -> tuple[Instalment, ...]:
    """What is paid once, then period by period as they end, each in the order of the file."""
    worths = sums(document, cutting, price)
    papers = {table["key"]: table for table in document.get("deliverables", ())}
    placed = [
        (period, place, row, worths.get((place, period.id if period else ""), 0))
        for place, table in enumerate(document["instalments"])
        for row, period in enumerate(cutting.of(table))
    ]
    # what is paid once stands first, as it always did; a year's rows follow its periods' ends
    placed.sort(key=lambda row: (row[0].year, row[0].last) if row[0] else (0, row[0]))
    found: list[Instalment] = []
    names = _names(document)
    for period, place, number, worth in placed:
        table = document["instalments"][place]
        due = due_from(table["due"], number)
        row = _row(table, period, worth, due, papers, cutting, price)._replace(place=place)
        if period and term_table(document).get("periods") == "calendar":
            row = row._replace(calendar=period.last.year)
        if "up_to" in table:
            whole = _shared(row, document, worths) or _whole(row, document, cutting, price)
            row = row._replace(worth=Worth("up-to", table["up_to"], whole))
        found += _by_payee(row, table, names)
    return _collected(document, found)


def is_report(title: Title) -> bool:
    """Whether a document is called a report (报告, 汇报): it is 待报告 then, not 待资料."""
    text = title if isinstance(title, str) else " ".join(title.values())
    return "报告" in text or "汇报" in text or "report" in text.lower()


def _shared(row: Instalment, document: Table, worths: Sums) -> int:
    """What the shares of its year divide; nothing where sums in yuan stand before, or it comes once."""
    tables = document["instalments"]
    own = [
        place
        for place, table in enumerate(tables)
        if table.get("part", "") == row.part and every_of(table) != ONCE
    ]
    in_yuan = {place for place in own if "amount" in tables[place] or "amounts" in tables[place]}
    if row.year is None or any(place < row.place for place in in_yuan):
        return 0
    # what is paid once is off already, and sums in yuan too: the rows would add up to more
    return sum(
        fen
        for (place, period), fen in worths.items()
        if place in own and place not in in_yuan and period.partition("-")[0] == f"Y{row.year}"
    )


def _whole(row: Instalment, document: Table, cutting: Cut, price: Price) -> int:
    """What a row that is paid up to a share of it counts against: its part's price, or a year's."""
    part = parts_of(document, price)[row.part]
    if row.year is None:
        return part_total(part, cutting.years)
    years = [year.year for year in cutting.years]
    return year_prices_of(part, cutting.years, cutting.as_ever)[years.index(row.year)]


def _names(document: Table) -> dict[str, str]:
    """The parties' names by their keys."""
    return {party.get("key", party["role"]): party["name"] for party in document["parties"]}


def _by_payee(whole: Instalment, table: Table, names: dict[str, str]) -> Iterator[Instalment]:
    """The instalment's row of a period: one, or one for each payee."""
    payees, worth = table.get("payees"), whole.fee_fen
    if not payees:
        yield whole
        return
    parts, kept = cut(worth, _splits(payees)), _split_kept(whole.kept, payees)
    for payee, part, of_part in zip(payees, parts, kept, strict=True):
        share = parse_share(payee["share"]) if "share" in payee else None
        row = whole._replace(
            id=f"{whole.id}.{payee['party']}",
            payee=payee["party"],
            payee_name=names[payee["party"]],
            fee_fen=part,
            split=share if share is not None else 0,
            kept=of_part,
        )
        yield row._replace(amount_fen=part - kept_of(row.kept, part))


def among_payees(fen: int, rows: Sequence[Instalment]) -> tuple[int, ...]:
    """A sum for all payees of one instalment, split as the contract says; the last takes the rest."""
    weights = [row.split or 0 for row in rows]
    # without shares the first bears all of it until a settlement splits it
    return cut(fen, weights if sum(weights) else [1, *[0] * (len(rows) - 1)])


def _splits(payees: Sequence[Table]) -> list[int]:
    """The payees' shares; where the settlement splits, the first bears all until then."""
    if "share" in payees[0]:
        return [parse_share(payee["share"]) for payee in payees]
    return [1, *[0] * (len(payees) - 1)]


def _split_kept(kept: Kept | None, payees: Sequence[Table]) -> list[Kept | None]:
    """What is kept back of each payee's part: a sum in yuan is split as the instalment is."""
    if kept is None or kept.fen is None:
        return [kept for _ in payees]
    return [Kept(fen, None) for fen in cut(kept.fen, _splits(payees))]


def kept_of(kept: Kept | None, whole: int) -> int:
    """Fen kept back of a sum: so much of it as there is, or a share."""
    if kept is None:
        return 0
    return min(kept.fen, whole) if kept.fen is not None else share_of(whole, kept.share or 0)


def _row(
    table: Table,
    period: ServicePeriod | None,
    worth: int,
    due: Due,
    papers: dict[str, Table],
    cutting: Cut,
    price: Price,
) -> Instalment:
    known = price.total_fen is not None or bool(table.keys() & {"amount", "amounts"})
    needs = _needs(table, due, known)
    kept = _kept(table)
    short_id = f"{period.id}-{table['key']}" if period else table["key"]
    return Instalment(
        id=short_id,
        key=table["key"],
        year=period.year if period else None,
        title=table["title"],
        share=table.get("share", ""),
        amount_fen=worth - kept_of(kept, worth),
        needs=tuple(needs),
        reports=all(key != SETTLEMENT and is_report(papers[key]["title"]) for key in needs),
        # article 7 asks for the year to be over only where it asks for reports: the first 70 % of a
        # year waits for neither
        waits_for_period=bool(needs) and period is not None and _waits(table, due.after),
        due=due,
        payee=table.get("payee", "supplier"),
        article=table["article"],
        evidence=tuple(table.get("evidence", ())),
        require_evidence=table.get("require_evidence", False),
        period=period.id if period else None,
        papers=tuple(
            key for need in needs for key in papers_of(need, papers.get(need), period, cutting)
        ),
        fee_fen=worth,
        kept=kept,
        known=known,
        base=short_id,
    )._replace(**_as_it_says(table, period))


def _needs(table: Table, due: Due, known: bool) -> list[str]:
    """The papers that an instalment needs; its settlement where nothing else says how much it is."""
    needs = list(table.get("needs", ()))
    _, _, named = due.after.partition("receipt:")
    # what starts the days is needed too, whether or not the file says it twice
    if named and named not in needs:
        needs.append(named)
    if table.get("settled") and not known and SETTLEMENT not in needs:
        needs.append(SETTLEMENT)
    return needs


def _as_it_says(table: Table, period: ServicePeriod | None) -> dict[str, Any]:
    """What a row takes from its table and period as they stand."""
    return {
        "every": every_of(table),
        "months": period.weight if period else 0,
        "renewal": period.renewal if period else None,
        "worth": _worth(table),
        "settled": table.get("settled", False),
        "assessment": table.get("assessment", ""),
        "part": table.get("part", ""),
    }


def _waits(table: Table, after: str) -> bool:
    """Whether the period must be over before the days start."""
    return bool(table.get("year_over", True)) and not own_day(table["due"], after)


def own_day(table: Table, after: str) -> bool:
    """Whether the day is another one than the period's end, which is then not waited for."""
    begins = after == "period-start" or after.startswith("lodged:")
    return begins or bool(table.keys() & {"date", "on"})


def papers_of(
    key: str, paper: Table | None, period: ServicePeriod | None, cutting: Cut
) -> Iterable[DocumentKey]:
    """The papers that an instalment of a period needs of one kind, each with its own period.

    Of a shorter rhythm each one within it, of a longer one the one that it lies in.
    """
    every = every_of(paper) if paper else ONCE
    # what comes once needs only papers that come once
    if key == SETTLEMENT or every == ONCE or period is None:
        return [(key, None)]
    if every == period.every:
        return [(key, period.id)]
    longer = MONTHS[every] > MONTHS[period.every]
    return [
        (key, each.id)
        for each in cutting.periods[every]
        if (within(period, each) if longer else within(each, period))
    ]


def _worth(table: Table) -> Worth:
    for key, kind in (("share", "share"), ("shares", "shares"), ("amount", "amount")):
        if key in table:
            return Worth(kind, table[key] if isinstance(table[key], str) else "")
    if "amounts" in table:
        return Worth("amount", "")
    if "up_to" in table:
        return Worth("up-to", table["up_to"])
    return Worth("collects" if "collects" in table else "fee", "")


def _kept(table: Table) -> Kept | None:
    retain = table.get("retain")
    if retain is None:
        return None
    if retain[-1] in "%％‰":
        return Kept(None, parse_share(retain))
    return Kept(fen(retain), None)


def _collected(document: Table, rows: Sequence[Instalment]) -> tuple[Instalment, ...]:
    """The rows, those that collect with what the others keep back; one for each payee."""
    collecting = {t["key"]: t["collects"] for t in document["instalments"] if "collects" in t}
    found: list[Instalment] = []
    names = _names(document)
    for row in rows:
        if row.key not in collecting:
            found.append(row)
            continue
        kept = [
            each
            for each in rows
            if (
                each.key in collecting[row.key] and each.period and _covers(row.period, each.period)
            )
            or (each.key in collecting[row.key] and each.period is None)
        ]
        payees = dict.fromkeys(each.payee for each in kept)
        several = any("." in each.id for each in kept)
        for payee in payees:
            own = [each for each in kept if each.payee == payee]
            # the whole contract means the term without renewals, until these are confirmed
            total = sum(each.retained_fen for each in own if each.renewal in (None, row.renewal))
            found.append(
                row._replace(
                    id=f"{row.id}.{payee}" if several else row.id,
                    payee=payee if several else row.payee,
                    payee_name=names[payee] if several else "",
                    amount_fen=total,
                    fee_fen=total,
                    collects=tuple(each.id for each in own),
                )
            )
    return tuple(found)


def _covers(outer: str | None, inner: str) -> bool:
    """Whether the periods' names lie in one another: all in the term, Y1 and Y1-Q3."""
    return outer is None or inner == outer or inner.startswith(f"{outer}-")
