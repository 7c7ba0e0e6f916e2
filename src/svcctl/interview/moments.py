"""By when, read from a few words as somebody types them: 签订后15个工作日, 次月20日前, 每年5月31日前."""

import re
from collections.abc import Mapping

from svcctl.billing.refusal import Refusal
from svcctl.intake.entry import half_width
from svcctl.interview import lists, typed
from svcctl.interview.catalogue import DATE, DAY_OF_MONTH, NONE, ON

# what an event is called, in the order in which the words are looked for
EVENTS = (
    ("award-notice", r"成交通知书|中标通知书|award"),
    ("start-notice", r"通知|notice to start|start notice"),
    ("signing", r"签订|签署|签字|签约|合同生效|signing|signature"),
    ("term-end", r"服务期满|期满|期限届满|服务期.{0,2}结束|合同到期|end of the term|term end"),
    ("year-end", r"年度(?:期满|结束|终了)|每年结束|year end|end of (?:the|each) year"),
    ("year-start", r"年度(?:开始|起)|每年(?:开始|年初)|year start|start of (?:the|each) year"),
    ("period-end", r"(?:每|当|本)?(?:期|月|季度?|半年)(?:结束|终了)|period end|end of each"),
    ("period-start", r"(?:每|当|本)?(?:期|月|季度?|半年)(?:开始|初)|period start|start of each"),
    ("payment", r"付清|支付完|付款后|paid"),
    ("lodged", r"交齐|缴纳|保函|lodged"),
    (
        "receipt",
        r"收到|收齐|签收|提交|凭|验收|[终初]验|资料|考核|结算|核定|审核|审定|认可|出具|receipt|received",
    ),
)
MONTHS = {"previous": r"上个?月|前一?个?月", "same": r"当月|本月|同月", "next": r"次月|下个?月"}
ROLL = {"back": "提前", "forward": "顺延", "no": "不变|不顺延|不提前"}
_ROLL = re.compile(r"[,，、；;（(]?(?:如?遇|逢)(?:休息日|节假日|假日|周末)的?(.+?)[)）]?$")
_AGREED = re.compile(r"没有约定|未约定|没约定|无期限|不限期|没有期限|no date")
_MOVED = re.compile(r"(?:合格|通过|之日|之日起)?(?=满)")
_COUNTED = re.compile(r"(?:之日起|之后|以后|起|后|after)")


def moment(text: str, papers: Mapping[str, str] | None = None) -> dict[str, str]:
    """The answers that such words are; Refusal where they are none. `papers` by their keys."""
    bare = half_width(text).strip("。. ")
    found: dict[str, str] = {}
    if rolled := _ROLL.search(bare):
        way = next((key for key, words in ROLL.items() if re.search(words, rolled[1])), "")
        found, bare = {"roll": way}, bare[: rolled.start()]
    return _fixed(bare) | found if _fixed(bare) else _after(bare, papers or {}, text) | found


def _fixed(text: str) -> dict[str, str]:
    """A day by the calendar: of each year, of a month, or the dates themselves."""
    bare = text.replace(" ", "")
    if re.search(r"每年.*月.*日|^\d{1,2}月\d{1,2}日", bare):
        return {"when": DATE, "date": lists.READ["day-of-year"](bare), "since": "year-start"}
    for month, words in MONTHS.items():
        if named := re.search(words, bare):
            day = re.sub(r"(之?前|以前|内|之?内)+$", "", bare[named.end() :].removeprefix("的"))
            return {"when": DAY_OF_MONTH, "month": month, "day": typed.READ["day-of-month"](day)}
    try:
        return {"when": ON, "on": typed.READ["dates"](re.sub(r"(之?前|以前)", "", text))}
    except Refusal:
        return {}


def _after(bare: str, papers: Mapping[str, str], text: str) -> dict[str, str]:
    """So many days after an event."""
    event = next((key for key, words in EVENTS if re.search(words, bare, re.IGNORECASE)), "")
    if _AGREED.search(bare):
        return {"when": NONE} | ({"since": event} if event else {})
    if event and (english := re.fullmatch(r"(\d.*?)\s+after\s+.*", bare, re.IGNORECASE)):
        which = {"paper": "last"} if event == "receipt" else {}
        return {"when": event} | which | {"days": typed.READ["deadline"](english[1])}
    counted = list(_COUNTED.finditer(bare))
    if not event or not counted:
        raise Refusal("ask.moment", text=text)
    rest = bare[_start(bare, event, counted) :]
    which = _which(bare, papers) if event == "receipt" else {}
    return {"when": event} | which | {"days": typed.READ["deadline"](rest.strip(", "))}


def _start(bare: str, event: str, counted: list[re.Match[str]]) -> int:
    """Where the number of days begins: behind the first such word that follows the event."""
    words = dict(EVENTS)[event]
    named = re.search(words, bare, re.IGNORECASE)
    at = named.start() if named else 0
    if named and (moved := _MOVED.match(bare, named.end())):
        return moved.end()  # 终验合格满一年后15个工作日: how far it is moved, then the days
    return next((each.end() for each in counted if each.start() >= at), counted[-1].end())


def _which(bare: str, papers: Mapping[str, str]) -> dict[str, str]:
    if re.search(r"收齐|齐全|全部|资料", bare):
        return {"paper": "last"}
    named = [key for key, title in papers.items() if title and title in bare]
    return {"paper": named[0]} if len(named) == 1 else {}
