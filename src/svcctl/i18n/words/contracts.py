"""Contracts: loaded, shown, corrected, amended, closed, and where their documents disagree."""

WORDS = {
    "check.more": ("另有 {count} 处错误", "and {count:more error|more errors}"),
    "check.ok": (
        "{files} 个合同要素文件，没有错误。",
        "{files:contract file|contract files}, no errors.",
    ),
    "check.rows": ("  {title}：{rows}", "  {title}: {rows}"),
    "import.done": (
        "{contract}：已导入，{instalments} 期，合同价 {total} 元，不一致事项 {findings} 项。",
        "{contract}: imported, {instalments:instalment|instalments}, price {total}, "
        "{findings:finding|findings}.",
    ),
    "import.check": (
        "请第二个人核对：svcctl contract show --clauses {contract}",
        "For a second person to check: svcctl contract show --clauses {contract}",
    ),
    "import.would": (
        "{contract}：将导入，{instalments} 期，合同价 {total} 元，不一致事项 {findings} 项。",
        "{contract}: would be imported, {instalments:instalment|instalments}, price {total}, "
        "{findings:finding|findings}.",
    ),
    "import.already": (
        "{contract}：已在库中，内容相同，未重复登记。",
        "{contract}: already there with the same content; nothing recorded.",
    ),
    "contract.not-started": ("未开始", "not started"),
    "contract.running": ("履行中", "running"),
    "contract.ended": ("已到期", "ended"),
    "contract.terminated": ("已解除", "terminated"),
    "contract.closed": ("已结案", "closed"),
    "contract.next-payment": ("{title}", "{title}"),
    "contract.next-guarantee": ("退还{title}", "{title} goes back"),
    "contract.next-guarantee@supplier": ("收回{title}", "{title} comes back"),
    "contract.next-letter": ("{title}保函到期", "letter for {title} runs out"),
    "contract.next-obligation": ("{title}", "{title}"),
    "contract.next-end": ("服务期满", "end of the term"),
    "contract.list-empty": (
        "没有合同。导入：svcctl contract import 文件",
        "No contracts. Load one: svcctl contract import FILE",
    ),
    "show.project_number": ("项目编号：{value}", "Project number: {value}"),
    "show.number": ("合同编号：{value}", "Contract number: {value}"),
    "show.plan_number": ("采购计划编号：{value}", "Procurement plan number: {value}"),
    "show.blank": ("（空白）", "(blank)"),
    "show.signed": ("签订日期：{signed}", "Signed on: {signed}"),
    "show.started-other": (
        "收到服务开始通知：{on}，服务自 {begins} 起算",
        "Start notice received on: {on}; service counts from {begins}",
    ),
    "show.started": ("收到服务开始通知：{on}", "Start notice received on: {on}"),
    "show.price": ("合同价：{total} 元（{article}）", "Price: {total} ({article})"),
    "show.ceiling": (
        "最高限价：{total} 元，按实结算（{article}）",
        "Ceiling: {total}, settled by what is done ({article})",
    ),
    "show.no-total": (
        "不设总价，按实结算（{article}）",
        "No total price, settled by what is done ({article})",
    ),
    "show.item": (
        "  单价：{title} {unit_price} 元/{unit}，暂估数量 {estimate}",
        "  unit price: {title} {unit_price} a {unit}, estimated {estimate}",
    ),
    "show.item-year": (
        "  单价：{title} {unit_price} 元/{unit}（每年），暂估数量 {estimate}",
        "  unit price: {title} {unit_price} a {unit} and year, estimated {estimate}",
    ),
    "show.discount": ("  下浮率：{share}", "  discount: {share}"),
    "show.part": ("  分项：{part} {sums} 元", "  part: {part} {sums}"),
    "show.term-open": (
        "服务期限：合同没有约定，至最后一笔付款或退还为止",
        "Term: none agreed; the contract ends with its last payment or return",
    ),
    "show.term-years": (
        "服务期限：{years} 年（{article}）",
        "Term: {years:year|years} ({article})",
    ),
    "show.term-months": (
        "服务期限：{months} 个月（{article}）",
        "Term: {months:month|months} ({article})",
    ),
    "show.term-dates": (
        "服务期限：{from} 至 {to}（{article}）",
        "Term: {from} to {to} ({article})",
    ),
    "show.term-calendar": (
        "  各期按公历月、季、年划分",
        "  periods are cut at the calendar's months, quarters and years",
    ),
    "show.renewal-years": ("  可续签 {years} 年", "  may be renewed for {years:year|years}"),
    "show.renewal-months": ("  可续签 {months} 个月", "  may be renewed for {months:month|months}"),
    "show.renewal-to": ("  可续签至 {to}", "  may be renewed to {to}"),
    "show.how-shares": ("各期 {how}", "{how}"),
    "show.how-amount": ("{how} 元", "{how}"),
    "show.how-amounts": ("{how} 元", "{how}"),
    "show.how-up_to": ("付至 {how}", "up to {how}"),
    "show.how-collects": ("付还 {how} 的预留款", "what was kept back of {how}"),
    "show.how-settled": ("按核定金额", "as settled"),
    "show.how-also-settled": ("，以核定为准", ", as settled"),
    "show.how-kept": ("，预留 {kept}", ", {kept} kept back"),
    "show.every-month": ("按月 {how}", "monthly {how}"),
    "show.every-quarter": ("按季 {how}", "quarterly {how}"),
    "show.every-half-year": ("按半年 {how}", "half-yearly {how}"),
    "show.rows": ("  各期金额：{rows}", "  in yuan: {rows}"),
    "show.row": ("{first} {amount} 元", "{first} {amount}"),
    "show.if-renewed": ("（如续签）", " (if renewed)"),
    "show.row-unknown": ("{first} 以结算为准", "{first} as settled"),
    "show.rows-alike-unknown": ("{first} 至 {last} 以结算为准", "{first} to {last} as settled"),
    "show.rows-alike": ("{first} 至 {last} 每期 {amount} 元", "{first} to {last} {amount} each"),
    "show.calendar": ("工作日日历：{calendar}", "Working days by: {calendar}"),
    "show.purchaser": ("甲方（采购人）：{name}", "Purchaser: {name}"),
    "show.supplier": ("乙方（成交供应商）：{name}", "Supplier: {name}"),
    "show.account": (
        "  收款账户：{bank} {number}（{source}）",
        "  account: {bank} {number} ({source})",
    ),
    "show.account-rejected": (
        "  经核实不用的账户：{bank} {number}（{source}）",
        "  account not to be used (finding settled): {bank} {number} ({source})",
    ),
    "show.instalment": (
        "款项：{title} {share}，{when}（{article}）",
        "Instalment: {title} {share}, {when} ({article})",
    ),
    "show.guarantee": (
        "{title}：{amount}，交纳期限 {by}（{article}）",
        "{title}: {amount}, to be lodged: {by} ({article})",
    ),
    "show.guarantee-share": ("（合同价的 {share}）", " ({share} of the price)"),
    "show.guarantee-return": ("  退还 {share}：{by}", "  {share} goes back: {by}"),
    "show.corrected": (
        "更正：{on} 登记 {event}，原因：{reason}",
        "Corrected on {on} ({event}): {reason}",
    ),
    "term.changed": ("{term}由「{before}」改为「{after}」", "{term} from {before} to {after}"),
    "term.of": ("{title}的{what}", "{title}, {what}"),
    "term.share": ("比例", "share"),
    "term.amount": ("金额", "amount"),
    "term.article": ("合同条款", "article"),
    "term.title": ("名称", "title"),
    "term.title.zh": ("中文名称", "Chinese title"),
    "term.title.en": ("英文名称", "English title"),
    "term.due.days": ("期限天数", "days of the deadline"),
    "term.due.unit": ("期限单位", "unit of the deadline"),
    "term.due.after": ("期限起算事件", "event that starts the deadline"),
    "term.due.plus": ("期限顺延", "time before the deadline starts"),
    "term.due.date": ("到期日", "date of the deadline"),
    "term.due.on": ("到期日", "dates of the deadline"),
    "term.due.roll": ("遇休息日的处理", "what a day off does to the deadline"),
    "term.rate": ("违约金比例", "rate"),
    "term.cap.share": ("违约金上限比例", "cap"),
    "term.number": ("合同编号", "contract number"),
    "term.project_number": ("项目编号", "project number"),
    "term.plan_number": ("采购计划编号", "procurement plan number"),
    "term.signed_on": ("签订日期", "day of signing"),
    "term.award_notice_on": ("成交通知日期", "day of the award notice"),
    "term.calendar": ("工作日日历", "calendar"),
    "term.price.total": ("合同价", "price"),
    "term.price.total_in_words": ("合同价大写", "price in words"),
    "term.price.per_year": ("每年服务费", "price of a year"),
    "term.price.years": ("各年服务费", "prices of the years"),
    "term.price.article": ("合同价条款", "article of the price"),
    "term.term.years": ("服务年数", "years of service"),
    "term.term.starts": ("服务起算方式", "what starts the service"),
    "term.unit.working-day": ("工作日", "working days"),
    "term.unit.calendar-day": ("日", "calendar days"),
    "term.unit.month": ("个月", "months"),
    "term.unit.year": ("年", "years"),
    "show.department": ("归口科室：{value}", "Department: {value}"),
    "show.fund_source": ("资金来源：{value}", "Source of funds: {value}"),
    "show.fund-of": ("资金来源（{title}）：{value}", "Source of funds ({title}): {value}"),
    "show.budget_item": ("预算科目：{value}", "Budget item: {value}"),
    "show.budget_project": ("预算项目：{value}", "Budget project: {value}"),
    "show.rule": (
        "违约条款 {rule}：{payer}{says}（{article}）",
        "Damages rule {rule}: {payer} {says} ({article})",
    ),
    "show.payer-purchaser": ("甲方", "the purchaser owes"),
    "show.payer-supplier": ("乙方", "the supplier owes"),
    "show.payer-breaching-party": ("违约方", "the side in breach owes"),
    "show.rule-comma": ("，", ", "),
    "show.rule-loss": ("赔偿经证明的损失", "a proven loss"),
    "show.rule-once": ("每次", "each time"),
    "show.rule-whole": ("每满 {days} 天", "for each {days:full day|full days}"),
    "show.rule-started": ("每 {days} 天（不满也计）", "for each {days:day|days} begun"),
    "show.rule-pro-rata": ("每 {days} 天（按天折算）", "for each {days:day|days}, pro rata"),
    "show.rule-rate": ("{often}按{base}的 {rate} 计", "{rate} of {base} {often}"),
    "show.rule-amount": ("{often} {amount} 元", "{amount} {often}"),
    "show.rule-tier": ("第 {day} 天起 {rate}", "{rate} from day {day} on"),
    "show.base-contract-price": ("合同金额", "the contract price"),
    "show.base-year-price": ("该服务年度金额", "the year's price"),
    "show.base-amount-overdue": ("逾期未付金额", "the amount overdue"),
    "show.base-amount-in-breach": ("违约款额", "the amount in breach"),
    "show.base-instalment": ("逾期的该期款项全额", "the whole instalment that is late"),
    "show.base-period-fee": ("违约发生当期的服务费", "the fee of the period of the breach"),
    "show.cap-share": ("{base}的 {share}", "{share} of {base}"),
    "show.cap-sum": (" {amount} 元", "{amount}"),
    "show.cap-contract": ("全合同累计上限为{limit}", "at most {limit} in all"),
    "show.cap-breach": ("每次违约上限为{limit}", "at most {limit} for each breach"),
    "show.rule-gated": ("协商不成才计", "once negotiation has failed"),
    "show.loss-beside": ("另赔损失", "a loss beside it"),
    "show.loss-included": ("已含损失", "a loss included"),
    "show.ends-days": (
        "延误超过 {days} 天对方可以解除合同",
        "the other side may terminate after more than {days:day|days}",
    ),
    "show.ends-cap": ("达到上限对方可以解除合同", "the other side may terminate at the cap"),
    "show.ends-occurrences": (
        "满 {occurrences} 次对方可以解除合同",
        "the other side may terminate after {occurrences:breach|breaches}",
    ),
    "show.ends-occurrences-within": (
        "{span}内满 {occurrences} 次对方可以解除合同",
        "the other side may terminate after {occurrences:breach|breaches} within {span}",
    ),
    "show.rule-deduct": ("可以从款项中直接扣", "to be taken off payments"),
    "show.sum": ("{amount} 元", "{amount} yuan"),
    "show.finding": (
        "不一致事项（{severity}）：{about}：{values}",
        "Finding ({severity}): {about}: {values}",
    ),
    "show.amendment": (
        "补充协议{number}：{since} 生效（{signed_on} 签订，{approved_on} 批复 {approval_ref}，"
        "{filed_on} 备案），增加 {added} 元",
        "amendment {number}: in force from {since} (signed {signed_on}, approved {approved_on} "
        "{approval_ref}, filed {filed_on}), adds {added}",
    ),
    "show.beyond-a-tenth": (
        "补充协议累计增加 {added} 元，超过原合同价的百分之十（政府采购法第四十九条）。",
        "Supplements add {added} together, more than 10 % of the original price "
        "(Government Procurement Law art. 49).",
    ),
    "show.terminated": ("合同已于 {on} 解除：{reason}", "terminated on {on}: {reason}"),
    "show.closed": (
        "已于 {on} 结案归档，至少保存到 {until}（政府采购法第四十二条）",
        "file closed on {on}; keep until {until} at least (Government Procurement Law art. 42)",
    ),
    "finding.open": ("未核实", "open"),
    "finding.holds": ("已核实，以此为准", "settled: this one holds"),
    "finding.not": ("不采用", "not this one"),
    "finding.title": (
        "不一致事项 {count} 项    截至 {as_of}",
        "{count:finding|findings}    as of {as_of}",
    ),
    "finding.then": ("核实后登记：", "Once confirmed:"),
    "finding.closed": (
        "甲方核对文件时记下的不一致事项属内部说明，不对此账号开放。",
        "What the office found between the papers is internal and not shown to this login.",
    ),
    "finding.how": (
        'svcctl contract findings settle {key} --value 序号 --doc "账户确认函" --file 扫描件.pdf',
        "svcctl contract findings settle {key} --value NO --doc "
        '"confirmation letter" --file scan.pdf',
    ),
    "about.payee-account": ("收款账户", "payee account"),
    "about.price": ("价款", "price"),
    "about.party": ("当事人名称", "party's name"),
    "about.project-number": ("项目编号", "project number"),
    "about.date": ("日期", "date"),
    "about.service-level": ("服务时限", "service level"),
    "about.other": ("其他", "other"),
    "severity.stop": ("停付", "stop"),
    "severity.warn": ("提醒", "warning"),
    "severity.note": ("备注", "note"),
    "close.title": ("未了事项 {count} 项：", "{count:thing is|things are} open:"),
    "close.sum": ("{what}：{amount} 元", "{what}: {amount}"),
    "close.term": (
        "服务期未满（第{id}年未结束）",
        "the term is not over (year {id} has not ended)",
    ),
    "close.instalment": ("{id} 未付清", "{id} is not paid in full"),
    "close.astray": (
        "{id} 有款项付到没有依据的账户",
        "money for {id} went to an account that no paper bears out",
    ),
    "close.unproven": (
        "{id} 商定的付款日期没有书面依据",
        "no paper bears out the date agreed on for {id}",
    ),
    "close.overpaid": ("{id} 多付未退", "{id} is overpaid"),
    "close.damages": ("违约金 {id} 未了", "damages {id} are open"),
    "close.waiver": ("{id} 免除违约金没有决定文号", "the waiver of {id} has no decision behind it"),
    "close.duty": ("应办事项 {id}未办", "obligation {id} is not done"),
    "close.named": ("{title}（{id}）", "{title} ({id})"),
    "close.guarantee": ("{id}未退还", "{id} has not gone back"),
    "close.guarantee-letter": ("{id}的保函未退还", "the letter of {id} has not gone back"),
    "close.finding": ("不一致事项 {id}未确认", "finding {id} is not settled"),
    "close.breach": ("违约 {id} 未结束", "breach {id} has not ended"),
    "close.force-majeure": ("不可抗力 {id} 未结束", "force majeure {id} has not ended"),
    "close.dispute": ("{id} 的争议未解决", "the dispute about {id} is not settled"),
    "close.negotiation": ("{id} 的协商没有结果", "the negotiation about {id} has no outcome"),
    "refusal.import.changed": (
        "{file}：合同 {contract} 已在库中，内容不同。录错的用 svcctl contract correct {file} "
        "--reason 更正；补充协议用 svcctl contract amend。",
        "{file}: contract {contract} is there with other content. What was typed wrongly: "
        "svcctl contract correct {file} --reason; a supplement: svcctl contract amend.",
    ),
    "refusal.import.twice": (
        "{file}：合同 {contract} 在本次导入中写了两次。",
        "{file}: contract {contract} stands twice in this import.",
    ),
    "refusal.contract.unknown": (
        "没有合同 {contract}。已有：{known}。",
        "there is no contract {contract}; there are: {known}.",
    ),
    "refusal.contract.which": (
        "有几份合同，请用 --contract 指明：{known}。",
        "there are several contracts; name one with --contract: {known}.",
    ),
    "refusal.contract.two": (
        "这里只能写一份合同，写了两份：{first} 和 {second}。请分开办理。",
        "only one contract can be named here, not both {first} and {second}.",
    ),
    "refusal.contract.none": (
        "登记簿里没有合同。导入：svcctl contract import 文件",
        "there is no contract in the store. Load one: svcctl contract import FILE",
    ),
    "refusal.contract.not-yet": (
        "截至 {as_of} 没有已签订的合同。请用更晚的 --as-of。",
        "no contract was signed as of {as_of}. Give a later --as-of.",
    ),
    "refusal.finding.unknown": (
        "没有不一致事项 {finding}。可用：{known}。",
        "there is no finding {finding}; there are: {known}.",
    ),
    "refusal.finding.account": (
        "账户「{account}」不全，请写开户银行和账号，如：某某银行某某支行 6222 0000 1234。",
        'the account "{account}" is not whole: write bank and number.',
    ),
    "refusal.finding.whose-account": (
        "合同有几个乙方，看不出是谁的账户：请用 contract amend 写入合同要素文件。",
        "there are several suppliers and no finding about an account, so nobody can tell whose it "
        "is: put it into the contract file by contract amend.",
    ),
    "refusal.finding.no-account": (
        "{finding} 不是收款账户，不能用 --account 核实。",
        "{finding} is not about an account: --account does not settle it.",
    ),
    "refusal.finding.value": (
        "{finding} 只有 {values} 项所载内容，--value 应在 1 至 {values} 之间。",
        "{finding} has {values:value|values}; --value is 1 to {values}.",
    ),
    "refusal.finding.settle-what": (
        "要写明以第几项为准（--value）和依据文件（--doc）：svcctl contract findings settle "
        '{finding} --value 1 --doc "账户确认函"',
        "say which value holds (--value) and by which paper (--doc): "
        'svcctl contract findings settle {finding} --value 1 --doc "confirmation letter"',
    ),
    "refusal.start.dates": (
        "合同写明了服务起止日期（{first} 至 {last}），不用登记开始通知。",
        "the contract names the days of service ({first} to {last}); no start notice is recorded.",
    ),
    "refusal.start.sent-after": (
        "发出日期 {sent} 晚于收到日期 {on}。请核对。",
        "sent on {sent} is after received on {on}. Check the dates.",
    ),
    "refusal.correct.same": (
        "合同 {contract} 与文件内容相同，无须更正。",
        "contract {contract} is the same as the file; nothing to correct.",
    ),
    "refusal.correct.other-id": (
        "文件里的合同编号是 {file}，要更正的是 {contract}。编号不能改。",
        "the file is of contract {file}, not {contract}. An id cannot change.",
    ),
    "refusal.correct.which": (
        "合同 {contract} 有补充协议，请用 --of 指明更正的是哪一份：{known}。",
        "contract {contract} has amendments; name the one to put right with --of: {known}.",
    ),
    "refusal.correct.not-terms": (
        "{event} 不是合同或补充协议的登记。",
        "{event} does not record a contract or an amendment.",
    ),
    "refusal.amend.missing": (
        "补充协议还缺：{missing}。签订、批复、备案齐备之后才生效；缺一项不能登记。",
        "the amendment lacks {missing}. It is in force once signed, approved and filed; "
        "with one missing it cannot be recorded.",
    ),
    "refusal.amend.fixed": (
        "补充协议不能改 {what}：原为 {before}，文件里是 {after}。"
        "录错的用 svcctl contract correct 更正。",
        "an amendment cannot change {what}: it was {before}, the file has {after}. "
        "What was typed wrongly is put right with svcctl contract correct.",
    ),
    "refusal.amend.before-signing": (
        "{option} {on} 早于合同签订日期 {signed}。",
        "{option} {on} is before the contract was signed ({signed}).",
    ),
    "refusal.amend.same": (
        "合同 {contract} 那时的内容与文件相同，没有变更。",
        "contract {contract} was the same as the file by then; nothing is amended.",
    ),
    "refusal.amend.years": (
        "服务期不能缩短到 {years} 年：已经进入第{begun}年。提前结束用 svcctl contract terminate。",
        "the term cannot be cut to {years:year|years}: year {begun} has begun. "
        "To end early use svcctl contract terminate.",
    ),
    "refusal.amend.after-end": (
        "合同已于 {on} 解除，之后不能再变更。",
        "the contract was terminated on {on} and is not amended after that.",
    ),
    "refusal.close.open": (
        "合同 {contract} 还有 {count} 项未了，没有结案。"
        "办结后再结案，或者用 --override --reason 说明理由结案。",
        "{count:thing is|things are} open in contract {contract}; it was not closed. "
        "Settle them, or close it with --override --reason.",
    ),
    "refusal.close.why": ("--override 要用 --reason 说明理由。", "--override needs --reason."),
}
