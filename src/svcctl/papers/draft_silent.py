"""What a year's record does not hold: promises without a record, times without proof, papers missing."""

from collections import defaultdict
from collections.abc import Iterator

from svcctl.answers.matter_json import missing_of
from svcctl.answers.scorecard import promise_name
from svcctl.billing.service_acts import WORD
from svcctl.delivery.matters import Matter
from svcctl.delivery.promised import OTHER
from svcctl.delivery.turns_kept import NOT_RECORDED
from svcctl.delivery.verdicts import other_word
from svcctl.i18n import Words
from svcctl.papers.draft_blocks import Chapter, Part, Table
from svcctl.papers.draft_lists import names_text, turn_text
from svcctl.papers.draft_missed import columns_of
from svcctl.papers.draft_year import Year

SILENT = (("silent", 5.2, "left"), ("count", 1.6, "center"), ("records", 10.2, "left"))


def silent_chapter(year: Year, words: Words) -> Chapter:
    """Everything that should be on record and is not, by name; nothing is claimed instead."""
    rows = [(what, str(count), told) for what, count, told in _silent(year, words) if count]
    heading = words("draft.h-silent")
    if not rows:
        return Chapter(heading, (words("draft.nothing-silent"),))
    parts: list[Part] = [words("draft.silent")]
    parts.append(Table(words("draft.table-silent"), columns_of(SILENT, words), tuple(rows)))
    idle = [promise_name(each, words) for each in year.card.never_met]
    if idle:
        parts.append(words("score.never-met", count=len(idle), names=idle))
    return Chapter(heading, tuple(parts))


Row = tuple[str, int, str]


def _silent(year: Year, words: Words) -> Iterator[Row]:
    joined = words("list.separator").join
    bare = [promise_name(each, words) for each in year.card.without_record]
    yield words("draft.silent-promises"), len(bare), joined(bare)
    for kept in year.card.kept:
        behind = [each.behind for each in kept.outcomes if each.state == NOT_RECORDED]
        what = words("draft.silent-of", promise=promise_name(kept.promise, words))
        told = [turn_text(name, year, words) for name in behind]
        is_turn = kept.promise.what == "turn"
        yield what, len(behind), joined(told) if is_turn else names_text(behind, words)
    yield from _papers(year, words)
    found = year.of("incident")
    for name, lacking in {
        "level": [each.id for each in found if year.level_of.get(each.id) is None],
        "system": [each.id for each in found if not set(each.systems) - {OTHER}],
        "validity": [each.id for each in year.of("staff") if not _has_validity(each)],
    }.items():
        yield words(f"draft.silent-{name}"), len(lacking), names_text(lacking, words)
    yield from _unproven(found, words)


def _papers(year: Year, words: Words) -> Iterator[Row]:
    """Records that want a paper, by the paper."""
    found: dict[str, list[str]] = defaultdict(list)
    for matter in year.tally.book.matters.values():
        if year.tally.counts(matter):
            for paper in missing_of(matter):
                found[paper].append(matter.id)
    for paper, names in found.items():
        what = words("draft.silent-paper", paper=words(f"matter.missing-{paper}"))
        yield what, len(names), names_text(names, words)


def _has_validity(matter: Matter) -> bool:
    return any(step.act.told("to") for step in matter.done("add", "renew"))


def _unproven(found: list[Matter], words: Words) -> Iterator[Row]:
    """Incidents with times that are one side's word alone: no bill, ticket, paper, no yes."""
    names, times = [], 0
    for matter in found:
        bare = sum(_is_bare(matter, place) for place in range(len(matter.acts)))
        times += bare
        names += [matter.id] if bare else []
    yield words("draft.silent-word", times=times), len(names), names_text(names, words)


def _is_bare(matter: Matter, place: int) -> bool:
    step = matter.acts[place]
    act = step.act
    proven = act.source != WORD or (act.signed_by and act.files)
    return not proven and not other_word(step, matter)[0]
