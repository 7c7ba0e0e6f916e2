"""By when one payment is due, unless words that no token explains could change it."""

import re
from collections.abc import Sequence

from svcctl.wording.cuts import Part
from svcctl.wording.moments import TELLS, Moment, moment
from svcctl.wording.rolls import rolled
from svcctl.wording.running import HIDDEN
from svcctl.wording.spoken import Token, between

_WORRY = re.compile("后|前|内|满|起|经|待|每|按|日|月|年|除|扣|比例|之一|%|‰|元")


def on_its_own(part: Part) -> Part:
    """The payment without the papers that are only named behind it: 支付30%，乙方同时开具发票."""
    clocked = any(t.kind in TELLS and t.end <= part.amount.start for t in part.tokens)
    if not clocked:
        return part
    # what is said of all payments together is no paper behind this one
    kept = [
        t
        for t in part.tokens
        if t.kind != "handed" or t.start < part.amount.start or t.start > part.end
    ]
    return part._replace(tokens=tuple(kept), end=_reach(part, kept))


def _reach(part: Part, kept: Sequence[Token]) -> int:
    """Where the words of a payment end once a trailing paper is left out."""
    dropped = [t.start for t in part.tokens if t not in kept]
    return min(dropped) if dropped else part.end


def due_of(part: Part, every: str) -> Moment:
    """By when, unless words that no token explains could change it."""
    text = part.run.text
    rest = between(part.tokens, text, part.start, part.end)
    found = moment([t for t in part.tokens if t.kind != "hidden"], part.run, every)
    if not found.asks and (_WORRY.search(_harmless(rest)) or "申请\n" in rest or _loose(part)):
        return Moment({}, "asked.due-unclear")
    off = part.has("rolled")
    if off and not found.asks:
        return found._replace(keys=found.keys | rolled(off.text, part.run, found.keys, off.start))
    return found


def _loose(part: Part) -> bool:
    """Whether 后, 前 or 内 stands behind words that are none of the known events."""
    ends = {
        token.end
        for token in part.tokens
        if token.kind in (*TELLS, "warranty", "year-name", "taken")
    }
    return any(
        token.kind in ("later", "before", "within", "warranty-over") and token.start not in ends
        for token in part.tokens
    )


def _harmless(rest: str) -> str:
    return re.sub(
        "按(?=[^，。；\n]{1,10}的[^，。；\n]{0,3}\n|[^，。；\n]{1,10}的$|[^，。；\n]{0,6}\n的?\n)|每一(?=服务)|待(?=成果|项目|工程|服务|系统|设备|全部)|日常|日期分别为?|每一?(?:次|笔|期)|按照?(?:本?合同|约定|规定|上述|如下|以下)[^\n]{0,6}|年份|月份|前述|内容|国内|按时|按期|前提|先后|后续|满意度|满足",
        "",
        rest.replace(HIDDEN, ""),
    )
