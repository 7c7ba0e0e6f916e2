"""The notes on contracts of a list of several: kept beside the journal, worked out where they are not."""

from collections.abc import Collection
from contextlib import closing, suppress

from svcctl.answers.due_held import Held, held_in, held_of, named, place_of, row_of
from svcctl.billing.refusal import Refusal
from svcctl.desk.looking import Look
from svcctl.i18n import Words
from svcctl.store.band import Band
from svcctl.store.bands import Bands, Head, Torn
from svcctl.store.journal import open_journal

TOGETHER = 200  # contracts whose notes are kept at once


class Noted:
    """The notes as one command sees them; what it has to work out is kept for the next."""

    def __init__(self, look: Look, bands: Bands) -> None:
        self.look, self.bands = look, bands
        self._made: list[tuple[Band, Head]] = []

    def of(self, chain: str, shown: Collection[str], back: Collection[str]) -> Held:
        """What is said of a contract of which these instalments and returns are listed."""
        words, today = self.look.desk.words, self.look.desk.today
        place, name = place_of(words), named(shown, back)
        for row in self.bands.read("BAND_TEXT", chain, "note", place):
            if (row.chain, row.place) != (chain, place):
                raise Torn(chain)
            if row.number == name and row.since <= today.isoformat() < row.due:
                return held_in(row, today)
        row = noted(self.look, chain, shown, back, words)
        if head := self.bands.made_by(chain):
            self._made.append((row, head))
        if len(self._made) >= TOGETHER:
            self.keep()
        return held_in(row, today)

    def keep(self) -> None:
        """Keep what was worked out; over another connection, as this one sees what was when it began."""
        made, self._made = self._made, []
        if not made:
            return
        desk = self.look.desk
        with (
            suppress(Refusal),
            closing(open_journal(desk.store_place)) as other,
            other.driver.refusing(),
        ):
            Bands(other.driver, desk.today, self.bands.on).keep_noted(made)


def noted(
    look: Look, chain: str, shown: Collection[str], back: Collection[str], words: Words
) -> Band:
    """The same from the journal, with the days on which it holds."""
    from svcctl.billing.watched import Watch, Watched

    watch = Watch(look.desk.today)
    for case in look.on(Watched(watch)).of([chain]):
        held = held_of(case, shown, back, words)
        place, name = place_of(words), named(shown, back)
        return row_of(chain, place, name, held, watch.today, watch.until)
    raise Torn(chain)  # lists show nothing of a contract that cannot be worked out
