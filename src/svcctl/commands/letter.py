"""Letters: Chinese Word files to edit, print and stamp, with every figure as the model has it."""

from functools import partial
from typing import Annotated

from svcctl.desk.desk import Desk
from svcctl.desk.letters import about, write_letter
from svcctl.desk.options import InstalmentId, Template, number
from svcctl.papers import letter_fills as fills

Year = Annotated[int | None, number("--year", "opt.service-year")]


def _side(desk: Desk) -> str:
    """Who writes: the purchaser, or with --role supplier the supplier."""
    return "supplier" if desk.role == "supplier" else "purchaser"


def reminder(desk: Desk, instalment: InstalmentId, template: Template = None) -> None:
    """The supplier asks for a sum that is overdue."""
    desk, short = desk.choose(instalment)
    fill = partial(fills.about, name="reminder", sender="supplier", late=True)
    write_letter(desk, "reminder", about(desk, short, fill), template)


def negotiation(desk: Desk, instalment: InstalmentId, template: Template = None) -> None:
    """One side asks the other to negotiate: the purchaser, or with --role supplier the supplier."""
    desk, short = desk.choose(instalment)
    fill = partial(fills.about, name="negotiation", sender=_side(desk))
    write_letter(desk, "negotiation", about(desk, short, fill), template)


def working_paper(desk: Desk, instalment: InstalmentId, template: Template = None) -> None:
    """An auditor's evidence sheet on one instalment, with room for the reply."""
    desk, short = desk.choose(instalment)
    fill = partial(fills.about, name="working-paper", sender="purchaser")
    write_letter(desk, "working-paper", about(desk, short, fill), template)


def receipt(desk: Desk, year: Year = None, template: Template = None) -> None:
    """The purchaser's receipt for the reports of a year."""
    write_letter(desk, "receipt", fills.receipt_of(year), template)


def ask_reports(desk: Desk, year: Year = None, template: Template = None) -> None:
    """The purchaser asks for the reports that a year's payment waits for."""
    write_letter(desk, "ask-reports", fills.asking_for(year or 1), template)


def confirm_account(desk: Desk, template: Template = None) -> None:
    """The purchaser asks for a sealed confirmation of the one account that holds."""
    write_letter(desk, "confirm-account", fills.accounts, template)


def reconcile(desk: Desk, template: Template = None) -> None:
    """Our sums to confirm; the purchaser's, or with --role supplier the supplier's."""
    write_letter(desk, "reconcile", fills.reconciliation_by(_side(desk)), template)


def hand_over(desk: Desk, template: Template = None) -> None:
    """All that is open, from one colleague to the next, with a witness."""
    write_letter(desk, "hand-over", fills.hand_over, template)


VERBS = {
    "reminder": reminder,
    "negotiation": negotiation,
    "receipt": receipt,
    "ask-reports": ask_reports,
    "confirm-account": confirm_account,
    "reconcile": reconcile,
    "hand-over": hand_over,
    "working-paper": working_paper,
}
