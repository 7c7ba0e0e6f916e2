"""What every paper says in its foot: its date, what was known, calendars, heads, version."""

from datetime import date, datetime, timedelta, timezone
from typing import Any, NamedTuple

from svcctl.billing.working_days import Calendar
from svcctl.casebook.replay import NOBODY_KNEW_LATER
from svcctl.i18n import Words
from svcctl.version import __version__

SHANGHAI = timezone(timedelta(hours=8))


class Provenance(NamedTuple):
    """The facts, calendars and program behind a paper; it can be made again by its moment."""

    as_of: date
    known_at: str
    heads: tuple[str, ...]
    calendars: tuple[Calendar, ...]
    rescued: tuple[tuple[str, int, str], ...] = ()  # chains cut short, behind which fact, by which

    @property
    def stamp(self) -> datetime:
        """The only time in a file: `--known-at` where it was given, else midnight of `--as-of`."""
        if self.known_at:
            return datetime.fromisoformat(self.known_at.replace("Z", "+00:00")).astimezone(SHANGHAI)
        return datetime(self.as_of.year, self.as_of.month, self.as_of.day, tzinfo=SHANGHAI)

    @property
    def moment(self) -> str:
        """What `--known-at` takes to make the paper again: whole seconds mean their end."""
        digits = "%Y-%m-%d %H:%M:%S" + ("" if self.stamp.microsecond == 999_999 else ".%f")
        return self.stamp.strftime(digits) if self.known_at else ""

    def facts_of(self, *chains: str) -> int:
        """How many facts of those chains a paper rests on, those taken back too."""
        places = (head.rpartition(":")[0].rpartition("@") for head in self.heads if head)
        return sum(int(count) for chain, _, count in places if chain in chains)


def end_of(day: date) -> datetime:
    """The last second of a day."""
    return datetime(day.year, day.month, day.day, 23, 59, 59)  # noqa: DTZ001 (of China's clocks)


def clock_time(as_of: date, known_at: str) -> datetime:
    """When the clocks of the service are read, for a paper that can be made again by its moment.

    That moment, where it lies on the date looked at; else the date's end.
    """
    if not known_at or known_at == NOBODY_KNEW_LATER:
        return end_of(as_of)
    known = datetime.fromisoformat(known_at.replace("Z", "+00:00")).astimezone(SHANGHAI)
    return known.replace(tzinfo=None, microsecond=0) if known.date() == as_of else end_of(as_of)


SHORT = 16  # digits of a head on paper; nobody finds another fact for 64 bits of one


def _code(head: str) -> str:
    """As much of a head as `audit verify --head` takes from paper."""
    place, _, digest = head.rpartition(":")
    return f"{place}:{digest[:SHORT]}"


def provenance_json(found: Provenance, words: Words) -> dict[str, Any]:
    """The foot as scripts read it, with its lines beside."""
    return {
        "as_of": found.as_of.isoformat(),
        "known_at": found.known_at,
        "calendars": [
            {"calendar": calendar.name, "official_until": _official_until(calendar)}
            for calendar in found.calendars
        ],
        "heads": [head for head in found.heads if head],
        "version": __version__,
        "words": foot_lines(found, words),
    }


def _official_until(calendar: Calendar) -> int:
    """The last year with a notice; 0 where there is none."""
    official = [year for year, source in calendar.sources.items() if source.basis == "official"]
    return max(official, default=0)


def foot_lines(found: Provenance, words: Words, letter: bool = False) -> list[str]:
    """The foot of an export; a letter's has heads that can be typed from paper."""
    known = words("foot.known-at", known_at=found.moment) if found.known_at else ""
    lines = [words("foot.as-of", as_of=found.as_of) + known]
    for calendar in found.calendars:
        last = _official_until(calendar)
        lines.append(words("foot.calendar", name=calendar.name, last=last))
    heads = [head for head in found.heads if head]
    # of chains that the paper has a head of, where that lies behind what was handed out before
    cut = [words("foot.rescued", chain=c, kept=kept, event=by) for c, kept, by in found.rescued]
    if letter:
        # on one line: it stands on every page of a form that has to fit few
        codes = words("list.semicolon").join(map(_code, heads))
        return [*lines, words("foot.code", codes=codes), *cut] if heads else lines
    lines += [words("foot.head", head=head) for head in heads] + cut
    return [*lines, words("foot.version", version=__version__)]
