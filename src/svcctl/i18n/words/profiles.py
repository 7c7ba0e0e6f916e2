"""Profiles of banks' lists: what is asked, kept, and refused of one."""

WORDS = {
    "profile.tested": ("已用真实流水核对", "read on a real list"),
    "profile.untested": ("未用真实流水核对", "never tried on a real list"),
    "profile.where": ("自存方案在 {folder}", "Your own profiles lie in {folder}"),
    "profile.kept": ("栏目方案 {name} 已存入 {path}", "Profile {name} kept in {path}"),
    "profile.used-untested": (
        "提醒：栏目方案「{title}」未用真实流水核对过，请逐行看一遍结果。",
        "Note: the profile {title} was never tried on a real list; look at each row.",
    ),
    "profile.ask-sign": (
        "只有一栏带正负号的金额，支出是哪一种？1) negative 负数；2) positive 正数",
        "One column of signed sums: which are payments? 1) negative; 2) positive",
    ),
    "profile.ask-side": (
        "这像是本单位的账，付款记在哪一方？1) debit 借方；2) credit 贷方",
        "This looks like a ledger of your own: on which side are payments? 1) debit; 2) credit",
    ),
    "profile.ask-which": ("请选择（1 {one}，2 {other}）", "Choose (1 {one}, 2 {other})"),
    "profile.ask-keep": (
        "读到的栏目：{columns}；支出：{out}。存为方案 {name}，以后不再询问？",
        "Columns read: {columns}; payments: {out}. Keep them as profile {name}?",
    ),
    "refusal.profile.name": (
        "方案名「{name}」不能用：写 1 至 40 个字、字母、数字、- 或 _。",
        'the name "{name}" cannot be a profile\'s: 1 to 40 letters, digits, - or _.',
    ),
    "refusal.profile.unknown": (
        "没有栏目方案「{name}」，可用：{known}。要新存一个，在终端运行，或加 --save-profile。",
        'there is no profile "{name}", there are: {known}. To keep a new one run this at a '
        "terminal, or add --save-profile.",
    ),
    "refusal.profile.save-what": (
        "--save-profile 要和 --profile 名称 一起用。",
        "--save-profile goes with --profile NAME.",
    ),
    "refusal.profile.unfit": (
        "{path} 的表头与方案 {name} 不符（- 为缺，+ 为多）：{differs}。"
        "核对后可用 --save-profile 重存。",
        "the headings of {path} are not those of profile {name} (- missing, + new): {differs}. "
        "Once you have checked it, keep it anew with --save-profile.",
    ),
    "refusal.profile.syntax": (
        "{path} 第 {line} 行不是 TOML。请改好或删去该文件。",
        "{path}, line {line}, is no TOML. Mend the file or remove it.",
    ),
    "refusal.profile.key": (
        "{path} 第 {line} 行：没有 {at} 这一项，可写 title、source、out、sheet、tested、columns。",
        "{path}, line {line}: there is no key {at}; there are title, source, out, sheet, "
        "tested, [columns].",
    ),
    "refusal.profile.text": (
        "{path} 第 {line} 行：{at} 要写带引号的文字。",
        "{path}, line {line}: {at} is a text in quotation marks.",
    ),
    "refusal.profile.out": (
        "{path} 第 {line} 行：{at} 只能是 negative、positive、debit、credit。",
        "{path}, line {line}: {at} is one of negative, positive, debit, credit.",
    ),
    "refusal.profile.yes-or-no": (
        "{path} 第 {line} 行：{at} 只能是 true 或 false。",
        "{path}, line {line}: {at} is true or false.",
    ),
    "refusal.profile.column": (
        "{path} 第 {line} 行：没有 {at} 这种栏目。见 svcctl import profiles icbc",
        "{path}, line {line}: there is no column {at}. See svcctl import profiles icbc",
    ),
    "refusal.profile.columns": (
        "{path} 第 {line} 行：[columns] 至少要有 on（日期）和一个金额栏。",
        "{path}, line {line}: [columns] has at least on (the day) and one column of sums.",
    ),
}
