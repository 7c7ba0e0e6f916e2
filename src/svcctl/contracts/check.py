"""The checks of a contract file: its form, then what must agree in it; all errors at once."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import islice
from typing import Any

from svcctl.billing.capitals import capitals, read_capitals
from svcctl.billing.money import fen
from svcctl.billing.periods import ONCE, every_of
from svcctl.billing.promises import SETTLEMENT
from svcctl.billing.terms import READING_CHOICES, Document
from svcctl.contracts import check_service, check_sums, check_term
from svcctl.contracts.check_damages import damages, loss_reminders
from svcctl.contracts.check_guarantees import (
    fund_shares,
    guarantee_dues,
    guarantee_reminders,
    guarantees,
)
from svcctl.contracts.dues import dues, fixed_days_with_papers, renewals_without_days
from svcctl.contracts.form import FORM, Field, plain
from svcctl.contracts.kinds import KINDS
from svcctl.contracts.likely import even_shares, numbered_papers, short_periods
from svcctl.contracts.meant import missing, said, such, unknown
from svcctl.contracts.problem import Problem

MOST = 1000  # errors, after which nobody reads on


def problems(document: Document, calendars: Iterable[str]) -> list[Problem]:
    """Everything wrong with a contract file as TOML was read: its form, and what must agree.

    What must agree is looked at wherever the tables concerned are right in form.
    """
    found = list(islice(_form(document, FORM, ""), MOST))
    if len(found) == MOST:  # no contract file at all; what must agree cannot be looked at
        return found
    wrong = {re.split(r"[.\[]", problem.at)[0] for problem in found}
    bare = plain(document)
    for check, tables in CHECKS:
        if not wrong.intersection(tables):
            amiss = list(check(bare))
            found += amiss
            wrong |= {re.split(r"[.\[]", problem.at)[0] for problem in amiss if check in FIRST}
    if "calendar" not in wrong and document["calendar"] not in calendars:
        found.append(Problem("calendar", "file.calendar", {"known": ", ".join(sorted(calendars))}))
    return found


def _shown(value: Any) -> str:
    """A value that was not expected, short enough for a line."""
    try:
        text = str(plain(value))
    except ValueError:  # Python writes no number of more than 4300 digits
        return "?"
    return text if len(text) <= 60 else text[:58] + ".."


# -- form ------------------------------------------------------------------------------------------


def _form(table: Mapping[str, Any], fields: Mapping[str, Field], prefix: str) -> Iterator[Problem]:
    foreign = [_shown(key) for key in table if key not in fields]
    for key in foreign:
        # a file of thousands of them is no contract file; looking for what was meant would take long
        others = fields if len(foreign) < MOST else {}
        yield unknown(f"{prefix}{key}", key, table, others)
    for key, field in fields.items():
        if key in table:
            yield from _value(table[key], field, f"{prefix}{key}")
        elif field.required:
            yield missing(f"{prefix}{key}")


def _value(value: Any, field: Field, at: str) -> Iterator[Problem]:
    if field.kind == "table":
        if isinstance(value, dict):
            yield from _form(value, field.fields or {}, f"{at}.")
        else:
            yield Problem(at, "file.kind.table", {"value": _shown(value), "such": such(at)})
    elif field.kind == "tables" or (field.kind == "text-or-tables" and isinstance(value, list)):
        if (
            not isinstance(value, list)
            or not value
            or not all(isinstance(item, dict) for item in value)
        ):
            yield Problem(at, "file.kind.tables", {"value": _shown(value), "such": such(at)})
            return
        for index, item in enumerate(value):
            yield from _form(item, field.fields or {}, f"{at}[{index}].")
    elif meant := said(at, value, _shown(value), field):
        yield meant
    elif field.choices and value not in field.choices:
        near = get_close_matches(str(value), field.choices, 1)
        yield Problem(
            at, "file.choice", {"value": _shown(value), "choices": ", ".join(near or field.choices)}
        )
    elif not KINDS[field.kind.removesuffix("-or-tables")].holds(value):
        yield Problem(
            at, f"file.kind.{field.kind.removesuffix('-or-tables')}", {"value": _shown(value)}
        )


# -- what must agree -------------------------------------------------------------------------------


def _unique_keys(document: Document) -> Iterator[Problem]:
    for name in (
        "deliverables",
        "instalments",
        "damages",
        "obligations",
        "guarantees",
        "service_plan",
        "services",
        "systems",
        "findings",
    ):
        seen: set[str] = set()
        for index, table in enumerate(document.get(name, ())):
            key = table.get("key") or table["about"]
            if key in seen:
                yield Problem(f"{name}[{index}].key", "file.twice", {"key": key})
            seen.add(key)


def _parties(document: Document) -> Iterator[Problem]:
    roles = [party["role"] for party in document["parties"]]
    for role in ("purchaser", "supplier"):
        if role not in roles:
            yield Problem("parties", "file.no-party", {"role": role})
    keys = [party.get("key", party["role"]) for party in document["parties"]]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            yield Problem(f"parties[{index}].key", "file.party-key", {"key": key})
    payees = [p.get("key", p["role"]) for p in document["parties"] if p["role"] == "supplier"]
    for index, table in enumerate(document["instalments"] if payees else ()):
        if "payees" in table or "collects" in table:  # who is paid stands there, or with them
            continue
        if table.get("payee", payees[0] if len(payees) == 1 else "supplier") not in payees:
            yield Problem(f"instalments[{index}].payee", "file.payee", {"known": ", ".join(payees)})


def _words(document: Document) -> Iterator[Problem]:
    price = document["price"]
    words = price.get("total_in_words")
    if words is None:
        return
    if "total" not in price:
        yield missing("price.total")
        return
    total = fen(price["total"])
    values = {
        "words": words,
        "total": price["total"],
        "right": capitals(total).removeprefix("人民币"),
    }
    try:
        # banks take the capitals before the figures (支付结算办法): a file in which they differ would pay
        # a sum that nobody meant
        right = read_capitals(words) == total
    except ValueError:
        right = False
    if not right:
        yield Problem("price.total_in_words", "file.words", values)


def _dates(document: Document) -> Iterator[Problem]:
    award, signed = document.get("award_notice_on"), document["signed_on"]
    if award and award > signed:
        yield Problem("award_notice_on", "file.date-order", {"first": award, "second": signed})
    afters = [("instalments", table) for table in document["instalments"]]
    afters += [
        ("obligations", table) for table in document.get("obligations", ()) if "due" in table
    ]
    stated = [table["due"] for _, table in afters]
    stated += [due for _, due in guarantee_dues(document)]
    if not award and any(due.get("after") == "award-notice" for due in stated):
        yield missing("award_notice_on")


def _documents(document: Document) -> Iterator[Problem]:
    """What instalments need and wait for exists, and comes as often as they do."""
    every = {table["key"]: table["every"] for table in document.get("deliverables", ())}
    instalments = {table["key"]: every_of(table) == ONCE for table in document["instalments"]}
    for index, table in enumerate(document["instalments"]):
        once = every_of(table) == ONCE
        word, _, key = table["due"].get("after", "").partition(":")
        wanted = [("needs", need) for need in table.get("needs", ())]
        wanted += [("due.after", key)] if word == "receipt" and key else []
        for place, need in wanted:
            at = f"instalments[{index}].{place}"
            if need == SETTLEMENT:
                if not table.get("settled"):
                    yield Problem(at, "file.not-settled", {})
            elif need not in every:
                yield Problem(at, "file.no-deliverable", {"key": need, "known": list(every)})
            # an instalment of the whole contract cannot say which year's report it waits for
            elif once and every[need] != "once":
                yield Problem(at, "file.deliverable-yearly", {"key": need})
        if word == "receipt" and not key and not table.get("needs"):
            yield Problem(f"instalments[{index}].due.after", "file.receipt-of-nothing", {})
        if word == "payment" and key not in instalments:
            known = list(instalments)
            yield Problem(
                f"instalments[{index}].due.after",
                "file.no-instalment",
                {"key": key, "known": known},
            )
        elif word == "payment" and once and not instalments[key]:
            yield Problem(f"instalments[{index}].due.after", "file.payment-yearly", {"key": key})


def _circles(document: Document) -> Iterator[Problem]:
    """No instalment of the contract waits, however many steps on, for its own payment."""
    waits = {
        table["key"]: table["due"].get("after", "").removeprefix("payment:")
        for table in document["instalments"]
        if every_of(table) == ONCE and table["due"].get("after", "").startswith("payment:")
    }
    for index, table in enumerate(document["instalments"]):
        seen, key = set(), table["key"]
        # only those of the contract as a whole can wait in a circle: the yearly ones wait for the
        # year before
        while key in waits and key not in seen:
            seen.add(key)
            key = waits[key]
        if key == table["key"] and seen:
            yield Problem(f"instalments[{index}].due.after", "file.circle", {"key": key})


def _obligations(document: Document) -> Iterator[Problem]:
    once = {table["key"] for table in document.get("deliverables", ()) if table["every"] == "once"}
    paid = {table["key"] for table in document["instalments"] if every_of(table) == ONCE}
    for index, table in enumerate(document.get("obligations", ())):
        word, _, key = table.get("due", {}).get("after", "").partition(":")
        right = {"receipt": once, "payment": paid}.get(word)
        if right is not None and key not in right:
            known = sorted(right)
            yield Problem(
                f"obligations[{index}].due.after", "file.obligation-after", {"known": known}
            )


def _readings(document: Document) -> Iterator[Problem]:
    regimes = tuple(dict.fromkeys(table["regime"] for table in document.get("service_levels", ())))
    for key, choice in document.get("readings", {}).items():
        choices = READING_CHOICES.get(key)
        if choices is None:
            near = get_close_matches(key, READING_CHOICES, 1) or list(READING_CHOICES)
            yield Problem(f"readings.{key}", "file.reading", {"key": key, "known": ", ".join(near)})
            continue
        choices += regimes if key == "severity" else ()
        if choice not in choices:
            yield Problem(
                f"readings.{key}", "file.choice", {"value": choice, "choices": ", ".join(choices)}
            )


def _findings(document: Document) -> Iterator[Problem]:
    for index, table in enumerate(document.get("findings", ())):
        if len(table["values"]) < 2:
            yield Problem(f"findings[{index}].values", "file.finding-values", {})


# what says how often things come, and how a price is cut by it
RHYTHMS = ("price", "term", "instalments", "deliverables", "assessments", "obligations")
# how the sums add up is looked at where each of them is right in itself
FIRST = (check_term.term, check_term.left_out, check_sums.how_much)

CHECKS: tuple[tuple[Callable[[Document], Iterator[Problem]], tuple[str, ...]], ...] = (
    (
        _unique_keys,
        (
            "deliverables",
            "instalments",
            "damages",
            "obligations",
            "guarantees",
            "service_plan",
            "services",
            "systems",
            "findings",
        ),
    ),
    (check_service.levels, ("service_levels",)),
    (check_service.hours, ("working_hours",)),
    (check_service.breaches, ("service_levels", "service_plan", "damages")),
    (check_service.points_off, ("assessments", "service_levels", "service_plan")),
    (_parties, ("parties", "instalments")),
    (check_term.term, ("term", "readings")),
    (check_term.left_out, (*RHYTHMS, "guarantees")),
    (check_sums.how_much, ("price", "instalments")),
    (check_sums.kept, ("instalments",)),
    (check_sums.payees, ("instalments", "parties")),
    (check_sums.assessments, ("instalments", "assessments")),
    (check_sums.price, RHYTHMS),
    (_words, ("price",)),
    (check_sums.shares, RHYTHMS),
    (_dates, ("award_notice_on", "signed_on", "instalments", "obligations", "guarantees")),
    (dues, (*RHYTHMS, "signed_on", "readings", "guarantees")),
    (_documents, ("deliverables", "instalments")),
    (_circles, ("instalments",)),
    (_obligations, ("deliverables", "instalments", "obligations")),
    (guarantees, ("deliverables", "instalments", "obligations", "guarantees")),
    (fund_shares, ("office", "instalments")),
    (_readings, ("readings", "service_levels")),
    (damages, ("damages",)),
    (_findings, ("findings",)),
)


def reminders(document: Document) -> Iterator[Problem]:
    """What a file leaves unsaid or likely does not mean; no errors."""
    yield from loss_reminders(document)
    yield from guarantee_reminders(document)
    yield from fixed_days_with_papers(document)
    yield from renewals_without_days(document)
    yield from even_shares(document)
    yield from short_periods(document)
    yield from numbered_papers(document)
