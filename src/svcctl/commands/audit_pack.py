"""Making an auditor's pack from the store, and checking one without it."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from svcctl import __version__, workspace
from svcctl.billing.refusal import Refusal
from svcctl.casefile import Case
from svcctl.commands.desk import Desk, iso
from svcctl.export.provenance import Provenance, foot_lines
from svcctl.export.report import Report
from svcctl.facts import CALENDAR_CHAIN
from svcctl.i18n import Words
from svcctl.store.journal import Journal

if TYPE_CHECKING:
    from svcctl.export.audit_pack import Member


def audit_pack(desk: Desk) -> None:
    """Everything an auditor needs in one file: tables, journal, papers, calendars, a manifest, a page to stamp."""
    from svcctl.export.audit_pack import sealed, write_pack

    if desk.output is None:
        raise Refusal("pack.output")
    store = desk.open()
    part = desk.output.with_name(desk.output.name + ".part")
    try:
        with store.snapshot(), part.open("wb") as file:
            cases = desk.cases(store)
            if not cases:
                raise Refusal("contract.not-yet" if store.contracts() else "contract.none", as_of=desk.as_of)
            found = desk.provenance(store, {case.id: case.calendar for case in cases})
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
        "known_at": found.known_at,
        "known_at_local": found.stamp.strftime("%Y-%m-%d %H:%M:%S") if found.known_at else "",
        "role": desk.role,
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


def _members(desk: Desk, store: Journal, cases: Sequence[Case], found: Provenance) -> "Iterator[Member]":
    from svcctl.export.audit_pack import Fact, files_named, journal_members
    from svcctl.export.pack_tables import tables

    words = Words("zh", desk.role)
    yield "READ-ME.html", _page("pack-read-me", {"chain": cases[0].id}).encode()
    yield from tables(cases, {case.id: store.facts(case.id) for case in cases}, found, words)
    kept: dict[str, str] = {}
    for chain in (*(case.id for case in cases), CALENDAR_CHAIN):
        facts = [Fact(*row) for row in store.rows(chain) if row[0].recorded_at <= desk.known_at]
        yield from journal_members(facts)
        for fact in facts:
            kept |= dict(files_named(fact.row.kind, fact.body))
    for name, digest in sorted(kept.items()):
        yield name, store.content(digest)


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
        "rerun": found.rerun,
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
        lines += [] if found.rerun else [words("pack.other-version")]
        lines += [] if head else [words("pack.paper")]
    desk.show(Report(data=data, head=lines))
    return 1 if found.broken else 0
