"""Dates to keep that are no payments: what has to be filed, published, handed in or told, by whom."""

import re
from collections.abc import Sequence

from svcctl.wording.found import Clause, Question, Reading, Row, Value
from svcctl.wording.moments import moment
from svcctl.wording.numerals import PERIOD
from svcctl.wording.running import Run, article_of, masked, run_of, sentences
from svcctl.wording.spoken import tokens_of
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
    ("hand-in-report", "报送报告", "(?:报送|提交|提供|递交)[^，。；\n]{0,20}(?:报告|总结|月报|季报|年报|资料|材料|清单|名单|台账)"),
    ("hand-in-list", "报送名单资料", "(?:将|把)[^，。；\n]{1,20}(?:报送|提交|报|交)"),
    ("insurance", "办理保险", "(?:办理|购买|投保)[^，。；\n]{0,16}保险"),
    ("staff", "人员到岗", "(?:派驻|安排|组织)[^，。；\n]{0,16}(?:到岗|进场|入场|到位)"),
    ("handover", "移交资料", "(?:移交|交接)[^，。；\n]{0,16}(?:资料|材料|源代码|账号|文档|工作|数据)?"),
    ("training", "组织培训", "(?:组织|开展|完成)[^，。；\n]{0,12}培训"),
)  # fmt: skip
_SKIPPED = re.compile(
    "付款|支付|验收合格后[^，。；]{0,20}支付|违约|解除|不可抗力|逾期|起诉|仲裁|投标|履约保证金|保证金|响应时间|故障"
)
_RHYTHM = (
    ("service-year", "每年|每个服务年度|每年度"),
    ("half-year", "每半年"),
    ("quarter", "每季度?"),
    ("month", "每个?月"),
)


def _who(text: str) -> tuple[str, int, int] | None:
    """Whose duty it is: the party named last before the period, else the only one."""
    found = list(
        re.finditer(
            f"(?<![向给对])(?<!报送)(?<!提交)(?<!通知)(?:(?P<b>{_BOTH})|(?P<p>{_PURCHASER})|(?P<s>{_SUPPLIER}))",
            text,
        )
    )
    named = {match.lastgroup for match in found}
    if len(named) != 1:
        return None
    match = found[0]
    who = {"b": "both", "p": "purchaser", "s": "supplier"}[match.lastgroup or "b"]
    return who, match.start(), match.end()


def _every(text: str) -> tuple[str, int, int] | None:
    for every, words in _RHYTHM:
        if match := re.search(words, text):
            return every, match.start(), match.end()
    return None


def _duty(text: str, run: Run, start: int, before: Value | None) -> tuple[Row | None, str]:
    """One duty with its date, or what is asked; `before` is who did what stands before 并."""
    local = run._replace(text=text, places=run.places[start : start + len(text)])
    kinds = ((key, title, re.search(words, text)) for key, title, words in _DUTIES)
    key, title, match = next((kind for kind in kinds if kind[2]), ("", "", None))
    if match is None:
        return None, ""
    tokens = tokens_of(text)
    # the papers of the duty itself start no clock
    tokens = [t for t in tokens if t.kind not in ("handed", "doubt", "if")]
    # 省级以上财政部门 bounds no figure
    tokens = [t for t in tokens if t.kind != "bound" or text[t.start - 1 : t.start] != "级"]
    if not any(t.kind in ("period", "date", "due-day", "year-day") for t in tokens):
        return None, ""
    named = _who(text)
    who = local.value(*named) if named else before
    if who is None:
        return None, "asked.duty-who"
    every = _every(text)
    found = moment(tokens, local, every[0] if every else "once")
    after = found.keys.get("after")
    if found.asks or "agreed" in found.keys or (after is not None and after.value == "receipt"):
        return None, "asked.duty-day"
    words = text[match.start() : match.end()]
    values: dict[str, Value] = {"who": who}
    if every:
        values["every"] = local.value(*every)
    values |= {f"due.{name}": value for name, value in found.keys.items()}
    return Row(
        "obligations", values | article_of(run), {"key": key, "title": _title(words, title)}
    ), ""


def _title(words: str, title: str) -> str:
    """The duty in its own words where they are short, else by its kind."""
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
