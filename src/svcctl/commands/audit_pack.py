"""Making an auditor's pack from the store, and checking one without it."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from svcctl import __version__, workspace
from svcctl.billing.refusal import Refusal
from svcctl.casefile import Case
from svcctl.commands.desk import Desk, iso
from svcctl.export.audit_pack import Fact, Member, files_named, journal_members, sealed, write_pack
from svcctl.export.provenance import Provenance, foot_lines
from svcctl.export.report import Report
from svcctl.facts import CALENDAR_CHAIN
from svcctl.i18n import Words
from svcctl.store.journal import Journal

TABLES = ("schedule", "payments", "damages", "obligations", "journal")


def audit_pack(desk: Desk) -> None:
    """Everything an auditor needs in one file: tables, journal, papers, calendars, a manifest, a page to stamp."""
    if desk.output is None:
        raise Refusal("pack.output")
    store = desk.open()
    part = desk.output.with_name(desk.output.name + ".part")
    try:
        with store.snapshot(), part.open("wb") as file:
            cases = desk.cases(store)
            if not cases:
                raise Refusal("contract.not-yet" if store.contracts() else "contract.none", as_of=desk.as_of)
            found = desk.provenance(store, cases)
            claims = _claims(cases, found, desk)
            members = sealed(_members(desk, store, cases, found), claims, _page("pack-head", claims))
            written = write_pack(file, members, found.stamp)
        part.replace(desk.output)
    except OSError as error:
        raise Refusal("output.failed", path=desk.output, error=error.strerror or "") from None
    finally:
        store.close()
        with suppress(OSError):
            part.unlink()
    digest = dict(written)["MANIFEST.sha256"]
    words = desk.words
    desk.output = None  # the answer itself goes to the screen
    desk.format = desk.format if desk.format in ("table", "json", "plain") else "plain"
    lines = [words("pack.done", count=len(written)), words("pack.digest", digest=digest)]
    desk.show(Report(data={"members": len(written), "manifest": digest, "heads": claims["heads"]}, head=lines))


def _claims(cases: Sequence[Case], found: Provenance, desk: Desk) -> dict[str, Any]:
    """What the head page says."""
    words = Words("zh", desk.role)
    known = found.stamp.strftime("%Y-%m-%d %H:%M:%S") if found.known_at else ""
    return {
        "contracts": [
            {
                "id": case.id,
                "title": words.title(case.terms.title),
                "purchaser": case.terms.party("purchaser").name,
                "supplier": case.terms.party("supplier").name,
            }
            for case in cases
        ],
        "as_of": iso(found.as_of),
        "known_at": known,
        "calendars": foot_lines(found._replace(heads=()), words)[1:-1],
        "heads": [head for head in found.heads if head],
        "stamp": found.stamp.replace(microsecond=0).isoformat(),
        "version": __version__,
    }


def _page(name: str, values: dict[str, Any]) -> str:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True)
    text = (workspace.shipped("pages") / f"{name}.html").read_text("utf-8")
    return environment.from_string(text).render(values)


# -- the members -----------------------------------------------------------------------------------


def _members(desk: Desk, store: Journal, cases: Sequence[Case], found: Provenance) -> Iterator[Member]:
    words = Words("zh", desk.role)
    yield "READ-ME.html", _page("pack-read-me", {"chain": cases[0].id}).encode()
    yield from _tables(desk, store, cases, found, words)
    yield from _calendars(cases, found, words)
    yield "readings.json", _json({case.id: _readings(case) for case in cases})
    kept: dict[str, str] = {}
    for chain in (*(case.id for case in cases), CALENDAR_CHAIN):
        facts = [Fact(*row) for row in store.rows(chain) if row[0].recorded_at <= desk.known_at]
        yield from journal_members(facts)
        for fact in facts:
            kept |= dict(files_named(fact.row.kind, fact.body))
    for name, digest in sorted(kept.items()):
        yield name, store.content(digest)


def _tables(desk: Desk, store: Journal, cases: Sequence[Case], found: Provenance, words: Words) -> Iterator[Member]:
    """Each table as xlsx to read and csv to reckon with."""
    from svcctl.export import exhibits
    from svcctl.export.writers import as_csv
    from svcctl.export.xlsx import workbook

    for name in TABLES:
        moment = workspace.local_time
        if name == "journal":
            facts = [
                (event, event in case.holding)
                for case in cases
                for event in store.facts(case.id)
                if event.recorded_at <= desk.known_at and event.happened_on <= iso(desk.as_of)
            ]
            exhibit = exhibits.journal_exhibit(facts, cases, words, moment)
        else:
            exhibit = getattr(exhibits, f"{name}_exhibit")(cases, words, moment)
        foot = [*exhibit.findings, *foot_lines(found, words)]
        report = Report(None, exhibit.columns, rows=exhibit.rows.copy, foot=foot, csv_foot=True)
        yield f"tables/{name}.csv", as_csv(report, words).encode("utf-8-sig")
        yield f"tables/{name}.xlsx", workbook(exhibit, found, words)


def _calendars(cases: Sequence[Case], found: Provenance, words: Words) -> Iterator[Member]:
    from svcctl.export.pack_days import counts, days_csv, days_workbook, year_json, years_shown

    shown = [(calendar, years_shown(calendar, cases)) for calendar in found.calendars]
    for calendar, years in shown:
        yield f"calendars/{calendar.name}.json", _json([year_json(calendar, year) for year in years])
    yield "days.csv", days_csv(shown, words).encode("utf-8-sig")
    yield "days.xlsx", days_workbook(shown, counts(cases), words, found.stamp)


def _readings(case: Case) -> dict[str, dict[str, str]]:
    return {key: {"choice": case.terms.readings[key], "from": source} for key, source in case.reading_sources().items()}


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


# -- checking one ----------------------------------------------------------------------------------


def check_pack(
    desk: Desk,
    file: Annotated[str, typer.Argument(metavar="PACK", help="arg.pack")],
    head: Annotated[str, typer.Option("--head", metavar="DIGEST|HEAD", help="opt.pack-head")] = "",
) -> int:
    """Check an auditor's pack without a store; exit 1 where anything was changed, added or is missing."""
    from svcctl.export.pack_check import check_pack as check

    found = check(Path(file).expanduser(), head)
    words = desk.words
    data = {
        "ok": not found.broken,
        "members": found.members,
        "events": found.events,
        "manifest": found.manifest,
        "head": ",".join(found.heads),
        "problems": [{"at": broken.at, "what": broken.what} for broken in found.broken],
    }
    if found.broken:
        lines = [words("pack.broken", path=file, count=len(found.broken))]
        lines += [words("verify.at", at=broken.at, what=words(f"pack.{broken.what}")) for broken in found.broken]
    else:
        lines = [words("pack.ok", path=file, members=found.members, events=found.events)]
        lines += [
            words("pack.digest", digest=found.manifest),
            *(words("verify.head", head=text) for text in found.heads),
        ]
        lines += [] if head else [words("pack.paper")]
    desk.show(Report(data=data, head=lines))
    return 1 if found.broken else 0
