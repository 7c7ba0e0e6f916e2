"""The questions in their order: what a contract of this kind needs, and what many have beside it."""

from svcctl.contracts.form import BASES, DUE, FORM, UNITS
from svcctl.interview.question import NO, YES, YES_NO, Question, Section, When

ONCE = "once"
# when something is due, as people say it: each word leads to a `due` of the contract file
BY_EVENT: tuple[str, ...] = (
    "signing",
    "award-notice",
    "start-notice",
    "year-start",
    "year-end",
    "period-start",
    "period-end",
    "term-end",
    "receipt",
    "payment",
)
DAY_OF_MONTH, ON, NONE = "day-of-month", "on", "none"
WHEN = (*BY_EVENT, DAY_OF_MONTH, ON, NONE)
WHATS: tuple[str, ...] = (
    "late-payment",
    "late-service",
    "quality",
    "service-promise",
    "confidentiality",
    "infringement",
    "other-breach",
)


def _form(path: str) -> tuple[str, ...]:
    """The choices that the form of the contract file has for a key."""
    table, _, key = path.partition(".")
    fields = FORM[table].fields or {}
    return fields[key].choices


def due_questions(prefix: str, usual: str, when: When = ()) -> tuple[Question, ...]:
    """By when something is to be done; `usual` is the number of days proposed first."""

    def ask(key: str, kind: str, of: tuple[str, ...], **more: object) -> Question:
        asked = (*when, (f"{prefix}when", of))
        return Question(f"{prefix}{key}", kind, asked, **more)  # type: ignore[arg-type]

    table = {"": "due", "lodge-": "lodge", "back-": "returns"}[prefix]
    days = ask("days", "deadline", BY_EVENT, usual=usual, writes=(f"{table}.days",))
    unit = Question(
        f"{prefix}unit",
        "choice",
        (*days.when, (f"{prefix}bare", (YES,))),
        choices=UNITS,
        writes=(f"{table}.unit",),
    )
    return (
        Question(
            f"{prefix}when",
            "choice",
            when,
            offers=f"{prefix}when",
            writes=(f"{table}.after", table),
        ),
        ask("paper", "choice", ("receipt",), offers="paper", usual="last"),
        ask("payment", "choice", ("payment",), offers="payment"),
        days,
        unit,
        ask("day", "day-of-month", (DAY_OF_MONTH,), writes=(f"{table}.day",)),
        ask("month", "choice", (DAY_OF_MONTH,), choices=DUE["month"].choices, usual="next",
            writes=(f"{table}.month",)),
        ask("on", "dates", (ON,), writes=(f"{table}.on",)),
    )  # fmt: skip


def _article(usual: str = "") -> Question:
    return Question("article", "text", usual=usual)


CONTRACT = Section("contract", "", (
    Question("title", "title"),
    Question("id", "id", usual="id"),
    Question("project_number", "text", optional=True),
    Question("number", "blank", optional=True),
    Question("award_notice_on", "date", optional=True),
    Question("signed_on", "date"),
    Question("calendar", "choice", offers="calendars", usual="CN"),
))  # fmt: skip
PURCHASER = Section("purchaser", "parties", (Question("name", "text"),))
SUPPLIER = Section("supplier", "parties", (
    Question("name", "text"),
    Question("size", "choice", choices=("micro", "small", "medium", "large"), optional=True),
))  # fmt: skip
ACCOUNTS = Section("accounts", "parties.accounts", (
    Question("bank", "text"),
    Question("number", "text"),
    Question("source", "text", usual="source"),
), repeated=True, optional=True)  # fmt: skip
TERM = Section("term", "term", (
    Question("how", "choice", choices=("start-notice", "signing", "dates", "none"),
             writes=("starts",)),
    Question("length", "length", (("how", ("start-notice", "signing")),),
             writes=("years", "months")),
    Question("from", "date", (("how", ("dates",)),)),
    Question("to", "date", (("how", ("dates",)),)),
    Question("article", "text", (("how", ("start-notice", "signing", "dates")),)),
))  # fmt: skip
PRICE = Section("price", "price", (
    Question("total", "money"),
    Question("total_in_words", "text", optional=True),
    Question("split", "choice", offers="split", usual="whole"),
    Question("per_year", "money", (("split", ("per-year",)),), usual="per-year"),
    Question("years", "money-list", (("split", ("years",)),)),
    _article(),
))  # fmt: skip
DELIVERABLES = Section("deliverables", "deliverables", (
    Question("title", "title"),
    Question("key", "key", quiet=True, usual="key"),
    Question("every", "choice", offers="rhythms", usual="every"),
    _article("article"),
), repeated=True, optional=True)  # fmt: skip
PERIODS = ("service-year", "half-year", "quarter", "month")
INSTALMENTS = Section("instalments", "instalments", (
    Question("title", "title"),
    Question("key", "key", quiet=True, usual="key"),
    Question("every", "choice", offers="rhythms", usual="every", writes=("every", "scope")),
    Question("much", "much", writes=("share", "amount", "settled", "shares", "amounts"),
             usual="rest"),
    Question("needs", "choices", offers="papers", optional=True),
    *due_questions("", ""),
    Question("year_over", "choice", (("every", PERIODS), ("late", (YES,))),
             choices=("wait", "at-once"), usual="wait"),
    _article("article"),
), repeated=True)  # fmt: skip
_RATED = (("rated", (YES,)),)
DAMAGES = Section("damages", "damages", (
    Question("what", "choice", choices=WHATS, usual="what", writes=("for",)),
    Question("key", "key", quiet=True, usual="what-key"),
    Question("payer", "choice", choices=_form("damages.payer"), usual="payer"),
    Question("rate", "much", optional=True, writes=("rate", "amount")),
    Question("per", "per", (("paid", (YES,)),), usual="per", writes=("per.days",)),
    Question("part", "choice", (("paid", (YES,)), ("long", (YES,))),
             choices=("whole", "started", "pro-rata"), writes=("per.part",)),
    Question("base", "choice", _RATED, choices=BASES, usual="contract-price"),
    Question("cap", "much", (("capped", (YES,)),), optional=True,
             writes=("cap.share", "cap.amount")),
    Question("cap_of", "choice", (("cap_share", (YES,)),), choices=BASES, usual="contract-price",
             writes=("cap.of",)),
    Question("pool", "choice", (("has_cap", (YES,)),), choices=("contract", "breach"),
             writes=("cap.pool",)),
    Question("gate", "choice", (("what", ("late-payment",)),), choices=YES_NO, usual=NO),
    Question("terminate_after_days", "count", optional=True),
    Question("loss", "choice", (("paid", (YES,)),), choices=("included", "beside", "only"),
             usual="included"),
    _article("article"),
), repeated=True, optional=True)  # fmt: skip
GUARANTEES = Section("guarantees", "guarantees", (
    Question("title", "title", usual="bond"),
    Question("key", "key", quiet=True, usual="key"),
    Question("much", "much", optional=True, writes=("share", "amount")),
    *due_questions("lodge-", ""),
    *due_questions("back-", ""),
    _article("article"),
), repeated=True, optional=True)  # fmt: skip
OBLIGATIONS = Section("obligations", "obligations", (
    Question("title", "title"),
    Question("key", "key", quiet=True, usual="key"),
    Question("who", "choice", choices=_form("obligations.who"), usual="purchaser"),
    *due_questions("", ""),
    _article("article"),
), repeated=True, optional=True)  # fmt: skip
FORCE_MAJEURE = Section("force_majeure", "force_majeure", (
    Question("who", "choice", choices=_form("force_majeure.who"), usual="both"),
    Question("negotiate_from_day", "count", optional=True),
    _article(),
), optional=True)  # fmt: skip
OFFICE = Section("office", "office", (
    Question("department", "text", optional=True),
    Question("fund_source", "text", optional=True),
    Question("budget_item", "text", optional=True),
), optional=True)  # fmt: skip

SECTIONS = (
    CONTRACT, PURCHASER, SUPPLIER, ACCOUNTS, TERM, PRICE, DELIVERABLES, INSTALMENTS, DAMAGES,
    GUARANTEES, OBLIGATIONS, FORCE_MAJEURE, OFFICE,
)  # fmt: skip
