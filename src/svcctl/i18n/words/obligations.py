"""Dates to keep that are not payments."""

WORDS = {
    "obligations.title": ("应办事项    截至 {as_of}", "Obligations    as of {as_of}"),
    "obligation.notice": ("通知不可抗力", "Give notice of the force majeure"),
    "obligation.proof": ("寄送不可抗力证明", "Send an authority's proof of the force majeure"),
    "obligation.talks": ("协商是否继续履行", "Negotiate whether to go on with the contract"),
    "obligation.change-notice": ("发布合同变更公告", "Publish the notice of the change"),
    "obligation.lodging": ("交纳{title} {amount} 元", "Lodge: {title}, {amount}"),
    "duty.open": ("未办", "open"),
    "duty.overdue": ("逾期 {days} 天", "overdue {days:day|days}"),
    "duty.done": ("已办结", "done"),
    "duty.done-late": ("逾期办结", "done late"),
    "duty.no-date": ("无期限", "no date"),
    "refusal.obligation.unknown": (
        "没有应办事项 {obligation}。可用：{known}。",
        "there is no obligation {obligation}; there are: {known}.",
    ),
}
