"""Compare: a bank's or ledger's list held against what is recorded; nothing is changed."""

from datetime import date
from typing import Annotated

from svcctl.answers.listed import compared
from svcctl.commands.import_profiles import Kept
from svcctl.desk.desk import Desk, read_file
from svcctl.desk.listing import IgnoreBalance, ListDay, ListOut, ListProfile, ListSheet, reading_of
from svcctl.desk.looking import read_cases
from svcctl.desk.options import argument, day
from svcctl.desk.showing import show
from svcctl.intake.directions import Reading
from svcctl.intake.matching import match, only_here
from svcctl.intake.payment_list import PaymentList, read_list
from svcctl.store.scopes import ALL


def payments(
    desk: Desk,
    file: Annotated[str, argument("FILE", "arg.list")],
    first: Annotated[date | None, day("--from", "opt.from")] = None,
    last: Annotated[date | None, day("--to", "opt.to")] = None,
    out: ListOut = None,
    sheet: ListSheet = None,
    on_day: ListDay = None,
    profile: ListProfile = None,
    ignore_balance: IgnoreBalance = False,
) -> int:
    """Listed payments beside recorded ones: same, only here, only there; exit 1 on a difference."""
    cases, supplier = read_cases(desk, ALL), desk.role == "supplier"
    path, content = read_file(file)

    def read(under: Reading) -> PaymentList:
        return read_list(file, path.name, content, under)

    kept = Kept(profile, save=False)
    typed = reading_of(desk, cases, out, sheet, ignore_balance, on_day)
    listing, reading = kept.read(read, typed, desk)
    rows = listing.rows
    days = [row.on for row in rows] or [desk.as_of]
    since, until = first or min(days), last or max(days)
    found = match(cases, [row for row in rows if since <= row.on <= until], supplier)
    ours = [each for each in found if each.state != "elsewhere"]
    here = only_here(cases, ours, since, until, supplier)
    spans = {"file": file, "from": since.isoformat(), "to": until.isoformat()}
    dates = {"since": since, "until": until, "as_of": desk.as_of}
    title = desk.words("compare.title", path=file, **dates) + desk.known_mark
    data = spans | {"others": len(found) - len(ours)}
    told = compared(data, ours, here, listing.sums, title, len(cases) > 1, desk.words)
    notes = kept.settle(listing, reading, desk, dry_run=False)
    show(desk, told._replace(foot=[*notes, *told.foot]))
    return 1 if here or any(each.state != "recorded" for each in ours) else 0


def facts(desk: Desk, file: Annotated[str, argument("FILE", "arg.facts")]) -> int:
    """The other side's `export facts` beside our book; exit 1 where they differ. Nothing merges."""
    from svcctl.answers import books as told
    from svcctl.intake.books import compared as held
    from svcctl.intake.books import read_book

    cases = read_cases(desk, ALL)
    _, content = read_file(file)
    theirs = read_book(file, content)
    found = [
        each
        for case in cases
        for each in held(case, [row for row in theirs if row.contract == case.id])
    ]
    known = {case.id for case in cases}
    others = sum(row.contract not in known for row in theirs)
    show(desk, told.compared(file, found, others, desk.words))
    return 1 if any(each.state != "same" for each in found) else 0


VERBS = {"payments": payments, "facts": facts}
