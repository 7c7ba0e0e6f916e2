"""Negotiation opened, failed or settled, by instalment or breach; the gate of some damages."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

from svcctl.answers.recorded import Caution
from svcctl.billing.position import Negotiation, TalksFailed, TalksOpened, TalksSettled
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.desk import naming
from svcctl.desk.acts import Act, Entry
from svcctl.desk.options import argument, day

Subjects = Annotated[list[str] | None, argument("[INSTALMENT...]", "arg.subjects")]


def _record(
    act: Act, form: type[Negotiation], subjects: list[str] | None, new_due: date | None = None
) -> None:
    named: list[str] = []
    for subject in subjects or ():
        act, short = act.choose(subject, "subject")
        named.append(short)

    def build(case: Case) -> Sequence[Entry]:
        then = case.on(act.on)
        late = [s.instalment.id for s in then.standings if s.status == "overdue"] if then else []
        if not named and not late:
            raise Refusal("negotiation.of-what", on=act.on)
        about = [naming.subject(case, name, act.desk) for name in named] or late
        says = act.said(form, subjects=tuple(about), new_due=new_due)
        return [Entry(says, tuple(_unheard_of(says, then or case)))]

    act.record(build)


def _unheard_of(says: Negotiation, then: Case) -> Iterator[Caution]:
    """Talks that failed though nothing tells that they were held, which the gate asks for."""
    for subject in says.subjects if isinstance(says, TalksFailed) else ():
        if not then.position.negotiations.get(subject):
            yield Caution("talks-not-opened", {"id": subject})


def open_(act: Act, subjects: Subjects = None) -> None:
    """Record that both sides negotiate about the instalments named, else those overdue."""
    _record(act, TalksOpened, subjects)


def fail(act: Act, subjects: Subjects = None) -> None:
    """Record that negotiation has failed: from then on the damages behind it are owed."""
    _record(act, TalksFailed, subjects)


def settle(
    act: Act,
    subjects: Subjects = None,
    new_due: Annotated[date | None, day("--new-due", "opt.new-due")] = None,
) -> None:
    """Record that an agreement was reached, with the new date for payment where it names one."""
    if new_due and new_due < act.on:
        raise Refusal("negotiation.new-due", new_due=new_due, on=act.on)
    _record(act, TalksSettled, subjects, new_due)


VERBS = {"open": open_, "fail": fail, "settle": settle}
