"""Signing a seal with an Ed25519 key, as OpenSSH does it, and reading such a signature without it."""

from base64 import b64decode, b64encode
from binascii import Error
from contextlib import suppress
from hashlib import sha512
from pathlib import Path
from struct import error as Short
from struct import pack, unpack_from
from textwrap import wrap
from typing import TYPE_CHECKING

from svcctl.billing.refusal import Refusal
from svcctl.desk.desk import read_file

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

MAGIC, KIND, HASH = b"SSHSIG", b"ssh-ed25519", b"sha512"  # PROTOCOL.sshsig of OpenSSH
NAMESPACE = "svcctl"  # of signatures, so that one made for another purpose is none here
BEGIN, END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
LARGEST_KEY = 2**16  # bytes
POINT = 32  # bytes of a public key


def key_from(path: str) -> "Ed25519PrivateKey":
    """The private key in a file of ssh-keygen or openssl; Refusal for any other, or a locked one."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization as forms
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    _, content = read_file(path, LARGEST_KEY)
    openssh = b"OPENSSH PRIVATE KEY" in content
    load = forms.load_ssh_private_key if openssh else forms.load_pem_private_key
    try:
        key = load(content, None)
    except TypeError:  # it has a passphrase, which svcctl never asks for
        raise Refusal("seal.key-locked", path=path) from None
    except (ValueError, UnsupportedAlgorithm):
        raise Refusal("seal.no-key", path=path) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise Refusal("seal.other-key", path=path)
    return key


def public_line(key: "Ed25519PrivateKey") -> str:
    """The public key as a list of signers has it."""
    return f"{KIND.decode()} {b64encode(_public(key)).decode()}"


def signature_of(content: bytes, key: "Ed25519PrivateKey") -> str:
    """A file's signature, to lie beside it; `ssh-keygen -Y sign` makes the same bytes."""
    signature = _strings(KIND, key.sign(_covered(content)))
    told = _strings(_public(key), NAMESPACE.encode(), b"", HASH, signature)
    lines = wrap(b64encode(MAGIC + pack(">I", 1) + told).decode(), 70)
    return "\n".join([BEGIN, *lines, END, ""])


def signer_without_openssh(signature: Path, keys: Path, content: bytes, error: OSError) -> str:
    """Whose signature it is by the list; nothing for a wrong one, Refusal for what takes OpenSSH."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    read = _read(signature.read_bytes())
    names, plain = _names(keys)
    if read is None or not plain:
        raise Refusal("seal.no-tool", error=error)
    public, its = read
    with suppress(InvalidSignature):
        Ed25519PublicKey.from_public_bytes(public).verify(its, _covered(content))
        return names.get(public, "")
    return ""


def _names(keys: Path) -> tuple[dict[bytes, str], bool]:
    """Whose each Ed25519 key is, and whether every line of the list was one that is read here."""
    found: dict[bytes, str] = {}
    lines = [line.split() for line in keys.read_text("utf-8", "replace").splitlines()]
    told = [line for line in lines if line and not line[0].startswith("#")]
    for line in told:
        with suppress(Error, ValueError, Short):
            name, kind, key = line[:3]
            if kind == KIND.decode() and not set(name) & set('"*?!'):
                its_kind, public = _split(b64decode(key, validate=True), 2)
                if its_kind == KIND:
                    found.setdefault(public, name)
    # options, patterns, keys of other kinds: what they say is OpenSSH's to judge
    return found, len(found) == len(told)


def _read(text: bytes) -> tuple[bytes, bytes] | None:
    """Public key and signature, where it is an Ed25519 signature for this purpose."""
    with suppress(Error, ValueError, Short, UnicodeDecodeError):
        first, *lines, last = text.decode().split("\n")[:-1]
        raw = b64decode("".join(lines), validate=True)
        key, namespace, _, by, signature = _split(raw[len(MAGIC) + 4 :], 5)
        kind, its = _split(signature, 2)
        its_kind, public = _split(key, 2)
        right = (BEGIN, END, MAGIC + pack(">I", 1), NAMESPACE.encode(), HASH, KIND, KIND)
        told = (first, last, raw[: len(MAGIC) + 4], namespace, by, kind, its_kind)
        if told == right and len(public) == POINT:
            return public, its
    return None


def _covered(content: bytes) -> bytes:
    """What is signed: purpose and hash of the file, so that no other text passes for it."""
    return MAGIC + _strings(NAMESPACE.encode(), b"", HASH, sha512(content).digest())


def _public(key: "Ed25519PrivateKey") -> bytes:
    return _strings(KIND, key.public_key().public_bytes_raw())


def _strings(*texts: bytes) -> bytes:
    """Texts as SSH writes them: each with its length before it."""
    return b"".join(pack(">I", len(text)) + text for text in texts)


def _split(told: bytes, count: int) -> list[bytes]:
    """So many texts with their lengths before them, and nothing behind; ValueError for others."""
    found = []
    for _ in range(count):
        [length] = unpack_from(">I", told)
        if length > len(told) - 4:
            raise ValueError(length)
        found.append(told[4 : 4 + length])
        told = told[4 + length :]
    if told:
        raise ValueError(told)
    return found
