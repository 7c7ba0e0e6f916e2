"""Lists of the records of the service: of one kind, at risk, on duty, what is known."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from svcctl.answers.answer import Answer, Column, Table, rows_of
from svcctl.answers.matter_json import View, clock_json, matter_json, missing_of, stamp
from svcctl.answers.matter_told import (
    about_text,
    at_text,
    marks_of,
    state_key,
    state_text,
    systems_text,
    verdict_text,
)
from svcctl.answers.wish import Narrowed, Wish
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.delivery.clocks import MISSED, RUNNING, STOPPED, Clock
from svcctl.delivery.nouns import Noun
from svcctl.i18n import Words

if TYPE_CHECKING:
    from svcctl.answers.picking import Traits

FAR = datetime.fromisoformat("9999-12-31")  # after every limit


def _verdicts(view: View, words: Words) -> str:
    """How the clocks that count stand, each in two words."""
    said = [
        words(
            "matter.verdict", clock=words(f"clock.{c.kind}"), state=words(f"matter.clock-{c.state}")
        )
        for c in view.sheet.clocks
        if c.counts
    ]
    return words("list.separator").join(said)


def _missing(view: View, words: Words) -> str:
    return words("list.separator").join(
        words(f"matter.missing-{each}") for each in missing_of(view.matter)
    )


TABLE = Table(
    contract=Column("column.contract", "code", spare=True, cell=lambda v, _: v.case.id),
    id=Column("column.record", "code", cell=lambda v, _: v.matter.id),
    opened=Column("column.opened-at", "date", cell=lambda v, _: at_text(v.matter.opened_at)),
    level=Column("column.level", "code", cell=lambda v, _: v.level),
    systems=Column("column.systems", spare=True, cell=systems_text),
    title=Column("column.called", cell=lambda v, _: v.matter.title),
    about=Column("column.said", spare=2, cell=lambda v, words: about_text(v.matter, words)),
    state=Column("column.state", cell=lambda v, words: state_text(v.matter, words)),
    verdicts=Column("column.clocks", cell=_verdicts),
    turns=Column("column.turns", "code", spare=True, cell=lambda v, _: ", ".join(v.matter.turns)),
    missing=Column("column.missing", spare=True, cell=_missing),
)
INCIDENTS = TABLE.view("contract id opened level systems title state verdicts missing")
OTHERS = TABLE.view("contract id opened systems title about state turns missing")


def listed(
    rows: Sequence[View],
    noun: Noun,
    cases: Sequence[Case],
    now: datetime,
    chosen: Mapping[str, Any],
    wish: Wish,
    words: Words,
) -> Answer:
    """The records of a kind, those asked for."""
    kept = [view for view in rows if _chosen(view, chosen)]
    narrowed = _narrowed(kept, noun, cases, wish, words)
    found, columns = narrowed.rows, INCIDENTS if noun.name == "incident" else OTHERS
    records = [matter_json(view, steps=False) for view in found]
    kind = words(f"noun.{noun.name}")
    return Answer(
        data={"as_of": stamp(now), "records": records} | narrowed.json,
        columns=columns,
        rows=lambda: list(rows_of(columns, found, words)),
        head=[words("matter.list", kind=kind, now=at_text(now), count=len(found)), *narrowed.told],
        groups=narrowed.groups,
    )


def _chosen(view: View, chosen: Mapping[str, Any]) -> bool:
    """Whether a record is one of those asked for by system, level, turn or what it lacks."""
    system, level, turn = (chosen.get(key) for key in ("system", "level", "turn"))
    if system and system not in view.matter.systems and system not in _titles(view):
        return False
    if level and level.rpartition("/")[2] != view.level:
        return False
    if turn and turn not in view.matter.turns:
        return False
    return not chosen.get("missing") or bool(missing_of(view.matter))


def _titles(view: View) -> list[str]:
    named = [view.terms.systems.get(each) for each in view.matter.systems]
    return [Words("zh").title(each) for each in named if each]


def _narrowed(
    rows: Sequence[View], noun: Noun, cases: Sequence[Case], wish: Wish, words: Words
) -> Narrowed:
    if not wish.asked:
        return Narrowed(rows)
    from svcctl.answers.narrowing import By, called, narrowed, traits_of

    states = {state: state_key(noun, state, words) for state in noun.states}

    def traits(view: View, words: Words) -> "Traits":
        matter = view.matter
        return traits_of(
            *(view.case, words, matter.id, matter.opened_at.date()),
            statuses=called(matter.state, states),
            words=(matter.title, *matter.systems, *(s.act.note for s in matter.steps)),
        )

    return narrowed(rows, cases, wish, By(traits, states), words)


# -- what breaks next ------------------------------------------------------------------------------

AT_RISK = Table(
    contract=Column("column.contract", "code", spare=True, cell=lambda r, _: r[0].case.id),
    id=Column("column.record", "code", cell=lambda r, _: r[0].matter.id),
    level=Column("column.level", "code", cell=lambda r, _: r[0].level),
    systems=Column("column.systems", spare=True, cell=lambda r, words: systems_text(r[0], words)),
    title=Column("column.called", cell=lambda r, _: r[0].matter.title),
    clock=Column("column.clock", cell=lambda r, words: words(f"clock.{r[1].kind}")),
    due=Column("column.due-at", "date", cell=lambda r, _: at_text(r[1].due_at) if r[1].due_at else None),
    how=Column("column.left", cell=lambda r, words: verdict_text(r[1], words)),
    marks=Column("column.marks", spare=True, cell=lambda r, words: _marks(r, words)),
).view("contract id level systems title clock due how marks")  # fmt: skip
AtRisk = tuple[View, Clock]


def _marks(row: AtRisk, words: Words) -> str:
    return words("list.separator").join(words(f"matter.mark-{m}") for m in marks_of(row[1], row[0]))


def next_clock(view: View) -> Clock | None:
    """Of the clocks that count, the one that breaks next: it runs, or ran out unmet."""
    unmet = [
        clock
        for clock in view.sheet.clocks
        if clock.counts and clock.met_at is None and clock.state in (RUNNING, STOPPED, MISSED)
    ]
    return min(unmet, key=lambda clock: clock.due_at or FAR, default=None)


def at_risk(
    rows: Sequence[View],
    cases: Sequence[Case],
    now: datetime,
    within: timedelta | None,
    chosen: Mapping[str, Any],
    wish: Wish,
    words: Words,
) -> Answer:
    """Incidents with clocks that run or ran out unmet, the next to break first."""
    from svcctl.delivery.nouns import NOUNS

    kept = [view for view in rows if view.is_in_term and _chosen(view, chosen)]
    narrowed = _narrowed(kept, NOUNS["incident"], cases, wish, words)
    found = [(view, clock) for view in narrowed.rows if (clock := next_clock(view))]
    if within is not None:
        found = [row for row in found if (row[1].due_at or FAR) <= now + within]
    found.sort(key=lambda row: (row[1].due_at or FAR, row[0].matter.id))
    records = [matter_json(v, steps=False) | {"next_clock": clock_json(c, v)} for v, c in found]
    return Answer(
        data={"as_of": stamp(now), "records": records} | narrowed.json,
        columns=AT_RISK,
        rows=lambda: list(rows_of(AT_RISK, found, words)),
        head=[words("matter.at-risk", now=at_text(now), count=len(found)), *narrowed.told],
    )


# -- duty and knowledge ----------------------------------------------------------------------------

DUTY = Table(
    contract=Column("column.contract", "code", spare=True, cell=lambda r, _: r[0].case.id),
    id=Column("column.record", "code", cell=lambda r, _: r[0].matter.id),
    role=Column("column.role", cell=lambda r, _: r[1]),
    since=Column("column.since", "date", cell=lambda r, _: at_text(r[2])),
    until=Column("column.until", "date", cell=lambda r, _: at_text(r[3])),
    how=Column("column.how", cell=lambda r, words: words(f"matter.duty-{r[4]}")),
).view("contract id role since until how")
Shift = tuple[View, str, datetime, datetime, str]  # who, from, to, and how that came about


def shift_of(view: View, moment: datetime, book: Mapping[str, View]) -> Shift | None:
    """Who is on by one planned shift at a moment: the role planned, swapped or standing in."""
    matter = view.matter
    begin, end = (datetime.fromisoformat(matter.told(key)) for key in ("from", "to"))
    if not begin <= moment < end:
        return None
    role, how = matter.told("role"), "planned"
    span: list[datetime | None] = [None, None]  # of who stands in for a part of the shift
    for step in matter.done("swap", "stand-in"):
        if step.verb == "swap":
            other = book.get(step.act.told("with"))
            role, how = (other.matter.told("role") if other else role), "swapped"
            span = [None, None]
            continue
        since, until = (step.act.told(key) for key in ("from", "to"))
        covers = (not since or datetime.fromisoformat(since) <= moment) and (
            not until or moment < datetime.fromisoformat(until)
        )
        if covers:
            role, how = step.act.told("role"), "stands-in"
            span = [datetime.fromisoformat(each) if each else None for each in (since, until)]
    since, until = span
    return view, role, since or begin, until or end, how


def on_duty(rows: Sequence[View], moment: datetime, words: Words) -> Answer:
    """Who is on duty at a moment."""
    swapped = {
        step.act.told("with"): view.matter.told("role")
        for view in rows
        for step in view.matter.done("swap")
    }
    book = {view.matter.id: view for view in rows}
    found = []
    for view in rows:
        shift = shift_of(view, moment, book)
        if shift and shift[4] == "planned" and view.matter.id in swapped:
            shift = (shift[0], swapped[view.matter.id], *shift[2:4], "swapped")
        if shift:
            found.append(shift)
    data = [
        {"id": v.matter.id, "contract": v.case.id, "role": role, "from": stamp(begin), "to": stamp(end), "how": how}
        for v, role, begin, end, how in found
    ]  # fmt: skip
    return Answer(
        data={"at": stamp(moment), "on_duty": data},
        columns=DUTY,
        rows=lambda: list(rows_of(DUTY, found, words)),
        head=[words("matter.on-duty", at=at_text(moment), count=len(found))],
    )


KNOWN = TABLE.view("contract id opened systems title state")


def knowledge(rows: Sequence[View], text: str, now: datetime, words: Words) -> Answer:
    """Knowledge that has every one of these words in it, retired entries left out."""
    wanted = text.casefold().split()
    if not wanted:
        raise Refusal("usage.empty", option="TEXT")
    found = [
        view
        for view in rows
        if not view.matter.is_over and all(each in _all_of(view) for each in wanted)
    ]
    return Answer(
        data={"as_of": stamp(now), "records": [matter_json(v, steps=False) for v in found]},
        columns=KNOWN,
        rows=lambda: list(rows_of(KNOWN, found, words)),
        head=[words("matter.known", text=text, count=len(found))],
    )


def _all_of(view: View) -> str:
    said = [view.matter.title, *view.matter.systems, *view.matter.links]
    said += [step.act.note for step in view.matter.steps]
    return "\n".join(said).casefold()
