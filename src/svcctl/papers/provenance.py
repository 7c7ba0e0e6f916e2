"""What every paper says in its foot: its date, what was known, calendars, heads, version."""

from datetime import date, datetime, timedelta, timezone
from typing import Any, NamedTuple

from svcctl import __version__
from svcctl.billing.working_days import Calendar
from svcctl.i18n import Words

SHORT = 16  # hex digits of a head that people compare by eye
SHANGHAI = timezone(timedelta(hours=8))


class Provenance(NamedTuple):
    """The facts, calendars and program behind a paper; `known_at` is a moment, or nothing."""

    as_of: date
    known_at: str
    heads: tuple[str, ...]
    calendars: tuple[Calendar, ...]

    @property
    def stamp(self) -> datetime:
        """The only time in a file: `--known-at` where it was given, else midnight of `--as-of`."""
        if self.known_at:
            return datetime.fromisoformat(self.known_at.replace("Z", "+00:00")).astimezone(SHANGHAI)
        return datetime(self.as_of.year, self.as_of.month, self.as_of.day, tzinfo=SHANGHAI)


def provenance_json(found: Provenance, words: Words) -> dict[str, Any]:
    """The foot as scripts read it, with its lines beside."""
    return {
        "as_of": found.as_of.isoformat(),
        "known_at": found.known_at or None,
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


def _code(head: str) -> dict[str, str]:
    """How many facts a head covers, and the beginning of its digest."""
    place, _, digest = head.partition(":")
    return {"count": place.rpartition("@")[2], "code": digest[:SHORT]}


def foot_lines(found: Provenance, words: Words, letter: bool = False) -> list[str]:
    """The foot of an export; a letter's has what its reader can hold against another paper."""
    known = (
        words("foot.known-at", known_at=found.stamp.strftime("%Y-%m-%d %H:%M:%S"))
        if found.known_at
        else ""
    )
    lines = [words("foot.as-of", as_of=found.as_of) + known]
    for calendar in found.calendars:
        last = _official_until(calendar)
        lines.append(words("foot.calendar", name=calendar.name, last=last))
    if letter:
        return lines + [words("foot.code", **_code(head)) for head in found.heads[:-1] if head]
    lines += [words("foot.head", head=head) for head in found.heads]
    return [*lines, words("foot.version", version=__version__)]
