"""XML of a package that strangers hand in, read within bounds of size, depth and count."""

from typing import IO
from xml.etree.ElementTree import Element, TreeBuilder, XMLParser
from zipfile import ZipFile

LARGEST = 32 * 2**20  # bytes of one part; a long contract has two MiB of them
DEEPEST = 120  # elements inside one another: a table in a table in a text box has some forty
MOST = 2_000_000  # elements of one part


class _Bounded(TreeBuilder):
    """A tree that is given up where it grows too deep or too large; entities are never unfolded."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = self.count = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        """Count an element in."""
        self.depth += 1
        self.count += 1
        if self.depth > DEEPEST or self.count > MOST:
            raise ValueError("bounds")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        """Leave an element."""
        self.depth -= 1
        return super().end(tag)

    def doctype(self, *_: object) -> None:
        """Entities are the way to a bomb, in any encoding; no office program writes them."""
        raise ValueError("DOCTYPE")


def tree_of(archive: ZipFile, part: str) -> Element:
    """The root of a part of the package; KeyError where it is not there, ValueError beyond bounds."""
    with archive.open(part) as file:
        return _root(file)


def _root(file: IO[bytes]) -> Element:
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError("bounds")
    parser = XMLParser(target=_Bounded())
    parser.feed(content)
    root: Element = parser.close()
    return root
