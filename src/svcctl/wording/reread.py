"""Which figures of a clause nothing has read: no proposed value's words, no question, nothing said again."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from svcctl.wording.accounted import Span, spans_of
from svcctl.wording.figures import cells, figures
from svcctl.wording.found import Line, Question, Value
from svcctl.wording.numerals import NUMBER, date_of, period_of, sum_of, whole
from svcctl.wording.running import Run, sentences

_SHORT = 8  # signs of words that may stand twice in a line and be read once
_NEAR = 12  # signs between a figure and what it is told as once more
_BELOW = re.compile("(?:低于|不[足满到]|未[达到满]+|[至到~—-]+第?)$")
_ABOVE = re.compile("内?以[下内]|[至到~—-]")
_RESTATED = re.compile("[，(]?(?:即|共?计|合计|为|是|人民币|大写|小写|[:¥(+=])*")
Told = Callable[[Iterable[str]], Iterator[frozenset[str]]]  # which tables sentences are about


class Known(NamedTuple):
    """What is proposed: told once more it says nothing new."""

    sums: frozenset[Decimal]
    days: frozenset[str]
    months: int  # of the term; 0 where it is not known

    def has(self, said: str, before: str) -> bool:
        """Whether a figure is one of these, or by the words before it the month's share of one."""
        amount, length = sum_of(said), period_of(said)
        if amount is not None:
            by_month = "月" in before and Decimal(amount) * 12 in self.sums
            return Decimal(amount) in self.sums or by_month
        if length is not None and length.unit in ("month", "year"):
            return length.length * (12 if length.unit == "year" else 1) == self.months > 0
        return date_of(said) in self.days


def _known(proposed: Mapping[str, Value]) -> Known:
    said = {path: value.value for path, value in proposed.items()}
    sums = [each for each in said.values() if re.fullmatch(r"\d+\.\d\d", each)]
    days = [each for each in said.values() if re.fullmatch(r"\d{4}-\d\d-\d\d", each)]
    months = int(said.get("term.months", 0)) + 12 * int(said.get("term.years", 0))
    if {"term.from", "term.to"} <= said.keys():
        first, last = (date.fromisoformat(said[f"term.{each}"]) for each in ("from", "to"))
        after = last + timedelta(days=1)
        months = (after.year - first.year) * 12 + after.month - first.month
    return Known(frozenset(map(Decimal, sums)), frozenset(days), months)


class Whole(NamedTuple):
    """What was made of a whole contract, by the lines that it was read from."""

    read: Mapping[Line, Sequence[tuple[str, Value]]]
    asked: Mapping[Line, Sequence[Question]]
    known: Known
    told: Told


def whole_of(proposed: Mapping[str, Value], asked: Iterable[Question], told: Told) -> Whole:
    """What is proposed and asked, at its lines."""
    read: dict[Line, list[tuple[str, Value]]] = {}
    for path, value in proposed.items():
        read.setdefault(value.line, []).append((path, value))
    open_at: dict[Line, list[Question]] = {}
    for question in asked:
        if question.line is not None:
            open_at.setdefault(question.line, []).append(question)
    return Whole(read, open_at, _known(proposed), told)


def left_of(run: Run, made: Whole) -> Iterator[Span]:
    """The figures that nothing read: not even as what is read, said again in another way."""
    rows = _rows(run)
    read = list(_read(run, rows, made))
    bounds = {_number(run.text[slice(*each)]) for each in read} - {0}
    read += _asked(run, rows, made)
    covered, ends = bytearray(len(run.text)), {end for _, end in read}
    for start, end in read:
        covered[start:end] = b"\1" * (end - start)
    for start, end in _figures(run, rows, made):
        if any(covered[start:end]):
            continue
        near = range(start, max(start - _NEAR, 0) - 1, -1)
        if any(at in ends and _RESTATED.fullmatch(run.text[at:start]) for at in near):
            ends.add(end)
        elif _bounds(run.text, start, end, bounds):
            continue
        elif not made.known.has(run.text[start:end], run.text[max(start - 6, 0) : start]):
            yield start, end


def _rows(run: Run) -> dict[Line, Span]:
    """Where each line of a clause stands in its run."""
    found: dict[int, Span] = {}
    for at, (row, _) in enumerate(run.places):
        found[row] = (found.get(row, (at, at))[0], at + 1)
    return {run.clause.lines[row]: span for row, span in found.items()}


def _figures(run: Run, rows: Mapping[Line, Span], made: Whole) -> list[Span]:
    """The figures of a clause, with those of rows of tables of which nothing is known."""
    found = figures(run.text)
    if any(line in made.asked for line in rows):
        return found
    taken = {at for span in found for at in range(*span)}
    for line, span in rows.items():
        if line not in made.read:
            found += [each for each in cells(run.text, *span) if not taken & set(range(*each))]
    return sorted(found)


def _read(run: Run, rows: Mapping[Line, Span], made: Whole) -> Iterator[Span]:
    """Where the words of values stand that were read of this clause.

    Words that several rows have are read as often as rows have them, from the first on.
    """
    for line, (begin, end) in rows.items():
        mine = made.read.get(line, ())
        often: Counter[str] = Counter()
        for (_, said), count in Counter((re.sub(r".*\]", "", p), v.words) for p, v in mine).items():
            often[said] = max(often[said], count)
        for said, value in {each.words: each for _, each in mine}.items():
            # words may begin or end within a piece that goes on in the next line
            places = [(begin + a, begin + b) for a, b in spans_of([value], run.text[begin:end])]
            yield from places[: often[said]] if len(said) <= _SHORT else places


def _asked(run: Run, rows: Mapping[Line, Span], made: Whole) -> Iterator[Span]:
    """What a question is about: the sentences that it quotes, or those of its line that are of its table."""
    for line, (begin, end) in rows.items():
        if line not in made.asked:
            continue
        within = [(begin + a, begin + b) for a, b in sentences(run.text[begin:end])]
        tables = list(made.told([run.text[slice(*each)] for each in within]))
        for question in made.asked[line]:
            said = [Value("", line, each) for each in question.values.values() if len(each) > 2]
            told = [(begin + a, begin + b) for a, b in spans_of(said, run.text[begin:end])]
            quoted = [(a, b) for a, b in within if any(a < d and c < b for c, d in told)]
            table = re.split(r"[.\[]", question.key)[0]
            alike = [
                each
                for each, about in zip(within, tables, strict=True)
                if len(within) == 1 or table in about
            ]
            yield from quoted or alike


def _number(said: str) -> int:
    """The whole number that words begin with, behind 第 or 自第; 0 where they do not."""
    found = re.match(rf"自?第?({NUMBER})", said)
    return (whole(found[1]) or 0) if found else 0


def _bounds(text: str, start: int, end: int, read: set[int]) -> bool:
    """Whether a figure is only the other side of one that is read: 低于90分 beside 90分及以上."""
    if not _BELOW.search(text[max(start - 4, 0) : start]) and not _ABOVE.match(text, end):
        return False
    number = _number(text[start:end])
    return number in read or number + 1 in read
