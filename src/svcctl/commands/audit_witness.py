"""Witnesses outside: all heads in a file, signed; one fact proven to lie under such a head."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from svcctl.answers import witness as told
from svcctl.billing.refusal import Refusal
from svcctl.casebook.kinds import OWN_CHAINS
from svcctl.desk.desk import Desk
from svcctl.desk.looking import looking
from svcctl.desk.options import EventId, choice, flag, text
from svcctl.desk.showing import check_output, show, write_bytes
from svcctl.store.proof import SHA256, SM3
from svcctl.store.scopes import ALL

if TYPE_CHECKING:
    from svcctl.desk.witnessing import Noted
    from svcctl.store.chain import Hash

HASHES = f"{SHA256}|{SM3}"


def seal(
    desk: Desk,
    key: Annotated[str, text("--key", "opt.seal-key", "FILE")] = "",
    by: Annotated[str, choice("--hash", "opt.seal-hash", HASHES)] = SHA256,
) -> None:
    """All heads in a file, to be witnessed outside: signed, time-stamped, sent to the other side."""
    from svcctl.desk.checking import whole
    from svcctl.desk.sealing import seal_text

    if desk.output is None:
        raise Refusal("seal.output")
    check_output(desk, ("table", "plain"))
    digests, signer = _digests(by), _Signer(desk.output, key) if key else None
    with looking(desk, stamped=True, scope=ALL) as look:
        there = look.desk
    heads = whole(there).heads
    sm3 = _heads_by(there, digests[SM3]) if SM3 in digests else {}
    chains = [*(chain for chain in heads if chain not in OWN_CHAINS), *OWN_CHAINS]
    named, more = ([each[c] for c in chains if c in each] for each in (heads, sm3))
    content = seal_text(there.known_at, named, more).encode()
    write_bytes(desk, content)
    if signer:
        signer.sign(content)
    known = {name: digest(content) for name, digest in digests.items()}
    line = signer.line if signer else ""
    show(_on_screen(desk), told.sealed(str(desk.output), len(named), known, line, desk.words))


def _digests(by: str) -> "dict[str, Hash]":
    """The hash functions of a seal by their names; SHA-256 is always one, as the store's own."""
    from svcctl.store.digest import digest
    from svcctl.store.rehash import sm3

    return {"SHA-256": digest} | ({SM3: sm3()} if by == SM3 else {})


def _heads_by(desk: Desk, digest: "Hash") -> dict[str, str]:
    """The heads of all chains by another hash."""
    from svcctl.desk.checking import rehashed_rows
    from svcctl.store.chain import head

    return {row.chain: head(row) for row in rehashed_rows(desk, digest)}


class _Signer:
    """A key, read before anything is written, and where the signature goes."""

    def __init__(self, output: Path, key: str) -> None:
        from svcctl.desk.signing import key_from, public_line

        self.path = output.with_name(f"{output.name}.sig")
        self.key = key_from(key)
        self.line = public_line(self.key)

    def sign(self, content: bytes) -> None:
        """Put the signature beside the file, where `audit verify --signers` looks for it."""
        from svcctl.desk.output import replacing
        from svcctl.desk.signing import signature_of

        with replacing(self.path) as file:
            file.write(signature_of(content, self.key).encode())


def prove(
    desk: Desk,
    event: EventId,
    seal: Annotated[str, text("--seal", "opt.proof-seal", "FILE")] = "",
    head: Annotated[str, text("--head", "opt.proof-head", "HEAD")] = "",
    payload: Annotated[bool, flag("--payload", "opt.proof-payload")] = False,
    by: Annotated[str, choice("--hash", "opt.proof-hash", HASHES)] = SHA256,
) -> None:
    """Show that one fact lies under a seal or a noted head, in a file that anybody can check."""
    from svcctl.answers.writers import as_json
    from svcctl.desk.failing import complain
    from svcctl.desk.witnessing import prove as proven

    check_output(desk, ("table", "plain", "json"), "json" if desk.output else "")
    noted = _noted(seal, head, by)
    with looking(desk, scope=ALL) as look:
        found = proven(look, event, noted, payload, by)
    answer = told.proven(found.proof, found.fact, found.chains, bool(noted), desk.words)
    if desk.output is None:
        show(desk, answer)
        return
    # the file is the answer; what it shows is said beside it, as is where it lies
    write_bytes(desk, as_json(answer.data).encode())
    complain("".join(f"{line}\n" for line in answer.head), 0)


def _noted(seal: str, head: str, by: str) -> "Noted":
    """The heads that are kept outside; Refusal for a seal that has none by the hash asked for."""
    from svcctl.desk.sealing import read_seal
    from svcctl.store.verify import heads_noted

    heads = [head] if head else []
    if seal:
        file = read_seal(seal)
        heads += file.sm3 if by == SM3 else file.heads
    if by == SM3 and not heads:
        raise Refusal("prove.no-sm3", path=seal) if seal else Refusal("prove.which-sm3")
    return heads_noted(",".join(heads))


def _on_screen(desk: Desk) -> Desk:
    """What is told where the answer itself went to a file."""
    form = desk.format if desk.format in ("table", "plain") else "plain"
    return desk._replace(output=None, format=form)
