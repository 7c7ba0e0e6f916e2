"""Import: a list of payments becomes facts, all of it or nothing, and never twice."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Annotated

from svcctl import workspace
from svcctl.answers.listed import answers_to, taken_in, told
from svcctl.billing.position import File, Payment, Refund
from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal, Several
from svcctl.casebook.case import Case
from svcctl.casebook.replay import NOBODY_KNEW_LATER
from svcctl.commands.import_profiles import Kept, profiles
from svcctl.commands.import_questions import ask, said_of
from svcctl.desk.acts import Act, Build, Entry, mention
from svcctl.desk.desk import Desk, read_file
from svcctl.desk.listing import IgnoreBalance, ListDay, ListOut, ListProfile, ListSheet, reading_of
from svcctl.desk.looking import Before, Look, read_before
from svcctl.desk.options import (
    Maybe,
    MaybeReason,
    Override,
    act_options,
    argument,
    flag,
    number,
    text,
)
from svcctl.desk.paying import Transfer, entry_for
from svcctl.desk.showing import show
from svcctl.intake.directions import Reading
from svcctl.intake.listed import Found, Listed, Said
from svcctl.intake.matching import match
from svcctl.intake.payment_list import PaymentList, read_list


class Template(Record):
    """What was typed for all rows of a list, and the list that they come from."""

    path: str
    file: File
    confirmed: bool
    checked_by: str
    override: bool
    reason: str

    @property
    def checked(self) -> bool:
        """Whether somebody has checked the account."""
        return self.confirmed or bool(self.checked_by)


@act_options(without=("on", "doc"))
def payments(
    act: Act,
    file: Annotated[str, argument("FILE", "arg.list")],
    pays: Annotated[list[str] | None, text("--for", "opt.row-for", "ROW=INSTALMENT")] = None,
    same: Annotated[list[str] | None, text("--same", "opt.row-same", "ROW=EVENT")] = None,
    new: Annotated[list[int] | None, number("--new", "opt.row-new", "ROW")] = None,
    refund: Annotated[list[str] | None, text("--refund", "opt.row-refund", "ROW[=EVENT]")] = None,
    skip: Annotated[list[int] | None, number("--skip", "opt.row-skip", "ROW")] = None,
    out: ListOut = None,
    sheet: ListSheet = None,
    day: ListDay = None,
    profile: ListProfile = None,
    save_profile: Annotated[bool, flag("--save-profile")] = False,
    ignore_balance: IgnoreBalance = False,
    confirm_account: Annotated[bool, flag("--confirm-account")] = False,
    confirmed_by: Annotated[Maybe, text("--confirmed-by", "opt.confirmed-by", "ROLE")] = None,
    override: Override = False,
    reason: MaybeReason = None,
) -> None:
    """Match a bank's or ledger's list of payments to instalments and record what is new."""
    before = read_before(act.desk)
    cases = list(before.cases.values())
    reading = reading_of(act.desk, cases, out, sheet, ignore_balance, day)
    kept = Kept(profile, save_profile)
    said = said_of(pays, same, new, refund)
    said = said._replace(
        pays={r: _meant(r, t, cases, act.desk, file) for r, t in said.pays.items()}
    )
    given = _Given(act, file, said, list(skip or ()))
    listing, reading = given.read(reading, kept)
    typed = Template(
        file, given.source, confirm_account, confirmed_by or "", override, reason or ""
    )
    given.take_in(before, listing, typed, kept, reading)


def _meant(row: int, text: str, cases: Sequence[Case], desk: Desk, path: str) -> str:
    """The instalments that a row was said to pay, by ids; Refusal that names the row."""
    from svcctl.desk.whose import instalments_meant

    try:
        return instalments_meant(text, cases, desk)
    except Several:
        raise
    except Refusal as refusal:
        why = desk.words(f"refusal.{refusal.key}", **refusal.values)
        raise Refusal("listed.refused", path=path, row=row, why=why) from None


class _Given:
    """A list as it was handed in, with what was said of its rows."""

    def __init__(self, act: Act, file: str, said: Said, left_out: list[int]) -> None:
        self.act, self.file, self.said, self.left_out = act, file, said, left_out
        self.path, self.content = read_file(file)
        self.source = mention(self.path, self.content)

    def read(self, reading: Reading, kept: Kept) -> tuple[PaymentList, Reading]:
        """The rows, under a profile where one is named; what is new of it is confirmed."""

        def read(under: Reading) -> PaymentList:
            name, rows = self.path.name, self.said.rows()
            return read_list(self.file, name, self.content, under, self.left_out, rows)

        return kept.read(read, reading, self.act.desk)

    def take_in(
        self, before: Before, listing: PaymentList, typed: Template, kept: Kept, reading: Reading
    ) -> None:
        """Record what is new, all or nothing; tell it; keep the columns that were confirmed."""
        act, desk, cases = self.act, self.act.desk, list(before.cases.values())
        several = len(cases) > 1
        matched = partial(_matched, desk, listing)
        said, left_out = self.said, self.left_out
        if workspace.interactive():
            said, left_out = ask(partial(matched, cases), said, desk, several)
        found: list[Found] = []

        def plan(look: Look) -> Mapping[str, Build]:
            look.take_over(before)
            found[:] = matched(look.cases(NOBODY_KNEW_LATER), said, left_out)
            _refuse_open(found, desk, several, self.file)
            return _builds(found, typed, act, look.journal.length)

        recorded = act.record_each(plan)
        notes = kept.settle(listing, reading, desk, act.dry_run)
        words, option = desk.words, desk.store_option
        told = taken_in(
            self.file, found, listing.sums, recorded, several, act.dry_run, words, option
        )
        show(desk, told._replace(foot=[*notes, *told.foot]))


def _matched(
    desk: Desk, listing: PaymentList, cases: Sequence[Case], said: Said, left_out: Sequence[int]
) -> list[Found]:
    """What each row of a list is, but for those left out."""
    rows = [row for row in listing.rows if row.row not in left_out]
    return match(_now(desk, cases), rows, desk.role == "supplier", said)


def _now(desk: Desk, cases: Sequence[Case]) -> list[Case]:
    """The contracts with every fact, however early the date that is looked at."""
    return [now for case in cases if (now := case.on(max(desk.as_of, desk.today)))]


def _refuse_open(found: Sequence[Found], desk: Desk, several: bool, path: str) -> None:
    """All or nothing: the first row that is not clear stops the whole list."""
    unclear = [each for each in found if not each.is_settled]
    if unclear:
        why = told(unclear[0], desk.words, several)
        how = answers_to(unclear[0], desk.words)
        raise Refusal("listed.unclear", why=why, how=how, path=path, count=len(unclear))


def _builds(
    found: Sequence[Found], typed: Template, act: Act, length: Callable[[str], int]
) -> dict[str, Build]:
    """For each contract, the facts that its new rows become: what came back behind what was paid."""
    new: dict[str, list[Found]] = defaultdict(list)
    for state in ("new", "refund"):
        for each in found:
            if each.state == state:
                new[each.options[0].contract].append(each)

    def build(rows: Sequence[Found]) -> Callable[[Case], list[Entry]]:
        def entries(case: Case) -> list[Entry]:
            first = length(case.id) + 1
            events = {each.listed.row: f"{case.id}#{n}" for n, each in enumerate(rows, first)}
            return [_entry(row, typed, case, act, events) for row in rows]

        return entries

    return {contract: build(rows) for contract, rows in new.items()}


def _entry(found: Found, typed: Template, case: Case, act: Act, events: Mapping[int, str]) -> Entry:
    item, desk = found.listed, act.desk
    parts = found.options[0].parts
    source = {"name": typed.file.name, "sha256": typed.file.sha256, "row": item.row}
    if found.state == "refund":
        given = found.event or events[found.of_row]
        return Entry(act.said(Refund, on=item.on, payment=given, parts=parts, source=source))
    says = act.said(
        Payment,
        on=item.on,
        parts=parts,
        ref=item.ref,
        voucher=item.voucher,
        slip=item.slip,
        # the payee's book shows arrivals: when the payer was charged it does not say
        arrived_on=item.on if desk.role == "supplier" else None,
        charge_known=desk.role != "supplier",
        payee=item.name if desk.role != "supplier" else "",  # the supplier's list names who paid
        override=typed.override,
        reason=typed.reason,
        source=source,
    )
    transfer = Transfer(says, _account(item, desk), typed.checked, typed.checked_by)
    try:
        return entry_for(transfer, case, desk)
    except Refusal as refusal:
        why = desk.words(f"refusal.{refusal.key}", **refusal.values)
        raise Refusal("listed.refused", path=typed.path, row=item.row, why=why) from None


def _account(item: Listed, desk: Desk) -> str | None:
    """The account of a row; a supplier's list names the other side's."""
    return item.account if item.account and desk.role != "supplier" else None


VERBS = {"payments": payments, "profiles": profiles}
