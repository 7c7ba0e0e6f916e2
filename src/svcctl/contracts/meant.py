"""What was probably meant where a contract file is wrong: a key, a value, a sign; what to write."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from svcctl.contracts.form import DUE, FORM, Field
from svcctl.contracts.kinds import AFTER
from svcctl.contracts.problem import Problem

# keys, and what people call them who do not know the format
CALLED = {
    "plus": "months years later delay offset 顺延",
    "days": "day_count number within count 天数",
    "unit": "units measure 单位",
    "after": "from since starts event trigger begins 起算",
    "on": "dates date_list due_on 日期",
    "day": "day_of_month 几号",
    "due": "deadline when by pay_by term months days 期限 付款期限",
    "every": "period periods cycle frequency rhythm interval months 周期 频次",
    "share": "percent percentage ratio proportion rate portion 比例",
    "shares": "percents percentages ratios rates 各期比例",
    "amount": "sum money fee price value total yuan 金额",
    "amounts": "sums fees prices values totals 各期金额",
    "total": "amount sum price value 总价 合同价 金额",
    "per_year": "annual yearly year_price 每年",
    "total_in_words": "words capitals in_words 大写",
    "needs": "documents papers requires require reports 资料 报告",
    "evidence": "attachments files proof 附件",
    "retain": "retention kept hold withhold 留存 质保金",
    "collects": "collect releases pays_out",
    "payees": "suppliers split",
    "payee": "supplier party to 收款人 收款方",
    "party": "payee supplier key",
    "from": "start starts begin starts_on start_date 开始",
    "to": "end ends until end_date 截止",
    "starts": "start begins 起算",
    "role": "side type kind",
    "name": "title 名称",
    "title": "name description 名称",
    "key": "id code handle 编号",
    "article": "clause section source basis 条款 依据",
    "payer": "who party side 承担方",
    "who": "payer party side responsible 责任单位",
    "for": "cause breach type kind reason",
    "rate": "share percent percentage ratio 比例",
    "base": "of basis 基数",
    "of": "base basis",
    "cap": "max limit most ceiling 上限",
    "tiers": "bands steps",
    "bands": "tiers steps levels",
    "signed_on": "signed date sign_date signing 签订日期",
    "settled": "settlement estimate settle 结算",
    "returns": "return release refund 退还",
}
# values, and what Chinese contracts call them
SAID = {
    "purchaser": "甲方 采购人 采购方 买方 委托方",
    "supplier": "乙方 供应商 成交供应商 中标供应商 服务商 受托方 卖方",
    "both": "双方 甲乙双方",
    "breaching-party": "违约方 违约一方",
    "working-day": "工作日 个工作日",
    "calendar-day": "日 天 自然日 日历日 日历天",
    "month": "月 个月 每月 按月 月度",
    "quarter": "季 季度 每季 每季度 按季",
    "half-year": "半年 每半年 按半年",
    "year": "年 每年",
    "service-year": "年 年度 每年 按年 服务年度",
    "once": "一次 一次性 只付一次",
    "previous": "上月 上个月",
    "same": "当月 本月",
    "next": "次月 下月 下个月",
    "forward": "顺延 后延",
    "back": "提前",
    "no": "不变 不顺延",
    "signing": "签订 签订日 签订之日 签订后 合同签订 合同签订之日",
    "award-notice": "成交通知 中标通知 成交通知书 中标通知书",
    "start-notice": "开展服务通知 服务开始通知",
    "year-start": "年初 服务年度开始",
    "year-end": "年末 年底 服务年度期满",
    "period-start": "期初 季初 月初",
    "period-end": "期末 季末 月末",
    "term-end": "期满 服务期满 合同期满",
    "receipt": "收到 签收 验收 验收合格 收到发票 收到资料",
    "contract": "合同 累计 合同累计",
    "breach": "每次 按次",
    "whole": "满一期",
    "started": "不满按一期",
    "pro-rata": "按天 折算 按天折算",
    "contract-price": "合同价 合同总价 合同金额 合同价款",
    "year-price": "当年价款 年服务费",
    "amount-overdue": "逾期金额 逾期未付金额 欠付金额",
    "amount-in-breach": "违约金额",
    "instalment": "当期款项 当期服务费 当月服务费",
    "late-payment": "逾期付款 迟延付款",
    "recorded-breach": "违约 其他违约",
    "negotiation-failed": "协商不成",
    "cap": "上限 达到上限",
    "beside": "另赔 另计 另行赔偿",
    "included": "已含 包含",
    "only": "实际损失 只赔损失",
    "fixed": "固定 固定总价",
    "ceiling": "最高限价 限价 据实结算",
    "calendar": "日历 自然月",
    "CNY": "人民币 元",
    "micro": "微型 微型企业",
    "small": "小型 小型企业",
    "medium": "中型 中型企业",
    "large": "大型 大型企业",
    "stop": "停付",
    "warn": "提醒",
    "note": "备注",
    "call": "报修",
    "fault": "故障",
    "7x24": "全天 24小时 7*24 7X24",
    "5x8": "工作时间 5*8 5X8",
    "inspection": "巡检 定期巡检",
    "visit": "上门 巡访 现场巡访 回访",
    "training": "培训",
    "upgrade": "升级 版本升级",
    "satisfaction": "满意度 满意度调查",
    "acceptance": "年度验收",
    "cover": "保障 节假日保障",
    "major": "重大故障",
    "notice": "通知 通告",
    "problem": "问题",
    "change": "变更",
    "duty": "值班",
    "request": "服务请求",
    "complaint": "投诉",
    "knowledge": "知识库",
    "leave": "允许 授权",
    "staff": "人员",
    "incident": "事件",
    "CN": "全国 中国 国家",
    "CN-GX": "广西",
    "CN-NX": "宁夏",
    "true": "是 有",
    "false": "否 无 没有",
}
OF_KINDS = {"after": AFTER, "calendar": ("CN", "CN-GX", "CN-NX"), "boolean": ("true", "false")}
TITLES = ("title", "name")  # what a thing is called, and no word of the format
NEAREST = 3


def missing(at: str, key: str = "") -> Problem:
    """A key that is not there, and what to write: an example of it."""
    key = key or at.rpartition(".")[2]
    return Problem(at, "file.missing-key", {"key": key, "such": such(at)})


def such(at: str) -> str:
    """What a key looks like: its example, a table's with its lines one after the other."""
    # only for a file that is wrong: a right one is read without
    from svcctl.contracts.examples import EXAMPLES

    path = re.sub(r"\[\d+\]", "", at).replace("lodge.", "due.")
    parts = path.split(".")
    ends = (".".join(parts[place:]) for place in range(len(parts)))
    example = EXAMPLES[next(end for end in ends if end in EXAMPLES)]
    if not example.endswith("\n"):
        return f"{parts[-1]} = {example}"
    first = example.partition("\n\n")[0]
    return "  ".join(first.splitlines())


# -- keys ------------------------------------------------------------------------------------------


def unknown(at: str, key: str, table: Mapping[str, object], fields: Mapping[str, Field]) -> Problem:
    """A key that there is not, with the nearest that there are, or where it belongs."""
    called = [right for right, names in CALLED.items() if key in names.split()]
    near = [right for right in called if right in fields and right not in table]
    near = near or get_close_matches(key, fields, NEAREST, 0.8)
    if not near and (homes := _homes(key)):
        top = key in FORM and FORM[key].fields is None
        values = {"key": key, "where": homes[:NEAREST]}
        return Problem(at, "file.unknown-key-top" if top else "file.unknown-key-elsewhere", values)
    if near := near or get_close_matches(key, fields, NEAREST):
        near = near[:NEAREST]
        example = such(f"{at.rpartition('.')[0]}.{near[0]}".removeprefix("."))
        values = {"key": key, "near": near, "such": example}
        return Problem(at, "file.unknown-key-near", values)
    known = [name for name in fields if name not in table]
    return Problem(at, "file.unknown-key", {"key": key, "known": known})


def _homes(key: str) -> list[str]:
    """The tables that have a key, as their headings or names are written."""
    return list(dict.fromkeys(_tables(key, FORM, "")))


def _tables(key: str, fields: Mapping[str, Field], name: str) -> Iterator[str]:
    if key in fields:
        yield name
    for inner, field in fields.items():
        if field.fields is None:
            continue
        top = {"table": f"[{inner}]", "tables": f"[[{inner}]]"}.get(field.kind, inner)
        own = "due" if field.fields is DUE else inner
        yield from _tables(key, field.fields, own if name else top)


# -- values ----------------------------------------------------------------------------------------


def said(at: str, value: object, shown: str, field: Field) -> Problem | None:
    """A value that stands for one of those there are, by its Chinese name."""
    known = field.choices or OF_KINDS.get(field.kind, ())
    near = [right for right in known if str(value).strip() in SAID.get(right, "").split()]
    if not near:
        return None
    key = at.rpartition(".")[2]
    written = near[0] if field.kind == "boolean" else f'"{near[0]}"'
    return Problem(at, "file.choice-said", {"value": shown, "such": f"{key} = {written}"})


# -- lines that are no TOML ------------------------------------------------------------------------

SIGNS = {  # signs of Chinese text, and what TOML has in their place
    **dict.fromkeys("“”„‟＂「」『』", '"'),
    **dict.fromkeys("‘’＇", "'"),
    **dict.fromkeys("，、", ","),
    **dict.fromkeys("【［〔", "["),
    **dict.fromkeys("】］〕", "]"),
    **{"＝": "=", "｛": "{", "｝": "}", "：": "=", "＃": "#", "。": "", "；": ""},
}
DOUBLE = '"'
_STRINGS = re.compile(r"\"[^\"]*\"|'[^']*'|#.*")
_LINE = re.compile(r"\s*([^\s=\[\]{}]+)\s*=\s*(.*?)\s*$")
_DATE = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D(\d{1,2})\D?")


class Slip(NamedTuple):
    """What is wrong with a line, and what to write."""

    key: str
    values: dict[str, Any]


def slip(line: str) -> Slip | None:
    """What is probably wrong with a line that is no TOML."""
    bare = _STRINGS.sub("", line)
    if signs := [sign for sign in bare if sign in SIGNS]:
        written = SIGNS[signs[0]]
        key = "file.syntax-sign" if written else "file.syntax-sign-out"
        return Slip(key, {"sign": signs[0], "such": written})
    found = _LINE.match(line.partition("#")[0])
    if found and re.search(r"[^\x00-\x7f]", found[1]) and found[1][0] not in "\"'":
        near = [right for right, names in CALLED.items() if found[1] in names.split()]
        return Slip("file.syntax-key", {"key": found[1], "near": near[:NEAREST]})
    if found and found[2] and found[2][0] not in "'[{" and not _right(line):
        written = f"{found[1]} = {_quoted(found[2].strip(DOUBLE), found[1])}"
        if found[2].count(DOUBLE) < 2 and written != found[0].strip():
            return Slip("file.syntax-value", {"such": written})
    return None


def _right(line: str) -> bool:
    """Whether a line is right by itself, and only among the others is not."""
    try:
        return bool(tomllib.loads(line))
    except ValueError:
        return False


def _quoted(value: str, key: str) -> str:
    """A value as TOML has it: dates and truth bare, sums without grouping, all else in quotes."""
    if day := _DATE.fullmatch(value):
        return f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}"
    for right in ("true", "false"):
        if value.lower() == right or value in SAID[right].split():
            return right
    if re.fullmatch(r"[\d,]+(\.\d+)?", value):
        return f'"{value.replace(",", "")}"'
    words = {} if key in TITLES else SAID
    near = [right for right, names in words.items() if value in names.split()]
    return f'"{near[0] if near else value}"'
