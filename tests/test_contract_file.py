"""The contract file: each kind of error at its key and line, all at once; the JSON Schema; the amounts that follow."""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import svcctl
from conftest import Run
from profiles import examples
from svcctl import workspace
from svcctl.billing.money import yuan
from svcctl.billing.terms import terms_from
from svcctl.commands.init import DEMO
from svcctl.contracts.check import problems
from svcctl.contracts.described import described
from svcctl.contracts.form import FORM, Field
from svcctl.contracts.kinds import KINDS
from svcctl.contracts.lines import key_lines, line_of
from svcctl.contracts.read import ContractFile, read_contract
from svcctl.contracts.schema import json_schema
from svcctl.desk.files import shipped_calendars
from svcctl.i18n import Words, subject

PACKAGE = Path(svcctl.__file__).parent
BAD = Path(__file__).parent / "bad"
CALENDARS = ["CN", "CN-GX", "CN-NX"]


def shipped(name: str) -> str:
    return (workspace.shipped("contracts") / name).read_text(encoding="utf-8")


SEED = shipped(DEMO)
EXAMPLE = shipped("example-milestones.toml")
SHORT = """\
format = 1
id = "short"
title = "只写必填项的合同"
currency = "CNY"
calendar = "CN"
signed_on = 2026-01-26

[price]
total = "100.00"
per_year = "50.00"
article = "第一条"

[term]
years = 2
starts = "signing"
article = "第二条"

[[parties]]
role = "purchaser"
name = "甲方"

[[parties]]
role = "supplier"
name = "乙方"

[[instalments]]
key = "fee"
title = "服务费"
share = "100%"
due = { days = 10, unit = "calendar-day", after = "signing" }
article = "第三条"
"""
BONDED = (
    SHORT
    + """
[[instalments]]
key = "bonded"
title = "首期款"
scope = "contract"
share = "10%"
fund_source = [{ name = "财政拨款", share = "60%" }, { name = "自筹", share = "40%" }]
due = { days = 10, unit = "calendar-day", after = "lodged:bond" }
article = "第三条"

[[deliverables]]
key = "acceptance"
title = "验收书"
every = "once"
article = "第三条"

[[guarantees]]
key = "bond"
title = "履约保证金"
who = "supplier"
share = "5%"
lodge = { days = 15, unit = "calendar-day", after = "signing" }
returns = [
  { share = "50%", due = { days = 10, unit = "working-day", after = "receipt:acceptance" } },
  { share = "50%", due = { plus = "1 year", days = 9, unit = "working-day", after = "year-end" } },
]
article = "第六条"

[office]
department = "信息科"
fund_source = "财政拨款"
budget_item = "30227 委托业务费"
budget_project = "信息系统运维"
"""
)
RIGHT = {"seed": SEED, "example": EXAMPLE, "short": SHORT, "bonded": BONDED}


def read(text: str | bytes) -> ContractFile:
    return read_contract("bad.toml", text if isinstance(text, bytes) else text.encode(), CALENDARS)


# -- bad files: right ones, edited; "# <- PATH KEY" marks the line an error belongs to ------------------------


class Error(NamedTuple):
    """An error as the tests know it; the line is None where the file has no line for it."""

    at: str
    key: str
    line: int | None


Edit = tuple[
    str, str, str
]  # what is there (" … " skips ahead), what stands there instead, the errors of that line


class Bad(NamedTuple):
    """A bad file: the edits of a right one, and the errors that belong to no line."""

    base: str
    edits: tuple[Edit, ...]
    nowhere: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        text = self.base
        for old, new, mark in self.edits:
            first, last = 0, 0
            for part in old.split(" … "):
                first = text.index(part, last)
                last = first + len(part)
            text = text[:first] + new + text[last:]
            if mark:
                end = text.index("\n", first + len(new.rstrip("\n")))
                text = f"{text[:end]}  # <- {mark}{text[end:]}"
        return text


def marked(content: bytes) -> list[Error]:
    """The errors that a bad file's own marks announce; "-" is an error of no key."""
    found = []
    for number, line in enumerate(content.decode("latin-1").replace("\r", "").split("\n"), 1):
        for mark in re.findall(r"# <- ([^#]+)", line):
            at, key = mark.split()
            found.append(Error("" if at == "-" else at, key, number))
    return found


def expected(bad: Bad) -> list[Error]:
    nowhere = [entry.split() for entry in bad.nowhere]
    return sorted(
        [Error(at, key, None) for at, key in nowhere] + marked(bad.text.encode()), key=str
    )


def errors(file: ContractFile) -> list[Error]:
    return sorted(
        (Error(error.problem.at, error.problem.key, error.line) for error in file.errors), key=str
    )


def seed(*edits: Edit, nowhere: tuple[str, ...] = ()) -> Bad:
    return Bad(SEED, edits, nowhere)


def example(*edits: Edit, nowhere: tuple[str, ...] = ()) -> Bad:
    return Bad(EXAMPLE, edits, nowhere)


def short(*edits: Edit, nowhere: tuple[str, ...] = ()) -> Bad:
    return Bad(SHORT, edits, nowhere)


def bonded(*edits: Edit, nowhere: tuple[str, ...] = ()) -> Bad:
    return Bad(BONDED, edits, nowhere)


INSTALMENT = SHORT[SHORT.index("[[instalments]]") :]


def several(shares: list[str]) -> str:
    """The short contract's instalment once for each of the shares."""
    return "\n".join(
        INSTALMENT.replace('"fee"', f'"fee-{number}"').replace("100%", share)
        for number, share in enumerate(shares, 1)
    )


def twelve(share: str, last: str, key: str) -> Bad:
    """The short contract paid in twelve parts a year."""
    paid = several([share] * 11 + [last])
    return short(
        (INSTALMENT, paid, ""), ("[[instalments]]", "[[instalments]]", f"instalments {key}")
    )


TEN_DAYS = 'days = 10, unit = "calendar-day", after = "signing"'


def due(rule: str, mark: str) -> Bad:
    """The short contract with another rule of when, and the error that it makes."""
    return short((TEN_DAYS, rule, mark))


ADVANCE_DUE = '{ days = 15, unit = "working-day", after = "signing" }'
SCORED = (
    "[appraisal]",
    '[[assessments]]\nkey = "score"\narticle = "x"\n'
    'points_off = [{ promise = "SIS/SIS1/restore", points = "2" }]\n\n[appraisal]',
    "",
)
OFF, OFF_KIND = "assessments[0].points_off[0]", "file.kind.points-off"
OF_PROMISES = [
    "SIS/SIS4/answer",
    "9.2.1/L1/dispatch",
    "9.2.1/L1/engineers",
    "site-visit",
    "complaint",
    "leave",
]
FORM_CASES = {
    "syntax": seed(("years = 3", "years =", "- file.toml-value")),
    "syntax-too-deep": seed(("project_number = ", f"{'a.' * 101}project_number = ", "- file.deep")),
    "syntax-key-twice": seed(("project_number = ", "id = ", "- file.toml-twice")),
    "syntax-table-twice": seed(("[force_majeure]", "[price]", "- file.toml-table-twice")),
    "syntax-no-such-day": seed(
        ("signed_on = 2025-03-05", "signed_on = 2025-02-30", "- file.toml-date")
    ),
    "syntax-equals": short(('share = "100%"', 'share "100%"', "- file.toml-equals")),
    "syntax-bracket": short(("[term]", "[term", "- file.toml-bracket")),
    "syntax-backslash": short(
        ('title = "服务费"', r'title = "C:\服务费"', "- file.toml-backslash")
    ),
    "syntax-line": short(('share = "100%"', 'share = "100%" "90%"', "- file.toml-line")),
    "syntax-control": short(('title = "服务费"', 'title = "服务\x00费"', "- file.toml-quote")),
    "syntax-statement": short(('share = "100%"', '= "100%"', "- file.toml-statement")),
    "syntax-sign": short(('title = "服务费"', "title = “服务费”", "- file.syntax-sign")),
    "syntax-sign-out": short(('title = "服务费"', 'title = "服务费"。', "- file.syntax-sign-out")),
    "syntax-key": short(('share = "100%"', '比例 = "100%"', "- file.syntax-key")),
    "syntax-value": short(('share = "100%"', "share = 100%", "- file.syntax-value")),
    "syntax-open": short(('share = "100%"', 'share = "100%', "- file.syntax-value")),
    "unknown-key-elsewhere": short(
        ('share = "100%"', 'share = "100%"\nwaiver_returns = true', ""),
        ("waiver", "waiver", "instalments[0].waiver_returns file.unknown-key-elsewhere"),
    ),
    "unknown-key-top": short(
        ("[price]\n", "[price]\nplan_number = 7\n", "price.plan_number file.unknown-key-top")
    ),
    "unknown-key-called": due(
        f"{TEN_DAYS}, months = 3", "instalments[0].due.months file.unknown-key-near"
    ),
    "unknown-key": seed(
        ("\n[price]", "\nxyzzy = 1\n[price]", ""),
        ("xyzzy = 1", "xyzzy = 1", "xyzzy file.unknown-key"),
    ),
    "unknown-key-in-table": seed(
        ("[price]\n", "[price]\nxyzzy = 1\n", "price.xyzzy file.unknown-key")
    ),
    "unknown-key-in-list": seed(
        ('"balance"\n', '"balance"\nxyzzy = 1\n', "instalments[1].xyzzy file.unknown-key")
    ),
    "unknown-key-in-list-in-list": seed(
        ('"报价函"\n', '"报价函"\nxyzzy = 1\n', "parties[1].accounts[1].xyzzy file.unknown-key")
    ),
    "unknown-key-inline": seed(
        ("days = 15,", "days = 15, xyzzy = 1,", "instalments[0].due.xyzzy file.unknown-key")
    ),
    "unknown-table": short(
        ("[term]", "[xyzzy]\n[term]", ""), ("[xyzzy]", "[xyzzy]", "xyzzy file.unknown-key")
    ),
    "misspelt-optional": seed(("per_year", "per_yaer", "price.per_yaer file.unknown-key-near")),
    "misspelt-required": seed(
        ('share = "70%"', 'shrae = "70%"', "instalments[0].shrae file.unknown-key-near")
    ),
    "share-list": short(
        ('share = "100%"', 'shares = "100%"', "instalments[0].shares file.kind.share-list")
    ),
    "decimal": short(
        (
            'per_year = "50.00"',
            'items = [{ key = "a", title = "a", unit = "x", unit_price = "2,0" }]',
            "price.items[0].unit_price file.kind.decimal",
        )
    ),
    "retain-plain": short(
        ('share = "100%"', 'share = "100%"\nretain = "5"', "instalments[0].retain file.kind.retain")
    ),
    "points": short(
        (
            "[[instalments]]",
            '[[assessments]]\nkey = "a"\narticle = "x"\nfail_below = -1\n[[instalments]]',
            "",
        ),
        ("fail_below", "fail_below", "assessments[0].fail_below file.kind.points"),
    ),
    "missing-at-top": seed(('id = "zyfy-his-2025"\n', "", ""), nowhere=("id file.missing-key",)),
    "missing-table": short(
        ('[term]\nyears = 2\nstarts = "signing"\narticle = "第二条"\n', "", ""),
        nowhere=("term file.needs-term",),
    ),
    "missing-article": seed(
        ('article = "第二条"\n', "", ""), ("[price]", "[price]", "price.article file.missing-key")
    ),
    "missing-in-list": example(
        ('key = "catalogue"\n', "", ""),
        ("[[systems]] … [[systems]]", "[[systems]]", "systems[1].key file.missing-key"),
    ),
    "missing-inline": seed(
        (' unit = "working-day",', "", "instalments[0].due.unit file.missing-key")
    ),
    "choice": seed(('"CNY"', '"USD"', "currency file.choice")),
    "choice-of-another-type": seed(('"start-notice"', "7", "term.starts file.choice")),
    "choice-inline": seed(('"working-day"', '"workday"', "instalments[0].due.unit file.choice")),
    "choice-said": seed(('"working-day"', '"工作日"', "instalments[0].due.unit file.choice-said")),
    "calendar-said": seed(('"CN-GX"', '"广西"', "calendar file.choice-said")),
    "after-said": seed(
        ('"signing" }', '"签订之日" }', "instalments[0].due.after file.choice-said")
    ),
    "boolean-said": short(
        ('share = "100%"', 'share = "100%"\nsettled = "是"', ""),
        ("settled", "settled", "instalments[0].settled file.choice-said"),
    ),
    "table": seed((ADVANCE_DUE, '"15 working days"', "instalments[0].due file.kind.table")),
    "tables": example(
        ('[{ from_day = 29, rate = "1%" }]', "29", "damages[1].tiers file.kind.tables")
    ),
    "tables-none": example(
        ('[{ from_day = 29, rate = "1%" }]', "[]", "damages[1].tiers file.kind.tables")
    ),
    "tables-and-others": example(('"1%" }]', '"1%" }, 30]', "damages[1].tiers file.kind.tables")),
    "tables-one": short(
        ("[term]", '[systems]\nkey = "a"\ntitle = "b"\n\n[term]', ""),
        ("[systems]", "[systems]", "systems file.kind.tables"),
    ),
    "version": seed(("format = 1", "format = 2", "format file.kind.version")),
    "version-text": seed(("format = 1", 'format = "1"', "format file.kind.version")),
    "version-true": seed(("format = 1", "format = true", "format file.kind.version")),
    "id": seed(('"zyfy-his-2025"', '"Zyfy 2025"', "id file.kind.id")),
    "id-calendar": seed(('"zyfy-his-2025"', '"calendar"', "id file.kind.id")),
    "id-all": seed(('"zyfy-his-2025"', '"all"', "id file.kind.id")),
    "id-store": seed(('"zyfy-his-2025"', '"store"', "id file.kind.id")),
    "text": seed(('article = "第四条"', "article = 4", "term.article file.kind.text")),
    "text-empty": seed(('article = "第四条"', 'article = ""', "term.article file.kind.text")),
    "text-of-spaces": seed(
        ('article = "第四条"', 'article = " 　"', "term.article file.kind.text")
    ),
    "blank-steers": seed(('number = "" ', 'number = "\\u001b[2K" ', "number file.kind.blank")),
    "blank": seed(('number = "" ', "number = 7 ", "number file.kind.blank")),
    "title": short(('title = "服务费"', 'title = ""', "instalments[0].title file.kind.title")),
    "title-in-french": short(
        ('title = "服务费"', 'title = { fr = "x" }', "instalments[0].title file.kind.title")
    ),
    "calendar-name": seed(('"CN-GX"', '"cn-gx"', "calendar file.kind.calendar")),
    "date": seed(
        ("signed_on = 2025-03-05", 'signed_on = "5 March 2025"', "signed_on file.kind.date")
    ),
    "date-and-time": seed(
        ("signed_on = 2025-03-05", "signed_on = 2025-03-05T09:00:00", "signed_on file.kind.date")
    ),
    "date-as-number": seed(("= 2025-03-03", "= 20250303", "award_notice_on file.kind.date")),
    "money": seed(('"870000.00"', '"870000"', "price.total file.kind.money")),
    "money-number": seed(('"870000.00"', "870000.00", "price.total file.kind.money")),
    "money-grouped": seed(('"870000.00"', '"870,000.00"', "price.total file.kind.money")),
    "money-negative": seed(('"290000.00"', '"-290000.00"', "price.per_year file.kind.money")),
    "money-list": example(('"720000.00"', '"720000"', "price.years file.kind.money-list")),
    "money-list-none": example(
        ('["720000.00", "560000.00"]', "[]", "price.years file.kind.money-list")
    ),
    "share": seed(('"70%"', '"70"', "instalments[0].share file.kind.share")),
    "share-number": seed(('"70%"', "0.7", "instalments[0].share file.kind.share")),
    "share-nought": seed(('"30%"', '"0%"', "instalments[1].share file.kind.share")),
    "rate": seed(('"5%"', '"5"', "damages[0].rate file.kind.rate-or-nought")),
    "rate-inline": example(
        ('rate = "1%" }]', 'rate = "1" }]', "damages[1].tiers[0].rate file.kind.rate")
    ),
    "count": seed(("days = 15", "days = 0", "instalments[0].due.days file.kind.count")),
    "years": seed(("years = 3", "years = 0", "term.years file.kind.years")),
    "years-too-many": seed(("years = 3", "years = 100", "term.years file.kind.years")),
    "count-decimal": seed(("days = 15", "days = 15.0", "instalments[0].due.days file.kind.count")),
    "count-true": seed(("days = 15", "days = true", "instalments[0].due.days file.kind.count")),
    "count-too-many": seed(
        ("days = 15", "days = 36501", "instalments[0].due.days file.kind.count")
    ),
    "boolean": example(('"q2" … = false', '= "no"', "instalments[5].year_over file.kind.boolean")),
    "key": seed(('"advance"', '"First_one"', "instalments[0].key file.kind.key")),
    "keys": seed(
        (
            '["year-end-briefing", "annual-report"]',
            '"annual-report"',
            "instalments[1].needs file.kind.keys",
        )
    ),
    "keys-none": seed(
        ('["year-end-briefing", "annual-report"]', "[]", "instalments[1].needs file.kind.keys")
    ),
    "after": seed(('"signing" }', '"signature" }', "instalments[0].due.after file.kind.after")),
    "day-of-month": due(
        'day = 32, month = "next", after = "signing"',
        "instalments[0].due.day file.kind.day-of-month",
    ),
    "first-days": due(
        'working_day = 16, month = "next", after = "signing"',
        "instalments[0].due.working_day file.kind.first-days",
    ),
    "day-of-year": due(
        'date = "02-30", after = "signing"', "instalments[0].due.date file.kind.day-of-year"
    ),
    "dates": due("on = 2026-03-31", "instalments[0].due.on file.kind.dates"),
    "agreed": due('agreed = true, after = "signing"', "instalments[0].due.agreed file.kind.false"),
    "after-nothing": seed(
        ('"signing" }', '"receipt:" }', "instalments[0].due.after file.kind.after")
    ),
    "span": seed(('"1 month"', '"4 weeks"', "service_plan[0].every file.kind.span")),
    "span-of-working-days": example(
        ('"1 year"', '"1 working-day"', "instalments[3].due.plus file.kind.span")
    ),
    "duration": seed(
        ('"30m"', '"half an hour"', "service_levels[3].answer_within file.kind.duration")
    ),
    "hours-list": short(
        ("signed_on", 'working_hours = ["8:00-12:00"]\nsigned_on', ""),
        ("working_hours", "working_hours", "working_hours file.kind.hours-list"),
    ),
    "hours-over-midnight": short(
        ("signed_on", 'working_hours = ["22:00-06:00"]\nsigned_on', ""),
        ("working_hours", "working_hours", "working_hours file.kind.hours-list"),
    ),
    "every-working-day": seed(
        ('"1 month"', '"20 working-days"', "service_plan[0].every file.kind.span")
    ),
    "waits": seed(
        ('dispatch_within = "2h"', 'dispatch_within = "2h"\nwaits = "user"', ""),
        ("waits", "waits", "service_levels[1].waits file.kind.texts"),
    ),
    "waits-none": seed(
        ('dispatch_within = "2h"', 'dispatch_within = "2h"\nwaits = []', ""),
        ("waits", "waits", "service_levels[1].waits file.kind.texts"),
    ),
    "engineers-none": seed(
        ("engineers = 2 ", "engineers = 0 ", "service_levels[0].engineers file.kind.count")
    ),
    "dispatch-hours": seed(
        (
            "engineers = 2 ",
            'dispatch_hours = "5x7" ',
            "service_levels[0].dispatch_hours file.choice",
        )
    ),
    "plan-kind": seed(('"visit"', '"journey"', "service_plan[3].kind file.choice")),
    "plan-kind-said": seed(
        ('kind = "upgrade"', 'kind = "升级"', "service_plan[6].kind file.choice-said")
    ),
    "catalogue-without-article": short(
        ("[term]", '[[services]]\nkey = "a"\ntitle = "b"\n\n[term]', ""),
        ("[[services]]", "[[services]]", "services[0].article file.missing-key"),
    ),
    "points-off-nought": seed(SCORED, ('points = "2"', 'points = "0"', f"{OFF}.points {OFF_KIND}")),
    "points-off-number": seed(SCORED, ('points = "2"', "points = 2", f"{OFF}.points {OFF_KIND}")),
    "hours-backwards": short(
        ("signed_on", 'working_hours = ["14:30-12:00"]\nsigned_on', ""),
        ("working_hours", "working_hours", "working_hours file.kind.hours-list"),
    ),
    "readings": example(
        ('day-off = "holidays-only"', "day-off = 1", ""),
        ("[readings]", "[readings]", "readings file.kind.readings"),
    ),
}
FINDING = """\
about = "date"
values = [{ value = "a", source = "b" }, { value = "c", source = "d" }]
severity = "note"
"""
AGREEMENT_CASES = {
    "calendar": seed(('"CN-GX"', '"CN-XX"', "calendar file.calendar")),
    "twice": seed(
        ('"advance"', '"balance"', ""),
        ('"balance" … "balance"', '"balance"', "instalments[1].key file.twice"),
    ),
    "twice-deliverables": seed(
        ('"annual-report"', '"year-end-briefing"', "deliverables[1].key file.twice"),
        ('"year-end-briefing", "annual-report"', '"year-end-briefing"', ""),
    ),
    "twice-findings": example(
        ("[[findings]]", f"[[findings]]\n{FINDING}\n\n[[findings]]", ""),
        ("[[findings]] … [[findings]]", "[[findings]]", "findings[1].key file.twice"),
    ),
    "no-purchaser": short(
        ('role = "purchaser"', 'role = "supplier"\nkey = "other"', ""),
        ('key = "fee"', 'key = "fee"\npayee = "other"', ""),
        ("[[parties]]", "[[parties]]", "parties file.no-party"),
    ),
    "party-key": short(
        ("[[instalments]]", '[[parties]]\nrole = "supplier"\nname = "丙方"\n\n[[instalments]]', ""),
        ("乙方 … [[parties]]", "[[parties]]", "parties[2].key file.party-key"),
    ),
    "payee": example(('payee = "operator"', 'payee = "nobody"', "instalments[4].payee file.payee")),
    "payee-unsaid": example(
        ('payee = "builder"\n', "", ""),
        ("[[instalments]]", "[[instalments]]", "instalments[0].payee file.payee"),
    ),
    "payee-who-pays": short(
        ('key = "fee"', 'key = "fee"\npayee = "purchaser"', "instalments[0].payee file.payee")
    ),
    "price-nought": short(
        ('"100.00"', '"0.00"', "price.total file.price-nought"), ('"50.00"', '"0.00"', "")
    ),
    "price-both": short(
        (
            'per_year = "50.00"',
            'per_year = "50.00"\nyears = ["50.00", "50.00"]',
            "price.years file.price-both",
        )
    ),
    "price-sum": short(('"50.00"', '"50.01"', "price.per_year file.price-sum")),
    "price-sum-of-years": example(('"720000.00"', '"720000.01"', "price.years file.price-sum")),
    "price-years": example((', "560000.00"', "", "price.years file.price-years")),
    "price-unsaid": short(
        ('total = "100.00"\n', "", ""), ("[price]", "[price]", "price.total file.missing-key")
    ),
    "term-twice": short(
        ("years = 2", "years = 2\nmonths = 24", ""), ("years", "years", "term.years file.one-of")
    ),
    "term-without-to": short(
        ('years = 2\nstarts = "signing"', "from = 2025-01-01", ""),
        ("[term]", "[term]", "term.to file.missing-key"),
    ),
    "term-to-alone": short(("years = 2", "years = 2\nto = 2026-01-01", "term.to file.without")),
    "term-backwards": short(
        (
            'years = 2\nstarts = "signing"',
            "to = 2025-01-01\nfrom = 2026-01-01",
            "term.from file.date-order-of",
        )
    ),
    "term-dates-and-event": short(
        (
            'years = 2\nstarts = "signing"',
            'from = 2025-01-01\nto = 2026-12-31\nstarts = "signing"',
            "term.starts file.beside",
        )
    ),
    "term-dates-and-reading": short(
        ('years = 2\nstarts = "signing"', "from = 2025-01-01\nto = 2026-12-31", ""),
        ("[[instalments]]", '[readings]\nyear-end = "corresponding-date"\n[[instalments]]', ""),
        ("year-end", "year-end", "readings.year-end file.settled-by-dates"),
    ),
    "renewal-backwards": short(
        (
            "years = 2",
            "years = 2\nrenewals = [{ years = 1, months = 2 }]",
            "term.renewals[0] file.one-of",
        )
    ),
    "how-much-twice": short(
        ('share = "100%"', 'share = "100%"\namount = "50.00"', "instalments[0].amount file.one-of")
    ),
    "how-much-unsaid": short(
        ('share = "100%"\n', "", ""),
        ("[[instalments]]", "[[instalments]]", "instalments[0].share file.missing-key"),
    ),
    "scope-and-every": short(
        (
            'share = "100%"',
            'share = "100%"\nevery = "service-year"\nscope = "service-year"',
            "instalments[0].scope file.beside",
        )
    ),
    "up-to-of-months": short(
        (
            'share = "100%"',
            'every = "month"\nup_to = "100%"',
            "instalments[0].up_to file.up-to-every",
        ),
        ('"signing" }', '"period-end" }', ""),
    ),
    "part-unknown": short(
        ('share = "100%"', 'share = "100%"\npart = "x"', "instalments[0].part file.part")
    ),
    "event-of-months": short(
        ('share = "100%"', 'share = "100%"\nevery = "month"', ""),
        ('"signing" }', '"signing" }', "instalments[0].due.after file.event-of-period"),
    ),
    "price-of-items": short(
        (
            'per_year = "50.00"',
            'items = [{ key = "a", title = "a", unit = "x", unit_price = "2", estimate = "10" }]',
            "price.items file.price-items",
        )
    ),
    "price-of-parts": short(
        (
            'per_year = "50.00"',
            'parts = [{ key = "a", total = "10.00" }]',
            "price.parts file.price-parts",
        ),
        ('share = "100%"', 'share = "100%"\npart = "a"', ""),
    ),
    "list-too-short": short(
        (
            'share = "100%"',
            'every = "quarter"\nshares = ["50%", "50%"]',
            "instalments[0].shares file.list-length",
        ),
        ('"signing" }', '"period-end" }', ""),
    ),
    "sums-too-little": short(
        ('share = "100%"', 'amount = "49.99"', ""),
        ("[[instalments]]", "[[instalments]]", "instalments file.sums"),
    ),
    "collects-nothing": short(
        ('share = "100%"', 'share = "100%"\nretain = "1.00"', "instalments[0].retain file.retain"),
        (
            'article = "第三条"\n',
            'article = "第三条"\n[[instalments]]\nkey = "b"\ntitle = "b"\nscope = "contract"\n'
            'collects = ["x"]\ndue = { days = 1, unit = "year", after = "signing" }\narticle = "x"\n',
            "",
        ),
        ('collects = ["x"]', 'collects = ["x"]', "instalments[1].collects file.collects"),
    ),
    "payees-without-shares": short(
        (
            'share = "100%"',
            'share = "100%"\npayees = [{ party = "supplier" }]',
            "instalments[0].payees file.payees-settled",
        )
    ),
    "assessment-unknown": short(
        (
            'share = "100%"',
            'share = "100%"\nsettled = true\nassessment = "x"',
            "instalments[0].assessment file.assessment",
        )
    ),
    "settlement-of-what-is-not": short(
        (
            'share = "100%"',
            'share = "100%"\nneeds = ["settlement"]',
            "instalments[0].needs file.not-settled",
        )
    ),
    "words": seed(("捌拾柒万元整", "捌拾染万元整", "price.total_in_words file.words")),
    "words-of-another-sum": seed(
        ("捌拾柒万元整", "捌拾捌万元整", "price.total_in_words file.words")
    ),
    "shares": seed(
        ('"70%"', '"60%"', ""), ("[[instalments]]", "[[instalments]]", "instalments file.shares")
    ),
    "shares-by-little": seed(
        ('"70%"', '"70.00000001%"', ""),
        ("[[instalments]]", "[[instalments]]", "instalments file.shares"),
    ),
    "shares-of-period": short(
        (
            'share = "100%"',
            'every = "month"\nshare = "8.33%"',
            "instalments[0].share file.shares-of-period",
        ),
        ('after = "signing"', 'after = "period-end"', ""),
    ),
    "shares-rounded": twelve("8.33%", "8.33%", "file.shares-rounded"),
    "shares-rounded-sums": short(
        (INSTALMENT, several(["33.33%"] * 3), ""),
        ("[[instalments]]", "[[instalments]]", "instalments file.shares-rounded-sums"),
    ),
    "shares-beside-once": short(
        (
            INSTALMENT,
            several(["45%", "10%"]).replace('share = "10%"', 'every = "once"\nshare = "10%"'),
            "",
        ),
        ("[[instalments]]", "[[instalments]]", "instalments file.shares-beside-once"),
    ),
    "shares-of-the-contract": short(
        ('share = "100%"', 'scope = "contract"\nshare = "90%"', ""),
        ("[[instalments]]", "[[instalments]]", "instalments file.shares"),
    ),
    "shares-once": example(
        ('share = "30%"', 'share = "65%"', ""),
        ("[[instalments]]", "[[instalments]]", "instalments file.shares-once"),
    ),
    "date-order": seed(("= 2025-03-03", "= 2025-03-06", "award_notice_on file.date-order")),
    "date-unsaid": example(
        ("award_notice_on = 2026-01-12\n", "", ""), nowhere=("award_notice_on file.missing-key",)
    ),
    "due-none": due('after = "signing"', "instalments[0].due file.due-none"),
    "due-days-missing": due(
        'unit = "month", after = "signing"', "instalments[0].due.days file.missing-key"
    ),
    "due-month-missing": due(
        'day = 5, after = "signing"', "instalments[0].due.month file.missing-key"
    ),
    "due-after-missing": due('date = "06-30"', "instalments[0].due.after file.missing-key"),
    "due-mixed": due(
        'day = 5, month = "next", days = 3, after = "signing"', "instalments[0].due file.due-mixed"
    ),
    "due-unit-beside-day": due(
        'day = 5, month = "next", unit = "month", after = "signing"',
        "instalments[0].due.unit file.due-beside",
    ),
    "due-month-beside-days": due(
        'days = 5, unit = "month", month = "next", after = "signing"',
        "instalments[0].due.month file.due-beside",
    ),
    "due-after-beside-on": due(
        'on = [2026-03-31, 2027-03-31], after = "signing"',
        "instalments[0].due.after file.due-beside",
    ),
    "due-roll-beside-working-days": due(
        'days = 5, unit = "working-day", roll = "no", after = "signing"',
        "instalments[0].due.roll file.due-beside",
    ),
    "due-roll-beside-nothing": due(
        'agreed = false, roll = "no", after = "signing"', "instalments[0].due.roll file.due-beside"
    ),
    "due-on-too-few": due("on = [2026-03-31]", "instalments[0].due.on file.due-on"),
    "due-on-some-of-the-renewals": Bad(
        SHORT.replace("years = 2\n", "years = 2\nrenewals = [{ years = 2 }]\n"),
        (
            (
                TEN_DAYS,
                "on = [2026-03-31, 2027-03-31, 2028-03-31]",
                "instalments[0].due.on file.due-on-renewed",
            ),
        ),
        (),
    ),
    "due-on-backwards": due(
        "on = [2027-03-31, 2026-03-31]", "instalments[0].due.on file.due-on-order"
    ),
    "due-lodged": due(
        'days = 3, unit = "month", after = "lodged:bond"',
        "instalments[0].due.after file.no-guarantee",
    ),
    "no-period": seed(
        (
            '{ days = 7, unit = "working-day", after = "signing" }',
            '{ days = 7, unit = "working-day", after = "period-end" }',
            "obligations[0].due.after file.no-period",
        )
    ),
    "too-long-term": short(
        ("years = 2", "years = 31", "term.years file.too-long"),
        ('"50.00"', '"1.00"', ""),
        ('"100.00"', '"31.00"', ""),
    ),
    "too-long-due": short(("days = 10", "days = 10951", "instalments[0].due.days file.too-long")),
    "too-long-plus": example(('"1 year"', '"31 years"', "instalments[3].due.plus file.too-long")),
    "too-long-obligation": seed(
        ("days = 7,", "days = 7501,", "obligations[0].due.days file.too-long")
    ),
    "no-deliverable": seed(
        (
            'needs = ["year-end-briefing"',
            'needs = ["briefing"',
            "instalments[1].needs file.no-deliverable",
        )
    ),
    "no-deliverable-received": example(
        (
            '"receipt:q2-invoice"',
            '"receipt:invoice"',
            "instalments[5].due.after file.no-deliverable",
        )
    ),
    "deliverable-yearly": example(
        ('["design-approval"]', '["q1-invoice"]', "instalments[1].needs file.deliverable-yearly")
    ),
    "receipt-of-nothing": seed(
        ('"signing" }', '"receipt" }', "instalments[0].due.after file.receipt-of-nothing")
    ),
    "no-instalment": seed(
        ('"signing" }', '"payment:fee" }', "instalments[0].due.after file.no-instalment")
    ),
    "payment-yearly": example(
        ('"signing" }', '"payment:q1" }', "instalments[0].due.after file.payment-yearly")
    ),
    "circle": example(
        ('"signing" }', '"payment:prepayment" }', "instalments[0].due.after file.circle")
    ),
    "circle-of-two": example(
        ('"signing" }', '"payment:design" }', "instalments[0].due.after file.circle"),
        (
            'after = "receipt" }',
            'after = "payment:prepayment" }',
            "instalments[1].due.after file.circle",
        ),
    ),
    "obligation-after-yearly": example(
        (
            '"award-notice" }',
            '"receipt:q1-invoice" }',
            "obligations[0].due.after file.obligation-after",
        )
    ),
    "obligation-after-payment": seed(
        (
            'obligations … "signing" }',
            '"payment:advance" }',
            "obligations[0].due.after file.obligation-after",
        )
    ),
    "obligation-after-receipt": seed(
        (
            'obligations … "signing" }',
            '"receipt" }',
            "obligations[0].due.after file.obligation-after",
        )
    ),
    "guarantee-two-sums": bonded(
        ('share = "5%"', 'share = "5%"\namount = "1.00"', "guarantees[0].amount file.guarantee-sum")
    ),
    "guarantee-no-sum": bonded(
        ('share = "5%"\n', "", ""),
        ("[[guarantees]]", "[[guarantees]]", "guarantees[0].amount file.guarantee-sum"),
    ),
    "guarantee-share": bonded(
        ('share = "5%"', 'share = "101%"', "guarantees[0].share file.guarantee-share")
    ),
    "guarantee-returns": bonded(
        ('returns = [\n  { share = "50%"', 'returns = [\n  { share = "40%"', ""),
        ("returns = [", "returns = [", "guarantees[0].returns file.guarantee-returns"),
    ),
    "guarantee-after-yearly": bonded(
        (
            'acceptance"\ntitle = "验收书"\nevery = "once"',
            'acceptance"\ntitle = "验收书"\nevery = "service-year"',
            "",
        ),
        ("returns = [", "returns = [", "guarantees[0].returns[0].due.after file.guarantee-after"),
    ),
    "guarantee-after-payment": bonded(
        (
            'lodge = { days = 15, unit = "calendar-day", after = "signing"',
            'lodge = { days = 15, unit = "calendar-day", after = "payment:fee"',
            "guarantees[0].lodge.after file.guarantee-after",
        )
    ),
    "guarantee-lodged-after-itself": bonded(
        (
            'lodge = { days = 15, unit = "calendar-day", after = "signing"',
            'lodge = { days = 15, unit = "calendar-day", after = "lodged:bond"',
            "guarantees[0].lodge.after file.no-guarantee",
        )
    ),
    "no-such-guarantee": bonded(
        ('"lodged:bond"', '"lodged:band"', "instalments[1].due.after file.no-guarantee")
    ),
    "guarantee-too-long": bonded(
        ("lodge = { days = 15", "lodge = { days = 36500", "guarantees[0].lodge.days file.too-long")
    ),
    "fund-shares": bonded(
        ('share = "40%" }', 'share = "41%" }', "instalments[1].fund_source file.fund-shares")
    ),
    "fund-shares-of-the-office": bonded(
        (
            'fund_source = "财政拨款"',
            'fund_source = [{ name = "自筹", share = "99%" }]',
            "office.fund_source file.fund-shares",
        )
    ),
    "fund-nothing": bonded(
        ('fund_source = "财政拨款"', 'fund_source = ""', "office.fund_source file.kind.text")
    ),
    "twice-services": seed(
        ('key = "known-problems"', 'key = "knowledge-base"', "services[1].key file.twice")
    ),
    "twice-levels": seed(('"SIS4"', '"SIS3"', "service_levels[6].level file.twice")),
    "hours-order": short(
        ("signed_on", 'working_hours = ["14:30-17:30", "08:00-12:00"]\nsigned_on', ""),
        ("working_hours", "working_hours", "working_hours file.hours-order"),
    ),
    "hours-overlap": short(
        ("signed_on", 'working_hours = ["08:00-12:00", "11:59-17:30"]\nsigned_on', ""),
        ("working_hours", "working_hours", "working_hours file.hours-order"),
    ),
    "breach-of-no-rule": seed(
        (
            'engineers = 2 … "service-promise"',
            '"service-promises"',
            "service_levels[0].breach file.breach-rule",
        )
    ),
    "breach-that-follows-by-itself": seed(
        (
            'every = "1 month"\nbreach = "service-promise"',
            'breach = "late-payment"',
            "service_plan[0].breach file.breach-rule",
        )
    ),
    "breach-without-any-rule": short(
        (
            "[term]",
            '[[service_plan]]\nkey = "a"\ntitle = "b"\nbreach = "c"\narticle = "d"\n\n[term]',
            "",
        ),
        ('breach = "c"', 'breach = "c"', "service_plan[0].breach file.breach-no-rule"),
    ),
    "points-off-no-clock": seed(
        SCORED, ("SIS/SIS1/restore", "SIS/SIS2/restore", f"{OFF}.promise file.promise")
    ),
    "points-off-no-engineers": seed(
        SCORED, ("SIS/SIS1/restore", "9.2.1/L2/engineers", f"{OFF}.promise file.promise")
    ),
    "points-off-twice": seed(
        SCORED,
        (
            '"2" }',
            '"2" }, { promise = "SIS/SIS1/restore", points = "1" }',
            "assessments[0].points_off[1].promise file.twice",
        ),
    ),
    "reading": example(("day-off =", "days-off =", "readings.days-off file.reading")),
    "reading-choice": example(('"holidays-only"', '"never"', "readings.day-off file.choice")),
    "reading-of-no-regime": example(
        ('day-off = "holidays-only"', 'severity = "SIS"', "readings.severity file.choice")
    ),
    "no-rate": example(
        ('rate = "2%"\n', "", ""),
        ('"service-shortfall" … base =', "base =", "damages[3].base file.no-rate"),
    ),
    "loss-alone-beside-a-rate": seed(
        ('loss = "beside"', 'loss = "only"', "damages[0].loss file.loss-only")
    ),
    "loss-alone-beside-an-amount": example(
        ('rate = "2%"\nbase = "year-price"\n', 'amount = "500.00"\n', ""),
        (
            '"500.00"\nloss = "included"',
            '"500.00"\nloss = "only"',
            "damages[3].loss file.loss-only",
        ),
    ),
    "amount-beside-a-rate": seed(
        ('rate = "5%"', 'rate = "5%"\namount = "500.00"', "damages[0].amount file.beside")
    ),
    "amount-of-a-base": seed(
        ('rate = "5%"\n', 'amount = "500.00"\n', ""),
        ('base = "contract-price"', 'base = "contract-price"', "damages[0].base file.beside"),
    ),
    "amount-with-tiers": example(
        ('rate = "5‰"', 'amount = "500.00"', ""),
        ('base = "contract-price"\ncap = { share = "10%"', 'cap = { share = "10%"', ""),
        ("tiers = [", "tiers = [", "damages[1].tiers file.beside"),
    ),
    "grace-that-never-ends": example(
        ('rate = "2%"', 'rate = "0%"', "damages[3].rate file.rate-nought")
    ),
    "cap-of-two-kinds": example(
        (
            '{ share = "5%", of = "contract-price",',
            '{ amount = "100.00", share = "5%",',
            "damages[0].cap.share file.beside",
        )
    ),
    "cap-of-nothing": example(
        (
            '{ share = "5%", of = "contract-price",',
            '{ share = "5%",',
            "damages[0].cap.of file.missing-key",
        )
    ),
    "cap-of-nought": example(
        (
            '{ share = "5%", of = "contract-price",',
            '{ amount = "0.00",',
            "damages[0].cap.amount file.amount-nought",
        )
    ),
    "right-at-no-cap": example(
        (
            'rate = "2%"',
            'rate = "2%"\nterminate_when = "cap"',
            "damages[3].terminate_when file.no-cap",
        )
    ),
    "deducted-from-what-one-owes": example(
        (
            'pool = "contract" }',
            'pool = "contract" }\ndeduct = true',
            "damages[0].deduct file.deduct",
        )
    ),
    "amount-of-nought": seed(
        (
            'rate = "5%"\nbase = "contract-price"',
            'amount = "0.00"',
            "damages[0].amount file.amount-nought",
        )
    ),
    "rate-of-nothing": seed(
        ('base = "contract-price"\n', "", ""),
        ("[[damages]]", "[[damages]]", "damages[0].base file.missing-key"),
    ),
    "tiers-from-the-first-day": example(
        ("from_day = 29", "from_day = 1", "damages[1].tiers file.tiers")
    ),
    "tiers-falling": example(
        ('"1%" }]', '"1%" }, { from_day = 28, rate = "2%" }]', "damages[1].tiers file.tiers")
    ),
    "tiers-of-a-one-off": example(
        ('per = { days = 7, part = "started" }\n', "", ""),
        ("[[damages]] … [[damages]]", "[[damages]]", "damages[1].per file.missing-key"),
    ),
    "finding-values": example(
        ('  { value = "2026-01-27", source = "合同首页" },\n', "", ""),
        ("values = [", "values = [", "findings[0].values file.finding-values"),
    ),
}
CASES = FORM_CASES | AGREEMENT_CASES
MANY_CASES = {
    "five-of-form": seed(
        ('"CNY"', '"USD"', "currency file.choice"),
        ("per_year", "per_yaer", "price.per_yaer file.unknown-key-near"),
        ('"70%"', '"70"', "instalments[0].share file.kind.share"),
        ("days = 10", "days = 0", "instalments[1].due.days file.kind.count"),
        ('"1 month"', '"4 weeks"', "service_plan[0].every file.kind.span"),
    ),
    "five-that-disagree": seed(
        ('"CN-GX"', '"CN-XX"', "calendar file.calendar"),
        ("= 2025-03-03", "= 2025-03-06", "award_notice_on file.date-order"),
        ("捌拾柒万元整", "捌拾捌万元整", "price.total_in_words file.words"),
        ('"290000.00"', '"290000.01"', "price.per_year file.price-sum"),
        ('"70%"', '"60%"', ""),
        ("[[instalments]]", "[[instalments]]", "instalments file.shares"),
    ),
    "two-on-a-line": seed(
        ("days = 15,", "days = 0,", "instalments[0].due.days file.kind.count"),
        ('"working-day"', '"workday"', "instalments[0].due.unit file.choice"),
    ),
    "nothing-at-all": Bad(
        "\n", (), tuple(f"{key} file.missing-key" for key, field in FORM.items() if field.required)
    ),
}
UNSEEN = {
    "file.kind.choice",  # a choice always names its choices, and then the error is file.choice
    "file.syntax",  # what has no sentence of its own: test_a_number_without_end
}
FILES = sorted(BAD.glob("*.toml"))


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_file_has_no_errors(name: str) -> None:
    """The contracts that ship, and one of the required keys alone, are right."""
    assert errors(read(RIGHT[name])) == []


@pytest.mark.parametrize("name", CASES | MANY_CASES)
def test_a_bad_file_names_every_error_with_its_key_and_line(name: str) -> None:
    """What is wrong is named, all of it at once and nothing else, at its key, on its line, from top to bottom."""
    bad = (CASES | MANY_CASES)[name]
    file = read(bad.text)
    assert errors(file) == expected(bad)
    lines = [error.line or 0 for error in file.errors]
    assert lines == sorted(lines)


@pytest.mark.parametrize("name", CASES)
def test_a_case_is_bad_by_one_error_or_one_and_what_follows(name: str) -> None:
    """A case shows one kind of error: one error, two where a misspelt key is missing too or two wait for each other."""
    assert len(expected(CASES[name])) == (2 if name in ("collects-nothing", "circle-of-two") else 1)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_bad_file_on_disk_has_the_errors_it_marks(path: Path) -> None:
    """Each file in tests/bad has the errors marked in it, on their lines, and no others."""
    content = path.read_bytes()
    assert errors(read(content)) == sorted(marked(content), key=str)
    assert marked(content)


def test_every_kind_of_error_is_exercised() -> None:
    """For every sentence about a contract file there is a case that calls for it."""
    seen = {error.key for bad in CASES.values() for error in expected(bad)}
    seen |= {error.key for path in FILES for error in marked(path.read_bytes())}
    reminders = {"file.loss-unsaid", "file.guarantee-kept"}  # no error
    reminders |= {"file.needs-by-month", "file.needs-by-day"}
    # test_likely.py
    reminders |= {"file.even-shares", "file.even-sums", "file.papers-by-year"}
    reminders |= {"file.short-period", "file.short-paid-whole", "file.renewals-without-days"}
    known = {key for key in subject("files") if key.startswith("file.")}
    assert known - UNSEEN - reminders == seen


def test_a_number_without_end() -> None:
    """What has no sentence of its own is no TOML either; nothing stumbles."""
    [error] = read_contract("x.toml", b"years = [\n" + b"1" * 5000 + b"]", ["CN"]).errors
    assert (error.problem.key, error.line) == ("file.syntax", 2)


def test_a_guarantee_that_goes_back_at_no_date_is_reminded_of() -> None:
    """Without `returns` nothing will ever ask for it: `contract check` says so, and takes the file."""
    text = re.sub(r"(?s)returns = \[.*?\n\]\n", "", BONDED)
    file = read(text)
    assert file.errors == ()
    [reminder] = file.reminders
    assert (reminder.problem.at, reminder.problem.key) == ("guarantees[0]", "file.guarantee-kept")
    assert reminder.line == 1 + text[: text.index("[[guarantees]]")].count("\n")
    assert read(BONDED).reminders == ()


def test_a_choice_always_names_its_choices() -> None:
    """No key takes a choice without a list of choices."""
    assert [
        path for path, field in fields_of(FORM) if (field.kind == "choice") != bool(field.choices)
    ] == []


@pytest.mark.parametrize("lang", workspace.LANGUAGES)
def test_every_error_can_be_told(lang: str) -> None:
    """Every error of every case has its sentence, with nothing left to fill in."""
    words = Words(lang)
    for bad in CASES.values():
        for error in read(bad.text).errors:
            told = words(error.problem.key, **error.problem.values)
            assert told
            assert not re.search(r"\{[a-z]+\}", told)


@pytest.mark.parametrize("name", CASES)
def test_line_ends_and_byte_order_marks_do_not_matter(name: str) -> None:
    """A file saved on Windows, or with a byte order mark, has the same errors on the same lines."""
    text = CASES[name].text
    usual = errors(read(text))
    assert errors(read(text.replace("\n", "\r\n"))) == usual
    assert errors(read(b"\xef\xbb\xbf" + text.encode())) == usual


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le"])
def test_another_encoding_is_told_apart(encoding: str) -> None:
    """A file that is not UTF-8 is told so, and nothing else is said of it."""
    assert [error.key for error in errors(read(SEED.encode(encoding)))] == ["file.not-utf8"]


def test_the_near_key_is_offered() -> None:
    """A misspelt key is told with the key that was meant; a far one without."""
    near = read(CASES["misspelt-optional"].text).errors[0].problem
    assert (near.values["key"], near.values["near"]) == ("per_yaer", ["per_year"])
    assert "per_year" in Words("en")(near.key, **near.values)


def test_the_right_words_are_offered() -> None:
    """Words that do not say the sum are told with those that would."""
    [error] = read(CASES["words"].text).errors
    assert error.problem.values["right"] == "捌拾柒万元整"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('per_year = "50.00"', 'years = ["40.00", "60.00"]'),
        ('per_year = "50.00"', 'per_year = "50.00"\ntotal_in_words = "人民币壹佰元整"'),
        ('per_year = "50.00"\n … share', 'scope = "contract"\nshare'),
        ('share = "100%"', 'share = "100％"'),
        ('share = "100%"', 'share = "1000‰"'),
        ("days = 10", 'plus = "3 months", days = 10'),
        ("days = 10", 'roll = "back", days = 10'),
        (TEN_DAYS, 'day = 31, month = "previous", after = "period-start"'),
        (TEN_DAYS, 'working_day = 5, month = "next", after = "period-end"'),
        (TEN_DAYS, 'date = "02-29", after = "year-start", plus = "1 month", roll = "no"'),
        (TEN_DAYS, "on = [2026-03-31, 2027-03-31]"),
        (TEN_DAYS, 'agreed = false, after = "term-end"'),
        ('after = "signing"', 'after = "payment:fee"'),
        ('after = "signing"', 'after = "year-end"'),
        ('title = "服务费"', 'title = { en = "Fee" }'),
        ('title = "服务费"', 'title.zh = "服务费"\ntitle.en = "Fee"'),
        ('id = "short"', 'id = "short"\nnumber = ""\nplan_number = ""'),
        (
            "signed_on = 2026-01-26",
            'signed_on = 2026-01-26\nworking_hours = ["08:00-12:00", "14:30-17:30"]',
        ),
        (
            "signed_on = 2026-01-26",
            'signed_on = 2026-01-26\nworking_hours = ["00:00-06:00", "06:00-12:00", "22:00-24:00"]',
        ),
        ("years = 2", "years = 2 # 两年"),
        ("signed_on = 2026-01-26", "signed_on = 2026-01-26\naward_notice_on = 2026-01-26"),
    ],
)
def test_what_the_format_allows_is_taken(old: str, new: str) -> None:
    """Other ways that the specification allows are no errors."""
    assert errors(read(short((old, new, "")).text)) == []


@pytest.mark.parametrize("promise", OF_PROMISES)
def test_points_come_off_for_every_sort_of_promise(promise: str) -> None:
    """A clock, the engineers of a level, a plan with a period or without, work without leave."""
    bad = seed(SCORED, ("SIS/SIS1/restore", promise, ""), ('"2" }', '"0.5" }', ""))
    found = read(bad.text)
    assert errors(found) == []
    assert terms_from(found.document).assessments["score"].points_off == ((promise, 500_000),)


def test_a_promise_that_there_is_not_names_near_ones() -> None:
    """Whoever mistypes a promise is told the nearest; who names a strange one is told all there are."""
    for written, near in (("SIS/SIS1/restor", "SIS/SIS1/restore"), ("xyzzy", "leave")):
        found = read(seed(SCORED, ("SIS/SIS1/restore", written, "")).text).errors
        assert near in found[0].problem.values["known"]


# -- mutations: every key of the shipped files dropped, misspelt, given another value ------------------------------


class Place(NamedTuple):
    """A key that a document has: the way to it, and what it may hold."""

    way: tuple[str | int, ...]
    field: Field

    @property
    def path(self) -> str:
        return "".join(
            f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.way
        ).removeprefix(".")


def fields_of(fields: Any, before: str = "") -> Iterator[tuple[str, Field]]:
    for key, field in fields.items():
        yield f"{before}{key}", field
        yield from fields_of(field.fields or {}, f"{before}{key}.")


def places_of(
    table: dict[str, Any], fields: Any, way: tuple[str | int, ...] = ()
) -> Iterator[Place]:
    for key in table:
        # by when is one of several rules: the form alone cannot require their keys
        in_a_rule = way[-1:] in (("due",), ("lodge",)) and key not in ("plus", "roll")
        yield Place((*way, key), fields[key]._replace(required=in_a_rule or fields[key].required))
        inner, value = fields[key].fields, table[key]
        if isinstance(value, str):
            continue  # of a kind that may be a text or tables
        if inner and isinstance(value, list):
            for index, item in enumerate(value):
                yield from places_of(item, inner, (*way, key, index))
        elif inner:
            yield from places_of(value, inner, (*way, key))


DOCUMENTS = {name: read(text).document for name, text in RIGHT.items()}
PLACES = [
    (name, place) for name, document in DOCUMENTS.items() for place in places_of(document, FORM)
]
FORM_KEYS = {"file.unknown-key", "file.unknown-key-near", "file.missing-key", "file.choice"}
FORM_KEYS |= {"file.due-none"}  # the schema says which keys a rule needs
SCHEMA = described(json_schema(), Words("zh"))  # as it is printed
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
OTHER_VALUES: list[Any] = [
    True,
    0,
    -1,
    7,
    36501,
    2.5,
    "",
    "words",
    "-",
    [],
    ["words"],
    [""],
    [7],
    {},
    {"words": 1},
    [{}],
]


def changed(name: str, place: Place, *, key: str = "", value: Any = None) -> dict[str, Any]:
    """The document with that key left out, called otherwise, or given another value."""
    found = deepcopy(DOCUMENTS[name])
    table: Any = found
    for step in place.way[:-1]:
        table = table[step]
    old = table.pop(place.way[-1])
    if key or value is not None:
        table[key or place.way[-1]] = old if value is None else value
    return found


def as_read(document: dict[str, Any]) -> dict[str, Any]:
    """The document with its dates as a TOML reader gives them."""

    def day(value: Any) -> Any:
        whole = isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)
        return date.fromisoformat(value) if whole else value

    return {
        key: day(value) if key in ("signed_on", "award_notice_on") else value
        for key, value in document.items()
    }


def form_errors(document: dict[str, Any]) -> list[str]:
    """Where a document's form is wrong."""
    found = problems(as_read(document), CALENDARS)
    return [
        problem.at
        for problem in found
        if problem.key in FORM_KEYS or problem.key.startswith("file.kind.")
    ]


def misspelt(key: str) -> Iterator[str]:
    yield from (f"{key}s", key[:-1], key.upper(), key[0] + key, key.replace("_", "-") + "-")


def test_the_schema_is_one() -> None:
    """What `contract schema` prints is a JSON Schema of 2020-12."""
    for lang in workspace.LANGUAGES:
        Draft202012Validator.check_schema(described(json_schema(), Words(lang)))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_schema_takes_what_is_right(name: str) -> None:
    """An editor that knows the schema has nothing against a right contract."""
    assert [error.message for error in VALIDATOR.iter_errors(DOCUMENTS[name])] == []


# What the schema does not say: reserved ids, blank text, nought, 3.0 (an integer in JSON Schema), hours.
UNSAID = {
    "missing-table",  # when a term may be left out
    "id-calendar",
    "id-store",
    "id-all",
    "text-of-spaces",
    "blank-steers",
    "share-nought",
    "count-decimal",
    "hours-list",
    "hours-backwards",
    "hours-over-midnight",
}


def test_the_schema_refuses_what_is_not_of_the_form() -> None:
    """The schema refuses every case of wrong form, and wrong readings, but for what it cannot or does not say."""
    cases = {
        name: read(bad.text).document
        for name, bad in FORM_CASES.items()
        if not name.startswith("syntax")
    }
    cases |= {
        name: read(AGREEMENT_CASES[name].text).document for name in ("reading", "reading-choice")
    }
    assert {name for name, document in cases.items() if VALIDATOR.is_valid(document)} <= UNSAID


def test_every_key_is_missed_by_name() -> None:
    """Whichever required key is left out, it is missed where it belongs, and nothing else is said."""
    assert len(PLACES) > 500
    for name, place in PLACES:
        if place.field.required:
            found = problems(as_read(changed(name, place)), CALENDARS)
            assert [(p.at, p.key) for p in found] == [(place.path, "file.missing-key")]


@given(st.sampled_from(PLACES))
def test_a_dropped_key_is_missed_by_checker_and_schema_alike(found: tuple[str, Place]) -> None:
    """The schema misses a key exactly where the form requires it."""
    name, place = found
    document = changed(name, place)
    assert VALIDATOR.is_valid(document) == (not place.field.required)


@given(st.sampled_from(PLACES), st.data())
def test_a_misspelt_key_is_refused_by_checker_and_schema_alike(
    found: tuple[str, Place], data: st.DataObject
) -> None:
    """A key called otherwise than the format calls it is refused at its place."""
    name, place = found
    key = data.draw(
        st.sampled_from(
            [key for key in misspelt(str(place.way[-1])) if key and key not in (*FORM, "day")]
        )
    )
    document = changed(name, place, key=key)
    assert place._replace(way=(*place.way[:-1], key)).path in form_errors(document)
    assert not VALIDATOR.is_valid(document)


@examples(200)
@given(st.sampled_from(PLACES), st.sampled_from(OTHER_VALUES))
def test_a_wrong_value_is_refused_by_checker_and_schema_alike(
    found: tuple[str, Place], value: Any
) -> None:
    """A value of another kind is refused at its place; the schema takes it exactly where the form does."""
    name, place = found
    document = changed(name, place, value=value)
    refused = form_errors(document)
    assert all(at.startswith(place.path) for at in refused)
    assert VALIDATOR.is_valid(document) == (not refused)


KINDS_OF_VALUES: dict[str, tuple[list[Any], list[Any]]] = {
    "share-list": ([["25%", "75%"], ["1‰"]], [[], "25%", ["25"], [1], [""], {}]),
    "decimal": (["0", "4382.84", "0.000001"], ["", "1.0000001", "-1", "1,000", 1, [], {}]),
    "points-off": (["2", "0.5", "0.000001", "10"], ["", "0", "0.0", "-1", "1.0000001", 2, [], {}]),
    "texts": ([["user"], ["等院方确认", "access"]], [[], "user", [""], [1], {}]),
    "retain": (["10000.00", "5%", "1‰"], ["", "5", "1.5", 5, [], {}]),
    "points": ([0, 60, 10000], [-1, 10001, 1.5, "60", True, [], {}]),
    "version": ([1], [0, 2, "1", True, [], {}]),
    "id": (["a", "2025-x", "a-1-b"], ["", "A", "a_b", "a b", "-a", "a-", "a--b", "合同", 1]),
    "text": (["x", "第七条"], ["", 1, True, [], {}]),
    "blank": (["", " ", "x"], [1, True, []]),
    "title": (
        ["x", {"zh": "x"}, {"en": "x"}, {"zh": "x", "en": "y"}],
        ["", {}, {"zh": ""}, {"fr": "x"}, {"zh": 1}, 1],
    ),
    "calendar": (["CN", "CN-GX"], ["", "cn", "CN-", "CN-GXX", "CN-gx", "GX", 1]),
    "date": (
        ["2025-03-05", "2024-02-29"],
        ["", "2025-3-5", "20250305", "2025-03-05T00:00:00", "x", 20250305],
    ),
    "money": (
        ["0.00", "870000.00", "0.01"],
        ["870000", "1.0", "1.000", "1,000.00", "-1.00", " 1.00", "", ".00", 1, 1.5],
    ),
    "money-list": ([["1.00"], ["1.00", "2.00"]], [[], ["1"], ["1.00", 2], "1.00", {}]),
    "share": (
        ["70%", "0.5‰", "33.33333333%", "70％", "120%", "5 %"],
        ["70", "%", "-5%", "1,5%", ".5%", "5.%", "", 0.7, 70],
    ),
    "rate": (["3%", "0.5‰"], ["3", "", "‰", "three%", 3]),
    "rate-or-nought": (
        ["3%", "0.5‰", "0%", "0.0‰"],
        ["3", "", "‰", "0", "-0%", "-1%", "three%", 3],
    ),
    "count": ([1, 15, 36500], [0, -1, 36501, 1.5, "1", True, []]),
    "years": ([1, 3, 99], [0, -1, 100, 1.5, "1", True, []]),
    "boolean": ([True, False], [0, 1, "true", []]),
    "key": (["a", "q1-invoice"], ["", "A", "a_b", "a b", 1]),
    "keys": ([["a"], ["a", "b-1"]], [[], [""], ["A"], [1], "a", {}]),
    "after": (
        [
            "signing",
            "award-notice",
            "start-notice",
            "year-start",
            "year-end",
            "receipt",
            "receipt:a-b",
            "payment:a",
        ],
        ["", "payment", "receipt:", "receipt:A", "payment:a b", "signing:a", "acceptance", 1],
    ),
    "span": (
        ["1 day", "10 calendar-days", "1 month", "6 months", "1 year"],
        ["1", "0 days", "1 week", "1m", "1 working-day", "-1 day", "month", "", 1],
    ),
    "duration": (
        ["30m", "8h", "1 working-day", "2 days", "1 month"],
        ["30", "0m", "1 hour", "1 week", "h", "-1h", "1.5h", "", 1],
    ),
    "hours-list": (
        [["08:00-12:00"], ["08:00-12:00", "14:30-17:30"]],
        [[], "08:00-12:00", [""], [1], {}],
    ),
    "choice": (["x"], [1, True]),
    "false": ([False], [True, 0, "", "false"]),
    "dates": ([["2025-11-30", "2026-05-31"]], [[], "2025-11-30", [""], ["2025-13-01"], [1], {}]),
    "day-of-month": ([1, 31], [0, 32, "1", 1.5, True]),
    "first-days": ([1, 15], [0, 16, "1", 1.5, True]),
    "day-of-year": (
        ["06-30", "02-29", "12-31"],
        ["6-30", "13-01", "00-10", "06-00", "06-32", "0630", "06-30-", "", 630, True],
    ),
    "readings": ([{}, {"year-end": "day-before"}], [{"year-end": ""}, {"year-end": 1}, [], "x"]),
}


def as_toml(kind: str, value: Any) -> Any:
    """A right value as a TOML reader gives it; an editor sees a TOML date as text."""
    if kind == "dates":
        return [date.fromisoformat(day) for day in value]
    return date.fromisoformat(value) if kind == "date" else value


def test_every_kind_has_its_values() -> None:
    """There are right and wrong values for every kind of value."""
    assert KINDS_OF_VALUES.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", KINDS_OF_VALUES)
def test_checker_and_schema_agree_on_a_kind_of_value(kind: str) -> None:
    """What the checker takes for such a value the schema takes too, and what it refuses the schema refuses."""
    right, wrong = KINDS_OF_VALUES[kind]
    schema = Draft202012Validator(
        KINDS[kind].schema, format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    for value in right:
        toml = as_toml(kind, value)
        assert (value, KINDS[kind].holds(toml), schema.is_valid(value)) == (value, True, True)
    for value in wrong:
        assert (value, KINDS[kind].holds(value), schema.is_valid(value)) == (value, False, False)


# -- lines -----------------------------------------------------------------------------------------------

SPACES = st.sampled_from(["", " ", "  ", "\t"])
COMMENTS = st.sampled_from(["", "", "  # x = 1", " # [price]", "# [[a.b]] 资源县 \"'", " #"])
FILLERS = st.sampled_from(["", "   ", "# price = 1", "  # [term]", "#[[parties]]", "\t"])
VALUES = st.sampled_from(
    [
        ["1"],
        ['"x"'],
        ['"a = 1 # no comment"'],
        ['"[price]"'],
        ["'[[parties]]'"],
        ["2025-03-05"],
        ["true"],
        ['["a", "b = 2"]'],
        ['{ days = 15, after = "a = b", c = { d = "]" } }'],
        [
            "[",
            '  { value = "x = 1", source = "[y]" },',
            "",
            "  # [z]",
            '  { value = "[[y]]" },',
            "]",
        ],
        ["[", '"[a]",', '  "b = 1"', "]"],
        ["[1,", "2]"],
    ]
)


class Open(NamedTuple):
    """A table that may still be added to: its path, and the tables in it by name (a list of them for a list)."""

    path: str
    tables: dict[str, Any]


class Writer:
    """A TOML text in the making, and the lines its keys are on."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.lines: list[str] = []
        self.places: dict[str, int] = {}

    def fill(self) -> None:
        self.lines += self.draw(st.lists(FILLERS, max_size=2))

    def keys(self, table: Open) -> None:
        for name in self.draw(
            st.lists(
                st.sampled_from(["key", "share_1", "x-2", "3", "due"]), unique=True, max_size=4
            )
        ):
            self.fill()
            first, *rest = self.draw(VALUES)
            path = f"{table.path}.{name}" if table.path else name
            self.places[path] = len(self.lines) + 1
            indent, before, after = self.draw(SPACES), self.draw(SPACES), self.draw(SPACES)
            self.lines += [f"{indent}{name}{before}={after}{first}", *rest]
            self.lines[-1] += self.draw(COMMENTS)

    def section(self, root: Open) -> None:
        """One more table: a new one, or one more of a list, in any table that is the last of its kind."""
        table, names, is_list = root, [], False
        while True:
            name = self.draw(st.sampled_from(["a", "b_1", "c-2"]))
            names.append(name)
            path = f"{table.path}.{name}" if table.path else name
            there = table.tables.get(name)
            if there is None:
                is_list = self.draw(st.booleans())
                made = Open(f"{path}[0]" if is_list else path, {})
                table.tables[name] = [made] if is_list else made
                break
            if isinstance(there, list) and self.draw(st.booleans()):
                is_list, made = True, Open(f"{path}[{len(there)}]", {})
                there.append(made)
                break
            table = there[-1] if isinstance(there, list) else there
        self.fill()
        self.places[made.path] = len(self.lines) + 1
        inside = (
            self.draw(SPACES)
            + self.draw(st.sampled_from([".", " . "])).join(names)
            + self.draw(SPACES)
        )
        heading = f"[[{inside}]]" if is_list else f"[{inside}]"
        self.lines.append(self.draw(SPACES) + heading + self.draw(COMMENTS))
        self.keys(made)


@st.composite
def toml_texts(draw: st.DrawFn) -> tuple[str, dict[str, int]]:
    """A TOML text with the line of every table and of every key in a table, known because it was written so."""
    writer, root = Writer(draw), Open("", {})
    writer.keys(root)
    for _ in range(draw(st.integers(0, 8))):
        writer.section(root)
    return draw(st.sampled_from(["\n", "\r\n"])).join([*writer.lines, ""]), writer.places


def at(document: Any, path: str) -> Any:
    for name, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", path):
        document = document[name] if name else document[int(index)]
    return document


@examples(200)
@given(toml_texts())
def test_every_key_is_found_on_its_line(written: tuple[str, dict[str, int]]) -> None:
    """Whatever stands between them, tables and keys are found on the lines they were written on, and no others."""
    text, places = written
    assert key_lines(text) == places
    document = tomllib.loads(text)
    for path in places:
        at(document, path)


@pytest.mark.parametrize("name", RIGHT)
def test_every_key_of_a_right_file_is_found(name: str) -> None:
    """In the contracts that ship, every key is found on a line that names it; one inside an inline table, on that."""
    text, lines = RIGHT[name], key_lines(RIGHT[name])
    for place in places_of(DOCUMENTS[name], FORM):
        line = line_of(place.path + ("[0]" if place.field.kind == "tables" else ""), lines)
        assert line, place.path
        assert str(place.way[-1]) in text.split("\n")[line - 1] or re.search(
            r"\.(values|returns)\[", place.path
        )


def test_a_key_without_a_line_has_the_line_of_the_table_around_it() -> None:
    """A missing key belongs to its table's heading; one of no table, to no line."""
    lines = key_lines("a = 1\n\n[[b]]\nc = { d = 1 }\n\n[b.e]\n")
    places = {
        "a": 1,
        "b[0]": 3,
        "b[0].c.d": 4,
        "b[0].x": 3,
        "b[0].e.f[2].g": 6,
        "x": None,
        "x.y": None,
        "": None,
    }
    assert {path: line_of(path, lines) for path in places} == places


# -- the command line ------------------------------------------------------------------------------------------


def test_check_answers_yes(run: Run, tmp_path: Path) -> None:
    """Right files: exit 0, no errors, and no store is asked for or made."""
    paths = [tmp_path / f"{name}.toml" for name in RIGHT]
    for path in paths:
        path.write_text(RIGHT[path.stem], encoding="utf-8")
    code, out, err = run("contract", "check", *paths, "--format", "json")
    assert (code, json.loads(out), err) == (0, {"ok": True, "errors": []}, "")
    assert not (tmp_path / "store.db").exists()


@pytest.mark.parametrize("lang", workspace.LANGUAGES)
def test_check_answers_no_in_json(run: Run, tmp_path: Path, lang: str) -> None:
    """Each error is a file, a key, a line, what is wrong with its values, and a sentence in the reader's language."""
    path = tmp_path / "bad.toml"
    path.write_text(MANY_CASES["five-that-disagree"].text, encoding="utf-8")
    code, out, err = run("contract", "check", path, "--format", "json", "--lang", lang)
    data, found = json.loads(out), read(path.read_bytes()).errors
    assert (code, err) == (1, "")
    assert data == {
        "ok": False,
        "errors": [
            {
                "file": str(path),
                "key": error.problem.at,
                "line": error.line,
                "error": error.problem.key.removeprefix("file."),
                "values": error.problem.values,
                "message": Words(lang)(error.problem.key, **error.problem.values),
            }
            for error in found
        ],
    }
    assert len(data["errors"]) == 5


def test_check_answers_no_for_people(run: Run, tmp_path: Path) -> None:
    """One line an error: file, line, key, what is wrong and what to do; every file is checked."""
    bad, right = tmp_path / "bad.toml", tmp_path / "right.toml"
    bad.write_text(CASES["share"].text, encoding="utf-8")
    right.write_text(SEED, encoding="utf-8")
    [error] = expected(CASES["share"])
    code, out, err = run("contract", "check", bad, right, BAD / "syntax.toml")
    first, second = out.splitlines()
    assert (code, err) == (1, "")
    assert first.startswith(f"{bad}:{error.line} instalments[0].share: ")
    assert second.startswith(
        f"{BAD / 'syntax.toml'}:{marked((BAD / 'syntax.toml').read_bytes())[0].line}: "
    )


def test_check_of_no_file_is_a_wrong_command(run: Run, tmp_path: Path) -> None:
    """A file that is not there is no answer: exit 2."""
    code, out, err = run("contract", "check", tmp_path / "none.toml")
    assert (code, out) == (2, "")
    assert "none.toml" in err


@pytest.mark.parametrize("name", CASES)
def test_what_check_refuses_makes_no_store(run: Run, tmp_path: Path, name: str) -> None:
    """A bad file is refused by check with exit 1, by init with exit 2, and no store is made, nor a part of one."""
    path = tmp_path / "bad.toml"
    path.write_text(CASES[name].text, encoding="utf-8")
    assert run("contract", "check", path)[0] == 1
    code, out, err = run("init", path)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == len(expected(CASES[name])) + 1
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_check_refuses_is_not_imported(
    run: Run, demo_store: Path, tmp_path: Path, path: Path
) -> None:
    """A bad file is refused by import with exit 2, a right one beside it too, and nothing is recorded."""
    right = tmp_path / "right.toml"
    right.write_text(SHORT.replace("2026-01-26", "2025-01-24"), encoding="utf-8")
    before = demo_store.read_bytes()
    for files in ([path], [right, path], [path, right]):
        code, out, err = run("contract", "import", *files)
        assert (code, out) == (2, "")
        assert len(err.splitlines()) == len(marked(path.read_bytes())) + 1
        assert demo_store.read_bytes() == before
    assert run("contract", "import", right)[0] == 0
    assert demo_store.read_bytes() != before


def test_what_check_refuses_does_not_correct(run: Run, demo_store: Path, tmp_path: Path) -> None:
    """Terms are not put right by a file with errors."""
    path = tmp_path / "bad.toml"
    path.write_text(CASES["shares"].text, encoding="utf-8")
    before = demo_store.read_bytes()
    code, out, _ = run("contract", "correct", path, "--reason", "typed wrongly")
    assert (code, out) == (2, "")
    assert demo_store.read_bytes() == before


def test_the_calendars_that_ship_are_those_a_contract_may_name() -> None:
    """The tests above know the calendars that ship."""
    assert sorted(shipped_calendars()) == sorted(CALENDARS)


def test_the_schema_is_printed(run: Run) -> None:
    """`contract schema` prints the schema in the reader's language, in every format alike."""
    for form, lang in (("json", "zh"), ("plain", "zh"), ("json", "en")):
        code, out, _ = run("contract", "schema", "--format", form, "--lang", lang)
        assert (code, json.loads(out)) == (0, described(json_schema(), Words(lang)))


# -- amounts -----------------------------------------------------------------------------------------------


def amounts(text: str) -> dict[str, str]:
    return {
        instalment.id: yuan(instalment.amount_fen)
        for instalment in terms_from(read(text).document).instalments
    }


def test_the_amounts_of_the_example_by_hand() -> None:
    """1,280,000: 65 % once in the contract is 832,000; of 448,000 left, 252,000 and 196,000, a quarter each."""
    assert amounts(EXAMPLE) == {
        "prepayment": "384000.00",
        "design": "192000.00",
        "acceptance": "192000.00",
        "retention": "64000.00",
        **{f"Y1-q{quarter}": "63000.00" for quarter in range(1, 5)},
        **{f"Y2-q{quarter}": "49000.00" for quarter in range(1, 5)},
    }


def test_the_amounts_of_the_first_contract_by_hand() -> None:
    """870,000 over three years: 70 % of 290,000 is 203,000, and 87,000 is left, every year."""
    advance, balance = (
        {f"Y{year}-advance": "203000.00" for year in (1, 2, 3)},
        {f"Y{year}-balance": "87000.00" for year in (1, 2, 3)},
    )
    assert amounts(SEED) == advance | balance


def test_a_contract_without_years_needs_no_yearly_price() -> None:
    """Where everything is paid once in the contract, the shares divide the total; the last takes the odd fen."""
    head, heading, tail = SHORT.partition("[[instalments]]")
    head = head.replace('per_year = "50.00"\n', "").replace('"100.00"', '"100.01"')
    for number, share in enumerate(("33.33%", "33.33%", "33.34%"), 1):
        once = f'"{share}"\nscope = "contract"'
        head += heading + tail.replace('"fee"', f'"fee-{number}"').replace('"100%"', once) + "\n"
    assert errors(read(head)) == []
    assert amounts(head) == {"fee-1": "33.33", "fee-2": "33.33", "fee-3": "33.35"}


# -- nothing of a contract is in code ------------------------------------------------------------------------------


@cache
def constants(tree: Path) -> list[tuple[str, Any]]:
    """Every text and number that the source itself uses, comments and docstrings aside."""
    found = []
    for path in sorted(tree.rglob("*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        nodes = list(ast.walk(module))
        said = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        where = path.relative_to(tree).as_posix()
        found += [
            (where, node.value)
            for node in nodes
            if isinstance(node, ast.Constant) and id(node) not in said
        ]
    return found


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts_of(item)
    elif isinstance(value, str):
        yield value


def of_its_own(name: str) -> set[str]:
    """What only that contract says: its names, numbers and accounts, whole and in telling parts."""
    document = DOCUMENTS[name]
    found = {document["id"], document["project_number"], *document["title"].values()}
    for party in document["parties"]:
        found |= {
            party["name"],
            *(account[key] for account in party.get("accounts", ()) for key in ("bank", "number")),
        }
    for table in document["findings"]:
        found |= {value["value"] for value in table["values"]}
    return {text for text in found if len(text) > 3} | {
        "zyfy",
        "资源县",
        "妇幼",
        "中联",
        "柳州",
        "Ziyuan",
    }


def test_nothing_of_a_contract_is_in_code() -> None:
    """No text in the source names a contract, but for the demo's file and the examples that people are shown."""
    own = of_its_own("seed") | of_its_own("example")
    hits = {
        (where, text)
        for where, text in constants(PACKAGE)
        if isinstance(text, str)
        for one in own
        if one in text
    }
    assert ("commands/init.py", DEMO) in hits
    for where, text in hits - {("commands/init.py", DEMO)}:
        assert where.startswith("i18n/words/"), text
        for example in (DOCUMENTS["seed"]["id"], "870000.00"):
            text = text.replace(example, "")
        assert [one for one in own if one in text] == []


def test_no_sum_of_a_contract_is_in_code() -> None:
    """No number in the source is a sum of the contracts that ship, in yuan or in fen; only examples in texts are."""
    documents = [DOCUMENTS["seed"], DOCUMENTS["example"]]
    sums = {
        instalment.amount_fen
        for document in documents
        for instalment in terms_from(document).instalments
    }
    sums |= {terms_from(document).total_fen for document in documents}
    numbers = sums | {amount // 100 for amount in sums}
    assert [
        (where, value)
        for where, value in constants(PACKAGE)
        if type(value) is int and value in numbers
    ] == []
    named = {str(amount // 100) for amount in sums} | {f"{amount // 100:,}" for amount in sums}
    hits = {
        where
        for where, text in constants(PACKAGE)
        if isinstance(text, str)
        for one in named
        if one in text
    }
    assert all(where.startswith("i18n/words/") for where in hits)


SEED_FILE = Path(__file__).parents[1] / "data" / "contracts" / "zyfy-his-2025.toml"


def test_what_a_file_leaves_unsaid_is_no_error(run: Run, tmp_path: Path) -> None:
    """A rule with a rate that says nothing of losses is reminded of, with its line; the answer stays yes."""
    path = tmp_path / "older.toml"
    text = SEED_FILE.read_text(encoding="utf-8")
    path.write_text(text.replace('loss = "beside"\n', ""), encoding="utf-8")
    code, out, _ = run("contract", "check", path)
    assert code == 0
    rules = re.findall(
        rf"{re.escape(str(path))}:\d+ damages\[\d\]\.loss: note: .*?rule ([a-z-]+):", out
    )
    assert rules == ["quality", "late-acceptance", "other-breach"]
    _, out, _ = run("contract", "check", SEED_FILE)
    assert "note" not in out


@pytest.mark.parametrize(
    ("rule", "key"),
    [
        ('day = 15, month = "next", after = "year-end"', "file.needs-by-month"),
        ('working_day = 5, month = "next", after = "year-end"', "file.needs-by-month"),
        ('date = "06-30", after = "year-start"', "file.needs-by-day"),
        ("on = [2026-03-31, 2027-03-31]", "file.needs-by-day"),
    ],
)
def test_papers_beside_a_fixed_day_are_explained_both_ways(rule: str, key: str) -> None:
    """With `needs` nothing is due before the paper; with `evidence` the day stays: `check` says both."""
    needs = """[[deliverables]]
key = "note"
title = "验收单"
every = "service-year"
article = "第三条"

[[instalments]]"""
    text = SHORT.replace(TEN_DAYS, rule).replace("[[instalments]]", needs)
    text = text.replace("due = {", 'needs = ["note"]\ndue = {')
    [reminder] = [r for r in read(text).reminders if r.problem.at.startswith("instalments")]
    assert (reminder.problem.at, reminder.problem.key) == ("instalments[0].needs", key)
    for lang in workspace.LANGUAGES:
        told = Words(lang)(key, **reminder.problem.values)
        assert "evidence" in told
        assert "fee" in told
    assert read(text.replace('needs = ["note"]\n', "")).reminders == ()


def test_too_few_years_of_the_price_are_told_beside_sums_in_yuan() -> None:
    """Sums of a price that is wrong itself are not made: the years are what is told."""
    path = workspace.shipped("contracts") / "example-milestones.toml"
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    document["term"]["years"] = 3
    quarters = document["instalments"][-4:]
    whole, beside = quarters[0] | {"share": "100%"}, quarters[1] | {"amount": "12000.00"}
    del beside["share"]
    document["instalments"][-4:] = [whole, beside]
    told = {each.at for each in problems(document, ["CN"])}
    assert told == {"price.years"}
