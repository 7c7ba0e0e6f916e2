"""What was not understood of a help desk's list, in words."""

from svcctl.i18n import Words
from svcctl.intake.helpdesk import Flaw


def flaw_text(flaw: Flaw, words: Words) -> str:
    """Where it stands, what it says, and why it cannot be taken."""
    why = words(f"flaw.{flaw.why}")
    if not flaw.column:  # it is the row as a whole
        return words("flaw.row", row=flaw.row, why=why)
    if not flaw.value:
        return words("flaw.empty", row=flaw.row, column=flaw.column, why=why)
    return words("flaw.cell", row=flaw.row, column=flaw.column, value=flaw.value, why=why)
