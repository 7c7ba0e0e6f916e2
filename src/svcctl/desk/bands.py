"""Lists from beside the journal: made anew where they no longer hold, and read in one view of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date
from itertools import islice
from os import getpid
from typing import TYPE_CHECKING, TypeVar

from svcctl.billing.refusal import Refusal
from svcctl.casebook.kinds import CALENDAR_CHAIN
from svcctl.casebook.replay import NOBODY_KNEW_LATER
from svcctl.desk.desk import Desk
from svcctl.desk.from_each import MANY, in_parts
from svcctl.desk.looking import Look, name_odd
from svcctl.store.journal import Journal, open_journal
from svcctl.store.scopes import MONEY, SERVICE, Scope
from svcctl.version import __version__

if TYPE_CHECKING:  # a store of one contract keeps no lists, and starts without them
    from svcctl.billing.obligations import ObligationState
    from svcctl.casebook.case import Case
    from svcctl.casebook.kinds import Fact
    from svcctl.store.band import Band, Worked
    from svcctl.store.bands import Bands
    from svcctl.store.left_out import Left

T = TypeVar("T")
FORM = "3"  # of the rows; another one makes all of them anew
BATCH = 100  # contracts whose rows are written together
FORMATS = ("json", "csv", "plain", "table")
# by each index that leads to them
ALL_ROWS = (
    *(("BAND_NUMBERED", kind) for kind in ("due", "back")),
    *(("BAND_IN_TIME", kind) for kind in ("due", "back")),
    *(("BAND_OF", kind) for kind in ("duty", "flow")),
)
MOST_LAID = 500  # contracts whose rows stand beside a statement; of more the journal is asked
FEW = 20  # contracts that are worked out anew sooner than lists are looked after


@contextmanager
def listing(desk: Desk, scope: Scope = MONEY) -> Iterator[tuple[Look, "Bands | None"]]:
    """One unchanging view of the store, and the lists beside the journal; None where it is asked."""
    journal = open_journal(desk.store_place)
    look = Look(desk, journal, scope)
    try:
        asked = are_asked(look)
        if asked:
            renewed(look)
        with journal.snapshot():
            bands = current(look) if asked else None
            yield look, bands
            left = _left_out(bands, scope) if bands else None
        if left and (left.facts or journal.unread):
            from svcctl.desk.unread import name_kept

            name_kept(desk, journal, left)
        name_odd(desk, journal)
    finally:
        journal.close()


def _left_out(bands: "Bands", scope: Scope) -> "Left | None":
    """The facts of contracts that count for nothing; None where the journal was asked, and met them."""
    from svcctl.store.bands import Torn

    try:
        with bands.driver.refusing():
            return bands.left_out(scope)
    except Torn:
        return None


def are_asked(look: Look) -> bool:
    """Whether the question is about today and all contracts, and the store keeps lists of them."""
    desk, journal = look.desk, look.journal
    asked = (desk.contract, desk.beside, desk.names, desk.chosen) == (None, (), (), {})
    now = desk.as_of == desk.today and desk.known_at == NOBODY_KNEW_LATER
    if not (asked and now and desk.format in FORMATS):
        return False
    if not journal.driver.lists:
        return False
    with journal.driver.refusing():
        return journal.driver.execute(journal.sql.MANY, (FEW,)).fetchone() is not None


def renewed(look: Look) -> None:
    """Work out what no longer holds and keep it, a batch at a time; before the view is taken."""
    with look.journal.snapshot():
        bands = bands_of(look)
        stale = bands.stale()
    if len(stale) >= MANY and not look.journal.driver.by_many:
        _renewed_beside(look, stale)
        return
    many = look.journal.driver.by_many and len(stale) > BATCH
    if many:
        stale = _in_pieces(stale)
    for chains in _batches(look, stale):
        with look.journal.snapshot():
            if many:  # and leaves out what another has done by now
                still = set(bands.stale())
                chains = [chain for chain in chains if chain in still]
            found = _to_keep(look, worked(look, bands_of(look), chains))
        with look.journal.driver.refusing():
            if not bands.keep(found):
                return


def _renewed_beside(look: Look, stale: Sequence[str]) -> None:
    """The same for many contracts of a file, worked out in one view while they are kept."""
    with closing(open_journal(look.desk.store_place)) as seen, seen.snapshot():
        bands, driver = bands_of(Look(look.desk, seen)), look.journal.driver
        kept = type(bands)(driver, look.desk.today, bands.on)
        made = in_parts(seen, by_parts, look.desk, stale)
        found = look.desk.followed(made, lambda: len(stale), "progress.contracts")
        with driver.refusing():
            for batch in _by(BATCH, found):
                if not kept.keep(batch):
                    return


def _by(count: int, items: Iterable[T]) -> Iterator[list[T]]:
    """The items, so many at once."""
    left = iter(items)
    while some := list(islice(left, count)):
        yield some


def by_parts(journal: Journal, desk: Desk) -> "Callable[[Sequence[str]], list[Worked]]":
    """What works out the rows of a part of the contracts."""
    look = Look(desk, journal)
    bands = bands_of(look)

    def part(chains: Sequence[str]) -> "list[Worked]":
        return _to_keep(look, worked(look, bands, chains))

    return part


def _to_keep(look: Look, found: "Iterable[Worked]") -> "list[Worked]":
    """All but contracts that cannot be worked out: who asks next is to be told of them too."""
    return [each for each in list(found) if each.chain not in look.desk.left_out]


def _in_pieces(stale: Sequence[str]) -> list[str]:
    """Batches in an order of one's own: several who begin at once, after a notice, seldom meet."""
    pieces = [stale[at : at + BATCH] for at in range(0, len(stale), BATCH)]
    from random import Random  # late: few come here, all start

    Random(getpid()).shuffle(pieces)
    return [chain for piece in pieces for chain in piece]


def _batches(look: Look, stale: Sequence[str]) -> Iterator[list[str]]:
    yield from _by(BATCH, look.desk.followed(stale, lambda: len(stale), "progress.contracts"))


def bands_of(look: Look) -> "Bands":
    """The lists as of today, by this program and the calendars of this view."""
    from svcctl.store.bands import Bands

    rules = f"{__version__}/{FORM}"
    driver = look.journal.driver
    with driver.refusing():
        # of the calendars the head says it all: they are read, and checked, where one counts by them
        seq, its_hash = Bands(driver, look.desk.today, "").head(CALENDAR_CHAIN)
    on = f"{rules} {seq}:{its_hash}"
    return Bands(driver, look.desk.today, on)


def current(look: Look) -> "Bands | None":
    """The lists of the view: what was not kept, or came since, is worked out and laid over.

    None where that is so much that the journal itself is asked.
    """
    bands = bands_of(look)
    stale = bands.stale()
    if look.journal.driver.by_many and len(stale) > MOST_LAID:
        return None
    if stale:
        bands.lay_over(list(worked(look, bands, stale)))
    return bands


def worked(look: Look, bands: "Bands", chains: Sequence[str]) -> "Iterator[Worked]":
    """The rows of chains, from the journal as this view has it."""
    from svcctl.answers.banded import banded, marks_on
    from svcctl.billing.watched import Watch, Watched
    from svcctl.casebook.case import case_from
    from svcctl.casebook.replay import effective
    from svcctl.store.band import Made, Worked, summed

    named = look.calendars()
    for chain in chains:
        watch = Watch(look.desk.today)
        rows = [summed(chain, (), "", "")]
        found = look.journal.facts(chain, SERVICE)
        facts = effective([fact for fact in found if fact.kind not in MONEY])
        try:
            case = case_from(chain, facts, Watched(watch), named)
            turns = _turns(case, found, look.desk.today) if case else []
            rows = banded(case, watch, turns) if case else rows
        except Exception as error:
            from svcctl.desk.left_out import leave_out

            leave_out(look.desk, look.journal, chain, error)
        rows = [*rows[:-1], rows[-1]._replace(number=_not_read(look, chain))]
        seq, its_hash = bands.head(chain)
        until = watch.until.isoformat() if watch.until else ""
        made = Made(seq, bands.today, until, bands.on)
        yield Worked(chain, its_hash, made, marks_on(rows, made))


def _not_read(look: Look, chain: str) -> str:
    """What the row of a contract keeps of its facts that count for nothing."""
    unread = [fact for fact in look.journal.unread.values() if fact.chain == chain]
    if not unread:
        return ""
    from svcctl.desk.unread import told
    from svcctl.store.left_out import written

    return written([told(fact) for fact in unread])


def _turns(case: "Case", found: "Sequence[Fact]", today: date) -> "list[ObligationState]":
    """The turns of the plan of the service that come next, by the facts that they rest on."""
    if "service_plan" not in case.document:
        return []
    from svcctl.answers.plan_ahead import next_turns
    from svcctl.casebook.case import case_from
    from svcctl.casebook.replay import effective

    served = case_from(case.id, effective(found), today, case.calendar_named)
    return list(next_turns(served)) if served else []


def rebuilt(look: Look) -> int:
    """How many contracts all lists were worked out anew for; Refusal where they cannot be kept."""
    from svcctl.store.bands import forget

    with look.journal.writing():
        chains = look.journal.contracts()
        for chain in chains:  # in the order of their names, as all do: nobody waits in a circle
            look.journal.hold(chain)
        forget(look.journal.driver)
    renewed(look)
    with look.journal.snapshot():
        left = len(bands_of(look).stale())
    # on a server others record meanwhile; what they change is made anew when it is asked
    if left and (left == len(chains) or not look.journal.driver.by_many):
        raise Refusal("store.locked", path=look.journal.path)
    return len(chains)


def renew(desk: Desk) -> None:
    """Make lists anew at once: whoever changed what all of them rest on lets nobody else wait."""
    with suppress(Refusal):  # where they cannot be kept, whoever asks works them out
        journal = open_journal(desk.store_place)
        try:
            look = Look(desk, journal)
            if are_asked(look):
                renewed(look)
        finally:
            journal.close()


def differing(look: Look) -> list[str]:
    """The contracts of which a list kept for today does not say what the journal does.

    Whoever checks a store asks; in a view of it. What no longer holds is worked out anew when it is
    asked, and not looked at.
    """
    if not look.journal.driver.lists:
        return []
    from svcctl.store.bands import Torn, drained

    bands, chains = bands_of(look), look.journal.contracts()
    stale = set(bands.stale())
    held = [chain for chain in chains if chain not in stale]
    found = list(in_parts(look.journal, differing_by_parts, look.desk, held))
    try:
        for name, kind in ALL_ROWS if not stale else ():
            bands.know_all()
            drained(bands.every(name, kind))
    except Torn:
        found = found or chains[:1]
    return found


def differing_by_parts(journal: Journal, desk: Desk) -> Callable[[Sequence[str]], list[str]]:
    """What finds those of a part of the contracts of which the lists say something else."""
    from svcctl.answers.banded import shown
    from svcctl.store.bands import Torn

    look, day = Look(desk, journal), desk.today
    bands, named = bands_of(look), look.calendars()

    def differs(each: "Worked") -> bool:
        try:
            kept = list(bands.read("BAND_CHAIN", each.chain))
            notes = [row for row in kept if row.list == "note"]
            others = [row for row in kept if row.list != "note"]
            if shown(others, day, named) != shown(each.rows, day, named):
                return True
            return any(
                _differs(look, row) for row in notes if row.since <= day.isoformat() < row.due
            )
        except Torn:
            return True

    return lambda chains: [each.chain for each in worked(look, bands, chains) if differs(each)]


def _differs(look: Look, row: "Band") -> bool:
    """Whether notes that were kept are not what the journal says today."""
    from svcctl.answers.due_held import names_in, words_at
    from svcctl.desk.due_noted import noted

    found = noted(look, row.chain, *names_in(row.number), words_at(row.place))
    return found.body != row.body


def unless_torn(look: Look, answer: Callable[[], T]) -> T | None:
    """What was answered from the lists; None where they are torn, said to whoever asks."""
    from svcctl.store.bands import Torn

    try:
        with look.journal.driver.refusing():
            return answer()
    except Torn:
        from svcctl.desk.failing import complain

        desk = look.desk
        complain(desk.words("store.lists-torn", store=desk.store_option) + "\n", 0)
        return None
