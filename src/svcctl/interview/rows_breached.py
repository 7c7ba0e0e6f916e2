"""Damages between the contract file and the answers about them, both ways."""

from svcctl.interview.catalogue import WHATS
from svcctl.interview.due import Table
from svcctl.interview.lists import occurrences_of, read_rows, tell_occurrences, tell_rows
from svcctl.interview.question import KEEP, NO, YES, Answers
from svcctl.interview.values import value_of

NOUGHT = "0%"


def told_damages(table: Table) -> dict[str, str]:
    """The answers that a rule of damages is."""
    if not table:
        return {}
    key, late = table.get("key", ""), table.get("for") == "late-payment"
    found: dict[str, str] = {
        "what": "late-payment" if late else key if key in WHATS[1:] else "other-breach",
        "gate": YES if "gate" in table else NO,
        "terminate_when": YES if "terminate_when" in table else NO,
        "deduct": YES if table.get("deduct") else NO,
    }
    if "terminate_after" in table:
        found["terminate_after"] = tell_occurrences(table["terminate_after"])
    found |= _told_rate(table) | _told_cap(table.get("cap", {}))
    return found | {"also": ",".join(_told_also(table, found))}


def _told_rate(table: Table) -> dict[str, str]:
    """The rate and how it rises; days of grace are a rate of nought at first."""
    rate, tiers = table.get("rate") or table.get("amount", ""), table.get("tiers", [])
    per = table.get("per")
    found = {"per": str(per["days"]), "part": per["part"]} if per else {"per": "once"}
    if rate == NOUGHT and tiers:
        found["grace"], rate, tiers = str(tiers[0]["from_day"] - 1), tiers[0]["rate"], tiers[1:]
    return found | {"rate": rate} | ({"tiers": tell_rows("tiers", tiers)} if tiers else {})


def _told_cap(cap: Table) -> dict[str, str]:
    found = {"cap": cap.get("share") or cap.get("amount", "")}
    found |= {name: cap[key] for name, key in (("cap_of", "of"), ("pool", "pool")) if key in cap}
    return found | {"waiver_returns": YES if cap.get("waiver_returns") else NO}


def _told_also(table: Table, found: Answers) -> list[str]:
    facts = {
        "grace": "grace" in found,
        "tiers": "tiers" in found,
        "gate": "gate" in table,
        "terminate": any(key.startswith("terminate") for key in table),
        "deduct": "deduct" in table,
        "waiver": "waiver_returns" in table.get("cap", {}),
        "loss": "loss" in table,
    }
    return [key for key, holds in facts.items() if holds]


def damages(given: Answers, before: Table) -> Table:
    """The rule of damages that the answers make."""
    late = given.get("what") == "late-payment"
    made = _only(given, "key", "payer")
    made["for"] = "late-payment" if late else "recorded-breach"
    made |= _rated(given, before)
    if given.get("cap"):
        made["cap"] = _cap(given)
    if given.get("gate") == YES:
        made["gate"] = "negotiation-failed"
    made |= _ended(given)
    if given.get("deduct"):
        made["deduct"] = given["deduct"] == YES
    return made | _only(given, "loss", "article")


def _only(given: Answers, *keys: str) -> Table:
    return {key: value_of("damages", key, given[key]) for key in keys if given.get(key)}


def _ended(given: Answers) -> Table:
    """When there is a right to end the contract."""
    made = _only(given, "terminate_after_days")
    if given.get("terminate_when") == YES:
        made["terminate_when"] = "cap"
    if given.get("terminate_after"):
        made["terminate_after"] = occurrences_of(given["terminate_after"])
    return made


def _rated(given: Answers, before: Table) -> Table:
    """At what rate, for how many days each, of what."""
    much = given.get("rate", "")
    if much == KEEP:
        made: Table = {k: before[k] for k in ("rate", "amount", "tiers") if k in before}
    else:
        made = _tiered(much, given) if much else {}
    if given.get("per", "once") != "once":
        part = given.get("part") or before.get("per", {}).get("part", "whole")
        made["per"] = {"days": int(given["per"]), "part": part}
    return made | _only(given, "base")


def _tiered(much: str, given: Answers) -> Table:
    tiers = read_rows("tiers", given["tiers"]) if given.get("tiers") else []
    if given.get("grace"):
        tiers, much = [{"from_day": int(given["grace"]) + 1, "rate": much}, *tiers], NOUGHT
    made: Table = {"rate" if much[-1] in "%‰" else "amount": much}
    return made | ({"tiers": tiers} if tiers else {})


def _cap(given: Answers) -> Table:
    cap = given["cap"]
    share = cap[-1] in "%‰"
    made: Table = {"share" if share else "amount": cap}
    made |= {"of": given.get("cap_of", "contract-price")} if share else {}
    made["pool"] = given.get("pool", "contract")
    waiver = given.get("waiver_returns")
    return made | ({"waiver_returns": waiver == YES} if waiver else {})
