"""Pages for a browser."""

WORDS = {
    "page.provenance": ("本页依据", "What this page rests on"),
    "page.contracts": ("本页所列合同", "Contracts on this page"),
    "page.state": ("合同状态", "State"),
    "page.nothing": ("没有可列的内容。", "Nothing to list."),
    "page.glance": ("合同概况", "At a glance"),
    "page.payable": ("现应付", "Payable now"),
    "page.payable@supplier": ("现应收", "Receivable now"),
    "page.overdue": ("其中逾期", "of it overdue"),
    "page.waiting": ("待报告（资料）", "Waiting for papers"),
    "page.findings": ("不一致事项", "Where the documents disagree"),
    "page.findings-none": ("没有未核实的不一致事项。", "No open findings."),
    "page.timeline": ("付款时间轴", "Timeline of payments"),
    "page.timeline@supplier": ("收款时间轴", "Timeline of receipts"),
    "page.late": ("逾期期间", "days late"),
    "page.window": ("可能区间", "dates still possible"),
    "page.part": ("分次支付", "part payment"),
    "page.part@supplier": ("分次到账", "part received"),
    "page.back": ("退款", "money back"),
    "page.cash": ("用款情况", "Cash flow"),
    "page.cash@supplier": ("回款情况", "Cash flow in"),
    "page.picture": ("图示", "Picture"),
    "page.cash-paid": ("已付", "paid"),
    "page.cash-paid@supplier": ("对方已付", "paid to us"),
    "page.cash-certain": ("确定", "certain"),
    "page.cash-provisional": ("暂定", "provisional"),
    "page.cash-waiting": ("待报告（资料）", "waiting for papers"),
    "page.cash-contingent": ("或有", "contingent"),
    "page.cash-note": (
        "已付列入付款当期（扣除退款）；逾期的列入截至日当期；"
        "待报告（资料）的按截至日签收推算；或有不计入预计支出。",
        "Paid: in the period it was paid, less what came back. Overdue: "
        "in the period of the as-of date. Waiting: as if the papers came in on the as-of date. "
        "Contingent sums are not in what is expected.",
    ),
    "page.cash-note@supplier": (
        "对方已付的列入付款当期（扣除退款）；逾期的列入截至日当期；"
        "待报告（资料）的按截至日签收推算；或有不计入预计回款。",
        "Paid to us: in the period it was paid, less what went back. Overdue: "
        "in the period of the as-of date. Waiting: as if the papers came in on the as-of date. "
        "Contingent sums are not in what is expected.",
    ),
    "page.instalments": ("各期款项", "Instalments"),
    "page.damages": ("违约金", "Damages"),
    "page.claim": ("{payer}承担，依据{article}", "owed by the {payer}, {article}"),
    "page.cap-contract": (
        "全合同累计上限 {cap} 元，已用 {used} 元，剩余 {left} 元。",
        "Cap of the whole contract {cap}, used {used}, left {left}.",
    ),
    "page.cap-breach": (
        "本次违约上限 {cap} 元，已用 {used} 元，剩余 {left} 元。",
        "Cap of this breach {cap}, used {used}, left {left}.",
    ),
    "page.no-cap": ("没有适用的上限。", "No cap applies."),
    "page.arithmetic": ("计算过程", "How it was worked out"),
    "page.overview": ("合同总览", "All contracts"),
    "page.overview-of": ("{name}合同总览", "All contracts of {name}"),
    "page.home": ("回到总览", "Back to all contracts"),
    "page.none": ("没有。", "None."),
    "page.rows": ("{count} 项", "{count}"),
    "page.glance-all": ("总体情况", "In all"),
    "page.number": ("合同数", "Contracts"),
    "page.by-month": ("今后一年按月用款", "What is to be paid by month, a year ahead"),
    "page.by-month@supplier": ("今后一年按月回款", "What is to come in by month, a year ahead"),
    "page.later": ("一年以后另有 {amount} 元。", "Later: {amount}."),
    "page.month-note": (
        "逾期的列入本月；待报告（资料）的按截至日签收推算；违约金和有分歧的部分不列入。",
        "Overdue: in this month. Waiting: as if the papers came in on the as-of date. "
        "Damages and disputed parts are left out.",
    ),
    "page.late-rows": ("逾期款项", "Overdue"),
    "page.soon-rows": ("30 天内到期", "Due within 30 days"),
    "page.waiting-rows": ("待报告（资料）的款项", "Waiting for papers"),
    "page.by-supplier": ("按供应商", "By supplier"),
    "page.by-supplier@supplier": ("按甲方", "By purchaser"),
    "page.by-department": ("按归口科室", "By department"),
    "page.guarantees": ("持有的保证金", "Guarantees held"),
    "page.guarantees@supplier": ("交存的保证金", "Guarantees lodged"),
    "page.damages-by-contract": ("违约金及赔偿款", "Damages"),
    "page.runs-out": ("（早于退还）", " (too early)"),
}
