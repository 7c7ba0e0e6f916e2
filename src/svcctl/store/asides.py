"""What stands apart from a fact's payload as the office's own: read, and held against its digest."""

import json
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from svcctl.casebook.kinds import STORE_CHAIN, Fact, Granted, StoreSalvaged
from svcctl.casebook.payloads import APART, Payload
from svcctl.store.chain import ChainRow, payload_digest

if TYPE_CHECKING:
    from svcctl.store.driver import Driver

Kept = tuple[str, str]  # salt and body, as it is kept
PROMISE = f'"{APART}":'  # in canonical JSON a quotation mark within a text is escaped
OPENING = re.compile(rf'{{{PROMISE}"([0-9a-f]{{64}})"[,}}]').match  # as its first key it stands so


class Read(Protocol):
    """The journal, as far as it is asked here."""

    driver: "Driver"

    def facts(self, chain: str) -> list[Fact]:
        """The facts of one chain in order."""

    def changed(self, chain: str, seq: object) -> Exception:
        """What to say where a fact is not what was recorded."""


def promised(body: object) -> str | None:
    """The digest that a payload has of what stands apart from it; None where nothing does."""
    if not isinstance(body, str) or PROMISE not in body:
        return None  # most have none, and reading what they say takes as long as all the rest
    opening = OPENING(body)
    if opening and body.find(PROMISE, opening.end()) < 0:
        return opening[1]  # of a contract's terms nothing more has to be read
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return None
    found = said.get(APART) if isinstance(said, dict) else None
    return found if isinstance(found, str) else None


def holds(kept: Kept, promise: object) -> bool:
    """Whether this is what a payload has the digest of."""
    try:
        return payload_digest(str(kept[0]), str(kept[1])) == promise
    except UnicodeEncodeError:  # bytes that are no text
        return False


def kept_of(driver: "Driver", chain: str) -> dict[int, Kept]:
    """All that stands apart in a chain and may be read, by the numbers of its facts."""
    if not driver.asides:
        return {}
    with driver.refusing():
        found = driver.read(driver.sql.ASIDES_OF, (chain,))
    return {seq: (salt, body) for seq, salt, body in found}


def of_rows(journal: Read, chain: str, rows: Iterable[Sequence[Any]]) -> dict[int, Kept]:
    """What stands apart from rows of a chain: columns first, the payload's text last.

    Refusal where one of them is changed or gone. Left out is what is on record as lost, what a
    supplier says there is, and what this login may not read.
    """
    kept: dict[str, dict[int, Kept]] = {}
    found = {}
    for *columns, _, body in rows:
        if (promise := promised(body)) and text_of(journal, ChainRow(*columns), promise, kept):
            found[columns[1]] = kept[chain][columns[1]]
    return found


def inner_of(
    journal: Read, row: ChainRow, promise: object, kept: dict[str, dict[int, Kept]]
) -> Payload | None:
    """What stands apart from a payload, as it says; empty where it is not for this login, or lost.

    None where there is nothing, and a supplier wrote that there was. ValueError for what is no
    table of values. `kept` is what was read so far.
    """
    found = text_of(journal, row, promise, kept)
    if not found:
        return None if found is None else {}
    inner: Payload = json.loads(found[0])
    if not isinstance(inner, dict) or not inner:
        raise ValueError(row.seq)
    return inner


def text_of(
    journal: Read, row: ChainRow, promise: object, kept: dict[str, dict[int, Kept]]
) -> tuple[str, ...] | None:
    """The text of what stands apart; empty and None as above. Refusal where it is changed or gone."""
    driver = journal.driver
    if driver.closed:
        return ()
    if row.chain not in kept:
        kept[row.chain] = kept_of(driver, row.chain)
    found = kept[row.chain].get(row.seq)
    if found and holds(found, promise):
        return (found[1],)
    own = journal.facts(STORE_CHAIN) if found is None and row.chain != STORE_CHAIN else []
    if f"{row.chain}#{row.seq}" in lost_in(own):
        return ()
    if row.actor in suppliers_in(own):
        return None
    raise journal.changed(row.chain, row.seq)


def lost_in(own: Iterable[Fact]) -> set[str]:
    """The facts of which it is on record that what stood apart from them is lost."""
    told = [fact.says.lost_asides for fact in own if isinstance(fact.says, StoreSalvaged)]
    return {event for events in told for event in events}


def suppliers_in(own: Iterable[Fact]) -> set[str]:
    """The handles that logins of suppliers were granted."""
    granted = [fact.says for fact in own if isinstance(fact.says, Granted)]
    return {says.handle for says in granted if says.role == "vendor"}
