"""PDFs: a workbook or a letter as LibreOffice prints it, in a folder and a profile of their own."""

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from svcctl import workspace
from svcctl.billing.refusal import Refusal
from svcctl.store.own_names import FOLDER

SECONDS = 120  # that it may take; a first start makes its profile


def refuse_without_office(instead: str) -> Path:
    """The program that makes PDFs; Refusal where it is not here, with what to do instead."""
    found = workspace.office_program()
    if found is None:
        raise Refusal("pdf.no-office", end=instead)
    return found


def as_pdf(content: bytes, end: str) -> bytes:
    """A workbook or a letter as PDF; Refusal where that cannot be made, and nothing is left of it."""
    program = refuse_without_office(end)
    with TemporaryDirectory(prefix=FOLDER, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"answer.{end}"
        source.write_bytes(content)
        # a profile of its own: one that is in use would swallow the call, and nobody's is changed
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        options = ["--headless", "--norestore", "--nolockcheck", "--convert-to", "pdf"]
        command = [str(program), profile, *options, "--outdir", str(folder), str(source)]
        said = _run(command, folder, end)
        made = source.with_suffix(".pdf")
        if not made.is_file() or not made.stat().st_size:
            raise Refusal("pdf.failed", end=end, error=said)
        return made.read_bytes()


def _run(command: list[str], folder: Path, end: str) -> str:
    """The last line of what it said; it and all it started are ended where time is up."""
    try:
        started = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            # what it starts is in a group of its own, so that nothing of it goes on alone
            start_new_session=os.name == "posix",
        )
    except OSError as error:
        raise Refusal("pdf.failed", end=end, error=error) from None
    with started:
        try:
            said, _ = started.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            raise Refusal("pdf.too-long", end=end, seconds=SECONDS) from None
        finally:
            _end(started)
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else f"{started.returncode}"


def _end(started: "subprocess.Popen[bytes]") -> None:
    """End it and what it started, if it still runs."""
    if started.poll() is not None:
        return
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(started.pid, signal.SIGKILL)
        else:
            started.kill()
