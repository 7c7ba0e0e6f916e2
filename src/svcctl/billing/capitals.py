"""人民币大写: sums in capitals by the rule of 支付结算办法 (appendix 1), written and read back."""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_VALUE = {digit: value for value, digit in enumerate(_DIGITS)} | {"两": 2, "〇": 0}
# 支付结算办法 (appendix 1, art. 1): sums written with traditional characters are to be taken
_TRADITIONAL = str.maketrans("貳參叄陸億萬圓兩", "贰叁叁陆亿万圆两")
_WEIGHT = {"拾": 10, "佰": 100, "仟": 1000}


def _four_digits(number: int) -> str:
    """A number below ten thousand; zeros inside are told by one 零, outer ones left out."""
    written, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            written += ("零" if gap and written else "") + _DIGITS[digit] + _PLACES[place]
        gap = not digit
    return written


def _whole_yuan(number: int) -> str:
    """Whole yuan without the unit; a group below a thousand takes 零: nothing can be slipped in."""
    written = ""
    for group in (3, 2, 1, 0):
        value = number // 10 ** (4 * group) % 10000
        if not value:
            continue
        # 零 where a place is empty keeps anybody from writing a figure in between; the rule leaves
        # some of them open, and the fuller spelling is the safer one
        pad = (
            "零"
            if written and (value < 1000 or number // 10 ** (4 * group + 4) % 10000 == 0)
            else ""
        )
        unit = _GROUPS[group]
        if group == 3 and number // 10**8 % 10000:
            unit = "万"  # 亿 follows with the next group
        written += pad + _four_digits(value) + unit
    return written


def capitals(amount_fen: int) -> str:
    """The sum in capitals with 人民币 before it, below 10^16 yuan; ValueError beyond."""
    if not 0 <= amount_fen < 10**18:
        raise ValueError(amount_fen)
    yuan, jiao, fen = amount_fen // 100, amount_fen // 10 % 10, amount_fen % 10
    written = _whole_yuan(yuan) + "元" if yuan else ""
    if not jiao and not fen:
        return "人民币" + (written or "零元") + "整"
    if jiao:
        # the unit place is nought while a tenth follows: the rule prints 零 first (￥1,680.32)
        written += ("零" if yuan and yuan % 10 == 0 else "") + _DIGITS[jiao] + "角"
    elif written:
        written += "零"
    return "人民币" + written + (_DIGITS[fen] + "分" if fen else "")


def _read_whole(text: str) -> int:
    """The value of a run of capitals without 元; ValueError where it is not one."""
    total = section = digit = 0
    for sign in text:
        if sign in _VALUE:
            digit = _VALUE[sign]
        elif sign in _WEIGHT:
            section += (digit or 1) * _WEIGHT[sign]
            digit = 0
        elif sign == "万":
            total, section, digit = total + (section + digit) * 10**4, 0, 0
        elif sign == "亿":
            total, section, digit = (total + section + digit) * 10**8, 0, 0
        else:
            raise ValueError(text)
    return total + section + digit


def read_capitals(text: str) -> int:
    """Fen of a sum in capitals, in any spelling the rule allows; ValueError where it is none."""
    text = text.translate(_TRADITIONAL)
    # contracts write 圆 and 正 too; the rule allows them, and what was signed is not corrected
    bare = text.strip().removeprefix("人民币").strip().replace("圆", "元").rstrip("整正")
    whole, mark, tail = bare.partition("元")
    if not mark and not tail and not any(sign in whole for sign in "角分"):
        raise ValueError(text)
    if not mark:
        whole, tail = "", bare
    tail = tail.removeprefix("零")
    fen = 0
    for unit, worth in (("角", 10), ("分", 1)):
        head, found, rest = tail.partition(unit)
        if found:
            if len(head) != 1 or head not in _VALUE:
                raise ValueError(text)
            fen, tail = fen + _VALUE[head] * worth, rest.removeprefix("零")
    if tail:
        raise ValueError(text)
    amount = _read_whole(whole) * 100 + fen
    # what was read must be how the sum is written, or a slip of the pen would pass for a sum
    if _spelling(text, amount) != _spelling(capitals(amount), amount) or not any(
        sign in _VALUE for sign in bare
    ):
        raise ValueError(text)
    return amount


def _spelling(text: str, amount_fen: int) -> str:
    """The capitals without what the rule leaves open: 人民币, 零, 整, 圆 for 元, the 壹 of 壹拾."""
    bare = text.strip().removeprefix("人民币").strip()
    bare = bare[:-1] if bare.endswith(("整", "正")) else bare
    bare = (
        bare.replace("圆", "元")
        .replace("零", "")
        .replace("〇", "")
        .replace("两", "贰")
        .replace("壹拾", "拾")
    )
    return bare if amount_fen >= 100 else bare.replace("元", "")
