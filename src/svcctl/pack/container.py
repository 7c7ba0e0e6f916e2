"""The auditor's pack: its members' names, and how they become one file, always the same bytes."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import IO, Any, NamedTuple
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from svcctl.billing.position import CalendarNotice
from svcctl.casebook.kinds import NAMES, WithTerms
from svcctl.store.canonical import canonical
from svcctl.store.chain import FORMAT, ChainRow

Member = tuple[str, bytes]
TITLE = "svcctl"  # what the QR code opens with
READABLE = 1200  # signs in a QR code that a telephone still reads from paper
MANIFEST, HEAD_PAGE, CLAIMS = "MANIFEST.sha256", "HEAD.html", "HEAD.json"
BLOCK = re.compile(
    r"<!--seal-->(.*)<!--/seal-->", re.DOTALL
)  # the part of the head page that rests on the manifest
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")
FOLDERS = {NAMES[CalendarNotice]: "notices"}
FOLDERS |= {kind: "contracts" for form, kind in NAMES.items() if issubclass(form, WithTerms)}


class StoredFact(NamedTuple):
    """A row of the journal as stored: its columns, and the salt and text behind its digest."""

    row: ChainRow
    salt: str
    body: str
    apart: tuple[str, str] | None = None  # salt and text of what is the office's own, with a digest


# -- the journal, so that standard tools can check it ----------------------------------------------


def journal_members(facts: Iterable[StoredFact]) -> Iterator[Member]:
    """What a fact's hash covers, what its payload's digest covers, to the byte, a file each.

    A third has what stands apart from the payload, where anything does: its digest is in it.
    """
    for fact in facts:
        yield f"{_place(fact.row)}.event", canonical([FORMAT, *fact.row[:-1]]).encode()
        yield f"{_place(fact.row)}.payload", f"{fact.salt}\n{fact.body}".encode()
        if fact.apart:
            yield f"{_place(fact.row)}.aside", "\n".join(fact.apart).encode()


def _place(row: ChainRow) -> str:
    return f"journal/{row.chain}/{row.seq:06}"


def files_named(kind: str, body: str) -> Iterator[tuple[str, str]]:
    """Where the files that a fact names stand in the pack, each with its SHA-256."""
    payload = json.loads(body)
    for _, place, digest in places_of(kind, payload if isinstance(payload, dict) else {}):
        yield place, digest


def places_of(kind: str, payload: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The files that a fact names: each with its name, its place in the pack and its SHA-256."""
    for file in payload.get("files", ()):
        name, digest = str(file["name"]), file["sha256"]
        found = _SUFFIX.search(name)
        suffix = found[0].lower() if found else ""
        yield name, f"{FOLDERS.get(kind, 'evidence')}/{digest}{suffix}", digest


# -- the head page ---------------------------------------------------------------------------------


def seal_block(manifest: str, heads: Iterable[str]) -> str:
    """The digest of the manifest in text and, with the heads, as a QR code drawn in SVG."""
    import segno

    text = "\n".join([TITLE, manifest, *heads])
    text = text if len(text) <= READABLE else f"{TITLE}\n{manifest}"  # which covers the heads too
    matrix = segno.make(text, error="m", boost_error=False, micro=False).matrix
    size, quiet = len(matrix), 4
    path = "".join(
        f"M{x + quiet} {y + quiet}h1v1h-1z"
        for y, line in enumerate(matrix)
        for x, dark in enumerate(line)
        if dark
    )
    box = size + 2 * quiet
    return (
        f'<svg role="img" aria-label="QR" viewBox="0 0 {box} {box}" shape-rendering="crispEdges">'
        f'<rect width="{box}" height="{box}" fill="#fff"/><path d="{path}" fill="#000"/></svg>'
        f'<p class="digest">{manifest[:32]}<wbr>{manifest[32:]}</p>'
    )


def without_seal(page: str) -> bytes:
    """The head page without the manifest's digest; this much of it the claims cover."""
    return BLOCK.sub("<!--seal--><!--/seal-->", page, count=1).encode()


def claims_file(claims: dict[str, Any], head_page: str) -> bytes:
    """What the head page says, for programs, with the digest of all of the page but its seal."""
    told = claims | {"head_page_sha256": sha256(without_seal(head_page)).hexdigest()}
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


# -- the file --------------------------------------------------------------------------------------


def write_pack(
    file: IO[bytes], members: Iterable[Member], stamp: datetime
) -> list[tuple[str, str]]:
    """A zip of these members, stored and stamped alike; returns their names with SHA-256."""
    written = []
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for name, content in members:
            info = ZipInfo(name, stamp.timetuple()[:6])
            info.compress_type, info.create_system, info.external_attr = ZIP_STORED, 3, 0o644 << 16
            archive.writestr(info, content)
            written.append((name, sha256(content).hexdigest()))
    return written


def with_seal(
    members: Iterable[Member], claims: dict[str, Any], head_page: str
) -> Iterator[Member]:
    """The members with claims, the manifest over all, and the head page with its digest."""
    lines = []

    def listed(name: str, content: bytes) -> Member:
        lines.append(f"{sha256(content).hexdigest()}  {name}\n")
        return name, content

    for name, content in members:
        yield listed(name, content)
    yield listed(CLAIMS, claims_file(claims, head_page))
    manifest = "".join(sorted(lines, key=lambda line: line[66:])).encode()
    yield MANIFEST, manifest
    block = seal_block(sha256(manifest).hexdigest(), claims["heads"])
    yield (
        HEAD_PAGE,
        BLOCK.sub(lambda _: f"<!--seal-->{block}<!--/seal-->", head_page, count=1).encode(),
    )
