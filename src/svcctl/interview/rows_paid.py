"""Prices, instalments and bonds between the contract file and the answers about them, both ways."""

from svcctl.billing.periods import every_of
from svcctl.interview.catalogue import NONE
from svcctl.interview.due import Table, built_due, told_due
from svcctl.interview.lists import read_rows, tell_rows
from svcctl.interview.question import KEEP, NO, YES, Answers
from svcctl.interview.returned import returns_of, told_returns
from svcctl.interview.values import value_of

HOW_MUCH = ("share", "shares", "amount", "amounts", "up_to", "settled", "collects")
UP_TO = "up-to "


def _only(place: str, given: Answers, *keys: str) -> Table:
    return {key: value_of(place, key, given[key]) for key in keys if given.get(key)}


# -- the price -------------------------------------------------------------------------------------


def told_price(table: Table) -> dict[str, str]:
    """The answers that a price is."""
    if not table:
        return {}
    split = {"per_year": "per-year", "years": "years"}
    found = next((word for key, word in split.items() if key in table), "whole")
    return {"split": found, "kind": table.get("kind", "fixed")}


def price(given: Answers, before: Table) -> Table:
    """The price that the answers make."""
    keys = ("total", "total_in_words", "per_year", "years", "items", "discount", "parts", "article")
    kind = given.get("kind", "fixed")
    said = {"kind": kind} if kind != "fixed" or before.get("kind") == kind else {}
    return said | _only("price", given, *keys)


# -- instalments -----------------------------------------------------------------------------------


def told_instalment(table: Table) -> dict[str, str]:
    """The answers that an instalment is."""
    if not table:
        return {}
    over = "at-once" if table.get("year_over") is False else "wait"
    every = every_of(table)
    found = {"every": every, "year_over": over, "payees": _told_payees(table)}
    found |= {"settled": YES if table.get("settled") else NO, "much": _told_much(table)}
    return found | (told_due(table["due"], every=every) if "due" in table else {})


def _told_much(table: Table) -> str:
    said = [key for key in HOW_MUCH if key in table and key != "settled"]
    if not said:
        return "settled" if table.get("settled") else ""
    value = table[said[0]]
    if len(said) > 1 or (said == ["collects"] and "settled" in table):
        return KEEP
    told = {"up_to": f"{UP_TO}{value}", "collects": "collects"}
    return told.get(said[0]) or (",".join(value) if isinstance(value, list) else value)


def _told_payees(table: Table) -> str:
    rows = [{"party": table["payee"]}] if "payee" in table else table.get("payees", [])
    return tell_rows("payees", rows) if rows else ""


def instalment(given: Answers, before: Table) -> Table:
    """The instalment that the answers make."""
    made = _only("instalments", given, "key", "title", "part", "assessment", "retain", "needs")
    every = given.get("every", "")
    if before and every == every_of(before):
        made |= {key: before[key] for key in ("every", "scope") if key in before}
    elif every and every != "service-year":
        made["every"] = every
    made |= _how_much(given, before) | _paid_to(given, before)
    if due := _due(given, before):
        made["due"] = due
    made |= {"year_over": False} if given.get("year_over") == "at-once" else {}
    if given.get("require_evidence") == YES:
        made["require_evidence"] = True
    return made | _only("instalments", given, "evidence", "fund_source", "article")


def _due(given: Answers, before: Table) -> Table | None:
    due = built_due(given, "", before.get("due"))
    return _open_due(given) if due is None and given.get("when") == NONE else due


def _open_due(given: Answers) -> Table:
    """No number of days: once the papers are in, or else from the signing on."""
    return {"after": "receipt" if given.get("needs") else "signing", "agreed": False}


def _how_much(given: Answers, before: Table) -> Table:
    much = given.get("much", "")
    if much == KEEP:
        return {key: before[key] for key in HOW_MUCH if key in before}
    settled: Table = {"settled": True} if given.get("settled") == YES or much == "settled" else {}
    if much == "collects":
        return _only("instalments", given, "collects")
    if much.startswith(UP_TO):
        return {"up_to": much.removeprefix(UP_TO)} | settled
    if not much or much == "settled":
        return settled
    return _sums(much) | settled


def _sums(much: str) -> Table:
    key, several = "share" if much[-1] in "%‰" else "amount", much.split(",")
    return {f"{key}s": several} if len(several) > 1 else {key: much}


def _paid_to(given: Answers, before: Table) -> Table:
    if not given.get("payees"):
        return {}
    rows = read_rows("payees", given["payees"])
    single = len(rows) == 1 and "share" not in rows[0] and "payees" not in before
    return {"payee": rows[0]["party"]} if single else {"payees": rows}


# -- bonds -----------------------------------------------------------------------------------------


def told_guarantee(table: Table) -> dict[str, str]:
    """The answers that a bond is."""
    if not table:
        return {}
    found: dict[str, str] = {"much": table.get("share") or table.get("amount", "")}
    found |= told_due(table.get("lodge"), "lodge-")
    returns = table.get("returns", [])
    if len(returns) == 1 and returns[0].get("share") == "100%":
        return found | {"returns": ""} | told_due(returns[0]["due"], "back-")
    told = told_returns(returns)
    back = KEEP if returns and not told else NONE
    return found | {"returns": told, "back-when": back}


def guarantee(given: Answers, before: Table) -> Table:
    """The bond that the answers make."""
    made = _only("guarantees", given, "key", "title", "article") | {"who": "supplier"}
    if much := given.get("much", ""):
        made["share" if much[-1] in "%‰" else "amount"] = much
    if lodge := built_due(given, "lodge-", before.get("lodge")):
        made["lodge"] = lodge
    if given.get("returns"):
        return made | {"returns": returns_of(given["returns"])}
    if given.get("back-when") == KEEP:
        return made | {"returns": before["returns"]}
    one = (before.get("returns") or [{}])[0].get("due")
    back = built_due(given, "back-", one)
    return made | ({"returns": [{"share": "100%", "due": back}]} if back else {})
