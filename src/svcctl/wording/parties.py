"""Who signs: purchaser and suppliers, by their labels and by what they are called beside them."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from svcctl.wording.found import Line, Question, Value
from svcctl.wording.labels import Labelled, in_rows, labelled
from svcctl.wording.parts import MAIN, SIGNED, Part, of_kinds

PURCHASER, SUPPLIER = "purchaser", "supplier"
UNNAMED = {PURCHASER: "wording.ask.purchaser", SUPPLIER: "wording.ask.supplier"}


def _spaced(words: str) -> str:
    """A pattern of words, the signs of which a form may set apart: 采 购 人, 需 方."""
    return "|".join(r"\s{0,3}".join(word) for word in words.split())


BUYS = _spaced(
    "采购人 采购单位 采购方 委托方 委托人 委托单位 买方 发包人 发包方 需方 招标人 购买主体 购买方"
    " 发包单位 业主单位 业主 使用单位 用工单位 聘请方 聘请人 聘用方 订购方 承租方 承租人 投保人 产生单位 需求单位"
)
SELLS = _spaced(
    "成交供应商 中标供应商 中选供应商 入围供应商 成交人 中标人 中选人 供应商 受托方 受托人 卖方 承包人 承包方"
    " 承包单位 供货方 供货人 供货商 供方 服务商 服务方 服务单位 承接主体 承接方 服务提供方 受托单位 供应方"
    " 维保单位 养护单位 派遣单位 受聘方 受聘人 编制单位 处置单位 出租方 出租人 保险人 保险经纪人 顾问方"
)
# words that name a side only where nothing else does: a user, who drew up a plan, who insures
WEAK = re.compile(
    "使用单位|需求单位|产生单位|编制单位|处置单位|养护单位|维保单位|投保人|保险人|保险经纪人|出租[方人]|承租[方人]|顾问方"
)
SIDES = r"甲\s{0,4}方|乙\s{0,4}方(?:\s{0,4}[一二三1-3])?|丙\s{0,4}方|联合体(?:牵头人|牵头单位|成员单位|成员)(?:[一二三1-3])?|(?:牵头|成员)(?:方|单位)(?:[一二三1-3])?"
ROLE = rf"(?:{BUYS}|{SELLS})"
# what else a side is called beside 甲方 or 乙方, 经纪人（乙方）; who only acts for it is no side
_ACTS = "法人|法定|[本个他]人|代表|联系|经办|负责|代理|签[字章约]|盖章|见证|担保|保证|联络|收[件货款]|付款|开票|监护|审[核批]|指定|授权"
OWN = rf"(?:(?!{_ACTS})[\u4e00-\u9fff]){{1,7}}(?:单位|方|人|机构|部门)"
LABEL = (
    rf"(?:(?:{SIDES})(?:\s{{0,4}}[（(]\s{{0,4}}(?:(?:{ROLE}|联合体)[^）)]{{0,6}}|{OWN})\s{{0,4}}[）)])?"
    rf"|{ROLE}|{OWN}(?=\s{{0,4}}[（(][甲乙]方))"
    r"(?:\s{0,4}[（(](?:以下)?(?:简称)?[^）)]{0,4}[甲乙]方[^）)]{0,2}[）)])?"
    r"(?:\s{0,4}[（(]以下简称[^）)]{1,8}[）)])?\s{0,4}(?:单位)?(?:名称|全称)?"
)
# a name ends where something is said of it, or the next thing is told
TAIL = re.compile(
    r"\s*(?:[（(](?:以下|下称|简称|盖章|公章|签章|统一|开户|账号|[大中小微]{1,2}型?企业)[^）)]*[）)]?|[，,；;。\t]|\s\d{6,}|(?:19|20)\d{2}\s*年|\d{8,}|\s{2,}).*"
)
CALLED = re.compile(
    rf"\s*[（(]\s*(?:以下简称为?|以下称为?|下称|简称)?\s*[“\"']?((?:甲方|乙方)?{ROLE}?)[”\"']?\s*[）)]\s*$"
)
BODY = re.compile(r"(?![（(])[\w（）()·\-—・]{3,60}")
# 乙方：某某银行某支行 3310…: whose account it is, not who signs
_BANKED = re.compile(r"方[：:]\s*[\u4e00-\u9fff]{2,30}(?:银行|支行|分行|信用社)\s+\d[\d ]{7,}")
SIZES = {"micro": "微型企业", "small": "小型企业", "medium": "中型企业", "large": "大型企业"}


class Party(NamedTuple):
    """A side as the contract names it; `letter` is 甲, 乙 or 丙 where it is called so."""

    role: str
    name: Value
    letter: str


def named(text: str) -> tuple[str, str]:
    """A name without what is said of it, and what it is called beside it: 采购人, 成交供应商."""
    called = ""
    before = text
    if match := CALLED.search(text):
        before, called = text[: match.start()], match[1]
    bare = TAIL.sub("", before).strip(" ：:")
    if not called and (match := CALLED.search(bare)):
        bare, called = bare[: match.start()], match[1]
    return bare.strip(), called


def side_of(label: str, called: str = "") -> str:
    """Purchaser or supplier: by what it is called, else 甲方 buys and 乙方 serves."""
    for text in (called, label):
        buys, sells = bool(re.search(BUYS, text)), bool(re.search(SELLS, text))
        if buys != sells:
            return PURCHASER if buys else SUPPLIER
    letters = {letter for text in (called, label) for letter in re.findall(r"([甲乙])方", text)}
    if len(letters) == 1:
        return PURCHASER if letters == {"甲"} else SUPPLIER
    return SUPPLIER if re.match(r"联合体|牵头|成员", label) else ""


def parties(parts: Sequence[Part]) -> tuple[list[Party], list[Question]]:
    """The sides by their order in the contract, and what of them is open."""
    found: list[Party] = []
    weak: list[Party] = []
    for each in _labelled(of_kinds(parts, MAIN, SIGNED)):
        name, called = named(each.text)
        role = side_of(re.sub(r"\s", "", each.label), called)
        if role and BODY.fullmatch(name) and not _BANKED.search(each.line.text):
            letter = re.search(r"[甲乙丙](?=\s*方)", f"{each.label} {called}")
            party = Party(role, Value(name, each.line, name), letter[0] if letter else "")
            is_weak = not letter and WEAK.fullmatch(re.sub(r"\s", "", each.label))
            (weak if is_weak else found).append(party)
    told = {each.role for each in found}
    return _settled([*found, *(each for each in weak if each.role not in told)])


def _labelled(lines: Sequence[Line]) -> Sequence[Labelled]:
    told = [*labelled(lines, LABEL), *in_rows(lines, LABEL)]
    known = {(id(each.line), each.text) for each in told}
    # 承办单位：某某公司（乙方）: which side it is stands behind the name alone
    called = [line for line in lines if re.search("[（(][^）)]{0,6}[甲乙]方", line.text)]
    for each in labelled(called, OWN):
        if (id(each.line), each.text) not in known and re.search("[甲乙]方", named(each.text)[1]):
            told.append(each)
    return [each for each in (_on_next_line(each, lines) for each in told) if not each.blank]


def _on_next_line(each: Labelled, lines: Sequence[Line]) -> Labelled:
    """甲方： and below it 名称：某某局: the name in the line that follows."""
    if each.text or each.columns > 1 or not re.search("[甲乙]", each.label):
        return each
    at = next(at for at, line in enumerate(lines) if line is each.line)
    below = labelled(lines[at + 1 : at + 2], r"(?:单位|公司)?(?:名\s*称|全\s*称)")
    name = next((one for one in below if one.columns == 1 and not one.blank), None)
    return each._replace(text=name.text, line=name.line) if name else each


def _settled(found: Sequence[Party]) -> tuple[list[Party], list[Question]]:
    """Each name once; a role that two letters or two purchasers claim is asked about."""
    once: dict[str, Party] = {}
    for each in found:
        once.setdefault(_plain(each.name.value), each)
    kept, questions = [each for each in once.values() if not _is_cut(each, once.values())], []
    for role in (PURCHASER, SUPPLIER):
        names = [each for each in kept if each.role == role]
        if not names:
            questions.append(Question(f"parties.{role}", UNNAMED[role]))
        elif len(names) > 1 and not _together(names):
            listed = "、".join(each.name.value for each in names)
            line = names[1].name.line
            values = {"names": listed}
            questions.append(Question(f"parties.{role}", "wording.ask.parties", line, values))
            kept = [each for each in kept if each.role != role]
    return kept, questions


def _is_cut(party: Party, others: Iterable[Party]) -> bool:
    """Whether a name is the beginning of another of its side: a column of the last page broke it.

    A branch (分公司) is another firm.
    """
    name = party.name.value
    return any(
        each.role == party.role
        and each.name.value.startswith(name)
        and each.name.value != name
        and not re.search(r"分公司|子公司|分院|分店|分部", each.name.value[len(name) :])
        for each in others
    )


def _together(names: Sequence[Party]) -> bool:
    """Whether several of one side are told apart on purpose: members of a consortium."""
    return (
        all(
            re.search(r"联合体|牵头|成员|乙\s*方\s*[一二三1-3]|丙\s*方", each.name.line.text)
            for each in names
        )
        and names[0].role == SUPPLIER
    )


def _plain(name: str) -> str:
    return re.sub(r"[\s()（）]", "", name)


def size_of(lines: Iterable[Line], supplier: str) -> Value | None:
    """How large the supplier is, where a line names it together with its size, and none other."""
    found: dict[str, Value] = {}
    for line in lines:
        if supplier not in line.text and not re.search(
            r"(?:乙方|供应商|我公司|本公司)[^。；：:]{0,6}(?:为|属于|是|[：:])", line.text
        ):
            continue
        sizes = [(size, word) for size, word in SIZES.items() if word in line.text]
        if len(sizes) == 1 and not re.search(r"[□☐]|如|若|的，", line.text):
            found.setdefault(sizes[0][0], Value(sizes[0][0], line, sizes[0][1]))
    return next(iter(found.values())) if len(found) == 1 else None
