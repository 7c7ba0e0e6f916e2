"""The scorecard: each promise with what was due, done, missed, never told of; a picture of it."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from svcctl.answers.answer import Answer, Column, Printed, Table, iso, rows_of
from svcctl.answers.matter_told import at_text
from svcctl.answers.service import period_text
from svcctl.answers.wish import Narrowed
from svcctl.billing.dates import parse_period
from svcctl.billing.record import Record
from svcctl.casebook.case import Case
from svcctl.delivery.promises_kept import Kept, Promise, Tally
from svcctl.delivery.turns_kept import DONE, MISSED, NOT_RECORDED, OPEN
from svcctl.i18n import Words, plain_title

STATES = (DONE, MISSED, NOT_RECORDED, OPEN)
SIGNS = dict(zip(STATES, "=x?.", strict=True))  # one cell each on every screen
LENGTH = 20  # cells of the longest bar
MOST_NAMED = 5  # records behind a promise that a line of the table names


class Scorecard(Record):
    """The promises of a contract and what became of them between two days."""

    case: Case
    tally: Tally
    kept: tuple[Kept, ...]
    year: int | None = None  # the service year, where it is one

    @property
    def last_known(self) -> date:
        """The last day that anything is known of."""
        return min(self.tally.last, self.tally.now.date())

    @property
    def most(self) -> int:
        """The most often that a promise was due."""
        return max((each.due for each in self.kept), default=0)

    @property
    def without_record(self) -> list[Promise]:
        """The promises that called for a record, and have none at all."""
        return [each.promise for each in self.kept if not each.is_recorded and _calls(each)]

    @property
    def never_met(self) -> list[Promise]:
        """The promises that nothing called for: no incident of that level, no turn that ends."""
        return [each.promise for each in self.kept if not each.is_recorded and not _calls(each)]


def _calls(kept: Kept) -> bool:
    """Whether something was due of it, or it has no period and nobody says when it is due."""
    return bool(kept.due) or kept.promise.what in ("standing", "leave")


class BarPart(NamedTuple):
    """One outcome in a bar: where it starts and how long it is, in percent."""

    state: str
    times: int
    start: float
    width: float


class Bar(NamedTuple):
    """One promise's outcomes."""

    name: str
    parts: tuple[BarPart, ...]
    told: str  # the same in words, for those who do not see it


class Picture(NamedTuple):
    """The bars, and what they hold."""

    title: str
    bars: tuple[Bar, ...]
    states: tuple[tuple[str, str], ...]  # with their words


def promise_name(promise: Promise, words: Words) -> str:
    """What a promise is called: its title, and of a level what is promised at it."""
    title = words.title(promise.title)
    if promise.what == "clock":
        return words("score.name", title=title, what=words(f"clock.{_part(promise)}"))
    if promise.what == "engineers":
        return words("score.name", title=title, what=words("promise.engineers"))
    return title


def _part(promise: Promise) -> str:
    return promise.key.rpartition("/")[2]


def target_text(promise: Promise, words: Words) -> str | None:
    """What is promised, in words."""
    if promise.target is None:
        return None
    if promise.what == "engineers":
        return words("promise.at-least", engineers=int(promise.target))
    length = period_text(parse_period(promise.target), words)
    key = "score.within" if promise.what == "clock" else "promise.every"
    return words(key, within=length, every=length)


def _behind(kept: Kept, words: Words) -> str | None:
    named = kept.behind[:MOST_NAMED]
    if not named:
        return None
    more = len(kept.behind) - len(named)
    told = words("list.separator").join(named)
    return words("score.more", told=told, more=more) if more else told


Row = tuple[Kept, int]  # with the most that any promise was due


def bar_text(row: Row) -> str | None:
    """The bar of a promise on a screen, each sign a part of what was due."""
    kept, most = row
    if not kept.due:
        return None
    scale = min(1.0, LENGTH / most)
    # what happened but once is seen too, however short the bar
    counts = {state: kept.count(state) for state in STATES}
    return "".join(SIGNS[s] * max(round(n * scale), 1) for s, n in counts.items() if n)


def _count(state: str) -> Any:
    return lambda row, _: row[0].count(state)


TABLE = Table(
    promise=Column("column.promise-of", cell=lambda r, words: promise_name(r[0].promise, words)),
    key=Column("column.key", "code", spare=3, cell=lambda r, _: r[0].promise.key),
    target=Column("column.target", cell=lambda r, words: target_text(r[0].promise, words)),
    due=Column("column.times-due", "count", cell=lambda r, _: r[0].due),
    done=Column("column.times-done", "count", cell=_count(DONE)),
    missed=Column("column.times-missed", "count", cell=_count(MISSED)),
    not_recorded=Column("column.times-silent", "count", cell=_count(NOT_RECORDED)),
    open=Column("column.times-open", "count", cell=_count(OPEN)),
    recorded=Column("column.on-record", "count", spare=1, cell=lambda r, _: r[0].recorded),
    bar=Column("column.picture", "code", cell=lambda r, _: bar_text(r)),
    behind=Column("column.behind", spare=2, cell=lambda r, words: _behind(r[0], words)),
    article=Column("column.article", spare=4, cell=lambda r, _: r[0].promise.article),
)
SCREEN = TABLE.view(
    "promise key target due done missed not_recorded open recorded bar behind article"
)
PRINTED = TABLE.view("promise target due done missed not_recorded open behind article")


def shown(card: Scorecard, words: Words) -> Answer:
    """The whole card: for scripts, on a screen, printed."""
    rows = [(each, card.most) for each in card.kept]
    answer = Answer(
        data=card_json(card),
        columns=SCREEN,
        rows=lambda: list(rows_of(SCREEN, rows, words)),
        head=[title_of(card, words)],
        foot=[legend(words), *remarks(card, words)],
    )
    return answer._replace(printed=lambda: printed_card(card, words))


def card_json(card: Scorecard) -> dict[str, Any]:
    """The card as scripts read it."""
    return {
        "from": iso(card.tally.first),
        "to": iso(card.tally.last),
        "promises": [_kept_json(each) for each in card.kept],
    }


def _kept_json(kept: Kept) -> dict[str, Any]:
    promise = kept.promise
    return {
        "key": promise.key,
        "title": plain_title(promise.title),
        "article": promise.article,
        "target": promise.target,
        "due": kept.due,
        **{state: kept.count(state) for state in STATES},
        "behind": kept.behind,
    }


def title_of(card: Scorecard, words: Words) -> str:
    """Of which days the card is, and of which moment."""
    tally = card.tally
    values = {"first": tally.first, "last": tally.last, "now": at_text(tally.now)}
    if card.year:
        return words("score.title-year", year=card.year, **values)
    return words("score.title", **values)


def legend(words: Words) -> str:
    """What the signs of the bars mean."""
    told = [f"{sign} {words(f'score.state-{state}')}" for state, sign in SIGNS.items()]
    return words("score.legend", signs=words("list.separator").join(told))


def remarks(card: Scorecard, words: Words) -> Iterator[str]:
    """What the numbers leave out: no record at all, what the other side says, force majeure."""
    silent = [promise_name(each, words) for each in card.without_record]
    if silent:
        yield words("score.without-record", count=len(silent), names=silent)
    else:
        yield words("score.all-recorded")
    idle = [promise_name(each, words) for each in card.never_met]
    if idle:
        yield words("score.never-met", count=len(idle), names=idle)
    for kept in card.kept:
        for each in kept.contested:
            state, other = (words(f"score.state-{s}") for s in (each.state, _other(each.state)))
            yield words("score.contested", id=each.id, state=state, other=other)
    hindered = [each.id for kept in card.kept for each in kept.outcomes if each.excused]
    if hindered:
        yield words("score.excused", ids=hindered)


def _other(state: str) -> str:
    """What it came to by the other side's word."""
    return MISSED if state == DONE else DONE


def printed_card(card: Scorecard, words: Words) -> Printed:
    """The card as it is printed and signed, with its picture."""
    from svcctl.answers.printing import printed

    rows = [(each, card.most) for each in card.kept]
    answer = Answer(data=None, columns=PRINTED, foot=list(remarks(card, words)))
    tally = card.tally
    what = words("score.paper", first=tally.first, last=tally.last)
    made = printed(
        *(answer, Narrowed(rows), [card.case], what, card.last_known, words, lambda _: card.case)
    )
    return made._replace(picture=picture(card, words))


def picture(card: Scorecard, words: Words) -> Picture:
    """A bar for each promise that was due."""
    bars = tuple(_bar(each, card.most, words) for each in card.kept if each.due)
    states = tuple((state, words(f"score.state-{state}")) for state in STATES)
    return Picture(words("score.picture"), bars, states)


def _bar(kept: Kept, most: int, words: Words) -> Bar:
    parts, start = [], 0
    for state in STATES:
        count = kept.count(state)
        if count:
            parts.append(BarPart(state, count, _share(start, most), _share(count, most)))
            start += count
    told = [f"{words(f'score.state-{p.state}')} {p.times}" for p in parts]
    name = promise_name(kept.promise, words)
    return Bar(name, tuple(parts), words("list.separator").join(told))


def _share(count: int, most: int) -> float:
    return round(100 * count / most, 3)
