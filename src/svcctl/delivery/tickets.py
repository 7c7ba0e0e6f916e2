"""Tickets of a help desk as acts on incidents: made, and compared with what was imported before."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from svcctl.billing.record import Record
from svcctl.billing.service_acts import IncidentAct, ServiceAct, day_and_time
from svcctl.delivery.matters import Book, Matter, Recorded

# what is done at each time of a ticket, in the order of what happens at one moment
VERBS = {
    "opened": "open",
    "answered": "answer",
    "dispatched": "dispatch",
    "arrived": "arrive",
    "wait_from": "wait",
    "wait_to": "resume",
    "restored": "restore",
    "closed": "close",
}
TIME_OF = {verb: time for time, verb in VERBS.items()}
OF_THE_CALL = ("fault", "title", "level", "system", "waited")  # what the first act is told
FROM_A_TICKET = ("level", "fault_at", "waited", "import", "desk", "number", "row", "digest")
Values = dict[str, Any]  # what a ticket says, by the keys of a map
Key = tuple[str, str]  # whose desk, and the ticket's number there


class Ticket(Protocol):
    """A row of a desk's list."""

    @property
    def row(self) -> int:
        """Where it stands in the list."""

    @property
    def number(self) -> str:
        """What the desk calls it."""

    @property
    def title(self) -> str:
        """What it is about, where that is read."""

    @property
    def level(self) -> str:
        """Its level; nothing where none was said."""

    @property
    def system(self) -> str:
        """Its system; nothing where none was said."""

    @property
    def times(self) -> Mapping[str, datetime]:
        """Its times by the keys of a map."""

    @property
    def waited_seconds(self) -> int | None:
        """How long one waited, where no more is known of it."""

    @property
    def raw_digest(self) -> str:
        """A digest of all that it says."""


class Origin(Record):
    """Which list a ticket came in, from which desk, and whose desk that is."""

    digest: str  # SHA-256 of the list, which itself is not kept
    desk: str
    side: str

    def mark(self, ticket: Ticket) -> Values:
        """What the first act says of where it came from."""
        return {
            "import": self.digest,
            "desk": self.desk,
            "number": ticket.number,
            "row": ticket.row,
            "digest": ticket.raw_digest,
        }


class Difference(Record):
    """What a ticket says otherwise than it did when it was last imported."""

    field: str
    before: Any
    after: Any


class Change(Record):
    """What a changed ticket asks for: the acts to be taken back, and those in their place."""

    gone: tuple[str, ...]  # events
    acts: tuple[ServiceAct, ...]


def values_of(ticket: Ticket) -> Values:
    """What a ticket says; what it leaves open is not in it."""
    found: Values = dict(ticket.times)
    found |= {"title": ticket.title, "level": ticket.level, "system": ticket.system}
    found["waited"] = ticket.waited_seconds
    return {field: value for field, value in found.items() if value not in ("", None)}


def acts_of_ticket(ticket: Ticket, record: str, origin: Origin) -> list[IncidentAct]:
    """A ticket as the acts on a new incident, in the order of time."""
    values = values_of(ticket)
    call = _call(values, origin.mark(ticket))
    found = []
    for time, verb in VERBS.items():
        if time in values:
            more = call if verb == "open" else {}
            found.append(_act(record, verb, values[time], origin.side, more))
    found.sort(key=lambda act: act.moment)  # stable: those of one moment stay as they are
    return found


def _act(
    record: str, verb: str, moment: datetime, side: str, more: Mapping[str, Any]
) -> IncidentAct:
    return IncidentAct(
        record=record, verb=verb, side=side, source="ticket", **day_and_time(moment), **more
    )


def _call(values: Values, mark: Values) -> Values:
    """What the first act is told of a ticket."""
    says: Values = {"level": [values["level"]]} if "level" in values else {}
    if "fault" in values:
        says["fault_at"] = values["fault"].isoformat(timespec="seconds")
    if "waited" in values:
        says["waited"] = values["waited"]
    systems = (values["system"],) if "system" in values else ()
    return {"title": values.get("title", ""), "systems": systems, "says": says | mark}


# -- what was imported before ----------------------------------------------------------------------


def imported(book: Book) -> dict[Key, Matter]:
    """The incidents that came from desks, by desk and number."""
    found = {}
    for matter in book.of("incident"):
        says = matter.first.act.says or {}
        if "import" in says:
            found[says["desk"], says["number"]] = matter
    return found


def is_same(matter: Matter, ticket: Ticket) -> bool:
    """Whether a ticket says what it said when it was last imported."""
    return bool(matter.told("digest") == ticket.raw_digest)


def last_imported(
    facts: Sequence[Recorded], gone: Mapping[int, Recorded]
) -> dict[str, tuple[str, ServiceAct]]:
    """An incident's acts as its desk's list last had them, by verb, whatever was put right since.

    `facts` are all acts on it, also those taken back, `gone` what takes some of them back, by their
    places. Each act comes with the event whose place it has.
    """
    moments = _moments(facts, gone)
    told: list[tuple[int, ServiceAct, bool]] = []
    for fact in facts:
        if fact.recorded_at in moments and fact.says.source == "ticket":
            told.append((fact.seq, fact.says, True))
        by = gone.get(fact.seq)
        if by and by.recorded_at in moments:
            told.append((by.seq, fact.says, False))
    found: dict[str, tuple[str, ServiceAct]] = {}
    for _, act, stands in sorted(told, key=lambda each: each[0]):
        found.pop(act.verb, None)
        if stands:
            found[act.verb] = (act.replaces or act.event, act)
    return found


def _moments(facts: Sequence[Recorded], gone: Mapping[int, Recorded]) -> dict[str, str]:
    """When the imports of an incident were recorded that were not taken back whole, of which lists."""
    calls = [fact for fact in facts if fact.says.verb == "open" and fact.says.told("import")]
    made = {fact.recorded_at for fact in calls}
    found, last = {}, ""
    for call in calls:
        by = gone.get(call.seq)
        if by and by.recorded_at not in made:
            continue  # taken back with nothing in its place
        # what was put right by hand says of itself that it came from the same row
        if call.says.told("digest") != last:
            found[call.recorded_at] = str(call.says.told("import"))
        last = call.says.told("digest")
    return found


def lists_of(facts: Sequence[Recorded], gone: Mapping[int, Recorded]) -> list[str]:
    """The SHA-256 of each list that an incident was imported from and that holds, the last one last."""
    return list(_moments(facts, gone).values())


def of_list(facts: Sequence[Recorded], gone: Mapping[int, Recorded], digest: str) -> set[int]:
    """The places of what a list brought to an incident: acts, what is put right of them, what is gone.

    `facts` are all acts on it; what is taken back together with these stands as it stood before.
    """
    moments = {at for at, each in _moments(facts, gone).items() if each == digest}
    own = [f for f in facts if f.recorded_at in moments and f.says.source == "ticket"]
    events = {fact.says.event for fact in own}
    own += [fact for fact in facts if fact.says.replaces in events]
    takings = {by.seq for by in gone.values() if by.recorded_at in moments}
    return takings & {gone[f.seq].seq for f in facts if f.seq in gone} | {
        fact.seq for fact in own if fact.seq not in gone
    }


def differences(
    last: Mapping[str, tuple[str, ServiceAct]], ticket: Ticket, fields: Collection[str]
) -> list[Difference]:
    """What a ticket says otherwise than it did, of what its map reads."""
    before, after = _values_of_acts(last), values_of(ticket)
    return [
        Difference(field, before.get(field), after.get(field))
        for field in (*VERBS, *OF_THE_CALL)
        if field in fields and before.get(field) != after.get(field)
    ]


def _values_of_acts(last: Mapping[str, tuple[str, ServiceAct]]) -> Values:
    found: Values = {TIME_OF[verb]: act.moment for verb, (_, act) in last.items()}
    return found | dict(_of_the_call(last["open"][1]))


def _of_the_call(act: ServiceAct) -> Iterator[tuple[str, Any]]:
    fault, level = act.told("fault_at"), act.told("level")
    if fault:
        yield "fault", datetime.fromisoformat(fault)
    if level:
        yield "level", level[0]
    if act.systems:
        yield "system", act.systems[0]
    if act.title:
        yield "title", act.title
    if act.told("waited") is not None:
        yield "waited", act.told("waited")


# -- what a changed ticket asks for ----------------------------------------------------------------


def change_of(
    matter: Matter,
    last: Mapping[str, tuple[str, ServiceAct]],
    found: Sequence[Difference],
    ticket: Ticket,
    origin: Origin,
) -> Change:
    """The acts that differ taken back and made anew; what was put right by hand besides stays."""
    after = {each.field: each.after for each in found}
    acts = [_call_anew(matter.first.act, after, origin.mark(ticket))]
    gone = [matter.first.act.event]
    for time in after:
        verb = VERBS.get(time)
        if verb is None or verb == "open":
            continue
        place = last[verb][0] if verb in last else ""
        old = next((s.act for s in matter.steps if place and _place(s.act) == place), None)
        if old:
            gone.append(old.event)
        if after[time] is not None:
            anew = old or _act(matter.id, verb, after[time], origin.side, {})
            acts.append(anew._replace(event="", replaces=place, **day_and_time(after[time])))
    return Change(tuple(gone), tuple(acts))


def _place(act: ServiceAct) -> str:
    return act.replaces or act.event


def _call_anew(old: ServiceAct, after: Mapping[str, Any], mark: Values) -> ServiceAct:
    values = dict(_of_the_call(old)) | {"opened": old.moment} | dict(after)
    told = _call({field: value for field, value in values.items() if value is not None}, mark)
    # more than a ticket knows stays: further systems, how the call came
    if "system" not in after:
        told["systems"] = old.systems
    if "level" not in after and old.told("level"):
        told["says"]["level"] = old.told("level")
    kept = {key: value for key, value in (old.says or {}).items() if key not in FROM_A_TICKET}
    told["says"] = kept | told["says"]
    return old._replace(event="", replaces=_place(old), **told, **day_and_time(values["opened"]))
