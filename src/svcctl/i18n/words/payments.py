"""Money recorded, annotated, come back, and the papers that payment waits for."""

WORDS = {
    "checklist.title": ("{id} 付款材料    截至 {as_of}", "Papers for {id} as of {as_of}"),
    "checklist.nothing": (
        "合同要素文件没有列出这期款项须有的材料。",
        "The contract file names no paper that this instalment needs.",
    ),
    "checklist.there": ("已有", "there"),
    "checklist.missing": ("缺", "missing"),
    "checklist.lacks": ("还缺：{items}。", "Missing: {items}."),
    "evidence.kind-invoice": ("发票", "invoice"),
    "evidence.kind-acceptance-note": ("验收书", "acceptance note"),
    "evidence.kind-award-notice": ("成交通知书", "award notice"),
    "evidence.kind-contract": ("合同", "contract"),
    "evidence.kind-account-confirmation": ("账户确认书", "account confirmation"),
    "evidence.kind-payment-application": ("付款申请单", "payment application"),
    "evidence.kind-approval": ("审批文件", "approval"),
    "refusal.payment.before-signing": (
        "{on} 的付款在签订日期 {signed} 之前。款已付出的，登记时加 --override --reason；"
        "早先登记有误的，先 svcctl audit retract 撤销。",
        "The payment of {on} comes before the signing on {signed}. If the money is gone, "
        "record it with --override --reason; if an earlier entry is wrong, "
        "take it back first: svcctl audit retract.",
    ),
    "refusal.payment.what": (
        "缺少款项或金额。写法：svcctl payments record Y1-advance --amount "
        "203000 --on 日期 --ref 凭证号",
        "the instalment or the sum is missing. Write: svcctl payments record Y1-advance --amount "
        "203000 --on DATE --ref NUMBER",
    ),
    "refusal.payment.unknown-instalment": (
        "没有款项 {instalment}。可用：{known}。",
        "there is no instalment {instalment}; there are: {known}.",
    ),
    "refusal.payment.more-than-owed": (
        "{instalment} 在 {on} 只欠 {owed} 元，{amount} 元超付。"
        "款已付出的，加 --override --reason。",
        "{instalment} owes only {owed} on {on}; {amount} is more. If the money is gone, "
        "add --override --reason.",
    ),
    "refusal.payment.same-ref": (
        "{instalment} 已用凭证号 {ref} 登记过（{event}）。不是同一笔的，请换凭证号。",
        "{instalment} has a payment with the number {ref} already ({event}). "
        "If it is another one, give another number.",
    ),
    "refusal.payment.confirm-account": (
        "收款账户不一致（{finding}），核实前不得付款。"
        "核对后加 --confirm-account，账户为：{account}。",
        "the documents disagree ({finding}): do not pay before it is settled. "
        "Once checked, add --confirm-account; the account is: {account}.",
    ),
    "refusal.payment.settled-account": (
        "账户已核实为 {account}。付到别处的，加 --override --reason。",
        "the account was settled as {account}. If it went elsewhere, add --override --reason.",
    ),
    "refusal.payment.unknown-account": (
        "文件里没有账户「{account}」。可用：{known}。",
        'no document names the account "{account}"; there are: {known}.',
    ),
    "refusal.payment.two-payees": (
        "一笔付款只能有一个收款人，这里有：{payees}。请分开登记。",
        "one transfer has one payee; these are: {payees}. Record them apart.",
    ),
    "refusal.payment.override-reason": (
        "--override 要写明 --reason。",
        "--override needs --reason.",
    ),
    "refusal.payment.arrived-order": (
        "到账日期 {arrived} 应在付款日期 {on} 至今天之间。",
        "the arrival on {arrived} must lie between the payment on {on} and today.",
    ),
    "refusal.payment.arrived-before": (
        "到账日期早于付款日期 {on}。请核对。",
        "the arrival is before the payment on {on}. Check the dates.",
    ),
    "refusal.payment.charge-known": (
        "{event} 的扣款日期已经登记为 {on}；登记错了的，用 payments reverse 撤销后重新登记。",
        "the day on which {event} was charged is on file, {on}. Where that is wrong, take the "
        "payment back with payments reverse and record it anew.",
    ),
    "refusal.payment.charged-after": (
        "扣款日期在到账日期 {on} 之后。请核对。",
        "the charge is after the arrival on {on}. Check the dates.",
    ),
    "refusal.payment.for": (
        "「{text}」应写成 款项=金额，如 Y1-advance=203000。",
        '"{text}" should be INSTALMENT=SUM, such as Y1-advance=203000.',
    ),
    "refusal.payment.for-twice": (
        "用 --for 时不再写款项，且每期只写一次。",
        "with --for, name no other instalment, and each one once.",
    ),
    "refusal.payment.for-sum": (
        "--amount {amount} 与各 --for 之和 {total} 不符。",
        "--amount {amount} is not the sum of --for, {total}.",
    ),
    "refusal.payment.annotate-what": (
        "没有可补记的。请写 --voucher、--slip、--arrived-on、--charged-on、--note 或 --file。",
        "nothing to add. Give --voucher, --slip, --arrived-on, --charged-on, --note or --file.",
    ),
    "refusal.payment.not-a-payment": (
        "{event} 不是可以这样处理的付款登记。见 svcctl audit log。",
        "{event} is no payment that this can be done to. See svcctl audit log.",
    ),
    "refusal.payment.rested-on": (
        "{by}（退款或补记）以 {event} 为据。先撤销 {by}：svcctl audit retract {by} --reason 原因",
        "{by} (a refund or a note) rests on {event}. Take {by} back first: "
        'svcctl audit retract {by} --reason "..."',
    ),
    "refusal.payment.evidence": (
        "{instalment} 还缺材料：{missing}，合同要素文件规定不齐不付。"
        "先 svcctl evidence add {instalment} --kind 种类 --file 文件；"
        "款已付出的，加 --override --reason。",
        "{instalment} lacks papers: {missing}; the contract file requires them. "
        "First svcctl evidence add {instalment} --kind KIND --file FILE; if the money is gone, "
        "add --override --reason.",
    ),
    "refusal.refund.what": (
        "缺少退回金额。写法：svcctl payments refund 登记编号 --amount 203000 --on 日期",
        "the sum that came back is missing. Write: "
        "svcctl payments refund EVENT --amount 203000 --on DATE",
    ),
    "refusal.refund.which": (
        "这笔付款对应几期，请用 --for 写明各退多少：{instalments}。",
        "the payment covers several instalments; say how much of each with --for: {instalments}.",
    ),
    "refusal.refund.too-much": (
        "{event} 中 {instalment} 还剩 {left} 元未退，不能退 {amount} 元。",
        "of {event}, {instalment} has {left} left; {amount} cannot come back.",
    ),
    "refusal.refund.before-payment": (
        "退款日期早于付款日期 {on}（{event}）。请核对。",
        "the refund is before the payment on {on} ({event}). Check the dates.",
    ),
    "refusal.evidence.kind": (
        "{instalment} 没有「{kind}」这种材料。可用：{known}。",
        "{instalment} needs no paper of kind {kind}. Known: {known}.",
    ),
}
