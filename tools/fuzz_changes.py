"""How good inputs are spoilt: bytes, lines, trees, members of archives, cells; all by one draw."""

import csv
import json
import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from datetime import date
from io import BytesIO, StringIO
from random import Random
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MARK = "Zq7"  # stands in every text that must not become a formula, markup or a command
FORMULAS = (
    f'=HYPERLINK("http://{MARK}.example/","{MARK}")',
    f"+{MARK}",
    f"-{MARK}+1",
    f"@SUM({MARK})",
    f"=cmd|'/c {MARK}'!A0",
    f"\t={MARK}",
    f"\r={MARK}",
    f"＝{MARK}",
)
MARKUP = (
    f"<script>{MARK}()</script>",
    f'"><img src={MARK} on{MARK}=1><{MARK}>',
    f"<{MARK} {MARK}='1'/>",
    f"]]></w:t><{MARK}/>",
    f"--><{MARK}>",
    f"</style><{MARK}>",
    "&lt;&#60;&amp;&#0;",
    f"{{{{ {MARK} }}}}{{% for i in range(9) %}}",
)
STEERING = (
    "\x1b[2K\x1b[1A",
    "\x1b]0;x\x07",
    "\x9b31m",
    "\u202egpj.exe",
    "\u2066a\u2069",
    "a\u200bb",
    "\x00",
    "a\x00b",
    "\ud800",
    "\udcff",
    "\u2028",
    "\r\n",
    "\x7f\x85",
    "\ufeff",
    "\ufffe\uffff",
    "\U000e0041",
    "\n\n\n",
    "\x0c\x0b",
)
WORDS = (
    "",
    " ",
    "-",
    "--",
    ".",
    "..",
    "null",
    "None",
    "NaN",
    "-inf",
    "true",
    "%s%n{0}{x}",
    "\\",
    "'\"`$(x)",
    "a" * 300,
    "长" * 5000,
    "٣٤",
    "²",
    "①",
    "Ⅷ",
    "零〇",
    "e\u0301" * 50,
    "👩‍👩‍👧",
    "ﷺ",
    "CON",
    ":",
    "Y1-advance",
    "Y99999-advance",
    "zyfy-his-2025:",
    "#1",
    "zyfy-his-2025#1",
)
NUMBERS = (
    "0",
    "-0",
    "-1",
    "1",
    "0.005",
    "1e5",
    "1E400",
    "1e-400",
    "9" * 18,
    "9" * 40,
    "9" * 5000,
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "4294967296",
    "1,2,3",
    "1_000",
    "0x10",
    "１２３",
    "20.3万",
    "99999999999999亿",
    "100%",
    "-1%",
    "1000%",
    "0%",
    "1‰",
    "0.0000000000001%",
    "3.14.15",
    "366",
    "100000",
)
DATES = (
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "2025-02-30",
    "2024-02-29",
    "1899-12-30",
    "1900-02-29",
    "2100-01-01",
    "-2025-01-01",
    "20250305",
    "2025/3/5",
    "2025年3月5日",
    "2025-03-05T25:61:61",
    "2025-03-05T12:00:00+99:99",
    "9999-12-31T23:59:59-14:00",
    "0001-01-01T00:00:00+14:00",
    "2025-06-31",
    "2026-04-16 16:30",
)
NASTY = (*FORMULAS, *MARKUP, *STEERING, *WORDS, *NUMBERS, *DATES)


def text(draw: Random) -> str:
    """A text that nobody should type."""
    kind = draw.randrange(10)
    if kind < 6:
        return draw.choice(NASTY)
    if kind < 8:
        return draw.choice(NASTY) + draw.choice(NASTY)
    return "".join(chr(draw.choice((draw.randrange(1, 128), draw.randrange(0x10FFFF))))
                   for _ in range(draw.randrange(1, 20)))  # fmt: skip


def short(draw: Random) -> str:
    """The same, of a length that a name or a title may have."""
    return text(draw)[:200]


# -- bytes and lines -------------------------------------------------------------------------------


def _flip(draw: Random, content: bytearray) -> None:
    for _ in range(draw.choice((1, 1, 1, 2, 8))):
        content[draw.randrange(len(content))] ^= 1 << draw.randrange(8)


def _cut(draw: Random, content: bytearray) -> None:
    del content[draw.randrange(len(content)) :]


def _drop(draw: Random, content: bytearray) -> None:
    start = draw.randrange(len(content))
    del content[start : start + draw.randrange(1, 64)]


def _double(draw: Random, content: bytearray) -> None:
    start = draw.randrange(len(content))
    piece = content[start : start + draw.randrange(1, 200)]
    content[start:start] = piece * draw.choice((1, 1, 2, 50))


def _insert(draw: Random, content: bytearray) -> None:
    start = draw.randrange(len(content) + 1)
    content[start:start] = text(draw).encode("utf-8", "surrogatepass")


def _noise(draw: Random, content: bytearray) -> None:
    start = draw.randrange(len(content))
    content[start : start + draw.randrange(1, 16)] = draw.randbytes(draw.randrange(1, 16))


def _extreme(draw: Random, content: bytearray) -> None:
    found = list(re.finditer(rb"\d+", content))
    if found:
        where = draw.choice(found)
        what = draw.choice((*NUMBERS, *DATES)).encode()
        content[where.start() : where.end()] = what


def _filled(draw: Random, content: bytearray) -> None:
    start = draw.randrange(len(content))
    size = draw.choice((1, 2, 4, 8))
    content[start : start + size] = draw.choice((b"\0", b"\xff", b"\x7f", b"\x80")) * size


def _lines(draw: Random, content: bytearray) -> None:
    lines = bytes(content).split(b"\n")
    kind, at = draw.randrange(5), draw.randrange(len(lines))
    if kind == 0:
        draw.shuffle(lines)
    elif kind == 1:
        lines[at:at] = [lines[at]] * draw.choice((1, 2, 300))
    elif kind == 2:
        del lines[at]
    elif kind == 3:
        other = draw.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]
    else:
        lines[at] = text(draw).encode("utf-8", "surrogatepass")
    content[:] = b"\n".join(lines)


SPOILERS: tuple[Callable[[Random, bytearray], None], ...] = (
    _flip, _flip, _cut, _drop, _double, _insert, _noise, _extreme, _extreme, _filled, _lines, _lines,
)  # fmt: skip


def spoilt(draw: Random, content: bytes) -> bytes:
    """The bytes with one change or some."""
    made = bytearray(content)
    for _ in range(draw.choice((1, 1, 2, 4))):
        if made:
            draw.choice(SPOILERS)(draw, made)
    return bytes(made)


# -- trees: TOML, JSON -----------------------------------------------------------------------------


def _places(tree: Any) -> list[tuple[Any, Any]]:
    """Each place of a tree as what holds it and its key; of deep ones no more than some."""
    found: list[tuple[Any, Any]] = []
    waiting = [tree]
    while waiting and len(found) < 3000:
        holder = waiting.pop()
        for key, value in holder.items() if isinstance(holder, dict) else enumerate(holder):
            found.append((holder, key))
            if isinstance(value, dict | list):
                waiting.append(value)
    return found


class Bare(str):
    """A text that TOML has without quotes."""

    __slots__ = ()


def leaf(draw: Random, like: Any) -> Any:
    """Another value, often of the same kind."""
    if draw.random() < 0.15:
        return draw.choice((None, True, False, [], {}, "", 0, -1, 1.5, [[]], [{}], {"": {}}))
    if isinstance(like, bool) or draw.random() < 0.1:
        return not like
    if isinstance(like, date):
        if draw.random() < 0.2:
            return Bare(draw.choice([day for day in DATES if re.fullmatch(r"[\d-]+", day)]))
        return date(draw.randrange(1975, 2110), draw.randrange(1, 13), draw.randrange(1, 29))
    if isinstance(like, int | float):
        return draw.choice((0, 1, -1, 2, 30, 366, 10**6, 10**9, 2**31, 2**63, 10**30, 0.1, -5, 12))
    if isinstance(like, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", like):
        if draw.random() < 0.6:
            return f"{draw.randrange(1990, 2100)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"
        return draw.choice(DATES)
    if isinstance(like, str) and re.fullmatch(r"[\d.,]+[%‰]?", like):
        return draw.choice(NUMBERS)
    return draw.choice((text(draw), (like if isinstance(like, str) else "") + short(draw)))


def _deep(draw: Random) -> Any:
    found: Any = "x"
    for _ in range(draw.choice((5, 60, 500, 3000))):
        found = [found] if draw.random() < 0.5 else {"a": found}
    return found


def tree(draw: Random, tree: Any) -> Any:
    """The tree (changed in place) with some leaves or branches changed, moved, doubled, dropped."""
    for _ in range(draw.choice((1, 1, 1, 2, 3, 6))):
        places = _places(tree)
        if not places:
            break
        holder, key = draw.choice(places)
        kind = draw.randrange(20)
        if kind < 12:
            holder[key] = leaf(draw, holder[key])
        elif kind < 15:
            del holder[key]
        elif kind < 17:
            other, its = draw.choice(places)
            holder[key] = (
                deepcopy(other[its]) if its in _keys(other) and shallow(other[its]) else None
            )
        elif kind < 18 and isinstance(holder, dict):
            holder[short(draw)] = holder[key]
        elif kind < 19 and isinstance(holder, list):
            holder.extend([holder[key]] * draw.choice((1, 2, 40)))
        else:
            holder[key] = _deep(draw)
    return tree


def shallow(value: Any) -> bool:
    """Whether a tree can be walked without ado."""
    depth, level = 0, [value]
    while level and depth < 40:
        level = [v for each in level if isinstance(each, dict | list)
                 for v in (each.values() if isinstance(each, dict) else each)]  # fmt: skip
        depth += 1
    return not level


def _keys(holder: Any) -> Any:
    return holder if isinstance(holder, dict) else range(len(holder))


def toml(value: dict[str, Any]) -> bytes:
    """A document as TOML; what it cannot hold is left out."""
    lines: list[str] = []
    _table(value, "", lines)
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def _table(table: dict[str, Any], name: str, lines: list[str]) -> None:
    later = []
    for key, value in table.items():
        if value is None:
            continue
        if not shallow(value):
            lines.append(f"{_key(key)} = {_inline(value)}")
        elif isinstance(value, dict) and len(name) < 60:
            later.append((key, [value], "[{}]"))
        elif isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
            later.append((key, value, "[[{}]]"))
        else:
            lines.append(f"{_key(key)} = {_inline(value)}")
    for key, tables, form in later:
        whole = f"{name}.{_key(key)}" if name else _key(key)
        for each in tables:
            lines.append(form.format(whole))
            _table(each, whole, lines)


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else json.dumps(key, ensure_ascii=False)


def _inline(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    depth, opened, closed = 0, [], []
    while (isinstance(value, list) and len(value) == 1) or (
        isinstance(value, dict) and len(value) == 1
    ):
        [inner] = value.values() if isinstance(value, dict) else value
        opened.append("[" if isinstance(value, list) else f"{{{_key(next(iter(value)))} = ")
        closed.append("]" if isinstance(value, list) else "}")
        value, depth = inner, depth + 1
    return "".join(opened) + _flat(value) + "".join(reversed(closed))


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_inline(each) for each in value if each is not None) + "]"
    if isinstance(value, dict):
        pairs = [f"{_key(k)} = {_inline(v)}" for k, v in value.items() if v is not None]
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, bool | int | float | date | Bare):
        return str(value).lower() if isinstance(value, bool | int | float) else str(value)
    return "''" if value is None else json.dumps(str(value), ensure_ascii=False)


def json_bytes(draw: Random, value: Any) -> bytes:
    """A tree as JSON, now and then with what JSON only nearly allows."""
    made = dumped(value)
    kind = draw.randrange(12)
    if kind == 0:
        return (f"[{'[' * 3000}" if draw.random() < 0.5 else '{"a":' * 100_000).encode()
    if kind == 1:
        made = re.sub(r"\d+", lambda _: draw.choice(("NaN", "Infinity", "9" * 5000)), made, count=1)
    if kind == 2:
        made = re.sub(r'"(\w+)":', r'"\1": 1, "\1":', made, count=1)
    return made.encode("utf-8", "surrogatepass")


def dumped(value: Any) -> str:
    """A tree as JSON, however deep."""
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "[" * 20_000 + "]" * 20_000


# -- archives --------------------------------------------------------------------------------------

Members = list[tuple[str, bytes]]
NAMES = (
    "../x", "..\\x", "/x", "C:\\x", "a/../../x", "a\x00b", "", ".", "..", "a" * 300, "con", "\u202ex",
    "x\n", "~/x", "MANIFEST.sha256", "HEAD.html", "xl/workbook.xml", "word/document.xml", "/", "a//b",
    "\ud800", "x:y",
)  # fmt: skip
ZEROS = 24 * 2**20


def members(content: bytes) -> Members:
    """Names and contents of an archive."""
    with ZipFile(BytesIO(content)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def zipped(
    found: Members, stored: bool = False, info: Callable[[ZipInfo], None] | None = None
) -> bytes:
    """An archive of these members, twice the same name too."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED if stored else ZIP_DEFLATED) as archive:
        for name, content in found:
            each = ZipInfo(name.encode("utf-8", "replace").decode())
            each.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
            if info:
                info(each)
            archive.writestr(each, content, compresslevel=1)
    return made.getvalue()


def _xml(draw: Random, content: bytes) -> bytes:
    """A part with its attributes, texts or tags changed."""
    pattern = draw.choice((rb'"[^"]*"', rb">[^<]+<", rb"</?[\w:]+", rb"<[^>]*>"))
    found = list(re.finditer(pattern, content))
    if not found:
        return spoilt(draw, content)
    for _ in range(draw.choice((1, 1, 3))):
        where = draw.choice(found)
        if where.end() > len(content):
            continue
        new = escape(text(draw), {'"': "&quot;"}).encode("utf-8", "surrogatepass")
        old = where[0]
        if old[:1] == b'"':
            new = b'"' + new + b'"'
        elif old[:1] == b">":
            new = b">" + new + b"<"
        elif draw.random() < 0.5:
            new = old * draw.choice((2, 60, 3000))
        content = content[: where.start()] + new + content[where.end() :]
    return content


def _member(draw: Random, found: Members, at: int) -> None:
    name, content = found[at]
    kind = draw.randrange(12)
    if kind < 5:
        found[at] = (name, _xml(draw, content) if b"<" in content[:200] else spoilt(draw, content))
    elif kind < 7:
        found[at] = (name, spoilt(draw, content))
    elif kind == 7:
        found[at] = (draw.choice(NAMES), content)
    elif kind == 8:
        del found[at]
    elif kind == 9:
        found.append((name, draw.choice((content, b"", spoilt(draw, content)))))
    elif kind == 10:
        found.append((draw.choice(NAMES), content))
    else:
        found[at] = (name, bytes(ZEROS) if draw.random() < 0.05 else content * 5)


def _linked(info: ZipInfo) -> None:
    info.external_attr = 0o120777 << 16  # a symbolic link
    info.create_system = 3


def _locked(info: ZipInfo) -> None:
    info.flag_bits |= 1


def archive(draw: Random, content: bytes, stored: bool = False) -> bytes:
    """The archive with changed, renamed, doubled, dropped, bloated members, or spoilt as bytes."""
    if draw.random() < 0.3:
        return spoilt(draw, content)
    found = members(content)
    for _ in range(draw.choice((1, 1, 2, 5))):
        if found:
            _member(draw, found, draw.randrange(len(found)))
    if draw.random() < 0.01:
        found += [(f"many/{at}", b"") for at in range(draw.choice((300, 300, 5_000)))]
    how = draw.choice((None,) * 12 + (_linked, _locked))
    made = zipped(found, stored if draw.random() < 0.95 else not stored, how)
    return spoilt(draw, made) if draw.random() < 0.1 else made


# -- rows ------------------------------------------------------------------------------------------

Rows = list[list[str]]


def rows(draw: Random, found: Sequence[Sequence[str]]) -> Rows:
    """Rows with cells changed, columns swapped, rows doubled."""
    made = [list(row) for row in found]
    for _ in range(draw.choice((1, 1, 2, 5))):
        row = draw.choice(made)
        kind = draw.randrange(12)
        if kind < 7 and row:
            at = draw.randrange(len(row))
            row[at] = draw.choice((text(draw), str(leaf(draw, row[at]))))
        elif kind == 7:
            row.extend([short(draw)[:20]] * draw.choice((1, 1, 3, 3, 3, 1200)))
        elif kind == 8 and row:
            del row[draw.randrange(len(row))]
        elif kind == 9:
            made.extend([list(row)] * draw.choice((1, 1, 2, 2, 2, 300)))
        elif kind == 10:
            made.insert(draw.randrange(len(made) + 1), [short(draw)] * draw.randrange(8))
        elif row:
            row[:] = draw.sample(row, len(row))
    return made


def csv_bytes(draw: Random, found: Rows) -> bytes:
    """Rows as text, in one of the encodings and with one of the delimiters that there are."""
    out = StringIO()
    csv.writer(
        out, delimiter=draw.choice(",,,;\t|"), lineterminator=draw.choice(("\r\n", "\n"))
    ).writerows(found)
    coding = draw.choice(("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16", "latin-1"))
    made = out.getvalue().encode(coding, "replace" if "utf-8" not in coding else "surrogatepass")
    return spoilt(draw, made) if draw.random() < 0.2 else made


BOOK = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": '<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="一" sheetId="1" r:id="r1"/></sheets></workbook>',
}
NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xlsx(draw: Random, found: Rows) -> bytes:
    """Rows as a workbook, with cells of odd kinds, formulas and places among them."""
    lines = []
    for row in found:
        cells = "".join(_cell(draw, value) for value in row)
        given = (
            f' r="{draw.choice((0, -1, 1, 10**6, 10**12, "x"))}"' if draw.random() < 0.02 else ""
        )
        lines.append(f"<row{given}>{cells}</row>")
    merged = (
        '<mergeCells><mergeCell ref="A1:A1048576"/></mergeCells>' if draw.random() < 0.05 else ""
    )
    sheet = f"<worksheet><sheetData>{''.join(lines)}</sheetData>{merged}</worksheet>"
    parts = [(name, content.encode()) for name, content in BOOK.items()]
    made = zipped([*parts, ("xl/s.xml", sheet.encode("utf-8", "replace"))])
    return archive(draw, made) if draw.random() < 0.3 else made


def _cell(draw: Random, value: str) -> str:
    shown = escape(NOT_XML.sub("", value))
    kind = draw.random()
    place = (
        f' r="{draw.choice(("A1", "XFD1", "ZZZ1", "A0", "a", "A99999999999"))}"'
        if draw.random() < 0.01
        else ""
    )
    if kind < 0.9:
        return f'<c{place} t="inlineStr"><is><t>{shown}</t></is></c>'
    if kind < 0.94:
        return f'<c{place} t="{draw.choice(("s", "n", "b", "e", "d", "str", "?"))}" s="{draw.choice((0, 1, -1, 10**9))}"><v>{shown}</v></c>'
    if kind < 0.97:
        return f"<c{place}><f>{shown}</f></c>"
    return f"<c{place}><v>{draw.choice(NUMBERS)}</v></c>"
