"""The schemas of JSON answers, and the command line held to them: every answer that a test gets is looked at."""

import io
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import chinese_calendar
from jsonschema import Draft202012Validator, ValidationError, validators
from jsonschema_specifications import REGISTRY
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

import arithmetic
from svcctl import workspace
from svcctl.cli import ALONE, CHINESE, EVERYWHERE, NOUNS, verbs
from svcctl.desk.service_nouns import RECORDS

FOLDER = workspace.shipped("schemas/answers")
INDEX: dict[str, str] = json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))
FILES_ONLY = {  # their answer is the file that they write
    "contract form",
    "payments request",
    "damages statement",
    "reports draft",
    "calendar export",
    "audit seal",
    "export overview",
    *(f"letter {verb}" for verb in verbs("letter") if verb not in ("sent", "annotate", "template")),
}
FORMATS = ("json", "jsonl")
OF_RECORD = re.compile(r"[A-Z]-\d{4}-\d+", re.IGNORECASE)
TURNS = ("monthly-inspection", "service-plan", "year-end-summary")  # of which tests ask
DISCRIMINATED = ("const", "enum")  # what tells the branches of a oneOf apart
Main = Callable[..., int]


@cache
def schemas() -> dict[str, Any]:
    """Every schema by the name of its file."""
    paths = sorted(FOLDER.glob("*.json"))
    found = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in paths}
    del found["index.json"]
    return found


@cache
def registry() -> Registry[Any]:
    resources = [
        (name, Resource(contents=schema, specification=DRAFT202012))
        for name, schema in schemas().items()
    ]
    return REGISTRY.with_resources(resources).crawl()


@cache
def validator(form: str) -> Any:
    """What holds the answer of one form of a command to its schema; it is made once."""
    return QUICK(pointed_at(INDEX[form]), format_checker=Draft202012Validator.FORMAT_CHECKER)


# -- the same schemas, quicker ---------------------------------------------------------------------
# Every answer of every test is looked at: references are followed once, and of the branches of a
# oneOf those are left out that a const or an enum rules out. test_answer_schemas.py compares.


@cache
def pointed_at(reference: str) -> Any:
    """A piece of a schema by its reference, with what it refers to in its place."""
    name, _, pointer = reference.partition("#")
    if name not in schemas():
        return REGISTRY.contents(reference)  # JSON Schema's own
    found: Any = schemas()[name]
    for step in pointer.split("/")[1:]:
        found = found[int(step) if isinstance(found, list) else step]
    return inlined(found, name)


def inlined(schema: Any, name: str) -> Any:
    """A schema of the file of that name, with what it refers to in the place of references."""
    if isinstance(schema, list):
        return [inlined(each, name) for each in schema]
    if not isinstance(schema, dict):
        return schema
    beside = {key: inlined(value, name) for key, value in schema.items() if not loose(key, value)}
    reference = schema.get("$ref")
    if not isinstance(reference, str):
        return beside
    to, mark, pointer = reference.partition("#")
    target = pointed_at(f"{to or name}{mark}{pointer}")
    return {"allOf": [target], **beside} if beside else target


def loose(key: str, value: Any) -> bool:
    """What asks nothing of an answer; a property of that name has a schema."""
    told = key in ("$ref", "$schema", "description", "title") and isinstance(value, str)
    return told or key == "$defs"


def one_of(held: Any, branches: list[Any], instance: Any, schema: Any) -> Iterator[ValidationError]:
    """As jsonschema has it; where one branch alone may fit and fits, no other is asked."""
    meant = [branch for branch in branches if may_fit(branch, instance)]
    if len(meant) == 1 and held.evolve(schema=meant[0]).is_valid(instance):
        return
    yield from Draft202012Validator.VALIDATORS["oneOf"](held, branches, instance, schema)


def may_fit(branch: Any, instance: Any) -> bool:
    """Whether no const or enum of a branch's own keys rules it out."""
    if not isinstance(instance, dict):
        return True
    if not all(may_fit(each, instance) for each in branch.get("allOf", ())):
        return False
    for key, asked in branch.get("properties", {}).items():
        if isinstance(asked, dict) and isinstance(instance.get(key), str):
            allowed = [asked["const"]] if "const" in asked else asked.get("enum")
            if allowed is not None and instance[key] not in allowed:
                return False
    return True


QUICK = validators.extend(Draft202012Validator, {"oneOf": one_of})


# -- which answer it is ----------------------------------------------------------------------------


class Typed(NamedTuple):
    """A command line as it was typed: the command, its arguments, the options that every command takes."""

    command: str
    arguments: tuple[str, ...]
    options: dict[str, str]

    @property
    def output(self) -> Path | None:
        """The file that -o names."""
        named = self.options.get("--output", self.options.get("-o"))
        return Path(named) if named else None

    @property
    def format(self) -> str:
        """The format asked for, or that of the file."""
        suffix = self.output.suffix.lower().removeprefix(".") if self.output else ""
        return self.options.get("--format", suffix)

    @property
    def form(self) -> str:
        """The command as the index names it."""
        forms = {
            "explain": _explained("".join(self.arguments)),
            "calendar add": f"calendar add {'-' if '-' in self.arguments else 'DATE N'}",
        }
        if self.command == "contract findings" and "settle" in self.arguments:
            return "contract findings settle KEY"
        if self.command == "contract show" and "--clauses" in self.arguments:
            return "contract show --clauses"
        form = forms.get(self.command, of_record(self.command, self.arguments))
        return f"{form} --format jsonl" if self.format == "jsonl" else form


def of_record(command: str, arguments: Sequence[str] = ()) -> str:
    """A command on a record of the service as the index names it: all kinds answer alike."""
    noun, _, verb = command.partition(" ")
    if "--at-risk" in arguments:
        return f"{command} --at-risk"
    if noun not in RECORDS or verb in ("who", "search", "import"):
        return command
    return "RECORD list" if verb == "list" else "RECORD VERB"


def _explained(name: str) -> str:
    """What is explained, by how it is named; the guarantees of the tests are called bond, or alike."""
    key, stroke, number = name.rpartition(":")[2].partition("/")
    if OF_RECORD.fullmatch(key) or (not stroke and key.rpartition("-")[0] in TURNS):
        return "explain PROMISE"
    if not stroke:
        bond = key.endswith("bond") or key == "履约保证金"
        return "explain GUARANTEE" if bond else "explain INSTALMENT"
    return "explain RETURN" if number.isdecimal() else "explain LINE"


def typed(args: Sequence[str]) -> Typed:
    """What a command line says; options of the command itself are among the arguments."""
    words: list[str] = []
    options: dict[str, str] = {}
    waiting = iter(args)
    for text in waiting:
        name, mark, value = text.partition("=")
        if name in EVERYWHERE:
            options[name] = value if mark else next(waiting, "")
        else:
            words.append(text)
    words = words or ["remind"]  # what `svcctl` alone shows
    named = CHINESE.get(words[0])
    if named:
        return Typed(" ".join(named).strip(), tuple(words[1:]), options)
    depth = 2 if words[0] in NOUNS and words[0] not in ALONE else 1
    words[1:2] = [CHINESE.get(each, ("", each))[1] for each in words[1:2]]
    return Typed(" ".join(words[:depth]), tuple(words[depth:]), options)


# -- holding it to its schema ----------------------------------------------------------------------


def faults(form: str, data: Any) -> list[str]:
    """What is not as the schema of that form has it: where in the answer, and what."""
    if form not in INDEX:
        return [f"{form}: it answers in JSON and has no schema in {FOLDER.name}/index.json"]
    errors = validator(form).iter_errors(data)
    found = [f"{form}: {each.json_path}: {each.message}" for e in errors for each in nearest(e)]
    if found or form not in ("explain INSTALMENT", "explain LINE"):
        return found
    # whatever life a test has led: what an explanation tells must be so
    return arithmetic.answer(
        data, {"CN": chinese_calendar.is_workday, "CN-GX": worked_in_guangxi}, range(2021, 2027)
    )


@cache
def guangxi() -> dict[date, bool]:
    """Whether each day of Guangxi's own table is worked."""
    text = (workspace.shipped("calendars") / "CN-GX.toml").read_text(encoding="utf-8")
    years = tomllib.loads(text)["years"]
    off = {day: False for year in years for day in year["days_off"]}
    return off | {day: True for year in years for day in year["worked"]}


def worked_in_guangxi(day: date) -> bool:
    """By the region's table, and where it says nothing by the nation's."""
    return guangxi().get(day, chinese_calendar.is_workday(day))


def nearest(error: ValidationError) -> Iterator[ValidationError]:
    """The error, or of several branches those of the one that is meant."""
    if error.validator not in ("oneOf", "anyOf"):
        yield error
        return
    branches: dict[Any, list[ValidationError]] = {}
    for each in error.context or ():
        branches.setdefault(each.schema_path[0], []).append(each)
    meant = [b for b in branches.values() if all(e.validator not in DISCRIMINATED for e in b)]
    if len(meant) != 1:
        yield error
        return
    for each in meant[0]:
        yield from nearest(each)


def held(main: Main) -> Main:
    """The command line, whose answers in JSON are looked at before whoever asked gets them."""

    def call(argv: Sequence[str] | None = None) -> int:
        said = typed(list(sys.argv[1:] if argv is None else argv))
        if said.format not in FORMATS or "--help" in said.arguments:
            return main(argv)
        code, out = overheard(lambda: main(argv))
        # a changed store answers nothing: exit 1, and why on stderr
        if code == 0 or (code == 1 and out):
            found = [
                fault
                for data in answers(said, out)
                if not (
                    isinstance(data, dict) and set(data) == {"already"}
                )  # done before, by --key
                for fault in faults(said.form, data)
            ]
            assert not found, "\n".join(found)
        return code

    return call


def overheard(call: Callable[[], int]) -> tuple[int, str]:
    """The exit code, and what was written to stdout, which still gets where it goes."""
    tee, before = Tee(sys.stdout), sys.stdout
    sys.stdout = tee
    try:
        return call(), tee.heard.getvalue()
    finally:
        sys.stdout = before


class Tee:
    """A stream that keeps what is written to it."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.heard = io.StringIO()

    def write(self, text: str) -> int:
        self.heard.write(text)
        return int(self.stream.write(text))

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


def answers(said: Typed, out: str) -> list[Any]:
    """The answer, or the answers line by line; those of commands that only write a file are none."""
    target = said.output
    if target is not None and not out:
        if not target.is_file() or target.suffix.lower() not in (".json", ".jsonl"):
            return []
        out = target.read_text(encoding="utf-8")
    if not out and said.command in FILES_ONLY:
        return []
    by_line = said.format == "jsonl" or said.form == "calendar add -"
    return [json.loads(line) for line in out.splitlines()] if by_line else [json.loads(out)]
