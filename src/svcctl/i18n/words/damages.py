"""Damages: the lines, how each came about, what is set against them."""

WORDS = {
    "damages.late": ("{what}逾期付款", "{what} paid late"),
    "damages.of-breach": ("违反合同{article}（{on}）", "breach of {article} ({on})"),
    "damages.of-loss": ("{what}造成的损失", "loss from {what}"),
    "damages.of-appraisal": ("{what}的鉴定费", "appraisal fee for {what}"),
    "damages.contingent": ("或有", "contingent"),
    "damages.owed": ("应计", "owed"),
    "damages.waived": ("已免除", "waived"),
    "damages.settled": ("已结清", "settled"),
    "damages.title": (
        "违约金{beside}    截至 {as_of}（{weekday}）",
        "Damages{beside} as of {as_of} ({weekday})",
    ),
    "damages.and": ("、{what}", ", {what}"),
    "damages.sum-owed": ("{party}应付 {amount} 元{parts}", "Owed by the {party}: {amount}{parts}"),
    "damages.sum-contingent": (
        "{party}或有违约金 {amount} 元（前提未满足，暂不计）{parts}",
        "Contingent, {party}: {amount} (the gate is not met){parts}",
    ),
    "damages.capitals": (
        "{party}应付合计（人民币大写）：{capitals}",
        "Owed by the {party}, in capitals: {capitals}",
    ),
    "damages.sum-none": ("没有应计的违约金。", "No damages."),
    "damages.gate": (
        "{id}：协商不成才计，现未登记协商不成。",
        "{id}: owed only once negotiation has failed, which is not recorded.",
    ),
    "damages.capped-contract": (
        "{id}：按约定计算为 {uncapped}，全合同累计上限 {cap}，计 {amount}。",
        "{id}: {uncapped} before the cap; the contract's one pool of {cap} gives {amount}.",
    ),
    "damages.capped-breach": (
        "{id}：按约定计算为 {uncapped}，每次上限 {cap}，计 {amount}。",
        "{id}: {uncapped} before the cap of {cap} for each breach; {amount} counts.",
    ),
    "damages.terminate-days": (
        "{id}：延误已超过 {days} 天，自 {on} 起对方有权解除合同。",
        "{id}: late by more than {days:day|days}; the other side may terminate from {on} on.",
    ),
    "damages.terminate-cap": (
        "{id}：违约金已达上限，自 {on} 起对方有权解除合同。",
        "{id}: the cap is reached; the other side may terminate from {on} on.",
    ),
    "damages.terminate-occurrences": (
        "{id}：{within}满 {occurrences} 次，自 {on} 起对方有权解除合同。",
        "{id}: {occurrences:time|times} {within}; the other side may terminate from {on} on.",
    ),
    "damages.within": ("{span}内", "within {span}"),
    "damages.in-all": ("累计", "in all"),
    "damages.contested": ("{id}：对方有异议。", "{id}: contested by the other side."),
    "damages.before-contest": (
        "{id}：报告退回或提出分歧以前已逾期的天数照计，有争议。",
        "{id}: contested; the days late before the return or the dispute stay.",
    ),
    "damages.unfounded": (
        "{id}：经鉴定服务符合要求，不计。",
        "{id}: the appraisal found the service in order; nothing is owed.",
    ),
    "damages.beyond": (
        "{id}：已结清或免除的金额超出现应计额 {amount}，请核对。",
        "{id}: settled or waived {amount} more than the facts now give; check it.",
    ),
    "damages.undecided": (
        "{id}：免除（{event}）没有决定文号，请补：svcctl damages waive {id} "
        "--decision 文号 --reason 补决定",
        "{id}: waived ({event}) without a decision; add it: "
        "svcctl damages waive {id} --decision NUMBER --reason added",
    ),
    "damages.explain-title": ("{id} 的计算过程", "How {id} came about"),
    "damages.what-if": (
        "试算 {rule}：视同前提已满足、上限未用",
        "What if {rule}: as if the gate were met and nothing of the cap used",
    ),
    "damages.step-article": (
        "依据 {article}（{rule}），由{payer}承担。",
        "By {article} ({rule}), owed by the {payer}.",
    ),
    "damages.step-loss": (
        "{on} 登记经证明的经济损失 {amount}，另计，不受上限限制。",
        "A proven loss of {amount}, recorded on {on}, beside the rate and without cap.",
    ),
    "damages.step-loss-alone": (
        "{on} 登记经证明的经济损失 {amount}。",
        "A proven loss of {amount}, recorded on {on}.",
    ),
    "damages.step-loss-beyond": (
        "{on} 登记经证明的经济损失 {proven}：违约金已含其中 {inside}（民法典第585条第二款），"
        "只计超出部分 {amount}。",
        "A proven loss of {proven}, recorded on {on}: {inside} of it is in the damages "
        "(Civil Code 585(2)), the rest is {amount}.",
    ),
    "damages.loss-included": (
        "{id}：经济损失 {proven}，违约金已含，只计超出部分 {amount}（民法典第585条第二款）。",
        "{id}: the loss of {proven} counts only beyond the damages, {amount} (Civil Code 585(2)).",
    ),
    "damages.step-appraisal": (
        "{on} 鉴定费 {amount}，按鉴定结果承担。",
        "The appraisal's fee of {amount}, {on}, borne by what it found.",
    ),
    "damages.step-no-rate": (
        "没有约定比例或金额，只赔经证明的损失。",
        "No rate or amount is agreed: only a proven loss is owed.",
    ),
    "damages.base-contract-price": ("计算基数：合同金额。", "Base: the contract price."),
    "damages.base-year-price": (
        "计算基数：该服务年度金额。",
        "Base: the price of the service year.",
    ),
    "damages.base-amount-overdue": (
        "计算基数：当日逾期未付金额。",
        "Base: the amount overdue on the day.",
    ),
    "damages.base-amount-in-breach": ("计算基数：违约款额。", "Base: the amount in breach."),
    "damages.base-instalment": (
        "计算基数：逾期的该期款项全额，已付部分不扣除。",
        "Base: the whole instalment that is late, part payments or not.",
    ),
    "damages.base-period-fee": (
        "计算基数：违约发生当期的全部服务费。",
        "Base: the whole fee of the period in which the breach lies.",
    ),
    "damages.step-once": (
        "一次性：{base} x {rate} = {amount}。",
        "Once: {base} x {rate} = {amount}.",
    ),
    "damages.step-once-each": (
        "{base} x {rate} x {times} 次 = {amount}。",
        "{base} x {rate} x {times:time|times} = {amount}.",
    ),
    "damages.step-each": (
        "每次 {each} x {times} 次 = {amount}。",
        "{each} a time x {times:time|times} = {amount}.",
    ),
    "damages.step-not-charged": (
        "本次不另计（执行口径：一次性违约金只计一次，或鉴定认定不成立）。",
        "Not charged: a one-off counts once by the reading in force, "
        "or the breach was found unfounded.",
    ),
    "damages.part-whole": (
        "每满 {days} 天计一期；起始当日不计。",
        "One period is {days:full day|full days}; the first day is not counted.",
    ),
    "damages.part-started": (
        "每 {days} 天一期，不满一期按一期计；起始当日不计。",
        "One period is {days:day|days} and counts once begun; the first day is not counted.",
    ),
    "damages.part-pro-rata": (
        "每 {days} 天一期，不满一期按天折算；起始当日不计。",
        "Periods of {days:day|days}, pro rata by days; the first day is not counted.",
    ),
    "damages.step-span": (
        "{first} 至 {last}：{periods} x {base} x {rate} = {worth}{rest}。",
        "{first} to {last}: {periods} x {base} x {rate} = {worth}{rest}.",
    ),
    "damages.step-span-each": (
        "{first} 至 {last}：{periods} x {each} = {worth}{rest}。",
        "{first} to {last}: {periods} x {each} = {worth}{rest}.",
    ),
    "damages.step-span-each-thought": (
        "{periods} x {each} = {worth}{rest}。",
        "{periods} x {each} = {worth}{rest}.",
    ),
    "damages.rest": (
        "，与以前各段一并取整，计 {amount}",
        "; {amount}, rounded together with the days before",
    ),
    "damages.periods": ("{count} 期", "{count:period|periods}"),
    "damages.periods-part": ("{text} 期", "{text} periods"),
    "damages.step-no-days": (
        "没有计入的天数（未逾期、前提未满足，或当日已由期限更早的一期计收）。",
        "No day counts (not late, gate not met, or carried by an earlier deadline).",
    ),
    "damages.step-cap-contract": (
        "上限 {share}，即 {cap}；全合同累计一个上限，按时间先后使用。",
        "Cap {share}, that is {cap}: one pool for the contract, used up in order of time.",
    ),
    "damages.step-cap-breach": (
        "上限 {share}，即 {cap}，每次违约各计。",
        "Cap {share}, that is {cap}, for each breach.",
    ),
    "damages.step-cap-sum-contract": (
        "上限 {cap}；全合同累计一个上限，按时间先后使用。",
        "Cap {cap}: one pool for the contract, used up in order of time.",
    ),
    "damages.step-cap-sum-breach": ("上限 {cap}，每次违约各计。", "Cap {cap} for each breach."),
    "damages.step-above-cap-waived": (
        "免除的 {returned} 退回上限，其后可再计；故本项先后共计 {amount}，多于上限 {cap}。",
        "The {returned} waived went back to the cap and could count again: {amount} in all, more "
        "than the {cap} of the cap.",
    ),
    "damages.step-above-cap-before": (
        "当时的上限较高或已经结清，已计的 {amount} 不因上限现为 {cap} 而减少。",
        "The cap was higher then, or more was settled: the {amount} that counted stay, though the "
        "cap is {cap} now.",
    ),
    "damages.step-cap-reached": ("{on} 达到上限。", "The cap was reached on {on}."),
    "damages.step-capped": (
        "按约定计算共 {uncapped}，受上限所限，计 {amount}。",
        "{uncapped} before the cap; it leaves {amount}.",
    ),
    "damages.step-gate": (
        "前提：协商不成。尚未登记，暂不计（或有）。",
        "Gate: failed negotiation. Not recorded: contingent.",
    ),
    "damages.step-gate-met": ("前提：协商不成，{on} 已登记。", "Gate: negotiation failed on {on}."),
    "damages.step-waive": ("{on} 免除 {amount}（{event}）。", "{amount} waived on {on} ({event})."),
    "damages.step-settle": (
        "{on} 结清 {amount}（{event}）。",
        "{amount} settled on {on} ({event}).",
    ),
    "damages.step-offset": (
        "{on} 抵扣 {amount}（{event}）。",
        "{amount} offset on {on} ({event}).",
    ),
    "damages.step-verdict": (
        "截至 {as_of}：计 {amount}，{state}，尚余 {open}。",
        "As of {as_of}: {amount}, {state}, {open} open.",
    ),
    "damages.step-verdict-beyond": (
        "截至 {as_of}：计 {amount}，{state}，尚余 {open}，已结清或免除的多出 {beyond}。",
        "As of {as_of}: {amount}, {state}, {open} open; {beyond} more than that was settled or "
        "waived.",
    ),
    "damages.step-span-thought": (
        "{periods} x {base} x {rate} = {worth}{rest}。",
        "{periods} x {base} x {rate} = {worth}{rest}.",
    ),
    "damages.step-thought": ("计 {amount}。", "It comes to {amount}."),
    "damages.step-right-days": (
        "延误已超过 {days} 天，自 {on} 起对方有权解除合同。",
        "Late by more than {days:day|days}: the other side may terminate from {on} on.",
    ),
    "damages.step-right-cap": (
        "违约金已达上限，自 {on} 起对方有权解除合同。",
        "The cap is reached: the other side may terminate from {on} on.",
    ),
    "damages.step-right-occurrences": (
        "{within}满 {occurrences} 次，自 {on} 起对方有权解除合同。",
        "{occurrences:Breach|Breaches} {within}: the other side may terminate from {on} on.",
    ),
    "damages.step-may-terminate-cap": (
        "达到上限，对方有权解除合同。",
        "The cap is reached: the other side may terminate.",
    ),
    "damages.step-may-terminate": (
        "延误超过 {days} 天，对方有权解除合同。",
        "Late by more than {days:day|days}: the other side may terminate.",
    ),
    "refusal.damages.needs-amount": (
        "条款「{rule}」按违约款额计算，请写 --amount。",
        'Rule "{rule}" goes by the amount in breach: add --amount.',
    ),
    "refusal.damages.unknown-line": (
        "截至 {on} 没有违约金「{line}」。可用：{known}。",
        'There is no line "{line}" on {on}. Known: {known}.',
    ),
    "refusal.damages.more-than-open": (
        "{line} 尚余 {open}，不能是 {amount}。见 svcctl explain {line}",
        "{line} has {open} open, not {amount}. See svcctl explain {line}",
    ),
    "refusal.damages.nothing-to-state": (
        "截至 {on} 没有可主张的违约金。",
        "as of {on} there are no damages to state.",
    ),
    "refusal.damages.which-payer": (
        "截至 {on} 双方都有应付的违约金，请用 --payer purchaser 或 --payer supplier 指明哪一方。",
        "as of {on} both sides owe damages; name one with --payer purchaser or --payer supplier.",
    ),
    "refusal.offset.not-supplier": (
        "{line} 不由乙方承担，不能抵扣款项。",
        "{line} is not owed by the supplier and cannot be set against an instalment.",
    ),
    "refusal.offset.not-agreed": (
        "{line} 抵扣款项要凭双方书面协议，请写 --agreed；"
        "合同写明可以直接扣的，在条款里写 deduct = true。",
        "{line} is set against an instalment by agreement: add --agreed. "
        "Where the contract lets the purchaser take it off, its rule says deduct = true.",
    ),
    "refusal.offset.too-much": (
        "{instalment} 未付 {outstanding}，抵扣不能为零或超过它。",
        "{instalment} has {outstanding} outstanding; "
        "an offset is above nought and no more than that.",
    ),
}
