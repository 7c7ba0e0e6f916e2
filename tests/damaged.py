"""A store of several chains whose pages are known, and single damages to its file."""

import random
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from svcctl.billing.position import Annotation, File
from svcctl.casebook.kinds import StoreCreated
from svcctl.store.journal import Journal, open_journal
from svcctl.store.sqlite import SCHEMA_VERSION, create_schema

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
            for table in ("event", "payload", "evidence")
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
