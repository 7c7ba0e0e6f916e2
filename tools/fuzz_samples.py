"""Good samples of every input that is fuzzed, made by svcctl and by the writers that tests have."""

import contextlib
import io
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from fuzz_changes import Rows

ROOT = Path(__file__).parents[1]
PAID = (
    "payments record Y1-advance --amount 203000 --on 2025-03-24 --confirm-account --ref 202503-0017"
)
OFFICE = """contract start --on 2025-03-05
breach record quality --on 2025-06-01
evidence add Y1-balance --kind invoice --file x.pdf --on 2025-06-02
reports receive --document annual-report --year 1 --on 2026-03-10"""


def made(
    folder: Path, letters: Path, notice: str, lists: Mapping[str, Rows], service: bool = True
) -> None:
    """Write all samples into a folder; a year of `service` takes longest."""
    (folder / "x.pdf").write_bytes(b"%PDF")
    with contextlib.chdir(folder):
        _stores(service)
        _papers(letters, notice)
        _workbooks(lists)
        _signed()


def _run(line: str, store: str) -> None:
    from svcctl.cli import main

    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()) as err,
    ):
        code = main([*line.split(), "--store", store, "--lang", "zh"])
    if code not in (0, 1):
        raise SystemExit(f"{line}: {code}\n{err.getvalue()}")


def _stores(service: bool) -> None:
    _run("init --demo", "demo.db")
    _run("export audit-pack -o small.zip", "demo.db")
    shutil.copy("demo.db", "small.db")
    for line in (PAID, *OFFICE.splitlines()):
        _run(line, "demo.db")
    _run("export audit-pack -o pack.zip", "demo.db")
    _run("export facts -o facts.json --format json", "demo.db")
    _run("export payments -o ours.xlsx", "demo.db")
    shutil.copy("demo.db", "sealed.db")
    _run("audit seal -o seal.txt", "sealed.db")
    if service:
        from svcctl import workspace

        now = workspace.now
        import demo_service

        demo_service.made(Path("served.db"))
        workspace.now = now  # the script turns the clock
    else:
        shutil.copy("demo.db", "served.db")


def _papers(letters: Path, notice: str) -> None:
    from docx import Document

    for name in ("reminder", "reconcile", "payment-request", "hand-over"):
        shutil.copy(letters / f"{name}.docx", ".")
    paper = Document()
    for line in notice.splitlines():
        paper.add_paragraph(line)
    paper.save("notice.docx")
    sys.path.insert(0, str(ROOT / "tests"))
    from contract_papers import CONTRACT, as_ofd, as_word

    Path("contract.txt").write_text(CONTRACT, encoding="utf-8")
    Path("contract.docx").write_bytes(as_word(CONTRACT))
    Path("contract.ofd").write_bytes(as_ofd([CONTRACT]))
    if shutil.which("soffice"):  # without it no PDF is spoilt
        office = ["soffice", "--headless", "--convert-to", "pdf", "contract.docx"]
        subprocess.run(office, capture_output=True, check=False, timeout=120)


def _workbooks(lists: Mapping[str, Rows]) -> None:
    sys.path.insert(0, str(ROOT / "tests"))
    from sheets_made import ods, xls, xlsx

    rows = lists["bank"]
    for name, write in (("openpyxl.xlsx", xlsx), ("list.xls", xls), ("list.ods", ods)):
        Path(name).write_bytes(write(rows))
    shutil.copy(ROOT / "tests/fixtures/list.xlsb", ".")


def _signed() -> None:
    """The seal's file signed as the guide tells it; without OpenSSH by nobody."""
    Path("seal.txt.sig").write_bytes(b"")
    Path("signers").write_bytes(b"")
    if not shutil.which("ssh-keygen"):
        return
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": True}
    Path("seal.txt.sig").unlink()
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "key"], **quiet)
    subprocess.run(["ssh-keygen", "-Y", "sign", "-f", "key", "-n", "svcctl", "seal.txt"], **quiet)
    kind, key = Path("key.pub").read_text().split()[:2]
    Path("signers").write_text(f'auditor namespaces="svcctl" {kind} {key}\n')


def read(folder: Path) -> dict[str, bytes]:
    """The samples by their names."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
