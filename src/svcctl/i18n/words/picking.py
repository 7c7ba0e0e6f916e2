"""What a list was narrowed to, in words, and what it cannot be narrowed to."""

WORDS = {
    "picked.asked": ("{name} {value}", "{name} {value}"),
    "picked.shared": (
        "其中 {count} 笔由几项资金分担，按全额列出；分到各项资金的见 svcctl payments plan。",
        "{count:row is|rows are} paid by several funds and listed whole; what each fund pays: "
        "svcctl payments plan.",
    ),
    "picked.supplier": ("供应商", "supplier"),
    "picked.department": ("归口科室", "department"),
    "picked.fund": ("资金来源", "fund"),
    "picked.month": ("月份", "month"),
    "picked.from": ("自", "from"),
    "picked.to": ("至", "to"),
    "picked.status": ("状态", "status"),
    "picked.search": ("查找", "search"),
    "picked.sort": ("排序", "sorted by"),
    "picked.group-by": ("分组", "grouped by"),
    "picked.limit": ("至多", "at most"),
    "picked.date": ("期限", "date"),
    "picked.amount": ("金额", "amount"),
    "picked.contract": ("合同", "contract"),
    "picked.found-instalment": (
        "所选：{asked}。符合 {rows} 笔，共 {count} 笔；合计只含列出的款项。",
        "Chosen: {asked}. {rows:row|rows} of {count}; totals are of the rows listed.",
    ),
    "picked.found-row": (
        "所选：{asked}。符合 {rows} 项，共 {count} 项；合计只含列出的。",
        "Chosen: {asked}. {rows:row|rows} of {count}; totals are of the rows listed.",
    ),
    "picked.limited-instalment": (
        "只列出前 {rows} 笔，另有 {hidden} 笔未列，也不在合计内。",
        "The first {rows:row|rows} only; {hidden} more not listed and in no total.",
    ),
    "picked.limited-row": (
        "只列出前 {rows} 项，另有 {hidden} 项未列，也不在合计内。",
        "The first {rows:row|rows} only; {hidden} more not listed and in no total.",
    ),
    "picked.undated-instalment": (
        "另有 {count} 笔还没有期限，不在所选日期内。",
        "{count:row has|rows have} no date yet, and are not among the dates chosen.",
    ),
    "picked.undated-row": (
        "另有 {count} 项没有日期，不在所选日期内。",
        "{count:row has|rows have} no date yet, and are not among the dates chosen.",
    ),
    "picked.nothing": ("没有符合所选条件的款项。", "Nothing matches what was chosen."),
    "picked.no-date": ("没有期限", "no date yet"),
    "picked.not-said": ("未填写", "not said"),
    "picked.group": (
        "{name} 小计（{count} 笔） 应付 {amount}    已付 {paid}    未付 {outstanding}",
        "{name} ({count}) {amount}    paid {paid}    outstanding {outstanding}",
    ),
    "picked.group@supplier": (
        "{name} 小计（{count} 笔） 应收 {amount}    对方已付 {paid}    未收 {outstanding}",
        "{name} ({count}) {amount}    paid to us {paid}    open {outstanding}",
    ),
    "refusal.picked.unknown": (
        "{option} 没有「{value}」，可用：{choices}。",
        '{option}: there is no "{value}"; there are: {choices}.',
    ),
    "refusal.picked.status": (
        "--status 没有「{value}」，可用：{choices}。",
        '--status: there is no "{value}"; it is one of: {choices}.',
    ),
    "refusal.picked.month": (
        "--month「{value}」不是月份，请写成 2026-03（01 至 12 月）。",
        '--month: "{value}" is no month; write 2026-03 (01 to 12).',
    ),
    "refusal.picked.month-alone": (
        "--month 不能和 --from、--to 一起用。",
        "--month does not go with --from or --to.",
    ),
    "refusal.picked.from-to": (
        "--from {first} 晚于 --to {last}。",
        "--from {first} is later than --to {last}.",
    ),
    "refusal.picked.limit": ("--limit 至少为 1。", "--limit is 1 or more."),
}
