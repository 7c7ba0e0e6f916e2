"""Accounts that a line tells without labels: a bank and a number side by side, and whose they are."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from svcctl.wording.found import Line, Value
from svcctl.wording.parties import BUYS, SELLS, SUPPLIER, Party, side_of

OWNER = rf"(?:[甲乙]方|牵头(?:方|单位|人)|成员(?:方|单位)|{BUYS}|{SELLS})"
_ACCOUNT = r"(?:账户|帐户|账号|帐号|收款户|开户行|开户银行)"
_OWNED = re.compile(
    rf"(?P<owner>{OWNER})(?:的|指定|银行|收款|开户行?|开户银行|及|和|以下|下列|如下|变更后的?|新|基本)*"
    rf"(?:{_ACCOUNT}|户(?=[：:为]))(?P<between>.*)"
)
# between an owner and the bank nothing but signs, a name and words of forms
_SIGNS = re.compile(
    r"(?:信息|名称|如下|开户银?行|户名|账户名称|变更为|账号|账户|及|和|为|是|号|[：:（(，,、；;\s])*"
)
_BANK = (
    r"[\u4e00-\u9fff·]{2,34}(?:银行|信用社|农信社|农商行|信合|支行|分行|营业部|分理处|储蓄所|联社)"
)
_NUMBER = r"(?P<number>\d[\d \-]{6,40}\d)(?![\d年月元%％])"
SIDE_BY_SIDE = re.compile(
    rf"(?P<bank>{_BANK})(?:开立的?(?:银行)?(?:账户|帐户))?[，,；;、\s]{{0,6}}"
    rf"(?P<label>(?:(?:银行|收款)?(?:账|帐)(?:户号?|号)码?|卡号)?\s*[：:为是]?)\s*{_NUMBER}"
)
# 投标文件载明账号：… : a number that another paper gives, told of it without its bank
MENTIONED = re.compile(
    r"(?:投标|响应|报价|磋商|应答)文件[^，。；\d]{0,6}(?:载明|所列|写明|填写|填报|登记|中)[^，。；\d]{0,8}"
    rf"(?:账|帐)号[：:为]?\s*{_NUMBER}"
)
# 乙方账户变更为： what was told above it holds no longer
CHANGED = re.compile(rf"{_ACCOUNT}[^。；\d]{{0,8}}(?:变更|更改|更换|调整|修改|改)为")
_LED = re.compile(
    rf"^.{{0,12}}?(?:{OWNER}|其|本公司|我公司|我司)(?:的)?(?:在|于|开户银?行)(?:为|是)?|^(?:开户银?行)(?:为|是)?"
)
_NO_BANK = re.compile(r"汇|付|账|帐|转|开户|通过|支票|方式|公司|保函|出具|存入")
_HOLDER = re.compile(
    r"(?P<holder>[\w（）()]{2,40}(?:公司|中心|事务所|研究院|研究所|设计院|医院|学校|厂|合作社|协会|局|部))"
    r"[，,、；;\s]+$"
)
_LABEL = re.compile("^(?:开户单位|开户人|收款单位|收款人|户名|账户名称|单位名称)(?:名称|全称)?为?")
_OTHER_NUMBER = re.compile(
    r"1[3-9]\d{9}|0\d{2,3}-\d{7,8}|400-?\d{3}-?\d{4}|(?:19|20)\d{2}-\d{1,2}-\d{1,2}"
)
_ABOUT = re.compile(r"账户|帐户|账号|帐号|收款|开户|专户|户\s*[：:]")
_MISSED = re.compile(r"电话|传真|编号|保函|税号|信用代码")


class Beside(NamedTuple):
    """An account by a line's own words; no bank where it was only mentioned."""

    bank: Value | None
    number: Value
    holder: str
    role: str
    side: str = ""


def told(lines: Sequence[Line], sides: Sequence[Party]) -> Iterator[Beside]:
    """Every bank with a number behind it, and every number of another paper."""
    for at, line in enumerate(lines):
        if not re.search(r"\d[\d \-]{5}", line.text):
            continue
        around = "".join(each.text for each in lines[max(0, at - 2) : at + 1])
        if not _ABOUT.search(around):
            continue
        for match in SIDE_BY_SIDE.finditer(line.text):
            if found := _beside(line, match, sides):
                yield found
        for match in MENTIONED.finditer(line.text):
            buys = re.search(rf"(?:甲方|{BUYS})[^，。；]{{0,4}}$", line.text[: match.start()])
            number = Value(match["number"], line, match["number"])
            if not buys:
                yield Beside(None, number, "", SUPPLIER)


def _beside(line: Line, match: re.Match[str], sides: Sequence[Party]) -> Beside | None:
    digits = re.sub(r"\D", "", match["number"])
    labelled = bool(re.search("账|帐|卡", match["label"]))
    if _OTHER_NUMBER.fullmatch(match["number"]) or len(digits) < (7 if labelled else 9):
        return None
    before = re.split("[。]", line.text[: match.start()])[-1]
    if not labelled and _MISSED.search(before[-8:]):
        return None
    led = _LED.match(match["bank"])
    bank = match["bank"][led.end() :] if led else match["bank"]
    if _NO_BANK.search(bank) or len(bank) < 4:
        return None
    said = before + (led[0] if led else "")
    holder = _HOLDER.search(before)
    name = _LABEL.sub("", holder["holder"]) if holder else ""
    role, side = _whose(said, name, sides, led is not None)
    return Beside(
        Value(bank, line, bank), Value(match["number"], line, match["number"]), name, role, side
    )


def _is_next(between: str, holder: str) -> bool:
    """Whether the bank follows the owner at once, or behind the holder's name."""
    bare = between.replace(holder, "") if holder else between
    return _SIGNS.fullmatch(bare) is not None and not re.search(OWNER, bare)


def _whose(said: str, holder: str, sides: Sequence[Party], led: bool) -> tuple[str, str]:
    """The side by the words before the bank and by the holder's name; none where they differ."""
    owners = [
        match["owner"]
        for at in range(len(said))
        if (match := _OWNED.match(said, at)) and _is_next(match["between"], holder)
    ]
    if led:
        owners += re.findall(rf"({OWNER})(?:的)?(?:在|于|开户银?行)", said)
    roles = {side_of(owner) or SUPPLIER for owner in owners}
    roles |= {side.role for side in sides if side.name.value in (holder, said.strip(" \u3000，,"))}
    if len(roles) != 1:
        return "", ""
    members = [owner[:2] for owner in owners if re.match("牵头|成员", owner)]
    own = [side.name.value for side in sides if members and members[0] in side.name.line.text]
    return roles.pop(), own[0] if len(own) == 1 else ""
