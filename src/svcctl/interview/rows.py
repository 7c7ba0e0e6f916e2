"""Between a table of the contract file and the answers about it, both ways, section by section."""

from collections.abc import Callable, Sequence
from datetime import date

from svcctl.billing.money import ONE, parse_share
from svcctl.billing.periods import every_of
from svcctl.billing.rules import rate_text
from svcctl.interview import rows_breached, rows_paid
from svcctl.interview.catalogue import NONE, ONCE, SECTIONS
from svcctl.interview.due import Table, built_due, told_due
from svcctl.interview.gates import specials_of
from svcctl.interview.question import Answers
from svcctl.interview.typed import BLANK
from svcctl.interview.values import fields_at, told_value, value_of

PLACES = {section.name: section.place for section in SECTIONS} | {
    "accounts": "",
    "readings": "",
    "suppliers": "parties",
}


def told(section: str, table: Table, lang: str) -> dict[str, str]:
    """The answers that a table of the file is."""
    place = PLACES[section]
    plain = {key: told_value(place, key, value, lang) for key, value in table.items()}
    return plain | (TOLD[section](table) if section in TOLD else {})


def built(section: str, given: Answers, before: Table, lang: str) -> Table:
    """The table that those answers make; what no question covers stays as it was before."""
    own = set(OWNED.get(section, ())) | set(given)
    kept = {key: value for key, value in before.items() if key not in own}
    made = BUILT[section](given, before) if section in BUILT else plain(section, given)
    for key in made:
        titled = key == "title" and key not in given and key in before
        if titled or _same(PLACES[section], key, before, made, lang):
            made[key] = before[key]  # a title in two languages, a date
    found = kept | made
    in_order = {key: found.pop(key) for key in before if key in found}
    return in_order | found


def _same(place: str, key: str, before: Table, made: Table, lang: str) -> bool:
    if key not in before or not isinstance(made[key], str | list | date):
        return False
    there, now = (told_value(place, key, each[key], lang) for each in (before, made))
    return there == now


def plain(section: str, given: Answers) -> Table:
    """The answers by the keys of the file that they are named for."""
    place = PLACES[section]
    return {key: value_of(place, key, text) for key, text in given.items() if text}


def only(section: str, given: Answers, *keys: str) -> Table:
    """Some of the answers, where they were given."""
    return plain(section, {key: given[key] for key in keys if key in given})


# -- one table -------------------------------------------------------------------------------------


def _told_contract(table: Table) -> dict[str, str]:
    blank = {key: BLANK for key in BLANKS if table.get(key) == ""}
    return {"special": ",".join(specials_of(table))} | blank


BLANKS = ("number", "plan_number")  # the original may leave them empty


def _contract(given: Answers, before: Table) -> Table:
    made = plain("contract", {key: text for key, text in given.items() if key != "special"})
    for key in BLANKS:
        if made.get(key) == BLANK or (before.get(key) == "" and not given.get(key)):
            made[key] = ""
    return {"format": 1, "currency": "CNY"} | made


def _told_term(table: Table) -> dict[str, str]:
    if not table:
        return {}
    found = {"how": "dates" if "from" in table else table.get("starts", "")}
    length = f"{table['years']} year" if "years" in table else f"{table.get('months', '')} month"
    return found | ({"length": length} if length[0] != " " else {})


def _term(given: Answers, before: Table) -> Table:  # noqa: ARG001 (as the others)
    if given.get("how") == NONE:
        return {}
    made = only("term", given, "from", "to", "renewals", "periods", "article")
    if given.get("how") == "dates":
        return made
    number, _, unit = given.get("length", "").partition(" ")
    length = {f"{unit}s": int(number)} if number else {}
    return length | {"starts": given.get("how", "signing")} | made


def _told_readings(table: Table) -> dict[str, str]:
    return {"which": ",".join(table)} | table


def _readings(given: Answers, before: Table) -> Table:  # noqa: ARG001 (as the others)
    return {key: text for key, text in given.items() if key != "which"}


# -- rows ------------------------------------------------------------------------------------------


def _supplier(given: Answers, before: Table) -> Table:  # noqa: ARG001 (as the others)
    return {"role": "supplier"} | plain("suppliers", given)


def _told_obligation(table: Table) -> dict[str, str]:
    if not table:
        return {}
    every = table.get("every", ONCE)
    return {"every": every} | told_due(table.get("due"), every=every)


def _obligation(given: Answers, before: Table) -> Table:
    made = only("obligations", given, "key", "title", "who", "article")
    if given.get("every", ONCE) != ONCE or "every" in before:
        made["every"] = given.get("every", ONCE)
    due = built_due(given, "", before.get("due"))
    return made | ({"due": due} if due else {})


TOLD: dict[str, Callable[[Table], dict[str, str]]] = {
    "contract": _told_contract,
    "term": _told_term,
    "price": rows_paid.told_price,
    "instalments": rows_paid.told_instalment,
    "damages": rows_breached.told_damages,
    "guarantees": rows_paid.told_guarantee,
    "obligations": _told_obligation,
    "readings": _told_readings,
}
BUILT: dict[str, Callable[[Answers, Table], Table]] = {
    "contract": _contract,
    "suppliers": _supplier,
    "term": _term,
    "price": rows_paid.price,
    "instalments": rows_paid.instalment,
    "damages": rows_breached.damages,
    "guarantees": rows_paid.guarantee,
    "obligations": _obligation,
    "readings": _readings,
}
# keys of the file that the questions answer for, whether they are asked or not
OWNED: dict[str, Sequence[str]] = {
    "contract": (
        *("format", "currency", "number", "plan_number", "project_number", "award_notice_on"),
        "working_hours",
    ),
    "suppliers": ("size", "key", "accounts", "role"),
    "purchaser": ("key",),
    "supplier": ("size", "key"),
    "term": ("years", "months", "starts", "from", "to", "renewals", "periods", "article"),
    "price": (*fields_at("price"),),
    "instalments": (*fields_at("instalments"),),
    "damages": (*fields_at("damages"),),
    "guarantees": ("share", "amount", "lodge", "returns", "who"),
    "obligations": ("due", "every"),
    "force_majeure": ("negotiate_from_day",),
    "office": ("department", "fund_source", "budget_item", "budget_project"),
}
OWNED |= {
    section.name: (*fields_at(section.place),)
    for section in SECTIONS
    if section.gate and section.name not in ("readings", "suppliers")
}


def rest_of(rows: Sequence[Table], every: str) -> str:
    """The share that the instalments of one kind leave to the next; nothing where none is left."""
    once = every == ONCE
    given = ONE - ONE
    for row in rows:
        if (every_of(row) == ONCE) != once:
            continue
        if "up_to" in row:  # with all that was paid before it
            given = max(given, parse_share(row["up_to"]))
        elif "share" in row:
            given += parse_share(row["share"])
    left = ONE - given
    return rate_text(left) if left > 0 else ""
