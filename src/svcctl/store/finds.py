"""What was made out in a damaged store, sorted: sound facts, what tells of others, files."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Any

from svcctl.casebook.kinds import STORE_CHAIN, Fact
from svcctl.casebook.payloads import APART, UNREADABLE, Unknown, decode, joined
from svcctl.store import asides
from svcctl.store.chain import GENESIS, ChainRow, Stored, flaws, payload_digest, row_hash
from svcctl.store.digest import digest
from svcctl.store.outcomes import Lost
from svcctl.store.pages import PageFile, forms, rows_in

# rows of a table come twice where a page was split; which of two is the fact its hash tells
SHEETS = (
    "CREATE TABLE event (chain, seq, kind, happened_on, recorded_at, actor, payload_digest, "
    "prev_hash, hash, PRIMARY KEY (chain, seq, hash, kind, happened_on, recorded_at, actor, "
    "payload_digest, prev_hash)) WITHOUT ROWID",
    # what stands apart from it has the very columns: which of two is which its digest tells
    "CREATE TABLE payload (chain, seq, salt, body, PRIMARY KEY (chain, seq, salt, body)) "
    "WITHOUT ROWID",
    "CREATE TABLE link (chain, seq, PRIMARY KEY (chain, seq)) WITHOUT ROWID",
    "CREATE TABLE evidence (digest PRIMARY KEY, content) WITHOUT ROWID",
)
EVENT = f"INSERT OR IGNORE INTO event VALUES ({', '.join('?' * 9)})"
PAYLOAD = "INSERT OR IGNORE INTO payload VALUES (?, ?, ?, ?)"
LINK = "INSERT OR IGNORE INTO link VALUES (?, ?)"
EVIDENCE = "INSERT OR IGNORE INTO evidence VALUES (?, ?)"
CHAINS = (
    "SELECT chain FROM event UNION SELECT p.chain FROM payload AS p "
    "JOIN link AS l ON l.chain = p.chain AND l.seq = p.seq"
)
ROWS = (
    "SELECT e.*, p.salt, p.body FROM event AS e JOIN payload AS p "
    "ON p.chain = e.chain AND p.seq = e.seq WHERE e.chain = ? ORDER BY e.seq"
)
BESIDE = "SELECT salt, body FROM payload WHERE chain = ? AND seq = ?"
BEHIND = (
    "SELECT e.*, p.salt, p.body FROM event AS e LEFT JOIN payload AS p "
    "ON p.chain = e.chain AND p.seq = e.seq WHERE e.chain = ? AND e.seq > ? ORDER BY e.seq"
)
LARGEST = 2**53  # a number that a fact of a chain may have


class Finds:
    """Rows of a damaged file on a sheet of scratch paper: a database that has no name."""

    def __init__(self) -> None:
        self.sheet = sqlite3.connect("", isolation_level=None)
        for statement in (*SHEETS, "BEGIN"):
            self.sheet.execute(statement)
        self.missing_pages = 0
        self.broken_log = False

    def close(self) -> None:
        """Throw the paper away."""
        self.sheet.close()

    def add(self, table: str, values: Sequence[object]) -> None:
        """One row; a file only with the bytes that its name is the digest of."""
        if table == "evidence":
            if isinstance(values[1], bytes) and digest(values[1]) == values[0]:
                self.sheet.execute(EVIDENCE, values)
            return
        seq = values[2] if table == "link" else values[1]
        if isinstance(seq, int) and 0 < seq < LARGEST:
            self._add(table, values, seq)

    def _add(self, table: str, values: Sequence[object], seq: int) -> None:
        if table == "event":
            if _holds(ChainRow(*values)):  # type: ignore[arg-type]
                self.sheet.execute(EVENT, values)
        elif table == "payload":
            self.sheet.execute(PAYLOAD, values)
        elif len(str(values[1])) == len(GENESIS):
            self.sheet.execute(LINK, (values[0], seq))

    def chains(self) -> list[str]:
        """The chains of which a fact's row holds, or two places tell of one that is lost."""
        return [row[0] for row in self.sheet.execute(CHAINS)]

    def sound(self, chain: str) -> Iterator[Stored]:
        """The facts of a chain up to the first that is not as recorded."""
        before: ChainRow | None = None
        found = self.sheet.execute(ROWS, (chain,))
        for _, same in groupby(found, key=lambda row: row[1]):
            stored = [(ChainRow(*each[:9]), each[9], each[10]) for each in same]
            good = next((each for each in stored if not any(flaws(each, before))), None)
            if good is None:
                return
            before = good[0]
            yield good

    def apart(self, row: ChainRow, promise: str) -> asides.Kept | None:
        """What stands apart from a fact that has this digest of it; None where it is lost."""
        found = self.sheet.execute(BESIDE, (row.chain, row.seq))
        return next((each for each in found if asides.holds(each, promise)), None)

    def last_known(self, chain: str, sealed: int) -> int:
        """The last fact of a chain of which anything is left, or that a seal covers."""
        numbers = {
            table: {row[0] for row in self._numbers(table, chain)}
            for table in ("event", "payload", "link")
        }
        said, linked = numbers["payload"], numbers["link"]
        last = max({sealed} | numbers["event"] | (said & linked))
        while last + 1 in said or last + 1 in linked:  # one alone may be a damaged number
            last += 1
        return last

    def _numbers(self, table: str, chain: str) -> sqlite3.Cursor:
        return self.sheet.execute(f"SELECT seq FROM {table} WHERE chain = ?", (chain,))

    def lost(self, chain: str, kept: int, known: int) -> Iterator[Lost]:
        """The facts behind those that are rescued."""
        told: dict[int, Lost] = {}
        for *columns, salt, body in self.sheet.execute(BEHIND, (chain, kept)):
            row = ChainRow(*columns)
            says = self._whole(row, _said(row, salt, body))
            if says is not None or row.seq not in told:
                told[row.seq] = Lost(
                    event=f"{chain}#{row.seq}",
                    kind=row.kind,
                    happened_on=row.happened_on,
                    recorded_at=row.recorded_at,
                    payload=says,
                )
        for seq in range(kept + 1, known + 1):
            yield told.get(seq) or Lost(event=f"{chain}#{seq}")

    def _whole(self, row: ChainRow, says: dict[str, Any] | None) -> dict[str, Any] | None:
        """What a fact said, with what stood apart from it where that is found too."""
        from json import loads

        if says is None or APART not in says:
            return says
        found = self.apart(row, says[APART])
        with suppress(*UNREADABLE, AttributeError):
            return joined(says, loads(found[1]) if found else {})
        return says

    def files(self) -> list[str]:
        """The digests of all files that are whole."""
        return [row[0] for row in self.sheet.execute("SELECT digest FROM evidence ORDER BY digest")]

    def content(self, name: str) -> bytes:
        """The bytes of one of them."""
        found = self.sheet.execute("SELECT content FROM evidence WHERE digest = ?", (name,))
        content: bytes = found.fetchone()[0]
        return content

    def own_facts(self) -> list[Fact]:
        """The sound facts of the store's own chain, as far as this version knows them."""
        from json import loads

        facts = []
        for row, _, body in self.sound(STORE_CHAIN):
            try:
                facts.append(decode(row[:6], loads(body or "")))
            except (Unknown, *UNREADABLE):
                continue
        return facts


def _said(row: ChainRow, salt: str | None, body: str | None) -> dict[str, Any] | None:
    """What a fact said that hangs in the air, where its payload is the one its row tells of."""
    from json import loads

    if salt is None or body is None or payload_digest(salt, body) != row.payload_digest:
        return None
    said: dict[str, Any] = loads(body)
    return said


def _holds(row: ChainRow) -> bool:
    try:
        return row.hash == row_hash(row)
    except ValueError:
        return False


def finds_in(path: Path) -> Finds:
    """All that can be made out in a file and its log; of two readings the one that finds more."""
    read = []
    for form in forms(path):
        found = Finds()
        read.append((_gather(path, form, found), found))
    _, best = max(read, key=lambda each: each[0])
    for _, found in read:
        if found is not best:
            found.close()
    return best


def _gather(path: Path, form: tuple[int, int], found: Finds) -> int:
    pages: PageFile
    for pages, row in rows_in(path, form):
        if row:
            found.add(row.table, row.values)
        else:
            found.missing_pages = pages.missing
            found.broken_log = pages.log.broken
    count: int = found.sheet.execute("SELECT count(*) FROM event").fetchone()[0]
    return count
