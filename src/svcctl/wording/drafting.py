"""A contract file proposed from a contract's lines: what was read, what is open, what differs."""

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from svcctl.contracts.check import problems
from svcctl.contracts.form import FORM, Field
from svcctl.contracts.problem import Problem
from svcctl.i18n import Words
from svcctl.wording.amended import amended
from svcctl.wording.articles import clauses
from svcctl.wording.basics import basics
from svcctl.wording.consortium import paid_to
from svcctl.wording.differ import Finding
from svcctl.wording.divided import tied
from svcctl.wording.found import Line, Question, Reading, Row, Value
from svcctl.wording.options import without_options
from svcctl.wording.parties import Party
from svcctl.wording.parts import SIGNED, contracts_in, parts_of
from svcctl.wording.rates import by_deeds
from svcctl.wording.readers import read_all
from svcctl.wording.supplements import still_open, supplemented
from svcctl.wording.unread import gone_over, with_unread

NUMBERS = ("count", "years", "points", "day-of-month", "first-days", "version")
STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
ROUNDS = 6  # rows that do not fit are taken out until the rest does
ZH = Words("zh")  # a contract file is a Chinese paper in any language
LACKING = {  # what a contract file must have, and what is asked where it was not read
    "title": "wording.ask.title",
    "calendar": "wording.ask.calendar",
    "signed_on": "wording.ask.signed",
    "price": "wording.ask.total",
    "term": "wording.ask.term",
    "instalments": "wording.ask.instalments",
    "parties.purchaser": "wording.ask.purchaser",
    "parties.supplier": "wording.ask.supplier",
}
TITLES = {  # findings about "other" things do not say what differs
    "performance-guarantee": "wording.title.performance-guarantee",
    "contact-data": "wording.title.contact-data",
}
SHARES, REST = "asked.shares", "asked.rest"
WHOLE = re.compile(r"付清|结清|全额|一次性|全部")
FIXED = ("price", "term")  # tables that fall away as a whole where they do not fit


class Draft(NamedTuple):
    """What is proposed by its path, what is asked, what differs, and the document of it all."""

    proposed: Mapping[str, Value]
    questions: tuple[Question, ...]
    findings: tuple[Finding, ...]
    document: dict[str, Any]
    lacking: tuple[str, ...]  # what a contract file must have and this one has not
    gaps: Mapping[str, str] = {}  # what rows of it lack, with an example of each


def draft(lines: Sequence[Line], calendars: Sequence[str]) -> Draft:
    """The draft of a contract from its lines; of several contracts only what they have in common."""
    read = [without_options(line) for line in lines]
    several = contracts_in(read)
    if len(several) == 1:
        return _drafted(read, lines, calendars)
    drafts = [_drafted(each, lines, calendars) for each in several]
    second = several[1][0]
    asked = Question("id", "wording.ask.contracts", second, {"count": str(len(several))})
    common = {
        path: value
        for path, value in drafts[0].proposed.items()
        if all(
            path in each.proposed and each.proposed[path].value == value.value for each in drafts
        )
        and "[" not in path
    }
    return _built(common, (), [asked], (), calendars)


def _drafted(read: Sequence[Line], raw: Sequence[Line], calendars: Sequence[str]) -> Draft:
    parts = parts_of(read)
    # what stands on the page that is signed is no paragraph of the last article
    cited = clauses([line for part in parts if part.kind != SIGNED for line in part.lines])
    head = basics(parts, cited, calendars)
    found = [head.reading, _by_sides(read_all(cited), head.sides)]
    values = {key: value for each in found for key, value in each.values.items()}
    questions = [question for each in found for question in each.questions]
    places = {line: at for at, line in reversed(list(enumerate(read)))}
    texts: dict[tuple[str, str], list[str]] = {}
    for line in raw:
        texts.setdefault((line.file, line.place), []).append(line.text)
    values, rows = _stated(values, [row for each in found for row in each.rows], texts)
    rows, asked = amended(rows, read)
    questions += asked
    values, rows, asked = supplemented(values, rows, read)
    questions = still_open(questions, asked)
    rows, asked = paid_to(rows, [line for clause in cited for line in clause.lines], head.sides)
    questions += asked
    rows, unsettled = by_deeds(values, rows)
    values, rows, asked = tied(values, rows)
    questions += unsettled
    if any(key.startswith("price.parts") for key in values):  # then each part is a whole
        questions = [each for each in questions if each.asks != SHARES]
    questions += asked
    made = _built(values, _in_order(rows, places), questions, head.findings, calendars, places)
    told = gone_over(parts, cited)
    return made._replace(questions=with_unread(told, made.proposed, made.questions))


# what names a side, and rests on 甲方 being the purchaser
OF_SIDES = ("damages", "obligations", "guarantees", "force_majeure", "appraisal")


def _by_sides(reading: Reading, sides: Sequence[Party]) -> Reading:
    """The clauses as they were read; where 乙方 is the purchaser nothing that names a side."""
    turned = {("purchaser", "乙"), ("supplier", "甲")}
    odd = next((side for side in sides if (side.role, side.letter) in turned), None)
    if odd is None:
        return reading
    values = {k: v for k, v in reading.values.items() if k.split(".")[0] not in OF_SIDES}
    rows = tuple(row for row in reading.rows if row.table not in OF_SIDES)
    asked = Question("damages", "wording.ask.turned", odd.name.line)
    return Reading(values, rows, (*reading.questions, asked))


Texts = Mapping[tuple[str, str], list[str]]


def _stated(
    values: Mapping[str, Value], rows: Iterable[Row], texts: Texts
) -> tuple[dict[str, Value], list[Row]]:
    """Only what stands in the text as it was handed in, word for word."""

    def stands(value: Value) -> bool:
        said = texts.get((value.line.file, value.line.place), [])
        return bool(value.words.strip()) and any(value.words in text for text in said)

    kept = {key: value for key, value in values.items() if stands(value)}
    return kept, [row for row in rows if all(stands(value) for value in row.values.values())]


def _in_order(rows: Iterable[Row], places: Mapping[Line, int]) -> list[Row]:
    """The rows of each table in the order of the text; the sides as they come."""
    kept = list(rows)
    sides = [row for row in kept if row.table == "parties"]
    last: dict[str, int] = {}
    placed: list[tuple[int, Row]] = []
    for row in kept:
        if row.table == "parties":
            continue
        # a row of which nothing was read stays behind the one before: questions count the rows
        before = last.get(row.table, 0)
        at = min((places.get(value.line, 0) for value in row.values.values()), default=before)
        last[row.table] = at
        placed.append((at, row))
    return sides + [row for _, row in sorted(placed, key=lambda each: each[0])]


def _built(
    values: Mapping[str, Value],
    rows: Sequence[Row],
    questions: Sequence[Question],
    findings: Sequence[Finding],
    calendars: Sequence[str],
    places: Mapping[Line, int] | None = None,
) -> Draft:
    """The document, without what does not fit; each thing left out or not there is asked about."""
    values, rows, asked = dict(values), list(rows), list(questions)
    for _ in range(ROUNDS):
        document, _ = _document(values, rows, findings)
        amiss = [each for each in problems(document, calendars) if not _is_open(each)]
        if not _left_out(amiss, values, rows, asked):
            break
    document, proposed = _document(values, rows, findings)
    unequal = any(each.asks == SHARES for each in asked)
    if unequal or any(each.at == "instalments" for each in problems(document, calendars)):
        kept = [_without_guess(row, rows) for row in rows]
        if kept != rows:  # then it is that sum which is open, not what all of them come to
            rows, asked = kept, [_of_rest(each) for each in asked]
        document, proposed = _document(values, rows, findings)
    left = problems(document, calendars)
    lacking = _lacking(document)
    for path in lacking:
        if not _is_asked(path, asked):
            asked.append(Question(path, LACKING[path]))
    asked += [
        _question(each, document, rows)
        for each in left
        if each.at not in lacking and each.at != "parties" and not _is_asked(each.at, asked)
    ]
    gaps = {each.at: each.values["such"] for each in left if _is_gap(each)}
    ordered = dict(sorted(proposed.items(), key=lambda item: _place(item[1], places or {})))
    return Draft(ordered, _once(asked), tuple(findings), document, tuple(lacking), gaps)


def _without_guess(row: Row, rows: Sequence[Row]) -> Row:
    """A payment without a share that no figure states: of several that do not add up.

    一次性付清 says all of it where it is the only one; of money kept back it says nothing.
    """
    share = row.values.get("share")
    alone = sum(each.table == row.table for each in rows) == 1
    if row.table != "instalments" or share is None or alone or not WHOLE.search(share.words):
        return row
    return row._replace(values={k: v for k, v in row.values.items() if v is not share})


def _of_rest(question: Question) -> Question:
    """What is asked of shares, asked of the one that no figure states."""
    return question._replace(asks=REST, values={}) if question.asks == SHARES else question


def _is_asked(path: str, asked: Iterable[Question]) -> bool:
    return any(each.key == path or each.key.startswith((f"{path}.", f"{path}[")) for each in asked)


def _question(problem: Problem, document: Mapping[str, Any], rows: Sequence[Row]) -> Question:
    """What the check of contract files says of a draft, with the line of its row."""
    match = re.match(r"(\w+)\[(\d+)\]", problem.at)
    if not match:
        return Question(problem.at, problem.key, None, problem.values)
    row = [each for each in rows if each.table == match[1]][int(match[2])]
    if problem.at.endswith("].hours"):
        said = {"level": document[match[1]][int(match[2])]["level"]}
        return Question(problem.at, "wording.ask.hours", _first_line(row), said)
    return Question(problem.at, problem.key, _first_line(row), problem.values)


def _place(value: Value, places: Mapping[Line, int]) -> tuple[int, int]:
    return places.get(value.line, 0), max(value.line.text.find(value.words), 0)


def _once(questions: Iterable[Question]) -> tuple[Question, ...]:
    seen: dict[tuple[str, ...], Question] = {}
    for question in questions:
        line = question.line.source if question.line else ""
        seen.setdefault((question.key, question.asks, line, str(question.values)), question)
    return tuple(seen.values())


# -- what a contract file must have ----------------------------------------------------------------


def _is_gap(problem: Problem) -> bool:
    """Whether a row lacks a key that it must have."""
    return problem.key == "file.missing-key" and "[" in problem.at


def _is_open(problem: Problem) -> bool:
    """Whether something is left for a person to fill in; anything else is taken out of the draft.

    Payments are kept as they were read, even where they do not add up.
    """
    kept = ("instalments", "parties")
    return problem.key == "file.missing-key" or problem.at.startswith(kept)


def _lacking(document: Mapping[str, Any]) -> list[str]:
    roles = {f"parties.{party.get('role')}" for party in document.get("parties", ())}
    return [path for path in LACKING if path not in document and path not in roles]


def _left_out(
    amiss: Sequence[Any], values: dict[str, Value], rows: list[Row], asked: list[Question]
) -> bool:
    """Take out what the check of contract files refuses; whether anything was."""
    gone: set[int] = set()
    for each in amiss:
        match = re.match(r"(\w+)\[(\d+)\]", each.at)
        table = re.split(r"[.\[]", each.at)[0]
        if match:
            of_table = [at for at, row in enumerate(rows) if row.table == match[1]]
            if int(match[2]) < len(of_table):
                gone.add(of_table[int(match[2])])
                line = _first_line(rows[of_table[int(match[2])]])
                asked.append(Question(each.at.split(".")[0], each.key, line, each.values))
        elif table in FIXED and any(key.split(".")[0] == table for key in values):
            path = next((key for key in values if key == each.at), "")
            line = values[path].line if path else None
            for key in [
                key for key in values if key == each.at or (not path and key.split(".")[0] == table)
            ]:
                del values[key]
            asked.append(Question(each.at, each.key, line, each.values))
        elif each.at in values:
            asked.append(Question(each.at, each.key, values.pop(each.at).line, each.values))
        else:
            continue
        if not match:
            return True
    for at in sorted(gone, reverse=True):
        del rows[at]
    return bool(gone)


def _first_line(row: Row) -> Line | None:
    return next((value.line for value in row.values.values()), None)


# -- the document ----------------------------------------------------------------------------------


def _document(
    values: Mapping[str, Value], rows: Sequence[Row], findings: Sequence[Finding]
) -> tuple[dict[str, Any], dict[str, Value]]:
    """The document as TOML has it, and every value that was read by its path in it."""
    document: dict[str, Any] = {"format": 1, "id": _handle(values), "currency": "CNY"}
    proposed: dict[str, Value] = {}
    for path, value in values.items():
        _set(document, path, value.value)
        proposed[path] = value
    for table in ("item", "part"):
        for at, each in enumerate(document.get("price", {}).get(f"{table}s", ())):
            each["key"] = f"{table}-{at + 1}"
    counts: dict[str, int] = {}
    for row in rows:
        at = counts[row.table] = counts.get(row.table, -1) + 1
        for path, text in row.made.items():
            _set(document, f"{row.table}[{at}].{path}", text)
        for path, value in row.values.items():
            _set(document, f"{row.table}[{at}].{path}", value.value)
            proposed[f"{row.table}[{at}].{path}"] = value
    for table in FIXED:  # an article alone says nothing
        if set(document.get(table, ())) <= {"article", "starts", "periods"}:
            document.pop(table, None)
            proposed = {path: v for path, v in proposed.items() if path.split(".")[0] != table}
    if findings:
        document["findings"] = [_finding(each) for each in findings]
    return document, proposed


def _finding(finding: Finding) -> dict[str, Any]:
    values = [{"value": each.value, "source": each.source} for each in finding.values]
    made: dict[str, Any] = {"key": finding.key, "about": finding.about}
    if finding.key in TITLES:
        made["title"] = ZH(TITLES[finding.key])
    return made | {"values": values, "severity": finding.severity}


def _handle(values: Mapping[str, Value]) -> str:
    """A handle out of the project's number, or of the year of signing."""
    number = values["project_number"].value if "project_number" in values else ""
    made = re.sub(r"[^a-z0-9]+", "-", number.lower()).strip("-")[:60].strip("-")
    year = values["signed_on"].value[:4] if "signed_on" in values else ""
    return made or (f"contract-{year}" if year else "contract")


def _set(document: dict[str, Any], path: str, text: str) -> None:
    """Put a value where its path says, as the form wants it: a number, a date, a list."""
    steps = [found[1] if found[2] is None else int(found[2]) for found in STEP.finditer(path)]
    where: Any = document
    for step, following in itertools.pairwise(steps):
        fresh: Any = [] if isinstance(following, int) else {}
        if isinstance(step, int):
            while len(where) <= step:
                where.append(fresh if len(where) == step else {})
            where = where[step]
        else:
            where = where.setdefault(step, fresh)
    last, value = steps[-1], _typed(path, text)
    if isinstance(last, int):
        where.append(value)
    else:
        where[last] = value


def _typed(path: str, text: str) -> Any:
    kind = _kind(path)
    if kind in NUMBERS and re.fullmatch(r"\d{1,9}", text):
        return int(text)
    if kind in ("date", "dates"):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    if kind in ("boolean", "false") and text in ("true", "false"):
        return text == "true"
    return text


def _kind(path: str) -> str:
    fields: Mapping[str, Field] = FORM
    kind = ""
    for name in re.sub(r"\[\d+\]", "", path).split("."):
        field = fields.get(name)
        if field is None:
            return ""
        kind, fields = field.kind, field.fields or {}
    return kind
