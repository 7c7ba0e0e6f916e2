"""Prints the figures of the house: the length of its functions and lines, how much says why."""

import ast
import io
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

SOURCES = Path(__file__).parents[1] / "src" / "svcctl"
CATALOGUES = ("i18n", "words")
NO_TOKENS = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
NO_TOKENS |= {tokenize.ENDMARKER, tokenize.ENCODING}
LONG_LINE, LONG_FUNCTION = 100, 40


class Function(NamedTuple):
    """One function: where it stands, the tokens of its body, its lines with the signature."""

    place: str
    tokens: int
    lines: int


class Figures(NamedTuple):
    """What was counted of a tree of sources; lines are those that are not blank."""

    functions: list[Function]
    lines: list[str]
    comments: int


def functions_of(text: str, name: str) -> Iterator[Function]:
    """Every function of a module; an inner one counts in its own and in its outer one."""
    tokens = [
        t for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.type not in NO_TOKENS
    ]
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        body = node.body[1:] if ast.get_docstring(node) is not None else node.body
        inside = 0
        if body:
            first, last = (
                (body[0].lineno, body[0].col_offset),
                (body[-1].end_lineno, body[-1].end_col_offset),
            )
            inside = sum(
                first <= (t.start[0], _bytes(t)) and (t.end[0], _bytes_end(t)) <= last
                for t in tokens
            )
        yield Function(
            f"{name}:{node.lineno} {node.name}", inside, (node.end_lineno or 0) - node.lineno + 1
        )


def _bytes(token: tokenize.TokenInfo) -> int:
    """Where a token begins in bytes, as the syntax tree counts."""
    return (
        len(token.line.splitlines(keepends=True)[0][: token.start[1]].encode())
        if token.line
        else token.start[1]
    )


def _bytes_end(token: tokenize.TokenInfo) -> int:
    """Where a token ends in bytes, as the syntax tree counts."""
    lines = token.line.splitlines(keepends=True)
    return len(lines[-1][: token.end[1]].encode()) if lines else token.end[1]


def figures(folder: Path) -> Figures:
    """What the modules below a folder come to, catalogues left out."""
    functions: list[Function] = []
    lines: list[str] = []
    comments = 0
    for path in sorted(folder.rglob("*.py")):
        name = path.relative_to(folder)
        if name.parts[:2] == CATALOGUES:
            continue
        text = path.read_text(encoding="utf-8")
        functions += functions_of(text, str(name))
        lines += [line for line in text.splitlines() if line.strip()]
        comments += sum(_says_why(t) for t in tokenize.generate_tokens(io.StringIO(text).readline))
    return Figures(functions, lines, comments)


def _says_why(token: tokenize.TokenInfo) -> bool:
    """Whether a token is a comment for people, not a ruler and not a word to a tool."""
    text = token.string.lstrip("# ")
    tool = text.startswith(("noqa", "type:", "fmt:", "--"))
    return token.type == tokenize.COMMENT and not tool


def main() -> int:
    """The figures, a line each; with names as arguments, the longest functions too."""
    found = figures(SOURCES)
    tokens = [function.tokens for function in found.functions]
    tall = [function for function in found.functions if function.lines > LONG_FUNCTION]
    wide = sum(len(line) > LONG_LINE for line in found.lines)
    lines = len(found.lines)
    print(f"functions                        {len(tokens)}")
    print(
        f"tokens a function, median / p90  {median(tokens):.0f} / {quantiles(tokens, n=10)[-1]:.0f}"
    )
    print(f"functions over {LONG_FUNCTION} lines          {len(tall)}")
    print(f"lines that are not blank         {lines}")
    print(f"lines over {LONG_LINE} characters        {wide} ({100 * wide / lines:.1f} %)")
    print(f"mean line                        {sum(map(len, found.lines)) / lines:.0f}")
    print(f"why-comments in 100 lines        {100 * found.comments / lines:.1f}")
    for function in tall:
        print(f"  {function.lines:>3} lines  {function.place}")
    if "--largest" in sys.argv:
        for function in sorted(found.functions, key=lambda each: -each.tokens)[:40]:
            print(f"  {function.tokens:>4} tokens  {function.place}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
