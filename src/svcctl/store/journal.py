"""The journal: opening the store, reading a chain's facts, appending under one write lock."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from svcctl.billing.position import Happening
from svcctl.billing.refusal import Refusal
from svcctl.casebook.kinds import (
    CALENDAR_CHAIN,
    NAMES,
    OWN_CHAINS,
    STORE_CHAIN,
    ClockDoubted,
    Fact,
    HeadsSealed,
    Imported,
    StoreCreated,
    StoreUsed,
)
from svcctl.casebook.payloads import (
    APART,
    UNREADABLE,
    Payload,
    Unknown,
    decode,
    encode,
    parted,
    unread,
)
from svcctl.store.place import Place, Server
from svcctl.store.scopes import ALL, MONEY, SERVICE_KINDS, UNSEALED, Scope
from svcctl.version import __version__

if TYPE_CHECKING:
    from svcctl.store.alike import Alike
    from svcctl.store.chain import ChainRow
    from svcctl.store.driver import Driver

    Kept = dict[str, dict[int, tuple[str, str]]]  # what stands apart, by chains and their facts
    Row = tuple[ChainRow, str, str]
    Rows = list[Row]


SEALED, IMPORTED = NAMES[HeadsSealed], NAMES[Imported]
FEW = 20  # chains that are counted one by one sooner than all together


class Changed(Refusal):
    """The store is not what was recorded: the answer is no, to whoever asks it anything."""

    code = 1


class AlreadyDone(Refusal):
    """A command came with the key of one that was done: nothing more is recorded."""


class Journal:
    """An open store; reads go through the driver, so that looking something up starts fast."""

    def __init__(self, driver: "Driver") -> None:
        self.driver = driver
        self.sql = driver.sql
        self.path = driver.path
        # by which a command may not be done twice, whose key it is, a digest of what was typed
        self.key = self.signer = self.typed = ""
        self.holds = False  # whether reading a contract's chain keeps it from others
        self.opened = False  # whether this transaction has begun to record
        self.sealed = False  # whether it sealed what stood before: the first of a day does
        self.appended: list[str] = []  # the facts added through this object
        self.indexed = False  # whether this transaction has seen to the index
        self.unread: dict[str, Fact] = {}  # facts that were met and count for nothing, by their ids
        # chains found to be what was recorded, and in which scopes
        self.relied_on: dict[str, set[Scope]] = {}
        self.unmoved = False  # whether nobody else changes what is seen
        self.chains: list[str] | None = None  # of contracts, as long as that is so
        self.asked = 0  # chains of which it was asked whether they lost a row
        self.counted: bool | None = None  # whether no chain of the store has lost a row
        self.alike: Alike | None = None  # where a walk over many contracts shares their terms

    def close(self) -> None:
        """Let go of the store."""
        self.driver.close()

    def facts(self, chain: str, scope: Scope = ALL) -> list[Fact]:
        """The facts of one chain in order; Refusal where one is changed or unknown here."""
        return self.decoded(self.rows(chain, scope))

    def decoded(self, rows: "Iterable[Row]") -> list[Fact]:
        """What rows of this journal say; Refusal where one is unknown here."""
        kept: Kept = {}
        said = [self._said(row, body, kept) for row, _, body in rows]
        return [fact for fact in said if fact is not None]

    def facts_about(self, chain: str, records: Sequence[str], scope: Scope = MONEY) -> list[Fact]:
        """The facts in scope, and those of the service that are about one of a few records."""
        rows = self.rows(chain, scope)
        known = {row.seq for row, *_ in rows}
        with self.driver.refusing():
            named = [seq for seq in self._naming(chain, records) if seq not in known]
            found = [each for seq in named for each in self._read("ROW_AT", (chain, seq))]
        more = self._sound(found)
        if more is None:
            more = [each for each in self._whole(chain) if each[0].seq in named]
        both = sorted([*rows, *more], key=lambda each: each[0].seq)
        return self.decoded(both)

    def within_minute(self, chain: str, moment: datetime) -> list[str]:
        """The records of the service with an act of the same minute."""
        text, day = f'"at":"{moment:%H:%M}:', moment.date().isoformat()
        with self.driver.refusing():
            seqs = [row[0] for row in self._read("NAMING", (chain, text))]
            found = [each for seq in seqs for each in self._read("ROW_AT", (chain, seq))]
        return self._records(row for row in found if day in row)

    def referring(self, chain: str, record: str) -> list[str]:
        """The records of the service with an act that has the id of that one in it, itself too."""
        with self.driver.refusing():
            seqs = [row[0] for row in self._read("NAMING", (chain, json.dumps(record)))]
            found = [each for seq in seqs for each in self._read("ROW_AT", (chain, seq))]
        return self._records(found)

    def _records(self, found: "Iterable[Any]") -> list[str]:
        """The records that acts on the service are about, each once."""
        from svcctl.store.chain import ChainRow

        acts = [each for each in found if each[2] in SERVICE_KINDS]
        facts = [self._said(ChainRow._make(each[:9]), each[10], {}) for each in acts]
        return list(dict.fromkeys(str(fact.payload["record"]) for fact in facts if fact))

    def _naming(self, chain: str, records: Sequence[str]) -> list[int]:
        """Which facts of a chain name one of those records as what they are about."""
        # a quotation mark inside a text is escaped: this is a key and its value, wherever it stands
        texts = [f'"record":{json.dumps(each, ensure_ascii=False)}' for each in records]
        return sorted({row[0] for text in texts for row in self._read("NAMING", (chain, text))})

    def highest(self, chain: str, prefix: str) -> int:
        """The highest number that records whose ids begin so have got; 0 where there is none."""
        # from every payload, those taken back too: a number is never given twice
        text = f'"record":"{prefix}'
        with self.driver.refusing():
            row = self._read("HIGHEST", (text, text, chain, text))[0]
        return int(row[0] or 0)

    def length(self, chain: str) -> int:
        """How many facts a chain has: the number of its last one."""
        with self.driver.refusing():
            return int(self._read("LENGTH", (chain,))[0][0] or 0)

    def _read(self, name: str, values: Sequence[Any]) -> list[Any]:
        return self.driver.read(getattr(self.sql, name), values)

    def _said(self, row: "ChainRow", body: str, kept: "Kept") -> Fact | None:
        """The fact of a row; None for what somebody put in by SQL that no svcctl would record."""
        try:
            return self.read_as(row, body, kept)
        except Unknown as unknown:
            version = self._writer_of(str(unknown))
            newer = version != __version__ or not self.driver.by_many
            if newer and not self.by_a_supplier(row.kind):
                told = {"event": str(unknown), "version": version}
                raise Refusal("store.newer-fact", path=self.path, **told) from None
        except UNREADABLE:
            newer = False
        # under hashes that hold it is what was put in, within somebody's rights: were it refused
        # here, one supplier could stop the lists of all. It counts for nothing, and is named
        fact = unread(row[:6], newer)
        self.unread[fact.id] = fact
        return None

    def read_as(self, row: "ChainRow", body: str, kept: "Kept") -> Fact:
        """The fact of a row, with what stands apart from its payload; Unreadable, or Unknown.

        `kept` is what was read so far of what stands apart, by its chains.
        """
        if self.alike is not None and row.kind == IMPORTED:
            return self.alike.fact(self, row, body, kept)
        return self.read_anew(row, body, kept)

    def read_anew(self, row: "ChainRow", body: str, kept: "Kept") -> Fact:
        """The same, whatever was read before."""
        payload, inner = json.loads(body), None
        if APART in payload:
            from svcctl.store.asides import inner_of

            inner = inner_of(self, row, payload[APART], kept)
        return decode(row[:6], payload, inner)

    def by_a_supplier(self, kind: str) -> bool:
        """Whether a login of a supplier may have added a fact: it can say what version it likes."""
        from svcctl.store.suppliers import by_a_supplier, of_many

        return by_a_supplier(kind) and of_many(self.driver, self.facts(STORE_CHAIN))

    def changed(self, chain: str, seq: object) -> Changed:
        """What to say where a fact is not what was recorded."""
        return Changed("store.changed", event=f"{chain}#{seq}", path=self.path)

    def _writer_of(self, event: str) -> str:
        """The version of svcctl that wrote a fact; a question mark where it is not known."""
        chain, _, seq = event.rpartition("#")
        with self.driver.refusing():
            row = self.driver.execute(self.sql.WRITER_OF, (chain, int(seq))).fetchone()
        try:
            return str(json.loads(row[0])["svcctl"])
        except (TypeError, ValueError, KeyError):
            return "?"

    def rows(self, chain: str, scope: Scope = ALL) -> "Rows":
        """The facts of one chain as stored: columns, the salt and the text of the payload.

        Whoever reads them can rely on them: a row that is not what was recorded is refused. What
        the scope leaves out is counted, not read; the last row is checked whatever it is. Left out
        are facts of which this login may not read what they say.
        """
        if chain not in OWN_CHAINS:
            self.hold(chain)
        rows = self._part(chain, scope) if scope else None
        if rows is None:
            # all of it, or a part in which something is wrong: the whole chain says where
            rows = self._whole(chain)
        self.rely(chain, scope)
        return [each for each in rows if each[0].kind not in scope]

    def _part(self, chain: str, scope: Scope) -> "Rows | None":
        """The rows in scope and the last one; None where one is changed, or any is gone."""
        if self.driver.hidden:
            return None  # what is hidden is told from what is gone by its row
        first, last = scope[0], scope[-1]
        with self.driver.refusing():
            if not self._read("ANY_BETWEEN", (chain, first, last)):
                return None  # it is all of it: read at once it is read sooner
        kinds = (chain, first, chain, first, last, chain, last)
        with self.driver.refusing():
            found = self._read("ROWS_BUT", (chain, *kinds, chain))
            [[last_said]] = self._read("LAST_SAID", (chain,))
            end = found[-1][1] if found else 0  # the last row is among them whatever it is
            whole = end == (last_said or 0) and self._none_gone(chain, end)
        return self._sound(found) if whole else None

    def _none_gone(self, chain: str, end: int) -> bool:
        """Whether a chain has as many rows as its last one says."""
        self.asked += 1
        if self.driver.by_many or self.asked <= FEW:
            return self._read("COUNT_OF", (chain,)) == [(end,)]  # of all it would be a long walk
        # for many chains the whole store is counted, once, in a third of the time; where any has
        # lost a row, each is counted
        if self.counted is None:
            self.counted = self._read("COUNT", ()) == self._read("LENGTHS", ())
        return self.counted or self._read("COUNT_OF", (chain,)) == [(end,)]

    def _sound(self, found: Sequence[Any]) -> "Rows | None":
        """Rows of which each was read with what it is linked to; None where one was changed."""
        from svcctl.store.chain import ChainRow, flaws, holds, stands

        rows: Rows = []
        for each in found:
            row, (seq, moment, its_hash) = ChainRow._make(each[:9]), each[11:]
            # of the row before only this is known, and nothing of it was checked
            before = None
            if seq is not None:
                before = ChainRow("", seq, "", "", str(moment), "", "", "", its_hash)
            stored = row, each[9], each[10]
            whole = stands(each[:11], before) or holds(stored, before)
            if not whole and any(flaws(stored, before)):
                return None
            rows.append(stored)
        return rows

    def _whole(self, chain: str) -> "Rows":
        """Every row of a chain; Refusal that names the first that is not what was recorded."""
        with self.driver.refusing():
            # before the rows: who does not lock the chain may see some more that came meanwhile
            [[last_said]] = self._read("LAST_SAID", (chain,))
            found = self._read("ROWS_OF", (chain,))
        rows = self._as_recorded(chain, found)
        if (last_said or 0) > len(rows):
            # a fact was said whose row is gone: of a chain cut short that much is left
            raise self.changed(chain, len(rows) + 1)
        hidden = self.driver.hidden
        return [each for each in rows if each[0].kind not in hidden] if hidden else rows

    def _as_recorded(self, chain: str, found: Sequence[Any]) -> "Rows":
        from svcctl.store.chain import ChainRow, flaws, holds

        rows: Rows = []
        before: ChainRow | None = None
        for each in found:
            row = ChainRow._make(each[:9])
            stored = row, each[9], each[10]
            wrong = set() if holds(stored, before) else set(flaws(stored, before))
            if row.kind in self.driver.hidden:
                wrong.discard("payload-missing")
            if wrong:
                raise self.changed(chain, len(rows) + 1)
            rows.append(stored)
            before = row
        return rows

    def content(self, digest: str) -> bytes:
        """The bytes of a file that was kept; Refusal where the store has lost or changed them."""
        from svcctl.store.digest import digest as digest_of

        with self.driver.refusing():
            row = self.driver.execute(self.sql.EVIDENCE_CONTENT, (digest,)).fetchone()
        content = row[0] if row else None
        if not isinstance(content, bytes) or digest_of(content) != digest:
            raise Changed("store.changed-file", digest=digest[:16], path=self.path)
        return content

    def contracts(self) -> list[str]:
        """The ids of the contracts that have a chain."""
        found = self.chains
        if found is None:
            with self.driver.refusing():
                found = [row[0] for row in self.driver.execute(self.sql.CONTRACT_CHAINS)]
            self.chains = found if self.unmoved else None
        return [*found]

    def has(self, contract: str) -> bool:
        """Whether there is a contract of that very id: one chain is asked, not all."""
        if self.chains is not None:
            return contract in self.chains
        if contract in OWN_CHAINS or not contract.isprintable():
            return False  # what no database takes as text names nothing either
        # where every fact is gone, what they said may not be
        with self.driver.refusing():
            return any(
                self._read(name, (contract,))[0][0] is not None for name in ("LENGTH", "LAST_SAID")
            )

    def has_several(self) -> bool:
        """Whether there is more than one contract."""
        if self.chains is not None:
            return len(self.chains) > 1
        with self.driver.refusing():
            return len(self._read("TWO_CONTRACTS", ())) > 1

    def contracts_saying(self, key: str, value: str) -> list[str]:
        """The contracts of which a fact says that of a key: found by what they say, none is read."""
        text = f"{json.dumps(key)}:{json.dumps(value, ensure_ascii=False)}"
        with self.driver.refusing():
            found = {row[0] for row in self._read("SAYING", (text,))}
        return sorted(found.difference(OWN_CHAINS))

    def heads(self, chains: Sequence[str]) -> dict[str, tuple[int, str]]:
        """The number and the hash of the last fact of some chains, of many in one statement."""
        with self.driver.refusing():
            if len(chains) > FEW:
                wanted = set(chains)
                every = self.driver.execute(self.sql.HEADS)
                return {chain: (seq, its_hash) for chain, seq, its_hash in every if chain in wanted}
            found = [(chain, self._read("LAST", (chain,))) for chain in chains]
        return {chain: (rows[0][1], rows[0][8]) for chain, rows in found if rows}

    def rely(self, chain: str, scope: Scope) -> None:
        """Take a chain for what was recorded: it was read, and still ends as it did then."""
        self.relied_on.setdefault(chain, set()).add(scope)

    def head(self, chain: str, known_at: str) -> str:
        """CHAIN@SEQ:HASH of the last fact recorded by then; nothing where there was none.

        The chain that it heads is checked first: Refusal where it is not what was recorded. Of a
        chain that was read in part, that part was checked, and the fact that is the head is.
        """
        self._rely_on(chain)
        with self.driver.refusing():
            found = self._read("HEAD_BY", (chain, known_at))
        if ALL not in self.relied_on[chain] and self._sound(found) is None:
            self._whole(chain)
        return next((f"{row[0]}@{row[1]}:{row[8]}" for row in found), "")

    def _rely_on(self, chain: str) -> None:
        """See to it that a chain was read and is what was recorded; of its own what names no heads."""
        if chain not in self.relied_on:
            self.rows(chain, UNSEALED if chain == STORE_CHAIN else ALL)

    def last_moment(self, chain: str) -> str:
        """When the last fact of a chain was recorded; nothing where there is none."""
        with self.driver.refusing():
            row = self.driver.execute(self.sql.LAST, (chain,)).fetchone()
        return str(row[4]) if row else ""

    @contextmanager
    def snapshot(self) -> Iterator["Journal"]:
        """One unchanging view of the store over several reads."""
        with self.driver.refusing(), self.driver.snapshot(), self._one_view(holds=False):
            yield self

    @contextmanager
    def joining(self, view: Any) -> Iterator[Any]:
        """The view that another connection has of the store, as `Driver.view` told it; what is seen."""
        with self.driver.refusing(), self.driver.joining(view) as seen, self._one_view(holds=False):
            yield seen

    @contextmanager
    def writing(self, waits: Callable[[], object] | None = None) -> Iterator["Journal"]:
        """The write lock, taken before reading, so that what is checked is what is added to.

        `waits` is called where another is recording, and one has to wait for longer than a moment.
        """
        with self.driver.refusing(), self.driver.writing(waits), self._one_view(holds=True):
            yield self

    def hold(self, chain: str) -> None:
        """Keep others from adding to a chain until this command is done; before it is read."""
        if self.holds:
            with self.driver.refusing():
                self.driver.hold(chain)
            self._refuse_done()  # the same command may have been done while this one waited

    def hold_numbers(self) -> None:
        """Keep others from adding, for another contract, what is there once in the whole store.

        What was there before is asked behind it. A supplier sees its own contracts alone, and holds
        nothing.
        """
        # a row that is there in every store, and that nothing else holds but a notice that was read
        # and is added; taken behind the contract's own, as whoever has this one waits for no contract
        if self.holds and not self.driver.hidden:
            with self.driver.refusing():
                self.driver.hold(CALENDAR_CHAIN)

    def go_by_key(self, key: str, actor: str, typed: str) -> None:
        """Note a key with what this command records; AlreadyDone where it was done by it.

        `typed` is a digest of the command: Refusal where another one came with that key.
        """
        if not self.driver.keeps_keys:
            raise Refusal("key.old-store", path=self.path)
        self.key, self.signer, self.typed = key, self.driver.handle or actor, typed
        self._refuse_done()

    def _refuse_done(self) -> None:
        if self.key:
            with self.driver.refusing():
                found = self._read("KEYED", (self.signer, self.key))
            for chain, seq, typed in found[:1]:
                told = {"event": f"{chain}#{seq}", "named": self.key}
                if typed != self.typed:
                    raise Refusal("key.other", **told)
                raise AlreadyDone("key.done", **told)

    @contextmanager
    def only_reading(self) -> Iterator[None]:
        """What is read here keeps nobody from adding to it, as nothing will be added."""
        holds, self.holds = self.holds, False
        try:
            yield
        finally:
            self.holds = holds

    @contextmanager
    def _one_view(self, holds: bool) -> Iterator[None]:
        """What was found out, or begun, in an earlier view of the store says nothing of this one."""
        self.holds, self.key = holds, ""
        self.relied_on.clear()
        self.chains = self.counted = None
        self.asked = 0
        self.opened = self.sealed = self.indexed = False
        self.unmoved = True
        try:
            yield
        finally:
            self.unmoved, self.chains = False, None

    def append(self, chain: str, says: Sequence[Happening], actor: str, now: str) -> list[Fact]:
        """Append facts to a chain, inside `writing`; `now` is UTC and never goes back."""
        from svcctl.store.seals import doubtful

        if chain != STORE_CHAIN:  # a day is opened by another transaction, which adds to that one
            self.hold(chain)
        actor, now = self.driver.handle or actor, self.driver.moment(now)
        # a contract's first fact has nothing of its own to be held against
        last = self.last_moment(chain) or self.last_moment(STORE_CHAIN)
        self._open_day(chain, actor, now)
        facts = self._append(chain, says, actor, now)
        if self.key and facts:  # of several contracts the first: they are recorded together
            self.driver.note_key(chain, self.signer, self.key, facts[0].seq, self.typed)
            self.key = ""
        # a server's clock is nobody's to set back
        if doubtful(now, last) and not self.driver.handle:
            targets = tuple(fact.id for fact in facts)
            mark = ClockDoubted(on=_day(now), targets=targets, clock=now)
            self._append(STORE_CHAIN, [mark], actor, now)
        return facts

    def _open_day(self, chain: str, actor: str, now: str) -> None:
        """Before the first fact of a newer program, of a day, of a contract: say so, and seal."""
        from svcctl.store.moved import refuse_moved

        if self.opened:
            return
        self.opened = True
        known = self._life()
        refuse_moved(known, self.path)
        used = _is_new(known)
        sealing = not (self._sealed_on(now[:10]) and self.last_moment(chain))
        if known and (used or sealing):
            self.sealed = self.driver.opening(
                lambda driver: Journal(driver).open_day(sealing, actor, now), __version__
            )

    def _life(self) -> list[Fact]:
        """What the store says of itself: where it lives, and who wrote to it; not what it sealed."""
        if self.driver.hidden:
            return self.facts(STORE_CHAIN)
        with self.driver.refusing():
            found = self._sound(self._read("STORE_LIFE", ()))
            [[end]] = self._read("LENGTH", (STORE_CHAIN,))
            [[last_said]] = self._read("LAST_SAID", (STORE_CHAIN,))
        # a row that is wrong, or one that was said and is gone: the whole chain says where
        whole = found is not None and (end or 0) == (last_said or 0)
        return self.decoded(found if found and whole else self._whole(STORE_CHAIN))

    def _sealed_on(self, day: str) -> bool:
        """Whether the last seal is of that day."""
        found = self._read("LAST_OF_KIND", (STORE_CHAIN, SEALED))
        return bool(found) and found[0][0] == day

    def open_day(self, sealing: bool, actor: str, now: str) -> bool:
        """Say that this version writes from here on, if none did, and seal; whether it did."""
        from svcctl.store.seals import seal

        self.driver.hold(STORE_CHAIN)
        known = self.facts(STORE_CHAIN, ALL if sealing else UNSEALED)
        # an older program that meets a fact it does not know can then say which version to fetch
        if _is_new(known):
            used = StoreUsed(on=_day(now), version=__version__)
            self._append(STORE_CHAIN, [used], actor, now)
        # whatever is recorded from here on comes after all that stands: without this a contract
        # could be put in later with any moment one likes
        heads = seal(known, self.driver.execute(self.sql.HEADS), now) if sealing else None
        if heads:
            self._append(STORE_CHAIN, heads, actor, now)
        return bool(heads)

    def _append(self, chain: str, says: Sequence[Happening], actor: str, now: str) -> list[Fact]:
        """Each linked to the one before it; written together, as a list has some ten thousand."""
        from svcctl.store.chain import ChainRow

        self.driver.hold(chain)
        self._rely_on(chain)  # nothing is built on a chain that was changed
        for kind in {NAMES[type(each)] for each in says}:
            self._index_for(kind)
        found = self.driver.execute(self.sql.LAST, (chain,)).fetchone()
        last = ChainRow(*found) if found else None
        rows, payloads, asides, facts = [], [], [], []
        for each in says:
            payload, inner = encode(each), None
            if self.driver.asides:
                payload, inner = _parted(each, payload)
            last, salt, body = _linked(chain, each, payload, actor, now, last)
            rows.append(last)
            payloads.append((chain, last.seq, salt, body))
            if inner:
                asides.append((chain, last.seq, *inner))
            # as whoever reads it will: what cannot be put together again is not recorded
            facts.append(
                decode(last[:6], json.loads(body), json.loads(inner[1]) if inner else None)
            )
        self.driver.append(rows, payloads, asides)
        if rows and rows[0].seq == 1:
            self.chains = None
        if chain != STORE_CHAIN:
            self.appended += [fact.id for fact in facts]
        return facts

    def _index_for(self, kind: str) -> None:
        """See to it that a store of before has its index once it has a record of the service."""
        # not sooner: programs of before know no such facts, and they would miss nothing till then
        if kind in SERVICE_KINDS and not self.indexed:
            self.driver.index()
            self.indexed = True

    def keep(self, content: bytes, chain: str) -> str:
        """Keep a file's bytes by their SHA-256 for a chain, once however often handed in."""
        from svcctl.store.digest import digest

        name = digest(content)
        self.driver.keep(chain, name, content)
        return name


def _parted(says: Happening, payload: Payload) -> tuple[Payload, tuple[str, str] | None]:
    """A payload with the digest of what stands apart from it; that with its salt, where any does."""
    from secrets import token_hex

    from svcctl.store.canonical import canonical
    from svcctl.store.chain import payload_digest

    shown, inner = parted(NAMES[type(says)], payload)
    if not inner:
        return shown, None
    salt, body = token_hex(16), canonical(inner)
    return shown | {APART: payload_digest(salt, body)}, (salt, body)


def _linked(
    chain: str, says: Happening, payload: Payload, actor: str, now: str, last: "ChainRow | None"
) -> "tuple[ChainRow, str, str]":
    """The row that a fact becomes behind the last one, with its payload's salt and body."""
    from secrets import token_hex

    from svcctl.store.canonical import canonical
    from svcctl.store.chain import GENESIS, ChainRow, payload_digest, sealed

    # sums and dates are few: without a salt a withheld payload could be guessed by trying them all
    salt, body = token_hex(16), canonical(payload)
    row = ChainRow(
        chain=chain,
        seq=last.seq + 1 if last else 1,
        kind=NAMES[type(says)],
        happened_on=says.on.isoformat(),
        # a clock that was set back must not put a fact before the one it follows: --known-at cuts
        # by this time
        recorded_at=max(now, last.recorded_at) if last else now,
        actor=actor,
        payload_digest=payload_digest(salt, body),
        prev_hash=last.hash if last else GENESIS,
        hash="",
    )
    return sealed(row), salt, body


def _day(now: str) -> date:
    return date.fromisoformat(now[:10])


def _is_new(known: Sequence[Fact]) -> bool:
    """Whether this version has not written yet to a store with these facts of its own."""
    versions = [f.says.version for f in known if isinstance(f.says, StoreCreated | StoreUsed)]
    return bool(versions) and __version__ not in versions


def open_journal(place: Place, write: bool = False) -> Journal:
    """The journal of the store in that place; Refusal where it cannot be opened."""
    # each driver is loaded for its own stores alone: their modules are not small
    if isinstance(place, Server):
        from svcctl.store.postgres import open_server

        return Journal(open_server(place))
    from svcctl.store.sqlite import open_file

    return Journal(open_file(place, write))
