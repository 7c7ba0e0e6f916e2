"""Evidence: papers filed for an instalment, kept by their SHA-256."""

from typing import Annotated

import typer

from svcctl.billing.refusal import Refusal
from svcctl.casefile import Case
from svcctl.commands.desk import Desk, drop_empty
from svcctl.commands.options import Doc, DryRun, Instalment, Note, On
from svcctl.entry import optional, parse_date

INVOICE = "invoice"


def add(
    desk: Desk,
    instalment: Instalment,
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="opt.kind")],
    files: Annotated[list[str], typer.Option("--file", metavar="PATH", help="opt.file")],
    on: On = None,
    doc: Doc = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    """File a paper for an instalment: the acceptance note, the invoice."""
    from svcctl.commands.recording import Entry, evidence, record
    from svcctl.facts import EVIDENCE_ADDED

    short, day = desk.choose(instalment), optional(parse_date, on) or desk.today
    papers = evidence(files)

    def build(case: Case) -> list[Entry]:
        promise = case.terms.promise(short)
        if promise and promise.evidence and kind not in promise.evidence:
            raise Refusal("evidence.kind", kind=kind, instalment=short, known=", ".join(promise.evidence))
        odd = kind.endswith(INVOICE) and not all(is_invoice_file(paper.content) for paper in papers)
        warnings = (desk.words("warning.invoice-file"),) if odd else ()
        payload = {"instalment": short, "evidence": kind} | drop_empty({"doc": doc, "note": note})
        return [Entry(EVIDENCE_ADDED, day, payload, warnings)]

    record(desk, build, papers, dry_run)


def is_invoice_file(content: bytes) -> bool:
    """Whether the bytes are those of a form that e-invoices come in: XML, OFD (a zip with OFD.xml) or PDF."""
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:5]
    return start.startswith((b"<", b"%PDF")) or (start.startswith(b"PK") and b"OFD.xml" in content)


VERBS = {"add": add}
