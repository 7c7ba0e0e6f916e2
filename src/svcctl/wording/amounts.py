"""Which figures of a clause are what is paid, and which only tell the price, a tax or the same again."""

import re
from collections.abc import Sequence
from decimal import Decimal

from svcctl.wording.moments import TELLS
from svcctl.wording.numerals import sum_of
from svcctl.wording.running import Run
from svcctl.wording.spoken import Token

_NO_PAYMENT = re.compile(
    "(?:[不未]含税[^，。；\\d]{0,6}|税额|税金|增值税(?:税?额|款)?|[，；](?:合计|共计|总计)|费用?(?:合计|共计|总计)|预算(?:控制)?(?:金额|总?额|数|价)?|控制(?:数|价|金额|总?额)|限[价额]|上限|单价|暂定价?|暂估价?|(?:预计|预估|暂估|估算)[^，。；\\d]{0,10}|押金|=|奖励|奖金|补贴|补助|(?:总价款?|总额|总金额|结算价?|最高)[^，。；\\d]{0,8}不(?:得)?(?:超过|高于))(?:为|是|:|人民币|\\()*$"
)
# 每生每餐6元: what one costs
_BY_HEAD = re.compile("每(?:生|人|餐|份|件|页|平方米?|人次)(?:每[餐天日次])?[^，。；\\d付每]{0,4}$")
AMOUNTS = ("share", "sum", "rest", "all")


def amounts_of(tokens: Sequence[Token], run: Run) -> list[tuple[Token, Token | None]]:
    """The tokens of how much, each with the sum told beside it."""
    found: list[tuple[Token, Token | None]] = []
    price: Token | None = None
    for at, token in enumerate(tokens):
        if token.kind not in AMOUNTS:
            continue
        if token.kind == "share" and _no_payment(token, run):
            continue
        if token.kind == "sum" and (
            _price(tokens, at, run)
            or _no_payment(token, run)
            or (price and _beside(price, token, run))
        ):
            price = token  # the price, its tax, and the same again in words
            continue
        last = found[-1] if found else None
        if last and last[1] and token.kind == "sum" and _beside(last[1], token, run):
            continue  # 30%，即拾万元（100,000元）: the same in figures
        again = last and (_beside(last[0], token, run) or _that_is(last[0], token, run))
        if last and token.kind in ("share", "sum") and again:
            found[-1] = (token, None) if last[0].kind in ("rest", "all") else (last[0], token)
            continue
        if token.kind == "rest" and _followed(tokens, at, run):
            continue
        if token.kind == "all" and not _whole_sum(tokens, at, found, run):
            continue
        found.append((token, None))
    return found


def _price(tokens: Sequence[Token], at: int, run: Run) -> bool:
    """Whether a sum is the contract's price itself, told before the payments."""
    before = tokens[at - 1] if at else None
    if not before or before.kind not in ("contract-base", "yearly-base"):
        return False
    return not any(
        each.kind in ("pay", "up-to")
        and not re.search("[，。；]", run.text[each.end : before.start])
        for each in tokens[max(0, at - 3) : at - 1]
    )


def _no_payment(token: Token, run: Run) -> bool:
    """Whether a figure is what all comes to, a tax, a price by the piece: 合计…元, 120元/次."""
    before = run.text[max(0, token.start - 16) : token.start]
    if token.kind == "share":
        if re.search("(?:部分|权重|分值|工作量)[^，。；%]{0,4}$", before):
            return True  # 考核部分占20%
        if re.search("[率度][^，。；%]{0,4}(?:低于|不足|达到?|高于|超过)$", before):
            return True  # 合格率低于80%
        if re.search("(?:乘以?|[×x*])$", before):
            return True  # 按结算价乘以1.62%计算
        if re.match("的?(?:履约|投标)(?:保证金|担保|保函)", run.text[token.end :]):
            return True  # 收到合同总价5%的履约保证金后支付
        lodged = re.search("(?:缴纳|交纳|缴存|递交|提交|提供)[^，。；]{0,16}$", before)
        if lodged and re.match("的?(?:质量)?(?:保证金|质保金|担保|保函)", run.text[token.end :]):
            return True
        progress = re.search("(?:完成|达到?|进度)[^，。；%]{0,8}$", before)
        if progress and re.match(
            "(?:以上)?(?:之?后|时|的?工作量|进度|的?进度|[，]?[并且])", run.text[token.end :]
        ):
            return True  # 服务完成50%后支付
        return bool(re.search("[不未]含[^，。；%]{0,8}$", before))
    if not Decimal(sum_of(re.sub("[()（）:：大小写]|人民币", "", token.text)) or 1):
        return True  # 采购金额为零元
    piece = re.match("/(?!月|季|年|半年)|每(?:次|人|台|件|平方)", run.text[token.end :])
    # 全年12万元，分四期支付: what the payments come to
    whole = re.match(
        "[^。；，]{0,18}，分[一二三四五六七八九十两\\d]{1,2}[期次]", run.text[token.end :]
    )
    return bool(piece or whole or _NO_PAYMENT.search(before) or _BY_HEAD.search(before))


def _followed(tokens: Sequence[Token], at: int, run: Run) -> bool:
    """Whether 余款 is told in figures right behind: 余款5%, 剩余的30%."""
    after = next((t for t in tokens[at + 1 :] if t.kind in ("share", "sum", "rest")), None)
    if after and re.match("(?:支付)?[:：]|\\(?第", run.text[tokens[at].end :]):
        return True  # a label: 尾款：…
    return after is not None and not re.search(
        "[。；\n]|后|内", run.text[tokens[at].end : after.start]
    )


def _whole_sum(
    tokens: Sequence[Token], at: int, found: Sequence[tuple[Token, Token | None]], run: Run
) -> bool:
    """Whether 付清, 一次性 or 全额 is a payment of its own, and not how another is made."""
    token = tokens[at]
    if token.text == "全部":
        return False
    stop = next(
        (m.start() for m in re.finditer("[。；\n]", run.text) if m.start() >= token.end),
        len(run.text),
    )
    if any(t.kind in ("share", "sum", "rest") and token.end <= t.start < stop for t in tokens):
        return False
    if not found:
        return True
    if found[-1][0].kind == "all":
        return False
    start = found[-2][0].end if len(found) > 1 else 0
    own_day = any(t.kind in TELLS and start <= t.start < found[-1][0].start for t in tokens)
    return own_day and any(
        t.kind in TELLS and found[-1][0].end <= t.start < token.start for t in tokens
    )


def _that_is(first: Token, second: Token, run: Run) -> bool:
    """Whether a sum behind other words only tells what is left: 剩余款项待…一次性付清，即175,800元."""
    gap = run.text[first.end : second.start]
    kinds = first.kind in ("rest", "all") and second.kind == "sum"
    return kinds and bool(re.fullmatch("[^。；\\n]*[，(]即", gap))


def _beside(first: Token, second: Token, run: Run) -> bool:
    """Whether a sum only tells in yuan what stands before it."""
    gap = run.text[first.end : second.start]
    return second.kind == "sum" and bool(
        re.fullmatch(
            "(?:作为[^，。；\\d%()]{2,8}(?=[，(]))?[，(（]?(?:即|计|共计|合计|为|约为|金额为|:|：|人民币|\\)|的?服务费|款|预付)*[，(:]?",
            gap,
        )
    )
