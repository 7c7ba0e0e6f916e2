"""`audit prove`: what of the store shows that one fact lies under a head kept outside."""

from collections.abc import Iterable, Mapping, Sequence

from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.casebook.kinds import OWN_CHAINS, STORE_CHAIN, Fact
from svcctl.desk.looking import Look
from svcctl.intake.entry import parse_event
from svcctl.store.journal import Changed, Journal
from svcctl.store.proof import SHA256, SM3, Place, Proof, Way, sealed_ways, way_to
from svcctl.store.rehash import Kept, rehashed, sm3
from svcctl.store.seals import Head, each_seal, path_to

Noted = Mapping[Place, set[str]]  # heads kept outside: hashes, or the first digits of them


class Proven(Record):
    """A proof, what the fact is, and how many chains lie under the seal."""

    proof: Proof
    fact: Fact
    chains: int = 0


def prove(look: Look, event: str, noted: Noted, with_payload: bool, name: str = SHA256) -> Proven:
    """The shortest proof to one of the heads noted; without any, to the first seal on the fact."""
    chain, seq = _meant(look, event)
    rows = _known(look, chain)
    if not 1 <= seq <= len(rows):
        raise Refusal("prove.no-event", event=f"{chain}#{seq}")
    [fact] = look.journal.decoded(rows[seq - 1 : seq])
    own = look.journal.decoded(store := rows if chain == STORE_CHAIN else _known(look, STORE_CHAIN))
    # by another hash only the file that `audit seal` wrote has heads: the store's seals have none
    seals = list(sealed_ways(chain, seq, own)) if name == SHA256 else []
    way = _way(chain, seq, noted, seals, len(rows))
    shown = list(rehashed(rows, sm3())) if name == SM3 else rows
    proof = Proof(
        rows=[row for row, *_ in shown[seq - 1 : way.upto]],
        payload=shown[seq - 1][1:] if with_payload else None,
        hash=name,
    )
    chains = 0
    if way.seal:
        chains, path = _path(look.journal, own, way.seal, chain)
        behind = store[way.seal - 1 : way.until]
        proof = proof._replace(path=path, seal=behind[0][1:], store=[row for row, *_ in behind])
    _check_end(proof, way, noted)
    return Proven(proof, fact, chains)


def _meant(look: Look, event: str) -> Place:
    """The fact's chain, by whatever its contract is called, and its number."""
    chain, seq = parse_event(event)
    if chain in OWN_CHAINS:
        return chain, seq
    there = look.at(chain) if chain else look
    chains = there.chains()
    return (chains[0] if len(chains) == 1 else there.case().id), seq


def _known(look: Look, chain: str) -> list[Kept]:
    """The rows of a chain that were recorded by the time looked at."""
    return [kept for kept in look.journal.rows(chain) if kept[0].recorded_at <= look.desk.known_at]


def _way(chain: str, seq: int, noted: Noted, seals: Sequence[Way], rows: int) -> Way:
    """Which rows to show; Refusal where nothing that is kept outside covers the fact."""
    event = f"{chain}#{seq}"
    if noted:
        found = way_to(noted, chain, seq, seals)
        if found is None:
            raise Refusal("prove.not-covered", event=event)
        return found
    if chain == STORE_CHAIN:
        return Way(rows)
    if not seals:
        raise Refusal("prove.unsealed", event=event)
    return seals[0]


def _path(
    journal: Journal, own: Iterable[Fact], seal: int, chain: str
) -> tuple[int, tuple[tuple[str, str], ...]]:
    """How many chains lie under a seal, and the way from one of them to its root."""
    covered: dict[str, int] = {}
    for fact, says, moved in each_seal(own):
        covered |= moved
        if fact.seq == seal:
            with journal.driver.refusing():
                heads = _heads(journal, covered)
            root, path = path_to(chain, heads)
            if root == says.root:
                return says.chains, path
    raise Changed("prove.seal-broken", event=f"{STORE_CHAIN}#{seal}", path=journal.path)


def _heads(journal: Journal, covered: Mapping[str, int]) -> list[Head]:
    """The heads of chains as they were when each had so many facts."""
    driver, found = journal.driver, []
    # most have not moved on since, as a rule: one statement instead of one each
    now = {chain: (seq, its_hash) for chain, seq, its_hash in driver.read(driver.sql.HEADS, ())}
    for chain, seq in covered.items():
        last, its_hash = now.get(chain, (0, ""))
        if last != seq:  # where the row is gone the root is another
            rows = driver.read(driver.sql.HASH_OF, (chain, seq))
            its_hash = rows[0][0] if rows else ""
        found.append((chain, seq, its_hash))
    return found


def _check_end(proof: Proof, way: Way, noted: Noted) -> None:
    """Refusal where what was noted outside of this very fact is not what stands here."""
    place, _, its_hash = proof.ends.rpartition(":")
    chain, _, seq = place.rpartition("@")
    # a row that was noted may be gone: the last that is shown is then another
    there = int(seq) == (way.until or way.upto)
    if not there or not all(map(its_hash.startswith, noted.get((chain, int(seq)), ()))):
        raise Changed("prove.other-book", head=f"{chain}@{way.until or way.upto}")
