"""What stands beneath the rows of a contract in a list of several, as it is kept beside the journal."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from json import dumps, loads
from typing import Any

from svcctl.answers.note import Note
from svcctl.billing.record import Record
from svcctl.casebook.case import Case
from svcctl.i18n import LANGUAGES, Words
from svcctl.store.band import NO_DAY, SETTLED, Band
from svcctl.workspace import ROLES

LIST = "note"
TODAY = "\x01"  # in a command, where the day goes on which it is shown
BETWEEN = "\x1f"  # two ids


class Held(Record):
    """Of one contract: what its rows are marked with, its notes, what to do next."""

    marks: dict[str, str]  # by instalment
    notes: Sequence[Note]
    steps: Sequence[tuple[str, str]]
    steps_back: Sequence[tuple[str, str]]


def place_of(words: Words) -> int:
    """For each language and each reader's role there is one row of a contract."""
    return LANGUAGES.index(words.lang) * len(ROLES) + ROLES.index(words.role)


def words_at(place: int) -> Words:
    """In which language and for whom a row was written."""
    side, role = divmod(place, len(ROLES))
    return Words(LANGUAGES[side], ROLES[role])


def named(shown: Iterable[str], back: Iterable[str]) -> str:
    """Which instalments and returns a row is about."""
    return BETWEEN.join([*sorted(shown), "", *sorted(back)])


def names_in(text: str) -> tuple[list[str], list[str]]:
    """The instalments and the returns of such a text."""
    names = text.split(BETWEEN)
    at = names.index("")
    return names[:at], names[at + 1 :]


def held_of(case: Case, shown: Collection[str], back: Collection[str], words: Words) -> Held:
    """What is to be known of a contract of which these instalments and returns are listed."""
    from svcctl.answers.due_page import section, steps_of
    from svcctl.answers.named import Titles
    from svcctl.billing.guarantees import guarantee_rows

    standings = [each for each in case.standings if each.instalment.id in shown]
    returns = [each for each in guarantee_rows(case.sight) if each.id in back]
    titled = Titles(case.terms, case.position.breaches).words(words)
    found = section(case, standings, returns, titled)
    steps = map(list, steps_of(found, words, several=True, on=TODAY))
    return Held({row.id: row.marks for row in found.rows if row.marks}, found.notes, *steps)


def row_of(chain: str, place: int, name: str, held: Held, since: date, until: date | None) -> Band:
    """The row that is kept, from a day until another."""
    nothing: dict[str, Any] = dict.fromkeys(Band._fields[7:19], 0)
    notes = [
        (each.text, each.stops, each.command, each.todo, each.brief and each.brief(), each.rows)
        for each in held.notes
        if each.todo  # the others stand beneath a contract that is listed alone
    ]
    body = dumps([held.marks, notes, held.steps, held.steps_back], ensure_ascii=False)
    last = until.isoformat() if until else NO_DAY
    day = since.isoformat()
    return Band(LIST, chain, place, SETTLED, last, name, day, **nothing, body=body)


def held_in(row: Band, today: date) -> Held:
    """A row that was kept, on the day on which it is shown."""
    marks, notes, *steps = loads(row.body)
    on = today.isoformat()
    found = [
        Note(text, stops, command, (), todo, _brief(brief), tuple(rows))
        for text, stops, command, todo, brief, rows in notes
    ]
    return Held(
        marks, found, *([(each.replace(TODAY, on), text) for each, text in part] for part in steps)
    )


def _brief(text: str | None) -> Callable[[], str] | None:
    return None if text is None else lambda: text
