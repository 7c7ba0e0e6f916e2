"""Where the papers of a contract say different things: each value with every place that has it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from svcctl.i18n import Words
from svcctl.wording import numerals
from svcctl.wording.found import Line, Row, Value
from svcctl.wording.labels import in_rows, labelled
from svcctl.wording.options import is_amended, is_blank
from svcctl.wording.parties import BODY, PURCHASER, SELLS, SUPPLIER, WEAK, Party, named
from svcctl.wording.parts import MAIN, SIGNED, Part, of_kinds
from svcctl.wording.payees import Account
from svcctl.wording.sums import TOTAL, sums

OFFERS = ("offer", "response", "prices", "promise")  # the supplier's own papers
SEVERITY = {
    "payee-account": "stop", "price": "warn", "party": "warn", "project-number": "warn",
    "service-level": "warn", "date": "note", "other": "note",
}  # fmt: skip
CODE = re.compile(r"(?<![A-Za-z0-9./])[A-Z]{2,}[A-Z0-9]*(?:[-—－][A-Z0-9]+){1,6}(?![A-Za-z0-9./])")
ORGANISATION = re.compile(
    r"(?:公司|医院|学校|学院|中心|研究院|研究所|事务所|厂|合作社|商行|经营部|工作室|局|委员会)$"
)
BIDDER = rf"(?:{SELLS}|投标人|报价人|响应人|应答人|磋商供应商|报价单位)(?:名称|全称)?"
OFFERED = r"(?:投标|响应|磋商|最终|最后)?(?:总报价|报价总[价额]|投标总[价额]|响应总[价额]|投标报价|响应报价|报价金额)"
BUDGET = r"(?:采购)?预算(?:金额|总额)?|最高限价|[一二三四五两1-5]年(?:总)?服务费"
DATED = r"(?:报价|投标|响应|应答|磋商|承诺)?日\s*期"
CONTACT = re.compile(
    r"邮\s*编|邮政编码|.{0,12}公众号|.{0,14}QQ\s*群?号?|.{0,10}(?:投诉|客服|服务|值班|报修)(?:热线)?电话(?:\\传真)?|.{0,8}热线(?:电话)?"
    r"|电子邮[件箱]"
)
POSTCODE = r"邮\s*编|邮政编码"
MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")
SECURITY = re.compile(
    r"(?:递交|提交|缴纳|交纳|提供|出具)[^，。；]{0,10}(?:履约担保|履约保证金|履约保函)"
)
SECURED = re.compile(r"履约担保|履约保证金|履约保函|质量?保证金")
MONEY = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{4,12}(?:\.\d{1,2})?")


class Said(NamedTuple):
    """One value of a finding, with the lines that have it."""

    value: str
    lines: tuple[Line, ...]

    @property
    def source(self) -> str:
        """The places, the first three of them."""
        places = dict.fromkeys(line.source for line in self.lines)
        return "、".join(list(places)[:3])


class Finding(NamedTuple):
    """What the papers disagree about, and what each of them says."""

    key: str
    about: str
    values: tuple[Said, ...]

    @property
    def severity(self) -> str:
        """Stop where a payment may go to the wrong account, else warn or note."""
        return SEVERITY[self.about]


def findings(
    parts: Sequence[Part],
    sides: Sequence[Party],
    accounts: Sequence[Account],
    values: Mapping[str, Value],
    levels: Sequence[Row],
) -> list[Finding]:
    """Everything that differs between the papers, the payee's account first."""
    found = [
        _finding("payee-account", "payee-account", _accounts(accounts, sides)),
        _finding("performance-guarantee", "other", _security(parts)),
        _finding("price", "price", _prices(parts)),
        _finding("supplier-name", "party", _names(parts, sides, SUPPLIER, BIDDER)),
        _finding("purchaser-name", "party", _names(parts, sides, PURCHASER, r"采购人|采购单位")),
        _finding("project-number", "project-number", _codes(parts, values.get("project_number"))),
        _finding("date", "date", _dates(parts)),
        _finding("contact-data", "other", _contacts(parts)),
        _finding("service-level", "service-level", _levels(levels)),
    ]
    return [finding for finding in found if finding is not None]


def _finding(key: str, about: str, pairs: Iterable[tuple[str, Line]]) -> Finding | None:
    kept: dict[str, list[Line]] = {}
    for value, line in pairs:
        kept.setdefault(value, []).append(line)
    if len(kept) < 2:
        return None
    return Finding(key, about, tuple(Said(value, tuple(lines)) for value, lines in kept.items()))


Pairs = Iterator[tuple[str, Line]]


def _accounts(accounts: Sequence[Account], sides: Sequence[Party]) -> Pairs:
    """The accounts of a supplier who has several; one number with other spaces is the same."""
    suppliers = [side.name.value for side in sides if side.role == SUPPLIER]
    told: dict[str, list[Account]] = {}
    for each in accounts:
        if each.role == SUPPLIER:
            own = next((name for name in (each.holder, each.side) if name in suppliers), "")
            told.setdefault(own if len(suppliers) > 1 else "", []).append(each)
    for of_one in told.values():
        spelt: dict[str, str] = {}
        if len({each.digits for each in of_one}) > 1:
            for each in of_one:
                bank = f"{each.bank.value} " if each.bank else ""
                name = spelt.setdefault(each.digits, f"{bank}{each.number.value}")
                yield name, each.number.line


def _prices(parts: Sequence[Part]) -> Pairs:
    """What the contract, the award and the offer name as the price.

    A budget differs from the price as a rule: it is told only beside prices that differ.
    """
    found = [
        *_totals(parts, (MAIN, "award"), TOTAL),
        *_totals(parts, OFFERS, OFFERED),
        *_in_sheets(parts),
    ]
    if len({amount for amount, _ in found}) < 2:
        return
    yield from found
    yield from _totals(parts, ("requirements",), BUDGET)


def _totals(parts: Sequence[Part], kinds: Sequence[str], name: str) -> Pairs:
    lines = [line for line in of_kinds(parts, *kinds) if not is_amended(line.text)]
    for each in sums(lines, name):
        for amount in sorted(each.amounts):
            yield amount, each.line


def _in_sheets(parts: Sequence[Part]) -> Pairs:
    """The sum under 报价(总价) in a table of an offer."""
    for part in parts:
        if part.kind not in OFFERS:
            continue
        column, ten_thousand = -1, 1
        for line in part.lines:
            cells = [cell.strip() for cell in line.text.split("\t")]
            if len(cells) < 2:
                column = -1
                continue
            at = next(
                (
                    n
                    for n, cell in enumerate(cells)
                    if re.search(r"总报价|报价\s*[（(]?总价|投标总价|投标报价\s*[（(]", cell)
                ),
                -1,
            )
            if at >= 0:
                column, ten_thousand = at, 10_000 if "万元" in cells[at] else 1
            elif 0 <= column < len(cells) and MONEY.fullmatch(cells[column]):
                amount = numerals.sum_of(f"{cells[column]}{'万' if ten_thousand > 1 else ''}元")
                if amount:
                    yield amount, line


def _names(parts: Sequence[Part], sides: Sequence[Party], role: str, label: str) -> Pairs:
    """The names under which a side stands in its papers; two of a consortium are no difference."""
    own = [side.name for side in sides if side.role == role]
    if len(own) != 1:
        return
    yield own[0].value, own[0].line
    kinds = OFFERS if role == SUPPLIER else ("requirements", "award", *OFFERS)
    lines = of_kinds(parts, *kinds)
    told = [
        (each.text, each.line)
        for each in labelled(lines, label)
        if not WEAK.fullmatch(each.label)  # who drew up an offer is not who made it
    ]
    told += _under_headings(lines, label)
    places = {id(line): at for at, line in enumerate(lines)}
    for text, line in sorted(told, key=lambda one: places[id(one[1])]):
        name = named(text)[0]
        if BODY.fullmatch(name) and ORGANISATION.search(name):
            same = re.sub(r"\W", "", name) == re.sub(r"\W", "", own[0].value)
            yield own[0].value if same else name, line


def _under_headings(lines: Sequence[Line], label: str) -> Pairs:
    """The cells under a heading of a table, until the table ends."""
    column = -1
    for line in lines:
        cells = [cell.strip() for cell in line.text.split("\t")]
        if len(cells) < 2:
            column = -1
            continue
        at = next((n for n, cell in enumerate(cells) if re.fullmatch(label, cell)), -1)
        if at >= 0:
            column = at
        elif 0 <= column < len(cells) and cells[column]:
            yield cells[column], line


def _codes(parts: Sequence[Part], own: Value | None) -> Pairs:
    """Project numbers: the contract's, and what has its very shape and is another."""
    if own is None or is_blank(own.value):
        return
    yield own.value, own.line
    for part in parts:
        for line in part.lines:
            for match in CODE.finditer(line.text):
                code = match[0]
                if _shape(code) == _shape(own.value):
                    yield code, line
            for each in labelled([line], "项目编号"):
                if not each.blank and re.fullmatch(r"[\w\-—－/.（）()\[\]〔〕号]{4,60}", each.text):
                    yield each.text, line


def _shape(code: str) -> str:
    return re.sub(r"[A-Z]", "A", re.sub(r"\d", "9", code))


def _dates(parts: Sequence[Part]) -> Pairs:
    """The days under the supplier's own papers."""
    for each in labelled(of_kinds(parts, *OFFERS), DATED):
        days = numerals.found_days(each.text)
        if len(days) == 1:
            yield days[0].value, each.line


def _contacts(parts: Sequence[Part]) -> Pairs:
    """The supplier's postcode, and what stands twice under one label, where it differs."""
    groups: dict[str, list[tuple[str, Line]]] = {}
    lines = of_kinds(parts, *OFFERS)
    for each in labelled(of_kinds(parts, SIGNED), POSTCODE):
        if each.columns == 2 and each.column == 1 and not each.blank:
            groups.setdefault("邮编", []).append((each.text, each.line))
    for each in [*labelled(lines, POSTCODE), *in_rows(lines, CONTACT.pattern)]:
        label = re.sub(r"\s", "", each.label)
        if not each.blank:
            name = "邮编" if re.fullmatch(POSTCODE, label) else label
            groups.setdefault(name, []).append((_first(each.text, name), each.line))
    for name, told in groups.items():
        if len({text for text, _ in told}) > 1:
            yield from ((f"{name} {_masked(text)}", line) for text, line in told)


def _masked(text: str) -> str:
    """A mobile number is somebody's own: that it differs can be told without it."""
    return MOBILE.sub(r"\1****\2", text)


def _first(text: str, name: str) -> str:
    digits = re.match(r"\d{6}(?!\d)", text) if name == "邮编" else None
    return digits[0] if digits else re.sub(r"\s+", "", text)


def _security(parts: Sequence[Part]) -> Pairs:
    """A performance bond that the offer promises, and of which the contract says nothing."""
    main = of_kinds(parts, MAIN)
    if not main or any(SECURED.search(line.text) for line in main):
        return
    for line in of_kinds(parts, *OFFERS):
        match = SECURITY.search(line.text)
        if match:
            yield match[0], line
            yield Words("zh")("wording.nothing-agreed"), main[0]
            return


def _levels(rows: Sequence[Row]) -> Pairs:
    """Two regimes that give one severity different times."""
    regimes: dict[str, list[Row]] = {}
    for row in rows:
        regimes.setdefault(row.made["regime"], []).append(row)
    if len(regimes) < 2 or not _clash(list(regimes.values())):
        return
    for name, told in regimes.items():
        times = [f"{row.values['level'].value} {_times(row)}".rstrip() for row in told]
        yield f"{name}：{'；'.join(times)}", told[0].values["level"].line


CLOCKS = ("answer_within", "dispatch_within", "restore_within")


def _clash(regimes: Sequence[Sequence[Row]]) -> bool:
    said: dict[tuple[str, str], set[str]] = {}
    for rows in regimes:
        for row in rows:
            for clock in CLOCKS:
                if clock in row.values:
                    name = (row.values["severity"].value, clock)
                    said.setdefault(name, set()).add(row.values[clock].value)
    return any(len(times) > 1 for times in said.values())


def _times(row: Row) -> str:
    return " ".join(row.values[clock].words for clock in CLOCKS if clock in row.values)
