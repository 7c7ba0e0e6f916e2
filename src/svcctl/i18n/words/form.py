"""The workbook form of a contract: what stands on it, and what is wrong in a cell of it."""

WORDS = {
    "form.after-key": ("起算指哪一项", "which one it is"),
    "form.in-english": ("{name}（英文）", "{name} (English)"),
    "form.belongs": ("所属{name}", "of which {name}"),
    "form.item": ("项目", "Item"),
    "form.fill": ("填写", "Filled in"),
    "form.example": ("例", "Example"),
    "form.meaning": ("说明", "Meaning"),
    "form.default": ("不填即", "Default"),
    "form.mark": ("标记", "Mark"),
    "form.mark.example": ("例", "example"),
    "form.mark.told": ("说明", "meaning"),
    "form.belongs-help": (
        "写明这一行属于「{sheet}」表的哪一行：填那一行的编号或名称。",
        "To which row of 「{sheet}」 this one belongs: its key or title.",
    ),
    "form.after-key-help": (
        "自何时起算选了收到某份文件、某期款项付清、保证金交足的，写明是哪一份、哪一期、哪一笔"
        "：编号或名称。结算写"
        "核定。别的不填。",
        "Which paper, payment or guarantee starts it: its key or title. Else nothing.",
    ),
    "form.english-help": ("英文名称，可以不填。", "The English title; optional."),
    "form.required": ("必填", "required"),
    "form.optional": ("选填", "optional"),
    "form.options": ("选项", "Choices"),
    "form.guide": ("填写说明", "How to fill it in"),
    "form.title": ("合同要素表", "Contract form"),
    "form.back": ("回到填写说明", "Back to the guide"),
    "form.needed": ("必填", "required"),
    "form.usual": ("常用", "usual"),
    "form.seldom": ("少用", "seldom"),
    "form.sheet": ("表", "Sheet"),
    "form.when": ("填不填", "When"),
    "form.for": ("写什么", "What for"),
    "form.whole-for": (
        "合同本身：编号、名称、日期、价款、期限、不可抗力、归口。",
        "The contract itself: numbers, title, dates, price, term.",
    ),
    "form.guide.1": (
        "这本工作簿把一份合同的条款填成表。填好后在命令行输入：svcctl 检查合同 文件名.xlsx；"
        "没有错误再输入："
        "svcctl 导入合同 文件名.xlsx。",
        "Fill the terms of a contract into these sheets, then check and import the file.",
    ),
    "form.guide.2": (
        "先填红色标签的表（合同、双方、付款），再看蓝色的要不要填，灰色的大多数合同用不着。整"
        "张表用不着就空着。",
        "Fill in the red sheets first, then the blue ones; most contracts need none of the grey.",
    ),
    "form.guide.3": (
        "标题带 * 的必填，其余没有约定就空着。鼠标点到格子上，会显示填什么、影响哪个日期或金"
        "额；有小箭头的从列表里选。",
        "Headings with * are required. A cell says what it is for; lists have an arrow.",
    ),
    "form.guide.4": (
        "灰色的「说明」行和「例」行只供参考，程序不读。请在它们下面填写，不要改「例」行；也可"
        "以整行删掉。",
        "Grey rows explain and are not read. Write below them.",
    ),
    "form.guide.5": (
        "编号由您自己起，用小写字母、数字和连字符，如 advance，以后在命令里用；空着或写中文的，"
        "由程序另取。其他表提到它时，写编号或名称都可以。",
        "Keys are your own, or made where none is written; other sheets may mean a row by its key "
        "or its title.",
    ),
    "form.guide.6": (
        "比例带百分号或千分号（70%、万分之五），金额以元为单位，日期写 2025-03-05 或 2025年3月5日"
        "。一格里有几项的，"
        "用分号或顿号隔开。",
        "Shares take % or the per mille sign, sums are in yuan; several values take semicolons.",
    ),
    "form.guide.7": (
        "可以加行、调列的次序、改列宽；不要改表名和标题。公式可以用，读的是算出来的值。",
        "Rows may be added and columns moved; names and headings stay as they are.",
    ),
    "form.guide.8": (
        "多数合同用不着的列已折叠，点列标上方的加号展开；填与不填都不影响别的列。",
        "Columns that few contracts need are folded: the plus above opens them.",
    ),
    "form.guide.9": (
        "报错时写明是哪个表、哪一格，如「付款!D7」。",
        "Errors name the sheet and the cell.",
    ),
    # -- how a value is written --------------------------------------------------------------------
    "form-hint.version": ("1", "1"),
    "form-hint.id": ("小写字母、数字、连字符", "a-z, 0-9 and hyphens"),
    "form-hint.key": ("小写字母、数字、连字符", "a-z, 0-9 and hyphens"),
    "form-hint.own-key": (
        "小写字母、数字、连字符，如 fee；可以空着",
        "a-z, 0-9 and hyphens such as fee; made where left out",
    ),
    "form-hint.keys": (
        "编号，几项用顿号隔开",
        "keys of a-z, 0-9 and hyphens, several with semicolons",
    ),
    "form-hint.text": ("文字", "text"),
    "form-hint.texts": ("文字，几项用分号隔开", "texts, several with semicolons"),
    "form-hint.blank": ("文字，原件留空的写：空白", "text; 空白 where the original is blank"),
    "form-hint.title": ("文字", "text"),
    "form-hint.choice": ("从列表里选", "one of the list"),
    "form-hint.calendar": ("从列表里选", "one of the list"),
    "form-hint.boolean": ("是或否", "是 (yes) or 否 (no)"),
    "form-hint.false": ("未约定，或空着", "未约定 (not agreed), or nothing"),
    "form-hint.date": (
        "1980 至 2107 年间的日期，如 2025-03-05",
        "a date from 1980 to 2107 such as 2025-03-05",
    ),
    "form-hint.dates": (
        "日期，几个用分号隔开，如 2025-11-30；2026-05-31",
        "dates, several with semicolons",
    ),
    "form-hint.day-of-year": ("月和日，如 06-30", "month and day such as 06-30"),
    "form-hint.day-of-month": ("1 至 31 的整数", "a whole number from 1 to 31"),
    "form-hint.first-days": ("1 至 15 的整数", "a whole number from 1 to 15"),
    "form-hint.money": ("金额（元），如 870000.00", "yuan such as 870000.00"),
    "form-hint.money-list": (
        "金额，几个用分号隔开，如 290000.00；290000.00",
        "sums, several with semicolons",
    ),
    "form-hint.share": ("比例，如 70%", "a share such as 70%"),
    "form-hint.share-list": ("比例，几个用分号隔开，如 25%；75%", "shares with semicolons"),
    "form-hint.rate": ("比例，如 3% 或万分之五", "a rate such as 3%, or per mille"),
    "form-hint.rate-or-nought": ("比例，如 3% 或万分之五", "a rate such as 3%, or per mille"),
    "form-hint.retain": ("金额或比例，如 10000.00、5%", "a sum or a share"),
    "form-hint.decimal": ("数，至多六位小数", "a number, six decimals at most"),
    "form-hint.points-off": ("大于零的数", "a number above nought"),
    "form-hint.points": ("0 至 10000 的整数", "a whole number from 0 to 10000"),
    "form-hint.count": ("整数，1 以上", "a whole number from 1"),
    "form-hint.years": ("整数，1 至 99", "a whole number from 1 to 99"),
    "form-hint.after": ("从列表里选", "one of the list"),
    "form-hint.span": ("时间长度，如 3个月、1年", "a length of time such as 3个月, 1年"),
    "form-hint.duration": (
        "时限，如 30分钟、8小时、1个工作日",
        "a duration such as 30分钟, 8小时, 1个工作日",
    ),
    "form-hint.hours-list": ("时段，如 08:00-12:00；14:30-17:30", "hours such as 08:00-12:00"),
    # -- what is wrong -----------------------------------------------------------------------------
    "form-wrong.unread": (
        "「{heading}」里的「{value}」读不懂，请写{such}。",
        '"{value}" in 「{heading}」 cannot be read; write {such}.',
    ),
    "form-wrong.choice": (
        "「{heading}」里没有「{value}」，可选：{known}。",
        '"{value}" is no choice of 「{heading}」; there are: {known}.',
    ),
    "form-wrong.share-bare": (
        "「{heading}」里的「{value}」没有写是百分之几，请写成 {such} 这样，带百分号或千分号。",
        '"{value}" in 「{heading}」 has no mark; write it as {such}, with % or per mille.',
    ),
    "form-wrong.formula": (
        "「{heading}」里是没有结果的公式或错误值（{value}），请改成数值或文字。",
        "「{heading}」 holds a formula without a result, or an error ({value}); write the value.",
    ),
    "form-wrong.number-cut": (
        "「{heading}」里的「{value}」是数字格式，表格只保留 15 位，后面的会变成零。请把单元格"
        "设为文本，照原件重写。",
        "{value} in 「{heading}」 is a number, of which a spreadsheet keeps 15 digits; set the "
        "cell to text and write it again.",
    ),
    "form-wrong.units": (
        "「天数」里写的单位与「天数的单位」不一致，请只留一个。",
        "the unit in 「天数」 differs from that in its own column; leave one of them.",
    ),
    "form-wrong.event-key": (
        "「{value}」要在「起算指哪一项」里写明是哪一份文件、哪期款项或哪笔保证金。",
        '"{value}" needs the paper, payment or guarantee in 「起算指哪一项」.',
    ),
    "form-wrong.event-alone": (
        "「{value}」：只有选了收到某份文件、某期款项付清、保证金交足，才在「起算指哪一项」里"
        "填；请改选，或清空那一格。",
        '"{value}": 「起算指哪一项」 is filled in only beside a paper, a payment or a guarantee.',
    ),
    "form-wrong.no-row": (
        "「{sheet}」表里没有「{value}」，或者不止一行叫这个名称。请写那一行的编号。",
        'no row of 「{sheet}」 is called "{value}", or several are; write the key of the row.',
    ),
    "form-wrong.belongs-none": (
        "「{sheet}」表里没有「{value}」，或者不止一行叫这个名称。请写那一行的编号。",
        'no row of 「{sheet}」 is called "{value}", or several are; write the key of the row.',
    ),
    "form-wrong.belongs-unsaid": (
        "没有写这一行属于「{sheet}」表的哪一行。请写那一行的编号或名称。",
        "it is not said to which row of 「{sheet}」 this one belongs; write its key or title.",
    ),
    "form-wrong.funds-twice": (
        "资金来源已经写了一个名称，又在这里逐个列出。请只留一处。",
        "the source of funds has a name already and is listed here again; leave one.",
    ),
    "form.missing": (
        "「{heading}」空着，请填写，如：{such}",
        "「{heading}」 is empty; fill it in, such as: {such}",
    ),
    "form.missing-after": (
        "「{heading}」空着，请填写，如：{such}；每月、每季度这样按期的填：{period}",
        "「{heading}」 is empty; fill it in, such as: {such}; what recurs has: {period}",
    ),
    "form.missing-rows": (
        "「{heading}」表还没有填，至少一行。",
        "「{heading}」 has no row yet; one at least is wanted.",
    ),
    "form.missing-lines": ("「{heading}」还没有填。", "「{heading}」 is not filled in yet."),
    "form-wrong.unknown-line": (
        "没有「{value}」这一项。请照原来的写法改回，或清空右边的格子。",
        'there is no item "{value}"; write it as it was, or clear the cell beside it.',
    ),
    "form-wrong.unknown-column": (
        "这一列的标题「{value}」认不出，填的内容不会读。请照原来的写法改回标题，或清空这一格。",
        'the heading "{value}" is not known; write it as it was, or clear the cell.',
    ),
    "form-wrong.no-headings": (
        "找不到标题行（应有「{heading}」等）。请从新的空白表复制标题行。",
        "no line of headings (such as 「{heading}」) is found; copy it from a new form.",
    ),
    "form-wrong.sheet-renamed": (
        "这张表的标题是「{name}」表的，表名却不同，填的内容不会读。请把表名改回「{name}」，或"
        "删去这张表。",
        "this sheet has the headings of 「{name}」 under another name; rename it, or delete it.",
    ),
    "form-wrong.example-changed": (
        "这一行标着「{mark}」，程序不读，但内容改过。是您填的，就清空标记；不是，就整行删去。",
        "this row is marked 「{mark}」 and not read, but was changed; clear the mark, or dele"
        "te it.",
    ),
    "refusal.form.output": (
        "请用 -o 合同.xlsx 写明存到哪个文件。",
        "Say with -o F.xlsx where the workbook goes.",
    ),
    "refusal.form.none": (
        "{path} 里没有合同要素表的任何一张表。空白表：svcctl contract form -o 合同.xlsx。",
        "{path} has no sheet of the contract form. A blank one: svcctl contract form -o F.xlsx.",
    ),
    "refusal.form.not-xlsx": (
        "{path} 不是 .xlsx 工作簿，或者设了打开密码。请另存为 .xlsx，不设密码。",
        "{path} is no .xlsx workbook, or has a password. Save it as .xlsx without one.",
    ),
    "refusal.form.long": (
        "「{at}」的文字超过一格能放的 {most} 个字，写不进工作簿。请用 TOML 文件。",
        "the text of {at} is longer than the {most:sign|signs} of a cell; keep the TOML file.",
    ),
    "form.written-blank": (
        "空白的合同要素表。填好后：svcctl contract check {path}",
        "A blank form. Once filled in: svcctl contract check {path}",
    ),
    "form.written": (
        "{title}（{id}）的合同要素表。改好后：svcctl contract check {path}",
        "The form of {title} ({id}). Once changed: svcctl contract check {path}",
    ),
}
