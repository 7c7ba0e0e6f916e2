"""Where a contract stands on a date: its state, and the next date that it has."""

from collections.abc import Iterator
from datetime import date

from svcctl.billing.closing import contract_end
from svcctl.billing.due import by_number
from svcctl.billing.guarantees import guarantee_rows, running_out
from svcctl.billing.instalment import Coined, Title
from svcctl.billing.obligations import obligations_of
from svcctl.billing.record import Record
from svcctl.billing.schedule import Sight, standings_of

STATES = ("not-started", "running", "ended", "terminated", "closed")


class NextDate(Record):
    """A day on which something is to be done, or the term ends."""

    on: date
    kind: str  # payment | guarantee | letter | obligation | end
    id: str  # of the instalment, the return, the guarantee, the obligation
    title: Title | Coined | None = None  # None of an instalment, which has a label, and of the end


def state_of(sight: Sight) -> str:
    """not-started, running, ended, terminated or closed; what was done last is said.

    A contract that waits for its start notice runs: its years are counted from its signing.
    """
    position, end = sight.position, contract_end(sight)
    if position.closed_on:
        return "closed"
    if position.termination:
        return "terminated"
    if end is not None and end < position.as_of:
        return "ended"
    return "not-started" if sight.years[0].first > position.as_of else "running"


def next_date(sight: Sight) -> NextDate | None:
    """The first day from today on by which something is to be done; nothing of a closed file.

    What is overdue is no next date: it is told by its sum.
    """
    if sight.position.closed_on:
        return None
    ahead = [each for each in _dates(sight) if each.on >= sight.position.as_of]
    return min(
        ahead, key=lambda each: (each.on, KINDS.index(each.kind), by_number(each.id)), default=None
    )


KINDS = ("payment", "guarantee", "letter", "obligation", "end")


def _dates(sight: Sight) -> Iterator[NextDate]:
    for row in standings_of(sight):
        if row.due_on and row.outstanding_fen and not row.conditional:
            yield NextDate(row.due_on, "payment", row.instalment.id)
    for back in guarantee_rows(sight):
        if back.due_on and back.form and not back.settled:
            yield NextDate(back.due_on, "guarantee", back.id, back.guarantee.title)
    for guarantee, letter in running_out(sight):
        # what runs out has a day on which it does
        last = letter.valid_until or date.max
        yield NextDate(last, "letter", guarantee.key, guarantee.title)
    for duty in obligations_of(sight):
        if duty.deadline and duty.done_on is None:
            title = duty.obligation.title
            yield NextDate(duty.deadline.on, "obligation", duty.obligation.key, title)
    end = contract_end(sight)
    if end is not None and not sight.terms.term.open:
        yield NextDate(end, "end", "")
