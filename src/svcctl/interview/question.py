"""What a question is, and what a section of them: both are data, read by the walk."""

from collections.abc import Mapping
from typing import NamedTuple

Answers = Mapping[str, str]  # by question, as they were read
When = tuple[tuple[str, tuple[str, ...]], ...]  # all of these questions were answered so

KEEP = "keep"  # what the file that one starts from says there stays as it is
YES, NO = "yes", "no"
YES_NO = (YES, NO)
MORE, ANY = "more", "any"


def gated(special: str) -> tuple[str, tuple[str, ...]]:
    """Asked only where the contract was said to have that."""
    return (f"special:{special}", (YES,))


class Question(NamedTuple):
    """One question: how its answer is read, when it is asked, what it writes."""

    key: str
    kind: str
    when: When = ()
    choices: tuple[str, ...] = ()
    offers: str = ""  # where the choices come from what was answered before
    optional: bool = False
    quiet: bool = False  # answered by its proposal unless somebody wants another answer
    usual: str = ""  # what is proposed where nothing is known
    writes: tuple[str, ...] = ()  # keys of the table; its own where empty

    def asked(self, given: Answers) -> bool:
        """Whether it is asked after those answers."""
        return all(given.get(key, "") in values for key, values in self.when)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the contract file that it writes."""
        return self.writes or (self.key,)


class Section(NamedTuple):
    """Questions about one thing, or about each of several of a kind."""

    name: str
    place: str  # of the contract file: a table, a list of tables, or its top
    questions: tuple[Question, ...]
    repeated: bool = False
    optional: bool = False
    gate: str = ""  # asked only where the contract was said to have this


class Asked(NamedTuple):
    """A question as it is put: its path, what is proposed and why, what there is to choose."""

    path: str  # instalments[0].share
    section: Section
    row: int
    question: Question
    choices: tuple[str, ...] = ()
    proposed: str = ""
    known: bool = False  # what is proposed stands in the file that one starts from


class Turn(NamedTuple):
    """A question that was answered."""

    asked: Asked
    value: str
