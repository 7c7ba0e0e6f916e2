"""The store's tables, described once: what is made of them, and every statement, comes from here."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
    literal_column,
)
from sqlalchemy.dialects.postgresql import TEXT
from sqlmodel import Field, SQLModel

WITHOUT_ROWID = {
    "sqlite_with_rowid": False
}  # no rowid: nothing for INSERT OR REPLACE to slip in by
ON_SERVERS = {"info": {"only": "postgresql"}}  # what a file that has one owner does without


# chains are put in order by their bytes, as SQLite does, whatever language a server speaks
WORDS = String().with_variant(TEXT(collation="C"), "postgresql")


STALE: ColumnElement[bool] = literal_column("seq <> banded_seq")


def words() -> Any:
    """A column of text."""
    return Field(sa_type=WORDS)


class EventRow(SQLModel, table=True):
    """One fact; the chain's hash covers every column."""

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("chain", "prev_hash"),
        Index("event_by_kind", "chain", "kind", "seq"),  # who counts money passes by the service
        WITHOUT_ROWID,
    )

    chain: str = Field(primary_key=True, sa_type=WORDS)
    seq: int = Field(primary_key=True)
    kind: str = words()
    happened_on: str = words()
    recorded_at: str = words()
    actor: str = words()
    payload_digest: str = words()
    prev_hash: str = words()
    hash: str = words()


class PayloadRow(SQLModel, table=True):
    """What a fact says, as canonical JSON; apart, so that the chain verifies without it."""

    __tablename__ = "payload"
    __table_args__ = (
        ForeignKeyConstraint(["chain", "seq"], ["event.chain", "event.seq"]),
        WITHOUT_ROWID,
    )

    chain: str = Field(primary_key=True, sa_type=WORDS)
    seq: int = Field(primary_key=True)
    salt: str = words()
    body: str = words()


class AsideRow(SQLModel, table=True):
    """What of a fact is the office's own; the payload has the digest of it, and can be shown alone."""

    __tablename__ = "aside"
    __table_args__ = (
        ForeignKeyConstraint(["chain", "seq"], ["event.chain", "event.seq"]),
        WITHOUT_ROWID,
    )

    chain: str = Field(primary_key=True, sa_type=WORDS)
    seq: int = Field(primary_key=True)
    salt: str = words()
    body: str = words()


class EvidenceRow(SQLModel, table=True):
    """The bytes of a file that a fact refers to by their SHA-256."""

    __tablename__ = "evidence"
    __table_args__ = (WITHOUT_ROWID | {"info": {"only": "sqlite"}},)

    digest: str = Field(primary_key=True, sa_type=WORDS)
    content: bytes


class ChainEvidenceRow(SQLModel, table=True):
    """On a server such a file stands with the contract and the kind of fact that refer to it.

    By digest alone a supplier could ask whether others hold a file, and claim it.
    """

    __tablename__ = "chain_evidence"
    __table_args__ = (Index("chain_evidence_digest", "digest"), ON_SERVERS)

    chain: str = Field(primary_key=True, sa_type=WORDS)
    digest: str = Field(primary_key=True, sa_type=WORDS)
    kind: str = Field(primary_key=True, sa_type=WORDS)
    content: bytes


# -- beside the journal ----------------------------------------------------------------------------


class ChainHeadRow(SQLModel, table=True):
    """The last fact of a chain, and how far the lists made from it and the seals reach."""

    __tablename__ = "chain_head"
    __table_args__ = (
        Index("chain_head_stale", "chain", sqlite_where=STALE, postgresql_where=STALE),
        Index("chain_head_from", "banded_from"),
        Index("chain_head_until", "banded_until"),
        Index("chain_head_on", "banded_on"),
        WITHOUT_ROWID,
    )

    chain: str = Field(primary_key=True, sa_type=WORDS)
    seq: int
    hash: str = words()
    recorded_at: str = words()
    banded_seq: int  # the fact up to which its rows in lists were worked out
    banded_from: str = words()  # the day that they were worked out for
    banded_until: str = words()  # the day from which on they no longer hold; nothing for none
    banded_on: str = words()  # by which program and which calendars
    sealed_seq: int  # the fact up to which a seal covers it


def _fen() -> Any:
    """A column of sums, which together may be more than two thousand million fen."""
    return Field(sa_type=BigInteger)


class BandRow(SQLModel, table=True):
    """What a list shows of an instalment, a return, an obligation or a contract, as long as it holds.

    It follows from the journal and is made anew from it at any time: nothing is lost with it.
    """

    __tablename__ = "band"
    __table_args__ = (
        Index("band_in_time", "list", "state", "due", "chain", "place"),
        Index("band_by_number", "list", "due", "number"),
        Index("band_chain", "chain"),
        WITHOUT_ROWID,
    )

    list: str = Field(primary_key=True, sa_type=WORDS)  # due | back | duty | flow | contract | note
    chain: str = Field(primary_key=True, sa_type=WORDS)
    place: int = Field(primary_key=True)  # among those of its contract
    state: int  # the order in which a page has them: overdue, due, waiting, projected
    due: str = words()  # the day; what has none sorts behind all. Of notes: until when they hold
    # its id, so written that it sorts by the numbers in it; of a contract: what is left out of it;
    # of notes: which rows they are about
    number: str = words()
    since: str = words()  # the day before the first late one, where it is late
    conditional: int  # comes only by a renewal, and is in no total
    amount: int = _fen()
    added: int = _fen()
    reduced: int = _fen()
    offset: int = _fen()
    paid: int = _fen()
    outstanding: int = _fen()
    overpaid: int = _fen()
    retained: int = _fen()
    disputed: int = _fen()
    mark: int = (
        _fen()
    )  # a digest of all the above and of the next; of its chain's head one is added
    text_mark: int = _fen()  # checks of the body and of the text
    body: str = words()  # what is shown of it in words, as values
    text: str = words()  # as scripts read it


class CommandKeyRow(SQLModel, table=True):
    """A command that said by a key of its own which one it is: given twice it is done once."""

    __tablename__ = "command_key"
    __table_args__ = (WITHOUT_ROWID,)

    chain: str = Field(primary_key=True, sa_type=WORDS)
    actor: str = Field(primary_key=True, sa_type=WORDS)
    key: str = Field(primary_key=True, sa_type=WORDS)
    seq: int
    typed: str = words()  # a digest of what was typed: another command has another key


# -- on servers: who may what ----------------------------------------------------------------------


class StoreVersionRow(SQLModel, table=True):
    """Which versions the schema of this store has had; the highest is that of now."""

    __tablename__ = "store_version"
    __table_args__ = (ON_SERVERS,)

    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class SealedRow(SQLModel, table=True):
    """Up to which fact a chain is covered by the seals; apart, so that a seal waits for nobody."""

    __tablename__ = "sealed"
    __table_args__ = (ON_SERVERS,)

    chain: str = Field(primary_key=True, sa_type=WORDS)
    seq: int


class GranteeRow(SQLModel, table=True):
    """A login, the role it was granted, and the handle that its facts bear."""

    __tablename__ = "grantee"
    __table_args__ = (ON_SERVERS,)

    login: str = Field(primary_key=True, sa_type=WORDS)
    role: str = words()
    handle: str = words()


class GranteeChainRow(SQLModel, table=True):
    """A contract that a supplier's login may see and add to."""

    __tablename__ = "grantee_chain"
    __table_args__ = (ON_SERVERS,)

    login: str = Field(primary_key=True, sa_type=WORDS)
    chain: str = Field(primary_key=True, sa_type=WORDS)


class KindRightRow(SQLModel, table=True):
    """A kind of fact that a role may record, or read what it says, or have the files of."""

    __tablename__ = "kind_right"
    __table_args__ = (ON_SERVERS,)

    role: str = Field(primary_key=True, sa_type=WORDS)
    kind: str = Field(primary_key=True, sa_type=WORDS)
    appends: bool
    reads: bool
    files: bool
