"""Invoices: recorded, checked, cancelled."""

WORDS = {
    "invoice.title": (
        "发票清单    截至 {as_of}    单位：元",
        "Invoices    as of {as_of}    in yuan",
    ),
    "invoice.sums": (
        "共 {count} 张    有效金额 {left}    未付 {unpaid}",
        "{count:invoice|invoices}    valid {left}    unpaid {unpaid}",
    ),
    "invoice.sums-beyond": (
        "共 {count} 张    有效金额 {left}    未付 {unpaid}    不再应付、须红冲 {beyond}",
        "{count:invoice|invoices}    valid {left}    unpaid {unpaid}    "
        "no longer owed, to be cancelled {beyond}",
    ),
    "invoice.beyond": ("{state}，须红冲 {amount}", "{state}, {amount} to be cancelled"),
    "invoice.special": ("专用发票", "special"),
    "invoice.ordinary": ("普通发票", "ordinary"),
    "invoice.valid": ("有效", "valid"),
    "invoice.cancelled": ("已红冲", "cancelled"),
    "invoice.part-cancelled": ("部分红冲", "cancelled in part"),
    "invoice.red": ("红字", "red"),
    "invoice.not-checked": ("未查验", "not checked"),
    "invoice.genuine": ("查验相符", "genuine"),
    "invoice.failed": ("查验不符", "failed"),
    "refusal.invoice.number": (
        "发票号码「{text}」不对：数电票 20 位；"
        "其他发票写发票代码（10 或 12 位）接发票号码（8 位）。",
        'The invoice number "{text}" should have 20 digits; of an older invoice, its code '
        "(10 or 12 digits) and then its number (8 digits).",
    ),
    "refusal.invoice.twice": (
        "发票 {number} 已登记过（{event}，{on}）。同一号码只能登记一次。",
        "Invoice {number} is on file already ({event}, {on}); a number is recorded once.",
    ),
    "refusal.invoice.unknown": (
        "没有登记过发票 {number}。",
        "There is no invoice {number} on file.",
    ),
    "refusal.invoice.before": (
        "发票 {number} 于 {issued} 开具，{on} 还没有这张发票。请核对日期。",
        "Invoice {number} was issued on {issued}; on {on} there was none. Check the day.",
    ),
    "refusal.invoice.no-instalment": (
        "发票 {number} 所开的款项 {instalment} 不存在。",
        "Invoice {number} is for {instalment}, which does not exist.",
    ),
    "refusal.invoice.red-more": (
        "发票 {number} 只剩 {left} 元可冲，红字发票 {amount} 元超出。",
        "Only {left} of invoice {number} is left; the red one takes {amount}.",
    ),
    "refusal.invoice.for": (
        "--for 几笔款项时，每笔写金额，且不重复：--for Y1-balance=87000 --for Y2-advance=203000",
        "With several --for, each has its sum and none stands twice: "
        "--for Y1-balance=87000 --for Y2-advance=203000",
    ),
    "refusal.invoice.for-what": (
        "发票开给哪笔款项？用 --for 指明：{known}",
        "Which instalment is the invoice for? Name it with --for: {known}",
    ),
    "refusal.invoice.sum": (
        "价税合计 {amount} 不等于不含税金额 {net} 加税额 {tax}。",
        "{amount} is not the net sum of {net} and the tax of {tax} together.",
    ),
    "refusal.invoice.sums": (
        "请写明价税合计和税率（--amount --rate），或不含税金额和税额（--net --tax）。",
        "Give the sum with its rate (--amount --rate), or the net sum with the tax (--net --tax).",
    ),
    "refusal.invoice.rate": (
        "税率要写成 6% 这样，读到的是「{text}」。",
        "A rate is written like 6%, not {text!r}.",
    ),
}
