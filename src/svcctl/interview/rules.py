"""Rules of damages as a contract words them, one or several at once: what each says, no more."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from svcctl.intake.entry import half_width
from svcctl.interview import spoken
from svcctl.interview.catalogue import ALSO
from svcctl.interview.question import MORE

_FIGURE = r"[\d一二三四五六七八九十]{1,3}"
_NUMBER = rf"(?:[（(]{_FIGURE}[)）]|{_FIGURE}[．、)）]|{_FIGURE}\.(?!\d)|\d+(?:\.\d+)+(?=[\s、．]))"
_SPLIT = re.compile(rf"\n+|(?<=[；;。.])\s*(?={_NUMBER})")
_NUMBERED = re.compile(rf"\s*({_NUMBER})[\s、．]*")
_HEAD = re.compile(
    r"\s*((?:第\s*[一二三四五六七八九十百\d]+\s*条|[一二三四五六七八九十]+、|article\s?\d+))\s*([^\d%‰元，,。；]*)[：:]?\s*",
    re.IGNORECASE,
)
# an article of one clause: 七、保密：违反的，……
_TITLED = re.compile(
    r"\s*((?:第[一二三四五六七八九十百\d]+条|[一二三四五六七八九十]+、)[^\d%‰元，,。；：:]{1,12})[：:]\s*"
)
_FIGURES = "一二三四五六七八九十"
# a sum that says when, not how much: 满意度低于90%的, 2,000元以上的, 累计达到合同总金额10%时
_WHEN = re.compile(
    r"(?<!不)(?<!不得)(?:低于|不足|超过|达到|达|高于|少于|未达到?)[^，,。；;\d]{0,12}"
    r"\d+(?:\.\d+)?\s*(?:[%‰％]|万?元)|\d+(?:\.\d+)?\s*万?元(?:（含）|\(含\))?(?:以上|以下)"
)
_TIER = re.compile(
    r"[，,；;]?\s*(?:延期\d+[日天]以上的[，,])?自?第\s*(\d+)\s*[日天]起[^\d，,。；;]{0,16}"
    r"(\d+(?:\.\d+)?\s*[%‰％]|[百千万]分之[\d.一二三四五六七八九十]+)计?"
)
_OWED = re.compile(
    r"\d\s*(?:[%‰％]|万?元)|[百千万]分之|违约金|赔偿|利息|滞纳金|扣[减除款]|解除|终止|%|damages|compensat",
    re.IGNORECASE,
)
_PAYS = re.compile(r"扣|付|赔偿|pay", re.IGNORECASE)
# a tier, a limit or an end that belongs to the breach before it
_OF_ONE = re.compile(
    r"^(?:低于|超过|不足|达到|逾期|延期|情节)|自?第\d+[日天]|累计|最高|不超过|解除|另行"
)
_ELSE = re.compile(r"解除|终止|损失|赔偿|返还|取消|terminat|loss|compensat", re.IGNORECASE)
_UNITS = re.compile(
    r"每(?:人|台|名|辆|车|岗|个?岗位|处|份|件|课次)|[/／](?:人|台|名|辆|车)|小时|hour",
    re.IGNORECASE,
)
_LATE = r"逾期|延期|迟延|延迟|延误|延付|推迟|拖延|不按期|不按时|未按[期时]|未按.{0,8}(?:时间|期限)|late|delay"
PURCHASER = r"甲方|采购人|采购单位|委托人|委托方|使用单位|purchaser|client|buyer"
SUPPLIER = r"乙方|供应商|受托人|受托方|服务商|维保单位|supplier|contractor|vendor"
# what a breach is, in the order in which the words are looked for
WHAT = (
    ("confidentiality", r"保密|泄露|泄密|confidential"),
    ("infringement", r"知识产权|侵权|侵犯|infring"),
    ("service-promise", r"到场|响应|修复|恢复|服务承诺|on site|respon|restor"),
    ("quality", r"质量|不合格|错印|漏印|quality"),
)
# a clause beside what a draft leaves open
OPEN_WORDS = re.compile(r"\s*(?:原文|Its words:)\s*「([^」]+)」")
PASTES = ("damages", MORE)  # a question at which rules may be pasted, beside that of the breach
Said = dict[str, str]


class Rule(NamedTuple):
    """One rule as it stands in a text: its words, where they stand, its number there."""

    words: str
    article: str = ""
    number: str = ""


def rules_in(text: str) -> list[Rule]:
    """The rules of a text, each with its article where a heading says which."""
    head, found = "", list[Rule]()
    for part in filter(None, map(str.strip, _SPLIT.split(text))):
        named = _HEAD.fullmatch(part)
        if named:
            head = re.sub(r"[\s：:]", "", named[1] if named[1][0] == "第" else named[1] + named[2])
            continue
        if not _OWED.search(part):
            continue  # a heading, or a clause that owes nothing
        titled, numbered = _TITLED.match(part), _NUMBERED.match(part)
        number = re.sub(r"[（()）．]|(?<=\d)、|\.$", "", numbered[1]) if numbered else ""
        opening = titled or numbered
        words = part[opening.end() :] if opening else part
        bare, said = spoken.with_article(words.rstrip("；;。. "))
        own = titled[1] if titled else numbered_article(head, number)
        found += [Rule(each, said.get("article", "") or own, number) for each in _apart(bare)]
    return found


def _apart(text: str) -> list[str]:
    """A clause with a sum for each of several breaches, breach by breach; tiers of one stay together."""
    parts = [part.strip() for part in re.split(r"[；;]", text) if part.strip()]
    alone = all(len(spoken.sums_in(_bare(part))) == 1 and _PAYS.search(part) for part in parts)
    return parts if alone and not any(_OF_ONE.search(part) for part in parts) else [text]


def _bare(text: str) -> str:
    return _WHEN.sub("", re.sub(r"(?<=\d),(?=\d{3})", "", half_width(text)))


def numbered_article(head: str, number: str) -> str:
    """Where a numbered rule stands: 第六条第二款; 4.1 says it by itself."""
    if "." in number:
        return f"第{number}条"
    if number.endswith("、"):  # an article of its own where articles are numbered so
        number = number[:-1]
        if head and not head.startswith("第"):
            return f"{number}、"
    if not head or not number or head.isascii():
        return head
    if number.isdecimal() and not 1 <= int(number) <= len(_FIGURES):
        return head
    return f"{head}第{_FIGURES[int(number) - 1] if number.isdecimal() else number}款"


def root_of(articles: Sequence[str]) -> str:
    """The article that the rules so far stand in, where they stand in one: 第六条 of 第六条第三款."""
    roots = {re.sub(r"第[一二三四五六七八九十]+款$|第\d+\.\d+条$", "", each) for each in articles}
    return roots.pop() if len(roots) == 1 else ""


def is_rule(text: str) -> bool:
    """Whether somebody wrote a rule, not a number or a name of the choices."""
    return len(text) > 8 and bool(spoken.sums_in(text)) and not text.strip().isdecimal()


def is_heading(text: str) -> bool:
    """Whether a line is what stands above rules: 第六条 违约责任."""
    return bool(_HEAD.fullmatch(text)) and not text.strip().endswith("、")


def rows_from(first: int, rules: list[Rule]) -> tuple[dict[str, str], dict[str, Rule]]:
    """The answers of rules as rows from that one on; what they leave open is left out."""
    found: dict[str, str] = {}
    rows = {f"damages[{row}]": rule for row, rule in enumerate(rules, first)}
    for row, (at, rule) in enumerate(rows.items(), first):
        if row:
            found[f"damages[{row - 1}].{MORE}"] = "yes"
        said = rule_said(rule.words) | ({"article": rule.article} if rule.article else {})
        found |= {f"{at}.{key}": value for key, value in said.items()}
    return found, rows


def rule_said(text: str) -> Said:
    """What one rule says: of whom, for what, how much, up to what limit."""
    bare = re.sub(r"(?<=\d),(?=\d{3})", "", half_width(text))
    payer = _payer(bare)
    what = _what(bare, payer)
    who = {"payer": payer} if payer and what not in ("late-payment", "late-service") else {}
    return ({"what": what} if what else {}) | who | _much(bare)


def _payer(text: str) -> str:
    """Who pays, where the words leave one reading."""
    if re.search(rf"(?:向|to the )(?:{PURCHASER})", text, re.IGNORECASE):
        return "supplier"
    if re.search(rf"(?:向|to the )(?:{SUPPLIER})", text, re.IGNORECASE):
        return "purchaser"
    if re.search(r"任何一方|违约方|一方违约|either party", text):
        return "breaching-party"
    if re.search(r"扣(?:减|除|款|罚|该|当|其)?", text):
        return "supplier"  # only of what is paid to it can anything be kept
    if re.search(
        r"(?:逾期|延期|延迟|迟延|拖延)(?:付款|支付(?!违约金))|late payment", text, re.IGNORECASE
    ):
        return "purchaser"
    if re.search(r"(?:逾期|延期|延迟|迟延|延误|推迟).{0,4}(?:服务|交货|交付|到货|完工|开工)", text):
        return "supplier"
    sides = {"purchaser": PURCHASER, "supplier": SUPPLIER}
    for side, words in sides.items():  # whoever begins the sentence, or is said to be the reason
        if re.match(
            rf"\s*(?:因|由于|if the )?(?:{words})(?!接到|有权|认为|需求|提出)", text, re.IGNORECASE
        ):
            return side
    named = [side for side, words in sides.items() if re.search(words, text, re.IGNORECASE)]
    return named[0] if len(named) == 1 else ""


def _what(text: str, payer: str) -> str:
    late = re.search(_LATE, text, re.IGNORECASE)
    if late and payer == "purchaser" and re.search(r"付|款|pay", text):
        return "late-payment"
    found = next((key for key, words in WHAT if re.search(words, text, re.IGNORECASE)), "")
    if payer == "purchaser":
        return "other-breach"
    served = late and payer == "supplier" and not re.search(r"报告|资料|发票|工资|report", text)
    return found or ("late-service" if served else "other-breach")


def _much(text: str) -> Said:
    """How much, for how many days, of what, at most how much, and what else it says."""
    bare = _WHEN.sub("", text)
    tier = _TIER.search(bare)
    rest = bare.replace(tier[0], "") if tier else bare
    if tier and not spoken.sums_in(spoken.limit_in(rest)[0]):
        tier, rest = None, bare  # the only rate: days of grace before it
    found = spoken.damages_said(rest)
    if tier and found:
        found["tiers"] = f"第{tier[1]}天起 {tier[2].replace(' ', '')}"
    if "per" in found and _UNITS.search(text):
        del found["per"]  # of each person, of each hour: what one time is has to be said
    if re.search(r"每年|年度|当年|a year", text):
        found.pop("pool", None)  # a limit of each year is neither choice
    if found and not _ELSE.search(text):
        found["also"] = ",".join(each for each in ALSO if each in found)
    return found


def told_open(text: str) -> Iterator[str]:
    """The clauses that a draft quotes beside what it leaves open, each in its words."""
    yield from OPEN_WORDS.findall(text)
