"""The store's tables, described once: what is made of them, and every statement, comes from here."""

from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import TEXT
from sqlmodel import Field, SQLModel

WITHOUT_ROWID = {
    "sqlite_with_rowid": False
}  # no rowid: nothing for INSERT OR REPLACE to slip in by


# chains are put in order by their bytes, as SQLite does, whatever language a server speaks
WORDS = String().with_variant(TEXT(collation="C"), "postgresql")


STALE = text("seq <> banded_seq")


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


class EvidenceRow(SQLModel, table=True):
    """The bytes of a file that a fact refers to by their SHA-256."""

    __tablename__ = "evidence"
    __table_args__ = (WITHOUT_ROWID,)

    digest: str = Field(primary_key=True, sa_type=WORDS)
    content: bytes


# -- beside the journal ----------------------------------------------------------------------------


class ChainHeadRow(SQLModel, table=True):
    """The last fact of a chain, and how far the lists made from it and the seals reach."""

    __tablename__ = "chain_head"
    __table_args__ = (
        Index("chain_head_stale", "chain", sqlite_where=STALE, postgresql_where=STALE),
        Index("chain_head_until", "banded_until"),
        Index("chain_head_on", "banded_on"),
        WITHOUT_ROWID,
    )

    chain: str = Field(primary_key=True, sa_type=WORDS)
    seq: int
    hash: str = words()
    recorded_at: str = words()
    banded_seq: int  # the fact up to which its rows in lists were worked out
    banded_until: str = words()  # the day from which on they no longer hold; nothing for none
    banded_on: str = words()  # by which program and which calendars
    sealed_seq: int  # the fact up to which a seal covers it


class CommandKeyRow(SQLModel, table=True):
    """A command that said by a key of its own which one it is: given twice it is done once."""

    __tablename__ = "command_key"
    __table_args__ = (WITHOUT_ROWID,)

    chain: str = Field(primary_key=True, sa_type=WORDS)
    actor: str = Field(primary_key=True, sa_type=WORDS)
    key: str = Field(primary_key=True, sa_type=WORDS)
    seq: int
