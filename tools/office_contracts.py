"""The thirty contracts of the invented county hospital, each said short, and their contract files.

Everything is invented; the digits of accounts are too regular to be anyone's.
"""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

HOSPITAL = "示例县人民医院"

SOFTWARE, PROPERTY, GUARDS, DEVICES, LINES, GREEN, LAUNDRY = SUPPLIERS = (
    "示例软件有限公司",
    "示例物业服务有限公司",
    "示例保安服务有限公司",
    "示例医疗设备维修有限公司",
    "示例通信服务有限公司",
    "示例环保服务有限公司",
    "示例布草洗涤有限公司",
)
IT, LOGISTICS, EQUIPMENT = "信息科", "后勤保障科", "设备科"
OWN, STATE = '"自有资金"', '"财政拨款"'
BOTH = '[{ name = "财政拨款", share = "60%" }, { name = "自有资金", share = "40%" }]'


class Contract(NamedTuple):
    """One of the thirty, as short as it can be said."""

    id: str
    title: str
    supplier: str
    department: str
    kind: str  # a key of KINDS: how it is paid
    total: int  # yuan
    signed_on: date
    term: tuple[date, date]
    fund: str
    item: str
    project: str
    bond: bool = False


YEAR_2026 = (date(2026, 1, 1), date(2026, 12, 31))
UPKEEP, PROPERTY_FEE, OUTWORK = "30213 维修（护）费", "30209 物业管理费", "30227 委托业务费"
POST = "30207 邮电费"


def of(supplier: str, department: str) -> Callable[..., Contract]:
    """A contract of that supplier, looked after by that department; of the year 2026 unless told."""

    def contract(
        id_: str, title: str, kind: str, total: int, fund: str, item: str, project: str,
        signed_on: date = date(2025, 12, 19), term: tuple[date, date] = YEAR_2026, bond: bool = False,
    ) -> Contract:  # fmt: skip
        return Contract(id_, title, supplier, department, kind, total, signed_on, term, fund, item, project, bond)  # fmt: skip

    return contract


def years(first: date, last: date) -> dict[str, Any]:
    """A contract signed on the day before its term."""
    return {"signed_on": first - timedelta(days=1), "term": (first, last)}


software, lines = of(SOFTWARE, IT), of(LINES, IT)
property_, guards = of(PROPERTY, LOGISTICS), of(GUARDS, LOGISTICS)
green, laundry, devices = (of(GREEN, LOGISTICS), of(LAUNDRY, LOGISTICS), of(DEVICES, EQUIPMENT))
HIS = years(date(2025, 3, 4), date(2028, 3, 3))
LIS = years(date(2025, 3, 11), date(2027, 3, 10))
EMR = years(date(2025, 9, 16), date(2026, 9, 15))
SMS = years(date(2025, 4, 1), date(2027, 3, 31))
CT = years(date(2025, 3, 18), date(2028, 3, 17))
MR = years(date(2025, 6, 2), date(2027, 6, 1))

CONTRACTS = (
    software("his-2025", "医院信息系统运维", "yearly", 540_000, BOTH, UPKEEP, "信息系统运维", **HIS, bond=True),
    software("lis-2025", "检验信息系统维护", "yearly", 96_000, OWN, UPKEEP, "信息系统运维", **LIS),
    software("pacs-2026", "医学影像系统维护", "half-year", 120_000, OWN, UPKEEP, "信息系统运维"),
    software("safety-2026", "网络安全等级保护测评", "stages", 88_000, STATE, OUTWORK, "网络安全"),
    software("emr-2025", "电子病历系统升级服务", "stages", 460_000, STATE, OUTWORK, "电子病历升级", **EMR, bond=True),
    lines("internet-2026", "互联网专线", "calendar-quarter", 72_000, OWN, POST, "网络通信"),
    lines("phone-2026", "电话通信服务", "calendar-month", 36_000, OWN, POST, "网络通信"),
    lines("sms-2025", "短信平台服务", "yearly", 60_000, OWN, POST, "网络通信", **SMS),
    property_("cleaning-2026", "保洁服务", "scored", 960_000, BOTH, PROPERTY_FEE, "后勤物业服务", bond=True),
    property_("transport-2026", "中央运送服务", "scored", 540_000, OWN, PROPERTY_FEE, "后勤物业服务", bond=True),
    property_("garden-2026", "绿化养护", "quarterly", 48_000, OWN, PROPERTY_FEE, "后勤物业服务"),
    property_("lift-2026", "电梯维护保养", "quarterly", 64_800, OWN, UPKEEP, "房屋设施维修"),
    guards("guard-2026", "保安服务", "counted", 720_000, BOTH, PROPERTY_FEE, "安保服务", bond=True),
    guards("parking-2026", "停车场管理", "scored", 150_000, OWN, PROPERTY_FEE, "安保服务"),
    guards("fire-2026", "消防设施维护保养", "half-year", 58_000, OWN, UPKEEP, "房屋设施维修"),
    laundry("linen-2026", "布草洗涤", "counted", 380_000, OWN, OUTWORK, "洗涤被服", bond=True),
    laundry("gowns-2026", "手术衣灭菌整理", "quarterly", 132_000, OWN, OUTWORK, "洗涤被服"),
    laundry("uniform-2026", "工作服缝补整理", "half-year", 26_000, OWN, OUTWORK, "洗涤被服"),
    green("waste-2026", "医疗废物处置", "counted", 210_000, STATE, OUTWORK, "医疗废物处置"),
    green("sewage-2026", "污水处理站运行维护", "quarterly", 132_000, STATE, UPKEEP, "污水处理", bond=True),
    green("water-2026", "水质检测", "quarterly", 24_000, STATE, OUTWORK, "污水处理"),
    green("pest-2026", "病媒生物防制", "half-year", 18_000, OWN, OUTWORK, "后勤物业服务"),
    devices("ct-2025", "CT整机维保", "yearly", 1_050_000, BOTH, UPKEEP, "医疗设备维保", **CT, bond=True),
    devices("mr-2025", "磁共振整机维保", "yearly", 760_000, OWN, UPKEEP, "医疗设备维保", **MR, bond=True),
    devices("dr-2026", "数字X线机维保", "half-year", 66_000, OWN, UPKEEP, "医疗设备维保"),
    devices("ultrasound-2026", "超声设备维保", "quarterly", 96_000, OWN, UPKEEP, "医疗设备维保"),
    devices("lab-2026", "检验设备维护", "quarterly", 110_000, OWN, UPKEEP, "医疗设备维保"),
    devices("ventilator-2026", "呼吸机维护", "half-year", 42_000, OWN, UPKEEP, "医疗设备维保"),
    devices("gas-2026", "医用气体系统维护", "quarterly", 54_000, OWN, UPKEEP, "房屋设施维修"),
    devices("metrology-2026", "计量检定服务", "stages", 28_000, OWN, OUTWORK, "计量检定"),
)  # fmt: skip

# -- how they are paid -----------------------------------------------------------------------------

PAPER = """
[[deliverables]]
key = "{key}"
title = "{title}"
every = "{every}"
article = "第五条"
"""
FEE = """
[[instalments]]
key = "{key}"
title = "{title}"
every = "{every}"
share = "{share}"
{more}due = {due}
article = "第六条"
"""
RECEIPT = '{ days = 10, unit = "working-day", after = "receipt" }'
SCORES = """
[[assessments]]
key = "monthly"
title = "月度考核"
full_from = 90
less_per_point = "0.5%"
fail_below = 70
terminate_after = [{ failed = 3, in_a_row = true }]
article = "附件二"
"""


def needs(*keys: str, **more: str) -> str:
    """The lines of an instalment between its share and its deadline."""
    told = {"needs": json.dumps(keys)} if keys else {}
    return "".join(f"{key} = {value}\n" for key, value in (told | more).items())


def by_papers(every: str, title: str, paper: str) -> str:
    """All of a period's fee once its paper and its invoice are in."""
    papers = PAPER.format(key="service-note", title=paper, every=every)
    papers += PAPER.format(key="invoice", title="发票", every=every)
    wanted = needs("service-note", "invoice")
    fee = FEE.format(key="fee", title=title, every=every, share="100%", more=wanted, due=RECEIPT)
    return papers + fee


def by_calendar(every: str, day: str) -> str:
    """All of a period's fee on a day of the calendar."""
    return FEE.format(key="fee", title="服务费", every=every, share="100%", more="", due=day)


YEARLY = (
    PAPER.format(key="annual-report", title="年度服务报告", every="service-year")
    + FEE.format(
        key="advance", title="首期款", every="service-year", share="70%", more="",
        due='{ days = 15, unit = "working-day", after = "year-start" }',
    )
    + FEE.format(
        key="balance", title="余款", every="service-year", share="30%",
        more=needs("annual-report"), due=RECEIPT,
    )
)  # fmt: skip
STAGES = (
    PAPER.format(key="first-note", title="阶段成果确认单", every="once")
    + PAPER.format(key="acceptance", title="验收书", every="once")
    + FEE.format(
        key="first", title="首付款", every="once", share="30%", more="",
        due='{ days = 15, unit = "working-day", after = "signing" }',
    )
    + FEE.format(
        key="middle", title="阶段款", every="once", share="40%",
        more=needs("first-note"), due=RECEIPT,
    )
    + FEE.format(
        key="last", title="验收款", every="once", share="30%",
        more=needs("acceptance"), due=RECEIPT,
    )
)  # fmt: skip
SCORED = (
    PAPER.format(key="invoice", title="发票", every="month")
    + FEE.format(
        key="fee", title="服务费", every="month", share="100%",
        more=needs("invoice", "settlement", settled="true", assessment='"monthly"'), due=RECEIPT,
    )
    + SCORES
)  # fmt: skip
COUNTED = PAPER.format(key="invoice", title="发票", every="month") + FEE.replace(
    'share = "{share}"\n', ""
).format(
    key="fee",
    title="服务费",
    every="month",
    due=RECEIPT,
    more=needs("invoice", "settlement", settled="true"),
)
KINDS = {
    "yearly": YEARLY,
    "half-year": by_papers("half-year", "维护费", "半年维护记录"),
    "quarterly": by_papers("quarter", "维护费", "季度服务确认单"),
    "calendar-quarter": by_calendar("quarter", '{ day = 20, month = "next", after = "period-end" }'),
    "calendar-month": by_calendar("month", '{ day = 25, month = "same", after = "period-end" }'),
    "scored": SCORED,
    "counted": COUNTED,
    "stages": STAGES,
}  # fmt: skip
# of what is counted: what, in what, how many are paid in a month, how many each month will be
ITEMS = {
    "guard-2026": ("post", "保安岗", "人月", 16),
    "linen-2026": ("linen", "布草", "公斤", 9_500),
    "waste-2026": ("bed", "医疗废物", "床日", 7_000),
}
HEAD = """\
# 示例合同：完全虚构，由 tools/demo_office.py 生成。单位、账号、编号、金额均非真实。

format = 1
id = "{id}"
number = "SLYY-{order:03}"
project_number = "SLZC{year}-{order:03}"
title = "{hospital}{title}"
currency = "CNY"
calendar = "CN-GX"
signed_on = {signed_on}

[price]
{price}article = "第三条"

[term]
from = {first}
to = {last}
article = "第二条"

[office]
department = "{department}"
fund_source = {fund}
budget_item = "{item}"
budget_project = "{project}"

[[parties]]
role = "purchaser"
name = "{hospital}"

[[parties]]
role = "supplier"
name = "{supplier}"
size = "small"

[[parties.accounts]]
bank = "示例银行股份有限公司{branch}支行"
number = "0000 0000 0000 {account:04}"
source = "签字盖章页"
"""
BOND = """
[[guarantees]]
key = "performance-bond"
title = "履约保证金"
who = "supplier"
share = "5%"
lodge = { days = 10, unit = "calendar-day", after = "signing" }
returns = [{ share = "100%", due = { days = 20, unit = "working-day", after = "term-end" } }]
article = "第七条"
"""
LATE = """
[[damages]]
key = "late-payment"
payer = "purchaser"
for = "late-payment"
rate = "0.3‰"
per = { days = 1, part = "whole" }
base = "amount-overdue"
cap = { share = "3%", of = "contract-price", pool = "contract" }
loss = "included"
article = "第八条"

[[obligations]]
key = "publish-contract"
title = "合同公告"
who = "purchaser"
due = { days = 2, unit = "working-day", after = "signing" }
article = "政府采购法实施条例第五十条"
"""


def price_of(contract: Contract) -> str:
    """A price, or a ceiling of unit prices and quantities."""
    total = f'total = "{contract.total}.00"\n'
    if contract.kind != "counted":
        return total
    key, title, unit, monthly = ITEMS[contract.id]
    each = contract.total * 100 // (monthly * 12)
    item = f'{{ key = "{key}", title = "{title}", unit = "{unit}", unit_price = "{each / 100:.2f}", estimate = "{monthly * 12}" }}'
    return f'kind = "ceiling"\n{total}items = [{item}]\n'


def file_of(order: int, contract: Contract) -> str:
    """The contract as a contract file."""
    values = contract._asdict() | {
        "order": order,
        "year": contract.signed_on.year,
        "hospital": HOSPITAL,
        "price": price_of(contract),
        "first": contract.term[0],
        "last": contract.term[1],
        "branch": "一二三四五六七"[SUPPLIERS.index(contract.supplier)] + "号路",
        "account": (SUPPLIERS.index(contract.supplier) + 1) * 1111,
    }
    bond = BOND if contract.bond else ""
    return HEAD.format(**values) + KINDS[contract.kind] + bond + LATE
