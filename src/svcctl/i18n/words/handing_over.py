"""Handing contracts over to a colleague: the subjects, and how accounts were confirmed."""

WORDS = {
    "hand-over.title": ("移交：{what}", "Hand-over: {what}"),
    "hand-over.overview": ("移交清单", "What is handed over"),
    "hand-over.contracts": ("合同台账", "Contracts"),
    "hand-over.payments": ("未付款项", "Open payments"),
    "hand-over.payments@supplier": ("未收款项", "Open receivables"),
    "hand-over.later": (
        "另有 {count} 笔在 {days} 天以后到期，共 {sum} 元，见付款计划表。",
        "{count:instalment is|instalments are} due after more than {days:day|days}, {sum} in all: "
        "see the schedule.",
    ),
    "hand-over.papers": ("待收资料", "Papers awaited"),
    "hand-over.papers@supplier": ("待交资料", "Papers to hand in"),
    "hand-over.guarantees": ("持有的保证金", "Guarantees held"),
    "hand-over.obligations": ("未办结的应办事项", "Obligations not kept"),
    "hand-over.findings": ("未确认的不一致事项", "Findings not settled"),
    "hand-over.quarrels": ("争议、违约等未了事项", "Disputes and the like"),
    "hand-over.damages": ("未了违约金", "Damages that are open"),
    "hand-over.accounts": ("收款账户核实情况", "Accounts and who confirmed them"),
    "hand-over.notices": ("未读入的放假通知", "Notices not read in"),
    "hand-over.account-settled": ("已核实：{doc}", "settled by {doc}"),
    "hand-over.account-paid": ("付款时已核对", "checked at a payment"),
    "hand-over.account-open": ("各文件不一致，未核实", "documents disagree, not settled"),
    "hand-over.account-documents": ("合同所载，未另行核对", "as documented, not checked since"),
}
