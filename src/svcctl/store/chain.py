"""The hash chain: what a row's hash covers, and the salted digest that stands for its payload."""

from hashlib import sha256
from typing import NamedTuple

from svcctl.store.canonical import canonical

FORMAT = "svcctl-event-1"
GENESIS = "0" * 64


class ChainRow(NamedTuple):
    """One row of the table `event`, in the order of its columns."""

    chain: str
    seq: int
    kind: str
    happened_on: str
    recorded_at: str
    actor: str
    payload_digest: str
    prev_hash: str
    hash: str


def payload_digest(salt: str, body: str) -> str:
    """SHA-256 over salt and canonical payload; the salt keeps a hidden payload unguessable."""
    # the row's hash covers this digest and not the payload, so that a payload may be withheld from
    # a reader and the chain still be walked
    return sha256(f"{salt}\n{body}".encode()).hexdigest()


def row_hash(row: ChainRow) -> str:
    """SHA-256 over the format version and every other column of the row."""
    return sha256(canonical([FORMAT, *row[:-1]]).encode()).hexdigest()


def sealed(row: ChainRow) -> ChainRow:
    """The row with its hash worked out."""
    return row._replace(hash=row_hash(row))


def head(row: ChainRow) -> str:
    """CHAIN@SEQ:HASH, which can be verified ever after."""
    return f"{row.chain}@{row.seq}:{row.hash}"
