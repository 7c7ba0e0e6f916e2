"""By when a payment is due: the rules of `due`, alone and with their events."""

WORDS = {
    "when.day.previous": ("上月 {day} 日", "day {day} of the month before"),
    "when.day.same": ("当月 {day} 日", "day {day} of the same month"),
    "when.day.next": ("次月 {day} 日", "day {day} of the next month"),
    "when.last.previous": ("上月最后一日", "the last day of the month before"),
    "when.last.same": ("当月最后一日", "the last day of the same month"),
    "when.last.next": ("次月最后一日", "the last day of the next month"),
    "when.first.previous": (
        "上月前 {days} 个工作日",
        "the first {days:working day|working days} of the month before",
    ),
    "when.first.same": (
        "当月前 {days} 个工作日",
        "the first {days:working day|working days} of the same month",
    ),
    "when.first.next": (
        "次月前 {days} 个工作日",
        "the first {days:working day|working days} of the next month",
    ),
    "when.not-agreed": ("未约定天数", "no days agreed"),
    "when.within": ("{after}后 {counted}内", "within {counted} of {after}"),
    "when.within-first": ("{after}的{counted}内", "within {counted}, reckoned from {after}"),
    "when.by": ("不晚于{after}的{counted}", "by {counted}, reckoned from {after}"),
    "when.first-such": ("不晚于{after}起的首个{counted}", "by the first {counted} from {after} on"),
    "when.listed": ("不晚于 {counted}", "by {counted}"),
    "when.open": ("{after}后（{counted}）", "after {after} ({counted})"),
    "when.roll.forward": ("，遇休息日顺延", ", a day off moves it on"),
    "when.roll.back": ("，遇休息日提前", ", a day off moves it back"),
    "when.roll.no": ("，遇休息日不顺延", ", a day off or not"),
    "when.late-paper.days": (
        "资料在其后才齐全的，自签收齐全之日起算",
        "where papers come later, counted from the receipt of all",
    ),
    "when.late-paper.month": (
        "资料晚到的，为签收齐全后首个这样的日期",
        "where papers come later, the first such day once all are in",
    ),
    "when.late-paper.own-day": (
        "资料晚到的，签收齐全当日到期",
        "where papers come later, on the day on which all are in",
    ),
    "when.late-paper.open": ("签收齐全后即可付款", "it can be paid once all are in"),
}
