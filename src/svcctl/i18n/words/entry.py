"""What was typed and is not clear."""

WORDS = {
    "refusal.entry.date": (
        "日期「{text}」看不懂。请写成 2026-04-08、20260408、2026/4/8、2026年4月8日 或 今天。",
        'the date "{text}" is not clear. Write 2026-04-08, 20260408, '
        "2026/4/8, 2026年4月8日 or today.",
    ),
    "refusal.entry.date-year": (
        "日期「{text}」没有写年份。请写全，如 {year}年{text}。",
        'the date "{text}" has no year. Write all of it, such as {year}年{text}.',
    ),
    "refusal.entry.time": (
        "时间「{text}」看不懂。请写成 2026-04-08 或 2026-04-08T16:30。",
        'the time "{text}" is not clear. Write 2026-04-08 or 2026-04-08T16:30.',
    ),
    "refusal.entry.moment": (
        "时间「{text}」看不懂。请写成 14:30、昨天 9:00、11-26 9:00、20分钟前 或 2026-04-16 16:30。",
        'the time "{text}" is not clear. Write 14:30, 昨天 9:00, 2026-04-16 16:30 '
        "or 2026-04-16T16:30+08:00.",
    ),
    "refusal.entry.moment-just": (
        "「{text}」不确切。请写几点几分，如 14:30，或 10分钟前、现在。",
        '"{text}" is no exact time. Write 14:30, 10 minutes ago, or now.',
    ),
    "refusal.entry.moment-day": (
        "「{text}」只有日期，此处还要写几点几分，如 {text} 16:30。",
        '"{text}" is a day alone; the time of day is wanted too, such as {text} 16:30.',
    ),
    "refusal.entry.sum": (
        "金额「{text}」看不懂。请写成 203000、203,000.00 或 20.3万，至多两位小数。",
        'the sum "{text}" is not clear. Write 203000, 203,000.00 or 20.3万, '
        "with two decimals at most.",
    ),
    "refusal.entry.sum-nought": (
        "金额「{text}」应大于零。",
        'the sum "{text}" must be more than nought.',
    ),
    "refusal.entry.sum-large": ("金额「{text}」过大。", 'the sum "{text}" is too large.'),
    "refusal.entry.days": (
        "{name}：天数「{text}」看不懂。请写成 30 或 30d。",
        '{name}: the number of days "{text}" is not clear. Write 30 or 30d.',
    ),
    "refusal.entry.number": (
        "{name}：「{text}」看不懂。请写 0 以上的整数。",
        '{name}: the number "{text}" is not clear. Write a whole number from 0.',
    ),
    "refusal.entry.count": (
        "工作日数「{text}」看不懂。请写 0 以上的整数。",
        'the number of working days "{text}" is not clear. Write a whole number from 0.',
    ),
    "refusal.entry.event": (
        "登记编号「{text}」看不懂。请写成 合同#序号，如 zyfy-his-2025#3（见 svcctl audit log）。",
        'the event "{text}" is not clear. '
        "Write CONTRACT#NUMBER such as zyfy-his-2025#3 (see svcctl audit log).",
    ),
    "refusal.entry.key": (
        "--key「{text}」不行：写 1 到 100 个看得见的字符，前后没有空格。",
        '--key "{text}" will not do: give 1 to 100 visible characters, no blanks around them.',
    ),
    "refusal.entry.actor": (
        "登记人「{text}」不行：写岗位，如 finance、财务科，不写姓名和号码。",
        '"{text}" cannot record: give a role such as finance, no name or number of a person.',
    ),
    "refusal.entry.quantity": (
        "看不懂「{text}」：请写成 单价编号=数量，如 guard=58。",
        '"{text}" is not clear: write it as ITEM=QUANTITY, such as guard=58.',
    ),
    "refusal.entry.year": (
        "年份「{text}」看不懂。请写成 2026。",
        'the year "{text}" is not clear. Write 2026.',
    ),
    "refusal.entry.year-of": (
        "{name}：年份「{text}」看不懂。请写成 2026。",
        '{name}: the year "{text}" is not clear. Write 2026.',
    ),
    "refusal.entry.control": (
        "「{text}」中有看不见的控制符（此处显示为 ?）。请删去后重新填写。",
        'there are control characters in "{text}" (shown as ?). Type it without them.',
    ),
    "refusal.entry.far": (
        "日期「{text}」太远：只认 1980 至 2107 年。",
        'the date "{text}" is too far away: 1980 to 2107 are understood.',
    ),
}
