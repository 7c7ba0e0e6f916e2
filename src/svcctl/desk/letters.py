"""Writing a letter: one contract and its provenance from one look, a template, a file."""

from collections.abc import Callable
from typing import Any

from svcctl import workspace
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.desk import naming
from svcctl.desk.desk import Desk, read_file
from svcctl.desk.looking import looking
from svcctl.desk.showing import check_output, write_bytes
from svcctl.i18n import Words
from svcctl.papers.provenance import Provenance

Fill = Callable[[Case, Provenance, Words], dict[str, Any]]


def about(desk: Desk, short: str, fill_for: Callable[[str], Fill]) -> Fill:
    """What fills a letter about one instalment, by whatever name it was typed."""

    def fill(case: Case, found: Provenance, words: Words) -> dict[str, Any]:
        return fill_for(naming.instalment(case, short, desk.words))(case, found, words)

    return fill


def write_letter(desk: Desk, name: str, fill: Fill, template: str | None) -> None:
    """A letter, always in Chinese, by the template that ships or the user's own."""
    from svcctl.papers.letters import letter

    if desk.output is None:
        raise Refusal("letter.output")
    check_output(desk, ("table", "plain", "docx"), "docx")
    path, content = read_file(
        str(workspace.shipped("letters") / f"{name}.docx") if template is None else template
    )
    with looking(desk, stamped=True) as look:
        case = look.case()
        found = look.provenance({case.id: case.calendar})
    values = fill(case, found, Words("zh", desk.role))
    write_bytes(desk, letter(content, path.name, values, found.stamp))
