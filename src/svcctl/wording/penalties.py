"""Damages: who pays what to whom for which breach, of what base, up to what, and beside which loss."""

import re
from collections.abc import Iterator, Mapping, Sequence

from svcctl.wording.breaches import (
    CAP,
    CAP_SUM,
    DELAY,
    INCLUDED,
    KINDS,
    LATE_RATE,
    PENALTY,
    PURCHASER,
    SUPPLIER,
    Piece,
    kind_of,
    only_loss,
    payer_of,
    pieces_of,
    says_nothing,
    states,
)
from svcctl.wording.found import Clause, Question, Reading, Row, Value
from svcctl.wording.numerals import PERIOD, SHARE, SUM, period_of
from svcctl.wording.owed import TERMINATE, cap_of, how_much
from svcctl.wording.reserved import BOUND, CHOICE, STEPS, is_unlike
from svcctl.wording.running import article_of, run_of
from svcctl.wording.tiers import tiers_of
from svcctl.wording.topics import PENALTIES, own, twice
from svcctl.wording.unused import unexplained

_TOO_LONG = 60000
_REACHED = re.compile(
    rf"(?:达到?|超过|满)(?:前述|上述|该|违约金|扣款|累计)*(?:上限|限额|最高限额|最高额)(?:的|时|后)?[，]?(?:{PURCHASER}|{SUPPLIER}|对方|另一方|守约方)?(?:可以?|有权)[^，。；]{{0,6}}(?:解除|终止)"
)
_GATE = re.compile(
    "(?:经)?(?:双方)?协商(?:仍)?(?:不成|未果|不能达成一致|无法达成一致|不一致|达不成一致)"
)
_LOSS = re.compile(
    r"(?P<beside>(?:并|且|还应?|同时|另|此外|并应?|并须)(?:应当?|须|需)?(?:负责)?(?:承担|赔偿|偿付)[^，。；\n]{0,20}(?:损失|损害|增加的费用|额外费用)|赔偿责任，(?:并|且|同时|还|另)应?(?=[^，。；\n]{0,8}支付违约金))|违约方(?:应当?|须|需)?(?:承担|赔偿)[^，。；\n]{0,20}(?:损失)"
)
# 每次扣500元, under whatever heading
_DOCKED = re.compile(
    rf"每(?:人每)?(?:发生|出现|发现)?(?:一|1)?(?:人次|次|起|例|处)[^，。；\n\d]{{0,6}}(?:扣|处罚|罚款)[^，。；\n\d]{{0,4}}{SUM}"
)
# money taken off or paid for a breach, in a form that no rule reads: asked, never left out
_TAKES = re.compile(
    rf"(?:扣(?:除|减|罚|款|发)?|减收|减免|减半|处罚|罚款|处以|加收)[^，。；\n]{{0,14}}(?:{SUM}|{SHARE}|[\d二两三]倍|当日)|(?:{SHARE}|{SUM}|[\d二两三]倍)的?(?:扣款|扣减|罚款|补偿|赔偿)"
    rf"|退还[^，。；\n]{{0,12}}{SHARE}|赔偿[^，。；\n]{{0,6}}{SUM}|双倍|[2两二三]倍返还|费用?(?:减半|不予支付)|(?:{SHARE}|[一二两三\d]个月[^，。；\n]{{0,8}})(?:作为)?的?(?:补偿|违约金)"
)
# 每发生一次…，从保证金中扣2000元: a price of each breach, whatever it is taken from
_EACH_TIME = re.compile(
    r"每(?:发生|出现|发现|有|缺|少|逾期|迟|延误?)?(?:一|1)?(?:人次|次|起|例|处|[日天人])[^。；]*扣"
)
# 每迟一日支付800元, without a name for it: asked, wherever it stands
_LATE_SUM = re.compile(
    rf"每(?:迟|逾期|延迟|延误|延期|晚|拖延|推迟)[^，。；\n]{{0,8}}(?:支付|付|赔偿|缴纳)[^，。；\n]{{0,8}}{SUM}"
)
_KEPT = re.compile("保证金|质保金|保留金|尾款|预付款|税|下浮|工资|\\d分(?!钟)")
_SCORED = re.compile("考核|评分|考评|付款|支付|结算")
_BOUNDED = f"(?:不(?:得)?超过|不高于|为限|封顶|上限)[^。；]{{0,20}}(?:{SHARE}|{SUM})|(?:{SHARE}|{SUM})(?:为限|封顶|为上限)"
_PATHS = {
    "asked.pool": ".cap.pool",
    "asked.loss": ".loss",
}  # what a question is about, where it is one key
# 提前解约应支付年度服务费的20%, under whatever heading
_ENDED_EARLY = re.compile(
    rf"提前(?:解约|解除|终止|退租)[^。；\n]{{0,20}}(?:支付|补偿|赔偿)[^。；\n]{{0,20}}(?:{SHARE}|{SUM})"
)
_OF_ONE = ("amount-overdue", "amount-in-breach", "instalment", "year-price")
# what is said of a loss in another way than beside the rate or within it: 另行赔偿, 全部责任由…承担
_SPEAKS = re.compile(
    r"损失|损害|(?<!违约)责任(?![人心区制])|(?:另行?|全额|全部|照价|依法|如数|足额|据实)[^，。；\n]{0,4}赔偿|赔偿(?=[，。；\n]|$|责任)"
)
_OF_ANY = ("breach", "other-breach", "termination")  # what a sentence about no one breach is called
# 每逾期一日, whose sentence does not say what is late
_LATE_IN = re.compile(
    f"(?:{DELAY.pattern})(?=[\u4e00-\u9fff])(?!的|[一两]|[日天每时达满按仍未应款]|超过|期间|部分|金额|支付|付款|合同|约定)"
)
_UNPAID = re.compile(
    "(?:未|不|没有|拒绝|怠于|无故)[^，。；\n]{0,10}(?:付款|支付(?!违约金)|付费|结算)|付款义务|欠[付款费]"
)
# what must be, beside the delay, that a payment late is charged for
_HELD = re.compile(
    "除外|除非|催告|催款|催缴|财政|到位|审批|非因|(?:(?<!原)因|由于)(?![甲此故其]|自身|采购|买方|逾期|委托)|且|经乙方|经供应商|保证金|质保金|押金|工资|仅|试运行|第[一二三四五1-5]年"
)
_MARKET = re.compile("LPR|市场报价利率|同期[^，。；]{0,12}利率|贷款利率|存款利率|基准利率")
_OF_BOTH = re.compile(
    "(?:双方|各方|任何一方|任一方)[^，。；]{0,10}违约金[^，。；]{0,6}(?:均|都|总|累计|合计|最高|不)|违约金[^，。；]{0,6}[均都](?:不|以|最高)"
)
_UNREADABLE = re.compile(
    r"双倍|[二两三]倍|__|[Xx×]{2,}|%[~～至—\-]|(?<![\d一二三四五六七八九十百])%"
)


def _terminates(piece: Piece, caps: Mapping[str, Value]) -> tuple[dict[str, Value], str]:
    """The days of delay after which the other may end it: 超过60天 only, 满60天 is another number."""
    text = piece.text
    if not re.search("解除|终止", text):
        return {}, ""
    if (reached := _REACHED.search(text)) and not TERMINATE.search(text):
        if not caps:
            return {}, "asked.termination"
        return {"terminate_when": piece.value("cap", *reached.span())}, ""
    found = list(TERMINATE.finditer(text))
    if len(found) != 1:
        return {}, "asked.termination" if re.search(PERIOD, text) else ""
    match = found[0]
    length = period_of(match["days"])
    if not length or length.unit != "calendar-day" or match["over"] not in ("超过", "逾"):
        return {}, "asked.termination"
    if re.match("以上", text[match.end("days") :]):
        return {}, "asked.termination"
    value = piece.value(str(length.length), match.start("over"), match.end("days"))
    return {"terminate_after_days": value}, ""


def _rule(piece: Piece) -> tuple[Row | None, list[str]]:
    """One rule of damages, or what is asked."""
    text = piece.text
    if barred := _barred(text):
        return None, [barred]
    caps, spans, asks = cap_of(piece)
    if says_nothing(text) and (tiers_of(text, spans) == [] or not re.search(SHARE, text)):
        return None, ["asked.damages"] if re.search(f"[但或].*(?:{SHARE}|{SUM})", text) else []
    who = payer_of(piece)
    if who is None:
        return None, ["asked.payer"]
    row, asks_too = how_much(piece, spans)
    stops, asks_stop = _terminates(piece, caps)
    asked = [each for each in (asks, asks_too, asks_stop) if each]
    if asks or asks_too or (not row and not only_loss(text)):
        return None, asked or ["asked.damages"]
    if unexplained(piece):
        return None, ["asked.damages-figures"]
    values, asks = _values(piece, who, row, caps)
    if not values:
        return None, [asks]
    asked += [asks] if asks else []
    values |= stops | _loss(piece, bool(row)) | _deduct(piece)
    made = {"key": kind_of(text, who[0])}
    if row and "loss" not in values:
        if _SPEAKS.search(text):
            asked.append("asked.loss")
        else:
            made["loss"] = "included"  # what the law says where the contract says nothing
    return Row("damages", values | article_of(piece.run), made), asked


def _barred(text: str) -> str:
    """What is asked of a sentence that no rule can be read from, whatever it names."""
    if _UNREADABLE.search(text) or is_unlike(text):
        return "asked.damages"
    return "asked.rates" if any(w.search(text) for w in (BOUND, CHOICE, STEPS)) else ""


def _values(
    piece: Piece, who: tuple[str, int, int], row: dict[str, Value], caps: dict[str, Value]
) -> tuple[dict[str, Value], str]:
    """Who pays how much for what, up to what, and what is asked; nothing where it hangs on more."""
    text, asks = piece.text, ""
    kind = kind_of(text, who[0])
    late = re.search(KINDS[0][1], text)
    paying = kind == "late-payment" and late and who[0] == "purchaser"
    if paying and (_HELD.search(text) or not {"per.days", "amount"} & set(row)):
        return {}, "asked.damages"  # it follows by itself: whatever else must be is asked
    if who[0] == "purchaser" and not paying and _may_be_payment(text):
        return {}, "asked.damages"
    purpose = "late-payment" if paying else "recorded-breach"
    if not paying:
        row, caps = _in_breach(row, "base"), _in_breach(caps, "cap.of")
    if _is_either_pool(caps):
        caps = {key: value for key, value in caps.items() if key != "cap.pool"}
        asks = "asked.pool"
    span = late.span() if kind == "late-payment" and late else (who[1], who[2])
    values = {"payer": piece.value(who[0], who[1], who[2]), "for": piece.value(purpose, *span)}
    values |= row | caps
    if gate := _GATE.search(text):
        values["gate"] = piece.value("negotiation-failed", *gate.span())
    return values, asks


def _may_be_payment(text: str) -> bool:
    """Whether what a purchaser is late with, or does not do, may well be the payment: 每逾期一日."""
    late = DELAY.search(text) and not _LATE_IN.search(text)
    if re.search(KINDS[1][1], text):
        return False
    return bool(late or _UNPAID.search(text))


def _in_breach(row: Mapping[str, Value], key: str) -> dict[str, Value]:
    """The row with the amount that is late as the amount in breach, where no payment is late."""
    told = dict(row)
    if key in told and told[key].value == "amount-overdue":
        told[key] = told[key]._replace(value="amount-in-breach")
    return told


def _is_either_pool(caps: Mapping[str, Value]) -> bool:
    """Whether 累计不超过逾期金额的5% may be of each payment or of all of them."""
    of, pool = caps.get("cap.of"), caps.get("cap.pool")
    of_one = of is not None and of.value in _OF_ONE
    return of_one and pool is not None and pool.value == "contract"


def _loss(piece: Piece, rated: bool) -> dict[str, Value]:
    """Whether a loss is owed beside, as far as it goes beyond, or alone."""
    text = piece.text
    if included := INCLUDED.search(text):
        return {"loss": piece.value("included", *included.span())} if rated else {}
    if rated and (beside := _LOSS.search(text)):
        return {"loss": piece.value("beside", *beside.span())}
    return {}


def _deduct(piece: Piece) -> dict[str, Value]:
    """Whether it may be taken off a payment."""
    found = re.search(
        "(?:从|在)[^，。；]{0,16}(?:款|费用?|金)(?:项)?中?(?:直接)?(?:扣除|扣减|抵扣|扣)|(?:直接|予以)?(?:扣除|扣减|抵扣)[^，。；]{0,4}(?:服务费|合同款|当月)",
        piece.text,
    )
    if found is None or re.search("保证金|质保金|押金|保函|担保", found[0]):
        return {}  # 从履约保证金中扣: off no payment
    return {"deduct": piece.value("true", *found.span())}


def _of_all(clauses: Sequence[Clause]) -> dict[str, set[str]]:
    """Who owes a loss under which article by a sentence about any breach; "" where it may be either."""
    found: dict[str, set[str]] = {}
    for clause in clauses:
        if not PENALTIES.search(clause.heading):
            continue
        for piece in pieces_of(clause)[0]:
            text = piece.text
            general = "损失" in text and "赔" in text and kind_of(text, "purchaser") in _OF_ANY
            if not general or states(text) or INCLUDED.search(text):
                continue
            who = payer_of(piece)
            role = who[0] if who and who[0] != "breaching-party" else ""
            found.setdefault(clause.root or clause.article, set()).add(role)
    return found


def _losses_asked(
    found: Sequence[tuple[Row, Clause]], clauses: Sequence[Clause]
) -> tuple[list[Row], list[Question]]:
    """The rules, without a loss where their article says of any breach that losses are made good."""
    owed = _of_all(clauses)
    rows: list[Row] = []
    asked: dict[str, Question] = {}
    for at, (row, where) in enumerate(found):
        root = where.root or where.article
        if "loss" in row.made and owed.get(root, set()) & {"", row.values["payer"].value}:
            row = row._replace(made={k: v for k, v in row.made.items() if k != "loss"})
            ask = Question(f"damages[{at}].loss", "asked.loss", where.lines[0])
            asked.setdefault(root, ask)
        rows.append(row)
    return rows, list(asked.values())


def _about(clauses: Sequence[Clause]) -> list[Clause]:
    mine = own(clauses) or list(clauses)
    headed = [clause for clause in mine if PENALTIES.search(clause.heading)]
    rest = [
        clause
        for clause in mine
        if clause not in headed
        and (
            re.search("违约金|滞纳金|偿付|逾期利息|LPR|市场报价利率", clause.text)
            or LATE_RATE.search(clause.text)
            or _LATE_SUM.search(clause.text)
            or _ENDED_EARLY.search(clause.text)
            or (_MARKET.search(clause.text) and re.search("逾期|延期|迟延|拖欠", clause.text))
            or (
                (_DOCKED.search(clause.text) or _TAKES.search(clause.text))
                and not _SCORED.search(clause.heading)
            )
        )
        and not re.search("保证金|担保", clause.heading)
    ]
    return [clause for clause in mine if clause in headed or clause in rest]


def _at_the_end(piece: Piece) -> list[Piece]:
    """A delay and the end that follows it, each with its own sum: 超过30日可解除合同，并按20%支付…"""
    ends = list(TERMINATE.finditer(piece.text))
    sums = list(re.finditer(f"{SHARE}|{SUM}", piece.text))
    if len(ends) != 1:
        return [piece]
    cut = piece.text.find("，", ends[0].end())
    before = [match for match in sums if match.end() <= ends[0].start()]
    behind = [match for match in sums if cut >= 0 and match.start() > cut]
    if not before or not behind or CAP_SUM.search(piece.text, cut) or CAP.search(piece.text, cut):
        return [piece]
    middle = piece.start + cut
    return [piece._replace(end=middle), piece._replace(start=middle + 1)]


def _plain(text: str) -> bool:
    """Whether a sentence is a rule of damages under whatever heading, without calling it so."""
    return bool(_DOCKED.search(text) or LATE_RATE.search(text))


def _asks_alone(text: str) -> bool:
    """Whether a sentence takes money for a breach in a form that no rule reads."""
    taken = _TAKES.search(text) and (not _KEPT.search(text) or _EACH_TIME.search(text))
    return bool(taken or _ENDED_EARLY.search(text) or _LATE_SUM.search(text))


def _rules(clause: Clause, headed: bool) -> Iterator[tuple[Row | None, list[str], Clause]]:
    pieces, open_choice = pieces_of(clause)
    if open_choice:
        yield None, ["asked.option"], clause
        return
    for piece in [part for whole in pieces for part in _at_the_end(whole)]:
        if re.search("改为|修改为|变更为|调整为", piece.text) and re.search(SHARE, piece.text):
            yield None, ["asked.amended"], clause
        elif _MARKET.search(piece.text) and re.search("逾期|延期|迟延|拖欠|违约", piece.text):
            yield None, ["asked.lpr"], clause
        elif (
            states(piece.text) and (headed or re.search(PENALTY, piece.text) or _plain(piece.text))
        ) or (headed and only_loss(piece.text)):
            yield (*_rule(piece), clause)
        elif headed and re.search(PENALTY, piece.text) and re.search(_BOUNDED, piece.text):
            yield None, ["asked.cap"], clause
        elif _asks_alone(piece.text):
            yield None, ["asked.damages"], clause


def read(clauses: Sequence[Clause]) -> Reading:
    """The rules of damages in the order of the text."""
    if second := twice(clauses):
        return Reading({}, (), (Question("damages", "asked.two-contracts", second.lines[0]),))
    about = _about(clauses)
    if sum(len(clause.text) for clause in about) > _TOO_LONG:
        return Reading({}, (), (Question("damages", "asked.too-long", about[0].lines[0]),))
    found: list[tuple[Row, Clause]] = []
    questions: list[Question] = []
    keys: dict[str, int] = {}
    for clause in about:
        for row, asked, where in _rules(clause, bool(PENALTIES.search(clause.heading))):
            at = f"damages[{len(found)}]" if row else "damages"
            questions += [
                Question(at + _PATHS.get(each, ""), each, where.lines[0]) for each in asked
            ]
            if row:
                key = row.made["key"]
                keys[key] = keys.get(key, 0) + 1
                made = dict(row.made) | ({"key": f"{key}-{keys[key]}"} if keys[key] > 1 else {})
                found.append((row._replace(made=made), where))
    rows, asked_of_loss = _losses_asked(found, about)
    return Reading({}, tuple(rows), (*questions, *asked_of_loss, *_caps_asked(found, about)))


def _caps_asked(
    found: Sequence[tuple[Row, Clause]], clauses: Sequence[Clause]
) -> Iterator[Question]:
    """Rules without a cap, where a sentence caps what both sides pay: 双方违约金总额均不超过…"""
    told = next((clause for clause in clauses if _caps_both(clause)), None)
    for at, (row, _) in enumerate(found):
        if told and not any(key.startswith("cap.") for key in row.values):
            yield Question(f"damages[{at}].cap", "asked.cap-of-both", told.lines[0])


def _caps_both(clause: Clause) -> bool:
    sentences = re.split("[。；\n]", run_of(clause).text)
    return any(_OF_BOTH.search(each) and CAP.search(each) for each in sentences)
