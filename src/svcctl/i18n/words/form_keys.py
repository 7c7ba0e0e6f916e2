"""What the columns of the workbook form mean, where the words of the contract file do not serve."""

WORDS = {
    "form-name.contract": ("合同", "Contract"),
    "form-name.parties": ("双方", "Parties"),
    "form-name.instalments": ("付款", "Payments"),
    "form-name.instalments.fund_source": ("各期资金来源", "Funds of payments"),
    "form-name.guarantees.returns": ("保证金退还", "Returns of guarantees"),
    "form-name.assessments.terminate_after": ("考核解除", "Failed scores"),
    "form-key.format": ("格式版本：现在只有 1，不用改。", "Format: always 1."),
    "form-key.id": (
        "合同代号：自己起的简称，登记簿里不重复，以后各处用它指这份合同。小写字母、数字和连字符，"
        "至多 60 个，如 wuye-2026；不能写 calendar、store、all。",
        "Handle: a short name of your own, unique in the store. a-z, 0-9 and hyphens.",
    ),
    "form-key.number": (
        "合同编号：合同封面上的编号；原件上留空的，写：空白。",
        "Contract number: as on the cover; 空白 where the original leaves it blank.",
    ),
    "form-key.plan_number": (
        "采购计划编号：政府采购计划的编号；不知道的不填，原件上留空的写：空白。",
        "Purchase plan number: of the procurement plan; leave it out where unknown.",
    ),
    "form-key.title": ("名称：照合同写。", "Title: as in the contract."),
    "form-key.calendar": (
        "工作日日历：按哪里的放假安排数工作日，影响每一个按工作日算的期限。广西另加三月三，宁夏另"
        "加当地节日；其他地区选全国。",
        "Calendar: whose days off count; moves every deadline in working days.",
    ),
    "form-key.award_notice_on": (
        "成交（中标）通知日期：通知书上的日期，不晚于签订日期。有期限自通知书起算的必填。",
        "Award notice: its date. Required where something counts from it.",
    ),
    "form-key.price.kind": (
        "价款方式：总价固定，还是按实结算、不超过最高限价。不填即总价固定。",
        "Kind of price: fixed, or what was done up to a ceiling. Default: fixed.",
    ),
    "form-key.price.total_in_words": (
        "大写金额：合同上的人民币大写，与合同总价核对，不符即报错。",
        "Total in capitals: as in the contract, checked against the total.",
    ),
    "form-key.price.per_year": (
        "每年价款：十二个月多少元，各年相同时填；各年不同的填「各年价款」。可以不填，由总价平均分。",
        "Price of a year: for twelve months, where all years are alike. Optional.",
    ),
    "form-key.price.years": (
        "各年价款：每个服务年度多少元，一年一个，用分号隔开，相加等于合同总价，如 "
        "300000.00；270000.00；后面可以接着写各次续签的价款。与每年价款只填一个。",
        "Prices of the years: one by one, with semicolons, together the total.",
    ),
    "form-key.price.items": (
        "单价清单：按实结算的各项单价，结算时登记实际数量。",
        "Unit prices: what is paid by actual quantity.",
    ),
    "form-key.items.per": (
        "计价期间：单价按年计的选它，一个月算十二分之一；不按年计的不填。",
        "Per: where the unit price is for a year, of which a month is a twelfth.",
    ),
    "form-key.price.parts": (
        "价款组成：分开付的几部分，如建设费、服务费，相加等于总价。填了它，每期款项都要在付款表写"
        "明属于哪一部分。",
        "Parts: what the price consists of where it is paid apart, together the total.",
    ),
    "form-key.parts.total": (
        "部分总额：这一部分共多少元。总额、每年价款、各年价款三者填一个。",
        "Total of the part: in yuan. One of the three.",
    ),
    "form-key.parts.per_year": (
        "部分每年价款：这一部分十二个月多少元。三者填一个。",
        "Price of a year of the part. One of the three.",
    ),
    "form-key.parts.years": (
        "部分各年价款：这一部分每年多少元，用分号隔开，没有的年份写 0.00。三者填一个。",
        "Prices of the years of the part, with semicolons. One of the three.",
    ),
    "form-key.term": (
        "服务期限：填服务年数（或月数）加从何时开始，或者填开始日期加截止日期，只填一种。",
        "Term: years or months with their start, or the first and the last day.",
    ),
    "form-key.term.years": (
        "服务年数：整年数，至多 30，如 3 或三年。同时填从何时开始。",
        "Years: whole years, 30 at most. Beside the start.",
    ),
    "form-key.term.months": (
        "服务月数：不是整年的按月填，如 18。同时填从何时开始。",
        "Months: where it is no whole years. Beside the start.",
    ),
    "form-key.term.starts": (
        "从何时开始：填了年数或月数的必填；自收到开展服务通知的，收到后登记，各年期限随之确定。",
        "Starts: what begins the years or months.",
    ),
    "form-key.term.from": (
        "开始日期：合同写明起止日期的填，当日计入；可以早于签订日期。同时填截止日期，不填年数、"
        "月数、从何时开始。",
        "From: the first day, included. Beside the last day.",
    ),
    "form-key.term.to": (
        "截止日期：当日计入。同时填开始日期。",
        "To: the last day, included. Beside the first day.",
    ),
    "form-key.term.periods": (
        "分期方式：选它即按日历的月、季度、半年、年分期，首尾可能不足一期；不填即从开始之日起每满"
        "一个月（季度、半年、年）为一期。",
        "Cut: by the calendar; default: from the term's first day.",
    ),
    "form-key.renewals.years": (
        "续签年数：整年。年数、月数、截止日期三者填一个。",
        "Years of the renewal. One of the three.",
    ),
    "form-key.renewals.months": (
        "续签月数：年数、月数、截止日期三者填一个。",
        "Months of the renewal. One of the three.",
    ),
    "form-key.renewals.to": (
        "续签截止日期：当日计入。年数、月数、截止日期三者填一个。",
        "To: the renewal's last day. One of the three.",
    ),
    "form-key.parties": (
        "合同各方：甲方、乙方都要有；联合体的成员各一行。",
        "Parties: a purchaser and a supplier at least.",
    ),
    "form-key.parties.key": (
        "当事人编号：供应商不止一家时各起一个（小写字母、数字、连字符），付款表用它写明付给谁；只"
        "有一家的不填。",
        "Key: one for each of several suppliers.",
    ),
    "form-key.accounts.number": (
        "账号：照文件写，单元格已设为文本；数字之间可以空格。",
        "Account number: the cell is text; blanks between digits are allowed.",
    ),
    "form-key.key": (
        "编号：自己起的简短代号，同一张表里不重复，别的表和各命令用它指这一项。小写字母、数字和连"
        "字符，如 advance、fee-2。",
        "Key: a short handle of your own, unique in its sheet. a-z, 0-9 and hyphens.",
    ),
    "form-key.deliverables": (
        "报告和单据：乙方要交、款项要等的文件。收到后登记签收，从那天起算付款期限。",
        "Deliverables: the papers that payments wait for.",
    ),
    "form-key.instalments": (
        "款项：付多少、等什么、何时付。一种款项一行，按「多久付一次」每期生成一笔。先后次序有用："
        "除不尽的余数归最后一笔。",
        "Instalments: how much, after what, by when; a row gives one for each period.",
    ),
    "form-key.instalments.settled": (
        "另行结算：选是，金额先作暂估，付款前按考核、数量或审定金额核定。不填即否。只选是而不填比"
        "例、金额的，以本期全部服务费暂估。",
        "Settled: yes where the sum is an estimate until it is settled.",
    ),
    "form-key.instalments.shares": (
        "各期比例：各期不等的逐期列出，用分号隔开，如 25%；25%；10%；10%。占全年价款的比例，个数"
        "等于一年的期数，或整个期限的期数。",
        "Shares: of the year's price, one by one, with semicolons.",
    ),
    "form-key.instalments.amounts": (
        "各期金额：逐期列出多少元，用分号隔开。个数等于一年的期数（每年相同），或整个期限的期数。",
        "Amounts: yuan one by one, with semicolons.",
    ),
    "form-key.instalments.part": (
        "属于哪一部分：填了「价款组成」表的必填，从列表里选那一部分的编号。",
        "Part: required beside parts of the price.",
    ),
    "form-key.retain": (
        "留存：每期留下多少暂不付（质保金、考核金）：金额，或核定后金额的比例。由填了「付出留存」"
        "的一期付出。",
        "Retain: what is kept back of each row: a sum, or a share.",
    ),
    "form-key.collects": (
        "付出留存：填有留存的款项的编号，这一期把留存的钱付出，不再填比例或金额。几项用顿号隔开。",
        "Collects: the keys of the instalments whose kept sums this one pays out.",
    ),
    "form-key.payees": (
        "分付几家：联合体各成员各收多少，一家一行，除不尽的余数归最后一家。",
        "Payees: what each of several suppliers gets.",
    ),
    "form-key.payees.party": ("收款方：当事人编号或单位名称。", "Party: its key or name."),
    "form-key.payees.share": (
        "收款比例：合计 100%。都不填的，付款表的另行结算要选是，由结算分配。",
        "Share: together 100%, or left to the settlement.",
    ),
    "form-key.instalments.assessment": (
        "按哪项考核核定：「考核」表的编号。得分决定付多少。",
        "Assessment: the key of the one that settles it.",
    ),
    "form-key.needs": (
        "须先收到：收齐这些文件才起算，填「报告和单据」表的编号或名称，几项用顿号隔开；填核定表示"
        "等本期结算。还要等本期期满，除非「须待期满」选否、只付一次，或自期初、某日起算。",
        "Needs: the deliverables without which no deadline runs.",
    ),
    "form-key.due": (
        "何时付款：五种填法选一种：天数加单位；几号加哪个月；前几个工作日加哪个月；每年几月几日；"
        "逐笔日期。没有约定的选未约定。除逐笔日期外都要填自何时起算。",
        "By when: one of five ways; each but dates with what starts it.",
    ),
    "form-key.obligations.due": (
        "何时办结：填法与付款相同；没有约定期限的不填，办结前一直列出。",
        "By when: as an instalment's.",
    ),
    "form-key.lodge": (
        "何时交存：填法与付款相同；没有约定的不填。",
        "Lodge: by when it is to be lodged.",
    ),
    "form-key.returns.due": ("何时退还：填法与付款相同。", "By when this part goes back."),
    "form-key.due.days": (
        "天数：起算后多少个单位，起算当日不计入。也可以连单位一起写：15个工作日。",
        "Days: how many of the unit after the event, its day not counted.",
    ),
    "form-key.due.unit": (
        "天数的单位：工作日扣除放假、计入调休上班；自然日、月、年照日历数。",
        "Unit: what the days count.",
    ),
    "form-key.due.day": (
        "几号：那个月的几号付，31 即当月最后一日。同时填哪个月。",
        "Day: of that month; 31 is its last. Beside the month.",
    ),
    "form-key.due.working_day": (
        "前几个工作日：那个月的前几个工作日内付，1 至 15。同时填哪个月。",
        "Working day: within the first so many of that month.",
    ),
    "form-key.due.month": (
        "哪个月：与几号或前几个工作日同填，相对起算事件所在的月份。",
        "Month: reckoned from the event's.",
    ),
    "form-key.due.date": (
        "每年几月几日：起算事件当日或以后的第一个这一天，如 06-30 或 6月30日。",
        "Date: the first such day of a year on or after the event.",
    ),
    "form-key.due.on": (
        "逐笔日期：合同写明了每一笔哪天付的，按先后列出，用分号隔开，一笔一个。不填自何时起算。",
        "On: the days that the contract names, one for each row.",
    ),
    "form-key.due.agreed": (
        "未约定天数：合同没有约定付款天数的选它。起算后即待付，不会逾期；填了企业规模的，另列法定"
        "期限。",
        "Not agreed: no number of days; never overdue.",
    ),
    "form-key.due.after": (
        "自何时起算：从哪件事、哪一天起算。选了「收到某份文件」「某期款项付清」「保证金交足」的，"
        "右边一格写明是哪一项。",
        "After: what starts it; the next column names the paper, payment or guarantee.",
    ),
    "form-key.due.plus": (
        "先顺延：起算前先往后推多久，如验收后满一年起算，填 1年。",
        "Plus: how far the event's day is moved first, such as a year.",
    ),
    "form-key.due.roll": (
        "最后一日遇休息日：按自然日、月、年或固定日期算的才填；不填即按执行口径。工作日不用填。",
        "Roll: what a day off does to the last day.",
    ),
    "form-key.scope": (
        "只付一次（旧写法）：现在请用「多久付一次」。两者只填一个。",
        "Scope: the older way to say how often. Not beside it.",
    ),
    "form-key.year_over": (
        "须待期满：选否，文件收齐就起算，不等本期（年、季度、月）期满。不填即是。",
        "Period over: no where the papers are enough. Default: yes.",
    ),
    "form-key.instalments.payee": (
        "收款方：供应商不止一家的，写付给谁（当事人编号或单位名称）；只有一家的不填。",
        "Payee: the supplier, where there are several.",
    ),
    "form-key.instalments.fund_source": (
        "资金来源：一个名称；几个来源共同出资的，填「各期资金来源」表。只管这一期。",
        "Source of funds: a name; several have a sheet of their own.",
    ),
    "form-key.office.fund_source": (
        "资金来源：一个名称；几个来源共同出资的，填「资金来源」表。管整份合同。",
        "Source of funds: a name; several have a sheet of their own.",
    ),
    "form-key.evidence": (
        "付款前备齐的附件：自己起的编号，如 invoice、acceptance-note，几项用顿号隔开。缺了只提醒，"
        "不影响期限。",
        "Evidence: papers on file before money moves, by names of your own.",
    ),
    "form-key.require_evidence": (
        "缺附件不付：选是，附件不齐的不能登记付款。不填即否，只提醒。",
        "Require evidence: yes refuses a payment without it.",
    ),
    "form-key.assessments": (
        "考核：得分怎样影响付款，何时可以解除合同。计算方法填一种：全额起点加每少一分少付多少，或"
        "「分档付款」表；都不填的，得分不改变金额。",
        "Assessments: what a score does to a payment.",
    ),
    "form-key.full_from": (
        "全额起点：得分达到它即付全额，0 至 10000 的整数。与每少一分少付多少同填。",
        "Full from: the score from which on all is paid.",
    ),
    "form-key.bands": (
        "分档付款：得分达到起始分的，付右边的比例；取达到的最高一档。",
        "Bands: from a score on, what share is paid.",
    ),
    "form-key.points_off.promise": (
        "哪项承诺：分级/级别/时限，时限写 answer（应答）、dispatch（派人）、restore（恢复），或分"
        "级/级别/engineers（到场人数），如 SLA/P1/restore；或服务计划的编号；或 leave（未经允许的"
        "操作）。",
        "Promise: REGIME/LEVEL/CLOCK, a key of the service plan, or leave.",
    ),
    "form-key.in_a_row": (
        "须连续：选是，要连续不合格才算。不填即否，累计计算。",
        "In a row: yes where only failures one after another count.",
    ),
    "form-key.guarantees.share": (
        "比例：占合同总价（不含续签）的比例；与金额填一个。履约保证金不得超过合同金额的 10%。",
        "Share: of the price without renewals; or the amount.",
    ),
    "form-key.guarantees.amount": (
        "金额：多少元；与比例填一个。",
        "Amount: in yuan; or the share.",
    ),
    "form-key.damages": (
        "违约责任：一条违约金一行。按比例计的填计算比例，按金额计的填定额，都不填的只赔实际损失。",
        "Damages: a row for each rule.",
    ),
    "form-key.damages.rate": (
        "计算比例：每一计算周期或每次，按计算基数的多少计，如 3% 或万分之五；可以超过 100%。同时"
        "填计算基数。0% 只与「分档比例」表同用，表示宽限期。",
        "Rate: of the base, for each period or each time.",
    ),
    "form-key.damages.amount": (
        "定额：每一计算周期或每次多少元；不填计算比例、计算基数。",
        "Amount: yuan for each period or time; without rate and base.",
    ),
    "form-key.tiers": (
        "分档比例：迟延到第几天起改按另一比例。与每几天同用。",
        "Tiers: another rate from some day of the delay on.",
    ),
    "form-key.per.days": (
        "每几天：迟延每多少天计一次，按日计的写 1；不填即每次违约只计一次。同时填不足一期。",
        "Days: of a period; 1 where it is daily; left out for a one-off.",
    ),
    "form-key.cap": (
        "上限：最多多少；填上限比例加上限的基数，或上限金额，再填上限管多少。",
        "Cap: the most that is owed.",
    ),
    "form-key.cap.share": (
        "上限比例：最多为基数的百分之多少。同时填上限的基数、上限管多少。",
        "Share: of the base beside it.",
    ),
    "form-key.cap.waiver_returns": (
        "免除后腾出上限：选是，免除的部分腾出来，以后的违约金还可以计。不填即否。",
        "Waiver returns: yes where what was waived makes room for others.",
    ),
    "form-key.occurrences": (
        "违约几次可以解除：这条违约发生几次，守约方可以解除合同。",
        "Occurrences: of this rule's breaches, after which the contract may be ended.",
    ),
    "form-key.within": (
        "在多长时间之内：任意这样一段时间内达到次数，如 12个月；不填即不限时间。",
        "Within: any span of that length, such as 12 months.",
    ),
    "form-key.deduct": (
        "可从款项中扣：选是，合同允许甲方直接从应付款中扣，不另要双方书面。只用于乙方承担的。不填"
        "即否。",
        "Deduct: yes where the contract lets the purchaser take it off a payment.",
    ),
    "form-key.loss": (
        "经济损失：实际损失与违约金是什么关系（民法典第五百八十五条）。不填的：有比例或定额的为违"
        "约金已含损失，都没有的为只赔损失。",
        "Loss: how a proven loss stands to the damages.",
    ),
    "form-key.obligations.every": (
        "多久一次：不填即只有一次；按月、季、半年、年的，每期一项。",
        "Every: how often. Default: once.",
    ),
    "form-key.restore_from": (
        "恢复时限从何时计：不填即自报修。",
        "Restore from: where that clock starts. Default: the call.",
    ),
    "form-key.dispatch_hours": (
        "派人的服务时间：派人时限在哪些时间里走；不填即与服务时间相同。",
        "Dispatch hours: in which that clock runs.",
    ),
    "form-key.waits": (
        "哪些等候停计时限：user（等用户）、access（不得进入）、third-party（等第三方），或合同自己"
        "的说法，用分号隔开；只停派人和恢复，不停应答。不填即按执行口径。",
        "Waits: which reasons stop dispatch and restore.",
    ),
    "form-key.service_levels.breach": (
        "未做到属哪条违约：「违约责任」表里针对其他违约的编号；不填即由登记的人指定。",
        "Breach: the key of the damages rule that a miss falls under.",
    ),
    "form-key.service_plan.breach": (
        "未做到属哪条违约：「违约责任」表里针对其他违约的编号；不填即由登记的人指定。",
        "Breach: the key of the damages rule that a miss falls under.",
    ),
    "form-key.working_hours": (
        "工作时间：按工作日计的服务时间，由早到晚，用分号隔开，不跨零点。不填即 "
        "08:00-12:00；14:30-17:30。",
        "Working hours: on working days, in order, with semicolons.",
    ),
    "form-key.service_plan.every": (
        "每隔多久：如 6个月；没有周期的不填。",
        "Every: how far apart; left out for what has no period.",
    ),
    "form-key.findings": (
        "不一致事项：几份文件说法不一的地方，相关处都会提示，直到登记核实。各处怎样写填「各处所"
        "载」表。",
        "Findings: where the documents disagree.",
    ),
    "form-key.findings.key": (
        "不一致事项编号：不填即按类别；同类有几件的各起一个。",
        "Key: needed where there are several of one kind.",
    ),
    "form-key.findings.title": (
        "事项名称：不填即用类别的名称；关于其他的应当填。",
        "Title: default: the name of its kind.",
    ),
    "form-key.readings": (
        "执行口径：合同没有写清、可有几种理解之处，与默认不同的才选，不清楚的一律空着。",
        "Readings: only where this contract departs from the defaults.",
    ),
    "form-key.clauses": (
        "不作计算的条款：没有日期、金额可算的条款，写明原因，以便逐条核对。",
        "Clauses: articles with nothing to work out, and why.",
    ),
    "form-key.service_levels": (
        "故障级别：各级故障的时限，一级一行；可以几套分级并存。",
        "Service levels: limits for each level of incident.",
    ),
    "form-value.currency.CNY": ("人民币", "renminbi"),
    "form-value.calendar.CN": ("全国", "the nation's"),
    "form-value.calendar.CN-GX": ("广西", "Guangxi's"),
    "form-value.calendar.CN-NX": ("宁夏", "Ningxia's"),
    "form-value.boolean.true": ("是", "yes"),
    "form-value.boolean.false": ("否", "no"),
    "form-value.not-agreed": ("未约定", "not agreed"),
    "form-value.blank": ("空白", "blank"),
    "form-value.settlement": ("核定", "settlement"),
    "form-value.scope.contract": ("整份合同一次", "once in the contract"),
    "form-value.after.period-start": ("本期开始", "the start of the period"),
    "form-value.after.receipt": ("所需文件收齐之日", "all papers are in"),
    "form-value.after.receipt:KEY": ("收到某份文件", "receipt of a paper"),
    "form-value.after.payment:KEY": ("某期款项付清", "a payment made in full"),
    "form-value.after.lodged:KEY": ("保证金交足", "a guarantee lodged"),
    "form-value.hours.5x8": ("工作日的工作时间", "working hours on working days"),
    "form-value.part.whole": ("满一期才计", "only whole periods"),
}
