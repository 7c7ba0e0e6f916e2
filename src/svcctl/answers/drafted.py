"""What was read out of a contract: each value with its words, what is open, what differs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from svcctl.answers.answer import Answer, Column, rows_of
from svcctl.contracts.described import ends
from svcctl.contracts.sheets import name_of, sheet_name, short
from svcctl.contracts.written import toml_of
from svcctl.i18n import Words
from svcctl.wording.drafting import Draft
from svcctl.wording.found import Question, Value

Item = tuple[str, Value]
COLUMNS = (
    Column(
        "wording.column.path",
        cell=lambda item, words: named(item[0], words),
        plain=lambda item: item[0],
        least=16,
    ),
    Column(
        "wording.column.value",
        cell=lambda item, words: said_of(item[0], item[1], words),
        plain=lambda item: item[1].value,
        least=12,
    ),
    Column("wording.column.source", "code", cell=lambda item, _: item[1].line.source),
    Column("wording.column.words", cell=lambda item, _: item[1].words, least=16),
)
# of one file only the place is told of each value
PLACED = tuple(
    each._replace(cell=lambda item, _: item[1].line.place) if each.key == "source" else each
    for each in COLUMNS
)
VALUES = ("form-value", "key-value")  # the families of words for values that are chosen from
INDEX = re.compile(r"\[(\d+)\]")
LONGEST = 120  # signs of words in a remark: an editor shows as many in a line
CLAUSE = 160  # signs of a clause beside what it leaves open, or above the row that it makes
QUOTES = str.maketrans("「」", "『』")
ROWS = ("instalments", "damages", "guarantees", "obligations")  # each is a clause, or some of one
# what is to be filled in where it was not read, at the top of the file and in sections at its end
TOP = {"title": 'title = ""', "calendar": 'calendar = "CN"', "signed_on": "signed_on = 2025-01-01"}
SECTIONS = {
    "price": ("[price]", 'total = "0.00"', 'article = ""'),
    "term": ("[term]", "years = 1", 'starts = "signing"', 'article = ""'),
    "parties.purchaser": ("[[parties]]", 'role = "purchaser"', 'name = ""'),
    "parties.supplier": ("[[parties]]", 'role = "supplier"', 'name = ""'),
    "instalments": (
        "[[instalments]]", 'key = "fee"', 'title = ""', 'share = "100%"',
        'due = { days = 10, unit = "working-day", after = "signing" }', 'article = ""',
    ),
}  # fmt: skip
BESIDE = {"term.starts": ("term.article", 'starts = "signing"')}  # a key of a section that is there


def answered(draft: Draft, files: Sequence[str], words: Words, written: str = "") -> Answer:
    """The answer: what is proposed, what is open, where the papers differ."""
    items = list(draft.proposed.items())
    head = words(
        "wording.head",
        files=list(files),
        proposed=len(items),
        open=len(draft.questions),
        findings=len(draft.findings),
    )
    following = words("wording.next-written", path=written) if written else words("wording.next")
    columns = PLACED if len(files) == 1 else COLUMNS
    return Answer(
        data=_data(draft, words),
        columns=columns,
        rows=lambda: list(rows_of(columns, items, words)),
        head=[head],
        foot=[*_open_lines(draft, words), *_finding_lines(draft, words), *following.split("\n")],
    )


def _data(draft: Draft, words: Words) -> dict[str, Any]:
    return {
        "proposed": {
            path: {"value": each.value, "source": each.line.source, "words": each.words}
            for path, each in draft.proposed.items()
        },
        "open": [{"key": each.key, "question": asked(each, words)} for each in draft.questions],
        "findings": [
            {
                "about": each.about,
                "values": [{"value": said.value, "source": said.source} for said in each.values],
            }
            for each in draft.findings
        ],
    }


def named(path: str, words: Words) -> str:
    """What a path of the contract file is called: 付款2 天数 for `instalments[1].due.days`."""
    found, bare = [], ""
    *above, last = path.replace("[]", "").split(".")  # instalments[].share: of some row
    for part in above:
        key, *at = INDEX.split(part)
        bare = f"{bare}.{key}".removeprefix(".")
        if at:
            found.append(f"{sheet_name(bare, words)}{int(at[0]) + 1}")
    key, *at = INDEX.split(last)
    if bare == "readings":
        return words(f"reading.{key}")
    if key == "article" and not found and bare:
        found.append(name_of(bare, words))
    if bare.endswith(".lodge"):  # by when is said of it in the words of every other deadline
        found.append(name_of(bare, words))
        bare = "due"
    name = name_of(f"{bare}.{key}".removeprefix("."), words)
    return " ".join([*found, f"{name}{int(at[0]) + 1}" if at else name])


def said_of(path: str, value: Value, words: Words) -> str:
    """A value as people say it: 工作日 for `working-day`, the others as they are."""
    about = f"{INDEX.sub('', path)}.{value.value}"
    known = [f"{family}.{end}" for family in VALUES for end in ends(about) if "." in end]
    found = next((key for key in known if key in words), None)
    return short(words(found)) if found else value.value


def asked(question: Question, words: Words) -> str:
    """A question with the place to look at."""
    said = words(question.asks, **question.values)
    if question.line is None:
        return said
    return words("wording.look", question=said, source=question.line.source)


def asked_in_words(question: Question, words: Words) -> str:
    """A question with the place to look at and what stands there: nobody has to look it up."""
    text = _one_line(question.line.text) if question.line is not None else ""
    return (
        words("wording.look-words", question=asked(question, words), words=text)
        if text
        else (asked(question, words))
    )


def _one_line(text: str) -> str:
    """Words of the contract in one line, cut where they are long; no quotes within quotes."""
    return " ".join(text.split())[:CLAUSE].translate(QUOTES)


def _asked_of(key: str, words: Words) -> str:
    """What a question is about; a side is no key of the contract file, but a row of its own."""
    role = key.removeprefix("parties.")
    return words(f"party.{role}") if role in ("purchaser", "supplier") else named(key, words)


def _open_lines(draft: Draft, words: Words) -> list[str]:
    lines = [
        words(
            "wording.question",
            at=at,
            name=_asked_of(each.key, words),
            key=each.key,
            question=asked_in_words(each, words),
        )
        for at, each in enumerate(draft.questions, 1)
    ]
    return [words("wording.open"), *lines] if lines else []


def _finding_lines(draft: Draft, words: Words) -> list[str]:
    lines = []
    for each in draft.findings:
        severity = words(f"severity.{each.severity}")
        lines.append(
            words("wording.finding", about=words(f"about.{each.about}"), severity=severity)
        )
        lines += [words("wording.said", value=s.value, source=s.source) for s in each.values]
    return [words("wording.findings"), *lines] if lines else []


# -- the file --------------------------------------------------------------------------------------


def toml(draft: Draft, files: Sequence[str], words: Words) -> str:
    """The contract file: questions on top, above each value its words, at the end what is lacking."""
    text = toml_of(draft.document, _remarks(draft, words), _head(draft, files, words))
    tail = [line for path in draft.lacking for line in _section(path)]
    if not tail:
        return text
    return "\n".join([text.rstrip("\n"), "", f"# {words('wording.file.fill')}", *tail, ""])


def _section(path: str) -> list[str]:
    return ["", *(f"# {line}" for line in SECTIONS[path])] if path in SECTIONS else []


def _head(draft: Draft, files: Sequence[str], words: Words) -> Iterator[str]:
    yield words("wording.file.head", files=list(files))
    yield words("wording.file.made")
    yield ""
    if not draft.questions:
        yield words("wording.file.none")
        return
    yield words("wording.file.open", count=len(draft.questions))
    for at, each in enumerate(draft.questions, 1):
        # as `contract new` reads it again: by its key
        yield words(
            "wording.file.question", at=at, key=each.key, question=asked_in_words(each, words)
        )
    lines = [TOP[path] for path in draft.lacking if path in TOP]
    if lines:
        yield ""
        yield words("wording.file.fill")
        yield from lines


def _remarks(draft: Draft, words: Words) -> Mapping[str, str]:
    """Place and words of each value; what two values of one table share is told once."""
    said = _clauses(draft, words)
    told: set[tuple[str, str]] = set()
    for path, each in draft.proposed.items():
        cut = each.words if len(each.words) <= LONGEST else each.words[:LONGEST]
        text = words("wording.remark", source=each.line.source, words=" ".join(cut.split()))
        table = path.rpartition("]")[0] if "]" in path else path
        if (table, text) not in told:
            told.add((table, text))
            said[path] = text
    asked_of = {each.key for each in draft.questions}
    for path, (beside, line) in BESIDE.items():
        if path in asked_of and path not in draft.proposed and beside in draft.proposed:
            said[beside] = f"{said.get(beside, '')}\n{line}".strip()
    for at, row in enumerate(draft.document.get("damages", ())):
        path = f"damages[{at}].loss"
        if "loss" in row and path not in draft.proposed:
            said[path] = words("wording.file.loss")
    for path, line in draft.gaps.items():
        beside = _beside(draft.document, path)
        said[beside] = f"{said.get(beside, '')}\n{line}    # {words('wording.file.gap')}".strip()
    return said


def _clauses(draft: Draft, words: Words) -> dict[str, str]:
    """Above each row the whole words that it was read from: its values quote a piece each."""
    found: dict[str, dict[str, str]] = {}
    for path, each in draft.proposed.items():
        table, at, key = (*re.split(r"[\[\]]", path, maxsplit=2), "", "")[:3]
        if table in ROWS and key != ".article":
            found.setdefault(f"{table}[{at}].key", {})[each.line.source] = each.line.text
    return {
        path: "\n".join(
            words("wording.remark", source=source, words=_one_line(text))
            for source, text in lines.items()
        )
        for path, lines in found.items()
    }


def _beside(document: Mapping[str, Any], path: str) -> str:
    """A key that the row has, above which stands what the row lacks."""
    table, at, _ = re.split(r"[\[\]]", path, maxsplit=2)
    return f"{table}[{at}].{next(iter(document[table][int(at)]))}"
