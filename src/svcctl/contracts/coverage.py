"""Every article that a contract file cites: what it says, what implements it, which test."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from svcctl.billing.terms import Document


class Piece(NamedTuple):
    """One table of the file that cites an article, and the kinds of clause it is."""

    article: str
    table: str
    key: str
    kinds: tuple[str, ...]


class Covered(NamedTuple):
    """One article: the tables that cite it, and what answers to them."""

    article: str
    pieces: tuple[Piece, ...]
    commands: tuple[str, ...]
    tests: tuple[str, ...]
    missing: tuple[str, ...]  # kinds that are kept as data and not counted yet


class Plain(NamedTuple):
    """One article without arithmetic, and why it has none."""

    article: str
    title: Any
    why: Any


def covered(document: Document, table: dict[str, Any]) -> list[Covered]:
    """The articles as the file cites them; `table` says what implements each kind of clause."""
    by_article: dict[str, list[Piece]] = {}
    for piece in _pieces(document):
        by_article.setdefault(piece.article, []).append(piece)
    return [_covered(article, tuple(pieces), table) for article, pieces in by_article.items()]


def _covered(article: str, pieces: tuple[Piece, ...], table: dict[str, Any]) -> Covered:
    kinds = dict.fromkeys(kind for piece in pieces for kind in piece.kinds)
    commands = dict.fromkeys(command for kind in kinds for command in table[kind]["commands"])
    tests = dict.fromkeys(test for kind in kinds for test in table[kind]["tests"])
    missing = tuple(kind for kind in kinds if not table[kind]["tests"])
    return Covered(article, pieces, tuple(commands), tuple(tests), missing)


def without_arithmetic(document: Document) -> list[Plain]:
    """The articles that the file lists as needing no dates and no sums."""
    return [
        Plain(clause["article"], clause["title"], clause["why"])
        for clause in document.get("clauses", ())
    ]


def _pieces(document: Document) -> Iterator[Piece]:
    yield Piece(document["price"]["article"], "price", "", ("price",))
    if term := document.get("term"):
        yield Piece(term["article"], "term", "", (f"term.{term.get('starts', 'dates')}",))
    for name, kinds in _KINDS.items():
        for table in document.get(name, ()):
            yield Piece(table["article"], name, table.get("key") or table["level"], kinds(table))
    # the catalogue is one promise, however many services are in it
    for article in dict.fromkeys(table["article"] for table in document.get("services", ())):
        yield Piece(article, "services", "", ("service-catalogue",))
    for name, kind in (("force_majeure", "force-majeure"), ("appraisal", "appraisal")):
        if name in document:
            yield Piece(document[name]["article"], name, "", (kind,))


def _instalment(table: dict[str, Any]) -> tuple[str, ...]:
    return ("instalment", "instalment.evidence") if "evidence" in table else ("instalment",)


def _damages(table: dict[str, Any]) -> tuple[str, ...]:
    """A damages rule is of several kinds: cause, rate or amount, tiers, cap, gate, rights."""
    agreed = "rate" in table or "amount" in table
    kinds = [
        table["for"],
        "loss-only" if not agreed else "per-period" if "per" in table else "once",
    ]
    kinds += ["base-instalment"] if table.get("base") == "instalment" else []
    kinds += [f"cap-{table['cap']['pool']}"] if "cap" in table else []
    kinds += ["cap-amount"] if "amount" in table.get("cap", {}) else []
    kinds += [kind for key, kind in _OF_KEYS.items() if key in table]
    return tuple(f"damages.{kind}" for kind in kinds)


_OF_KEYS = {
    "amount": "amount",
    "tiers": "tiers",
    "gate": "gate",
    "terminate_after_days": "terminate",
    "terminate_when": "terminate-cap",
    "terminate_after": "terminate-occurrences",
    "deduct": "deduct",
}


_KINDS: dict[str, Any] = {
    "deliverables": lambda _: ("deliverable",),
    "instalments": _instalment,
    "assessments": lambda _: ("assessment",),
    "damages": _damages,
    "obligations": lambda table: ("obligation.dated" if "due" in table else "obligation.undated",),
    "guarantees": lambda table: (
        "guarantee",
        *(("guarantee.return",) if "returns" in table else ()),
    ),
    "service_levels": lambda _: ("service-level",),
    "service_plan": lambda _: ("service-plan",),
}
