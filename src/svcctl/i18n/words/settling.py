"""Words of settlements, renewals and assessments."""

WORDS = {
    "refusal.settle.not-settled": (
        "{instalment} 的金额合同没有说以结算为准；只能凭双方书面协议（--agreed 文件）核减。",
        "the contract does not say that {instalment} is settled; it is reduced only by what both "
        "sides agreed in writing (--agreed FILE).",
    ),
    "refusal.settle.one-way": (
        "{instalment}：请写 --amount、--coefficient、--score、--quantity、--list 中的一个，"
        "另可加 --deduct。",
        "{instalment}: give one of --amount, --coefficient, --score, --quantity and --list; "
        "--deduct may stand beside it.",
    ),
    "refusal.settle.number": (
        "{instalment}：系数应如 0.96 或 5/6，分数和数量应是数字。",
        "{instalment}: a coefficient is written as 0.96 or 5/6, scores and quantities as numbers.",
    ),
    "refusal.settle.no-points-off": (
        "{instalment} 的考核没有写未兑现扣几分（points_off），不能按登记评分；请写 --score 分数。",
        "{instalment} has no assessment with points_off, so the record gives no score: "
        "type one with --score",
    ),
    "refusal.settle.no-assessment": (
        "{instalment} 没有同一周期的考核（assessment），不能按分数结算；"
        "请用 --amount、--deduct 或 --coefficient。",
        "{instalment} has no assessment of its own rhythm; settle it by --amount, --deduct or "
        "--coefficient.",
    ),
    "refusal.settle.no-item": (
        "没有 {item} 这个单价，可用的有：{known}。",
        "there is no unit price {item}; there are: {known}.",
    ),
    "refusal.settle.beyond": (
        "{instalment} 合同金额 {fee}，结算 {amount} 超出。确需登记时用 --override --reason。",
        "{instalment} is {fee} by the contract; {amount} is more. If it is so, add --override "
        "--reason.",
    ),
    "refusal.settle.ceiling": (
        "{instalment}：最高限价 {total}，还剩 {left}，结算 {amount} 超出。"
        "确需登记时用 --override --reason。",
        "{instalment}: the ceiling is {total}, {left} of it is left; {amount} is more. "
        "If it is so, add --override --reason.",
    ),
    "refusal.renew.none-left": (
        "合同只约定续签 {renewals} 次，没有可以再续的。",
        "the contract foresees {renewals:renewal|renewals}; none is left.",
    ),
    "refusal.renew.lapsed": (
        "服务期限 {on} 已满，之后的续签要用 --override --reason 登记。",
        "the term ended on {on}; a later renewal needs --override --reason.",
    ),
    "refusal.assessment.unknown": (
        "没有 {assessment} 这项考核，可用的有：{known}。",
        "there is no assessment {assessment}; there are: {known}.",
    ),
    "refusal.assessment.period": ("没有 {period} 这一期。", "there is no period {period}."),
    "assessment.title": ("考核得分（{as_of}）", "Scores of assessments ({as_of})"),
    "assessment.failed": ("不合格", "failed"),
    "assessment.passed": ("合格", "passed"),
    "assessment.may-terminate": (
        "{assessment}：自 {on} 起可以解除合同。",
        "{assessment}: the contract may be ended from {on}.",
    ),
}
