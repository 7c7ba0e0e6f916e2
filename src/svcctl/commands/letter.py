"""Letters: Chinese Word files to edit, print and stamp, with every figure as the model has it."""

from typing import Annotated, Any

import typer

from svcctl.billing.refusal import Refusal
from svcctl.casefile import Case
from svcctl.commands.desk import Desk
from svcctl.commands.options import Instalment, Maybe
from svcctl.commands.papers import Template, instalment_of, write_letter
from svcctl.entry import parse_count
from svcctl.export.provenance import Provenance
from svcctl.i18n import Words

Year = Annotated[Maybe, typer.Option("--year", metavar="N", help="opt.service-year")]


def _about(desk: Desk, instalment: str, letter: str, sender: str, template: str | None, late: bool = False) -> None:
    """A letter about one instalment; `late`: only while it is overdue."""
    from svcctl.export.letter_fills import of_instalment

    short = desk.choose(instalment)

    def fill(case: Case, found: Provenance, words: Words) -> dict[str, Any]:
        standing = instalment_of(case, short)
        if late and standing.status != "overdue":
            raise Refusal("letter.not-overdue", instalment=short, on=case.as_of)
        return of_instalment(case, standing, letter, sender, found, words)

    write_letter(desk, letter, fill, template)


def reminder(desk: Desk, instalment: Instalment, template: Template = None) -> None:
    """The supplier asks for a sum that is overdue."""
    _about(desk, instalment, "reminder", "supplier", template, late=True)


def negotiation(desk: Desk, instalment: Instalment, template: Template = None) -> None:
    """One side asks the other to negotiate: the purchaser, or with --role supplier the supplier."""
    _about(desk, instalment, "negotiation", "supplier" if desk.role == "supplier" else "purchaser", template)


def working_paper(desk: Desk, instalment: Instalment, template: Template = None) -> None:
    """An auditor's evidence sheet on one instalment, with room for the reply."""
    _about(desk, instalment, "working-paper", "purchaser", template)


def receipt(desk: Desk, year: Year = None, template: Template = None) -> None:
    """The purchaser's receipt for the reports of a year."""
    from svcctl.export.letter_fills import receipt as values

    number = parse_count(year) if year else None

    def fill(case: Case, found: Provenance, words: Words) -> dict[str, Any]:
        filled = values(case, _year(case, number), found, words)
        if not filled["documents"]:
            raise Refusal("letter.nothing-received", on=case.as_of)
        return filled

    write_letter(desk, "receipt", fill, template)


def ask_reports(desk: Desk, year: Year = None, template: Template = None) -> None:
    """The purchaser asks for the reports that a year's payment waits for."""
    from svcctl.export.letter_fills import asking

    number = parse_count(year) if year else 1

    def fill(case: Case, found: Provenance, words: Words) -> dict[str, Any]:
        filled = asking(case, _year(case, number) or 1, found, words)
        if not filled["missing"]:
            raise Refusal("letter.nothing-missing", year=number)
        return filled

    write_letter(desk, "ask-reports", fill, template)


def _year(case: Case, number: int | None) -> int | None:
    if number is not None and not 1 <= number <= len(case.sight.years):
        raise Refusal("letter.year", year=number, years=len(case.sight.years))
    return number


def confirm_account(desk: Desk, template: Template = None) -> None:
    """The purchaser asks for a sealed confirmation of the one account that holds."""
    from svcctl.export.letter_fills import accounts

    write_letter(desk, "confirm-account", accounts, template)


def reconcile(desk: Desk, template: Template = None) -> None:
    """Our sums for the other side to confirm; the purchaser's, or with --role supplier the supplier's."""
    from svcctl.export.letter_fills import reconciliation

    sender = "supplier" if desk.role == "supplier" else "purchaser"

    def fill(case: Case, found: Provenance, words: Words) -> dict[str, Any]:
        return reconciliation(case, sender, found, words)

    write_letter(desk, "reconcile", fill, template)


def hand_over(desk: Desk, template: Template = None) -> None:
    """All that is open, from one colleague to the next, with a witness."""
    from svcctl.export.letter_fills import hand_over as values

    write_letter(desk, "hand-over", values, template)


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
