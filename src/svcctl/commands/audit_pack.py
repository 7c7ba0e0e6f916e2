"""Making an auditor's pack from the store, and checking one without it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from svcctl.billing.refusal import Refusal
from svcctl.casefile import Case
from svcctl.commands.desk import Desk
from svcctl.commands.output import replacing
from svcctl.export.provenance import Provenance
from svcctl.export.report import Report
from svcctl.facts import CALENDAR_CHAIN
from svcctl.i18n import Words
from svcctl.store.journal import Journal

if TYPE_CHECKING:
    from svcctl.export.audit_pack import Member


def audit_pack(desk: Desk) -> None:
    """Everything an auditor needs in one file: tables, journal, papers, calendars, a manifest, a page to stamp."""
    from svcctl.export.audit_pack import sealed, write_pack
    from svcctl.export.pack_tables import claimed, page

    if desk.output is None:
        raise Refusal("pack.output")
    store = desk.open()
    try:
        with store.snapshot(), replacing(desk.output) as file:
            cases = desk.cases(store)
            if not cases:
                raise Refusal("contract.not-yet" if store.contracts() else "contract.none", as_of=desk.as_of)
            found = desk.provenance(store, {case.id: case.calendar for case in cases})
            claims = claimed(cases, found, desk.role)
            members = sealed(_members(desk, store, cases, found), claims, page("pack-head", claims))
            written = write_pack(file, members, found.stamp)
    finally:
        store.close()
    digest = dict(written)["MANIFEST.sha256"]
    words = desk.words
    desk.output = None  # the answer itself goes to the screen
    desk.format = desk.format if desk.format in ("table", "json", "plain") else "plain"
    lines = [words("pack.done", count=len(written)), words("pack.digest", digest=digest)]
    desk.show(Report(data={"members": len(written), "manifest": digest, "heads": claims["heads"]}, head=lines))


# -- the members -----------------------------------------------------------------------------------


def _members(desk: Desk, store: Journal, cases: Sequence[Case], found: Provenance) -> "Iterator[Member]":
    from svcctl.export.audit_pack import Fact, files_named, journal_members
    from svcctl.export.pack_tables import tables

    words = Words("zh", desk.role)
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
        "workbooks": found.books,
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
        lines += [words("pack.other-books")] if found.rerun and not found.books else []
        lines += [] if head else [words("pack.paper")]
    desk.show(Report(data=data, head=lines))
    return 1 if found.broken else 0
