"""Text laid out by terminal cells: Chinese characters are two wide."""

from unicodedata import combining, east_asian_width


class _Cells(dict[str, int]):
    """The cells of each character, looked up once."""

    def __missing__(self, sign: str) -> int:
        found = self[sign] = 0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1
        return found


_CELLS = _Cells()


def cells(text: str) -> int:
    """How many terminal cells a text takes."""
    return len(text) if text.isascii() else sum(map(_CELLS.__getitem__, text))


def pad(text: str, width: int, right: bool = False) -> str:
    """The text filled with blanks to so many cells; `right` puts the blanks before it."""
    gap = " " * max(width - cells(text), 0)
    return gap + text if right else text + gap


def cut_to(text: str, width: int) -> str:
    """The text, or as much of it as fits with two dots that tell it goes on."""
    if cells(text) <= width:
        return text
    kept = ""
    while cells(kept + text[len(kept)]) <= width - 2:
        kept += text[len(kept)]
    return kept + ".."


CLOSING = "，。；：、！？）》”’」』】〕％"
OPENING = "（《“‘「『【〔"


def wrap(text: str, width: int, indent: str = "") -> list[str]:
    """Lines of at most so many cells; later ones are indented, closing marks never start one."""
    if cells(text) <= width:
        return [text.rstrip()]
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if cells(line) + cells(piece.rstrip()) > width and line.strip():
            lines.append(line.rstrip())
            line = indent + piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


def _pieces(text: str) -> list[str]:
    """The pieces a line may break between: Chinese characters, Latin words with their blank."""
    pieces: list[str] = []
    joined = False
    for sign in text:
        wide = cells(sign) == 2
        after_word = (
            pieces and not wide and not pieces[-1].endswith(" ") and cells(pieces[-1][-1]) == 1
        )
        if pieces and (
            after_word or joined or sign in CLOSING or (sign == " " and cells(pieces[-1][-1]) == 2)
        ):
            pieces[-1] += sign
        else:
            pieces.append(sign)
        joined = sign in OPENING
    return pieces
