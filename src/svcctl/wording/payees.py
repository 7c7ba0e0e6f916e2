"""Accounts to pay to: bank and number, whose they are, and on what paper they stand."""

import re
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from svcctl.wording import bank_lines, holders
from svcctl.wording.found import Line, Question, Value
from svcctl.wording.labels import Labelled, in_rows, labelled
from svcctl.wording.parties import BUYS, LABEL, PURCHASER, SELLS, SUPPLIER, Party, named, side_of
from svcctl.wording.parts import ARTICLE, Part

BANK = rf"(?:[甲乙]方|{BUYS}|{SELLS})?(?:开户银行(?:名称)?|开户行(?:名称)?|开户银行及支行|收款银行|开 *户 *银? *行)"
NUMBER = rf"(?:[甲乙]方|{BUYS}|{SELLS})?(?:银行)?(?:收款)?(?:账\s*号|帐\s*号|账户号码|银行账户|账户账号|银行账号|卡号)"
HOLDER = (
    r"(?:开户名称|开户名|户\s*名|账户名称|帐户名称|账户名|收款人(?:名称|全称)?|收款单位|账户全称)"
)
NAMED = r"(?:单位|公司|企业)?名称"  # a holder only where it is the name of a side
OWNER = re.compile(rf"[甲乙]方|{BUYS}|{SELLS}")
OWNED = re.compile(
    rf"([甲乙]方|{BUYS}|{SELLS})(?:的|指定|银行|收款|开户|以下|下列|如下)*(?:账户|帐户|账号)"
)
# 乙方收款账户：某某银行某支行，账号6200…: told in a sentence, with no label before the bank
TOLD = re.compile(
    rf"(?P<owner>[甲乙]方|{BUYS}|{SELLS})(?:的|指定|银行|收款)*(?:账户|帐户|账号)(?:信息)?(?:[：:]|为[：:]?)\s*"
    rf"(?:(?:户名|账户名称|名称)(?:[：:]|为)?\s*(?P<holder>[\w（）()]{{4,40}})[，,；;]\s*)?"
    r"(?:(?:开户银行|开户行)(?:[：:]|为)?\s*)?(?P<bank>[\w（）()·]{2,40}(?:银行|信用社|支行|分行|营业部|分理处))"
    r"[，,；;\s]\s*(?:银行)?(?:账|帐)号(?:[：:]|为[：:]?)?\s*(?P<number>\d[\d \-]{6,40}\d)(?!\d)"
)
UNREAD = re.compile(
    r"(?:账|帐)[号户](?:(?!电话|手机|编号|税|识别)[^。；;\n]){0,40}?(?<!\d)(?P<number>\d[\d \-]{8,40}\d)"
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
        pairing = _Pairing(part, sides)
        for _, kind, each in marks:
            pairing.take(kind, each)
        read = [*pairing.found, *_told(part, pairing.found)]
        found += _with_those_beside(part, read, sides)
    return [each if each.role else _by_its_line(each, sides) for each in found]


def _by_its_line(account: Account, sides: Sequence[Party]) -> Account:
    """An account that no label gave to a side, with the side that its own line names."""
    number = account.number
    role, side = holders.whose(number.line.text, number.words, sides)
    return account._replace(role=role, side=account.side or side)


def _with_those_beside(
    part: Part, read: Sequence[Account], sides: Sequence[Party]
) -> list[Account]:
    """The accounts with those that a line tells by bank and number alone; one that lacks gains."""
    found = list(read)
    for each in bank_lines.told(part.lines, sides):
        made = Account(each.bank, each.number, each.holder, each.role, part, each.side)
        at = next((at for at, one in enumerate(found) if one.digits == made.digits), -1)
        if at < 0:
            found.append(made._replace(role=made.role or _of_paper(part)))
            continue
        one = found[at]
        found[at] = one._replace(
            bank=one.bank or made.bank,
            holder=one.holder or made.holder,
            role=one.role or made.role,
            side=one.side or made.side,
        )
    places = {id(line): at for at, line in enumerate(part.lines)}
    return sorted(found, key=lambda one: places[id(one.number.line)])


def _told(part: Part, known: Sequence[Account]) -> Iterator[Account]:
    """Accounts that a sentence tells in full: whose, at which bank, by what number."""
    numbers = {each.digits for each in known}
    for line in part.lines:
        for match in TOLD.finditer(line.text):
            bank, number = (Value(match[key], line, match[key]) for key in ("bank", "number"))
            account = Account(bank, number, match["holder"] or "", side_of(match["owner"]), part)
            if account.digits not in numbers:
                yield account


def tells(text: str) -> bool:
    """Whether a line of an article tells an account in a sentence."""
    return bool(TOLD.search(text) or bank_lines.SIDE_BY_SIDE.search(text))


def unread(parts: Sequence[Part], found: Sequence[Account]) -> list[Question]:
    """Numbers of accounts that stand in the text and were not read as one."""
    known = {each.digits for each in found}
    asks: dict[str, Question] = {}
    for line in (line for part in parts for line in part.lines):
        for match in UNREAD.finditer(line.text):
            digits = re.sub(r"\D", "", match["number"])
            if digits not in known:
                told = {"number": match["number"]}
                about = ("parties[1].accounts", "wording.ask.account-unread", line, told)
                asks.setdefault(digits, Question(*about))
    return list(asks.values())


Mark = tuple[int, str, Labelled]


def _marks(lines: Sequence[Line]) -> Iterator[Mark]:
    """Labels of accounts and of sides with their places."""
    at = {id(line): place for place, line in enumerate(lines)}
    kinds = {"bank": BANK, "number": NUMBER, "holder": rf"{HOLDER}|{NAMED}", "side": LABEL}
    for kind, label in kinds.items():
        rows = [] if kind == "side" else list(in_rows(lines, label))
        for each in [*labelled(lines, label), *rows]:
            yield at[id(each.line)], kind, each
    for line in lines:
        if ARTICLE.match(line.text):
            yield at[id(line)], "article", Labelled("", "", line, -1, 1)


class _Pairing:
    """Numbers with the bank, the holder and the side that stand in their column of a paper."""

    def __init__(self, part: Part, sides: Sequence[Party]) -> None:
        self.part, self.sides = part, sides
        self.found: list[Account] = []
        self.said: dict[int, dict[str, str]] = {}  # by columns: role, side, holder
        self.banks: dict[int, Value] = {}
        self.last: dict[int, int] = {}  # the account of a column, the bank of which may follow

    def take(self, kind: str, each: Labelled) -> None:
        """One label in the order of the text."""
        if kind == "article":  # what was said of sides before it is over
            self._forget()
        elif kind == "side":
            self._side(each)
        elif kind == "holder":
            self._holder(each)
        elif kind == "bank" and not each.blank:
            if owner := OWNER.match(each.label):
                self.said.setdefault(each.column, {})["role"] = side_of(owner[0])
            at = self.last.get(each.column)
            if at is not None and self.found[at].bank is None:
                self.found[at] = self.found[at]._replace(bank=each.value)
            else:
                self.banks[each.column] = each.value
        elif kind == "number" and (digits := DIGITS.search(each.text)):
            self._number(each, digits[0])

    def _forget(self) -> None:
        self.said.clear()
        self.banks.clear()
        self.last.clear()

    def _side(self, each: Labelled) -> None:
        """Another side's lines begin in this column, or for the whole width where there is one."""
        if each.columns == 1:
            self._forget()
        name, called = named(each.text)
        role = side_of(re.sub(r"\s", "", each.label), called)
        self.said[each.column] = {"role": role, "side": name}

    def _holder(self, each: Labelled) -> None:
        name, at = named(each.text.split("\u3000")[0])[0], self.last.get(each.column)
        if re.fullmatch(NAMED, each.label) and not _role_by_name(name, self.sides):
            return
        if at is not None and not self.found[at].holder:
            last = self.found[at]
            role = last.role or _role_by_name(name, self.sides)
            self.found[at] = last._replace(holder=name, role=role)
        else:
            self.said.setdefault(each.column, {})["holder"] = name

    def _number(self, each: Labelled, digits: str) -> None:
        said = self.said.get(each.column, {})
        holder = said.pop("holder", "")
        role = (
            _beside(each)
            or said.get("role")
            or _role_by_name(holder, self.sides)
            or _of_paper(self.part)
        )
        bank, value = self.banks.pop(each.column, None), Value(digits, each.line, digits)
        self.found.append(Account(bank, value, holder, role, self.part, said.get("side", "")))
        self.last[each.column] = len(self.found) - 1


def _beside(each: Labelled) -> str:
    """Whose it is by its own label or by the words before it in its line: 乙方账户：开户行……"""
    if owner := OWNER.match(each.label):
        return side_of(owner[0])
    before = each.line.text[: each.line.text.find(each.text)]
    sides = {side_of(match[1]) for match in OWNED.finditer(before)}
    return sides.pop() if len(sides) == 1 else ""


def _role_by_name(name: str, sides: Sequence[Party]) -> str:
    return next((side.role for side in sides if name and side.name.value == name), "")


def _of_paper(part: Part) -> str:
    """Offers, promises and sheets of prices are the supplier's papers."""
    return SUPPLIER if part.kind in ("offer", "response", "prices", "promise") else ""


def of_supplier(
    found: Sequence[Account], sides: Sequence[Party]
) -> tuple[list[Account], list[Question]]:
    """The accounts that a supplier is paid to; what is nobody's, or another's, is asked about."""
    suppliers = [side.name.value for side in sides if side.role == SUPPLIER]
    kept: list[Account] = []
    questions: list[Question] = []
    banked = {each.digits for each in found if each.bank}
    for each in found:
        if each.role == PURCHASER:
            continue
        question = _open(each, suppliers, banked, kept)
        if question:
            questions.append(question)
        elif each.bank is None or _key(each) in {_key(one) for one in kept}:
            continue
        elif _is_changed(each):  # what was told before it no longer holds; a finding tells both
            kept = [one for one in kept if one.side != each.side] + [each]
        else:
            kept.append(each)
    return kept, questions


def _key(account: Account) -> tuple[str, str]:
    return account.bank.value if account.bank else "", account.digits


def _is_changed(account: Account) -> bool:
    text = account.number.line.text
    return bank_lines.CHANGED.search(text[: text.find(account.number.words)]) is not None


def _open(
    each: Account, suppliers: Sequence[str], banked: Container[str], kept: Sequence[Account]
) -> Question | None:
    """What of an account is not told: another holder, no side, no bank."""
    path, told = "parties[1].accounts", {"number": each.number.value}
    if each.holder and suppliers and each.holder not in suppliers and _is_name(each.holder):
        told |= {"holder": each.holder}
        return Question(path, "wording.ask.holder", each.number.line, told)
    if not each.role:
        return Question(path, "wording.ask.whose-account", each.number.line, told)
    # a number that is only mentioned beside another account differs from it: a finding tells so
    mentioned = bool(kept) and bank_lines.MENTIONED.search(each.number.line.text)
    if each.bank is None and each.digits not in banked and not mentioned:
        return Question(path, "wording.ask.bank", each.number.line, told)
    return None


def _is_name(text: str) -> bool:
    return len(text) >= 4 and re.search(r"[\u4e00-\u9fff]", text) is not None
