"""Which facts of a long record of the service a command decodes: those about a few records, or what is not over."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from typing import NamedTuple

from svcctl.casebook.kinds import Fact
from svcctl.casebook.replay import taken_back
from svcctl.store.journal import Journal
from svcctl.store.scopes import INCIDENT, SERVICE

Reader = Callable[[Journal, str, str], list[Fact]]  # of a chain, by what was known at a time
AT = '{"at":"'
RECORD, CLOSE, REOPEN, OPEN = (
    '"record":"', '"verb":"close"', '"verb":"reopen"', '"verb":"open"',
)  # fmt: skip


def about(records: Sequence[str], acted: str = "", opened: datetime | date | None = None) -> Reader:
    """Everything but incidents, and of those the ones named and what refers to one acted on.

    `opened` is when a new one was called in: those called in that minute are read too.
    """

    def read(journal: Journal, chain: str, _: str) -> list[Fact]:
        # what is done to a record can take away what others rest on: those are looked at too
        resting = journal.referring(chain, acted) if acted else []
        twins = journal.within_minute(chain, opened) if isinstance(opened, datetime) else []
        return journal.facts_about(chain, [*records, *resting, *twins], SERVICE)

    return read


def not_over(until: datetime) -> Reader:
    """Everything but the acts of incidents that are closed at a moment: of a year nearly all are."""

    def read(journal: Journal, chain: str, known_at: str) -> list[Fact]:
        rows = journal.rows(chain)
        others = journal.decoded(row for row in rows if row[0].kind != INCIDENT)
        gone = taken_back([fact for fact in others if fact.recorded_at <= known_at])
        acts = [
            Told(row.seq, row.happened_on, body)
            for row, _, body in rows
            if row.kind == INCIDENT and row.recorded_at <= known_at
        ]
        left = set(seqs_not_over(acts, gone, until))
        open_ = journal.decoded(row for row in rows if row[0].seq in left)
        return sorted([*others, *open_], key=lambda fact: fact.seq)

    return read


class Told(NamedTuple):  # there are some hundred thousand of them
    """An act as the journal keeps it, not decoded."""

    seq: int
    on: str
    body: str  # canonical JSON: keys sorted, a quotation mark within a text escaped

    @property
    def record(self) -> str:
        """What it is about."""
        begin = self.body.index(RECORD) + len(RECORD)
        return self.body[begin : self.body.index('"', begin)]

    @property
    def moment(self) -> str:
        """When it happened, so that text sorts by time; nothing where that is not told at once."""
        if not self.body.startswith(AT):
            return ""
        return f"{self.on}T{self.body[len(AT) : len(AT) + len('16:30:00')]}"


def seqs_not_over(acts: Iterable[Told], gone: AbstractSet[int], until: datetime) -> Iterator[int]:
    """The places of the acts on incidents that may not be closed at a moment."""
    of, by = defaultdict[str, list[Told]](list), until.isoformat(timespec="seconds")
    for act in acts:
        of[act.record].append(act)
    for told in of.values():
        if not _is_over(told, gone, by):
            yield from (act.seq for act in told)


def _is_over(told: Sequence[Told], gone: AbstractSet[int], until: str) -> bool:
    """Whether one opening and one closing, both by then, are all there is to its states."""
    # in doubt it is decoded and its acts are put in their order, as everywhere
    opened = [act.moment for act in told if OPEN in act.body]
    closed = [act.moment for act in told if CLOSE in act.body]
    if len(opened) != 1 or len(closed) != 1 or any(REOPEN in act.body for act in told):
        return False
    if not "" < opened[0] <= closed[0] <= until:
        return False
    return gone.isdisjoint(act.seq for act in told)
