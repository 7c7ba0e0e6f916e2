"""The list of a help desk, read by its map: rows with their times, and what was not understood."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from hashlib import sha256
from json import dumps
from typing import NamedTuple

from svcctl.billing.printable import printable
from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.intake.helpdesk_map import Choice, DeskMap, folded, zone_of
from svcctl.intake.helpdesk_times import is_year_first, joined, length_of, moment_of
from svcctl.intake.opened import opened
from svcctl.intake.sheets import Line, Sheet

TITLES = 30  # lines that may stand above the headings
SHOWN = 60  # signs of a cell that is told
# why a row, or a cell of it, was not understood
WHY = (
    "no-number", "number-twice", "no-opened", "not-a-time", "ambiguous-date", "nonexistent-time",
    "not-a-length", "unknown-level", "unknown-system", "order", "wait-half",
)  # fmt: skip
# 2.02604E+13: a spreadsheet has cut the digits of a number, and two may have become one
CUT = re.compile(r"\d(\.\d+)?E\+?\d+", re.I)
AFTER = (
    "answered",
    "dispatched",
    "arrived",
    "restored",
    "closed",
    "wait_from",
)  # not before opened
BEFORE_END = ("answered", "dispatched", "arrived", "restored")  # not after closed
Cells = Mapping[str, str]  # the cells of a row that the map names, by their headings


class DeskRow(Record):
    """A ticket as the desk lists it: times as Shanghai's wall clock, never a verdict.

    `raw_digest` is over all that was read of it: the same ticket has the same one whatever the
    file's kind, and another one as soon as anything of it changed.
    """

    row: int  # as a spreadsheet numbers it
    number: str
    title: str
    level: str
    system: str
    times: Mapping[str, datetime]
    waited_seconds: int | None
    raw_digest: str


class Flaw(Record):
    """What was not understood of a row; `why` is one of WHY."""

    row: int
    column: str
    value: str
    why: str


class _Listed(NamedTuple):
    """The sheet that has the headings, the line they stand in, and where each column is."""

    sheet: Sheet
    number: int
    width: int
    places: Mapping[str, int]


def read_desk_list(content: bytes, name: str, desk: DeskMap) -> tuple[list[DeskRow], list[Flaw]]:
    """The rows that were understood, and the flaws of the others; Refusal where it is no such list.

    Only columns that the map names are read. A ticket listed twice alike is one; one listed with
    two contents is none of them.
    """
    zone = zone_of(desk.zone)
    assert zone is not None, "a map that was read names a zone"
    listed = _listed(content, name, desk)
    lines = list(_lines(name, listed))
    mixed = _mixed(desk, [cells for _, cells in lines])
    rows: list[DeskRow] = []
    flaws: list[Flaw] = []
    flawed: set[str] = set()
    for number, cells in lines:
        reader = _Row(number, cells, desk, zone, mixed)
        row = reader.read()
        flaws += reader.flaws
        if reader.flaws:
            flawed.add(row.number)
        else:
            rows.append(row)
    rows, twice = _once(rows, flawed, desk)
    return rows, sorted([*flaws, *twice], key=lambda flaw: flaw.row)


def _once(
    rows: Sequence[DeskRow], flawed: set[str], desk: DeskMap
) -> tuple[list[DeskRow], list[Flaw]]:
    """Each ticket once; flaws for those whose rows say different things."""
    said = {(row.number, row.raw_digest): row for row in reversed(rows)}
    different = Counter(number for number, _ in said)
    several = {number for number, count in different.items() if count > 1} | flawed
    kept = [row for row in reversed(said.values()) if row.number not in several]
    kept.sort(key=lambda row: row.row)
    twice = [_flaw(row.row, desk.number, row.number, "number-twice")
             for row in rows if row.number in several]  # fmt: skip
    return kept, twice


def _flaw(row: int, column: str, value: str, why: str) -> Flaw:
    return Flaw(row, column, printable(value)[:SHOWN], why)


# -- where the columns are -------------------------------------------------------------------------


def _listed(content: bytes, name: str, desk: DeskMap) -> _Listed:
    """The one sheet that has the headings; Refusal where some of them are nowhere."""
    wanted = desk.columns()
    needed = {desk.number, *desk.times["opened"]}

    def weight(sheet: Sheet) -> tuple[int, int]:
        return max(((len(_places(line, wanted)), len(line[1])) for line in _first(sheet)),
                   default=(0, 0))  # fmt: skip

    found = []
    for sheet in opened(name, content, weight, TITLES + 1, times=True):
        heads = (line for line in _first(sheet) if needed <= _places(line, wanted).keys())
        if line := next(heads, None):
            found.append(_Listed(sheet, line[0], len(line[1]), _places(line, wanted)))
    if not found:
        raise Refusal("desk-list.headings", path=name, wanted=sorted(needed), map=desk.name)
    if len(found) > 1:
        sheets = [each.sheet.name for each in found]
        raise Refusal("desk-list.sheets", path=name, count=len(found), names=sheets)
    _refuse_unfit(name, found[0], wanted, desk)
    return found[0]


def _refuse_unfit(name: str, listed: _Listed, wanted: Sequence[str], desk: DeskMap) -> None:
    """Refusal where a column is missing, which would look like nothing ever done, or is there twice."""
    line = next(cells for number, cells in listed.sheet.lines if number == listed.number)
    headings = Counter(map(folded, line))
    if missing := [each for each in wanted if not headings[each]]:
        raise Refusal("desk-list.columns", path=name, missing=missing, map=desk.name)
    if twice := [each for each in wanted if headings[each] > 1]:
        raise Refusal("desk-list.twice", path=name, heading=twice[0])


def _first(sheet: Sheet) -> list[Line]:
    return [line for line in sheet.lines[:TITLES] if line[0] <= TITLES]


def _places(line: Line, wanted: Sequence[str]) -> dict[str, int]:
    """Where the headings that are wanted stand in a line."""
    places = {folded(cell): at for at, cell in reversed(list(enumerate(line[1])))}
    return {each: places[each] for each in wanted if each in places}


def _lines(name: str, listed: _Listed) -> Iterator[tuple[int, Cells]]:
    """The rows below the headings, with nothing but the cells that the map names."""
    below = [line for line in listed.sheet.lines if line[0] > listed.number]
    if len(below) > 1 and below[-1][0] > below[-2][0] + 1 and len(list(filter(None, below[-1][1]))) == 1:  # fmt: skip
        below.pop()  # a note at the foot, as Zammad names the zone of its report there
    for number, line in below:
        if not listed.sheet.name and len(line) > listed.width:
            # a delimiter inside a text: what stands behind it is not under its heading
            raise Refusal("table.wide", path=name, row=number, cells=len(line), columns=listed.width)  # fmt: skip
        yield number, {heading: line[at].strip() if at < len(line) else ""
                       for heading, at in listed.places.items()}  # fmt: skip


def _mixed(desk: DeskMap, rows: Sequence[Cells]) -> set[str]:
    """The columns of days in which a spreadsheet has turned some cells into moments, and some not."""
    if desk.dates == "excel" or desk.dates.startswith(("%Y", "%y")):
        return set()
    found = set()
    for pair in desk.times.values():
        shapes = {is_year_first(row[pair[0]]) for row in rows if row[pair[0]]}
        if len(shapes) > 1:
            found.add(pair[0])
    return found


# -- a row -----------------------------------------------------------------------------------------


class _Row:
    """One row while it is read, with the flaws that are found."""

    def __init__(
        self, row: int, cells: Cells, desk: DeskMap, zone: tzinfo, mixed: set[str]
    ) -> None:
        self.row, self.cells, self.desk = row, cells, desk
        self.zone, self.mixed = zone, mixed
        self.flaws: list[Flaw] = []

    def read(self) -> DeskRow:
        """The row; what could not be read of it is among the flaws."""
        desk = self.desk
        number = printable(folded(self.cells[desk.number]))
        if not number or CUT.fullmatch(number):
            self._flaw(desk.number, number, "no-number")
        title = printable(self.cells[desk.title]) if desk.title else ""
        level = self._chosen(desk.level, "unknown-level")
        system = self._chosen(desk.system, "unknown-system")
        times = self._times()
        waited = self._waited()
        self._in_order(times)
        said = [number, title, level, system, {k: v.isoformat() for k, v in times.items()}, waited]
        digest = sha256(dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
        return DeskRow(self.row, number, title, level, system, times, waited, digest)

    def _flaw(self, column: str, value: str, why: str) -> None:
        self.flaws.append(_flaw(self.row, column, value, why))

    def _chosen(self, choice: Choice | None, why: str) -> str:
        """What the desk's word is called here; "" for an empty cell."""
        word = folded(self.cells[choice.column]) if choice else ""
        if choice is None or not word:
            return ""
        if word not in choice.values:
            self._flaw(choice.column, word, why)
        return choice.values.get(word, "")

    def _times(self) -> dict[str, datetime]:
        found = {}
        for key, pair in self.desk.times.items():
            text = self._text(pair)
            if not text:
                continue
            moment = moment_of(text, self.desk.dates, self.zone, pair[0] in self.mixed)
            if isinstance(moment, str):
                self._flaw(_heading(pair), text, moment)
            else:
                found[key] = moment
        if not self._text(self.desk.times["opened"]):
            self._flaw(_heading(self.desk.times["opened"]), "", "no-opened")
        return found

    def _text(self, pair: Sequence[str]) -> str:
        if len(pair) == 1:
            return self.cells[pair[0]]
        return joined(self.cells[pair[0]], self.cells[pair[1]], self.desk.dates)

    def _waited(self) -> int | None:
        column = self.desk.waited
        text = self.cells[column] if column else ""
        seconds = length_of(text, self.desk.unit) if text else None
        if text and seconds is None:
            self._flaw(column, text, "not-a-length")
        return seconds

    def _in_order(self, times: Mapping[str, datetime]) -> None:
        """What cannot come before the call or after the end; a wait's end wants its beginning."""
        wrong = [key for key in AFTER if _is_before(times, key, "opened")]
        wrong += ["fault"] if _is_before(times, "opened", "fault") else []
        wrong += [key for key in BEFORE_END if _is_before(times, "closed", key)]
        wrong += ["wait_to"] if _is_before(times, "wait_to", "wait_from") else []
        for key in dict.fromkeys(wrong):
            self._tell(key, "order")
        begun = "wait_from" in self.desk.times and self._text(self.desk.times["wait_from"])
        if "wait_to" in times and not begun:
            self._tell("wait_to", "wait-half")

    def _tell(self, key: str, why: str) -> None:
        pair = self.desk.times[key]
        self._flaw(_heading(pair), self._text(pair), why)


def _is_before(times: Mapping[str, datetime], one: str, other: str) -> bool:
    return one in times and other in times and times[one] < times[other]


def _heading(pair: Sequence[str]) -> str:
    return " + ".join(pair)
