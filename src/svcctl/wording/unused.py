"""Figures and words of a rule of damages that no reader used: by the head, each per cent, a bound."""

import re

from svcctl.wording.breaches import CAP, CAP_SUM, Piece
from svcctl.wording.numerals import NUMBER, SHARE, SUM
from svcctl.wording.owed import BEGUN, EACH, EACH_TIME, PER, STOPS, TERMINATE
from svcctl.wording.tiers import marks_of

# 迟到超过30分钟的: of what the breach is, not of what it costs
_UPON = re.compile(
    rf"[^，。；\n每]{{0,24}}?(?:{NUMBER})个?(?:分钟|小时)(?:以内|内|以上|之后|后)?[^，。；\n每]{{0,16}}的(?=，)"
)
# by the head, the year, each per cent; a bound that names no figure
_MORE = re.compile(
    "每|[/／]|不(?:得)?超过|不高于|为限|封顶|上限|最[高多]|以内|按(?:年|月|季|次|人|件)(?!度|服务|合同|费|维|运|物|总)|逐[日月年次]|万元以"
)
_EACH_KIND = re.compile(
    r"每[^，。；\n\d每]{0,8}?(?:一|1)?(?:人次|次|起|例|件|项|处)|(?:每一?|[/／])(?:台|辆|份|户|株|棵|卷|袋|课次|班次|车|单|宗)|每(?:一)?(?:个)?(?:条款|一方|方|位|个?服务人员|名员工)|达到?(?:前述|上述|该|违约金|累计)*(?:上限|限额|最高限额|最高额)|超过部分|超出部分"
)


def unexplained(piece: Piece) -> bool:
    """Whether a figure stands in the sentence that the rule does not use."""
    text = piece.text
    used: set[int] = set()
    for pattern in (
        SHARE,
        SUM,
        PER.pattern,
        TERMINATE.pattern,
        BEGUN.pattern,
        CAP.pattern,
        CAP_SUM.pattern,
        STOPS.pattern,
        _UPON.pattern,
        EACH_TIME.pattern,
        EACH.pattern,
        _EACH_KIND.pattern,
    ):
        for match in re.finditer(pattern, text):
            used.update(range(*match.span()))
    for mark in marks_of(text, ()):
        used.update(range(mark.start, mark.end))
    left = "".join(sign for at, sign in enumerate(text) if at not in used)
    left = re.sub(r"^\s*(?:\d+(?:\.\d+)+|\d{1,2}[、.．)])", "", left)
    left = re.sub(
        r"第\d+[条款项]|第[一二三四五六七八九十]+[条款项]|\d+[、.]|7[x×*]24|\(\d+\)|①-⑳", "", left
    )
    if _MORE.search(left) or re.search(r"\d", left):
        return True
    return bool(re.search(f"(?:{NUMBER})(?:个工作日|天|日内|小时|个月)", left))
