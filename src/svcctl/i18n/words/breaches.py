"""Breaches, negotiation, force majeure, disputes."""

WORDS = {
    "breach.title": (
        "违约登记 {count} 项    截至 {as_of}",
        "{count:breach|breaches} as of {as_of}",
    ),
    "breach.running": ("持续中", "running"),
    "breach.accepted": ("已认定", "accepted"),
    "breach.ended": ("已停止", "ended"),
    "breach.contested": ("有异议", "contested"),
    "breach.replaced": ("已另行决定", "decided otherwise since"),
    "breach.unfounded": ("鉴定认定不成立", "found unfounded"),
    "force-majeure.title": (
        "不可抗力 {count} 项    截至 {as_of}",
        "{count:case|cases} of force majeure as of {as_of}",
    ),
    "force-majeure.lasting": ("持续中", "lasting"),
    "force-majeure.missing": ("未登记", "missing"),
    "force-majeure.proven": ("已有证明", "on file"),
    "refusal.breach.unknown-rule": (
        "合同没有可登记的违约条款「{rule}」。可用：{known}。",
        'The contract has no such rule "{rule}". Known: {known}.',
    ),
    "refusal.breach.unknown": (
        "没有违约「{breach}」。可用：{known}。",
        'There is no breach "{breach}". Known: {known}.',
    ),
    "refusal.breach.before": (
        "{breach} 自 {on} 起，不能早于该日。",
        "{breach} began on {on}; nothing about it can come before.",
    ),
    "refusal.breach.ended-already": (
        "{breach} 已登记停止。如有误，先 svcctl audit retract。",
        "{breach} has ended already. If that is wrong, take it back with svcctl audit retract.",
    ),
    "refusal.breach.by-whom": (
        "条款「{rule}」由违约方承担，请写 --by purchaser 或 --by supplier。",
        'Rule "{rule}" is borne by the side in breach: add --by purchaser or --by supplier.',
    ),
    "refusal.breach.not-by": (
        "条款「{rule}」只由{payer}承担，不写 --by 即可。",
        'Rule "{rule}" is borne by the {payer} alone: leave --by out.',
    ),
    "refusal.breach.times": (
        "条款「{rule}」按天数计，不按次计，请去掉 --times。",
        'Rule "{rule}" counts days, not times: leave --times out.',
    ),
    "refusal.breach.no-times": (
        "--times 应是 1 以上的整数；没有发生的不用登记。",
        "--times is a whole number from 1; what never happened is not recorded.",
    ),
    "refusal.breach.no-appraisal": (
        "合同要素文件没有写鉴定费由谁承担（[appraisal]），不能登记 --fee。",
        "The contract file does not say who bears the fee ([appraisal]): leave --fee out.",
    ),
    "refusal.negotiation.unknown": (
        "没有款项或违约「{subject}」。可用：{known}。",
        'There is no instalment or breach "{subject}". Known: {known}.',
    ),
    "refusal.negotiation.already": (
        "{subject} 的协商已于 {on} 登记过（{event}），须先另行发起协商。",
        "the talks about {subject} are on record since {on} ({event}); open new ones first.",
    ),
    "refusal.negotiation.of-what": (
        "{on} 没有逾期的款项，请写明就哪一期协商，如 Y2-advance。",
        "Nothing is overdue on {on}: name the instalment, such as Y2-advance.",
    ),
    "refusal.negotiation.new-due": (
        "商定的付款日期 {new_due} 在协商日期 {on} 之前。请核对。",
        "The new date {new_due} lies before the agreement of {on}. Check it.",
    ),
    "refusal.force-majeure.overlap": (
        "{name} 自 {on} 起尚未结束或与之重叠，不能再登记。先登记结束：svcctl force-majeure end",
        "{name}, from {on}, has not ended or overlaps. Record its end first: "
        "svcctl force-majeure end",
    ),
    "refusal.force-majeure.none-open": (
        "没有持续中的不可抗力。见 svcctl force-majeure list",
        "No force majeure is lasting. See svcctl force-majeure list",
    ),
    "refusal.force-majeure.not-open": (
        "没有持续中的不可抗力 {name}。见 svcctl force-majeure list",
        "No force majeure {name} is lasting. See svcctl force-majeure list",
    ),
    "refusal.force-majeure.before": (
        "{name} 自 {on} 起，不能在此之前结束。",
        "{name} began on {on} and cannot end before.",
    ),
    "refusal.force-majeure.notice-order": (
        "通知日期 {notified} 须在 {on} 与今天之间。",
        "The notice of {notified} must lie between {on} and today.",
    ),
    "refusal.dispute.none": (
        "{instalment} 没有未解决的分歧。先 svcctl dispute open",
        "{instalment} has no open dispute. First svcctl dispute open",
    ),
    "refusal.dispute.open-already": (
        "{instalment} 已有未解决的分歧 {disputed}。先 svcctl dispute settle",
        "{instalment} has an open dispute of {disputed}. First svcctl dispute settle",
    ),
    "refusal.dispute.too-much": (
        "{instalment}：{amount} 超过 {disputed}。请核对金额。",
        "{instalment}: {amount} is more than {disputed}. Check the sum.",
    ),
}
