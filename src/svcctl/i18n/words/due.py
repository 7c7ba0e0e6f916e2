"""The due list and the schedule: states, times, heads, totals, notes."""

WORDS = {
    "due.row-payment": ("款项", "payment"),
    "due.row-guarantee": ("退还保证金", "guarantee to go back"),
    "due.title": (
        "应付款项    截至 {as_of}（{weekday}）",
        "Payments due    as of {as_of} ({weekday})",
    ),
    "due.title@supplier": (
        "应收款项    截至 {as_of}（{weekday}）",
        "Receivables    as of {as_of} ({weekday})",
    ),
    "due.not-running": ("未起算", "not running"),
    "due.nothing": (
        "截至 {as_of} 没有应付款。下一笔：{id} {amount}，预计 {on} 前后（{how}）。",
        "Nothing to pay as of {as_of}. Next: {id} {amount}, about {on} ({how}).",
    ),
    "due.nothing@supplier": (
        "截至 {as_of} 没有应收款。下一笔：{id} {amount}，预计 {on} 前后（{how}）。",
        "Nothing to receive as of {as_of}. Next: {id} {amount}, about {on} ({how}).",
    ),
    "due.all-paid": (
        "截至 {as_of} 没有应付款，也没有尚未到期的款项。",
        "Nothing to pay as of {as_of}, and nothing still to come.",
    ),
    "due.all-paid@supplier": (
        "截至 {as_of} 没有应收款，也没有尚未到期的款项。",
        "Nothing to receive as of {as_of}, and nothing still to come.",
    ),
    "due.no-contract": (
        "截至 {as_of} 没有已签订的合同。导入：svcctl contract import 文件",
        "No contract signed as of {as_of}. Load one: svcctl contract import FILE",
    ),
    "status.projected": ("预计", "projected"),
    "status.waiting": ("待报告", "waiting"),
    "status.waiting-reports": ("待报告", "waiting"),
    "status.waiting-papers": ("待资料", "waiting"),
    "status.due": ("待付", "due"),
    "status.due@supplier": ("待收", "due in"),
    "status.overdue": ("逾期", "overdue"),
    "status.paid": ("已付清", "paid"),
    "status.paid@supplier": ("已收清", "received"),
    "status.paid-late": ("逾期付清", "paid late"),
    "status.paid-late@supplier": ("逾期收清", "received late"),
    "status.cancelled": ("不再支付", "cancelled"),
    "time.overdue": ("逾期 {days} 天", "{days:day|days} late"),
    "time.waiting-reports": ("缺 {count} 份报告", "{count} missing"),
    "time.waiting-papers": ("缺 {count} 份资料", "{count} missing"),
    "time.left": ("剩 {days} 个工作日", "{days:working day|working days}"),
    "time.today": ("今日到期", "today"),
    "status.arriving": ("已付在途", "paid, on its way"),
    "time.arriving": ("{on} 到账", "arrives {on}"),
    "time.paid": ("{on} 付清", "paid {on}"),
    "time.paid@supplier": ("{on} 收清", "received {on}"),
    "time.paid-late": ("迟 {days} 天", "{days:day|days} late"),
    "time.disputed": ("有分歧，暂不付", "disputed"),
    "time.overpaid": ("超付 {amount}", "overpaid {amount}"),
    "ahead.reports": ("待报告", "waits for reports"),
    "ahead.papers": ("待资料", "waits for papers"),
    "ahead.provisional": ("暂定", "provisional"),
    "ahead.official": ("放假安排已公布", "official calendar"),
    "head.contract": ("{title}（{id}）", "{title} ({id})"),
    "head.price": ("合同价 {total}", "Price {total}"),
    "head.paid": ("已付 {paid}", "Paid {paid}"),
    "head.paid@supplier": ("对方已付 {paid}", "Paid to us {paid}"),
    "head.payee": ("收款人 {name}", "Payee {name}"),
    "head.purchaser": ("甲方 {name}", "Purchaser {name}"),
    "head.supplier": ("乙方（收款人） {name}", "Supplier (payee) {name}"),
    "head.calendar": (
        "日历 {calendar}：{year} 年已公布，{next} 年起暂定",
        "Calendar {calendar}: official to {year}, provisional from {next}",
    ),
    "head.known-at": ("    按 {known_at} 已登记", "    as recorded by {known_at}"),
    "label.year": ("第{year}年", "Y{year} "),
    "label.H": ("第{year}年第{number}个半年", "Y{year} H{number} "),
    "label.Q": ("第{year}年第{number}季度", "Y{year} Q{number} "),
    "label.M": ("第{year}年第{number}个月", "Y{year} M{number} "),
    "label.calendar-Y": ("{year}年", "{year} "),
    "label.calendar-H": ("{year}年第{number}个半年", "{year} H{number} "),
    "label.calendar-Q": ("{year}年第{number}季度", "{year} Q{number} "),
    "label.calendar-M": ("{year}年{number}月", "{year}-{number} "),
    "time.if-renewed": ("如续签", "if renewed"),
    "time.estimate": ("{text}，待核定", "{text}, estimate"),
    "label.once": ("整个合同", "the whole contract"),
    "label.payee": ("（{name}）", " ({name})"),
    "paper.settlement": ("结算", "settlement"),
    "label.short": ("{title}{share}", "{title} {share}"),
    "label.long": ("{title}（{share}）", "{title} ({share})"),
    "label.increase": (
        "{title}（补充协议{number}增加）",
        "{title} (increase by amendment {number})",
    ),
    "hint.account": ("账户待核", "account"),
    "hint.on": ("日期", "DATE"),
    "hint.notice": ("通知.txt", "NOTICE.txt"),
    "total.payable": ("现应付（{count} 笔）", "Payable ({count})"),
    "total.payable@supplier": ("现应收（{count} 笔）", "Receivable ({count})"),
    "total.overdue": ("  其中逾期（{count} 笔）", "  overdue ({count})"),
    "total.disputed": ("有分歧，暂不付（{count} 笔）", "In dispute ({count})"),
    "total.disputed@supplier": ("有分歧（{count} 笔）", "In dispute ({count})"),
    "total.waiting-reports": ("待报告（{count} 笔）", "Waiting ({count})"),
    "total.waiting-papers": ("待资料（{count} 笔）", "Waiting ({count})"),
    "total.coming": ("即将到期（{count} 笔）", "Coming ({count})"),
    "total.all": ("合计（{count} 笔）", "Total ({count})"),
    "total.group": ("小计（{count} 笔）", "Subtotal ({count})"),
    "notes.stops": ("付款前须办", "Before paying"),
    "notes.know": ("请留意", "Please note"),
    "notes.more": ("另有 {count} 条", "and {count} more"),
    "note.account": (
        "收款账户不一致，核实前不得付款。请向乙方索取盖章的账户确认函。",
        "The documents name different payee accounts: do not pay before one is confirmed. "
        "Ask the supplier for a sealed confirmation.",
    ),
    "note.account@supplier": (
        "收款账户在文件中不一致，甲方核实前不会付款。请向甲方出具盖章的账户确认函。",
        "The documents name different payee accounts: the purchaser will not pay before one is "
        "confirmed. Send a sealed confirmation.",
    ),
    "note.account-again": (
        "收款账户不一致。上次 {on} 付款所用账户：{account}；核实前仍须核对（--confirm-account）。",
        "The documents name different payee accounts. The payment of {on} went to {account}; "
        "check it again until the finding is settled (--confirm-account).",
    ),
    "note.account-again@supplier": (
        "收款账户在文件中不一致。上次（{on}）付款所用账户：{account}。请出具盖章的账户确认函。",
        "The documents name different payee accounts. The payment of {on} came to {account}. "
        "Send a sealed confirmation.",
    ),
    "note.digits-more": (
        "（{digits} 位，较{first}多 {by} 位）",
        " ({digits:digit|digits}, {by} more than {first})",
    ),
    "note.digits-fewer": (
        "（{digits} 位，较{first}少 {by} 位）",
        " ({digits:digit|digits}, {by} fewer than {first})",
    ),
    "note.finding": (
        "{about}不一致，核实前不得付款：{values}。",
        "The documents disagree about the {about}, do not pay before it is settled: {values}.",
    ),
    "note.finding@supplier": (
        "{about}在文件中不一致：{values}。",
        "The documents disagree about the {about}: {values}.",
    ),
    "note.waiting": (
        "{id} 缺{documents}。签收后{plus} {days}内付款（{article}）。",
        "{id} lacks {documents}. Payable within {days} of receipt{plus} ({article}).",
    ),
    "note.waiting-plus": ("满 {plus}起", " plus {plus}"),
    "note.waiting-period": (
        "{id} 缺{documents}；{period}于 {last} 期满，已过 {since} 天。"
        "收齐后{plus} {days}内付款（{article}）。",
        "{id} lacks {documents}; {period} was over on {last}, {since:day|days} ago. "
        "It is due {plus}{days} after they are in ({article}).",
    ),
    "note.waiting-year": (
        "{id} 缺{documents}。第{year}年已于 {last} 期满，至今 {since} 天；"
        "签收齐全后{plus}，{days}内付款（{article}）。",
        "{id} lacks {documents}. Year {year} ended on {last}, {since:day|days} ago; "
        "payable within {days} once all are received{plus} ({article}).",
    ),
    "note.waiting-year@supplier": (
        "{id} 缺{documents}。第{year}年已于 {last} 期满，至今 {since} 天；"
        "请尽快提交，甲方签收齐全后{plus}，{days}内付款（{article}）。",
        "{id} lacks {documents}. Year {year} ended on {last}, {since:day|days} ago; "
        "hand them in: payable within {days} once the purchaser has received all{plus} "
        "({article}).",
    ),
    "note.waiting-too": (
        "{id} 缺{documents}。{when}付款；{late}（{article}）。",
        "{id} lacks {documents}. Payable {when}; {late} ({article}).",
    ),
    "note.waiting-year-too": (
        "{id} 缺{documents}。第{year}年已于 {last} 期满，至今 {since} 天；"
        "{when}付款；{late}（{article}）。",
        "{id} lacks {documents}. Year {year} ended on {last}, {since:day|days} ago; "
        "payable {when}; {late} ({article}).",
    ),
    "note.waiting-period-too": (
        "{id} 缺{documents}。{period}已于 {last} 期满，至今 {since} 天；"
        "{when}付款；{late}（{article}）。",
        "{id} lacks {documents}. {period} ended on {last}, {since:day|days} ago; "
        "payable {when}; {late} ({article}).",
    ),
    "note.running-by": ("{id}：{when}，期限 {on}。", "{id}: payable {when}; due on {on}."),
    "note.running-open": (
        "{id}：自 {on} 起可付款，合同未约定付款天数，不计逾期{law}。",
        "{id}: payable from {on} on; the contract names no number of days, so it is never "
        "late{law}.",
    ),
    "note.running-law": (
        "；法律要求不晚于 {on} 支付（{order}{article}，不是合同约定）",
        "; the law wants it paid by {on} ({order}, {article}; not the contract)",
    ),
    "note.running": (
        "{id}：{start}，次日起算 {counted}；{skipped}期限 {on}。",
        "{id}: {start}, {counted} from the next day; {skipped}due on {on}.",
    ),
    "note.running-received": ("{documents} {on} 签收齐全", "{documents} all received on {on}"),
    "note.running-from": ("自 {on} 起", "counted from {on}"),
    "note.running-forward": ("{ends} 届满，遇休息日顺延，", "they end on {ends}, a day off, "),
    "note.running-back": (
        "{ends} 届满，遇休息日提前，",
        "they end on {ends}, a day off, and are moved back, ",
    ),
    "note.running-skipped": ("{days}{name}放假不计，", "{days} off for {name}, "),
    "note.reading": (
        "* 按{choice}口径计；改按{other}口径：{effects}。",
        "* By the reading {choice}; by {other}: {effects}.",
    ),
    "note.corrected": (
        "{ids} 按更正后的条款计算：{told}（{on} 登记 {event}，原因：{reason}）。",
        "{ids}: by terms put right on {on} ({event}, {reason}): {told}.",
    ),
    "note.reading-not-running": ("尚未起算", "not running yet"),
    "note.reading-on": ("期限为 {on}", "due on {on}"),
    "note.provisional": (
        "{id} 的期限为暂定：{year} 年放假安排尚未公布，可能区间 {earliest} 至 {latest}。",
        "The deadline of {id} is provisional: no notice for {year} yet; "
        "it can fall from {earliest} to {latest}.",
    ),
    "note.provisional-fixed": (
        "{ids} 的期限为暂定：所涉年份的放假安排尚未公布，但各种可能的安排都不会改变日期。",
        "Provisional deadlines: {ids}. No notice for their year yet, "
        "but no plausible arrangement moves them.",
    ),
    "note.refund": ("{id} 曾于 {on} 退回 {amount}。", "{id}: {amount} came back on {on}."),
    "note.no-start": (
        "尚未登记服务开始通知，服务年度暂从签订日 {signed} 起算。",
        "No start notice recorded: the service years are counted from the "
        "signing on {signed} for now.",
    ),
    "note.limitation": (
        "{id} 诉讼时效至 {last} 届满（还有 {days} 天，{law}{period}）；书面催告送达后重新计算"
        "（{interruption}）。",
        "{id}: limitation ends on {last}, in {days:day|days} ({law} {period}); "
        "a demand that arrives makes it run anew ({interruption}).",
    ),
    "note.limitation-over": (
        "{id} 三年诉讼时效已于 {last} 届满（{law}{period}）；请咨询律师。",
        "{id}: limitation ended on {last} ({law} {period}); ask a lawyer.",
    ),
    "note.next": ("下一笔 {id} {amount}，{on}（{how}）。", "Next: {id} {amount}, {on} ({how})."),
    "note.duty": ("{title}，应于 {on} 前办结", "{title} (by {on})"),
    "note.duties-more": ("另 {count} 项", "{count} more"),
    "note.duties": (
        "另有逾期的应办事项 {count} 项：{items}。",
        "Obligations overdue: {count}: {items}.",
    ),
    "note.undated": (
        "尚未办结、未约定期限的应办事项 {count} 项：{items}。",
        "Obligations open, no day agreed: {count}: {items}.",
    ),
    "note.may-terminate": (
        "考核不合格的次数，自 {on} 起已够解除合同（{article}）。",
        "assessments failed so often that from {on} the contract may be ended ({article}).",
    ),
    "note.damages": (
        "{party}逾期付款违约金 {amount}{capped}：协商不成才计，现未登记协商不成。{article}{pool}",
        "Late-payment damages of the {party} {amount}{capped}: "
        "owed only once negotiation has failed, which is not recorded. {article}{pool}",
    ),
    "note.damages-owed": (
        "{party}应付违约金 {amount}{capped}。{article}{pool}",
        "Damages owed by the {party}: {amount}{capped}. {article}{pool}",
    ),
    "note.sums-owed": (
        "{party}应付 {amount}{parts}{capped}。{article}{pool}",
        "Owed by the {party}: {amount}{parts}{capped}. {article}{pool}",
    ),
    "note.damages-capped": ("（已达上限）", " (the cap is reached)"),
    "note.damages-pool": (
        "；各期合用一个累计上限，不按期另计。",
        "; one pool for all instalments.",
    ),
    "note.damages-no-pool": ("。", "."),
    "note.agreed": (
        "{id}：双方协商改为不迟于 {on} 付款，原期限 {before}。",
        "{id}: the parties agreed on {on}; by the contract it was {before}.",
    ),
    "note.disputed-all": (
        "{id}：未付的 {disputed} 都有分歧，分歧解决前不付。",
        "{id}: all of the outstanding {disputed} is disputed; not payable until that is settled.",
    ),
    "note.by-law": ("（{order}{article}）", " ({order}, {article})"),
    "note.astray": (
        "{on} 付款 {amount} 付到了各文件都没有的账户 {account}（{event}）：请追回，退回后登记退款；"
        "对方确认是其账户的，取得盖章文件后登记："
        'svcctl contract findings settle payee-account --account "开户银行 账号" '
        "--doc 名称 --file 文件。",
        "{amount} paid on {on} went to {account}, an account in no document ({event}): ask for it "
        "back and record its return, or, with a sealed paper of the payee: "
        'svcctl contract findings settle payee-account --account "BANK NUMBER" '
        "--doc TITLE --file FILE.",
    ),
    "note.misdirected": (
        "{on} 付款 {amount} 付到了经核实不用的账户 {account}（{event}）：请追回，退回后登记退款。",
        "{amount} paid on {on} went to {account}, which is not the account to use ({event}): "
        "ask for it back, and record its return.",
    ),
    "note.agreed-unproven": (
        "没有书面依据（{event}），请补：svcctl evidence add {id} --kind agreement --file 文件。",
        " No paper says so ({event}); add it: "
        "svcctl evidence add {id} --kind agreement --file FILE.",
    ),
    "note.disputed": (
        "{id}：有分歧 {disputed}，无分歧部分 {payable} 照付{law}。",
        "{id}: {disputed} is disputed; the undisputed {payable} stays due{law}.",
    ),
    "note.offset": (
        "{id}：应付 {amount}{parts}，净额 {net}。",
        "{id}: {amount} gross{parts}, {net} net.",
    ),
    "note.net-added": ("，核增 {sum}", ", {sum} added"),
    "note.net-reduced": ("，核减 {sum}", ", {sum} taken off"),
    "note.net-offset": ("，已抵扣违约金 {sum}", ", {sum} set against it"),
    "note.net-paid": ("，已付 {sum}", ", {sum} paid"),
    "note.overpaid": (
        "{id}：超付 {amount}，待退回。",
        "{id}: overpaid by {amount}, to be returned.",
    ),
    "note.force-majeure": (
        "不可抗力 {id} 自 {on} 起已 {days} 天，达到合同约定的 {limit} 天，"
        "双方应协商是否继续履行（{article}）。",
        "Force majeure {id} has lasted {days:day|days} since {on}, "
        "the contract's {limit:day is|days are} reached: "
        "both sides negotiate whether to go on ({article}).",
    ),
    "note.handed-in": (
        "{document}已于 {on} 提交，尚未签收。",
        " {document}: handed in on {on}, not received yet.",
    ),
    "note.returned": ("{document}于 {on} 退回。", " {document}: returned on {on}."),
    "note.notice": (
        "{year} 年放假安排尚未读入：{missing}。{year} 年的期限暂定。",
        "The holiday notice of {year} has not been read in: {missing}. "
        "Dates in {year} are provisional.",
    ),
    "next": ("下一步", "Next"),
    "next.findings": ("核实收款账户", "settle the payee account"),
    "next.reports": ("查看报告签收情况", "see which reports are in"),
    "next.explain": ("查看期限计算过程", "see how the deadline came about"),
    "next.record": ("付款后登记", "record the payment once made"),
    "next.record@supplier": ("到账后登记", "record the payment once arrived"),
    "next.ref": ("凭证号", "NUMBER"),
    "next.guarantee": ("退还后登记", "record it once it went back"),
    "next.guarantee@supplier": ("收回后登记", "record it once it came back"),
    "next.negotiation": ("登记协商", "record that you negotiate"),
    "schedule.what": ("付款计划表", "Payment schedule"),
    "schedule.what@supplier": ("收款计划表", "Receivables schedule"),
    "schedule.title": (
        "付款计划表    截至 {as_of}（{weekday}）    单位：元",
        "Payment schedule    as of {as_of} ({weekday})    in yuan",
    ),
    "schedule.title@supplier": (
        "收款计划表    截至 {as_of}（{weekday}）    单位：元",
        "Receivables schedule    as of {as_of} ({weekday})    in yuan",
    ),
    "schedule.sums": (
        "合计 应付 {amount}{changes}    已付 {paid}    未付 {outstanding}{over}    现应付 "
        "{payable}（其中逾期 {overdue}）",
        "Total {amount}{changes}    paid {paid}    outstanding {outstanding}{over}    payable "
        "{payable} (overdue {overdue})",
    ),
    "schedule.sums@supplier": (
        "合计 应收 {amount}{changes}    对方已付 {paid}    未收 {outstanding}{over}    现应收 "
        "{payable}（其中逾期 {overdue}）",
        "Total {amount}{changes}    paid to us {paid}    open {outstanding}{over}    receivable "
        "{payable} (overdue {overdue})",
    ),
    "schedule.added": ("    增加 {sum}", "    added {sum}"),
    "schedule.reduced": ("    核减 {sum}", "    taken off {sum}"),
    "schedule.offset": ("    抵扣 {sum}", "    set against it {sum}"),
    "schedule.overpaid": ("    超付 {sum}", "    overpaid {sum}"),
}
