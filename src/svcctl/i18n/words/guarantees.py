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
    "guarantee.sheet": ("应退保证金", "Guarantees to give back"),
    "guarantee.sheet@supplier": ("可收回的保证金", "Guarantees to come back"),
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
    "guarantee.in.cash": ("现金", "money"),
    "guarantee.in.letter": ("保函", "a letter"),
    "guarantee.in.both": ("现金和保函", "money and a letter"),
    "guarantee.step.lodge-share": (
        "应交：合同价 {of} 元的 {share}，即 {amount} 元。",
        "To lodge: contract price {of} x {share} = {amount}.",
    ),
    "guarantee.step.lodge-amount": (
        "应交：合同约定 {amount} 元。",
        "To lodge: {amount} by the contract.",
    ),
    "guarantee.step.lodged": (
        "{on} 交存{form} {amount} 元（{event}）。",
        "{on} lodged in {form}: {amount} ({event}).",
    ),
    "guarantee.step.extended": (
        "{on} 交存{form} {amount} 元，换下先到期的保函 {replaces} 元（{event}）。",
        "{on} lodged in {form}: {amount} ({event}), in place of letters of {replaces} "
        "that run out before it.",
    ),
    "guarantee.step.claimed": (
        "{on} 扣收{form} {amount} 元，不再退还（{event}）。",
        "{on} kept for good of {form}: {amount} ({event}).",
    ),
    "guarantee.step.returned": (
        "{on} 退还{form} {amount} 元（{event}）；先退的算在前面的各次。",
        "{on} given back of {form}: {amount} ({event}); it counts for the earlier parts first.",
    ),
    "guarantee.step.share": (
        "本次退还：所交{form}未扣收部分 {of} 元的 {share}，即 {worth} 元{rest}。",
        "To go back with this part: {share} of {of} lodged in {form} and not kept = {worth}{rest}.",
    ),
    "guarantee.step.share-ahead": (
        "尚未交存；按应交 {of} 元的 {share} 预计，即 {worth} 元{rest}。",
        "Nothing lodged yet; expected: {share} of {of} to be lodged = {worth}{rest}.",
    ),
    "guarantee.step.rest": (
        "，各次取整后合计须与总额一致，为 {amount} 元",
        "; {amount} of it, as the rounded parts add up to the whole",
    ),
    "guarantee.step.ended-early": (
        "合同 {on} 提前终止（{event}），不再等原定事件，以该日为准。",
        "The contract ended early on {on} ({event}); that day takes the "
        "place of what has not happened.",
    ),
    "guarantee.step.after-lodging": (
        "{to} 才交存，晚于 {from}，自 {to} 起。",
        "Lodged only on {to}, after {from}: reckoned from {to}.",
    ),
    "guarantee.step.return-by": ("退还期限：{on}。", "To go back by {on}."),
    "guarantee.step.return-by-estimated": ("预计退还期限：{on}。", "Expected to go back by {on}."),
    "guarantee.step.lodging-by": ("交纳期限：{on}。", "To be lodged by {on}."),
    "guarantee.step.lodging-by-estimated": (
        "预计交纳期限：{on}。",
        "Expected to be lodged by {on}.",
    ),
    "guarantee.step.return-projected": (
        "截至 {as_of}：预计，{left}。",
        "As of {as_of}: projected, {left}.",
    ),
    "guarantee.step.return-waiting": (
        "截至 {as_of}：待资料，{left}。",
        "As of {as_of}: waiting for papers, {left}.",
    ),
    "guarantee.step.return-due": (
        "截至 {as_of}：待退，剩 {working_days_left} 个工作日，{left}。",
        "As of {as_of}: due back, {working_days_left:working day|working days} left, {left}.",
    ),
    "guarantee.step.return-open-ended": (
        "截至 {as_of}：可退还，未约定期限，{left}。",
        "As of {as_of}: due back, without a deadline, {left}.",
    ),
    "guarantee.step.return-overdue": (
        "截至 {as_of}：逾期未退 {days_overdue} 天，{left}。",
        "As of {as_of}: {days_overdue:day|days} overdue, {left}.",
    ),
    "guarantee.step.return-paid": (
        "截至 {as_of}：{paid_on} 已退还。",
        "As of {as_of}: returned on {paid_on}.",
    ),
    "guarantee.step.return-paid-late": (
        "截至 {as_of}：{paid_on} 退还，迟 {days_late} 天。",
        "As of {as_of}: returned on {paid_on}, {days_late:day|days} late.",
    ),
    "guarantee.step.return-cancelled": (
        "截至 {as_of}：已全部扣收，不再退还。",
        "As of {as_of}: all of it was kept; nothing goes back.",
    ),
    "guarantee.step.lodging-open": (
        "截至 {as_of}：尚差 {missing} 元未交。",
        "As of {as_of}: {missing} still to be lodged.",
    ),
    "guarantee.step.lodging-overdue": (
        "截至 {as_of}：逾期未交 {days_overdue} 天，尚差 {missing} 元。",
        "As of {as_of}: {days_overdue:day|days} overdue, {missing} still to be lodged.",
    ),
    "guarantee.step.lodging-done": (
        "截至 {as_of}：{done_on} 交齐，现持有 {held} 元。",
        "As of {as_of}: lodged in full on {done_on}; {held} is held.",
    ),
    "guarantee.step.lodging-done-late": (
        "截至 {as_of}：{done_on} 交齐，晚于期限，现持有 {held} 元。",
        "As of {as_of}: lodged in full on {done_on}, late; {held} is held.",
    ),
    "guarantee.step.left": ("应退 {outstanding} 元", "to go back {outstanding}"),
    "guarantee.step.left-letter": (
        "应退现金 {outstanding} 元、保函 {outstanding_letter} 元",
        "to go back {outstanding} in money and {outstanding_letter} as paper",
    ),
}
