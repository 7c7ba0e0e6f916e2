"""Adding the proof that what was handed in, or sent, had arrived."""

from collections.abc import Sequence
from datetime import date

from svcctl.billing.position import Demand, ProofAdded, Submitted
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.desk.acts import Act
from svcctl.intake.entry import parse_event


def prove(
    act: Act, event: str, form: type[Submitted | Demand], reached_on: date, proof: str | None
) -> None:
    """Record it; Refusal for an event that is not there, or is nothing of that form."""
    chain, seq = parse_event(event)
    if reached_on > act.desk.today:
        raise Refusal("fact.future", on=reached_on, today=act.desk.today)

    def build(case: Case) -> Sequence[ProofAdded]:
        found = next((fact for fact in case.holding if fact.seq == seq), None)
        if found is None:
            raise Refusal("fact.unknown", event=f"{case.id}#{seq}")
        if not isinstance(found.says, form):
            key = "proof.no-report" if form is Submitted else "proof.no-demand"
            raise Refusal(key, event=found.id)
        return [act.said(ProofAdded, target=found.id, reached_on=reached_on, proof=proof)]

    act = act._replace(desk=act.desk.at(chain)) if chain else act
    act.record(build)
