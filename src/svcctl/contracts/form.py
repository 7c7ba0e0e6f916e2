"""The form of a contract file as data: tables, keys, what each may hold, which must be there."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, NamedTuple

from svcctl.billing.dates import EARLIEST, LATEST, parse_period
from svcctl.billing.deadlines import MONTHS, ROLLS
from svcctl.billing.money import decimal, fen, parse_share
from svcctl.billing.periods import EVERY
from svcctl.billing.printable import printable

LONGEST_KEY = 60  # signs: ids name files, folders of packs and lines of every list
KEY = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class Field(NamedTuple):
    """What one key may hold; `fields` where it is a table or a list of tables."""

    kind: str
    required: bool = True
    choices: tuple[str, ...] = ()
    fields: "Mapping[str, Field] | None" = None


def _optional(kind: str, *choices: str, fields: "Mapping[str, Field] | None" = None) -> Field:
    return Field(kind, False, choices, fields)


def _choice(*choices: str) -> Field:
    return Field("choice", True, choices)


BASES = ("contract-price", "year-price", "amount-overdue", "amount-in-breach", "instalment")
UNITS = ("working-day", "calendar-day", "month", "year")
AFTER = (
    "signing",
    "award-notice",
    "start-notice",
    "year-start",
    "year-end",
    "period-start",
    "period-end",
    "term-end",
    "receipt",
)
OF_KEYS = ("receipt", "payment", "lodged")  # events of a document, an instalment, a guarantee
ABOUT = ("payee-account", "price", "party", "project-number", "date", "service-level", "other")

# by when is one rule: what names it, and what must stand beside it
DUE_FORMS = {
    "days": ("unit", "after"),
    "day": ("month", "after"),
    "working_day": ("month", "after"),
    "date": ("after",),
    "on": (),
    "agreed": ("after",),
}
_DUE = {
    "days": _optional("count"),
    "unit": _optional("choice", *UNITS),
    "day": _optional("day-of-month"),
    "working_day": _optional("first-days"),
    "month": _optional("choice", *MONTHS),
    "date": _optional("day-of-year"),
    "on": _optional("dates"),
    "agreed": _optional("false"),
    "after": _optional("after"),
    "plus": _optional("span"),
    "roll": _optional("choice", *ROLLS),
}
_TITLED: dict[str, Field] = {"key": Field("key"), "title": Field("title"), "article": Field("text")}

# 资金来源: one name, or several with what each pays
_FUNDS = _optional("text-or-tables", fields={"name": Field("text"), "share": Field("share")})

FORM: dict[str, Field] = {
    "format": Field("version"),
    "id": Field("id"),
    "project_number": _optional("text"),
    "number": _optional("blank"),
    "plan_number": _optional("blank"),
    "title": Field("title"),
    "currency": _choice("CNY"),
    "calendar": Field("calendar"),
    "award_notice_on": _optional("date"),
    "signed_on": Field("date"),
    "price": Field(
        "table",
        fields={
            "kind": _optional("choice", "fixed", "ceiling"),
            "total": _optional("money"),
            "total_in_words": _optional("text"),
            "per_year": _optional("money"),
            "years": _optional("money-list"),
            "items": _optional(
                "tables",
                fields={
                    "key": Field("key"),
                    "title": Field("title"),
                    "unit": Field("text"),
                    "unit_price": Field("decimal"),
                    "estimate": _optional("decimal"),
                    "per": _optional("choice", "year"),
                },
            ),
            "discount": _optional("rate"),
            "parts": _optional(
                "tables",
                fields={
                    "key": Field("key"),
                    "title": _optional("title"),
                    "total": _optional("money"),
                    "per_year": _optional("money"),
                    "years": _optional("money-list"),
                },
            ),
            "article": Field("text"),
        },
    ),
    "term": Field(
        "table",
        fields={
            "years": _optional("years"),
            "months": _optional("count"),
            "starts": _optional("choice", "start-notice", "signing"),
            "from": _optional("date"),
            "to": _optional("date"),
            "periods": _optional("choice", "calendar"),
            "renewals": _optional(
                "tables",
                fields={
                    "years": _optional("years"),
                    "months": _optional("count"),
                    "to": _optional("date"),
                },
            ),
            "article": Field("text"),
        },
    ),
    "parties": Field(
        "tables",
        fields={
            "key": _optional("key"),
            "role": _choice("purchaser", "supplier"),
            "name": Field("text"),
            "size": _optional("choice", "micro", "small", "medium", "large"),
            "accounts": _optional(
                "tables",
                fields={"bank": Field("text"), "number": Field("text"), "source": Field("text")},
            ),
        },
    ),
    "deliverables": _optional("tables", fields=_TITLED | {"every": _choice(*EVERY)}),
    "instalments": Field(
        "tables",
        fields=_TITLED
        | {
            "every": _optional("choice", *EVERY),
            "share": _optional("share"),
            "shares": _optional("share-list"),
            "amount": _optional("money"),
            "amounts": _optional("money-list"),
            "up_to": _optional("share"),
            "settled": _optional("boolean"),
            "part": _optional("key"),
            "retain": _optional("retain"),
            "collects": _optional("keys"),
            "payees": _optional(
                "tables", fields={"party": Field("key"), "share": _optional("share")}
            ),
            "assessment": _optional("key"),
            "needs": _optional("keys"),
            "due": Field("table", fields=_DUE),
            "scope": _optional("choice", "contract", "service-year"),
            "year_over": _optional("boolean"),
            "payee": _optional("key"),
            "fund_source": _FUNDS,
            "evidence": _optional("keys"),
            "require_evidence": _optional("boolean"),
        },
    ),
    "assessments": _optional(
        "tables",
        fields={
            "key": Field("key"),
            "title": _optional("title"),
            "every": _optional("choice", *EVERY),
            "full_from": _optional("points"),
            "less_per_point": _optional("retain"),
            "bands": _optional(
                "tables", fields={"from": Field("points"), "pay": Field("rate-or-nought")}
            ),
            "fail_below": _optional("points"),
            "terminate_after": _optional(
                "tables", fields={"failed": Field("count"), "in_a_row": _optional("boolean")}
            ),
            "article": Field("text"),
        },
    ),
    "damages": _optional(
        "tables",
        fields={
            "key": Field("key"),
            "payer": _choice("purchaser", "supplier", "breaching-party"),
            "for": _choice("late-payment", "recorded-breach"),
            "rate": _optional("rate-or-nought"),
            "amount": _optional("money"),
            "tiers": _optional(
                "tables", fields={"from_day": Field("count"), "rate": Field("rate")}
            ),
            "per": _optional(
                "table",
                fields={"days": Field("count"), "part": _choice("whole", "started", "pro-rata")},
            ),
            "base": _optional("choice", *BASES),
            "cap": _optional(
                "table",
                fields={
                    "share": _optional("rate"),
                    "of": _optional("choice", *BASES),
                    "amount": _optional("money"),
                    "pool": _choice("contract", "breach"),
                    "waiver_returns": _optional("boolean"),
                },
            ),
            "gate": _optional("choice", "negotiation-failed"),
            "terminate_after_days": _optional("count"),
            "terminate_when": _optional("choice", "cap"),
            "terminate_after": _optional(
                "table", fields={"occurrences": Field("count"), "within": _optional("span")}
            ),
            "deduct": _optional("boolean"),
            "loss": _optional("choice", "beside", "included", "only"),
            "article": Field("text"),
        },
    ),
    "obligations": _optional(
        "tables",
        fields=_TITLED
        | {"who": _choice("purchaser", "supplier", "both"), "due": _optional("table", fields=_DUE)},
    ),
    "guarantees": _optional(
        "tables",
        fields={
            "key": Field("key"),
            "title": _optional("title"),
            "who": _choice("supplier"),
            "share": _optional("share"),
            "amount": _optional("money"),
            "lodge": _optional("table", fields=_DUE),
            "returns": _optional(
                "tables", fields={"share": Field("share"), "due": Field("table", fields=_DUE)}
            ),
            "article": Field("text"),
        },
    ),
    "service_levels": _optional(
        "tables",
        fields={
            "regime": Field("text"),
            "level": Field("text"),
            "severity": Field("count"),
            "title": Field("title"),
            "answer_within": _optional("duration"),
            "dispatch_within": _optional("duration"),
            "restore_within": _optional("duration"),
            "restore_from": _optional("choice", "call", "fault"),
            "hours": _choice("7x24", "5x8"),
            "article": Field("text"),
        },
    ),
    "working_hours": _optional("hours-list"),
    "service_plan": _optional("tables", fields=_TITLED | {"every": Field("span")}),
    "systems": _optional("tables", fields={"key": Field("key"), "title": Field("title")}),
    "findings": _optional(
        "tables",
        fields={
            "key": _optional("key"),
            "about": _choice(*ABOUT),
            "title": _optional("title"),
            "values": Field("tables", fields={"value": Field("text"), "source": Field("text")}),
            "severity": _choice("stop", "warn", "note"),
        },
    ),
    "force_majeure": _optional(
        "table",
        fields={
            "who": _choice("supplier", "both"),
            "negotiate_from_day": _optional("count"),
            "article": Field("text"),
        },
    ),
    "appraisal": _optional(
        "table",
        fields={
            "in_order": _choice("purchaser", "supplier"),
            "not_in_order": _choice("purchaser", "supplier"),
            "article": Field("text"),
        },
    ),
    "office": _optional(
        "table",
        fields={
            "department": _optional("text"),
            "fund_source": _FUNDS,
            "budget_item": _optional("text"),
            "budget_project": _optional("text"),
        },
    ),
    "readings": _optional("readings"),
    "clauses": _optional(
        "tables", fields={"article": Field("text"), "title": Field("title"), "why": Field("title")}
    ),
}


# -- the kinds of value ----------------------------------------------------------------------------


class Kind(NamedTuple):
    """A kind of value: whether a value is one, and how JSON Schema says so."""

    holds: Any
    schema: dict[str, Any]


def _succeeds(parse: Any, value: Any) -> bool:
    try:
        return isinstance(value, str) and parse(value) is not None
    except ValueError:
        return False


def _is_money(value: Any) -> bool:
    return (
        isinstance(value, str)
        and re.fullmatch(r"[0-9]{1,13}\.[0-9]{2}", value) is not None
        and fen(value) >= 0
    )


def _is_rate_or_nought(value: Any) -> bool:
    plain = _succeeds(parse_share, value) and len(value) < 20
    return plain and parse_share(value) >= 0 and not value.startswith("-")


def _is_share(value: Any) -> bool:
    return _is_rate_or_nought(value) and parse_share(value) > 0


def _is_decimal(value: Any) -> bool:
    plain = isinstance(value, str) and re.fullmatch(_DECIMAL, value) is not None
    return plain and _succeeds(decimal, value)


_DECIMAL = r"[0-9]{1,13}(\.[0-9]{1,6})?"


def _is_retain(value: Any) -> bool:
    return _is_money(value) or _is_share(value)


def _is_points(value: Any) -> bool:
    return type(value) is int and 0 <= value <= 10000


_SPAN = r"[1-9][0-9]{0,4} (calendar-day|day|month|year)s?"


def _is_span(value: Any) -> bool:
    plain = isinstance(value, str) and re.fullmatch(_SPAN, value) is not None
    return plain and _succeeds(parse_period, value)


def _is_title(value: Any) -> bool:
    if isinstance(value, dict):
        return (
            bool(value)
            and set(value) <= {"zh", "en"}
            and all(_is_text(text) for text in value.values())
        )
    return _is_text(value)


def _is_line(value: Any) -> bool:
    return isinstance(value, str) and value == printable(value)


def _is_text(value: Any) -> bool:
    return _is_line(value) and bool(value.strip())


def plain(value: Any) -> Any:
    """TOML's dates as ISO text; everything else as it is."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date | time) else value


def _is_key(value: Any) -> bool:
    if not isinstance(value, str) or len(value) > LONGEST_KEY:
        return False
    return re.fullmatch(KEY, value) is not None


def _is_date(value: Any) -> bool:
    plain = isinstance(value, date) and not isinstance(value, datetime)
    return plain and EARLIEST <= value <= LATEST


def _is_after(value: Any) -> bool:
    head, _, key = value.partition(":") if isinstance(value, str) else ("", "", "")
    return value in AFTER or (head in OF_KEYS and _is_key(key))


def _is_day_of_year(value: Any) -> bool:
    # in a leap year, so that 29 February is one: in other years it is that month's last
    return _succeeds(lambda text: date.fromisoformat(f"2000-{text}"), value) and len(value) == 5


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 < value <= 36500


def _is_years(value: Any) -> bool:
    return type(value) is int and 0 < value < 100


def _is_hours(value: Any) -> bool:
    hour = r"([01]\d|2[0-3]):[0-5]\d"
    return (
        isinstance(value, str)
        and re.fullmatch(f"{hour}-{hour}", value) is not None
        and value[:5] < value[6:]
    )


def _list_of(holds: Any) -> Any:
    return lambda value: (
        isinstance(value, list) and bool(value) and all(holds(item) for item in value)
    )


_TEXT = {"type": "string", "minLength": 1}
_KEY = {"type": "string", "pattern": KEY, "maxLength": LONGEST_KEY}
_SHARE = {"type": "string", "pattern": r"^\d+(\.\d+)?\s*[%％‰]$"}
_MONEY = {"type": "string", "pattern": r"^[0-9]{1,13}\.[0-9]{2}$"}

KINDS: dict[str, Kind] = {
    "version": Kind(lambda value: type(value) is int and value == 1, {"const": 1}),
    "id": Kind(lambda value: _is_key(value) and value not in ("calendar", "store"), _KEY),
    "text": Kind(_is_text, _TEXT),
    "blank": Kind(_is_line, {"type": "string"}),
    "title": Kind(
        _is_title,
        {
            "oneOf": [
                _TEXT,
                {
                    "type": "object",
                    "properties": {"zh": _TEXT, "en": _TEXT},
                    "additionalProperties": False,
                    "minProperties": 1,
                },
            ]
        },
    ),
    "calendar": Kind(
        lambda value: isinstance(value, str) and re.fullmatch(r"CN(-[A-Z]{2})?", value) is not None,
        {"type": "string", "pattern": "^CN(-[A-Z]{2})?$"},
    ),
    "date": Kind(_is_date, {"type": "string", "format": "date"}),
    "dates": Kind(
        _list_of(_is_date),
        {"type": "array", "items": {"type": "string", "format": "date"}, "minItems": 1},
    ),
    "day-of-month": Kind(
        lambda value: type(value) is int and 1 <= value <= 31,
        {"type": "integer", "minimum": 1, "maximum": 31},
    ),
    # no month has fewer working days than that, whatever the festivals
    "first-days": Kind(
        lambda value: type(value) is int and 1 <= value <= 15,
        {"type": "integer", "minimum": 1, "maximum": 15},
    ),
    "day-of-year": Kind(
        _is_day_of_year,
        {
            "type": "string",
            "pattern": r"^((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)"
            r"|02-(0[1-9]|[12]\d))$",
        },
    ),
    "money": Kind(_is_money, _MONEY),
    "money-list": Kind(_list_of(_is_money), {"type": "array", "items": _MONEY, "minItems": 1}),
    "share": Kind(_is_share, _SHARE),
    "share-list": Kind(_list_of(_is_share), {"type": "array", "items": _SHARE, "minItems": 1}),
    "decimal": Kind(_is_decimal, {"type": "string", "pattern": f"^{_DECIMAL}$"}),
    "retain": Kind(_is_retain, {"oneOf": [_MONEY, _SHARE]}),
    "points": Kind(_is_points, {"type": "integer", "minimum": 0, "maximum": 10000}),
    "rate": Kind(_is_share, _SHARE),
    "rate-or-nought": Kind(_is_rate_or_nought, _SHARE),
    "count": Kind(_is_count, {"type": "integer", "minimum": 1, "maximum": 36500}),
    "years": Kind(_is_years, {"type": "integer", "minimum": 1, "maximum": 99}),
    "false": Kind(lambda value: value is False, {"const": False}),
    "boolean": Kind(lambda value: isinstance(value, bool), {"type": "boolean"}),
    "key": Kind(_is_key, _KEY),
    "keys": Kind(_list_of(_is_key), {"type": "array", "items": _KEY, "minItems": 1}),
    "after": Kind(
        _is_after,
        {
            "type": "string",
            "pattern": f"^({'|'.join(AFTER)}|({'|'.join(OF_KEYS)}):[a-z0-9]+(-[a-z0-9]+)*)$",
        },
    ),
    "span": Kind(_is_span, {"type": "string", "pattern": f"^{_SPAN}$"}),
    "duration": Kind(
        lambda value: _succeeds(parse_period, value),
        {
            "type": "string",
            "pattern": r"^[1-9]\d*([mh]| (calendar-|working-)?days?| months?| years?)$",
        },
    ),
    "hours-list": Kind(_list_of(_is_hours), {"type": "array", "items": _TEXT, "minItems": 1}),
    "choice": Kind(lambda value: isinstance(value, str), {"type": "string"}),
    "readings": Kind(
        lambda value: isinstance(value, dict) and all(_is_text(text) for text in value.values()),
        {"type": "object", "additionalProperties": _TEXT},
    ),
}
