"""Incidents of a year in its report: by level and system, month by month, against their limits."""

from collections import Counter
from collections.abc import Iterator

from svcctl.answers.matter_json import missing_of
from svcctl.answers.matter_told import length_text
from svcctl.answers.scorecard import promise_name, target_text
from svcctl.delivery.matters import Matter
from svcctl.delivery.promises_kept import Kept, Outcome
from svcctl.i18n import Words
from svcctl.papers.draft_blocks import Chapter, Chart, Col, Part, Remark, Series, Table
from svcctl.papers.draft_lists import NONE, system_text
from svcctl.papers.draft_missed import columns_of
from svcctl.papers.draft_year import STATES, Year, count_of

SHADES = ("7B241C", "D68910", "2E75B6", "A9CCE3", "7F8C8D", "D5D8DC")  # the gravest level first
UNRATED = "BFBFBF"
LIMITS = (("promise", 4.9, "left"), ("target", 2.2, "left"), ("due", 1.2, "center"),
          ("done", 1.2, "center"), ("missed", 1.4, "center"), ("not_recorded", 1.4, "center"),
          ("open", 1.4, "center"), ("mean", 1.7, "center"), ("longest", 1.7, "center"))  # fmt: skip
OF_LEVELS = (("level", 2.0, "center"), ("level-title", 6.4, "left"), ("count", 1.6, "center"),
             ("solved-remotely", 2.2, "center"), ("on-site", 2.2, "center"),
             ("still-open", 2.4, "center"))  # fmt: skip
OF_INCIDENTS = ("clock", "engineers")
A_MINUTE = 60


def incidents_chapter(year: Year, words: Words) -> Iterator[Chapter]:
    """What was called in, and how fast it was served."""
    found = year.of("incident")
    if not (found or year.tally.terms.levels or year.is_promised("incident")):
        return
    parts: list[Part] = [_counted(found, words)]
    if found:
        parts += _tables(found, year, words)
    limits = [each for each in year.card.kept if each.promise.what in OF_INCIDENTS]
    if limits:
        parts += [_limits(limits, words), Remark(words("draft.how-long"))]
        if len(year.tally.terms.regimes) > 1:
            told = words("draft.regimes", regimes=list(year.tally.terms.regimes))
            parts.append(Remark(told))
    yield Chapter(words("draft.h-incidents"), tuple(parts))


def _counted(found: list[Matter], words: Words) -> str:
    if not found:
        return words("draft.no-incidents")
    return words(
        "draft.incidents",
        count=len(found),
        reopened=sum(bool(each.done("reopen")) for each in found),
        duplicates=sum(_is_duplicate(each) for each in found),
        open=sum(not each.is_over for each in found),
        unsigned=sum("signed-note" in missing_of(each) for each in found),
    )


def _is_duplicate(matter: Matter) -> bool:
    return any(step.act.told("duplicate_of") for step in matter.done("close"))


def _tables(found: list[Matter], year: Year, words: Words) -> Iterator[Part]:
    yield _by_level(year, words)
    yield _by_system(year, words)
    if any(len(matter.systems) > 1 for matter in found):
        yield Remark(words("draft.several-systems"))
    chart = by_month(found, year, words)
    if not chart.is_empty:
        yield chart


def _level_names(year: Year, words: Words) -> list[tuple[str, str]]:
    """The levels by name with their titles; what has none comes last, where there is such."""
    told = [(level.name, words.title(level.title)) for level in year.levels]
    bare = any(level is None for level in year.level_of.values())
    return [*told, *([("", words("draft.no-level"))] if bare else [])]


def _name_of(matter: Matter, year: Year) -> str:
    level = year.level_of.get(matter.id)
    return level.name if level else ""


def _by_level(year: Year, words: Words) -> Table:
    """How many of each level, and how they stand."""
    found = year.of("incident")
    rows = []
    for name, title in _level_names(year, words):
        of = [each for each in found if _name_of(each, year) == name]
        rows.append((name or NONE, title, *_standing(of)))
    rows.append((words("draft.sum"), "", *_standing(found)))
    caption = words("draft.table-levels")
    return Table(caption, columns_of(OF_LEVELS, words), tuple(rows), strong=1)


def _standing(found: list[Matter]) -> tuple[str, ...]:
    """How many there were, were solved from afar, had somebody come, are not closed."""
    remote = sum(
        any(s.act.told("solved") == "yes" for s in each.done("remote end")) for each in found
    )
    there = sum(bool(each.done("arrive")) for each in found)
    still = sum(not each.is_over for each in found)
    return str(len(found)), str(remote), str(there), str(still)


def _by_system(year: Year, words: Words) -> Table:
    """How many of each system, level by level."""
    names = _level_names(year, words)
    rows = []
    for key, found in year.systems.items():
        count = Counter(_name_of(each, year) for each in found)
        cells = (str(count[name] or NONE) for name, _ in names)
        rows.append((system_text(key, year, words), *cells, str(len(found))))
    width = min(2.2, 10.5 / (len(names) + 1))
    heads = [Col(name or words("draft.no-level"), width, "center") for name, _ in names]
    columns = (
        Col(words("draft.col-system"), 5.0),
        *heads,
        Col(words("draft.sum"), width, "center"),
    )
    return Table(words("draft.table-systems"), columns, tuple(rows))


def by_month(found: list[Matter], year: Year, words: Words) -> Chart:
    """A bar for each month, the levels on top of each other."""
    months = year.months
    series = []
    for place, (name, title) in enumerate(_level_names(year, words)):
        count = Counter(f"{each.opened_at:%Y-%m}" for each in found if _name_of(each, year) == name)
        colour = SHADES[place % len(SHADES)] if name else UNRATED
        told = words("draft.level", name=name, title=title) if name else title
        series.append(Series(told, colour, tuple(count[month] for month in months)))
    return Chart(words("draft.chart-months"), tuple(months), tuple(series))


# -- against the limits ----------------------------------------------------------------------------


def _limits(limits: list[Kept], words: Words) -> Table:
    rows = []
    for kept in limits:
        count = count_of(kept.outcomes)
        times = [each for each in map(_seconds, kept.outcomes) if each is not None]
        rows.append(
            (
                promise_name(kept.promise, words),
                target_text(kept.promise, words) or NONE,
                *(str(count[name]) for name in ("due", *STATES)),
                _length(sum(times) // len(times), words) if times else NONE,
                _length(max(times), words) if times else NONE,
            )
        )
    return Table(words("draft.table-limits"), columns_of(LIMITS, words), tuple(rows))


def _length(seconds: int, words: Words) -> str:
    return length_text(-(-seconds // A_MINUTE), words)


def _seconds(outcome: Outcome) -> int | None:
    """The running seconds that it took."""
    clock = outcome.clock
    if clock is None or clock.met_at is None:
        return None
    return clock.level.hours[clock.kind].between(clock.starts_at, clock.met_at)
