"""The form of a contract file as data: tables, keys, what each may hold, which must be there."""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any, NamedTuple

from svcctl.billing.deadlines import MONTHS, ROLLS
from svcctl.billing.periods import EVERY
from svcctl.delivery.names import NAMES

A_DAY = re.compile(r"\d{4}-\d\d-\d\d")


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
DUE = {
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
    "term": _optional(
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
            "due": Field("table", fields=DUE),
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
            "points_off": _optional(
                "tables", fields={"promise": Field("text"), "points": Field("points-off")}
            ),
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
        | {
            "who": _choice("purchaser", "supplier", "both"),
            "every": _optional("choice", *EVERY),
            "due": _optional("table", fields=DUE),
        },
    ),
    "guarantees": _optional(
        "tables",
        fields={
            "key": Field("key"),
            "title": _optional("title"),
            "who": _choice("supplier"),
            "share": _optional("share"),
            "amount": _optional("money"),
            "lodge": _optional("table", fields=DUE),
            "returns": _optional(
                "tables", fields={"share": Field("share"), "due": Field("table", fields=DUE)}
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
            "dispatch_hours": _optional("choice", "7x24", "5x8"),
            "waits": _optional("texts"),
            "engineers": _optional("count"),
            "breach": _optional("key"),
            "article": Field("text"),
        },
    ),
    "working_hours": _optional("hours-list"),
    "service_plan": _optional(
        "tables",
        fields=_TITLED
        | {
            "kind": _optional("choice", *NAMES),
            "every": _optional("span"),
            "breach": _optional("key"),
        },
    ),
    "services": _optional("tables", fields=_TITLED),
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


def dated(table: Any, fields: Mapping[str, Field] = FORM) -> Any:
    """What `plain` makes of a document, as TOML has it: a date where the form has one."""
    if not isinstance(table, dict):
        return table
    return {
        key: _dated(value, fields[key]) if key in fields else value for key, value in table.items()
    }


def _dated(value: Any, field: Field) -> Any:
    if isinstance(value, list):
        return [_dated(each, field) for each in value]
    if isinstance(value, str) and field.kind in ("date", "dates") and A_DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return dated(value, field.fields or {})


def plain(value: Any) -> Any:
    """TOML's dates as ISO text; everything else as it is."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date | time) else value
