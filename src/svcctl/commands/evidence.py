"""Evidence: papers filed for an instalment, kept by their SHA-256."""

from collections.abc import Sequence
from typing import Annotated

from svcctl.answers.recorded import Caution
from svcctl.billing.position import Paper
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.casebook.replay import AGREEMENT, INVOICE
from svcctl.desk import naming
from svcctl.desk.acts import Act, Entry, is_invoice_file
from svcctl.desk.options import InstalmentId, act_options, text


@act_options(required=("files",))
def add(
    act: Act, instalment: InstalmentId, kind: Annotated[str, text("--kind", "opt.kind", "KIND")]
) -> None:
    """File a paper for an instalment: the acceptance note, the invoice."""
    act, short = act.choose(instalment, "instalment")
    kind = naming.paper(kind)

    def build(case: Case) -> Sequence[Entry]:
        name = naming.instalment(case, short, act.desk)
        asked = case.terms.instalment(name)
        if asked and asked.evidence and kind not in (*asked.evidence, AGREEMENT):
            known = [_listed(each, act) for each in asked.evidence]
            raise Refusal("evidence.kind", kind=kind, instalment=name, known=known)
        odd = kind.endswith(INVOICE) and not all(is_invoice_file(f.content) for f in act.files)
        cautions = (Caution("invoice-file"),) if odd else ()
        return [Entry(act.said(Paper, instalment=name, kind=kind), cautions)]

    act.record(build)


def _listed(kind: str, act: Act) -> str:
    """A key with its name behind it, for who does not read the key's language."""
    from svcctl.answers.checklist import kind_name

    name = kind_name(kind, act.desk.words)
    return kind if name == kind else f"{kind} {name}"


VERBS = {"add": add}
