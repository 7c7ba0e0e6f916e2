"""The options of the records of the service: how each kind of value is typed, and what all share."""

import inspect
from collections.abc import Collection
from datetime import date, datetime
from keyword import iskeyword
from typing import Annotated, Any

import typer

from svcctl.delivery.nouns import SIDES, Noun, Option
from svcctl.desk.options import choice, day, flag, number, text

KEYWORD = inspect.Parameter.KEYWORD_ONLY
SOURCES = "phone-bill|ticket|chat|signed|word"
Moment = datetime  # or a day: what parses it says which
# options that every verb has, by their names without dashes
SHARED = (
    "at", "on", "by", "side", "source", "confirmed-by", "file", "signed-by", "link", "for",
    "system", "title", "note", "reason", "dry-run",
)  # fmt: skip
METAVARS = {"record": "RECORD", "level": "LEVEL", "score": "N", "text": "TEXT", "clock": "CLOCK"}
ROLES = ("role", "to", "by", "confirmed-by", "signed-by")


def moment(name: str, help: str) -> Any:
    """A moment as people write it, or a day alone."""
    from svcctl.intake.moments import parse_moment_or_day

    return typer.Option(name, parser=parse_moment_or_day, metavar="TIME", help=help)


def exact(name: str, help: str) -> Any:
    """A moment as people write it; a day alone is refused."""
    from svcctl.intake.moments import parse_moment

    return typer.Option(name, parser=parse_moment, metavar="TIME", help=help)


def own(option: Option) -> inspect.Parameter:
    """What one verb alone is told."""
    name, help = f"--{option.name}", f"opt.service-{option.name}"
    kind: Any = str
    if option.kind == "choice" or option.choices:
        told = choice(name, help, "|".join(option.choices))
    elif option.kind == "flag":
        return _parameter(option.key, bool, flag(name, help), False)
    elif option.kind == "count":
        kind, told = int, number(name, help)
    elif option.kind == "moment":
        kind, told = datetime, exact(name, help)
    elif option.kind == "day":
        kind, told = date, day(name, help)
    else:
        metavar = "ROLE" if option.name in ROLES else METAVARS[option.kind]
        told = text(name, help, metavar)
    if option.several:
        return _parameter(option.key, list[kind], told, None, option.needed)
    if option.name == "role":  # beside the one of that name that every command has: see split_role
        return _parameter(option.key, list[str], told)
    return _parameter(option.key, kind, told, None, option.needed)


def shared(noun: Noun, needed: Collection[str]) -> list[inspect.Parameter]:
    """What every verb of a kind is told; of those named each verb needs one."""
    found = [
        _parameter("at", Moment, (exact if noun.to_the_minute else moment)("--at", "opt.service-at")),
        _parameter("by", str, text("--by", "opt.service-by", "ROLE")),
        _parameter("side", str, choice("--side", "opt.service-side", "|".join(SIDES))),
        _parameter("source", str, choice("--source", "opt.service-source", SOURCES)),
        _parameter("confirmed_by", str, text("--confirmed-by", "opt.service-confirmed-by", "ROLE"), None, "confirmed-by" in needed),
        _parameter("files", list[str], text("--file", "opt.file", "PATH")),
        _parameter("signed_by", str, text("--signed-by", "opt.service-signed-by", "ROLE")),
        _parameter("links", list[str], text("--link", "opt.service-link", "RECORD")),
        _parameter("turns", list[str], text("--for", "opt.service-for", "TURN")),
        _parameter("systems", list[str], text("--system", "opt.service-system", "KEY")),
        _parameter("title", str, text("--title", "opt.service-title")),
        _parameter("note", str, text("--note", "opt.note"), None, "note" in needed),
        _parameter("reason", str, text("--reason", "opt.reason"), None, "reason" in needed),
        _parameter("dry_run", bool, flag("--dry-run"), False),
    ]  # fmt: skip
    if not noun.to_the_minute:
        found.insert(1, _parameter("on", date, day("--on", "opt.on")))
    return found


def _parameter(
    name: str, kind: Any, told: Any, default: Any = None, needed: bool = False
) -> inspect.Parameter:
    safe = f"{name}_" if iskeyword(name) else name
    annotation: Any = Annotated[kind if needed or default is False else kind | None, told]
    if needed:
        return inspect.Parameter(safe, KEYWORD, annotation=annotation)
    return inspect.Parameter(safe, KEYWORD, annotation=annotation, default=default)


def why_corrected() -> Any:
    """Why an act is entered anew; the reason of the act itself is --because."""
    return text("--reason", "opt.why-corrected")


def own_reason() -> Any:
    """The reason of the act itself, where that was wrong."""
    return text("--because", "opt.because")


def part(what: str) -> str:
    """Start or end of a remote session, by what people call them."""
    from svcctl.desk.desk import one_of

    return one_of("WHAT", what, ("start", "end"))


def split_role(given: list[str] | None) -> tuple[str | None, str | None]:
    """The side that records, and the role of somebody who served: both are typed as --role."""
    sides = [each for each in given or () if _side(each)]
    roles = [each for each in given or () if not _side(each)]
    return (_side(sides[-1]) if sides else None), (roles[-1] if roles else None)


def _side(text: str) -> str | None:
    from svcctl import workspace
    from svcctl.desk.spoken import value_of

    return text if text in workspace.ROLES else value_of(text, workspace.ROLES)
