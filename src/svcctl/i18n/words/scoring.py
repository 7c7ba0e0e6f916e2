"""What became of the promises: the scorecard, turns of the plan, proposals of breaches."""

WORDS = {
    "score.state-done": ("做到", "done"),
    "score.state-missed": ("未做到", "missed"),
    "score.state-not_recorded": ("未登记", "not recorded"),
    "score.state-open": ("进行中", "open"),
    "score.state-not_needed": ("不再需要", "no longer needed"),
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
    # -- proposals
    "proposal.title": (
        "未兑现承诺，可认定为违约（{now}）    共 {count} 项，未处理 {undecided} 项",
        "Missed promises that may be breaches, at {now}    {count}, {undecided} undecided",
    ),
    "proposal.undecided-state": ("未处理", "undecided"),
    "proposal.accepted-state": ("已认定", "accepted"),
    "proposal.rejected-state": ("不认定", "rejected"),
    "proposal.list": ("未兑现承诺（可认定为违约）", "missed promises that may be breaches"),
    "proposal.nothing-charged": (
        "以上仅为提示，不产生违约金；认定：svcctl breach accept 编号 --reason 理由，"
        "不认定：svcctl breach reject 编号 --reason 理由。",
        "Nothing is charged by this list: `svcctl breach accept ID --reason WHY` "
        "or `svcctl breach reject ID --reason WHY`",
    ),
    "proposal.met": ("{regime} 期限 {due}，实际 {met}", "{regime} due {due}, met {met}"),
    "proposal.unmet": ("{regime} 期限 {due}，未完成", "{regime} due {due}, not met"),
    "proposal.leave": ("{at} 未经允许", "{at} without leave"),
    "proposal.engineers": ("{at} 到场人数不足", "{at} too few engineers arrived"),
    "proposal.contested": ("双方说法不一", "contested"),
    "proposal.excused": ("期间有不可抗力", "force majeure"),
    "proposal.basis_changed": ("认定后事实有更正", "facts put right since the decision"),
    "proposal.by-reading": (
        "{reading}若按「{other}」则为{state}",
        "{reading}: by {other} it is {state}",
    ),
    "proposal.state-met": ("按时", "in time"),
    "proposal.state-missed": ("超时", "missed"),
    "proposal.state-running": ("未到期", "still running"),
    "proposal.state-stopped": ("停计", "stopped"),
    "proposal.state-not-needed": ("不涉及", "not called for"),
    "proposal.accepted": ("{on} 认定为违约 {breach}", "breach {breach} since {on}"),
    "proposal.rejected": ("{on} 不认定", "rejected on {on}"),
    "proposal.promise": (
        "承诺（{article}）：{title}，{target}，时段 {hours}。",
        "Promised ({article}): {title}, {target}, hours {hours}.",
    ),
    "proposal.promise-plain": (
        "承诺（{article}）：{title}，{target}。",
        "Promised ({article}): {title}, {target}.",
    ),
    "proposal.fact": (
        "{at} {verb}，{side}（{source}），登记编号 {event}，登记时间 {recorded}。",
        "{at} {verb}, {side} ({source}), event {event}, recorded {recorded}.",
    ),
    "proposal.starts": ("{regime}：自 {at} 起算。", "{regime}: counts from {at}."),
    "proposal.span": (
        "{regime}：{begin} 至 {end}，级别 {level}，限时 {limit}，用去 {used}，"
        "累计用去时限的 {share}。",
        "{regime}: {begin} to {end}, level {level}, limit {limit}: {used} used, "
        "{share} of the limit so far.",
    ),
    "proposal.span-stopped": (
        "{regime}：{begin} 至 {end} 停计。",
        "{regime}: {begin} to {end} the clock stood still.",
    ),
    "proposal.span-restored": (
        "{regime}：{begin} 至 {end} 已恢复，至重新打开不计。",
        "{regime}: {begin} to {end} service was back; nothing counts until it was opened again.",
    ),
    "proposal.turn-days": (
        "应在 {first} 至 {last} 之间完成。",
        "To be done from {first} to {last}.",
    ),
    "proposal.reading": ("执行口径：{reading}，{choice}。", "By the reading: {reading}, {choice}."),
    "proposal.span-none": (
        "{regime}：{begin} 至 {end}，级别 {level} 没有此项时限，不计。",
        "{regime}: {begin} to {end}, level {level} has no such limit and uses up nothing.",
    ),
    "proposal.agreed": ("{regime}：按约定改为 {due}。", "{regime}: by agreement {due}."),
    "proposal.ends": ("{regime}：期限 {due}，{how}。", "{regime}: due {due}; {how}."),
    "proposal.fell-away": (
        "{regime}：{at} 起不再需要，不计。",
        "{regime}: no longer needed from {at}.",
    ),
    "proposal.counts": ("以 {regime} 为准（{choice}）。", "{regime} counts ({choice})."),
    "proposal.state-of": ("情况：{state}。", "It is {state}."),
    "proposal.decided": (
        "处理：{what}；理由：{reason}{number}，登记编号 {event}。",
        "Decision: {what}; because: {reason}{number}, event {event}.",
    ),
    "proposal.number": ("，文号 {number}", ", number {number}"),
    "proposal.line": ("违约金 {line}：{amount} 元。", "Damages {line}: {amount}."),
    "proposal.stop": ("。", "."),
    "proposal.undecided": (
        "尚未作认定或不认定的决定。",
        "Not decided yet: neither accepted nor rejected.",
    ),
    "proposal.explain-title": ("{id} 的时限计算", "How {id} was counted"),
    "proposal.made-of": (
        "该违约由 {count} 项未兑现承诺构成：{ids}。",
        "It is made of {count:missed promise|missed promises}: {ids}.",
    ),
    "refusal.proposal.unknown": (
        "没有未兑现的承诺 {id}；未处理的有：{known}。用 svcctl breach propose 查看。",
        "no missed promise {id}; undecided: {known}. `svcctl breach propose` lists them",
    ),
    "refusal.proposal.before": (
        "{id} 在 {on} 才到期，{day} 尚不能处理。",
        "{id} ran out on {on}: nothing to decide on {day}",
    ),
    "refusal.proposal.rules": (
        "这几项所依条款不同（{rules}）；请分开处理，或写 --rule。",
        "these fall under different rules ({rules}): decide them apart, or give --rule",
    ),
    "refusal.proposal.no-rule": (
        "合同文件没有写这项承诺违反哪一条（breach）；请写 --rule。",
        "the contract file names no rule for that promise (breach): give --rule",
    ),
    "refusal.proposal.which-clock": (
        "{record} 要说明哪一项，写作：{known}。",
        "say which of {record}: {known}",
    ),
    "refusal.proposal.replaced": (
        "{line} 已由 {on} 的另一决定（{breach}）取代，不再计收。",
        "{line}: decided otherwise on {on} ({breach}), and owed no more.",
    ),
    "refusal.proposal.replaced-rejected": (
        "{line} 已由 {on} 的另一决定（不认定）取代，不再计收。",
        "{line}: decided otherwise on {on} (rejected), and owed no more.",
    ),
    "refusal.proposal.no-clock": (
        "{record} 没有「{clock}」时限；有：{known}。",
        "{record} has no clock {clock}; there are {known}",
    ),
}
