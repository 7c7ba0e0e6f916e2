"""The catalogues: each key in both languages and in its place, used with its values; plurals."""

import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple
from unicodedata import east_asian_width

import pytest

import svcctl
from asked_words import FAMILIES as ASKED_FAMILIES
from asked_words import MADE as MADE_OF_QUESTIONS
from service_words import FAMILIES as SERVICE_FAMILIES
from service_words import MADE as MADE_OF_SERVICE
from svcctl import workspace
from svcctl.almanac.adopt import shipped_facts
from svcctl.answers import due_table, office_notes, plan, reminding
from svcctl.answers.checklist import PAPER_KINDS
from svcctl.answers.clauses import HANDLED
from svcctl.answers.clauses_told import TELLERS
from svcctl.answers.damages_steps import _sentence
from svcctl.answers.doctor import STATES
from svcctl.answers.facts import DETAILS
from svcctl.answers.hand_over import SUBJECTS as SUBJECTS_HANDED_OVER
from svcctl.answers.wish import GROUPS, SORTS
from svcctl.billing import life
from svcctl.billing.changes import DAMAGES_WHAT, WHAT
from svcctl.billing.deadlines import MONTHS, ROLLS
from svcctl.billing.service import CLOCKS
from svcctl.billing.steps import Step
from svcctl.billing.terms import READING_CHOICES
from svcctl.billing.working_days import Calendar
from svcctl.billing.years import calendar_from
from svcctl.casebook.kinds import KINDS as FACT_KINDS
from svcctl.casebook.kinds import NAMES
from svcctl.cli import NOUNS, verb, verbs
from svcctl.contracts.coverage import _KINDS
from svcctl.contracts.described import FAMILIES as KEY_FAMILIES
from svcctl.contracts.form import ABOUT, BASES, FORM, UNITS, Field
from svcctl.contracts.kinds import AFTER, KINDS, OF_KEYS
from svcctl.contracts.read import TOML_SAYS
from svcctl.desk.choosing import wish_from
from svcctl.desk.desk_import import WHY_NOT
from svcctl.desk.helping import CAPITALS
from svcctl.desk.naming import KINDS as NAMED
from svcctl.i18n import LANGUAGES, SUBJECTS, TROUBLES, WEEKDAYS, Number, Words, family, subject
from svcctl.intake.helpdesk import WHY
from svcctl.papers import damages_letter, letter_fills, letter_request
from svcctl.papers.cash_picture import KINDS as KINDS_OF_MONEY
from svcctl.papers.contract_form import GUIDE
from svcctl.papers.exhibits import TABLES
from svcctl.papers.letter_fields import FIELDS as LETTER_FIELDS
from svcctl.papers.letter_fields import Named, fields_of
from svcctl.store.walking import NOT_HANDED_IN

PACKAGE = Path(svcctl.__file__).parent
CATALOGUES = PACKAGE / "i18n" / "words"
PAIRS = {key: pair for name in SUBJECTS for key, pair in subject(name).items()}
ZH, EN = ({key: pair[side] for key, pair in PAIRS.items()} for side in range(2))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


# -- what the source asks the catalogues for ---------------------------------------------------------------


class Use(NamedTuple):
    """A key, or the pattern of a family of keys, where the source asks for it; the values given, where they show."""

    where: str
    key: str
    given: frozenset[str] | None


@cache
def modules() -> list[tuple[str, ast.Module]]:
    paths = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != CATALOGUES)
    return [
        (path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in paths
    ]


def speaks(function: ast.expr) -> bool:
    """Whether a call is one to Words: words(...), desk.words(...), _words(args)(...), self(...) in Words itself."""
    if isinstance(function, ast.Call):
        return speaks(function.func)
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in ("words", "_words", "self")


def texts(node: ast.expr | None, assigned: dict[str, list[ast.expr]]) -> Iterator[str]:
    """The strings an expression can be, "{}" where a part of them is worked out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(
            part.value if isinstance(part, ast.Constant) else "{}" for part in node.values
        )
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body, assigned)
        yield from texts(node.orelse, assigned)
    elif isinstance(node, ast.Name):
        for value in assigned.get(node.id, ()):
            yield from texts(value, {})


OPTIONS = {"text", "day", "money", "number", "flag", "argument"}  # of desk/options.py


def bare(name: ast.expr) -> ast.expr:
    """The name of an option without its dashes."""
    assert isinstance(name, ast.Constant)
    return ast.Constant(str(name.value).removeprefix("--"))


def asked(call: ast.Call) -> tuple[str, ast.expr | None]:
    """What stands before the key in the catalogue, and the expression of the key, in a call that asks for one."""
    name = getattr(call.func, "id", "")
    key = call.args[0] if call.args else None
    if name == "Refusal":
        return "refusal.", key
    if name == "Problem":
        return "", call.args[1]
    if name in ("Column", "Coined") or speaks(call.func):
        return "", key
    if name in OPTIONS:
        return ("", call.args[1]) if len(call.args) > 1 else ("opt.", bare(call.args[0]))
    return "", next((keyword.value for keyword in call.keywords if keyword.arg == "help"), None)


def given(call: ast.Call) -> frozenset[str] | None:
    """The names of the values a call hands over; None where they cannot be seen."""
    name = getattr(call.func, "id", "")
    if name in ("Problem", "Coined"):
        handed = call.args[2 if name == "Problem" else 1 :]
        if handed and not isinstance(handed[0], ast.Dict):
            return None
        keys = handed[0].keys if handed and isinstance(handed[0], ast.Dict) else []
        return frozenset(ast.literal_eval(key) for key in keys if key)
    if name != "Refusal" and not speaks(call.func):
        return frozenset()
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(name for name in names if name)


@cache
def uses() -> list[Use]:
    found = []
    for where, tree in modules():
        for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)] + [
            tree
        ]:
            assigned: dict[str, list[ast.expr]] = {}
            for node in ast.walk(function):
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                    assigned.setdefault(node.targets[0].id, []).append(node.value)
            for call in [node for node in ast.walk(function) if isinstance(node, ast.Call)]:
                before, key = asked(call)
                here = f"{where}:{call.lineno}"
                if function is not tree or not isinstance(key, ast.Name):
                    found += [
                        Use(here, before + text, given(call)) for text in texts(key, assigned)
                    ]
    return sorted({*found, *pages()}, key=str)


def pages() -> Iterator[Use]:
    """What the templates of pages ask for: words("key"), or words("family." ~ something)."""
    for path in sorted(workspace.shipped("pages").glob("*.html")):
        for key, open_end in re.findall(r'words\("([^"]+)"( ~)?', path.read_text(encoding="utf-8")):
            yield Use(path.name, key + ("{}" if open_end else ""), None)


def constants() -> set[str]:
    nodes = [node for _, tree in modules() for node in ast.walk(tree)]
    return {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def first_arguments(function: str, index: int, where: str = "") -> set[str]:
    trees = [tree for name, tree in modules() if name.endswith(where)]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [call for call in calls if getattr(call.func, "id", "") == function]
    return {text for call in named for text in texts(call.args[index], {})}


# -- families: keys put together while the program runs, and every value they are put together from -----------


@cache
def calendars() -> list[Calendar]:
    payloads = list(shipped_facts(workspace.shipped("calendars")))
    return [
        calendar_from(payloads, name) for name in dict.fromkeys(fact.calendar for fact in payloads)
    ]


def festivals() -> set[str]:
    """The name of every day off of every year that ships."""
    return {
        calendar.festival(day)
        for calendar in calendars()
        for year in calendar.sources
        for day in calendar.year(year)[0]
    }


STATUSES = {*due_table.ORDER, "paid", "paid-late", "cancelled"}
EXPLAINED = """
    article amount-year amount-contract reading year received missing not-running event event-ahead event-unknown plus
    start start-estimated count skipped skipped-run worked worked-run moved deadline deadline-estimated basis-official
    basis-provisional basis-provisional-fixed payment arrived refund agreed offset
    demand demand-unproven limitation-deadline limitation-demand limitation-payment was-submit was-receive was-return conceded served not-triggered talks disputed verdict-disputed
    amended amended-kept amended-increase amount-part amount-part-contract
    period sum-share sum-shares sum-amount sum-up-to sum-fee no-estimate collects payee kept served-period
    settled-amount settled-coefficient settled-score settled-quantities settled-list settled-deduction
    settled-less settled-less-all settled-reduced settled-added no-longer-paid deadline-before rest over on-its-way moved-back-held sum-up-to-anew kept-date
    rule-day rule-working_day rule-date rule-on rule-agreed rule-agreed-estimated
    put-off-papers put-off-year put-off-signing put-off-amendment put-off-lodging moved-forward moved-back by-law
    verdict-open verdict-waiting-papers verdict-waiting-papers-unsettled lowered plus-first-day verdict-open-unsettled verdict-disputed-unsettled verdict-due-unsettled verdict-waiting-unsettled
    verdict-projected-unsettled bounced astray agreed-unproven
"""
RETURNING = """
    lodge-share lodge-amount lodged extended claimed returned share share-ahead rest ended-early
    after-lodging return-by return-by-estimated lodging-by lodging-by-estimated return-projected
    return-waiting return-due return-open-ended return-overdue return-paid return-paid-late
    return-cancelled lodging-open lodging-overdue lodging-done lodging-done-late left left-letter
"""
OUTWARD_FACTS = {  # the kinds that letters to the other side may name
    NAMES[form]
    for form in {*letter_fills.OF_A_DEBT, *damages_letter.OF_A_CLAIM, *letter_request.BEHIND}
}
UNCLEAR = {"differs", "near", "returned", "open", "unfit", "misnamed", "damaged", "alike"}


def metavars() -> set[str]:
    """What stands in capitals for the values of arguments and options, but for names as they are typed."""
    texts = [
        str(parameter.metavar or parameter.name.upper())
        for noun in NOUNS
        for name in verbs(noun)
        for parameter in verb(noun, name, Words("en")).params
        if not getattr(parameter, "is_flag", False)
    ]
    return {found.lower() for text in texts for found in CAPITALS.findall(text)} - {"cn"}


def terms(fields: Mapping[str, Field] = FORM, at: str = "") -> Iterator[str]:
    """Every term of a contract file by its path from the table in a list that holds it."""
    for name, field in fields.items():
        path = f"{at}.{name}".removeprefix(".")
        yield from [path, *(f"{path}.{lang}" for lang in LANGUAGES if field.kind == "title")]
        if field.fields:
            yield from terms(field.fields, "" if "tables" in field.kind else path)


MADE = MADE_OF_SERVICE | MADE_OF_QUESTIONS
FAMILIES: dict[str, set[str]] = (SERVICE_FAMILIES | ASKED_FAMILIES) | {
    "about.{}": set(ABOUT),
    "basis.{}-short": {"official", "provisional"},
    "books.{}": {"same", "differs", "only-here", "only-there"},
    "broken.{}": first_arguments("Broken", 1)
    | {"nonsense", "spelling"}  # doubts, on a server
    | {"link", "hash", "time", "payload-missing", "payload"},
    "change.{}": {*WHAT, *DAMAGES_WHAT},
    "clock.{}": set(CLOCKS),
    "count.{}": {"minute", "hour", *UNITS},
    "document.{}": {"missing", "ahead", "submitted", "received", "returned"},
    "ahead.{}": {"reports", "papers"},
    "doubt.{}": first_arguments("Doubt", 1) | set(NOT_HANDED_IN),
    "duty.{}": {"open", "overdue", "done", "done-late"},
    "event.{}": {*AFTER, "amendment", "named"},
    "event.{}-of": set(OF_KEYS),
    "guarantee.status.{}": set(STATUSES),
    "guarantee.form.{}": {"letter", "both"},
    "refusal.guarantee.{}-more": {"return", "claim"},
    "change.guarantee.{}": {"amount", "due_on", "status", "outstanding", "days_late"},
    "event.later.{}": set(READING_CHOICES["later-years"]),
    "explain.{}": {*EXPLAINED.split(), *(f"verdict-{status}" for status in STATUSES)},
    "fact.{}": set(DETAILS),
    "festival.{}": festivals(),
    "file.kind.{}": set(KINDS),
    "kind.{}": set(FACT_KINDS),
    "month.{}": {str(month) for month in range(1, 13)},
    "party.{}": {"purchaser", "supplier", "both", "breaching-party", "auditor"},
    "metavar.{}": metavars(),
    "profile.ask-{}": {"sign", "side"},
    "flaw.{}": {*WHY, *WHY_NOT},
    "refusal.desk-map.{}": {
        "key",
        "missing",
        "text",
        "table",
        "source",
        "side",
        "zone",
        "dates",
        "column",
        "length",
        "values",
    },
    "refusal.profile.{}": {"key", "text", "out", "yes-or-no", "column", "columns"},
    "promise.{}": {"level", "engineers", "turn", "standing", "service", "system"},
    "reading.{}": set(READING_CHOICES),
    "reading.{}.{}": {
        f"{reading}.{choice}" for reading, choices in READING_CHOICES.items() for choice in choices
    },
    "law.{}": {
        "within",
        "beyond",
        "open",
        "passed",
        "advance",
        "not-delivered",
        "papers-missing",
        "no-text",
        "large",
        "size-unknown",
    },
    "label.{}": {"H", "Q", "M"},
    "label.calendar-{}": {"Y", "H", "Q", "M"},
    "law.of-{}": {"service", "papers"},
    "law.silent-{}": {"size-unknown", "large"},
    "size.{}": {"micro", "small", "medium"},
    "within.{}": {"call", "fault"},
    "talks.{}": {"open", "fail", "settle", "none"},
    "kind.negotiation-{}": {"opened", "failed", "settled"},
    "letter.{}": {
        *("title-damages", "title-reminder", "title-negotiation"),
        *("title-asking", "title-transmit", "title-ask-receipt", "title-accounts"),
        *("title-account", "title-reconciliation", "title-working-paper"),
    },
    "letter.basis-{}": {"open", "file"},
    "letter.behind-{}": {"contract_title", "purpose", "invoices", "papers"},
    "letter.why-{}": {"late-purchaser", "late-supplier", "moved"},
    "refusal.letter.of-{}": {"purchaser", "supplier"},
    "letter.owed-by-{}": {"purchaser", "supplier"},
    "letter.kind-{}": {"rate", "loss", "appraisal"},
    "damages.of-{}": {"loss", "appraisal"},
    "name.half-{}": {"1", "2"},
    "name.{}": {*NAMED, "period", "item", "contract"},
    "letter.called-{}": {"damages", "compensation", "both"},
    "field.{}": {
        Named(each, name).meaning
        for each in LETTER_FIELDS
        for name in fields_of(each)
        if not name.startswith("subjects.rows.")  # columns say what these are
    },
    "letter.fact-{}": OUTWARD_FACTS,
    "evidence.kind-{}": set(PAPER_KINDS),
    "letter.damages-{}": {"none", "used-up", "contingent", "owed"},
    "pack.{}": first_arguments("Flaw", 1),
    "days.{}": {
        "calendar",
        "date",
        "weekday",
        "worked",
        "festival",
        "basis",
        "contract",
        "instalment",
        "start",
        "days",
        "on",
        "spreadsheet",
        "between",
        "same",
    },
    "invoice.{}": {
        *("not-checked", "genuine", "failed"),
        "special",
        "ordinary",
        "valid",
        "cancelled",
        "part-cancelled",
        "red",
    },
    "listed.{}": {"recorded", "new", "refund", "elsewhere", "unknown", *UNCLEAR},
    "listed.why-{}": UNCLEAR,
    "listed.how-{}": UNCLEAR,
    "page.cash-{}": set(KINDS_OF_MONEY),
    "page.cap-{}": {"contract", "breach"},
    "period.{}": {"year", "month", "Q1", "Q2", "Q3", "Q4"},
    "by.{}": {"month", "quarter", "year"},
    "coverage.{}": {"price", "term", *_KINDS, "services", "force_majeure", "appraisal"},
    "doctor.{}": first_arguments("Examined", 0)
    - {"store.elsewhere", "store.closed"},  # what was refused says so itself
    "doctor.of-{}": {told.partition(".")[0] for told in first_arguments("Examined", 0)},
    "doctor.is-{}": set(STATES),
    "advice.{}": {key.removeprefix("advice.") for key in subject("doctor") if "advice." in key},
    "clauses.handled-{}": set(HANDLED),
    "clauses.kind-{}": {"head", *TELLERS, "services", "systems", "assessments", "office"} - {""}
    | {"working_hours"},
    "clauses.no-article-{}": {"first", "last"},
    "clauses.term-{}": {"start-notice", "signing"},
    "clauses.owes-{}": {"purchaser", "supplier", "breaching-party"},
    "clauses.for-{}": {"late-payment", "recorded-breach"},
    "clauses.rule-of-{}": {"purchaser", "supplier", "breaching-party"},
    "clauses.rule-{}": {
        key.removeprefix("clauses.rule-")
        for key in subject("clauses")
        if key.startswith("clauses.rule-") and not key.startswith("clauses.rule-of-")
    },
    "clauses.finding-{}": {"stop", "warn", "note"},
    "clauses.force-majeure-{}": {"supplier", "both"},
    "clauses.appraisal-{}": {"in_order", "not_in_order"},
    "year.{}": set(WEEKDAYS),
    "ics.{}": {"off", "worked", "paid", "done", "cancelled", "returned", "kept", "letter-gone"},
    "ics.back-{}": {"cash", "letter", "both"},
    "export.{}": set(TABLES),
    "xlsx.{}": {"made", "collated", "checked", "approved", "date", "giver", "taker", "witness"},
    "close.{}": first_arguments("Open", 0),
    "breach.{}": {"running", "accepted", "ended", "contested", "unfounded", "replaced"},
    "proposal.{}": {
        *("contested", "excused", "basis_changed", "accepted", "rejected", "leave", "engineers")
    },
    "proposal.state-{}": {"met", "missed", "running", "stopped", "not-needed"},
    "readings.moved-{}": {"due-at", "state"},
    "score.state-{}": {"done", "missed", "not_recorded", "open", "not_needed"},
    "damages.{}": {"contingent", "owed", "waived", "settled"},
    "damages.base-{}": {*BASES, "period-fee"},
    "damages.terminate-{}": {"days", "cap", "occurrences"},
    "damages.step-right-{}": {"days", "cap", "occurrences"},
    "owed.{}": {"damages", "loss", "fee"},
    "damages.capped-{}": {"contract", "breach"},
    "damages.part-{}": {"whole", "started", "pro-rata"},
    "damages.step-{}": first_arguments("Step", 0, "damages/workings.py")
    - {"base", "part", "cap", "right"}
    | {"loss", "loss-alone", "loss-beyond", "appraisal", "waive", "settle", "offset"}
    | {"verdict-beyond", "cap-contract", "cap-breach", "cap-sum-contract", "cap-sum-breach"},
    "warning.{}": first_arguments("Caution", 0),
    # test_contract_reference holds them to the form
    "{}.{}": {
        key
        for key in PAIRS
        if family(key) in (*KEY_FAMILIES, "key-value", "form-key", "form-value", "form-name")
    },
    # test_contract_form holds them to the form
    "form.{}": {"required", "optional"},
    "form.mark.{}": {"example", "told"},
    "form.guide.{}": {str(line) for line in range(1, GUIDE + 1)},
    "form-hint.{}": set(KINDS) - {"readings"},
    "key-kind.{}": {*KINDS, "table", "tables", "text-or-tables"},
    "reading.from.{}": {"file", "terms", "default"},
    "file.toml-{}": set(TOML_SAYS.values()),
    "severity.{}": {"stop", "warn", "note"},
    "show.{}": {
        "price",
        "ceiling",
        "no-total",
        "project_number",
        "number",
        "plan_number",
        "purchaser",
        "supplier",
    }
    | {"department", "fund_source", "budget_item", "budget_project"},
    "obligation.{}": {*"YHQM", *(f"calendar-{letter}" for letter in "YHQM")},
    "guarantee.in.{}": {"cash", "letter", "both"},
    "guarantee.step.{}": {*RETURNING.split()},
    "schedule.{}": {"added", "reduced", "offset"},
    "note.net-{}": {"added", "reduced", "offset", "paid"},
    "note.running-{}": {"forward", "back"},
    "show.term-{}": {"years", "months", "dates"},
    "show.renewal-{}": {"years", "months", "to"},
    "show.every-{}": {"month", "quarter", "half-year"},
    "show.how-{}": {"shares", "amount", "amounts", "up_to", "collects", "settled"},
    "show.payer-{}": {"purchaser", "supplier", "breaching-party"},
    "show.rule-{}": {"whole", "started", "pro-rata"},
    "show.base-{}": {*BASES, "period-fee"},
    "show.cap-{}": {"contract", "breach"},
    "show.loss-{}": {"beside", "included"},
    "status.{}": STATUSES,
    "status.waiting-{}": {"reports", "papers"},
    "term.{}": {each for each in terms() if f"term.{each}" in ZH},  # others show their path
    "term.unit.{}": set(UNITS),
    "time.waiting-{}": {"reports", "papers"},
    "todo.{}": set(office_notes.PRESSING),
    "remind.{}": set(reminding.KINDS),
    "remind.told-{}": {"astray", "unproven"},
    "picked.{}": {*SORTS, *GROUPS, *inspect.signature(wish_from).parameters}
    - {"since", "until", "group_by", "offers"}
    | {"from", "to", "group-by"},
    **{f"picked.{each}-{{}}": {"instalment", "row"} for each in ("found", "limited", "undated")},
    "contract.{}": set(life.STATES),
    "contract.next-{}": set(life.KINDS),
    "hand-over.{}": {"overview", "contracts", *(e.key for e in SUBJECTS_HANDED_OVER)},
    "hand-over.account-{}": {"settled", "paid", "open", "documents"},
    "column.{}": {*GROUPS, *plan.MONTHS, *plan.QUARTERS},
    "trouble.{}": set(TROUBLES),
    "note.waiting{}": {"", "-year", "-period"},
    "note.waiting{}-too": {"", "-year", "-period"},
    "when.{}": {"within", "within-first", "by", "first-such", "listed", "open"},
    "when.{}.{}": {f"{place}.{month}" for place in ("day", "last") for month in MONTHS},
    "when.first.{}": set(MONTHS),
    "when.roll.{}": set(ROLLS),
    "when.late-paper.{}": {"days", "month", "own-day", "open"},
    "total.{}": {
        "payable",
        "overdue",
        "disputed",
        "waiting-reports",
        "waiting-papers",
        "coming",
        "all",
    },
    "weekday.{}": set(WEEKDAYS),
    "why.{}": {"weekend", "holiday", "made-up"},
}
KEYS_OF_REFUSALS = "refusal.{}"  # what is raised names its key itself


def members(pattern: str) -> set[str]:
    head, _, tail = pattern.partition("{}")
    tail = tail.removeprefix(".{}")
    return {f"{head}{value}{tail}" for value in FAMILIES[pattern]}


# -- the facts ---------------------------------------------------------------------------------------------


def test_every_key_is_said_in_both_languages() -> None:
    """Each key has two texts, the Chinese and the English one, and neither is empty."""
    assert LANGUAGES == workspace.LANGUAGES == ("zh", "en")
    assert len(PAIRS) > 1400
    assert [
        key
        for key, pair in PAIRS.items()
        if not (
            isinstance(pair, tuple) and len(pair) == len(LANGUAGES) and all(map(str.strip, pair))
        )
    ] == []


def test_a_command_to_copy_has_its_places_in_the_language() -> None:
    """What is to be filled in stands in Chinese where the sentence is Chinese: --reason 原因."""
    commands = {key: re.findall(r"svcctl [^，。；：）]*", text) for key, text in ZH.items()}
    assert sum(map(len, commands.values())) > 50
    dots = {key for key, found in commands.items() if any("..." in each for each in found)}
    bare = {k for k, found in commands.items() if any(re.search(r"--reason(?! \S)", each) for each in found)}  # fmt: skip
    assert (dots, bare) == (set(), set())


@cache
def keys_written(path: Path) -> list[str]:
    """The keys of one catalogue as they stand in its source, one that stands twice included."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    [table] = [node for node in tree.body if isinstance(node, ast.Assign)]
    assert isinstance(table.value, ast.Dict)
    return [ast.literal_eval(key) for key in table.value.keys if key]


def test_every_key_stands_once_where_its_family_says() -> None:
    """Each catalogue is in the table of subjects, with keys of its families alone, each once."""
    named = [name for families in SUBJECTS.values() for name in families.split()]
    assert len(named) == len(set(named))
    written = {path.stem: keys_written(path) for path in CATALOGUES.glob("[a-z]*.py")}
    assert written.keys() == SUBJECTS.keys()
    for name, keys in written.items():
        assert len(keys) == len(set(keys)), name
        assert {family(key.partition("@")[0]) for key in keys} == set(SUBJECTS[name].split()), name


def test_both_languages_take_the_same_values() -> None:
    """A sentence takes the same values in both languages; a day without its year is written in its own way."""
    differ = {
        key for key in ZH.keys() & EN.keys() if placeholders(ZH[key]) != placeholders(EN[key])
    }
    assert differ <= {"month-day", "ask.to.money"}  # a sum in capitals is for Chinese readers


def test_words_for_a_role_stand_beside_the_usual_ones() -> None:
    """A sentence for one role follows its usual form, differs, and takes no value of its own."""
    for path in CATALOGUES.glob("[a-z]*.py"):
        before = ""
        for key in keys_written(path):
            usual, mark, role = key.partition("@")
            if mark:
                assert role in workspace.ROLES, key
                assert before.partition("@")[0] == usual, key
                assert PAIRS[key] != PAIRS[usual], key
                for own, its in zip(PAIRS[key], PAIRS[usual], strict=True):
                    assert placeholders(own) <= placeholders(its), key
            before = key


def test_chinese_lines_up_on_every_terminal() -> None:
    """No character whose width a terminal may choose (East Asian width A), such as curly quotes and long dashes."""
    ambiguous = {
        key: [sign for sign in text if east_asian_width(sign) == "A"] for key, text in ZH.items()
    }
    assert {key: signs for key, signs in ambiguous.items() if signs} == {}


def test_every_key_asked_for_exists() -> None:
    """Every key that the source names has its words, and every family of keys is listed here."""
    asked_for = [use for use in uses() if use.key not in (KEYS_OF_REFUSALS, "refusal.{}.{}")]
    assert MADE - ZH.keys() == set()
    plain = [use for use in asked_for if "{}" not in use.key]
    assert len(plain) > 300
    assert [use for use in plain if use.key not in ZH] == []
    assert {use.key for use in asked_for if "{}" in use.key} == FAMILIES.keys()


@pytest.mark.parametrize("pattern", FAMILIES)
def test_every_key_of_a_family_exists(pattern: str) -> None:
    """Whatever such a key is put together from, there are words for it."""
    assert members(pattern) - ZH.keys() == set()


def test_every_sentence_gets_its_values() -> None:
    """Where the source shows which values it hands over, none that the sentence takes is missing."""
    seen = [use for use in uses() if use.given is not None and use.key in ZH]
    assert len(seen) > 300
    lacking = [
        (use.where, use.key, placeholders(ZH[use.key]) - use.given)
        for use in seen
        if use.given is not None
    ]
    assert [entry for entry in lacking if entry[2]] == []


def test_no_key_is_unused() -> None:
    """Every key is named in the source, or belongs to a family."""
    named = constants()
    known = named | {f"refusal.{text}" for text in named}
    known = (
        {key for key in known if "." in key}
        | MADE
        | {use.key for use in uses()}
        | set().union(*map(members, FAMILIES))
    )
    assert sorted(key for key in ZH if key.partition("@")[0] not in known) == []


# -- billing and casebook say nothing --------------------------------------------------------------

# Chinese that is no word to a reader: what a contract or a person writes, and the names of laws
AS_DATA = {
    "billing/law/limitation.py": {"民法典", "民法总则"},
    "billing/law/statute.py": {"国务院令第728号", "国务院令第802号", "验收"},
    "billing/money.py": set("％万亿，元￥"),
    "billing/obligations.py": {"财办库〔2023〕243号"},
    "billing/promises.py": {"报告", "汇报", "%％‰"},
    "billing/terms.py": {"％"},
}
IN_FULL = "billing/capitals.py"  # sums as they are written out on forms
ARTICLE = re.compile(r"第[一二三四五六七八九十百]+条")


def strings(tree: ast.Module) -> Iterator[str]:
    """The strings of a module, but for what stands there as a statement: its docstrings."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


def test_billing_says_nothing() -> None:
    """Billing and casebook return keys and values: no Chinese but data, no text by language."""
    rooms = [(name, tree) for name, tree in modules() if name.startswith(("billing/", "casebook/"))]
    assert len(rooms) > 30
    chinese: dict[str, set[str]] = {}
    for name, tree in rooms:
        assert {*strings(tree)} & {*LANGUAGES} == set(), name
        found = {
            text for text in strings(tree) if any("\u2e80" <= sign <= "\uffef" for sign in text)
        }
        if found and name != IN_FULL:
            chinese[name] = {text for text in found if not ARTICLE.fullmatch(text)}
    assert chinese == AS_DATA


# -- one thing, two things -------------------------------------------------------------------------

# after "1 " they are no plurals: what something does, and other words that end so
NO_PLURALS = """
    adds as becomes begins both comes counts covers differs does exceeds falls gives goes has holds is its keeps
    carries lacks lies makes names needs ours owes rests runs says shows stands stays takes this waits was
"""
ONE_TOO_MANY = re.compile(r"\b1 (?:([a-z]+) )?([a-z-]*[a-rt-z]s)\b")


def said(text: str, count: int) -> str:
    """The sentence with that number for each value, but for what is no whole number."""
    values = dict.fromkeys(placeholders(text), Number(count)) | {"text": "1.5"}
    return text.format_map(values)


def test_one_of_a_thing_is_no_plural() -> None:
    """No English sentence says 1 days, whatever value of it is 1."""
    assert ONE_TOO_MANY.search("by then 1 working days are left")
    found = {
        key: match[0]
        for key, text in EN.items()
        for match in ONE_TOO_MANY.finditer(said(text, 1))
        if not {match[1], match[2]} & {*NO_PLURALS.split()}
    }
    assert found == {}


def counted(text: str) -> list[str]:
    """The two forms, as they are written, of each number that has them."""
    return [spec for _, _, spec, _ in Formatter().parse(text) if spec]


def test_each_number_takes_its_form() -> None:
    """None and several take the plural, one takes the singular; Chinese has one form for all."""
    having = {key: counted(text) for key, text in EN.items() if counted(text)}
    assert len(having) > 60
    for key, specs in having.items():
        for spec in specs:
            one, mark, more = spec.partition("|")
            assert (mark, one != more) == ("|", True), key
            for count, form in ((0, more), (1, one), (2, more), (1203, more)):
                assert f"{count} {form}" in said(EN[key], count), key
    assert [key for key, text in ZH.items() if counted(text)] == []


def test_a_number_alone_is_a_number() -> None:
    """A whole number is written as it is where the sentence wants no more than that."""
    words = Words("en")
    assert words("notes.more", count=1) == "and 1 more"
    assert words("log.title", count=1) == "Journal, 1 fact"
    assert f"{Number(7):03d} {Number(7)}" == "007 7"
    assert words.value(True) is True


@pytest.mark.parametrize(
    ("periods", "en", "zh"),
    [("1", "1 period", "1 期"), ("3", "3 periods", "3 期"), ("2.5", "2.5 periods", "2.5 期")],
)
def test_periods_of_damages_are_counted(periods: str, en: str, zh: str) -> None:
    """Whole periods take their form; parts of one are several."""
    values = {"periods": periods, "base": "100.00", "rate": "3%", "amount": "3.00"}
    told = [_sentence(Step("span-thought", values), Words(lang)) for lang in ("en", "zh")]
    assert told == [f"{en} x 100.00 x 3% = 3.00.", f"{zh} x 100.00 x 3% = 3.00。"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_values_are_written_for_people(lang: str) -> None:
    """Dates in ISO form, titles in the reader's language, lists joined; a role turns the words."""
    payer, payee = Words(lang), Words(lang, "supplier")
    assert payer("due.title", as_of="2026-04-08", weekday="x").startswith(ZH["due.title"][:4]) == (
        lang == "zh"
    )
    assert payer("column.amount") == {"zh": ZH, "en": EN}[lang]["column.amount"]
    assert payee("column.amount") == {"zh": ZH, "en": EN}[lang]["column.amount@supplier"]
    assert payee("column.year") == {"zh": ZH, "en": EN}[lang]["column.year"]
    assert payer.title({"zh": "甲", "en": "A"}) == {"zh": "甲", "en": "A"}[lang]
    assert payer.title({"zh": "甲"}) == "甲"
    assert payer.value(["a", {"zh": "甲", "en": "A"}]) == {"zh": "a、甲", "en": "a, A"}[lang]
    assert "month-day" in payer
    assert "no-such-key" not in payer
    assert "due.no-such-key" not in payer


@pytest.mark.parametrize("said", [ZH, EN], ids=["zh", "en"])
def test_nothing_is_left_unsaid(said: dict[str, str]) -> None:
    """Every key has words in both languages."""
    assert [key for key, text in said.items() if not text.strip()] == []
