"""Recording what happened of the service: one way for every verb of every kind of record."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any

from svcctl import workspace
from svcctl.answers.answer import Answer
from svcctl.answers.matter_json import matter_json
from svcctl.answers.matter_told import at_text
from svcctl.answers.served_told import served_lines
from svcctl.billing.position import Happening
from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.billing.service_acts import IncidentAct, ServiceAct, day_and_time
from svcctl.casebook.kinds import Fact
from svcctl.casebook.payloads import assumed
from svcctl.delivery.matters import Matter
from svcctl.delivery.nouns import INCIDENT, NOUNS, SIDES, Noun, Verb, noun_of, year_and_number
from svcctl.desk.acts import Evidence, checked, evidence, tidied
from svcctl.desk.called import named_as_kept
from svcctl.desk.desk import Desk
from svcctl.desk.looking import Look, writing
from svcctl.desk.reading_service import Reader, about
from svcctl.desk.scenes import Scene, in_words, now_in_shanghai, refuse_wrongs, scene_of
from svcctl.desk.showing import check_output, show
from svcctl.i18n import Words
from svcctl.store.scopes import ALL

LEAVE_LETTER = NOUNS["leave"]
MOST_NAMED = 8  # records that a refusal lists


Build = Callable[[Scene], Sequence[Happening]]


class Served(Record):
    """What was recorded, or would be, and the contract with it."""

    before: Scene
    facts: Sequence[Fact]
    dry_run: bool

    @cached_property
    def scene(self) -> Scene:
        """The contract with them, made when it is shown."""
        return self.before.with_facts(self.facts)

    @property
    def record(self) -> str:
        """The record that the last of the acts is about."""
        acts = [fact.says for fact in self.facts if isinstance(fact.says, ServiceAct)]
        return acts[-1].record


def serve(
    desk: Desk, noun: Noun, verb: Verb, record: str | None, values: Mapping[str, Any]
) -> None:
    """Record one verb as it was typed, and show the record."""
    check_output(desk)
    desk, typed = typed_from(desk, noun, verb, record, values)
    dry_run = bool(values.get("dry_run"))
    builds = [lambda scene: acts_of(typed, scene)]
    with writing(desk, dry_run, ALL) as look:
        try:
            trial = tried(look.reading(_needed(typed)), builds, _numbered(typed))
        except Refusal as wrong:
            if wrong.key != "matter.unknown":
                raise
            # which records there are instead is told by all of them
            trial = tried(look, builds)
        found = kept_in(look, trial, typed.files, dry_run)
    show_served(desk, found)


def _needed(typed: "Typed") -> Reader:
    """What of the record of the service an act is held to: what it names and what rests on it."""
    named = [*(typed.shared["links"] or ()), *map(str, typed.values.values()), typed.record]
    opened = None if typed.record or typed.noun is not INCIDENT else _when(typed)
    return about([each for each in named if noun_of(each) is INCIDENT], typed.record, opened)


def _numbered(typed: "Typed") -> list[tuple[str, int]]:
    """The letter and year of an incident that is to be made."""
    when = typed.at or now_in_shanghai()
    return [] if typed.record or typed.noun is not INCIDENT else [(INCIDENT.letter, when.year)]


def show_served(desk: Desk, found: Served) -> None:
    """What was recorded: the record whole for scripts, the acts and its clocks for people."""
    view = found.scene.view(found.record)
    lines = served_lines(view, found.facts, found.dry_run, desk.words, desk.store_option)
    show(desk, Answer(data=matter_json(view), head=lines))


def recorded(
    look: Look, builds: Sequence[Build], files: Sequence[Evidence], dry_run: bool
) -> Served:
    """Add what each of `builds` makes of the contract and of what came before it; all or nothing."""
    return kept_in(look, tried(look, builds), files, dry_run)


class Tried(Record):
    """What is to be recorded, found possible: the contract before it and with it."""

    before: Scene
    after: Scene
    says: Sequence[Happening]
    now: str


def tried(look: Look, builds: Sequence[Build], numbers: Collection[tuple[str, int]] = ()) -> Tried:
    """What each of `builds` makes of the contract and of what came before it; Refusal where it cannot be."""
    desk, before = look.desk, scene_of(look, numbers)
    scene, now = before, workspace.recorded_now()
    says: list[Happening] = []
    so_far = look.journal.length(before.case.id)
    for build in builds:
        made = [tidied(each) for each in build(scene)]
        for each in made:
            _refuse_what_lies_ahead(each, desk)
        facts = assumed(scene.case.id, so_far + len(says), made, desk.actor, now)
        after = scene.with_facts(facts)
        refuse_wrongs(scene, after, facts, desk, before)
        scene = after
        says += made
    if says:
        checked(scene.facts, before.case, desk, served=True)
    return Tried(before, scene, says, now)


def kept_in(look: Look, trial: Tried, files: Sequence[Evidence], dry_run: bool) -> Served:
    """What was tried, recorded; of a dry run what it would be."""
    before, journal = trial.before, look.journal
    found: Sequence[Fact] = trial.after.facts[len(before.facts) :]
    if not dry_run and trial.says:
        for file in files:
            journal.keep(file.content, before.case.id)
        found = journal.append(before.case.id, trial.says, look.desk.actor, trial.now)
    return Served(before, found, dry_run)


def _refuse_what_lies_ahead(act: Any, desk: Desk) -> None:
    if act.on > desk.today:
        raise Refusal("fact.future", on=act.on, today=desk.today)
    if isinstance(act, ServiceAct) and act.moment > now_in_shanghai():
        raise Refusal("matter.future", at=at_text(act.moment))


# -- from what was typed to an act -----------------------------------------------------------------


class Typed(Record):
    """A verb with what was typed behind it."""

    words: Words
    noun: Noun
    verb: Verb
    record: str  # nothing where the verb makes one
    values: Mapping[str, Any]  # own options by their keys
    at: datetime | date | None
    shared: Mapping[str, Any]
    files: Sequence[Evidence] = ()


def typed_from(
    desk: Desk, noun: Noun, verb: Verb, record: str | None, values: Mapping[str, Any]
) -> tuple[Desk, Typed]:
    """The verb that was typed, and the desk for the contract of its record."""
    name = ""
    if record:
        desk, name = desk.choose(record_name(record), "record")
    files = evidence(values.get("files"))
    shared = {
        key: _text_or_texts(values.get(key))
        for key in ("by", "source", "signed_by", "confirmed_by", "title", "note", "reason", "links", "turns", "systems")
    }  # fmt: skip
    shared |= {"side": side_of(desk, values.get("side")), "target": values.get("event")}
    own = {each.key: values.get(each.key) for each in verb.told if each.key not in shared}
    own.pop("event", None)
    _refuse_what_lacks(verb, values)
    at = at_or_on(values)
    return desk, Typed(desk.words, noun, verb, name, own, at, shared, files)


def at_or_on(values: Mapping[str, Any]) -> datetime | date | None:
    """When it happened, as it was typed: one of the two options, not both."""
    at, on = values.get("at"), values.get("on")
    if at and on:
        raise Refusal("matter.at-and-on")
    return at or on


def record_name(text: str) -> str:
    """An id as it is kept, however it was typed: i-2026-1, CONTRACT：I-2026-0001."""
    from svcctl.intake.entry import half_width

    contract, mark, short = half_width(text).rpartition(":")
    parts = year_and_number(short.upper())
    if parts is None:
        return contract + mark + short
    letter, year, number = parts
    return f"{contract}{mark}{letter}-{year}-{number:04}"


def _text_or_texts(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _refuse_what_lacks(verb: Verb, values: Mapping[str, Any]) -> None:
    """Refusal where the verb needs an option, a paper or a signature that was not given."""
    for option in verb.told:
        if option.needed and values.get(option.key) in (None, "", (), []):
            raise Refusal("matter.needs-option", option=f"--{option.name}")
    if verb.wants_file and not values.get("files"):
        raise Refusal("matter.needs-file")
    if verb.wants_signed and not values.get("signed_by"):
        raise Refusal("matter.needs-signed")
    if values.get("signed_by") and not values.get("files"):
        raise Refusal("matter.signed-what")


def acts_of(typed: Typed, scene: Scene) -> list[ServiceAct]:
    """The act that was typed, behind one that it makes on the way: a leave given in words."""
    typed = typed._replace(
        values=named_as_kept(typed.values, scene.terms),
        shared=named_as_kept(typed.shared, scene.terms),
    )
    when, own = _when(typed), _own(typed)
    if typed.record:
        refuse_unknown(typed.record, typed.noun, scene, typed.words)
    record = typed.record or scene.next_id(typed.noun, (typed.at or when).year)
    found: list[ServiceAct] = []
    given = own.get("leave")
    if given and noun_of(given) is None:
        leave = _leave_in_words(typed, given, when, scene)
        found.append(leave)
        own["leave"] = leave.record
    target = typed.shared["target"]
    if target:
        refuse_unknown(record, typed.noun, scene, typed.words)
        typed = typed._replace(
            shared=dict(typed.shared) | {"target": _act_meant(record, target, scene)}
        )
    found.append(_act(typed, record, when, own))
    return found


def _act_meant(record: str, text: str, scene: Scene) -> str:
    """The event of an act of a record, by itself or by its number in `show`."""
    return act_of(scene.book.matters[record], text).event


def act_of(matter: Matter, text: str) -> ServiceAct:
    """The act meant: by its event, or by its number in `show`."""
    for step in matter.steps:
        if text in (step.act.event, str(step.number), f"#{step.number}"):
            return step.act
    raise Refusal("matter.unknown-act", record=matter.id, event=text)


def refuse_unknown(record: str, noun: Noun, scene: Scene, words: Words) -> None:
    """Refusal for a record that there is not, or of another kind."""
    matter = scene.book.found(record)
    if matter is None and scene.is_taken_back(record):
        raise Refusal("matter.taken-back", record=record)
    if matter is None:
        known = [each.id for each in scene.book.of(noun.name)][-MOST_NAMED:]
        raise Refusal("matter.unknown", record=record, noun=noun.name, known=known)
    if matter.noun is not noun:
        other = matter.noun.name
        wrong = Refusal("matter.other-noun", record=record, other=other, kind=other)
        raise in_words(wrong, words)


def _when(typed: Typed) -> datetime | date:
    """When it happened: what was typed; of a plan that lies ahead, and unless told, this moment."""
    now = now_in_shanghai()
    if typed.at is None and typed.noun is NOUNS["duty"] and typed.values.get("from"):
        # a shift entered after it began was planned before it, whatever the hour of typing
        return min(now, typed.values["from"]) if typed.verb.ahead else now
    if typed.at is None or typed.verb.name == "object":
        return now
    if typed.verb.ahead and _day_of(typed.at) > now.date():
        return now
    return typed.at


def _day_of(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _own(typed: Typed) -> dict[str, Any]:
    """What the verb alone was told, as the journal keeps it."""
    found = {key: kept(value) for key, value in typed.values.items() if is_said(value)}
    if typed.at is not None and typed.verb.name == "object":
        found["time"] = kept(typed.at)
    elif typed.at is not None and typed.verb.ahead and _when(typed) != typed.at:
        found["when"] = kept(typed.at)
    return found


def is_said(value: Any) -> bool:
    """Whether an option was typed; nought was, a flag that is not set was not."""
    return value is not None and value is not False and value not in ((), [])


def kept(value: Any) -> Any:
    """A value as the journal keeps it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _act(typed: Typed, record: str, when: datetime | date, own: Mapping[str, Any]) -> ServiceAct:
    form = IncidentAct if typed.noun.name == "incident" else ServiceAct
    shared = {key: value for key, value in typed.shared.items() if value}
    return form(
        record=record,
        verb=typed.verb.name,
        files=tuple(file.mention for file in typed.files),
        says=dict(own) or None,
        **day_and_time(when),
        **shared,
    )


def _leave_in_words(typed: Typed, words: str, when: datetime | date, scene: Scene) -> ServiceAct:
    """The purchaser's leave that was given by word of mouth, as the side that asks for it tells it."""
    scope = "database" if typed.noun.name == "change" else "remote"
    begin = datetime.combine(when, datetime.min.time()) if not isinstance(when, datetime) else when
    end = datetime.combine(begin.date(), datetime.max.time().replace(microsecond=0))
    return ServiceAct(
        record=scene.next_id(LEAVE_LETTER, begin.year),
        verb="give",
        side="purchaser",
        title=words,
        links=(typed.record,) if typed.record else (),
        says={"scope": scope, "from": kept(begin), "to": kept(end)},
        **day_and_time(when),
    )


def side_of(desk: Desk, typed: str | None) -> str:
    """Whose word an entry is: the side named, else the one that records; an auditor records nothing."""
    side = typed or desk.role
    if desk.role not in SIDES or side not in SIDES:
        raise Refusal("matter.auditor")
    return side
