"""The head of a contract file: names, numbers, sides, price, term, days, accounts, promises."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from svcctl.i18n import Words
from svcctl.wording import (
    divided,
    headline,
    payees,
    promises,
    rates,
    renewed,
    signings,
    spans,
    sums,
)
from svcctl.wording.cites import told
from svcctl.wording.differ import Finding, findings
from svcctl.wording.found import Clause, Line, Question, Reading, Row, Value
from svcctl.wording.labels import Labelled, in_rows, labelled
from svcctl.wording.parties import (
    LABEL,
    PURCHASER,
    SUPPLIER,
    Party,
    named,
    parties,
    side_of,
    size_of,
)
from svcctl.wording.parts import ARTICLE, MAIN, NUMBERED, SIGNED, TITLE, Part, of_kinds
from svcctl.wording.places import MARKS, by_marks, calendar_of

GENERIC = re.compile(
    r"(?:政府采购|采购|服务|委托|运维服务|技术服务|物业服务|政府采购服务)*(?:合同|协议)书?(?:[（(].*[）)])?"
)
PAPERS = {MAIN: "wording.paper.main", SIGNED: "wording.paper.signature-page"}
ADDRESS = r"(?:单位)?(?:地\s*址|住所(?:地)?|通讯地址|联系地址)"
SIGNED_AT = r"(?:合同)?签[订署约]地点?"
NUMBERS = {
    "project_number": r"(?:采购)?项目编号|招标编号|采购编号",
    "number": r"(?:采购)?合同编号|合同号|协议(?:书)?(?:编号|号)",
    "plan_number": r"(?:政府)?采购(?:实施)?计划(?:备案|下达|书|表)?(?:编号|文号|号)?|计划(?:编号|文号|号)",
}
AWARDED = re.compile(
    r"(?:依据|根据|按照|采购项目)\s*[（(]?(?P<code>[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)+)[）)]?\s*号?(?:的)?(?:政府)?"
    r"(?:采购|成交|中标|招标|磋商)(?:结果|项目)"
)
NO_TOTAL = "wording.ask.total"
BARE_NUMBER = "编号"  # the contract's own where it stands alone in its head


class Basics(NamedTuple):
    """What the readers of the head found, and what later readers need of it."""

    reading: Reading
    findings: tuple[Finding, ...]
    sides: tuple[Party, ...]


def basics(parts: Sequence[Part], clauses: Sequence[Clause], calendars: Iterable[str]) -> Basics:
    """Everything but the clauses of payment and of breach."""
    main = of_kinds(parts, MAIN)
    values: dict[str, Value] = {}
    questions: list[Question] = []
    sides, asked = parties(parts)
    sides = sorted(sides, key=lambda side: side.role)
    questions += asked
    _put(values, questions, _names(main))
    _put(values, questions, _money_and_time(main, clauses))
    later = sums.put_anew(of_kinds(parts, SIGNED, "annex"))
    if later and "price.total" in values:  # a supplement behind the page that was signed
        values = {k: v for k, v in values.items() if not k.startswith("price.")}
        questions.append(Question("price.total", "wording.ask.amended", later))
    _put(values, questions, _days(parts))
    where = calendar_of(_purchasers_places(parts, sides), main, calendars)
    where = where or by_marks(_purchasers_marks(parts), calendars)
    if where:
        values["calendar"] = where
    else:
        questions.append(_calendar_asked(line for part in parts for line in part.lines))
    found = payees.accounts(parts, sides)
    kept, asked = payees.of_supplier(found, sides)
    questions += [*asked, *payees.unread(parts, found)]
    cited = told(clauses)
    articles = {each.line: each.article for each in cited if payees.tells(each.line.text)}
    rows = _sides(sides, kept, main, articles)
    levels = promises.levels(cited)
    rows += [*levels, *promises.plan(cited), *promises.lists(cited)]
    questions += [*promises.asked_of(cited), *promises.unlevelled(cited, levels)]
    values |= promises.working_hours(line for part in parts for line in part.lines)
    differ = findings(parts, sides, found, values, levels)
    return Basics(Reading(values, tuple(rows), tuple(questions)), tuple(differ), tuple(sides))


def _calendar_asked(lines: Iterable[Line]) -> Question:
    """Whose holidays count; where it was signed is told: it need not be where the purchaser sits."""
    signed = [each for each in labelled(lines, SIGNED_AT) if not each.blank]
    if len({each.text for each in signed}) != 1:
        return Question("calendar", "wording.ask.calendar")
    said = {"place": signed[0].text}
    return Question("calendar", "wording.ask.calendar-signed", signed[0].line, said)


def _put(
    values: dict[str, Value],
    questions: list[Question],
    found: tuple[Mapping[str, Value], Sequence[Question]],
) -> None:
    values.update(found[0])
    questions.extend(found[1])


def _names(main: Sequence[Line]) -> tuple[dict[str, Value], list[Question]]:
    values: dict[str, Value] = {}
    questions: list[Question] = []
    for key, label in NUMBERS.items():
        named_so = [*labelled(main, label), *in_rows(main, label)]
        if key == "number" and not named_so:
            named_so = [*labelled(_head(main), BARE_NUMBER)]
        if key == "project_number" and not named_so:
            named_so = _awarded(main)
        filled = {each.text: each for each in named_so if not each.blank and _is_number(each.text)}
        if len(filled) == 1:
            [each] = filled.values()
            values[key] = each.value
        elif len(filled) > 1:
            last = list(filled.values())[-1]
            spelt = {"values": "、".join(filled)}
            questions.append(Question(key, "wording.ask.several", last.line, spelt))
        elif empty := [each for each in named_so if each.blank]:
            said = {"label": empty[0].label}
            questions.append(Question(key, "wording.ask.blank", empty[0].line, said))
    title = _title(main)
    if title:
        values["title"] = title
    else:
        questions.append(Question("title", "wording.ask.title"))
    return values, questions


def _awarded(main: Sequence[Line]) -> list[Labelled]:
    """依据 NL2025-C3-0088 号采购结果: the number of what was put out to tender, in a sentence."""
    return [
        Labelled("", match["code"], line, 0, 1)
        for line in main
        for match in AWARDED.finditer(line.text)
    ]


def _head(main: Sequence[Line]) -> Sequence[Line]:
    """The lines above the first article, which name the contract itself."""
    first = next((at for at, line in enumerate(main) if ARTICLE.match(line.text)), len(main))
    return main[:first]


def _is_number(text: str) -> bool:
    return (
        re.search(r"\d", text) is not None
        and not re.search(r"[，。；：]", text)
        and len(text) <= 60
    )


def _title(main: Sequence[Line]) -> Value | None:
    """The project's name; without one the contract's own title, where it says what is served."""
    label = r"(?:采购)?项目名称|合同名称|工程名称"
    told_so = [*labelled(main, label), *in_rows(main, label)]
    names = {e.text.strip('《》“”"'): e for e in told_so if not e.blank}
    if names:
        name, each = next(iter(names.items()))
        return Value(name, each.line, name) if len(names) == 1 or _same(names) else None
    for line in main[:30]:
        text = line.text.strip().strip("《》")
        if TITLE.match(text) and not GENERIC.fullmatch(re.sub(r"\s", "", text)):
            return Value(text, line, text)
    return None


def _called(main: Sequence[Line]) -> str:
    """What the contract calls itself, however general, and its project's name."""
    own = next((line.text for line in main[:30] if TITLE.match(line.text.strip())), "")
    title = _title(main)
    return own + (title.value if title else "")


def _same(names: Mapping[str, Labelled]) -> bool:
    shortest = min(names, key=len)
    return all(shortest in name for name in names)


def _money_and_time(
    main: Sequence[Line], clauses: Sequence[Clause]
) -> tuple[dict[str, Value], list[Question]]:
    own = {id(line) for line in main}
    of_main = [clause for clause in clauses if clause.lines and id(clause.lines[0]) in own]
    cited = {id(line) for clause in of_main if clause.root for line in clause.lines}
    term, questions = spans.term(of_main, main)
    years = _years_of(term)
    values, asked = _price(main, cited, years, _called(main))
    questions = [*asked, *questions]
    total = values["price.total"].value if "price.total" in values else ""
    if total:
        yearly, asked = sums.per_year(main, total, years)
        again, told = renewed.prices(main, values | term)
        values |= again or yearly
        questions += [*([] if again else asked), *told]
    for table, found in (("price", values), ("term", term)):
        article = _article(found, of_main)
        if article:
            found[f"{table}.article"] = article
    return values | term, questions


def _years_of(term: Mapping[str, Value]) -> int:
    """How many years the term has: told, or from one day to another; 0 where they are not whole."""
    if "term.years" in term:
        return int(term["term.years"].value)
    if "term.months" in term:
        months = int(term["term.months"].value)
        return 0 if months % 12 else months // 12
    if not {"term.from", "term.to"} <= set(term):
        return 0
    first = date.fromisoformat(term["term.from"].value)
    after = date.fromisoformat(term["term.to"].value) + timedelta(days=1)
    whole = (first.month, first.day) == (after.month, after.day)
    return after.year - first.year if whole else 0


def _price(
    main: Sequence[Line], cited: Container[int], years: int, title: str
) -> tuple[dict[str, Value], list[Question]]:
    """The price, or the most that is paid where it is settled by what is done."""
    values, questions = sums.price(main, cited)
    if "price.total_in_words" not in values and all(each.asks == NO_TOTAL for each in questions):
        values, questions = _beside_headline(values, questions, headline.whole(main, years, title))
    total = values["price.total"].value if "price.total" in values else ""
    by_deeds, asked = rates.rates(main, total)
    told = {*values, *by_deeds}
    kept = [each for each in questions if each.key not in told]
    return by_deeds | values | divided.parts(main, total), [*kept, *asked]


def _beside_headline(
    values: dict[str, Value],
    questions: list[Question],
    whole: tuple[dict[str, Value], list[Question]],
) -> tuple[dict[str, Value], list[Question]]:
    """A total of a name with what one sum in figures and in words comes to: both, or neither."""
    told, asked = whole
    if not told:
        return values, asked if asked and not values else questions
    amounts = {each["price.total"].value for each in (values, told) if each}
    if len(amounts) == 1:
        return told | values, asked or questions if values else asked
    said = {"sums": "、".join(sorted(amounts, key=Decimal))}
    return {}, [Question("price.total", "wording.ask.totals", told["price.total"].line, said)]


def _article(found: Mapping[str, Value], clauses: Sequence[Clause]) -> Value | None:
    """The article in which the first of the values stands."""
    for value in found.values():
        for clause in clauses:
            if value.line in clause.lines and clause.article.strip():
                return _cited(clause, value)
        return None
    return None


def _cited(clause: Clause, value: Value) -> Value:
    """A clause's name, with the head of its article as the words, or the value's own."""
    head = getattr(clause, "head", None)
    name = re.match(r"第[^条]{1,5}条|[一二三四五六七八九十百]{1,4}、", clause.article)
    if head is not None and name and name[0] in head.text:
        return Value(clause.article, head, name[0])
    return Value(clause.article, value.line, value.words)


def _days(parts: Sequence[Part]) -> tuple[dict[str, Value], list[Question]]:
    values: dict[str, Value] = {}
    questions: list[Question] = []
    for key, read in (
        ("signed_on", signings.signed_on),
        ("award_notice_on", signings.award_notice_on),
    ):
        found, asked = read(parts)
        questions += asked
        if found:
            values[key] = found
    return values, questions


def _purchasers_places(parts: Sequence[Part], sides: Sequence[Party]) -> list[Value]:
    """The purchaser's name, and its address: the first column of the page that is signed."""
    found = [side.name for side in sides if side.role == PURCHASER]
    role = ""
    for line in of_kinds(parts, MAIN, SIGNED):
        for each in labelled([line], LABEL):
            role = side_of(re.sub(r"\s", "", each.label), named(each.text)[1]) or role
        for each in labelled([line], ADDRESS):
            if not each.blank and (each.column == 0 if each.columns > 1 else role == PURCHASER):
                found.append(each.value)
    return found


def _purchasers_marks(parts: Sequence[Part]) -> Iterator[tuple[str, Value]]:
    """The purchaser's postcode, telephone and code of its unit, on the page that is signed."""
    alone, left = "", PURCHASER  # who stands above: in a line of its own, in the first column
    for line in of_kinds(parts, MAIN, SIGNED):
        for each in labelled([line], LABEL):
            role = side_of(re.sub(r"\s", "", each.label), named(each.text)[1])
            if each.columns == 1:
                alone = role
            elif each.column == 0:
                left = role
        for kind, (label, _) in MARKS.items():
            for each in labelled([line], label):
                own = each.column == 0 and (alone if each.columns == 1 else left) == PURCHASER
                if own and not each.blank:
                    yield kind, each.value


def _sides(
    sides: Sequence[Party],
    accounts: Sequence[payees.Account],
    main: Sequence[Line],
    articles: Mapping[Line, str],
) -> list[Row]:
    """The tables of the parties; the supplier's with its accounts, and its size where told."""
    rows = []
    several = sum(side.role == SUPPLIER for side in sides) > 1
    number = 0
    for side in sides:
        values = {"role": side.name._replace(value=side.role), "name": side.name}
        made = {}
        if side.role == SUPPLIER:
            number += 1
            if several:
                made["key"] = f"supplier-{number}"
            size = size_of(main, side.name.value)
            if size:
                values["size"] = size
            name = side.name.value
            own = [each for each in accounts if not several or name in (each.holder, each.side)]
            for at, each in enumerate(own):
                assert each.bank is not None
                values[f"accounts[{at}].bank"] = each.bank
                values[f"accounts[{at}].number"] = each.number
                made[f"accounts[{at}].source"] = _paper(each.part, each.number.line, articles)
        rows.append(Row("parties", values, made))
    return rows


def _paper(part: Part, line: Line, articles: Mapping[Line, str]) -> str:
    """A paper by its name and place; an account that an article tells, by the article."""
    own = "" if part.kind in PAPERS else re.sub(r"\s+", "", NUMBERED.sub("", part.name))[:30]
    said = articles.get(line, "") if part.kind == MAIN else ""
    name = said or own or Words("zh")(PAPERS.get(part.kind, "wording.paper.annex"))
    return f"{name}（{line.source}）"
