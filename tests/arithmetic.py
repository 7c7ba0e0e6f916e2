"""A reader of explanations: finds every sum and day that a sentence claims, and works it out anew.

It knows the sentences as people read them, in Chinese and in English, and nothing of the program.
Money is `Decimal`, days are walked one by one; what it cannot follow it names.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple

ONE_DAY = timedelta(days=1)
FEN = Decimal("0.01")
NOUGHT = Decimal(0)
LANGUAGES = ("zh", "en")
SUM = r"-?\d[\d,]*\.\d\d(?![\d%‰])"
DAY = r"\d{4}-\d\d-\d\d"
KINDS = {
    "sum": SUM, "day": DAY, "int": r"\d+", "num": r"-?\d+(?:\.\d+)?(?:/\d+(?:\.\d+)?)?",
    "rate": r"\d+(?:\.\d+)?[%‰]", "any": r".*?", "talk": "发起协商|协商不成|协商达成一致|negotiation (?:opened|failed|settled)",
    "unit": "个工作日|天|个月|年|working days?|days?|months?|years?",
}  # fmt: skip
UNITS = {"个工作日": "working-day", "天": "day", "个月": "month", "年": "year"}
EVENT = "（{event:any}）"
EVENT_EN = " ({event:any})"


class Told(NamedTuple):
    """One sentence as it was understood: what it says, its figures, the sentence itself."""

    name: str
    says: dict[str, Any]
    text: str


@dataclass
class Known:
    """What a reader has beside the page: a wall calendar or none, and the same answer's figures."""

    worked: Callable[[date], bool]
    row: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, date] = field(default_factory=dict)  # the day of each fact, where it is known
    walks: bool = True  # whether the calendar is at hand


# -- sentences -------------------------------------------------------------------------------------

# fmt: off
INSTALMENT = [
    ("share", "金额：第{year:int}年服务费 {of:sum} 元的 {share:rate}，即 {amount:sum} 元。",
     "Amount: fee of year {year:int} {of:sum} x {share:rate} = {amount:sum}."),
    ("share", "金额：合同价 {of:sum} 元的 {share:rate}，即 {amount:sum} 元。",
     "Amount: contract price {of:sum} x {share:rate} = {amount:sum}."),
    ("share-part", "金额：第{year:int}年服务费 {of:sum} 元的 {share:rate}，即 {whole:sum} 元；因补充协议分 {parts:int} 笔支付，本笔 {amount:sum} 元。",
     "Amount: {share:rate} of year {year:int}'s fee of {of:sum}, {whole:sum}; by the amendment in {parts:int} parts, this one {amount:sum}."),
    ("share-part", "金额：合同价 {of:sum} 元的 {share:rate}，即 {whole:sum} 元；因补充协议分 {parts:int} 笔支付，本笔 {amount:sum} 元。",
     "Amount: {share:rate} of the contract price of {of:sum}, {whole:sum}; by the amendment in {parts:int} parts, this one {amount:sum}."),
    ("share-rest", "金额：第{year:int}年服务费 {of:sum} 元的 {share:rate}，即 {alone:sum} 元，各笔取整后合计须与总额一致，为 {amount:sum} 元。",
     "Amount: fee of year {year:int} {of:sum} x {share:rate} = {alone:sum}; {amount:sum} of it, as the rounded instalments add up to the price."),
    ("share-rest", "金额：合同价 {of:sum} 元的 {share:rate}，即 {alone:sum} 元，各笔取整后合计须与总额一致，为 {amount:sum} 元。",
     "Amount: contract price {of:sum} x {share:rate} = {alone:sum}; {amount:sum} of it, as the rounded instalments add up to the price."),
    ("fee", "{period:any}：按 {share:rate} 计，{amount:sum} 元。", "{period:any}: {share:rate}, {amount:sum}."),
    ("fee", "{period:any}：按合同所列比例计，{amount:sum} 元。", "{period:any}: by its share, {amount:sum}."),
    ("fee", "{period:any}：合同约定 {amount:sum} 元。", "{period:any}: {amount:sum} by the contract."),
    ("fee", "{period:any}：以结算为准，暂估 {amount:sum} 元。", "{period:any}: as it will be settled, estimated at {amount:sum}."),
    ("up-to", "{period:any}：付至 {of:sum} 元的 {share:rate}，减去列在前面的各期，为 {amount:sum} 元。",
     "{period:any}: up to {share:rate} of {of:sum}, less what stands before it: {amount:sum}."),
    ("fee", "{period:any}：付至 {share:rate}，前面的各期以结算为准，重新计算为 {amount:sum} 元。",
     "{period:any}: up to {share:rate}, anew by what was settled of those before it: {amount:sum}."),
    ("fee", "付出各期留存的款项，共 {amount:sum} 元。", "Pays out what was kept of the others: {amount:sum}."),
    ("payee", "{payee:any} 所得部分：{whole:sum} 元中的 {amount:sum} 元。", "The part of {payee:any}: {amount:sum} of {whole:sum}."),
    ("kept", "其中留存 {kept:sum} 元：{fee:sum} 元 − {less:sum} 元 = {amount:sum} 元。", "{kept:sum} of it is kept: {fee:sum} - {less:sum} = {amount:sum}."),
    ("found", "{on:day} 结算" + EVENT + "：核定 {found:sum} 元。", "Settled on {on:day}" + EVENT_EN + ": {found:sum}."),
    ("found", "{on:day} 结算" + EVENT + "：{fee:sum} 元 x {coefficient:num} = {found:sum} 元。",
     "Settled on {on:day}" + EVENT_EN + ": {fee:sum} x {coefficient:num} = {found:sum}."),
    ("found", "{on:day} 考核" + EVENT + "：得 {score:num} 分，{fee:sum} 元计为 {found:sum} 元。",
     "Assessed on {on:day}" + EVENT_EN + ": a score of {score:num}; {fee:sum} become {found:sum}."),
    ("items", "{on:day} 结算" + EVENT + "：{items:free}，共 {found:sum} 元。", "Settled on {on:day}" + EVENT_EN + ": {items:free}; {found:sum} in all."),
    ("found", "{on:day} 结算" + EVENT + "：按目录价 {list:sum} 元下浮后为 {found:sum} 元。",
     "Settled on {on:day}" + EVENT_EN + ": {list:sum} at list prices, {found:sum} after the discount."),
    ("found", "{on:day} 结算" + EVENT + "：以 {found:sum} 元为准。", "Settled on {on:day}" + EVENT_EN + ", from {found:sum}."),
    ("less", "扣减：{before:sum} 元 − {deducted:sum} 元 = {found:sum} 元。", "Less the deduction: {before:sum} - {deducted:sum} = {found:sum}."),
    ("less-all", "扣减 {deducted:sum} 元，多于 {before:sum} 元，扣至零。", "Less the deduction of {deducted:sum}, more than {before:sum}: nothing is left."),
    ("reduced", "比合同金额少 {amount:sum} 元。", "{amount:sum} less than by the contract."),
    ("added", "比合同金额多 {amount:sum} 元。", "{amount:sum} more than by the contract."),
    ("served-period", "{on:day} 提前终止" + EVENT + "：{period:any}共 {days:int} 天，服务 {served:int} 天，{of:sum} 元 x {part:int}/{whole:int} = {earned:sum} 元；本期保留 {stays:sum} 元，核减 {amount:sum} 元。",
     "Ended early on {on:day}" + EVENT_EN + ": of {days:int} days of {period:any}, {served:int} served; {of:sum} x {part:int}/{whole:int} = {earned:sum}; {stays:sum} of this instalment stays, {amount:sum} taken off."),
    ("served", "{on:day} 合同解除，按服务天数结算：第{year:int}年 {days:int} 天中服务 {served:int} 天，{of:sum} 元的 {part:int}/{whole:int}，即 {earned:sum} 元；本期保留 {stays:sum} 元，核减 {amount:sum} 元" + EVENT + "。",
     "{on:day} ended early, settled by days served: {served:int} of the {days:int} days of year {year:int}, {of:sum} x {part:int}/{whole:int} = {earned:sum}; {stays:sum} of this instalment stays, {amount:sum} taken off" + EVENT_EN + "."),
    ("off", "{on:day} 合同解除，本期尚未起算，核减 {amount:sum} 元" + EVENT + "。",
     "{on:day} the contract ended before this was triggered: {amount:sum} taken off" + EVENT_EN + "."),
    ("off-cancelled", "{on:day} 合同解除，本期不再支付，核减 {amount:sum} 元" + EVENT + "。",
     "{on:day} the contract ended, this is not paid any more: {amount:sum} taken off" + EVENT_EN + "."),
    ("conceded", "{on:day} 争议解决：原有分歧 {disputed:sum} 元，其中 {owed:sum} 元应付，核减 {amount:sum} 元" + EVENT + "。",
     "{on:day} dispute settled: of {disputed:sum} disputed {owed:sum} is owed, {amount:sum} taken off" + EVENT_EN + "."),
    ("disputed", "{on:day} 其中 {amount:sum} 元有分歧" + EVENT + "。", "{on:day} {amount:sum} of it disputed" + EVENT_EN + "."),
    ("paid", "{on:day} 付款 {amount:sum} 元" + EVENT + "。", "{on:day} paid {amount:sum}" + EVENT_EN + "."),
    ("paid", "{on:day} 对方付款 {amount:sum} 元" + EVENT + "。", "{on:day} paid to us {amount:sum}" + EVENT_EN + "."),
    ("on-its-way", "{on:day} 付款 {amount:sum} 元" + EVENT + "，{arrives:day} 到账，按到账之日计，尚未计入。",
     "{on:day} paid {amount:sum}" + EVENT_EN + "; arrives on {arrives:day} and counts from then on."),
    ("arrived", "{on:day} 到账 {amount:sum} 元" + EVENT + "。", "{on:day} arrived {amount:sum}" + EVENT_EN + "."),
    ("refund", "{on:day} 退回 {amount:sum} 元" + EVENT + "。", "{on:day} came back {amount:sum}" + EVENT_EN + "."),
    ("refund", "{on:day} 银行退回 {amount:sum} 元，视为未曾付款" + EVENT + "。",
     "{on:day} the bank sent back {amount:sum}: it never counted as paid" + EVENT_EN + "."),
    ("astray", "{on:day} 所付款项的账户 {account:free} 没有文件依据，尚未追回" + EVENT + "。",
     "{on:day} paid to {account:free}, which no paper bears out; it is not back" + EVENT_EN + "."),
    ("offset", "{on:day} 抵扣 {amount:sum} 元" + EVENT + "。", "{amount:sum} set against it on {on:day}" + EVENT_EN + "."),
    ("offset", "{on:day} 抵扣 {amount:sum}" + EVENT + "。", "{amount:sum} set against it on {on:day}" + EVENT_EN + "."),
    ("handed-in", "{document:any}：{on:day} 提交" + EVENT + "。", "{document:any}: handed in on {on:day}" + EVENT_EN + "."),
    ("was-received", "{document:any}：{on:day} 曾签收" + EVENT + "。", "{document:any}: received on {on:day}" + EVENT_EN + "."),
    ("returned", "{document:any}：{on:day} 退回" + EVENT + "。", "{document:any}: returned on {on:day}" + EVENT_EN + "."),
    ("received", "{document:any}：{on:day} 签收。", "{document:any}: received on {on:day}."),
    ("year", "第{year:int}年：自 {from:day} 起，当日不计入，最后一日为 {last:day}（民法典第二百零一条、第二百零二条）。",
     "Year {year:int}: from {from:day}, that day not counted, to its last day {last:day} (Civil Code 201, 202)."),
    ("period", "{period:any}：{from:day} 起，{last:day} 期满；期满之后才算。", "{period:any}: from {from:day}, over on {last:day}; its end is waited for."),
    ("event", "起算事件：{event:any}，{on:day}。", "Starts with: {event:any}, {on:day}."),
    ("event-ahead", "起算事件：{event:any}，尚未发生，暂按 {on:day} 估计。", "Starts with: {event:any}, not yet happened, taken as {on:day}."),
    ("plus", "自 {after:day} 顺延 {count:int} {unit:unit}，至 {to:day}。", "Moved on by {count:int} {unit:unit} from {after:day}, to {to:day}."),
    ("plus-first-day", "自 {after:day} 起（当日计入）满 {count:int} {unit:unit}，至 {to:day}。", "{count:int} {unit:unit} from {after:day}, that day included, to {to:day}."),
    ("start", "{on:day} 为起算日，当日不计入，自次日起算（民法典第二百零一条）。", "Counted from {on:day}, that day not included (Civil Code 201)."),
    ("start", "预计 {on:day} 为起算日，当日不计入，自次日起算（民法典第二百零一条）。", "Expected to be counted from {on:day}, that day not included (Civil Code 201)."),
    ("count", "共计 {count:int} {unit:unit}，日历 {calendar:any}。", "{count:int} {unit:unit}, calendar {calendar:any}."),
    ("month-day", "约定{rule:any}：以 {from:day} 所在月份为准，即 {on:day}。", "Agreed: {rule:any}, by the month of {from:day}: {on:day}."),
    ("working-day", "约定{rule:any}内：以 {from:day} 所在月份为准，最后一个是 {on:day}。",
     "Agreed: within {rule:any}, by the month of {from:day}; the last of them is {on:day}."),
    ("date", "约定每年 {rule:any}：自 {from:day} 起（含当日）首个是 {on:day}。", "Agreed: {rule:any}; the first from {from:day} on, that day included, is {on:day}."),
    ("named", "合同列明本笔日期：{on:day}。", "The contract names the day: {on:day}."),
    ("open", "合同未约定付款天数：自 {on:day} 起可付款，没有期限，不计逾期。", "No number of days agreed: payable from {on:day} on, without a deadline and never late."),
    ("open", "合同未约定付款天数：预计自 {on:day} 起可付款，没有期限，不计逾期。",
     "No number of days agreed: expected to be payable from {on:day} on, without a deadline and never late."),
    ("put-off-papers", "资料 {since:day} 才签收齐全，晚于 {from:day}，改为 {to:day}。", "The last paper came on {since:day}, after {from:day}: {to:day} instead."),
    ("put-off-year", "服务年度 {since:day} 才期满，晚于 {from:day}，改为 {to:day}。", "The year is over on {since:day}, after {from:day}: {to:day} instead."),
    ("put-off-signing", "{from:day} 早于 {since:day} 签订合同，改自签订日算：{to:day}。", "{from:day} is before the signing on {since:day}: counted from the signing, {to:day}."),
    ("put-off-amendment", "补充协议 {since:day} 才生效，{from:day} 不作数，改为 {to:day}。",
     "The amendment is in force from {since:day}, so {from:day} does not count: {to:day} instead."),
    ("moved", "{from:day} 是休息日，按合同约定顺延至 {to:day}。", "{from:day} is a day off: moved on to {to:day}, as the contract says."),
    ("moved-back", "{from:day} 是休息日，按合同约定提前至 {to:day}。", "{from:day} is a day off: moved back to {to:day}, as the contract says."),
    ("moved-back-held", "{from:day} 是休息日，按合同约定提前，但不早于起算之日，为 {to:day}。",
     "{from:day} is a day off: moved back as the contract says, not to before the day counted from: {to:day}."),
    ("moved-by-law", "{from:day} 是休息日，顺延至 {to:day}（民法典第二百零三条，执行口径 day-off）。",
     "{from:day} is a day off: moved to {to:day} (Civil Code 203, reading day-off)."),
    ("by-law", "法律要求不晚于 {on:day} 支付（{law:any}）：属法律规定，不是合同约定。", "The law wants it paid by {on:day} ({law:any}): law, not contract."),
    ("skipped", "{from:day} 至 {to:day} 不计：{why:any}。", "{from:day} to {to:day} not counted: {why:any}."),
    ("skipped", "{from:day} 不计：{why:any}。", "{from:day} not counted: {why:any}."),
    ("worked", "{from:day} 至 {to:day} 计入：{why:any}。", "{from:day} to {to:day} counted: {why:any}."),
    ("worked", "{from:day} 计入：{why:any}。", "{from:day} counted: {why:any}."),
    ("deadline", "付款期限：{on:day}。", "Due on {on:day}."),
    ("kept-date", "原期限 {on:day} 在补充协议生效时尚未到，早于自生效日重新计算的期限，仍按原期限。",
     "The deadline of before, {on:day}, had not come when the amendment came into force; it is before one counted anew from that day, and stays."),
    ("deadline-before", "原付款期限：{on:day}。", "By the contract due on {on:day}."),
    ("deadline", "预计付款期限：{on:day}。", "Expected to be due on {on:day}."),
    ("agreed", "双方协商改为不迟于 {on:day} 付款。", "The parties agreed on {on:day} instead."),
    ("window", "日历暂定：放假安排尚未公布，期限可能在 {earliest:day} 至 {latest:day} 之间。来源：{source:free}。",
     "The calendar is provisional: no notice yet; the date can fall from {earliest:day} to {latest:day}. Source: {source:free}."),
    ("source", "日历已公布。来源：{source:free}。", "The calendar is official. Source: {source:free}."),
    ("source", "日历暂定：放假安排尚未公布，但各种可能的安排都不会改变这一天。来源：{source:free}。",
     "The calendar is provisional: no notice yet, but no plausible arrangement moves the date. Source: {source:free}."),
    ("projected", "截至 {as_of:day}：预计，尚未到起算日，未付 {outstanding:sum} 元。", "As of {as_of:day}: projected, not running yet, outstanding {outstanding:sum}."),
    ("waiting", "截至 {as_of:day}：待报告，未付 {outstanding:sum} 元。", "As of {as_of:day}: waiting for reports, outstanding {outstanding:sum}."),
    ("waiting", "截至 {as_of:day}：待资料，未付 {outstanding:sum} 元。", "As of {as_of:day}: waiting for papers, outstanding {outstanding:sum}."),
    ("unsettled", "截至 {as_of:day}：待资料，金额尚待结算。", "As of {as_of:day}: waiting for papers; its sum is still to be settled."),
    ("due", "截至 {as_of:day}：待付 {outstanding:sum} 元，剩 {left:int} 个工作日。", "As of {as_of:day}: due, outstanding {outstanding:sum}, {left:int} working days left."),
    ("payable", "截至 {as_of:day}：可付款，未约定期限，未付 {outstanding:sum} 元。", "As of {as_of:day}: payable, without a deadline, outstanding {outstanding:sum}."),
    ("unsettled", "截至 {as_of:day}：预计，尚未到起算日，金额尚待结算。", "As of {as_of:day}: projected, not running yet; its sum is still to be settled."),
    ("unsettled", "截至 {as_of:day}：待报告，金额尚待结算。", "As of {as_of:day}: waiting for reports; its sum is still to be settled."),
    ("unsettled", "截至 {as_of:day}：金额尚待结算，付款期限剩 {left:int} 个工作日。", "As of {as_of:day}: its sum is still to be settled, {left:int} working days left."),
    ("unsettled", "截至 {as_of:day}：可付款，未约定期限，金额尚待结算。", "As of {as_of:day}: payable, without a deadline; its sum is still to be settled."),
    ("unsettled-past", "截至 {as_of:day}：付款期限已过，金额尚待结算。", "As of {as_of:day}: past its date; its sum is still to be settled."),
    ("all-disputed", "截至 {as_of:day}：付款期限已过，未付 {outstanding:sum} 元均有分歧。",
     "As of {as_of:day}: past its date; what is outstanding, {outstanding:sum}, is all disputed."),
    ("overdue", "截至 {as_of:day}：逾期 {late:int} 天，未付 {outstanding:sum} 元。", "As of {as_of:day}: {late:int} days overdue, outstanding {outstanding:sum}."),
    ("cancelled", "截至 {as_of:day}：合同已解除，不再支付。", "As of {as_of:day}: cancelled; the contract was terminated."),
    ("paid-up", "截至 {as_of:day}：已付清。", "As of {as_of:day}: paid."),
    ("paid-late", "截至 {as_of:day}：{paid_on:day} 付清，迟 {late:int} 天。", "As of {as_of:day}: paid on {paid_on:day}, {late:int} days late."),
    ("cancelled", "截至 {as_of:day}：合同已解除，不再支付，超付 {overpaid:sum} 元，待退回。",
     "As of {as_of:day}: cancelled; the contract was terminated; overpaid by {overpaid:sum}, to be returned."),
    ("paid-up", "截至 {as_of:day}：已付清，超付 {overpaid:sum} 元，待退回。", "As of {as_of:day}: paid; overpaid by {overpaid:sum}, to be returned."),
    ("paid-late", "截至 {as_of:day}：{paid_on:day} 付清，迟 {late:int} 天，超付 {overpaid:sum} 元，待退回。",
     "As of {as_of:day}: paid on {paid_on:day}, {late:int} days late; overpaid by {overpaid:sum}, to be returned."),
    ("corrected", "更正：{told:free}（{on:day} 登记 {event:any}，原因：{reason:any}）。",
     "Corrected on {on:day} ({event:any}, {reason:any}): {told:free}."),
    ("lowered", "补充协议自 {since:day} 起把本笔由 {before:sum} 元减为 {amount:sum} 元；此前应付的是 {owed:sum} 元。",
     "The amendment lowers this from {before:sum} to {amount:sum} from {since:day} on; until then {owed:sum} was owed."),
    ("amended", "补充协议{number:any}（{ref:any}）自 {since:day} 起生效，本笔按补充协议计算；期限不早于生效日届满。",
     "Amendment {number:any} ({ref:any}) is in force from {since:day}; this instalment goes by it and is not late before that day."),
    ("amended-kept", "补充协议{number:any}（{ref:any}）{since:day} 生效时，本笔付款期限已到，仍按当时的约定。",
     "When amendment {number:any} ({ref:any}) came into force on {since:day}, this deadline had come; it stays as it was."),
    ("amended-increase", "补充协议{number:any}（{ref:any}）增加的部分：{of:any} 的期限在 {since:day} 生效前已到，增加的金额自生效日起计算同样的天数。",
     "Increase by amendment {number:any} ({ref:any}): the deadline of {of:any} had come before it was in force on {since:day}, so the rise has as many days from that day."),
    ("demand", "{on:day} 发函催告，{reached:day} 送达" + EVENT + "。", "{on:day} demanded in writing, arrived on {reached:day}" + EVENT_EN + "."),
    ("demand", "{on:day} 发函催告，未登记送达日期" + EVENT + "。", "{on:day} demanded in writing, no day of arrival recorded" + EVENT_EN + "."),
    ("limitation-deadline", "诉讼时效：自期限 {since:day} 届满起三年，至 {last:day}（{law:any}）；催告可使时效中断（{article:any}）。",
     "Limitation: three years from the deadline of {since:day}, to {last:day} ({law:any}); a demand makes it run anew ({article:any})."),
    ("limitation-demand", "诉讼时效：{since:day} 催告，时效中断，重新计算三年，至 {last:day}（{law:any}）。",
     "Limitation: run anew from the demand of {since:day}, three years to {last:day} ({law:any})."),
    ("limitation-payment", "诉讼时效：{since:day} 部分付款，时效中断，重新计算三年，至 {last:day}（{law:any}）。",
     "Limitation: run anew from the part payment of {since:day}, three years to {last:day} ({law:any})."),
    ("talks", "{on:day} {what:talk}" + EVENT + "。", "{on:day} {what:talk}" + EVENT_EN + "."),
]
DAMAGES = [
    ("loss", "{on:day} 登记经证明的经济损失 {amount:sum}，另计，不受上限限制。", "A proven loss of {amount:sum}, recorded on {on:day}, beside the rate and without cap."),
    ("loss", "{on:day} 登记经证明的经济损失 {amount:sum}。", "A proven loss of {amount:sum}, recorded on {on:day}."),
    ("loss-beyond", "{on:day} 登记经证明的经济损失 {proven:sum}：违约金已含其中 {inside:sum}（民法典第585条第二款），只计超出部分 {amount:sum}。",
     "A proven loss of {proven:sum}, recorded on {on:day}: {inside:sum} of it is in the damages (Civil Code 585(2)), the rest is {amount:sum}."),
    ("loss", "{on:day} 鉴定费 {amount:sum}，按鉴定结果承担。", "The appraisal's fee of {amount:sum}, {on:day}, borne by what it found."),
    ("once", "一次性：{base:sum} x {rate:rate} = {amount:sum}。", "Once: {base:sum} x {rate:rate} = {amount:sum}."),
    ("once", "{base:sum} x {rate:rate} x {times:int} 次 = {amount:sum}。", "{base:sum} x {rate:rate} x {times:int} times = {amount:sum}."),
    ("once", "每次 {each:sum} x {times:int} 次 = {amount:sum}。", "{each:sum} a time x {times:int} times = {amount:sum}."),
    ("part-whole", "每满 {days:int} 天计一期；起始当日不计。", "One period is {days:int} full days; the first day is not counted."),
    ("part-started", "每 {days:int} 天一期，不满一期按一期计；起始当日不计。", "One period is {days:int} days and counts once begun; the first day is not counted."),
    ("part-pro-rata", "每 {days:int} 天一期，不满一期按天折算；起始当日不计。", "Periods of {days:int} days, pro rata by days; the first day is not counted."),
    ("span", "{first:day} 至 {last:day}：{periods:num} 期 x {base:sum} x {rate:rate} = {amount:sum}。",
     "{first:day} to {last:day}: {periods:num} periods x {base:sum} x {rate:rate} = {amount:sum}."),
    ("span", "{first:day} 至 {last:day}：{periods:num} 期 x {base:sum} x {rate:rate} = {alone:sum}，与以前各段一并取整，计 {amount:sum}。",
     "{first:day} to {last:day}: {periods:num} periods x {base:sum} x {rate:rate} = {alone:sum}; {amount:sum}, rounded together with the days before."),
    ("span", "{first:day} 至 {last:day}：{periods:num} 期 x {base:sum} = {amount:sum}。", "{first:day} to {last:day}: {periods:num} periods x {base:sum} = {amount:sum}."),
    ("span", "{first:day} 至 {last:day}：{periods:num} 期 x {base:sum} = {alone:sum}，与以前各段一并取整，计 {amount:sum}。",
     "{first:day} to {last:day}: {periods:num} periods x {base:sum} = {alone:sum}; {amount:sum}, rounded together with the days before."),
    ("cap-contract", "上限 {share:rate}，即 {cap:sum}；全合同累计一个上限，按时间先后使用。", "Cap {share:rate}, that is {cap:sum}: one pool for the contract, used up in order of time."),
    ("cap-breach", "上限 {share:rate}，即 {cap:sum}，每次违约各计。", "Cap {share:rate}, that is {cap:sum}, for each breach."),
    ("cap-contract", "上限 {cap:sum}；全合同累计一个上限，按时间先后使用。", "Cap {cap:sum}: one pool for the contract, used up in order of time."),
    ("cap-breach", "上限 {cap:sum}，每次违约各计。", "Cap {cap:sum} for each breach."),
    ("capped", "按约定计算共 {uncapped:sum}，受上限所限，计 {amount:sum}。", "{uncapped:sum} before the cap; it leaves {amount:sum}."),
    ("above-cap", "免除的 {returned:sum} 退回上限，其后可再计；故本项先后共计 {amount:sum}，多于上限 {cap:sum}。",
     "The {returned:sum} waived went back to the cap and could count again: {amount:sum} in all, more than the {cap:sum} of the cap."),
    ("above-cap", "当时的上限较高或已经结清，已计的 {amount:sum} 不因上限现为 {cap:sum} 而减少。",
     "The cap was higher then, or more was settled: the {amount:sum} that counted stay, though the cap is {cap:sum} now."),
    ("cap-reached", "{on:day} 达到上限。", "The cap was reached on {on:day}."),
    ("gate-met", "前提：协商不成，{on:day} 已登记。", "Gate: negotiation failed on {on:day}."),
    ("right-days", "延误已超过 {days:int} 天，自 {on:day} 起对方有权解除合同。", "Late by more than {days:int} days: the other side may terminate from {on:day} on."),
    ("right-cap", "违约金已达上限，自 {on:day} 起对方有权解除合同。", "The cap is reached: the other side may terminate from {on:day} on."),
    ("right-times", "{within:any}满 {times:int} 次，自 {on:day} 起对方有权解除合同。", "{times:int} Breaches {within:any}: the other side may terminate from {on:day} on."),
    ("waived", "{on:day} 免除 {amount:sum}" + EVENT + "。", "{amount:sum} waived on {on:day}" + EVENT_EN + "."),
    ("settled", "{on:day} 结清 {amount:sum}" + EVENT + "。", "{amount:sum} settled on {on:day}" + EVENT_EN + "."),
    ("settled", "{on:day} 抵扣 {amount:sum}" + EVENT + "。", "{amount:sum} offset on {on:day}" + EVENT_EN + "."),
    ("verdict", "截至 {as_of:day}：计 {amount:sum}，{state:any}，尚余 {open:sum}，已结清或免除的多出 {beyond:sum}。",
     "As of {as_of:day}: {amount:sum}, {state:any}, {open:sum} open; {beyond:sum} more than that was settled or waived."),
    ("verdict", "截至 {as_of:day}：计 {amount:sum}，{state:any}，尚余 {open:sum}。", "As of {as_of:day}: {amount:sum}, {state:any}, {open:sum} open."),
    ("talks", "{on:day} {what:talk}" + EVENT + "。", "{on:day} {what:talk}" + EVENT_EN + "."),
]
# told of a guarantee as of an instalment: events, papers, days counted and left out, the calendar
COUNTED = """received event event-ahead plus plus-first-day start count month-day working-day date named moved
moved-back moved-back-held moved-by-law skipped worked window source"""
GUARANTEE = [
    ("share", "应交：合同价 {of:sum} 元的 {share:rate}，即 {amount:sum} 元。", "To lodge: contract price {of:sum} x {share:rate} = {amount:sum}."),
    ("to-lodge", "应交：合同约定 {amount:sum} 元。", "To lodge: {amount:sum} by the contract."),
    ("lodged", "{on:day} 交存{form:any} {amount:sum} 元" + EVENT + "。", "{on:day} lodged in {form:any}: {amount:sum}" + EVENT_EN + "."),
    ("lodged", "{on:day} 交存{form:any} {amount:sum} 元，换下先到期的保函 {replaces:sum} 元" + EVENT + "。",
     "{on:day} lodged in {form:any}: {amount:sum}" + EVENT_EN + ", in place of letters of {replaces:sum} that run out before it."),
    ("claimed", "{on:day} 扣收{form:any} {amount:sum} 元，不再退还" + EVENT + "。", "{on:day} kept for good of {form:any}: {amount:sum}" + EVENT_EN + "."),
    ("back", "{on:day} 退还{form:any} {amount:sum} 元" + EVENT + "；先退的算在前面的各次。",
     "{on:day} given back of {form:any}: {amount:sum}" + EVENT_EN + "; it counts for the earlier parts first."),
    ("part", "本次退还：所交{form:any}未扣收部分 {of:sum} 元的 {share:rate}，即 {alone:sum} 元，各次取整后合计须与总额一致，为 {amount:sum} 元。",
     "To go back with this part: {share:rate} of {of:sum} lodged in {form:any} and not kept = {alone:sum}; {amount:sum} of it, as the rounded parts add up to the whole."),
    ("part", "本次退还：所交{form:any}未扣收部分 {of:sum} 元的 {share:rate}，即 {amount:sum} 元。",
     "To go back with this part: {share:rate} of {of:sum} lodged in {form:any} and not kept = {amount:sum}."),
    ("part-ahead", "尚未交存；按应交 {of:sum} 元的 {share:rate} 预计，即 {alone:sum} 元，各次取整后合计须与总额一致，为 {amount:sum} 元。",
     "Nothing lodged yet; expected: {share:rate} of {of:sum} to be lodged = {alone:sum}; {amount:sum} of it, as the rounded parts add up to the whole."),
    ("part-ahead", "尚未交存；按应交 {of:sum} 元的 {share:rate} 预计，即 {amount:sum} 元。",
     "Nothing lodged yet; expected: {share:rate} of {of:sum} to be lodged = {amount:sum}."),
    ("event", "合同 {on:day} 提前终止" + EVENT + "，不再等原定事件，以该日为准。",
     "The contract ended early on {on:day}" + EVENT_EN + "; that day takes the place of what has not happened."),
    ("received", "{to:day} 才交存，晚于 {from:day}，自 {on:day} 起。", "Lodged only on {to:day}, after {from:day}: reckoned from {on:day}."),
    ("put-off-papers", "{since:day} 才交存，晚于 {from:day}，改为 {to:day}。", "Lodged only on {since:day}, after {from:day}: {to:day} instead."),
    ("deadline", "退还期限：{on:day}。", "To go back by {on:day}."),
    ("deadline", "预计退还期限：{on:day}。", "Expected to go back by {on:day}."),
    ("deadline", "交纳期限：{on:day}。", "To be lodged by {on:day}."),
    ("deadline", "预计交纳期限：{on:day}。", "Expected to be lodged by {on:day}."),
    *((name, f"截至 {{as_of:day}}：{zh}{of_zh}。", f"As of {{as_of:day}}: {en}{of_en}.")
      for name, zh, en in [
          ("projected", "预计，", "projected, "),
          ("waiting", "待资料，", "waiting for papers, "),
          ("due", "待退，剩 {left:int} 个工作日，", "due back, {left:int} working days left, "),
          ("payable", "可退还，未约定期限，", "due back, without a deadline, "),
          ("overdue", "逾期未退 {late:int} 天，", "{late:int} days overdue, "),
      ]
      for of_zh, of_en in [
          ("应退现金 {outstanding:sum} 元、保函 {letter:sum} 元", "to go back {outstanding:sum} in money and {letter:sum} as paper"),
          ("应退 {outstanding:sum} 元", "to go back {outstanding:sum}"),
      ]),
    ("paid-up", "截至 {as_of:day}：{paid_on:day} 已退还。", "As of {as_of:day}: returned on {paid_on:day}."),
    ("paid-late", "截至 {as_of:day}：{paid_on:day} 退还，迟 {late:int} 天。", "As of {as_of:day}: returned on {paid_on:day}, {late:int} days late."),
    ("cancelled", "截至 {as_of:day}：已全部扣收，不再退还。", "As of {as_of:day}: all of it was kept; nothing goes back."),
    ("open", "截至 {as_of:day}：尚差 {lacking:sum} 元未交。", "As of {as_of:day}: {lacking:sum} still to be lodged."),
    ("overdue", "截至 {as_of:day}：逾期未交 {late:int} 天，尚差 {lacking:sum} 元。", "As of {as_of:day}: {late:int} days overdue, {lacking:sum} still to be lodged."),
    ("done", "截至 {as_of:day}：{done_on:day} 交齐，现持有 {held:sum} 元。", "As of {as_of:day}: lodged in full on {done_on:day}; {held:sum} is held."),
    ("done", "截至 {as_of:day}：{done_on:day} 交齐，晚于期限，现持有 {held:sum} 元。", "As of {as_of:day}: lodged in full on {done_on:day}, late; {held:sum} is held."),
    *(each for each in INSTALMENT if each[0] in COUNTED.split()),
]
# fmt: on
ONE_OF_ENGLISH = re.compile(
    r"\b(1) (working day|full day|day|time|period|month|year|part|Breach)\b"
)


def _pattern(text: str) -> re.Pattern[str]:
    """A sentence with places for figures as a regular expression."""
    pieces = re.split(r"(\{\w+:\w+\})", text)
    found = ""
    for piece in pieces:
        name, _, kind = piece.strip("{}").partition(":")
        if piece.startswith("{") and kind:
            found += f"(?P<{name}>{KINDS['any'] if kind == 'free' else KINDS[kind]})"
        else:
            found += re.escape(piece)
    return re.compile(found)


Pattern = tuple[str, re.Pattern[str], frozenset[str]]


def _patterns(table: Sequence[tuple[str, str, str]], language: str) -> list[Pattern]:
    return [
        (name, _pattern(text), frozenset(re.findall(r"\{(\w+):free\}", text)))
        for name, *texts in table
        for text in [texts[LANGUAGES.index(language)]]
    ]


TABLES = {"instalment": INSTALMENT, "damages": DAMAGES, "guarantee": GUARANTEE}
PATTERNS = {
    (kind, language): _patterns(table, language)
    for kind, table in TABLES.items()
    for language in LANGUAGES
}


def _figure(text: str) -> Any:
    """A text as the figure that it is; a text otherwise."""
    if re.fullmatch(DAY, text):
        return date.fromisoformat(text)
    if re.fullmatch(SUM, text):
        return Decimal(text.replace(",", ""))
    return int(text) if re.fullmatch(r"\d+", text) else text


def figures(text: str) -> list[str]:
    """The sums and days in a text."""
    return re.findall(f"{DAY}|{SUM}", text)


def read(kind: str, language: str, sentence: str) -> Told | None:
    """A sentence as understood; None where it claims a sum or a day and nobody can follow it."""
    text = ONE_OF_ENGLISH.sub(r"\1 \2s", sentence) if language == "en" else sentence
    text = text.replace("Breachs", "Breaches")
    for name, pattern, free in PATTERNS[kind, language]:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        groups = match.groupdict()
        whole = {key for key, said in groups.items() if re.fullmatch(f"{DAY}|{SUM}", said)}
        # a name or a reason that holds a sum or a day was not read, it was passed over
        if all(key in free or key in whole or not figures(said) for key, said in groups.items()):
            return Told(name, {key: _figure(said) for key, said in groups.items()}, sentence)
    return None if figures(text) else Told("words", {}, sentence)


# -- sums ------------------------------------------------------------------------------------------

TERM = rf"{SUM}(?: 元)?|\d+(?:\.\d+)?(?:/\d+(?:\.\d+)?)?(?:[%‰]| 期| 次| periods?| times?)?"
EQUATION = re.compile(rf"((?:{TERM})(?: a time)?(?: [x−-] (?:{TERM}))+) = ({SUM})")


def _value(term: str) -> Fraction:
    bare = re.sub(r"[^\d./-]", "", term)
    part, _, whole = bare.partition("/")
    worth = Fraction(part) / Fraction(whole or 1)
    return worth / {"%": 100, "‰": 1000}.get(term[-1:], 1)


def half_up(exact: Fraction) -> Decimal:
    """Whole fen of an exact sum."""
    fen = (exact * 100 * 2 + 1) // 2
    return Decimal(int(fen)) * FEN


def products(text: str) -> Iterator[tuple[str, Fraction, Decimal]]:
    """Each calculation in a text that ends in `= sum`: as written, worked out, as claimed."""
    for written, claimed in EQUATION.findall(text):
        first, *rest = re.split(r" ([x−-]) ", written)
        worth = _value(first)
        for sign, term in zip(rest[::2], rest[1::2], strict=True):
            worth = worth * _value(term) if sign == "x" else worth - _value(term)
        yield written, worth, Decimal(claimed.replace(",", ""))


def equations(told: Iterable[Told]) -> Iterator[str]:
    """Calculations that do not come to what they claim."""
    for each in told:
        for written, worth, claimed in products(each.text):
            if half_up(worth) != claimed:
                yield f"{written} is {half_up(worth)}, not {claimed}: {each.text}"
        if each.name in ("share", "share-part", "share-rest"):
            whole = each.says.get("alone", each.says.get("whole", each.says["amount"]))
            worth = half_up(Fraction(each.says["of"]) * _value(each.says["share"]))
            if worth != whole:
                yield f"that share is {worth}: {each.text}"


def _shown_twice(told: Iterable[Told]) -> Iterator[str]:
    """One figure that stands twice in a sentence, and parts of a whole."""
    pairs = {"kept": ("kept", "less"), "served": ("served", "part"), "served-period": ("served", "part")}  # fmt: skip
    for each in told:
        says = each.says
        if each.name in pairs and says[pairs[each.name][0]] != says[pairs[each.name][1]]:
            yield f"two figures for one: {each.text}"
        if each.name in ("served", "served-period") and says["days"] != says["whole"]:
            yield f"two figures for one: {each.text}"
        if each.name == "served" and half_up(Fraction(says["of"]) * says["part"] / says["whole"]) != says["earned"]:  # fmt: skip
            yield f"earned otherwise: {each.text}"
        if each.name == "conceded" and says["disputed"] - says["owed"] != says["amount"]:
            yield f"not what is left: {each.text}"
        if each.name == "less-all" and says["deducted"] <= says["before"]:
            yield f"something is left: {each.text}"
        if each.name == "payee" and says["amount"] > says["whole"]:
            yield f"a part above the whole: {each.text}"
        if each.name == "items":
            parts = re.findall(f"= ({SUM})", says["items"])
            if sum(Decimal(part.replace(",", "")) for part in parts) != says["found"]:
                yield f"the items do not add up: {each.text}"


# -- an instalment ---------------------------------------------------------------------------------

BASES = ("share", "share-rest", "share-part", "fee", "up-to", "payee", "kept")
OFF = ("off", "off-cancelled", "served", "served-period", "conceded", "reduced", "offset")
UNSETTLED = ("unsettled", "unsettled-past")
VERDICTS = (*UNSETTLED, "projected", "waiting", "due", "payable", "all-disputed", "overdue", "cancelled", "paid-up", "paid-late")  # fmt: skip


@dataclass
class Page:
    """An explanation of an instalment, as read."""

    told: list[Told]
    known: Known

    def all(self, *names: str) -> list[Told]:
        """The sentences of these names, in order."""
        return [each for each in self.told if each.name in names]

    def last(self, *names: str) -> Told | None:
        """The last sentence of these names."""
        return next(reversed(self.all(*names)), None)

    @property
    def verdict(self) -> Told:
        """The last sentence."""
        return self.told[-1]

    @property
    def as_of(self) -> date:
        """The day looked at."""
        found: date = self.verdict.says["as_of"]
        return found

    @property
    def first(self) -> Decimal:
        """What the page says that the instalment comes to by the contract, less what is kept."""
        base = self.last(*BASES)
        return base.says["amount"] if base else NOUGHT

    @property
    def money(self) -> list[tuple[date, Decimal]]:
        """What was paid less what came back, by day; an arrival counts where no payment is told."""
        charged = {each.says["event"] for each in self.all("paid")}
        paid = self.all("paid") + [e for e in self.all("arrived") if e.says["event"] not in charged]
        return [(each.says["on"], each.says["amount"]) for each in paid] + [
            (each.says["on"], -each.says["amount"]) for each in self.all("refund")
        ]


def account(page: Page) -> Iterator[str]:
    """`amount + added - reduced - offset - paid = outstanding - overpaid`, by the page alone."""
    added = sum(each.says["amount"] for each in page.all("added"))
    off = sum(each.says["amount"] for each in page.all(*OFF))
    left = page.first + added - off - sum(fen for _, fen in page.money)
    says = page.verdict.says
    claimed = says.get("outstanding", NOUGHT) - says.get("overpaid", NOUGHT)
    if left != claimed:
        yield f"by the page {left} is left, it says {claimed}: {page.verdict.text}"


def served_stays(page: Page) -> Iterator[str]:
    """What stays and what is taken off come to the sum of before, where nothing else changed it."""
    if page.all("conceded", "found", "less", "less-all", "payee", "kept"):
        return
    for each in page.all("served", "served-period"):
        if each.says["stays"] + each.says["amount"] != page.first:
            yield f"not {page.first}: {each.text}"


def lowered_to_what_it_is(page: Page) -> Iterator[str]:
    """What amendments lowered, one after the other, ends at the sum that the page begins with."""
    told = page.all("lowered")
    for each in told:
        if not each.says["amount"] < each.says["before"] == each.says["owed"]:
            yield f"not lowered: {each.text}"
    for each, after in pairwise(told):
        if each.says["amount"] != after.says["before"]:
            yield f"not from there: {after.text}"
    if told and not page.all("kept", "payee") and told[-1].says["amount"] != page.first:
        yield f"it comes to {page.first}: {told[-1].text}"


def figures_agree(page: Page) -> Iterator[str]:
    """The page says what the row of figures says."""
    row, says = page.known.row, page.verdict.says
    claimed = {
        "outstanding": says.get("outstanding", NOUGHT), "overpaid": says.get("overpaid", NOUGHT),
        "days_overdue": says.get("late", 0) if page.verdict.name == "overdue" else 0,
        "days_late": says.get("late") if page.verdict.name == "paid-late" else None,
        "amount": page.first,
    }  # fmt: skip
    if page.verdict.name == "paid-late" and row["paid_on"] != str(says["paid_on"]):
        yield f"paid on another day: {page.verdict.text}"
    for key, value in claimed.items():
        figure = Decimal(row[key]) if isinstance(value, Decimal) else row[key] or None
        if (value or None) != (figure or None):
            yield f"{key}: {value} on the page, {row[key]} in the row"
    # a sum of nought is no sum where nothing was settled; all of nought is not disputed either
    open_still = row["status"] in ("projected", "waiting", "due")
    if (page.verdict.name in UNSETTLED) != (open_still and row["estimate"] is None):
        yield f"settled or not: {page.verdict.text}"
    if page.verdict.name == "all-disputed" and row.get("disputed") != row["outstanding"]:
        yield f"not all of it is disputed: {page.verdict.text}"


def on_their_way(page: Page) -> Iterator[str]:
    """What has not arrived arrives later than the day looked at."""
    for each in page.all("on-its-way"):
        if each.says["arrives"] <= page.as_of:
            yield f"it has arrived: {each.text}"


# -- days ------------------------------------------------------------------------------------------


def months_on(day: date, months: int) -> date:
    """The same day so many months on, or the last of a month that has no such day."""
    index = day.year * 12 + day.month - 1 + months
    first, after = (date(at // 12, at % 12 + 1, 1) for at in (index, index + 1))
    return first + min(timedelta(day.day - 1), after - first - ONE_DAY)


def counted_on(start: date, count: int, unit: str, worked: Callable[[date], bool]) -> date:
    """The last of so many days, months or years after a day, each day looked at by itself."""
    unit = unit.removesuffix("s")
    if unit in ("个月", "month"):
        return months_on(start, count)
    if unit in ("年", "year"):
        return months_on(start, 12 * count)
    day = start
    while count:
        day += ONE_DAY
        count -= unit in ("天", "day") or worked(day)
    return day


def days_between(first: date, last: date) -> Iterator[date]:
    """Each day from one to another, both included."""
    while first <= last:
        yield first
        first += ONE_DAY


def counted_to_the_deadline(page: Page) -> Iterator[str]:
    """So many days from the start, each walked, moved off a day off, come to the deadline told."""
    start, count, deadline = page.last("start"), page.last("count"), page.last(*DEADLINES)
    if not (start and count and deadline):
        return
    many, unit = count.says["count"], count.says["unit"]
    day = counted_on(start.says["on"], many, unit, page.known.worked)
    put_off = page.last(*PUT_OFF)
    if put_off:  # then the days are counted anew, from what came later
        if put_off.says["from"] != day:
            yield f"counted to {day}: {put_off.text}"
        day = counted_on(put_off.says["since"], many, unit, page.known.worked)
        if put_off.says["to"] != day:
            yield f"counted anew to {day}: {put_off.text}"
    moved = page.last(*MOVED)
    if moved and moved.says["from"] != day:
        yield f"counted to {day}: {moved.text}"
    day = moved.says["to"] if moved else day
    if day != deadline.says["on"]:
        yield f"counted to {day}: {deadline.text}"


MONTHS = {"上月": -1, "当月": 0, "次月": 1, "before": -1, "same month": 0, "next month": 1}


def named_days(page: Page) -> Iterator[str]:
    """A day of the month is that day, or the month's last; so many working days are walked."""
    for each in page.all("month-day", "working-day"):
        rule, since = str(each.says["rule"]), each.says["from"]
        month = months_on(since.replace(day=1), next(n for k, n in MONTHS.items() if k in rule))
        number = int((re.findall(r"\d+", rule) or ["31"])[0])
        if each.name == "working-day":
            day = counted_on(month - ONE_DAY, number, "working day", page.known.worked)
        else:
            day = min(month + timedelta(number - 1), months_on(month, 1) - ONE_DAY)
        if day != each.says["on"]:
            yield f"that is {day}: {each.text}"
    for each in page.all("date"):
        if not 0 <= (each.says["on"] - each.says["from"]).days < 366:
            yield f"not the first such day: {each.text}"


def it_starts_where_it_says(page: Page) -> Iterator[str]:
    """The days are counted from the last of: the event, moved on or not, the papers, the period's end."""
    start, plus = page.last("start"), page.last("plus", "plus-first-day")
    if not start or page.all("amended", "month-day", "working-day", "date", "named"):
        return
    event = page.last("event", "event-ahead")
    moved = []
    if plus:
        many, unit = plus.says["count"], plus.says["unit"]
        moved = [counted_on(plus.says["after"], many, unit, page.known.worked)]
        if plus.name == "plus-first-day":
            moved = [moved[0] - ONE_DAY]
        if moved != [plus.says["to"]]:
            yield f"moved to {moved[0]}: {plus.text}"
        if event and event.says["on"] != plus.says["after"]:
            yield f"not from {event.says['on']}: {plus.text}"
    elif event:
        moved = [event.says["on"]]
    papers = [each.says["on"] for each in page.all("received")]
    ends = [each.says["last"] for each in page.all("year", "period")]
    # reports that came early start it by one reading: then the period's end is not waited for
    found = [max(days, default=None) for days in ([*moved, *papers, *ends], [*moved, *papers])]
    # a paper that is not in yet is guessed to come one day; nobody says which
    missing = any(each.text.endswith(("：未签收。", ": not received.")) for each in page.told)
    if not missing and start.says["on"] not in found:
        yield f"from {found[0]}: {start.text}"


def days_of_facts(page: Page) -> Iterator[str]:
    """What is told of a fact bears the day of that fact."""
    for each in page.told:
        day = page.known.facts.get(str(each.says.get("event")))
        if day and each.name in OF_FACTS and each.says.get("on") != day:
            yield f"that was on {day}: {each.text}"


OF_FACTS = ("paid", "refund", "offset", "handed-in", "was-received", "returned", "talks", "disputed", "found", "off", "off-cancelled", "served", "served-period")  # fmt: skip


def period_of_the_row(page: Page) -> Iterator[str]:
    """The period that must be over is the row's own, and what is looked at is that day."""
    row = page.known.row
    for each in page.all("year", "period"):
        first, last = row.get("period_from"), row.get("period_to")
        begun = each.says["from"] + ONE_DAY * (each.name == "year")
        if first and (str(begun), str(each.says["last"])) not in (
            (first, last),
            (str(begun), last),
        ):
            yield f"not its period: {each.text}"
    if "as_of" in row and row["as_of"] != str(page.as_of):
        yield f"another day: {page.verdict.text}"


def from_step_to_step(page: Page) -> Iterator[str]:
    """The day that a rule names is the one put off, moved, and told as the deadline."""
    named = page.last("month-day", "working-day", "date", "named", "kept-date")
    deadline = page.last(*DEADLINES)
    if not (named and deadline):
        return
    day, put_off, moved = named.says["on"], page.last(*PUT_OFF), page.last(*MOVED)
    for each in (put_off, moved):
        if each and each.says["from"] != day:
            yield f"from {day}: {each.text}"
        day = each.says["to"] if each else day
    if deadline.says["on"] != day:
        yield f"from {day}: {deadline.text}"


def moved_off(page: Page) -> Iterator[str]:
    """What moves off a day off comes to the nearest day that is worked; a rule's day to the deadline."""
    deadline = page.last(*DEADLINES)
    for each in page.all(*MOVED):
        first, last = each.says["from"], each.says["to"]
        between = [*days_between(min(first, last), max(first, last))]
        between.remove(last)
        nearest = each.name not in ("moved-back-held", "moved-by-law")
        if page.known.worked(first) or (nearest and not page.known.worked(last)):
            yield f"no day off, or no day worked: {each.text}"
        if any(page.known.worked(day) for day in between):
            yield f"a nearer day is worked: {each.text}"
        if deadline and deadline.says["on"] != last:
            yield f"moved to {last}: {deadline.text}"


def runs_of_days(page: Page) -> Iterator[str]:
    """Days skipped are days off, those made up for are weekends worked; none is left out."""
    skipped, made_up = ([*_run_days(page, name)] for name in ("skipped", "worked"))
    yield from (f"{day} is worked" for day in skipped if page.known.worked(day))
    yield from (
        f"{day} is no weekend worked"
        for day in made_up
        if day.weekday() < 5 or not page.known.worked(day)
    )
    start, deadline, count = page.last("start"), page.last(*DEADLINES), page.last("count")
    if start and deadline and count and count.says["unit"].startswith(("个工作日", "working")):
        put_off = page.last(*PUT_OFF)
        first = put_off.says["since"] if put_off else start.says["on"]
        for day in days_between(first + ONE_DAY, deadline.says["on"]):
            if not page.known.worked(day) and day not in skipped:
                yield f"{day} is not counted, and not told"


def _run_days(page: Page, name: str) -> Iterator[date]:
    for run in page.all(name):
        yield from days_between(run.says["from"], run.says.get("to", run.says["from"]))


def windows_and_laws(page: Page) -> Iterator[str]:
    """A window holds its date; three years are three years; a thing told lies behind."""
    deadline, window = page.last(*DEADLINES), page.last("window")
    held = (
        not (window and deadline)
        or window.says["earliest"] <= deadline.says["on"] <= window.says["latest"]
    )
    if not held:
        yield f"outside the window: {deadline.text}"
    for each in page.told:
        limited = each.name.startswith("limitation")
        if limited and months_on(each.says["since"], 36) != each.says["last"]:
            yield f"not three years: {each.text}"
        if each.name in ("paid", "refund", "offset", "arrived") and each.says["on"] > page.as_of:
            yield f"that lies ahead: {each.text}"


def time_left(page: Page) -> Iterator[str]:
    """Working days left, days late, and the verdict itself go by the date that holds."""
    held, says = page.last(*DEADLINES, "agreed"), page.verdict.says
    if held is None:
        return
    due = held.says["on"]
    if page.verdict.name == "due" or (page.verdict.name == "unsettled" and "left" in says):
        left = sum(map(page.known.worked, days_between(page.as_of + ONE_DAY, due)))
        if due < page.as_of or left != says["left"]:
            yield f"{left} working days are left until {due}: {page.verdict.text}"
    if page.verdict.name in ("overdue", "all-disputed", "unsettled-past") and due >= page.as_of:
        yield f"{due} has not passed: {page.verdict.text}"
    if page.verdict.name in ("overdue", "paid-late"):
        late = late_days(page, due)
        if late is not None and late != says["late"]:
            yield f"{late} days late after {due}: {page.verdict.text}"


def late_days(page: Page, due: date) -> int | None:
    """Days after a deadline that began with something owed; None where the page does not tell all."""
    # what is disputed or added is owed from a day on
    if page.all("disputed", "added", "on-its-way", "conceded"):
        return None
    if any(each.name == "arrived" for each in page.told):
        return None
    never = sum(each.says["amount"] for each in page.all("reduced"))
    off = page.all("off", "off-cancelled", "served", "served-period", "offset")
    lowered = [(each.says["since"], each.says["before"] - each.says["amount"]) for each in page.all("lowered")]  # fmt: skip
    never -= sum(fen for _, fen in lowered)
    moves = [*page.money, *lowered, *((each.says["on"], each.says["amount"]) for each in off)]
    return sum(
        page.first - never > sum(amount for on, amount in moves if on < day or on <= due)
        for day in days_between(due + ONE_DAY, page.as_of)
    )


DEADLINES = ("deadline", "deadline-before")
MOVED = ("moved", "moved-back", "moved-back-held", "moved-by-law")
PUT_OFF = ("put-off-papers", "put-off-year", "put-off-signing", "put-off-amendment")
CHECKS: list[Callable[[Page], Iterator[str]]] = [
    lambda page: equations(page.told),
    lambda page: _shown_twice(page.told),
    account,
    served_stays,
    lowered_to_what_it_is,
    figures_agree,
    on_their_way,
    from_step_to_step,
    days_of_facts,
    period_of_the_row,
    windows_and_laws,
]
DAY_CHECKS: list[Callable[[Page], Iterator[str]]] = [
    counted_to_the_deadline,
    named_days,
    it_starts_where_it_says,
    moved_off,
    runs_of_days,
    time_left,
]


def instalment(sentences: Sequence[str], language: str, known: Known) -> list[str]:
    """What is wrong with the explanation of an instalment."""
    checks = [*CHECKS, *(DAY_CHECKS if known.walks else ())]
    return _judged("instalment", sentences, language, known, VERDICTS, checks)


def _judged(
    kind: str,
    sentences: Sequence[str],
    language: str,
    known: Known,
    verdicts: Sequence[str],
    checks: Sequence[Callable[[Page], Iterator[str]]],
) -> list[str]:
    told = [read(kind, language, each) for each in sentences]
    unread = [f"not read: {text}" for text, each in zip(sentences, told, strict=True) if not each]
    if unread:
        return unread
    page = Page([each for each in told if each], known)
    if page.verdict.name not in verdicts:
        return [f"no verdict: {page.verdict.text}"]
    return [wrong for check in checks for wrong in check(page)]


# -- a line of damages -----------------------------------------------------------------------------

WORTHS = ("loss", "loss-beyond", "once")
PARTS = ("part-whole", "part-started", "part-pro-rata")


def periods_of(spans: Sequence[Told], part: str, days: int) -> Iterator[Fraction]:
    """The periods in each span, late day by late day: full ones, begun ones, or parts of one."""
    number = 0  # late days so far, over all spans
    for span in spans:
        found, day = Fraction(0), span.says["first"]
        while day <= span.says["last"]:
            if part == "part-pro-rata":
                found += Fraction(1, days)
            elif number % days == (days - 1 if part == "part-whole" else 0):
                found += 1
            number, day = number + 1, day + ONE_DAY
        yield found


def spans_add_up(page: Page) -> Iterator[str]:
    """Each span has the periods of its days; their sums are rounded running totals."""
    spans, part = page.all("span"), page.last(*PARTS)
    if not spans or part is None:
        yield from ("spans without periods" for _ in spans)
        return
    exact = Fraction(0)
    for span, periods in zip(spans, periods_of(spans, part.name, part.says["days"]), strict=True):
        shown = Fraction(str(span.says["periods"]))
        if shown != periods:
            yield f"{periods} periods: {span.text}"
        rate = span.says.get("rate")
        before = half_up(exact)
        exact += periods * Fraction(span.says["base"]) * (_value(rate) if rate else 1)
        if half_up(exact) - before != span.says["amount"]:
            yield f"{half_up(exact) - before}: {span.text}"


def line_account(page: Page) -> Iterator[str]:
    """What is before the cap, what it leaves, what was settled and waived of it, what is open."""
    worth = sum((each.says["amount"] for each in page.all(*WORTHS, "span")), NOUGHT)
    capped, says = page.last("capped"), page.verdict.says
    if capped and (capped.says["uncapped"] != worth or capped.says["amount"] >= worth):
        yield f"before the cap {worth}: {capped.text}"
    counts = capped.says["amount"] if capped else worth
    if counts != says["amount"]:
        yield f"by the page {counts}: {page.verdict.text}"
    left = counts - sum(each.says["amount"] for each in page.all("settled", "waived"))
    if left != says["open"] - says.get("beyond", NOUGHT):
        yield f"by the page {left} is left: {page.verdict.text}"


def caps_hold(page: Page) -> Iterator[str]:
    """No more than the cap counts, but what was settled; what a cap leaves is said where it bites."""
    cap, says = page.last("cap-contract", "cap-breach"), page.verdict.says
    above = page.last("above-cap")
    if (cap is not None and says["amount"] > max(cap.says["cap"], NOUGHT)) != (above is not None):
        yield f"above the cap, and told or not: {page.verdict.text}"
    if above and (
        above.says["amount"] != says["amount"] or not cap or above.says["cap"] != cap.says["cap"]
    ):
        yield f"other sums: {above.text}"
    if above and "returned" in above.says:
        if above.says["returned"] != sum(each.says["amount"] for each in page.all("waived")):
            yield f"not what was waived: {above.text}"
        if says["amount"] > above.says["cap"] + above.says["returned"]:
            yield f"more than the cap and what came back: {above.text}"
    if page.last("capped") and not cap:
        yield "a cap that nobody told"
    beyond = page.last("loss-beyond")
    if beyond and beyond.says["proven"] - beyond.says["inside"] != beyond.says["amount"]:
        yield f"not the rest: {beyond.text}"


def line_figures(page: Page) -> Iterator[str]:
    """The page says what the row of figures says."""
    row, says = page.known.row, page.verdict.says
    for key in ("amount", "open"):
        figure = row.get(key, row["amount"])
        if Decimal(figure) != says[key]:
            yield f"{key}: {says[key]} on the page, {figure} in the row"
    if page.as_of.isoformat() != row["as_of"]:
        yield f"another day: {page.verdict.text}"
    reached = page.last("cap-reached")
    if (reached.says["on"].isoformat() if reached else None) != row["cap_reached_on"]:
        yield "the day on which the cap was reached"


LINE_CHECKS: list[Callable[[Page], Iterator[str]]] = [
    lambda page: equations(page.told),
    spans_add_up,
    line_account,
    caps_hold,
    line_figures,
]


def line(sentences: Sequence[str], language: str, known: Known) -> list[str]:
    """What is wrong with the explanation of a line of damages."""
    return _judged("damages", sentences, language, known, ("verdict",), LINE_CHECKS)


# -- a guarantee -----------------------------------------------------------------------------------

FORMS = {"现金": "money", "保函": "a letter"}
LETTERS = ("保函", "a letter")
GUARANTEE_VERDICTS = "projected waiting due payable overdue paid-up paid-late cancelled open done"


def by_form(page: Page, form: str, *names: str) -> Decimal:
    """The sums of one form in the sentences of these names."""
    told = [e for e in page.all(*names) if FORMS.get(e.says["form"], e.says["form"]) == form]
    return sum((each.says["amount"] for each in told), NOUGHT)


def drawers(page: Page) -> dict[str, Decimal]:
    """What was lodged of each form and neither kept nor taken the place of."""
    gone = sum((each.says.get("replaces", NOUGHT) for each in page.all("lodged")), NOUGHT)
    return {
        form: by_form(page, form, "lodged") - by_form(page, form, "claimed") - taken
        for form, taken in (("money", NOUGHT), ("a letter", gone))
    }


def parts_of_what_lies_there(page: Page) -> Iterator[str]:
    """Each share is of what was lodged and not kept; it is that share, up to what rounding leaves."""
    whole = drawers(page)
    for each in page.all("part", "part-ahead"):
        says = each.says
        worth = half_up(Fraction(says["of"]) * _value(says["share"]))
        if worth != says.get("alone", says["amount"]):
            yield f"that share is {worth}: {each.text}"
        if each.name == "part" and says["of"] != whole[FORMS.get(says["form"], says["form"])]:
            yield f"not what lies there: {each.text}"


def lodging_figures(page: Page) -> Iterator[str]:
    """What is asked for, held and missing, by the page and by the row of figures."""
    row, says, asked = page.known.row, page.verdict.says, page.last("share", "to-lodge")
    if "held" not in row or asked is None:
        return
    held = sum(drawers(page).values()) - sum(e.says["amount"] for e in page.all("back"))
    if (Decimal(row["held"]), Decimal(row["amount"])) != (held, asked.says["amount"]):
        yield f"{held} is held, {row['held']} of {row['amount']} in the row: {asked.text}"
    if says.get("held", held) != held:
        yield f"{held} is held: {page.verdict.text}"
    if says.get("lacking", NOUGHT) not in (NOUGHT, asked.says["amount"] - held):
        yield f"not what is missing: {page.verdict.text}"
    if row["lodge"]["done_on"] != (str(says["done_on"]) if "done_on" in says else None):
        yield f"another day: {page.verdict.text}"


def part_figures(page: Page) -> Iterator[str]:
    """The page says what the row of figures says, and no more goes back than the part comes to."""
    row, says = page.known.row, page.verdict.says
    if "held" in row:
        return
    money = [e for e in page.all("part", "part-ahead") if e.says.get("form") not in LETTERS]
    amount = sum((each.says["amount"] for each in money), NOUGHT)
    if Decimal(row["amount"]) != amount:
        yield f"{amount} by the page, {row['amount']} in the row"
    if Decimal(row["outstanding"]) != says.get("outstanding", NOUGHT):
        yield f"{row['outstanding']} in the row: {page.verdict.text}"
    if says.get("outstanding", NOUGHT) > amount:
        yield f"more than the part: {page.verdict.text}"
    if (row["paid_on"] or "") != str(says.get("paid_on", "")):
        yield f"another day: {page.verdict.text}"


def guarantee_days(page: Page) -> Iterator[str]:
    """The deadline is the row's; days late and left go by it."""
    row, says, told = page.known.row, page.verdict.says, page.last("deadline")
    due = row["lodge"]["due_on"] if "held" in row else row["due_on"]
    if due != (str(told.says["on"]) if told else None):
        yield f"{due} in the row: {told.text if told else page.verdict.text}"
    if str(page.as_of) != row["as_of"]:
        yield f"another day: {page.verdict.text}"
    if not told:
        return
    last = says.get("paid_on", page.as_of)
    if "late" in says and (last - told.says["on"]).days != says["late"]:
        yield f"{(last - told.says['on']).days} days late: {page.verdict.text}"
    if "left" in says and page.known.walks:
        left = sum(map(page.known.worked, days_between(page.as_of + ONE_DAY, told.says["on"])))
        if left != says["left"]:
            yield f"{left} working days are left: {page.verdict.text}"


GUARANTEE_CHECKS: list[Callable[[Page], Iterator[str]]] = [
    lambda page: equations(page.told),
    parts_of_what_lies_there,
    lodging_figures,
    part_figures,
    guarantee_days,
    from_step_to_step,
    windows_and_laws,
]
GUARANTEE_WALKS: list[Callable[[Page], Iterator[str]]] = [
    counted_to_the_deadline,
    named_days,
    it_starts_where_it_says,
    moved_off,
    runs_of_days,
]


def guarantee(sentences: Sequence[str], language: str, known: Known) -> list[str]:
    """What is wrong with the explanation of a guarantee's lodging, or of a part that goes back."""
    checks = [*GUARANTEE_CHECKS, *(GUARANTEE_WALKS if known.walks else ())]
    return _judged("guarantee", sentences, language, known, GUARANTEE_VERDICTS.split(), checks)


# -- an answer in JSON -----------------------------------------------------------------------------


Wall = Callable[[date], bool]  # whether a day is worked


def answer(data: dict[str, Any], walls: dict[str, Wall], years: range) -> list[str]:
    """What is wrong with an answer of `explain`; days are walked where a calendar holds them."""
    steps = data.get("steps", []) if "explained" not in data else data["explained"]
    words = [step["words"] for step in steps]
    language = "zh" if any("截至" in text for text in words[-1:]) else "en"
    named = next((str(step["calendar"]) for step in steps if "calendar" in step), "")
    worked = walls.get(named, lambda _: True)
    if "explained" in data:
        return line(words, language, Known(worked, data))
    near = all(date.fromisoformat(day).year in years for day in re.findall(DAY, " ".join(words)))
    judge = guarantee if "held" in data or data.get("kind") == "guarantee" else instalment
    return judge(words, language, Known(worked, data, walks=named in walls and near))
