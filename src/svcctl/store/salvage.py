"""Rescuing a damaged store: every chain up to where it stands, and what is missing by name."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from svcctl.billing.position import File, Happening
from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.casebook.kinds import CALENDAR_CHAIN, STORE_CHAIN, StoreCreated, StoreSalvaged
from svcctl.store import asides
from svcctl.store.finds import Finds, finds_in
from svcctl.store.journal import Journal
from svcctl.store.making import making, put
from svcctl.store.outcomes import Cut, LostFile, Salvaged
from svcctl.store.own_copy import state_of
from svcctl.store.seals import sealed_so_far
from svcctl.store.sqlite import SCHEMA_VERSION, SQLiteDriver, open_file, refusing
from svcctl.store.sqlite_schema import create_schema
from svcctl.store.verify import verify

AT_ONCE = 500  # facts that are written together


class Who(Record):
    """Who rescues, when (UTC), on which day, and what is adopted where calendars are lost."""

    actor: str
    now: str
    today: date
    version: str
    adopted: Callable[[], Iterable[Happening]]


def salvage(path: Path, target: Path, who: Who) -> Salvaged | None:
    """The new store, in its place; None where not one fact can be made out."""
    with refusing(target):  # of the scratch paper too, which may find no room
        try:
            before, found = state_of(path), finds_in(path)
        except OSError:
            raise Refusal("store.cannot-open", path=path) from None
        try:
            if state_of(path) != before:
                raise Refusal("store.locked", path=path)
            chains = found.chains()
            return _made(target, found, chains, who) if chains else None
        finally:
            found.close()


def _made(target: Path, found: Finds, chains: Sequence[str], who: Who) -> Salvaged:
    with making(target) as made:
        create_schema(made)
        driver = open_file(made, write=True)
        driver.path = target
        try:
            told = _filled(driver, found, chains, who)
        finally:
            driver.close()
        put(made, target)
        return told


def _filled(driver: SQLiteDriver, found: Finds, chains: Sequence[str], who: Who) -> Salvaged:
    journal = Journal(driver)
    sealed = sealed_so_far(found.own_facts())
    cuts: list[Cut] = []
    named: dict[str, LostFile] = {}
    bare: list[str] = []  # facts of which what stood apart is lost
    with journal.writing():
        for chain in sorted({*chains, *sealed, STORE_CHAIN}):
            kept = _copied(journal, found, chain, named, bare)
            # the store's own chain has a first fact, whatever is left of it
            least = sealed.get(chain, 0) if chain != STORE_CHAIN else 1
            known = max(kept, found.last_known(chain, least))
            if known > kept:
                lost = tuple(found.lost(chain, kept, known))
                cuts.append(Cut(chain=chain, kept=kept, known=known, lost=lost))
        there = found.files()
        strays = [name for name in there if name not in named]
        # where pages or the log are gone nothing may tell of facts that stood there
        torn = bool(cuts or found.missing_pages or found.broken_log)
        # bytes that no fact names are of facts that are lost, if any are; else nobody recorded them
        for name in there if torn else (name for name in there if name in named):
            journal.driver.execute(journal.sql.APPEND_EVIDENCE, (name, found.content(name)))
        files = tuple(named[name] for name in sorted(named.keys() - set(there)))
        before = asides.lost_in(found.own_facts())
        missing = _Missing(cuts, files, tuple(each for each in bare if each not in before))
        if torn or any(missing):
            kept_strays = {name: len(found.content(name)) for name in strays} if torn else {}
            _tell(journal, missing, kept_strays, who)
    with driver.refusing():
        driver.settle()
    return Salvaged(
        cuts=tuple(cuts),
        files=files,
        asides=missing.asides,
        kept_files=len(there) if torn else len(there) - len(strays),
        missing_pages=found.missing_pages,
        broken_log=found.broken_log,
        verdict=verify(journal),
    )


class _Missing(NamedTuple):
    """What is missing of a store."""

    cuts: Sequence[Cut]
    files: tuple[LostFile, ...]
    asides: tuple[str, ...]  # facts of which what stood apart from them is gone


def _copied(
    journal: Journal, found: Finds, chain: str, named: dict[str, LostFile], bare: list[str]
) -> int:
    """How many facts of a chain were written into the new store, as they are."""
    count, rows = 0, found.sound(chain)
    while batch := list(islice(rows, AT_ONCE)):
        said = [(row.chain, row.seq, salt, body) for row, salt, body in batch]
        apart = []
        for row, _, body in batch:
            _name_files(named, f"{row.chain}#{row.seq}", body or "")
            if promise := asides.promised(body):
                if kept := found.apart(row, promise):
                    apart.append((row.chain, row.seq, *kept))
                else:
                    bare.append(f"{row.chain}#{row.seq}")
        journal.driver.append([row for row, _, _ in batch], said, apart)
        count += len(batch)
    return count


def _name_files(named: dict[str, LostFile], at: str, body: str) -> None:
    try:
        for file in json.loads(body).get("files", []):
            named[file["sha256"]] = LostFile(digest=file["sha256"], at=at, name=file["name"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return  # a fact of a form that only another version knows


def _tell(journal: Journal, missing: _Missing, strays: dict[str, int], who: Who) -> None:
    """What is missing, for ever on record in the new store's own chain."""
    cuts = missing.cuts
    # no seal before it: seals so far cover facts that are gone, and this fact says which
    journal.opened = True
    if not journal.length(STORE_CHAIN):
        digest = journal.driver.schema_digest()
        created = StoreCreated(
            on=who.today, schema=SCHEMA_VERSION, schema_sha256=digest, version=who.version
        )
        journal.append(STORE_CHAIN, [created], who.actor, who.now)
    told = StoreSalvaged(
        on=who.today,
        kept={cut.chain: cut.kept for cut in cuts},
        known={cut.chain: cut.known for cut in cuts},
        lost_files=tuple(file.digest for file in missing.files),
        lost_asides=missing.asides,
        files=tuple(File(name, name, size) for name, size in strays.items()),
    )
    journal.append(STORE_CHAIN, [told], who.actor, who.now)
    if any(cut.chain == CALENDAR_CHAIN for cut in cuts):
        _adopt_again(journal, who)


def _adopt_again(journal: Journal, who: Who) -> None:
    """The calendars that come with svcctl, where those of the store are lost."""
    kept = {
        (fact.payload["calendar"], fact.payload["basis"]) for fact in journal.facts(CALENDAR_CHAIN)
    }
    again = [
        each._replace(on=who.today)
        for each in who.adopted()
        if (getattr(each, "calendar", ""), getattr(each, "basis", "")) not in kept
    ]
    if again:
        journal.append(CALENDAR_CHAIN, again, who.actor, who.now)
