"""What is paid by deeds, 按实际发车日结算: the fee of a period is settled then."""

import re
from collections.abc import Sequence

from svcctl.wording.found import Clause, Value
from svcctl.wording.instalments import Paid
from svcctl.wording.running import run_of, sentences
from svcctl.wording.shares import PER_YEAR
from svcctl.wording.topics import PENALTIES, own

_DEEDS = re.compile(
    "据实结算|按实结算|按照?实际[^，。；]{1,14}(?:结算|计费|计价|支付)|以实际[^，。；]{1,14}(?:结算|为准)"
    r"|[\d.]+元/[^月年季天日，。；]{1,4}(?:计费|计取|结算|计算)"
)
# what is paid by deeds beside the fee
_BESIDE = re.compile(
    "差旅|材料|配件|耗材|食材|加班|零星|水电|鉴定|首月|末月|不足|天数|另行|除外|另计"
)


def paid_by_deeds(reads: Sequence[Paid], clauses: Sequence[Clause]) -> None:
    """What is paid of each period's fee is settled where the contract says that deeds are paid."""
    again = [one for one in reads if one.every != "once"]
    said = _measured(clauses) if len(again) == 1 and again[0].every in PER_YEAR else None
    if not said or "share" not in again[0].row or "settled" in again[0].row:
        return
    again[0].row["settled"] = said
    if again[0].part.amount.kind != "share":
        del again[0].row["share"]


def _measured(clauses: Sequence[Clause]) -> Value | None:
    """The words that say that what was done in fact is paid: 按实际发车日结算."""
    for clause in own(clauses):
        if PENALTIES.search(clause.heading):
            continue
        run = run_of(clause)
        for start, end in sentences(run.text):
            match = _DEEDS.search(run.text, start, end)
            if match and not _BESIDE.search(run.text, start, end):
                return run.value("true", *match.span())
    return None


# 按实际发生额由甲方承担, 以甲方每月确认的人数为准: the fee of a month is none that is fixed
_MAYBE = re.compile(
    r"(?:按照?|以|据)实际?(?:发生|产生|支出|在岗|到岗|人数|用量|数量|工作量|完成)|据实|以[^，。；]{0,10}(?:确认|核定|统计|考勤)[^，。；]{0,10}(?:人数|数量|人员|次数|工作量)[^，。；]{0,4}为准"
)


def perhaps_by_deeds(clauses: Sequence[Clause]) -> str:
    """The words that leave open whether a period's fee is fixed; "" where none do."""
    for clause in own(clauses):
        if PENALTIES.search(clause.heading):
            continue
        text = run_of(clause).text
        for start, end in sentences(text):
            match = _MAYBE.search(text, start, end)
            if match and not _BESIDE.search(text, start, end):
                return match[0]
    return ""
