"""What became of a notice that was read, or taken back, and which dates it moved."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from svcctl.answers.answer import Answer, Cell, iso
from svcctl.answers.calendars import BLOCKS
from svcctl.answers.recorded import take_back
from svcctl.billing.changes import Change
from svcctl.billing.position import CalendarDays
from svcctl.billing.record import Record
from svcctl.casebook.kinds import Fact
from svcctl.i18n import Words


class NoticeTrial(Record):
    """What other days change: the dates that move, and those that are merely official now."""

    moved: list[Change]
    settled: list[tuple[str, date]]


class NoticeRead(Record):
    """What became of a notice: the fact recorded (or to be), and what it changes."""

    fact: Fact
    already: bool
    dry_run: bool
    trial: NoticeTrial = NoticeTrial([], [])

    @property
    def says(self) -> CalendarDays:
        """What the fact says."""
        assert isinstance(self.fact.says, CalendarDays)
        return self.fact.says

    @property
    def entry(self) -> dict[str, Any]:
        """The days of the one year that a notice is about."""
        [entry] = self.says.years.values()
        return entry


def read_report(read: NoticeRead, off: Sequence[date], words: Words, store_option: str) -> Answer:
    """What a notice settles and moves; `off` are its days off that would be worked."""
    entry = read.entry
    [year] = read.says.years
    key = "notice.already" if read.already else "notice.would" if read.dry_run else "notice.done"
    values = {"calendar": read.says.calendar, "year": year, "source": entry["source"]}
    return Answer(
        data=_json(read, off, int(year)),
        columns=BLOCKS,
        rows=lambda: [_block(text, days, name, words) for text, days, name in entry["off"]],
        head=[words(key, event=read.fact.id, **values)],
        foot=_foot(read, words, store_option),
    )


def _block(text: str, days: int, name: str, words: Words) -> list[Cell]:
    last = date.fromordinal(date.fromisoformat(text).toordinal() + days - 1)
    return [words.festival(name), text, iso(last), days]


def _foot(read: NoticeRead, words: Words, store_option: str) -> list[str]:
    worked, trial = read.entry["worked"], read.trial
    lines = [words("notice.worked", days=", ".join(worked))] if worked else []
    lines += [moved_text(change, words) for change in trial.moved]
    lines += [words("notice.settled", id=name, on=on) for name, on in trial.settled]
    if not trial.moved and not read.already:
        lines.append(words("notice.nothing-moved"))
    if not read.already and not read.dry_run:
        lines += take_back([read.fact.id], words, store_option)
    return lines


def moved_text(change: Change, words: Words) -> str:
    """One date before and after."""
    before, after = change.before or "-", change.after or "-"
    return words("notice.moved", id=change.id, before=before, after=after)


def _json(read: NoticeRead, off: Sequence[date], year: int) -> dict[str, Any]:
    says = read.says
    return {
        "calendar": says.calendar,
        "year": year,
        "number": says.number or None,
        "issued_on": says.issued_on or None,
        "basis": "official",
        "days_off": [iso(day) for day in off],
        "working_weekends": read.entry["worked"],
        "source": read.entry["source"],
        "already": read.already,
        "dry_run": read.dry_run,
        "event": None if read.dry_run and not read.already else read.fact.id,
        "moved": [change._asdict() for change in read.trial.moved],
        "settled": [{"id": name, "due_on": iso(on)} for name, on in read.trial.settled],
    }


def taken_back(
    facts: Sequence[Fact], moved: Sequence[Change], dry_run: bool, words: Words
) -> Answer:
    """The notices taken back, and the dates that moved with them."""
    from svcctl.answers.recorded import fact_line, facts_json

    lines = [fact_line(fact, words, None, dry_run) for fact in facts]
    lines += [moved_text(change, words) for change in moved]
    effect = {"changes": [change._asdict() for change in moved], "warnings": []}
    return Answer(data=facts_json(facts, dry_run) | effect, head=lines)
