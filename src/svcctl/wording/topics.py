"""Which clauses are about what, and which words are no term of this contract."""

import re
from collections.abc import Sequence

from svcctl.wording.found import Clause

# the bidding's own money and fees are no terms of the contract
FOREIGN = re.compile(
    "投标保证金|磋商保证金|响应保证金|谈判保证金|竞标保证金|报价保证金|代理服务费|招标代理|采购代理费|中标服务费|成交服务费|标书费"
)
PAYING = re.compile("付款|支付(?!违约金)|结算|价款|资金支付|费用及|费用与|费用支付|合同款")
PENALTIES = re.compile("违约|索赔|误期|赔偿|处罚|罚则")
BONDS = re.compile("履约保证金|履约担保|保证金|质保金")
STAGES = re.compile("付款|支付|拨付|款项")  # of a table: its head says that something is paid
TWICE = "另一份合同"


def own(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses of the contract itself: its special terms where it has them, no annexes."""
    return [clause for clause in clauses if clause.part in ("", "专用条款", "特殊条款")]


def twice(clauses: Sequence[Clause]) -> Clause | None:
    """The first clause of a second contract in the same text, whose terms could be either's."""
    return next((clause for clause in clauses if clause.part == TWICE), None)
