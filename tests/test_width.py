"""Text by terminal cells: measured, filled, cut and broken into lines."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import wcswidth

from svcctl.answers.width import CLOSING, OPENING, cells, cut_to, pad, wrap

ASCII = st.characters(min_codepoint=0x20, max_codepoint=0x7E)
LATIN = st.characters(min_codepoint=0xC0, max_codepoint=0x24F)
IDEOGRAPHS = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
MARKS = st.sampled_from("，。；：、！？（）《》「」『』【】〔〕％￥—…“”‘’·×〇　０９ＡｚΩжé")
TEXT = st.text(st.one_of(ASCII, LATIN, IDEOGRAPHS, MARKS))
PROSE = st.text(
    st.one_of(IDEOGRAPHS, st.sampled_from("abc12 ,.-，。；：、！？（）《》“”「」％")), max_size=60
)
WIDTHS = st.integers(2, 40)


@given(TEXT)
@example("付款期限 2026-04-08（第七条）")
@example("￥203,000.00 “甲方” — …")
def test_cells_are_those_of_wcwidth(text: str) -> None:
    """Chinese characters and full-width marks take two cells, Latin letters one."""
    assert cells(text) == wcswidth(text)


@given(
    st.text(st.one_of(ASCII, IDEOGRAPHS)),
    st.lists(st.sampled_from("\u0301\u0308\u0327"), max_size=3),
)
def test_accents_take_no_cell(text: str, accents: list[str]) -> None:
    """A combining mark stands on the letter before it."""
    assert cells(f"{text}e{''.join(accents)}") == cells(text) + 1


@given(TEXT, st.integers(0, 60), st.booleans())
def test_padding_fills_exactly(text: str, width: int, right: bool) -> None:
    """A padded text is as wide as asked, or as it is where it is wider; the blanks stand on one side."""
    padded = pad(text, width, right)
    assert cells(padded) == max(cells(text), width)
    blanks = " " * (len(padded) - len(text))
    assert padded == (blanks + text if right else text + blanks)


@given(TEXT, WIDTHS)
def test_a_text_is_cut_to_fit(text: str, width: int) -> None:
    """What fits stays; else as much as fits stands before two dots, at most one cell short of the width."""
    cut = cut_to(text, width)
    assert cells(cut) <= width
    if cells(text) <= width:
        assert cut == text
    else:
        assert cut.endswith("..")
        assert text.startswith(cut[:-2])
        assert cells(cut) >= width - 1


def pieces_fit(text: str, width: int) -> bool:
    """Whether every run that may not be broken is shorter than a line: Latin words, and marks with their words."""
    longest = run = 0
    for before, sign in zip(" " + text, text, strict=False):
        bound = (
            (cells(sign) == 1 and cells(before) == 1 and before != " ")
            or sign in CLOSING
            or before in OPENING
        )
        run = (run if bound or sign == " " else 0) + cells(sign)
        longest = max(longest, run)
    return longest <= width


@given(PROSE, st.integers(4, 40), st.integers(0, 3))
@example("1. 收款账户不一致，核实前不得付款（第七条）。", 12, 3)
def test_lines_are_no_wider_than_asked(text: str, width: int, indent: int) -> None:
    """No line is wider than the width, wherever no single word is."""
    text = text.strip()
    if pieces_fit(text, width - indent):
        assert max(map(cells, wrap(text, width, " " * indent))) <= width


@given(PROSE, WIDTHS, st.integers(0, 3))
def test_no_text_is_lost(text: str, width: int, indent: int) -> None:
    """Only blanks go where a line is broken; later lines begin with the indent, none ends with a blank."""
    lines = wrap(text, width, " " * indent)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line == line.rstrip() for line in lines)
    assert all(line.startswith(" " * indent) and line.strip() for line in lines[1:])


@given(PROSE.map(lambda text: "文" + text), st.integers(4, 40))
def test_marks_stay_with_their_words(text: str, width: int) -> None:
    """No line but the first starts with a closing mark, and none but the last ends with an opening one."""
    lines = wrap(text, width)
    assert not any(line[0] in CLOSING for line in lines[1:])
    assert not any(line[-1] in OPENING for line in lines[:-1])


@given(
    st.lists(st.text("abcdefg", min_size=1, max_size=8), min_size=1, max_size=20),
    st.integers(8, 40),
)
def test_latin_words_are_not_broken(words: list[str], width: int) -> None:
    """Words that fit a line stand whole, and each line takes as many of them as it can."""
    lines = wrap(" ".join(words), width)
    assert [word for line in lines for word in line.split(" ")] == words
    for line, after in pairwise(lines):
        assert cells(line) + 1 + cells(after.partition(" ")[0]) > width


@given(st.text(IDEOGRAPHS, min_size=1, max_size=80), WIDTHS)
def test_chinese_fills_its_lines(text: str, width: int) -> None:
    """Chinese without marks is broken anywhere: every line but the last is full to the last pair of cells."""
    *full, last = wrap(text, width)
    assert all(cells(line) == width // 2 * 2 for line in full)
    assert 0 < cells(last) <= width


@pytest.mark.parametrize(
    ("text", "width", "indent", "lines"),
    [
        ("", 10, "", [""]),
        ("付款", 10, "", ["付款"]),
        ("核实前不得付款。", 14, "", ["核实前不得付", "款。"]),
        ("核实前不得付款。", 16, "", ["核实前不得付款。"]),
        ("见（第七条）所载", 6, "", ["见（第", "七条）", "所载"]),
        ("签收后 15 个工作日", 10, "", ["签收后 15", "个工作日"]),
        ("1. 账户不一致", 8, "   ", ["1. 账户", "   不一", "   致"]),
        ("a long word: incomprehensible", 8, "", ["a long", "word:", "incomprehensible"]),
    ],
)
def test_lines_as_they_are_broken(text: str, width: int, indent: str, lines: list[str]) -> None:
    """Marks stay with the character before them, numbers whole; a word wider than the line stands alone."""
    assert wrap(text, width, indent) == lines
