"""The questions in their order: what a contract of this kind needs, and what many have beside it."""

from svcctl.billing.deadlines import ROLLS
from svcctl.contracts.form import BASES, DUE, FORM, UNITS
from svcctl.interview import served
from svcctl.interview.question import NO, YES, YES_NO, Question, Section, When, gated

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
    "lodged",
)
DAY_OF_MONTH, DATE, ON, NONE = "day-of-month", "date", "on", "none"
WHEN = (*BY_EVENT, DAY_OF_MONTH, DATE, ON, NONE)
# what few contracts have: nothing is asked about it unless somebody says that this one has it
SPECIAL: tuple[str, ...] = (
    "suppliers", "items", "parts", "renewals", "calendar-periods", "assessments", "settled",
    "retain", "returns", "lodged-first", "evidence", "funds", "roll", "repeated-duties",
    "service", "findings", "appraisal", "readings", "clauses",
)  # fmt: skip
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
        ask("bond", "key", ("lodged",), usual="performance-bond"),
        days,
        unit,
        ask("day", "day-of-month", (DAY_OF_MONTH,), writes=(f"{table}.day", f"{table}.working_day")),
        ask("month", "choice", (DAY_OF_MONTH,), choices=DUE["month"].choices, usual="next",
            writes=(f"{table}.month",)),
        ask("date", "day-of-year", (DATE,), writes=(f"{table}.date",)),
        ask("on", "dates", (ON,), writes=(f"{table}.on",)),
        ask("since", "text", (DAY_OF_MONTH, DATE, NONE), optional=True, quiet=True,
            writes=(f"{table}.after",)),
        Question(f"{prefix}roll", "choice", (*when, gated("roll"), (f"{prefix}rolls", (YES,))),
                 choices=ROLLS, optional=True, writes=(f"{table}.roll",)),
    )  # fmt: skip


def _article(usual: str = "") -> Question:
    return Question("article", "text", usual=usual)


CONTRACT = Section("contract", "", (
    Question("title", "title"),
    Question("id", "id", usual="id"),
    Question("project_number", "text", optional=True),
    Question("number", "blank", optional=True),
    Question("plan_number", "blank", optional=True, quiet=True),
    Question("award_notice_on", "date", optional=True),
    Question("signed_on", "date"),
    Question("calendar", "choice", offers="calendars", usual="CN"),
    Question("special", "choices", choices=SPECIAL, optional=True),
    Question("working_hours", "hours-list", (gated("service"),), optional=True),
))  # fmt: skip
SIZE = Question("size", "choice", choices=("micro", "small", "medium", "large"), optional=True)
PURCHASER = Section("purchaser", "parties", (
    Question("name", "text"),
    Question("key", "key", optional=True, quiet=True),
))  # fmt: skip
SUPPLIER = Section("supplier", "parties", (
    Question("name", "text"),
    Question("key", "key", (gated("suppliers"),), usual="lead", quiet=True),
    SIZE,
))  # fmt: skip
SUPPLIERS = Section("suppliers", "parties.members", (
    Question("name", "text"),
    Question("key", "key", usual="member", quiet=True),
    SIZE,
    Question("accounts", "bank-accounts", optional=True),
), repeated=True, gate="suppliers")  # fmt: skip
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
    Question("renewals", "renewals", (gated("renewals"),)),
    Question("periods", "choice", (gated("calendar-periods"),), choices=("calendar",),
             usual="calendar", quiet=True),
    Question("article", "text", (("how", ("start-notice", "signing", "dates")),)),
))  # fmt: skip
_WHOLE, _PRICED = ("open-total", ("",)), (("priced", (YES,)),)
PRICE = Section("price", "price", (
    Question("kind", "choice", (gated("items"),), choices=("fixed", "ceiling"), usual="ceiling"),
    Question("total", "money", (_WHOLE,)),
    Question("total", "money", (("open-total", (YES,)),), optional=True),
    Question("total_in_words", "text", _PRICED, optional=True),
    Question("split", "choice", (("splits", (YES,)),), offers="split", usual="whole"),
    Question("per_year", "money", (("split", ("per-year",)),), usual="per-year"),
    Question("years", "money-list", (("split", ("years",)),)),
    Question("items", "items", (gated("items"),), optional=True),
    Question("discount", "rate", (gated("items"),), optional=True),
    Question("parts", "parts", (gated("parts"),)),
    _article(),
))  # fmt: skip
DELIVERABLES = Section("deliverables", "deliverables", (
    Question("title", "title"),
    Question("key", "key", quiet=True, usual="key"),
    Question("every", "choice", offers="rhythms", usual="every"),
    _article("article"),
), repeated=True, optional=True)  # fmt: skip
RHYTHMS = FORM["assessments"].fields["every"].choices  # type: ignore[index]
ASSESSMENTS = Section("assessments", "assessments", (
    Question("title", "title", optional=True),
    Question("key", "key", quiet=True, usual="key"),
    Question("every", "choice", choices=RHYTHMS, optional=True),
    Question("full_from", "points", optional=True),
    Question("less_per_point", "retain", (("graded", (YES,)),)),
    Question("bands", "bands", (("graded", ("",)),), optional=True),
    Question("fail_below", "points", optional=True),
    Question("terminate_after", "failures", optional=True),
    Question("points_off", "points-off", (gated("service"),), optional=True),
    _article("article"),
), repeated=True, gate="assessments")  # fmt: skip
PERIODS = ("service-year", "half-year", "quarter", "month")
_OWN = ("collected", ("",))
INSTALMENTS = Section("instalments", "instalments", (
    Question("title", "title"),
    Question("key", "key", quiet=True, usual="key"),
    Question("every", "choice", offers="rhythms", usual="every", writes=("every", "scope")),
    Question("part", "choice", offers="parts"),
    Question("much", "much", writes=("share", "amount", "settled", "shares", "amounts", "up_to",
                                     "collects"), usual="rest"),
    Question("collects", "choices", (("much", ("collects",)),), offers="earlier", usual="kept"),
    Question("settled", "choice", (gated("settled"), _OWN, ("estimated", (YES,))), choices=YES_NO,
             usual="settles"),
    Question("assessment", "choice", (_OWN, ("settled", (YES,))), offers="assessments",
             optional=True),
    Question("assessment", "choice", (_OWN, ("settled", (NO, ""))), offers="assessments",
             optional=True, quiet=True),
    Question("retain", "retain", (gated("retain"), _OWN), optional=True),
    Question("payees", "payees", (gated("suppliers"), _OWN), offers="suppliers", usual="payees",
             writes=("payee", "payees")),
    Question("payees", "payees", (gated("suppliers"), ("collected", (YES,))), offers="suppliers",
             optional=True, writes=("payee", "payees")),
    Question("needs", "choices", offers="papers", optional=True),
    *due_questions("", ""),
    Question("year_over", "choice", (("every", PERIODS), ("late", (YES,))),
             choices=("wait", "at-once"), usual="wait"),
    Question("evidence", "keys", (gated("evidence"),), optional=True),
    Question("require_evidence", "choice", (("proved", (YES,)),), choices=YES_NO, usual=NO),
    Question("fund_source", "funds", (gated("funds"),), optional=True),
    _article("article"),
), repeated=True)  # fmt: skip
_RATED = (("rated", (YES,)),)
ALSO: tuple[str, ...] = ("grace", "tiers", "gate", "terminate", "deduct", "waiver", "loss")


def _also(key: str) -> tuple[str, tuple[str, ...]]:
    return (f"also:{key}", (YES,))


DAMAGES = Section("damages", "damages", (
    Question("what", "choice", choices=WHATS, usual="what", writes=("for",)),
    Question("key", "key", quiet=True, usual="what-key"),
    Question("payer", "choice", (("what", WHATS[:4]),), choices=_form("damages.payer"),
             usual="payer", quiet=True),
    Question("payer", "choice", (("what", WHATS[4:]),), choices=_form("damages.payer"),
             usual="payer"),
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
    Question("also", "choices", choices=ALSO, optional=True),
    Question("grace", "count", (_also("grace"), *_RATED), writes=("tiers",)),
    Question("tiers", "tiers", (_also("tiers"), *_RATED)),
    Question("gate", "choice", (("what", ("late-payment",)), _also("gate")), choices=YES_NO,
             usual=YES),
    Question("terminate_after_days", "count", (_also("terminate"),), optional=True),
    Question("terminate_when", "choice", (_also("terminate"), ("has_cap", (YES,))),
             choices=YES_NO, usual=NO),
    Question("terminate_after", "occurrences", (_also("terminate"),), optional=True),
    Question("deduct", "choice", (_also("deduct"),), choices=YES_NO, usual=YES),
    Question("waiver_returns", "choice", (_also("waiver"), ("has_cap", (YES,))), choices=YES_NO,
             usual=YES),
    Question("loss", "choice", (_also("loss"),), choices=("included", "beside", "only"),
             usual="included"),
    _article("article"),
), repeated=True, optional=True)  # fmt: skip
GUARANTEES = Section("guarantees", "guarantees", (
    Question("title", "title", usual="bond"),
    Question("key", "key", quiet=True, usual="key"),
    Question("much", "much", optional=True, writes=("share", "amount")),
    *due_questions("lodge-", ""),
    Question("returns", "returns", (gated("returns"),), optional=True),
    *due_questions("back-", "", (("returns", ("",)),)),
    _article("article"),
), repeated=True, optional=True)  # fmt: skip
OBLIGATIONS = Section("obligations", "obligations", (
    Question("title", "title"),
    Question("key", "key", quiet=True, usual="key"),
    Question("who", "choice", choices=_form("obligations.who"), usual="purchaser"),
    Question("every", "choice", (gated("repeated-duties"),), offers="rhythms", usual="once"),
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
    Question("fund_source", "funds", optional=True),
    Question("budget_item", "text", optional=True),
    Question("budget_project", "text", optional=True),
), optional=True)  # fmt: skip

SECTIONS = (
    CONTRACT, PURCHASER, SUPPLIER, SUPPLIERS, ACCOUNTS, TERM, PRICE, DELIVERABLES, ASSESSMENTS,
    INSTALMENTS, DAMAGES, GUARANTEES, OBLIGATIONS, FORCE_MAJEURE, *served.SECTIONS, OFFICE,
)  # fmt: skip
