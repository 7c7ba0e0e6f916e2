"""Working days, festivals, and the notices of holidays that are read in."""

WORDS = {
    "calendar.title": (
        "{year} 年放假与调休上班    {calendar}    {basis}",
        "Days off and made-up working days {year}    {calendar}    {basis}",
    ),
    "calendar.source": ("来源：{source}", "Source: {source}"),
    "calendar.status": ("日历：各年是否已公布", "Calendars: which years are official"),
    "calendar.added": (
        "{start} 之后第 {days} 个工作日：{end}（{weekday}），日历 {calendar}。",
        "{days:working day|working days} after {start}: {end} ({weekday}), calendar {calendar}.",
    ),
    "calendar.skipped": ("  {days} 不计：{why}", "  {days} not counted: {why}"),
    "calendar.window": (
        "  暂定：放假安排尚未公布，可能区间 {earliest} 至 {latest}",
        "  provisional: no notice yet, can fall from {earliest} to {latest}",
    ),
    "refusal.calendar.swapped": (
        "{last} 早于 {first}。请把两个日期对调。",
        "{last} is before {first}. Swap the two days.",
    ),
    "calendar.between": (
        "{first} 之后至 {last}（含）共 {days} 个工作日，日历 {calendar}。",
        "After {first} up to and including {last}: "
        "{days:working day|working days}, calendar {calendar}.",
    ),
    "calendar.between-provisional": (
        "（暂定：其中有尚未公布放假安排的年份）",
        " (provisional: a year without a notice is among them)",
    ),
    "calendar.to-come": (
        "{calendar}：{year} 年的通知尚未读入",
        "{calendar}: the notice of {year} has not been read in",
    ),
    "day.off": ("放假", "off"),
    "day.worked": ("调休上班", "worked"),
    "why.weekend": ("周末", "weekend"),
    "why.holiday": ("放假", "day off"),
    "why.made-up": ("调休上班", "made-up working day"),
    "festival.元旦": ("元旦", "New Year"),
    "festival.春节": ("春节", "Spring Festival"),
    "festival.清明节": ("清明节", "Qingming"),
    "festival.劳动节": ("劳动节", "Labour Day"),
    "festival.端午节": ("端午节", "Dragon Boat Festival"),
    "festival.中秋节": ("中秋节", "Mid-Autumn Festival"),
    "festival.国庆节": ("国庆节", "National Day"),
    "festival.国庆节、中秋节": ("国庆节、中秋节", "National Day and Mid-Autumn Festival"),
    "festival.中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日": (
        "抗战胜利70周年纪念日",
        "70th anniversary of victory",
    ),
    "festival.壮族三月三": ("壮族三月三", "Sanyuesan (Zhuang)"),
    "festival.中秋节、国庆节": ("中秋节、国庆节", "Mid-Autumn Festival and National Day"),
    "festival.开斋节": ("开斋节", "Eid al-Fitr"),
    "festival.古尔邦节": ("古尔邦节", "Eid al-Adha"),
    "year.legend": (
        "{off} 放假    {worked} 周末上班    {due} 到期",
        "{off} day off    {worked} weekend day worked    {due} falls due",
    ),
    "year.due-off": ("（当日放假）", " (a day off)"),
    "year.monday": ("一", "Mo"),
    "year.tuesday": ("二", "Tu"),
    "year.wednesday": ("三", "We"),
    "year.thursday": ("四", "Th"),
    "year.friday": ("五", "Fr"),
    "year.saturday": ("六", "Sa"),
    "year.sunday": ("日", "Su"),
    "notice.done": (
        "已读入 {calendar} {year} 年放假安排（{event}）。来源：{source}",
        "Read the {calendar} arrangement of {year} ({event}). Source: {source}",
    ),
    "notice.would": (
        "试算（不登记）：{calendar} {year} 年放假安排。来源：{source}",
        "Would read (nothing recorded) the {calendar} arrangement of {year}. Source: {source}",
    ),
    "notice.already": (
        "{calendar} {year} 年放假安排此前已读入（{event}），没有重复登记。来源：{source}",
        "The {calendar} arrangement of {year} was read before ({event}); "
        "nothing was recorded again. Source: {source}",
    ),
    "notice.worked": ("调休上班：{days}", "Weekend days worked: {days}"),
    "notice.moved": ("{id}：{before} 改为 {after}", "{id}: {before} becomes {after}"),
    "notice.settled": ("{id}：{on} 不再是暂定", "{id}: {on} is no longer provisional"),
    "notice.nothing-moved": ("各合同的日期没有变动。", "No contract's date moves."),
    "refusal.calendar.unknown": (
        "没有日历 {calendar}。可用的见 svcctl calendar status。",
        "there is no calendar {calendar}. See svcctl calendar status.",
    ),
    "refusal.calendar.unknown-year": (
        "日历 {calendar} 只有 {first} 至 {last} 年，算不到 {year} 年。请换个日期。",
        "calendar {calendar} covers {first} to {last}, not {year}. Give another date.",
    ),
    "refusal.calendar.which": (
        "各合同所用日历不同，请用 --calendar 指明：{known}。",
        "the contracts use several calendars; name one with --calendar: {known}.",
    ),
    "refusal.calendar.add-what": (
        "缺少工作日数。写法：svcctl calendar add 2025-03-05 15",
        "the number of working days is missing. Write: svcctl calendar add 2025-03-05 15",
    ),
    "refusal.calendar.line": (
        "第 {line} 行「{text}」看不懂，应为：日期 工作日数。",
        'line {line}, "{text}", is not clear; it should be DATE N.',
    ),
    "refusal.notice.not-one": (
        "这不是放假安排的通知：没有找到放假安排。",
        "this is not a holiday notice: no arrangement was found in it.",
    ),
    "refusal.notice.no-year": ("通知里没有写年份。", "the notice does not name its year."),
    "refusal.notice.not-text": (
        "{file} 读不出文字。请存成 txt、docx 或网页。",
        "no text can be read from {file}; save it as txt, docx or as a page.",
    ),
    "refusal.notice.pdf": (
        "{file} 是 PDF，不能可靠地读出文字。请从政府网站的网页上复制全文，存成 txt 再试。",
        "{file} is a PDF, from which text cannot be read reliably. Copy the text from the page of "
        "the government's site and save it as txt.",
    ),
    "refusal.notice.doc": (
        "{file} 是旧版 Word 文件（doc）。请另存为 docx 或 txt。",
        "{file} is a document of an old Word (doc). Save it as docx or txt.",
    ),
    "refusal.notice.sentence": (
        "看不懂「{clause}」，没有读入。原句：{sentence}",
        'the form of "{clause}" is not known; nothing was read. The sentence: {sentence}',
    ),
    "refusal.notice.weekday": (
        "{day} 的星期不对，没有读入。原句：{sentence}",
        "the weekday of {day} is wrong; nothing was read. The sentence: {sentence}",
    ),
    "refusal.notice.no-such-day": (
        "没有 {day} 这一天，没有读入。原句：{sentence}",
        "there is no {day}; nothing was read. The sentence: {sentence}",
    ),
    "refusal.notice.span": (
        "日期前后颠倒，没有读入。原句：{sentence}",
        "the span runs backwards; nothing was read. The sentence: {sentence}",
    ),
    "refusal.notice.count": (
        "写共 {count} 天，实际 {days} 天，没有读入。原句：{sentence}",
        "it says {count:day|days} and names {days}; nothing was read. The sentence: {sentence}",
    ),
    "refusal.notice.both": (
        "{day} 又放假又上班，没有读入。原句：{sentence}",
        "{day} is both off and worked; nothing was read. The sentence: {sentence}",
    ),
    "refusal.notice.made-up": (
        "{day} 不是周末，不能调休上班，没有读入。原句：{sentence}",
        "{day} is not on a weekend and cannot be made up; nothing was read. "
        "The sentence: {sentence}",
    ),
    "refusal.notice.contradicts": (
        "{day} 前后说法不一，没有读入。原句：{sentence}",
        "what is said of {day} does not agree; nothing was read. The sentence: {sentence}",
    ),
    "refusal.notice.no-days": (
        "{name}没有写放假日期，没有读入。",
        "{name} names no day off; nothing was read.",
    ),
    "refusal.notice.missing": ("缺 {names}，没有读入。", "{names} missing; nothing was read."),
    "refusal.notice.twice": (
        "{names}出现两次，没有读入。",
        "{names} stand there twice; nothing was read.",
    ),
    "refusal.notice.day-twice": (
        "{day} 写了两次，没有读入。",
        "{day} is named twice; nothing was read.",
    ),
    "refusal.notice.uncovered": (
        "{name}的法定假日 {day} 没有放假，没有读入。",
        "the statutory day {day} ({name}) is not off; nothing was read.",
    ),
    "refusal.notice.left-over": (
        "安排之后还有没读懂的话，没有读入：{sentence}",
        "a sentence after the arrangement was not understood; nothing was read: {sentence}",
    ),
    "refusal.notice.national": (
        "这是国务院的通知，不是自治区的：去掉 --region 再读。",
        "this is the State Council's notice, not a region's: read it without --region.",
    ),
    "refusal.notice.of-region": (
        "这是{title}的通知：加 --region {region} 再读。",
        "this is a notice of {title}: read it with --region {region}.",
    ),
    "refusal.notice.not-of-region": (
        "这不是{title}的通知，不能读作 {region}。",
        "this is not a notice of {title} and cannot be read as {region}.",
    ),
    "refusal.notice.region": (
        "没有 {region} 的日历，已有：{known}。",
        "there is no calendar {region}; known: {known}.",
    ),
    "refusal.notice.nothing-to-change": (
        "{year} 年还没有放假安排，无从调整：先读入当年的通知。",
        "no arrangement of {year} is known that could be changed: read that year's notice first.",
    ),
    "refusal.notice.no-date": (
        "{year} 年已有不同的安排，而原文没有印发日期，无从判断先后：用 --issued-on 写明。",
        "{year} is arranged otherwise already and the text has no date of issue: "
        "give it with --issued-on.",
    ),
    "refusal.notice.unbalanced": (
        "全年实际放假 {days} 天（放假的工作日减去调休上班），法定 {lawful} 天，没有读入。"
        "核对原文；确是如此的，加 --extra-days。",
        "the year gets {days:day|days} (weekdays off less days made up), the law gives {lawful}; "
        "nothing was read. Check the text; if it is so, add --extra-days.",
    ),
}
