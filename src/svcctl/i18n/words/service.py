"""What the contract promises of the service."""

WORDS = {
    "service.promises-only": (
        "没有登记任何服务记录：本表只列合同承诺的服务，不表明是否已经履行。",
        "Nothing of the service is on record: these are the contract's promises, "
        "and say nothing of what was done.",
    ),
    "service.regimes": (
        "合同有几套故障分级（{regimes}），按「{choice}」执行。",
        "The contract has several regimes of severity ({regimes}); "
        "the one that binds by its reading: {choice}.",
    ),
    "service.hours": ("工作时间：工作日 {hours}。", "Working hours: {hours} on working days."),
    "promise.level": ("服务时限", "Limit"),
    "promise.engineers": ("到场人数", "Engineers"),
    "promise.turn": ("定期服务", "Recurring"),
    "promise.standing": ("不定期", "No period"),
    "promise.service": ("服务目录", "Catalogue"),
    "promise.system": ("维护系统", "System"),
    "promise.at-least": ("至少 {engineers} 人", "At least {engineers}"),
    "promise.every": ("每 {every}一次", "Every {every}"),
    "clock.answer": ("应答", "Answer"),
    "clock.dispatch": ("派出工程师", "Send an engineer"),
    "clock.restore": ("恢复", "Restore"),
    "within.call": ("自报修起 {within}", "{within} from the call"),
    "within.fault": ("自故障发生起 {within}", "{within} from the fault"),
    "hours.working": ("工作时间", "working hours"),
}
