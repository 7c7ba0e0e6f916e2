"""What changes a whole contract: correcting its terms, amending, ending and closing it."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from svcctl.answers.closing import open_lines
from svcctl.answers.recorded import Caution
from svcctl.billing.money import yuan
from svcctl.billing.position import Closed, Renewed, Termination
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.casebook.kinds import Amended, Corrected, WithTerms
from svcctl.casebook.replay import amended_document, said, terms_document
from svcctl.desk.acts import Act, Entry, Evidence, mention
from svcctl.desk.looking import contract_id
from svcctl.desk.options import (
    Maybe,
    MaybeReason,
    Override,
    Reason,
    act_options,
    argument,
    day,
    flag,
    text,
)
from svcctl.intake.entry import parse_date, parse_event
from svcctl.store.scopes import ALL

FIXED = (
    "id",
    "signed_on",
    "award_notice_on",
    "currency",
    "calendar",
)  # what an amendment cannot change
WORKING_DAY = "working-day"  # the reading that it cannot change either


@act_options(without=("on", "doc"))
def correct(
    act: Act,
    file: Annotated[str, argument("FILE", "arg.file")],
    reason: Reason,
    of: Annotated[Maybe, text("--of", "opt.of", "EVENT")] = None,
) -> None:
    """Put right terms that were typed wrongly; the old ones are seen by --known-at only."""
    act, new = _read_terms(act, file)

    def build(case: Case) -> Sequence[Corrected]:
        amendment = _corrected(case, of)
        if _document_of(case, amendment) == new:
            raise Refusal("correct.same", contract=case.id)
        _refuse_fixed(case, new, FIXED if amendment else ("id",))
        on = parse_date(new["signed_on"])
        return [act.said(Corrected, on=on, terms=new, of=amendment, reason=reason)]

    act.record(build, ALL)  # what was recorded of the service rests on the terms too


def _read_terms(act: Act, file: str) -> tuple[Act, dict[str, Any]]:
    """The terms in a contract file, kept as evidence; the contract is the one it names."""
    from svcctl.desk.files import read_contracts, refuse_bad

    [found] = read_contracts([file])
    refuse_bad([found], act.desk.words)
    new = found.document
    contract = contract_id(act.desk) if act.desk.contract else new["id"]
    if new["id"] != contract:
        raise Refusal("correct.other-id", file=new["id"], contract=contract)
    original = Evidence(mention(Path(found.name), found.content), found.content)
    return act._replace(desk=act.desk.at(contract), files=(original, *act.files)), new


def _corrected(case: Case, of: str | None) -> str:
    """The amendment whose terms are put right, by its event; None for the first terms."""
    amendments = [amendment.event for amendment in said(case.holding, Amended)]
    first = [s.event for s in said(case.holding, WithTerms) if s.event not in amendments]
    if of is None:
        if amendments:
            known = ", ".join([first[0], *amendments])
            raise Refusal("correct.which", contract=case.id, known=known)
        return ""
    named = f"{case.id}#{parse_event(of)[1]}"
    if named not in (*amendments, *first):
        raise Refusal("correct.not-terms", event=named)
    return named if named in amendments else ""


def _document_of(case: Case, amendment: str) -> Any:
    found = [each for each in said(case.holding, Amended) if each.event == amendment]
    return amended_document(found[0], case.holding) if found else terms_document(case.holding)


def _refuse_fixed(case: Case, new: dict[str, Any], fixed: Sequence[str]) -> None:
    """An amendment changes what was agreed, not which contract, its signing or its calendar."""
    original = _document_of(case, "")
    pairs = [(name, original.get(name, "-"), new.get(name, "-")) for name in fixed]
    if "calendar" in fixed:
        chosen = (d.get("readings", {}).get(WORKING_DAY, "-") for d in (original, new))
        pairs.append((f"readings.{WORKING_DAY}", *chosen))
    for name, before, after in pairs:
        if before != after:
            raise Refusal("amend.fixed", what=name, before=before, after=after)


@act_options(without=("on", "doc"))
def amend(
    act: Act,
    file: Annotated[str, argument("FILE", "arg.amended-file")],
    signed_on: Annotated[date | None, day("--signed-on", "opt.signed-on")] = None,
    approved_on: Annotated[date | None, day("--approved-on", "opt.approved-on")] = None,
    approval_ref: Annotated[str, text("--approval-ref", "opt.approval-ref", "NUMBER")] = "",
    filed_on: Annotated[date | None, day("--filed-on", "opt.filed-on")] = None,
) -> None:
    """A supplementary agreement: the whole terms, in force once signed, approved and filed."""
    days = {"--signed-on": signed_on, "--approved-on": approved_on, "--filed-on": filed_on}
    given = [*days.items(), ("--approval-ref", approval_ref.strip())]
    missing = [name for name, value in given if not value]
    if missing or not (signed_on and approved_on and filed_on):
        raise Refusal("amend.missing", missing=" ".join(missing))
    since = max(signed_on, approved_on, filed_on)
    act, new = _read_terms(act, file)

    def build(case: Case) -> Sequence[Entry]:
        _check_amendment(case, new, days, since)
        says = act.said(
            Amended,
            on=since,
            terms=new,
            number=1 + len(said(case.recorded, Amended)),
            signed_on=signed_on,
            approved_on=approved_on,
            approval_ref=approval_ref.strip(),
            filed_on=filed_on,
        )
        return [Entry(says, _beyond_a_tenth(act, case, new))]

    act.record(build)


def _check_amendment(
    case: Case, new: dict[str, Any], days: dict[str, date | None], since: date
) -> None:
    """Refuse an amendment that changes nothing, comes too early, or unmakes a year begun."""
    _refuse_fixed(case, new, FIXED)
    signed = case.terms.signed_on
    for name, on in days.items():
        if on and on < signed:
            raise Refusal("amend.before-signing", option=name, on=on, signed=signed)
    then = case.on(since)
    if then is None:
        return  # a day to come: recording refuses it
    if then.document == new:
        raise Refusal("amend.same", contract=case.id)
    from svcctl.billing.terms import terms_from

    begun = sum(year.nought < since for year in then.sight.years)
    years = terms_from(new).years
    if years < begun:
        raise Refusal("amend.years", years=years, begun=begun)


def renew(act: Act, override: Override = False, reason: MaybeReason = None) -> None:
    """Confirm the next renewal that the contract foresees (续签)."""
    if override and not (reason or "").strip():
        raise Refusal("payment.override-reason")
    act.record(act.said(Renewed, override=override, reason=reason))


def _beyond_a_tenth(act: Act, case: Case, new: dict[str, Any]) -> tuple[Caution, ...]:
    """A warning where supplements together add over a tenth to the original price."""
    from svcctl.billing.amending import added_by, beyond_a_tenth
    from svcctl.billing.terms import terms_from

    now = case.on(act.desk.today) or case
    layers = (*now.terms.layers, terms_from(new).layers[-1])
    if not beyond_a_tenth(layers):
        return ()
    sums = {"added": added_by(layers), "total": layers[0].total_fen}
    return (Caution("beyond-a-tenth", {key: yuan(fen) for key, fen in sums.items()}),)


def terminate(
    act: Act, reason: Reason, pro_rata: Annotated[bool, flag("--pro-rata")] = False
) -> None:
    """End the contract: what is not triggered is cancelled; by days served where agreed."""
    act.record(act.said(Termination, reason=reason, pro_rata=pro_rata))


def close(
    act: Act,
    override: Annotated[bool, flag("--override", "opt.close-override")] = False,
    reason: MaybeReason = None,
) -> None:
    """Close the contract's file once nothing is open in it; what is open is listed first."""
    from svcctl.billing.closing import keep_until, still_open

    if override and not (reason or "").strip():
        raise Refusal("close.why")

    def build(case: Case) -> Sequence[Entry]:
        found = still_open((case.on(act.on) or case).sight)
        if found:
            lines = open_lines(found, act.desk.words)
            sys.stderr.write("".join(f"{line}\n" for line in lines))
            if not override:
                raise Refusal("close.open", contract=case.id, count=len(found))
        kept = Caution("keep-until", {"until": keep_until(act.on)})
        return [Entry(act.said(Closed, open=len(found), reason=reason), (kept,))]

    act.record(build)
