"""Text that may stand on a screen or on paper: nothing in it steers a terminal or hides."""

from typing import Any
from unicodedata import category

STEERING = ("Cc", "Cf", "Cs", "Zl", "Zp")  # controls, formats, half characters, line separators
BREAKS = "\t\n\v\f\r\x85\u2028\u2029"


def printable(text: str) -> str:
    """The text on one line: breaks are blanks, what steers or is not seen a question mark."""
    if text.isprintable():
        return text
    return "".join(_shown(sign) for sign in _decoded(text))


def shown(value: Any) -> Any:
    """What a template shows of a value: text is printable, markup of our own stays as it is."""
    return printable(value) if type(value) is str else value


def _shown(sign: str) -> str:
    if sign in BREAKS:
        return " "
    return "?" if category(sign) in STEERING else sign


def _decoded(text: str) -> str:
    """Names out of old archives are GB 18030; Python keeps such bytes as halves of characters."""
    try:
        return text.encode("utf-8", "surrogateescape").decode()
    except UnicodeEncodeError:
        return text
    except UnicodeDecodeError as error:
        try:
            return error.object.decode("gb18030")
        except UnicodeDecodeError:
            return text
