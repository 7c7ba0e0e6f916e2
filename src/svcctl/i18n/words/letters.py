"""Letters to edit, print and stamp."""

WORDS = {
    "letter.damages-title": ("违约金主张函", "Statement of damages"),
    "letter.contingent": ("{what}：{amount} 元", "{what}: {amount}"),
    "letter.from-to": ("{first}至{last}", "{first} to {last}"),
    "letter.late": ("{what}逾期付款", "{what} paid late"),
    "letter.breach": ("违约 {what}（{rule}）", "breach {what} ({rule})"),
    "letter.loss": ("{what}造成的损失", "loss from {what}"),
    "letter.appraisal": ("{what}的鉴定费", "appraisal fee for {what}"),
    "letter.part": ("（{number}）{what}", "({number}) {what}"),
    "letter.evidence": (
        "{number}. {on} {what}：{detail}（{event}）",
        "{number}. {on} {what}: {detail} ({event})",
    ),
    "letter.breach-bare": ("违约 {what} ", "breach {what}"),
    "letter.request": ("付款申请单", "Payment application"),
    "letter.reminder": ("催告函", "Reminder"),
    "letter.negotiation": ("协商函", "Letter to negotiate"),
    "letter.working-paper": ("审计取证单", "Audit working paper"),
    "letter.receipt": ("报告签收单", "Receipt for reports"),
    "letter.asking": ("关于提交报告的函", "Request for reports"),
    "letter.accounts": ("账户确认函", "Confirmation of the account"),
    "letter.reconciliation": ("对账函", "Reconciliation"),
    "letter.hand-over": ("移交清单", "Hand-over list"),
    "letter.paper-held": ("{kind}（已附）", "{kind} (on file)"),
    "letter.paper-missing": ("{kind}（缺）", "{kind} (missing)"),
    "letter.no-papers": ("（无）", "(none)"),
    "letter.no-account": ("（合同文件未载）", "(not in the contract)"),
    "letter.account-open": (
        "{account}（各文件不一致，须先核实）",
        "{account} (the documents disagree: confirm it first)",
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
    "letter.named": ("{name}（{id}）", "{name} ({id})"),
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
