"""Dates to keep that are no payments: what has to be filed, published, handed in or told, by whom."""

import re
from collections.abc import Mapping, Sequence

from svcctl.wording.found import Clause, Question, Reading, Row, Value
from svcctl.wording.moments import moment
from svcctl.wording.numerals import PERIOD, PERIOD_INSIDE, whole
from svcctl.wording.reserved import is_unlike
from svcctl.wording.rolls import rolled
from svcctl.wording.running import Run, article_of, masked, run_of, sentences
from svcctl.wording.spoken import Token, tokens_of
from svcctl.wording.topics import FOREIGN, PAYING, PENALTIES, own, twice

_TOO_LONG = 50000  # signs of one clause: no person wrote it
_PURCHASER = "甲方|采购人|采购单位|采购方|买方|委托方|招标人|发包人|委托人"
_SUPPLIER = "乙方|成交供应商|中标供应商|供应商|中标人|服务商|卖方|受托方|服务方|供方|承包人|成交人"
_BOTH = "甲乙双方|双方|合同双方"
_DUTIES = (  # handle, title, words of the duty
    ("file-original", "合同备案", "备案"),
    ("publish-contract", "合同公告", "(?:合同)?(?:公告|公示)|公开(?:合同|招标结果)"),
    ("keep-file", "合同存档", "存档|归档"),
    ("hand-in-plan", "报送计划方案", "(?:报送|提交|提供|递交|编制|制定|制订)[^，。；\n]{0,20}(?:方案|计划|预案)"),
    ("hand-in-report", "报送报告", "(?:报送|提交|提供|递交|出具)[^，。；\n]{0,20}(?:报告|成果|总结|月报|季报|年报|资料|材料|清单|名单|台账|考勤表|报表|记录)"),
    ("hand-in-list", "报送名单资料", "(?:将|把)[^，。；\n]{1,20}(?:报送|提交|报|交)"),
    ("insurance", "办理保险", "(?:办理|购买|投保)[^，。；\n]{0,16}保险"),
    ("staff", "人员到岗", "(?:派驻|安排|组织)[^，。；\n]{0,16}(?:到岗|进场|入场|到位)"),
    ("handover", "移交资料", "(?:移交|交接)[^，。；\n]{0,16}(?:资料|材料|源代码|账号|文档|工作|数据)?"),
    ("delivery", "完成交付", "完成[^，。；\n]{0,12}(?:开发|部署|建设|测评)"),
    ("training", "组织培训", "(?:组织|开展|完成)[^，。；\n]{0,12}培训"),
)  # fmt: skip
_SKIPPED = re.compile(
    "付款|支付|验收合格后[^，。；]{0,20}支付|违约|解除|不可抗力|逾期|起诉|仲裁|投标|履约保证金|保证金|响应时间|故障|未按[期时]|减收|\\d%"
)
# what else is to be done by a day that follows from the words
_ANY = re.compile(
    r"(?:应当?|须|需|必须|负责|[甲乙]方于)[^，。；\n]{0,60}?(?P<done>(?:共同)?(?P<verb>完成|开展|进行|组织|实施|办理|建立|配备|提供|提交|报送|递交|移交"
    r"|交付|签订|开通|部署|通过|取得|制定|编制)(?!后|之|时|前|起|日)[^，。；\n\0]{2,24})"
)
_CONDITIONAL = re.compile("如|若|未|否则|视为|不得|无需|无须|的，|整改|索赔|异议")
# 期满前30日内, 如甲方要求, 或者, 最迟: what leaves a day or a duty open
_DOUBTED = re.compile(
    rf"前(?:的)?{PERIOD_INSIDE}|(?:不|非)(?:要求|需)[^，。；]{{0,16}}(?:提交|报送|提供)|[如若凡](?!下)|一旦|或者?(?:在|于|自|{PERIOD_INSIDE})|最[迟晚长]|(?:发生|出现)[^，。；]{{0,12}}(?:的|后|时)|视情况|必要时"
)
# 如甲方要求，乙方应于…
_HANGS_ON = re.compile(
    r"(?:[(（]?[\d一二三四五六七八九十]+[)）、.．]|[\d.]+)?(?:如|若|凡|一旦|发生|当[甲乙])"
)
_UNDATED = re.compile(
    r"^[(（]?(?:\d{1,2}[)）、.]?)?(?:[(（]\d[)）])?[甲乙]方(?:应当?|须|需|必须|负责)(?:负责)?(?:向[甲乙]方)?(?:移交|交付)(?P<what>源代码|源程序|全部源代码|系统源代码)(?:及[^，。；\n]{1,12})?$"
)
# 每季度结束后10日内提交两次报告: more often than the rhythm says
_TIMES = re.compile(r"每[^，。；]{0,40}(?<!第)(?:[两二三四五六七八九十2-9]|\d{2,3})\s*次")
_RHYTHM = (
    ("service-year", "每年|每个服务年度|每年度"),
    ("half-year", "每半年"),
    ("quarter", "每季度?"),
    ("month", "每个?月"),
)


# 完成甲方系统部署, 经甲方同意后: a party that is named so does nothing itself
_OBJECT = re.compile(
    "完成|组织|办理|提交|提供|报送|编制|制定|开展|出具|安排|移交|配合|协助|[依根]据|按照?|[经应为](?=[^，]{0,2}$)"
)


def _who(text: str) -> tuple[str, int, int] | None:
    """Whose duty it is: the party named last before the period, else the only one."""
    found = list(
        re.finditer(
            f"(?<![向给对交报送请付还供知示告发])(?:(?P<b>{_BOTH})|(?P<p>{_PURCHASER})|(?P<s>{_SUPPLIER}))",
            text,
        )
    )
    named = {match.lastgroup for match in found}
    if len(named) != 1:
        return None
    match = found[0]
    if _OBJECT.search(re.split("[，、:]", text[: match.start()])[-1]):
        return None
    who = {"b": "both", "p": "purchaser", "s": "supplier"}[match.lastgroup or "b"]
    return who, match.start(), match.end()


def _every(text: str) -> tuple[str, int, int] | None:
    for every, words in _RHYTHM:
        if match := re.search(words, text):
            return every, match.start(), match.end()
    return None


_MONTHS = {  # of which month or quarter a paper is that is due on a day of each
    "month": (
        ("上月|上个月|上一月", "next", "period-end"),
        ("下月|下个月|次月|下一月", "previous", "period-start"),
        ("当月|本月|该月", "same", "period-start"),
    ),
    "quarter": (
        ("上季度?|上一季度?|上个季度?", "next", "period-end"),
        ("当季度?|本季度?|该季度?", "same", "period-start"),
    ),
}


def _days_of(text: str, token: Token, local: Run) -> tuple[str, dict[str, Value], str] | None:
    """每月5日前报送上月…, 次月5日前报送…: which rhythm, which keys of `due`; or what is asked."""
    when, figure = token.part("dd_when"), token.part("dd_day")
    day = whole(figure[0]) if figure else None
    if not when or not figure or token.part("dd_month") or not day or day > 31:
        return None
    name, rest = when[0].rstrip("的"), text[token.end :]
    nextly = name in ("次月", "下月", "下个月")
    every = "month" if nextly or name in ("每月", "每个月") else ""
    if re.match("每季度?(?:首月|第一个月)", name):
        every = "quarter"
    if not every:
        return None
    said = [(month, after) for words, month, after in _MONTHS[every] if re.search(words, rest)]
    if nextly:  # 次月5日前: of the month before in any case
        said = [("next", "period-end")] if said and said[0][0] != "previous" else []
    if len(said) != 1:
        return every, {}, "asked.duty-day"
    month, after = said[0]
    return (
        every,
        {
            "due.day": local.value(str(day), figure[1], figure[2]),
            "due.month": local.value(month, when[1], when[2]),
            "due.after": local.value(after, when[1], when[2]),
        },
        "",
    )


def _undated(text: str, local: Run, run: Run) -> Row | None:
    """A thing to hand over at no day: it stays open until it is done."""
    match = _UNDATED.match(text)
    named = _who(text)
    if not match or not named:
        return None
    made = {"key": "handover", "title": f"移交{match['what']}"}
    return Row("obligations", {"who": local.value(*named)} | article_of(run), made)


def _duty(text: str, run: Run, start: int, before: Value | None) -> tuple[Row | None, str]:
    """One duty with its date, or what is asked; `before` is who did what stands before 并."""
    local = run._replace(text=text, places=run.places[start : start + len(text)])
    key, title, match = _kind(text)
    if match is None:
        return _undated(text, local, run), ""
    if not key and _CONDITIONAL.search(text):
        return None, ""
    tokens = tokens_of(text)
    # the papers of the duty itself start no clock
    tokens = [t for t in tokens if t.kind not in ("handed", "doubt", "if")]
    # 省级以上财政部门 bounds no figure
    tokens = [t for t in tokens if t.kind != "bound" or text[t.start - 1 : t.start] != "级"]
    if not any(t.kind in ("period", "date", "due-day", "year-day") for t in tokens):
        return _undated(text, local, run), ""
    named = _who(text)
    who = local.value(*named) if named else before
    if who is None:
        return None, "asked.duty-who" if key else ""
    due, asks = _due(text, tokens, local)
    if _DOUBTED.search(text) or _TIMES.search(text) or is_unlike(text):
        asks = "asked.duty-day"
    if asks:
        return None, asks if key else ""  # of what no list knows nothing is asked
    made = {"key": key or "duty", "title": _title(match, title)}
    return Row("obligations", {"who": who} | due | article_of(run), made), ""


def _roll(text: str, local: Run, values: Mapping[str, Value]) -> dict[str, Value]:
    keys = {path.removeprefix("due."): value for path, value in values.items()}
    return {f"due.{key}": value for key, value in rolled(text, local, keys).items()}


def _kind(text: str) -> tuple[str, str, re.Match[str] | None]:
    """What is to be done: handle, title and words of the kinds that are known, else the words alone."""
    for key, title, words in _DUTIES:
        if match := re.search(words, text):
            return key, title, match
    return "", "", _ANY.search(text)


def _due(text: str, tokens: Sequence[Token], local: Run) -> tuple[dict[str, Value], str]:
    """Rhythm and day of a duty."""
    of_month = [t for t in tokens if t.kind == "due-day"]
    told = _days_of(text, of_month[0], local) if len(of_month) == 1 else None
    if told:
        every, keys, asks = told
        said = local.value(every, of_month[0].start, of_month[0].end)
        return {"every": said} | keys | _roll(text, local, keys), asks
    if any(
        re.match("之?日?起|至|到|以?后|之后", text[t.end :]) for t in tokens if t.kind == "date"
    ):
        return {}, "asked.duty-day"  # 自…起 is no last day
    rhythm = _every(text)
    found = moment(tokens, local, rhythm[0] if rhythm else "once")
    after = found.keys.get("after")
    if found.asks or "agreed" in found.keys or (after is not None and after.value == "receipt"):
        return {}, "asked.duty-day"
    values = {f"due.{name}": value for name, value in found.keys.items()}
    if "due.date" in values and re.search("上(?:一)?年", text):  # a report of the year before
        values["due.after"] = values["due.after"]._replace(value="year-end")
    values |= _roll(text, local, values)
    return ({"every": local.value(*rhythm)} if rhythm else {}) | values, ""


def _title(match: re.Match[str], title: str) -> str:
    """The duty in its own words where they are short, else by its kind."""
    words = match[0] if title else match["done"]
    if not title:
        return words.removeprefix("共同")[:20]
    return words if 4 <= len(words) <= 20 and "\0" not in words and "\n" not in words else title


def _bare_promise(clauses: Sequence[Clause]) -> Row | None:
    """A promise to lodge a guarantee that names neither a sum nor a day, as bids contain it."""
    for clause in clauses:
        run = run_of(clause)
        match = re.search(
            "承诺[^，。；\n]{0,16}(?:递交|提交|提供|缴纳|交纳)(履约担保|履约保证金|履约保函)",
            run.text,
        )
        if match and clause.part:
            values = {"who": run.value("supplier", *match.span())}
            whole = {"article": Value(clause.part, clause.lines[0], clause.lines[0].text.strip())}
            title = {"title": f"递交{match[1]}"}
            return Row("obligations", values | whole, {"key": "performance-guarantee"} | title)
    return None


def read(clauses: Sequence[Clause]) -> Reading:
    """The obligations of a contract that have a day."""
    if twice(clauses):
        return Reading({}, (), ())
    rows: list[Row] = []
    questions: list[Question] = []
    for clause in own(clauses) or clauses:
        if PENALTIES.search(clause.heading) or PAYING.search(clause.heading):
            continue
        if len(clause.text) > _TOO_LONG:
            questions.append(Question("obligations", "asked.too-long", clause.lines[0]))
            continue
        run = run_of(clause)
        text, _ = masked(run.text)
        run = run._replace(text=text)
        for start, end in sentences(text):
            for begin, stop in _clausal(text, start, end):
                sentence = text[begin:stop]
                if _SKIPPED.search(sentence) or FOREIGN.search(sentence) or len(sentence) > 400:
                    continue
                before = _before(text, start, begin, run)
                row, asks = _duty(sentence, run, begin, before)
                if row and _HANGS_ON.match(text, start):
                    row, asks = None, "asked.duty-day"
                rows += [row] if row else []
                questions += [Question("obligations", asks, clause.lines[0])] if asks else []
    if promise := _bare_promise(clauses):
        rows.append(promise)
    return Reading({}, tuple(_unique(rows)), tuple(questions))


def _clausal(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The comma-parts of a sentence, joined while one has no party of its own."""
    spans: list[tuple[int, int]] = []
    at = start
    for piece in text[start:end].split("，"):
        stop = at + len(piece)
        named = re.search(f"{_BOTH}|{_PURCHASER}|{_SUPPLIER}", piece) or (
            spans and _also(piece) and _dated(text[slice(*spans[-1])])
        )
        alone = spans and not re.search(
            f"{_BOTH}|{_PURCHASER}|{_SUPPLIER}", text[slice(*spans[-1])]
        )
        if spans and (not named or alone):
            spans[-1] = (spans[-1][0], stop)
        else:
            spans.append((at, stop))
        at = stop + 1
    return spans


def _dated(text: str) -> bool:
    """Whether a piece says a duty and by when."""
    within = re.search(f"{PERIOD}(?:以内|之内|内)", text)
    return bool(within and any(re.search(words, text) for _, _, words in _DUTIES))


def _also(piece: str) -> bool:
    """Whether a comma-part is a further duty of the same party: 并自…起七个工作日内…备案."""
    return bool(re.match("并|且|同时|自|在|于", piece)) and _dated(piece)


def _before(text: str, start: int, begin: int, run: Run) -> Value | None:
    """Whose duty a further one is: the only party named before it, where it begins with 并."""
    if begin == start or not re.match("并|且|同时", text[begin:]):
        return None
    named = _who(text[start:begin])
    return run.value(named[0], start + named[1], start + named[2]) if named else None


def _unique(rows: Sequence[Row]) -> list[Row]:
    seen: dict[str, int] = {}
    found = []
    for row in rows:
        key = row.made["key"]
        seen[key] = seen.get(key, 0) + 1
        found.append(
            row
            if seen[key] == 1
            else row._replace(made=dict(row.made) | {"key": f"{key}-{seen[key]}"})
        )
    return found
