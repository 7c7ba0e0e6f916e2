"""An answer to the screen or to a file, in the format asked for."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from svcctl import workspace
from svcctl.answers.answer import Answer
from svcctl.billing.refusal import Refusal
from svcctl.casebook.replay import NOBODY_KNEW_LATER
from svcctl.desk.desk import EXPORTS, FORMATS, OPENED, Desk, one_of, suffix_of

FILES = ("xlsx", "ics", "html")  # formats that need a file to go to
SCREEN = ("table", "plain")
TOLD = ("txt", *FORMATS, *EXPORTS)  # ends of names that tell what a file is


def check_output(desk: Desk, formats: Sequence[str] = FORMATS, kind: str = "") -> None:
    """Refuse, before anything is done, a format the answer lacks or a place no file can be.

    `kind` is what the file will be where the format does not say it.
    """
    if desk.output is None:
        one_of("--format", desk.format, formats)
        if desk.format in FILES:
            raise Refusal("export.output", format=desk.format)
        return
    _check_suffix(desk.output, desk.format, formats, kind)
    one_of("--format", desk.format, formats)
    from svcctl.desk.output import refuse_store, replacing

    refuse_store(desk.output)
    if desk.output.is_dir() or not desk.output.parent.is_dir():
        with replacing(desk.output):
            raise AssertionError(
                desk.output
            )  # it says why it cannot be written, before it gets here


def _check_suffix(path: Path, form: str, formats: Sequence[str], kind: str) -> None:
    """Refuse a name that promises another kind of file than is written."""
    suffix, kinds = suffix_of(path), (kind,) if kind else formats
    written = kind or form
    promised = suffix in OPENED or (suffix in TOLD and written in OPENED)
    if (promised and suffix != written) or (form == suffix and form not in (*formats, kind)):
        only = (written,) if form in formats and form in OPENED else kinds
        ends = dict.fromkeys("txt" if each in SCREEN else each for each in only)
        raise Refusal("output.suffix", path=path, names=[f".{end}" for end in ends])


def show(desk: Desk, report: Answer) -> None:
    """Write the answer (a CSV file starts with a byte order mark, for spreadsheets)."""
    check_output(desk, (*FORMATS, "xlsx") if report.columns else FORMATS)
    if desk.format == "xlsx":
        _as_workbook(desk, report)
        return
    width = workspace.terminal_width() if desk.output is None else None
    if len(desk.titles) > 1 and desk.format in SCREEN and not report.page:
        from svcctl.answers.contract_names import told_apart, with_names

        report = with_names(report, told_apart(desk.titles), desk.format == "table")
    if desk.format == "table" and desk.output is None and not report.page:
        from svcctl.answers.terminal import on_terminal

        lines = on_terminal(report, desk.words, width or 120, workspace.colours())
        sys.stdout.write("".join(line + "\n" for line in lines))
        return
    text = _text(desk, report, width)
    if desk.output is None:
        sys.stdout.write(text)
    else:
        write_bytes(desk, text.encode("utf-8-sig" if desk.format == "csv" else "utf-8"))


def _as_workbook(desk: Desk, report: Answer) -> None:
    from svcctl.papers.provenance import Provenance
    from svcctl.papers.xlsx import write_list

    name = desk.output.stem if desk.output else ""
    known_at = "" if desk.known_at == NOBODY_KNEW_LATER else desk.known_at
    with output_file(desk) as file:
        write_list(report, Provenance(desk.as_of, known_at, (), ()), desk.words, file, name)


def _text(desk: Desk, report: Answer, width: int | None) -> str:
    if report.page and desk.format in ("table", "plain"):
        shown = width if desk.format == "table" else None
        lines = report.page(shown, desk.format == "table" and workspace.colours())
        return "".join(line + "\n" for line in lines)
    from svcctl.answers.writers import as_csv, as_json, as_text

    if desk.format == "json":
        return as_json(report.data, report.stream)
    if desk.format == "csv":
        return as_csv(report, desk.words)
    return "".join(line + "\n" for line in as_text(report, desk.words))


def write_bytes(desk: Desk, content: bytes) -> None:
    """The file asked for with `-o`; Refusal where it cannot be written."""
    with output_file(desk) as file:
        file.write(content)


@contextmanager
def output_file(desk: Desk) -> Iterator[IO[bytes]]:
    """The file asked for with `-o`, in its place once it is whole; then it is said where it is."""
    from svcctl.desk.output import replacing

    if desk.output is None:
        raise Refusal("export.output", format=desk.format)
    with replacing(desk.output) as file:
        yield file
    sys.stderr.write(desk.words("output.written", path=desk.output) + "\n")
