"""Money paid and come back, a row for each instalment of each transfer: columns and rows."""

from collections.abc import Iterator
from datetime import date

from svcctl.answers.answer import Column, Table, iso
from svcctl.answers.instalments import Moment
from svcctl.billing.position import Payment, Refund
from svcctl.billing.record import Record
from svcctl.casebook.case import Case
from svcctl.casebook.kinds import Fact
from svcctl.casebook.replay import seq_of


class Moved(Record):
    """What one transfer moved of one instalment; what came back is below nought."""

    contract: str
    fact: Fact
    says: Payment | Refund
    instalment: str
    fen: int
    entered_at: str

    def number(self, name: str) -> str:
        """One of the transfer's numbers; what came back has none."""
        return str(getattr(self.says, name, ""))

    @property
    def arrived_on(self) -> date | None:
        """The day on which it arrived, where that is known."""
        return self.says.arrived_on if isinstance(self.says, Payment) else None


AUDIT = Table(
    contract=Column("column.contract", "code", cell=lambda m, _: m.contract),
    event=Column("column.event", "code", cell=lambda m, _: m.fact.id),
    kind=Column(
        "column.kind",
        cell=lambda m, words: words(f"kind.{m.fact.kind}"),
        plain=lambda m: m.fact.kind,
    ),
    happened=Column("column.happened-on", "date", cell=lambda m, _: m.fact.happened_on),
    arrived=Column("column.arrived-on", "date", cell=lambda m, _: iso(m.arrived_on)),
    id=Column(
        "column.id",
        "code",
        cell=lambda m, _: m.instalment,
        plain=lambda m: f"{m.contract}:{m.instalment}",
    ),
    sum=Column("column.sum", "money", cell=lambda m, _: m.fen),
    ref=Column("column.ref", "code", cell=lambda m, _: m.number("ref")),
    voucher=Column("column.voucher", "code", cell=lambda m, _: m.number("voucher")),
    slip=Column("column.slip", "code", cell=lambda m, _: m.number("slip")),
    account=Column("column.account", "code", cell=lambda m, _: m.number("account")),
    by=Column(
        "column.entered-by",
        "code",
        cell=lambda m, words: words.actor(m.fact.actor),
        plain=lambda m: m.fact.actor,
    ),
    at=Column(
        "column.entered-at",
        "code",
        cell=lambda m, _: m.entered_at,
        plain=lambda m: m.fact.recorded_at,
    ),
).view("contract event kind happened arrived id sum ref voucher slip account by at")


def transfers(case: Case, moment: Moment) -> Iterator[Moved]:
    """The transfers of a contract in order of time."""
    facts = {fact.id: fact for fact in case.holding}
    says: list[Payment | Refund] = [*case.position.payments, *case.position.refunds]
    for each in sorted(says, key=lambda each: (each.on, seq_of(each.event))):
        fact, sign = facts[each.event], 1 if isinstance(each, Payment) else -1
        for instalment, fen in each.parts:
            entered_at = moment(fact.recorded_at)
            yield Moved(case.id, fact, each, instalment, sign * fen, entered_at)
