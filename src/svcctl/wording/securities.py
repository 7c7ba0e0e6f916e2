"""What the supplier lodges as security: 履约保证金 and 质保金, how much, by when, and when it goes back."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from svcctl.wording.found import Clause, Question, Reading, Row, Value
from svcctl.wording.moments import moment
from svcctl.wording.numerals import SHARE, SUM, plainly, share_of, sum_of
from svcctl.wording.papers import papers_of
from svcctl.wording.reserved import BASE_BEFORE, CHOICE, is_unlike
from svcctl.wording.running import Run, article_of, masked, run_of, sentences
from svcctl.wording.spoken import CONTRACT, Token, between, tokens_of
from svcctl.wording.topics import FOREIGN, PAYING, own, twice

_BOND = re.compile("履约保证金|履约担保|履约保函|质量?保证金|质保金")
# 食品安全保证金, 押金: securities of other kinds, which are asked for
_OTHER = re.compile("(?<!履约)(?<!质量)(?:保证金|押金|风险金)")
_NONE = re.compile(
    "(?:不|无需|免于?|免予|无须|不再)(?:收取?|缴纳?|交纳?|提供|提交|设|要求|递交|需)[^，。；\n]{0,8}(?:履约|质保|保证金)|(?:履约保证金|履约担保|质保金)(?:金额)?(?:[:：为])?(?:不收取|免收|不要求|无需|无(?![\\w])|不适用|/)"
)
_LODGE = re.compile("缴纳|交纳|提交|递交|提供|缴存|支付|交付|存入|汇入")
_RETURN = re.compile("退还|返还|退回|无息退|予以退|释放|解除")
_EVENT = re.compile("完毕|届满|期满|到期|完成|结束|移交|结清|终止")
_OF = re.compile(rf"{CONTRACT}(?:的)?(?={SHARE})")
_TERM_OVER = re.compile(
    "^(?:且|在|自|于|并)?(?:服务|合同)?(?P<over>期(?:限)?(?:届)?满)(?=[\\d一二三四五六七八九十半])"
)
_GIVER = "(?<![向给对由])(?:乙方|成交供应商|供应商|中标人|成交人|卖方)"
_HANDED_IN = re.compile(
    f"{_GIVER}[^，。；\n]{{0,40}}?(?:缴纳|交纳|提交|递交|提供|缴存|存入|汇入|向(?:甲方|采购人|买方)支付)"
)
# 小微企业减半, 以保函方式的为5万元: of several sums one depends on what is chosen
_VARIES = re.compile(
    "减半|减免|小微|中小企业|监狱企业|[如若](?:乙方|供应商)?(?:选择|采用|以)|方式[^，。；]{0,6}的[，为]"
)
_BY_YEARS = re.compile("分[两二三四五\\d](?:次|期|年)|逐年|每年|按年|滚动")
_BEFORE_SIGNING = re.compile("(?:签订|签署|签约)(?:本)?(?:合同|协议)?(?:之)?(?:前|时)|同时")
# 从履约保证金中扣2000元, 扣减后7日内补足: what is taken of it is not how much it is
_TAKEN = re.compile(
    "(?:从|在|用|以)[^，。；]{0,12}(?:保证金|保函|质保金)[^，。；]{0,6}(?:扣|抵|冲)|(?:扣除|扣减|扣罚|扣)[^，。；\\d]{0,6}(?:保证金|质保金)|扣[减除罚完]?[^。；]{0,16}(?:补足|补缴|补交)"
)
NO_SUM = "asked.bond-none"  # no sum is named at all, which leaves a duty
_LOST = re.compile("不予退还|不退还|没收|不予返还|扣除履约|予以没收")


def _how_much(text: str, run: Run) -> tuple[dict[str, Value], str]:
    """Its share or its amount; both only where nothing else is named, and no bound stands before."""
    shares = list(re.finditer(SHARE, text))
    sums = list(re.finditer(SUM, text))
    if re.search(
        "取其|孰[低高]|较[低高]|或者?(?=人民币|[\\d¥])|不超过|不得超过|不高于|最高|以内|__|[Xx×]{2,}|(?<![\\d一二三四五六七八九十])%",
        text,
    ):
        return {}, "asked.bond-amount"
    if len(shares) == 1:
        value = share_of(shares[0][0])
        based = any(
            match.end() == shares[0].start() and BASE_BEFORE.search(text[: match.start()])
            for match in _OF.finditer(text)
        )
        if value and value.endswith("%") and based:
            return {"share": run.value(value, *shares[0].span())}, ""
        return {}, "asked.bond-amount"
    values = {sum_of(match[0]) for match in sums}
    if not shares and not sums:
        return {}, NO_SUM
    if not shares and len(values) == 1 and None not in values:
        return {"amount": run.value(values.pop() or "", *sums[-1].span())}, ""
    return {}, "asked.bond-amount"


def _due(tokens: Sequence[Token], run: Run, prefix: str, key: str) -> tuple[dict[str, Value], str]:
    """The keys of `lodge` or of a return's due, by the words of its sentence."""
    found = moment([t for t in tokens if t.kind not in ("hidden", "bond-in")], run, "once")
    if found.asks or "agreed" in found.keys:
        return {}, "asked.bond-day"
    keys = dict(found.keys)
    papers = papers_of([t for t in tokens if t.kind != "bond-in"], run)
    if papers and keys.get("after", Value("receipt", run.clause.lines[0], "")).value != "receipt":
        return {}, "asked.bond-day"  # of two events one alone can be written
    if "after" in keys and keys["after"].value == "receipt":
        if len(papers) != 1:
            return {}, "asked.bond-day"
        keys["after"] = keys["after"]._replace(value=f"receipt:{key or papers[0].key}")
    return {f"{prefix}.{name}": value for name, value in keys.items()}, ""


def _papers(tokens: Sequence[Token], run: Run) -> list[Row]:
    """The papers that a return waits for."""
    return [
        Row(
            "deliverables",
            ({"title": paper.title} if paper.title else {})
            | {"every": run.value("once", paper.token.start, paper.token.end)}
            | article_of(run),
            {"key": paper.key} | ({} if paper.title else {"title": paper.made}),
        )
        for paper in papers_of([t for t in tokens if t.kind != "bond-in"], run)
    ]


class _Bond:
    """One guarantee as its sentences add up."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.values: dict[str, Value] = {}
        self.asked: list[tuple[str, str, Clause]] = []
        self.returns: list[dict[str, Value]] = []
        self.papers: list[Row] = []
        self.run: Run | None = None
        self.unsaid = False  # no sentence names a sum

    def ask(self, path: str, asks: str, clause: Clause) -> None:
        """Leave something open."""
        if asks:
            self.asked.append((path, asks, clause))

    def lodged(self, text: str, start: int, run: Run) -> None:
        """A sentence that says how much is lodged, and by when."""
        local = run._replace(text=text, places=run.places[start : start + len(text)])
        self.run = self.run or run
        if "share" not in self.values and "amount" not in self.values:
            found, asks = _how_much(text, local)
            if (
                _VARIES.search(run.text)
                or _BY_YEARS.search(text)
                or is_unlike(text)
                or CHOICE.search(text)
            ):
                found, asks = {}, "asked.bond-amount"
            self.values |= found
            self.unsaid = asks == NO_SUM
            self.ask("share", "asked.bond-amount" if self.unsaid else asks, run.clause)
        way = re.search("(?:以|采用|通过)[^，。；]{0,24}(?:形式|方式)", text)
        told = range(*way.span()) if way else range(0)
        tokens = [token for token in tokens_of(text) if token.start not in told]
        if any(t.kind in ("period", "date", "due-day", "within") for t in tokens):
            due, asks = _due(tokens, local, "lodge", "")
            self.values |= due
            self.ask("lodge", asks, run.clause)
        elif _BEFORE_SIGNING.search(text):
            self.ask("lodge", "asked.bond-day", run.clause)

    def returned(self, text: str, start: int, run: Run) -> None:
        """A sentence that says when it goes back: whole, in parts, or each part by its own day."""
        parts = _parts(text)
        for at, (begin, end) in enumerate(parts):
            words = text[begin:end]
            local = run._replace(
                text=words, places=run.places[start + begin : start + begin + len(words)]
            )
            self._part(local, run.clause, at > 0)

    def _part(self, local: Run, clause: Clause, further: bool) -> None:
        self.run = self.run or local
        text, tokens = local.text, tokens_of(local.text)
        before = self.returns[-1].get("due.after") if further and self.returns else None
        ended = before is not None and before.value == "term-end"
        again = _TERM_OVER.search(text) if ended else None
        if again:  # 期满3个月后, of the term whose end the part before names
            term = Token("term-over", *again.span("over"), again["over"])
            tokens = [term, *(t for t in tokens if t.start >= term.end - 1 and t.kind != "full")]
        due, asks = _due(tokens, local, "due", "")
        shares = [t for t in tokens if t.kind == "share"]
        # 合同履行完毕并验收合格后: of two events one alone is known
        other = _EVENT.search(between(tokens, text, 0, len(text)))
        if asks or other or len(shares) > 1 or re.search("扣除[^，。；]{0,20}(?:余额|剩余)", text):
            self.ask("returns", asks or "asked.bond-day", clause)
            return
        whole = re.search("全额|全部|一次性|剩余|余下|余额|其余", text)
        verb = _RETURN.search(text)
        if verb is None:
            return
        if shares:
            told = local.value(share_of(shares[0].text) or "", shares[0].start, shares[0].end)
        else:
            at = whole or verb
            told = local.value("rest", *at.span())
        self.returns.append({"share": told} | due)
        self.papers += _papers(tokens, local)

    def row(self) -> Row | None:
        """The guarantee, its returns' shares adding up to the whole."""
        if self.run is None or not ({"share", "amount"} & set(self.values) or self.asked):
            return None
        values = dict(self.values)
        if any(path == "returns" for path, _, _ in self.asked):
            # of several returns one is unclear: what 其余 comes to would be a guess
            self.returns, self.papers = [], []
        if self.unsaid and not self.returns and not {"share", "amount"} & set(values):
            return self._duty(values)
        first = next(iter(values.values()), None)
        if first is not None:
            values["who"] = first._replace(value="supplier")
        known = sum(
            (Decimal(r["share"].value[:-1]) for r in self.returns if r["share"].value != "rest"),
            Decimal(0),
        )
        rests = [r for r in self.returns if r["share"].value == "rest"]
        if len(rests) > 1 or (not rests and self.returns and known != 100) or known > 100:
            self.ask("returns", "asked.bond-shares", self.run.clause)
            return self._made(values)
        for at, each in enumerate(self.returns):
            told = each["share"]
            if told.value == "rest":
                each["share"] = told._replace(value=plainly(100 - known) + "%")
            values |= {f"returns[{at}].{name}": value for name, value in each.items()}
        return self._made(values)

    def _duty(self, values: Mapping[str, Value]) -> Row | None:
        """A bond of no known sum: that it is handed in, by when, is all that can be kept."""
        assert self.run is not None
        due = {
            path.replace("lodge.", "due."): value
            for path, value in values.items()
            if path.startswith("lodge.")
        }
        self.asked = [("", asks, clause) for _, asks, clause in self.asked]
        if not due:
            return None
        first = next(iter(due.values()))
        name = "履约保函" if "保函" in self.run.text else "履约保证金"
        made = {"key": "performance-bond", "title": f"递交{name}"}
        named = re.search(_GIVER, self.run.text)
        said = self.run.value("supplier", *named.span()) if named else None
        who = {"who": said or first._replace(value="supplier")}
        return Row("obligations", who | due | article_of(self.run), made)

    def _made(self, values: dict[str, Value]) -> Row | None:
        assert self.run is not None
        if not values:
            return None
        bond = self.kind == "bond"
        made = {
            "key": "performance-bond" if bond else "warranty-bond",
            "title": "履约保证金" if bond else "质量保证金",
        } | ({} if "who" in values else {"who": "supplier"})
        return Row("guarantees", values | article_of(self.run), made)


def _other(text: str) -> bool:
    """Whether a sentence has a security of another kind lodged."""
    lodged = _LODGE.search(text) and re.search(f"{SHARE}|{SUM}", text)
    return bool(
        lodged and _OTHER.search(text) and not _BOND.search(text) and not FOREIGN.search(text)
    )


def _sorted(clauses: Sequence[Clause]) -> tuple[dict[str, _Bond], list[Question]]:
    """The sentences about each bond, gathered."""
    bonds: dict[str, _Bond] = {}
    questions: list[Question] = []
    for clause in clauses:
        run = run_of(clause)
        text, open_choice = masked(run.text)
        if open_choice and _BOND.search(run.text):
            questions.append(Question("guarantees", "asked.option", clause.lines[0]))
            continue
        headed = _BOND.search(clause.heading)
        for start, end in sentences(text):
            sentence = text[start:end]
            if _other(sentence) and not PAYING.search(clause.heading):
                questions.append(Question("guarantees", "asked.bond-other", clause.lines[0]))
                continue
            about = _BOND.search(sentence) or (headed if _RETURN.search(sentence) else None)
            if about and not FOREIGN.search(sentence):
                _sentence(sentence, start, run, bonds, questions, about[0])
    return bonds, questions


def _sentence(
    text: str, start: int, run: Run, bonds: dict[str, _Bond], questions: list[Question], name: str
) -> None:
    lost = _LOST.search(text)
    if lost and _LODGE.search(text) and re.search(f"{SHARE}|{SUM}", text):
        questions.append(Question("guarantees", "asked.bond-day", run.clause.lines[0]))
    got = re.search("收到[^，。；]{0,14}(?:保证金|保函|担保)", text)
    if _NONE.search(text) or lost or (got and not _RETURN.search(text)):
        return
    if _TAKEN.search(text) and not _HANDED_IN.search(text) and not _RETURN.search(text):
        return
    kind = "bond" if name.startswith("履约") else "warranty"
    if re.search("(?<!不)(?:改为|修改为|变更为|调整为|转为|转作)", text):
        questions.append(Question("guarantees", "asked.amended", run.clause.lines[0]))
        return
    returning = _RETURN.search(text)
    lodging = _LODGE.search(text) and re.search(f"{SHARE}|{SUM}|内", text)
    if kind == "warranty" and not (lodging and _HANDED_IN.search(text)) and kind not in bonds:
        return  # kept back from a payment, not lodged
    bond = bonds.setdefault(kind, _Bond(kind))
    if not returning and (lodging or re.search(f"{SHARE}|{SUM}", text)):
        bond.lodged(text, start, run)
    elif returning:
        cut = _lodging_ends(text, returning.start())
        if cut:
            bond.lodged(text[:cut], start, run)
        bond.returned(text[cut:], start + cut, run)


def _parts(text: str) -> list[tuple[int, int]]:
    """The parts of a sentence that each say a return with a share or the rest, else the whole of it."""
    spans, at = [], 0
    for piece in text.split("，"):
        spans.append((at, at + len(piece)))
        at += len(piece) + 1
    told = [
        bool(_RETURN.search(text[a:b]) and re.search(f"{SHARE}|剩余|余下|余额|其余", text[a:b]))
        for a, b in spans
    ]
    return spans if len(spans) > 1 and all(told) else [(0, len(text))]


def _lodging_ends(text: str, returning: int) -> int:
    """Where 缴纳…的履约保证金，… ends within a sentence that says the return too, or 0."""
    verb = _LODGE.search(text, 0, returning)
    comma = text.find("，", verb.end(), returning) if verb else -1
    told = text[: max(comma, 0)]
    return comma if re.search(f"{SHARE}|{SUM}", told) and _BOND.search(told) else 0


def read(clauses: Sequence[Clause]) -> Reading:
    """The guarantees of a contract, and the papers that their return waits for."""
    if twice(clauses):
        return Reading({}, (), ())
    bonds, questions = _sorted(own(clauses) or clauses)
    rows: list[Row] = []
    at = 0
    for bond in bonds.values():
        row = bond.row()
        place = f"guarantees[{at}]" if not row or row.table == "guarantees" else "guarantees"
        questions += [
            Question(f"{place}.{path}" if path else "guarantees", asks, clause.lines[0])
            for path, asks, clause in bond.asked
        ]
        if row:
            rows += [*bond.papers, row]
            at += row.table == "guarantees"
    return Reading({}, tuple(rows), tuple(questions))
