"""What every paper says of itself in its foot: the date it looks at, what was known, calendars, heads, the version."""

from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

from svcctl import __version__
from svcctl.billing.calendar import Calendar
from svcctl.i18n import Words

SHANGHAI = timezone(timedelta(hours=8))


class Provenance(NamedTuple):
    """By which facts, calendars and program a paper was made; `known_at` is a moment of the journal, or nothing."""

    as_of: date
    known_at: str
    heads: tuple[str, ...]
    calendars: tuple[Calendar, ...]

    @property
    def stamp(self) -> datetime:
        """The only time that a file carries: `--known-at` where it was given, else midnight of `--as-of`."""
        if self.known_at:
            return datetime.fromisoformat(self.known_at.replace("Z", "+00:00")).astimezone(SHANGHAI)
        return datetime(self.as_of.year, self.as_of.month, self.as_of.day, tzinfo=SHANGHAI)


def foot_lines(found: Provenance, words: Words) -> list[str]:
    """The foot of an export or a letter."""
    known = words("foot.known-at", known_at=found.stamp.strftime("%Y-%m-%d %H:%M:%S")) if found.known_at else ""
    lines = [words("foot.as-of", as_of=found.as_of) + known]
    for calendar in found.calendars:
        official = [year for year, source in calendar.sources.items() if source.basis == "official"]
        lines.append(words("foot.calendar", name=calendar.name, last=max(official, default=0)))
    lines += [words("foot.head", head=head) for head in found.heads]
    return [*lines, words("foot.version", version=__version__)]
