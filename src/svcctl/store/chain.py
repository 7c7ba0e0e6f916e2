"""The hash chain: what a row's hash covers, the digest of its payload, what is wrong with a row."""

from collections.abc import Callable, Iterator, Sequence
from json.encoder import encode_basestring as quoted
from typing import Any, NamedTuple

from svcctl.store.canonical import LARGEST_INTEGER
from svcctl.store.digest import by, digest

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


BETWEEN = "\x7f"  # hardly in any text, and JSON leaves it as it is
TYPES = (str, int, *[str] * 7)
Hash = Callable[[bytes], str]


def payload_digest(salt: str, body: str, digest: Hash = digest) -> str:
    """SHA-256 over salt and canonical payload; the salt keeps a hidden payload unguessable."""
    # the row's hash covers this digest and not the payload, so that a payload may be withheld from
    # a reader and the chain still be walked
    return digest(f"{salt}\n{body}".encode())


def row_hash(row: ChainRow, digest: Hash = digest) -> str:
    """SHA-256, or another hash, over the format version and every other column of the row."""
    # the canonical JSON of that list, spelled out: every row that is read goes through here, and a
    # long record of the service has some hundred thousand
    chain, seq, *texts = row[:-1]
    if abs(seq) > LARGEST_INTEGER:
        raise ValueError(seq)
    joined = BETWEEN.join(texts)
    if joined.count(BETWEEN) == len(texts) - 1:
        told = quoted(joined).replace(BETWEEN, '","')  # no escape begins or ends beside it
    else:
        told = ",".join(map(quoted, texts))
    return digest(f'["{FORMAT}",{quoted(chain)},{seq},{told}]'.encode())


def sealed(row: ChainRow) -> ChainRow:
    """The row with its hash worked out."""
    return row._replace(hash=row_hash(row))


def head(row: ChainRow) -> str:
    """CHAIN@SEQ:HASH, which can be verified ever after."""
    return head_of(row.chain, row.seq, row.hash)


def head_of(chain: str, seq: int, its_hash: str) -> str:
    """The same of a row of which no more is known."""
    return f"{chain}@{seq}:{its_hash}"


# -- what is wrong with a row ----------------------------------------------------------------------

Stored = tuple[ChainRow, str | None, str | None]  # a fact's row, with its payload's salt and body


def holds(stored: Stored, before: ChainRow | None) -> bool:
    """Whether a row is as recorded, and follows the one before it; `flaws` says what is not.

    Said in one go: almost every row of every store is whole, and taking it apart is half the cost.
    """
    (chain, seq, *texts, own), salt, body = stored
    recorded_at, said, link = texts[2], texts[4], texts[5]
    try:
        if before is None:
            follows = seq == 1 and link == GENESIS
        else:
            next_to_it = seq == before.seq + 1 and link == before.hash
            follows = next_to_it and recorded_at >= before.recorded_at
        joined = BETWEEN.join(texts)
        if not follows or type(seq) is not int or joined.count(BETWEEN) != len(texts) - 1:
            return False
        told = quoted(joined).replace(BETWEEN, '","')
        return (
            own == digest(f'["{FORMAT}",{quoted(chain)},{seq},{told}]'.encode())
            and body is not None
            and said == digest(f"{salt}\n{body}".encode())
        )
    except (TypeError, ValueError):  # what is no text, or bytes that are none
        return False


def stands(row: Sequence[Any], before: Sequence[Any] | None) -> bool:
    """As `holds`, of rows as they were read; False also of one with a sign that JSON escapes.

    Whoever goes over a whole store asks it of every row, and the longer ways where it says no.
    """
    chain, seq, _, _, moment, _, said, link, own, salt, body = row
    sha256 = by[0]  # a call less for each of two
    try:
        if before is None:
            follows = seq == 1 and link == GENESIS
        else:
            follows = seq == before[1] + 1 and link == before[8] and moment >= before[4]
        told = FRONT + chain + f'",{seq},"' + SIDES.join(row[2:8]) + TAIL  # of texts alone
        return (
            follows
            and type(seq) is int
            and told.count('"') == QUOTES
            and "\\" not in told
            and own == sha256(told.encode()).hexdigest()
            and body is not None
            and said == sha256(f"{salt}\n{body}".encode()).hexdigest()
        )
    except (TypeError, ValueError):
        return False


# the canonical JSON of a row without any sign that has to be escaped
FRONT, SIDES, TAIL = f'["{FORMAT}","', '","', '"]'
QUOTES = 16  # around the eight texts in it


def flaws(stored: Stored, before: ChainRow | None) -> Iterator[str]:
    """What is not as recorded in a row that follows another of its chain, or opens it."""
    row, salt, body = stored
    if row.seq != _next(before) or row.prev_hash != (before.hash if before else GENESIS):
        yield "link"
    if not _hash_holds(row):
        yield "hash"
    # asked only where the hash holds: of a row that was tampered with its time means nothing, and
    # one finding is enough
    elif before and row.recorded_at < before.recorded_at:
        yield "time"
    if salt is None or body is None:
        yield "payload-missing"
    elif not _payload_holds(row, salt, body):
        yield "payload"


def _next(before: ChainRow | None) -> int | None:
    """The number that the row behind has; none can follow one whose own is no number."""
    if before is None:
        return 1
    return before.seq + 1 if isinstance(before.seq, int) else None


def _hash_holds(row: ChainRow) -> bool:
    """Whether the columns are of their types and the hash covers them."""
    # SQLite keeps any type in any column; a float or nothing cannot be hashed, and has to be found,
    # not to stop the check
    sound = tuple(map(type, row)) == TYPES
    try:
        return sound and row.hash == row_hash(row)
    except ValueError:  # bytes that are no text, a number too large
        return False


def _payload_holds(row: ChainRow, salt: str, body: str) -> bool:
    try:
        return payload_digest(str(salt), str(body)) == row.payload_digest
    except UnicodeEncodeError:
        return False
