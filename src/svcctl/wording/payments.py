"""What is paid, when and upon which papers: the instalments and deliverables of a contract's words."""

import re
from collections.abc import Sequence

from svcctl.wording.amounts import AMOUNTS
from svcctl.wording.cuts import PENAL, Cut, Part, cut_of, recurs, shared
from svcctl.wording.deadlines import due_of
from svcctl.wording.doubted import doubted
from svcctl.wording.found import Clause, Question, Reading
from svcctl.wording.guarded import guarded
from svcctl.wording.instalments import Paid, keyed, paid, rows_of
from svcctl.wording.kept import left_over, named, taken_out
from svcctl.wording.moments import FIXED
from svcctl.wording.papers import papers_of
from svcctl.wording.rhythm import by_year, rhythm_of
from svcctl.wording.running import run_of, sentences
from svcctl.wording.spoken import tokens_of
from svcctl.wording.stages import tabled
from svcctl.wording.topics import FOREIGN, PAYING, PENALTIES, own, twice
from svcctl.wording.unpaid import without_phantoms
from svcctl.wording.wholes import converted, finish, of_one_base, one_sum_each

TWICE_TOLD = "asked.told-twice"
_TOO_LONG = 20000  # signs of payment clauses: beyond, no person wrote them
_EACH = re.compile(
    "每[次笔期](?:付款|支付)|(?:付款|支付)之?前|(?:上述|以上|各期)(?:款项|费用|付款)"
)
_AT_ONCE = re.compile("(?:不等|无需等|不必等)[^，。；]{0,8}?(?:年度?|期)(?:期满|届满|结束|终了|满)")
_TO_TABLE = re.compile("(?:其余|剩余|余下)[^\\n]*(?:下表|如下|下列)[^。]{0,40}[：:]$")
_MONEY = re.compile("支付|付款|付清|拨付|结算")


def _about(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses that say how the contract is paid."""
    mine = own(clauses) or list(clauses)
    good = [clause for clause in mine if not PENALTIES.search(clause.heading)]
    good = [
        clause
        for clause in good
        if not re.search("保证金|担保|违约|争议|解除", clause.heading)
        and (PAYING.search(clause.heading) or not re.search("考核|评分", clause.heading))
    ]
    headed = [c for c in good if PAYING.search(c.heading) and _MONEY.search(c.heading + c.text)]
    if any(_pays(clause.text) or _stages(clause, True) for clause in headed):
        return headed
    loose = [clause for clause in good if _pays(clause.text) or _stages(clause, False)]
    if loose or mine == list(clauses):
        return [each for each in good if each in loose or (loose and _EACH.search(each.text))]
    rest = [clause for clause in clauses if clause.part and PAYING.search(clause.heading)]
    return rest if len({clause.part for clause in rest if _pays(clause.text)}) == 1 else []


def _pays(text: str) -> bool:
    """Whether a text says that something is paid, how much or how often."""
    for start, end in sentences(text):
        sentence = text[start:end]
        if _MONEY.search(sentence) and not FOREIGN.search(sentence) and not PENAL.search(sentence):
            tokens = tokens_of(sentence[:2000])
            if any(token.kind in (*AMOUNTS, "up-to") or recurs(token) for token in tokens):
                return True
    return False


def _stages(clause: Clause, among_payments: bool) -> bool:
    """Whether a clause tells its payments in a table."""
    cut = tabled(clause, among_payments)
    return cut is not None and bool(cut.parts)


def read(clauses: Sequence[Clause]) -> Reading:
    """The instalments of a contract and the papers that they wait for."""
    if second := twice(clauses):
        return Reading({}, (), (Question("instalments", "asked.two-contracts", second.lines[0]),))
    about = _about(clauses)
    if sum(len(clause.text) for clause in about) > _TOO_LONG:
        return Reading({}, (), (Question("instalments", "asked.too-long", about[0].lines[0]),))
    leads: dict[int, Clause] = {}
    cuts = _once_told(_led([(clause, _cut(clause)) for clause in about], leads))
    parts = [part for cut in cuts for part in cut.parts]
    questions = [asked for cut in cuts for asked in cut.asked]
    common = [each for cut in cuts for each in cut.common]
    told: list[tuple[Paid, list[str]]] = []
    for at, part in enumerate(shared(parts, common)):
        same = told and told[-1][0].part.run.clause == part.run.clause
        told.append(paid(part, by_year(part, parts), at, told[-1][0].every if same else ""))
    whens = [cut.when for cut in cuts if cut.when]
    _joined(told, whens)
    converted(told)
    told, several = one_sum_each(told)
    left_over(told)
    questions += [*several, *taken_out([each for cut in cuts for each in cut.kept], told)]
    of_one_base(told)
    doubts = list(doubted(told, clauses))
    if any(question.asks == TWICE_TOLD for question in questions):
        told, doubts = [], []  # which of the two holds, no word says
    for at, (one, asks) in enumerate(told):
        if lead := leads.get(id(one.part.run.clause)):
            asks += _within_year(one, lead)
        line = one.part.run.line(one.part.amount.start)
        questions += [Question(_path(at, ask), ask, line) for ask in asks]
    questions += [*doubts, *guarded(told, clauses, whens)]
    reads = [one for one, _ in told]
    finish([one for one in reads if not one.keeps], questions)
    reads, questions = without_phantoms(reads, questions)
    keyed(reads)
    named(reads)
    if not parts and not questions:
        questions.append(_nothing(clauses))
    rows, questions = rows_of(reads, questions)
    return Reading({}, tuple(rows), tuple(questions))


def _cut(clause: Clause) -> Cut:
    """The payments of a clause, told in a table or in sentences."""
    return tabled(clause, bool(PAYING.search(clause.heading))) or cut_of(clause)


def _led(cuts: Sequence[tuple[Clause, Cut]], leads: dict[int, Clause]) -> list[Cut]:
    """What a sentence leads to, 其余部分…见下表：, is told by the table alone; its rows stand beside the rest.

    Which clause leads to which is kept in `leads`.
    """
    found: list[Cut] = []
    for at, (clause, cut) in enumerate(cuts):
        before = cuts[at - 1] if at else None
        if cut.of_table and cut.parts and before and _leads(*before):
            found[-1] = Cut([], [], [])
            cut = cut._replace(of_table=False)
            leads[id(clause)] = before[0]
        found.append(cut)
    return found


def _within_year(one: Paid, lead: Clause) -> list[str]:
    """Whether what is paid by the quarter out of a year's sum waits for the year's end, where it is told."""
    said = one.part.title + one.part.run.text[one.part.start : one.part.end]
    if one.every != "service-year" or not re.search("第[一二三四]季度|[上下]半年", said):
        return []
    run = run_of(lead)
    told = list(_AT_ONCE.finditer(run.text))
    if len(told) != 1:
        return ["asked.year-over"]
    one.row["year_over"] = run.value("false", *told[0].span())
    return []


def _leads(clause: Clause, cut: Cut) -> bool:
    """Whether a clause only leads to the table behind it, which tells what is left of the price."""
    last = clause.lines[-1].text.rstrip()
    rest = all(part.amount.kind == "rest" for part in cut.parts)
    return bool(rest and _TO_TABLE.search(last) and not cut.of_table)


def _gist(part: Part) -> tuple[str, ...]:
    """How much and by when, in the words of a payment."""
    return part.amount.text, *(t.text for t in part.tokens if t.kind in ("period", *FIXED))


def _once_told(cuts: Sequence[Cut]) -> list[Cut]:
    """Payments told in sentences and again in a table stand once; where they differ, that is asked."""
    prose = [_gist(part) for cut in cuts if not cut.of_table for part in cut.parts]
    told: list[Cut] = []
    for cut in cuts:
        if cut.of_table and cut.parts and prose:
            same = prose == [_gist(part) for part in cut.parts]
            line = cut.parts[0].run.line(0)
            asked = [] if same else [Question("instalments", TWICE_TOLD, line)]
            cut = Cut([], [], asked)
        told.append(cut)
    return told


def _nothing(clauses: Sequence[Clause]) -> Question:
    """What is asked where no payment was read: of the clause that is about paying, where there is one."""
    for clause in own(clauses) or clauses:
        if PAYING.search(clause.heading) and _MONEY.search(clause.text):
            return Question("instalments", "asked.no-sums", clause.lines[0])
    return Question("instalments", "asked.no-payments")


def _joined(told: list[tuple[Paid, list[str]]], whens: Sequence[Part]) -> None:
    """Give the only payment its day where another clause tells that alone: 收到发票后20日内支付."""
    summed = [at for at, (one, _) in enumerate(told) if "amount" in one.row]
    if len(summed) != 1 or len(told) != 1 or len(whens) != 1:
        return
    one, asks = told[0]
    every, word = rhythm_of(whens[0], yearly=False, before=one.every)
    due = due_of(whens[0], one.every)
    if asks != ["asked.due-event"] or due.asks or every != one.every:
        return
    row = one.row | {f"due.{key}": value for key, value in due.keys.items()}
    part = whens[0]._replace(amount=word or whens[0].amount)
    papers = papers_of(part.tokens, part.run)
    told[0] = one._replace(row=row, papers=papers, part=part, beside=one.part), []


def _path(at: int, asks: str) -> str:
    if asks == "asked.year-over":
        return f"instalments[{at}].year_over"
    return f"instalments[{at}].{'due' if asks.startswith('asked.due') else 'share'}"
