"""What the keys of a contract file mean: damages, dates to keep, the service."""

WORDS = {
    "key-served.damages": (
        "违约责任：一条违约金一个表。写 rate 的按比例计，写 amount 的按金额计，都不写的只赔实际"
        "损失。",
        "Damages: a table for each rule. By rate, or by amount; with neither only a proven "
        "loss is owed.",
    ),
    "key-served.payer": ("谁承担：哪一方付违约金。", "Payer: who owes it."),
    "key-served.for": (
        "针对什么：逾期付款由程序自行计算，其他违约登记后计算。",
        "For: late payment follows by itself, anything else once it is recorded.",
    ),
    "key-served.damages.rate": (
        "计算比例：每一计算周期（per）或每次，按基数的多少计；可用百分号或千分号，可以超过 "
        '100%。同时写 base。"0%" 只与 tiers 同用，表示宽限期。',
        "Rate: of the base, for each period (per) or each time; % or per mille, may exceed "
        '100%. Beside base. "0%" only beside tiers: days of grace.',
    ),
    "key-served.damages.amount": (
        "定额：每一计算周期或每次多少元；不写 rate、base。",
        "Amount: yuan for each period or time; without rate and base.",
    ),
    "key-served.tiers": (
        "分档比例：迟延到第几天起改按另一比例。与 per 同用。",
        "Tiers: another rate from some day of the delay on. Beside per.",
    ),
    "key-served.from_day": (
        "自第几天起：迟延的第几天，大于 1，各档由小到大。",
        "From day: of the delay, more than 1, rising.",
    ),
    "key-served.tiers.rate": ("该档比例：自那一天起按它计。", "Rate: from that day on."),
    "key-served.per": (
        "计算周期：迟延每多少天计一次；不写即每次违约只计一次。",
        "Per: for each so many days of delay; left out for a one-off.",
    ),
    "key-served.per.days": (
        "每几天：一个周期多少天，按日计的写 1。",
        "Days: of a period; 1 where it is daily.",
    ),
    "key-served.per.part": (
        "不足一期：不满一个周期的怎样计。",
        "Part: what a begun period counts.",
    ),
    "key-served.base": ("计算基数：比例乘以什么。", "Base: what the rate is of."),
    "key-served.cap": (
        "上限：最多多少；写 share 加 of，或 amount。",
        "Cap: the most that is owed: share with of, or amount.",
    ),
    "key-served.cap.share": (
        "上限比例：of 所指基数的百分之多少。",
        "Share: of the base that of names.",
    ),
    "key-served.cap.of": ("上限的基数：上限比例乘以什么。", "Of: what the cap is a share of."),
    "key-served.cap.amount": ("上限金额：多少元。", "Amount: of the cap, in yuan."),
    "key-served.cap.pool": (
        "上限管多少：合同累计，还是每次违约各有一个。",
        "Pool: one cap for the contract, or one for each breach.",
    ),
    "key-served.cap.waiver_returns": (
        "免除后腾出上限：true 即免除的部分腾出来，以后的违约金还可以计。不写即 false。",
        "Waiver returns: true where what was waived makes room for others. Default: false.",
    ),
    "key-served.gate": (
        "前提：满足了才应计，以前只列作或有。",
        "Gate: what must have happened before it is owed; until then it is contingent.",
    ),
    "key-served.terminate_after_days": (
        "迟延几天可以解除合同：超过这个天数，守约方可以解除。",
        "Terminate after days: the right arises when the delay is longer.",
    ),
    "key-served.terminate_when": (
        "达到上限可以解除合同：自达到上限之日起。",
        "Terminate when: from the day on which the cap is reached.",
    ),
    "key-served.damages.terminate_after": (
        "违约几次可以解除合同：次数，和在多长时间之内。",
        "Terminate after: how many breaches, within how long.",
    ),
    "key-served.occurrences": ("次数：这条违约发生几次。", "Occurrences: of this rule's breaches."),
    "key-served.within": (
        "多长时间之内：任意这样一段时间内达到次数；不写即不限时间。",
        "Within: any span of that length; left out where it does not matter.",
    ),
    "key-served.deduct": (
        "可从款项中扣：true 即合同允许甲方直接从应付款中扣，不另要双方书面。只用于乙方承担的。"
        "不写即 false。",
        "Deduct: true where the contract lets the purchaser take it off a payment. Only for "
        "what the supplier owes. Default: false.",
    ),
    "key-served.loss": (
        "经济损失：实际损失与违约金是什么关系（民法典第五百八十五条）。不写的：有比例或定额的为"
        " included，都没有的为 only。",
        "Loss: how a proven loss stands to the damages (Civil Code 585). Default: included "
        "beside a rate or amount, else only.",
    ),
    "key-served.obligations": (
        "应办事项：付款以外要按期办的事，如合同公告、备案。",
        "Obligations: dates to keep that are not payments.",
    ),
    "key-served.obligations.every": (
        "多久一次：不写即只有一次；按月、季、半年、年的，每期一项，编号如 Y1-Q2-visit。",
        "Every: how often. Default: once; else one for each period, such as Y1-Q2-visit.",
    ),
    "key-served.obligations.who": ("责任单位：由谁办。", "Who: has to do it."),
    "key-served.service_levels": (
        "故障级别：各级故障的时限，一级一个表；可以几套分级并存。",
        "Service levels: limits for each level of incident; several regimes may stand side by "
        "side.",
    ),
    "key-served.regime": (
        "哪一套分级：合同附件里那套分级的名称。",
        "Regime: the name of that set of levels.",
    ),
    "key-served.level": ("级别：这一级的名称。", "Level: its name."),
    "key-served.service_levels.severity": (
        "严重程度：1 最重；不同的几套分级按它对应。",
        "Severity: 1 is the worst; matches levels of different regimes.",
    ),
    "key-served.answer_within": (
        "应答时限：自报修起多久应答；没有约定的不写。",
        "Answer within: from the call; left out where not agreed.",
    ),
    "key-served.dispatch_within": (
        "派人时限：多久派人到场；没有约定的不写。",
        "Dispatch within: until somebody is sent; left out where not agreed.",
    ),
    "key-served.restore_within": (
        "恢复时限：多久恢复；没有约定的不写。",
        "Restore within: until it works again; left out where not agreed.",
    ),
    "key-served.restore_from": (
        "恢复时限从何时计：不写即自报修（call）。",
        "Restore from: where that clock starts. Default: call.",
    ),
    "key-served.hours": ("服务时间：时限在哪些时间里走。", "Hours: in which the clocks run."),
    "key-served.dispatch_hours": (
        "派人的服务时间：派人时限在哪些时间里走；不写即与 hours 相同。",
        "Dispatch hours: in which that clock runs. Default: as hours.",
    ),
    "key-served.waits": (
        "哪些等候停计时限：user（等用户）、access（不得进入）、third-party（等第三方），或合同自己的"
        "说法；只停派人和恢复，不停应答。不写即按口径 waits。",
        "Waits: which reasons stop dispatch and restore, never answer: user, access, third-party, "
        "or words of the contract. Default: the reading waits.",
    ),
    "key-served.engineers": (
        "到场人数：至少几名工程师到场；没有约定的不写。",
        "Engineers: how many come to the site at least; left out where not agreed.",
    ),
    "key-served.breach": (
        "未做到属哪条违约：damages 的 key，那一条的 for 是 recorded-breach；不写即由登记的人指定。",
        "Breach: the key of the damages rule that a miss falls under, one for recorded breaches. "
        "Default: whoever records it says so.",
    ),
    "key-served.working_hours": (
        "工作时间：5x8 每个工作日的时段，由早到晚，互不重叠，不跨零点。不写即 "
        "08:00-12:00、14:30-17:30。它写在文件开头，第一个方括号之前。",
        "Working hours: of 5x8 on working days, in order, apart, none over midnight. Default: "
        "08:00-12:00 and 14:30-17:30. Stands at the top of the file, before the first bracket.",
    ),
    "key-served.service_plan": (
        "服务计划：巡检、巡访、培训等承诺要做的事，有周期的和没有周期的。",
        "Service plan: what is promised to be done, with a period or without.",
    ),
    "key-served.service_plan.kind": (
        "哪类记录：做了以后登记为哪一类；没有对应记录的（如年度计划）不写。",
        "Kind: the record that fulfils it; left out where there is none, as for a yearly paper.",
    ),
    "key-served.service_plan.every": (
        '每隔多久：如 "6 months"；没有周期的不写。',
        'Every: how far apart, such as "6 months"; left out for what has no period.',
    ),
    "key-served.services": (
        "服务目录：登记服务请求时可选的服务。",
        "Services: the catalogue, what can be asked for.",
    ),
    "key-served.systems": ("系统：登记故障时可选的系统。", "Systems: what an incident is about."),
}
