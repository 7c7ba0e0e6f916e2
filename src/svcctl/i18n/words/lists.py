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
    "listed.why-differs": (
        "第 {row} 行（{on}，{amount} 元）与已登记的 {event} "
        "是同一凭证号或同一天同一金额，但内容不同",
        "row {row} ({on}, {amount}) has the number, or the day and sum, "
        "of {event} and differs from it",
    ),
    "listed.why-returned": (
        "第 {row} 行（{on}，{amount} 元）是退回的款项，请先用 payments refund 登记",
        "row {row} ({on}, {amount}) is money that came back: record it with payments refund first",
    ),
    "listed.why-open": (
        "第 {row} 行（{on}，{amount} 元）可能是 {options}",
        "row {row} ({on}, {amount}) may be {options}",
    ),
    "listed.why-unfit": (
        "第 {row} 行（{on}，{amount} 元）对不上任何未付款项",
        "row {row} ({on}, {amount}) fits no unpaid instalment",
    ),
    "listed.ask": (
        "选几？（1 至 {last}；0 略过这一行）",
        "Which? (1 to {last}; 0 leaves the row out)",
    ),
    "listed.tried": ("试导入 {path}，没有登记", "Tried {path}; nothing was recorded"),
    "listed.counts": (
        "新登记 {new} 笔，已登记过 {recorded} 笔，与合同无关 {elsewhere} 行",
        "{new} new, {recorded} recorded already, {elsewhere} not ours",
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
        "{why}。\n没有导入。共 {count} 行要明确：用 --for {row}=款项 指明，或 --skip {row} 略过；"
        "逐行见 svcctl compare payments {path}",
        "{why}.\nNothing was imported. {count:row|rows} to be made clear: "
        "--for {row}=INSTALMENT or --skip {row}; svcctl compare payments {path} shows each.",
    ),
    "refusal.listed.currency": (
        "{path} 第 {row} 行：币种是 {currency}，合同以人民币计价。请先换算，或去掉这一行"
        "（import payments 可用 --skip）。",
        "{path}, row {row}: its currency is {currency}, but contracts are in yuan. "
        "Convert it first, or leave the row out (import payments: --skip).",
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
        "{path} 不是 xlsx 或 csv 文件。请另存为其中一种。",
        "{path} is neither xlsx nor csv. Save it as one of them.",
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
