"""Guarantees: money or letters that the supplier lodges, and when they go back."""

WORDS = {
    "guarantee.title": ("保证金", "Guarantee"),
    "guarantee.label": ("{title}（第{number}次，{share}）", "{title} ({number}, {share})"),
    "guarantee.title-list": ("保证金    截至 {as_of}", "Guarantees    as of {as_of}"),
    "guarantee.none": (
        "截至 {as_of}，合同没有约定保证金。",
        "No contract asks for a guarantee as of {as_of}.",
    ),
    "guarantee.heading": (
        "应退保证金（乙方交存，不计入应付合计）",
        "Guarantees to give back (the supplier's, in no total of payments)",
    ),
    "guarantee.heading@supplier": (
        "可收回的保证金（我方交存，不计入应收合计）",
        "Guarantees to come back (ours, in no total of receivables)",
    ),
    "guarantee.sums": (
        "应退合计（{count} 笔）：{outstanding} 元",
        "To go back ({count}): {outstanding}",
    ),
    "guarantee.sums-overdue": (
        "应退合计（{count} 笔）：{outstanding} 元，其中逾期未退 {overdue} 元",
        "To go back ({count}): {outstanding}, of it overdue {overdue}",
    ),
    "guarantee.return-line": (
        "{id}  {title}：应退 {amount} 元，退还期限 {on}，{status}",
        "{id}  {title}: {amount} to go back by {on}, {status}",
    ),
    "guarantee.status.projected": ("预计", "projected"),
    "guarantee.status.waiting": ("待资料", "waiting"),
    "guarantee.status.due": ("待退", "due back"),
    "guarantee.status.overdue": ("逾期未退", "overdue"),
    "guarantee.status.paid": ("已退还", "returned"),
    "guarantee.status.paid-late": ("逾期退还", "returned late"),
    "guarantee.status.cancelled": ("不再退还", "nothing left"),
    "guarantee.returned-on": ("{on} 退还", "returned {on}"),
    "guarantee.form.letter": ("{text}（保函）", "{text} (letter)"),
    "guarantee.form.both": ("{text}（另有保函）", "{text} (and a letter)"),
    "guarantee.letter-ends": (
        "{title}保函 {ref}（{amount} 元）{until} 到期，还有 {days} 天，"
        "尚未到退还的时候：请乙方办理展期。",
        "The letter {ref} for {title} ({amount}) runs out on {until}, in {days:day|days}, before "
        "it is to go back: ask the supplier to extend it.",
    ),
    "guarantee.letter-over": (
        "{title}保函 {ref}（{amount} 元）已于 {until} 到期，过期 {days} 天，尚未到退还的时候："
        "请乙方补交。",
        "The letter {ref} for {title} ({amount}) ran out on {until}, {days:day|days} ago, before "
        "it was to go back: ask the supplier for another.",
    ),
    "refusal.guarantee.unknown": (
        "没有保证金 {guarantee}。可用：{known}。",
        "there is no guarantee {guarantee}; there are: {known}.",
    ),
    "refusal.guarantee.lodged-already": (
        "{guarantee} 只差 {missing} 元，不能再交 {amount} 元；确已到账的，加 --override --reason。",
        "only {missing} of {guarantee} is missing, not {amount}; where it is there all the same, "
        "add --override --reason.",
    ),
    "refusal.guarantee.same-ref": (
        "{guarantee} 的凭证号 {ref} 已登记过（{event}），同一笔不能登记两次。",
        "number {ref} is recorded for {guarantee} already ({event}); the same cannot come twice.",
    ),
    "refusal.guarantee.return-more": (
        "{on} 只持有 {guarantee} {held} 元，不能退 {amount} 元。",
        "{held} of {guarantee} was held on {on}: {amount} cannot go back.",
    ),
    "refusal.guarantee.claim-more": (
        "{on} 只持有 {guarantee} {held} 元，不能扣 {amount} 元。",
        "{held} of {guarantee} was held on {on}: {amount} cannot be kept.",
    ),
    "refusal.guarantee.cash-valid": (
        "{guarantee}：现金没有有效期；交的是保函的，加 --form letter。",
        "{guarantee}: money is not valid until a day; for a letter add --form letter.",
    ),
    "refusal.guarantee.valid-before": (
        "{guarantee} 的保函 {until} 到期，早于交存日 {on}。",
        "the letter for {guarantee} runs out on {until}, before it was lodged on {on}.",
    ),
    "refusal.guarantee.which-form": (
        "{guarantee} 既有现金又有保函，请写 --form cash 或 --form letter。",
        "money and a letter are held of {guarantee}: say --form cash or --form letter.",
    ),
    "refusal.guarantee.return-what": (
        "{guarantee} 现在没有到退还时候的，要提前退请写 --amount。",
        "nothing of {guarantee} is due to go back; to give it back early say --amount.",
    ),
    "refusal.guarantee.claim-what": (
        "扣收 {guarantee} 请写 --amount。",
        "say how much of {guarantee} is kept: --amount.",
    ),
    "refusal.guarantee.no-payment": (
        "{guarantee} 是保证金，不是付款：svcctl guarantee return {guarantee}。",
        "{guarantee} is a guarantee, no payment: svcctl guarantee return {guarantee}.",
    ),
    "refusal.guarantee.lodge-it": (
        "保证金交纳请用 svcctl guarantee lodge {guarantee}。",
        "that a guarantee came in is recorded by svcctl guarantee lodge {guarantee}.",
    ),
}
