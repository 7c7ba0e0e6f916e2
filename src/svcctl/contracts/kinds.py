"""The kinds of value in a contract file: whether a value is one, and how JSON Schema says so."""

import re
from datetime import date, datetime
from typing import Any, NamedTuple

from svcctl.billing.dates import EARLIEST, LATEST, parse_period
from svcctl.billing.money import decimal, fen, parse_share
from svcctl.billing.printable import printable

LONGEST_KEY = 60  # signs: ids name files, folders of packs and lines of every list
KEY = r"^[a-z0-9]+(-[a-z0-9]+)*$"

AFTER = (
    "signing",
    "award-notice",
    "start-notice",
    "year-start",
    "year-end",
    "period-start",
    "period-end",
    "term-end",
    "receipt",
)
OF_KEYS = ("receipt", "payment", "lodged")  # events of a document, an instalment, a guarantee


class Kind(NamedTuple):
    """A kind of value: whether a value is one, and how JSON Schema says so."""

    holds: Any
    schema: dict[str, Any]


def _succeeds(parse: Any, value: Any) -> bool:
    try:
        return isinstance(value, str) and parse(value) is not None
    except ValueError:
        return False


def _is_money(value: Any) -> bool:
    return (
        isinstance(value, str)
        and re.fullmatch(r"[0-9]{1,13}\.[0-9]{2}", value) is not None
        and fen(value) >= 0
    )


def _is_rate_or_nought(value: Any) -> bool:
    plain = _succeeds(parse_share, value) and len(value) < 20
    return plain and parse_share(value) >= 0 and not value.startswith("-")


def _is_share(value: Any) -> bool:
    return _is_rate_or_nought(value) and parse_share(value) > 0


def _is_decimal(value: Any) -> bool:
    plain = isinstance(value, str) and re.fullmatch(_DECIMAL, value) is not None
    return plain and _succeeds(decimal, value)


_DECIMAL = r"[0-9]{1,13}(\.[0-9]{1,6})?"


def _is_retain(value: Any) -> bool:
    return _is_money(value) or _is_share(value)


def _is_points(value: Any) -> bool:
    return type(value) is int and 0 <= value <= 10000


def _is_points_off(value: Any) -> bool:
    return _is_decimal(value) and decimal(value) > 0


_SPAN = r"[1-9][0-9]{0,4} (calendar-day|day|month|year)s?"


def _is_span(value: Any) -> bool:
    plain = isinstance(value, str) and re.fullmatch(_SPAN, value) is not None
    return plain and _succeeds(parse_period, value)


def _is_title(value: Any) -> bool:
    if isinstance(value, dict):
        return (
            bool(value)
            and set(value) <= {"zh", "en"}
            and all(_is_text(text) for text in value.values())
        )
    return _is_text(value)


def _is_line(value: Any) -> bool:
    return isinstance(value, str) and value == printable(value)


def _is_text(value: Any) -> bool:
    return _is_line(value) and bool(value.strip())


def _is_key(value: Any) -> bool:
    if not isinstance(value, str) or len(value) > LONGEST_KEY:
        return False
    return re.fullmatch(KEY, value) is not None


def _is_date(value: Any) -> bool:
    plain = isinstance(value, date) and not isinstance(value, datetime)
    return plain and EARLIEST <= value <= LATEST


def _is_after(value: Any) -> bool:
    head, _, key = value.partition(":") if isinstance(value, str) else ("", "", "")
    return value in AFTER or (head in OF_KEYS and _is_key(key))


def _is_day_of_year(value: Any) -> bool:
    # in a leap year, so that 29 February is one: in other years it is that month's last
    return _succeeds(lambda text: date.fromisoformat(f"2000-{text}"), value) and len(value) == 5


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 < value <= 36500


def _is_years(value: Any) -> bool:
    return type(value) is int and 0 < value < 100


def _is_hours(value: Any) -> bool:
    hour = r"([01]\d|2[0-3]):[0-5]\d"
    # 24:00 ends a shift of the night that goes on at 00:00; none is over midnight itself
    return (
        isinstance(value, str)
        and re.fullmatch(f"{hour}-({hour}|24:00)", value) is not None
        and value[:5] < value[6:]
    )


def _list_of(holds: Any) -> Any:
    return lambda value: (
        isinstance(value, list) and bool(value) and all(holds(item) for item in value)
    )


_TEXT = {"type": "string", "minLength": 1}
_KEY = {"type": "string", "pattern": KEY, "maxLength": LONGEST_KEY}
_SHARE = {"type": "string", "pattern": r"^\d+(\.\d+)?\s*[%％‰]$"}
_MONEY = {"type": "string", "pattern": r"^[0-9]{1,13}\.[0-9]{2}$"}

KINDS: dict[str, Kind] = {
    "version": Kind(lambda value: type(value) is int and value == 1, {"const": 1}),
    "id": Kind(lambda value: _is_key(value) and value not in ("calendar", "store", "all"), _KEY),
    "text": Kind(_is_text, _TEXT),
    "texts": Kind(_list_of(_is_text), {"type": "array", "items": _TEXT, "minItems": 1}),
    "blank": Kind(_is_line, {"type": "string"}),
    "title": Kind(
        _is_title,
        {
            "oneOf": [
                _TEXT,
                {
                    "type": "object",
                    "properties": {"zh": _TEXT, "en": _TEXT},
                    "additionalProperties": False,
                    "minProperties": 1,
                },
            ]
        },
    ),
    "calendar": Kind(
        lambda value: isinstance(value, str) and re.fullmatch(r"CN(-[A-Z]{2})?", value) is not None,
        {"type": "string", "pattern": "^CN(-[A-Z]{2})?$"},
    ),
    "date": Kind(_is_date, {"type": "string", "format": "date"}),
    "dates": Kind(
        _list_of(_is_date),
        {"type": "array", "items": {"type": "string", "format": "date"}, "minItems": 1},
    ),
    "day-of-month": Kind(
        lambda value: type(value) is int and 1 <= value <= 31,
        {"type": "integer", "minimum": 1, "maximum": 31},
    ),
    # no month has fewer working days than that, whatever the festivals
    "first-days": Kind(
        lambda value: type(value) is int and 1 <= value <= 15,
        {"type": "integer", "minimum": 1, "maximum": 15},
    ),
    "day-of-year": Kind(
        _is_day_of_year,
        {
            "type": "string",
            "pattern": r"^((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)"
            r"|02-(0[1-9]|[12]\d))$",
        },
    ),
    "money": Kind(_is_money, _MONEY),
    "money-list": Kind(_list_of(_is_money), {"type": "array", "items": _MONEY, "minItems": 1}),
    "share": Kind(_is_share, _SHARE),
    "share-list": Kind(_list_of(_is_share), {"type": "array", "items": _SHARE, "minItems": 1}),
    "decimal": Kind(_is_decimal, {"type": "string", "pattern": f"^{_DECIMAL}$"}),
    "points-off": Kind(_is_points_off, {"type": "string", "pattern": f"^(?=.*[1-9]){_DECIMAL}$"}),
    "retain": Kind(_is_retain, {"oneOf": [_MONEY, _SHARE]}),
    "points": Kind(_is_points, {"type": "integer", "minimum": 0, "maximum": 10000}),
    "rate": Kind(_is_share, _SHARE),
    "rate-or-nought": Kind(_is_rate_or_nought, _SHARE),
    "count": Kind(_is_count, {"type": "integer", "minimum": 1, "maximum": 36500}),
    "years": Kind(_is_years, {"type": "integer", "minimum": 1, "maximum": 99}),
    "false": Kind(lambda value: value is False, {"const": False}),
    "boolean": Kind(lambda value: isinstance(value, bool), {"type": "boolean"}),
    "key": Kind(_is_key, _KEY),
    "keys": Kind(_list_of(_is_key), {"type": "array", "items": _KEY, "minItems": 1}),
    "after": Kind(
        _is_after,
        {
            "type": "string",
            "pattern": f"^({'|'.join(AFTER)}|({'|'.join(OF_KEYS)}):[a-z0-9]+(-[a-z0-9]+)*)$",
        },
    ),
    "span": Kind(_is_span, {"type": "string", "pattern": f"^{_SPAN}$"}),
    "duration": Kind(
        lambda value: _succeeds(parse_period, value),
        {
            "type": "string",
            "pattern": r"^[1-9]\d*([mh]| (calendar-|working-)?days?| months?| years?)$",
        },
    ),
    "hours-list": Kind(_list_of(_is_hours), {"type": "array", "items": _TEXT, "minItems": 1}),
    "choice": Kind(lambda value: isinstance(value, str), {"type": "string"}),
    "readings": Kind(
        lambda value: isinstance(value, dict) and all(_is_text(text) for text in value.values()),
        {"type": "object", "additionalProperties": _TEXT},
    ),
}
