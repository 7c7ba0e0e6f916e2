"""Dates to keep that are not payments."""

WORDS = {
    "refusal.obligations.of-plan": (
        "{turn} 是服务计划的一次任务：用 svcctl plan done {turn} 登记；"
        "以记录完成的，登记该记录时写 --for {turn}。",
        "{turn} is a turn of the service plan: `svcctl plan done {turn}`, "
        "or the record that fulfils it with --for {turn}",
    ),
    "obligations.title": ("应办事项    截至 {as_of}", "Obligations    as of {as_of}"),
    "obligation.notice": ("通知不可抗力", "Give notice of the force majeure"),
    "obligation.proof": ("寄送不可抗力证明", "Send an authority's proof of the force majeure"),
    "obligation.talks": ("协商是否继续履行", "Negotiate whether to go on with the contract"),
    "obligation.change-notice": ("发布合同变更公告", "Publish the notice of the change"),
    "obligation.Y": ("第{year}年{title}", "Y{year} {title}"),
    "obligation.H": ("第{year}年第{number}个半年{title}", "Y{year} H{number} {title}"),
    "obligation.Q": ("第{year}年第{number}季度{title}", "Y{year} Q{number} {title}"),
    "obligation.M": ("第{year}年第{number}个月{title}", "Y{year} M{number} {title}"),
    "obligation.calendar-Y": ("{year}年{title}", "{year} {title}"),
    "obligation.calendar-H": ("{year}年第{number}个半年{title}", "{year} H{number} {title}"),
    "obligation.calendar-Q": ("{year}年第{number}季度{title}", "{year} Q{number} {title}"),
    "obligation.calendar-M": ("{year}年{number}月{title}", "{year}-{number} {title}"),
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
