"""`audit seal`: heads handed to outside witnesses, signed by two, and held against the store later."""

import re
import shutil
import subprocess
from base64 import b64decode
from hashlib import sha512
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
    told = {"covers": 12, "after": 0, "signers": [], "sm3": "none"}
    assert verdict(run, "--seal", sealed)[1]["seal"] == told
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
    for content in (b"", b"svcctl seal 1", b"svcctl seal 3\nx\ny\n", b"\xff\xfe"):
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


# -- signed with a key that is given ---------------------------------------------------------------


def made(*command: object, given: bytes = b"") -> bytes:
    """What another program answers; it has to say yes."""
    texts = [str(each) for each in command]
    return subprocess.run(texts, input=given, capture_output=True, check=True).stdout


@pytest.fixture
def keys(tmp_path: Path) -> dict[str, Path]:
    """Ed25519 keys of both programs, and others that are none."""
    found = {name: tmp_path / name for name in ("ssh", "pem", "locked", "locked-pem", "rsa")}
    quiet = ("ssh-keygen", "-q", "-C", "x", "-t")
    made(*quiet, "ed25519", "-N", "", "-f", found["ssh"])
    made(*quiet, "ed25519", "-N", "secret", "-f", found["locked"])
    made(*quiet, "ecdsa", "-N", "", "-f", found["rsa"])
    made("openssl", "genpkey", "-algorithm", "ed25519", "-out", found["pem"])
    hide = ("-aes256", "-pass", "pass:secret")
    made("openssl", "genpkey", "-algorithm", "ed25519", *hide, "-out", found["locked-pem"])
    return found


def signers(out: str, name: str) -> str:
    """A line of the list, as the answer says it is to be."""
    [line] = re.findall(r"ssh-ed25519 [A-Za-z0-9+/=]+", out)
    return f"{name} {line}\n"


needs_both = pytest.mark.skipif(
    not (shutil.which("ssh-keygen") and shutil.which("openssl")), reason="needs OpenSSH and OpenSSL"
)


@needs_both
@pytest.mark.parametrize("kind", ["ssh", "pem"])
def test_signed_with_a_key(
    kind: str,
    keys: dict[str, Path],
    demo_store: Path,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """OpenSSH, OpenSSL and svcctl, with OpenSSH and without, find the signature good; none of other bytes."""
    seal, allowed = tmp_path / "seal.txt", tmp_path / "allowed"
    code, out, _ = run("audit", "seal", "-o", seal, "--key", keys[kind])
    assert code == 0
    signature = tmp_path / "seal.txt.sig"
    allowed.write_text(signers(out, "audit"), encoding="utf-8")
    check = ("ssh-keygen", "-Y", "verify", "-f", allowed, "-I", "audit", "-n", "svcctl")
    assert b"Good" in made(*check, "-s", signature, given=seal.read_bytes())
    by_openssl(keys[kind], seal, signature, tmp_path)
    if kind == "ssh":  # Ed25519 has no chance in it: the very bytes that OpenSSH makes
        again = made(
            "ssh-keygen", "-Y", "sign", "-n", "svcctl", "-f", keys[kind], given=seal.read_bytes()
        )
        assert again == signature.read_bytes()
    asked = ("--hashes", "--seal", seal, "--signers", allowed)
    for path in ("", str(tmp_path)):
        if path:
            monkeypatch.setenv("PATH", path)  # no OpenSSH there
        assert verdict(run, *asked)[1]["seal"]["signers"] == ["audit"]
        content = seal.read_bytes()
        seal.write_bytes(content + b"\n")
        code, found = verdict(run, *asked)
        assert (code, found["problems"]) == (1, [{"at": signature.name, "what": "signature"}])
        seal.write_bytes(content)
    allowed.write_text(f"other {allowed.read_text().split(maxsplit=1)[1]}")
    assert verdict(run, *asked)[1]["seal"]["signers"] == ["other"]


def by_openssl(key: Path, seal: Path, signature: Path, folder: Path) -> None:
    """The signature itself, out of OpenSSH's form, over the text that is signed (PROTOCOL.sshsig)."""
    names = ("raw", "text", "public")
    raw, text, public = (folder / f"openssl-{name}" for name in names)
    blob = b64decode("".join(signature.read_text().splitlines()[1:-1]))
    raw.write_bytes(blob[-64:])
    parts = (b"svcctl", b"", b"sha512", sha512(seal.read_bytes()).digest())
    text.write_bytes(b"SSHSIG" + b"".join(len(part).to_bytes(4, "big") + part for part in parts))
    point = blob[blob.index(b"ssh-ed25519") + 15 :][:32]
    made_of = bytes.fromhex("302a300506032b6570032100") + point  # RFC 8410
    made("openssl", "pkey", "-pubin", "-inform", "DER", "-out", public, given=made_of)
    check = ("openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", public)
    assert b"Verified" in made(*check, "-in", text, "-sigfile", raw)
    if b"OPENSSH" not in key.read_bytes():
        assert made("openssl", "pkey", "-in", key, "-pubout") == public.read_bytes()


@needs_both
def test_keys_that_sign_nothing(
    keys: dict[str, Path], demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """With a passphrase, of another kind, no key, no file: nothing is written, and what to do is said."""
    public = keys["ssh"].with_suffix(".pub")
    for key, said in (
        (keys["locked"], "ssh-keygen -Y sign -n svcctl"),
        (keys["locked-pem"], "ssh-keygen -Y sign -n svcctl"),
        (keys["rsa"], "is not an Ed25519 key"),
        (public, "no private key"),
        (tmp_path / "none", "none"),
    ):
        code, out, err = run("audit", "seal", "-o", tmp_path / "seal.txt", "--key", key)
        assert (code, out, said in err) == (2, "", True), err
    assert not list(tmp_path.glob("seal.txt*"))


@needs_both
def test_without_openssh_what_is_not_understood_is_not_judged(
    keys: dict[str, Path],
    demo_store: Path,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A list with options or patterns, another key, a signature for another purpose: OpenSSH is asked for."""
    seal, allowed = tmp_path / "seal.txt", tmp_path / "allowed"
    out = run("audit", "seal", "-o", seal, "--key", keys["ssh"])[1]
    line = signers(out, "audit")
    signature = tmp_path / "seal.txt.sig"
    good = signature.read_bytes()
    name, kind, key = line.split()
    monkeypatch.setenv("PATH", str(tmp_path))
    asked = (
        "audit",
        "verify",
        "--hashes",
        "--seal",
        seal,
        "--signers",
        allowed,
        "--format",
        "json",
    )
    for text in (
        f'{name} namespaces="svcctl" {kind} {key}\n',
        f"*@office {kind} {key}\n",
        f"{line}other ssh-rsa AAAA\n",
        f"{name} {kind} %%%\n",
        f"{name} {kind} {key[:-12]}\n",
    ):
        allowed.write_text(text)
        code, out, err = run(*asked)
        assert (code, out, "OpenSSH" in err) == (2, "", True), text
    allowed.write_text(f"# those who sign\n\n{line}")
    for other in (good[:-20], good.replace(b"U1NI", b"U1NJ"), b"\xff", b"", good * 2):
        signature.write_bytes(other)
        assert run(*asked)[0] == 2
    signature.write_bytes(good)
    assert run(*asked)[0] == 0
    allowed.write_text("")
    assert run(*asked)[0] == 1  # nobody is in the list
