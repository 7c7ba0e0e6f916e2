"""Backups: made, kept by age, restored; a store moved elsewhere. Never over a file that is there."""

import re
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.casebook.kinds import STORE_CHAIN, StoreMoved, StoreReopened
from svcctl.store.journal import Journal, open_journal
from svcctl.store.leftovers import SIDES
from svcctl.store.making import making, put, refuse_taken
from svcctl.store.moved import moved_to, refuse_moved
from svcctl.store.outcomes import Restored, Thinned
from svcctl.store.own_copy import copied_whole
from svcctl.store.sqlite import SQLiteDriver, open_file, refusing
from svcctl.store.verdict import StoreVerdict
from svcctl.store.verify import verify


class Ages(Record):
    """How long backups are kept: all of so many days, one a week, one a month."""

    days: int
    weeks: int
    months: int


class Who(Record):
    """Who acts, when (UTC), and on which day."""

    actor: str
    now: str
    today: date


def back_up(path: Path, target: Path) -> StoreVerdict:
    """The copy beside its place, checked, and moved there where it is sound."""
    source = open_file(path)
    try:
        return _copy(source, target)
    finally:
        source.close()


def _copy(source: SQLiteDriver, target: Path) -> StoreVerdict:
    with making(target) as made:
        # not the file as it lies there: what was recorded last may still be in the log beside it
        with refusing(target):
            source.copy_to(made)
        found = verified(made)
        if not found.broken:
            put(made, target)
        return found


def verified(path: Path) -> StoreVerdict:
    """What a check of the store in that file finds."""
    journal = open_journal(path)
    try:
        return verify(journal)
    finally:
        journal.close()


# -- by age ----------------------------------------------------------------------------------------


def thin_out(path: Path, latest: Path, ages: Ages, today: date) -> Thinned:
    """Remove backups that are older than they are kept, once `latest` was made and verified.

    One goes only where it has the name of a backup of this store, is sound, and holds no fact that
    the latest lacks.
    """
    journal = open_journal(latest)
    try:
        found = _by_name(path, latest)
        judged: dict[Path, bool] = {}

        def is_sound(each: Path) -> bool:
            if each not in judged:
                judged[each] = each == latest or _is_within(each, journal)
            return judged[each]

        keep = kept(found, ages, today, is_sound)
        old = [each for _, each in found if each not in keep]
        sound = [each for each in old if is_sound(each)]
    finally:
        journal.close()
    removed = []
    for each in sound:
        with suppress(OSError):
            each.unlink()
            removed.append(each)
    return Thinned(removed=tuple(removed), left=tuple(each for each in old if each not in removed))


def kept(
    backups: Sequence[tuple[datetime, Path]],
    ages: Ages,
    today: date,
    is_sound: Callable[[Path], bool],
) -> set[Path]:
    """Which of the backups are kept, the newest of them first.

    All of the last days, today included; the newest sound one of each of the last weeks, from
    Monday, and of each of the last months; the newest sound one of all, and whatever is of a later
    day than today.
    """
    first_day = today - timedelta(days=ages.days - 1)
    keep = {each for moment, each in backups if moment.date() >= first_day}
    for begins, first in (
        (_monday, _monday(today) - timedelta(weeks=ages.weeks - 1)),
        (_first_of_month, _months_before(today, ages.months - 1)),
        (lambda _: date.min, date.min),
    ):
        groups: dict[date, list[Path]] = {}
        for moment, each in backups:
            if begins(moment.date()) >= first:
                groups.setdefault(begins(moment.date()), []).append(each)
        newest = (next(filter(is_sound, group), None) for group in groups.values())
        keep |= {each for each in newest if each}
    return keep


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _first_of_month(day: date) -> date:
    return day.replace(day=1)


def _months_before(day: date, count: int) -> date:
    number = day.year * 12 + day.month - 1 - count
    return date(max(number // 12, 1), number % 12 + 1, 1)


def name_of(path: Path, moment: datetime) -> str:
    """What a backup of a store that is made at that moment is called."""
    return f"{path.stem}-{moment:%Y%m%d-%H%M%S}{path.suffix or '.db'}"


def backups_beside(path: Path) -> list[tuple[datetime, Path]]:
    """The files beside a store that are called as its backups are, the newest first."""
    return _by_name(path, path)


def _by_name(path: Path, latest: Path) -> list[tuple[datetime, Path]]:
    """The files beside the latest that have the name of such a backup, the newest first."""
    end = re.escape(path.suffix or ".db")
    form = re.compile(rf"{re.escape(path.stem)}-(\d{{8}})-(\d{{6}}){end}", re.ASCII)
    found = []
    for each in latest.parent.iterdir():
        if (named := form.fullmatch(each.name)) and each.is_file() and not each.is_symlink():
            with suppress(ValueError):
                found.append((datetime.fromisoformat(f"{named[1]}T{named[2]}"), each))
    return sorted(found, reverse=True)


def _is_within(backup: Path, latest: Journal) -> bool:
    """Whether a file is a sound backup all of whose facts stand in the latest."""
    if any(backup.with_name(backup.name + side).exists() for side in SIDES):
        return False  # somebody works with it
    try:
        found = verified(backup)
    except Refusal:
        return False
    return not found.broken and not any(map(_lacks(latest), found.heads.values()))


def _lacks(journal: Journal) -> Callable[[str], bool]:
    def lacks(head: str) -> bool:
        place, _, its_hash = head.rpartition(":")
        chain, _, seq = place.rpartition("@")
        with journal.driver.refusing():
            row = journal.driver.execute(journal.sql.HASH_OF, (chain, int(seq))).fetchone()
        return row is None or row[0] != its_hash

    return lacks


# -- back again ------------------------------------------------------------------------------------


def restore(backup: Path, target: Path, who: Who, reopen: bool = False) -> Restored:
    """A store from its backup, in an empty place; nothing there where it is not sound."""
    refuse_taken(target)
    with making(target) as made:
        _take(backup, made)
        found = verified(made)
        if found.broken:
            return Restored(verdict=found)
        driver = open_file(made, write=True)
        journal = Journal(driver)
        try:
            with refusing(target):
                # one that was read elsewhere may have been set to keep no log
                driver.execute("PRAGMA journal_mode = WAL")
            closed = moved_to(journal.facts(STORE_CHAIN))
            if closed and reopen:
                _tell(journal, StoreReopened(on=who.today), who)
            with refusing(target):
                driver.settle()
        finally:
            journal.close()
        put(made, target)
    again = verified(target)
    if again.broken:
        target.unlink()  # it was sound a moment ago: the disk does not keep what it is given
    return Restored(verdict=again, closed=None if reopen else closed)


def _take(backup: Path, made: Path) -> None:
    """The backup with its log: itself it is not touched, not even to settle that log."""
    try:
        copied_whole(backup, made)
    except PermissionError:
        raise Refusal("store.cannot-open", path=backup) from None
    rolled_back = backup.with_name(backup.name + "-journal")
    if rolled_back.exists():
        shutil.copyfile(rolled_back, made.with_name(made.name + "-journal"))


def _tell(journal: Journal, says: StoreMoved | StoreReopened, who: Who) -> None:
    with journal.writing():
        journal.opened = True  # it is of the store itself: no day begins with it, and no seal
        journal.append(STORE_CHAIN, [says], who.actor, who.now)


# -- elsewhere -------------------------------------------------------------------------------------


def move(path: Path, target: Path, who: Who, waits: Callable[[], object]) -> StoreVerdict:
    """The store in another place, verified; the one that is left says so and records no more.

    A copy that an earlier try left at that place, with the very facts, is taken for it.
    """
    before = target.exists()
    if not before or target.samefile(path):
        refuse_taken(target)
    source = open_journal(path, write=True)
    try:
        with source.writing(waits):
            refuse_moved(source.facts(STORE_CHAIN), path)
            found = _same(path, target) if before else back_up(path, target)
            if found.broken:
                return found
            source.opened = True  # as of `_tell`
            gone = StoreMoved(on=who.today, to=str(target))
            source.append(STORE_CHAIN, [gone], who.actor, who.now)
    except BaseException:
        if not before and moved_to(source.facts(STORE_CHAIN)) is None:
            target.unlink(missing_ok=True)  # the store lives on here: no second one beside it
        raise
    finally:
        source.close()
    return found


def _same(path: Path, target: Path) -> StoreVerdict:
    """What a check finds of a file that is there; Refusal where it is no copy of the store."""
    found = verified(target)
    here = verified(path)
    if found.heads != here.heads:
        raise Refusal("store.place-taken", path=target)
    return found
