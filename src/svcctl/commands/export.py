"""Exports: lists that are passed on."""

import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing
from datetime import date
from io import TextIOWrapper
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from svcctl import workspace
from svcctl.billing.calendar import Calendar
from svcctl.billing.disclosure import Arrear, arrears, small
from svcctl.billing.money import grouped, yuan
from svcctl.billing.refusal import Refusal
from svcctl.billing.statute import text_on
from svcctl.commands.audit_pack import audit_pack
from svcctl.commands.desk import Desk, iso
from svcctl.commands.options import Maybe
from svcctl.commands.papers import write_bytes, writing
from svcctl.entry import parse_count
from svcctl.export.report import Column, Report
from svcctl.i18n import Words

FILES = ("xlsx", "ics", "html")  # formats that need a file to go to

if TYPE_CHECKING:
    from svcctl.casefile import Case
    from svcctl.export.exhibits import Exhibit
    from svcctl.export.provenance import Provenance

OVERDUE_COLUMNS = (
    Column("column.contract", "code"),
    Column("column.id", "code"),
    Column("column.supplier"),
    Column("column.size"),
    Column("column.undisputed", "money"),
    Column("column.disputed", "money"),
    Column("column.first-due", "code"),
    Column("column.days", "count"),
    Column("column.talks"),
)


def overdue(
    desk: Desk,
    year: Annotated[Maybe, typer.Option("--year", metavar="YEAR", help="opt.overdue-year")] = None,
) -> None:
    """What was overdue to small and medium suppliers at a year's end, to be made known by 31 March."""
    number = parse_count(year) if year else desk.today.year - 1
    if not 2000 <= number <= desk.today.year:
        raise Refusal("overdue.year", year=number, this=desk.today.year)
    end = min(date(number, 12, 31), desk.today)
    desk.as_of = desk.today
    cases = [then for case in desk.read_cases() if (then := case.on(end))]
    listed = [(case.id, arrear) for case in cases for arrear in arrears(case.sight)]
    counted = [(cid, arrear) for cid, arrear in listed if small(arrear)]
    unknown = sorted({cid for cid, arrear in listed if small(arrear) is None})
    words = desk.words
    by = date(number + 1, 3, 31)
    text = text_on(by)
    law = f"{text.order}{text.disclosure}" if text else "-"
    sums = {"overdue": sum(a.overdue_fen for _, a in counted), "disputed": sum(a.disputed_fen for _, a in counted)}
    contracts = len({cid for cid, _ in counted})
    foot = [words("overdue.sum", contracts=contracts, **{key: grouped(fen) for key, fen in sums.items()})]
    foot += [words("overdue.unknown", count=len(unknown), contracts=", ".join(unknown))] if unknown else []
    foot += [words("overdue.open-year", end=end)] if end < date(number, 12, 31) else []
    desk.show(
        Report(
            data={
                "year": number,
                "as_of": iso(end),
                "contracts": contracts,
                "size_unknown": unknown,
                "instalments": [_json(cid, arrear) for cid, arrear in counted],
            }
            | {key: yuan(fen) for key, fen in sums.items()},
            columns=OVERDUE_COLUMNS if counted else (),
            rows=lambda: [
                [
                    cid,
                    arrear.instalment,
                    arrear.supplier.name,
                    words(f"size.{arrear.supplier.size}"),
                    arrear.overdue_fen,
                    arrear.disputed_fen,
                    iso(arrear.due_on),
                    arrear.days,
                    words(f"talks.{arrear.talks}"),
                ]
                for cid, arrear in counted
            ],
            head=[words("overdue.title", end=end, by=by, law=law) + desk.known_mark],
            foot=foot,
        )
    )


def _json(contract: str, arrear: Arrear) -> dict[str, Any]:
    return {
        "id": f"{contract}:{arrear.instalment}",
        "contract": contract,
        "supplier": arrear.supplier.name,
        "size": arrear.supplier.size,
        "overdue": yuan(arrear.overdue_fen),
        "disputed": yuan(arrear.disputed_fen),
        "due_on": iso(arrear.due_on),
        "days_overdue": arrear.days,
        "negotiation": arrear.talks,
    }


# -- tables for auditors ---------------------------------------------------------------------------


def schedule(
    desk: Desk,
    ocid_prefix: Annotated[str, typer.Option("--ocid-prefix", metavar="PREFIX", help="opt.ocid-prefix")] = "",
    publisher: Annotated[str, typer.Option("--publisher", metavar="NAME", help="opt.publisher")] = "",
) -> None:
    """Every instalment with an auditor's columns: how its date was counted, papers, vouchers, who entered it when."""
    if desk.format == "ocds":
        _ocds(desk, ocid_prefix, publisher)
        return
    for option, value in (("--ocid-prefix", ocid_prefix), ("--publisher", publisher)):
        if value:
            raise Refusal("ocds.only", option=option)
    if desk.format == "html":
        _contract_page(desk)
        return
    from svcctl.export.deadlines_ics import schedule_ics

    _export(desk, "schedule", schedule_ics, ("ics", "ocds"))


def payments(desk: Desk) -> None:
    """Money paid and come back, a row for each instalment of each transfer."""
    _export(desk, "payments")


def damages(desk: Desk) -> None:
    """What each side owes under the contract's damages rules, line by line."""
    _export(desk, "damages")


def journal(desk: Desk) -> None:
    """Every fact in the order recorded, with whether it still holds."""
    _export(desk, "journal")


def obligations(desk: Desk) -> None:
    """Dates to keep that are not payments."""
    from svcctl.export.deadlines_ics import obligations_ics

    _export(desk, "obligations", obligations_ics, ("ics",))


def service(desk: Desk) -> None:
    """What the contract promises of the service: limits by level, recurring turns with their days, systems."""
    from svcctl.export.deadlines_ics import service_ics

    _export(desk, "service", service_ics, ("ics",))


def _contract_page(desk: Desk) -> None:
    """The contracts as a page for a browser."""
    from svcctl.export.contract_html import contract_page

    if desk.output is None:
        raise Refusal("export.output", format=desk.format)
    cases, found = _gathered(desk)
    folder = workspace.shipped("pages")
    write_bytes(desk, contract_page(folder, cases, found, desk.words, workspace.local_time, desk.known_mark))


def _export(desk: Desk, name: str, as_ics: Any = None, others: Sequence[str] = ()) -> None:
    """The table in the format asked for, in one look at the store; xlsx is a Chinese document in any language.

    All is gathered, in a temporary file where it is much, before a byte is written.
    """
    known = ("table", "plain", "csv", "json", "jsonl", "xlsx", "html", *others)
    if desk.format not in known:
        raise Refusal("usage.choice", option="--format", value=desk.format, choices=", ".join(known))
    if desk.format in FILES and desk.output is None:
        raise Refusal("export.output", format=desk.format)
    if desk.format == "ics":
        cases, found = _gathered(desk)
        write_bytes(desk, as_ics(cases, found, desk.words))
        return
    from svcctl.export.exhibits import Exhibit

    words = Words("zh", desk.role) if desk.format == "xlsx" else desk.words
    with Exhibit(name, words, workspace.local_time, steps=desk.format == "xlsx") as exhibit:
        used: dict[str, Calendar] = {}
        with closing(desk.open()) as store, store.snapshot():
            for case in desk.walk(store):
                exhibit.add(case)
                used[case.id] = case.calendar
            found = desk.provenance(store, used)
        _write(desk, exhibit, found, words)


def _write(desk: Desk, exhibit: "Exhibit", found: "Provenance", words: Words) -> None:
    from svcctl.export.provenance import foot_lines

    foot = foot_lines(found, words)
    if desk.format == "xlsx":
        from svcctl.export.xlsx import write_workbook

        with writing(desk) as file:
            write_workbook(
                exhibit, found, words, file, lambda rows: desk.followed(rows, lambda: len(rows), "progress.rows")
            )
    elif desk.format == "html":
        from svcctl.export.pages import exhibit_page

        title = exhibit.title + desk.known_mark
        write_bytes(desk, exhibit_page(workspace.shipped("pages"), exhibit, found, words, title))
    elif desk.format in ("csv", "jsonl"):
        _stream(desk, exhibit, foot)
    else:
        findings = list(exhibit.findings)
        as_json = desk.format == "json"
        data = {"export": exhibit.name, "provenance": foot, "findings": findings}
        desk.show(
            Report(
                data=data | {"rows": list(exhibit.records())} if as_json else None,
                columns=exhibit.columns,
                rows=lambda: list(exhibit.rows),
                head=[exhibit.title + desk.known_mark],
                foot=[*findings, *foot],
            )
        )


def _stream(desk: Desk, exhibit: "Exhibit", foot: Sequence[str]) -> None:
    """Row after row; JSON lines are rows and nothing else, so what stands in the foot goes to stderr."""
    from svcctl.export.writers import write_csv, write_lines

    rows = desk.followed(exhibit.rows, lambda: len(exhibit.rows), "progress.rows")
    with ExitStack() as stack:
        out: TextIO = sys.stdout
        if desk.output:
            encoding = "utf-8-sig" if desk.format == "csv" else "utf-8"
            out = stack.enter_context(TextIOWrapper(stack.enter_context(writing(desk)), encoding, newline=""))
        if desk.format == "csv":
            write_csv(exhibit.columns, rows, chain(exhibit.findings, foot), desk.words, out)
            return
        write_lines(exhibit.records(rows), out)
    for line in chain(exhibit.findings, foot):
        sys.stderr.write(line + "\n")


def _gathered(desk: Desk) -> "tuple[list[Case], Provenance]":
    """The contracts asked for, all of them at hand, and what a paper about them says of itself."""
    with closing(desk.open()) as store, store.snapshot():
        cases = desk.cases(store)
        return cases, desk.provenance(store, {case.id: case.calendar for case in cases})


def _ocds(desk: Desk, prefix: str, publisher: str) -> None:
    """One contract as a release, several as a package of releases; JSON, to the file asked for or to the output."""
    import re

    from svcctl.export.ocds import package, release
    from svcctl.export.writers import as_json

    if prefix and not re.fullmatch(r"ocds-[a-z0-9]{6}", prefix):
        raise Refusal("ocds.prefix", text=prefix)
    cases, found = _gathered(desk)
    if not cases:
        desk.read_case()  # which says why
    words = Words(desk.words.lang)  # the same for whoever asks
    releases = [release(case, prefix, found, words) for case in cases]
    purchasers = {case.terms.party("purchaser").name for case in cases}
    if len(cases) > 1 and not publisher and len(purchasers) > 1:
        raise Refusal("ocds.publisher", count=len(purchasers))
    told = releases[0] if len(cases) == 1 else package(releases, publisher or min(purchasers), found)
    if not prefix:
        sys.stderr.write(words("ocds.no-prefix") + "\n")
    if desk.output is None:
        sys.stdout.write(as_json(told))
    else:
        write_bytes(desk, as_json(told).encode())


VERBS = {
    "schedule": schedule,
    "payments": payments,
    "damages": damages,
    "journal": journal,
    "obligations": obligations,
    "service": service,
    "overdue": overdue,
    "audit-pack": audit_pack,
}
