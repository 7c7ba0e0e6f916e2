"""What the keys of a contract file mean: papers, instalments, deadlines, scores, guarantees."""

WORDS = {
    "key-paid.key": (
        "编号：自定的简短代号，同类表里不重复，其他地方和各命令用它指这一项。小写字母、数字和连"
        "字符，至多 60 个。",
        "Key: a short handle of your own, unique among its tables, by which other keys and "
        "commands mean it. a-z, 0-9 and hyphens, 60 at most.",
    ),
    "key-paid.article": (
        "依据：写在合同哪一条，照合同写。",
        "Article: where the contract says so.",
    ),
    "key-paid.deliverables": (
        "报告和单据：乙方要交、款项要等的文件。收到后登记：svcctl 签收。",
        "Deliverables: the papers that payments wait for; recorded with reports receive.",
    ),
    "key-paid.deliverables.every": (
        "多久一份：可以与款项的周期不同，如每月考核表、按季付款：一季要等三份。",
        "Every: how often; may differ from the instalment's, which then waits for each of its "
        "periods.",
    ),
    "key-paid.instalments": (
        "款项：付多少、等什么、何时付，一种款项一个表，按 every 每期一笔。先后次序有用：除不尽"
        "的余数归最后一笔。",
        "Instalments: how much, after what, by when; a table gives a row for each period. The "
        "order matters: the last takes the remainder.",
    ),
    "key-paid.instalments.every": (
        "多久付一次：不写即每个服务年度一次。",
        "Every: how often it is paid. Default: once a service year.",
    ),
    "key-paid.instalments.share": (
        "比例：占本期服务费的比例。各种款项的比例合计 100%，不论周期：年初付 30%、每季付当季服"
        "务费的 70%，就写 30% 和 70%；每月付一次的写 100%，不写 8.33%。只付一次的占合同总价，先"
        "付出，其余由各年分。",
        "Share: of its period's fee. The shares of all instalments make 100%, whatever their "
        "rhythm: 30% ahead and 70% of each quarter's fee are written 30% and 70%; a monthly "
        "fee is 100%, not 8.33%. What is paid once is a share of the total and comes off first.",
    ),
    "key-paid.instalments.shares": (
        "各期比例：各期不等的逐期列出，占全年价款的比例。个数等于一年的期数（每年相同），或整个"
        "期限的期数。",
        "Shares: of the year's price, one by one, where periods differ; as many as a year has "
        "periods, or the term.",
    ),
    "key-paid.instalments.amount": (
        "金额：每期多少元，两位小数。",
        "Amount: yuan in each period, two decimals.",
    ),
    "key-paid.instalments.amounts": (
        "各期金额：逐期列出多少元。个数等于一年的期数（每年相同），或整个期限的期数。",
        "Amounts: yuan one by one; as many as a year has periods, or the term.",
    ),
    "key-paid.up_to": (
        "付至：付到价款的百分之多少（付至80%），即减去文件里排在它前面的各笔。只用于每年一次或"
        "只付一次的款项。",
        "Up to: that share of the price, less the rows before it in the file. For what is paid "
        "yearly or once.",
    ),
    "key-paid.settled": (
        "另行结算：true 表示金额先作暂估，付款前按考核、数量或审定金额核定（svcctl 结算）。不写"
        "即 false。只写 settled = true 而不写比例、金额的，以本期全部服务费暂估。",
        "Settled: true where the sum is an estimate until payments settle. Default: false. "
        "Alone, without share or amount, the estimate is the period's whole fee.",
    ),
    "key-paid.instalments.part": (
        "属于哪一部分：写了 price.parts 的必写，取那一部分的 key。",
        "Part: required beside price.parts: the key of the part it belongs to.",
    ),
    "key-paid.retain": (
        "留存：每期留下多少暂不付（质保金、考核金）：金额，或核定后金额的比例。由一期写 "
        "collects 的款项付出。",
        "Retain: what is kept back of each row: a sum, or a share of the sum as settled. One "
        "instalment with collects pays it out.",
    ),
    "key-paid.collects": (
        "付出留存：列出有留存的款项的 key，这一期把留存的钱付出，不再写比例或金额。",
        "Collects: the keys of the instalments whose kept sums this one pays out; it has no "
        "share or amount.",
    ),
    "key-paid.payees": (
        "分付几家：联合体各成员各收多少，一家一笔，除不尽的余数归最后一家。",
        "Payees: what each of several suppliers gets, a row for each; the last takes the "
        "remainder.",
    ),
    "key-paid.payees.party": ("收款方：当事人的 key。", "Party: its key."),
    "key-paid.payees.share": (
        "收款比例：合计 100%。都不写的，另写 settled = true，由结算分配。",
        "Share: together 100%. May be left out with settled = true, where the settlement splits.",
    ),
    "key-paid.instalments.assessment": (
        "按哪项考核核定：考核（assessments）的 key。",
        "Assessment: the key of the one that settles it.",
    ),
    "key-paid.needs": (
        "须先收到：收齐这些文件才起算，写 deliverables 的 key；settlement 表示核定。还要等本期"
        "期满，除非 year_over = false、只付一次，或 due 写明自期初、某日起算。",
        "Needs: the deliverables, all of them, without which no deadline runs; settlement "
        "means its own settlement. The period must be over too, unless year_over = false, it "
        "is paid once, or due names a day or the period's start.",
    ),
    "key-paid.due": (
        "何时付款：写法六选一：days 加 unit，day 加 month，working_day 加 month，date，on，"
        "agreed = false；除 on 以外都写 after。起算当日不计入（民法典第二百零一条）。",
        "By when: one of days with unit, day with month, working_day with month, date, on, "
        "agreed = false; each but on with after. The day that starts it is not counted (Civil "
        "Code 201).",
    ),
    "key-paid.obligations.due": (
        "何时办结：写法与款项的 due 相同；没有约定期限的不写，办结前一直列出。",
        "By when: as an instalment's due; without one it stays open until done.",
    ),
    "key-paid.due.days": (
        "天数：起算后多少个 unit，起算当日不计入。",
        "Days: how many of the unit after the event, its day not counted.",
    ),
    "key-paid.due.unit": ("天数的单位：days 数的是什么。", "Unit: what days counts."),
    "key-paid.due.day": (
        "几号：那个月的几号付，31 即当月最后一日。与 month 同写。",
        "Day: of that month; 31 is its last. Beside month.",
    ),
    "key-paid.due.working_day": (
        "前几个工作日：那个月的前几个工作日内付，1 至 15。与 month 同写。",
        "Working day: within the first so many of that month, 1 to 15. Beside month.",
    ),
    "key-paid.due.month": (
        "哪个月：与 day 或 working_day 同写，相对起算事件所在的月份。",
        "Month: reckoned from the event's; beside day or working_day.",
    ),
    "key-paid.due.date": (
        '每年几月几日：起算事件当日或以后的第一个这一天，写 "月-日"。',
        'Date: the first such day of a year on or after the event, "month-day".',
    ),
    "key-paid.due.on": (
        "逐笔日期：合同写明了每一笔哪天付的，按先后列出，一笔一个，"
        "后面可以接着写续签的。不写 after。",
        "On: the days that the contract names, one for each row; those of renewals may follow. "
        "Without after.",
    ),
    "key-paid.due.agreed": (
        "未约定天数：只写 false，表示合同没有约定付款天数。起算后即待付，不会逾期；写了企业规模"
        "的，另列法定期限。",
        "Agreed: only false: no number of days agreed. Once triggered it is due and never "
        "overdue; the statutory day is shown where the size is given.",
    ),
    "key-paid.due.after": ("自何时起算：从哪件事、哪一天起算。", "After: what starts it."),
    "key-paid.due.plus": (
        '先顺延：起算前先往后推多久，如验收后满一年起算写 "1 year"。',
        'Plus: how far the event\'s day is moved first, such as "1 year" after acceptance.',
    ),
    "key-paid.due.roll": (
        "最后一日遇休息日：按自然日、月、年或固定日期算的才写；不写即按执行口径 day-off。工作日"
        "不用写。",
        "Roll: what a day off does to the last day, where no working days are counted. "
        "Default: the reading day-off.",
    ),
    "key-paid.scope": (
        '只付一次（旧写法）：现在写 every = "once"。与 every 只写一个。',
        'Scope: the older way to write every = "once". Not beside every.',
    ),
    "key-paid.year_over": (
        "须待期满：写 false 即文件收齐就起算，不等本期（年、季度、月）期满。不写即 true。",
        "Year over: false where the papers are enough and the period need not be over. "
        "Default: true.",
    ),
    "key-paid.instalments.payee": (
        "收款方：供应商不止一家的，写付给谁（当事人的 key）；只有一家的不写。",
        "Payee: the supplier's key, where there are several.",
    ),
    "key-paid.evidence": (
        "付款前备齐的附件：名称自定，如 invoice、acceptance-note，用 svcctl 归档附件 登记。缺了"
        "只提醒，不影响期限。",
        "Evidence: papers on file before money moves, by names of your own. A missing one "
        "warns and moves no deadline.",
    ),
    "key-paid.require_evidence": (
        "缺附件不付：true 即附件不齐的不能登记付款。不写即 false，只提醒。",
        "Require evidence: true refuses a payment without it. Default: false, a warning.",
    ),
    "key-paid.assessments": (
        "考核：得分怎样影响付款，何时可以解除合同。计算方法写一种：full_from 加 "
        "less_per_point，或 bands；都不写的，得分不改变金额。",
        "Assessments: what a score does to a payment, and when it gives a right to terminate. "
        "One of full_from with less_per_point, or bands; with neither it changes no sum.",
    ),
    "key-paid.assessments.every": (
        "多久考核一次：不写即与所核定的款项相同。",
        "Every: how often. Default: the instalment's.",
    ),
    "key-paid.full_from": (
        "全额起点：得分达到它即付全额，0 至 10000 的整数。与 less_per_point 同写。",
        "Full from: the score from which on all is paid, 0 to 10000. Beside less_per_point.",
    ),
    "key-paid.less_per_point": (
        "每少一分少付多少：比例，或多少元；不足一分的按比例折算。",
        "Less per point: a share, or yuan; parts of a point in proportion.",
    ),
    "key-paid.bands": (
        "分档付款：得分达到 from 的付 pay；取达到的最高一档。",
        "Bands: from a score on, what share is paid; the highest band reached counts.",
    ),
    "key-paid.bands.from": (
        "起始分：达到这个分数即属这一档。",
        "From: the score at which the band begins.",
    ),
    "key-paid.bands.pay": (
        "付款比例：这一档付本期款项的百分之多少。",
        "Pay: the share of the row that this band pays.",
    ),
    "key-paid.fail_below": (
        "不合格线：低于它为不合格。",
        "Fail below: the score below which it failed.",
    ),
    "key-paid.points_off": (
        "按服务记录扣分：满分 100，考核期内每有一次未做到扣几分。",
        "Points off: 100 less these points for each miss in the period, from the service record.",
    ),
    "key-paid.points_off.promise": (
        "哪项承诺：分级/级别/时限（answer、dispatch、restore）或 分级/级别/engineers，"
        "service_plan 的 key，或 leave（未经允许的操作）。",
        "Promise: REGIME/LEVEL/CLOCK (answer, dispatch, restore) or REGIME/LEVEL/engineers, a "
        "key of service_plan, or leave (work without leave).",
    ),
    "key-paid.points_off.points": ("扣几分：每次扣的分数。", "Points: for each miss."),
    "key-paid.assessments.terminate_after": (
        "几次不合格可以解除合同：各条满足一条即可。",
        "Terminate after: how many failures give a right to terminate; any one is enough.",
    ),
    "key-paid.failed": ("不合格次数：达到几次。", "Failed: how many times."),
    "key-paid.in_a_row": (
        "须连续：true 即要连续不合格才算。不写即 false，累计计算。",
        "In a row: true where only failures one after another count. Default: false.",
    ),
    "key-paid.guarantees": (
        "保证金：乙方交存的履约保证金、质保金，何时交、何时退。是乙方的钱，不计入应付款。",
        "Guarantees: what the supplier lodges, and when it goes back. Its own money, in no "
        "total of what is owed.",
    ),
    "key-paid.guarantees.who": ("谁交存：只能是乙方。", "Who: the supplier."),
    "key-paid.guarantees.share": (
        "比例：占合同总价（不含续签）的比例；与 amount 写一个。履约保证金不得超过合同金额的 "
        "10%（政府采购法实施条例第四十八条）。",
        "Share: of the price without renewals; or amount. A performance bond is at most 10% "
        "(Implementing Regulations 48).",
    ),
    "key-paid.guarantees.amount": ("金额：多少元；与 share 写一个。", "Amount: in yuan; or share."),
    "key-paid.lodge": (
        "何时交存：写法与款项的 due 相同；没有约定的不写。",
        "Lodge: by when it is to be lodged, written as an instalment's due.",
    ),
    "key-paid.returns": (
        "退还：分几次退，各写比例和期限，比例合计 100%。不写即没有退还日期，检查时提示。",
        "Returns: its parts, each with share and due, together 100%. Without them it goes back "
        "at no date, and check says so.",
    ),
    "key-paid.returns.share": (
        "退还比例：占已交存、未扣收金额的比例。",
        "Share: of what was lodged and not claimed.",
    ),
    "key-paid.returns.due": (
        "何时退还：写法与款项的 due 相同。",
        "By when: this part goes back, written as an instalment's due.",
    ),
}
