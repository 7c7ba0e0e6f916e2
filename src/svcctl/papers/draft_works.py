"""Everything beside incidents in a year's report: inspections to notices, a chapter a subject."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from svcctl.answers.scorecard import promise_name, target_text
from svcctl.billing.service import LEAVE
from svcctl.delivery.matters import Matter
from svcctl.i18n import Words
from svcctl.papers.draft_blocks import Chapter, Part, Table
from svcctl.papers.draft_lists import NONE, listing, names_text
from svcctl.papers.draft_missed import columns_of
from svcctl.papers.draft_year import STATES, Year, count_of

Told = Callable[[Sequence[Matter], Year, Words], list[Part]]
TURNS = (("plan", 5.6, "left"), ("every", 3.0, "left"), ("due", 1.5, "center"),
         ("done", 1.5, "center"), ("missed", 1.7, "center"), ("not_recorded", 1.7, "center"),
         ("open", 1.7, "center"))  # fmt: skip

RISKS = (("record", 2.6, "left"), ("number", 1.1, "center"), ("risk", 6.4, "left"),
         ("until", 2.6, "center"), ("followed", 4.3, "left"))  # fmt: skip
SHIFTS = (("month", 3.2, "center"), ("shifts", 2.7, "center"), ("handed-over", 2.7, "center"),
          ("no-hand-over", 2.7, "center"), ("stand-ins", 2.7, "center"),
          ("swaps", 2.7, "center"))  # fmt: skip
REQUESTS = (("service", 5.8, "left"), ("asked-for", 1.7, "center"), ("accepted", 1.8, "center"),
            ("delivered", 1.9, "center"), ("under-way", 1.9, "center"),
            ("declined", 1.9, "center"), ("returned", 1.8, "center"))  # fmt: skip


class Subject(NamedTuple):
    """A chapter: the kinds of records that it is about, and what is told of each."""

    heading: str
    kinds: tuple[tuple[str, Told], ...]


def works_chapters(year: Year, words: Words) -> Iterator[Chapter]:
    """A chapter for each subject that was promised or is on record."""
    for subject in SUBJECTS:
        parts = [part for noun, told in subject.kinds for part in _of(noun, told, year, words)]
        if parts:
            yield Chapter(words(f"draft.h-{subject.heading}"), tuple(parts))


def _of(noun: str, told: Told, year: Year, words: Words) -> list[Part]:
    found = year.of(noun)
    if found:
        return told(found, year, words)
    turns = turns_table(noun, year, words)
    if not (year.is_promised(noun) or turns):
        return []
    return [*turns, words("draft.none", kind=words(f"noun.{noun}"))]


def turns_table(noun: str, year: Year, words: Words) -> list[Part]:
    """The turns of the plan that records of a kind fulfil, and how they came out."""
    kept = [
        each for each in year.card.kept if each.promise.kind == noun and each.promise.what == "turn"
    ]
    if not kept:
        return []
    rows = [
        (
            promise_name(each.promise, words),
            target_text(each.promise, words) or NONE,
            *(str(count_of(each.outcomes)[name]) for name in ("due", *STATES)),
        )
        for each in kept
    ]
    caption = words("draft.table-turns", kind=words(f"noun.{noun}"))
    return [Table(caption, columns_of(TURNS, words), tuple(rows))]


def _listed(noun: str) -> Told:
    """How many there are and how they stand, then the list."""

    def told(found: Sequence[Matter], year: Year, words: Words) -> list[Part]:
        over, kind = sum(each.is_over for each in found), words(f"noun.{noun}")
        rest = len(found) - over
        text = words("draft.listed", kind=kind, count=len(found), over=over, rest=rest)
        if not rest:
            text = words("draft.listed-over", kind=kind, count=len(found))
        return [text, *turns_table(noun, year, words), listing(noun, found, year, words)]

    return told


# -- inspections -----------------------------------------------------------------------------------


def _inspections(found: Sequence[Matter], year: Year, words: Words) -> list[Part]:
    risks = sum(len(each.done("find")) for each in found)
    followed = sum(len(_followed(each)) for each in found)
    done = sum(bool(each.done("carry-out")) for each in found)
    text = words("draft.inspections", count=len(found), done=done, risks=risks, followed=followed)
    parts: list[Part] = [text, *turns_table("inspection", year, words)]
    parts.append(listing("inspection", found, year, words))
    if risks:
        parts.append(_risks(found, words))
    return parts


def _followed(matter: Matter) -> set[int]:
    return {step.act.told("finding") for step in matter.done("follow")}


def _risks(found: Sequence[Matter], words: Words) -> Table:
    """Every hidden risk that an inspection found, with what was done about it."""
    rows = []
    for matter in found:
        for number, step in enumerate(matter.done("find"), 1):
            after = [s for s in matter.done("follow") if s.act.told("finding") == number]
            days = [s.moment.date().isoformat() for s in after]
            notes = [s.act.note for s in after if s.act.note]
            told = "\n".join([*days, *notes]) or words("draft.not-followed")
            until = step.act.told("until") or NONE
            rows.append((matter.id, str(number), step.act.told("risk"), str(until), told))
    return Table(words("draft.table-risks"), columns_of(RISKS, words), tuple(rows))


# -- training, duty, staff -------------------------------------------------------------------------


def _training(found: Sequence[Matter], year: Year, words: Words) -> list[Part]:
    def total(verb: str, name: str) -> int:
        return sum(step.act.told(name, 0) for each in found for step in each.done(verb))

    text = words(
        "draft.training",
        count=len(found),
        held=sum(bool(each.done("hold")) for each in found),
        attended=total("attend", "number"),
        absent=total("absent", "number"),
        passed=total("test", "passed"),
        failed=total("test", "failed"),
        retrained=sum(bool(each.told("retrain_of")) for each in found),
    )
    return [text, *turns_table("training", year, words), listing("training", found, year, words)]


def _duty(found: Sequence[Matter], _: Year, words: Words) -> list[Part]:
    """Shifts month by month: planned, handed over, stood in for, swapped."""
    by_month: dict[str, list[Matter]] = defaultdict(list)
    for matter in found:
        by_month[str(matter.told("from"))[:7]].append(matter)
    rows = [(month, *_shifts(by_month[month])) for month in sorted(by_month)]
    rows.append((words("draft.sum"), *_shifts(found)))
    table = Table(words("draft.table-duty"), columns_of(SHIFTS, words), tuple(rows), 1)
    over = sum(each.is_over for each in found)
    return [words("draft.duty", count=len(found), over=over, rest=len(found) - over), table]


def _shifts(found: Sequence[Matter]) -> tuple[str, ...]:
    over = sum(each.is_over for each in found)
    beside = [sum(len(each.done(verb)) for each in found) for verb in ("stand-in", "swap")]
    return tuple(map(str, (len(found), over, len(found) - over, *beside)))


def _staff(found: Sequence[Matter], year: Year, words: Words) -> list[Part]:
    tasks = Counter(each.told("task") or "" for each in found)
    told = [
        words(
            "draft.of-task", task=words(f"draft.task-{task}" if task else "draft.no-task"), count=n
        )
        for task, n in tasks.items()
    ]
    return [
        words("draft.staff", count=len(found), tasks=told),
        listing("staff", found, year, words),
    ]


# -- requests, opinions, leave ---------------------------------------------------------------------


def _requests(found: Sequence[Matter], year: Year, words: Words) -> list[Part]:
    """Requests by what was asked for; what is not over is counted apart."""
    by_service: dict[str, list[Matter]] = defaultdict(list)
    for matter in found:
        by_service[matter.told("service", "")].append(matter)
    services = year.tally.terms.services
    order = [key for key in services if key in by_service]
    rows = []
    for key in (*order, *(key for key in by_service if key not in services)):
        title = words.title(services[key]) if key in services else key
        rows.append((title or NONE, *_handled(by_service[key])))
    rows.append((words("draft.sum"), *_handled(found)))
    table = Table(words("draft.table-requests"), columns_of(REQUESTS, words), tuple(rows), 1)
    accepted = sum(each.state == "accepted" for each in found)
    return [words("draft.requests", count=len(found), accepted=accepted), table]


def _handled(found: Sequence[Matter]) -> tuple[str, ...]:
    states = Counter(each.state for each in found)
    under_way = states["asked"] + states["taken"]
    returned = sum(len(each.done("return")) for each in found)
    ends = (states["accepted"], states["delivered"], under_way, states["declined"])
    return tuple(map(str, (len(found), *ends, returned)))


def _satisfaction(found: Sequence[Matter], year: Year, words: Words) -> list[Part]:
    shares = [share for each in found if (share := _share(each)) is not None]
    text = words("draft.satisfaction", count=len(found), answered=len(shares))
    if shares:
        mean = (sum(shares, Decimal()) / len(shares)).quantize(Decimal("0.1"))
        text += words("draft.mean-score", mean=str(mean))
    else:
        text += words("draft.no-score")
    return [text, listing("satisfaction", found, year, words)]


def _share(matter: Matter) -> Decimal | None:
    """The score in hundredths; None where nobody answered."""
    done = matter.done("answer")
    if not done:
        return None
    act = done[-1].act
    return 100 * Decimal(str(act.told("score"))) / Decimal(str(act.told("of") or 100))


def _knowledge(found: Sequence[Matter], year: Year, words: Words) -> list[Part]:
    retired = sum(each.is_over for each in found)
    current = len(found) - retired
    text = words("draft.knowledge", count=len(found), current=current, retired=retired)
    return [text, listing("knowledge", found, year, words)]


def _leave(found: Sequence[Matter], year: Year, words: Words) -> list[Part]:
    """What leave was given, and which sessions went without."""
    scopes = Counter(each.told("scope") for each in found)
    return [
        words(
            "draft.leave",
            count=len(found),
            remote=scopes["remote"],
            database=scopes["database"],
            signed=sum(each.is_signed() for each in found),
            withdrawn=sum(each.is_over for each in found),
        ),
        *_sessions(year, words),
    ]


def _sessions(year: Year, words: Words) -> list[Part]:
    sessions = [each for each in year.outcomes() if each.promise == LEAVE]
    if not sessions:
        return [words("draft.no-sessions")]
    count = count_of(sessions)
    parts: list[Part] = [
        words("draft.sessions", count=count["due"], done=count["done"], missed=count["missed"])
    ]
    without = [each.behind for each in sessions if each.state == "missed"]
    if without:
        parts.append(words("draft.without", names=names_text(without, words)))
    return parts


SUBJECTS = (
    Subject("inspections", (("inspection", _inspections),)),
    Subject("visits", (("visit", _listed("visit")),)),
    Subject("problems", (("problem", _listed("problem")), ("change", _listed("change")))),
    Subject("upgrades", (("upgrade", _listed("upgrade")),)),
    Subject("majors", (("major", _listed("major")),)),
    Subject("training", (("training", _training),)),
    Subject("duty", (("duty", _duty), ("staff", _staff))),
    Subject("cover", (("cover", _listed("cover")),)),
    Subject("requests", (("request", _requests),)),
    Subject("opinions", (("complaint", _listed("complaint")), ("satisfaction", _satisfaction),
                         ("acceptance", _listed("acceptance")))),
    Subject("knowledge", (("knowledge", _knowledge), ("notice", _listed("notice")))),
    Subject("leave", (("leave", _leave),)),
)  # fmt: skip
