"""Handing contracts over: a letter to sign, or all of it as a workbook or a page."""

from collections.abc import Sequence

from svcctl import workspace
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.desk.desk import Desk, read_file
from svcctl.desk.letters import write_made
from svcctl.desk.looking import Look, looking
from svcctl.desk.showing import check_output, print_lists
from svcctl.i18n import Words

LISTS = ("xlsx", "html")
LETTER = ("table", "plain", "docx", "pdf")


def write_hand_over(desk: Desk, template: str | None) -> None:
    """Everything that is open of every contract asked for, in the form that the file's name says."""
    if desk.output is None:
        raise Refusal("letter.output")
    check_output(desk, (*LETTER, *LISTS), "docx", ("pdf", *LISTS))
    with looking(desk, stamped=True) as look:
        cases = look.cases()
        if not cases:
            raise look.nothing_to_see()
        if desk.format in LISTS:
            _as_lists(look.desk, cases)
        else:
            _as_letter(look, cases, template)


def _as_lists(desk: Desk, cases: Sequence[Case]) -> None:
    """In Chinese, as the letter is."""
    from svcctl.answers.hand_over import hand_over_lists

    words = Words("zh", desk.role)
    print_lists(desk._replace(words=words), hand_over_lists(cases, desk.as_of, words))


def _as_letter(look: Look, cases: Sequence[Case], template: str | None) -> None:
    """Of one contract with all its instalments; of several subject by subject."""
    from svcctl.papers import letters, letters_apart
    from svcctl.papers.letter_office import hand_over_office
    from svcctl.papers.letter_words import PaperWords

    desk = look.desk
    name = "hand-over" if len(cases) == 1 else "hand-over-office"
    path, content = read_file(template or str(workspace.shipped("letters") / f"{name}.docx"))
    found = look.provenance({case.id: case.calendar for case in cases})
    values = hand_over_office(cases, found, PaperWords(desk.role))
    filled = letters if not template else letters_apart
    write_made(desk, filled.letter(content, path.name, name, values, found.stamp))
