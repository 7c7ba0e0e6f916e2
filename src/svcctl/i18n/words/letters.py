"""Letters to edit, print and stamp."""

WORDS = {
    "letter.title-damages": ("{sender}关于支付{called}的函", "{sender}: claim of {called}"),
    "letter.title-reminder": ("{sender}关于催告支付{what}的函", "{sender}: reminder to pay {what}"),
    "letter.title-negotiation": (
        "{sender}关于协商{what}付款的函",
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
    "letter.pay-by-blank": (
        "请贵方不迟于        年    月    日支付至下列账户。",
        "please pay to the account below by ________.",
    ),
    "letter.signed-on": ("{on}签订", "signed on {on}"),
    "letter.why-late-purchaser": ("我方未能按期支付的原因：", "why we could not pay in time:"),
    "letter.why-late-supplier": (
        "贵方未能按期支付的原因及支付安排：",
        "why you could not pay in time, and what you propose:",
    ),
    "letter.why-moved": ("我方请求调整付款日期的原因：", "why we ask for another date:"),
    "letter.unpaid": ("未付", "unpaid"),
    "letter.owed-by-purchaser": ("我方", "we"),
    "letter.owed-by-supplier": ("贵方", "you"),
    "letter.kind-rate": ("违约金", "damages"),
    "letter.kind-loss": ("经济损失", "losses"),
    "letter.kind-appraisal": ("鉴定费", "appraisal fees"),
    "letter.group": ("{place}、{name}", "{place}. {name}"),
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
    "letter.papers-held": ("{kind}（已附 {number} 份）", "{kind} ({number} on file)"),
    "letter.also-missing": ("；{paper}", "; {paper}"),
    "letter.papers-missing": (
        "{kind}（缺 {number} 期）",
        "{kind} (missing for {number:instalment|instalments})",
    ),
    "letter.number-separator": ("、 ", ", "),
    "letter.papers-behind": ("见附页{missing}", "see the annex{missing}"),
    "letter.purpose-behind": (
        "{first}等 {count} 期（见附页）",
        "{first} and more: {count:instalment|instalments} (see the annex)",
    ),
    "letter.invoices-behind": ("共 {count} 张，见附页", "{count}, see the annex"),
    "letter.rows-behind": (
        "共 {count} 期，见附页",
        "{count:instalment|instalments}, see the annex",
    ),
    "letter.see-behind": ("{text}（全称见附页）", "{text} (whole in the annex)"),
    "letter.behind-contract_title": ("合同名称全称", "The contract's whole title"),
    "letter.behind-purpose": ("款项用途", "Purpose"),
    "letter.behind-invoices": ("发票号码", "Numbers of invoices"),
    "letter.behind-papers": ("附件清单", "Papers attached"),
    "letter.numbered": ("{numbers}；{signed}签订", "{numbers}; signed on {signed}"),
    "letter.total": ("合计", "Total"),
    "letter.fund": ("{name} {amount} 元", "{name} {amount}"),
    "letter.basis-settled": ("{on}{doc}确认", "confirmed on {on}{doc}"),
    "letter.basis-file": ("合同文件（{source}）所载", "as the contract has it ({source})"),
    "letter.basis-open": (
        "{source}所载，尚未书面确认",
        "as {source} has it, not confirmed in writing",
    ),
    "letter.basis-none": (
        "合同文件未载账户，付款前须取得收款人盖章的账户文件",
        "the contract names none: get a sealed paper of the payee before payment",
    ),
    "letter.remark-disputed": (
        "另有 {amount} 元双方存在分歧，本次不付",
        "{amount} is disputed and not paid now",
    ),
    "letter.remark-later": ("尚余 {amount} 元留待以后支付", "{amount} is left for later"),
    "letter.remark-estimate": (
        "应付金额为暂估，尚待核定",
        "the sum is an estimate until it is settled",
    ),
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
    "letter.fields-head": (
        "函件模板 {letter} 的栏目：{count} 个",
        "Template {letter}: {count:field|fields}",
    ),
    "letter.fields-how": (
        "在 Word 里把栏目写在要填的位置，如 {field}；列表写在 {begin} 和 {end} 两行之间，"
        "其中写 {item}。",
        "Write a field where it is to be filled in, such as {field}; a row for each item of a list "
        "between the rows {begin} and {end}, with {item}.",
    ),
    "letter.fields-use": (
        "随附的模板用 svcctl letter template {letter} -o 文件.docx 取出，"
        "改好后用 --template 指定。",
        "svcctl letter template {letter} -o FILE.docx writes the one that ships; "
        "use yours with --template FILE.docx.",
    ),
    "refusal.letter.which-template": (
        "没有函件模板 {name}；有：{known}。",
        "there is no letter template {name}; there are: {known}.",
    ),
    "refusal.letter.unknown-field": (
        "{path} 里没有这样的栏目：{names}。全部栏目见 svcctl letter template {letter}。",
        "{path} has fields that there are not: {names}. "
        "All of them: svcctl letter template {letter}.",
    ),
    "refusal.letter.misspelt-field": (
        "{path} 里没有这样的栏目：{names}（是不是 {meant}？）。"
        "全部栏目见 svcctl letter template {letter}。",
        "{path} has fields that there are not: {names} (perhaps {meant}?). "
        "All of them: svcctl letter template {letter}.",
    ),
    "refusal.letter.not-docx": (
        "{path} 不是 Word 文件（.docx），或已损坏，不能用作函件模板。",
        "{path} is no Word file (.docx), or a damaged one: it cannot be a letter template.",
    ),
    "refusal.letter.template": (
        "{path} 不能用作函件模板：{error}",
        "{path} cannot be used as a letter template: {error}",
    ),
    "refusal.letter.limits": (
        "{path} 不能用作函件模板：内存超过 {mib} MiB，或用时太长。"
        "请去掉其中过大的循环、图片和文字。",
        "{path} cannot be used as a letter template: it takes more than {mib} MiB of memory, or "
        "far too long. Take large loops, pictures and texts out of it.",
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
    "refusal.letter.request-of-purchaser": (
        "付款申请单由甲方内部使用；乙方催付请用 svcctl letter reminder。",
        "the purchaser applies for its own payment; ask for money by svcctl letter reminder.",
    ),
    "refusal.letter.of-supplier": (
        "这份函件由乙方发出：乙方请加 --role supplier。甲方可用 {instead}。",
        "the supplier sends this letter: as the supplier add --role supplier. "
        "The purchaser has {instead}.",
    ),
    "refusal.letter.of-purchaser": (
        "这份函件由甲方发出：甲方请加 --role purchaser。乙方可用 {instead}。",
        "the purchaser sends this letter: as the purchaser add --role purchaser. "
        "The supplier has {instead}.",
    ),
    "refusal.letter.two-contracts": (
        "一张付款申请单只能有一份合同的款项：{contracts}。请按合同分开申请。",
        "one application is about one contract: {contracts}. Apply for each apart.",
    ),
    "refusal.letter.two-payees": (
        "一张付款申请单只能有一个收款人：{payees}。请按收款人分开申请。",
        "one application has one payee: {payees}. Apply for each apart.",
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
