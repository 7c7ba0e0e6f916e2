"""The auditor's pack: what it holds, its workbook of days, and what is wrong with one."""

WORDS = {
    "pack.done": (
        "资料包已写好，共 {count} 个文件。请打印其中的 HEAD.html，签字盖章。",
        "The pack is written, {count:file|files}. Print its HEAD.html, sign and stamp it.",
    ),
    "pack.digest": ("清单的 SHA-256：{digest}", "SHA-256 of its manifest: {digest}"),
    "pack.ok": (
        "{path} 核对通过：{members} 个文件，{events} 条登记。",
        "{path} is as it was written: {members:file|files}, {events:fact|facts}.",
    ),
    "pack.paper": (
        "请再与盖章的首页核对这个值（--head）：资料包若被重做过，须与盖章首页核对才能发现。",
        "Hold this against the stamped page (--head): only paper tells a pack that was made anew.",
    ),
    "pack.closed": (
        "其中 {count} 条登记另有内部说明，不在包内。",
        "{count:fact has|facts have} internal notes that are not in the pack.",
    ),
    "pack.broken": (
        "{path} 核对不通过，{count} 处：",
        "{path} is not as it was written, in {count:place|places}:",
    ),
    "pack.twice": ("同名文件有两个", "stands twice"),
    "pack.name": ("文件名会写到解压文件夹之外", "its name leads out of the folder"),
    "pack.container": ("压缩包本身被改动", "the zip itself was changed"),
    "pack.manifest": ("清单不合格式", "the manifest is not in its form"),
    "pack.missing": ("缺失", "is missing"),
    "pack.added": ("多出来的", "was added"),
    "pack.changed": ("被改动", "was changed"),
    "pack.claims": ("读不懂", "cannot be understood"),
    "pack.heads": ("与登记簿的末位校验值不符", "names other heads than the journal's"),
    "pack.event": ("不是登记的原文", "is not what was recorded"),
    "pack.link": ("与上一条接不上", "does not follow the one before"),
    "pack.payload": ("具体内容不见了或被改动", "its payload is missing or was changed"),
    "pack.aside": ("内部说明被改动", "the internal note was changed"),
    "pack.head": ("与所给的值不符", "is not the one given"),
    "pack.cut-off": ("没有这一条", "is not there"),
    "pack.rerun": ("与包内登记重新算出的不同", "is not what the facts in the pack give"),
    "pack.other-version": (
        "表格没有重算：资料包由另一版本的 svcctl 制作。",
        "Its tables were not worked out again: another version of svcctl made them.",
    ),
    "pack.other-books": (
        "其中的 xlsx 由另一版本的 xlsxwriter 生成，未逐格比对；相应的 csv 已重算比对。",
        "Its workbooks were not compared cell by cell: another version of xlsxwriter wrote them. "
        "Their csv were.",
    ),
    "days.title": ("日历", "Calendars"),
    "days.again": ("期限重算", "Deadlines again"),
    "days.off": ("休息日", "Days off"),
    "days.calendar": ("日历", "Calendar"),
    "days.date": ("日期", "Date"),
    "days.weekday": ("星期", "Weekday"),
    "days.worked": ("上班（1）", "Worked (1)"),
    "days.festival": ("节日", "Festival"),
    "days.basis": ("依据", "Basis"),
    "days.contract": ("合同", "Contract"),
    "days.instalment": ("款项", "Instalment"),
    "days.start": ("起算日", "Start"),
    "days.days": ("工作日数", "Working days"),
    "days.on": ("svcctl 的期限", "Deadline by svcctl"),
    "days.spreadsheet": ("电子表格的期限", "By this spreadsheet"),
    "days.between": ("其间工作日", "Working days between"),
    "days.same": ("一致", "The same"),
    "refusal.pack.output": (
        "资料包写到哪里？请用 -o 文件.zip 指明。",
        "Where to? Name the file with -o FILE.zip.",
    ),
    "refusal.pack.closed-login": (
        "内部说明不对供应商账号开放，这样做出的资料包不完整。请由采购人或审计的账号制作。",
        "internal notes are not shown to a supplier's login, and its pack would not be whole. "
        "A login of finance or of an auditor makes one.",
    ),
    "refusal.pack.unreadable": (
        "{path} 不是能读的 zip 文件：{error}",
        "{path} is no readable zip: {error}",
    ),
    "refusal.pack.not-a-pack": (
        "{path} 不是审计资料包：没有 MANIFEST.sha256 和 HEAD.html。",
        "{path} is no auditor's pack: it has no MANIFEST.sha256 and HEAD.html.",
    ),
}
