"""A fact in a few words, for the journal's list, the record of what was entered, and letters."""

from collections.abc import Callable
from typing import Any

from svcctl.answers.findings import value_text
from svcctl.answers.periods import item_text, paper_text, period_text
from svcctl.billing.accounts import ABOUT
from svcctl.billing.money import grouped
from svcctl.billing.position import (
    LETTER,
    Accepted,
    Deposit,
    File,
    FindingSettled,
    HandIn,
    ObligationKept,
    Scored,
)
from svcctl.billing.service_acts import ServiceAct
from svcctl.billing.terms import Finding, Terms
from svcctl.casebook.kinds import Fact
from svcctl.casebook.payloads import values_of
from svcctl.i18n import Words

Tell = Callable[[Any, Words], str]


def _plain(value: Any, words: Words) -> str:
    return str(words.value(value))


def _sum(value: int, _: Words) -> str:
    return grouped(value)


def _choice(yes: str, no: str = "") -> Tell:
    """A sentence for yes, and one for no where that is worth a word."""
    return lambda value, words: words(yes if value else no) if value or no else ""


def _detail(key: str) -> Tell:
    return lambda value, words: words("fact.detail", name=words(f"fact.{key}"), value=value)


def _parts(parts: tuple[tuple[str, int], ...], words: Words) -> str:
    return words("list.semicolon").join(
        f"{words.value(instalment)} {grouped(fen)}" for instalment, fen in parts
    )


def _quantities(quantities: tuple[tuple[str, str], ...], words: Words) -> str:
    return words("list.separator").join(f"{item} {quantity}" for item, quantity in quantities)


def _files(files: tuple[File, ...], words: Words) -> str:
    names = (words("fact.detail", name=words("fact.file"), value=file.name) for file in files)
    return words("list.semicolon").join(names)


DETAILS = [
    "event",
    "of",
    "amendment",
    "signed_on",
    "approved_on",
    "approval_ref",
    "filed_on",
    "ref",
    "account",
    "voucher",
    "slip",
    "doc",
    "coefficient",
    "score",
    "list_fen",
    "deduct",
    "arrived_on",
    "charged_on",
    "delivered_on",
    "sent_on",
    "service_from",
    "proof",
    "payee",
    "confirmed_by",
    "reason",
    "decision",
    "rate",
    "red_of",
    "means",
    "reached_on",
    "new_due",
    "valid_until",
    "ran_out_on",
    "notified_on",
    "body",
    "note",
]

# what is told of each key of a payload, in this order
TOLD: dict[str, Tell] = {
    "subjects": lambda value, words: words("list.separator").join(map(words.value, value)),
    **dict.fromkeys(
        ("rule", "breach", "line", "loss", "subject", "instalment", "evidence"), _plain
    ),
    "proposals": lambda value, words: words("list.separator").join(value),
    "force_majeure": _plain,
    # a side in breach, or the role that did something of the service
    "by": lambda value, words: words.value(words.actor(value)),
    "times": lambda value, words: words("fact.times", times=value),
    "fen": _sum,
    "form": lambda value, words: words("fact.letter") if value == LETTER else "",
    "quantities": lambda value, words: _quantities(value, words),
    "assessment": _plain,
    "agreed": _choice("fact.agreed"),
    "in_order": _choice("fact.in-order", "fact.not-in-order"),
    "pro_rata": _choice("fact.pro-rata"),
    **{key: _detail(key) for key in DETAILS},
    "list_fen": lambda value, words: _detail("list_fen")(grouped(value), words),
    "deduct": lambda value, words: _detail("deduct")(grouped(value), words),
    "charge_known": _choice("", "fact.charge-unknown"),
    "confirmed_by": lambda value, words: _detail("confirmed_by")(words.actor(value), words),
    "corrected": _choice("fact.corrected"),
    "override": _choice("fact.override"),
    "bounced": _choice("fact.bounced"),
    "invoice": lambda value, words: words("fact.invoice", number=value),
    "genuine": _choice("fact.genuine", "fact.not-genuine"),
    "list": lambda value, words: words("fact.list", **value),
    "files": _files,
}
BEFORE_ALL: dict[str, Tell] = {"parts": _parts}  # then the subject
# what the other side may read of a fact: neither reasons and notes, nor who checked what, nor the
# place in a bank's list
OUTWARD = (
    *("subjects", "subject", "instalment", "fen", "in_order", "ref", "voucher", "slip", "doc"),
    *("arrived_on", "delivered_on", "reached_on", "proof", "means", "new_due", "body", "bounced"),
    *("invoice", "files"),
)
OF_THE_SUBJECT = (
    "document",
    "year",
    "period",
    "finding",
    "value",
    "bank",
    "obligation",
    "guarantee",
)
BY_OTHERS = {  # who tells the rest
    "contract show": ("terms", "open"),
    "breach propose": ("basis",),
    "invoice list": ("invoice_kind", "net_fen", "tax_fen"),
    "calendar status": ("calendar", "basis", "years", "number", "issued_on", "change"),
    "audit verify": ("schema", "schema_sha256", "svcctl"),
}


def describe(fact: Fact, words: Words, terms: Terms | None) -> str:
    """What a fact says, in a few words; the terms give documents and obligations their names."""
    if isinstance(fact.says, ServiceAct):
        from svcctl.answers.matter_told import act_text

        return act_text(fact.says, words)
    values = values_of(fact.says)
    if terms and "quantities" in values:
        values["quantities"] = [
            (item_text(item, terms, words), number) for item, number in values["quantities"]
        ]
    if isinstance(fact.says, Accepted):  # whose rule is told already
        values["breach"] = {words.lang: fact.says.id}
    told = (
        _told(values, BEFORE_ALL, words) + subject(fact, words, terms) + _told(values, TOLD, words)
    )
    return words("list.semicolon").join(told)


def outward(fact: Fact, words: Words, terms: Terms) -> str:
    """What a fact says to the other side of the contract."""
    values = values_of(fact.says)
    told = _told(values, BEFORE_ALL, words) + subject(fact, words, terms)
    return words("list.semicolon").join(
        told + _told(values, {key: TOLD[key] for key in OUTWARD if key in TOLD}, words)
    )


def _told(values: dict[str, Any], how: dict[str, Tell], words: Words) -> list[str]:
    found = [how[key](values[key], words) for key in how if key in values]
    return [text for text in found if text]


def _settled(finding: Finding, number: int, words: Words) -> list[str]:
    """What disagreed, and what holds of it."""
    value, source = finding.values[number - 1]
    shown = value_text(finding, value, words)
    holds = words("fact.value-of", value=number, source=source, shown=shown)
    return [words.title(finding.named), holds]


def _value(number: int, words: Words) -> str:
    return words("fact.value", value=number)


def subject(fact: Fact, words: Words, terms: Terms | None) -> list[str]:
    """The report, finding or obligation that a fact is about."""
    match fact.says:
        case HandIn(document=key) as act:
            if terms:
                return [paper_text(act.key, None, terms, words)]
            return [period_text(act.key[1], None, words) + key]
        case Scored(period=period):
            return [period_text(period, terms, words)]
        case FindingSettled(finding=key, account=account, bank=bank) if account:
            about = [f.named for f in terms.findings if f.key == key] if terms else []
            named = words.title(about[0]) if about else words(f"about.{ABOUT}")
            return [named, words("fact.account-of", account=f"{bank} {account}".strip())]
        case FindingSettled(finding=key, value=number):
            found = [f for f in terms.findings if f.key == key] if terms else []
            return _settled(found[0], number, words) if found else [key, _value(number, words)]
        case ObligationKept(obligation=key):
            titles = [o.title for o in terms.obligations if o.key == key] if terms else []
            return [words.title(titles[0]) if titles else key]
        case Deposit(guarantee=key):
            guarantee = terms.guarantee(key) if terms else None
            return [words.title(guarantee.title) if guarantee else key]
    return []
