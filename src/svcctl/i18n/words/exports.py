"""What leaves the building: sheets, calendar files, open contracting data, and the foot of each."""

WORDS = {
    "export.schedule": ("付款计划表", "Payment schedule"),
    "export.facts": ("双方应一致的事项", "What both sides must agree on"),
    "export.payments": ("付款登记表", "Payments"),
    "export.damages": ("违约金明细表", "Damages"),
    "export.journal": ("登记簿", "Journal"),
    "export.obligations": ("应办事项表", "Obligations"),
    "export.service": ("服务承诺表", "Service promises"),
    "export.guarantees": ("保证金台账", "Guarantees"),
    "xlsx.as-of": ("截至 {as_of}", "as of {as_of}"),
    "xlsx.unit": ("单位：元", "in yuan"),
    "xlsx.own": ("编制单位：{own}    ", "Made by {own}    "),
    "xlsx.contract": (
        "项目名称：{title}    {numbers}    供应商：{other}",
        "Project: {title}    {numbers}    Supplier: {other}",
    ),
    "xlsx.contract@supplier": (
        "项目名称：{title}    {numbers}    采购人：{other}",
        "Project: {title}    {numbers}    Purchaser: {other}",
    ),
    "xlsx.contracts": ("合同 {count} 份，见表下", "{count:contract|contracts}, named below"),
    "xlsx.folded": (
        "另有 {count} 列供核对（起算、期限计算、凭据、登记），已折叠：点列标上方的［+］展开。",
        "{count:column|columns} more to check by (triggers, counts, papers, entries) are folded: "
        "unfold them by the + above the columns.",
    ),
    "xlsx.total": ("合计", "Total"),
    "xlsx.capitals": (
        "{what}合计（人民币大写）：{capitals}",
        "{what}, total in capitals: {capitals}",
    ),
    "xlsx.made": ("制表人：", "Made by:"),
    "xlsx.checked": ("复核人：", "Checked by:"),
    "xlsx.approved": ("审批人：", "Approved by:"),
    "xlsx.page": ("第 &P 页，共 &N 页", "Page &P of &N"),
    "xlsx.steps": ("期限计算过程", "How dates came about"),
    "xlsx.months": ("按月应付金额", "Cash by month"),
    "ics.calendar": ("放假与调休（{name}）", "Days off and made up ({name})"),
    "ics.gone": ("（已取消的放假或调休安排）", "(no longer a day off or worked)"),
    "ics.provisional": ("（暂定）", " (provisional)"),
    "ics.off": ("{name}放假", "{name}"),
    "ics.worked": ("周末上班", "Weekend day worked"),
    "ics.due": ("{title} {amount} 元（{id}）", "{title} {amount} ({id})"),
    "ics.duty": ("{title}（{id}）", "{title} ({id})"),
    "ics.back-cash": ("退还{title} {amount} 元（{id}）", "Give back {title} {amount} ({id})"),
    "ics.back-cash@supplier": (
        "收回{title} {amount} 元（{id}）",
        "{title} {amount} comes back ({id})",
    ),
    "ics.back-letter": ("退还{title}：保函（{id}）", "Give back {title}: a letter ({id})"),
    "ics.back-letter@supplier": (
        "收回{title}：保函（{id}）",
        "{title} comes back: a letter ({id})",
    ),
    "ics.back-both": (
        "退还{title} {amount} 元及保函（{id}）",
        "Give back {title} {amount} and a letter ({id})",
    ),
    "ics.back-both@supplier": (
        "收回{title} {amount} 元及保函（{id}）",
        "{title} {amount} and a letter come back ({id})",
    ),
    "ics.letter": (
        "{title}保函 {ref}（{amount} 元）到期（{id}）",
        "The letter {ref} for {title} ({amount}) runs out ({id})",
    ),
    "ics.lodged-by": ("交存单位：{name}", "Lodged by: {name}"),
    "ics.returned": ("（已退还）", " (given back)"),
    "ics.letter-gone": ("（不再持有）", " (no longer held)"),
    "ics.kept": ("（不再退还）", " (nothing left)"),
    "ics.done": ("（已办结）", " (done)"),
    "ics.paid": ("（已付清）", " (paid)"),
    "ics.cancelled": ("（不再支付）", " (cancelled)"),
    "ics.turn": (
        "{title}：本期自 {first} 起（{id}）",
        "{title}: this turn runs from {first} ({id})",
    ),
    "ics.contract": ("合同：{title}", "Contract: {title}"),
    "ics.supplier": ("收款单位：{name}", "Supplier: {name}"),
    "ics.who": ("责任单位：{who}", "Who: {who}"),
    "ics.article": ("依据：{article}，{by}", "Basis: {article}, {by}"),
    "ics.article-alone": ("依据：{article}", "Basis: {article}"),
    "ics.agreed": (
        "双方协商改为不迟于 {on}，原期限 {before}",
        "The parties agreed on {on}; by the contract it was {before}",
    ),
    "ics.needs": ("所需资料：{papers}", "Needed: {papers}"),
    "ics.in": ("{title}（{on} 签收）", "{title} (received {on})"),
    "ics.missing": ("{title}（缺）", "{title} (missing)"),
    "ics.account": ("付款前先核实收款账户", "Check the account before you pay"),
    "ocds.instalment": (
        "应付 {amount} 元，已付 {paid} 元，未付 {outstanding} 元；{state}；依据：{article}",
        "amount {amount}, paid {paid}, outstanding {outstanding}; {state}; basis: {article}",
    ),
    "ocds.basis": ("日历依据：{basis}", "calendar: {basis}"),
    "ocds.waiting": ("尚缺：{documents}", "missing: {documents}"),
    "ocds.article": ("依据：{article}", "basis: {article}"),
    "ocds.duty": (
        "责任单位：{who}；{state}；依据：{article}",
        "by: {who}; {state}; basis: {article}",
    ),
    "ocds.paper": (
        "登记的发生日期 {on}；SHA-256 {digest}；原件由采购人保存",
        "of {on}; SHA-256 {digest}; the purchaser keeps the original",
    ),
    "ocds.contract-file": ("合同要素文件（合同条款的数据）", "contract file (the terms as data)"),
    "ocds.about": ("（{what}）", " ({what})"),
    "ocds.no-prefix": (
        "ocid 没有登记的前缀，只在本单位内唯一。对外发布前请加 --ocid-prefix。",
        "The ocid has no registered prefix and is unique here only. "
        "Before publishing add --ocid-prefix.",
    ),
    "foot.as-of": ("截至 {as_of}", "as of {as_of}"),
    "foot.known-at": ("，按 {known_at} 已登记的事实", ", by what had been recorded by {known_at}"),
    "foot.calendar": ("日历 {name}：已公布至 {last} 年", "calendar {name}: official to {last}"),
    "foot.code": (
        "登记簿末条校验码（前16位）：{codes}",
        "codes of the last entries (first 16 digits): {codes}",
    ),
    "foot.head": ("登记簿 {head}", "journal {head}"),
    "foot.version": ("svcctl {version}", "svcctl {version}"),
    "refusal.export.output": (
        "{format} 要写成文件：请用 -o 文件.{format} 指明。",
        "{format} is written to a file: name it with -o FILE.{format}.",
    ),
    "refusal.export.no-room": (
        "中间数据写不进 {folder}（{error}）。请腾出空间，或用环境变量 TMPDIR 另指一个文件夹。",
        "Intermediate data cannot be written to {folder} ({error}). "
        "Make room, or name another folder in TMPDIR.",
    ),
    "refusal.ocds.prefix": (
        "--ocid-prefix 形如 ocds-a1b2c3，不能是「{text}」。",
        '--ocid-prefix is of the form ocds-a1b2c3, not "{text}".',
    ),
    "refusal.ocds.only": ("{option} 只用于 --format ocds。", "{option} is for --format ocds only."),
    "refusal.ocds.publisher": (
        "采购人有 {count} 家，请用 --publisher 写明发布机构，或用 --contract 指明一份合同。",
        "These contracts have {count:purchaser|purchasers}: name the publisher with --publisher, "
        "or one contract with --contract.",
    ),
}
