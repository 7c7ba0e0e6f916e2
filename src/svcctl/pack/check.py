"""Checking an auditor's pack without a store: container, manifest, chains, files, head page."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from mmap import ACCESS_READ, mmap
from os import fstat
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from svcctl.billing.refusal import Refusal
from svcctl.casebook.kinds import STORE_CHAIN
from svcctl.pack.container import (
    BLOCK,
    CLAIMS,
    HEAD_PAGE,
    MANIFEST,
    TITLE,
    files_named,
    seal_block,
    without_seal,
    write_pack,
)
from svcctl.store.asides import promised
from svcctl.store.canonical import canonical
from svcctl.store.chain import FORMAT, GENESIS
from svcctl.version import __version__

CHUNK = 1 << 20
_LINE = re.compile(r"([0-9a-f]{64})  ([^\n]+)\n")
# a name that stays below the folder it is unpacked in, on any system: no drive, no root
_NAME = re.compile(r"[^/\\:\x00-\x1f]+(/[^/\\:\x00-\x1f]+)*")
PAPERS = ("evidence", "notices", "contracts")
_EVENT = re.compile(r"journal/([^/]+)/(\d{6,})\.event")


class Flaw(NamedTuple):
    """A place in a pack that is not as it was written, and a catalogue key that says what."""

    at: str
    what: str


class PackVerdict(NamedTuple):
    """What a check of a pack found."""

    members: int
    events: int = 0
    manifest: str = ""  # its SHA-256, as the head page shows it
    heads: tuple[str, ...] = ()
    broken: tuple[Flaw, ...] = ()
    # whether its tables were worked out again; only by the version that made them, since another
    # may write the same facts in other words
    rerun: bool = False
    books: bool = False  # whether its workbooks were too; only by the library that wrote them
    closed: int = 0  # facts of which what is the office's own is not in the pack


def check_pack(path: Path, noted: str = "") -> PackVerdict:
    """Check everything; `noted`: heads or manifest digest from paper. Refusal for no pack."""
    try:
        with path.open("rb") as file, ZipFile(file) as archive:
            return _check(archive, file, noted)
    except FileNotFoundError:
        raise Refusal("file.missing", path=path) from None
    # zipfile answers a damaged archive with any of these: RuntimeError for a member said to be
    # encrypted, NotImplementedError for a method it lacks, ValueError (and its UnicodeDecodeError)
    # for nonsense in the table of contents
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        if _begins_as_zip(path):  # cut short, or its table of contents was changed
            return PackVerdict(0, broken=(Flaw("zip", "container"),))
        raise Refusal("pack.unreadable", path=path, error=str(error)) from None


def _begins_as_zip(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"
    return False


def _names_manifest(file: IO[bytes]) -> bool:
    """Whether a manifest's name stands in the file, though its table of contents was changed."""
    with mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        return content.find(MANIFEST.encode()) >= 0


def _check(archive: ZipFile, file: IO[bytes], noted: str) -> PackVerdict:
    """The container first: as long as it is in doubt, nothing in it is read or unpacked."""
    names = archive.namelist()
    broken = _torn(archive, file)
    if broken:
        return PackVerdict(len(names), broken=tuple(broken))
    # some programs unpack the first of two members of one name and some the last: what was checked
    # need not be what people see
    broken += [Flaw(name, "twice") for name, n in sorted(Counter(names).items()) if n > 1]
    broken += [Flaw(name, "name") for name in names if not _stays_below(name)]
    manifest = _manifest(archive, fstat(file.fileno()).st_size)
    if isinstance(manifest, Flaw):
        return PackVerdict(len(names), broken=(*broken, manifest))
    return _contents(archive, file, manifest, broken, noted)


def _torn(archive: ZipFile, file: IO[bytes]) -> list[Flaw]:
    """What shows that the file is not the whole of a pack; Refusal where it never was one."""
    # zip files are read from their end: of a pack cut short what is left may end with one of its
    # workbooks, and would pass for a zip of its own that begins somewhere inside
    if all(info.header_offset for info in archive.infolist()):
        return [Flaw("zip", "container")]
    names = archive.namelist()
    gone = [Flaw(name, "missing") for name in (MANIFEST, HEAD_PAGE) if name not in names]
    if len(gone) == 2 and not _names_manifest(file):
        raise Refusal("pack.not-a-pack", path=archive.filename or "")
    return gone


def _stays_below(name: str) -> bool:
    return _NAME.fullmatch(name) is not None and ".." not in name.split("/")


def _manifest(archive: ZipFile, size: int) -> bytes | Flaw:
    """The manifest, or why nothing in the pack is unpacked."""
    # a pack stores its members as they are: a compressed one is not ours, and may unpack to more
    # than the disk holds
    for info in archive.infolist():
        if info.compress_type != ZIP_STORED or info.file_size != info.compress_size:
            return Flaw("zip", "container")
    # members that share their bytes are no more ours: a thousand names of one would be read each
    if sum(info.file_size for info in archive.infolist()) > size:
        return Flaw("zip", "container")
    try:
        return archive.read(MANIFEST)
    except BadZipFile:  # not what its checksum says
        return Flaw(MANIFEST, "changed")


def _contents(
    archive: ZipFile, file: IO[bytes], manifest: bytes, broken: list[Flaw], noted: str
) -> PackVerdict:
    """Members, chains, papers and pages; each only if what it rests on holds."""
    names, digest = frozenset(archive.namelist()), sha256(manifest).hexdigest()
    listed, members = _listed(manifest), len(archive.namelist())
    broken += [Flaw(MANIFEST, "manifest")] if listed is None else _members(archive, listed)
    claims = _claims(archive)
    if claims is None:
        broken.append(Flaw(CLAIMS, "claims"))
    if claims is None or broken:
        return PackVerdict(members, manifest=digest, broken=tuple(broken))
    heads, unchained = _chains(archive, names)
    apart, closed = _asides(archive, names)
    broken += [*unchained, *apart, *_files(archive, names), *_head_page(archive, claims, digest)]
    # the store's own chain names other contracts and stays at home: its head alone is told
    claimed = [text for text in claims["heads"] if not text.startswith(f"{STORE_CHAIN}@")]
    if sorted(heads.values()) != sorted(filter(None, claimed)):
        broken.append(Flaw(CLAIMS, "heads"))
    broken += _noted(archive, noted, digest, claims["heads"])
    # bytes between the members, where no name points; before the tables are worked out again, which
    # takes far longer than reading the file twice
    if not broken and not _as_written(archive, file, claims):
        broken.append(Flaw("zip", "container"))
    rerun = not broken and claims.get("version") == __version__
    books = rerun and claims.get("workbooks") == _workbooks()
    broken += _rerun(archive, names, claims, books) if rerun else ()
    events, told = sum(map(_is_event, names)), tuple(claims["heads"])
    return PackVerdict(members, events, digest, told, tuple(broken), rerun, books, closed)


def _workbooks() -> str:
    from xlsxwriter import __version__ as version

    return str(version)


def _is_event(name: str) -> bool:
    return _EVENT.fullmatch(name) is not None


# -- members ---------------------------------------------------------------------------------------


def _listed(manifest: bytes) -> dict[str, str] | None:
    """Digests by name; None where the manifest is not in its form: each line once, in order."""
    with suppress(UnicodeDecodeError):
        text = manifest.decode()
        lines = [(name, digest) for digest, name in _LINE.findall(text)]
        again = "".join(f"{digest}  {name}\n" for name, digest in lines)
        # written again it must be the same text: `sha256sum -c` passes over a line it cannot read
        if lines == sorted(set(lines)) and again == text:
            return dict(lines)
    return None


def _members(archive: ZipFile, listed: Mapping[str, str]) -> Iterator[Flaw]:
    """Every member there, none added, none changed."""
    names = set(archive.namelist())
    yield from (Flaw(name, "missing") for name in sorted(set(listed) - names))
    yield from (Flaw(name, "added") for name in sorted(names - set(listed) - {MANIFEST, HEAD_PAGE}))
    for name in sorted(names & set(listed)):
        try:
            if _digest(archive, name) != listed[name]:
                yield Flaw(name, "changed")
        except (BadZipFile, EOFError):  # not what its checksum says
            yield Flaw(name, "changed")


def _digest(archive: ZipFile, name: str) -> str:
    found = sha256()
    with archive.open(name) as member:
        while chunk := member.read(CHUNK):
            found.update(chunk)
    return found.hexdigest()


def _claims(archive: ZipFile) -> dict[str, Any] | None:
    """What the head page says, as a program reads it; None where it is not that."""
    with suppress(KeyError, TypeError, ValueError, RecursionError, BadZipFile):
        claims = json.loads(archive.read(CLAIMS))
        texts = [claims["stamp"], claims["head_page_sha256"], *claims["heads"]]
        if isinstance(claims["heads"], list) and all(isinstance(text, str) for text in texts):
            datetime.fromisoformat(claims["stamp"])
            return dict(claims)
    return None


# -- the journal -----------------------------------------------------------------------------------


def _chains(archive: ZipFile, names: Set[str]) -> tuple[dict[str, str], list[Flaw]]:
    """The heads of the chains, worked out from their members, and where a chain does not hold."""
    last: dict[str, tuple[int, str]] = {}
    broken = []
    for name in sorted(filter(_is_event, names)):
        content = archive.read(name)
        columns = _columns(content)
        if columns is None:
            broken.append(Flaw(name, "event"))
            continue
        chain, seq, payload, before = columns[1], columns[2], columns[7], columns[8]
        follows = (seq - 1, before) == last.get(chain, (0, GENESIS))
        # the name is not covered by the hash: a fact under another's name would stand in its place
        if name != f"journal/{chain}/{seq:06}.event" or not follows:
            broken.append(Flaw(name, "link"))
        last[chain] = (seq, sha256(content).hexdigest())
        digest = _digest(archive, f"{name[:-6]}.payload") if f"{name[:-6]}.payload" in names else ""
        if digest != payload:
            broken.append(Flaw(name, "payload"))
    events = set(filter(_is_event, names))
    facts = events | {f"{name[:-6]}.{end}" for name in events for end in ("payload", "aside")}
    broken += [
        Flaw(name, "added")
        for name in sorted(names)
        if name.startswith("journal/") and name not in facts
    ]
    return {chain: f"{chain}@{seq}:{digest}" for chain, (seq, digest) in last.items()}, broken


def _asides(archive: ZipFile, names: Set[str]) -> tuple[list[Flaw], int]:
    """What stands apart from payloads, where it is not what they say; and how much is not there."""
    broken, closed = [], 0
    for name in sorted(filter(_is_event, names)):
        payload, apart = f"{name[:-6]}.payload", f"{name[:-6]}.aside"
        said = archive.read(payload) if payload in names else b""
        promise = promised(said.decode("utf-8", "replace").partition("\n")[2])
        if apart not in names:
            closed += promise is not None
        elif promise is None:
            broken.append(Flaw(apart, "added"))
        elif _digest(archive, apart) != promise:
            broken.append(Flaw(apart, "aside"))
    return broken, closed


def _columns(content: bytes) -> list[Any] | None:
    """The columns of a fact, if these are the very bytes that its hash covers."""
    with suppress(ValueError, TypeError):
        found = json.loads(content)
        sound = isinstance(found, list) and len(found) == 9 and found[0] == FORMAT
        # another spelling of the same columns has another hash: only one of them is the fact
        if sound and canonical(found).encode() == content:
            texts = all(isinstance(found[at], str) for at in (1, 3, 7, 8))
            return found if texts and isinstance(found[2], int) else None
    return None


def _files(archive: ZipFile, names: Set[str]) -> Iterator[Flaw]:
    """Every file that a fact names is there, and no other."""
    wanted: dict[str, str] = {}
    for name in sorted(filter(_is_event, names)):
        payload = f"{name[:-6]}.payload"
        columns = _columns(archive.read(name))
        if columns is None or payload not in names:
            continue
        body = archive.read(payload).decode("utf-8", "replace").partition("\n")[2]
        with suppress(ValueError, KeyError, TypeError):
            wanted |= dict(files_named(columns[3], body))
    kept = {name for name in names if name.partition("/")[0] in PAPERS}
    yield from (Flaw(name, "missing") for name in sorted(set(wanted) - kept))
    yield from (Flaw(name, "added") for name in sorted(kept - set(wanted)))
    yield from (
        Flaw(name, "changed")
        for name in sorted(kept & set(wanted))
        if _digest(archive, name) != wanted[name]
    )


def _rerun(
    archive: ZipFile, names: Set[str], claims: Mapping[str, Any], books: bool
) -> Iterator[Flaw]:
    """Tables and pages as the facts in the pack give them, and no others."""
    from svcctl.pack.rerun import same_book, worked_out

    given = {MANIFEST, HEAD_PAGE}
    try:
        for name, content in worked_out(names, archive.read, claims, books):
            given.add(name)
            same = same_book if name.endswith(".xlsx") else bytes.__eq__
            if name not in names or not same(archive.read(name), content):
                yield Flaw(name, "rerun")
    except Exception:  # facts of a forger can make the rules fail in any way
        yield Flaw("journal", "rerun")
        return
    given |= (
        set() if books else {name for name in names if f"{name.removesuffix('.xlsx')}.csv" in given}
    )
    for name in sorted(names):
        if name not in given and name.partition("/")[0] not in ("journal", *PAPERS):
            yield Flaw(name, "added")


# -- the head page, paper, and the container -------------------------------------------------------


def _head_page(archive: ZipFile, claims: Mapping[str, Any], digest: str) -> Iterator[Flaw]:
    try:
        page = archive.read(HEAD_PAGE).decode()
    except (UnicodeDecodeError, BadZipFile):
        yield Flaw(HEAD_PAGE, "changed")
        return
    found = BLOCK.search(page)
    sealed = found is not None and found[1] == seal_block(digest, claims["heads"])
    if not sealed or sha256(without_seal(page)).hexdigest() != claims["head_page_sha256"]:
        yield Flaw(HEAD_PAGE, "changed")


def _noted(archive: ZipFile, noted: str, digest: str, claimed: Sequence[str]) -> Iterator[Flaw]:
    """What was noted on paper or read from its QR code: manifest digest, heads of chains."""
    for text in filter(None, re.split(r"[\s,]+", noted)):
        if text == TITLE:  # the QR code opens with it
            continue
        if re.fullmatch(r"[0-9A-Fa-f]{64}", text):  # PowerShell writes capitals
            if text.lower() != digest:
                yield Flaw(MANIFEST, "head")
            continue
        found = re.fullmatch(r"([^/@]+)@(\d{1,15}):([0-9A-Fa-f]{16}|[0-9A-Fa-f]{64})", text)
        if not found:
            raise Refusal("audit.bad-head", head=text)
        if any(
            head.startswith(text.lower()) for head in claimed if head.startswith(f"{STORE_CHAIN}@")
        ):
            continue  # the store's chain is not in the pack; its head is what the paper says
        name = f"journal/{found[1]}/{int(found[2]):06}.event"
        if name not in archive.namelist():
            yield Flaw(f"{found[1]}#{found[2]}", "cut-off")
        elif not _digest(archive, name).startswith(found[3].lower()):
            yield Flaw(f"{found[1]}#{found[2]}", "head")


def _as_written(archive: ZipFile, file: IO[bytes], claims: Mapping[str, Any]) -> bool:
    """Whether the file is, byte for byte, what these members are written as, and no more."""
    with TemporaryFile() as again:
        members = ((name, archive.read(name)) for name in archive.namelist())
        write_pack(again, members, datetime.fromisoformat(claims["stamp"]))
        again.seek(0)
        file.seek(0)
        while True:
            one, other = again.read(CHUNK), file.read(CHUNK)
            if one != other:
                return False
            if not one:
                return True
