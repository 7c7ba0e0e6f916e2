"""Making an auditor's pack from the store, and checking one without it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from svcctl.answers.answer import Answer
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.casebook.kinds import CALENDAR_CHAIN
from svcctl.desk.desk import Desk, path_of, refuse_odd
from svcctl.desk.looking import Look, looking
from svcctl.desk.options import argument, text
from svcctl.desk.output import replacing
from svcctl.desk.showing import check_output, show
from svcctl.i18n import Words
from svcctl.papers.provenance import Provenance
from svcctl.store.scopes import ALL

if TYPE_CHECKING:
    from svcctl.pack.container import Member, StoredFact
    from svcctl.store.journal import Journal


def audit_pack(desk: Desk) -> None:
    """Everything an auditor needs in one file: tables, journal, papers, calendars, manifest."""
    from svcctl.pack.container import with_seal, write_pack
    from svcctl.pack.contents import claimed, page

    if desk.output is None:
        raise Refusal("pack.output")
    check_output(desk, ("table", "plain", "json", "zip"), "zip")
    with (
        looking(desk, stamped=True, scope=ALL) as look,
        replacing(desk.output, private=True) as file,
    ):
        if look.journal.driver.closed:
            raise Refusal("pack.closed-login")  # an auditor would take it for all there is
        cases = look.cases()
        if not cases:
            raise look.nothing_to_see()
        found = look.provenance({case.id: case.calendar for case in cases})
        claims = claimed(cases, found, desk.role)
        members = with_seal(_members(look, cases, found), claims, page("pack-head", claims))
        written = write_pack(file, members, found.stamp)
    digest, words = dict(written)["MANIFEST.sha256"], desk.words
    form = desk.format if desk.format in ("table", "json", "plain") else "plain"
    data = {"members": len(written), "manifest": digest, "heads": claims["heads"]}
    lines = [words("pack.done", count=len(written)), words("pack.digest", digest=digest)]
    show(desk._replace(output=None, format=form), Answer(data=data, head=lines))


def _members(look: Look, cases: Sequence[Case], found: Provenance) -> "Iterator[Member]":
    from svcctl.pack.container import files_named, journal_members
    from svcctl.pack.contents import tables

    words, store, known_at = Words("zh", look.desk.role), look.journal, look.desk.known_at
    chains = (*(case.id for case in cases), CALENDAR_CHAIN)
    yield from tables(cases, {chain: store.facts(chain) for chain in chains}, found, words)
    kept: dict[str, str] = {}
    for chain in chains:
        facts = _stored(store, chain, known_at)
        yield from journal_members(facts)
        for fact in facts:
            kept |= dict(files_named(fact.row.kind, fact.body))
    for name, digest in sorted(kept.items()):
        yield name, store.content(digest)


def _stored(store: "Journal", chain: str, known_at: str) -> "list[StoredFact]":
    """The facts of a chain that were known by then, with what stands apart from them."""
    from svcctl.pack.container import StoredFact
    from svcctl.store.asides import of_rows

    rows = [each for each in store.rows(chain) if each[0].recorded_at <= known_at]
    apart = of_rows(store, chain, ((*row, salt, body) for row, salt, body in rows))
    return [StoredFact(*each, apart.get(each[0].seq)) for each in rows]


def check_pack(
    desk: Desk,
    file: Annotated[str, argument("PACK", "arg.pack")],
    head: Annotated[str, text("--head", "opt.pack-head", "DIGEST|HEAD")] = "",
) -> int:
    """Check an auditor's pack without a store; exit 1 where anything is not as it was."""
    from svcctl.pack.check import check_pack as check
    from svcctl.pack.words import verdict

    path = path_of(file)
    refuse_odd(path, file)
    found = check(path, head)
    show(desk, verdict(found, file, bool(head), desk.words))
    return 1 if found.broken else 0
