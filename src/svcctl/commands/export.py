"""Exports: lists that are passed on."""

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date
from io import TextIOWrapper
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any, TextIO

from svcctl import workspace
from svcctl.answers.answer import Answer
from svcctl.billing.refusal import Refusal
from svcctl.billing.working_days import Calendar
from svcctl.commands.audit_pack import audit_pack
from svcctl.desk.desk import Desk
from svcctl.desk.looking import looking, read_cases
from svcctl.desk.options import narrowed_by, number, text
from svcctl.desk.showing import check_output, output_file, show, workbook_file, write_bytes
from svcctl.i18n import Words
from svcctl.store.scopes import ALL, MONEY, SERVICE, Scope

KNOWN = ("table", "plain", "csv", "json", "jsonl", "xlsx", "html", "pdf")
BOOKS = ("xlsx", "pdf")  # what a workbook is made for
SCOPES = {"journal": ALL, "service": ALL, "obligations": SERVICE}  # of what is no money alone

if TYPE_CHECKING:
    from svcctl.answers.wish import Wish
    from svcctl.casebook.case import Case
    from svcctl.papers.exhibits import Exhibit, Making
    from svcctl.papers.provenance import Provenance


@narrowed_by(without=("status",))
def overdue(
    desk: Desk,
    wish: "Wish",
    year: Annotated[int | None, number("--year", "opt.overdue-year", "YEAR")] = None,
) -> None:
    """Overdue to small and medium suppliers at a year's end, to be made known by 31 March."""
    from svcctl.answers.arrears import listed

    asked = desk.as_of.year - 1 if year is None else year
    if not 2000 <= asked <= desk.as_of.year:
        raise Refusal("overdue.year", year=asked, this=desk.as_of.year)
    end = min(date(asked, 12, 31), desk.as_of)
    cases = [then for case in read_cases(desk) if (then := case.on(end))]
    show(desk, listed(cases, asked, end, desk.words, desk.known_mark, wish))


# -- tables for auditors ---------------------------------------------------------------------------


def schedule(
    desk: Desk,
    ocid_prefix: Annotated[str, text("--ocid-prefix", "opt.ocid-prefix", "PREFIX")] = "",
    publisher: Annotated[str, text("--publisher", "opt.publisher", "NAME")] = "",
) -> None:
    """Every instalment with an auditor's columns: how counted, papers, vouchers, who entered it."""
    if desk.format == "ocds":
        _ocds(desk, ocid_prefix, publisher)
        return
    for option, value in (("--ocid-prefix", ocid_prefix), ("--publisher", publisher)):
        if value:
            raise Refusal("ocds.only", option=option)
    if desk.format == "html":
        _contract_page(desk)
        return
    from svcctl.papers.deadlines_ics import schedule_ics

    _export(desk, "schedule", schedule_ics, ("ics", "ocds"))


def obligations(desk: Desk) -> None:
    """Dates to keep that are not payments."""
    from svcctl.papers.deadlines_ics import obligations_ics

    _export(desk, "obligations", obligations_ics, ("ics",))


def service(desk: Desk) -> None:
    """The record of the service beside what was promised: promises, records, clocks, papers."""
    from svcctl.papers.deadlines_ics import service_ics

    _export(desk, "service", service_ics, ("ics",))


def _contract_page(desk: Desk) -> None:
    """The contracts as a page for a browser."""
    from svcctl.papers.contract_html import contract_page

    check_output(desk, ("html",))
    desk, cases, found = _gathered(desk)
    folder = workspace.shipped("pages")
    page = contract_page(folder, cases, found, desk.words, workspace.local_time, desk.known_mark)
    write_bytes(desk, page)


def _export(desk: Desk, name: str, as_ics: Any = None, others: Sequence[str] = ()) -> None:
    """The table in the format asked for, in one look at the store; xlsx is always in Chinese.

    All is gathered, in a temporary file where it is much, before a byte is written.
    """
    check_output(desk, (*KNOWN, *others))
    scope = SCOPES.get(name, MONEY)
    if desk.format == "ics":
        _, cases, found = _gathered(desk, scope)
        write_bytes(desk, as_ics(cases, found, desk.words))
        return
    from svcctl.desk.from_each import from_each
    from svcctl.papers.exhibits import Exhibit, made_of

    words = Words("zh", desk.role) if desk.format in BOOKS else desk.words
    with ExitStack() as stack:
        with looking(desk, stamped=True, scope=scope) as look:
            makings = _makings(name, look.desk, words)
            exhibits = [stack.enter_context(Exhibit(making)) for making in makings]
            named = look.calendars()
            used: dict[str, Calendar] = {}
            for contract, calendar, parts in from_each(look, made_of, makings):
                for exhibit, part in zip(exhibits, parts, strict=True):
                    exhibit.add(part)
                used[contract] = named(calendar)
            found = look.provenance(used)
        _write(look.desk, exhibits, found, words)


def _makings(name: str, desk: Desk, words: Words) -> "list[Making]":
    """How the exhibits of a file are made: one, or of a workbook several sheets."""
    from functools import partial

    from svcctl.papers.exhibits import Making, kind_of
    from svcctl.papers.provenance import clock_time

    book = desk.format in BOOKS
    names = (book and kind_of(name).sheets) or (name,)
    read_at = partial(clock_time, known_at=desk.known_at)
    return [Making(each, words, workspace.local_time, desk.format, book, read_at) for each in names]


def _write(desk: Desk, exhibits: "Sequence[Exhibit]", found: "Provenance", words: Words) -> None:
    from svcctl.papers.provenance import foot_lines

    foot, exhibit = foot_lines(found, words), exhibits[0]
    if desk.format in BOOKS:
        _workbook(desk, exhibits, found, words)
    elif desk.format == "html":
        from svcctl.papers.pages import exhibit_page

        title = exhibit.title + desk.known_mark
        page = exhibit_page(workspace.shipped("pages"), exhibit, found, words, title)
        write_bytes(desk, page)
    elif desk.format in ("csv", "jsonl"):
        _stream(desk, exhibit, foot)
    elif desk.format == "json":
        show(desk, Answer(data=_json(exhibit, found, words)))
    else:
        show(desk, _report(desk, exhibit, foot))


def _json(exhibit: "Exhibit", found: "Provenance", words: Words) -> dict[str, Any]:
    from svcctl.papers.provenance import provenance_json

    return {
        "export": exhibit.name,
        "provenance": provenance_json(found, words),
        "findings": list(exhibit.remarks),
        "rows": list(exhibit.records()),
    }


def _workbook(desk: Desk, exhibits: "Sequence[Exhibit]", found: "Provenance", words: Words) -> None:
    from svcctl.papers.xlsx import write_workbook

    def followed(rows: Any) -> Any:
        return desk.followed(rows, lambda: len(rows), "progress.rows")

    with workbook_file(desk) as file:
        write_workbook(exhibits, found, words, file, followed)


def _report(desk: Desk, exhibit: "Exhibit", foot: Sequence[str]) -> Answer:
    return Answer(
        data=None,
        columns=exhibit.columns,
        rows=lambda: list(exhibit.rows),
        head=[exhibit.title + desk.known_mark],
        foot=[*exhibit.findings, *foot],
    )


def _stream(desk: Desk, exhibit: "Exhibit", foot: Sequence[str]) -> None:
    """Contract after contract; JSON lines are rows only: what stands in the foot goes to stderr."""
    from svcctl.answers.writers import write_csv_lines

    rows = desk.followed(exhibit.rows, lambda: len(exhibit.rows), "progress.rows")
    with ExitStack() as stack:
        out: TextIO = sys.stdout
        if desk.output:
            encoding = "utf-8-sig" if desk.format == "csv" else "utf-8"
            out = stack.enter_context(
                TextIOWrapper(stack.enter_context(output_file(desk)), encoding, newline="")
            )
        if desk.format == "csv":
            write_csv_lines(exhibit.columns, rows, chain(exhibit.findings, foot), desk.words, out)
            return
        out.writelines(rows)
    for line in chain(exhibit.findings, foot):
        sys.stderr.write(line + "\n")


def _gathered(desk: Desk, scope: Scope = MONEY) -> "tuple[Desk, list[Case], Provenance]":
    """The contracts asked for, all of them at hand, and what a paper about them says of itself.

    The desk is that of the moment at which the paper is made.
    """
    with looking(desk, stamped=True, scope=scope) as look:
        cases = look.cases()
        return look.desk, cases, look.provenance({case.id: case.calendar for case in cases})


def _ocds(desk: Desk, prefix: str, publisher: str) -> None:
    """One contract as a release, several as a package; JSON to the file or the output."""
    import re

    from svcctl.answers.writers import as_json
    from svcctl.papers.ocds import package, release

    check_output(desk, ("ocds",), "json")
    if prefix and not re.fullmatch(r"ocds-[a-z0-9]{6}", prefix):
        raise Refusal("ocds.prefix", text=prefix)
    _, cases, found = _gathered(desk)
    if not cases:
        with looking(desk) as look:
            raise look.nothing_to_see()
    words = Words(desk.words.lang)  # the same for whoever asks
    releases = [release(case, prefix, found, words) for case in cases]
    purchasers = {case.terms.party("purchaser").name for case in cases}
    if len(cases) > 1 and not publisher and len(purchasers) > 1:
        raise Refusal("ocds.publisher", count=len(purchasers))
    told = (
        releases[0] if len(cases) == 1 else package(releases, publisher or min(purchasers), found)
    )
    if not prefix:
        sys.stderr.write(words("ocds.no-prefix") + "\n")
    if desk.output is None:
        sys.stdout.write(as_json(told))
    else:
        write_bytes(desk, as_json(told).encode())


def facts(desk: Desk) -> None:
    """What both sides must agree on, for the other side's `compare facts`: no notes, no reasons."""
    from svcctl.answers import books
    from svcctl.intake.books import agreed
    from svcctl.papers.provenance import foot_lines, provenance_json

    check_output(desk)
    desk, cases, found = _gathered(desk, ALL)
    rows = [each for case in cases for each, _ in agreed(case)]
    told = provenance_json(found, desk.words)
    show(desk, books.listed(rows, told, foot_lines(found, desk.words), desk.words))


def overview(desk: Desk) -> None:
    """All contracts on a page for a director, each with its own page behind it."""
    if desk.format in ("table", "plain") and desk.output is None:
        desk = desk._replace(format="html")
    check_output(desk, ("html",))
    mark = desk.known_mark  # only where somebody asked for what was known at a time
    desk, cases, found = _gathered(desk)
    from svcctl.papers.overview_html import overview_page

    folder = workspace.shipped("pages")
    page = overview_page(folder, cases, found, desk.words, workspace.local_time, mark)
    write_bytes(desk, page)


def _plain(name: str) -> Callable[[Desk], None]:
    """The verb of a table that has no calendar and no options of its own."""

    def export(desk: Desk) -> None:
        _export(desk, name)

    return export


PLAIN = (
    "payments",
    "damages",
    "journal",
    "guarantees",
)  # named here too: loading the tables takes 40 ms
VERBS: dict[str, Callable[..., None]] = {
    "schedule": schedule,
    **{name: _plain(name) for name in PLAIN},
    "obligations": obligations,
    "service": service,
    "facts": facts,
    "overdue": overdue,
    "overview": overview,
    "audit-pack": audit_pack,
}
