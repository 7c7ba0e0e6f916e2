"""The papers that a contract's file is made of: the contract itself, its last page, its annexes."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from svcctl.wording.found import Line

MAIN, SIGNED = "main", "signature-page"
# by what a paper is called: the award, the offer and its sheet of prices, promises, requirements
KINDS = {
    "award": r"(?:成交|中标|中选|入围|采购结果)通知书",
    "prices": r"(?:投标|响应|磋商|谈判)?(?:报价|分项报价|开标|价格|投标报价)(?:明细|一览|汇总)?(?:一览)?表",
    "offer": r"(?:首次|最后|最终)?(?:投标|响应|报价|磋商|谈判)(?:响应)?(?:函|书)",
    "promise": r"(?:售后)?(?:服务)(?:方案及)?(?:服务)?承诺(?:书|函)?",
    "response": r".{0,10}(?:响应|应答|投标)(?:（[^）]*）|\([^)]*\))?文件.{0,4}",
    "requirements": r"(?:.{0,8}(?:采购|招标|磋商|谈判|询价)文件|(?:采购|项目|服务|技术|商务)需求(?:书)?)",
}
NUMBERED = re.compile(
    r"^(?:[（(]?[\d一二三四五六七八九十]{1,3}(?:\.\d+)*[）)、.．\s]|第[一二三四五六七八九十\d]+[章部]分?)\s*"
)
ANNEX = re.compile(
    r"^[【\[]?(?:附件|附录|附表)\s*[：:]?\s*(?P<number>[\d一二三四五六七八九十]{0,3})"
    r"\s*[】\]]?\s*[、.．：:\s]?\s*(?P<name>[^。；;]{0,40})$"
)
BARE_ANNEX = re.compile(r"\s*(?:合同)?附件(?:清单|目录)?\s*[：:]?\s*$")
SIGNATURE = re.compile(
    r"(?:甲\s*方|采购人|采购单位|委托方|委托人|买方|发包人|需方)[^：:\t。，；]{0,12}"
    r"[（(][^）)]{0,8}(?:章|签字)[^）)]{0,8}[）)]\s*[：:]?"
)
SIGNED_ON = re.compile(r"(?:合同)?(?:签订|签署|签约)(?:日期|时间|地点)[^：:]{0,6}[：:]")
ARTICLE = re.compile(r"\s*(?:第[一二三四五六七八九十百\d]{1,4}条|[一二三四五六七八九十]{1,3}、)")
TITLE = re.compile(
    r"^(?:《)?[^\s：:，。；\t]{0,50}(?:合同|合同书|协议|协议书)(?:》)?(?:[（(][^）)]{0,20}[）)])?$"
)
PARTY = re.compile(
    r"^(?:甲\s*方|采购人|委托方|委托人|买方|发包人|需方|采购单位)[^：:\t]{0,14}[：:]\s*(?P<name>\S+)"
)
NEAR = 15  # lines after a title by which a contract has named its first party
SHOWN = 12  # lines by which a file says what paper it is


class Part(NamedTuple):
    """One paper: its kind, what it is called where it says so, its lines."""

    kind: str
    name: str
    lines: tuple[Line, ...]


def parts_of(lines: Sequence[Line]) -> list[Part]:
    """The papers in their order; the contract's last page is one of its own."""
    found: list[Part] = []
    files = [list(group) for _, group in groupby(lines, key=lambda line: line.file)]
    main = _main_file(files)
    for at, file in enumerate(files):
        found += _cut(file, MAIN if at == main else _kind_of_file(file))
    return found


def _main_file(files: Sequence[Sequence[Line]]) -> int:
    """Which file is the contract: the first that has articles and names its first party."""
    for at, file in enumerate(files):
        texts = [line.text for line in file]
        if any(re.match(r"\s*第[一1]条", text) for text in texts) and any(
            PARTY.match(text.strip()) for text in texts
        ):
            return at
    return 0


def _kind_of_file(lines: Sequence[Line]) -> str:
    filled = [line.text for line in lines if line.text.strip()][:SHOWN]
    return next((kind for text in filled if (kind := _kind(text))), "annex")


def _kind(text: str) -> str:
    """What paper a line is the title of, or nothing."""
    bare = re.sub(r"\s+", "", NUMBERED.sub("", text.strip()))
    return next((kind for kind, name in KINDS.items() if re.fullmatch(name, bare)), "")


def _cut(lines: Sequence[Line], first: str) -> list[Part]:
    kind, name, begun = first, "", 0
    found: list[Part] = []
    lists = _lists(lines)
    last = max((at for at, line in enumerate(lines) if ARTICLE.match(line.text)), default=-1)
    for at, line in enumerate(lines):
        text = line.text.strip()
        ended = at > last >= 0 and SIGNED_ON.match(text) is not None
        new = _beginning(text, kind, at in lists, ended)
        if new is None:
            continue
        if at > begun:
            found.append(Part(kind, name, tuple(lines[begun:at])))
        (kind, name), begun = new, at
    found.append(Part(kind, name, tuple(lines[begun:])))
    return found


def _beginning(text: str, kind: str, listed: bool, ended: bool) -> tuple[str, str] | None:
    """The kind and name of the paper that begins with a line."""
    if not text:
        return None
    annex = ANNEX.match(text)
    if annex and not listed and (annex["number"] or annex["name"] or len(text) < 6):
        name = annex["name"].strip()
        return _kind(name) or _kind_within(name) or "annex", name or text
    if kind == MAIN:
        return (SIGNED, text) if SIGNATURE.match(text) or ended else None
    within = "" if listed else _kind(text)
    if kind == SIGNED:  # without a heading of its own only the award follows on the last page
        return (within, text) if within in ("award", "offer") else None
    return (within, text) if within and within != kind else None


def _kind_within(name: str) -> str:
    return next((kind for kind, called in KINDS.items() if re.search(called, name)), "")


def _lists(lines: Sequence[Line]) -> set[int]:
    """The lines that name annexes one after another: a list of them, none of them a heading."""
    found: set[int] = set()
    run: list[int] = []
    for at, line in enumerate(lines):
        text = line.text.strip()
        if not text:
            continue
        listed = (
            run and NUMBERED.match(text) and len(text) < 40 and BARE_ANNEX.match(lines[run[0]].text)
        )
        if ANNEX.match(text) or listed:
            run.append(at)
            continue
        if len(run) > 1:
            found.update(run)
        run = []
    return found | set(run) if len(run) > 1 else found


def contracts_in(lines: Sequence[Line]) -> list[list[Line]]:
    """The contracts of a file where it holds several: each from its title, its first party named."""
    begun: dict[Line, int] = {}  # the first of the titles above one party: 政府采购合同, its own
    for at, line in enumerate(lines):
        if TITLE.match(line.text.strip()):
            party = _first_party(lines[at + 1 : at + 1 + NEAR])
            if party is not None:
                begun.setdefault(party, at)
    if len(begun) < 2:
        return [list(lines)]
    starts = sorted(begun.values())
    ends = [*starts[1:], len(lines)]
    return [list(lines[start:end]) for start, end in zip(starts, ends, strict=True)]


def _first_party(lines: Iterable[Line]) -> Line | None:
    for line in lines:
        found = PARTY.match(line.text.strip())
        if found and not re.fullmatch(r"[_＿\s/（(].*", found["name"]):
            return line
    return None


def of_kinds(parts: Iterable[Part], *kinds: str) -> list[Line]:
    """The lines of the papers of those kinds."""
    return [line for part in parts if part.kind in kinds for line in part.lines]
