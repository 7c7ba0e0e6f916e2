"""Making the store: the calendars that ship are adopted, contract files loaded; all of it or nothing."""

import os
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer

from svcctl import __version__, workspace
from svcctl.billing.refusal import Refusal
from svcctl.commands.contract import loaded_lines, read_contracts, refuse_bad
from svcctl.commands.desk import Desk, iso
from svcctl.export.report import Report
from svcctl.facts import CALENDAR_ADOPTED, CALENDAR_CHAIN, STORE_CHAIN, STORE_CREATED
from svcctl.store.journal import Draft, open_journal, refusing

DEMO = "zyfy-his-2025.toml"


def init(
    desk: Desk,
    files: Annotated[list[str] | None, typer.Argument(metavar="[FILE...]", help="arg.files")] = None,
    demo: Annotated[bool, typer.Option("--demo", help="opt.demo")] = False,
) -> None:
    """Make the store and load contract files; `--demo` loads the contract that ships."""
    path = desk.store_path
    shipped = [str(workspace.shipped("contracts") / DEMO)] if demo else []
    found = read_contracts([*shipped, *(files or ())])
    refuse_bad(desk, found)
    if path.exists():
        raise Refusal("init.exists", path=path)
    loaded = _make(desk, path, found)
    words = desk.words
    lines = [words("init.done", path=path), *loaded_lines(desk, loaded)]
    lines.append(words("init.next" if loaded else "init.next-import") + desk.store_option)
    desk.show(Report(data={"store": str(path), "imported": loaded}, head=lines))


def _make(desk: Desk, path: Path, files: list[Any]) -> list[dict[str, Any]]:
    """Build the store beside its place and move it there whole, so that nobody ever sees half of one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # mode 0600: its owner alone
        os.close(handle)
    except OSError as error:
        raise Refusal("init.failed", path=path, error=error) from None
    made = Path(name)
    try:
        loaded = _fill(desk, made, path, files)
        _move(made, path)
    finally:
        for leftover in (made, made.with_name(made.name + "-wal"), made.with_name(made.name + "-shm")):
            leftover.unlink(missing_ok=True)
    return loaded


def _move(made: Path, path: Path) -> None:
    """Into place, never over a store that appeared meanwhile."""
    try:
        if os.name == "nt":
            made.rename(path)  # refuses an existing file there
        else:
            os.link(made, path)
    except FileExistsError:
        raise Refusal("init.exists", path=path) from None
    except OSError:
        if path.exists():
            raise Refusal("init.exists", path=path) from None
        made.rename(path)  # a file system without links


def _fill(desk: Desk, made: Path, path: Path, files: list[Any]) -> list[dict[str, Any]]:
    from svcctl.almanac.adopt import shipped_facts
    from svcctl.commands.loading import load
    from svcctl.store import sql
    from svcctl.store.migrations import create_schema, schema_digest

    with refusing(path):
        create_schema(made)
    journal = open_journal(made, write=True)
    journal.path = path  # what people are told of, should it fail
    try:
        with journal.writing():
            now, today = workspace.recorded_now(), iso(desk.today)
            created = {
                "schema": sql.SCHEMA_VERSION,
                "schema_sha256": schema_digest(journal.connection),
                "svcctl": __version__,
            }
            journal.append([Draft(STORE_CHAIN, STORE_CREATED, today, created)], desk.actor, now)
            adopted = shipped_facts(workspace.shipped("calendars"))
            drafts = [Draft(CALENDAR_CHAIN, CALENDAR_ADOPTED, today, payload) for payload in adopted]
            journal.append(drafts, desk.actor, now)
            return load(desk, journal, files)
    finally:
        journal.close()


VERBS = {"": init}
