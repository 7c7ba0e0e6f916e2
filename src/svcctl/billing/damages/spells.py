"""The delays of one instalment: deadline by deadline, each ended by money, a return, an agreement."""

from collections.abc import Iterator, Sequence
from datetime import date

from svcctl.billing.dates import ONE_DAY
from svcctl.billing.instalment import Instalment
from svcctl.billing.owing import Stretch, late_days
from svcctl.billing.position import Negotiation, Position
from svcctl.billing.record import Record
from svcctl.billing.schedule import Sight, Standing, sight_of, standing_of


class Spell(Record):
    """One delay: late days without a break, the deadline that they are counted from, its gate."""

    deadline: date
    late: tuple[Stretch, ...]
    agreed: bool = False  # the parties agreed on another date after it had begun
    contested: bool = False  # it ended because papers were returned, or all of it was disputed
    gate_met_on: date | None = None


class Reign(Record):
    """The time of one deadline, and the delays in it."""

    until: date | None  # the day on which it fell away; None while it holds
    spells: tuple[Spell, ...]


def spells_of(standing: Standing, sight: Sight) -> list[Spell]:
    """Every delay of an instalment up to the date, in order of time; looked for once."""
    iid, known, before = standing.instalment.id, sight.standings.spells, sight.standings.before
    if before and before.standings.get(iid) is standing:  # no money has moved it since
        return spells_of(standing, before)
    if iid not in known or known[iid][0] is not standing:
        known[iid] = standing, _found(standing, sight)
    return list(known[iid][1])


def _found(standing: Standing, sight: Sight) -> list[Spell]:
    iid = standing.instalment.id
    reigns = [*_fallen(standing, sight), Reign(None, tuple(_now(standing)))]
    gates = _gates(reigns, sight.position.negotiations.get(iid, ()))
    return [
        spell._replace(gate_met_on=gates[place, index]) if (place, index) in gates else spell
        for place, reign in enumerate(reigns)
        for index, spell in enumerate(reign.spells)
    ]


def _now(standing: Standing) -> Iterator[Spell]:
    """The delays by the deadline that holds on the date."""
    # only a clock that runs has a deadline to miss: one that lies ahead is an estimate
    if standing.deadline is None or standing.clock.state != "running":
        return
    on, account = standing.deadline.on, standing.owing
    found = [Spell(on, late) for late in _unbroken(late_days(account, on))]
    for spell in found[:-1]:
        yield spell
    for spell in found[-1:]:
        yield spell._replace(contested=account.all_disputed)


def _fallen(standing: Standing, sight: Sight) -> Iterator[Reign]:
    """The deadlines that fell away, by a return of papers or for a date agreed on."""
    # what had run out by then was late by every reading of the return: it stops the clock, and
    # takes back no day before it
    for day, why in _changes(standing.instalment, sight):
        before = sight_of(sight.terms, _without(sight.position, day), sight.calendar)
        then = standing_of(standing.instalment, before)._replace(
            owing=standing.owing._replace(as_of=day)
        )
        over = {"agreed": why == "agreed", "contested": why != "agreed"}
        yield Reign(day, tuple(spell._replace(**over) for spell in _now(then)))


def _changes(instalment: Instalment, sight: Sight) -> list[tuple[date, str]]:
    """The days on which a deadline may have fallen away, and why."""
    position = sight.position
    found: dict[date, str] = {}
    if sight.terms.readings["return"] != "ignored":
        for paper in instalment.papers if position.documents else ():
            acts = position.documents.get(paper, ())
            found |= {act.on: "returned" for act in acts if act.act == "return"}
    steps = position.negotiations.get(instalment.id, ())
    found |= {step.on: "agreed" for step in steps if step.new_due}
    return sorted(found.items()) if found else []


def _without(position: Position, day: date) -> Position:
    """What had happened by a day, but for that day's returns and agreed dates."""
    then = position.as_it_was(day)
    documents = {
        key: tuple(act for act in acts if (act.act, act.on) != ("return", day))
        for key, acts in then.documents.items()
    }
    talks = {
        name: tuple(step for step in steps if not (step.new_due and step.on == day))
        for name, steps in then.negotiations.items()
    }
    return then._replace(documents=documents, negotiations=talks)


def _unbroken(late: Iterator[Stretch]) -> list[tuple[Stretch, ...]]:
    """The stretches in groups that follow one another without a day between."""
    found: list[list[Stretch]] = []
    for stretch in late:
        if found and found[-1][-1].last + ONE_DAY == stretch.first:
            found[-1].append(stretch)
        else:
            found.append([stretch])
    return [tuple(group) for group in found]


def failures(steps: Sequence[Negotiation]) -> list[date]:
    """The days on which talks failed and no later agreement has made that good."""
    # opening talks anew takes nothing back: article 10 has the parties negotiate before they sue,
    # and that has been tried; only a settlement puts the failure out of the world
    found: list[date] = []
    for step in steps:
        if step.act == "settle":
            found.clear()
        elif step.act == "fail":
            found.append(step.on)
    return found


def _gates(reigns: Sequence[Reign], steps: Sequence[Negotiation]) -> dict[tuple[int, int], date]:
    """The gate of each delay that has one: by its deadline's place and its own."""
    # talks are about the delay that runs, or has just run: one that begins later is another breach
    # and asks for talks of its own. The first failure stays the gate, a second takes no day away
    gates: dict[tuple[int, int], date] = {}
    for failed in failures(steps):
        place = next(i for i, r in enumerate(reigns) if r.until is None or failed <= r.until)
        spells = reigns[place].spells
        begun = [index for index, spell in enumerate(spells) if spell.late[0].first <= failed]
        if spells:
            gates.setdefault((place, begun[-1] if begun else 0), failed)
    return gates
