"""The lines of a web page: a block or a row of a table each, by the line of its source."""

from html.parser import HTMLParser

from svcctl.wording.found import Line

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
CELLS = ("td", "th")
UNSEEN = ("script", "style", "head", "template", "del", "s", "strike", "noscript")


def lines(text: str, name: str) -> list[Line]:
    """The lines of a page; what is struck through or never shown is left out."""
    reader = _Reader(name)
    reader.feed(text)
    reader.close()
    reader.end_line()
    return reader.lines


class _Reader(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name, self.lines = name, list[Line]()
        self._text, self._begun = "", 0
        self._unseen: list[str] = []
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Begin a block, a cell, or what is never shown."""
        if tag in UNSEEN:
            self._unseen.append(tag)
        elif tag in CELLS:
            if self._cells:
                self._text = f"{self._text.rstrip()}\t"
            self._cells += 1
        elif tag == "tr" or (tag in BLOCKS and not self._cells):
            self.end_line()
            self._cells = 0

    def handle_endtag(self, tag: str) -> None:
        """End what began."""
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        elif tag in ("tr", "table") or (tag in BLOCKS and not self._cells):
            self.end_line()
            self._cells = 0

    def handle_data(self, data: str) -> None:
        """Words, in one piece."""
        if self._unseen:
            return
        if not self._text:
            skipped = len(data) - len(data.lstrip())
            self._begun = self.getpos()[0] + data[:skipped].count("\n")
        joined = " ".join(data.replace("\u00a0", " ").split())
        if joined:
            gap = " " if data[:1].isspace() and self._text[-1:] not in ("", "\t") else ""
            self._text += gap + joined

    def end_line(self) -> None:
        """Keep what was read since the last line."""
        if self._text.strip():
            self.lines.append(Line(self.name, str(self._begun), self._text.rstrip()))
        self._text = ""
