"""The options by which every list is narrowed, sorted and put in groups."""

import re
from datetime import date, timedelta
from inspect import Parameter, signature
from typing import Annotated, get_args

from svcctl.answers.wish import GROUPS, PAYMENTS, SORTS, Offers, Wish
from svcctl.billing.refusal import Refusal
from svcctl.desk.desk import one_of
from svcctl.desk.options import Maybe, day, number, text
from svcctl.intake.entry import half_width

Several = list[str] | None


def choosing(
    supplier: Annotated[Several, text("--supplier", "opt.pick-supplier")] = None,
    department: Annotated[Several, text("--department", "opt.pick-department")] = None,
    fund: Annotated[Several, text("--fund", "opt.pick-fund")] = None,
    month: Annotated[Maybe, text("--month", "opt.pick-month", "MONTH")] = None,
    since: Annotated[date | None, day("--from", "opt.pick-from")] = None,
    until: Annotated[date | None, day("--to", "opt.pick-to")] = None,
    status: Annotated[Several, text("--status", "opt.pick-status")] = None,
    search: Annotated[Maybe, text("--search", "opt.pick-search")] = None,
    sort: Annotated[Maybe, text("--sort", "opt.pick-sort", "|".join(SORTS))] = None,
    group_by: Annotated[Maybe, text("--group-by", "opt.pick-group", "|".join(GROUPS))] = None,
    limit: Annotated[int | None, number("--limit", "opt.pick-limit")] = None,
) -> None:
    """The options of lists; only its signature is used."""


def options_for(offers: Offers) -> dict[str, Parameter]:
    """The options of one list; those whose words are of payments, with words for any list."""
    found = dict(signature(choosing).parameters)
    if offers.of_payments:
        return found
    any_list = {
        "month": text("--month", "opt.pick-month-any", "MONTH"),
        "since": day("--from", "opt.pick-from-any"),
        "until": day("--to", "opt.pick-to-any"),
        "status": text("--status", "opt.pick-status-any"),
        "search": text("--search", "opt.pick-search-any"),
        "sort": text("--sort", "opt.pick-sort-any", "|".join(offers.sorts)),
        "group_by": text("--group-by", "opt.pick-group-any", "|".join(offers.groups)),
    }
    for name, option in any_list.items():
        kind = get_args(found[name].annotation)[0]
        found[name] = found[name].replace(annotation=Annotated[kind, option])
    return {name: each for name, each in found.items() if name not in offers.without}


ASKED = ("supplier", "department", "fund", "month", "from", "to", "status", "search", "sort",
         "group-by", "limit")  # fmt: skip


def wish_from(
    supplier: Several = None,
    department: Several = None,
    fund: Several = None,
    month: Maybe = None,
    since: date | None = None,
    until: date | None = None,
    status: Several = None,
    search: Maybe = None,
    sort: Maybe = None,
    group_by: Maybe = None,
    limit: int | None = None,
    offers: Offers = PAYMENTS,
) -> Wish:
    """What was asked for; Refusal for what cannot be."""
    sort = one_of("--sort", sort, offers.sorts) if sort else ""
    group_by = one_of("--group-by", group_by, offers.groups) if group_by else ""
    days = (since.isoformat() if since else None, until.isoformat() if until else None)
    whose = (", ".join(each or ()) for each in (supplier, department, fund))
    told = (*whose, month, *days, ", ".join(status or ()), search, sort)
    typed = zip(ASKED, (*told, group_by, limit), strict=True)
    if limit == 0:
        raise Refusal("picked.limit")
    since, until = _span(month, since, until)
    return Wish(
        supplier=tuple(supplier or ()),
        department=tuple(department or ()),
        fund=tuple(fund or ()),
        since=since,
        until=until,
        statuses=tuple(filter(None, re.split("[,，、 ]+", ",".join(status or ())))),
        search=search or "",
        sort=sort,
        group_by=group_by,
        limit=limit,
        asked=tuple((name, str(value)) for name, value in typed if value),
    )


def _span(month: Maybe, since: date | None, until: date | None) -> tuple[date | None, date | None]:
    """The days asked for: a month, or from a day to a day."""
    if month and (since or until):
        raise Refusal("picked.month-alone")
    if month:
        return _month(month)
    if since and until and since > until:
        raise Refusal("picked.from-to", first=since, last=until)
    return since, until


def _month(typed: str) -> tuple[date, date]:
    """The first and the last day of a month: 2026-03, 2026年3月, 202603."""
    found = re.fullmatch(r"(\d{4})(?:[-/.年]?)(\d{1,2})月?", half_width(typed))
    year, month = (int(part) for part in found.groups()) if found else (0, 0)
    if not (1980 <= year <= 2106 and 1 <= month <= 12):
        raise Refusal("picked.month", value=typed)
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)
