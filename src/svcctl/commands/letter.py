"""Letters: Chinese Word files to edit, print and stamp, with every figure as the model has it."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.desk import naming
from svcctl.desk.desk import Desk
from svcctl.desk.letters import about, documents_of, write_letter
from svcctl.desk.options import (
    EventId,
    InstalmentId,
    Maybe,
    Template,
    argument,
    day,
    service_year,
    text,
)
from svcctl.papers import letter_fills, letter_money, letter_reports

if TYPE_CHECKING:
    from svcctl.desk.acts import Act

Year = Annotated[int | None, service_year("opt.service-year")]
Documents = Annotated[list[str] | None, text("--document", "opt.document", "KEY")]


def _side(desk: Desk) -> str:
    """Who writes: the purchaser, or with --role supplier the supplier."""
    return "supplier" if desk.role == "supplier" else "purchaser"


def reminder(desk: Desk, instalment: InstalmentId, template: Template = None) -> None:
    """The supplier asks for a sum that is overdue."""
    desk, short = desk.choose(instalment, "instalment")
    write_letter(desk, "reminder", about(desk, short, letter_fills.reminder), template)


def negotiation(desk: Desk, instalment: InstalmentId, template: Template = None) -> None:
    """One side asks the other to negotiate: the purchaser, or with --role supplier the supplier."""
    desk, short = desk.choose(instalment, "instalment")
    side = _side(desk)
    fill = about(desk, short, lambda name: letter_fills.negotiation(name, side))
    write_letter(desk, "negotiation", fill, template)


def working_paper(desk: Desk, instalment: InstalmentId, template: Template = None) -> None:
    """An auditor's evidence sheet on one instalment, with room for the reply."""
    desk, short = desk.choose(instalment, "instalment")
    write_letter(desk, "working-paper", about(desk, short, letter_fills.working_paper), template)


def receipt(desk: Desk, year: Year = None, template: Template = None) -> None:
    """The purchaser's receipt for the reports of a year."""
    write_letter(desk, "receipt", letter_reports.receipt_of(year), template)


def ask_reports(desk: Desk, year: Year = None, template: Template = None) -> None:
    """The purchaser asks for the reports that a year's payment waits for."""
    write_letter(desk, "ask-reports", letter_reports.asking_for(year or 1), template)


def transmit(
    desk: Desk, year: Year = None, documents: Documents = None, template: Template = None
) -> None:
    """The supplier hands reports in, with a slip to be signed and sent back."""
    fill = documents_of(desk, documents, lambda keys: letter_reports.transmittal_of(year, keys))
    write_letter(desk, "transmit", fill, template)


def ask_receipt(desk: Desk, year: Year = None, template: Template = None) -> None:
    """The supplier presses for the receipt of what it has handed in."""
    write_letter(desk, "ask-receipt", letter_reports.pressing_of(year), template)


def confirm_account(desk: Desk, template: Template = None) -> None:
    """The account that holds: asked for under seal, or with --role supplier stated."""
    write_letter(desk, "confirm-account", letter_money.accounts_by(_side(desk)), template)


def reconcile(desk: Desk, template: Template = None) -> None:
    """Our sums to confirm; the purchaser's, or with --role supplier the supplier's."""
    write_letter(desk, "reconcile", letter_money.reconciliation_by(_side(desk)), template)


def hand_over(desk: Desk, template: Template = None) -> None:
    """All that is open of every contract, from one colleague to the next, with a witness."""
    from svcctl.desk.handing_over import write_hand_over

    write_hand_over(desk, template)


# -- what was sent ---------------------------------------------------------------------------------

ReachedOn = Annotated[date | None, day("--reached-on", "opt.reached-on")]
Proof = Annotated[Maybe, text("--proof", "opt.proof")]


def sent(
    act: "Act",
    claims: Annotated[list[str], argument("CLAIM...", "arg.claims")],
    means: Annotated[Maybe, text("--means", "opt.means")] = None,
    reached_on: ReachedOn = None,
    proof: Proof = None,
) -> None:
    """Record that a reminder or a claim was sent: a demand, from which limitation runs anew."""
    from svcctl.billing.position import Demand

    shorts = []
    for name in claims:
        act, short = act.choose(name, "claim")
        shorts.append(short)
    if reached_on and not act.on <= reached_on <= act.desk.today:
        raise Refusal("report.delivered-order", on=act.on, delivered=reached_on)

    def build(case: Case) -> Sequence[Demand]:
        then = case.on(act.on) or case
        subjects = tuple(dict.fromkeys(naming.claim(then, each, act.desk) for each in shorts))
        values = {"means": means, "reached_on": reached_on, "proof": proof}
        return [act.said(Demand, subjects=subjects, **values)]

    act.record(build)


def annotate(
    act: "Act",
    event: EventId,
    reached_on: Annotated[date, day("--reached-on", "opt.reached-on")],
    proof: Proof = None,
) -> None:
    """Add the proof that a letter had arrived, which came after it was sent."""
    from svcctl.billing.position import Demand
    from svcctl.desk.proving import prove

    prove(act, event, Demand, reached_on, proof)


VERBS = {
    "sent": sent,
    "annotate": annotate,
    "reminder": reminder,
    "negotiation": negotiation,
    "receipt": receipt,
    "ask-reports": ask_reports,
    "transmit": transmit,
    "ask-receipt": ask_receipt,
    "confirm-account": confirm_account,
    "reconcile": reconcile,
    "hand-over": hand_over,
    "working-paper": working_paper,
}
