"""The store's tables, described once: what is made of them, and every statement, comes from here."""

from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import TEXT
from sqlmodel import Field, SQLModel

WITHOUT_ROWID = {
    "sqlite_with_rowid": False
}  # no rowid: nothing for INSERT OR REPLACE to slip in by


# chains are put in order by their bytes, as SQLite does, whatever language a server speaks
WORDS = String().with_variant(TEXT(collation="C"), "postgresql")


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
