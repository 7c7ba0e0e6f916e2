"""Bringing a store into another place: from a file to a server and back, resumed where it stopped."""

from pathlib import Path
from typing import Annotated

from svcctl import workspace
from svcctl.answers.answer import Answer
from svcctl.billing.refusal import Refusal
from svcctl.casebook.kinds import OWN_CHAINS, STORE_CHAIN, CopiedFrom
from svcctl.desk.desk import Desk
from svcctl.desk.options import argument
from svcctl.desk.showing import check_output, show
from svcctl.i18n import Words
from svcctl.store.copying import Copied, copied, has_its_own, notices_lacking
from svcctl.store.journal import Journal, open_journal
from svcctl.store.place import Place, Server


def copy(
    desk: Desk,
    source: Annotated[str, argument("FROM", "arg.copy-from")],
    target: Annotated[str, argument("TO", "arg.copy-to")],
) -> int:
    """Bring every chain over as it is, what is there already left out; exit 1 where one parts."""
    check_output(desk)
    ours, theirs = (desk._replace(store=each).store_place for each in (source, target))
    if str(ours) == str(theirs):
        raise Refusal("copy.same", path=ours)
    from_, to = open_journal(ours), _opened(theirs)
    try:
        if from_.driver.handle or to.driver.handle:
            raise Refusal("copy.not-keeper", path=to.path if to.driver.handle else from_.path)
        found = _brought(desk, from_, to)
    finally:
        from_.close()
        to.close()
    show(desk, _told(found, theirs, desk.words))
    return 1 if any(each.common is not None for each in found) else 0


def _brought(desk: Desk, source: Journal, target: Journal) -> list[Copied]:
    own = has_its_own(source, target)
    lacking = notices_lacking(source, target) if own else []
    if lacking:
        # dates of the same contract would differ from place to place, and nobody would see why
        raise Refusal("copy.notices", events=", ".join(lacking), path=target.path)
    found = list(copied(source, target))
    moved = tuple(each.ours for each in found if each.facts)
    if own and moved:
        with target.writing():
            says = CopiedFrom(on=desk.today, heads=moved)
            target.append(STORE_CHAIN, [says], desk.actor, workspace.recorded_now())
    return found


def _opened(place: Place) -> Journal:
    """The store to copy into; an empty one is made where there is none."""
    if isinstance(place, Server):
        from svcctl.store.postgres import open_server
        from svcctl.store.postgres_schema import make

        try:
            return open_journal(place, write=True)
        except Refusal as refusal:
            if refusal.key != "store.missing":
                raise
        driver = open_server(place, make=True)
        journal = Journal(driver)
        with journal.writing():
            make(driver.connection, place)
        return journal
    if not place.exists():
        _make(place)
    return open_journal(place, write=True)


def _make(path: Path) -> None:
    """An empty store, in its place when it is whole."""
    from svcctl.store.making import making, put, refuse_taken
    from svcctl.store.sqlite import refusing
    from svcctl.store.sqlite_schema import create_schema

    refuse_taken(path)
    try:
        with making(path) as made:
            with refusing(path):
                create_schema(made)
            put(made, path)
    except OSError as error:
        raise Refusal("init.failed", path=path, error=error) from None


def _told(found: list[Copied], place: Place, words: Words) -> Answer:
    """What went over by chain, and where two part."""
    contracts = [each for each in found if each.chain not in OWN_CHAINS]
    lines = [
        words(
            "copy.done",
            count=sum(e.facts for e in contracts),
            own=sum(e.facts for e in found if e.chain in OWN_CHAINS),
            contracts=len(contracts),
            path=place,
        )
    ]
    parted = [each for each in found if each.common is not None]
    lines += [
        words("copy.parts", chain=e.chain, common=e.common, ours=e.ours, theirs=e.theirs)
        for e in parted
    ]
    data = {
        "copied": [
            {"chain": e.chain, "facts": e.facts, "head": e.theirs}
            for e in found
            if e.common is None
        ],
        "parted": [
            {"chain": e.chain, "common": e.common, "from": e.ours, "to": e.theirs} for e in parted
        ],
    }
    return Answer(data=data, head=lines)
