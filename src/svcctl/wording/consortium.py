"""Which of several suppliers is paid: each its share of every payment, or one for all."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from svcctl.wording import numerals
from svcctl.wording.found import Line, Question, Row, Value
from svcctl.wording.parties import SUPPLIER, Party

_LEAD = r"牵头(?:人|方|单位|企业)"
_MEMBER = r"成员(?:单位|方|人|企业)?"
FIRM = rf"(?:联合体)?(?:{_LEAD}|{_MEMBER})|乙方[一二12]"
# 60%支付给牵头人; 牵头人60%, 向成员单位支付40%
OF_EACH = re.compile(
    rf"(?P<share2>{numerals.SHARE})(?:的?(?:部分|款项|费用))?(?:由甲方)?(?:直接)?(?:支付|付|归|拨付|汇)(?:给|至|到|入)?(?P<firm2>{FIRM})"
    rf"|(?P<firm>{FIRM})[^，。；、%]{{0,12}}?(?P<share>{numerals.SHARE})"
)
_TO_FIRM = re.compile(rf"(?:向|支付给|付给|支付至|汇给)(?P<firm>{FIRM})")
_ALL_TO = re.compile(
    rf"(?:支付|付|汇|拨付|转账)(?:至|给|到|入)(?:乙方)?[（(]?(?P<firm>(?:联合体)?{_LEAD})"
)


def shared_out(text: str) -> bool:
    """Whether a sentence tells how a payment is divided among firms, not how much is paid."""
    return len(OF_EACH.findall(text)) > 1


def paid_to(
    rows: Sequence[Row], lines: Sequence[Line], sides: Sequence[Party]
) -> tuple[list[Row], list[Question]]:
    """The payments with who is paid; where there are several firms and no words tell, that is asked."""
    firms = [side for side in sides if side.role == SUPPLIER]
    if len(firms) < 2 or not any(row.table == "instalments" for row in rows):
        return list(rows), []
    found = _shares(lines, firms) or _one(lines, firms)
    each = {} if found else _of_rows(rows, firms)
    if each:
        return [
            row._replace(values={**row.values, "payee": each[at]}) if at in each else row
            for at, row in enumerate(rows)
        ], []
    if not found:
        told = next((line for line in lines if shared_out(line.text)), None)
        return list(rows), [Question("instalments[].payee", "wording.ask.payee", told)]
    return [
        row._replace(values={**row.values, **found}) if row.table == "instalments" else row
        for row in rows
    ], []


def _pair(match: re.Match[str]) -> tuple[str, str]:
    """The words of a firm and of its share."""
    return match["firm"] or match["firm2"], match["share"] or match["share2"]


def _firm(word: str, firms: Sequence[Party]) -> str:
    """The handle of the one firm that is called so; nothing where none or several are."""
    kind = _LEAD if re.search(_LEAD, word) else _MEMBER if re.search(_MEMBER, word) else ""
    sign = {"一": "[一1]", "1": "[一1]", "二": "[二2]", "2": "[二2]"}.get(word[-1], "")
    pattern = kind or rf"乙\s*方\s*{sign}"
    at = [n for n, firm in enumerate(firms, 1) if re.search(pattern, _label(firm))]
    return f"supplier-{at[0]}" if len(at) == 1 else ""


def _label(firm: Party) -> str:
    """What stands before a firm's name in its line."""
    text = firm.name.line.text
    return text[: text.find(firm.name.words)]


def _shares(lines: Sequence[Line], firms: Sequence[Party]) -> dict[str, Value]:
    """The keys of `payees`, where one sentence about paying gives each firm its share of the whole."""
    for line in lines:
        for sentence in re.split("[。；;]", line.text):
            pairs = [_pair(match) for match in OF_EACH.finditer(sentence)]
            if len(pairs) != len(firms) or not re.search("支付|付款|收款|拨付", sentence):
                continue
            told = [(_firm(firm, firms), numerals.share_of(share)) for firm, share in pairs]
            whole = sum(Decimal((share or "0").rstrip("%‰")) for _, share in told)
            if whole != 100 or len({firm for firm, _ in told} - {""}) != len(firms):
                return {}
            values: dict[str, Value] = {}
            for at, (pair, (firm, share)) in enumerate(zip(pairs, told, strict=True)):
                values[f"payees[{at}].party"] = Value(firm, line, pair[0])
                values[f"payees[{at}].share"] = Value(share or "", line, pair[1])
            return values
    return {}


def _of_rows(rows: Sequence[Row], firms: Sequence[Party]) -> dict[int, Value]:
    """Who is paid what, where the line of each payment names one firm: 向乙方一支付合同总价的30%."""
    found: dict[int, Value] = {}
    for at, row in enumerate(rows):
        told = row.values.get("share") or row.values.get("amount")
        if row.table != "instalments" or told is None:
            continue
        named = {match["firm"]: match["firm"] for match in _TO_FIRM.finditer(told.line.text)}
        firm = _firm(next(iter(named)), firms) if len(named) == 1 else ""
        if firm:
            found[at] = Value(firm, told.line, next(iter(named)))
    return found


def _one(lines: Sequence[Line], firms: Sequence[Party]) -> Mapping[str, Value]:
    """The key `payee`, where all is paid to the leading firm."""
    for line in lines:
        match = _ALL_TO.search(line.text)
        firm = _firm(match["firm"], firms) if match else ""
        if match and firm and not shared_out(line.text):
            return {"payee": Value(firm, line, match["firm"])}
    return {}
