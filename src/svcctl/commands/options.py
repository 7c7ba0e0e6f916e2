"""The options that commands share; their help is a catalogue key, turned into words when it is shown."""

from typing import Annotated

import typer

Maybe = str | None

On = Annotated[Maybe, typer.Option("--on", metavar="DATE", help="opt.on")]
Note = Annotated[Maybe, typer.Option("--note", metavar="TEXT", help="opt.note")]
Files = Annotated[list[str] | None, typer.Option("--file", metavar="PATH", help="opt.file")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="opt.dry-run")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="opt.reason")]
Doc = Annotated[Maybe, typer.Option("--doc", metavar="TITLE", help="opt.doc")]
Instalment = Annotated[str, typer.Argument(metavar="INSTALMENT", help="arg.instalment")]
EventId = Annotated[str, typer.Argument(metavar="EVENT", help="arg.event")]
FilesArgument = Annotated[list[str], typer.Argument(metavar="FILE...", help="arg.files")]
CalendarName = Annotated[Maybe, typer.Option("--calendar", metavar="CN|CN-GX", help="opt.calendar")]


def everywhere(
    store: Annotated[Maybe, typer.Option("--store", metavar="PATH", help="opt.store")] = None,
    as_of: Annotated[Maybe, typer.Option("--as-of", metavar="DATE", help="opt.as-of")] = None,
    known_at: Annotated[Maybe, typer.Option("--known-at", metavar="TIME", help="opt.known-at")] = None,
    contract: Annotated[Maybe, typer.Option("--contract", metavar="ID", help="opt.contract")] = None,
    form: Annotated[Maybe, typer.Option("--format", metavar="table|json|csv|plain", help="opt.format")] = None,
    lang: Annotated[Maybe, typer.Option("--lang", metavar="zh|en", help="opt.lang")] = None,
    role: Annotated[Maybe, typer.Option("--role", metavar="purchaser|supplier|auditor", help="opt.role")] = None,
    actor: Annotated[Maybe, typer.Option("--actor", metavar="ROLE", help="opt.actor")] = None,
    output: Annotated[Maybe, typer.Option("-o", "--output", metavar="FILE", help="opt.output")] = None,
) -> None:
    """The options that every command takes; only its signature is used."""
