"""Contract files and shipped tables as commands read them, and what is said of them."""

import sys
from collections.abc import Iterable, Sequence
from typing import Any

from svcctl import workspace
from svcctl.answers.answer import Answer
from svcctl.answers.recorded import plain_value
from svcctl.billing.money import fen, grouped
from svcctl.billing.printable import printable
from svcctl.billing.refusal import Refusal
from svcctl.desk.desk import read_file
from svcctl.i18n import Words

LARGEST_CONTRACT = 2**20  # bytes; the longest contract written so far has a sixtieth of it
LARGEST_FORM = 2**22  # of a workbook, which may hold a picture of a seal
FORM = ".xlsx"
MOST_ERRORS = 100  # lines of errors that a person reads


def shipped_calendars() -> list[str]:
    """The calendars a contract may name: the nation's, and one for each region file that ships."""
    return ["CN", *(path.stem for path in workspace.shipped("calendars").glob("CN-*.toml"))]


def read_contracts(paths: Iterable[str]) -> list[Any]:
    """The contract files named, TOML or workbooks, read and checked; their errors are in them."""
    found = []
    for text in paths:
        form = text.lower().endswith(FORM)
        path, content = read_file(text, LARGEST_FORM if form else LARGEST_CONTRACT)
        found.append(_reader(content, text)(str(path), content, shipped_calendars()))
    return found


def is_form(content: bytes, path: str) -> bool:
    """Whether it is a workbook, by what it is or is called."""
    return path.lower().endswith(FORM) or content.startswith((b"PK", b"\xd0\xcf\x11\xe0"))


def _reader(content: bytes, path: str) -> Any:
    """What reads a contract file: the form's reader for a workbook, TOML otherwise."""
    if is_form(content, path):
        from svcctl.intake.contract_form import read_form

        return read_form
    from svcctl.contracts.read import read_contract

    return read_contract


def what_is_wrong(error: Any, words: Words) -> str:
    """What is wrong, in the words of the file that it stands in."""
    if not error.cell:
        return words(error.problem.key, **error.problem.values)
    from svcctl.intake.form_told import told

    return told(error.problem, words)


def checked(files: Sequence[Any], words: Words) -> Answer:
    """Every error in the files, or that there is none."""
    errors = [error for file in files for error in file.errors]
    unsaid = [reminder for file in files for reminder in file.reminders]
    data = {"ok": not errors, "errors": [_error_json(error, words) for error in errors]}
    if unsaid:
        data["reminders"] = [_error_json(reminder, words) for reminder in unsaid]
    if errors:
        return Answer(data=data, head=error_lines(errors, words), foot=error_lines(unsaid, words))
    lines = [line for file in files for line in _in_yuan(file.document, words)]
    head = [words("check.ok", files=len(files)), *lines]
    return Answer(data=data, head=head, foot=error_lines(unsaid, words))


def _in_yuan(document: Any, words: Words) -> list[str]:
    """What the instalments of a file come to, as they will be asked for."""
    from svcctl.answers.contracts import worked_out
    from svcctl.billing.terms import terms_from
    from svcctl.contracts.form import plain

    terms = terms_from(plain(document))
    return [words("head.contract", title=terms.title, id=terms.id), *worked_out(terms, words)]


def _error_json(error: Any, words: Words) -> dict[str, Any]:
    problem = error.problem
    cell = {"cell": error.cell} if error.cell else {}
    return cell | {
        "file": error.file,
        "key": problem.at,
        "line": error.line,
        "error": _kind(problem.key),
        "values": {name: _filling(value) for name, value in problem.values.items()},
        "message": what_is_wrong(error, words),
    }


def _kind(key: str) -> str:
    """What is wrong, as JSON names it; a cell that cannot be read is one, whatever it should hold."""
    if key.startswith("form-wrong.kind."):
        return "cell.unread"
    return key.removeprefix("file.").replace("form-wrong.", "cell.")


def _filling(value: Any) -> Any:
    """What fills a sentence, as JSON has it; what there is to choose from is one text there."""
    return ", ".join(value) or "-" if isinstance(value, list) else plain_value(value)


def error_lines(errors: Sequence[Any], words: Words) -> list[str]:
    """One line an error: file, line, key, what and what to do."""
    lines = []
    for error in errors[:MOST_ERRORS]:
        place = f"{error.file}:{error.line}" if error.line else error.file
        # who fills in a form knows its cells, and not the keys of a contract file
        key = f" {error.cell or error.problem.at}" if error.cell or error.problem.at else ""
        lines.append(printable(f"{place}{key}: {what_is_wrong(error, words)}"))
    hidden = len(errors) - len(lines)
    return [*lines, words("check.more", count=hidden)] if hidden else lines


def refuse_bad(files: Sequence[Any], words: Words) -> None:
    """Print every error and refuse, where a file has any."""
    errors = [error for file in files for error in file.errors]
    if errors:
        sys.stderr.write("".join(line + "\n" for line in error_lines(errors, words)))
        raise Refusal("file.errors", count=len(errors))


def loaded_report(
    loaded: Sequence[dict[str, Any]], words: Words, dry_run: bool = False
) -> list[str]:
    """What was loaded, in a line a contract."""
    fresh = "import.would" if dry_run else "import.done"
    keys = ["import.already" if entry["already"] else fresh for entry in loaded]
    shown = [entry | {"total": grouped(fen(entry["total"]))} for entry in loaded]
    return [words(key, **values) for key, values in zip(keys, shown, strict=True)]


# -- tables that ship ------------------------------------------------------------------------------


def lpr() -> Any:
    """The published one-year loan prime rates that ship."""
    from svcctl.billing.law.statute import Rate, Rates
    from svcctl.billing.money import parse_share

    table = _toml("law", "lpr.toml")
    rates = tuple(Rate(each["published"], parse_share(each["rate"])) for each in table["rates"])
    return Rates(rates, table["known_until"])


def coverage_table() -> dict[str, Any]:
    """What implements each kind of clause."""
    return _toml("", "coverage.toml")


def _toml(folder: str, name: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads((workspace.shipped(folder) / name).read_text(encoding="utf-8"))
