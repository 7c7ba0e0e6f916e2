"""The checks of the damages rules: what is counted, up to which cap, which right it gives."""

from collections.abc import Iterator
from typing import Any

from svcctl.billing.money import fen, parse_share
from svcctl.billing.terms import Document
from svcctl.contracts.meant import missing
from svcctl.contracts.problem import Problem

Table = dict[str, Any]


def damages(document: Document) -> Iterator[Problem]:
    """Each rule says one thing that is owed, with what belongs to it and nothing that does not."""
    for index, table in enumerate(document.get("damages", ())):
        at = f"damages[{index}]"
        for check in (_agreed, _tiers, _cap, _rights, _loss):
            yield from check(table, at)


def _agreed(table: Table, at: str) -> Iterator[Problem]:
    """A rate of a base, or an amount, or neither."""
    if "rate" in table and "amount" in table:
        yield Problem(f"{at}.amount", "file.beside", {"key": "amount", "other": "rate"})
    elif "amount" in table:
        for key in ("base", "tiers"):
            if key in table:
                yield Problem(f"{at}.{key}", "file.beside", {"key": key, "other": "amount"})
        if not fen(table["amount"]):
            yield Problem(f"{at}.amount", "file.amount-nought", {})
    elif "rate" not in table:
        for key in ("per", "base", "cap", "tiers"):
            if key in table:
                yield Problem(f"{at}.{key}", "file.no-rate", {"key": key})
    elif "base" not in table:
        yield missing(f"{at}.base")


def _tiers(table: Table, at: str) -> Iterator[Problem]:
    tiers = table.get("tiers", ())
    days = [tier["from_day"] for tier in tiers]
    # from the first day on it is the rate itself; two tiers of one day would be two rates for it
    if days != sorted(set(days)) or 1 in days:
        yield Problem(f"{at}.tiers", "file.tiers", {})
    if tiers and "per" not in table:
        yield missing(f"{at}.per")
    # a rate of nought is a time of grace, and something has to follow it
    if "rate" in table and not parse_share(table["rate"]) and not tiers:
        yield Problem(f"{at}.rate", "file.rate-nought", {})


def _cap(table: Table, at: str) -> Iterator[Problem]:
    """A cap is a share of a base, or a sum."""
    cap = table.get("cap")
    if cap is None:
        return
    if "amount" in cap:
        for key in ("share", "of"):
            if key in cap:
                yield Problem(f"{at}.cap.{key}", "file.beside", {"key": key, "other": "amount"})
        if not fen(cap["amount"]):
            yield Problem(f"{at}.cap.amount", "file.amount-nought", {})
        return
    for key in ("share", "of"):
        if key not in cap:
            yield missing(f"{at}.cap.{key}")


def _rights(table: Table, at: str) -> Iterator[Problem]:
    if "terminate_when" in table and "cap" not in table:
        yield Problem(f"{at}.terminate_when", "file.no-cap", {})
    # what the purchaser owes is not taken off what it pays
    if table.get("deduct") and "purchaser" in (table["payer"], _late(table)):
        yield Problem(f"{at}.deduct", "file.deduct", {})


def _late(table: Table) -> str:
    """The side in breach, where the cause alone says it."""
    return "purchaser" if table["for"] == "late-payment" else ""


def _loss(table: Table, at: str) -> Iterator[Problem]:
    if ("rate" in table or "amount" in table) and table.get("loss") == "only":
        yield Problem(f"{at}.loss", "file.loss-only", {})


def loss_reminders(document: Document) -> Iterator[Problem]:
    """Rules that say what is owed, and nothing of a loss."""
    for index, table in enumerate(document.get("damages", ())):
        # until 2026-11-26 a loss was owed beside every rate; older files did not have to say so
        if ("rate" in table or "amount" in table) and "loss" not in table:
            yield Problem(f"damages[{index}].loss", "file.loss-unsaid", {"rule": table["key"]})
