"""Reports: handed in, received, returned."""

WORDS = {
    "reports.title": ("报告签收情况    截至 {as_of}", "Reports    as of {as_of}"),
    "reports.receive-by": (
        "{id}：最迟 {by} 签收齐全，付款期限才不晚于 {day}。",
        "{id}: receive everything by {by} for a deadline not after {day}.",
    ),
    "reports.too-late": (
        "{id}：即使期满当日签收，付款期限也晚于 {day}。",
        "{id}: even receipt at the year's end gives a deadline after {day}.",
    ),
    "document.missing": ("未提交", "not handed in"),
    "document.ahead": ("未到", "not yet"),
    "document.submitted": ("已提交，未签收", "handed in, not received"),
    "document.received": ("已签收", "received"),
    "document.returned": ("已退回", "returned"),
    "refusal.report.unknown": (
        "没有报告 {document}。可用：{known}。",
        "there is no report {document}; there are: {known}.",
    ),
    "refusal.report.which": (
        "请用 --document 指明哪份报告，或用 --all：{known}。",
        "name the report with --document, or use --all: {known}.",
    ),
    "refusal.report.none": (
        "合同 {contract} 没有这样的报告。按年度的报告请写 --year。",
        "contract {contract} has no such report. Give --year for yearly ones.",
    ),
    "refusal.report.needs-year": (
        "{document} 每年一份，请用 --year 指明第几年。",
        "{document} comes every year: say which with --year.",
    ),
    "refusal.report.needs-period": (
        "{document} 一年不止一份，请用 --period 指明是哪一期，如 Y1-Q3、Y1-M07。",
        "{document} comes oftener than once a year: say which with --period, as Y1-Q3 or Y1-M07.",
    ),
    "refusal.report.no-period": (
        "{document} 没有 {period} 这一期，应为 {known}。",
        "{document} has no period {period}; there are {known}.",
    ),
    "refusal.report.no-year": (
        "{document} 整个合同一份，不用写 --year。",
        "{document} comes once: leave out --year.",
    ),
    "refusal.report.year-range": (
        "{document} 没有第 {year} 年，服务期限是 {years} 年。",
        "{document} has no year {year}; the term is {years:year|years}.",
    ),
    "refusal.report.submitted-already": (
        "{document} 已于 {since} 提交，{on} 不能再提交。更正版加 --corrected；"
        "否则先登记退回，或撤销有误的一次。",
        "{document} was handed in on {since}; it cannot be handed in again on {on}. "
        "A corrected version takes --corrected; else record its return, or take back the entry.",
    ),
    "refusal.report.received-already": (
        "{document} 已于 {since} 签收，{on} 不能再提交或签收。先登记退回，或撤销有误的一次。",
        "{document} was received on {since}; it cannot be handed in or received again on {on}. "
        "Record its return first, or take back the wrong entry.",
    ),
    "refusal.report.nothing-to-return": (
        "{document} 在 {on} 还没有提交或签收（或已退回），不能退回。请核对日期。",
        "{document} had not been handed in or received by {on} (or was returned): "
        "it cannot be returned. Check the date.",
    ),
    "refusal.report.delivered-order": (
        "送达日期 {delivered} 应在提交日期 {on} 至今天之间。",
        "the delivery on {delivered} must lie between the handing in on {on} and today.",
    ),
    "refusal.report.submitted-after": (
        "{document}：{on} 提交，签收却在 {since}，签收不能早于提交。请核对日期；"
        "签收后再提交的，先登记退回。",
        "{document}: handed in on {on}, received on {since}: a receipt cannot come before. "
        "Check the dates; what is handed in again is returned first.",
    ),
    "refusal.proof.before": (
        "{event} 是 {on} 提交或发出的，送达日期不能早于它。",
        "{event} was handed in or sent on {on}: it cannot have arrived before.",
    ),
    "refusal.proof.no-report": ("{event} 不是提交报告。", "{event} is no report handed in."),
    "refusal.proof.no-demand": ("{event} 不是发函催告。", "{event} is no demand."),
}
