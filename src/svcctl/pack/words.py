"""What a check of an auditor's pack found, in words and for scripts."""

from svcctl.answers.answer import Answer
from svcctl.i18n import Words
from svcctl.pack.check import PackVerdict


def verdict(found: PackVerdict, path: str, head_given: bool, words: Words) -> Answer:
    """What was found; without a head on paper, that it should be held against one."""
    data = {
        "ok": not found.broken,
        "members": found.members,
        "events": found.events,
        "manifest": found.manifest,
        "head": ",".join(found.heads),
        "rerun": found.rerun,
        "workbooks": found.books,
        "problems": [{"at": broken.at, "what": broken.what} for broken in found.broken],
    }
    data |= {"closed": found.closed} if found.closed else {}
    return Answer(data=data, head=_lines(found, path, head_given, words))


def _lines(found: PackVerdict, path: str, head_given: bool, words: Words) -> list[str]:
    if found.broken:
        lines = [words("pack.broken", path=path, count=len(found.broken))]
        flaws = ((flaw.at, words(f"pack.{flaw.what}")) for flaw in found.broken)
        return lines + [words("verify.at", at=at, what=what) for at, what in flaws]
    lines = [words("pack.ok", path=path, members=found.members, events=found.events)]
    lines.append(words("pack.digest", digest=found.manifest))
    lines += [words("verify.head", head=text) for text in found.heads]
    if found.closed:
        lines.append(words("pack.closed", count=found.closed))
    if not found.rerun:
        lines.append(words("pack.other-version"))
    elif not found.books:
        lines.append(words("pack.other-books"))
    return lines if head_given else [*lines, words("pack.paper")]
