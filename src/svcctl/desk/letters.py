"""Writing a letter: contracts and their provenance from one look, a template, a file."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from svcctl import workspace
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.desk import naming
from svcctl.desk.desk import Desk, read_file, suffix_of, usual_format
from svcctl.desk.looking import Look, looking
from svcctl.desk.showing import check_output, write_bytes
from svcctl.store.scopes import MONEY, Scope

if TYPE_CHECKING:
    from svcctl.papers.letter_words import PaperWords
    from svcctl.papers.provenance import Provenance

Fill = Callable[[Case, "Provenance", "PaperWords"], dict[str, Any]]
FillOfAll = Callable[[Sequence[Case], "Provenance", "PaperWords"], dict[str, Any]]


def sent_by(desk: Desk, side: str, instead: str) -> Desk:
    """The desk, where it is that of who sends such a letter; else Refusal with what there is."""
    if desk.role != side:
        raise Refusal(f"letter.of-{side}", instead=instead)
    return desk


def about(desk: Desk, short: str, fill_for: Callable[[str], Fill]) -> Fill:
    """What fills a letter about one instalment, by whatever name it was typed."""

    def fill(case: Case, found: "Provenance", words: "PaperWords") -> dict[str, Any]:
        return fill_for(naming.instalment(case, short, desk))(case, found, words)

    return fill


def instalments_of(
    desk: Desk, shorts: Sequence[str], fill_for: Callable[[Sequence[str]], Fill]
) -> Fill:
    """What fills a letter about several instalments, each named once."""

    def fill(case: Case, found: "Provenance", words: "PaperWords") -> dict[str, Any]:
        names = [naming.instalment(case, short, desk) for short in shorts]
        return fill_for([*dict.fromkeys(names)])(case, found, words)

    return fill


def documents_of(
    desk: Desk, named: Sequence[str] | None, fill_for: Callable[[Sequence[str]], Fill]
) -> Fill:
    """What fills a letter about documents, by whatever names they were typed."""

    def fill(case: Case, found: "Provenance", words: "PaperWords") -> dict[str, Any]:
        keys = [naming.document(case, each, desk) for each in named or ()]
        return fill_for(keys)(case, found, words)

    return fill


def write_letter(
    desk: Desk, name: str, fill: Fill, template: str | None, scope: Scope = MONEY
) -> None:
    """A letter about one contract, always in Chinese; about its service by another scope."""

    def values(cases: Sequence[Case], found: "Provenance", words: "PaperWords") -> dict[str, Any]:
        from svcctl.papers.letter_parts import names_of

        [case] = cases
        return fill(case, found, words.of(names_of(case, words)))

    _write(desk, name, lambda look: [look.case()], values, template, scope)


def shipped_template(desk: Desk, name: str) -> Desk:
    """Write the template that ships where `-o` names a Word file; the desk for what is shown."""
    if desk.output is None or suffix_of(desk.output) != "docx":
        return desk
    check_output(desk, ("table", "plain", "json", "csv", "docx"), "docx")
    _, content = read_file(str(workspace.shipped("letters") / f"{name}.docx"))
    write_bytes(desk, content)
    form = usual_format(None) if desk.format == "docx" else desk.format
    return desk._replace(output=None, format=form)


def _write(
    desk: Desk,
    name: str,
    chosen: Callable[[Look], Sequence[Case]],
    fill: FillOfAll,
    template: str | None,
    scope: Scope = MONEY,
) -> None:
    """A letter by the template that ships or the user's own."""
    from svcctl.papers import letters, letters_apart
    from svcctl.papers.letter_words import PaperWords

    if desk.output is None:
        raise Refusal("letter.output")
    check_output(desk, ("table", "plain", "docx", "pdf"), "docx", ("pdf",))
    path, content = read_file(
        str(workspace.shipped("letters") / f"{name}.docx") if template is None else template
    )
    with looking(desk, stamped=True, scope=scope) as look:
        cases = chosen(look)
        found = look.provenance({case.id: case.calendar for case in cases})
    values = fill(cases, found, PaperWords(desk.role))
    filled = letters if template is None else letters_apart
    write_made(desk, filled.letter(content, path.name, name, values, found.stamp))


def write_made(desk: Desk, made: bytes) -> None:
    """A letter as it was made, or as a PDF where the file's name asks for one."""
    if desk.format == "pdf":
        from svcctl.desk.pdf import as_pdf

        made = as_pdf(made, "docx")
    write_bytes(desk, made)
