"""The options commands share; their help is a catalogue key until it is shown."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from inspect import Parameter
from typing import Annotated, Any

import typer
from typer.models import OptionInfo

from svcctl.answers.wish import GROUPS, SORTS, Offers
from svcctl.billing.refusal import Refusal
from svcctl.intake.alike import bare
from svcctl.intake.entry import (
    parse_date,
    parse_days,
    parse_money,
    parse_money_or_nought,
    parse_number,
    parse_time,
    parse_year,
)

Maybe = str | None
# what lists that no fund pays for are sorted and put in groups by
BY_DATE = ("date", "contract")
OF_CONTRACTS = ("supplier", "department", "month")
YEAR = r"(?a:(?:第|y)?(\d{1,5})年?)"  # of service; digits of ASCII alone


def text(name: str, help: str, metavar: str = "TEXT") -> Any:
    """An option taken as it is typed."""
    return typer.Option(name, metavar=metavar, help=help)


def choice(name: str, help: str, metavar: str) -> Any:
    """An option that is one of the values between the strokes, by what people call them too."""

    def read(text: str) -> str:
        from svcctl.desk.desk import one_of

        return one_of(name, text, metavar.split("|"))

    return typer.Option(name, parser=read, metavar=metavar, help=help)


def day(name: str, help: str) -> Any:
    """An option that is a date as people write it."""
    return typer.Option(name, parser=parse_date, metavar="DATE", help=help)


def money(name: str, help: str, or_nought: bool = False) -> Any:
    """An option that is a sum as people write it, in fen."""
    parser = parse_money_or_nought if or_nought else parse_money
    return typer.Option(name, parser=parser, metavar="SUM", help=help)


def number(name: str, help: str, metavar: str = "N") -> Any:
    """A whole number, or days or a year where the metavar says so; its refusal names it."""
    parse = {"DAYS": parse_days, "YEAR": parse_year}.get(metavar, parse_number)

    def read(text: str) -> int:
        return parse(text, name)

    return typer.Option(name, parser=read, metavar=metavar, help=help)


def service_year(help: str) -> Any:
    """A year of service by its number: 1, 第1年, Y1."""

    def read(text: str) -> int:
        found = re.fullmatch(YEAR, bare(text))
        number = re.fullmatch(r"-?[0-9]{1,5}", found[1] if found else text.strip())
        if number is None:
            raise Refusal("entry.number", name="--year", text=text)
        return int(number[0])

    return typer.Option("--year", parser=read, metavar="N", help=help)


def parsed(name: str, help: str, metavar: str, parse: Callable[[str], Any]) -> Any:
    """An option that is read by a function of its own."""
    return typer.Option(name, parser=parse, metavar=metavar, help=help)


def flag(name: str, help: str | None = None) -> Any:
    """An option without a value."""
    return typer.Option(name, help=help or f"opt.{name.removeprefix('--')}")


def argument(metavar: str, help: str) -> Any:
    """An argument, taken as it is typed."""
    return typer.Argument(metavar=metavar, help=help)


Reason = Annotated[str, text("--reason", "opt.reason")]
MaybeReason = Annotated[Maybe, text("--reason", "opt.reason")]
Amount = Annotated[int | None, money("--amount", "opt.amount")]
Override = Annotated[bool, flag("--override")]
InstalmentId = Annotated[str, argument("INSTALMENT", "arg.instalment")]
EventId = Annotated[str, argument("EVENT", "arg.event")]
FilesArgument = Annotated[list[str], argument("FILE...", "arg.files")]
CalendarName = Annotated[Maybe, text("--calendar", "opt.calendar", "CN|CN-GX")]
LetterNumber = Annotated[str, text("--doc", "opt.letter-number", "NUMBER")]
Template = Annotated[Maybe, text("--template", "opt.template", "FILE")]


def parse_as_of(text: str) -> date:
    """The day looked at, or, where the service is asked about, a moment of it."""
    try:
        return parse_date(text)
    except Refusal as wrong:
        from svcctl.intake.moments import parse_moment

        try:
            return parse_moment(text)
        except Refusal:
            raise wrong from None


def everywhere(
    store: Annotated[Maybe, text("--store", "opt.store", "PATH")] = None,
    as_of: Annotated[
        date | None, typer.Option("--as-of", parser=parse_as_of, metavar="DATE", help="opt.as-of")
    ] = None,
    known_at: Annotated[
        Maybe, typer.Option("--known-at", parser=parse_time, metavar="TIME", help="opt.known-at")
    ] = None,
    contract: Annotated[Maybe, text("--contract", "opt.contract", "ID")] = None,
    form: Annotated[Maybe, text("--format", "opt.format", "table|json|csv|plain")] = None,
    lang: Annotated[Maybe, text("--lang", "opt.lang", "zh|en")] = None,
    role: Annotated[Maybe, text("--role", "opt.role", "purchaser|supplier|auditor")] = None,
    actor: Annotated[Maybe, text("--actor", "opt.actor", "ROLE")] = None,
    output: Annotated[
        Maybe, typer.Option("-o", "--output", metavar="FILE", help="opt.output")
    ] = None,
) -> None:
    """The options that every command takes; only its signature is used."""


def acting(
    on: Annotated[date | None, day("--on", "opt.on")] = None,
    doc: Annotated[Maybe, text("--doc", "opt.doc", "TITLE")] = None,
    files: Annotated[list[str] | None, text("--file", "opt.file", "PATH")] = None,
    note: Annotated[Maybe, text("--note", "opt.note")] = None,
    dry_run: Annotated[bool, flag("--dry-run")] = False,
) -> None:
    """The options that every recording command takes; only its signature is used."""


def refuse_empty(parameters: Iterable[Parameter], values: Mapping[str, Any]) -> None:
    """Refusal for an option with nothing behind it: a variable that a script forgot."""
    for each in parameters:
        given = values.get(each.name)
        if each.default != "" and (given == "" or (isinstance(given, list) and "" in given)):
            [told, *_] = each.annotation.__metadata__
            if isinstance(told, OptionInfo):  # an argument has a refusal of its own
                raise Refusal("usage.empty", option=told.default)  # where Typer puts the name


def narrowed_by(
    without: tuple[str, ...] = (), sorts: tuple[str, ...] = SORTS, groups: tuple[str, ...] = GROUPS
) -> Callable[..., Any]:
    """Marks a list that is narrowed by some of the options alone: those that its rows answer to."""

    def marked(function: Any) -> Any:
        function.offers = Offers(without, sorts, groups, of_payments=False)
        return function

    return marked


def act_options(
    without: tuple[str, ...] = (), required: tuple[str, ...] = ()
) -> Callable[..., Any]:
    """Marks a recording command that goes without some of those options, or demands some."""

    def marked(function: Any) -> Any:
        function.without, function.required = without, required
        return function

    return marked
