"""A store of several chains whose pages are known, and single damages to its file."""

import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from svcctl.billing.position import Annotation, File
from svcctl.casebook.kinds import StoreCreated
from svcctl.store.journal import Journal, open_journal
from svcctl.store.outcomes import Salvaged
from svcctl.store.salvage import Who, salvage
from svcctl.store.sqlite import SCHEMA_VERSION
from svcctl.store.sqlite_schema import create_schema

PAGE = 4096
DAY = date(2026, 3, 2)
Rows = dict[str, list[tuple[Any, ...]]]
Damage = Callable[[bytearray, random.Random], tuple[int, int]]


class Original(NamedTuple):
    """A store's bytes, its rows by table, and the pages on which a chain has any row."""

    content: bytes
    rows: Rows
    pages: dict[str, set[int]]

    def untouched(self, chain: str, begin: int, end: int) -> bool:
        """Whether a damage from one byte to another touches no page of the chain."""
        hit = set(range(begin // PAGE, (end - 1) // PAGE + 1))
        return not hit & self.pages[chain]


def names(count: int) -> list[str]:
    return [f"chain{number:02}" for number in range(count)]


def made(path: Path, chains: int = 7, facts: int = 9, seed: int = 1) -> Original:
    """A store in which every chain has short facts, facts longer than a page, and files."""
    create_schema(path)
    journal = open_journal(path, write=True)
    dice = random.Random(seed)
    for moment in range(facts):
        with journal.writing():
            if not moment:
                _created(journal)
            for chain in names(chains):
                _add(journal, chain, moment, dice)
    journal.driver.settle()
    journal.close()
    found = rows_of(path)
    return Original(path.read_bytes(), found, _pages(path, names(chains)))


def _created(journal: Journal) -> None:
    digest = journal.driver.schema_digest()
    said = StoreCreated(on=DAY, schema=SCHEMA_VERSION, schema_sha256=digest, version="1")
    journal.append("store", [said], "finance", _moment(0))


def _add(journal: Journal, chain: str, moment: int, dice: random.Random) -> None:
    note = f"{chain} " * dice.choice((3, 20, 90, 1200))
    files: tuple[File, ...] = ()
    if moment % 4 == 1:
        content = f"{chain} {moment} ".encode() * dice.choice((10, 900))
        files = (File(f"{chain}.pdf", journal.keep(content, chain), len(content)),)
    said = Annotation(on=DAY, target=f"{chain}#1", note=note, files=files)
    journal.append(chain, [said], "finance", _moment(moment))


def _moment(number: int) -> str:
    return f"2026-03-{2 + number:02}T08:00:00.000000Z"


def rows_of(path: Path) -> Rows:
    """All rows of all tables."""
    connection = sqlite3.connect(path)
    try:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in ("event", "payload", "aside", "evidence")
        }
    finally:
        connection.close()


def _pages(path: Path, chains: Sequence[str]) -> dict[str, set[int]]:
    """The pages, by number from nought, that have a chain's name in them; indexes left out."""
    connection = sqlite3.connect(path)
    try:
        statement = "SELECT pageno FROM dbstat WHERE name LIKE '%event_%'"
        indexes = {row[0] - 1 for row in connection.execute(statement)}
    except sqlite3.OperationalError:  # an SQLite without that table
        indexes = set()
    finally:
        connection.close()
    content = path.read_bytes()
    pages = [content[at : at + PAGE] for at in range(0, len(content), PAGE)]
    return {
        chain: {
            number
            for number, page in enumerate(pages)
            if number and number not in indexes and chain.encode() in page
        }
        for chain in chains
    }


# -- single damages --------------------------------------------------------------------------------


def a_byte(content: bytearray, dice: random.Random) -> tuple[int, int]:
    at = dice.randrange(len(content))
    content[at] ^= dice.randrange(1, 256)
    return at, at + 1


def a_sector(content: bytearray, dice: random.Random) -> tuple[int, int]:
    at = dice.randrange(len(content) // 512) * 512
    content[at : at + 512] = dice.choice((bytes(512), dice.randbytes(512)))
    return at, at + 512


def a_torn_page(content: bytearray, dice: random.Random) -> tuple[int, int]:
    """The second part of a page is that of another."""
    page, other = (dice.randrange(len(content) // PAGE) * PAGE for _ in range(2))
    at = dice.randrange(1, 8) * 512
    content[page + at : page + PAGE] = content[other + at : other + PAGE]
    return page + at, page + PAGE


def a_page(content: bytearray, dice: random.Random) -> tuple[int, int]:
    at = dice.randrange(len(content) // PAGE) * PAGE
    content[at : at + PAGE] = dice.choice((bytes(PAGE), dice.randbytes(PAGE)))
    return at, at + PAGE


def cut_off(content: bytearray, dice: random.Random) -> tuple[int, int]:
    at, end = dice.randrange(len(content)), len(content)
    del content[at:]
    return at, end


DAMAGES: tuple[Damage, ...] = (a_byte, a_byte, a_sector, a_torn_page, a_page, cut_off)


# -- and what is rescued ---------------------------------------------------------------------------

WHO = Who(
    actor="finance",
    now="2026-11-28T08:00:00.000000Z",
    today=date(2026, 11, 28),
    version="1",
    adopted=lambda: (),
)
NOTHING: Rows = {"event": [], "payload": [], "aside": [], "evidence": []}


def rescued(folder: Path, content: bytes) -> tuple[Salvaged | None, Rows]:
    """What comes of a file with those bytes, and the rows of the new store."""
    path, target = folder / "damaged.db", folder / "rescued.db"
    path.write_bytes(content)
    target.unlink(missing_ok=True)
    found = salvage(path, target, WHO)
    return found, rows_of(target) if found else NOTHING


def of(rows: Rows, table: str, chain: str) -> list[Any]:
    """The rows of a chain."""
    return [row for row in rows[table] if row[0] == chain]


def trial(original: Original, folder: Path, dice: random.Random) -> Counter[str]:
    """One damage, rescued: what was hit, and all that is not as it must be."""
    content = bytearray(original.content)
    damage = dice.choice(DAMAGES)
    begin, end = damage(content, dice)
    found, rows = rescued(folder, bytes(content))
    alone = [each for each in original.pages if original.untouched(each, begin, end)]
    kept, told = _compared(original, rows, alone)
    missing = kept != set(original.pages) | {"store"}
    missing = missing or rows["evidence"] != original.rows["evidence"]
    told.update([damage.__name__], damages=1)
    told["chains left alone"] += len(alone)
    told["chains rescued whole"] += len(kept - {"store"})
    told["damages that cost facts or files"] += missing
    if found is None:
        told["files with not one sound fact"] += 1
        return +told
    told["damages that cost nothing, and said so"] += found.whole
    bare = {each.rpartition("#")[0] for each in found.asides}
    told["notes that are lost"] += len(found.asides)
    told["WRONG calls whole what is not"] += found.whole and missing
    told["WRONG the new store is not sound"] += bool(found.verdict.broken)
    if len(content) == len(original.content):
        # of one page other pages tell every fact that stood on it
        cut = {each.chain for each in found.cuts} - {"store"}
        told["WRONG does not tell what is missing"] += cut | bare != set(original.pages) - kept
    return +told


def _compared(
    original: Original, rows: Rows, alone: Sequence[str]
) -> tuple[set[str], Counter[str]]:
    """The chains that are whole, and what is rescued that was never recorded, or is not."""
    told, whole = Counter[str](), set()
    for chain in (*original.pages, "store"):
        was = [of(original.rows, table, chain) for table in ("event", "payload", "aside")]
        there = [of(rows, table, chain) for table in ("event", "payload", "aside")]
        if chain == "store":  # what was lost is on record there, and nothing else is new
            news = {row[2] for row in there[0] if row not in was[0]}
            told["WRONG something else is new"] += not news <= {"store-salvaged", "store-created"}
            there = [
                [row for row in table if row in old] for table, old in zip(there, was, strict=True)
            ]
        for table, old in zip(there[:2], was, strict=False):
            told["WRONG something false is rescued"] += table != old[: len(table)]
        told["WRONG a false note is rescued"] += any(row not in was[2] for row in there[2])
        if there == was:
            whole.add(chain)
        told["WRONG a chain left alone is not whole"] += chain in alone and chain not in whole
    false = set(rows["evidence"]) - set(original.rows["evidence"])
    told["WRONG a false file is rescued"] += len(false)
    return whole, told
