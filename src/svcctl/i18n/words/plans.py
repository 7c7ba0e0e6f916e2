"""The plan of use of funds, and the projects of the budget that it is paid from."""

WORDS = {
    "plan.title": (
        "{year}年用款计划（{by}）    截至 {as_of}    单位：元",
        "Plan of payments {year} {by}    as of {as_of}    in yuan",
    ),
    "plan.title@supplier": (
        "{year}年回款计划（{by}）    截至 {as_of}    单位：元",
        "Plan of receipts {year} {by}    as of {as_of}    in yuan",
    ),
    "plan.what": ("{year}年用款计划（{by}）", "Plan of payments {year} {by}"),
    "plan.what@supplier": ("{year}年回款计划（{by}）", "Plan of receipts {year} {by}"),
    "plan.sheet": ("预算项目对照", "Projects of the budget"),
    "plan.sub-total": ("{period}小计", "Sub-total {period}"),
    "plan.across": ("汇总", "By contract"),
    "plan.along": ("按期", "By period"),
    "plan.before": ("此前各期已付", "Paid before"),
    "plan.before@supplier": ("此前各期已收", "Received before"),
    "plan.total": ("合计", "Total"),
    "plan.nothing": ("{year}年没有用款。", "Nothing is paid in {year}."),
    "plan.nothing@supplier": ("{year}年没有回款。", "Nothing is received in {year}."),
    "plan.projects": ("预算项目对照（{year}年）", "Projects of the budget {year}"),
    "plan.whole": ("全部合同", "all contracts"),
    "plan.over": (
        "{project}：超出预算 {over}（预算 {budget}）",
        "{project}: beyond its budget of {budget} by {over}",
    ),
    "plan.by-project": (
        "预算按项目对照，不分资金来源；一个项目付几份合同的，合并对照。",
        "The budget is compared project by project, whatever the source of funds, with all "
        "contracts that a project pays for.",
    ),
    "plan.unbudgeted": (
        "预算表里没有列（{year}年）：{contracts}",
        "not in the budget of {year}: {contracts}",
    ),
    "plan.unbudgeted-more": (
        "预算表里没有列（{year}年）：{contracts}等 {count} 份合同",
        "not in the budget of {year}, {count:contract|contracts}: {contracts}, ...",
    ),
    "plan.note": (
        "确定：金额已定、期限不再变动；暂定：日历未公布、资料未到、金额未核定或事项未发生，按推算日期列入；"
        "逾期未付的列入截至日所在期间；违约金不列入。",
        "Certain: sum and date are settled; provisional: by an estimate while a calendar, a paper, "
        "an assessment or an event is still to come. What is overdue stands in the current period; "
        "damages are left out.",
    ),
    "plan.disputed": (
        "有分歧的 {disputed} 没有列入。",
        "Disputed sums of {disputed} are left out.",
    ),
    "refusal.plan.year": (
        "--year {year} 超出可计划的年份（{first} 至 {last}）。",
        "--year {year} is out of range ({first} to {last}).",
    ),
}
