"""The days of a calendar as tables, by which a spreadsheet counts the same deadlines."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO
from typing import Any, NamedTuple

from svcctl.billing.deadlines import Days
from svcctl.billing.working_days import Calendar
from svcctl.casebook.case import Case
from svcctl.i18n import Words
from svcctl.papers.stamped import stamped

NO_WEEKEND = "0000000"  # every day may be worked; the list of days off says which are not


class Count(NamedTuple):
    """A deadline in working days, as svcctl counted it."""

    contract: str
    instalment: str
    calendar: str
    start: date
    days: int
    on: date


def years_shown(calendar: Calendar, cases: Sequence[Case]) -> list[int]:
    """The years these contracts' deadlines reach into, one around, as far as the calendar goes."""
    days = [case.terms.signed_on for case in cases] + [case.as_of for case in cases]
    days += [each.deadline.on for case in cases for each in case.standings if each.deadline]
    return [
        year
        for year in sorted(calendar.sources)
        if min(days).year - 1 <= year <= max(days).year + 1
    ]


def year_json(calendar: Calendar, year: int) -> dict[str, Any]:
    """A year as `calendar show` prints it."""
    off, worked = calendar.year(year)
    source = calendar.sources[year]
    return {
        "year": year,
        "calendar": calendar.name,
        "basis": source.basis,
        "days_off": [day.isoformat() for day in off],
        "working_weekends": [day.isoformat() for day in worked],
        "source": source.source,
    }


def days_of(year: int) -> Iterator[date]:
    """Every day of a year."""
    first = date(year, 1, 1)
    return (first + timedelta(days=count) for count in range((date(year + 1, 1, 1) - first).days))


def days_csv(calendars: Sequence[tuple[Calendar, list[int]]], words: Words) -> str:
    """A row for each day: whether it is worked, and why not."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(
        [
            words(f"days.{key}")
            for key in ("calendar", "date", "weekday", "worked", "festival", "basis")
        ]
    )
    for calendar, years in calendars:
        for year in years:
            basis = words(f"basis.{calendar.sources[year].basis}-short")
            for day in days_of(year):
                worked = calendar.is_working_day(day)
                name = (
                    ""
                    if worked
                    else words.festival(calendar.festival(day))
                    if calendar.festival(day)
                    else ""
                )
                writer.writerow([calendar.name, day, words.weekday(day), int(worked), name, basis])
    return text.getvalue()


def counts(cases: Sequence[Case]) -> list[Count]:
    """Every deadline that was counted in working days."""
    return [
        Count(
            case.id,
            each.instalment.id,
            case.calendar.name,
            each.counted.start,
            rule.length,
            each.counted.on,
        )
        for case in cases
        for each in case.standings
        if each.counted
        and isinstance(rule := each.instalment.due.rule, Days)
        and rule.unit == "working-day"
    ]


def days_workbook(
    calendars: Sequence[tuple[Calendar, list[int]]],
    counted: Sequence[Count],
    words: Words,
    stamp: datetime,
) -> bytes:
    """A sheet of each calendar's days off, and one that counts each deadline by WORKDAY.INTL."""
    from xlsxwriter import Workbook

    made = BytesIO()
    book = Workbook(made, {"in_memory": True})
    book.set_properties(
        {"title": words("days.title"), "author": "svcctl", "created": stamp.replace(tzinfo=None)}
    )
    form = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    bold = book.add_format({"bold": True})
    again = book.add_worksheet(words("days.again"))
    ranges = {}
    sheet = book.add_worksheet(words("days.off"))
    for column, (calendar, years) in enumerate(calendars):
        off = [day for year in years for day in days_of(year) if not calendar.is_working_day(day)]
        sheet.write_string(0, column, calendar.name, bold)
        sheet.set_column(column, column, 12)
        for row, day in enumerate(off, 1):
            sheet.write_datetime(row, column, _moment(day), form)
        letter = chr(ord("A") + column)
        ranges[calendar.name] = f"'{words('days.off')}'!${letter}$2:${letter}${len(off) + 1}"
    _again(again, counted, ranges, words, form, bold)
    book.close()
    return stamped(made.getvalue(), stamp)


def _again(
    sheet: Any, counted: Sequence[Count], ranges: dict[str, str], words: Words, form: Any, bold: Any
) -> None:
    """Each deadline by svcctl and by the spreadsheet, and the working days between, backwards."""
    heads = (
        "contract",
        "instalment",
        "calendar",
        "start",
        "days",
        "on",
        "spreadsheet",
        "between",
        "same",
    )
    for column, key in enumerate(heads):
        sheet.write_string(0, column, words(f"days.{key}"), bold)
    sheet.set_column(0, len(heads) - 1, 16)
    for row, each in enumerate(counted, 1):
        at, off = row + 1, ranges[each.calendar]
        for column, text in enumerate((each.contract, each.instalment, each.calendar)):
            sheet.write_string(row, column, text)
        sheet.write_datetime(row, 3, _moment(each.start), form)
        sheet.write_number(row, 4, each.days)
        sheet.write_datetime(row, 5, _moment(each.on), form)
        serial = each.on.toordinal() - date(1899, 12, 30).toordinal()
        sheet.write_formula(
            row, 6, f'=WORKDAY.INTL(D{at},E{at},"{NO_WEEKEND}",{off})', form, serial
        )
        sheet.write_formula(
            row, 7, f'=NETWORKDAYS.INTL(D{at}+1,F{at},"{NO_WEEKEND}",{off})', None, each.days
        )
        sheet.write_formula(row, 8, f"=AND(F{at}=G{at},E{at}=H{at})", None, True)


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 (a cell's date has no zone)
