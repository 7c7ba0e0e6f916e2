"""Systems and levels of a contract by whatever people call them: key, title, or a part of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from svcctl.billing.instalment import Title
from svcctl.delivery.promised import OTHER, ServiceTerms
from svcctl.i18n import LANGUAGES, Words
from svcctl.intake.alike import bare

NONE_FITS = ("其他", "其它", OTHER)


def systems_meant(typed: Sequence[str], terms: ServiceTerms) -> tuple[str, ...]:
    """The keys of the systems typed; `all` is all of them, and what names none stays as it is."""
    if "all" in typed:
        return tuple(terms.systems)
    return tuple(_system(each, terms) for each in typed)


def _system(text: str, terms: ServiceTerms) -> str:
    if bare(text) in NONE_FITS:
        return OTHER
    return meant(text, {key: (key, *_titles(title)) for key, title in terms.systems.items()})


def levels_meant(typed: Sequence[str], terms: ServiceTerms) -> list[str]:
    """The levels typed, by the names that the contract has for them."""
    names = {each.key: (each.key, each.name, *_titles(each.title)) for each in terms.levels}
    return [_level(each, names) for each in typed]


def _level(text: str, names: Mapping[str, Sequence[str]]) -> str:
    exact = any(text in (key, own[1]) for key, own in names.items())
    return text if exact else meant(text, names)


def meant(text: str, names: Mapping[str, Sequence[str]]) -> str:
    """The one that is called so, or has it in its name alone; else what was typed."""
    wanted = bare(text)
    called = {key: [bare(name) for name in own] for key, own in names.items()}
    whole = [key for key, own in called.items() if wanted in own]
    part = [key for key, own in called.items() if any(wanted in name for name in own)]
    found = whole or part
    return found[0] if wanted and len(found) == 1 else text


def _titles(title: Title) -> list[str]:
    return [Words(lang).title(title) for lang in LANGUAGES]


def named_as_kept(values: Mapping[str, Any], terms: ServiceTerms) -> dict[str, Any]:
    """What was typed with its systems and levels by their keys."""
    found = dict(values)
    if found.get("systems"):
        found["systems"] = systems_meant(found["systems"], terms)
    if found.get("level"):
        found["level"] = levels_meant(found["level"], terms)
    return found
