"""A supplement at the end of a contract: of what it speaks, nothing that the contract said before holds."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from svcctl.wording.found import Line, Question, Row, Value
from svcctl.wording.numerals import DATE, PERIOD, SHARE, SUM, narrow
from svcctl.wording.parts import ANNEX, ARTICLE, SIGNATURE

ASKS = "asked.amended"
_CALLED = re.compile(
    "补充(?:协议|合同|约定|条款|备忘|说明)|(?:变更|修订|修正|修改|调整)(?:协议|合同|书|单|备忘|确认|说明|条款|约定)|合同(?:的)?(?:变更|修订|修改)"
)
_BLANK = re.compile("格式|样本|样式|模板|范本|示范")
_NUMBERED = re.compile(r"\s*(?:第\s*\S{1,4}\s*条|[（(]?[\d一二三四五六七八九十]{1,3}[)）、.．])")
_STAYS = re.compile(
    "不变|不[作做予]?(?:调整|变更|改变|修改)|维持|继续(?:有效|执行|履行)|仍(?:按|为|然|依)"
)
_CITED = re.compile(r"第\s*([\d.．]{1,6}|[一二三四五六七八九十百]{1,4})\s*条")
_FIGURE = f"(?<!第)(?:[按每](?:月|季|半年|年)|一次性|{SUM}|{SHARE}|{DATE.replace('mark', 'mark_to')}|{PERIOD})"
# a change that is made, with what holds now: 总价调整为52万元
_MADE = re.compile(
    "(?:(?:变更|调整|修改|修订|更改|更正|改|调增|调减|追加|核增|核减|延长|延期|顺延|推迟|增加|减少|提高|降低|[上下]调)"
    f"(?:为|至|到|成))[^，。；\n]{{0,8}}?{_FIGURE}"
)
_OF_ANOTHER = re.compile(f"原(?:合同|协议|约定)|主合同|本补充|变更协议|{_MADE.pattern}")
_MAY = re.compile("[如若遇逢]|节假日|末日|可以?|有权|视|情形|的，|逾期|违约|应当")
_ASIDE = re.compile("逾期|违约|罚|赔偿|保证金|保函")
_OF_MONEY = ("price", "instalments")


class _Topic(NamedTuple):
    """What a supplement may speak of: the table of the contract file, and the words."""

    table: str
    words: re.Pattern[str]


_TOPICS = (
    _Topic("price", re.compile("价款|总价|总额|合同[^，。；]{0,2}[额价]|金额|价格|单价|服务费|费用|经费|报酬")),
    _Topic("instalments", re.compile(r"付款|支付|拨付|结算|预付|首付|尾款|进度款|余款|已付|[前内后]付|付(?=\d)|付清")),
    _Topic("term", re.compile("期限|(?:服务|合同|履[行约])期(?!届?满|内)|工期|延长|延期|延至|顺延|推迟|届满|起止|有效期|周期")),
    _Topic("accounts", re.compile("账户|账号|帐户|帐号|开户|收款")),
    _Topic("names", re.compile("名称[^，。；]{0,4}(?:变更|由|改)|更名|(?:甲方|乙方|采购人|供应商)(?:由[^，。；]{0,30})?(?:变更|更换)[为成]")),
    _Topic("damages", re.compile("违约|逾期|罚|扣[款除罚减]|赔偿|滞纳")),
    _Topic("guarantees", re.compile("保证金|保函|担保")),
    _Topic("service_levels", re.compile("响应|到场|到达|恢复|修复")),
    _Topic("assessments", re.compile("考核|评分|得分|考评")),
    _Topic("obligations", re.compile("提交|报送|交付|备案|移交|公示|公告|培训|提供|办理")),
)  # fmt: skip
_ALONE = ("price", "instalments", "term")  # what a sentence of the contract itself may change


class _Said(NamedTuple):
    """What is changed: the tables spoken of, and the articles cited, each with its line."""

    tables: dict[str, Line]
    articles: dict[str, Line]


def supplemented(
    values: Mapping[str, Value], rows: Sequence[Row], lines: Sequence[Line]
) -> tuple[dict[str, Value], list[Row], list[Question]]:
    """What is left of values and rows where a later agreement speaks of the same, and what is asked."""
    said = _said(lines)
    if not said.tables and not said.articles:
        return dict(values), list(rows), []
    asked: dict[str, Question] = {}
    kept: dict[str, Value] = {}
    for key, value in values.items():
        line = _of_value(key, values, said)
        if line is None:
            kept[key] = value
        else:
            table = key.split(".")[0]
            path = "price.total" if table == "price" else table
            asked.setdefault(path, Question(path, ASKS, line))
    for table in _ALONE:  # what the reader left open already is told to have changed all the same
        if line := said.tables.get(table):
            path = "price.total" if table == "price" else table
            asked.setdefault(path, Question(path, ASKS, line))
    held = _rows(rows, said, asked)
    return kept, held, list(asked.values())


def still_open(questions: Sequence[Question], asked: Sequence[Question]) -> list[Question]:
    """All questions, without those about rows and values that are asked as a whole now."""
    whole = {each.key.split(".")[0] for each in asked if "[" not in each.key}
    kept = [
        each
        for each in questions
        if re.split(r"[.\[]", each.key)[0] not in whole or each.asks.endswith("ask.amended")
    ]
    told = {each.key for each in kept if each.asks.endswith("ask.amended")}
    return [*kept, *(each for each in asked if each.key not in told)]


def _of_value(key: str, values: Mapping[str, Value], said: _Said) -> Line | None:
    """The line that changes a single value."""
    table = key.split(".")[0].split("[")[0]
    article = values.get(f"{table}.article")
    return said.tables.get(table) or (_cited(article.value, said) if article else None)


def _rows(rows: Sequence[Row], said: _Said, asked: dict[str, Question]) -> list[Row]:
    """The rows that no later agreement changes."""
    kept: list[Row] = []
    gone: list[Row] = []
    for row in rows:
        article = row.values.get("article")
        line = said.tables.get(row.table) or (_cited(article.value, said) if article else None)
        if row.table == "parties":
            kept.append(_of_side(row, said, asked, sum(e.table == "parties" for e in kept)))
        elif line is None or row.table == "deliverables":
            kept.append(row)
        else:
            asked.setdefault(row.table, Question(row.table, ASKS, line))
            gone.append(row)
    if "price" in said.tables:
        kept = [_without_sum(row, said.tables["price"], asked) for row in kept]
    return _unused_out(kept, gone)


def _of_side(row: Row, said: _Said, asked: dict[str, Question], at: int) -> Row:
    """A side without its accounts, or its name, where they changed."""
    values = dict(row.values)
    for topic, lead in (("accounts", "accounts"), ("names", "name")):
        line = said.tables.get(topic)
        mine = [key for key in values if key.startswith(lead)]
        if line is not None and mine:
            path = f"parties[{at}].{lead}"
            asked.setdefault(path, Question(path, ASKS, line))
            values = {key: value for key, value in values.items() if key not in mine}
    return row._replace(values=values)


def _without_sum(row: Row, line: Line, asked: dict[str, Question]) -> Row:
    """A payment without a sum that was a part of the price before."""
    if row.table != "instalments" or "amount" not in row.values:
        return row
    path = "instalments[].amount"
    asked.setdefault(path, Question(path, ASKS, line))
    return row._replace(values={k: v for k, v in row.values.items() if k != "amount"})


def _unused_out(kept: Sequence[Row], gone: Sequence[Row]) -> list[Row]:
    """The rows without the papers that only payments waited for which are gone."""

    def named(rows: Sequence[Row]) -> set[str]:
        told = (v.value for row in rows if row.table != "deliverables" for v in row.values.values())
        return {value.removeprefix("receipt:") for value in told}

    only = named(gone) - named(kept)
    return [row for row in kept if row.table != "deliverables" or row.made.get("key") not in only]


def _cited(article: str, said: _Said) -> Line | None:
    bare = re.sub(r"\s", "", article)
    return next(
        (
            line
            for number, line in said.articles.items()
            if bare.startswith((f"第{number}条", f"第{number}."))
        ),
        None,
    )


def _said(lines: Sequence[Line]) -> _Said:
    """What the supplement speaks of, and which terms a sentence elsewhere puts in another's place."""
    found = _Said({}, {})
    begin = _begins(lines)
    for line in lines[begin:]:
        for piece in re.split("[，,。；;]", _plain(line.text)):
            if not _STAYS.search(piece):
                _speaks(piece, line, found, tuple(topic.table for topic in _TOPICS))
    for line, sentence in _changes(lines[:begin]):
        _speaks(sentence, line, found, _ALONE)
    return found


def _speaks(piece: str, line: Line, found: _Said, tables: Sequence[str]) -> None:
    """Keep what a piece speaks of."""
    for topic in _TOPICS:
        aside = topic.table in _OF_MONEY and _ASIDE.search(piece)
        if topic.table in tables and not aside and topic.words.search(piece):
            found.tables.setdefault(topic.table, line)
    if len(tables) == len(_TOPICS):
        for number in _CITED.findall(piece):
            found.articles.setdefault(number.replace("．", "."), line)


def _changes(lines: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """The sentences of the contract itself that say what holds now instead of a term."""
    for line in lines:
        for sentence in re.split("[。；;]", _plain(line.text)):
            made = _MADE.search(sentence)
            if made and not _MAY.search(sentence):
                yield line, sentence


def _plain(text: str) -> str:
    """A line without spaces, in narrow signs, its figures in one piece."""
    return re.sub(r"\s|(?<=\d),(?=\d{3})", "", narrow(text))


def _begins(lines: Sequence[Line]) -> int:
    """Where a later agreement begins: at a heading behind articles or signatures; else the end."""
    articles = signed = False
    filled = max((at for at, line in enumerate(lines) if line.text.strip()), default=-1)
    spoken = [at for at, line in enumerate(lines) if _OF_ANOTHER.search(_plain(line.text))]
    of_another = spoken[-1] if spoken else -1
    for at, line in enumerate(lines):
        text = line.text.strip()
        # 合同的变更 may head an article whose number a word processor holds
        last = filled if signed else of_another
        if articles and at < last and _heads(text, signed):
            return at + 1
        articles = articles or bool(ARTICLE.match(text) or re.match(r"\d{1,2}[.、．]", text))
        signed = signed or bool(SIGNATURE.match(text))
    return len(lines)


def _heads(text: str, signed: bool) -> bool:
    """Whether a line is the heading of a later agreement."""
    if len(text) > 40 or re.search("[，。；]", text) or _BLANK.search(text):
        return False
    called = _CALLED.search(text) or (signed and re.search("备忘录|纪要", text))
    if ANNEX.match(text):
        return bool(called)
    numbered = _NUMBERED.match(text) and not signed
    return bool(called and not numbered and not re.search("[:：]$|见", text))
