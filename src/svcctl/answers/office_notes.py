"""The notes of several contracts, each thing once: what is to be done, and the rows it concerns."""

from collections import Counter
from collections.abc import Mapping, Sequence

from svcctl.answers.due_page import DueSection
from svcctl.answers.note import Note
from svcctl.casebook.case import Case
from svcctl.i18n import Words

PRESSING = (  # in the order of how much they press
    "findings",
    "papers",
    "back",
    "limitation",
    "damages",
    "ends",
    "changes",
    "start",
    "duties",
    "letters",
    "readings",
    "windows",
    "open-ended",
    "notice",
    "corrected",
)
LISTS = {"papers": "svcctl reports status", "readings": "svcctl contract readings"}
MOST_LINES = 5  # beneath a note
MOST_ROWS = 3  # named in a line
Told = Sequence[tuple[Case, Note]]


def office_notes(
    sections: Sequence[DueSection], words: Words, most: int = MOST_LINES
) -> list[Note]:
    """One note for each thing to be done, whatever the number of contracts it is to be done for.

    `most`: so many lines beneath a note, then how many more there are.
    """
    told = [(section.case, note) for section in sections for note in section.notes]
    names = contract_names([section.case for section in sections], words)
    found = []
    for todo in PRESSING:
        mine = [(case, note) for case, note in told if note.todo == todo]
        if mine:
            found.append(_together(todo, mine, names, most, words))
    return found


def contract_names(cases: Sequence[Case], words: Words) -> dict[str, str]:
    """What each contract is called: its title, with its id where another has the same title."""
    titles = {case.id: words.title(case.terms.title) for case in cases}
    count = Counter(titles.values())
    return {
        key: words("head.contract", title=title, id=key) if count[title] > 1 else title
        for key, title in titles.items()
    }


def _together(todo: str, told: Told, names: Mapping[str, str], most: int, words: Words) -> Note:
    contracts = list(dict.fromkeys(case.id for case, _ in told))
    rows = sum(len(note.rows) for _, note in told)
    lines = _lines(told, names, words)
    hidden = len(lines) - most
    if hidden > 1:  # the line that says so takes the place of one
        lines[most:] = [words("todo.more", count=hidden)]
    return Note(
        words(
            "todo.rows" if rows else "todo.contracts",
            todo=words(f"todo.{todo}"),
            rows=rows,
            contracts=len(contracts),
        ),
        any(note.stops for _, note in told),
        _command(todo, told, contracts),
        tuple(lines),
    )


def _lines(told: Told, names: Mapping[str, str], words: Words) -> list[str]:
    """A line for what is said of a contract; what is said of several alike stands once."""
    said: dict[str, dict[str, list[str]]] = {}
    for case, note in told:
        text = note.brief() if note.brief else note.text.lstrip("*^ ")
        rows = said.setdefault(text, {}).setdefault(case.id, [])
        rows += note.rows if note.brief else ()
    lines = []
    for text, by_contract in said.items():
        if len(by_contract) > 1 and not any(by_contract.values()):
            lines.append(words("todo.contracts", todo=text, contracts=len(by_contract)))
            continue
        for contract, rows in by_contract.items():
            values = {"contract": names[contract], "text": text, "rows": _rows(rows, words)}
            lines.append(words("todo.line-rows" if rows else "todo.line", **values))
    return lines


def _rows(rows: Sequence[str], words: Words) -> str:
    if len(rows) > MOST_ROWS:
        return words("todo.first-rows", rows=list(rows[:MOST_ROWS]), count=len(rows))
    return words("list.separator").join(rows)


def _command(todo: str, told: Told, contracts: Sequence[str]) -> str:
    """The command for all of them; for one contract alone, its own."""
    commands = {note.command for _, note in told}
    if len(contracts) == 1 and len(commands) == 1:
        [command] = commands
        return f"{command} --contract {contracts[0]}" if command else ""
    if todo in LISTS:
        return LISTS[todo]
    return commands.pop() if len(commands) == 1 else ""
