"""What stands beside the journal: made for a store of before, and the lists made anew."""

from collections.abc import Callable
from pathlib import Path

from svcctl import workspace
from svcctl.answers.answer import Answer
from svcctl.billing.refusal import Refusal
from svcctl.desk.bands import FIRST_WITH_LISTS, rebuilt
from svcctl.desk.desk import Desk
from svcctl.desk.looking import Look
from svcctl.desk.showing import check_output, show
from svcctl.store.journal import open_journal
from svcctl.store.verdict import StoreVerdict

Copied = Callable[[Path, Path], StoreVerdict]  # a store into a file that is not there yet


def lists_made_anew(desk: Desk) -> None:
    """Work all lists out anew from the journal."""
    check_output(desk)
    journal = open_journal(desk.store_path, write=True)
    try:
        if journal.driver.version < FIRST_WITH_LISTS:
            raise Refusal("store.to-upgrade", path=desk.store_path, store=desk.store_option)
        contracts = rebuilt(Look(desk, journal))
    finally:
        journal.close()
    told = desk.words("store.rebuilt", path=desk.store_path, contracts=contracts)
    show(desk, Answer({"store": str(desk.store_path), "contracts": contracts}, head=[told]))


def upgraded(desk: Desk, copied: Copied) -> None:
    """Give a store of before what stands beside the journal, once it is backed up."""
    check_output(desk)
    path, copy = desk.store_path, None
    journal = open_journal(path, write=True)
    try:
        before = journal.driver.version
        if before < FIRST_WITH_LISTS:
            copy = _backed_up(desk, copied)
            with journal.writing():
                # another may have been faster while the copy was made
                if not journal.driver.is_upgraded():
                    journal.driver.upgrade()
        version = FIRST_WITH_LISTS
    finally:
        journal.close()
    key = "store.upgraded" if copy else "store.current"
    told = desk.words(key, path=path, backup=copy or "")
    data = {
        "store": str(path),
        "from": before,
        "to": version,
        "backup": str(copy) if copy else None,
    }
    show(desk, Answer(data, head=[told]))


def _backed_up(desk: Desk, copied: Copied) -> Path:
    """The backup beside the store; Refusal where the store is not what was recorded."""
    path = desk.store_path
    moment = workspace.now().astimezone(workspace.SHANGHAI)
    target = path.parent / f"{path.stem}-{moment:%Y%m%d-%H%M%S}{path.suffix or '.db'}"
    try:
        found = copied(path, target)
    except OSError as error:
        raise Refusal("output.failed", path=target, error=error) from None
    if found.broken:
        raise Refusal("store.unsound", path=path, store=desk.store_option)
    return target
