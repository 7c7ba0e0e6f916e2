"""An example of each key of the contract file, as TOML; a table of the top level whole."""

# by the end of the key's path that says which it is: `due.days` wherever a `due` stands
EXAMPLES = {
    "format": "1",
    "id": '"wuye-2026"',
    "project_number": '"XMCG2026-C3-000008"',
    "number": '"HT-2026-008"',
    "plan_number": '"JH-2026-008"',
    "title": '"办公楼物业服务合同"',
    "currency": '"CNY"',
    "calendar": '"CN-GX"',
    "award_notice_on": "2025-12-08",
    "signed_on": "2025-12-20",
    "key": '"service-fee"',
    "article": '"第七条第二款"',
    # -- price -------------------------------------------------------------------------------------
    "price": """\
[price]
total = "290000.00"
total_in_words = "贰拾玖万元整"
per_year = "290000.00"
article = "第二条"
""",
    "price.kind": '"ceiling"',
    "price.total": '"290000.00"',
    "price.total_in_words": '"贰拾玖万元整"',
    "price.per_year": '"290000.00"',
    "price.years": '["300000.00", "300000.00", "270000.00"]',
    "price.items": '[{ key = "guard", title = "保安", unit = "人月", unit_price = "4382.84", '
    'estimate = "696" }]',
    "items.unit": '"人月"',
    "items.unit_price": '"4382.84"',
    "items.estimate": '"696"',
    "items.per": '"year"',
    "price.discount": '"0.35%"',
    "price.parts": '[{ key = "build", total = "600000.00" }, '
    '{ key = "service", years = ["0.00", "200000.00", "200000.00"] }]',
    "parts.total": '"600000.00"',
    "parts.per_year": '"200000.00"',
    "parts.years": '["0.00", "200000.00", "200000.00"]',
    # -- term, parties -----------------------------------------------------------------------------
    "term": """\
[term]
from = 2026-01-01
to = 2026-12-31
article = "第四条"
""",
    "term.years": "3",
    "term.months": "18",
    "term.starts": '"start-notice"',
    "term.from": "2026-01-01",
    "term.to": "2026-12-31",
    "term.periods": '"calendar"',
    "term.renewals": "[{ years = 1 }, { years = 1 }]",
    "renewals.years": "1",
    "renewals.months": "6",
    "renewals.to": "2028-01-11",
    "parties": """\
[[parties]]
role = "purchaser"
name = "某县人民医院"

[[parties]]
role = "supplier"
name = "某物业服务有限公司"
size = "small"

[[parties.accounts]]
bank = "某银行股份有限公司某支行"
number = "1234 5678 9012 0001"
source = "签字盖章页"
""",
    "parties.key": '"lead"',
    "parties.role": '"supplier"',
    "parties.name": '"某物业服务有限公司"',
    "parties.size": '"small"',
    "parties.accounts": '[{ bank = "某银行某支行", number = "1234 5678 9012 0001", '
    'source = "签字盖章页" }]',
    "accounts.bank": '"某银行股份有限公司某支行"',
    "accounts.number": '"1234 5678 9012 0001"',
    "accounts.source": '"签字盖章页"',
    # -- papers, instalments -----------------------------------------------------------------------
    "deliverables": """\
[[deliverables]]
key = "check-sheet"
title = "月考核表"
every = "month"
article = "第六条"
""",
    "deliverables.every": '"month"',
    "obligations.every": '"quarter"',
    "instalments": """\
[[instalments]]
key = "ahead"
title = "预付款"
every = "once"
share = "30%"
due = { days = 10, unit = "working-day", after = "signing" }
article = "第七条第一款"

[[instalments]]
key = "fee"
title = "季度服务费"
every = "quarter"
share = "100%"
needs = ["check-sheet"]
due = { days = 15, unit = "working-day", after = "receipt" }
evidence = ["invoice"]
article = "第七条第二款"
""",
    "instalments.every": '"quarter"',
    "instalments.share": '"30%"',
    "instalments.shares": '["25%", "25%", "10%", "10%"]',
    "instalments.amount": '"50000.00"',
    "instalments.amounts": '["50000.00", "50000.00", "60000.00", "60000.00"]',
    "up_to": '"80%"',
    "settled": "true",
    "instalments.part": '"service"',
    "retain": '"10000.00"',
    "collects": '["fee"]',
    "payees": '[{ party = "lead", share = "60%" }, { party = "member", share = "40%" }]',
    "payees.party": '"lead"',
    "payees.share": '"60%"',
    "instalments.assessment": '"monthly"',
    "needs": '["year-end-briefing", "annual-report"]',
    "scope": '"contract"',
    "year_over": "false",
    "instalments.payee": '"lead"',
    "evidence": '["acceptance-note", "invoice"]',
    "require_evidence": "true",
    "due": '{ days = 15, unit = "working-day", after = "signing" }',
    "due.days": "15",
    "due.unit": '"working-day"',
    "due.day": "20",
    "due.working_day": "5",
    "due.month": '"next"',
    "due.date": '"06-30"',
    "due.on": "[2026-06-30, 2026-12-15]",
    "due.agreed": "false",
    "due.after": '"receipt:invoice"',
    "due.plus": '"3 months"',
    "due.roll": '"forward"',
    # -- scores, guarantees ------------------------------------------------------------------------
    "assessments": """\
[[assessments]]
key = "monthly"
title = "月度考核"
full_from = 85
less_per_point = "1%"
fail_below = 60
terminate_after = [{ failed = 3, in_a_row = true }, { failed = 4 }]
article = "附件2"
""",
    "assessments.every": '"month"',
    "full_from": "85",
    "less_per_point": '"1%"',
    "bands": '[{ from = 90, pay = "100%" }, { from = 80, pay = "95%" }, { from = 0, pay = "80%" }]',
    "bands.from": "90",
    "bands.pay": '"95%"',
    "fail_below": "60",
    "points_off": '[{ promise = "SLA/P1/restore", points = "2" }]',
    "points_off.promise": '"SLA/P1/restore"',
    "points_off.points": '"2"',
    "assessments.terminate_after": "[{ failed = 3, in_a_row = true }, { failed = 4 }]",
    "failed": "3",
    "in_a_row": "true",
    "guarantees": """\
[[guarantees]]
key = "performance-bond"
title = "履约保证金"
who = "supplier"
share = "5%"
lodge = { days = 15, unit = "calendar-day", after = "signing" }
returns = [{ share = "100%", due = { days = 10, unit = "working-day", after = "term-end" } }]
article = "第六条"
""",
    "guarantees.who": '"supplier"',
    "guarantees.share": '"5%"',
    "guarantees.amount": '"43500.00"',
    "lodge": '{ days = 15, unit = "calendar-day", after = "signing" }',
    "returns": '[{ share = "100%", due = { days = 10, unit = "working-day", after = "term-end" } }]',
    "returns.share": '"50%"',
    "returns.due": '{ days = 10, unit = "working-day", after = "term-end" }',
    # -- damages, dates to keep --------------------------------------------------------------------
    "damages": """\
[[damages]]
key = "late-payment"
payer = "purchaser"
for = "late-payment"
rate = "0.5‰"
per = { days = 1, part = "whole" }
base = "amount-overdue"
cap = { share = "5%", of = "contract-price", pool = "contract" }
loss = "included"
article = "第九条第一款"
""",
    "payer": '"purchaser"',
    "for": '"late-payment"',
    "damages.rate": '"3%"',
    "damages.amount": '"500.00"',
    "tiers": '[{ from_day = 31, rate = "5%" }]',
    "from_day": "31",
    "tiers.rate": '"5%"',
    "per": '{ days = 1, part = "whole" }',
    "per.days": "1",
    "per.part": '"whole"',
    "base": '"contract-price"',
    "cap": '{ share = "5%", of = "contract-price", pool = "contract" }',
    "cap.share": '"5%"',
    "cap.of": '"contract-price"',
    "cap.amount": '"10000.00"',
    "cap.pool": '"contract"',
    "cap.waiver_returns": "true",
    "gate": '"negotiation-failed"',
    "terminate_after_days": "60",
    "terminate_when": '"cap"',
    "damages.terminate_after": '{ occurrences = 3, within = "12 months" }',
    "occurrences": "3",
    "within": '"12 months"',
    "deduct": "true",
    "loss": '"beside"',
    "obligations": """\
[[obligations]]
key = "publish-contract"
title = "合同公告"
who = "purchaser"
due = { days = 2, unit = "working-day", after = "signing" }
article = "政府采购法实施条例第五十条"
""",
    "obligations.who": '"purchaser"',
    "obligations.due": '{ days = 2, unit = "working-day", after = "signing" }',
    # -- the service -------------------------------------------------------------------------------
    "service_levels": """\
[[service_levels]]
regime = "SLA"
level = "P1"
severity = 1
title = "系统中断"
answer_within = "15m"
dispatch_within = "2h"
restore_within = "8h"
restore_from = "fault"
hours = "7x24"
article = "附件1 2.1"
""",
    "regime": '"SLA"',
    "level": '"P1"',
    "service_levels.severity": "1",
    "answer_within": '"15m"',
    "dispatch_within": '"2h"',
    "restore_within": '"1 working-day"',
    "restore_from": '"fault"',
    "hours": '"5x8"',
    "dispatch_hours": '"5x8"',
    "waits": '["user", "access"]',
    "engineers": "2",
    "breach": '"service-promise"',
    "working_hours": '["08:00-12:00", "14:30-17:30"]',
    "service_plan": """\
[[service_plan]]
key = "inspection"
title = "季度巡检"
kind = "inspection"
every = "3 months"
article = "附件1 3.1"
""",
    "service_plan.kind": '"inspection"',
    "service_plan.every": '"6 months"',
    "services": """\
[[services]]
key = "new-report"
title = "新增报表"
article = "附件1 4.1"
""",
    "systems": """\
[[systems]]
key = "emr"
title = "电子病历系统"
""",
    # -- what else there is ------------------------------------------------------------------------
    "findings": """\
[[findings]]
key = "payee-account"
about = "payee-account"
values = [
  { value = "1234 5678 9012 0001", source = "签字盖章页" },
  { value = "1234 5678 9012 0002", source = "报价函" },
]
severity = "stop"
""",
    "findings.key": '"payee-account"',
    "findings.about": '"payee-account"',
    "findings.title": '"收款账户两处不同"',
    "findings.values": '[{ value = "2025-12-20", source = "签字盖章页" }, '
    '{ value = "2025-12-21", source = "合同首页" }]',
    "values.value": '"2025-12-20"',
    "values.source": '"签字盖章页"',
    "findings.severity": '"stop"',
    "force_majeure": """\
[force_majeure]
who = "supplier"
negotiate_from_day = 120
article = "第十条"
""",
    "force_majeure.who": '"both"',
    "negotiate_from_day": "120",
    "appraisal": """\
[appraisal]
in_order = "purchaser"
not_in_order = "supplier"
article = "第十条第一款"
""",
    "in_order": '"purchaser"',
    "not_in_order": '"supplier"',
    "office": """\
[office]
department = "信息科"
fund_source = [{ name = "财政拨款", share = "60%" }, { name = "自有资金", share = "40%" }]
budget_item = "30227 委托业务费"
budget_project = "信息系统运维"
""",
    "office.department": '"信息科"',
    "fund_source": '"财政拨款"',
    "fund_source.name": '"财政拨款"',
    "fund_source.share": '"60%"',
    "office.budget_item": '"30227 委托业务费"',
    "office.budget_project": '"信息系统运维"',
    "readings": """\
[readings]
day-off = "holidays-only"
""",
    "clauses": """\
[[clauses]]
article = "第十二条"
title = "争议解决"
why = "没有日期和金额"
""",
    "clauses.article": '"第十二条"',
    "clauses.title": '"争议解决"',
    "clauses.why": '"没有日期和金额"',
}
