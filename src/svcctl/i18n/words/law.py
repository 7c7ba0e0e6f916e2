"""The law beside the contract, and what is overdue to small suppliers."""

WORDS = {
    "law.title": (
        "法律对照    截至 {as_of}    不计入合同金额",
        "The law beside the contract    as of {as_of}    not part of the contract's sums",
    ),
    "law.lawyer": ("须法律人员核", "needs a lawyer's eye"),
    "law.rolled": ("{on}（{raw} 遇休息日顺延）", "{on} ({raw}, moved off a day off)"),
    "law.within": ("未超过60日", "within 60 days"),
    "law.beyond": ("超过60日上限", "beyond the 60 days"),
    "law.open": ("尚无合同期限", "no contract date yet"),
    "law.advance": ("交付前的款项，无法定期限", "paid before delivery: no statutory limit"),
    "law.not-delivered": ("尚未交付", "not delivered yet"),
    "law.papers-missing": ("资料未交齐，未起算", "papers missing: not running"),
    "law.passed": ("60日已过，合同期限尚未起算", "the 60 days are over, no contract date yet"),
    "law.of-service": ("服务交付", "service"),
    "law.of-papers": ("资料交齐", "papers"),
    "law.left-open": (
        "{ids}：{law}自服务交付之日起算。服务期满即为交付，还是资料交齐才算交付，条例没有写明；"
        "两种算法均列出，须法律人员核。",
        "{ids}: {law} counts from the delivery of the service. Whether that is the end of the "
        "period served or the day the papers are in, the regulation does not say; both counts "
        "stand here; needs a lawyer's eye.",
    ),
    "law.no-text": ("当时无此条例（签订日 {signed}）", "no such regulation then (signed {signed})"),
    "law.large": ("收款人为大型企业，不适用", "large supplier: does not apply"),
    "law.size-unknown": ("合同文件未写企业规模", "size not given in the contract file"),
    "law.one-text": (
        "适用保障中小企业款项支付条例，{order}（{since} 起施行）。",
        "the Regulation on payment to small and medium-sized enterprises applies, "
        "{order} (since {since}).",
    ),
    "law.two-texts": (
        "签订日 {signed} 适用保障中小企业款项支付条例 {before}；{since} 起适用 {order}。",
        "at signing ({signed}) the Regulation on payment to small and medium-sized enterprises "
        "was {before}; since {since} it is {order}.",
    ),
    "law.silent-size-unknown": (
        "{id}：合同文件没有写供应商的企业规模（[[parties]] 的 size），"
        "是否适用中小企业款项支付条例无从判断，不作对照。",
        "{id}: the contract file does not give the supplier's size ([[parties]] size), "
        "so whether the regulation applies cannot be told; nothing is set beside it.",
    ),
    "law.silent-large": (
        "{id}：供应商为大型企业，不适用中小企业款项支付条例。",
        "{id}: the supplier is a large one; the regulation does not apply.",
    ),
    "law.contingent": ("（以协商不成为前提）", " (contingent on negotiation)"),
    "law.interest-daily": (
        "{id}：{first} 至 {last} 逾期 {days} 天，合同未约定利率，法定逾期利息每日 {rate}，"
        "计 {amount} 元（{law}）；须法律人员核。",
        "{id}: late {days:day|days} from {first} to {last}; "
        "no rate agreed, statutory interest of {rate} a day is {amount} "
        "({law}); needs a lawyer's eye.",
    ),
    "law.interest-unknown": (
        "{id}：{first} 至 {last} 逾期 {days} 天，合同签订时的1年期 LPR 未收录，法定下限不作计算"
        "（{law}）；合同违约金 {damages} 元{state}；须法律人员核。",
        "{id}: late {days:day|days} from {first} to {last}; "
        "the one-year LPR at signing is not on file, so the floor is not worked out ({law}); "
        "damages by the contract {damages}{state}; needs a lawyer's eye.",
    ),
    "law.interest-floor": (
        "{id}：{first} 至 {last} 逾期 {days} 天，法定下限按签订时1年期 LPR 年 {rate}"
        "（{published} 公布），计 {amount} 元（{law}）；合同违约金 {damages} 元{state}，"
        "不低于下限；须法律人员核。",
        "{id}: late {days:day|days} from {first} to {last}; "
        "the floor at the one-year LPR at signing, {rate} a year (published {published}), "
        "is {amount} ({law}); damages by the contract {damages}{state} are not below it; "
        "needs a lawyer's eye.",
    ),
    "law.interest-below": (
        "{id}：{first} 至 {last} 逾期 {days} 天，法定下限按签订时1年期 LPR 年 {rate}"
        "（{published} 公布），计 {amount} 元（{law}）；合同违约金 {damages} 元{state}，"
        "低于下限；须法律人员核。",
        "{id}: late {days:day|days} from {first} to {last}; "
        "the floor at the one-year LPR at signing, {rate} a year (published {published}), "
        "is {amount} ({law}); damages by the contract {damages}{state} are below it; "
        "needs a lawyer's eye.",
    ),
    "law.excess": (
        "{id}：违约金 {damages} 元超过已证明损失 {loss} 元的130%，对方可以请求适当减少"
        "（民法典第五百八十五条；法释〔2023〕13号第六十五条）；须法律人员核。",
        "{id}: damages of {damages} exceed 130 % of the proven loss of {loss}; "
        "the other side may ask for a reduction (Civil Code 585; interpretation of 2023, art. "
        "65); needs a lawyer's eye.",
    ),
    "law.apart": (
        "以上为法律规定的对照，不计入合同金额。期限遇休息日的顺延按口径 day-off 计算。",
        "All this stands beside the contract and is not part of its sums. "
        "Days off are treated by the reading day-off.",
    ),
    "overdue.title": (
        "逾期未付中小企业款项    截至 {end}    单位：元    应不迟于 {by} 公开（{law}）",
        "Overdue to small and medium suppliers    as of {end}    in yuan    "
        "to be made known by {by} ({law})",
    ),
    "overdue.sum": (
        "合同 {contracts} 份，无分歧逾期 {overdue} 元，有分歧 {disputed} 元。",
        "{contracts:contract|contracts}, undisputed overdue {overdue}, disputed {disputed}.",
    ),
    "overdue.unknown": (
        "另有 {count} 份合同有逾期款项，但合同文件未写供应商企业规模，未计入：{contracts}。",
        "Not counted, as the supplier's size is not given: {count:more contract|more contracts} "
        "with overdue sums: {contracts}.",
    ),
    "overdue.open-year": ("年度尚未结束，截至 {end}。", "The year is not over: as of {end}."),
    "size.micro": ("微型", "micro"),
    "size.small": ("小型", "small"),
    "size.medium": ("中型", "medium"),
    "talks.open": ("协商中", "negotiating"),
    "talks.fail": ("协商不成", "failed"),
    "talks.settle": ("已达成", "settled"),
    "talks.none": ("未协商", "none"),
    "refusal.overdue.year": (
        "{year} 年不在可查的年度内：最晚到今年（{this}）。",
        "year {year} cannot be asked for: {this}, this year, is the last.",
    ),
}
