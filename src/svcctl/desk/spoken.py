"""What people call the values that options choose from: the words that are printed, and usual others."""

from collections.abc import Sequence

from svcctl.intake.alike import bare

VALUES = {
    "purchaser": "甲方 采购人 采购单位 付款方",
    "supplier": "乙方 供应商 成交供应商 收款方",
    "auditor": "审计 审计方",
    "cash": "现金 money",
    "letter": "保函 银行保函 bank-letter",
    "special": "专用发票 增值税专用发票 专票",
    "ordinary": "普通发票 增值税普通发票 普票",
    "in-order": "服务符合要求 符合要求 service-in-order",
    "not-in-order": "服务不符合要求 不符合要求 service-not-in-order",
    "month": "月 按月 月度 每月 月份 by-month",
    "quarter": "季 按季 季度 按季度 每季度 by-quarter",
    "year": "年 按年 年度 按年度 预算年度 按预算年度 by-budget-year budget-year",
    "date": "期限 日期",
    "amount": "金额",
    "contract": "合同",
    "department": "归口科室 科室",
    "fund": "资金来源 fund-source",
    "negative": "负数",
    "positive": "正数",
    "debit": "借方",
    "credit": "贷方",
    "settle": "核实 登记核实",
    "passed": "通过 合格",
    "failed": "未通过 不合格 不通过",
    "ok": "可以 评审通过",
    "again": "重新处理 再次 重来",
    "phone": "电话",
    "remote": "远程 远程维护",
    "chat": "即时通讯 微信 聊天",
    "mail": "邮件",
    "site": "现场 当面",
    "fault": "故障",
    "question": "咨询",
    "confidentiality": "保密 泄密",
    "database": "数据库 改库",
    "owner": "维护责任人 责任人",
    "manager": "服务经理 经理",
    "vip": "vip小组",
    "engineer": "工程师",
    "expert": "专家",
    "answer": "应答",
    "dispatch": "派出 派出工程师",
    "restore": "恢复",
    "start": "开始",
    "end": "结束",
    "phone-bill": "话单 通话记录",
    "ticket": "工单",
    "signed": "签字单据 签字",
    "word": "一方所述 一方所述,无凭证 口头",
    "yes": "y 是 好 存",
    "no": "n 否 不 不存",
    "table": "表格",
    "plain": "文本 纯文本",
    "zh": "中文 汉语 chinese",
    "en": "英文 英语 english",
}


def value_of(text: str, choices: Sequence[str]) -> str | None:
    """The one of the choices that is called so; None where none is."""
    wanted = "-".join(text.split()) if text.isascii() else text
    for value in choices:
        if bare(wanted) in (bare(value), *VALUES.get(value, "").split()):
            return value
    return None
