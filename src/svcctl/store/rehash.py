"""The same chains by another hash function, worked out anew from their first facts."""

from collections.abc import Iterable, Iterator

from svcctl.billing.refusal import Refusal
from svcctl.store.chain import GENESIS, ChainRow, Hash, payload_digest, row_hash
from svcctl.store.journal import Journal

Kept = tuple[ChainRow, str, str]  # a fact's row, with its payload's salt and body


def sm3() -> Hash:
    """SM3 (GB/T 32905-2016) in hex; Refusal where this machine's OpenSSL goes without."""
    import hashlib

    if "sm3" not in hashlib.algorithms_available:
        raise Refusal("hash.not-here", name="SM3")

    def digest(content: bytes) -> str:
        return hashlib.new("sm3", content).hexdigest()

    return digest


def stored_rows(journal: Journal) -> Iterator[Kept]:
    """Every row of a store, chain by chain; which store is checked before."""
    for *columns, salt, body in journal.driver.execute(journal.sql.ROWS):
        yield ChainRow(*columns), salt, body


def rehashed(rows: Iterable[Kept], digest: Hash) -> Iterator[Kept]:
    """Rows in the order of their chains, each from its first: payload, link and hash anew."""
    last: ChainRow | None = None
    for row, salt, body in rows:
        before = last.hash if last and last.chain == row.chain else GENESIS
        said = payload_digest(salt, body, digest)
        last = row._replace(payload_digest=said, prev_hash=before)
        last = last._replace(hash=row_hash(last, digest))
        yield last, salt, body
