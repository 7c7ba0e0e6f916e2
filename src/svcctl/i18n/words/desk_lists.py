"""Lists of help desks and their maps: what is wrong of them, and what was not understood."""

WORDS = {
    "flaw.cell": (
        "第 {row} 行「{column}」：{value}：{why}",
        'row {row}, "{column}": {value}: {why}',
    ),
    "flaw.empty": ("第 {row} 行「{column}」：{why}", 'row {row}, "{column}": {why}'),
    "flaw.row": ("第 {row} 行：{why}", "row {row}: {why}"),
    "flaw.no-number": (
        "没有工单号，或工单号被表格软件截短",
        "no ticket number, or one that a spreadsheet has cut",
    ),
    "flaw.number-twice": (
        "同一工单号有几行，内容不同",
        "several rows of this ticket say different things",
    ),
    "flaw.no-opened": ("没有受理时间", "no time at which it was opened"),
    "flaw.not-a-time": ("不是对照文件所写格式的时间", "no time of the form that the map names"),
    "flaw.ambiguous-date": (
        "日和月分不清，请在对照文件的 dates 中写明",
        "day and month cannot be told apart; say in the map's dates which is which",
    ),
    "flaw.nonexistent-time": (
        "该时区调钟，这一时刻不存在或出现两次",
        "clocks were changed in that zone: this time never was, or was twice",
    ),
    "flaw.not-a-length": ("不是时长", "no length of time"),
    "flaw.unknown-level": (
        "对照文件的 level.values 中没有这一级别",
        "the map's level.values do not have this level",
    ),
    "flaw.unknown-system": (
        "对照文件的 system.values 中没有这一系统",
        "the map's system.values do not have this system",
    ),
    "flaw.order": (
        "时间先后不对：早于受理，或晚于办结，或故障晚于受理",
        "out of order: before it was opened, after it was closed, or a fault after the call",
    ),
    "flaw.wait-half": ("有等待结束，没有等待开始", "a wait that ends and never began"),
    "flaw.no-level": (
        "没有级别，合同的时限按级别计；请在对照文件中写 [level]，或在清单中补上",
        "no level, on which the contract's limits depend; name it in the map's [level] or the list",
    ),
    "flaw.no-system": (
        "没有系统；请在对照文件中写 [system]，或在清单中补上（都不属的写 other）",
        "no system; name it in the map's [system] or the list (other where none fits)",
    ),
    "flaw.not-a-level": ("合同没有这一级别", "the contract has no such level"),
    "flaw.not-a-system": ("合同没有这一系统", "the contract has no such system"),
    "flaw.level-which": (
        "几种分级都有这一级别，请在对照文件中写全（分级/级别）",
        "several regimes have this level; write REGIME/LEVEL in the map",
    ),
    "flaw.level-beside": (
        "另一种分级有几个同等级别，须逐条写明，清单做不到；请用 incident open 登记",
        "another regime has several levels as grave, and one must be named; use incident open",
    ),
    "flaw.before-signing": ("早于合同签订", "before the contract was signed"),
    "flaw.after-term": ("晚于合同最后一日", "after the last day of the term"),
    "flaw.future": ("时间还没有到", "still ahead"),
    "flaw.cannot-follow": (
        "不能接在前面的步骤之后（如已恢复又应答）",
        "cannot follow the acts before it (such as an answer once service was back)",
    ),
    "desk-list.taken-in": (
        "{path}：读 {read} 条，新登记 {new} 条，未变 {same} 条，"
        "变更已改 {taken} 条、保留原样 {kept} 条，未导入 {out} 条",
        "{path}: {read} read, {new} new, {same} the same, "
        "{taken} changed and taken over, {kept} changed and kept, {out} left out",
    ),
    "desk-list.found": (
        "{path}：读 {read} 条，新 {new} 条，未变 {same} 条，变更 {changed} 条，看不懂 {out} 条",
        "{path}: {read} read, {new} new, {same} the same, {changed} changed, {out} not understood",
    ),
    "desk-list.ids": ("{first} 至 {last}", "{first} to {last}"),
    "desk-list.differs": (
        "第 {row} 行 {number}（{record}）「{column}」：原为 {before}，现为 {after}",
        'row {row}, {number} ({record}), "{column}": {before} before, {after} now',
    ),
    "desk-list.nothing": ("空", "nothing"),
    "desk-list.ask": ("按清单更正吗？", "Correct it by the list?"),
    "desk-list.reason": (
        "工单 {number} 在清单第 {row} 行有变更",
        "ticket {number} changed, row {row} of the list",
    ),
    "desk-list.origin": (
        "来自 {desk} 工单 {number}（清单第 {row} 行）",
        "from {desk}, ticket {number} (row {row} of the list)",
    ),
    "refusal.desk-list.flaws": (
        "{path} 有 {count} 条看不懂，什么都没有登记。"
        "请改清单或对照文件，或加 --leave-out 登记其余。",
        "{path}: {count:row was|rows were} not understood; nothing was recorded. "
        "Mend the list or the map, or record the others with --leave-out.",
    ),
    "refusal.desk-list.changed": (
        "{path} 有 {count} 条与上次导入时不同，什么都没有登记。"
        "请加 --take-changed 按清单更正，或 --keep 保留原样。",
        "{path}: {count:row differs|rows differ} from what was imported before; nothing was "
        "recorded. Say --take-changed or --keep.",
    ),
    "refusal.desk-list.later": (
        "清单 {digest} 的工单后来又由清单 {later} 更正过。请先撤销后一份："
        "svcctl audit retract --import {later} --reason 原因",
        "a later list, {later}, changed tickets of the list {digest}. Take that one back first: "
        'svcctl audit retract --import {later} --reason "..."',
    ),
    "refusal.desk-list.both": (
        "--take-changed 与 --keep 只能写一个。",
        "--take-changed and --keep: one of the two.",
    ),
    "refusal.desk-map.unknown": (
        "没有对照文件「{name}」。自带的有：{known}；自己的请写文件路径。",
        'there is no map "{name}". Shipped are {known}; name your own by its path.',
    ),
    "refusal.desk-map.syntax": (
        "{path} 第 {line} 行不是 TOML。请改好该行。",
        "{path}, line {line}, is no TOML. Mend that line.",
    ),
    "refusal.desk-map.key": (
        "{path} 第 {line} 行：没有 {at} 这一项。相近或可写的：{near}。",
        "{path}, line {line}: there is no key {at}. There is {near}.",
    ),
    "refusal.desk-map.missing": (
        "{path} 第 {line} 行：缺 {at}。请写上（自带的 glpi 对照文件可作样子）。",
        "{path}, line {line}: {at} is missing. Write it (the shipped map glpi is an example).",
    ),
    "refusal.desk-map.text": (
        "{path} 第 {line} 行：{at} 要写带引号的文字。",
        "{path}, line {line}: {at} is a text in quotation marks.",
    ),
    "refusal.desk-map.table": (
        "{path} 第 {line} 行：{at} 是一张表，写成 [{at}]。",
        "{path}, line {line}: {at} is a table, written [{at}].",
    ),
    "refusal.desk-map.source": (
        "{path} 第 {line} 行：source 写 1 至 40 个字、字母、数字、- 或 _，如 glpi。",
        "{path}, line {line}: source has 1 to 40 letters, digits, - or _, such as glpi.",
    ),
    "refusal.desk-map.side": (
        "{path} 第 {line} 行：side 只能是 purchaser 或 supplier（谁的工单系统）。",
        "{path}, line {line}: side is purchaser or supplier (whose desk it is).",
    ),
    "refusal.desk-map.zone": (
        "{path} 第 {line} 行：没有时区「{zone}」。请写全名，如 {near}。",
        '{path}, line {line}: there is no zone "{zone}". Write its whole name, such as {near}.',
    ),
    "refusal.desk-map.dates": (
        "{path} 第 {line} 行：dates 写 %Y-%m-%d %H:%M 这样的格式（年月日时分都要有），"
        "或 dmy、mdy、excel。",
        "{path}, line {line}: dates is a pattern such as %Y-%m-%d %H:%M (year, month, day, hour "
        "and minute), or dmy, mdy, excel.",
    ),
    "refusal.desk-map.column": (
        '{path} 第 {line} 行：{at} 写一个栏目名，或日期和时间两个：["日期", "时间"]。',
        "{path}, line {line}: {at} is the heading of a column, or those of day and time: "
        '["day", "time"].',
    ),
    "refusal.desk-map.length": (
        '{path} 第 {line} 行：{at} 写成 {{ column = "栏目名", unit = "s" }}，unit 可为 {units}。',
        '{path}, line {line}: {at} is {{ column = "heading", unit = "s" }}; units are {units}.',
    ),
    "refusal.desk-map.values": (
        '{path} 第 {line} 行：{at} 写工单系统的叫法对本合同的叫法，如 {{ "紧急" = "SIS1" }}。',
        "{path}, line {line}: {at} gives for each of the desk's words what the contract calls it, "
        'such as {{ "urgent" = "SIS1" }}.',
    ),
    "refusal.desk-list.headings": (
        "{path} 前三十行中没有这些栏目：{wanted}。请核对对照文件 {map} 的 number 和 times.opened。",
        "{path} has no line with {wanted} among its first thirty. Check number and times.opened "
        "of the map {map}.",
    ),
    "refusal.desk-list.columns": (
        "{path} 没有栏目 {missing}。请连同这些栏目再导出一次，或在对照文件 {map} 中删去这些项。",
        "{path} has no column {missing}. Export it with these, or leave them out of the map {map}.",
    ),
    "refusal.desk-list.twice": (
        "{path} 有两个「{heading}」栏，分不清用哪个。请删去或改名其中一个。",
        '{path} has two columns "{heading}". Remove or rename one of them.',
    ),
    "refusal.desk-list.sheets": (
        "{path} 有 {count} 张工作表都有这些栏目：{names}。请只留一张。",
        "{path} has {count:sheet|sheets} with these columns: {names}. Keep only one.",
    ),
}
