"""What changes a contract as a whole: correcting its terms, amending, terminating and closing it."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from svcctl.billing.money import grouped
from svcctl.billing.refusal import Refusal
from svcctl.casefile import Case
from svcctl.commands.desk import Desk, drop_empty, iso
from svcctl.commands.options import Doc, DryRun, Files, Maybe, Note, On, Reason
from svcctl.entry import optional, parse_date, parse_event

FIXED = ("id", "signed_on", "award_notice_on", "currency", "calendar")  # what an amendment cannot change


def correct(
    desk: Desk,
    file: Annotated[str, typer.Argument(metavar="FILE", help="arg.file")],
    reason: Reason,
    of: Annotated[Maybe, typer.Option("--of", metavar="EVENT", help="opt.of")] = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Put right terms that were typed wrongly; the old ones are seen by --known-at only."""
    from svcctl.commands.recording import Entry, evidence, record
    from svcctl.facts import CORRECTED

    new, original = _read_terms(desk, file)

    def build(case: Case) -> list[Entry]:
        amendment = _corrected(case, of)
        if _document_of(case, amendment) == new:
            raise Refusal("correct.same", contract=case.id)
        _refuse_fixed(case, new, FIXED if amendment else ("id",))
        payload = {"terms": new} | drop_empty({"of": amendment, "reason": reason, "note": note})
        return [Entry(CORRECTED, parse_date(new["signed_on"]), payload)]

    record(desk, build, [original, *evidence(files)], dry_run)


def _read_terms(desk: Desk, file: str) -> tuple[dict[str, Any], Any]:
    """The terms in a contract file, and the file as evidence; the contract is the one it names."""
    from svcctl.commands.contract import read_contracts, refuse_bad
    from svcctl.commands.recording import Evidence, mention

    [found] = read_contracts([file])
    refuse_bad(desk, [found])
    new = found.document
    desk.contract = desk.contract or new["id"]
    if new["id"] != desk.contract:
        raise Refusal("correct.other-id", file=new["id"], contract=desk.contract)
    return new, Evidence(mention(Path(found.name), found.content), found.content)


def _corrected(case: Case, of: str | None) -> str:
    """The amendment whose terms are put right, by its event; nothing where it is the contract as first agreed."""
    from svcctl.facts import AMENDED, TERMS

    amendments = [event.id for event in case.holding if event.kind == AMENDED]
    if of is None:
        if amendments:
            first = next(event.id for event in case.holding if event.kind in TERMS)
            raise Refusal("correct.which", contract=case.id, known=", ".join([first, *amendments]))
        return ""
    named = f"{case.id}#{parse_event(of)[1]}"
    if named in amendments:
        return named
    if any(event.id == named and event.kind in TERMS for event in case.holding):
        return ""
    raise Refusal("correct.not-terms", event=named)


def _document_of(case: Case, amendment: str) -> Any:
    from svcctl.ledger import amended_document, terms_document

    event = next((event for event in case.holding if event.id == amendment), None)
    return amended_document(event, case.holding) if event else terms_document(case.holding)


def _refuse_fixed(case: Case, new: dict[str, Any], fixed: tuple[str, ...]) -> None:
    """An amendment changes what was agreed, not which contract it is, when it was signed or whose days count."""
    original = _document_of(case, "")
    pairs = [(name, original.get(name, "-"), new.get(name, "-")) for name in fixed]
    if "calendar" in fixed:
        which = "working-day"
        pairs.append((f"readings.{which}", *(d.get("readings", {}).get(which, "-") for d in (original, new))))
    for name, before, after in pairs:
        if before != after:
            raise Refusal("amend.fixed", what=name, before=before, after=after)


def amend(
    desk: Desk,
    file: Annotated[str, typer.Argument(metavar="FILE", help="arg.amended-file")],
    signed_on: Annotated[Maybe, typer.Option("--signed-on", metavar="DATE", help="opt.signed-on")] = None,
    approved_on: Annotated[Maybe, typer.Option("--approved-on", metavar="DATE", help="opt.approved-on")] = None,
    approval_ref: Annotated[Maybe, typer.Option("--approval-ref", metavar="NUMBER", help="opt.approval-ref")] = None,
    filed_on: Annotated[Maybe, typer.Option("--filed-on", metavar="DATE", help="opt.filed-on")] = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """A supplementary agreement: the whole terms as amended, in force once signed, approved and filed."""
    from svcctl.commands.recording import Entry, evidence, record
    from svcctl.facts import AMENDED

    given = {"--signed-on": signed_on, "--approved-on": approved_on, "--filed-on": filed_on}
    missing = [name for name, text in (given | {"--approval-ref": approval_ref}).items() if not (text or "").strip()]
    if missing:
        raise Refusal("amend.missing", missing=" ".join(missing))
    days = {name: parse_date(text or "") for name, text in given.items()}
    since = max(days.values())
    new, original = _read_terms(desk, file)

    def build(case: Case) -> list[Entry]:
        _check_amendment(case, new, days, since)
        number = 1 + sum(event.kind == AMENDED for event in case.recorded)
        payload = {
            "terms": new,
            "amendment": number,
            "signed_on": iso(days["--signed-on"]),
            "approved_on": iso(days["--approved-on"]),
            "approval_ref": (approval_ref or "").strip(),
            "filed_on": iso(days["--filed-on"]),
        } | drop_empty({"note": note})
        return [Entry(AMENDED, since, payload, _beyond_a_tenth(desk, case, new))]

    record(desk, build, [original, *evidence(files)], dry_run)


def _check_amendment(case: Case, new: dict[str, Any], days: dict[str, date], since: date) -> None:
    """Refuse an amendment that changes nothing, comes before the contract, or unmakes a year that has begun."""
    _refuse_fixed(case, new, FIXED)
    for name, day in days.items():
        if day < case.terms.signed_on:
            raise Refusal("amend.before-signing", option=name, on=day, signed=case.terms.signed_on)
    then = case.on(since)
    if then is None:
        return  # a day to come: recording refuses it
    if then.document == new:
        raise Refusal("amend.same", contract=case.id)
    begun = sum(year.nought < since for year in then.sight.years)
    if new["term"]["years"] < begun:
        raise Refusal("amend.years", years=new["term"]["years"], begun=begun)


def _beyond_a_tenth(desk: Desk, case: Case, new: dict[str, Any]) -> tuple[str, ...]:
    """A warning where this supplement and those before it add more than a tenth to the original price."""
    from svcctl.billing.amending import added_by, beyond_a_tenth
    from svcctl.billing.terms import terms_from

    now = case.on(desk.today) or case
    layers = (*now.terms.layers, terms_from(new).layers[-1])
    if not beyond_a_tenth(layers):
        return ()
    return (desk.words("warning.beyond-a-tenth", added=grouped(added_by(layers)), total=grouped(layers[0].total_fen)),)


def terminate(
    desk: Desk,
    reason: Reason,
    on: On = None,
    pro_rata: Annotated[bool, typer.Option("--pro-rata", help="opt.pro-rata")] = False,
    doc: Doc = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """End the contract: instalments not yet triggered are cancelled; by days served where the parties so agree."""
    from svcctl.commands.recording import Entry, evidence, record
    from svcctl.facts import TERMINATED

    day = optional(parse_date, on) or desk.today
    payload = {"reason": reason} | drop_empty({"pro_rata": pro_rata, "doc": doc, "note": note})
    record(desk, lambda _: [Entry(TERMINATED, day, payload)], evidence(files), dry_run)


def close(
    desk: Desk,
    on: On = None,
    override: Annotated[bool, typer.Option("--override", help="opt.close-override")] = False,
    reason: Annotated[Maybe, typer.Option("--reason", metavar="TEXT", help="opt.reason")] = None,
    doc: Doc = None,
    files: Files = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """Close the contract's file once nothing is open in it; what is open is listed first."""
    from svcctl.billing.closing import keep_until, still_open
    from svcctl.commands.recording import Entry, evidence, record
    from svcctl.facts import CLOSED

    day = optional(parse_date, on) or desk.today
    if override and not (reason or "").strip():
        raise Refusal("close.why")

    def build(case: Case) -> list[Entry]:
        then = case.on(day) or case
        found = still_open(then.sight)
        if found:
            sys.stderr.write("".join(f"{line}\n" for line in _open_lines(desk, found)))
            if not override:
                raise Refusal("close.open", contract=case.id, count=len(found))
        payload = drop_empty({"open": len(found), "reason": reason, "doc": doc, "note": note})
        kept = desk.words("warning.keep-until", until=keep_until(day))
        return [Entry(CLOSED, day, payload, (kept,))]

    record(desk, build, evidence(files), dry_run)


def _open_lines(desk: Desk, found: list[Any]) -> list[str]:
    """What is open, a line each."""
    words = desk.words
    lines = [words("close.title", count=len(found))]
    for item in found:
        what = words(f"close.{item.kind}", id=item.id)
        lines.append("  " + (what if item.fen is None else words("close.sum", what=what, amount=grouped(item.fen))))
    return lines


CHANGES = {"correct": correct, "amend": amend, "terminate": terminate, "close": close}
