"""What of an application to pay stands on its one page, and what on the annex behind it."""

from collections.abc import Mapping, Sequence

from svcctl.answers.width import cells
from svcctl.billing.record import Record
from svcctl.i18n import Words

HALF = 26  # cells of a line of one of two places side by side
LINE = 72  # cells of a line of the form's wide places
ROOM = 26  # such lines that one page has, those of the table of instalments among them
MOST_ROWS = 6  # of instalments on the form; more stand in a table behind it
NAMED = 20  # cells of a line of their names
LONGER = 20  # cells of what says where the whole of a text is


class Place(Record):
    """A place of the form: its whole text, and what stands there where it gives way."""

    text: str
    brief: str = ""  # nothing: it never gives way
    lines: Sequence[str] = ()  # what the annex has of it


class Page(Record):
    """The texts of the form by place, those that the annex has, and the cells of a name."""

    texts: dict[str, str]
    behind: dict[str, list[str]]
    name: int


def page_of(places: Mapping[str, Place], taken: int, names: Sequence[str]) -> Page:
    """The places as they fit beside the lines that are taken.

    Long texts go to the annex, the longest first; then names are cut, which the annex has too.
    """
    texts = {name: place.text for name, place in places.items()}
    behind: dict[str, list[str]] = {}
    lines = max(lines_of(name, NAMED) for name in names)
    while taken + _lines(texts, names, lines) > ROOM:
        longer = {
            name: lines_of(place.text) - lines_of(place.brief)
            for name, place in places.items()
            if place.brief and name not in behind and lines_of(place.text) > lines_of(place.brief)
        }
        if longer:
            name = max(longer, key=lambda each: longer[each])
            texts[name] = places[name].brief
            behind[name] = [*places[name].lines] or [places[name].text]
        elif lines > 1:
            lines -= 1
        else:
            break
    return Page(texts, behind, lines * NAMED)


def _lines(texts: Mapping[str, str], names: Sequence[str], most: int) -> int:
    """The lines of the texts, and of names that have so many at most."""
    return sum(map(lines_of, texts.values())) + sum(
        min(lines_of(name, NAMED), most) for name in names
    )


def lines_of(text: str, width: int = LINE) -> int:
    """How many lines a text takes in a place of the form."""
    return max(-(-cells(text) // width), 1)


def beginning(text: str, words: Words) -> str:
    """As much of a text as two lines have, and where the whole is."""
    if lines_of(text) <= 2:
        return text
    return words("letter.see-behind", text=_first(text, 2 * LINE - LONGER))


def _first(text: str, width: int) -> str:
    """As much of a text as so many cells have."""
    while cells(text) > width:
        text = text[:-1]
    return text
