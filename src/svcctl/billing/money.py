"""Money in whole fen: parsing, writing, shares, and cutting a sum into parts that add up to it."""

from collections.abc import Iterable, Sequence

FEN_PER_YUAN = 100
SHARE_DIGITS = 10  # a share is held in units of 10^-10, so that "33.33333333%" is exact
ONE: int = 10**SHARE_DIGITS
_MARKS = {"%": 2, "％": 2, "‰": 3}
_MYRIAD = {"万": 4, "亿": 8}


def _scaled(text: str, digits: int) -> int:
    """A plain decimal number times 10^digits, exactly; ValueError for more digits than that."""
    whole, dot, decimals = text.partition(".")
    bare = whole.removeprefix("-")
    if not text.isascii() or not bare.isdigit() or (dot and not decimals.isdigit()):
        raise ValueError(text)
    # 1.500 yuan is a sum of whole fen, 1.505 is not: only digits that say something are too many
    decimals = decimals.rstrip("0")
    if len(decimals) > digits:
        raise ValueError(text)
    value = int(bare + decimals.ljust(digits, "0"))
    return -value if whole.startswith("-") else value


def fen(text: str) -> int:
    """Fen of a sum in yuan as a contract file writes it ("870000.00"); else ValueError."""
    return _scaled(text, 2)


def parse_sum(text: str) -> int:
    """Fen of a sum as people type it: 203,000.00, ￥203000元, 20.3万; ValueError if ambiguous."""
    bare = (
        text.strip()
        .removeprefix("￥")
        .removeprefix("¥")
        .removesuffix("元")
        .strip()
        .replace("，", ",")
    )
    shift = _MYRIAD.get(bare[-1:], 0)
    bare = bare[:-1] if shift else bare
    whole, _, decimals = bare.partition(".")
    head, *groups = whole.removeprefix("-").split(",")
    # 12,34.00 is a slip of the comma, and nobody can tell of which figure: refused rather than read
    if groups and (
        not 1 <= len(head) <= 3 or head.startswith("0") or any(len(group) != 3 for group in groups)
    ):
        raise ValueError(text)
    if len(decimals) > 2 + shift:
        raise ValueError(text)
    return _scaled(whole.replace(",", "") + bare[len(whole) :], 2 + shift)


def decimal(text: str) -> int:
    """A quantity or unit price of up to six decimals, in millionths; ValueError for more."""
    return _scaled(text, 6)


def yuan(amount_fen: int) -> str:
    """The sum in yuan with two decimals and no separators: 20300000 -> "203000.00"."""
    sign, rest = ("-", -amount_fen) if amount_fen < 0 else ("", amount_fen)
    return f"{sign}{rest // FEN_PER_YUAN}.{rest % FEN_PER_YUAN:02d}"


def grouped(amount_fen: int) -> str:
    """The sum in yuan as people read it: 20300000 -> "203,000.00"."""
    sign, rest = ("-", -amount_fen) if amount_fen < 0 else ("", amount_fen)
    return f"{sign}{rest // FEN_PER_YUAN:,}.{rest % FEN_PER_YUAN:02d}"


def parse_share(text: str) -> int:
    """A share or rate ("70%", "0.5‰") in units of 10^-10; ValueError where it carries no mark."""
    mark = text[-1:]
    if mark not in _MARKS:
        raise ValueError(text)
    return _scaled(text[:-1].strip(), SHARE_DIGITS - _MARKS[mark])


def share_of(amount_fen: int, share: int) -> int:
    """That share of a sum, rounded half up to the fen."""
    return (amount_fen * share * 2 + ONE) // (2 * ONE)


def portions(amount_fen: int, shares: Sequence[int]) -> tuple[int, ...]:
    """Each share of the sum in turn, rounded half up, and never more than is still left of it."""
    left = amount_fen
    parts = []
    for share in shares:
        # shares may leave a rest that other instalments take, so unlike `cut` the last part takes
        # no remainder
        parts.append(min(share_of(amount_fen, share), left))
        left -= parts[-1]
    return tuple(parts)


def cut(amount_fen: int, weights: Iterable[int]) -> tuple[int, ...]:
    """The sum cut by weight: half up to the fen, the last part takes the remainder.

    However it is cut, no part is negative and the parts add up to the sum.
    """
    weights = tuple(weights)
    whole = sum(weights)
    left = amount_fen
    parts = []
    for weight in weights[:-1]:
        # rounding up many small parts could ask for more than there is; the limit keeps the last
        # one from falling below nought
        parts.append(min((amount_fen * weight * 2 + whole) // (2 * whole), left))
        left -= parts[-1]
    return (*parts, left)


def running(amount_fen: int, weights: Sequence[int]) -> tuple[int, ...]:
    """The sum cut by running totals: each part is the rounded share so far, less the one before.

    So parts of one weight differ by one fen at most, and always add up.
    """
    whole, so_far, taken = sum(weights), 0, 0
    parts = []
    for weight in weights:
        so_far += weight
        share = (amount_fen * so_far * 2 + whole) // (2 * whole) if whole else 0
        parts.append(share - taken)
        taken = share
    return tuple(parts)
