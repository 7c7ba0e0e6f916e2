"""The tables of the store, as SQLModel metadata: what migrations create and the tests compare the SQL with."""

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

WITHOUT_ROWID = {"sqlite_with_rowid": False}  # no rowid: nothing for INSERT OR REPLACE to slip in by


class EventRow(SQLModel, table=True):
    """One fact; the chain's hash covers every column."""

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("chain", "prev_hash"), WITHOUT_ROWID)

    chain: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    kind: str
    happened_on: str
    recorded_at: str
    actor: str
    payload_digest: str
    prev_hash: str
    hash: str


class PayloadRow(SQLModel, table=True):
    """What a fact says, as canonical JSON; kept apart so that it can be hidden while the chain still verifies."""

    __tablename__ = "payload"
    __table_args__ = (ForeignKeyConstraint(["chain", "seq"], ["event.chain", "event.seq"]), WITHOUT_ROWID)

    chain: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    salt: str
    body: str


class EvidenceRow(SQLModel, table=True):
    """The bytes of a file that a fact refers to by their SHA-256."""

    __tablename__ = "evidence"
    __table_args__ = (WITHOUT_ROWID,)

    digest: str = Field(primary_key=True)
    content: bytes
