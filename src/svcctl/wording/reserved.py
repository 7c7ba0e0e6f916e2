"""Words that could change what a sentence seems to say: examples, references, changes, other persons."""

import re

from svcctl.wording.numerals import NUMBER, SHARE, SUM

SIDES = (
    "甲方|乙方|采购人|采购单位|采购方|买方|委托方|委托人|招标人|需方|发包人|业主|供应商|中标人|成交人|服务商|卖方"
    "|受托方|受托人|服务方|供方|承包人|承包方|服务单位|对方|另一方|守约方|任[何意]?一方|违约方|双方|一方"
)
# what may stand before a base: 剩余合同总价 is another
BASE_BEFORE = re.compile(
    rf"(?:^|[，。；、:\n()\d]|按照?|依照?|以|(?<![已应未预])付|承担|扣[除减罚款]?|核减|减[收免扣]|[为是至全本该其]|[一1每按][日天周]|相当于|当于"
    rf"|(?:{SIDES})的?|超过|不高于|达到?|收取?|缴[纳存]|交纳|提[交供]|递交|出具|赔偿|处以?|并处|滞纳金|违约金|本合同(?:约定)?的?|最[高多]|上限)$"
)
# roles of other kinds of contract, of which nobody knows who pays whom here
ROLES_ELSEWHERE = (
    "(?:承租|出租|转让|受让|监理|设计|勘察|建设|施工|总包|分包|运营|保险|投保|定作|承揽|托运|承运|保管)(?:方|人|单位)"
    "|丙方|丁方|用户|客户|租户|第三[方人]"
)
EXAMPLE = re.compile("例如|比如|譬如|举例|示例|样例|假设|假定")
CHANGED = re.compile(
    "(?:改|修改|变更|调整|下调|上调|提高|降低|下浮|上浮|减少|增加)(?:为|至|到)|原(?:合同|约定|协议)|不再(?:适用|执行)"
)
REFERENCE = re.compile(
    "参照|比照|参考|(?<![合协])同(?:前款|前述|上款|上述|上$|上，)|(?:依|以)此类推|另行(?:约定|协商|确定)|以[^，。；\n]{0,12}为准"
)
# who is neither side, and is paid, or pays: 向丙方支付
_PAID = re.compile(
    rf"(?:向|给)(?!(?:[^，。；\n]{{0,6}}(?:{SIDES})))[^，。；\n]{{1,12}}?(?:支付|偿付|赔偿|承担|缴纳|交纳)|丙方|丁方"
)
OTHERWISE = re.compile("除外|除非|例外|不受此限|不在此限|(?:不|免于?|无需|无须)承担")
CHOICE = re.compile(
    "孰[高低]|较[高低]|就[高低]|取[高低]|二者|两者|三者|选择|任选|或者?(?:按|以|实际)"
)
STEPS = re.compile(
    rf"首次|首犯|初次|再次|再犯|加倍|翻倍|双倍|翻番|递增|递减|累进|逐次|(?:此|以)后(?:每|的)|第{NUMBER}次|{NUMBER}次以上"
)
BOUND = re.compile(
    rf"(?:不低于|不少于|不得(?:低|少)于|至少|最[低少]|大约|(?<![违履签合解守缔])约(?=[\d¥人]))[^，。；\n]{{0,12}}?(?:{SHARE}|{SUM})"
    rf"|(?:{SHARE}|{SUM})(?:以[上下内]|左右|起|[至到~～—-])"
)


def is_unlike(text: str) -> bool:
    """Whether a sentence is no term of its own: an example, a reference, what another text said."""
    return bool(EXAMPLE.search(text) or CHANGED.search(text) or REFERENCE.search(text))


def has_others(text: str) -> bool:
    """Whether somebody pays or is paid who is neither side."""
    return bool(_PAID.search(text))
