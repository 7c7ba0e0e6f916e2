"""The figures of a contract's clauses that nothing proposed and nothing asked has read: they are asked.

A sum, a share, a length of time, a day, a score, a number of times or a renewal is read where it stands
within the words of a proposed value, or in a line that something is asked about. What is left over
becomes one question for each article, with its words.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from svcctl.wording.accounted import Span
from svcctl.wording.articles import clauses
from svcctl.wording.found import Clause, Line, Question, Value
from svcctl.wording.parts import MAIN, SIGNED, Part, of_kinds
from svcctl.wording.reread import left_of, whole_of
from svcctl.wording.running import Run, run_of, sentences
from svcctl.wording.topics import own

AT_MOST = 5  # figures that a question quotes
_MANY = 4 * AT_MOST  # of a clause: some of them are quoted as one
_BEFORE = 14  # signs before a figure that tell what it is about
_EDGES = "，。；、:!?\n\0()|】"
# of a paragraph, or what is left of it: 第十条, 7.2, 3.
_NUMBER_OF = re.compile(
    r"(?:第?[\d一二三四五六七八九十.]*[条、.) ]+(?:(?<=[.条])\d{1,2}(?=[\u4e00-\u9fff]))?)*"
)
# which part of the contract file a clause is about: by its own words, by its heading, by any sum or day
_TABLES = (
    ("term.renewals", "续约|续签(?!年度)|续展|自动延[续长]|自动顺延"),
    ("damages", "违约|索赔|误期|处罚|罚则|赔偿|罚款?|扣除|扣[减罚款]|逾期|延误|迟延|延迟"),
    ("instalments", "(?:扣留|预留|留存|暂扣)[^，。；]{0,12}元"),
    ("guarantees", "履约(?:保证金|担保|保函)|保证金|质保金|保函"),
    ("assessments", "考核|考评|评价|评估|评分|绩效|得分|满意率|满分|\\d分(?!钟)"),
    ("price.items", "单价|元/|每[人株件套页卷条吨栋村车床点个][^，。；]{0,6}元"),
    ("instalments", "付款|支付|结算|拨付|款项|尾款|首款|预付|进度款|费用清单|[内前后]付|付[至清]"),
    ("service_levels", "响应|服务(?:水平|等级|标准|级别)|故障|恢复|到[场馆]|时效|报修|可用性"),
    ("service_plan", "每(?:周|月|季度?|半年|年|学期|个)[^，。；]{0,16}次|巡检|巡查|抽[检查样]"),
    (
        "term",
        r"(?:服务|合同|履行|经营)期(?![满内间])|(?:^|[.、 ])期限|期限[自为是:]|[日时]起?至(?:(?:19|20)\d\d年|\d{1,2}月)",
    ),
    ("price", "价款|价格|合同[总金]?[价额]|总[价额]|合计|预算|服务费"),
)
_SURE = 6  # these words tell more than the heading of an article does, the others less
_GENERAL = (("price", "元"), ("obligations", "日|天|周|月|年|时|分钟"))
# a question about any of these is about its whole line
_OTHERS = frozenset(
    {"parties", "deliverables", "findings", "force_majeure", "appraisal", "clauses", "services"}
    | {"title", "calendar", "signed_on", "award_notice_on", "number", "project_number", "readings"}
)
_BY_WORDS = tuple((table, re.compile(words)) for table, words in _TABLES)
_BY_KIND = tuple((table, re.compile(words)) for table, words in _GENERAL)
_NUMBERED = re.compile(r"[\d一二两三四五六七八九十]")
_CHANGES = re.compile("(?:变更|修改|调整|更正|修订|改)为|(?:延长|顺延|缩短|提前)[至到]")
_RENEWED = re.compile("续约|续签|续展|自动延[续长]|自动顺延")
# what stands behind a figure and belongs to it
_BEHIND = re.compile("(?:以?[内上下前后]|之?[内前后])?")
# what a contract must have and has no line: the figures show the place
_OF_LACKING = {
    "price.total": ("price", re.compile("[元圆整]|¥")),
    "term": ("term", re.compile("年|月")),
}
_NOT_OF_IT = re.compile("%|每|次|[时分]$")


class _Left(NamedTuple):
    """What of a clause nobody read: its words, and the line of the first of them."""

    clause: Clause
    words: tuple[str, ...]
    line: Line
    about: str  # the sentences in which they stand


def gone_over(parts: Sequence[Part], cited: Sequence[Clause]) -> list[Clause]:
    """The clauses of the contract itself, and what changes it behind the page that was signed.

    Of offers and other papers only what is read is told.
    """
    main = set(of_kinds(parts, MAIN))
    signed = clauses(of_kinds(parts, SIGNED))
    return [
        *(clause for clause in cited if clause.lines[0] in main),
        *(clause for clause in signed if _CHANGES.search(clause.text)),
    ]


def with_unread(
    cited: Sequence[Clause], proposed: Mapping[str, Value], asked: Sequence[Question]
) -> tuple[Question, ...]:
    """What is asked, and one question more for what an article says that nothing has read.

    Where a sum or a term that was not found stands there, its question gets the place.
    """
    whole = whole_of(proposed, asked, parts_told)
    lefts = []
    for clause in own(cited):
        run = run_of(clause)
        found = list(itertools.islice(left_of(run, whole), _MANY))
        if found:
            about = _sentences(run.text, found)
            lefts.append(_Left(clause, _quotes(run, found), run.line(found[0][0]), about))
    placed, rest = _placed(asked, _renewed_once(lefts, proposed))
    return (*placed, *(_question(group, proposed) for group in _grouped(rest)))


def parts_told(said: Iterable[str]) -> Iterator[frozenset[str]]:
    """Which parts of the contract file sentences are about; one that names none is about the last's."""
    about: frozenset[str] = frozenset()
    for sentence in said:
        found = {name.split(".")[0] for name, words in _BY_WORDS if words.search(sentence)}
        about = frozenset(found) or about or frozenset({"obligations"})
        yield about | _OTHERS


def _renewed_once(lefts: Iterable[_Left], proposed: Mapping[str, Value]) -> list[_Left]:
    """Without the words of a renewal alone, where something else tells of the renewal."""
    told = any(path.startswith("term.renewals") for path in proposed)
    kept = []
    for each in lefts:
        bare = all(_RENEWED.search(said) and not _NUMBERED.search(said) for said in each.words)
        if not (bare and told):
            kept.append(each)
        told = told or _table(each) == "term.renewals"
    return kept


def _placed(
    asked: Iterable[Question], lefts: Sequence[_Left]
) -> tuple[list[Question], list[_Left]]:
    """Questions about what was not found, with the first line that has such figures and no others."""
    rest, placed = list(lefts), []
    for question in asked:
        table, kind = _OF_LACKING.get(question.key, ("", None))
        place = next(
            (
                each
                for each in rest
                if question.line is None
                and kind
                and _table(each) == table
                and all(kind.search(said) and not _NOT_OF_IT.search(said) for said in each.words)
            ),
            None,
        )
        if place is not None:
            rest.remove(place)
            question = question._replace(line=place.line)
        placed.append(question)
    return placed, rest


# -- what is quoted ---------------------------------------------------------------------------


def _sentences(text: str, found: Iterable[Span]) -> str:
    """The sentences in which figures stand."""
    kept = [
        text[start:end]
        for start, end in sentences(text)
        if any(start <= at < end for at, _ in found)
    ]
    return "。".join(kept)


def _quotes(run: Run, found: Iterable[Span]) -> tuple[str, ...]:
    """The figures with the words before them in their piece, as they stand in the text."""
    quoted: list[Span] = []
    for start, end in found:
        begin = max(run.text.rfind(mark, 0, start) for mark in _EDGES) + 1
        begin = max(begin, start - _BEFORE)
        begin += len(_NUMBER_OF.match(run.text[begin:start])[0])  # type: ignore[index]
        end = _BEHIND.match(run.text, end).end()  # type: ignore[union-attr]
        if quoted and (begin <= quoted[-1][1] or _joins(run.text[quoted[-1][1] : start])):
            quoted[-1] = (quoted[-1][0], end)
        else:
            quoted.append((begin, end))
    return tuple(" ".join(run.words(*span)[1].split()) for span in quoted)


def _joins(between: str) -> bool:
    """Whether what is between two figures makes one of them: 30%(即30万元), 5日至8日."""
    return (
        re.fullmatch("[(，]?(?:即|共?计|合计|人民币|大写|小写|[:¥(])*|[至到~—-]+", between)
        is not None
    )


# -- the questions ---------------------------------------------------------------------------------


def _grouped(lefts: Iterable[_Left]) -> Iterator[list[_Left]]:
    """What is left of one article together, as far as a question can quote it."""
    group: list[_Left] = []
    for each in lefts:
        alike = bool(group) and _root(each) == _root(group[0])
        count = sum(len(one.words) for one in group) + len(each.words)
        if alike and count <= AT_MOST and _table(each) == _table(group[0]):
            group.append(each)
            continue
        if group:
            yield group
        group = [each]
    if group:
        yield group


def _root(left: _Left) -> tuple[str, str, str]:
    return left.clause.part, left.clause.root, left.clause.heading


def _table(left: _Left) -> str:
    """The part of the contract file that an article is about."""
    heading = left.clause.heading
    tried = (
        (left.about, _BY_WORDS[:_SURE]), (heading, _BY_WORDS),
        (left.about, _BY_WORDS), (left.about, _BY_KIND),
    )  # fmt: skip
    for said, tables in tried:
        for table, words in tables:
            if words.search(said):
                return table
    return "clauses"


def _question(group: Sequence[_Left], proposed: Mapping[str, Value]) -> Question:
    words = list(dict.fromkeys(each for one in group for each in one.words))
    asks = "asked.unread" if len(words) <= AT_MOST else "asked.unread-more"
    told = {"words": "、".join(words[:AT_MOST])}
    return Question(_key(_table(group[0]), proposed), asks, group[0].line, told)


def _key(table: str, proposed: Mapping[str, Value]) -> str:
    """The key; of payments one row more: a row that lacks its sum has a question of its own."""
    if table != "instalments":
        return table
    rows = {int(found[1]) for path in proposed if (found := re.match(r"instalments\[(\d+)", path))}
    return f"instalments[{max(rows) + 1}]" if rows else table
