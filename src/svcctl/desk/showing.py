"""An answer to the screen or to a file, in the format asked for."""

import sys
from codecs import iterdecode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from os import linesep
from pathlib import Path
from typing import IO

from svcctl import workspace
from svcctl.answers.answer import Answer, Printed
from svcctl.billing.refusal import Refusal
from svcctl.casebook.replay import NOBODY_KNEW_LATER
from svcctl.desk.desk import EXPORTS, FORMATS, OPENED, Desk, one_of, suffix_of

FILES = ("xlsx", "ics", "html", "pdf")  # formats that need a file to go to
PRINTED = ("xlsx", "html", "pdf")  # what every list can be printed from
SCREEN = ("table", "plain")
TOLD = ("txt", *FORMATS, *EXPORTS)  # ends of names that tell what a file is


def check_output(
    desk: Desk, formats: Sequence[str] = FORMATS, kind: str = "", others: Sequence[str] = ()
) -> None:
    """Refuse, before anything is done, a format the answer lacks or a place no file can be.

    `kind` is what the file will be where the format does not say it, `others` what it can be too.
    """
    if desk.output is None:
        one_of("--format", desk.format, formats)
        if desk.format in FILES:
            raise Refusal("export.output", format=desk.format)
        return
    from svcctl.desk.output import refuse_store, replacing

    refuse_store(desk.output)
    _check_suffix(desk, desk.output, formats, kind, others)
    one_of("--format", desk.format, formats)
    if desk.format == "pdf":
        from svcctl.desk.pdf import refuse_without_office

        refuse_without_office("docx" if kind == "docx" else "xlsx")
    if desk.output.is_dir() or not desk.output.parent.is_dir():
        with replacing(desk.output):
            raise AssertionError(
                desk.output
            )  # it says why it cannot be written, before it gets here


def _check_suffix(
    desk: Desk, path: Path, formats: Sequence[str], kind: str, others: Sequence[str]
) -> None:
    """Refuse a name that promises another kind of file than is written."""
    form, suffix = desk.format, suffix_of(path)
    kinds = (kind, *others) if kind else formats
    written = form if form in others else kind or form
    promised = suffix in OPENED or (suffix in TOLD and written in OPENED)
    known = (*TOLD, *OPENED, *kinds)
    unknown = suffix and suffix not in known and not desk.typed_format
    if (
        (promised and suffix != written)
        or (form == suffix and form not in (*formats, *kinds))
        or unknown
    ):
        only = (written,) if form in formats and form in OPENED and not unknown else kinds
        ends = dict.fromkeys("txt" if each in SCREEN else each for each in only)
        raise Refusal("output.suffix", path=path, names=[f".{end}" for end in ends])


def show(desk: Desk, report: Answer) -> None:
    """Write the answer (a CSV file starts with a byte order mark, for spreadsheets)."""
    check_output(desk, (*FORMATS, *PRINTED) if report.columns else FORMATS)
    if desk.format in PRINTED:
        _print(desk, report)
        return
    if report.ready and desk.format == "json":
        _write_ready(desk, report.ready())
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
    if report.flow and desk.format == "plain":
        from svcctl.answers.flowing import as_pieces

        _write_ready(desk, as_pieces(report, report.flow, desk.words))
        return
    if report.page and desk.format in SCREEN:
        shown = width if desk.format == "table" else None
        page = report.page(shown, desk.format == "table" and workspace.colours())
        _write_ready(desk, (f"{line}\n".encode() for line in page))
        return
    text = _text(desk, report)
    if desk.output is None:
        sys.stdout.write(text)
    else:
        write_bytes(desk, text.encode("utf-8-sig" if desk.format == "csv" else "utf-8"))


def _write_ready(desk: Desk, pieces: Iterator[bytes]) -> None:
    """What stands ready, as it comes."""
    if desk.output is not None:
        with output_file(desk) as file:
            file.writelines(pieces)
        return
    out = sys.stdout
    if type(out) is TextIOWrapper and out.encoding == "utf-8" and linesep == "\n":
        out.flush()
        out.buffer.writelines(pieces)
        return
    for piece in iterdecode(pieces, "utf-8"):
        sys.stdout.write(piece)


def _print(desk: Desk, report: Answer) -> None:
    """A list ready to be printed: a workbook, a page for a browser, or a PDF of the workbook."""
    from svcctl.answers.printing import as_printed

    found = as_printed(report, desk.output.stem if desk.output else "", desk.words)
    if report.printed and desk.known_mark:
        mark = desk.known_mark.strip()
        found = [each._replace(beside=[*each.beside, mark]) for each in found]
    print_lists(desk, found)


def print_lists(desk: Desk, lists: Sequence[Printed]) -> None:
    """Lists in one file: sheets of a workbook, a PDF of it, or a page."""
    from svcctl.papers.provenance import Provenance

    known_at = "" if desk.known_at == NOBODY_KNEW_LATER else desk.known_at
    found = Provenance(desk.as_of, known_at, (), ())
    if desk.format == "html":
        from svcctl.papers.pages import lists_page

        write_bytes(desk, lists_page(workspace.shipped("pages"), lists, found, desk.words))
        return
    from svcctl.papers.xlsx import write_lists

    with workbook_file(desk) as file:
        write_lists(lists, found, desk.words, file)


def _text(desk: Desk, report: Answer) -> str:
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
def workbook_file(desk: Desk) -> Iterator[IO[bytes]]:
    """A file that takes a workbook, and goes to its place as it is or as a PDF."""
    if desk.format != "pdf":
        with output_file(desk) as file:
            yield file
        return
    from io import BytesIO

    from svcctl.desk.pdf import as_pdf

    made = BytesIO()
    yield made
    write_bytes(desk, as_pdf(made.getvalue(), "xlsx"))


@contextmanager
def output_file(desk: Desk) -> Iterator[IO[bytes]]:
    """The file asked for with `-o`, in its place once it is whole; then it is said where it is."""
    from svcctl.desk.output import replacing

    if desk.output is None:
        raise Refusal("export.output", format=desk.format)
    with replacing(desk.output) as file:
        yield file
    sys.stderr.write(desk.words("output.written", path=desk.output) + "\n")
