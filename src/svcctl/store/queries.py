"""What the journal asks of its tables and adds to them; rendered into statements by a tool.

Nothing here is imported when svcctl runs: tools/store_statements.py writes `sql.py` and
`postgres_sql.py` from it, one for each dialect.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Executable,
    Integer,
    LargeBinary,
    Select,
    Table,
    bindparam,
    cast,
    delete,
    func,
    insert,
    literal_column,
    select,
    tuple_,
    union,
    union_all,
    update,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import SQLModel

from svcctl.store import tables

assert tables.EventRow.metadata is SQLModel.metadata  # importing the tables registers them
EVENT: Table = SQLModel.metadata.tables["event"]
PAYLOAD: Table = SQLModel.metadata.tables["payload"]
ASIDE: Table = SQLModel.metadata.tables["aside"]
EVIDENCE: Table = SQLModel.metadata.tables["evidence"]
CHAIN_EVIDENCE: Table = SQLModel.metadata.tables["chain_evidence"]
HEAD: Table = SQLModel.metadata.tables["chain_head"]
KEY: Table = SQLModel.metadata.tables["command_key"]
BAND: Table = SQLModel.metadata.tables["band"]
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

# whether the store lives here, and which versions wrote to it
_living: list[ColumnElement[Any]] = [
    *_told,
    literal_column("'store-moved'"),
    literal_column("'store-reopened'"),
]

# a row with the payload of its own and what the row before it has to fit: each can be checked alone
b = EVENT.alias("b")
_linked = select(
    *(e.c[name] for name in SEALED),
    p.c.salt,
    p.c.body,
    b.c.seq.label("seq_before"),
    b.c.recorded_at.label("recorded_before"),
    b.c.hash.label("hash_before"),
).select_from(
    e.outerjoin(p, _of_event).outerjoin(b, (b.c.chain == e.c.chain) & (b.c.seq == e.c.seq - ONE))
)
# all but the kinds left out, by ranges, so that the index finds them: a kind that nobody knows lies
# in one of them and is met; and the last row of the chain, on which others are built
_seqs = select(EVENT.c.seq).where(EVENT.c.chain == bindparam("chain"))
_first: ColumnElement[Any] = bindparam("first")
_second: ColumnElement[Any] = bindparam("second")
_but = union_all(
    _seqs.where(EVENT.c.kind < _first),
    _seqs.where(EVENT.c.kind > _first, EVENT.c.kind < _second),
    _seqs.where(EVENT.c.kind > _second),
    select(func.max(EVENT.c.seq)).where(EVENT.c.chain == bindparam("chain")),
)
# every kind is more than nothing: said so that the index, which is small, is counted
_indexed = select(EVENT.c.seq).where(
    EVENT.c.chain == bindparam("chain"), EVENT.c.kind >= literal_column("''")
)


class Place(FunctionElement[int]):
    """Where a text stands in another, from 1 on; 0 where it does not."""

    inherit_cache = True
    type = Integer()


class NumberBehind(FunctionElement[int]):
    """The number in a text behind the first place of another text that stands in it."""

    inherit_cache = True
    type = Integer()


@compiles(Place)
def _place(element: Place, compiler: SQLCompiler, **kw: Any) -> str:
    return f"instr({compiler.process(element.clauses, **kw)})"


@compiles(Place, "postgresql")
def _place_there(element: Place, compiler: SQLCompiler, **kw: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **kw)})"


@compiles(NumberBehind)
def _number(element: NumberBehind, compiler: SQLCompiler, **kw: Any) -> str:
    # SQLite reads the digits at the beginning of a text and leaves the rest
    body, sign = (compiler.process(each, **kw) for each in element.clauses)
    return f"CAST(substr({body}, instr({body}, {sign}) + length({sign})) AS INTEGER)"


@compiles(NumberBehind, "postgresql")
def _number_there(element: NumberBehind, compiler: SQLCompiler, **kw: Any) -> str:
    body, sign = (compiler.process(each, **kw) for each in element.clauses)
    behind = f"substr({body}, strpos({body}, {sign}) + length({sign}))"
    return f"CAST(substring({behind} from '^[0-9]+') AS INTEGER)"


def _chains_in(table: Table) -> CTE:
    """Every chain in a table, from one to the next: not past every row of each; then nothing."""
    first = select(func.min(table.c.chain).label("chain")).cte(f"{table.name}s", recursive=True)
    following = select(func.min(table.c.chain)).where(table.c.chain > first.c.chain)
    return first.union_all(select(following.scalar_subquery()).where(first.c.chain.is_not(None)))


def _contracts_in(table: Table) -> Select[Any]:
    chains = _chains_in(table)
    return select(chains.c.chain).where(chains.c.chain.not_in(OWN_CHAINS))


_every = _chains_in(EVENT)
_length = select(func.max(f.c.seq)).where(f.c.chain == _every.c.chain).scalar_subquery()

_last = (
    select(_every.c.chain, _length.label("seq")).where(_every.c.chain.is_not(None)).subquery("h")
)

NOTHING: ColumnElement[Any] = literal_column("''")
BANDED = ("banded_seq", "banded_from", "banded_until", "banded_on")
# the same, said so that the index in the order of numbers is taken, and nothing has to be sorted
_is_listed = (BAND.c.state < bindparam("coming")) | (BAND.c.due <= bindparam("last"))
_in_time = (BAND.c.state, BAND.c.due, BAND.c.chain, BAND.c.place)
_WHOLE = tuple(column.name for column in BAND.columns)
_LEAN = tuple(name for name in _WHOLE if name != "text")
_TOLD = tuple(name for name in _LEAN if name not in ("mark", "body"))
# what is overdue, due or waiting, and what comes up to a day
_listed = (BAND.c.list == bindparam("list")) & (
    tuple_(BAND.c.state, BAND.c.due) <= tuple_(bindparam("coming"), bindparam("last"))
)


def _banded(names: Sequence[str]) -> Select[Any]:
    """Rows of lists, each with what its chain's head says of them."""
    of_its_chain = BAND.join(HEAD, HEAD.c.chain == BAND.c.chain)
    columns = (*(BAND.c[name] for name in names), *(HEAD.c[name] for name in ("seq", *BANDED)))
    return select(*columns).select_from(of_its_chain)


_heads = union_all(select(literal_column("''").label("chain")), select(HEAD.c.chain)).subquery()
_next = select(func.min(EVENT.c.chain)).where(EVENT.c.chain > _heads.c.chain).scalar_subquery()
_behind = select(_next.label("chain")).select_from(_heads).subquery()


QUERIES: dict[str, Executable] = {
    # from both tables: a chain whose rows are gone is missed by what its facts had said
    "CONTRACT_CHAINS": union(_contracts_in(EVENT), _contracts_in(PAYLOAD)).order_by("chain"),
    # as many as it takes to know that there is more than one: none behind them is looked for
    "TWO_CONTRACTS": _contracts_in(EVENT).limit(literal_column("2")).offset(NONE),
    "ROWS": _rows.order_by(*_in_order),
    "ROWS_AMONG": _rows.where(
        e.c.chain >= bindparam("first"), e.c.chain < bindparam("beyond")
    ).order_by(*_in_order),
    "ROWS_OF": _rows.where(e.c.chain == bindparam("chain")).order_by(*_in_order),
    "ROWS_BUT": _linked.where(e.c.chain == bindparam("chain"), e.c.seq.in_(_but)).order_by(e.c.seq),
    "ROW_AT": _linked.where(e.c.chain == bindparam("chain"), e.c.seq == bindparam("seq")),
    "STORE_LIFE": _linked.where(e.c.chain == OWN_CHAINS[1], e.c.kind.in_(_living)).order_by(
        e.c.seq
    ),
    "NAMING": select(PAYLOAD.c.seq).where(
        PAYLOAD.c.chain == bindparam("chain"), Place(PAYLOAD.c.body, bindparam("text")) > NONE
    ),
    "SAYING": select(PAYLOAD.c.chain).where(Place(PAYLOAD.c.body, bindparam("text")) > NONE),
    "HIGHEST": select(func.max(NumberBehind(PAYLOAD.c.body, bindparam("text")))).where(
        PAYLOAD.c.chain == bindparam("chain"), Place(PAYLOAD.c.body, bindparam("text")) > NONE
    ),
    "LENGTH": select(func.max(EVENT.c.seq)).where(EVENT.c.chain == bindparam("chain")),
    "LENGTHS": select(func.sum(_length)).select_from(_every),
    "COUNT_OF": select(func.count()).select_from(_indexed.subquery("i")),
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
    # by the index of kinds: whether a chain has any in between
    "ANY_BETWEEN": select(EVENT.c.kind)
    .where(
        EVENT.c.chain == bindparam("chain"),
        EVENT.c.kind >= bindparam("first"),
        EVENT.c.kind <= bindparam("last"),
    )
    .limit(ONE)
    .offset(NONE),
    "LAST_OF_KIND": select(EVENT.c.happened_on)
    .where(EVENT.c.chain == bindparam("chain"), EVENT.c.kind == bindparam("kind"))
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
    "HEAD_BY": _linked.where(
        e.c.chain == bindparam("chain"), e.c.recorded_at <= bindparam("known_at")
    )
    .order_by(e.c.seq.desc())
    .limit(ONE)
    .offset(NONE),
    "APPEND_EVENT": insert(EVENT),
    "APPEND_PAYLOAD": insert(PAYLOAD),
    "ASIDES": select(*ASIDE.c).order_by(ASIDE.c.chain, ASIDE.c.seq),
    "ASIDES_OF": select(ASIDE.c.seq, ASIDE.c.salt, ASIDE.c.body).where(
        ASIDE.c.chain == bindparam("chain")
    ),
    "APPEND_ASIDE": insert(ASIDE),
    "HAS_EVIDENCE": select(ONE)
    .select_from(EVIDENCE)
    .where(EVIDENCE.c.digest == bindparam("digest")),
    "APPEND_EVIDENCE": insert(EVIDENCE),
    "EVIDENCE": select(EVIDENCE.c.digest, EVIDENCE.c.content).order_by(EVIDENCE.c.digest),
    # -- beside the journal --
    "HEADS_FILL": insert(HEAD).from_select(
        [column.name for column in HEAD.columns],
        select(
            *(e.c[name] for name in ("chain", "seq", "hash", "recorded_at")),
            *(NONE, NOTHING, NOTHING, NOTHING, NONE),
        ).join(_last, (_last.c.chain == e.c.chain) & (_last.c.seq == e.c.seq)),
    ),
    "MANY": select(HEAD.c.chain).order_by(HEAD.c.chain).limit(ONE).offset(bindparam("few")),
    # each by its index: in order, or without doubles, all heads would be read
    "BAND_STALE": union_all(
        *(
            select(HEAD.c.chain).where(stale, HEAD.c.chain.not_in(OWN_CHAINS))
            for stale in (
                literal_column("seq <> banded_seq"),
                HEAD.c.banded_from > bindparam("today"),
                (HEAD.c.banded_until > NOTHING) & (HEAD.c.banded_until <= bindparam("now")),
                HEAD.c.banded_on < bindparam("on"),
                HEAD.c.banded_on > bindparam("upon"),
            )
        )
    ),
    "BAND_HEAD": select(HEAD.c.seq, HEAD.c.hash).where(HEAD.c.chain == bindparam("chain")),
    # a head that is not its chain's, and chains that have none
    "HEADS_ASTRAY": select(HEAD.c.chain).where(
        HEAD.c.seq
        != func.coalesce(
            select(func.max(EVENT.c.seq)).where(EVENT.c.chain == HEAD.c.chain).scalar_subquery(),
            NONE,
        )
    ),
    # chains of which facts are there and no head: whoever looks behind each head meets them
    "CHAINS_ASTRAY": select(_behind.c.chain).where(
        _behind.c.chain > NOTHING, ~select(ONE).where(HEAD.c.chain == _behind.c.chain).exists()
    ),
    "HEAD_CHAINS": select(HEAD.c.chain).where(HEAD.c.chain.not_in(OWN_CHAINS)).order_by("chain"),
    "BAND_KEPT": update(HEAD)
    .values({name: bindparam(name) for name in BANDED})
    .where(HEAD.c.chain == bindparam("chain")),
    "BAND_FORGET": update(HEAD)
    .values({name: bindparam(name) for name in BANDED})
    .where(HEAD.c.banded_seq != NONE),
    "BAND_DROP": delete(BAND).where(BAND.c.chain == bindparam("chain")),
    "BAND_DROP_ONE": delete(BAND).where(
        BAND.c.chain == bindparam("chain"),
        BAND.c.list == bindparam("list"),
        BAND.c.place == bindparam("place"),
    ),
    "BAND_EMPTY": delete(BAND),
    "BAND_ADD": insert(BAND),
    "BAND_COUNT": select(func.count()).select_from(BAND).where(_listed),
    "BAND_IS_LATE": select(ONE)
    .select_from(BAND)
    .where(BAND.c.list == bindparam("list"), BAND.c.state == NONE)
    .limit(ONE)
    .offset(NONE),
    "BAND_FIRST": _banded(_LEAN)
    .where(_listed)
    .order_by(*_in_time)
    .limit(bindparam("most"))
    .offset(NONE),
    "BAND_IN_TIME": _banded(_LEAN).where(_listed).order_by(*_in_time),
    "BAND_LISTED": _banded(_WHOLE).where(_listed).order_by(*_in_time),
    "BAND_NUMBERED": _banded(_WHOLE)
    .where(BAND.c.list == bindparam("list"), _is_listed)
    .order_by(BAND.c.due, BAND.c.number, BAND.c.chain, BAND.c.place),
    # as bytes, in which they are checked and written
    "BAND_TOLD": select(*(BAND.c[name] for name in _TOLD), cast(BAND.c.text, LargeBinary))
    .where(BAND.c.list == bindparam("list"), _is_listed)
    .order_by(BAND.c.due, BAND.c.number, BAND.c.chain, BAND.c.place),
    "BAND_MARKS": _banded((*_TOLD, "mark"))
    .where(BAND.c.list == bindparam("list"))
    .order_by(BAND.c.chain, BAND.c.place),
    "BAND_OF": _banded(_WHOLE)
    .where(BAND.c.list == bindparam("list"))
    .order_by(BAND.c.chain, BAND.c.place),
    # with a number only where facts of the contract are left out
    "BAND_LACKING": _banded(_WHOLE)
    .where(
        BAND.c.list == bindparam("list"), BAND.c.due == bindparam("due"), BAND.c.number > NOTHING
    )
    # in the order of an index, else all contracts are looked through
    .order_by(BAND.c.number, BAND.c.chain, BAND.c.place),
    "BAND_ABOUT": _banded(_WHOLE).where(
        BAND.c.list == bindparam("list"), BAND.c.chain == bindparam("chain")
    ),
    "BAND_CHAIN": _banded(_WHOLE)
    .where(BAND.c.chain == bindparam("chain"))
    .order_by(BAND.c.list, BAND.c.place),
    "BAND_TEXT": _banded(_WHOLE).where(
        BAND.c.chain == bindparam("chain"),
        BAND.c.list == bindparam("list"),
        BAND.c.place == bindparam("place"),
    ),
    "EVIDENCE_CONTENT": select(EVIDENCE.c.content).where(EVIDENCE.c.digest == bindparam("digest")),
    "KEYED": select(KEY.c.chain, KEY.c.seq, KEY.c.typed)
    .where(KEY.c.actor == bindparam("actor"), KEY.c.key == bindparam("key"))
    .order_by(KEY.c.chain),
    "APPEND_KEY": insert(KEY),
}
# what a server asks otherwise: there a file stands with each chain that refers to it, and a head
# is written with each fact by the one function that adds any, so that it says what should be there
c, h = CHAIN_EVIDENCE.c, HEAD.c
# under a policy only comparisons go into an index, and taking one from a number is none: joined as
# in a file, the row before each would be sought through the whole chain
_before = (
    select(b.c.seq, b.c.recorded_at, b.c.hash)
    .where(b.c.chain == e.c.chain, b.c.seq < e.c.seq)
    .order_by(b.c.seq.desc())
    .limit(ONE)
    .offset(NONE)
    .lateral("b")
)
_linked_there = select(
    *(e.c[name] for name in SEALED),
    p.c.salt,
    p.c.body,
    _before.c.seq.label("seq_before"),
    _before.c.recorded_at.label("recorded_before"),
    _before.c.hash.label("hash_before"),
).select_from(e.outerjoin(p, _of_event).outerjoin(_before, literal_column("true")))
ON_SERVERS: dict[str, Executable] = {
    "CONTRACT_CHAINS": select(h.chain).where(h.chain.not_in(OWN_CHAINS)).order_by(h.chain),
    "CHAINS_ASTRAY": select(ONE).where(literal_column("false")),
    "TWO_CONTRACTS": select(h.chain)
    .where(h.chain.not_in(OWN_CHAINS))
    .limit(literal_column("2"))
    .offset(NONE),
    # of a chain that another has, nothing: nobody waits for who keeps lists, nor he for anybody
    "BAND_TOLD": select(*(BAND.c[name] for name in (*_TOLD, "text")))
    .where(BAND.c.list == bindparam("list"), _is_listed)
    .order_by(BAND.c.due, BAND.c.number, BAND.c.chain, BAND.c.place),
    "BAND_TAKE": select(h.chain, h.seq, h.hash)
    .where(h.chain == func.any(bindparam("chains")))
    .order_by(h.chain)
    .with_for_update(skip_locked=True),
    "ROWS_BUT": _linked_there.where(e.c.chain == bindparam("chain"), e.c.seq.in_(_but)).order_by(
        e.c.seq
    ),
    "STORE_LIFE": _linked_there.where(e.c.chain == OWN_CHAINS[1], e.c.kind.in_(_living)).order_by(
        e.c.seq
    ),
    "ROW_AT": _linked_there.where(e.c.chain == bindparam("chain"), e.c.seq == bindparam("seq")),
    "HEAD_BY": _linked_there.where(
        e.c.chain == bindparam("chain"), e.c.recorded_at <= bindparam("known_at")
    )
    .order_by(e.c.seq.desc())
    .limit(ONE)
    .offset(NONE),
    "LENGTHS": select(func.sum(h.seq)).select_from(HEAD),
    "LAST_SAID": select(func.max(h.seq)).where(h.chain == bindparam("chain")),
    "HEADS": select(h.chain, h.seq, h.hash).where(h.chain != OWN_CHAINS[1]).order_by(h.chain),
    "HAS_EVIDENCE": select(ONE)
    .select_from(CHAIN_EVIDENCE)
    .where(
        c.chain == bindparam("chain"), c.digest == bindparam("digest"), c.kind == bindparam("kind")
    ),
    "EVIDENCE": select(c.chain, c.digest, c.content).order_by(c.chain, c.digest, c.kind),
    "EVIDENCE_CONTENT": select(c.content)
    .where(c.digest == bindparam("digest"))
    .limit(ONE)
    .offset(NONE),
}
# functions of the server add facts and files there
NOT_ON_SERVERS = ("APPEND_EVENT", "APPEND_PAYLOAD", "APPEND_ASIDE", "APPEND_EVIDENCE", "APPEND_KEY")
