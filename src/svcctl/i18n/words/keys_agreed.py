"""What the keys of a contract file mean: the contract itself, price, term, parties, office."""

WORDS = {
    "key-agreed.format": (
        "格式版本：现在只有 1，照写 1。",
        "Format: the version of this format, always 1.",
    ),
    "key-agreed.id": (
        "合同代号：登记簿里不重复的简称，各命令用它指这份合同。小写字母、数字和连字符，至多 60 "
        "个；不能写 calendar、store、all。",
        "Handle: a short name, unique in the store, by which commands mean this contract. a-z, "
        "0-9 and hyphens, 60 at most; not calendar, store or all.",
    ),
    "key-agreed.project_number": (
        "项目编号：采购项目的编号，照成交通知书或合同封面写。",
        "Project number: of the procurement, as in the award notice or on the cover.",
    ),
    "key-agreed.number": (
        '合同编号：合同封面上的编号；原件上空白的写 ""。',
        'Contract number: as on the cover; "" where the original leaves it blank.',
    ),
    "key-agreed.plan_number": (
        "采购计划编号：政府采购计划的编号；不知道的不写。",
        "Purchase plan number: of the procurement plan; leave it out where unknown.",
    ),
    "key-agreed.title": (
        "名称：照合同写。可以只写一种语言，也可以中英文各写一个（zh、en）。",
        "Title: as in the contract; in one language, or a table with zh and en.",
    ),
    "key-agreed.currency": ("币种：只能是人民币。", "Currency: renminbi only."),
    "key-agreed.calendar": (
        "工作日日历：按哪里的放假安排数工作日。CN 是全国；CN-GX 另加广西壮族三月三，CN-NX 另加"
        "宁夏的节日。",
        "Calendar: whose days off count. CN is the nation's; CN-GX adds Guangxi's, CN-NX "
        "Ningxia's.",
    ),
    "key-agreed.award_notice_on": (
        "成交（中标）通知日期：通知书上的日期，不晚于签订日期。有期限自通知书起算（"
        "award-notice）的必须写。应自通知书发出之日起三十日内签订合同（政府采购法第四十六条）。",
        "Award notice: its date, not after the signing. Required where something counts from "
        "award-notice. The contract is to be signed within 30 days of it (Government "
        "Procurement Law 46).",
    ),
    "key-agreed.signed_on": (
        "签订日期：双方都签字盖章之日；先后不同的写后一个（民法典第四百九十条）。",
        "Signed on: the day on which both had signed and sealed; the later one where they "
        "differ (Civil Code 490).",
    ),
    "key-agreed.price": (
        "价款：合同多少钱，怎样分到各年、各部分。",
        "Price: how much, and how it falls on years and parts.",
    ),
    "key-agreed.price.kind": (
        "价款方式：总价固定，还是按实结算、不超过最高限价。不写即 fixed。",
        "Kind of price: a fixed total, or what was done up to a ceiling. Default: fixed.",
    ),
    "key-agreed.price.total": (
        "合同总价：整个服务期限（不含续签）的价款，单位元，两位小数。单价清单已算得出总价的，未"
        "定总额的最高限价，或各期款项都写明金额或另行结算的，可以不写。",
        "Total: yuan for the whole term without renewals, two decimals. May be left out where "
        "items make it, where a ceiling names none, or where every instalment has its own sum "
        "or is settled.",
    ),
    "key-agreed.price.total_in_words": (
        "大写金额：合同上的人民币大写，与 total 核对，不符即报错。大写与小写必须一致（支付结算"
        "办法第十三条）。",
        "Total in capitals: as in the contract, checked against total; the two must agree "
        "(Payment and Settlement Measures 13).",
    ),
    "key-agreed.price.per_year": (
        "每年价款：十二个月多少元，各年相同时写；各年不同的写 years。可以不写。",
        "Price of a year: yuan for twelve months, where all years are alike; years where they "
        "differ. Optional.",
    ),
    "key-agreed.price.years": (
        "各年价款：每个服务年度多少元，一年一个，相加等于 total；后面可以接着写各次续签的价款。"
        "与 per_year 只写一个。",
        "Prices of the years: yuan for each service year, together the total; renewals' prices "
        "may follow. Not beside per_year.",
    ),
    "key-agreed.price.items": (
        "单价清单：按实结算的各项单价。结算时登记实际数量：svcctl 结算 款项 --quantity 编号=数量。",
        "Unit prices: what is paid by actual quantity, recorded with payments settle "
        "--quantity KEY=58.",
    ),
    "key-agreed.items.unit": (
        "单位：数量按什么计，如人月、台、平方米。",
        "Unit: what is counted: man-months, pieces, square metres.",
    ),
    "key-agreed.items.unit_price": (
        "单价：每一单位多少元，至多六位小数。",
        "Unit price: yuan a unit, six decimals at most.",
    ),
    "key-agreed.items.estimate": (
        "暂估数量：整个期限的数量，至多六位小数。单价乘暂估数量用来预计款项，并与总价核对：固定"
        "总价的应相等，最高限价的不得超过。",
        "Estimated quantity: of the whole term, six decimals at most. Unit prices times "
        "estimates foretell the instalments and are checked: equal to a fixed total, at most a "
        "ceiling.",
    ),
    "key-agreed.items.per": (
        "计价期间：单价按年计的写 year，一个月算十二分之一；不按年计的不写。",
        "Per: year where the unit price is for a year, of which a month is a twelfth; "
        "otherwise left out.",
    ),
    "key-agreed.price.discount": (
        "下浮率：按单价清单或清单价算出的金额，都减去这个比例。",
        "Discount: comes off every sum worked out from unit or list prices.",
    ),
    "key-agreed.price.parts": (
        "价款组成：分开付的几部分，如建设费、服务费，相加等于总价。写了它，每期款项都要用 part "
        "写明属于哪一部分。",
        "Parts: what the price consists of where it is paid apart, together the total. Every "
        "instalment then names its part.",
    ),
    "key-agreed.parts.total": (
        "部分总额：这一部分共多少元。与 per_year、years 三者写一个。",
        "Total of the part: in yuan. One of total, per_year, years.",
    ),
    "key-agreed.parts.per_year": (
        "部分每年价款：这一部分十二个月多少元。与 total、years 三者写一个。",
        "Price of a year of the part: yuan for twelve months. One of total, per_year, years.",
    ),
    "key-agreed.parts.years": (
        '部分各年价款：这一部分每年多少元，没有的年份写 "0.00"。与 total、per_year 三者写一个。',
        'Prices of the years of the part: "0.00" for a year without. One of total, per_year, '
        "years.",
    ),
    "key-agreed.term": (
        "服务期限：多长、从哪一天开始、能否续签。长短写一种：years 加 starts，months 加 "
        "starts，或 from 加 to。款项、报告都只有一次，期限也不从年度起止算的，可以不写。",
        "Term: how long, from when, and what renewals there may be. One of years with starts, "
        "months with starts, from with to. May be left out where everything comes once and no day "
        "is counted from a year or the term's end.",
    ),
    "key-agreed.term.years": (
        "服务年数：整年数，至多 30。同时写 starts。",
        "Years: whole years, 30 at most. Beside starts.",
    ),
    "key-agreed.term.months": (
        "服务月数：不是整年的按月写，如 18。同时写 starts。",
        "Months: where it is no whole years, such as 18. Beside starts.",
    ),
    "key-agreed.term.starts": (
        "从何时开始：与 years 或 months 同写。",
        "Starts: what begins the years or months.",
    ),
    "key-agreed.term.from": (
        "开始日期：合同写明起止日期的写它，当日计入；可以早于签订日期。同时写 to，不写 starts。",
        "From: the first day, included, where the contract names both; may be before the "
        "signing. Beside to, without starts.",
    ),
    "key-agreed.term.to": (
        "截止日期：当日计入。同时写 from。",
        "To: the last day, included. Beside from.",
    ),
    "key-agreed.term.periods": (
        "分期方式：写 calendar 即按日历的月、季度、半年、年分期，首尾可能不足一期；不写即从开始"
        "之日起每满一个月（季度、半年、年）为一期。",
        "Cut: calendar cuts at the calendar's months, quarters, half-years and years, the "
        "first and last perhaps shorter; without it periods run from the term's first day.",
    ),
    "key-agreed.term.renewals": (
        "续签：可以续签的各次，如一年一签、1+1+1。登记续签之前，其款项只列作预计，不计入合计。",
        "Renewals: what comes only if the contract is renewed, one after another. Their rows "
        "are projected and in no total until contract renew.",
    ),
    "key-agreed.renewals.years": (
        "续签年数：整年。与 months、to 三者写一个。",
        "Years of the renewal. One of years, months, to.",
    ),
    "key-agreed.renewals.months": (
        "续签月数：与 years、to 三者写一个。",
        "Months of the renewal. One of years, months, to.",
    ),
    "key-agreed.renewals.to": (
        "续签截止日期：当日计入。与 years、months 三者写一个。",
        "To: the renewal's last day, included. One of years, months, to.",
    ),
    "key-agreed.parties": (
        "合同各方：甲方、乙方都要有；联合体的成员各写一个表。",
        "Parties: a purchaser and a supplier at least; each member of a joint supplier has a "
        "table.",
    ),
    "key-agreed.parties.key": (
        "当事人编号：供应商不止一家时各写一个，payee 和 payees 用它写明付给谁；不写即取 role 的"
        "值。",
        "Key: one for each of several suppliers, by which payee and payees name them; default: "
        "the role.",
    ),
    "key-agreed.parties.role": ("哪一方：甲方还是乙方。", "Role: which side it is."),
    "key-agreed.parties.name": (
        "单位名称：与公章一致的全称；收款账户的户名应与它相同。",
        "Name: in full, as in the seal; the payee's account is to bear it.",
    ),
    "key-agreed.parties.size": (
        "企业规模：乙方是哪一类企业，知道才写。写了才对照法定付款期限（保障中小企业款项支付条例"
        "第九条）。",
        "Size: of a supplier, where known. Only then are the statutory limits shown (Order "
        "802, article 9).",
    ),
    "key-agreed.parties.accounts": (
        "收款账户：各份文件上写的账户都列出，合同本身所载的列在最前。不止一个的，付款时提示核对。",
        "Accounts: all that the documents name, the contract's own first. Where they differ, "
        "payments warn.",
    ),
    "key-agreed.accounts.bank": ("开户银行：写到支行。", "Bank: with its branch."),
    "key-agreed.accounts.number": (
        "账号：带引号；数字之间可以空格。",
        "Account number: in quotes; blanks between digits are allowed.",
    ),
    "key-agreed.accounts.source": (
        "出处：账户写在哪份文件上。",
        "Source: the document that names it.",
    ),
    "key-agreed.findings": (
        "不一致事项：几份文件说法不一的地方，相关处都会提示。核实后登记：svcctl contract "
        "findings settle 编号。",
        "Findings: where the documents disagree; shown wherever it matters until contract "
        "findings settle.",
    ),
    "key-agreed.findings.key": (
        "不一致事项编号：不写即取 about 的值；同类有几件的各写一个。",
        "Key: default: about; needed where there are several of one kind.",
    ),
    "key-agreed.findings.about": ("关于什么：属于哪一类。", "About: what kind of thing."),
    "key-agreed.findings.title": (
        "事项名称：不写即用类别的名称；about 写 other 的应当写。",
        "Title: default: the name of its kind; write one where about is other.",
    ),
    "key-agreed.findings.values": (
        "各处所载：至少两个，各写内容和出处。",
        "Values: two at least, each with its source.",
    ),
    "key-agreed.values.value": ("所载内容：那份文件上怎样写。", "Value: what that document says."),
    "key-agreed.values.source": ("出处：哪份文件。", "Source: which document."),
    "key-agreed.findings.severity": (
        "处理：对付款有多大影响。",
        "Severity: what it means for payments.",
    ),
    "key-agreed.force_majeure": (
        "不可抗力：约定了才写。",
        "Force majeure: where the contract has such a clause.",
    ),
    "key-agreed.force_majeure.who": (
        "谁的不可抗力顺延期限：只是乙方的，还是双方的。",
        "Who: whose force majeure extends the term.",
    ),
    "key-agreed.negotiate_from_day": (
        "自第几天起协商：不可抗力持续到第几天起双方协商；没有约定的不写。",
        "Negotiate from day: the day of it from which on both negotiate; left out where not "
        "agreed.",
    ),
    "key-agreed.appraisal": ("质量鉴定：鉴定费由谁负担。", "Appraisal: who bears its fee."),
    "key-agreed.in_order": (
        "鉴定合格时：鉴定费由谁付。",
        "In order: who pays where the service was in order.",
    ),
    "key-agreed.not_in_order": (
        "鉴定不合格时：鉴定费由谁付。",
        "Not in order: who pays where it was not.",
    ),
    "key-agreed.office": (
        "归口和资金：供清单和表格用，不影响日期和金额。",
        "Office: for lists and forms; nothing follows from it.",
    ),
    "key-agreed.office.department": (
        "归口科室：哪个科室管这份合同。",
        "Department: the one in charge.",
    ),
    "key-agreed.fund_source": (
        "资金来源：一个名称；几个来源共同出资的，逐个写名称和比例。写在 office 里管整份合同，写"
        "在某期款项里只管该期。",
        "Source of funds: a name, or several with what each pays. In office for the contract, "
        "in an instalment for that one.",
    ),
    "key-agreed.fund_source.name": ("来源名称：如财政拨款、自有资金。", "Name: of the source."),
    "key-agreed.fund_source.share": (
        "出资比例：各来源合计 100%。",
        "Share: of the source; together 100%.",
    ),
    "key-agreed.office.budget_item": (
        "预算科目：部门预算支出经济分类的编码和名称。",
        "Budget item: code and name.",
    ),
    "key-agreed.office.budget_project": (
        "预算项目：预算表里支付这份合同的那一行的名称。",
        "Budget project: the row of the budget that pays this contract.",
    ),
    "key-agreed.readings": (
        "执行口径：合同没有写清、可有几种理解之处，这份合同与默认不同的才写。各口径会改变什么，"
        "用 svcctl 口径 查看。",
        "Readings: where the text leaves several readings open; only where this contract "
        "departs from the defaults. contract readings shows what each changes.",
    ),
    "key-agreed.clauses": (
        "不作计算的条款：没有日期、金额可算的条款，写明原因；svcctl 条款对照 据此逐条列出。",
        "Clauses: articles with nothing to work out, and why; contract coverage lists them.",
    ),
    "key-agreed.clauses.article": ("条款：哪一条。", "Article: which one."),
    "key-agreed.clauses.title": ("条款名称：这一条讲什么。", "Title: what the article is about."),
    "key-agreed.clauses.why": (
        "原因：为什么不用算。",
        "Why: the reason that nothing follows from it here.",
    ),
}
