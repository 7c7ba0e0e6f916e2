"""Which of many things a text means: by a whole name, by a part of one title, or nearly so."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from svcctl.billing.refusal import Refusal, Several
from svcctl.desk.desk import Desk
from svcctl.i18n import LANGUAGES
from svcctl.intake.alike import bare

# a key -> what else people call it: as many names in Chinese, then as many in English; or one name
Names = Mapping[str, Sequence[str]]
MOST = 12  # things that a refusal lists
NEAREST = 3  # names that are called nearly so
CUTOFFS = (0.85, 0.6)  # of likeness: a slip, and what is called alike
SHORTEST = 2  # signs of a part that can be meant; of Latin letters one more
NAME, CONTRACT = "name ", "contract "  # what a person chose, by what it was asked about


def meant(text: str, names: Names, unknown: str, slot: str, desk: Desk, **more: Any) -> str:
    """The one key that was meant; Refusal with those that fit, the nearest, or all there are."""
    text = taken(text, desk)
    if text in names:
        return text
    found = fitting(text, names)
    if len(found) == 1:
        [key] = found
        if not _whole(bare(text), key, names[key]):
            say(desk, text, titled(key, names, desk))
        return key
    what = desk.words(f"name.{slot}")
    offers = [(key, title(names[key], desk)) for key in found or near(text, names)]
    if found:
        raise several(NAME + text, offers, desk, what=what, text=text)
    if offers:
        raise Refusal("name.near", what=what, text=text, near=listed(offers, desk))
    every = [(key, title(others, desk)) for key, others in names.items()]
    raise Refusal(unknown, **{slot: text}, known=listed(every, desk), **more)


def taken(text: str, desk: Desk) -> str:
    """The key that a text turned out to stand for, where it did; else the text."""
    chosen = desk.chosen.get(NAME + text)
    return chosen.rpartition(":")[2] if chosen else text


def several(asked: str, offers: Sequence[tuple[str, str]], desk: Desk, **values: Any) -> Several:
    """The refusal of a name that several things have."""
    known = listed(offers, desk)
    return Several("name.several", asked, offers, known=known, count=len(offers), **values)


def say(desk: Desk, text: str, shown: str) -> None:
    """Tell once what a part of a name was taken for."""
    from svcctl.desk.failing import complain

    if desk.said.setdefault(text, shown) is shown and desk.watched:
        complain(desk.words("name.meant", text=text, shown=shown) + "\n", 0)


def fitting(text: str, names: Names) -> list[str]:
    """The keys that the text is a whole name of; where there is none, those with it in a title."""
    wanted = bare(text)
    whole = [key for key, others in names.items() if _whole(wanted, key, others)]
    if whole or len(wanted) < SHORTEST + wanted.isascii():
        return whole
    return [key for key, others in names.items() if any(wanted in bare(each) for each in others)]


def _whole(wanted: str, key: str, others: Iterable[str]) -> bool:
    return wanted in map(bare, (key, *others))


def near(text: str, names: Names) -> list[str]:
    """The keys that are called nearly so, the nearest first."""
    from difflib import SequenceMatcher, get_close_matches

    wanted = bare(text)
    keys: dict[str, list[str]] = {}
    for key, others in names.items():
        for each in dict.fromkeys(map(bare, (key, *others))):
            keys.setdefault(each, []).append(key)
    # a slip of a finger is meant alone, whatever else is somewhat like it
    tries = (get_close_matches(wanted, keys, NEAREST, cutoff) for cutoff in CUTOFFS)
    close = next((found for found in tries if found), [])
    # those that are alike equally stay in their own order
    close.sort(key=[*keys].index)
    close.sort(key=lambda each: -SequenceMatcher(None, each, wanted).ratio())
    return list(dict.fromkeys(key for each in close for key in keys[each]))


def title(others: Sequence[str], desk: Desk) -> str:
    """What a thing is called in the reader's language."""
    side = LANGUAGES.index(desk.words.lang)
    return others[side * len(others) // len(LANGUAGES)] if others else ""


def titled(key: str, names: Names, desk: Desk) -> str:
    """A key with its title behind it."""
    return listed([(key, title(names[key], desk))], desk)[0]


def listed(offers: Sequence[tuple[str, str]], desk: Desk) -> list[str]:
    """Keys with their titles behind them, for who does not read the key's language; not too many.

    One that is left over takes the place of the words that would tell of it.
    """
    shown = [key if name in ("", key) else f"{key} {name}" for key, name in offers]
    hidden = len(shown) - MOST
    return [*shown[:MOST], desk.words("name.more", count=hidden)] if hidden > 1 else shown
