"""A record of the service in words: what was recorded of it, its clocks, all its steps."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from svcctl.answers.answer import Answer
from svcctl.answers.matter_json import View, matter_json, missing_of
from svcctl.answers.service import period_text
from svcctl.billing.service_acts import WORD, ServiceAct
from svcctl.delivery.clocks import MET, MISSED, RUNNING, Clock, minutes
from svcctl.delivery.matters import Matter, Step
from svcctl.delivery.nouns import SUPPLIER, Noun, noun_of
from svcctl.delivery.promised import OTHER
from svcctl.delivery.verdicts import other_word
from svcctl.i18n import Words

AN_HOUR, A_DAY = 60, 1440  # minutes
LONG = 2 * A_DAY
FROM_A_DESK = ("import", "desk", "number", "row", "digest")  # told in one sentence


def at_text(moment: datetime) -> str:
    """A moment as lists have it; seconds only where there are some."""
    return moment.isoformat(" ", "seconds" if moment.second else "minutes")


def length_text(number: int, words: Words) -> str:
    """So many minutes as people say it."""
    if number >= LONG:
        days, rest = divmod(number, A_DAY)
        return words("matter.days-hours", days=days, hours=rest // AN_HOUR)
    hours, rest = divmod(number, AN_HOUR)
    if hours and rest:
        return words("matter.hours-minutes", hours=hours, minutes=rest)
    return words("matter.hours", hours=hours) if hours else words("matter.minutes", minutes=rest)


def verb_text(name: str, noun: Noun | None, words: Words) -> str:
    """What a verb is called, by its kind where one kind says it otherwise."""
    own = f"verb.{name}.{noun.name if noun else 'plan'}"
    if own not in words and f"verb.{name}" not in words:
        return _as_typed(name, words)
    return words(own if own in words else f"verb.{name}")


def _as_typed(name: Any, words: Words) -> str:
    """What nobody knows, in an act that a login put in by SQL, by its own name."""
    return str(words.value(name))


CHOSEN = ("result", "solved", "via", "kind", "scope", "task", "clock")  # what is one of a few


def value_text(key: str, value: Any, words: Words) -> Any:
    """What an act was told, as people read it."""
    if key == "clock":
        return words(f"clock.{value}") if f"clock.{value}" in words else _as_typed(value, words)
    if key in CHOSEN and f"matter.value-{value}" in words:
        return words(f"matter.value-{value}")
    return words.value(value)


def systems_text(view: View, words: Words) -> str:
    """The systems that a record is about, by their titles."""
    systems, known = view.matter.systems, view.terms.systems
    if len(known) > 1 and set(systems) >= set(known):
        return words("matter.all-systems")
    titles = [
        words("matter.of-no-system") if each == OTHER else words.title(known.get(each, each))
        for each in systems
    ]
    return words("list.separator").join(titles)


# what of each kind stands in its list, by what its acts were told
LISTED = {
    "staff": ("role", "task", "certificate", "from", "to"),
    "duty": ("role", "from", "to"),
    "leave": ("scope", "from", "to"),
    "cover": ("from", "to"),
    "satisfaction": ("score", "of"),
    "acceptance": ("year",),
    "request": ("service",),
    "training": ("retrain_of",),
    "upgrade": ("patch",),
    "change": ("database",),
    "notice": ("url",),
}


def about_text(matter: Matter, words: Words) -> str:
    """What a list says of a record besides: the last that was said of each."""
    said: dict[str, Any] = {}
    for step in matter.acts:
        said |= step.act.says or {}
    told = [
        words("matter.told", name=words(f"field-act.{key}"), value=_shown(key, said[key], words))
        for key in LISTED.get(matter.noun.name, ())
        if key in said
    ]
    if any(is_suppliers_own(step, matter) for step in matter.acts):
        told.append(words("matter.suppliers-own"))
    if matter.noun.name == "leave" and matter.links:
        told.append(words("matter.about-links", value=words("list.separator").join(matter.links)))
    return words("list.separator").join(told)


def is_suppliers_own(step: Step, matter: Matter) -> bool:
    """Whether how satisfied the purchaser is stands on the supplier's word alone."""
    own = matter.noun.name == "satisfaction" and step.verb == "answer"
    if not own or step.act.side != SUPPLIER:
        return False
    confirmed, _ = other_word(step, matter)
    return not confirmed and not step.act.signed_by


def title_text(matter: Matter, words: Words) -> str:
    """What a record is called; a leave with what it was given for."""
    if matter.noun.name != "leave" or not matter.links:
        return matter.title
    return words("matter.title-of", title=matter.title, links=list(matter.links)).strip()


def _shown(key: str, value: Any, words: Words) -> Any:
    if value is True:
        return words("matter.yes")
    if isinstance(value, str) and "T" in value and value[:4].isdigit():
        return at_text(datetime.fromisoformat(value))
    return value_text(key, value, words)


def state_text(matter: Matter, words: Words) -> str:
    """What the state of a record is called."""
    return words(state_key(matter.noun, matter.state, words))


def state_key(noun: Noun, state: str, words: Words) -> str:
    """The key of what a state is called, by its kind where one kind says it otherwise."""
    own = f"state.{state}.{noun.name}"
    return own if own in words else f"state.{state}"


# -- what may follow, and what is lacking ----------------------------------------------------------


def _next(matter: Matter, words: Words) -> str:
    said = [
        f"{name}（{verb_text(name, matter.noun, words)}）" if words.lang == "zh" else name
        for name in matter.next
    ]
    return words("list.separator").join(said) or words("matter.nothing-next")


def missing_lines(matter: Matter, words: Words) -> list[str]:
    """The papers that it still wants, and how they are handed in."""
    missing = missing_of(matter)
    if not missing:
        return []
    what = words("list.separator").join(words(f"matter.missing-{each}") for each in missing)
    return [words("matter.missing", what=what, noun=matter.noun.name, record=matter.id)]


# -- clocks ----------------------------------------------------------------------------------------


def clock_lines(view: View, words: Words) -> Iterator[str]:
    """Each clock in a line, those that count marked; then what fell away."""
    for clock in view.sheet.clocks:
        yield clock_line(clock, view, words)
    for fell in view.sheet.fell_away:
        values = {
            "clock": words(f"clock.{fell.kind}"),
            "regime": fell.regime,
            "at": at_text(fell.at),
        }
        yield words("matter.fell-away", why=words(f"matter.fell-{fell.why}"), **values)


def clock_line(clock: Clock, view: View, words: Words) -> str:
    """How one clock stands."""
    values = {
        "clock": words(f"clock.{clock.kind}"),
        "level": clock.level.key,
        "within": _within(clock, words),
        "due": at_text(clock.due_at) if clock.due_at else words("matter.stopped"),
        "how": verdict_text(clock, words),
    }
    text = words("matter.clock-counts" if clock.counts else "matter.clock", **values)
    marks = [words(f"matter.mark-{mark}") for mark in marks_of(clock, view)]
    return text + (
        words("matter.marks", marks=words("list.separator").join(marks)) if marks else ""
    )


def _within(clock: Clock, words: Words) -> str:
    limit = clock.level.limits.get(clock.kind)
    return period_text(limit, words) if limit else "-"


def verdict_text(clock: Clock, words: Words) -> str:
    """Met, missed by how much, or how much is left."""
    if clock.state == MET and clock.met_at:
        return words("matter.met", at=at_text(clock.met_at))
    if clock.state == MISSED:
        over = length_text(minutes(clock.over, late=True) or 0, words)
        open_ = "matter.missed-open" if clock.needed else "matter.missed-never"
        key = "matter.missed" if clock.met_at else open_
        return words(key, at=at_text(clock.met_at) if clock.met_at else "", over=over)
    left = length_text(minutes(clock.left) or 0, words)
    return words("matter.left" if clock.state == RUNNING else "matter.stands-still", left=left)


def marks_of(clock: Clock, view: View) -> list[str]:
    """What is to be known of a verdict beside it."""
    found = {
        "agreed": clock.agreed,
        "inferred": clock.inferred,
        "contested": (clock.regime, clock.kind) in view.contested,
        "excused": view.is_excused(clock),
        "provisional": clock.provisional,
    }
    return [name for name, holds in found.items() if holds]


# -- a record whole --------------------------------------------------------------------------------


def shown(view: View, words: Words) -> Answer:
    """A record with all that was done and said of it."""
    return Answer(data=matter_json(view), head=list(_page(view, words)))


def _page(view: View, words: Words) -> Iterator[str]:
    matter = view.matter
    kind, state = words(f"noun.{matter.noun.name}"), state_text(matter, words)
    yield words("matter.head", record=matter.id, kind=kind, title=matter.title or "-", state=state)
    for line in _about(view, words):
        yield f"  {line}"
    if view.is_incident:
        for line in clock_lines(view, words):
            yield f"  {line}"
    yield words("matter.steps")
    for step in matter.steps:
        yield from _step_lines(step, matter, words)
    yield words("matter.stands", state=state, next=_next(matter, words))
    yield from missing_lines(matter, words)


def _about(view: View, words: Words) -> Iterator[str]:
    matter, separator = view.matter, words("list.separator")
    told: dict[str, Any] = {
        "systems": systems_text(view, words),
        "level": view.level if view.is_incident else "",
        "links": separator.join(matter.links),
        "turns": separator.join(matter.turns),
    }
    for name, value in told.items():
        if value:
            yield words(f"matter.about-{name}", value=value)
    if not view.is_in_term:
        yield words("matter.before-service")
    for wait in view.sheet.waits if view.is_incident else ():
        end = at_text(wait.span.end) if wait.span.end else words("matter.till-now")
        yield words(
            "matter.wait",
            begin=at_text(wait.span.begin),
            end=end,
            reason=_reason(wait.reason, words),
        )


def _reason(text: str, words: Words) -> str:
    return words(f"matter.wait-{text}") if f"matter.wait-{text}" in words else text


def _step_lines(step: Step, matter: Matter, words: Words) -> Iterator[str]:
    act = step.act
    confirmed, objections = other_word(step, matter)
    text = words(
        "matter.step",
        number=step.number,
        at=at_text(step.moment) if act.at else act.on,
        verb=verb_text(act.verb, matter.noun, words),
        by=act.by or words(f"party.{act.side}"),
        event=act.event,
    )
    told = [*_told(act, words)]
    if is_suppliers_own(step, matter):
        told.append(words("matter.suppliers-own"))
    if act.source != WORD or not (act.signed_by or confirmed or matter.noun.name != "incident"):
        told.append(words(f"matter.source-{act.source}"))
    if act.files:
        told.append(_files_text(act, words))
    if confirmed:
        told.append(words("matter.confirmed", by=confirmed))
    rest = words("list.semicolon").join(filter(None, told))
    yield "  " + (words("matter.step-told", step=text, told=rest) if rest else text)
    for each in objections:
        time = each.act.told("time")
        at = words("matter.says-at", at=at_text(datetime.fromisoformat(time))) if time else ""
        yield "      " + words(
            "matter.objection",
            by=each.act.by or words(f"party.{each.act.side}"),
            reason=each.act.reason,
            at=at,
        )


def act_text(act: ServiceAct, words: Words) -> str:
    """An act in a line of the journal: record, verb, moment, whose word, what was told of it."""
    side = words(f"party.{act.side}")
    text = words(
        "matter.act",
        record=act.record,
        verb=verb_text(act.verb, noun_of(act.record), words),
        at=at_text(act.moment) if act.at else act.on,
        whose=words("matter.by-of", side=side, by=act.by) if act.by else side,
    )
    rest = words("list.semicolon").join([*_told(act, words), *_beside(act, words)])
    return words("matter.act-told", act=text, told=rest) if rest else text


def _beside(act: ServiceAct, words: Words) -> Iterator[str]:
    """What is said of any act: its name, what it is about, what there is to show for it."""
    if act.title:
        yield str(words.value(act.title))
    for name, value in (("links", act.links), ("turns", act.turns)):
        if value:
            yield words(f"matter.about-{name}", value=words("list.separator").join(value))
    if act.source != WORD:
        known = f"matter.source-{act.source}" in words
        yield words(f"matter.source-{act.source}") if known else _as_typed(act.source, words)
    if act.files:
        yield _files_text(act, words)
    if act.confirmed_by:
        yield words("matter.confirmed", by=words.actor(act.confirmed_by))


def _files_text(act: ServiceAct, words: Words) -> str:
    signed = words("matter.signed", by=act.signed_by) if act.signed_by else words("matter.unsigned")
    return words("matter.files", names=[file.name for file in act.files], signed=signed)


def _field(key: str, words: Words) -> str:
    return words(f"field-act.{key}") if f"field-act.{key}" in words else _as_typed(key, words)


def fields_told(act: ServiceAct, words: Words) -> Iterator[str]:
    """What the act says besides, in the order in which it was told."""
    origin = FROM_A_DESK if act.told("import") else ()
    if origin:
        told = {key: act.told(key) for key in ("desk", "number", "row")}
        yield words("desk-list.origin", **told)
    for key, value in (act.says or {}).items():
        if key in origin:
            continue
        shown = _shown(key, value, words)
        yield words("matter.told", name=_field(key, words), value=shown)


def _told(act: ServiceAct, words: Words) -> Iterator[str]:
    """The same with its reason and its note."""
    yield from fields_told(act, words)
    for text in (act.reason, act.note):
        if text:
            yield _reason(text, words)
