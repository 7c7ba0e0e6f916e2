"""`audit seal`: heads handed to outside witnesses, signed by two, and held against the store later."""

import shutil
import subprocess
from json import loads
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from test_journal import LATER, PAY, add, note
from test_verify import CONTRACT, tail_cut

needs_openssh = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="no OpenSSH here")


@pytest.fixture
def sealed(demo_store: Path, run: Run, tmp_path: Path) -> Path:
    """A seal over a store with three facts of one contract."""
    for number in (1, 2):
        assert run(*PAY, "--amount", "1000", "--ref", number)[0] == 0
    code, out, err = run("audit", "seal", "-o", tmp_path / "seal.txt")
    assert (code, "Written" in err) == (0, True)
    assert "ssh-keygen -Y sign -n svcctl" in out
    return tmp_path / "seal.txt"


def verdict(run: Run, *more: object) -> tuple[int, dict[str, Any]]:
    code, out, err = run("audit", "verify", *more, "--format", "json")
    assert err == ""
    return code, loads(out)


def test_a_seal_is_text_that_anybody_can_read(sealed: Path, run: Run) -> None:
    """Its format, the moment, and the heads that `audit verify` prints, the store's own included."""
    first, moment, *heads = sealed.read_text(encoding="utf-8").splitlines()
    found = verdict(run)[1]
    assert first == "svcctl seal 1"
    assert moment.endswith("Z")
    assert heads == [found["head"], found["calendar_head"], found["store_head"]]
    again = sealed.with_name("again.txt")
    assert run("audit", "seal", "-o", again, "--known-at", moment)[0] == 0
    assert again.read_bytes() == sealed.read_bytes()


def test_a_seal_is_good_for_ever_and_tells_what_came_after(
    sealed: Path, demo_store: Path, run: Run
) -> None:
    """3 facts of the contract, 6 of calendars, 3 of the store; one more after it."""
    assert verdict(run, "--seal", sealed)[1]["seal"] == {"covers": 12, "after": 0, "signers": []}
    add(demo_store, note("after"), LATER)
    code, found = verdict(run, "--seal", sealed, "--hashes")
    assert code == 0
    assert found["seal"]["after"] >= 1
    assert found["uncovered"] == []
    assert "no signature checked" in run("audit", "verify", "--seal", sealed)[1]


def test_a_tail_cut_off_is_found_by_a_seal(sealed: Path, demo_store: Path, run: Run) -> None:
    tail_cut(demo_store)
    code, found = verdict(run, "--seal", sealed)
    assert code == 1
    assert {"at": f"{CONTRACT}#3", "what": "cut-off"} in found["problems"]


@needs_openssh
def test_who_signed_it(sealed: Path, run: Run, tmp_path: Path) -> None:
    """By one, by two, by a stranger; a signature of other bytes is none."""
    allowed = tmp_path / "allowed"
    lines = []
    for who in ("finance", "audit", "stranger"):
        key = tmp_path / who
        made = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", who, "-f", str(key)]
        subprocess.run(made, check=True)
        if who != "stranger":
            lines.append(f"{who} {key.with_suffix('.pub').read_text()}")
    allowed.write_text("".join(lines))
    asked = ("--seal", sealed, "--signers", allowed)
    assert verdict(run, *asked)[1]["seal"]["signers"] == []

    def sign(who: str) -> Path:
        command = ["ssh-keygen", "-q", "-Y", "sign", "-n", "svcctl", "-f", str(tmp_path / who)]
        with sealed.open("rb") as text:
            done = subprocess.run(command, stdin=text, capture_output=True, check=True)
        signature = sealed.with_name(f"{sealed.name}.{who}.sig")
        signature.write_bytes(done.stdout)
        return signature

    for who, signers in (("finance", ["finance"]), ("audit", ["audit", "finance"])):
        sign(who)
        code, found = verdict(run, *asked)
        assert (code, found["seal"]["signers"]) == (0, signers)
    assert "signed by 2: audit, finance" in run("audit", "verify", *asked)[1]
    signature = sign("stranger")
    code, found = verdict(run, *asked)
    assert (code, found["problems"]) == (1, [{"at": signature.name, "what": "signature"}])
    signature.unlink()
    sealed.write_bytes(sealed.read_bytes() + b" \n")
    code, found = verdict(run, *asked)
    assert (code, found["seal"]["signers"]) == (1, [])


def test_what_is_no_seal(
    sealed: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another file, no file, signers without a seal, no OpenSSH: refused with what to do."""
    other = tmp_path / "other.txt"
    for content in (b"", b"svcctl seal 1", b"svcctl seal 2\nx\ny\n", b"\xff\xfe"):
        other.write_bytes(content)
        code, out, err = run("audit", "verify", "--seal", other)
        assert (code, out) == (2, "")
        assert "is no seal" in err
    assert run("audit", "verify", "--seal", tmp_path / "none")[0] == 2
    assert "--seal" in run("audit", "verify", "--signers", other)[2]
    assert "-o FILE" in run("audit", "seal")[2]
    sealed.with_name("seal.txt.sig").touch()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "OpenSSH" in run("audit", "verify", "--seal", sealed, "--signers", other)[2]
