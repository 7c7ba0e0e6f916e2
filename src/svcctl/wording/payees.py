"""Accounts to pay to: bank and number, whose they are, and on what paper they stand."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from svcctl.wording.found import Line, Question, Value
from svcctl.wording.labels import Labelled, in_rows, labelled
from svcctl.wording.parties import BUYS, LABEL, PURCHASER, SELLS, SUPPLIER, Party, named, side_of
from svcctl.wording.parts import Part

BANK = (
    r"(?:乙方|供应商)?(?:开户银行(?:名称)?|开户行(?:名称)?|开户银行及支行|收款银行|开 *户 *银? *行)"
)
NUMBER = r"(?:乙方|供应商)?(?:银行)?(?:收款)?(?:账\s*号|帐\s*号|账户号码|银行账户|账户账号|银行账号|卡号)"
HOLDER = (
    r"(?:开户名称|开户名|户\s*名|账户名称|帐户名称|账户名|收款人(?:名称|全称)?|收款单位|账户全称)"
)
DIGITS = re.compile(r"\d[\d \-]{6,40}\d")
BANK_NAME = re.compile(
    r"[\w（）()·]{4,60}?(?:银行|信用社|支行|分行|营业部|分理处|信用合作联社|合作社)[\w（）()]{0,30}"
)


class Account(NamedTuple):
    """An account as a paper names it."""

    bank: Value | None
    number: Value
    holder: str
    role: str  # whose it is by the paper
    part: Part
    side: str = ""  # the name of the side under which it stands

    @property
    def digits(self) -> str:
        """Its number without spaces."""
        return re.sub(r"\D", "", self.number.value)


def accounts(parts: Sequence[Part], sides: Sequence[Party]) -> list[Account]:
    """Every account in the order of the text."""
    found: list[Account] = []
    for part in parts:
        marks = sorted(_marks(part.lines), key=lambda each: (each[0], each[2].column))
        found += _paired(marks, part, sides)
    return found


Mark = tuple[int, str, Labelled]


def _marks(lines: Sequence[Line]) -> Iterator[Mark]:
    """Labels of accounts and of sides with their places."""
    at = {id(line): place for place, line in enumerate(lines)}
    kinds = {"bank": BANK, "number": NUMBER, "holder": HOLDER, "side": LABEL}
    for kind, label in kinds.items():
        rows = [] if kind == "side" else list(in_rows(lines, label))
        for each in [*labelled(lines, label), *rows]:
            yield at[id(each.line)], kind, each


def _paired(marks: Sequence[Mark], part: Part, sides: Sequence[Party]) -> list[Account]:
    """Numbers with the bank and the holder of the same column that stand nearest before or after."""
    found: list[Account] = []
    columns: dict[int, dict[str, str]] = {}
    banks: dict[int, Value] = {}
    waiting: dict[int, int] = {}  # an account whose bank comes after it
    for _, kind, each in marks:
        column = each.column
        if kind == "side":
            _new_side(columns, banks, waiting, each)
        elif kind == "holder":
            holder = named(each.text)[0]
            if column in waiting and not found[waiting[column]].holder:
                last = found[waiting[column]]
                role = last.role or _role_by_name(holder, sides)
                found[waiting[column]] = last._replace(holder=holder, role=role)
            else:
                columns.setdefault(column, {})["holder"] = holder
        elif kind == "bank" and not each.blank:
            if column in waiting and found[waiting[column]].bank is None:
                place = waiting.pop(column)
                found[place] = found[place]._replace(bank=each.value)
            else:
                banks[column] = each.value
        elif kind == "number" and (digits := DIGITS.search(each.text)):
            said = columns.get(column, {})
            value = Value(digits[0], each.line, digits[0])
            role = (
                said.get("role") or _role_by_name(said.get("holder", ""), sides) or _of_paper(part)
            )
            found.append(
                Account(
                    banks.pop(column, None),
                    value,
                    said.get("holder", ""),
                    role,
                    part,
                    said.get("side", ""),
                )
            )
            waiting[column] = len(found) - 1
    return found


def _new_side(
    columns: dict[int, dict[str, str]],
    banks: dict[int, Value],
    waiting: dict[int, int],
    each: Labelled,
) -> None:
    """Another side's lines begin in this column, or for the whole width where the line has one."""
    if each.columns == 1:
        columns.clear()
        banks.clear()
        waiting.clear()
    role = side_of(re.sub(r"\s", "", each.label), named(each.text)[1])
    columns[each.column] = {"role": role, "side": named(each.text)[0]}


def _role_by_name(name: str, sides: Sequence[Party]) -> str:
    return next((side.role for side in sides if name and side.name.value == name), "")


def _beside(each: Labelled) -> str:
    """Whose it is by the words before it in its line: 乙方账户：开户行……"""
    before = each.line.text[: each.line.text.find(each.text)]
    sides = {side_of(word) for word in re.findall(rf"[甲乙]方|{BUYS}|{SELLS}", before)}
    return sides.pop() if len(sides) == 1 else ""


def _of_paper(part: Part) -> str:
    """Offers, promises and sheets of prices are the supplier's papers."""
    return SUPPLIER if part.kind in ("offer", "response", "prices", "promise") else ""


def of_supplier(
    found: Iterable[Account], sides: Sequence[Party]
) -> tuple[list[Account], list[Question]]:
    """The accounts that a supplier is paid to; what is nobody's, or another's, is asked about."""
    suppliers = [side.name.value for side in sides if side.role == SUPPLIER]
    kept: list[Account] = []
    questions: list[Question] = []
    for each in found:
        if each.role == PURCHASER:
            continue
        path = "parties[1].accounts"
        if each.holder and suppliers and each.holder not in suppliers and _is_name(each.holder):
            told = {"holder": each.holder, "number": each.number.value}
            questions.append(Question(path, "wording.ask.holder", each.number.line, told))
        elif not each.role:
            told = {"number": each.number.value}
            questions.append(Question(path, "wording.ask.whose-account", each.number.line, told))
        elif each.bank is None:
            told = {"number": each.number.value}
            questions.append(Question(path, "wording.ask.bank", each.number.line, told))
        elif (each.bank.value, each.digits) not in {
            (k.bank.value, k.digits) for k in kept if k.bank
        }:
            kept.append(each)
    return kept, questions


def _is_name(text: str) -> bool:
    return len(text) >= 4 and re.search(r"[\u4e00-\u9fff]", text) is not None
