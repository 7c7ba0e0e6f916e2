"""The words of a paper that somebody hands in: text, a page, or a document of Word."""

from io import BytesIO

from svcctl.billing.refusal import Refusal

DOCUMENT = "word/document.xml"
LARGEST = 16 * 2**20  # bytes of XML; a long contract has two of them
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ENCODINGS = ("utf-8-sig", "gb18030")  # pages of the years before 2010 are often in the latter


def text_of(name: str, content: bytes) -> str:
    """The text; Refusal with what to do for a PDF, a .doc, and what is no text at all."""
    if content.startswith(b"PK"):
        return _of_word(name, content)
    if content.lstrip().startswith(b"%PDF"):
        raise Refusal("notice.pdf", file=name)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refusal("notice.doc", file=name)
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal("notice.not-text", file=name)


def _of_word(name: str, content: bytes) -> str:
    """The paragraphs of a .docx, a line each."""
    from xml.etree.ElementTree import ParseError, TreeBuilder, XMLParser
    from zipfile import BadZipFile, ZipFile
    from zlib import error as ZlibError

    try:
        with ZipFile(BytesIO(content)) as archive, archive.open(DOCUMENT) as part:
            xml = part.read(LARGEST + 1)
        if len(xml) > LARGEST:
            raise Refusal("notice.not-text", file=name)

        class Plain(TreeBuilder):
            def doctype(self, *_: object) -> None:
                """Entities are the way to a bomb, in any encoding; Word writes none."""
                raise ValueError("DOCTYPE")

        parser = XMLParser(target=Plain())
        parser.feed(xml)
        paragraphs = parser.close().iter(f"{WORD}p")
        return "\n".join("".join(t.text or "" for t in p.iter(f"{WORD}t")) for p in paragraphs)
    except (BadZipFile, ParseError, ZlibError, KeyError, NotImplementedError, OSError,
            RuntimeError, ValueError):  # fmt: skip
        raise Refusal("notice.not-text", file=name) from None
