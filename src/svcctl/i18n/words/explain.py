"""How an instalment's date and sum came about, step by step."""

WORDS = {
    "explain.title": ("{id} {title}    截至 {as_of}", "{id} {title}    as of {as_of}"),
    "explain.article": ("依据：合同{article}。", "Article: {article} of the contract."),
    "explain.amount-year": (
        "金额：第{year}年服务费 {of} 元的 {share}，即 {worth} 元{rest}。",
        "Amount: fee of year {year} {of} x {share} = {worth}{rest}.",
    ),
    "explain.amount-contract": (
        "金额：合同价 {of} 元的 {share}，即 {worth} 元{rest}。",
        "Amount: contract price {of} x {share} = {worth}{rest}.",
    ),
    "explain.reading": (
        "执行口径（{question}）：{choice}，{source}。",
        "Reading ({question}): {choice}, {source}.",
    ),
    "explain.year": (
        "第{year}年：自 {from} 起，当日不计入，最后一日为 {last}"
        "（民法典第二百零一条、第二百零二条）。",
        "Year {year}: from {from}, that day not counted, to its last day {last} (Civil Code 201, "
        "202).",
    ),
    "explain.received": ("{document}：{on} 签收。", "{document}: received on {on}."),
    "explain.missing": ("{document}：未签收。", "{document}: not received."),
    "explain.not-running": (
        "未起算：缺{missing}，签收齐全后才起算。",
        "Not running: {missing} missing; the days start when all are received.",
    ),
    "explain.event": ("起算事件：{event}，{on}。", "Starts with: {event}, {on}."),
    "explain.event-ahead": (
        "起算事件：{event}，尚未发生，暂按 {on} 估计。",
        "Starts with: {event}, not yet happened, taken as {on}.",
    ),
    "explain.event-unknown": (
        "起算事件：{event}，尚未发生，日期无从估计。",
        "Starts with: {event}, not yet happened, date unknown.",
    ),
    "explain.sum-share": ("{period}：按 {text} 计，{fee} 元。", "{period}: {text}, {fee}."),
    "explain.sum-shares": (
        "{period}：按合同所列比例计，{fee} 元。",
        "{period}: by its share, {fee}.",
    ),
    "explain.sum-amount": ("{period}：合同约定 {fee} 元。", "{period}: {fee} by the contract."),
    "explain.sum-up-to": (
        "{period}：付至 {of} 元的 {text}，减去列在前面的各期，为 {fee} 元。",
        "{period}: up to {text} of {of}, less what stands before it: {fee}.",
    ),
    "explain.sum-up-to-anew": (
        "{period}：付至 {text}，前面的各期以结算为准，重新计算为 {fee} 元。",
        "{period}: up to {text}, anew by what was settled of those before it: {fee}.",
    ),
    "explain.sum-fee": (
        "{period}：以结算为准，暂估 {fee} 元。",
        "{period}: as it will be settled, estimated at {fee}.",
    ),
    "explain.no-estimate": (
        "{period}：以结算为准，合同没有暂估金额。",
        "{period}: as it will be settled; the contract gives no estimate.",
    ),
    "explain.collects": (
        "付出各期留存的款项，共 {amount} 元。",
        "Pays out what was kept of the others: {amount}.",
    ),
    "explain.payee": (
        "{payee} 所得部分：{whole} 元中的 {fee} 元。",
        "The part of {payee}: {fee} of {whole}.",
    ),
    "explain.kept": (
        "其中留存 {kept} 元：{fee} 元 − {kept} 元 = {amount} 元。",
        "{kept} of it is kept: {fee} - {kept} = {amount}.",
    ),
    "explain.settled-amount": (
        "{on} 结算（{event}）：核定 {found} 元。",
        "Settled on {on} ({event}): {found}.",
    ),
    "explain.settled-coefficient": (
        "{on} 结算（{event}）：{fee} 元 x {coefficient} = {found} 元。",
        "Settled on {on} ({event}): {fee} x {coefficient} = {found}.",
    ),
    "explain.settled-score": (
        "{on} 考核（{event}）：得 {score} 分，{fee} 元计为 {found} 元。",
        "Assessed on {on} ({event}): a score of {score}; {fee} become {found}.",
    ),
    "explain.settled-quantities": (
        "{on} 结算（{event}）：{items}，共 {found} 元。",
        "Settled on {on} ({event}): {items}; {found} in all.",
    ),
    "explain.settled-list": (
        "{on} 结算（{event}）：按目录价 {list} 元下浮后为 {found} 元。",
        "Settled on {on} ({event}): {list} at list prices, {found} after the discount.",
    ),
    "explain.settled-deduction": (
        "{on} 结算（{event}）：以 {found} 元为准。",
        "Settled on {on} ({event}), from {found}.",
    ),
    "explain.settled-less": (
        "扣减：{found} 元 − {deducted} 元 = {left} 元。",
        "Less the deduction: {found} - {deducted} = {left}.",
    ),
    "explain.settled-less-all": (
        "扣减 {deducted} 元，多于 {found} 元，扣至零。",
        "Less the deduction of {deducted}, more than {found}: nothing is left.",
    ),
    "explain.settled-reduced": ("比合同金额少 {by} 元。", "{by} less than by the contract."),
    "explain.settled-added": ("比合同金额多 {by} 元。", "{by} more than by the contract."),
    "explain.served-period": (
        "{on} 提前终止（{event}）：{period}共 {days} 天，服务 {served} 天，"
        "{of} 元 x {served}/{days} = {earned} 元；本期保留 {stays} 元，核减 {amount} 元。",
        "Ended early on {on} ({event}): of {days:day|days} of {period}, {served} served; "
        "{of} x {served}/{days} = {earned}; {stays} of this instalment stays, {amount} taken off.",
    ),
    "explain.period": (
        "{period}：{from} 起，{last} 期满；期满之后才算。",
        "{period}: from {from}, over on {last}; its end is waited for.",
    ),
    "explain.plus": (
        "自 {after} 顺延 {counted}，至 {to}。",
        "Moved on by {counted} from {after}, to {to}.",
    ),
    "explain.plus-first-day": (
        "自 {after} 起（当日计入）满 {counted}，至 {to}。",
        "{counted} from {after}, that day included, to {to}.",
    ),
    "explain.start": (
        "{on} 为起算日，当日不计入，自次日起算（民法典第二百零一条）。",
        "Counted from {on}, that day not included (Civil Code 201).",
    ),
    "explain.start-estimated": (
        "预计 {on} 为起算日，当日不计入，自次日起算（民法典第二百零一条）。",
        "Expected to be counted from {on}, that day not included (Civil Code 201).",
    ),
    "explain.count": ("共计 {counted}，日历 {calendar}。", "{counted}, calendar {calendar}."),
    "explain.rule-day": (
        "约定{counted}：以 {from} 所在月份为准，即 {on}。",
        "Agreed: {counted}, by the month of {from}: {on}.",
    ),
    "explain.rule-working_day": (
        "约定{counted}内：以 {from} 所在月份为准，最后一个是 {on}。",
        "Agreed: within {counted}, by the month of {from}; the last of them is {on}.",
    ),
    "explain.rule-date": (
        "约定每年 {counted}：自 {from} 起（含当日）首个是 {on}。",
        "Agreed: {counted}; the first from {from} on, that day included, is {on}.",
    ),
    "explain.rule-on": ("合同列明本笔日期：{on}。", "The contract names the day: {on}."),
    "explain.rule-agreed": (
        "合同未约定付款天数：自 {on} 起可付款，没有期限，不计逾期。",
        "No number of days agreed: payable from {on} on, without a deadline and never late.",
    ),
    "explain.rule-agreed-estimated": (
        "合同未约定付款天数：预计自 {on} 起可付款，没有期限，不计逾期。",
        "No number of days agreed: expected to be payable from {on} on, without a deadline and "
        "never late.",
    ),
    "explain.put-off-papers": (
        "资料 {since} 才签收齐全，晚于 {from}，改为 {to}。",
        "The last paper came on {since}, after {from}: {to} instead.",
    ),
    "explain.put-off-year": (
        "服务年度 {since} 才期满，晚于 {from}，改为 {to}。",
        "The year is over on {since}, after {from}: {to} instead.",
    ),
    "explain.put-off-signing": (
        "{from} 早于 {since} 签订合同，改自签订日算：{to}。",
        "{from} is before the signing on {since}: counted from the signing, {to}.",
    ),
    "explain.put-off-lodging": (
        "{since} 才交存，晚于 {from}，改为 {to}。",
        "Lodged only on {since}, after {from}: {to} instead.",
    ),
    "explain.put-off-amendment": (
        "补充协议 {since} 才生效，{from} 不作数，改为 {to}。",
        "The amendment is in force from {since}, so {from} does not count: {to} instead.",
    ),
    "explain.moved-forward": (
        "{from} 是休息日，按合同约定顺延至 {to}。",
        "{from} is a day off: moved on to {to}, as the contract says.",
    ),
    "explain.moved-back": (
        "{from} 是休息日，按合同约定提前至 {to}。",
        "{from} is a day off: moved back to {to}, as the contract says.",
    ),
    "explain.moved-back-held": (
        "{from} 是休息日，按合同约定提前，但不早于起算之日，为 {to}。",
        "{from} is a day off: moved back as the contract says, not to before the day counted "
        "from: {to}.",
    ),
    "explain.by-law": (
        "法律要求不晚于 {on} 支付（{order}{article}）：属法律规定，不是合同约定。",
        "The law wants it paid by {on} ({order}, {article}): law, not contract.",
    ),
    "explain.skipped": ("{from} 不计：{why}。", "{from} not counted: {why}."),
    "explain.skipped-run": ("{from} 至 {to} 不计：{why}。", "{from} to {to} not counted: {why}."),
    "explain.worked": ("{from} 计入：{why}。", "{from} counted: {why}."),
    "explain.worked-run": ("{from} 至 {to} 计入：{why}。", "{from} to {to} counted: {why}."),
    "explain.moved": (
        "{from} 是休息日，顺延至 {to}（民法典第二百零三条，执行口径 day-off）。",
        "{from} is a day off: moved to {to} (Civil Code 203, reading day-off).",
    ),
    "explain.deadline": ("付款期限：{on}。", "Due on {on}."),
    "explain.deadline-before": ("原付款期限：{on}。", "By the contract due on {on}."),
    "explain.deadline-estimated": ("预计付款期限：{on}。", "Expected to be due on {on}."),
    "explain.basis-official": (
        "日历已公布。来源：{sources}。",
        "The calendar is official. Source: {sources}.",
    ),
    "explain.basis-provisional": (
        "日历暂定：放假安排尚未公布，期限可能在 {earliest} 至 {latest} 之间。来源：{sources}。",
        "The calendar is provisional: no notice yet; the date can fall from {earliest} to "
        "{latest}. Source: {sources}.",
    ),
    "explain.basis-provisional-fixed": (
        "日历暂定：放假安排尚未公布，但各种可能的安排都不会改变这一天。来源：{sources}。",
        "The calendar is provisional: no notice yet, but no plausible arrangement moves the "
        "date. Source: {sources}.",
    ),
    "explain.payment": ("{on} 付款 {amount} 元（{event}）。", "{on} paid {amount} ({event})."),
    "explain.payment@supplier": (
        "{on} 对方付款 {amount} 元（{event}）。",
        "{on} paid to us {amount} ({event}).",
    ),
    "explain.on-its-way": (
        "{on} 付款 {amount} 元（{event}），{arrives_on} 到账，按到账之日计，尚未计入。",
        "{on} paid {amount} ({event}); arrives on {arrives_on} and counts from then on.",
    ),
    "explain.arrived": ("{on} 到账 {amount} 元（{event}）。", "{on} arrived {amount} ({event})."),
    "explain.refund": ("{on} 退回 {amount} 元（{event}）。", "{on} came back {amount} ({event})."),
    "explain.bounced": (
        "{on} 银行退回 {amount} 元，视为未曾付款（{event}）。",
        "{on} the bank sent back {amount}: it never counted as paid ({event}).",
    ),
    "explain.astray": (
        "{on} 所付款项的账户 {account} 没有文件依据，尚未追回（{event}）。",
        "{on} paid to {account}, which no paper bears out; it is not back ({event}).",
    ),
    "explain.agreed-unproven": (
        "商定的付款日期没有书面依据，待补（{event}）。",
        "No paper bears out the date agreed on yet ({event}).",
    ),
    "explain.verdict-projected": (
        "截至 {as_of}：预计，尚未到起算日，未付 {outstanding} 元。",
        "As of {as_of}: projected, not running yet, outstanding {outstanding}.",
    ),
    "explain.verdict-waiting": (
        "截至 {as_of}：待报告，未付 {outstanding} 元。",
        "As of {as_of}: waiting for reports, outstanding {outstanding}.",
    ),
    "explain.verdict-waiting-papers": (
        "截至 {as_of}：待资料，未付 {outstanding} 元。",
        "As of {as_of}: waiting for papers, outstanding {outstanding}.",
    ),
    "explain.verdict-waiting-papers-unsettled": (
        "截至 {as_of}：待资料，金额尚待结算。",
        "As of {as_of}: waiting for papers; its sum is still to be settled.",
    ),
    "explain.verdict-due": (
        "截至 {as_of}：待付 {outstanding} 元，剩 {working_days_left} 个工作日。",
        "As of {as_of}: due, outstanding {outstanding}, "
        "{working_days_left:working day|working days} left.",
    ),
    "explain.verdict-open": (
        "截至 {as_of}：可付款，未约定期限，未付 {outstanding} 元。",
        "As of {as_of}: payable, without a deadline, outstanding {outstanding}.",
    ),
    "explain.verdict-disputed": (
        "截至 {as_of}：付款期限已过，未付 {outstanding} 元均有分歧。",
        "As of {as_of}: past its date; what is outstanding, {outstanding}, is all disputed.",
    ),
    "explain.verdict-projected-unsettled": (
        "截至 {as_of}：预计，尚未到起算日，金额尚待结算。",
        "As of {as_of}: projected, not running yet; its sum is still to be settled.",
    ),
    "explain.verdict-waiting-unsettled": (
        "截至 {as_of}：待报告，金额尚待结算。",
        "As of {as_of}: waiting for reports; its sum is still to be settled.",
    ),
    "explain.verdict-due-unsettled": (
        "截至 {as_of}：金额尚待结算，付款期限剩 {working_days_left} 个工作日。",
        "As of {as_of}: its sum is still to be settled, "
        "{working_days_left:working day|working days} left.",
    ),
    "explain.verdict-open-unsettled": (
        "截至 {as_of}：可付款，未约定期限，金额尚待结算。",
        "As of {as_of}: payable, without a deadline; its sum is still to be settled.",
    ),
    "explain.verdict-disputed-unsettled": (
        "截至 {as_of}：付款期限已过，金额尚待结算。",
        "As of {as_of}: past its date; its sum is still to be settled.",
    ),
    "explain.verdict-overdue": (
        "截至 {as_of}：逾期 {days_overdue} 天，未付 {outstanding} 元。",
        "As of {as_of}: {days_overdue:day|days} overdue, outstanding {outstanding}.",
    ),
    "explain.verdict-cancelled": (
        "截至 {as_of}：合同已解除，不再支付{over}。",
        "As of {as_of}: cancelled; the contract was terminated{over}.",
    ),
    "explain.verdict-paid": ("截至 {as_of}：已付清{over}。", "As of {as_of}: paid{over}."),
    "explain.verdict-paid-late": (
        "截至 {as_of}：{paid_on} 付清，迟 {days_late} 天{over}。",
        "As of {as_of}: paid on {paid_on}, {days_late:day|days} late{over}.",
    ),
    "explain.over": ("，超付 {overpaid} 元，待退回", "; overpaid by {overpaid}, to be returned"),
    "explain.agreed": ("双方协商改为不迟于 {on} 付款。", "The parties agreed on {on} instead."),
    "explain.offset": (
        "{on} 抵扣 {amount} 元（{event}）。",
        "{amount} set against it on {on} ({event}).",
    ),
    "explain.was-submit": (
        "{document}：{on} 提交（{event}）。",
        "{document}: handed in on {on} ({event}).",
    ),
    "explain.was-receive": (
        "{document}：{on} 曾签收（{event}）。",
        "{document}: received on {on} ({event}).",
    ),
    "explain.was-return": (
        "{document}：{on} 退回（{event}）。",
        "{document}: returned on {on} ({event}).",
    ),
    "explain.amount-part": (
        "金额：第{year}年服务费 {of} 元的 {share}，即 {worth} 元{rest}；"
        "因补充协议分 {parts} 笔支付，本笔 {amount} 元。",
        "Amount: {share} of year {year}'s fee of {of}, {worth}{rest}; "
        "by the amendment in {parts:part|parts}, this one {amount}.",
    ),
    "explain.amount-part-contract": (
        "金额：合同价 {of} 元的 {share}，即 {worth} 元{rest}；"
        "因补充协议分 {parts} 笔支付，本笔 {amount} 元。",
        "Amount: {share} of the contract price of {of}, {worth}{rest}; "
        "by the amendment in {parts:part|parts}, this one {amount}.",
    ),
    "explain.corrected": (
        "更正：{told}（{on} 登记 {event}，原因：{reason}）。",
        "Corrected on {on} ({event}, {reason}): {told}.",
    ),
    "explain.rest": (
        "，各笔取整后合计须与总额一致，为 {comes} 元",
        "; {comes} of it, as the rounded instalments add up to the price",
    ),
    "explain.amended": (
        "补充协议{number}（{ref}）自 {since} 起生效，本笔按补充协议计算；期限不早于生效日届满。",
        "Amendment {number} ({ref}) is in force from {since}; "
        "this instalment goes by it and is not late before that day.",
    ),
    "explain.amended-kept": (
        "补充协议{number}（{ref}）{since} 生效时，本笔付款期限已到，仍按当时的约定。",
        "When amendment {number} ({ref}) came into force on {since}, this deadline had come; "
        "it stays as it was.",
    ),
    "explain.lowered": (
        "补充协议自 {since} 起把本笔由 {before} 元减为 {amount} 元；此前应付的是 {before} 元。",
        "The amendment lowers this from {before} to {amount} from {since} on; until then "
        "{before} was owed.",
    ),
    "explain.kept-date": (
        "原期限 {on} 在补充协议生效时尚未到，早于自生效日重新计算的期限，仍按原期限。",
        "The deadline of before, {on}, had not come when the amendment came into force; it is "
        "before one counted anew from that day, and stays.",
    ),
    "explain.amended-increase": (
        "补充协议{number}（{ref}）增加的部分：{of} 的期限在 {since} 生效前已到，"
        "增加的金额自生效日起计算同样的天数。",
        "Increase by amendment {number} ({ref}): the deadline of {of} had come before it was in "
        "force on {since}, so the rise has as many days from that day.",
    ),
    "explain.conceded": (
        "{on} 争议解决：原有分歧 {disputed} 元，其中 {owed} 元应付，核减 {amount} 元（{event}）。",
        "{on} dispute settled: of {disputed} disputed {owed} is owed, "
        "{amount} taken off ({event}).",
    ),
    "explain.not-triggered": (
        "{on} 合同解除，本期尚未起算，核减 {amount} 元（{event}）。",
        "{on} the contract ended before this was triggered: {amount} taken off ({event}).",
    ),
    "explain.no-longer-paid": (
        "{on} 合同解除，本期不再支付，核减 {amount} 元（{event}）。",
        "{on} the contract ended, this is not paid any more: {amount} taken off ({event}).",
    ),
    "explain.served": (
        "{on} 合同解除，按服务天数结算：第{year}年 {days} 天中服务 {served} 天，"
        "{of} 元的 {served}/{days}，即 {earned} 元；本期保留 {stays} 元，"
        "核减 {amount} 元（{event}）。",
        "{on} ended early, settled by days served: {served} of the {days:day|days} of year "
        "{year}, {of} x {served}/{days} = {earned}; {stays} of this instalment stays, "
        "{amount} taken off ({event}).",
    ),
    "explain.demand": (
        "{on} 发函催告，{reached_on} 送达（{event}）。",
        "{on} demanded in writing, arrived on {reached_on} ({event}).",
    ),
    "explain.demand-unproven": (
        "{on} 发函催告，未登记送达日期（{event}）。",
        "{on} demanded in writing, no day of arrival recorded ({event}).",
    ),
    "explain.limitation-deadline": (
        "诉讼时效：自期限 {since} 届满起三年，至 {last}（{law}{period}）；催告可使时效中断"
        "（{interruption}）。",
        "Limitation: three years from the deadline of {since}, to {last} ({law} {period}); "
        "a demand makes it run anew ({interruption}).",
    ),
    "explain.limitation-demand": (
        "诉讼时效：{since} 催告，时效中断，重新计算三年，至 {last}"
        "（{law}{period}、{interruption}）。",
        "Limitation: run anew from the demand of {since}, three years to {last} "
        "({law} {period}, {interruption}).",
    ),
    "explain.limitation-payment": (
        "诉讼时效：{since} 部分付款，时效中断，重新计算三年，至 {last}"
        "（{law}{period}、{interruption}）。",
        "Limitation: run anew from the part payment of {since}, three years to {last} "
        "({law} {period}, {interruption}).",
    ),
    "explain.talks": ("{on} {what}（{event}）。", "{on} {what} ({event})."),
    "explain.disputed": (
        "{on} 其中 {amount} 元有分歧（{event}）。",
        "{on} {amount} of it disputed ({event}).",
    ),
    "event.signing": ("合同签订", "signing"),
    "event.award-notice": ("成交通知", "award notice"),
    "event.start-notice": ("收到服务开始通知", "receipt of the start notice"),
    "event.year-start": ("服务年度开始", "start of the service year"),
    "event.period-start": ("每期开始", "start of the period"),
    "event.period-end": ("每期期满", "end of the period"),
    "event.term-end": ("服务期限届满", "end of the term"),
    "event.year-end": ("服务年度期满", "end of the service year"),
    "event.named": ("合同列明的日期", "the day that the contract names"),
    "event.receipt": ("报告签收齐全", "receipt of all reports"),
    "event.receipt-papers": ("资料签收齐全", "receipt of all papers"),
    "event.receipt-of": ("{title}签收", "receipt of {title}"),
    "event.payment-of": ("{title}付清", "{title} paid in full"),
    "event.lodged-of": ("{title}交齐", "{title} lodged in full"),
    "event.settled": ("金额核定", "the settlement"),
    "event.later.anniversary-of-signing": (
        "第{year}年参照首年，{event}的周年日",
        "year {year} by analogy: anniversary of {event}",
    ),
    "event.later.service-year-start": (
        "第{year}年参照首年，第{before}年期满",
        "year {year} by analogy: end of year {before}",
    ),
    "event.later.previous-year-paid": (
        "第{year}年参照首年，第{before}年款项付清",
        "year {year} by analogy: year {before} paid in full",
    ),
    "event.moved": ("{event}满 {counted}", "{counted} after {event}"),
    "event.amendment": ("补充协议生效", "the amendment's coming into force"),
    "basis.official": ("已公布", "official"),
    "basis.provisional": ("暂定（{earliest} 至 {latest}）", "provisional ({earliest} to {latest})"),
    "basis.provisional-fixed": ("暂定（日期不变）", "provisional (date cannot move)"),
    "basis.official-short": ("已公布", "official"),
    "basis.provisional-short": ("暂定", "provisional"),
}
