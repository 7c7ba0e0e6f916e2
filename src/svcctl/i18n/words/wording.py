"""What was read out of a contract's words, what is open, and what of it cannot be read."""

WORDS = {
    # -- the answer
    "wording.head": (
        "{files} 读出 {proposed} 项，待确认 {open} 项，文件不一致 {findings} 处。",
        "{files}: {proposed:value|values} read, {open:question|questions} open, the papers differ "
        "at {findings:point|points}.",
    ),
    "wording.open": ("待确认：", "Open:"),
    "wording.question": (
        "  {at}. {name}（{key}）：{question}",
        "  {at}. {name} ({key}): {question}",
    ),
    "wording.findings": ("文件不一致：", "Where the papers differ:"),
    "wording.finding": ("  {about}（{severity}）", "  {about} ({severity})"),
    "wording.said": ("    {value}    {source}", "    {value}    {source}"),
    "wording.next": (
        "请逐项核对出处和原文。写成文件：加 -o 合同.toml；核对后用 contract check 检查。",
        "Compare each value with its place and words. To write the file add -o CONTRACT.toml; then "
        "run contract check.",
    ),
    "wording.next-written": (
        "请在 {path} 里逐项核对出处和原文，答好开头的问题，再用 contract check 检查。"
        "要一问一答地核对、补全，用：\n  svcctl contract new --from {path} -o 合同.toml",
        "Compare each value in {path} with its place and words, answer the questions at its top, "
        "then run contract check; to be asked one thing at a time:\n"
        "  svcctl contract new --from {path} -o CONTRACT.toml",
    ),
    # -- the file
    "wording.file.head": (
        "由 svcctl contract draft 从 {files} 读出。每个值上方是出处和原文，请逐项核对。",
        "Read by svcctl contract draft from {files}. Above each value stand its place and words: "
        "compare them.",
    ),
    "wording.file.made": (
        "没有出处的 id、key、title 和 source 由程序取名，可以改。",
        "id, key, title and source without a place were named by the program and may be changed.",
    ),
    "wording.file.loss": (
        "条文没有说损失怎样赔，按民法典第五百八十五条的规则写入。",
        "the clause says nothing of losses; this is the rule of Civil Code 585.",
    ),
    "wording.file.question": ("{at}. {key}：{question}", "{at}. {key}: {question}"),
    "wording.file.none": ("没有待确认的问题。", "Nothing is open."),
    "wording.file.open": (
        "待确认 {count} 项，答好后删去：",
        "{count:question|questions} open; take each away once it is answered:",
    ),
    "wording.file.fill": (
        "没有读出、必须填写的（填好后去掉行首的 #）：",
        "Not read and required (fill in and take the # away):",
    ),
    "wording.file.gap": ("待填", "to be filled in"),
    "wording.remark": ("{source} 「{words}」", '{source} "{words}"'),
    "wording.look": ("{question}见 {source}。", "{question} See {source}."),
    "wording.look-words": ("{question}原文「{words}」", "{question} Its words:「{words}」"),
    "wording.paper.main": ("合同正文", "the contract"),
    "wording.paper.signature-page": ("签字盖章页", "the page that is signed"),
    "wording.paper.annex": ("附件", "an annex"),
    "wording.nothing-agreed": ("合同正文未约定", "the contract agrees on nothing"),
    "wording.title.performance-guarantee": ("履约担保", "Performance guarantee"),
    "wording.title.contact-data": ("联系方式", "Contact data"),
    # -- questions
    "wording.ask.purchaser": (
        "没有认出甲方（采购人）。请看合同首部和签字盖章页。",
        "the purchaser was not made out. Look at the head of the contract and the page signed.",
    ),
    "wording.ask.supplier": (
        "没有认出乙方（供应商）。请看合同首部和签字盖章页。",
        "the supplier was not made out. Look at the head of the contract and the page signed.",
    ),
    "wording.ask.parties": (
        "同一方有几个名称：{names}。哪一个是？",
        "one side has several names: {names}. Which is it?",
    ),
    "wording.ask.title": (
        "没有找到项目名称。请看封面。",
        "the project's name was not found. Look at the title page.",
    ),
    "wording.ask.blank": (
        "{label}在原件上是空白。填什么？",
        "{label} is blank in the paper. What is it?",
    ),
    "wording.ask.several": (
        "有几个不同的值：{values}。以哪个为准？",
        "there are different values: {values}. Which one holds?",
    ),
    "wording.ask.contracts": (
        "文件里有 {count} 份合同，只留下各份相同的内容。请把它们分开，一份一份地读。",
        "several contracts ({count}) stand in the file; only what they have in common is proposed. "
        "Part them and read one at a time.",
    ),
    "wording.ask.calendar-signed": (
        "假日用哪个日历？没有写甲方所在地；写了签订地点是{place}，不一定在同一地区。",
        "no place says whose holidays count; it was signed at {place}, which need not be where the "
        "purchaser sits.",
    ),
    "wording.ask.calendar": (
        "看不出合同在哪个地区履行，假日用哪个日历？请看甲方地址和争议管辖。",
        "no place says whose holidays count. Look at the purchaser's address and the court.",
    ),
    "wording.ask.signed": (
        "没有找到签订日期。请看签字盖章页。",
        "the day of signing was not found. Look at the page that is signed.",
    ),
    "wording.ask.signed-twice": (
        "签订日期不一致：{days}。以哪天为准？",
        "the days of signing differ: {days}. Which one holds?",
    ),
    "wording.ask.award": (
        "通知书落款没有日期。哪天发出的？",
        "the award notice bears no date. When was it issued?",
    ),
    "wording.ask.award-twice": (
        "通知书上有几个日期：{days}。以哪天为准？",
        "the award notice bears several dates: {days}. Which one holds?",
    ),
    "wording.ask.total": (
        "没有找到合同总金额。请看合同金额条款。",
        "the total price was not found. Look at the article on the price.",
    ),
    "wording.ask.limit": (
        "没有找到合同总金额：{sum} 是最高限额、预算或预计数。确认合同总金额，或按最高限价填写。",
        "the total price was not found: {sum} is a limit, a budget or an estimate. Say the total, "
        "or enter it as a ceiling.",
    ),
    "wording.ask.totals": (
        "合同里总金额不一致：{sums}。以哪个为准？",
        "the contract names different totals: {sums}. Which one holds?",
    ),
    "wording.ask.unit": (
        "上面写「单位：万元」，这里的数字又带「元」。总金额是多少元？",
        "above it says that sums are in ten thousand yuan, this one is told in yuan. Which holds?",
    ),
    "wording.ask.words-differ": (
        "大写与小写不一致：小写 {figures}，大写 {words}。以哪个为准？",
        "words and figures differ: the figures are {figures}, the words {words}. Which one holds?",
    ),
    "wording.ask.amended": (
        "这里有改过的数字，没有采用。现在有效的是哪个？",
        "a figure was changed here, none was taken. Which one is in force?",
    ),
    "wording.ask.ceiling": (
        '写有据实结算或不超过之类的话：是固定价，还是最高限价（kind = "ceiling"）？',
        'it speaks of actual sums or a limit: is the price fixed, or a ceiling (kind = "ceiling")?',
    ),
    "wording.ask.discount": (
        "下浮率是多少，是不是每次结算都减，看不清。按合同填写 discount，价款已含下浮的不填。",
        "How far below the tariff, off each settlement? Nothing where the price has it already.",
    ),
    "wording.ask.items": (
        "单价表没有读取：单价、数量、单位或合计有对不上、看不清的。按原表填写 items。",
        "The table of unit prices was not read: units, quantities or sums are unclear or differ.",
    ),
    "wording.ask.parts": (
        "价款由几部分组成，看不出每一期付的是哪一部分。分开付的，填写 price.parts，各期写 part。",
        "The price has parts: which does each payment pay? `price.parts` and `part` say it.",
    ),
    "wording.ask.payee": (
        "供应商不止一家，看不出款项付给哪一家。付给一家的写 payee，按比例分付的写 payees。",
        "There are several suppliers: which is paid? One: `payee`; each its share: `payees`.",
    ),
    "wording.ask.settled": (
        "价款据实结算，这一期没有写怎么结算。按实际数量结算的写 settled = true。",
        "The price is settled by what is done; this payment does not say how: `settled = true`?",
    ),
    "wording.ask.years": (
        "各年金额 {sums} 与总金额 {total} 对不上。以哪个为准？",
        "the sums of the years {sums} do not make the total {total}. Which one holds?",
    ),
    "wording.ask.per-year": (
        "每年金额前后不一致。以哪个为准？",
        "the sums for a year differ. Which one holds?",
    ),
    "wording.ask.term": (
        "没有找到服务期限。请看期限条款。",
        "the term was not found. Look at the article on it.",
    ),
    "wording.ask.terms": (
        "服务期限前后不一致：{spans}。以哪个为准？",
        "the terms differ: {spans}. Which one holds?",
    ),
    "wording.ask.term-order": (
        "服务期限的起止日期颠倒。请核对。",
        "the term ends before it begins. Check the dates.",
    ),
    "wording.ask.starts": (
        "服务从哪天起算没有写明：签订之日（signing）还是收到开始通知之日（start-notice）？",
        "from what day the term counts is not said: the signing, or the start notice?",
    ),
    "wording.ask.renewed-price": (
        "续签年度的价款与本合同不同。各年价款是多少（第一年和各次续签依次写）？",
        "renewals have another price. What is each year's, the first and every renewal in turn?",
    ),
    "wording.ask.renewals": (
        "写有续签。续签几次、每次多久（renewals）？",
        "renewals are spoken of. How many, and how long is each?",
    ),
    "wording.ask.instalments": (
        "没有读出付款办法。请看付款条款。",
        "how it is paid was not read. Look at the article on payment.",
    ),
    "wording.ask.turned": (
        "这份合同的乙方是采购人。违约责任、应办事项、保证金和不可抗力没有采用，请按条文填写。",
        "here 乙方 is the purchaser: damages, obligations, guarantees, force majeure "
        "were not taken. Fill them in from the articles.",
    ),
    "wording.ask.holder": (
        "账号 {number} 的户名读作 {holder}，与读出的当事人名称不同。是收款账户吗？",
        "account {number}: its holder was read as {holder}, unlike the names of the parties. "
        "Is it to be paid to?",
    ),
    "wording.ask.account-unread": (
        "写有账号 {number}，但银行和账号没有分开写清，账户没有读出。",
        "an account number {number} stands there, its bank is not told apart: not read.",
    ),
    "wording.ask.whose-account": (
        "账号 {number} 是哪一方的没有读出。是供应商的收款账户，就填写到 accounts。",
        "whose account {number} is was not read. If the supplier is paid to it, "
        "put it under accounts.",
    ),
    "wording.ask.bank": (
        "账号 {number} 没有写开户银行。",
        "no bank is named for account {number}.",
    ),
    "wording.ask.hours": (
        "{level} 的时限按 7x24 还是 5x8 计没有写明（hours）。",
        "whether the hours of {level} run 7x24 or 5x8 is not said (hours).",
    ),
    # -- columns
    "wording.column.path": ("要素", "Key"),
    "wording.column.value": ("值", "Value"),
    "wording.column.source": ("出处", "Place"),
    "wording.column.words": ("原文", "Words"),
    # -- refusals
    "refusal.wording.doc": (
        "{file} 是旧版 Word 或 RTF 文件。请用 Word 或 WPS 另存为 docx。",
        "{file} is of an old Word or RTF. Save it as docx.",
    ),
    "refusal.wording.picture": (
        "{file} 是图片。请先识别成文字，存成 txt 或 docx。",
        "{file} is a picture. Have its text recognised, and save it as txt or docx.",
    ),
    "refusal.wording.pdf-pictures": (
        "{file} 是扫描件，没有文字层。请先识别成文字，存成 txt、docx 或带文字的 PDF。",
        "{file} is a scan without a text layer. Have its text recognised, and save it as txt, docx "
        "or a PDF with text.",
    ),
    "refusal.wording.locked": (
        "{file} 有密码，打不开。请先去掉密码。",
        "{file} is locked with a password. Take it off first.",
    ),
    "refusal.wording.broken": (
        "{file} 打不开，文件损坏或内容超出限度。请重新另存一次。",
        "{file} cannot be opened: it is damaged or beyond bounds. Save it anew.",
    ),
    "refusal.wording.kind": (
        "{file} 不是合同文件。可以读 docx、pdf、ofd、txt、md、html。",
        "{file} is no document that is read: docx, pdf, ofd, txt, md or html.",
    ),
    "refusal.wording.not-text": (
        "{file} 读不出文字。请存成 txt（UTF-8 或 GB 18030）或 docx。",
        "no text can be read from {file}. Save it as txt (UTF-8 or GB 18030) or docx.",
    ),
    "refusal.wording.empty": ("{file} 里没有文字。", "{file} holds no text."),
    "refusal.wording.large": (
        "{file} 太长，不像合同。请只留下合同及附件。",
        "{file} is too long for a contract. Keep only the contract and its annexes.",
    ),
    "refusal.wording.pages": (
        "{file} 超过 {most} 页。请只留下合同及附件。",
        "{file} is longer than {most:page|pages}. Keep only the contract and its annexes.",
    ),
}
