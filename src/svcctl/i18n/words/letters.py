"""Letters to edit, print and stamp."""

WORDS = {
    "letter.title-damages": ("{sender}关于支付{called}的函", "{sender}: claim of {called}"),
    "letter.title-reminder": ("{sender}关于催告支付{what}的函", "{sender}: reminder to pay {what}"),
    "letter.title-negotiation": (
        "{sender}关于协商{what}付款事宜的函",
        "{sender}: request to negotiate about {what}",
    ),
    "letter.title-asking": (
        "{sender}关于提交第{year}年报告的函",
        "{sender}: request for the reports of year {year}",
    ),
    "letter.title-transmit": ("{sender}关于提交{titles}的函", "{sender}: {titles} handed in"),
    "letter.title-ask-receipt": (
        "{sender}关于请予签收{titles}的函",
        "{sender}: request to sign for {titles}",
    ),
    "letter.title-accounts": (
        "{sender}关于确认收款账户的函",
        "{sender}: request to confirm the account",
    ),
    "letter.title-account": ("{sender}关于收款账户的函", "{sender}: our account"),
    "letter.title-reconciliation": (
        "{sender}关于核对往来款项的函",
        "{sender}: reconciliation of accounts",
    ),
    "letter.title-working-paper": ("审计取证单", "Audit working paper"),
    "letter.called-damages": ("违约金", "damages"),
    "letter.called-compensation": ("赔偿款", "compensation"),
    "letter.called-both": ("违约金及赔偿款", "damages and compensation"),
    "letter.pay-by": (
        "请贵方不迟于{on}支付至下列账户。",
        "please pay to the account below by {on}.",
    ),
    "letter.pay-by-open": (
        "合同未约定上述款项的支付期限，请贵方不迟于        年    月    日支付至下列账户。",
        "the contract names no date for this sum: please pay to the account below by ________.",
    ),
    "letter.contingent": ("{what}：{amount} 元", "{what}: {amount}"),
    "letter.from-to": ("{first}至{last}", "{first} to {last}"),
    "letter.part": ("（{number}）{what}", "({number}) {what}"),
    "letter.evidence": (
        "{number}. {on} {what}：{detail}（{entry}）",
        "{number}. {on} {what}: {detail} ({entry})",
    ),
    "letter.shown": ("{number}. {on}，{what}：{detail}", "{number}. {on}, {what}: {detail}"),
    "letter.shown-bare": ("{number}. {on}，{what}", "{number}. {on}, {what}"),
    "letter.fact-payment-recorded": ("付款", "paid"),
    "letter.fact-payment-refunded": ("退款", "money came back"),
    "letter.fact-report-submitted": ("提交", "handed in"),
    "letter.fact-report-received": ("签收", "received"),
    "letter.fact-negotiation-opened": ("发起协商", "negotiation opened"),
    "letter.fact-negotiation-failed": ("协商不成", "negotiation failed"),
    "letter.fact-negotiation-settled": ("协商达成一致", "negotiation settled"),
    "letter.fact-demand-made": ("发函催告", "demanded in writing"),
    "letter.fact-breach-recorded": ("违约", "breach"),
    "letter.fact-breach-ended": ("违约停止", "breach ended"),
    "letter.fact-loss-recorded": ("经济损失", "loss"),
    "letter.fact-evidence-added": ("附件", "paper"),
    "letter.fact-invoice-added": ("发票", "invoice"),
    "letter.fact-dispute-opened": ("有分歧", "disputed"),
    "letter.fact-dispute-settled": ("分歧解决", "dispute settled"),
    "letter.fact-damages-offset": ("抵扣", "offset"),
    "letter.request": ("付款申请单", "Payment application"),
    "letter.receipt": ("报告签收单", "Receipt for reports"),
    "letter.hand-over": ("移交清单", "Hand-over list"),
    "letter.calendar": ("国家放假安排", "the nation's days off"),
    "letter.calendar-region": ("国家和自治区放假安排", "the nation's and the region's days off"),
    "letter.purpose": ("{what}（合同{article}）", "{what} ({article} of the contract)"),
    "letter.paper-received": ("{title}（{on}签收）", "{title} (received on {on})"),
    "letter.paper-held": ("{kind}（已附）", "{kind} (on file)"),
    "letter.paper-missing": ("{kind}（缺）", "{kind} (missing)"),
    "letter.no-papers": ("（无）", "(none)"),
    "letter.account-open": (
        "（各文件不一致，付款前须核实）",
        " (the documents disagree: confirm it before payment)",
    ),
    "letter.account-unsettled": ("待确认", "to be confirmed"),
    "letter.account-holds": ("已确认有效", "confirmed"),
    "letter.account-not": ("已确认不用", "not in use"),
    "letter.ask-account": (
        "请贵方确认唯一有效的收款账户，在所附确认书上盖章后寄回。确认之前，我方暂不付款。",
        "please confirm under seal the one account that holds; until then we do not pay.",
    ),
    "letter.ask-account-again": (
        "上述情况已于{on}{doc}确认。请贵方在所附确认书上盖章后寄回存档；账户如有变更，请一并书面说明。",
        "this was confirmed on {on}{doc}; please seal the confirmation for our files, "
        "and tell us in writing of any change.",
    ),
    "letter.by-doc": ("以《{doc}》", " by {doc}"),
    "letter.of-year": ("第{year}年", "year {year}"),
    "letter.counted-of": (
        "{what}在{counted}，自签收之次日起计算",
        "{what} is {counted}, from the day after the receipt",
    ),
    "letter.delivered": ("{on}送达 {proof}", "delivered on {on} {proof}"),
    "letter.not-proven": ("已送交，未取得签收凭证", "handed in, not signed for"),
    "letter.sums": (
        "合同价 {total} 元，已付 {paid} 元，未付 {outstanding} 元，其中现应付 {payable} 元",
        "price {total}, paid {paid}, outstanding {outstanding}, payable now {payable}",
    ),
    "letter.damages-contingent": (
        "{article}：{amount} 元，以协商不成为前提（上限 {cap} 元）",
        "{article}: {amount}, contingent on negotiation (cap {cap})",
    ),
    "letter.damages-owed": (
        "{article}：{amount} 元（上限 {cap} 元）",
        "{article}: {amount} (cap {cap})",
    ),
    "letter.counted": ("{when}付款", "to be paid {when}"),
    "letter.sum": ("：{amount} 元", ": {amount}"),
    "letter.damages-none": (
        "{article}：至今没有计入的违约金（前提未满足，或同日已由期限更早的一期计收；"
        "上限 {cap} 元）",
        "{article}: no damages counted so far (the gate is not met, or an earlier instalment "
        "counts the same days; cap {cap})",
    ),
    "letter.ended": ("已于{on}届满", "ended on {on}"),
    "letter.ending": ("将于{on}届满", "ends on {on}"),
    "letter.damages-used-up": (
        "{article}：逾期的违约金与其他款项共用上限 {cap} 元，上限已用尽",
        "{article}: its cap of {cap}, shared with other instalments, is used up",
    ),
    "refusal.letter.output": (
        "函件写到哪里？请用 -o 文件.docx 指明。",
        "where should the letter go? Name it with -o FILE.docx.",
    ),
    "refusal.letter.not-docx": (
        "{path} 不是 Word 文件（.docx），或已损坏，不能用作函件模板。",
        "{path} is no Word file (.docx), or a damaged one: it cannot be a letter template.",
    ),
    "refusal.letter.template": (
        "{path} 不能用作函件模板：{error}",
        "{path} cannot be used as a letter template: {error}",
    ),
    "refusal.letter.output-ics": (
        "写到哪里？请用 -o 文件.ics 指明。",
        "where should it go? Name it with -o FILE.ics.",
    ),
    "refusal.letter.not-overdue": (
        "{instalment} 截至 {on} 未逾期，无需催告。",
        "{instalment} is not overdue as of {on}.",
    ),
    "refusal.letter.not-due": (
        "{instalment} 截至 {on} 没有应付的金额，不能申请付款。",
        "nothing of {instalment} is payable as of {on}.",
    ),
    "refusal.letter.amount-of-several": (
        "几笔款项合开一张申请单时不能用 --amount；部分付款请单独申请。",
        "--amount goes with one instalment; of several each is asked for whole.",
    ),
    "refusal.letter.more-than-payable": (
        "{instalment} 现应付 {payable} 元，不能申请 {amount} 元。",
        "{instalment} has {payable} payable, not {amount}.",
    ),
    "refusal.letter.nothing-to-transmit": (
        "截至 {on} 没有待提交的报告。年度报告用 --year 指明。",
        "as of {on} there is no report to hand in. Name the year of yearly ones with --year.",
    ),
    "refusal.letter.nothing-unsigned": (
        "截至 {on} 没有已提交而未签收的报告。年度报告用 --year 指明。",
        "as of {on} no report is handed in and not signed for. Name the year with --year.",
    ),
    "refusal.letter.nothing-received": (
        "截至 {on} 没有签收的报告。年度报告用 --year 指明。",
        "no report has been received as of {on}. Name the year of yearly ones with --year.",
    ),
    "refusal.letter.nothing-missing": (
        "第{year}年的报告都已签收。",
        "all reports of year {year} have been received.",
    ),
    "refusal.letter.year": (
        "没有第{year}年：服务期 {years} 年。",
        "there is no year {year}: the term has {years:year|years}.",
    ),
}
