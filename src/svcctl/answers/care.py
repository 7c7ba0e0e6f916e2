"""Care of the store in words: checked, backed up, restored, rescued, moved."""

from collections.abc import Sequence
from typing import Any

from svcctl.answers.answer import Answer
from svcctl.answers.audit import doubt_text, hidden_told, rescued_text
from svcctl.casebook.kinds import OWN_CHAINS, StoreMoved
from svcctl.i18n import Words
from svcctl.store.outcomes import Cut, Salvaged, Thinned
from svcctl.store.verdict import StoreVerdict

NAMED = 8  # facts of a chain that a person is told one by one


def checked(found: StoreVerdict, words: Words) -> Answer:
    """What a check found, and what to do about it."""
    data = _counts(found) | {
        "ok": not found.broken,
        "problems": [{"at": each.at, "what": each.what} for each in found.broken],
        "doubts": [{"at": each.at, "what": each.what} for each in found.doubts],
    }
    lines = [words("verify.broken", count=len(found.broken))]
    if not found.broken:
        lines = [words("store.sound", **_counts(found))]
    lines += [words("verify.at", at=b.at, what=words(f"broken.{b.what}")) for b in found.broken]
    lines += [rescued_text(each, words) for each in found.rescued]
    if found.doubts:
        lines.append(words("verify.doubts", count=len(found.doubts)))
        lines += [words("verify.at", at=d.at, what=doubt_text(d, words)) for d in found.doubts]
    lines += hidden_told(found, words)
    if found.broken:
        lines += [words("store.next-restore"), words("store.next-salvage")]
    return Answer(data=data, head=lines)


def backed_up(path: str, found: StoreVerdict, thinned: Thinned | None, words: Words) -> Answer:
    """Where a backup lies, what is in it, its heads, and which older ones went."""
    lines = [words("backup.done", path=path, **_counts(found)), *_heads_told(found, words)]
    data: dict[str, Any] = {"backup": path, **_counts(found), "heads": _heads(found)}
    if thinned:
        data["removed"] = [str(each) for each in thinned.removed]
        data["left"] = [str(each) for each in thinned.left]
        lines.append(words("backup.removed", count=len(thinned.removed)))
        lines += [words("backup.left", path=each) for each in thinned.left]
    return Answer(data=data, head=lines)


def restored(path: str, found: StoreVerdict, closed: StoreMoved | None, words: Words) -> Answer:
    """Where the store stands again, what is in it, its heads."""
    data = {"store": path, **_counts(found), "heads": _heads(found)}
    lines = [words("restore.done", path=path, **_counts(found)), *_heads_told(found, words)]
    if closed:
        lines.append(words("restore.closed", to=closed.to))
    return Answer(data=data | {"moved_to": closed.to if closed else None}, head=lines)


def moved(source: str, path: str, found: StoreVerdict, words: Words) -> Answer:
    """Where the store lives on, and what to do there."""
    data = {"moved_to": path, **_counts(found), "heads": _heads(found)}
    lines = [words("move.done", path=path, **_counts(found)), *_heads_told(found, words)]
    return Answer(data=data, head=[*lines, words("move.next", source=source, path=path)])


def salvaged(path: str, found: Salvaged, words: Words) -> Answer:
    """What was rescued, chain by chain, and all that is missing."""
    verdict = found.verdict
    cut = {each.chain: each for each in found.cuts}
    rescued = {chain for chain, head in verdict.heads.items() if _seq(head)} | set(cut)
    chains = [_chain(chain, cut.get(chain), verdict) for chain in sorted(rescued)]
    data = {
        "ok": found.whole,
        "store": path,
        **_counts(verdict),
        "chains": chains,
        "files": found.kept_files,
        "files_lost": [each._asdict() for each in found.files],
        "asides_lost": list(found.asides),
        "pages_missing": found.missing_pages,
        "log_damaged": found.broken_log,
        "heads": _heads(verdict),
        "problems": [{"at": each.at, "what": each.what} for each in verdict.broken],
    }
    key = "salvage.whole" if found.whole else "salvage.part"
    lines = [words(key, path=path, files=found.kept_files, **_counts(verdict))]
    lines += [line for each in found.cuts for line in _cut_told(each, words)]
    lines += [words("salvage.file", **each._asdict()) for each in found.files]
    lines += [words("salvage.aside", at=each) for each in found.asides]
    if found.missing_pages:
        lines.append(words("salvage.pages", count=found.missing_pages))
    if found.broken_log:
        lines.append(words("salvage.log"))
    for each in verdict.broken:
        lines.append(words("verify.at", at=each.at, what=words(f"broken.{each.what}")))
    lines += [rescued_text(each, words) for each in verdict.rescued]
    lines += _heads_told(verdict, words)
    return Answer(data=data, head=[*lines, words("salvage.next", path=path)])


def _chain(chain: str, cut: Cut | None, found: StoreVerdict) -> dict[str, Any]:
    head = found.heads.get(chain, "")
    kept = cut.kept if cut else _seq(head)
    lost = [
        {
            "event": each.event,
            "kind": each.kind or None,
            "happened_on": each.happened_on or None,
            "recorded_at": each.recorded_at or None,
            "payload": each.payload,
        }
        for each in (cut.lost if cut else ())
    ]
    return {"chain": chain, "kept": kept, "known": cut.known if cut else kept, "lost": lost}


def _cut_told(cut: Cut, words: Words) -> list[str]:
    numbers = {"chain": cut.chain, "kept": cut.kept, "known": cut.known, "count": len(cut.lost)}
    lines = [words("salvage.cut" if cut.kept else "salvage.gone", **numbers)]
    for each in cut.lost[:NAMED]:
        what = words("salvage.unknown")
        if each.kind:
            key = f"kind.{each.kind}"
            kind = words(key) if key in words else each.kind
            what = words("salvage.known", kind=kind, on=each.happened_on)
        lines.append(words("verify.at", at=each.event, what=what))
    if len(cut.lost) > NAMED:
        lines.append(words("salvage.more", count=len(cut.lost) - NAMED))
    return lines


def _counts(found: StoreVerdict) -> dict[str, int]:
    return {"contracts": found.contracts, "events": found.events}


def _heads(found: StoreVerdict) -> Sequence[str]:
    """The heads of the contracts, then those of the store's own chains."""
    contracts = [head for chain, head in found.heads.items() if chain not in OWN_CHAINS]
    return contracts + [found.heads[chain] for chain in OWN_CHAINS if chain in found.heads]


def _heads_told(found: StoreVerdict, words: Words) -> list[str]:
    return [words("verify.head", head=head) for head in _heads(found)]


def _seq(head: str) -> int:
    return int(head.rpartition(":")[0].rpartition("@")[2] or 0)
