"""What an instalment waits for, by name: for files, which have the room that a screen has not."""

from collections.abc import Sequence

from svcctl.answers.answer import Column
from svcctl.answers.instalment_row import InstalmentRow
from svcctl.answers.instalment_words import time_text
from svcctl.answers.periods import paper_texts
from svcctl.i18n import Words


def lacking(row: InstalmentRow, words: Words) -> str:
    """The papers that an instalment waits for, by their titles."""
    instalment, waiting = row.standing.instalment, row.standing.waiting_for
    papers = [each for each in instalment.papers if each in waiting]
    return words("list.separator").join(paper_texts(papers, instalment, row.case.terms, words))


def _time(row: InstalmentRow, words: Words) -> str:
    """How far it has come: of what waits not how many papers are missing, but which."""
    if row.standing.status != "waiting" or not row.standing.waiting_for:
        return time_text(row.standing, words)
    return words("todo.lacks", documents=lacking(row, words))


WHOLE_TIME = Column("column.time", cell=_time)


def by_name(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns of a list with what is missing by name."""
    return tuple(WHOLE_TIME if each.heading == "column.time" else each for each in columns)
