"""The money of a year, what it waits for, the plan of the next, and what is carried over to it."""

from collections import defaultdict
from collections.abc import Iterator

from svcctl.answers.instalment_words import label, status_text
from svcctl.answers.matter_todo import Todo, todos_of
from svcctl.answers.matter_told import verb_text
from svcctl.answers.periods import paper_text
from svcctl.answers.service import period_text
from svcctl.answers.when import due_text
from svcctl.billing.instalment import DocumentKey
from svcctl.billing.money import grouped
from svcctl.billing.schedule import Standing
from svcctl.billing.service import Turn
from svcctl.i18n import Words
from svcctl.papers.draft_blocks import Chapter, Part, Table
from svcctl.papers.draft_lists import NONE, names_text
from svcctl.papers.draft_missed import columns_of
from svcctl.papers.draft_year import Year

MONEY = (("instalment", 4.2, "left"), ("amount", 2.4, "right"), ("paid", 2.4, "right"),
         ("outstanding", 2.4, "right"), ("due-on", 2.9, "center"), ("status", 2.4, "center"))  # fmt: skip
PAPERS = (("paper", 6.2, "left"), ("submitted", 3.5, "center"), ("received", 3.5, "center"),
          ("sent-back", 3.5, "center"))  # fmt: skip
AHEAD = (("plan", 3.6, "left"), ("every", 2.2, "left"), ("times", 1.2, "center"),
         ("last-days", 7.0, "left"), ("article", 3.0, "left"))  # fmt: skip
CARRIED = (("side", 1.6, "center"), ("kind", 2.6, "left"), ("to-do", 4.2, "left"),
           ("count", 1.4, "center"), ("records", 7.0, "left"))  # fmt: skip

A_LINE = 3


def money_chapter(year: Year, words: Words) -> Iterator[Chapter]:
    """What is paid for the year, and what the receipt of its reports starts."""
    standings = year.standings
    if not standings:
        return
    rows = [
        (
            label(each, words),
            grouped(each.owing.amount_fen),
            grouped(each.owing.paid_fen),
            grouped(each.outstanding_fen),
            words.value(each.due_on) if each.due_on else words("draft.no-day"),
            status_text(each, words),
        )
        for each in standings
    ]
    parts: list[Part] = [Table(words("draft.table-money"), columns_of(MONEY, words), tuple(rows))]
    parts += _starts([each for each in standings if each.instalment.papers], year, words)
    known = year.case.terms.documents
    handed_in = [paper for paper in papers_of(standings) if paper[0] in known]
    if handed_in:
        parts.append(_papers(handed_in, year, words))
    yield Chapter(words("draft.h-money"), tuple(parts))


def papers_of(standings: list[Standing]) -> list[DocumentKey]:
    """The papers that those instalments wait for, each once."""
    return list(dict.fromkeys(paper for each in standings for paper in each.instalment.papers))


def _starts(standings: list[Standing], year: Year, words: Words) -> Iterator[str]:
    """What is paid within how long of the receipt of what; those alike in one sentence."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for standing in standings:
        due = due_text(standing.instalment.due, year.case.terms, words)
        found[due, standing.instalment.article].append(label(standing, words))
    for (due, article), names in found.items():
        counted = words("letter.counted", when=due)
        yield words(
            "draft.starts",
            told=words("letter.counted-of", what=names, counted=counted),
            article=article,
        )


def _papers(papers: list[DocumentKey], year: Year, words: Words) -> Table:
    """Where each of those papers is."""
    rows = []
    for key in papers:
        acts = year.case.position.documents.get(key, ())
        days = []
        for name in ("submit", "receive", "return"):
            of = [act.on for act in acts if act.act == name]
            days.append(str(words.value(of[-1])) if of else NONE)
        rows.append((_paper(key, year, words), *days))
    return Table(words("draft.table-papers"), columns_of(PAPERS, words), tuple(rows))


def _paper(key: DocumentKey, year: Year, words: Words) -> str:
    """A paper's title; of a part of the year with its part."""
    whole = key[1] in (None, year.period.id)
    title = words.title(year.case.terms.documents[key[0]][0])
    return title if whole else paper_text(key, None, year.case.terms, words)


# -- the next year ---------------------------------------------------------------------------------


def next_chapter(year: Year, words: Words) -> Iterator[Chapter]:
    """The turns of the next service year, each with its last day; what is promised without days."""
    plans = year.tally.terms.plans
    if not plans:
        return
    heading, following = words("draft.h-next"), year.next_period
    if following is None:
        yield Chapter(heading, (words("draft.no-next", last=year.tally.terms.last),))
        return
    ahead: dict[str, list[Turn]] = defaultdict(list)
    for turn in year.tally.terms.turns:
        if following.first <= turn.last <= following.last:
            ahead[turn.key].append(turn)
    parts: list[Part] = [
        words("draft.next", year=following.year, first=following.first, last=following.last)
    ]
    if ahead:
        parts.append(_ahead(ahead, words))
    standing = [words.title(plan["title"]) for key, plan in plans.items() if "every" not in plan]
    if standing:
        parts.append(words("draft.as-needed", names=standing))
    yield Chapter(heading, tuple(parts))


def _ahead(ahead: dict[str, list[Turn]], words: Words) -> Table:
    rows = [
        (
            words.title(turns[0].title),
            words("promise.every", every=period_text(turns[0].every, words)),
            str(len(turns)),
            _days([f"{turn.last:%Y-%m-%d}" for turn in turns], words),
            turns[0].article,
        )
        for turns in ahead.values()
    ]
    return Table(words("draft.table-next"), columns_of(AHEAD, words), tuple(rows))


def _days(days: list[str], words: Words) -> str:
    """Three days to a line, so that none is broken."""
    lines = [days[at : at + A_LINE] for at in range(0, len(days), A_LINE)]
    return "\n".join(words("list.separator").join(line) for line in lines)


def carried_chapter(year: Year, words: Words) -> Iterator[Chapter]:
    """What each side still has to do about the records of the year."""
    rows = [(*key, str(len(names)), names_text(names, words)) for key, names in todos(year, words)]
    if rows:
        table = Table(words("draft.table-carried"), columns_of(CARRIED, words), tuple(rows))
        yield Chapter(words("draft.h-carried"), (words("draft.carried"), table))


def todos(year: Year, words: Words) -> list[tuple[tuple[str, str, str], list[str]]]:
    """What is to be done by whom, with the records that wait for it."""
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for matter in year.tally.book.matters.values():
        if matter.is_begun and matter.opened_at.date() <= year.tally.last:
            for todo in todos_of(year.view(matter)):
                side, noun = words(f"party.{todo.side}"), todo.view.matter.noun.name
                found[side, words(f"noun.{noun}"), _to_do(todo, words)].append(matter.id)
    return sorted(found.items(), key=lambda item: item[0][0] != words("party.supplier"))


def _to_do(todo: Todo, words: Words) -> str:
    if todo.paper:
        return words("matter.hand-in", paper=words(f"matter.missing-{todo.paper}"))
    if todo.what == "answer-objection":
        return words("matter.answer-objection")
    return verb_text(todo.what, todo.view.matter.noun, words)
