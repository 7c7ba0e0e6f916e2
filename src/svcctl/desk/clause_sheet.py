"""The clauses of a contract on a screen, as a page, or as the sheet on which a second person checks them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from svcctl import workspace
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case, case_from
from svcctl.casebook.kinds import Fact, Imported
from svcctl.desk.desk import Desk, path_of, read_file
from svcctl.desk.files import read_contracts, refuse_bad
from svcctl.desk.letters import write_letter, write_made
from svcctl.desk.looking import calendars_from, read_case
from svcctl.desk.showing import check_output, show
from svcctl.wording.cited import Text
from svcctl.wording.documents import lines_of

if TYPE_CHECKING:
    from svcctl.papers.letter_words import PaperWords
    from svcctl.papers.provenance import Provenance

SHEET = "clause-check"
TOML = ".toml"


def show_clauses(
    desk: Desk, which: str | None, texts: Sequence[str], template: str | None = None
) -> None:
    """Each article's words and what was understood of them; of the store, or of a file not loaded."""
    from svcctl.answers.clauses import listed

    paper = desk.output is not None and desk.format in ("docx", "pdf")
    if not paper:
        check_output(desk, ("table", "plain", "json", "csv", "html", "xlsx", "docx", "pdf"))
    text = Text([line for name in texts for line in _lines(name)]) if texts else None
    file = which if which and _is_file(which) else None
    if paper:
        _write_sheet(desk, which, file, text, template)
        return
    at = desk._replace(contract=which) if which else desk
    case = _case_of_file(desk, file) if file else read_case(at)
    show(desk, listed(case, desk.words, text))


def _lines(name: str) -> "Sequence[Any]":
    path, content = read_file(name)
    return lines_of(path.name, content)


def _is_file(name: str) -> bool:
    return path_of(name).suffix.lower() == TOML and path_of(name).is_file()


def _case_of_file(desk: Desk, file: str) -> Case:
    """The contract that a file describes, as if it had just been loaded."""
    from svcctl.almanac.adopt import shipped_facts
    from svcctl.contracts.form import plain

    found = read_contracts([file])
    refuse_bad(found, desk.words)
    document: dict[str, Any] = plain(found[0].document)
    calendars = calendars_from(list(shipped_facts(workspace.shipped("calendars"))))
    day = document["signed_on"]
    fact = Fact(
        chain=document["id"],
        seq=1,
        kind="contract-imported",
        happened_on=day,
        recorded_at=workspace.recorded_now(),
        actor=desk.actor,
        says=Imported(terms=document),
        payload={},
    )
    case = case_from(document["id"], [fact], desk.as_of, calendars)
    if case is None:
        raise Refusal("contract.not-yet", as_of=desk.as_of)
    return case


def _write_sheet(
    desk: Desk, which: str | None, file: str | None, text: Text | None, template: str | None
) -> None:
    """The sheet as a Word file or its PDF, with places to sign."""
    from svcctl.papers.clause_sheet import clause_sheet

    def fill(case: Case, found: "Provenance", words: "PaperWords") -> dict[str, Any]:
        return clause_sheet(case, text, found, words)

    if file is None:
        at = desk._replace(contract=which) if which else desk
        write_letter(at, SHEET, fill, template)
        return
    _of_a_file(desk, _case_of_file(desk, file), fill, template)


def _of_a_file(desk: Desk, case: Case, fill: Any, template: str | None) -> None:
    """The sheet of a contract that no store has yet: its foot names no fact."""
    from svcctl.papers import letters, letters_apart
    from svcctl.papers.letter_parts import names_of
    from svcctl.papers.letter_words import PaperWords
    from svcctl.papers.provenance import Provenance

    check_output(desk, ("table", "plain", "docx", "pdf"), "docx", ("pdf",))
    own = workspace.shipped("letters") / f"{SHEET}.docx"
    path, content = read_file(str(own) if template is None else template)
    found = Provenance(desk.as_of, "", (), (case.calendar,))
    words = PaperWords(desk.role).of(names_of(case, PaperWords(desk.role)))
    filled = letters if template is None else letters_apart
    values = fill(case, found, words)
    write_made(desk, filled.letter(content, Path(path).name, SHEET, values, found.stamp))
