"""The catalogues: both languages alike, every key used, every use with its key and its values."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple
from unicodedata import east_asian_width

import pytest

import svcctl
from svcctl import facts, workspace
from svcctl.almanac.adopt import shipped_facts
from svcctl.billing.calendar import Calendar
from svcctl.billing.changes import DAMAGES_WHAT, WHAT
from svcctl.billing.service import CLOCKS
from svcctl.billing.terms import READING_CHOICES
from svcctl.billing.years import calendar_from
from svcctl.cli import NOUNS
from svcctl.contracts.coverage import _KINDS
from svcctl.contracts.form import ABOUT, AFTER, BASES, KINDS, UNITS
from svcctl.export import due_page
from svcctl.export.cash_picture import KINDS as KINDS_OF_MONEY
from svcctl.export.exhibits import TABLES
from svcctl.export.fact_text import DETAILS
from svcctl.i18n import TROUBLES, WEEKDAYS, Words
from svcctl.i18n.en import WORDS as EN
from svcctl.i18n.zh import WORDS as ZH

PACKAGE = Path(svcctl.__file__).parent
CATALOGUES = {"zh": ZH, "en": EN}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


# -- what the source asks the catalogues for ---------------------------------------------------------------


class Use(NamedTuple):
    """A key, or the pattern of a family of keys, where the source asks for it; the values given, where they show."""

    where: str
    key: str
    given: frozenset[str] | None


@cache
def modules() -> list[tuple[str, ast.Module]]:
    paths = sorted(path for path in PACKAGE.rglob("*.py") if path.stem not in CATALOGUES)
    return [(path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))) for path in paths]


def speaks(function: ast.expr) -> bool:
    """Whether a call is one to Words: words(...), desk.words(...), _words(args)(...), self(...) in Words itself."""
    if isinstance(function, ast.Call):
        return speaks(function.func)
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in ("words", "_words", "self")


def texts(node: ast.expr | None, assigned: dict[str, list[ast.expr]]) -> Iterator[str]:
    """The strings an expression can be, "{}" where a part of them is worked out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body, assigned)
        yield from texts(node.orelse, assigned)
    elif isinstance(node, ast.Name):
        for value in assigned.get(node.id, ()):
            yield from texts(value, {})


def asked(call: ast.Call) -> tuple[str, ast.expr | None]:
    """What stands before the key in the catalogue, and the expression of the key, in a call that asks for one."""
    name = getattr(call.func, "id", "")
    key = call.args[0] if call.args else None
    if name == "Refusal":
        return "refusal.", key
    if name == "Problem":
        return "", call.args[1]
    if name == "Column" or speaks(call.func):
        return "", key
    return "", next((keyword.value for keyword in call.keywords if keyword.arg == "help"), None)


def given(call: ast.Call) -> frozenset[str] | None:
    """The names of the values a call hands over; None where they cannot be seen."""
    if getattr(call.func, "id", "") == "Problem":
        values = call.args[2]
        return frozenset(ast.literal_eval(key) for key in values.keys if key) if isinstance(values, ast.Dict) else None
    if getattr(call.func, "id", "") != "Refusal" and not speaks(call.func):
        return frozenset()
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(name for name in names if name)


@cache
def uses() -> list[Use]:
    found = []
    for where, tree in modules():
        for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)] + [tree]:
            assigned: dict[str, list[ast.expr]] = {}
            for node in ast.walk(function):
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                    assigned.setdefault(node.targets[0].id, []).append(node.value)
            for call in [node for node in ast.walk(function) if isinstance(node, ast.Call)]:
                before, key = asked(call)
                here = f"{where}:{call.lineno}"
                if function is not tree or not isinstance(key, ast.Name):
                    found += [Use(here, before + text, given(call)) for text in texts(key, assigned)]
    return sorted({*found, *pages()}, key=str)


def pages() -> Iterator[Use]:
    """What the templates of pages ask for: words("key"), or words("family." ~ something)."""
    for path in sorted(workspace.shipped("pages").glob("*.html")):
        for key, open_end in re.findall(r'words\("([^"]+)"( ~)?', path.read_text(encoding="utf-8")):
            yield Use(path.name, key + ("{}" if open_end else ""), None)


def constants() -> set[str]:
    nodes = [node for _, tree in modules() for node in ast.walk(tree)]
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def first_arguments(function: str, index: int) -> set[str]:
    calls = [node for _, tree in modules() for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [call for call in calls if getattr(call.func, "id", "") == function]
    return {text for call in named for text in texts(call.args[index], {})}


# -- families: keys put together while the program runs, and every value they are put together from -----------


@cache
def calendars() -> list[Calendar]:
    payloads = list(shipped_facts(workspace.shipped("calendars")))
    return [calendar_from(payloads, name) for name in dict.fromkeys(payload["calendar"] for payload in payloads)]


def festivals() -> set[str]:
    """The name of every day off of every year that ships."""
    return {
        calendar.festival(day)
        for calendar in calendars()
        for year in calendar.sources
        for day in calendar.year(year)[0]
    }


STATUSES = {*due_page.ORDER, "paid", "paid-late", "cancelled"}
COLUMNS = {*due_page.WIDE_COLUMNS, *due_page.NARROW_COLUMNS, *due_page.SMALL_COLUMNS, "contract"}
OWN_KINDS = {facts.CALENDAR_ADOPTED, facts.STORE_CREATED}
CONTRACT_KINDS = {v for k, v in vars(facts).items() if k.isupper() and isinstance(v, str) and "-" in v} - OWN_KINDS
EXPLAINED = """
    article amount-year amount-contract reading year received missing not-running event event-ahead event-unknown plus
    start start-estimated count skipped skipped-run worked worked-run moved deadline deadline-estimated basis-official
    basis-provisional basis-provisional-fixed payment refund agreed offset
    was-submit was-receive was-return
    amended amended-kept amended-increase amount-part amount-part-contract
"""
PERIODS = {"minute", "hour", *UNITS}
FAMILIES: dict[str, set[str]] = {
    "about.{}": set(ABOUT),
    "basis.{}-short": {"official", "provisional"},
    "broken.{}": first_arguments("Broken", 1),
    "change.{}": {*WHAT, *DAMAGES_WHAT},
    "column.{}": {column.removeprefix("short-") for column in COLUMNS},
    "clock.{}": set(CLOCKS),
    "count.{}": set(UNITS),
    "document.{}": {"missing", "submitted", "received", "returned"},
    "duty.{}": {"open", "overdue", "done", "done-late"},
    "event.{}": {*AFTER, "amendment"},
    "event.{}-of": {"receipt", "payment"},
    "event.later.{}": set(READING_CHOICES["later-years"]),
    "explain.{}": {*EXPLAINED.split(), *(f"verdict-{status}" for status in STATUSES)},
    "fact.{}": set(DETAILS),
    "festival.{}": festivals(),
    "file.kind.{}": set(KINDS),
    "help.{}": set(NOUNS),
    "help.{}.{}": {f"{noun}.{verb}" for noun, verbs in NOUNS.items() for verb in verbs},
    "kind.{}": CONTRACT_KINDS,
    "month.{}": {str(month) for month in range(1, 13)},
    "period.{}": PERIODS,
    "period.{}-one": PERIODS,
    "party.{}": {"purchaser", "supplier", "both", "breaching-party"},
    "reading.{}": set(READING_CHOICES),
    "reading.{}.{}": {f"{reading}.{choice}" for reading, choices in READING_CHOICES.items() for choice in choices},
    "law.{}": {"within", "beyond", "open", "advance", "not-delivered", "no-text", "large", "size-unknown"},
    "law.silent-{}": {"size-unknown", "large"},
    "size.{}": {"micro", "small", "medium"},
    "within.{}": {"call", "fault"},
    "talks.{}": {"open", "fail", "settle", "none"},
    "letter.{}": {"loss", "appraisal", "reminder", "negotiation", "working-paper", "request"},
    "letter.damages-{}": {"none", "used-up", "contingent", "owed"},
    "pack.{}": first_arguments("Flaw", 1),
    "days.{}": {
        "calendar",
        "date",
        "weekday",
        "worked",
        "festival",
        "basis",
        "contract",
        "instalment",
        "start",
        "days",
        "on",
        "spreadsheet",
        "between",
        "same",
    },
    "invoice.{}": {"special", "ordinary", "valid", "cancelled", "part-cancelled", "red"},
    "listed.{}": {"recorded", "new", "differs", "returned", "open", "unfit", "elsewhere"},
    "listed.why-{}": {"differs", "returned", "open", "unfit"},
    "page.cash-{}": set(KINDS_OF_MONEY),
    "page.cap-{}": {"contract", "breach"},
    "by.{}": {"month", "quarter", "year"},
    "coverage.{}": {"price", "term", *_KINDS, "force_majeure", "appraisal"},
    "year.{}": set(WEEKDAYS),
    "ics.{}": {"off", "worked", "done", "cancelled"},
    "export.{}": set(TABLES),
    "xlsx.{}": {"made", "checked", "approved"},
    "close.{}": first_arguments("Open", 0),
    "breach.{}": {"running", "ended", "contested", "unfounded"},
    "damages.{}": {"contingent", "owed", "waived", "settled"},
    "damages.base-{}": set(BASES),
    "damages.capped-{}": {"contract", "breach"},
    "damages.part-{}": {"whole", "started", "pro-rata"},
    "damages.step-{}": {"loss", "appraisal", "waive", "settle", "offset"},
    "damages.step-cap-{}": {"contract", "breach"},
    "{}.{}": set(),
    "reading.from.{}": {"file", "terms", "default"},
    "severity.{}": {"stop", "warn", "note"},
    "show.{}": {"project_number", "number", "plan_number", "purchaser", "supplier"},
    "status.{}": STATUSES,
    "status.waiting-{}": {"reports", "papers"},
    "time.waiting-{}": {"reports", "papers"},
    "trouble.{}": set(TROUBLES),
    "total.{}": {"payable", "overdue", "waiting-reports", "waiting-papers", "coming", "all"},
    "weekday.{}": set(WEEKDAYS),
    "why.{}": {"weekend", "holiday", "made-up"},
}
KEYS_OF_REFUSALS = "refusal.{}"  # what is raised names its key itself


def family(pattern: str) -> set[str]:
    head, _, tail = pattern.partition("{}")
    tail = tail.removeprefix(".{}")
    return {f"{head}{value}{tail}" for value in FAMILIES[pattern]}


# -- the facts ---------------------------------------------------------------------------------------------


def test_both_languages_hold_the_same_keys() -> None:
    """What can be said in Chinese can be said in English, to the payer and to the payee alike."""
    assert ZH.keys() ^ EN.keys() == set()


def test_both_languages_take_the_same_values() -> None:
    """A sentence takes the same values in both languages; a day without its year is written in its own way."""
    differ = {key for key in ZH.keys() & EN.keys() if placeholders(ZH[key]) != placeholders(EN[key])}
    assert differ <= {"month-day"}


@pytest.mark.parametrize("lang", CATALOGUES)
def test_words_for_a_role_stand_beside_the_usual_ones(lang: str) -> None:
    """A sentence for one role has a usual form, and takes no value that form does not take."""
    words = CATALOGUES[lang]
    for key in words:
        usual, mark, role = key.partition("@")
        if mark:
            assert role in workspace.ROLES, key
            assert placeholders(words[key]) <= placeholders(words[usual]), key
            assert any(catalogue[key] != catalogue[usual] for catalogue in CATALOGUES.values()), key


@pytest.mark.parametrize("lang", CATALOGUES)
def test_nothing_is_left_unsaid(lang: str) -> None:
    """Every key has words."""
    assert [key for key, text in CATALOGUES[lang].items() if not text.strip()] == []


def test_chinese_lines_up_on_every_terminal() -> None:
    """No character whose width a terminal may choose (East Asian width A), such as curly quotes and long dashes."""
    ambiguous = {key: [sign for sign in text if east_asian_width(sign) == "A"] for key, text in ZH.items()}
    assert {key: signs for key, signs in ambiguous.items() if signs} == {}


def test_every_key_asked_for_exists() -> None:
    """Every key that the source names has its words, and every family of keys is listed here."""
    asked_for = [use for use in uses() if use.key not in (KEYS_OF_REFUSALS, "refusal.{}.{}")]
    plain = [use for use in asked_for if "{}" not in use.key]
    assert len(plain) > 300
    assert [use for use in plain if use.key not in ZH] == []
    assert {use.key for use in asked_for if "{}" in use.key} == FAMILIES.keys()


@pytest.mark.parametrize("pattern", FAMILIES)
def test_every_key_of_a_family_exists(pattern: str) -> None:
    """Whatever such a key is put together from, there are words for it."""
    assert family(pattern) - ZH.keys() == set()


def test_every_sentence_gets_its_values() -> None:
    """Where the source shows which values it hands over, none that the sentence takes is missing."""
    seen = [use for use in uses() if use.given is not None and use.key in ZH]
    assert len(seen) > 300
    lacking = [(use.where, use.key, placeholders(ZH[use.key]) - use.given) for use in seen if use.given is not None]
    assert [entry for entry in lacking if entry[2]] == []


def test_no_key_is_unused() -> None:
    """Every key is named in the source, or belongs to a family."""
    named = constants()
    known = named | {f"refusal.{text}" for text in named}
    known = {key for key in known if "." in key} | {use.key for use in uses()} | set().union(*map(family, FAMILIES))
    assert sorted(key for key in ZH if key.partition("@")[0] not in known) == []


@pytest.mark.parametrize("lang", CATALOGUES)
def test_values_are_written_for_people(lang: str) -> None:
    """Dates in ISO form, titles in the reader's language, lists joined; a role turns the words."""
    payer, payee = Words(lang), Words(lang, "supplier")
    assert payer("due.title", as_of="2026-04-08", weekday="x").startswith(ZH["due.title"][:4]) == (lang == "zh")
    assert payer("column.amount") == CATALOGUES[lang]["column.amount"]
    assert payee("column.amount") == CATALOGUES[lang]["column.amount@supplier"]
    assert payee("column.year") == CATALOGUES[lang]["column.year"]
    assert payer.title({"zh": "甲", "en": "A"}) == {"zh": "甲", "en": "A"}[lang]
    assert payer.title({"zh": "甲"}) == "甲"
    assert payer.value(["a", {"zh": "甲", "en": "A"}]) == {"zh": "a、甲", "en": "a, A"}[lang]
    assert "month-day" in payer
    assert "no-such-key" not in payer
