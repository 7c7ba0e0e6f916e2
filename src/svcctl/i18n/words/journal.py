"""The journal: kinds of facts, what they say, what was recorded, whether it is as it was."""

WORDS = {
    "recorded.done": (
        "已登记 {event}：{what}，{on}（登记人 {actor}）。{detail}",
        "Recorded {event}: {what}, {on} (by {actor}). {detail}",
    ),
    "recorded.would": (
        "将登记 {event}：{what}，{on}（登记人 {actor}）。{detail}",
        "Would record {event}: {what}, {on} (by {actor}). {detail}",
    ),
    "recorded.dry-run": ("试算（不登记）：", "Dry run, nothing recorded:"),
    "recorded.warning": ("提醒：{text}", "Note: {text}"),
    "recorded.change": ("{id} {what}：{before} -> {after}", "{id} {what}: {before} -> {after}"),
    "recorded.nothing-moved": ("  不影响各期款项。", "  No instalment changes."),
    "recorded.take-back": (
        "如登记有误，撤销（原记录保留）：",
        "If that was wrong, take it back (it stays in the journal):",
    ),
    "recorded.retract": (
        "svcctl audit retract {events} --reason 原因",
        'svcctl audit retract {events} --reason "..."',
    ),
    "kind.contract-imported": ("导入合同", "contract imported"),
    "kind.contract-corrected": ("更正合同要素", "terms corrected"),
    "kind.contract-started": ("收到服务开始通知", "start notice received"),
    "kind.finding-settled": ("核实不一致事项", "finding settled"),
    "kind.service-incident": ("事件记录", "incident"),
    "kind.service-act": ("服务记录", "service record"),
    "kind.report-submitted": ("提交报告", "report handed in"),
    "kind.report-received": ("签收报告", "report received"),
    "kind.report-returned": ("退回报告", "report returned"),
    "kind.demand-made": ("发函催告", "demanded in writing"),
    "kind.delivery-proven": ("补记送达凭证", "proof of delivery added"),
    "kind.payment-recorded": ("登记付款", "payment recorded"),
    "kind.payment-recorded@supplier": ("登记到账", "payment received"),
    "kind.payment-annotated": ("补记付款凭证", "payment annotated"),
    "kind.payment-reversed": ("冲销登记", "entry reversed"),
    "kind.payment-refunded": ("登记退款", "money came back"),
    "kind.obligation-done": ("应办事项办结", "obligation kept"),
    "kind.guarantee-lodged": ("保证金交纳", "guarantee lodged"),
    "kind.guarantee-returned": ("保证金退还", "guarantee given back"),
    "kind.guarantee-claimed": ("保证金扣收", "guarantee kept"),
    "kind.fact-retracted": ("撤销登记", "fact taken back"),
    "kind.breach-recorded": ("登记违约", "breach recorded"),
    "kind.breach-accepted": ("认定违约", "breach accepted"),
    "kind.breach-rejected": ("不认定违约", "breach rejected"),
    "kind.breach-ended": ("违约停止", "breach ended"),
    "kind.breach-contested": ("对违约有异议", "breach contested"),
    "kind.breach-appraised": ("质量鉴定", "service appraised"),
    "kind.loss-recorded": ("登记经济损失", "loss recorded"),
    "kind.negotiation-opened": ("发起协商", "negotiation opened"),
    "kind.negotiation-failed": ("协商不成", "negotiation failed"),
    "kind.negotiation-settled": ("协商达成一致", "negotiation settled"),
    "kind.force-majeure-began": ("不可抗力开始", "force majeure began"),
    "kind.force-majeure-ended": ("不可抗力结束", "force majeure ended"),
    "kind.damages-waived": ("免除违约金", "damages waived"),
    "kind.waiver-decided": ("补登免除决定", "waiver's decision added"),
    "kind.damages-settled": ("结清违约金", "damages settled"),
    "kind.damages-offset": ("抵扣违约金", "damages offset"),
    "kind.instalment-settled": ("结算", "instalment settled"),
    "kind.assessment-recorded": ("登记考核", "assessment recorded"),
    "kind.contract-renewed": ("续签", "contract renewed"),
    "fact.coefficient": ("系数", "coefficient"),
    "fact.score": ("得分", "score"),
    "fact.list_fen": ("目录价", "list price"),
    "fact.deduct": ("扣减", "deduction"),
    "fact.agreed": ("双方协议", "agreed in writing"),
    "kind.dispute-opened": ("登记分歧", "dispute opened"),
    "kind.dispute-settled": ("分歧解决", "dispute settled"),
    "kind.contract-terminated": ("解除合同", "contract terminated"),
    "kind.evidence-added": ("附件归档", "paper filed"),
    "kind.contract-amended": ("合同变更（补充协议）", "contract amended"),
    "kind.contract-closed": ("结案归档", "contract file closed"),
    "kind.calendar-adopted": ("采用随附的日历", "shipped calendar adopted"),
    "kind.calendar-notice": ("读入放假通知", "holiday notice read"),
    "kind.invoice-added": ("登记发票", "invoice added"),
    "kind.invoice-checked": ("发票查验", "invoice checked"),
    "kind.store-heads": ("自上次封存以来有新登记的各链", "chains that moved since the last seal"),
    "kind.store-sealed": ("封存各链末位校验值", "heads of all chains sealed"),
    "kind.store-doubted": ("登记时电脑时钟可疑", "the clock was in doubt"),
    "kind.store-copied": ("从别的登记簿复制", "chains copied from another store"),
    "kind.store-granted": ("授权或收回账号", "a login let in, or no longer"),
    "kind.store-used": ("改由新版本登记", "a newer version writes from here on"),
    "kind.store-salvaged": ("抢救后的缺失", "what a rescue could not save"),
    "kind.store-moved": ("登记簿迁往别处", "the store moved elsewhere"),
    "kind.store-reopened": ("登记簿重新启用", "the store was reopened"),
    "kind.store-created": ("建立登记簿", "store created"),
    "fact.holds": ("有效", "holds"),
    "fact.taken-back": ("已撤销", "taken back"),
    "fact.detail": ("{name} {value}", "{name} {value}"),
    "fact.event": ("对应", "of"),
    "fact.account-of": ("以新账户为准：{account}", "a new account holds: {account}"),
    "fact.value": ("以第{value}项为准", "value {value} holds"),
    "fact.value-of": (
        "以第{value}项为准：{source} {shown}",
        "value {value} holds: {source} {shown}",
    ),
    "fact.ref": ("凭证", "ref"),
    "fact.account": ("账户", "account"),
    "fact.payee": ("收款人", "payee"),
    "fact.voucher": ("记账凭证号", "accounting voucher"),
    "fact.slip": ("银行回单号", "bank slip"),
    "fact.doc": ("文件", "document"),
    "fact.arrived_on": ("到账", "arrived"),
    "fact.delivered_on": ("送达", "delivered"),
    "fact.sent_on": ("发出", "sent"),
    "fact.service_from": ("服务起算", "service from"),
    "fact.means": ("送达方式", "by"),
    "fact.reached_on": ("送达", "arrived"),
    "fact.corrected": ("更正版", "corrected version"),
    "fact.proof": ("凭证", "proof"),
    "fact.confirmed_by": ("核对人", "account confirmed by"),
    "fact.reason": ("原因", "reason"),
    "fact.note": ("备注", "note"),
    "fact.file": ("附件", "file"),
    "fact.charged_on": ("付款方扣款", "charged"),
    "fact.charge-unknown": ("扣款日期不详", "day of charging not known"),
    "fact.override": ("例外登记", "override"),
    "fact.bounced": ("银行退回，视为未曾付款", "sent back by the bank, never paid"),
    "fact.in-order": ("服务符合要求", "service in order"),
    "fact.not-in-order": ("服务不符合要求", "service not in order"),
    "fact.pro-rata": ("按实际服务天数结算", "settled by days served"),
    "fact.decision": ("决定文号", "decision"),
    "fact.new_due": ("商定付款日期", "new date"),
    "fact.notified_on": ("通知日期", "notified on"),
    "fact.body": ("鉴定机构", "appraised by"),
    "fact.of": ("更正的登记", "of"),
    "fact.amendment": ("补充协议", "amendment"),
    "fact.signed_on": ("签订", "signed"),
    "fact.approved_on": ("批复", "approved"),
    "fact.approval_ref": ("批复文号", "approval"),
    "fact.filed_on": ("备案", "filed"),
    "fact.list": ("清单 {name} 第 {row} 行", "list {name}, row {row}"),
    "fact.invoice": ("发票 {number}", "invoice {number}"),
    "fact.genuine": ("查验相符", "genuine"),
    "fact.not-genuine": ("查验不符", "failed"),
    "fact.times": ("{times} 次", "{times:time|times}"),
    "fact.rate": ("税率", "rate"),
    "fact.red_of": ("红冲", "cancels"),
    "fact.letter": ("保函", "letter"),
    "fact.ran_out_on": ("超时之日", "ran out on"),
    "fact.valid_until": ("有效期至", "valid until"),
    "change.amount": ("应付金额", "amount"),
    "change.due_on": ("付款期限", "due on"),
    "change.status": ("状态", "status"),
    "change.paid": ("已付金额", "paid"),
    "change.outstanding": ("未付金额", "outstanding"),
    "change.paid_on": ("付清日期", "paid on"),
    "change.days_late": ("迟付天数", "days late"),
    "change.damages": ("违约金", "damages"),
    "change.open": ("违约金余额", "damages open"),
    "change.state": ("违约金状态", "damages state"),
    "change.overpaid": ("超付金额", "overpaid"),
    "change.reduced": ("核减", "reduced"),
    "change.guarantee.amount": ("应退金额", "to go back"),
    "change.guarantee.due_on": ("退还期限", "back by"),
    "change.guarantee.status": ("状态", "status"),
    "change.guarantee.outstanding": ("未退金额", "still to go back"),
    "change.guarantee.days_late": ("迟退天数", "days late"),
    "warning.accepted-already": (
        "{proposal} 已认定为 {breach}，以本次为准。",
        "{proposal} was accepted as {breach} already; from now on this decision holds.",
    ),
    "warning.rejected-already": (
        "{proposal} 已在 {on} 不认定，以本次为准。",
        "{proposal} was rejected on {on} already; from now on this decision holds.",
    ),
    "warning.score-miss": (
        "{miss} 未兑现（{promise}），扣 {points} 分。",
        "{miss} was missed ({promise}): {points} off.",
    ),
    "warning.score-excused": (
        "{miss} 未兑现（{promise}），期间有不可抗力，不扣分。",
        "{miss} was missed ({promise}), force majeure lay over it: nothing off.",
    ),
    "warning.score-from-record": (
        "按登记的履行情况得 {score} 分；如另有评分，请写 --score 分数。",
        "The record gives {score}; type --score N where another score holds.",
    ),
    "warning.letter-undated": (
        "没有写保函有效期（--valid-until），到期前无法提醒。",
        "the letter has no last day (--valid-until): nobody will be warned before it runs out.",
    ),
    "warning.guarantee-early": (
        "{id} 尚未到退还的时候，已照登。",
        "{id} is not due to go back yet; recorded all the same.",
    ),
    "warning.before-trigger": (
        "{id} 尚未到起算日，已照登。",
        "{id} is not running yet; recorded all the same.",
    ),
    "warning.perhaps-twice": (
        "与已登记的 {event} 同日、同款、同额，又没有不同的凭证号可以区分，可能重复登记。",
        "the same day, instalment and sum as {event}, and no voucher numbers that tell them apart: "
        "perhaps recorded twice.",
    ),
    "warning.perhaps-myriad": (
        "{id}：登记的是 {amount} 元，未付金额是它的一万倍。若指万元，请撤销后重新登记。",
        "{id}: {amount} yuan were recorded, and ten thousand times that is outstanding. "
        "If ten thousands were meant, take it back and record it again.",
    ),
    "warning.no-number": (
        "没有写付款凭证号（--ref），以后难以与银行清单核对；可用 svcctl payments annotate 补记。",
        "no voucher number (--ref): it will be hard to hold against the bank's list; "
        "svcctl payments annotate adds one.",
    ),
    "warning.talks-not-opened": (
        "{id} 没有发起协商的登记，对方可能否认协商过；补记：svcctl negotiation open {id} --on 日期",
        "nothing tells that talks about {id} were held, and the other side may deny it; "
        "add their beginning: svcctl negotiation open {id} --on DATE",
    ),
    "warning.waiting": (
        "{id} 的报告尚未签收齐全，已照登。",
        "{id} still waits for reports; recorded all the same.",
    ),
    "warning.two-accounts": (
        "{name} 在文件中有不同的收款账户，请核对。",
        "the documents name different accounts for {name}: check which one was paid.",
    ),
    "warning.account-astray": (
        "账户 {account} 没有文件依据，应付款项中会一直列出，直到追回或取得收款人盖章的账户文件。",
        "no paper bears out the account {account}: the due list tells of it until the money is "
        "back or the payee has named the account under seal.",
    ),
    "warning.payee-differs": (
        "收款人写的是 {name}，与合同的收款人 {payee} 不一致，请核对是否付错。",
        "the payee is written {name}, the contract has {payee}: check who was paid.",
    ),
    "warning.charge-unknown": (
        "{id} 到账在付款期限 {due} 之后，付款方哪天扣款不详，不算迟付。"
        "查明后用 payments annotate 登记编号 --charged-on 日期 补记。",
        "{id} arrived after its deadline, {due}; the day on which the payer was charged is not "
        "known, so it does not count as late. Add the day with payments annotate EVENT "
        "--charged-on DATE.",
    ),
    "warning.same-person": (
        "登记人与账户核对人同为 {actor}，建议由他人核对。",
        "{actor} both records the payment and confirms the account; "
        "another person should confirm it.",
    ),
    "warning.served-before-signing": (
        "服务自 {on} 起，早于合同签订日期 {signed}：付款期限不早于签订日起算。",
        "service counts from {on}, before the signing on {signed}; no deadline is counted from "
        "before the signing.",
    ),
    "warning.starts-signing": (
        "本合同自签订起算服务期限，服务开始通知不影响日期。",
        "this contract's term starts with the signing; a start notice changes no date.",
    ),
    "warning.no-decision": (
        "没有写决定文号（--decision）；行政事业单位免除违约金须有决定，补登前会一直提示。",
        "No decision is named (--decision); a public body needs one, and its absence is "
        "flagged until it is added.",
    ),
    "warning.force-majeure-no-effect": (
        "合同的不可抗力条款不涉及该方，不延长期限。",
        "The contract's force majeure clause does not cover this side; no term is extended.",
    ),
    "warning.account-not-checked": (
        "收款账户尚未核对（--override 一并放行）；请补核对。",
        "the payee account was not checked (--override let that pass too); have it checked.",
    ),
    "warning.invoice-file": (
        "发票附件不是 XML、OFD 或 PDF，请核对。",
        "the invoice's file is neither XML, OFD nor PDF; check it.",
    ),
    "warning.evidence": ("{id} 还缺材料：{missing}。", "{id} lacks papers: {missing}."),
    "warning.beyond-a-tenth": (
        "补充协议累计增加 {added} 元，超过原合同价 {total} 元的百分之十（政府采购法第四十九条）。",
        "supplements add {added} together, more than 10 % of the original price {total} "
        "(Government Procurement Law art. 49).",
    ),
    "warning.keep-until": (
        "采购文件至少保存到 {until}（政府采购法第四十二条）。",
        "keep the procurement papers until {until} at least (Government Procurement Law art. 42).",
    ),
    "warning.invoice-tax": (
        "税额 {tax} 与税率 {rate} 不符，请核对",
        "the tax of {tax} is not that of a rate of {rate}",
    ),
    "warning.invoice-more": (
        "{id} 的发票共 {total} 元，超过应付 {amount} 元",
        "invoices of {id} come to {total}, more than its {amount}",
    ),
    "warning.invoice-clock": (
        "{id} 的期限从签收 {document} 起算：另用 reports receive --document {document} 登记签收",
        "the days of {id} start when {document} is received: "
        "record that with reports receive --document {document}",
    ),
    "log.title": ("登记簿，共 {count} 条", "Journal, {count:fact|facts}"),
    "fact.clock": ("（时钟可疑：{clock}）", " (the clock showed {clock})"),
    "late.title": (
        "补录：发生后超过 {over} 个工作日才登记的事项，共 {count} 条",
        "Recorded more than {over:working day|working days} after they happened: "
        "{count:fact|facts}",
    ),
    "late.nothing": ("不影响日期和金额", "moved no date and no sum"),
    "verify.ok": (
        "校验通过：{contracts} 份合同，{events} 条登记，均与登记时一致。",
        "Verified: {contracts:contract|contracts}, {events:fact|facts}, all as recorded.",
    ),
    "verify.head": ("末位校验值：{head}", "Head: {head}"),
    "verify.hidden": (
        "有 {count} 条登记的内容不对此账号开放，链仍已校验。",
        "What {count:fact says|facts say} is hidden from this login; the chains were checked.",
    ),
    "verify.closed": (
        "有 {count} 处内部说明不对此账号开放，链和其余内容仍已校验。",
        "{count:fact has|facts have} internal notes that are not shown to this login; "
        "the chains and all else were checked.",
    ),
    "verify.closed-files": (
        "有 {count} 份合同录入文件不对此账号开放，合同条款本身可以查看。",
        "{count:contract file is|contract files are} not shown to this login; "
        "the terms of the contracts are.",
    ),
    "verify.uncovered": (
        "所给的校验值没有涉及：{chains}。这些链只查了自身是否连贯。",
        "The heads given say nothing of {chains}: only that each follows from itself was checked.",
    ),
    "books.same": ("一致", "same"),
    "books.differs": ("不同", "differs"),
    "books.only-here": ("仅本册有", "only here"),
    "books.only-there": ("仅对方有", "only there"),
    "books.nothing": ("无", "nothing"),
    "books.arrived": ("{on} 到账", "arrived {on}"),
    "books.sum": ("{amount} 元", "{amount}"),
    "books.until": ("约定至 {on}", "new date {on}"),
    "books.service-from": ("服务自 {on} 起", "service from {on}"),
    "books.by-days": ("按实际服务天数结算", "settled by days served"),
    "books.price": ("合同总价 {amount} 元", "price {amount}"),
    "books.unknown": ("推算不出", "cannot be worked out"),
    "books.title": ("与对方登记核对：{path}", "Our book beside theirs: {path}"),
    "books.counts": (
        "一致 {same} 条，不同 {differs} 条，仅本册有 {only_here} 条，仅对方有 {only_there} 条。",
        "{same} the same, {differs} different, {only_here} only here, {only_there} only there.",
    ),
    "books.others": (
        "对方文件中另有 {count} 条属于本册没有的合同。",
        "{count:row|rows} of contracts that are not in our book.",
    ),
    "refusal.books.not-facts": (
        "{path} 不是 svcctl export facts --format json 写出的文件。",
        "{path} is not what svcctl export facts --format json wrote.",
    ),
    "broken.sm3": (
        "按 SM3 重算，与封存文件记下的末位校验值不符",
        "worked out anew by SM3, it is not the head that the seal has",
    ),
    "broken.signature": (
        "签名不符：不是这份文件的签名，或者签名人不在名单里",
        "no signature of this file by anybody in the list of signers",
    ),
    "verify.broken": (
        "校验不通过：{count} 处与登记时不一致。",
        "Not as recorded, in {count:place|places}.",
    ),
    "verify.at": ("  {at}：{what}", "  {at}: {what}"),
    "verify.rescued": (
        "登记簿抢救过（{event}）：{chain} 原有 {known} 条，只保住前 {kept} 条；"
        "其后的末位校验值与抢救前给出的不是同一条链",
        "Rescued ({event}): of {known:fact|facts} of {chain} the first {kept} were kept; "
        "heads behind these are not those handed out before",
    ),
    "verify.rescued-gaps": (
        "登记簿抢救过（{event}）：原文件有内容读不出，各链末尾可能少了登记，请与抢救前给出的末位校验值核对",
        "Rescued ({event}): parts of the old file were gone, and chains may lack their last facts: "
        "hold them against heads handed out before",
    ),
    "verify.doubts": (
        "存疑 {count} 处（各链本身连贯，但请核实）：",
        "In doubt, in {count:place|places} (the chains hang together; find out why):",
    ),
    "doubt.calendar": (
        "当年采用的日历与本版本所带的不同：",
        "the days off adopted here are not those that come with this version: ",
    ),
    "doubt.impossible": ("现在不会准予登记：", "it would not be recorded now: "),
    "doubt.more": ("还有更多不会准予登记的事项", "there is more that would not be recorded now"),
    "doubt.newer": (
        "由较新版本登记，本版本不认得，没有复核",
        "recorded by a newer version that this one does not know: not replayed",
    ),
    "doubt.too-early": ("发生日期晚于登记的时间", "recorded before the day on which it happened"),
    "doubt.clock": (
        "登记时电脑时钟与上一条登记对不上，登记时间不可信",
        "recorded by a clock that does not fit the facts before it: do not rely on its time",
    ),
    "doubt.nonsense": (
        "不合规范，任何版本的 svcctl 都不会这样登记，不计入：",
        "no svcctl would have recorded it so, and it counts for nothing: ",
    ),
    "refusal.fact.of-kind": ("读不成{what}", "cannot be read as {what}"),
    "doubt.spelling": (
        "内容的写法与 svcctl 的不同（多出空白，或同一项写了两次）",
        "not spelled as svcctl spells it: a blank more, or a key that stands twice",
    ),
    "doubt.aside-missing": (
        "自称另有内部说明，其实没有",
        "it says that an internal note stands beside it, and there is none",
    ),
    "doubt.terms": (
        "条款未经 svcctl 核对：contract check 会指出错误，合同可能算不出来",
        "no svcctl checked these terms: contract check would find errors, and the contract may not "
        "be worked out",
    ),
    "doubt.evidence-missing": (
        "登记所附的文件从未交来，或者不见了",
        "the file that it names was never handed in, or is gone",
    ),
    "fact.closed": ("另有内部说明，不对此账号开放", "internal notes are not shown to this login"),
    "fact.not-read": ("读不出，不计入", "cannot be read, counts for nothing"),
    "fact.unread": (
        "注意：{event}（{what}）读不出，不计入。",
        "Note: {event} cannot be read as {what} and counts for nothing.",
    ),
    "fact.unread-newer": (
        "注意：{event}（{what}）有本版本不认得的内容，不计入。",
        "Note: {event} ({what}) says what this version does not know, and counts for nothing.",
    ),
    "fact.unread-more": (
        "注意：另有 {count} 条读不出，不计入：svcctl audit verify",
        "Note: {count:fact|facts} more cannot be read and count for nothing: svcctl audit verify",
    ),
    "fact.not-worked-out": ("（条款未经核对，算不出来）", " (nobody checked its terms)"),
    "fact.left-out": (
        "注意：合同 {contract} 算不出来，这里没有列入：{event} 的条款未经 svcctl 核对："
        "svcctl audit verify",
        "Note: contract {contract} cannot be worked out and is not in this answer, as no svcctl "
        "checked the terms of {event}: svcctl audit verify",
    ),
    "fact.left-out-more": (
        "注意：另有 {count} 份合同算不出来，这里没有列入：svcctl audit verify",
        "Note: {count:contract|contracts} more cannot be worked out and are not in this answer: "
        "svcctl audit verify",
    ),
    "refusal.fact.left-out": (
        "合同 {contract} 算不出来：{event} 的条款未经 svcctl 核对。"
        "收回这一条：svcctl audit retract {event} --reason 理由",
        "Contract {contract} cannot be worked out, as no svcctl checked the terms of {event}. "
        "Take it back: svcctl audit retract {event} --reason WHY",
    ),
    "broken.seal": (
        "当日封存的各链末位校验值，与现有登记不符",
        "the heads sealed that day are not those of the facts that stand now",
    ),
    "doubt.unsealed": (
        "自称的登记时间早于一次封存，封存时却没有这一条：是后来补入的，或者时钟慢了",
        "says it was recorded before a seal that does not know it: put in later, or by a clock "
        "that was behind",
    ),
    "broken.aside": ("内部说明被改动", "the internal note of the fact was changed"),
    "broken.aside-missing": ("内部说明不见了", "the internal note of the fact is gone"),
    "broken.aside-stray": ("多出没有登记的内部说明", "an internal note that no fact names"),
    "broken.cut-off": ("这一条已不在，链尾被截短", "this fact is gone: the chain was cut off"),
    "broken.evidence": ("附件内容与其 SHA-256 不符", "the file's bytes do not match their SHA-256"),
    "broken.evidence-missing": ("登记所附的文件不见了", "the file that the fact names is gone"),
    "broken.evidence-stray": ("多出没有登记的附件", "a file that no fact names"),
    "broken.hash": ("登记内容与校验值不符", "the fact does not match its hash"),
    "broken.head": ("与所给的末位校验值不符", "it does not match the head given"),
    "broken.nonsense": (
        "读不出，任何版本的 svcctl 都不会这样登记，不计入",
        "it cannot be read, no svcctl would have recorded it so, and it counts for nothing",
    ),
    "broken.spelling": (
        "内容的写法与 svcctl 的不同（多出空白，或同一项写了两次）",
        "not spelled as svcctl spells it: a blank more, or a key that stands twice",
    ),
    "broken.link": ("与上一条接不上", "it does not follow the fact before it"),
    "broken.payload": ("登记的具体内容被改动", "what the fact says was changed"),
    "broken.payload-missing": ("登记的具体内容不见了", "what the fact says is gone"),
    "broken.list": (
        "登记簿旁的清单与登记不符，登记本身无误：svcctl store rebuild",
        "a list beside the journal says something else; the journal itself is sound: "
        "svcctl store rebuild",
    ),
    "broken.schema": ("数据表或保护触发器被改动", "tables or guarding triggers were changed"),
    "broken.stray": ("多出没有登记的内容", "content without a fact"),
    "broken.structure": ("数据库文件结构损坏", "the database file is damaged"),
    "broken.time": ("登记时间早于上一条", "recorded earlier than the fact before it"),
    "broken.unreadable": ("此处无法读取，文件损坏", "not readable here: the file is damaged"),
    "refusal.fact.future": (
        "{on} 在今天（{today}）之后，还没有发生，不能登记。",
        "{on} is after today ({today}): it has not happened and cannot be recorded.",
    ),
    "refusal.fact.calendar-years": ("{years} 年", "{years}"),
    "refusal.fact.no-sum": (
        "{event} 的金额 {amount} 不大于零，不能登记。",
        "{event} has the sum {amount}, which is not above nought: it cannot be recorded.",
    ),
    "refusal.fact.nonsense": (
        "合同 {contract} 的条款算不出付款计划。",
        "no schedule follows from the terms of {contract}.",
    ),
    "refusal.fact.before-signing": (
        "{on} 在签订日期 {signed} 之前，不能登记。请核对日期。",
        "{on} is before the signing on {signed}: it cannot be recorded. Check the date.",
    ),
    "refusal.fact.twice": (
        "已登记过（{event}，{on}）。如前一次有误，先撤销："
        "svcctl audit retract {event} --reason 原因",
        "recorded already ({event}, {on}). If that was wrong, first: "
        'svcctl audit retract {event} --reason "..."',
    ),
    "refusal.fact.unknown": (
        "没有有效的登记 {event}（不存在或已撤销）。见 svcctl audit log。",
        "there is no event {event} that holds (none such, or taken back). See svcctl audit log.",
    ),
    "refusal.fact.closed": (
        "合同已于 {on} 结案归档（{event}），不能再登记。要登记先撤销结案："
        "svcctl audit retract {event} --reason 原因",
        "the contract's file was closed on {on} ({event}) and takes no further facts. "
        'Take the closing back first: svcctl audit retract {event} --reason "..."',
    ),
    "refusal.fact.rests-on-nothing": (
        "{event} 依据的 {what} 已不存在。",
        "{event} rests on {what}, which is not there.",
    ),
    "refusal.audit.bad-head": (
        "末位校验值「{head}」看不懂，应为 合同@序号:校验值。",
        'the head "{head}" is not clear; it should be CHAIN@NUMBER:HASH.',
    ),
    "refusal.known-at.before-store": (
        "那时登记簿还没有建立，什么也没有登记。请用更晚的 --known-at。",
        "the store was not there yet at that time; nothing had been recorded. "
        "Give a later --known-at.",
    ),
    "retract.many": (
        "已撤销该次导入的 {count} 条登记（{first} 至 {last} 为撤销记录，原记录保留）。",
        "Took back {count:fact|facts} of that import, by {first} to {last}; "
        "they stay in the journal.",
    ),
    "retract.would-be-many": (
        "试算，未登记：将撤销该次导入的 {count} 条登记。",
        "A trial, nothing was recorded: {count:fact|facts} of that import would be taken back.",
    ),
    "refusal.retract.what": (
        "请写登记编号，或用 --import 写整次导入的清单（SHA-256），二者选一。",
        "name the events, or a whole import with --import; one of the two.",
    ),
    "refusal.retract.digest": (
        "--import 要写清单的 SHA-256（至少前 8 位），导入时和 audit log --format json 里有；"
        "读到的是「{text}」",
        "--import takes the SHA-256 of a list, 8 digits at the least, as the import and "
        "audit log --format json show it, not {text!r}",
    ),
    "refusal.retract.no-import": (
        "没有登记是从 SHA-256 以 {digest} 开头的清单导入的，或都已撤销。",
        "no fact that holds came from a list whose SHA-256 begins with {digest}.",
    ),
    "refusal.retract.imports": (
        "有几份清单的 SHA-256 以 {digest} 开头：{digests}。请多写几位。",
        "several lists begin with {digest}: {digests}. Write more digits.",
    ),
    "refusal.retract.terms": (
        "{event} 是合同本身，还有登记以它为据，不能撤销。录错的用 svcctl contract correct。",
        "{event} is the contract itself and other facts rest on it. "
        "Put right what was typed wrongly with svcctl contract correct.",
    ),
    "refusal.retract.own-chain": (
        "{event} 是登记簿自己的记录，不能撤销。",
        "{event} is the store's own record and cannot be taken back.",
    ),
}
