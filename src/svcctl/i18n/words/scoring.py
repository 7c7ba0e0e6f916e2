"""What became of the promises: the scorecard, turns of the plan, proposals of breaches."""

WORDS = {
    "score.state-done": ("做到", "done"),
    "score.state-missed": ("未做到", "missed"),
    "score.state-not_recorded": ("未登记", "not recorded"),
    "score.state-open": ("进行中", "open"),
    "score.contested-state": ("{state}（有异议）", "{state} (contested)"),
    "score.plan": ("服务计划", "service plan"),
    "score.turns": (
        "服务计划各次任务（{now}）    共 {count} 次",
        "Turns of the service plan at {now}    {count:turn|turns}",
    ),
    "score.turn-state": ("{turn}：{state}。", "{turn}: {state}."),
    "score.systems": (
        "维护系统（{as_of}）    共 {count} 个",
        "Systems served on {as_of}    {count}",
    ),
    "score.systems-served": ("维护系统", "systems served"),
    "score.name": ("{title}（{what}）", "{title}: {what}"),
    "score.within": ("{within}内", "within {within}"),
    "score.more": ("{told}等，另有 {more} 项", "{told} and {more} more"),
    "score.title": (
        "服务承诺履行情况    {first} 至 {last}    截至 {now}",
        "What became of the promises    {first} to {last}    as of {now}",
    ),
    "score.title-year": (
        "服务承诺履行情况    第 {year} 年（{first} 至 {last}）    截至 {now}",
        "What became of the promises    year {year} ({first} to {last})    as of {now}",
    ),
    "score.paper": (
        "服务承诺履行情况表（{first} 至 {last}）",
        "what became of the promises ({first} to {last})",
    ),
    "score.picture": ("各项承诺履行情况图", "Promises as bars"),
    "score.legend": ("图示：{signs}。", "Bars: {signs}."),
    "score.without-record": (
        "完全没有登记的承诺（{count} 项）：{names}。",
        "No record at all of {count:promise|promises}: {names}.",
    ),
    "score.all-recorded": (
        "该有登记的承诺都有登记。",
        "Each promise that called for a record has one.",
    ),
    "score.never-met": (
        "这段时间没有涉及的承诺（{count} 项）：{names}。",
        "Nothing called for {count:promise|promises}: {names}.",
    ),
    "score.contested": (
        "双方说法不一：{id} 按登记为「{state}」，按另一方的说法为「{other}」。",
        "The two sides differ: {id} is {state} by the record, {other} by the other side's word.",
    ),
    "score.excused": (
        "期间有不可抗力，未做到的：{ids}。",
        "Force majeure lay over what was missed: {ids}.",
    ),
    "refusal.score.one-span": ("--year 和 --month 只能写一个。", "--year or --month, not both"),
    "refusal.score.month": (
        "月份「{text}」看不懂；写作 2026-04。",
        "{text} is no month; write 2026-04",
    ),
    "refusal.score.year": (
        "没有第 {year} 个服务年度；合同共 {years} 个。",
        "no service year {year}; the contract has {years}",
    ),
}
