"""What people type, read: dates, times, sums, instalments, roles; the ambiguous is refused."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar
from unicodedata import category, decomposition, normalize

from svcctl.billing.dates import EARLIEST, LATEST
from svcctl.billing.money import grouped, parse_sum
from svcctl.billing.printable import BREAKS, printable
from svcctl.billing.refusal import Refusal
from svcctl.workspace import SHANGHAI, stamp, today

T = TypeVar("T")
# compiled when first asked for: most commands are typed without a date
_DAY = r"(\d{1,2})"
_PARTED = rf"-{_DAY}-{_DAY}|/{_DAY}/{_DAY}|\.{_DAY}\.{_DAY}|年{_DAY}月{_DAY}日"
_DATE = rf"(\d{{4}})(?:{_PARTED}|(\d{{2}})(\d{{2}}))$"
_RELATIVE = {"今天": 0, "今日": 0, "today": 0, "昨天": -1, "昨日": -1, "yesterday": -1,
             "前天": -2, "前日": -2}  # fmt: skip
_WRITTEN = r"([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]$"
_YEARLESS = r"(\d{1,2}|[一二三四五六七八九十]{1,3})月(\d{1,2}|[一二三四五六七八九十]{1,3})[日号]?$"
_FIGURES = "〇一二三四五六七八九"
_TIME = r"\d{4}-?\d\d-?\d\d[T ]"
_HANDLE = r"[^\W\d_][\w-]{0,31}$"


def half_width(text: str) -> str:
    """What was typed, in Latin signs: Chinese input methods write full-width digits and signs."""
    # a superscript is no digit that somebody meant
    return "".join(
        s if decomposition(s).startswith("<super>") else normalize("NFKC", s) for s in text
    ).strip()


def parse_date(text: str) -> date:
    """A date as people write it: 2026-04-08, 20260408, 2026年4月8日, 今天; from 1980 to 2107."""
    found = _day(text)
    if not EARLIEST <= found <= LATEST:
        raise Refusal("entry.far", text=text)
    return found


def _day(text: str) -> date:
    if (
        len(text) == 10 and text.isascii() and text[4] == text[7] == "-"
    ):  # as programs write it, in lists of thousands
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    bare = re.sub(r" *([年月日号]) *", r"\1", half_width(text))
    bare = f"{bare[:-1]}日" if bare.endswith("号") else bare
    if bare.lower() in _RELATIVE:
        return today() + timedelta(days=_RELATIVE[bare.lower()])
    if found := re.match(_DATE, bare):
        year, month, day = (int(part) for part in found.groups() if part)
        try:
            return date(year, month, day)
        except ValueError:
            pass
    if found := re.match(_WRITTEN, bare):
        try:
            return date(*(figure(part) for part in found.groups()))
        except ValueError:
            pass
    if re.match(_YEARLESS, bare):
        raise Refusal("entry.date-year", text=text, year=today().year)
    raise Refusal("entry.date", text=text)


def figure(written: str) -> int:
    """A number of a date in Chinese characters: 二〇二五, 七, 十二, 二十, 三十一; else ValueError."""
    tens, ten, ones = written.rpartition("十")
    if ten:
        return 10 * _FIGURES.index(tens or "一") + (_FIGURES.index(ones) if ones else 0)
    if len(written) not in (1, 4):
        raise ValueError(written)
    return int("".join(str(_FIGURES.index(sign)) for sign in written.replace("零", "〇")))


def parse_time(text: str) -> str:
    """A moment as the journal writes it; a date alone is its end, without zone Shanghai's."""
    try:
        day = _day(text)
        moment = datetime(day.year, day.month, day.day, tzinfo=SHANGHAI) + timedelta(
            days=1, microseconds=-1
        )
    except Refusal:
        from dateutil.parser import isoparse

        try:
            moment = isoparse(text.strip().replace(" ", "T", 1))
            moment += _to_its_end(text)
        except ValueError:
            raise Refusal("entry.time", text=text) from None
        if not re.match(_TIME, text.strip()):
            raise Refusal("entry.time", text=text) from None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
    if not EARLIEST <= moment.date() <= LATEST:
        raise Refusal("entry.far", text=text)
    return stamp(moment.astimezone(UTC))


def _to_its_end(text: str) -> timedelta:
    """A time typed in whole minutes or seconds is meant to its end, as a date to its last."""
    clock = re.split(r"[Zz+-]", re.split(r"[Tt ]", text.strip(), maxsplit=1)[-1])[0]
    if "." in clock or "," in clock:
        return timedelta()
    length = {6: timedelta(seconds=1), 4: timedelta(minutes=1)}.get(
        sum(map(str.isdigit, clock)), timedelta(hours=1)
    )
    return length - timedelta(microseconds=1)


def parse_money(text: str) -> int:
    """Fen of a sum above nought as people write it: 203000, 203,000.00, 20.3万."""
    bare = re.sub(r" (?=[万亿元])", "", half_width(text))
    try:
        amount = _fen(bare)
    except (ValueError, IndexError):
        raise Refusal("entry.sum", text=text) from None
    if amount <= 0:
        raise Refusal("entry.sum-nought", text=text)
    if amount >= 10**15:
        raise Refusal("entry.sum-large", text=text)
    return amount


def _fen(bare: str) -> int:
    try:
        return parse_sum(bare)
    except (ValueError, IndexError):
        from svcctl.billing.capitals import read_capitals

        return read_capitals(bare)  # 壹拾万元整, as forms have it


def parse_quantity(text: str) -> tuple[str, str]:
    """ITEM=QUANTITY, the quantity a plain number."""
    item, equals, quantity = half_width(text).partition("=")
    if not equals or not re.fullmatch(r"[0-9]{1,13}(\.[0-9]{1,6})?", quantity.strip()):
        raise Refusal("entry.quantity", text=text)
    return item.strip(), quantity.strip()


def parse_money_or_nought(text: str, unit: str = "") -> int:
    """Fen of a sum that may be nought; `unit` is 万 where it is in ten thousands of yuan."""
    return (
        0
        if half_width(text).replace(".", "").strip("0") == "" and text.strip()
        else parse_money(text + unit)
    )


def _whole(text: str, most: int) -> int | None:
    """The whole number that was typed, from 0 to `most`; None where it is none."""
    readable = text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if readable and int(text) <= most else None


def parse_days(text: str, name: str = "DAYS") -> int:
    """A number of calendar days, for the option of that name: 30, 30d, 30天."""
    found = _whole(half_width(text).lower().removesuffix("d").removesuffix("天").strip(), 36_500)
    if found is None:
        raise Refusal("entry.days", name=name, text=text)
    return found


def parse_number(text: str, name: str = "N") -> int:
    """A whole number from 0 to 100,000, for the option of that name."""
    found = _whole(half_width(text), 100_000)
    if found is None:
        raise Refusal("entry.number", name=name, text=text)
    return found


def parse_count(text: str) -> int:
    """A number of working days, 0 to 100,000."""
    found = _whole(half_width(text), 100_000)
    if found is None:
        raise Refusal("entry.count", text=text)
    return found


def parse_year(text: str, name: str = "") -> int:
    """A calendar year of four digits, for the option of that name or an argument."""
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise Refusal("entry.year-of" if name else "entry.year", name=name, text=text)
    return int(text)


def parse_text(text: str) -> str:
    """Free text as it is kept: breaks are blanks, what is not seen is left out, controls refused.

    Texts that were copied bring such signs along; a number with one would match no bank's list.
    """
    if text.isprintable():
        return text
    kept = "".join(" " if s in BREAKS else s for s in text if s in BREAKS or category(s) != "Cf")
    if kept != printable(kept):
        raise Refusal("entry.control", text=text)
    return kept.strip()


def parse_event(text: str) -> tuple[str, int]:
    """Chain and sequence number of an event as it is shown, CHAIN#SEQ, or the number alone."""
    chain, _, seq = half_width(text).rpartition("#")
    if not (seq.isascii() and seq.isdigit() and len(seq) < 10):
        raise Refusal("entry.event", text=text)
    return chain, int(seq)


def parse_invoice(text: str) -> str:
    """The 20 digits of a fully digital e-invoice, or an older one's code and number together.

    Paper and tax-control invoices have a code of 10 or 12 digits and a number of 8; blanks between
    do not matter.
    """
    bare = "".join(half_width(text).split())
    if not re.fullmatch(r"[0-9]{18}|[0-9]{20}", bare):
        raise Refusal("invoice.number", text=text)
    return bare


def parse_percent(text: str) -> str:
    """A tax rate as it is kept: 6% for 6% and for 6."""
    bare = half_width(text)
    return f"{bare}%" if re.fullmatch(r"[1-9]\d?", bare, re.ASCII) else bare


def parse_actor(text: str) -> str:
    """A role handle such as finance or 财务科; kept for good, so nothing like a person's number."""
    if not re.match(_HANDLE, text.strip()) or re.search(r"\d{5}", text):
        raise Refusal("entry.actor", text=text)
    return text.strip()


def parse_key(text: str) -> str:
    """What a script tells its commands apart by: signs that can be seen, a hundred at most."""
    if not 0 < len(text) <= 100 or not text.isprintable() or text != text.strip():
        raise Refusal("entry.key", text=text[:30])
    return text


def optional(parse: Callable[[str], T], text: str | None) -> T | None:
    """What was typed, read; None where nothing was."""
    return None if text is None else parse(text)


def parse_parts(texts: Sequence[str], amount: int | None) -> list[tuple[str, int]]:
    """Instalments with their sums, as INSTALMENT=SUM; their total, if typed too, must agree."""
    found = []
    for text in texts:
        name, mark, money = text.replace("＝", "=").partition("=")
        if not mark:
            raise Refusal("payment.for", text=text)
        found.append((name.strip(), parse_money(money)))
    if len(dict(found)) < len(found):
        raise Refusal("payment.for-twice")
    total = sum(fen for _, fen in found)
    if amount not in (None, total):
        raise Refusal("payment.for-sum", amount=grouped(amount or 0), total=grouped(total))
    return found
