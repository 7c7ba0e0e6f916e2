"""Between a table of the contract file and the answers about it, both ways, section by section."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from svcctl.billing.money import ONE, parse_share
from svcctl.billing.periods import every_of
from svcctl.billing.rules import rate_text
from svcctl.interview.catalogue import NONE, ONCE, WHATS
from svcctl.interview.due import Table, built_due, told_due
from svcctl.interview.question import KEEP, NO, YES, Answers

HOW_MUCH = ("share", "shares", "amount", "amounts", "up_to", "settled", "collects")


def text_of(value: Any, lang: str) -> str:
    """A value of the file as it would be typed."""
    if isinstance(value, dict):
        return str(value.get(lang) or next(iter(value.values()), ""))
    if isinstance(value, list):
        return ",".join(text_of(each, lang) for each in value)
    return value.isoformat() if isinstance(value, date) else str(value)


def told(section: str, table: Table, lang: str) -> dict[str, str]:
    """The answers that a table of the file is."""
    plain = {key: text_of(value, lang) for key, value in table.items()}
    return plain | (TOLD[section](table) if section in TOLD else {})


def built(section: str, given: Answers, before: Table, lang: str) -> Table:
    """The table that those answers make; what no question covers stays as it was before."""
    own = set(OWNED.get(section, ())) | set(given)
    kept = {key: value for key, value in before.items() if key not in own}
    made = BUILT.get(section, _plain)(given, before)
    for key in made:
        if text_of(before.get(key, ""), lang) == made[key] or (
            key == "title" and key not in given and key in before
        ):
            made[key] = before[key]  # a title in two languages, a date
    found = kept | made
    in_order = {key: found.pop(key) for key in before if key in found}
    return in_order | found


def _plain(given: Answers, before: Table) -> Table:  # noqa: ARG001 (as the others)
    return {key: text for key, text in given.items() if text}


def _only(given: Answers, *keys: str) -> Table:
    return {key: given[key] for key in keys if given.get(key)}


# -- one table -------------------------------------------------------------------------------------


def _contract(given: Answers, before: Table) -> Table:
    made = _plain(given, before)
    days = {key: date.fromisoformat(made[key]) for key in DAYS if key in made}
    blank = {"number": ""} if before.get("number") == "" and not given.get("number") else {}
    return {"format": 1, "currency": "CNY"} | blank | made | days


DAYS = ("signed_on", "award_notice_on")


def _told_term(table: Table) -> dict[str, str]:
    if not table:
        return {}
    found = {"how": "dates" if "from" in table else table.get("starts", "")}
    length = f"{table['years']} year" if "years" in table else f"{table.get('months', '')} month"
    return found | ({"length": length} if length[0] != " " else {})


def _term(given: Answers, before: Table) -> Table:  # noqa: ARG001 (as the others)
    if given.get("how") == NONE:
        return {}
    made = _only(given, "article")
    if given.get("how") == "dates":
        return made | {k: date.fromisoformat(given[k]) for k in ("from", "to") if k in given}
    number, _, unit = given.get("length", "").partition(" ")
    length = {f"{unit}s": int(number)} if number else {}
    return length | {"starts": given.get("how", "signing")} | made


def _told_price(table: Table) -> dict[str, str]:
    if not table:
        return {}
    kept = "items" in table or "parts" in table or "total" not in table
    split = {"per_year": "per-year", "years": "years"}
    found = next((word for key, word in split.items() if key in table), "whole")
    return {"split": KEEP if kept else found}


def _price(given: Answers, before: Table) -> Table:
    made = _only(given, "total", "total_in_words", "article")
    if given.get("split") == KEEP:
        return made | {key: before[key] for key in ("per_year", "years") if key in before}
    if given.get("years"):
        made["years"] = given["years"].split(",")
    return made | _only(given, "per_year")


def _told_office(table: Table) -> dict[str, str]:
    return {"fund_source": KEEP} if isinstance(table.get("fund_source"), list) else {}


def _office(given: Answers, before: Table) -> Table:
    made = _plain(given, before)
    return made | ({"fund_source": before["fund_source"]} if KEEP in made.values() else {})


def _force_majeure(given: Answers, before: Table) -> Table:
    made = _plain(given, before)
    key = "negotiate_from_day"
    return made | ({key: int(made[key])} if key in made else {})


# -- rows ------------------------------------------------------------------------------------------


def _told_instalment(table: Table) -> dict[str, str]:
    if not table:
        return {}
    said = [key for key in HOW_MUCH if key in table]
    plain = said in (["share"], ["amount"]) or (said == ["settled"] and table["settled"])
    much = ("settled" if said == ["settled"] else table[said[0]]) if plain else KEEP
    over = "at-once" if table.get("year_over") is False else "wait"
    found = {"every": every_of(table), "much": much if said else "", "year_over": over}
    return found | (told_due(table["due"]) if "due" in table else {})


def _instalment(given: Answers, before: Table) -> Table:
    made = _only(given, "key", "title", "article")
    every = given.get("every", "")
    if before and every == every_of(before):
        made |= {key: before[key] for key in ("every", "scope") if key in before}
    elif every and every != "service-year":
        made["every"] = every
    made |= _how_much(given.get("much", ""), before)
    if given.get("needs"):
        made["needs"] = given["needs"].split(",")
    if due := _due(given, before):
        made["due"] = due
    return made | ({"year_over": False} if given.get("year_over") == "at-once" else {})


def _due(given: Answers, before: Table) -> Table | None:
    due = built_due(given, "", before.get("due"))
    if due is None and given.get("when") == NONE:
        return {"after": "receipt" if given.get("needs") else "signing", "agreed": False}
    return due


def _how_much(much: str, before: Table) -> Table:
    if much == KEEP:
        return {key: before[key] for key in HOW_MUCH if key in before}
    if much == "settled":
        return {"settled": True}
    return {"share" if much[-1] in "%‰" else "amount": much} if much else {}


def _told_damages(table: Table) -> dict[str, str]:
    if not table:
        return {}
    key, late = table.get("key", ""), table.get("for") == "late-payment"
    cap, per = table.get("cap", {}), table.get("per")
    found: dict[str, str] = {
        "what": "late-payment" if late else key if key in WHATS[1:] else "other-breach",
        "rate": KEEP if "tiers" in table else table.get("rate") or table.get("amount", ""),
        "per": str(per["days"]) if per else "once",
        "cap": cap.get("share") or cap.get("amount", ""),
        "gate": YES if "gate" in table else NO,
    }
    found |= {name: cap[key] for name, key in (("cap_of", "of"), ("pool", "pool")) if key in cap}
    return found | ({"part": per["part"]} if per else {})


def _damages(given: Answers, before: Table) -> Table:
    late = given.get("what") == "late-payment"
    made = _only(given, "key", "payer")
    made["for"] = "late-payment" if late else "recorded-breach"
    made |= _rated(given, before)
    if given.get("cap"):
        made["cap"] = _cap(given, before.get("cap", {}))
    if given.get("gate") == YES:
        made["gate"] = "negotiation-failed"
    days = given.get("terminate_after_days")
    made |= {"terminate_after_days": int(days)} if days else {}
    unsaid = bool(before) and "loss" not in before and given.get("loss") == "included"
    return made | _only(given, *(() if unsaid else ("loss",)), "article")


def _rated(given: Answers, before: Table) -> Table:
    """At what rate, for how many days each, of what."""
    much = given.get("rate", "")
    if much == KEEP:
        made: Table = {k: before[k] for k in ("rate", "amount", "tiers") if k in before}
    else:
        made = {"rate" if much[-1] in "%‰" else "amount": much} if much else {}
    if given.get("per", "once") != "once":
        part = given.get("part") or before.get("per", {}).get("part", "whole")
        made["per"] = {"days": int(given["per"]), "part": part}
    return made | _only(given, "base")


def _cap(given: Answers, before: Table) -> Table:
    cap = given["cap"]
    share = cap[-1] in "%‰"
    made: Table = {"share" if share else "amount": cap}
    made |= {"of": given.get("cap_of", "contract-price")} if share else {}
    made["pool"] = given.get("pool", "contract")
    return made | {key: before[key] for key in ("waiver_returns",) if key in before}


def _told_guarantee(table: Table) -> dict[str, str]:
    if not table:
        return {}
    found: dict[str, str] = {"much": table.get("share") or table.get("amount", "")}
    found |= told_due(table.get("lodge"), "lodge-")
    returns = table.get("returns", [])
    if len(returns) > 1 or any(each.get("share") != "100%" for each in returns):
        return found | {"back-when": KEEP}
    return found | told_due(returns[0]["due"] if returns else None, "back-")


def _guarantee(given: Answers, before: Table) -> Table:
    made = _only(given, "key", "title", "article") | {"who": "supplier"}
    much = given.get("much", "")
    made |= {"share" if much[-1] in "%‰" else "amount": much} if much else {}
    if lodge := built_due(given, "lodge-", before.get("lodge")):
        made["lodge"] = lodge
    if given.get("back-when") == KEEP:
        return made | {"returns": before["returns"]}
    one = (before.get("returns") or [{}])[0].get("due")
    back = built_due(given, "back-", one)
    return made | ({"returns": [{"share": "100%", "due": back}]} if back else {})


def _told_obligation(table: Table) -> dict[str, str]:
    return told_due(table.get("due")) if table else {}


def _obligation(given: Answers, before: Table) -> Table:
    made = _only(given, "key", "title", "who", "article")
    due = built_due(given, "", before.get("due"))
    return made | ({"due": due} if due else {})


TOLD: dict[str, Callable[[Table], dict[str, str]]] = {
    "term": _told_term,
    "price": _told_price,
    "instalments": _told_instalment,
    "damages": _told_damages,
    "guarantees": _told_guarantee,
    "obligations": _told_obligation,
    "office": _told_office,
}
BUILT: dict[str, Callable[[Answers, Table], Table]] = {
    "contract": _contract,
    "term": _term,
    "price": _price,
    "instalments": _instalment,
    "damages": _damages,
    "guarantees": _guarantee,
    "obligations": _obligation,
    "force_majeure": _force_majeure,
    "office": _office,
}
# keys of the file that the questions answer for, whether they are asked or not
OWNED: dict[str, Sequence[str]] = {
    "contract": ("format", "currency", "number", "project_number", "award_notice_on"),
    "supplier": ("size",),
    "term": ("years", "months", "starts", "from", "to", "article"),
    "price": ("total", "total_in_words", "per_year", "years", "article"),
    "instalments": (*HOW_MUCH, "every", "scope", "needs", "due", "year_over"),
    "damages": (
        *("for", "rate", "amount", "tiers", "per", "base"),
        *("cap", "gate", "loss", "terminate_after_days"),
    ),
    "guarantees": ("share", "amount", "lodge", "returns", "who"),
    "obligations": ("due",),
    "force_majeure": ("negotiate_from_day",),
    "office": ("department", "fund_source", "budget_item"),
}


def rest_of(rows: Sequence[Table], every: str) -> str:
    """The share that the instalments of one kind leave to the next; nothing where none is left."""
    once = every == ONCE
    given = [row["share"] for row in rows if "share" in row and (every_of(row) == ONCE) == once]
    left = ONE - sum(map(parse_share, given))
    return rate_text(left) if left > 0 else ""
