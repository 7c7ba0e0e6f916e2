"""What is wrong with a contract file, or with any file that is read."""

WORDS = {
    "file.syntax": (
        "不是 TOML，从这一行起读不懂。请对照 docs/contract-file.zh.md 改正。",
        "not TOML from this line on. Correct it; docs/contract-file.md shows how.",
    ),
    "file.toml-equals": (
        '键和值之间缺等号，如：total = "870000.00"。',
        'an equals sign is missing between key and value, as in total = "870000.00".',
    ),
    "file.toml-twice": (
        "这一项在同一个表里写过了。请删去一个。",
        "this key stands in its table already. Take one of the two out.",
    ),
    "file.toml-table-twice": (
        "这个表前面写过了。同类的写几张，用双方括号，如 [[instalments]]。",
        "this table stands further up already. Several of a kind take double brackets, "
        "as in [[instalments]].",
    ),
    "file.toml-bracket": (
        "括号没有合上：方括号 [ ] 和花括号 { } 要成对，花括号里的内容写在一行。",
        "a bracket is not closed: [ ] and { } come in pairs, and what stands in { } is one line.",
    ),
    "file.toml-quote": (
        "引号没有合上，或者文字里有看不见的控制字符。",
        "a quotation mark is not closed, or the text holds a control character.",
    ),
    "file.toml-backslash": (
        "双引号里的 \\ 要写成 \\\\ ，或者把双引号换成单引号。",
        "within double quotes write \\\\ for \\, or take single quotes.",
    ),
    "file.toml-line": (
        "值后面还有多余的内容：一行只写一项；日期写成 2025-03-05，没有的日子不能写。",
        "something stands after the value: one key a line; dates are written 2025-03-05, and only "
        "days that there are.",
    ),
    "file.toml-date": ("没有这个日期或者时间。", "there is no such date or time."),
    "file.toml-value": (
        "等号后面缺值，或者值写得不对：文字、金额、比例加引号，日期、整数不加。",
        "a value is missing after the equals sign, or none that can be read: text, sums and "
        "shares stand in quotes, dates and whole numbers do not.",
    ),
    "file.toml-statement": (
        "这一行不是「键 = 值」，也不是 [表]。说明文字前面加 #。",
        "this line is neither key = value nor a [table]. Remarks begin with #.",
    ),
    "file.not-utf8": ("不是 UTF-8 编码。请另存为 UTF-8。", "not UTF-8. Save it as UTF-8."),
    "file.syntax-sign": (
        "「{sign}」是中文标点，要写成半角的 {such} （文字里面的标点不用改）。",
        "{sign} is a Chinese sign; write {such} (signs within a text stay).",
    ),
    "file.syntax-sign-out": ("请删去中文标点 {sign}", "take out the Chinese sign {sign}"),
    "file.syntax-key": (
        "「{key}」要写成英文的键（相近的：{near}），见 docs/contract-file.zh.md。",
        'the key "{key}" is written in English (near it: {near}); see docs/contract-file.md.',
    ),
    "file.syntax-value": (
        "这一行要写成 {such}。文字、金额、比例加引号，日期、整数不加。",
        "write {such}. Text, sums and shares stand in quotes, dates and whole numbers do not.",
    ),
    "file.unknown-key": (
        "没有 {key} 这一项。请删去或改正，这里可写：{known}。",
        "there is no key {key}. Take it out or correct it; there are: {known}.",
    ),
    "file.unknown-key-near": (
        "没有 {key} 这一项，是不是 {near}？如：{such}",
        "there is no key {key}; did you mean {near}? Such as: {such}",
    ),
    "file.unknown-key-elsewhere": (
        "{key} 不写在这里，写在 {where} 里。",
        "{key} has no place here; it stands in {where}.",
    ),
    "file.unknown-key-top": (
        "{key} 不写在表里，写在文件开头、第一个方括号之前。",
        "{key} stands in no table; write it at the top of the file, before the first bracket.",
    ),
    "file.missing-key": (
        "缺少 {key}。请补上，如：{such}",
        "{key} is missing. Add it, such as: {such}",
    ),
    "file.choice": ("「{value}」不在可选之列：{choices}。", '"{value}" is not one of: {choices}.'),
    "file.choice-said": ("「{value}」要写成 {such}", 'for "{value}" write {such}'),
    "file.kind.table": (
        "这里应是一个表，不是「{value}」。如：{such}",
        'a table is wanted here, not "{value}". Such as: {such}',
    ),
    "file.kind.tables": (
        "这里应是一个或多个表（[[...]]），不是「{value}」。如：{such}",
        'one or more tables ([[...]]) are wanted here, not "{value}". Such as: {such}',
    ),
    "file.kind.version": ("格式版本应为 1，不是「{value}」。", 'the format is 1, not "{value}".'),
    "file.kind.id": (
        "「{value}」不能作合同编号：用小写字母、数字和连字符，至多 60 个，"
        "不用 calendar、store、all。",
        '"{value}" is no id: use a-z, 0-9 and hyphens, 60 at most, not calendar, store or all.',
    ),
    "file.kind.text": (
        "这里应是文字，不能空着，不是「{value}」。",
        'text is wanted here, not "{value}".',
    ),
    "file.kind.blank": (
        "这里应是文字（可以空着），不是「{value}」。",
        'text (which may be blank) is wanted here, not "{value}".',
    ),
    "file.kind.title": (
        '这里应是名称，或 {{ zh = "...", en = "..." }}，不是「{value}」。',
        'a title, or {{ zh = "...", en = "..." }}, is wanted here, not "{value}".',
    ),
    "file.kind.calendar": (
        "日历应写 CN 或 CN-地区，如 CN-GX，不是「{value}」。",
        'a calendar is CN or CN-REGION such as CN-GX, not "{value}".',
    ),
    "file.kind.date": (
        "这里应是 1980 至 2107 年间的日期，如 2025-03-05（不加引号），不是「{value}」。",
        'a date from 1980 to 2107 such as 2025-03-05 (no quotes) is wanted here, not "{value}".',
    ),
    "file.kind.money": (
        '金额应写成两位小数的文字，如 "870000.00"，不是「{value}」。',
        'write a sum as text with two decimals, "870000.00", not "{value}".',
    ),
    "file.kind.money-list": (
        '这里应是金额的列表，如 ["290000.00", "290000.00"]，不是「{value}」。',
        'a list of sums such as ["290000.00", "290000.00"] is wanted here, not "{value}".',
    ),
    "file.kind.share": (
        '比例应写成带 % 的文字，如 "70%"，不是「{value}」。',
        'write a share as text with %, "70%", not "{value}".',
    ),
    "file.kind.rate": (
        '比例应写成带百分号或千分号的文字，如 "3%"，不是「{value}」。',
        'write a rate as text with % or per mille, "3%", not "{value}".',
    ),
    "file.kind.count": (
        "这里应是 1 以上的整数（不加引号），不是「{value}」。",
        'a whole number from 1, without quotes, is wanted here, not "{value}".',
    ),
    "file.kind.dates": (
        "这里应是日期的列表，如 [2025-11-30, 2026-05-31]，不是「{value}」。",
        'a list of dates such as [2025-11-30, 2026-05-31] is wanted here, not "{value}".',
    ),
    "file.kind.day-of-month": (
        "这里应是 1 至 31（31 即当月最后一日），不是「{value}」。",
        'a day from 1 to 31 (31 is the last of the month) is wanted here, not "{value}".',
    ),
    "file.kind.first-days": (
        "这里应是 1 至 15（当月前几个工作日），不是「{value}」。",
        'a number of working days from 1 to 15 is wanted here, not "{value}".',
    ),
    "file.kind.day-of-year": (
        '这里应是月和日，如 "06-30"，不是「{value}」。',
        'a month and a day such as "06-30" are wanted here, not "{value}".',
    ),
    "file.kind.false": (
        "这里只写 false（合同未约定天数）；约定了天数的，写 days 和 unit，不是「{value}」。",
        'only false is written here (no number of days agreed), not "{value}"; '
        "where days are agreed, write days and unit.",
    ),
    "file.due-none": (
        "没有写明何时付款：写 days 和 unit，或 day 和 month、working_day 和 month、date、on，"
        "或 agreed = false。",
        "by when is not said: write days and unit, or day and month, working_day and month, "
        "date, on, or agreed = false.",
    ),
    "file.due-mixed": (
        "付款时间只能按一种写法，这里有 {keys}。请只留一种。",
        "by when is said in one way only, here are {keys}. Leave one.",
    ),
    "file.due-beside": (
        "{key} 不与 {form} 同写。请删去 {key}。",
        "{key} has no place beside {form}. Leave it out.",
    ),
    "file.due-on": (
        "列了 {given} 个日期，应付 {rows} 笔：每笔一个日期。",
        "{given:date is|dates are} listed for {rows:row|rows}: one date for each.",
    ),
    "file.due-on-renewed": (
        "列了 {given} 个日期，合同期内应付 {rows} 笔，连同续签共 {renewed} 笔：写 {rows} 个，或 "
        "{renewed} 个。",
        "{given:date is|dates are} listed for {rows:row|rows} in the term and {renewed} with its "
        "renewals: write {rows}, or {renewed}.",
    ),
    "file.renewals-without-days": (
        "提示：{key} 只列了合同期内的日期，续签后的 {rows} 笔没有日期：续签登记后，自各期开始起"
        "可付款，不计逾期。合同写明了的，接着列出。",
        "note: {key} names no day beyond the term; the {rows:row has|rows have} no day that a "
        "renewal adds: once renewed, payable from the beginning of each period, never late. Go "
        "on with the list where the contract names them.",
    ),
    "file.due-on-order": (
        "日期须由早到晚，各不相同。",
        "the dates follow one another, each later than the one before.",
    ),
    "file.no-period": (
        "整份合同只付一次，没有周期，不能自 {after} 起算。可写 signing、start-notice 或 term-end。",
        "what comes once has no period, so nothing counts from {after}. "
        "Write signing, start-notice or term-end.",
    ),
    "file.needs-by-month": (
        "提示：{key} 写了固定日期又写 needs：资料晚到的，顺至资料齐全后下一个月的同一日，"
        "齐全前不到期。资料不影响到期、只是付款前要核对的，"
        "改写 evidence 和 require_evidence = true：日期不变，只在资料不全时不让付款。",
        "note: {key} has a fixed day and needs: where a paper comes late, the same day of the next "
        "month counts, and nothing is due before the papers are in. If they are only to be checked "
        "before paying, write evidence and require_evidence = true: the day stays, and only "
        "the payment is refused until then.",
    ),
    "file.needs-by-day": (
        "提示：{key} 写了固定日期又写 needs：资料晚到的，齐全当日到期，齐全前不到期。"
        "资料不影响到期、只是付款前要核对的，"
        "改写 evidence 和 require_evidence = true：日期不变，只在资料不全时不让付款。",
        "note: {key} has a fixed day and needs: where a paper comes late, it is due on the day on "
        "which all are in, and not before. If they are only to be checked before paying, write "
        "evidence and require_evidence = true: the day stays, and only the payment is refused "
        "until then.",
    ),
    "file.even-shares": (
        "提示：{count} 笔各 {share}、最后一笔补足余数，像是平均分"
        "（第一笔 {first}，最后一笔 {last}）。"
        '平均分的写成一期 every = "{every}"、share = "{whole}"，各笔至多差一分。',
        "note: {count:share|shares} of {share}, the last with the remainder, look like equal parts "
        "(the first is {first}, the last {last}). Equal parts are one instalment with "
        'every = "{every}", share = "{whole}": they differ by a fen at most.',
    ),
    "file.even-sums": (
        "提示：{count} 笔各 {share}、最后一笔补足余数，像是平均分"
        "（第一笔 {first}，最后一笔 {last}）。合同写明金额的，改写 amount。",
        "note: {count:share|shares} of {share} look like equal parts (the first is {first}, "
        "the last {last}). Where the contract gives sums, write amount.",
    ),
    "file.short-paid-whole": (
        "提示：{key} 每期付固定的 {amount}，{period}（{from} 至 {to}）不足一期，也付这么多。"
        "按天折算的改写 share，金额不同的用 amounts 逐期写明。",
        "note: of {key}, {amount} is paid in {period} ({from} to {to}) too, which is shorter. "
        "Where it is paid by days, write share; other sums are listed in amounts.",
    ),
    "file.short-period": (
        "提示：{key} 的 {period}（{from} 至 {to}）不足一期，按月计、不足一月的按天折算："
        "第一期 {first}，最后一期 {last}。",
        "note: of {key} the period {period} ({from} to {to}) is shorter and is paid by its months "
        "and days: the first period comes to {first}, the last to {last}.",
    ),
    "file.papers-by-year": (
        "提示：{first} 至 {last} 这 {count} 份写成了每年一份。"
        '各期各一份的，写成一份 every = "{every}"，'
        "每期款项只等自己那一期的。",
        "note: {first} to {last}, {count:paper|papers}, are papers of the year. Write one with "
        'every = "{every}": an instalment then waits for that of its own period.',
    ),
    "file.shares-of-period": (
        "比例相加为 {sum}，应为 100%。share 是占本期服务费的比例："
        'every = "{every}" 的写 share = "100%"，不写 "{share}"。',
        "the shares add up to {sum}, not to 100%. A share is of its period's fee: with "
        'every = "{every}" write share = "100%", not "{share}".',
    ),
    "file.shares-rounded": (
        "比例相加为 {sum}，应为 100%。{count} 笔各 {share}，像是平均分："
        '写成一期 every = "{every}"、share = "100%"。',
        "the shares add up to {sum}, not to 100%. {count:share|shares} of {share} look like equal "
        'parts: write one instalment with every = "{every}", share = "100%".',
    ),
    "file.shares-rounded-sums": (
        "比例相加为 {sum}，应为 100%。{count} 笔各 {share}，像是平均分：改写金额（amount）。",
        "the shares add up to {sum}, not to 100%. {count:share|shares} of {share} look like equal "
        "parts: write sums (amount), or give the last the rest.",
    ),
    "file.shares-beside-once": (
        "每年的比例相加为 {sum}，应为 100%：只付一次的（{once}）先从总价扣出，"
        "每年的比例是占余下价款的。每年的合计写 100%，或都改写金额（amount）。",
        "the yearly shares add up to {sum}, not to 100%: what is paid once ({once}) comes off "
        "first, and the years' shares are of what is left. Write 100%, or sums (amount).",
    ),
    "file.kind.boolean": (
        "这里应是不加引号的 true 或 false，不是「{value}」。",
        'true or false, without quotes, is wanted here, not "{value}".',
    ),
    "file.kind.key": (
        "「{value}」不能作编号：用小写字母、数字和连字符，至多 60 个。",
        '"{value}" is no key: use a-z, 0-9 and hyphens, 60 at most.',
    ),
    "file.kind.keys": (
        "这里应是编号的列表，不是「{value}」。",
        'a list of keys is wanted here, not "{value}".',
    ),
    "file.kind.after": (
        "「{value}」不是起算事件："
        "signing、award-notice、start-notice、year-start、year-end、period-start、period-end、"
        "term-end、receipt、receipt:KEY、payment:KEY、lodged:KEY。",
        '"{value}" starts nothing: signing, award-notice, start-notice, year-start, year-end, '
        "period-start, period-end, term-end, receipt, receipt:KEY, payment:KEY, lodged:KEY.",
    ),
    "file.kind.span": (
        '这里应是时间长度，如 "3 months"、"1 year"，不是「{value}」。',
        'a length of time such as "3 months" or "1 year" is wanted here, not "{value}".',
    ),
    "file.kind.duration": (
        '这里应是时限，如 "30m"、"8h"、"1 working-day"，不是「{value}」。',
        'a duration such as "30m", "8h" or "1 working-day" is wanted here, not "{value}".',
    ),
    "file.kind.hours-list": (
        '这里应是时段的列表，如 ["08:00-12:00"]，不是「{value}」。跨零点的分成两段：00:00-06:00、'
        "22:00-24:00。",
        'a list of hours such as ["08:00-12:00"] is wanted here, not "{value}". Hours over '
        "midnight are two: 00:00-06:00 and 22:00-24:00.",
    ),
    "file.hours-order": (
        "时段要由早到晚、互不重叠，{after} 不能写在 {before} 之后。",
        "hours stand in order and apart: {after} cannot follow {before}.",
    ),
    "file.breach-rule": (
        "没有 {key} 这条需登记的违约，可用的有：{known}。",
        "there is no damages rule {key} for recorded breaches; there are: {known}.",
    ),
    "file.breach-no-rule": (
        "没有 {key} 这条需登记的违约，文件里一条也没有：补上 [[damages]]，"
        'for = "recorded-breach"，或删去这一行。',
        "there is no damages rule {key} for recorded breaches, nor any other: add [[damages]] "
        'with for = "recorded-breach", or leave this out.',
    ),
    "file.promise": (
        "没有 {key} 这项服务承诺，可用的如：{known}。",
        "there is no promise {key}; there are such as: {known}.",
    ),
    "file.kind.texts": (
        '这里应是文字的列表，如 ["user"]，不是「{value}」。',
        'a list of texts such as ["user"] is wanted here, not "{value}".',
    ),
    "file.kind.points-off": (
        '这里应是带引号的正数，如 "2" 或 "0.5"，至多六位小数，不是「{value}」。',
        'a number above nought in quotes such as "2" or "0.5", of six decimals at most, is '
        'wanted here, not "{value}".',
    ),
    "file.kind.choice": ("这里应是文字，不是「{value}」。", 'text is wanted here, not "{value}".'),
    "file.kind.readings": (
        "这里应是执行口径的表，不是「{value}」。",
        'a table of readings is wanted here, not "{value}".',
    ),
    "file.calendar": (
        "没有这个日历，可用的有：{known}。",
        "there is no such calendar; there are: {known}.",
    ),
    "file.twice": ("{key} 重复了，编号要各不相同。", "{key} stands twice; keys must differ."),
    "file.no-party": (
        '缺少一方：{role}。请补上：[[parties]]  role = "{role}"  name = "单位全称"',
        'a party is missing: {role}. Add: [[parties]]  role = "{role}"  name = "its full name"',
    ),
    "file.party-key": (
        "当事人编号 {key} 重复了；有几家时各写 key。",
        "the party key {key} stands twice; give each its own key.",
    ),
    "file.payee": (
        "收款方应是供应商之一：{known}。",
        "the payee must be one of the suppliers: {known}.",
    ),
    "file.price-nought": ("合同价不能为零。", "the price cannot be nought."),
    "file.price-both": ("per_year 和 years 只写一个。", "give per_year or years, not both."),
    "file.price-sum": (
        "{years} 年相加为 {sum}，与合同价 {total} 不符。",
        "{years:year adds|years add} up to {sum}, the total is {total}.",
    ),
    "file.price-years": (
        "写了 {given} 年的价款，服务期限是 {years} 年。",
        "prices are given for {given:year|years}, the term is {years:year|years}.",
    ),
    "file.one-of": ("{keys} 只能写一个。", "give one of {keys}."),
    "file.without": ("写了 {key}，还要写 {other}。", "{key} needs {other} beside it."),
    "file.beside": (
        "{key} 与 {other} 不能同时写，请去掉 {key}。",
        "{key} cannot stand beside {other}; leave {key} out.",
    ),
    "file.date-order-of": ("{first} 不早于 {second}。", "{first} is not before {second}."),
    "file.settled-by-dates": (
        "服务期限写明了起止日期，{key} 已定，请去掉这一行。",
        "the dates of the term settle {key}; leave this line out.",
    ),
    "file.needs-term": (
        "缺少 [term]（服务期限），{what} 靠它计算。请补上，如：{such}；"
        '都只付、只交一次（every = "once"）的，才可不写。',
        "[term] is missing, and {what} goes by it. Add it, such as: {such}; it may be left out "
        'only where everything comes once (every = "once").',
    ),
    "file.up-to-every": (
        "up_to 只用于每年一期或只付一次的款项。",
        "up_to is for what is paid yearly or once.",
    ),
    "file.part": (
        "请用 part 写明属于价款的哪一部分：{known}。",
        "say with part which part of the price this is: {known}.",
    ),
    "file.event-of-period": (
        "{key} 只有一天，不能用来起算每一期；请用 period-start。",
        "{key} is one day and cannot start the days of each period; use period-start.",
    ),
    "file.price-items": (
        "各单价乘暂估数量相加为 {sum}，合同价是 {total}。",
        "unit prices times estimates come to {sum}, the total is {total}.",
    ),
    "file.price-parts": (
        "各部分相加为 {sum}，合同价是 {total}。",
        "the parts add up to {sum}, the total is {total}.",
    ),
    "file.list-length": (
        "这里写了 {given} 项；应为每年 {year} 项，或整个期限 {term} 项。",
        "{given:entry is|entries are} given here; a year has {year}, the term {term}.",
    ),
    "file.sums": (
        "各期款项相加为 {sum}，应为 {total}。",
        "the instalments add up to {sum}, not to {total}.",
    ),
    "file.collects": (
        "{key} 没有留存（retain），可用的有：{known}。",
        "nothing is retained of {key}; there are: {known}.",
    ),
    "file.retain": (
        "{key} 留存的钱应由一期、且只由一期款项（collects）付出。",
        "what is retained of {key} must be collected by one instalment, and one only.",
    ),
    "file.payees-settled": (
        "各收款方没有写比例：请写 share，或写 settled = true，由结算分配。",
        "the payees have no shares: give share, or settled = true, so that the settlement splits.",
    ),
    "file.assessment": (
        "没有 {key} 这项考核，可用的有：{known}。",
        "there is no assessment {key}; there are: {known}.",
    ),
    "file.not-settled": (
        "等结算（settlement）的款项要写 settled = true。",
        "what waits for its settlement needs settled = true.",
    ),
    "file.kind.share-list": (
        '这里应是比例的列表，如 ["25%", "75%"]，不是「{value}」。',
        'a list of shares such as ["25%", "75%"] is wanted here, not "{value}".',
    ),
    "file.kind.decimal": (
        '这里应是带引号的数，如 "4382.84"，至多六位小数，不是「{value}」。',
        'a number in quotes such as "4382.84", of six decimals at most, is wanted here, '
        'not "{value}".',
    ),
    "file.kind.retain": (
        '这里应是金额或比例，如 "10000.00" 或 "5%"，不是「{value}」。',
        'a sum or a share such as "10000.00" or "5%" is wanted here, not "{value}".',
    ),
    "file.kind.points": (
        "这里应是分数，0 或更大的整数，不是「{value}」。",
        'points, a whole number from 0 on, are wanted here, not "{value}".',
    ),
    "file.kind.rate-or-nought": (
        '这里应是比例，如 "80%" 或 "0%"，不是「{value}」。',
        'a share such as "80%" or "0%" is wanted here, not "{value}".',
    ),
    "file.words": (
        "大写「{words}」与金额 {total} 不符，应为：{right}。",
        'the words "{words}" are not {total}; it is written {right}.',
    ),
    "file.guarantee-sum": (
        "保证金写 share 或 amount，写其中一个。",
        "a guarantee has a share or an amount, one of the two.",
    ),
    "file.guarantee-share": ("比例不能超过 100%。", "no more than 100% of the price."),
    "file.guarantee-returns": (
        "保证金 {key} 各次退还的比例相加应为 100%。",
        "what goes back of {key} must add up to 100%.",
    ),
    "file.guarantee-after": (
        "保证金只能等整个合同一份的文件或一次的款项：{known}。",
        "a guarantee can wait for a once-only document or an instalment of the whole contract: "
        "{known}.",
    ),
    "file.no-guarantee": (
        "没有保证金 {key} 可等。可用：{known}。",
        "there is no guarantee {key} to wait for; there are: {known}.",
    ),
    "file.guarantee-kept": (
        "提示：保证金 {key} 没有写何时退还（returns），不会列入应退。",
        "note: guarantee {key} goes back at no date (returns); nothing will ask for it.",
    ),
    "file.fund-shares": (
        "各资金来源的比例相加应为 100%。",
        "the shares of the funds must add up to 100%.",
    ),
    "file.shares": ("比例相加为 {sum}，应为 100%。", "the shares add up to {sum}, not to 100%."),
    "file.shares-once": (
        "scope = contract 的比例相加为 {sum}，应小于 100%，余下的由各年分。",
        "the shares with scope = contract add up to {sum}; below 100% is needed, "
        "the years divide the rest.",
    ),
    "file.date-order": (
        "{first} 晚于签订日期 {second}。",
        "{first} is after the signing on {second}.",
    ),
    "file.too-long": ("太长了，至多 {years} 年。", "too long; {years:year|years} at most."),
    "file.no-deliverable": (
        "没有 {key} 这份文件，可用的有：{known}。",
        "there is no deliverable {key}; there are: {known}.",
    ),
    "file.deliverable-yearly": (
        "{key} 每年一份，不能用于整个合同只付一次的款项。",
        "{key} comes every year; an instalment of the whole contract cannot need it.",
    ),
    "file.receipt-of-nothing": (
        "receipt 要有 needs：收到什么起算？",
        "receipt needs `needs`: receipt of what?",
    ),
    "file.no-instalment": (
        "没有 {key} 这期款项，可用的有：{known}。",
        "there is no instalment {key}; there are: {known}.",
    ),
    "file.payment-yearly": (
        "{key} 每年一期，整个合同只付一次的款项不能等它付清。",
        "{key} is paid every year; an instalment of the whole contract cannot wait for it.",
    ),
    "file.circle": (
        "{key} 等的款项最终又等它付清：款项互为前提，无法起算。",
        "{key} waits, in the end, for its own payment.",
    ),
    "file.obligation-after": (
        "应办事项只能等整个合同一份的文件或一次的款项：{known}。",
        "an obligation can wait for a once-only document or an instalment of the whole contract: "
        "{known}.",
    ),
    "file.reading": (
        "没有 {key} 这个执行口径，可用的有：{known}。",
        "there is no reading {key}; there are: {known}.",
    ),
    "file.no-rate": (
        "没有 rate 或 amount 时不能有 {key}。",
        "{key} makes no sense without a rate or an amount.",
    ),
    "file.amount-nought": ("金额不能为零。", "the amount cannot be nought."),
    "file.rate-nought": (
        "比例为零（宽限期）时要用 tiers 写明此后的比例。",
        "a rate of nought, days of grace, needs tiers that say what follows them.",
    ),
    "file.no-cap": (
        "没有 cap，达不到上限；请写 cap，或去掉这一项。",
        "without a cap none is ever reached; add cap, or leave this out.",
    ),
    "file.deduct": (
        "deduct 是从应付乙方的款项中扣，甲方承担的违约金不能扣；请去掉。",
        "deduct takes what the supplier owes off a payment; the purchaser owes this: leave it out.",
    ),
    "file.tiers": ("from_day 应从小到大，且大于 1。", "from_day must rise, and be more than 1."),
    "file.finding-values": (
        "不一致事项至少要有两个所载内容。",
        "a finding needs at least two values.",
    ),
    "refusal.file.no-name": ("文件名是空的。", "the name of a file is empty."),
    "refusal.file.missing": (
        "没有文件 {path}。请核对文件名和文件夹。",
        "there is no file {path}. Check its name and folder.",
    ),
    "refusal.file.no-permission": ("没有权限读文件 {path}。", "you may not read the file {path}."),
    "refusal.file.unreadable": (
        "读不了文件 {path}：{error}。",
        "the file {path} cannot be read: {error}.",
    ),
    "refusal.file.directory": ("{path} 是文件夹，不是文件。", "{path} is a folder, not a file."),
    "refusal.file.too-large": (
        "{path} 超过 {mib} MiB，太大了。请压缩或分开。",
        "{path} is larger than {mib} MiB. Compress or split it.",
    ),
    "refusal.file.odd": (
        "{path} 是设备或管道，不是文件。",
        "{path} is a device or a pipe, not a file.",
    ),
    "file.deep": (
        "这一行的键有 {depth} 层以上，不会是合同要素文件。请改正。",
        "no contract file has a key of more than {depth:part|parts}. Correct this line.",
    ),
    "refusal.file.errors": (
        "合同要素文件有 {count} 处错误，什么也没有导入。改正后再试。",
        "{count:error|errors} in contract files; nothing was loaded. Correct and try again.",
    ),
    "file.loss-only": (
        "写了比例或金额的条款，经济损失是另计（beside）或已含（included），不能只计损失；请改写或去掉。",
        "a rule with a rate or an amount has its losses beside it or included, not alone; "
        "change this or leave it out.",
    ),
    "file.loss-unsaid": (
        "提示：条款 {rule} 没有写经济损失，按违约金已含损失（included）算；"
        '合同写明另赔损失的，加 loss = "beside"。',
        "note: losses are not mentioned in rule {rule}: damages count as including them; "
        'where the contract owes both, add loss = "beside".',
    ),
    "file.kind.years": (
        "这里应是 1 至 99 的整数（年），不是「{value}」。",
        'a whole number of years from 1 to 99 is wanted here, not "{value}".',
    ),
}
