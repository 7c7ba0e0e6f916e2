"""What stands beside the journal: made for a store of before, and the lists made anew."""

from pathlib import Path

from svcctl import workspace
from svcctl.answers.answer import Answer
from svcctl.billing.refusal import Refusal
from svcctl.desk.bands import rebuilt
from svcctl.desk.care import writing_to
from svcctl.desk.desk import Desk
from svcctl.desk.looking import Look
from svcctl.desk.showing import check_output, show
from svcctl.store.journal import open_journal
from svcctl.store.keeping import back_up, name_of
from svcctl.store.place import Server
from svcctl.store.postgres_connecting import FIRST_WITH_LISTS as HAS_LISTS
from svcctl.store.sqlite import SCHEMA_VERSION, open_file


def lists_made_anew(desk: Desk) -> None:
    """Work all lists out anew from the journal."""
    check_output(desk)
    journal = open_journal(desk.store_place, write=True)
    try:
        if isinstance(desk.store_place, Server) and journal.driver.version >= HAS_LISTS:
            if not journal.driver.lists:
                raise Refusal("store.no-lists", path=desk.store_place)
        elif not journal.driver.lists:
            raise Refusal("store.to-upgrade", path=desk.store_place, store=desk.store_option)
        contracts = rebuilt(Look(desk, journal))
    finally:
        journal.close()
    told = desk.words("store.rebuilt", path=desk.store_place, contracts=contracts)
    show(desk, Answer({"store": str(desk.store_place), "contracts": contracts}, head=[told]))


def upgraded(desk: Desk) -> None:
    """Give a store of before what stands beside the journal, once it is backed up."""
    check_output(desk)
    if isinstance(desk.store_place, Server):
        _upgraded_there(desk, desk.store_place)
        return
    path, copy = desk.store_path, None
    from svcctl.store.sqlite_schema import upgrade

    driver = open_file(path, write=True)
    try:
        before = driver.version
        if before < SCHEMA_VERSION:
            copy = _backed_up(desk)
            with driver.refusing(), driver.writing():
                # another may have been faster while the copy was made
                if not driver.is_upgraded():
                    upgrade(driver)
    finally:
        driver.close()
    key = "store.upgraded" if copy else "store.current"
    told = desk.words(key, path=path, backup=copy or "")
    data = {
        "store": str(path),
        "from": before,
        "to": SCHEMA_VERSION,
        "backup": str(copy) if copy else None,
    }
    show(desk, Answer(data, head=[told]))


def _upgraded_there(desk: Desk, place: Server) -> None:
    """Give a server the guards of this version: no fact is touched, all of it holds or nothing."""
    from svcctl.desk.checking import checked
    from svcctl.store.postgres import open_server
    from svcctl.store.postgres_connecting import SCHEMA_VERSION as NEWEST
    from svcctl.store.postgres_schema import remade

    driver = open_server(place)
    try:
        before, keeper = driver.version, driver.login.keeper
        if before < NEWEST:
            if not keeper:
                raise Refusal("store.upgrade-keeper", path=place)
            if checked(desk).broken:
                raise Refusal("store.unsound", path=place, store=desk.store_option)
            with driver.refusing(), driver.writing():
                remade(driver.connection, place)
    finally:
        driver.close()
    key = "store.current" if before == NEWEST else "store.upgraded-there"
    told = desk.words(key, path=place)
    data = {"store": str(place), "from": before, "to": NEWEST, "backup": None}
    show(desk, Answer(data, head=[told]))


def _backed_up(desk: Desk) -> Path:
    """The backup beside the store; Refusal where the store is not what was recorded."""
    path = desk.store_path
    target = path.parent / name_of(path, workspace.now().astimezone(workspace.SHANGHAI))
    with writing_to(target):
        found = back_up(path, target)
    if found.broken:
        raise Refusal("store.unsound", path=path, store=desk.store_option)
    return target
