"""A pack as a forger with svcctl's code would make it: other facts, and everything over them in order."""

import json
from hashlib import sha256
from random import Random
from typing import Any

import fuzz_changes as change

from svcctl.pack.container import BLOCK, CLAIMS, HEAD_PAGE, MANIFEST, with_seal
from svcctl.store.canonical import canonical
from svcctl.store.chain import FORMAT, GENESIS

Found = dict[str, bytes]


def forged(draw: Random, content: bytes) -> bytes:
    """Some facts or claims changed; chains, heads, manifest and page hold."""
    found = dict(change.members(content))
    claims = {k: v for k, v in json.loads(found[CLAIMS]).items() if k != "head_page_sha256"}
    if draw.random() < 0.8:
        _facts(draw, found)
        _chained(found, claims)
    else:
        claims = change.tree(draw, claims)
    try:
        return _sealed(found, claims)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return change.zipped(list(found.items()), stored=True)


def _sealed(found: Found, claims: dict[str, Any]) -> bytes:
    own = {CLAIMS, HEAD_PAGE, MANIFEST}
    page = BLOCK.sub("<!--seal--><!--/seal-->", found[HEAD_PAGE].decode())
    members = [(name, content) for name, content in found.items() if name not in own]
    return change.zipped([*with_seal(members, claims, page)], stored=True)


def _facts(draw: Random, found: Found) -> None:
    names = [name for name in found if name.endswith(".payload")]
    for name in draw.sample(names, draw.choice((1, 1, 2))):
        salt, _, body = found[name].partition(b"\n")
        body = change.json_bytes(draw, change.tree(draw, json.loads(body)))
        found[name] = salt + b"\n" + body
    if draw.random() < 0.3:
        name = draw.choice([name for name in found if name.endswith(".event")])
        columns = json.loads(found[name])
        columns[draw.choice((3, 4, 5, 6))] = draw.choice((change.short(draw), *change.DATES))
        found[name] = json.dumps(columns).encode()


def _chained(found: Found, claims: dict[str, Any]) -> None:
    """Digests and links anew, and the heads in the claims."""
    before: dict[str, str] = {}
    last: dict[str, str] = {}
    for name in sorted(name for name in found if name.endswith(".event")):
        columns = json.loads(found[name])[1:]
        chain = name.split("/")[1]
        columns[6] = sha256(found[name.replace(".event", ".payload")]).hexdigest()
        columns[7] = before.get(chain, GENESIS)
        try:
            found[name] = canonical([FORMAT, *columns]).encode("utf-8", "surrogatepass")
        except (ValueError, TypeError):
            continue
        before[chain] = sha256(found[name]).hexdigest()
        last[chain] = f"{chain}@{columns[1]}:{before[chain]}"
    claims["heads"] = [last.get(head.partition("@")[0], head) for head in claims["heads"]]
