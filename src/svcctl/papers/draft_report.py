"""The year's report and its briefing, drafted from the record: chapters in order, numbered."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from svcctl.answers.matter_told import at_text
from svcctl.answers.scorecard import promise_name, target_text
from svcctl.billing.promises import is_report
from svcctl.delivery.nouns import NOUNS
from svcctl.delivery.promises_kept import Kept
from svcctl.delivery.turns_kept import DONE, MISSED
from svcctl.i18n import Words
from svcctl.papers.draft_ahead import carried_chapter, money_chapter, next_chapter, papers_of
from svcctl.papers.draft_blocks import (
    Chapter,
    Chart,
    Drawn,
    Part,
    Remark,
    Series,
    Table,
    table_markup,
)
from svcctl.papers.draft_charts import DrawnChart
from svcctl.papers.draft_incidents import by_month, incidents_chapter
from svcctl.papers.draft_lists import NONE
from svcctl.papers.draft_missed import columns_of, missed_chapter
from svcctl.papers.draft_silent import silent_chapter
from svcctl.papers.draft_works import works_chapters
from svcctl.papers.draft_year import STATES, Year, count_of
from svcctl.papers.letter_parts import Values, common
from svcctl.papers.letter_words import PaperWords
from svcctl.papers.provenance import Provenance

COLOURS = {"done": "3B7D4F", "missed": "922B21", "not_recorded": "7F8C8D", "open": "AED6F1"}
BRIEF = ("汇报", "简报", "briefing")  # what a paper is called that tells the year in short
DIGITS = "一二三四五六七八九十"
CARD = (("promise", 5.0, "left"), ("target", 2.4, "left"), ("due", 1.2, "center"),
        ("done", 1.2, "center"), ("missed", 1.4, "center"), ("not_recorded", 1.4, "center"),
        ("open", 1.4, "center"), ("article", 3.1, "left"))  # fmt: skip
KINDS = (("kind", 3.1, "left"), ("count", 1.5, "center"), ("over", 1.7, "center"), ("rest", 1.7, "center"))  # fmt: skip
ONGOING = ("staff", "knowledge", "leave")  # nobody closes them: they hold until they are ended


def service_report(
    year: Year, named: Sequence[str], found: Provenance, words: PaperWords
) -> Values:
    """The papers named, or those that the year's money waits for, or one report of the year."""
    titles = [words.title(year.case.terms.documents[key][0]) for key in _keys(year, named)]
    titles = titles or [words("draft.report")]
    joint = titles[0] if len(titles) == 1 else words("draft.papers")
    title = words("draft.title", year=year.period.year, document=joint)
    values = common(year.case, title, "supplier", found, words)
    project = values["contract_title"]
    return values | {
        "title": f"{project} {title}",
        "headline": f"{project}\n{title}",
        "year": year.period.year,
        "first": words.value(year.period.first),
        "last": words.value(year.period.last),
        "until": at_text(year.now),
        "papers": [_paper(each, len(titles), year, words) for each in titles],
    }


def _keys(year: Year, named: Sequence[str]) -> list[str]:
    """The documents named, else the reports that the year's money waits for."""
    if named:
        return list(dict.fromkeys(named))
    documents = year.case.terms.documents
    needed = dict.fromkeys(key for key, _ in papers_of(year.standings))
    # a score, a certificate of the purchaser's: nothing that the supplier writes
    return [key for key in needed if key in documents and is_report(documents[key][0])]


def _paper(title: str, count: int, year: Year, words: Words) -> Values:
    brief = any(word in title.casefold() for word in BRIEF)
    chapters = _briefing(year, words) if brief else _report(year, words)
    told = words("draft.title", year=year.period.year, document=title)
    return {"title": told if count > 1 else "", "chapters": _numbered(chapters, words)}


def _report(year: Year, words: Words) -> Iterator[Chapter]:
    """The whole year, subject by subject."""
    yield _summary(year, words)
    yield from incidents_chapter(year, words)
    if year.card.kept:
        yield missed_chapter(year, words)
    yield from works_chapters(year, words)
    yield from money_chapter(year, words)
    yield from next_chapter(year, words)
    yield from carried_chapter(year, words)
    yield silent_chapter(year, words)
    if year.card.kept:
        yield _card(year, words)


def _briefing(year: Year, words: Words) -> Iterator[Chapter]:
    """The year in short, for a meeting."""
    yield _summary(year, words)._replace(parts=_in_short(_summary(year, words)))
    subjects = [*incidents_chapter(year, words), *works_chapters(year, words)]
    told: list[Part] = [
        words("draft.subject", heading=each.heading, text=_told(each)) for each in subjects
    ]
    chart = by_month(year.of("incident"), year, words)
    yield Chapter(words("draft.h-work"), (*told, *([] if chart.is_empty else [chart])))
    yield missed_chapter(year, words)
    yield silent_chapter(year, words)
    yield from next_chapter(year, words)
    yield from carried_chapter(year, words)
    yield from money_chapter(year, words)


def _in_short(chapter: Chapter) -> tuple[Part, ...]:
    """Without its tables."""
    return tuple(part for part in chapter.parts if not isinstance(part, Table))


def _told(chapter: Chapter) -> str:
    """Its sentences, without those that explain a table that went before."""
    return "".join(p for p in chapter.parts if isinstance(p, str) and not isinstance(p, Remark))


# -- in short --------------------------------------------------------------------------------------


def _summary(year: Year, words: Words) -> Chapter:
    count = count_of(year.outcomes())
    parts: list[Part] = [words("draft.year", first=year.period.first, last=year.period.last)]
    if not year.is_over:
        parts.append(words("draft.not-over", now=at_text(year.now)))
    records = {name: year.of(name) for name in NOUNS}
    parts.append(words("draft.records", count=sum(map(len, records.values()))))
    if count["due"]:
        parts.append(words("draft.promises", **count) + _share(count, words))
    chart = by_promise(year, words)
    parts += [] if chart.is_empty else [chart]
    rows = [
        (words(f"noun.{name}"), *_ended(name, found)) for name, found in records.items() if found
    ]
    if rows:
        parts.append(_side_by_side(words("draft.table-records"), rows, words))
    return Chapter(words("draft.h-summary"), tuple(parts))


def _share(count: dict[str, int], words: Words) -> str:
    """How much of what is decided was kept, rounded down: short of all of it is never 100 %."""
    decided = count[DONE] + count[MISSED]
    if not decided:
        return ""
    tenths = 1000 * count[DONE] // decided
    return words("draft.share", decided=decided, share=f"{tenths // 10}.{tenths % 10}%")


def _side_by_side(caption: str, rows: Sequence[tuple[str, ...]], words: Words) -> Table:
    """A narrow list as two halves beside each other."""
    columns, half = columns_of(KINDS, words), -(-len(rows) // 2)
    blank = ("",) * len(columns)
    right = [*rows[half:], *[blank] * (2 * half - len(rows))]
    whole = tuple((*one, *other) for one, other in zip(rows[:half], right, strict=True))
    return Table(caption, (*columns, *columns), whole)


def _ended(name: str, found: Sequence[Any]) -> tuple[str, str, str]:
    if name in ONGOING:
        return str(len(found)), NONE, NONE
    over = sum(each.is_over for each in found)
    return str(len(found)), str(over), str(len(found) - over)


def by_promise(year: Year, words: Words) -> Chart:
    """A bar for each promise that was due: how much of it was kept."""
    due = [each for each in year.card.kept if each.due]
    series = tuple(
        Series(words(f"score.state-{state}"), COLOURS[state], tuple(k.count(state) for k in due))
        for state in STATES
    )
    shown = tuple(each for each in series if any(each.numbers))
    places = tuple(_short(each, year, words) for each in due)
    return Chart(words("draft.chart-promises"), places, shown, shares=True, lying=True)


def _short(kept: Kept, year: Year, words: Words) -> str:
    """A promise in a few words: of a level its name, of the plan its title."""
    promise = kept.promise
    level = next((x for x in year.tally.terms.levels if promise.key.startswith(f"{x.key}/")), None)
    if level is None:
        return words.title(promise.title)
    last = promise.key.rpartition("/")[2]
    what = words("promise.engineers") if promise.what == "engineers" else words(f"clock.{last}")
    return f"{level.name} {what}"


def _card(year: Year, words: Words) -> Chapter:
    """Each promise with its numbers: those of the scorecard."""
    rows = tuple(
        (
            promise_name(kept.promise, words),
            target_text(kept.promise, words) or NONE,
            *(str(count_of(kept.outcomes)[name]) for name in ("due", *STATES)),
            kept.promise.article or NONE,
        )
        for kept in year.card.kept
    )
    table = Table(words("draft.table-card"), columns_of(CARD, words), rows)
    return Chapter(words("draft.h-card"), (words("draft.card"), table), annex=True)


# -- as the template takes it ----------------------------------------------------------------------


def _numbered(chapters: Iterable[Chapter], words: Words) -> list[Values]:
    """Chapters, tables and pictures with their numbers; each paper begins at one."""
    tables, charts, found = 0, 0, []
    for number, chapter in enumerate(chapters, 1):
        parts: list[Values] = []
        for part, after in zip(chapter.parts, (*chapter.parts[1:], ""), strict=True):
            if isinstance(part, str):
                # what leads to a table stands on its page
                parts.append({"text": part, "keep": isinstance(after, Table), "block": ""})
                continue
            tables += isinstance(part, Table)
            charts += isinstance(part, Chart)
            place = tables if isinstance(part, Table) else charts
            parts.append({"text": "", "keep": False, "block": _block(part, place, words)})
        heading = words("draft.heading", number=ordinal(number), heading=chapter.heading)
        heading = chapter.heading if chapter.annex else heading
        found.append({"heading": heading, "annex": chapter.annex, "parts": parts})
    return found


def _block(part: Table | Chart, place: int, words: Words) -> Drawn:
    if isinstance(part, Table):
        caption = words("draft.table", number=place, caption=part.caption)
        return Drawn(table_markup(part, caption))
    return DrawnChart(part, words("draft.chart", number=place, caption=part.caption))


def ordinal(number: int) -> str:
    """一, 十二, 二十: as chapters are numbered."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else DIGITS[9] if tens == 1 else DIGITS[tens - 1] + DIGITS[9]
    return head + (DIGITS[ones - 1] if ones else "")
