"""Seals and proofs in words: what was written, what it shows, what to hold it against."""

from collections.abc import Mapping

from svcctl import workspace
from svcctl.answers.answer import Answer
from svcctl.casebook.kinds import Fact
from svcctl.i18n import Words
from svcctl.store.proof import Proof


def sealed(path: str, heads: int, digests: Mapping[str, str], key: str, words: Words) -> Answer:
    """What to do with a seal's file; `digests`: of the file, by the name of the hash function."""
    each = [f"{name.upper()} {digest}" for name, digest in digests.items()]
    lines = [words("seal.done", count=heads, digests=words("list.separator").join(each))]
    lines.append(words("seal.by-key", path=path, key=key) if key else words("seal.next", path=path))
    return Answer(data=None, head=lines)


def proven(proof: Proof, fact: Fact, chains: int, noted: bool, words: Words) -> Answer:
    """What a proof shows and how; `noted`: whether it leads to a head that the asker named."""
    what = {
        "event": fact.id,
        "kind": words(f"kind.{fact.kind}"),
        "on": fact.happened_on,
        "at": workspace.local_time(fact.recorded_at),
    }
    lines = [words("prove.shows", **what), proof.ends]
    rows = len(proof.rows)
    if proof.seal:
        sealing = proof.store[0]
        lines.append(
            words(
                "prove.by-seal",
                count=rows,
                chains=chains,
                path=len(proof.path),
                seal=f"{sealing.chain}#{sealing.seq}",
                on=sealing.happened_on,
                store=len(proof.store),
            )
        )
    else:
        lines.append(words("prove.direct", count=rows))
    lines.append(words("prove.without-payload" if proof.payload is None else "prove.with-payload"))
    lines += [words("prove.against-noted" if noted else "prove.against"), words("prove.check")]
    return Answer(data=proof.document(), head=lines)
