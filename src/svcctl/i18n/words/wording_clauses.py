"""What the words of a contract leave open, asked of whoever writes the contract file."""

WORDS = {
    # -- how much is paid
    "asked.option": (
        "条文列有几种可选的写法，没有一种打勾。按双方实际选定的一种填写。",
        "The clause offers options and none is ticked: fill in the one that was chosen.",
    ),
    "asked.amended": (
        "条文写了原来的约定，又写了修改后的约定。核对现在有效的是哪一种，再填写。",
        "The clause states an earlier term and its amendment: check which holds now.",
    ),
    "asked.blank": (
        "条文在这里留有空白，没有填写数字。核对签字盖章的原件。",
        "A figure is left blank here: look at the signed original.",
    ),
    "asked.base": (
        "这一比例按什么金额计算，从条文看不出唯一的答案（合同总价、当年价款、当期款，还是余款）。",
        "What this share is of cannot be told from the clause: the total, the year's price, the "
        "period's fee or what is left.",
    ),
    "asked.bound": (
        "条文只写了上限或下限，没有写确定的比例或金额。",
        "The clause sets a bound only, no share or sum.",
    ),
    "asked.several-sums": (
        "同一周期的付款写了几个金额，看不出每期付哪个。写明每期的金额。",
        "Several sums are told for payments of one rhythm: say which is paid each time.",
    ),
    "asked.rhythm": (
        "付款的周期不是每月、每季度、每半年或每年，合同文件没有这种写法。按各期分别填写。",
        "This rhythm is none of month, quarter, half-year and year: write each payment by itself.",
    ),
    "asked.share-sums": (
        "各期的比例和写在旁边的金额对不上同一个总价。核对原件，确定以比例还是以金额为准。",
        "Shares and the sums beside them are not of one total: check the original.",
    ),
    "asked.sums-differ": (
        "这里的大写和小写金额不一致。核对原件，以双方确认的金额填写。",
        "The sum in words and the sum in figures differ here: check the original.",
    ),
    "asked.rest": (
        "余款是多少，从条文算不出来。按合同实际金额填写。",
        "How much is left to be paid cannot be worked out from the clause.",
    ),
    "asked.shares": (
        "条文各期比例合计为 {total}，不是 100%。核对是否有笔误，或者有款项写在别处。",
        "The shares of the clause add up to {total}, not 100%: a slip, or one stands elsewhere.",
    ),
    "asked.stage": (
        "付款表的这一行看不出付多少。按表中的比例或金额填写。",
        "This row of the table of payments does not tell how much is paid: fill it in.",
    ),
    "asked.stages": (
        "付款表的合计与各行相加不一致。核对原件，以双方确认的数填写。",
        "The total of the table of payments is not what its rows come to: check the original.",
    ),
    "asked.table": (
        "付款条款里有一张表写了比例，看不出是不是付款。是付款的，按各行填写。",
        "A table in the terms of payment tells shares, of what it does not say: are they payments?",
    ),
    "asked.scored": (
        "考核得分影响付款金额，付款条款没有写。按考核结果付的款项写 settled 和 assessment。",
        "Scores change what is paid, but no payment says so: `settled` and `assessment` say it.",
    ),
    "asked.retain": (
        "条文写了付款时预留，看不出从哪几期款、留多少。按实际填写 retain，退还的一期写 collects。",
        "Something is kept back, of which payments or how much is open: `retain` and `collects`.",
    ),
    "asked.no-sums": (
        "付款条款没有写清每期付多少。按合同实际的比例或金额填写各期款项。",
        "The terms of payment do not tell how much is paid each time: fill in shares or sums.",
    ),
    "asked.told-twice": (
        "付款条款的文字和表格各写了一遍付款，两处不同，都没有读取。按双方确认的一处填写各期款项。",
        "Sentences and a table tell the payments differently, neither was read: fill in.",
    ),
    "asked.two-contracts": (
        "文本里像是有两份合同。分开成两个文件，再各自读取。",
        "The text seems to hold two contracts: take them apart and read each.",
    ),
    "asked.too-long": (
        "有关条文过长，没有读取。只留合同正文，再读一次。",
        "The clauses are too long and were not read: keep the contract's own text and read again.",
    ),
    "asked.invoice-first": (
        "条文写明付款前先开发票。收到发票才起算付款期限的，写进所需单据；只作付款手续的，写进付款附件。",
        "An invoice comes before payment: a paper that starts the clock, or one to be on file?",
    ),
    "asked.no-payments": (
        "没有找到付款约定。看付款方式一条，把各期款项填上。",
        "No terms of payment were found: fill in the instalments.",
    ),
    # -- by when
    "asked.due-blank": (
        "付款期限处留有空白。核对原件填写。",
        "The time for payment is left blank: look at the original.",
    ),
    "asked.due-amended": (
        "付款期限有修改前后两种写法。核对现在有效的是哪一种。",
        "The time for payment was amended: check which holds.",
    ),
    "asked.due-agreed-later": (
        "付款期限写的是另行约定，或者见其他文件。按后来的约定填写。",
        "The time for payment is to be agreed, or stands elsewhere: fill in what was agreed.",
    ),
    "asked.due-bound": (
        "付款期限只写了上限或下限。按双方理解填写。",
        "The time for payment is a bound only.",
    ),
    "asked.due-condition": (
        "付款附有条件（如、未、除外等），读不出唯一的期限。",
        "Payment hangs on a condition, and no one day follows from the words.",
    ),
    "asked.due-fiscal": (
        "付款以财政资金到位为前提，到位的日期合同没有写。按约定的期限填写，没有期限的写明。",
        "Payment waits for public funds whose day the contract does not set.",
    ),
    "asked.due-event": (
        "付款从哪件事起算，条文没有写清。写明起算的事。",
        "What the time for payment counts from is not clear.",
    ),
    "asked.due-which-year": (
        "条文逐年写了付款，哪一年怎样付须逐年填写。",
        "The clause tells its years apart: fill in each year.",
    ),
    "asked.due-several-periods": (
        "条文里有几个期限，看不出哪一个是付款期限。",
        "The clause names several periods: which one is for payment?",
    ),
    "asked.due-period": (
        "条文里的时间长短看不出是付款期限。核对后填写。",
        "It is not clear whether the length of time is that for payment.",
    ),
    "asked.due-after-days": (
        "条文写的是若干天以后付款，没有写最迟到哪天。",
        "Payment comes after so many days; no last day is set.",
    ),
    "asked.due-day": (
        "条文写的付款日，看不出属于哪一年、哪一月或哪一季。",
        "Of which year, month or quarter the day of payment is cannot be told.",
    ),
    "asked.due-several-days": (
        "条文写了几个付款日或期限，看不出以哪一个为准。",
        "Several days or periods are named: which one counts?",
    ),
    "asked.due-several-events": (
        "付款期限可以从几件事起算，看不出以哪一件为准。",
        "The time for payment could count from several events.",
    ),
    "asked.due-no-days": (
        "条文没有写在多少天内付款。没有约定的，写明没有约定。",
        "No number of days is set for payment: say so where none was agreed.",
    ),
    "asked.year-over": (
        "当年的款分几次付。每次单据齐了就付，还是等服务年度期满，条文没有写明。",
        "A year's sum is paid in parts: upon the papers of each, or after the year's end?",
    ),
    "asked.left": (
        "原文中的「{words}」可能改变这一项，没有读懂它怎样改变。核对原文后填写。",
        'How "{words}" in the clause changes this was not understood. Check and fill it in.',
    ),
    "asked.left-read": (
        "读到「{read}」，但原文中的「{words}」可能改变它，没有读懂怎样改变。核对原文后填写。",
        '"{read}" was read, but "{words}" in the clause may change it. Check and fill it in.',
    ),
    "asked.unread": (
        "这一条还有没有读出的：「{words}」。对照原文，有用的填上。",
        'Not read here: "{words}". Compare the words and fill in what matters.',
    ),
    "asked.unread-more": (
        "这一条还有没有读出的：「{words}」等。对照原文，有用的填上。",
        'Not read here: "{words}" and more. Compare the words and fill in what matters.',
    ),
    "asked.due-unclear": (
        "付款期限的条文里有读不懂的话，可能改变期限。核对后填写。",
        "Words of the clause that were not understood may change the time for payment.",
    ),
    # -- damages
    "asked.payer": (
        "这一条由哪一方承担违约责任，看不出唯一的答案。",
        "Which side pays under this rule cannot be told.",
    ),
    "asked.cap": (
        "违约金的上限看不出按什么金额计算，或者有几个上限。",
        "What the cap is of cannot be told, or there are several.",
    ),
    "asked.loss": (
        "条文还说到损失、赔偿或责任，看不出是含在违约金里还是另外赔偿。"
        "填写 loss：included 或 beside。",
        "What the clause says of losses or liability leaves open whether they are within the "
        "damages or beside them. Set loss: included or beside.",
    ),
    "asked.cap-of-both": (
        "条文对双方或几种违约金写了一个上限：这一条也受它限制吗？",
        "A cap is told for both sides, or for several damages: does it hold for this rule too?",
    ),
    "asked.pool": (
        "上限按逾期的那笔款计算，又写累计：是每笔逾期各算一个上限，还是合同一共一个（cap.pool）？",
        "The cap is of the sum that is late, yet of all together: one cap for each, or one in all?",
    ),
    "asked.per": (
        "违约金按多长时间计一次，读不出来。",
        "How often the damages fall due cannot be read.",
    ),
    "asked.part": (
        "违约金按周计，不足一周的怎样计没有写明。",
        "Damages run by the week; what a begun week counts is not said.",
    ),
    "asked.rates": (
        "这一条有几个比例或金额，看不出怎样分档。按原文逐档填写。",
        "The rule has several rates or sums: fill in the tiers.",
    ),
    "asked.tiers": (
        "逾期分档或有宽限期，看不出各档从逾期第几天起、前面的天数按哪一档计。按原文逐档填写。",
        "Tiers or days of grace: from which day of delay each rate holds cannot be told.",
    ),
    "asked.lpr": (
        "逾期利息按市场利率（LPR 等）计，合同文件只能写固定的比例。查条文所指那一日公布的年利率，"
        "除以 365，填每日的比例；利率变了，用合同更正改。",
        "Interest follows a market rate, which a contract file cannot: look up the rate published "
        "on the day that the clause names and fill in a 365th of it for each day.",
    ),
    "asked.damages": (
        "这一条违约责任读不出唯一的意思。按原文填写。",
        "This rule of damages was not understood.",
    ),
    "asked.damages-base": (
        "违约金按什么金额计算，看不出唯一的答案。",
        "What the rate of the damages is of cannot be told.",
    ),
    "asked.damages-figures": (
        "这一条违约责任里还有没读懂的数字。核对后填写。",
        "Figures of this rule were not understood.",
    ),
    "asked.termination": (
        "逾期多少天可以解除合同，看不出从第几天起（超过、满、以上含义不同）。",
        "From which day of delay the contract may be ended cannot be told.",
    ),
    # -- the rest
    "asked.bond-amount": (
        "保证金的金额或比例读不出来，或者只写了上限。",
        "The bond's sum or share cannot be read, or is a bound only.",
    ),
    "asked.bond-day": (
        "保证金交纳或退还的期限，读不出唯一的日期。",
        "By when the bond is lodged or goes back cannot be told.",
    ),
    "asked.bond-other": (
        "这里还有别的保证金或押金，没有读入。要管起来的，写进 [[guarantees]]。",
        "A security of another kind is lodged here and was not read: put it into [[guarantees]].",
    ),
    "asked.bond-shares": (
        "保证金各次退还的比例合计不是 100%。",
        "The shares of the bond's returns do not add up to 100%.",
    ),
    "asked.duty-who": ("这件事由哪一方办没有读出。", "Whose duty this is was not read."),
    "asked.duty-day": (
        "这件事有期限，但读不出唯一的日期。",
        "This duty has a time limit, but no one day follows from the words.",
    ),
    "asked.force-majeure": (
        "不可抗力一条读不出唯一的意思：谁的履行期延长，从第几天起协商（超过若干天，是从那天还是次日）。",
        "Whose term is extended, or from which day the parties negotiate, cannot be told.",
    ),
    "asked.appraisal": (
        "鉴定费在两种结果下各由谁承担，没有读全。",
        "Who pays for the appraisal in either case was not read in full.",
    ),
    "asked.failed": (
        "考核几次不合格可以解除合同，看不出唯一的答案（连续还是累计、在多长时间内）。",
        "After how many failed assessments the contract may be ended cannot be told.",
    ),
    "asked.response-kinds": (
        "原文按{kinds}分别写了响应时限，没有读成服务级别。要按时限核对的，填写服务级别和受理时间。",
        "It gives times for {kinds} apart, which were not read as levels. Fill in the levels and "
        "their hours where they are to be kept.",
    ),
    "asked.response-time": (
        "原文写「{words}」，没有分故障级别。要按时限核对的，填写服务级别和受理时间。",
        'It says "{words}", with no levels of faults. Fill in a level and its hours where it is to '
        "be kept.",
    ),
    "asked.promise-times": (
        "{thing}在一个周期里要做几次，或者只写了至少几次。合同文件写的是每隔多久一次，按商定的间隔填写。",
        "{thing}: several times in each period, or at least so many. A contract file says how far "
        "apart they come.",
    ),
    "asked.promise-needed": (
        "{thing}视需要才做，不是每期都有。确定要登记的，再填写周期。",
        "{thing}: only where it is needed. Fill in how far apart where it is to be kept.",
    ),
    "asked.bands": (
        "考核分数和付款的关系读不出唯一的意思。按考核办法填写。",
        "How the score changes the payment cannot be told.",
    ),
}
