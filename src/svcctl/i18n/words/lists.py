"""Lists from elsewhere: a bank's or ledger's payments, matched and compared."""

WORDS = {
    "listed.event": ("{matched}（{event}）", "{matched} ({event})"),
    "listed.recorded": ("已登记", "recorded"),
    "listed.new": ("待登记", "new"),
    "listed.differs": ("与登记不同", "differs"),
    "listed.returned": ("退回，未登记", "came back, not recorded"),
    "listed.open": ("待确认", "which one?"),
    "listed.unfit": ("对不上款项", "fits none"),
    "listed.elsewhere": ("与合同无关", "not ours"),
    "listed.only-here": ("清单里没有", "not in the list"),
    "listed.near": ("可能已登记", "recorded already?"),
    "listed.refund": ("登记为退回", "given back"),
    "listed.unknown": ("没有对方，未认定", "names nobody"),
    "listed.misnamed": ("户名不符", "another name"),
    "listed.damaged": ("账号残缺", "damaged account"),
    "listed.alike": ("户名相近", "like our payee"),
    "listed.of-row": ("第 {row} 行", "row {row}"),
    "listed.why-differs": (
        "第 {row} 行（{on}，{amount} 元）与已登记的 {event} "
        "是同一凭证号或同一天同一金额，但内容不同",
        "row {row} ({on}, {amount}) has the number, or the day and sum, "
        "of {event} and differs from it",
    ),
    "listed.why-near": (
        "第 {row} 行（{on}，{amount} 元）可能就是已登记的 {event}（{options}，相差几天）",
        "row {row} ({on}, {amount}) may be {event} ({options}), recorded some days apart",
    ),
    "listed.why-returned": (
        "第 {row} 行（{on}，{amount} 元）是退回的款项",
        "row {row} ({on}, {amount}) is money that came back",
    ),
    "listed.gives-back": ("{why}，退的应是 {given}", "{why}, it seems of {given}"),
    "listed.why-open": (
        "第 {row} 行（{on}，{amount} 元）可能是 {options}",
        "row {row} ({on}, {amount}) may be {options}",
    ),
    "listed.why-unfit": (
        "第 {row} 行（{on}，{amount} 元）对不上任何未付款项",
        "row {row} ({on}, {amount}) fits no unpaid instalment",
    ),
    "listed.why-misnamed": (
        "第 {row} 行（{on}，{amount} 元）的账号是合同所写的，户名「{name}」却不是",
        "row {row} ({on}, {amount}) has an account of the contract under another name, {name!r}",
    ),
    "listed.why-alike": (
        "第 {row} 行（{on}，{amount} 元）的户名「{name}」与合同对方的户名只差公司类型，"
        "没有合同账号可以印证",
        "row {row} ({on}, {amount}): {name!r} is the other side's name but for the form of the "
        "company, and no account of the contract goes with it",
    ),
    "listed.why-damaged": (
        "第 {row} 行（{on}，{amount} 元）的账号 {account} 残缺"
        "（表格软件改成了科学计数，或被遮挡），可能是合同所写的账号",
        "row {row} ({on}, {amount}): the account {account} was damaged by a spreadsheet or masked, "
        "and may be one of the contract's",
    ),
    "listed.how-differs": (
        "就是这一笔用 --same {row}={event}，是另一笔用 --for {row}=款项，不要用 --skip {row}",
        "--same {row}={event} where it is that payment, --for {row}=INSTALMENT where it is "
        "another, or --skip {row}",
    ),
    "listed.how-near": (
        "就是这一笔用 --same {row}={event}，是另一笔用 --new {row}，不要用 --skip {row}",
        "--same {row}={event} where it is that payment, --new {row} where it is another, "
        "or --skip {row}",
    ),
    "listed.how-returned": (
        "登记为退回用 --refund {row}，不要用 --skip {row}",
        "--refund {row} takes it down as given back, or --skip {row}",
    ),
    "listed.how-returned-of": (
        "登记为退回用 --refund {row}=登记编号（退的是哪一笔付款），不要用 --skip {row}",
        "--refund {row}=EVENT, the payment that it gives back, or --skip {row}",
    ),
    "listed.how-open": (
        "用 --for {row}=款项 指明，或 --skip {row} 略过",
        "--for {row}=INSTALMENT or --skip {row}",
    ),
    "listed.how-unfit": (
        "用 --for {row}=款项 指明，或 --skip {row} 略过",
        "--for {row}=INSTALMENT or --skip {row}",
    ),
    "listed.how-misnamed": (
        "确是合同对方的用 --for {row}=款项，不是用 --skip {row}",
        "--for {row}=INSTALMENT where it was paid to them, else --skip {row}",
    ),
    "listed.how-alike": (
        "确是合同对方的用 --for {row}=款项，不是用 --skip {row}",
        "--for {row}=INSTALMENT where it was paid to them, else --skip {row}",
    ),
    "listed.how-damaged": (
        "确是合同对方的用 --for {row}=款项，不是用 --skip {row}",
        "--for {row}=INSTALMENT where it was paid to them, else --skip {row}",
    ),
    "listed.ask-same": ("就是 {event}", "it is {event}"),
    "listed.ask-new": ("是另一笔", "it is another payment"),
    "listed.ask-refund": ("登记为退回 {given}", "record it as given back of {given}"),
    "listed.unknown-rows": (
        "{count} 行没有写对方，也对不上款项：第 {rows} 行",
        "{count:row|rows} name no other side and fit nothing: {rows}",
    ),
    "listed.ask": (
        "选几？（1 至 {last}；0 略过这一行）",
        "Which? (1 to {last}; 0 leaves the row out)",
    ),
    "listed.tried": ("试导入 {path}，没有登记", "Tried {path}; nothing was recorded"),
    "listed.counts": (
        "新登记 {new} 笔，退回 {refund} 笔，已登记过 {recorded} 笔，与合同无关 {elsewhere} 行",
        "{new} new, {refund} given back, {recorded} recorded already, {elsewhere} not ours",
    ),
    "listed.sums": (
        "{count} 行是合计、余额，不是付款：第 {rows} 行",
        "{count:row|rows} of sums or balances left out: {rows}",
    ),
    "listed.undo": (
        "全部撤销：svcctl audit retract --import {digest} --reason 原因",
        'All of it at once: svcctl audit retract --import {digest} --reason "..."',
    ),
    "listed.done": ("已导入 {path}", "Imported {path}"),
    "compare.title": (
        "核对 {path}（{since} 至 {until}）    截至 {as_of}",
        "{path} ({since} to {until}) compared    as of {as_of}",
    ),
    "compare.counts": (
        "一致 {matched} 笔；不同 {differing} 笔；清单有、登记簿无 {there} 笔 {there_sum} 元；"
        "登记簿有、清单无 {here} 笔 {here_sum} 元；与合同无关 {others} 行",
        "same {matched}; differing {differing}; only there {there} ({there_sum}); "
        "only here {here} ({here_sum}); not ours {others}",
    ),
    "refusal.listed.for": (
        "--for 要写成「行号=款项」，例如 5=Y1-advance；读到的是「{text}」",
        "--for takes ROW=INSTALMENT, such as 5=Y1-advance, not {text!r}",
    ),
    "refusal.listed.no-row": (
        "{path} 没有第 {row} 行的付款。",
        "{path} has no payment in row {row}.",
    ),
    "refusal.listed.row": (
        "{path} 第 {row} 行读不懂：「{text}」",
        "{path}, row {row}: {text!r} is not understood",
    ),
    "refusal.listed.refused": ("{path} 第 {row} 行：{why}", "{path}, row {row}: {why}"),
    "refusal.listed.unclear": (
        "{why}。\n没有导入。共 {count} 行要明确：{how}；逐行见 svcctl compare payments {path}",
        "{why}.\nNothing was imported. {count:row|rows} to be made clear: {how}; "
        "svcctl compare payments {path} shows each.",
    ),
    "refusal.listed.no-event": (
        "第 {row} 行：没有登记编号为 {event} 的付款，或不止一份合同有。请写全，如 hetong#5。",
        "row {row}: no payment, or one in more than one contract, is {event}. "
        "Write it whole, such as CONTRACT#5.",
    ),
    "refusal.listed.refund-of": (
        "第 {row} 行退的是哪一笔，看不出来（{count} 笔相符）。请用 --refund {row}=登记编号，"
        "退的是同一清单的付款用 --refund {row}=行号。",
        "row {row}: what it gives back is not certain ({count} fit). Say --refund {row}=EVENT, "
        "or --refund {row}=ROW for a payment of the same list.",
    ),
    "refusal.listed.same": (
        "--same 要写成「行号=登记编号」，例如 5=hetong#2；读到的是「{text}」",
        "--same takes ROW=EVENT, such as 5=CONTRACT#2, not {text!r}",
    ),
    "refusal.listed.refund": (
        "--refund 要写成「行号」或「行号=登记编号」，例如 5=hetong#2；读到的是「{text}」",
        "--refund takes ROW or ROW=EVENT, such as 5=CONTRACT#2, not {text!r}",
    ),
    "refusal.listed.currency": (
        "{path} 第 {row} 行：币种是 {currency}，合同以人民币计价。请先换算，或去掉这一行"
        "（import payments 可用 --skip）。",
        "{path}, row {row}: its currency is {currency}, but contracts are in yuan. "
        "Convert it first, or leave the row out (import payments: --skip).",
    ),
    "refusal.listed.no-day": (
        "{path} 第 {row} 行有金额而没有日期。请补上日期；不要这一行，用 --skip {row}。",
        "{path}, row {row}: it has a sum and no date. Write the date, or leave the row out: "
        "--skip {row}.",
    ),
    "refusal.listed.no-sum": (
        "{path} 第 {row} 行有日期而没有金额。请补上金额；不要这一行，用 --skip {row}。",
        "{path}, row {row}: it has a date and no sum. Write the sum, or leave the row out: "
        "--skip {row}.",
    ),
    "refusal.listed.direction": (
        "{path} 第 {row} 行：看不出「{text}」是收还是付。请改写成借或贷、收或支；"
        "不要这一行，用 --skip {row}。",
        "{path}, row {row}: {text!r} does not say whether money went out or came in. "
        "Write debit or credit, in or out, or leave the row out: --skip {row}.",
    ),
    "refusal.listed.parties": (
        "{path} 第 {row} 行：付款人、收款人与金额所在的栏（收或支）不符。请核对；"
        "不要这一行，用 --skip {row}。",
        "{path}, row {row}: payer and payee say the other way than the column of the sum does. "
        "Check it, or leave the row out: --skip {row}.",
    ),
    "refusal.listed.both": (
        "{path} 第 {row} 行：支出和收入都有金额。请核对；不要这一行，用 --skip {row}。",
        "{path}, row {row}: it has a sum that went out and one that came in. "
        "Check it, or leave the row out: --skip {row}.",
    ),
    "refusal.listed.sign": (
        "{path} 的金额有正有负（如第 {row} 行）。支出记作负数用 --out negative；"
        "支出是正数、负数是退回用 --out positive。",
        "{path} has sums below nought (row {row}). Say --out negative where these left the "
        "account, --out positive where they came back.",
    ),
    "refusal.listed.side": (
        "{path} 是银行的对账单还是自己的账，看不出来：银行账单借方是支出，用 --out debit；"
        "银行存款日记账贷方是支出，用 --out credit；费用账借方是支出，用 --out debit。",
        "{path} may be a bank's statement or a ledger of one's own. Say --out debit where money "
        "that left stands under debit, --out credit where it stands under credit.",
    ),
    "refusal.listed.balance": (
        "{path} 第 {row} 行：余额与上一笔余额和本行金额对不上。请核对；"
        "清单只是摘出的几行，用 --ignore-balance。",
        "{path}, row {row}: its balance does not follow from the one before and the sum. "
        "Check it; where the list is an extract, --ignore-balance.",
    ),
    "refusal.table.wide": (
        "{path} 第 {row} 行有 {cells} 格，表头只有 {columns} 格，或者金额的千分号把金额拆成了两格。"
        "请把带逗号的金额放进引号，或另存为 xlsx；不要这一行，用 --skip {row}。",
        "{path}, row {row}: {cells:cell|cells} under {columns:heading|headings}, or a sum cut at "
        "its comma. Put it in quotation marks, save as xlsx, or leave the row out: --skip {row}.",
    ),
    "refusal.table.quote": (
        "{path} 第 {row} 行起有引号没有配对，后面的行会被吞掉。请改好引号，或另存为 xlsx。",
        "{path}, row {row}: a quotation mark stands open there and would swallow the rows below. "
        "Mend it, or save as xlsx.",
    ),
    "refusal.table.merged": (
        "{path} 第 {row} 行：第 {first} 至 {last} 行的金额合并成一格，分不开。"
        "请分行写；不要这一行，用 --skip {row}。",
        "{path}, row {row}: one sum is merged over rows {first} to {last}. "
        "Give each row its own, or leave the row out: --skip {row}.",
    ),
    "refusal.table.formula": (
        "{path} 第 {row} 行：公式 {text} 没有计算结果。请用表格软件打开、保存后再试；"
        "不要这一行，用 --skip {row}。",
        "{path}, row {row}: the formula {text} has no result. Open and save the file in a "
        "spreadsheet program, or leave the row out: --skip {row}.",
    ),
    "refusal.table.twice": (
        "{path} 有两栏都叫「{heading}」，不知道用哪一栏。请改好表头再试。",
        "{path} has two columns called {heading!r}. Rename or remove one.",
    ),
    "refusal.table.sheets": (
        "{path} 有 {count} 张工作表都有这些列：{names}。请用 --sheet 指明一张。",
        "{path} has {count:sheet|sheets} with these columns: {names}. Name one with --sheet.",
    ),
    "refusal.table.columns": (
        "{path} 超过 {columns} 列。请去掉无关的列。",
        "{path} has more than {columns:column|columns}. Remove what does not belong.",
    ),
    "refusal.table.bytes": (
        "{path} 的内容超过 {mib} MiB。请分成几份。",
        "{path} holds more than {mib} MiB. Split it.",
    ),
    "refusal.table.headings": (
        "{path} 里找不到表头，需要这些列：{wanted}",
        "{path} has no line with the headings needed: {wanted}",
    ),
    "refusal.table.large": (
        "{path} 超过 {rows} 行。请分成几份。",
        "{path} has more than {rows:row|rows}. Split it.",
    ),
    "refusal.table.kind": (
        "{path} 不是能读的表格文件（xlsx、xls、xlsb、ods、csv）。请另存为 xlsx。",
        "{path} is no table that is read (xlsx, xls, xlsb, ods, csv). Save it as xlsx.",
    ),
    "refusal.table.page": (
        "{path} 是改了名的网页，不是表格。请用表格软件打开，另存为 xlsx。",
        "{path} is a web page under another name. Open it in a spreadsheet program and save it "
        "as xlsx.",
    ),
    "refusal.table.password": (
        "{path} 有打开密码，读不了。请去掉密码再试。",
        "{path} is protected by a password. Save it without one.",
    ),
    "refusal.table.limits": (
        "{path} 读取时超出限度（内存 {mib} MiB，{seconds} 秒），已放弃。"
        "请用表格软件打开，只留要用的表，另存为 xlsx。",
        "{path} takes more than {mib} MiB of memory or {seconds:second|seconds} to read. Open it "
        "in a spreadsheet program, keep only the list, save it as xlsx.",
    ),
    "refusal.table.encoding": (
        "{path} 的文字编码看不懂。请另存为 UTF-8 或 xlsx。",
        "{path} is neither UTF-8 nor GB 18030 text. Save it as UTF-8 or xlsx.",
    ),
    "refusal.table.broken": (
        "{path} 不是能读的表格，或已损坏（{error}）。请用表格软件打开，另存为 xlsx 或 csv 再试。",
        "{path} is no table that can be read, or is damaged ({error}). "
        "Open it in a spreadsheet program and save it as xlsx or csv.",
    ),
    "refusal.table.unit": (
        "{path} 的金额单位是 {unit}，只读得了元和万元。请换算后再试。",
        "the sums in {path} are in {unit}; only yuan (元) and ten thousands of yuan (万元) "
        "are read. Convert them first.",
    ),
}
