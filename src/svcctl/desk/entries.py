"""Entries in bulk: commands line by line, or the rows of a list; all of them, or nothing."""

import re
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from svcctl.answers.answer import Answer
from svcctl.answers.matter_json import matter_json
from svcctl.answers.served_told import entered_lines
from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.billing.service_acts import ServiceAct
from svcctl.delivery.nouns import Noun, Verb
from svcctl.desk.desk import Desk, read_file
from svcctl.desk.looking import writing
from svcctl.desk.scenes import Scene
from svcctl.desk.serving import Build, Served, acts_of, recorded, typed_from
from svcctl.desk.showing import check_output, show
from svcctl.store.scopes import ALL

MADE = re.compile(r"\$(\d+)")
COLUMNS = {
    "noun": ("noun", "类别", "记录"),
    "verb": ("verb", "操作", "动作"),
    "id": ("id", "编号"),
    "at": ("at", "时间"),
    "by": ("by", "岗位", "经办"),
    "note": ("note", "备注"),
}
# what a list may have besides: an option by its name
OTHERS = ("title", "system", "level", "side", "source", "confirmed-by", "link", "for", "reason", "via", "fault-at", "solved", "leave", "until", "engineers", "on", "risk", "finding", "score", "role", "from", "to", "number", "passed", "failed", "service", "year", "result", "scope", "task", "certificate")  # fmt: skip
Parsed = tuple[Noun, Verb, dict[str, Any]]


class Line(Record):
    """One entry: where it stands, and its words."""

    number: int
    words: tuple[str, ...]


def lines_of(name: str) -> list[Line]:
    """The entries of a file, or of what is piped in for `-`."""
    if name == "-":
        return list(_commands(sys.stdin.read()))
    path, content = read_file(name)
    if path.suffix.lower() in (".csv", ".xlsx", ".xls", ".ods", ".et"):
        return list(_rows(path.name, content))
    from svcctl.intake.paper_text import text_of

    return list(_commands(text_of(path.name, content)))


def _commands(text: str) -> Iterator[Line]:
    for number, line in enumerate(text.splitlines(), 1):
        try:
            words = shlex.split(line, comments=True)
        except ValueError:
            raise Refusal("matter.line-quotes", number=number) from None
        if words:
            yield Line(number, tuple(words[words[0] == "svcctl" :]))


def _rows(name: str, content: bytes) -> Iterator[Line]:
    """The rows of a list: noun, verb, id, at, by, note, and any option under its own name."""
    from svcctl.intake.tables import read_table

    headings = COLUMNS | {each: (each, f"--{each}") for each in OTHERS}
    for row in read_table(name, content, headings, (("noun",), ("verb",))).rows:
        cells = {key: text.strip() for key, text in row.cells.items() if text.strip()}
        words = [cells.pop("noun", ""), *cells.pop("verb", "").split()]
        words += [cells.pop("id")] if "id" in cells else []
        for key, text in cells.items():
            words += [f"--{key}", text]
        yield Line(row.number, tuple(words))


def enter(
    desk: Desk, lines: Sequence[Line], parse: Callable[[Sequence[str]], Parsed], dry_run: bool
) -> None:
    """Record every line, or nothing; a refusal names the line."""
    check_output(desk)
    if not lines:
        raise Refusal("matter.no-lines")
    made: dict[int, str] = {}  # by the number of the line
    begun: list[int] = []
    with _named(begun, desk), writing(desk, dry_run, ALL) as look:
        builds = [_build(desk, line, parse, made, begun) for line in lines]
        found = recorded(look, builds, (), dry_run)
    _show(desk, found)


@contextmanager
def _named(begun: Sequence[int], desk: Desk) -> Iterator[None]:
    """What is refused on the way is refused with the line that was being read."""
    try:
        yield
    except Exception as error:
        text = _why(error, desk) if begun else ""
        if not text:
            raise
        raise Refusal("matter.line", number=begun[-1], text=text) from None


def _why(error: Exception, desk: Desk) -> str:
    if isinstance(error, Refusal):
        return desk.words(f"refusal.{error.key}", **error.values)
    if not hasattr(error, "format_message"):  # no mistake of whoever typed it
        return ""
    from svcctl.desk.helping import usage_text

    return usage_text(error, desk.words)


def _build(
    desk: Desk,
    line: Line,
    parse: Callable[[Sequence[str]], Parsed],
    made: dict[int, str],
    begun: list[int],
) -> Build:
    def build(scene: Scene) -> Sequence[ServiceAct]:
        begun.append(line.number)
        words = [_with_ids(word, made) for word in line.words]
        noun, verb, values = parse(words)
        record = values.pop("record", None)
        if values.get("files"):
            raise Refusal("matter.line-file")
        meant, typed = typed_from(desk, noun, verb, record, values)
        if meant.contract not in (None, desk.contract, scene.case.id):
            raise Refusal("matter.line-contract", contract=meant.contract)
        acts = acts_of(typed, scene)
        made[line.number] = acts[-1].record
        return acts

    return build


def _with_ids(word: str, made: Mapping[int, str]) -> str:
    """The word with the ids that earlier lines made in place of $1."""

    def said(found: re.Match[str]) -> str:
        line = int(found[1])
        if line not in made:
            raise Refusal("matter.line-unmade", line=line)
        return made[line]

    return MADE.sub(said, word)


def _show(desk: Desk, found: Served) -> None:
    names = dict.fromkeys(f.says.record for f in found.facts if isinstance(f.says, ServiceAct))
    views = [found.scene.view(name) for name in names]
    lines = entered_lines(views, found.facts, found.dry_run, desk.words, desk.store_option)
    show(desk, Answer(data={"records": [matter_json(view) for view in views]}, head=lines))
