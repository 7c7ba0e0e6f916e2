"""What the articles of a contract come to in the program."""

WORDS = {
    "coverage.title": (
        "条款对照：引用 {articles} 条（其中 {missing} 条只作数据，尚未计算），"
        "另有 {plain} 条不需要计算",
        "Articles: {articles} cited ({missing} kept as data, not counted yet), "
        "{plain:more needs|more need} no arithmetic",
    ),
    "coverage.not-yet": ("只作数据，尚未计算", "kept as data, not counted yet"),
    "coverage.plain": ("不需要计算：{why}", "needs no arithmetic: {why}"),
    "coverage.piece": ("{table} {key}", "{table} {key}"),
    "coverage.price": ("价款", "price"),
    "coverage.term": ("服务期限", "term"),
    "coverage.deliverables": ("交付物", "deliverable"),
    "coverage.instalments": ("款项", "instalment"),
    "coverage.assessments": ("考核", "assessment"),
    "coverage.damages": ("违约金", "damages"),
    "coverage.obligations": ("应办事项", "obligation"),
    "coverage.guarantees": ("保证金", "guarantee"),
    "coverage.service_levels": ("服务时限", "service level"),
    "coverage.service_plan": ("服务计划", "service plan"),
    "coverage.services": ("服务目录", "service catalogue"),
    "coverage.force_majeure": ("不可抗力", "force majeure"),
    "coverage.appraisal": ("鉴定费", "appraisal"),
}
