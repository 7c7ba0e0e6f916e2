"""What the journal asks of its tables and adds to them; rendered into statements by a tool.

Nothing here is imported when svcctl runs: tools/store_statements.py writes `sql.py` and
`postgres_sql.py` from it, one for each dialect.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    Table,
    bindparam,
    func,
    insert,
    literal_column,
    select,
    union,
)
from sqlmodel import SQLModel

from svcctl.store import tables

assert tables.EventRow.metadata is SQLModel.metadata  # importing the tables registers them
EVENT: Table = SQLModel.metadata.tables["event"]
PAYLOAD: Table = SQLModel.metadata.tables["payload"]
EVIDENCE: Table = SQLModel.metadata.tables["evidence"]
OWN_CHAINS: list[ColumnElement[Any]] = [literal_column("'calendar'"), literal_column("'store'")]
ONE: ColumnElement[Any] = literal_column("1")
NONE: ColumnElement[Any] = literal_column("0")

e, p, f = EVENT.alias("e"), PAYLOAD.alias("p"), EVENT.alias("f")
SEALED = (
    "chain",
    "seq",
    "kind",
    "happened_on",
    "recorded_at",
    "actor",
    "payload_digest",
    "prev_hash",
    "hash",
)
_of_event = (p.c.chain == e.c.chain) & (p.c.seq == e.c.seq)
_rows = select(*(e.c[name] for name in SEALED), p.c.salt, p.c.body).select_from(
    e.outerjoin(p, _of_event)
)
_in_order = (e.c.chain, e.c.seq)
# the moment of the fact that this version does not know: its writer is the last before it
_then = (
    select(f.c.recorded_at)
    .where(f.c.chain == bindparam("chain"), f.c.seq == bindparam("seq"))
    .scalar_subquery()
)
_told: list[ColumnElement[Any]] = [
    literal_column("'store-created'"),
    literal_column("'store-used'"),
]

_last = (
    select(EVENT.c.chain, func.max(EVENT.c.seq).label("seq")).group_by(EVENT.c.chain).subquery("h")
)

QUERIES: dict[str, Executable] = {
    # from both tables: a chain whose rows are gone is missed by what its facts had said
    "CONTRACT_CHAINS": union(
        *(select(table.c.chain).where(table.c.chain.not_in(OWN_CHAINS)) for table in (e, p))
    ).order_by("chain"),
    "ROWS": _rows.order_by(*_in_order),
    "ROWS_OF": _rows.where(e.c.chain == bindparam("chain")).order_by(*_in_order),
    "LAST_SAID": select(func.max(PAYLOAD.c.seq)).where(PAYLOAD.c.chain == bindparam("chain")),
    "COUNT": select(func.count()).select_from(EVENT),
    "STRAY_PAYLOADS": select(p.c.chain, p.c.seq)
    .select_from(p.outerjoin(e, _of_event))
    .where(e.c.chain.is_(None)),
    "WRITER_OF": select(p.c.body)
    .select_from(e.join(p, _of_event))
    .where(e.c.chain == OWN_CHAINS[1], e.c.kind.in_(_told), e.c.recorded_at <= _then)
    .order_by(e.c.seq.desc())
    .limit(ONE)
    .offset(NONE),
    "LAST": select(*(EVENT.c[name] for name in SEALED))
    .where(EVENT.c.chain == bindparam("chain"))
    .order_by(EVENT.c.seq.desc())
    .limit(ONE)
    .offset(NONE),
    "HASH_OF": select(EVENT.c.hash).where(
        EVENT.c.chain == bindparam("chain"), EVENT.c.seq == bindparam("seq")
    ),
    "HEADS": select(e.c.chain, e.c.seq, e.c.hash)
    .join(_last, (_last.c.chain == e.c.chain) & (_last.c.seq == e.c.seq))
    .where(e.c.chain != OWN_CHAINS[1])
    .order_by(e.c.chain),
    "HEAD_BY": select(EVENT.c.chain, EVENT.c.seq, EVENT.c.hash)
    .where(EVENT.c.chain == bindparam("chain"), EVENT.c.recorded_at <= bindparam("known_at"))
    .order_by(EVENT.c.seq.desc())
    .limit(ONE)
    .offset(NONE),
    "APPEND_EVENT": insert(EVENT),
    "APPEND_PAYLOAD": insert(PAYLOAD),
    "HAS_EVIDENCE": select(ONE)
    .select_from(EVIDENCE)
    .where(EVIDENCE.c.digest == bindparam("digest")),
    "APPEND_EVIDENCE": insert(EVIDENCE),
    "EVIDENCE": select(EVIDENCE.c.digest, EVIDENCE.c.content).order_by(EVIDENCE.c.digest),
    "EVIDENCE_CONTENT": select(EVIDENCE.c.content).where(EVIDENCE.c.digest == bindparam("digest")),
}
