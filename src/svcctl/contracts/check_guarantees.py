"""What must agree about guarantees and about the office, beyond the form of their tables."""

from collections.abc import Iterator
from typing import Any

from svcctl.billing.money import ONE, parse_share
from svcctl.billing.periods import ONCE, every_of
from svcctl.billing.terms import Document
from svcctl.contracts.problem import Problem

Named = tuple[str, dict[str, Any]]  # where a table stands, and the table


def guarantee_dues(document: Document) -> Iterator[Named]:
    """Every deadline rule of the guarantees: of lodging, and of each return."""
    for index, table in enumerate(document.get("guarantees", ())):
        at = f"guarantees[{index}]"
        if "lodge" in table:
            yield f"{at}.lodge", table["lodge"]
        for place, part in enumerate(table.get("returns", ())):
            yield f"{at}.returns[{place}].due", part["due"]


def guarantees(document: Document) -> Iterator[Problem]:
    """A guarantee has one sum, goes back whole, and waits for what there is once."""
    for index, table in enumerate(document.get("guarantees", ())):
        at = f"guarantees[{index}]"
        if ("share" in table) == ("amount" in table):
            yield Problem(f"{at}.amount", "file.guarantee-sum", {})
        if "share" in table and parse_share(table["share"]) > ONE:
            yield Problem(f"{at}.share", "file.guarantee-share", {})
        shares = [parse_share(part["share"]) for part in table.get("returns", ())]
        if shares and sum(shares) != ONE:
            yield Problem(f"{at}.returns", "file.guarantee-returns", {"key": table["key"]})
    yield from _events(document)


def _events(document: Document) -> Iterator[Problem]:
    """What is counted from exists: a document or a payment that comes once, a guarantee."""
    known = {table["key"] for table in document.get("guarantees", ())}
    once = {table["key"] for table in document.get("deliverables", ()) if table["every"] == "once"}
    paid = {table["key"] for table in document["instalments"] if every_of(table) == ONCE}
    rights = {"receipt": once, "payment": paid}
    for at, due in guarantee_dues(document):
        word, _, key = due.get("after", "").partition(":")
        right = rights.get(word)
        if right is not None and key not in right:
            named = sorted(right)
            yield Problem(f"{at}.after", "file.guarantee-after", {"known": named})
    for at, due in (*guarantee_dues(document), *_others(document)):
        word, _, key = due.get("after", "").partition(":")
        own = at.endswith(".lodge") and _key_at(document, at) == key
        if word == "lodged" and (key not in known or own):
            named = sorted(known)
            yield Problem(f"{at}.after", "file.no-guarantee", {"key": key, "known": named})


def _key_at(document: Document, at: str) -> str:
    """The key of the guarantee that a place is in."""
    index = int(at.partition("[")[2].partition("]")[0])
    key: str = document["guarantees"][index]["key"]
    return key


def _others(document: Document) -> Iterator[Named]:
    for name in ("instalments", "obligations"):
        for index, table in enumerate(document.get(name, ())):
            if "due" in table:
                yield f"{name}[{index}].due", table["due"]


def fund_shares(document: Document) -> Iterator[Problem]:
    """The shares of funds that pay together add up to 100 %."""
    found = [("office", document.get("office", {}))]
    found += [(f"instalments[{i}]", each) for i, each in enumerate(document["instalments"])]
    for at, table in found:
        source = table.get("fund_source")
        if isinstance(source, list) and sum(parse_share(each["share"]) for each in source) != ONE:
            yield Problem(f"{at}.fund_source", "file.fund-shares", {})


def guarantee_reminders(document: Document) -> Iterator[Problem]:
    """A guarantee that goes back at no date."""
    for index, table in enumerate(document.get("guarantees", ())):
        if "returns" not in table:
            at = f"guarantees[{index}]"
            yield Problem(at, "file.guarantee-kept", {"key": table["key"]})
