"""The notes of several contracts, each thing once: what is to be done, and the rows it concerns."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

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


class _Said:
    """One sentence of several contracts: of how many, and the first of them with their rows."""

    def __init__(self) -> None:
        self.contracts = 0
        self.by_rows = False
        self.first: list[tuple[str, str, list[str]]] = []  # a contract, its title, rows
        self.last: str | None = None


class _Todo:
    """One thing to be done, whatever the number of contracts it is to be done for."""

    def __init__(self) -> None:
        self.contracts = self.rows = 0
        self.first = self.last = ""
        self.stops = False
        self.commands: dict[str, None] = {}
        self.said: dict[str, _Said] = {}

    def add(self, contract: str, title: str, note: Note, most: int) -> None:
        """A note of a contract; those of one come together."""
        if contract != self.last or not self.contracts:
            self.contracts += 1
            self.first, self.last = self.first or contract, contract
        self.rows += len(note.rows)
        self.stops = self.stops or note.stops
        if len(self.commands) <= 1:
            self.commands[note.command] = None
        text = note.brief() if note.brief else note.text.lstrip("*^ ")
        said = self.said.setdefault(text, _Said())
        # each text has a line, and so many lines are shown
        self._say(said, contract, title, note, most if len(self.said) <= most else 0)

    def _say(self, said: _Said, contract: str, title: str, note: Note, most: int) -> None:
        rows = note.rows if note.brief else ()
        said.by_rows = said.by_rows or bool(rows)
        if said.last != contract:
            said.contracts += 1
            said.last = contract
            if len(said.first) < most:
                said.first.append((contract, title, []))
        if said.first and said.first[-1][0] == contract:
            said.first[-1][2].extend(rows)

    def count(self) -> int:
        """How many lines say it."""
        alone = (s.contracts > 1 and not s.by_rows for s in self.said.values())
        return sum(1 if a else s.contracts for a, s in zip(alone, self.said.values(), strict=True))

    def command(self, todo: str) -> str:
        """The command for all of them; for one contract alone, its own."""
        only = next(iter(self.commands)) if len(self.commands) == 1 else ""
        if self.contracts == 1 and len(self.commands) == 1:
            return f"{only} --contract {self.first}" if only else ""
        return LISTS.get(todo, only)


class Gathered:
    """The notes of contracts as they come, one for each thing to be done.

    Little is held of each: what is said of many stands once, and a page shows few lines of it.
    `most`: so many lines beneath a note, then how many more there are.
    """

    def __init__(self, words: Words, most: int = MOST_LINES) -> None:
        self.words, self.most = words, most
        self.titles: Counter[str] = Counter()
        self.todos: dict[str, _Todo] = {}

    def add(self, contract: str, title: str, notes: Iterable[Note]) -> None:
        """What is to be known of one contract more, in the order in which they are listed."""
        self.titles[title] += 1
        for note in notes:
            if note.todo in PRESSING:
                # one line more than are shown: that there is another takes its place
                todo = self.todos.setdefault(note.todo, _Todo())
                todo.add(contract, title, note, self.most + 1)

    def notes(self) -> list[Note]:
        """One note for each thing to be done, in the order of how much they press."""
        return [self._note(each, self.todos[each]) for each in PRESSING if each in self.todos]

    def _note(self, name: str, todo: _Todo) -> Note:
        lines = list(islice(self._lines(todo), self.most + 1))
        hidden = todo.count() - self.most
        if hidden > 1:  # the line that says so takes the place of one
            lines[self.most :] = [self.words("todo.more", count=hidden)]
        key = "todo.rows" if todo.rows else "todo.contracts"
        counts = {"rows": todo.rows, "contracts": todo.contracts}
        text = self.words(key, todo=self.words(f"todo.{name}"), **counts)
        return Note(text, todo.stops, todo.command(name), tuple(lines))

    def _lines(self, todo: _Todo) -> Iterator[str]:
        """A line for what is said of a contract; what is said of several alike stands once."""
        words = self.words
        for text, said in todo.said.items():
            if said.contracts > 1 and not said.by_rows:
                yield words("todo.contracts", todo=text, contracts=said.contracts)
                continue
            for contract, title, rows in said.first:
                name = called(contract, title, self.titles, words)
                values = {"contract": name, "text": text, "rows": _rows(rows, words)}
                yield words("todo.line-rows" if rows else "todo.line", **values)


def office_notes(
    sections: Sequence[DueSection], words: Words, most: int = MOST_LINES
) -> list[Note]:
    """One note for each thing to be done, whatever the number of contracts it is to be done for."""
    found = Gathered(words, most)
    for each in sections:
        found.add(each.case.id, words.title(each.case.terms.title), each.notes)
    return found.notes()


def called(contract: str, title: str, count: Mapping[str, int], words: Words) -> str:
    """What a contract is called: its title, with its id where another has the same title."""
    return words("head.contract", title=title, id=contract) if count[title] > 1 else title


def contract_names(cases: Sequence[Case], words: Words) -> dict[str, str]:
    """What each contract is called."""
    titles = {case.id: words.title(case.terms.title) for case in cases}
    count = Counter(titles.values())
    return {key: called(key, title, count, words) for key, title in titles.items()}


def _rows(rows: Sequence[str], words: Words) -> str:
    if len(rows) > MOST_ROWS:
        return words("todo.first-rows", rows=list(rows[:MOST_ROWS]), count=len(rows))
    return words("list.separator").join(rows)
