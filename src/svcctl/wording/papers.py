"""The papers that a payment waits for, as deliverables of the contract file."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from svcctl.wording.found import Value
from svcctl.wording.running import Run
from svcctl.wording.spoken import Token

_SPLIT = re.compile("、|以及|及|和|与|并")
_KEYS = {  # the first whose words stand in a paper's name gives its handle
    "发票": "invoice",
    "税票": "invoice",
    "年终": "year-end-briefing",
    "验收": "acceptance",
    "考核": "assessment",
    "评价": "assessment",
    "评分": "assessment",
    "确认": "confirmation",
    "结算": "settlement-sheet",
    "半年度?.{0,4}报告|半年报": "half-year-report",
    "年度?.{0,4}报告|年报": "annual-report",
    "季度?.{0,4}报告|季报": "quarterly-report",
    "月度?.{0,4}报告|月报": "monthly-report",
    "报告": "report",
    "汇报": "briefing",
    "总结": "summary",
    "申请|请款": "request",
    "保函": "guarantee-letter",
    "清单|明细": "list",
    "记录|台账": "record",
    "方案": "plan",
    "成果|资料|材料": "documents",
    "稿": "draft",
    "图": "drawings",
}
_STRIP = re.compile(
    "^(?:的|合法|有效|正规|等额|足额|相应|对应|合格|税务|符合|要求|完整|上述|以下|相关|该|其|当期|当年|当月|当季|本期|同等|金额|全额)+"
)
_WHICH = re.compile(r"第[一二三四五六七八九十\d]{1,2}(?:季度|期|批|次|阶段)")  # of several invoices
_LISTS = {"received": "rc_papers", "handed": "hd_papers", "delivered": "dl_papers"}
_TITLES = {
    "accepted": "验收合格",
    "assessed": "考核结果",
    "confirmed": "甲方确认",
    "bond-in": "履约保证金",
}


# 汇总已出具报告的项目清单: of what the list is, no paper
_WITHIN = re.compile(
    r"的(?!\d|[一二三四五六七八九十]+个?[日天月年工]|[当次同本该][日天月年时]|之|后|前|时|情况|情形|前提|条件|基础|甲方|采购人|$|[，。；:()\n])[\u4e00-\u9fff]"
)


class Paper(NamedTuple):
    """One paper: its handle, its title with its words where the text names it, else a title of ours."""

    key: str
    title: Value | None
    made: str
    token: Token


def _named(text: str, start: int, run: Run, token: Token) -> Paper:
    """A paper by the name that the text gives it."""
    bare = text.split("(", maxsplit=1)[0]
    lead = _STRIP.match(bare)
    begin = lead.end() if lead else 0
    name = bare[begin:].strip("《》") or bare
    begin = text.index(name)
    key = next((key for words, key in _KEYS.items() if re.search(words, name)), "paper")
    if key == "invoice" and not _WHICH.match(name):
        name, begin = name[-2:], begin + len(name) - 2
    return Paper(key, run.value(name, start + begin, start + begin + len(name)), "", token)


def _listed(token: Token, run: Run) -> Iterable[Paper]:
    """The papers of a list: 年终运维汇报及年运维报告."""
    piece = token.part(_LISTS[token.kind])
    if piece is None:
        return
    text, start, _ = piece
    at = 0
    for part in _SPLIT.split(text):
        begin = text.index(part, at)
        at = begin + len(part)
        if part:
            yield _named(part, start + begin, run, token)


def _of(token: Token, run: Run) -> Iterable[Paper]:
    if token.kind in _LISTS:
        if not part_of_name([token], run):
            yield from _listed(token, run)
    elif token.kind == "accepted":
        confirmed = "验" not in token.text
        key = "confirmation" if confirmed else _stage(token.text)
        yield Paper(key, None, _TITLES["confirmed" if confirmed else "accepted"], token)
    elif token.kind == "assessed":
        yield Paper("assessment", None, _TITLES["assessed"], token)


def part_of_name(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a paper is named only to tell of what another thing is: 已出具报告的项目清单."""
    return any(
        token.kind in _LISTS and _WITHIN.match(run.text, token.end - token.text.endswith("的"))
        for token in tokens
    )


def _stage(text: str) -> str:
    """Which acceptance is meant: a first, a final, that of going live or of one stage."""
    stages = {"初": "first", "终": "final", "上线": "go-live", "第一阶段": "first-stage"}
    stages |= {"第二阶段": "second-stage", "阶段": "stage", "年度": "yearly", "季度": "quarterly"}
    return next((f"{key}-acceptance" for word, key in stages.items() if word in text), "acceptance")


def papers_of(tokens: Sequence[Token], run: Run) -> list[Paper]:
    """Every paper that the tokens name, once each; a named one stands for the act of the same kind."""
    found: dict[str, Paper] = {}
    for token in tokens:
        for paper in _of(token, run):
            before = found.get(paper.key)
            if before is None or (before.title is None and paper.title is not None):
                found[paper.key] = paper
    staged = [key for key in found if key.endswith("-acceptance")]
    if staged and "acceptance" in found and found["acceptance"].title is None:
        found.pop("acceptance")  # 初验报告签署，验收通过后: one and the same
    return list(found.values())
