"""The forecast of payments, and the budget beside it."""

WORDS = {
    "forecast.what": ("用款测算（{by}）", "Forecast of payments {by}"),
    "forecast.what@supplier": ("回款测算（{by}）", "Forecast of receipts {by}"),
    "forecast.title": (
        "用款测算（{by}）    截至 {as_of}    单位：元",
        "Forecast of payments {by}    as of {as_of}    in yuan",
    ),
    "forecast.title@supplier": (
        "回款测算（{by}）    截至 {as_of}    单位：元",
        "Forecast of receipts {by}    as of {as_of}    in yuan",
    ),
    "forecast.by-contract": ("按合同", "By contract"),
    "forecast.sums": (
        "合计 确定 {certain}    暂定 {provisional}    或有 {contingent}",
        "Total certain {certain}    provisional {provisional}    contingent {contingent}",
    ),
    "forecast.over": (
        "{period} 超出预算 {over}（预算 {budget}）",
        "{period} exceeds its budget of {budget} by {over}",
    ),
    "forecast.others": (
        "预算表里 {count} 行是别的项目，没有计入：第 {rows} 行",
        "{count:row|rows} of the budget left out, of other projects: {rows}",
    ),
    "forecast.unbudgeted": (
        "预算表里没有：{contracts}，其用款仍计入比较",
        "not in the budget, though its payments are compared with it: {contracts}",
    ),
    "forecast.note": (
        "逾期的列入本期；暂定：日历未公布、报告未到或事项未发生，按推算日期列入；"
        "或有：有争议的部分和甲方的违约金，不计入预算比较。",
        "What is overdue stands in the current period. Provisional: "
        "placed by an estimate while a calendar, a report or an event is still to come. "
        "Contingent: disputed parts and the purchaser's damages, beside the budget.",
    ),
    "forecast.legend": ("# 确定    = 暂定    . 或有", "# certain    = provisional    . contingent"),
    "period.year": ("{year}年", "{year}"),
    "period.Q1": ("{year}年第一季度", "{year}-Q1"),
    "period.Q2": ("{year}年第二季度", "{year}-Q2"),
    "period.Q3": ("{year}年第三季度", "{year}-Q3"),
    "period.Q4": ("{year}年第四季度", "{year}-Q4"),
    "period.month": ("{year}年{month}月", "{year}-{month}"),
    "by.year": ("按预算年度", "by budget year"),
    "by.quarter": ("按季", "by quarter"),
    "by.month": ("按月", "by month"),
    "refusal.forecast.no-budget": (
        "--fail-if-over 要同时用 --budget 给出预算。",
        "--fail-if-over needs --budget.",
    ),
    "refusal.forecast.no-project": (
        "{path} 的 {count} 行都是别的项目。请让项目名称、项目编号或合同与这里的一致：{known}",
        "{path} has {count:row|rows}, all of other projects. Name ours by id, number or title: "
        "{known}",
    ),
    "refusal.forecast.which-project": (
        "{path} 第 {row} 行没有写项目。请补上，或去掉这一行。",
        "{path}, row {row}: it names no project. Write it, or remove the row.",
    ),
    "refusal.forecast.two-projects": (
        "{path} 第 {row} 行的项目名称与几份合同相符：{contracts}。请写项目编号或合同简称。",
        "{path}, row {row}: its project may be any of {contracts}. Name it by number or id.",
    ),
    "refusal.forecast.no-amount": (
        "{path} 第 {row} 行没有预算数。没有安排的请写 0。",
        "{path}, row {row}: it has no sum. Write 0 where nothing is budgeted.",
    ),
    "refusal.forecast.period": (
        "{path} 第 {line} 行的期间「{text}」与 --by {by} 不符。",
        "{path}, row {line}: {text!r} is no period of --by {by}.",
    ),
}
