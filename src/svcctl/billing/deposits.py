"""What was lodged as a guarantee, claimed and given back: one account each, money and letters apart."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from svcctl.billing.position import CASH, LETTER, Deposit, Lodged
from svcctl.billing.record import Record
from svcctl.billing.terms import Guarantee, Terms

WARNED_DAYS = 30  # before a letter runs out


class Purse(Record):
    """Fen of one form, money or letters: what came in, what was kept for good, what went back."""

    lodged: int = 0
    claimed: int = 0
    returned: int = 0

    @property
    def to_return(self) -> int:
        """What was lodged and not claimed: all of it goes back at some time."""
        return self.lodged - self.claimed

    @property
    def held(self) -> int:
        """What the purchaser still has."""
        return self.to_return - self.returned


class Letter(Record):
    """A letter of guarantee (保函) that is held, with what is left of its sum."""

    event: str
    fen: int
    ref: str
    valid_until: date | None

    def runs_out(self, as_of: date) -> bool:
        """Whether its last day is so near that people are warned, or behind."""
        warned_from = (self.valid_until or date.max) - timedelta(days=WARNED_DAYS)
        return as_of >= warned_from


class Account(Record):
    """One guarantee's account on a date."""

    cash: Purse = Purse()
    letter: Purse = Purse()
    letters: tuple[Letter, ...] = ()
    first_on: date | None = None  # the first day on which anything was lodged
    full_on: date | None = None  # the day on which the whole sum was in

    def purse(self, form: str) -> Purse:
        """The purse of one form."""
        return self.letter if form == LETTER else self.cash

    @property
    def held(self) -> int:
        """All that the purchaser still has, letters included."""
        return self.cash.held + self.letter.held

    @property
    def lodged(self) -> int:
        """All that came in, letters that others took the place of left out."""
        return self.cash.lodged + self.letter.lodged

    @property
    def forms(self) -> list[str]:
        """The forms in which something is held."""
        return [form for form in (CASH, LETTER) if self.purse(form).held > 0]


def asked_on(guarantee: Guarantee, terms: Terms, day: date) -> int:
    """What was to be lodged by the terms of a day; what it is now where they did not have it."""
    # a supplement that raises the price asks for more from its day on; a bond that was whole before
    # it stays one that was whole on its day
    while terms.amendments and terms.amendments[-1].since > day and terms.former:
        terms = terms.former
    then = terms.guarantee(guarantee.key)
    return (then or guarantee).amount_fen


def account_of(guarantee: Guarantee, terms: Terms, deposits: Sequence[Deposit]) -> Account:
    """The account after those facts, which stand in the order of time."""
    account = Account()
    for move in deposits:
        if move.guarantee == guarantee.key:
            account = after(account, move, asked_on(guarantee, terms, move.on))
    return account


def after(account: Account, move: Deposit, asked: int) -> Account:
    """The account after one more fact; `asked`: what was to be lodged on its day."""
    if isinstance(move, Lodged):
        return _lodged(account, move, asked)
    purse = account.purse(move.form)
    name = "claimed" if move.act == "claim" else "returned"
    purse = purse._replace(**{name: getattr(purse, name) + move.fen})
    letters = _less(account.letters, move.fen) if move.form == LETTER else account.letters
    return account._replace(**{move.form: purse}, letters=letters)


def replaced(account: Account, move: Lodged, asked: int) -> tuple[Letter, ...]:
    """The letters whose place a new one takes: of those that run out before it as many as are too much."""
    # an extension (展期) comes as another letter of the same sum, and nobody records the return of
    # the one that runs out; two letters that make the sum together stand side by side
    if move.form != LETTER:
        return ()
    last, over = move.valid_until or date.max, account.held + move.fen - asked
    gone = []
    for each in sorted(account.letters, key=_last_day):
        if over > 0 and _last_day(each) < last:
            gone.append(each)
            over -= each.fen
    return tuple(gone)


def _last_day(letter: Letter) -> date:
    return letter.valid_until or date.max


def _lodged(account: Account, move: Lodged, asked: int) -> Account:
    gone = replaced(account, move, asked)
    purse = account.purse(move.form)
    purse = purse._replace(lodged=purse.lodged + move.fen - sum(each.fen for each in gone))
    letters = tuple(each for each in account.letters if each not in gone)
    if move.form == LETTER:
        letters += (Letter(move.event, move.fen, move.ref, move.valid_until),)
    now = account._replace(**{move.form: purse}, letters=letters)
    # what was claimed had been in; what went back is not in any more
    whole = now.lodged - now.cash.returned - now.letter.returned >= asked
    return now._replace(
        first_on=now.first_on or move.on, full_on=now.full_on or (move.on if whole else None)
    )


def _less(letters: Iterable[Letter], fen: int) -> tuple[Letter, ...]:
    """The letters with so much taken off, from those that run out first; what is used up goes."""
    left = []
    for each in sorted(letters, key=_last_day):
        off = min(fen, each.fen)
        fen -= off
        if each.fen > off:
            left.append(each._replace(fen=each.fen - off))
    return tuple(left)
