"""Making the store: calendars adopted, contract files loaded; all of it or nothing."""

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any

from svcctl import workspace
from svcctl.answers.answer import Answer
from svcctl.billing.refusal import Refusal
from svcctl.casebook.kinds import CALENDAR_CHAIN, STORE_CHAIN, StoreCreated
from svcctl.desk import drives
from svcctl.desk.desk import Desk
from svcctl.desk.files import loaded_report, read_contracts, refuse_bad
from svcctl.desk.loading import load
from svcctl.desk.looking import Look
from svcctl.desk.options import argument, flag
from svcctl.desk.showing import check_output, show
from svcctl.store.journal import Journal
from svcctl.store.leftovers import SIDES, sweep_beside
from svcctl.store.making import making, put
from svcctl.store.place import Server
from svcctl.store.sqlite import open_file, refusing
from svcctl.version import __version__

DEMO = "zyfy-his-2025.toml"


def init(
    desk: Desk,
    files: Annotated[list[str] | None, argument("[FILE...]", "arg.files")] = None,
    demo: Annotated[bool, flag("--demo")] = False,
) -> None:
    """Make the store and load contract files; `--demo` loads the contract that ships."""
    check_output(desk)
    place = desk.store_place
    shipped = [str(workspace.shipped("contracts") / DEMO)] if demo else []
    found = read_contracts([*shipped, *(files or ())])
    refuse_bad(found, desk.words)
    if isinstance(place, Server):
        loaded = _make_there(desk, place, found)
    else:
        for side in ("", *SIDES):  # a log left of another store would be taken for this one's
            if place.with_name(place.name + side).exists():
                raise Refusal("init.exists", path=place.with_name(place.name + side))
        loaded = _make(desk, place, found)
    desk.recorded.append(str(place))
    words = desk.words
    key = "init.done-there" if isinstance(place, Server) else "init.done"
    lines = [words(key, path=place), *loaded_report(loaded, words)]
    next_step = words("init.next" if loaded else "init.next-import")
    lines.append(next_step + desk.store_option + desk.role_option * bool(loaded))
    drives.warn(desk)
    show(desk, Answer(data={"store": str(place), "imported": loaded}, head=lines))


def _make(desk: Desk, path: Path, files: list[Any]) -> list[dict[str, Any]]:
    """Build the store beside its place and put it there whole: nobody sees half of one."""
    with ExitStack() as stack:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            made = stack.enter_context(making(path))
        except OSError as error:
            raise Refusal("init.failed", path=path, error=error) from None
        sweep_beside(path)
        loaded = _fill(desk, made, path, files)
        try:
            put(made, path)
        except FileExistsError:  # a store appeared there meanwhile
            raise Refusal("init.exists", path=path) from None
    return loaded


def _fill(desk: Desk, made: Path, path: Path, files: list[Any]) -> list[dict[str, Any]]:
    from svcctl.store.sqlite import SCHEMA_VERSION
    from svcctl.store.sqlite_schema import create_schema

    with refusing(path):
        create_schema(made)
    driver = open_file(made, write=True)
    driver.path = path  # what people are told of, should it fail
    journal = Journal(driver)
    try:
        with journal.writing():
            loaded = _first_facts(desk, journal, files, SCHEMA_VERSION)
        with refusing(path):
            driver.settle()
        return loaded
    finally:
        journal.close()


def _make_there(desk: Desk, place: Server, files: list[Any]) -> list[dict[str, Any]]:
    """Make the store in a database of a server, in one transaction: nobody sees half of one."""
    from svcctl.store.postgres import open_server
    from svcctl.store.postgres_connecting import SCHEMA_VERSION
    from svcctl.store.postgres_schema import make

    driver = open_server(place, make=True)
    journal = Journal(driver)
    try:
        with journal.writing():
            make(driver.connection, place)
            return _first_facts(desk, journal, files, SCHEMA_VERSION)
    except Refusal as refusal:
        if refusal.key != "store.no-right":
            raise
        raise Refusal("init.rights", path=place) from None
    finally:
        journal.close()


def _first_facts(
    desk: Desk, journal: Journal, files: list[Any], schema: int
) -> list[dict[str, Any]]:
    """That the store was made, the calendars that ship, the contracts; inside `writing`."""
    from svcctl.almanac.adopt import shipped_facts

    now, today = workspace.recorded_now(), desk.today
    digest = journal.driver.schema_digest()
    created = StoreCreated(on=today, schema=schema, schema_sha256=digest, version=__version__)
    journal.append(STORE_CHAIN, [created], desk.actor, now)
    adopted = [f._replace(on=today) for f in shipped_facts(workspace.shipped("calendars"))]
    journal.append(CALENDAR_CHAIN, adopted, desk.actor, now)
    return load(Look(desk, journal), files)


VERBS = {"": init}
