"""Looking at a store without leaving a trace in it: where, whether it opens, what is in it."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from svcctl import workspace
from svcctl.answers.doctor import OK, PROBLEM, WARNING, Examined
from svcctl.billing.position import CalendarDays
from svcctl.billing.refusal import Refusal
from svcctl.billing.years import calendar_from
from svcctl.casebook.kinds import CALENDAR_CHAIN, OWN_CHAINS
from svcctl.casebook.replay import NOBODY_KNEW_LATER, effective, said, terms_document
from svcctl.desk.desk import Desk
from svcctl.desk.drives import is_shared
from svcctl.store.journal import Journal, open_journal
from svcctl.store.place import Place, Server

SHORT = 32 << 20  # bytes of a store that is checked whole; of a larger one that takes too long
OLD = 7  # days after which a backup is an old one
FEW = 20  # contracts of which the calendars are looked for
LOW, LEAST = 1 << 30, 100 << 20  # bytes of room
PUBLISHED = 11  # the month in which the notice of the next year usually comes
BEHIND = 600  # seconds that a clock may stand behind the last fact


def examined(desk: Desk) -> Iterator[Examined]:
    """The store, its backup, the calendar in it, the clock beside its last fact."""
    try:
        place = desk.store_place
    except Refusal as refusal:
        yield Examined("store.elsewhere", PROBLEM, "scheme", refusal=refusal)
        return
    there = isinstance(place, Server) or _exists(place)
    yield Examined("place.server" if isinstance(place, Server) else "place.file", OK, values={"path": place})  # fmt: skip
    if there:
        yield from _opened(desk, place)
    else:
        yield Examined("store.none", WARNING, "init", {"path": place, "store": desk.store_option})
        yield from _calendar(_shipped(), ["CN"], desk)
        yield Examined("clock.alone", OK, values={"now": workspace.local_time(workspace.recorded_now())})  # fmt: skip
    if isinstance(place, Path):
        yield from _around(place, there, desk)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _opened(desk: Desk, place: Place) -> Iterator[Examined]:
    try:
        journal = _journal(place)
    except Refusal as refusal:
        do = "restore" if refusal.key == "store.damaged" else "server" if isinstance(place, Server) else "look"  # fmt: skip
        yield Examined("store.closed", PROBLEM, do, {"store": desk.store_option}, refusal)
        return
    try:
        yield from _inside(desk, place, journal)
    except Refusal as refusal:  # of a page that nobody can read
        yield Examined("store.closed", PROBLEM, "restore", {"store": desk.store_option}, refusal)
    finally:
        journal.close()


def _journal(place: Place) -> Journal:
    if isinstance(place, Server):
        return open_journal(place)
    from svcctl.store.untouched import open_untouched

    return Journal(open_untouched(place))


def _inside(desk: Desk, place: Place, journal: Journal) -> Iterator[Examined]:
    sound = _sound(desk, place, journal)
    yield sound
    if sound.state == PROBLEM:  # what it says is no ground to go by
        return
    if isinstance(place, Path):
        yield _schema(desk, journal)
    with journal.snapshot():
        chains = journal.contracts()
        facts = said(effective(journal.facts(CALENDAR_CHAIN), NOBODY_KNEW_LATER), CalendarDays)
        documents = [
            terms_document(effective(journal.facts(chain), NOBODY_KNEW_LATER))
            for chain in chains[:FEW]
        ]
        named = ["CN", *(document["calendar"] for document in documents if document)]
        yield from _calendar(facts, list(dict.fromkeys(named)), desk)
        yield _clock(max(map(journal.last_moment, (*chains, *OWN_CHAINS)), default=""))


def _sound(desk: Desk, place: Place, journal: Journal) -> Examined:
    """Whether its chains hold, where that is soon known; else that it opens."""
    values = {"store": desk.store_option}
    if isinstance(place, Server) or place.stat().st_size > SHORT:
        told = {"contracts": len(journal.contracts())} | values
        return Examined("store.opens", OK, "check", told)
    from svcctl.store.verify import verify

    found = verify(journal, "", lambda rows, _total: rows, NOBODY_KNEW_LATER)
    if found.broken:
        at = found.broken[0].at
        return Examined("store.broken", PROBLEM, "restore", {"at": at, "count": len(found.broken)} | values)  # fmt: skip
    return Examined(
        "store.sound", OK, values={"contracts": found.contracts, "events": found.events}
    )


def _schema(desk: Desk, journal: Journal) -> Examined:
    if journal.driver.lists:
        return Examined("schema.current", OK)
    return Examined("schema.old", WARNING, "upgrade", {"store": desk.store_option})


# -- the years of the calendar ---------------------------------------------------------------------


def _shipped() -> list[CalendarDays]:
    from svcctl.almanac.adopt import shipped_facts

    return list(shipped_facts(workspace.shipped("calendars")))


def _calendar(
    facts: Sequence[CalendarDays], names: Sequence[str], desk: Desk
) -> Iterator[Examined]:
    """Up to which year the days off are published, by the month in which the next come out."""
    today = workspace.today()
    for name in names:
        sources = calendar_from(facts, name).sources
        known = max((y for y, source in sources.items() if source.basis == "official"), default=0)
        values = {
            "calendar": name,
            "known": known,
            "missing": known + 1,
            "store": desk.store_option,
        }
        if known < today.year:
            yield Examined("calendar.behind", PROBLEM, "notice", values)
        elif known == today.year and today.month >= PUBLISHED:
            yield Examined("calendar.awaited", WARNING, "notice", values)
        else:
            yield Examined("calendar.known", OK, values=values)


def _clock(last: str) -> Examined:
    """Whether the clock stands where it can: not before the last fact."""
    now = workspace.recorded_now()
    values = {"now": workspace.local_time(now), "last": workspace.local_time(last) if last else ""}
    if not last:
        return Examined("clock.alone", OK, values=values)
    behind = _moment(last) - _moment(now)
    if behind.total_seconds() > BEHIND:  # more than that is marked when something is recorded
        return Examined("clock.behind", PROBLEM, "clock", values)
    return Examined("clock.plausible", OK, values=values)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


# -- where the file lies ---------------------------------------------------------------------------


def _around(path: Path, there: bool, desk: Desk) -> Iterator[Examined]:
    folder = next((each for each in path.absolute().parents if each.is_dir()), None)
    if folder is None:
        yield Examined("rights.no-folder", PROBLEM, "folder", {"path": path.parent})
        return
    yield _rights(path if there else None, folder)
    shared = {"path": path, "store": desk.store_option}
    yield Examined("drive.shared", PROBLEM, "move", shared) if is_shared(path) else Examined("drive.own", OK)  # fmt: skip
    if there:
        yield _backup(path, desk)
    yield _room(folder)


def _rights(path: Path | None, folder: Path) -> Examined:
    if path and not os.access(path, os.R_OK):
        return Examined("rights.none", PROBLEM, "rights", {"path": path})
    if (path and not os.access(path, os.W_OK)) or not os.access(folder, os.W_OK):
        return Examined("rights.reading", WARNING, "rights", {"path": path or folder})
    return Examined("rights.writing", OK)


def _backup(path: Path, desk: Desk) -> Examined:
    """The newest backup that lies beside it under the name that `store backup` gives."""
    from svcctl.store.keeping import backups_beside

    with suppress(OSError):
        found = backups_beside(path)
        if found:
            moment, newest = found[0]
            days = (workspace.today() - moment.date()).days
            values = {"path": newest, "on": moment.date(), "days": days, "store": desk.store_option}
            if days > OLD:
                return Examined("backup.old", WARNING, "backup", values)
            return Examined("backup.fresh", OK, values=values)
    values = {"path": path.parent, "store": desk.store_option}
    return Examined("backup.none", WARNING, "backup", values)


def _room(folder: Path) -> Examined:
    import shutil

    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return Examined("room.unknown", WARNING, values={"path": folder})
    values = {"path": folder, "mib": free >> 20}
    if free < LEAST:
        return Examined("room.out", PROBLEM, "room", values)
    if free < LOW:
        return Examined("room.low", WARNING, "room", values)
    return Examined("room.enough", OK, values=values)
