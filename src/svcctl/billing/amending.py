"""What a supplement makes of the terms: what was due stays, what it adds is not born late."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import TypeVar

from svcctl.billing.deadlines import Due, NotAgreed
from svcctl.billing.instalment import Alteration, Coined, Instalment, Kept
from svcctl.billing.record import Record
from svcctl.billing.schedule import Sight, Standing, standings_of
from svcctl.billing.settling import settlement_of
from svcctl.billing.terms import Amendment, Finding, Guarantee, Layer, Obligation, Terms

T = TypeVar("T", bound=Obligation | Finding | Guarantee)
AFTER_AMENDMENT = "amendment"  # what an increase of what had fallen due is counted from


class Supplement(Record):
    """What an amendment meets on the day it comes into force."""

    amendment: Amendment
    standings: dict[str, Standing]
    sight: Sight
    settled_rules: bool  # readings and start are what they were
    paid_out: frozenset[str]  # the instalments whose retained sums had fallen due by then


def amended(sight: Sight, new: Terms, amendment: Amendment) -> Terms:
    """The terms from the amendment on; `sight` is the day it came into force, by the old ones.

    An instalment whose deadline had passed keeps it and its rule; a rise of it is an instalment of
    its own, counted from the amendment for as many days; what is lowered is taken off on that day.
    Everything else goes by the new terms. Signing and award notice stay what they were.
    """
    old = sight.terms
    standings = {standing.instalment.id: standing for standing in standings_of(sight)}
    wanted = {instalment.id: instalment for instalment in new.instalments}
    families: dict[str, list[Instalment]] = {iid: [] for iid in wanted}
    for instalment in old.instalments:
        families.setdefault(_base(instalment), []).append(instalment)
    # the same sum and date under another reading is another date: an instalment is left untouched
    # only where the rules it is read by are the same too
    settled_rules = (old.readings, old.starts) == (new.readings, new.starts)
    paid_out = _paid_out(standings, amendment.since)
    supplement = Supplement(amendment, standings, sight, settled_rules, paid_out)
    instalments: list[Instalment] = []
    for iid, parts in families.items():
        instalments += _family(parts, wanted.get(iid), supplement)
    return new._replace(
        signed_on=old.signed_on,
        award_notice_on=old.award_notice_on,
        documents=old.documents | new.documents,
        instalments=tuple(_with_its_rises(row, instalments) for row in instalments),
        obligations=_with_those_of_before(
            old.obligations, new.obligations, set(sight.position.done)
        ),
        guarantees=_with_those_of_before(
            old.guarantees, new.guarantees, {move.guarantee for move in sight.position.deposits}
        ),
        findings=_with_those_of_before(old.findings, new.findings, set(sight.position.settled)),
        layers=(*old.layers, new.layers[-1]._replace(since=amendment.since)),
        amendments=(*old.amendments, amendment),
        former=old,
    )


def _paid_out(standings: dict[str, Standing], since: date) -> frozenset[str]:
    """The instalments whose retained sums had fallen due on a day."""
    due = [each for each in standings.values() if _fell_due(each, since)]
    return frozenset(name for each in due for name in each.instalment.collects)


def added_by(layers: Sequence[Layer]) -> int:
    """Fen that supplements have added; what lowers makes no room (Procurement Law 49)."""
    # Procurement Law 49 caps what is added, all supplements together (所有补充合同): a cut in one does
    # not buy room for another
    return sum(max(after.total_fen - before.total_fen, 0) for before, after in pairwise(layers))


def beyond_a_tenth(layers: Sequence[Layer]) -> bool:
    """Whether the supplements together exceed 10 % of the original price (Procurement Law 49)."""
    return 10 * added_by(layers) > layers[0].total_fen


def _base(instalment: Instalment) -> str:
    return instalment.amended.of if instalment.amended and instalment.amended.of else instalment.id


def _with_those_of_before(old: tuple[T, ...], new: tuple[T, ...], named: set[str]) -> tuple[T, ...]:
    """The new ones, and those of before that a fact names though the new terms do not."""
    # a fact that names an obligation of the old terms stays true; without the obligation it would
    # rest on nothing and the whole life be refused
    keys = {item.key for item in new}
    return (*new, *(item for item in old if item.key in named and item.key not in keys))


def _family(
    parts: Sequence[Instalment], target: Instalment | None, supplement: Supplement
) -> list[Instalment]:
    """One instalment with its rises: those that had fallen due, those that had not, a new one."""
    if supplement.settled_rules and _untouched(parts, target):
        return list(parts)
    amendment, sight = supplement.amendment, supplement.sight
    since, layers = amendment.since, len(sight.terms.layers)
    # nobody can be late after the fact, nor be freed from having been late: a supplement works from
    # the day it binds (art. 11(2)), so what had fallen due keeps its date and rule
    due = [part.id for part in parts if _fell_due(supplement.standings[part.id], since)]
    if any(part.id in due and settlement_of(part, sight.position) for part in parts):
        # what was found of it stays found: nothing is left to rise or to come off
        return [_kept(part, amendment, layers) if part.id in due else part for part in parts]
    return _adjusted(parts, due, target, supplement)


def _adjusted(
    parts: Sequence[Instalment],
    due: Sequence[str],
    target: Instalment | None,
    supplement: Supplement,
) -> list[Instalment]:
    """The parts as they come to the new sum: what had fallen due, the rest ahead, or a rise."""
    amendment, sight = supplement.amendment, supplement.sight
    since, layers = amendment.since, len(sight.terms.layers)
    # the share that the sum now is: an explanation multiplies by it
    share = target.share if target else "0%"
    parts = [part._replace(share=share) for part in parts]
    fell_due = [part for part in parts if part.id in due]
    ahead = [part for part in parts if part.id not in due]
    rest = (target.amount_fen if target else 0) - sum(part.amount_fen for part in fell_due)
    found = [_kept(part, amendment, layers) for part in fell_due]
    # more had fallen due than the new sum allows: what is too much comes off on the amendment's
    # day, the latest rise first, as it was agreed on last
    if rest < 0:
        found, rest = _taken_off(found, -rest, since), 0
    found, back = _keeping(found, target, target is not None and rest > 0)
    if target and target.id in supplement.paid_out:
        back = 0  # what is kept now would be late at once
    for part in ahead:
        account = sight.owing[part.id]
        moved = bool(account.paid or account.offset)
        becomes = _of_the_new_terms(part, target, rest, supplement)
        becomes = becomes._replace(fee_fen=becomes.amount_fen + back)
        found += (
            [becomes] if (target and part.id == target.id) or becomes.amount_fen or moved else []
        )
        # only the first part that lies ahead takes the rest: the others are rises of before and are
        # now part of it
        rest, back = 0, 0
    if target and not parts:
        found.append(target._replace(amended=Alteration(amendment.number, since, "", None, None)))
    elif target and rest:
        found.append(_increase(target, rest, back, amendment))
    return found


def _keeping(
    parts: Sequence[Instalment], target: Instalment | None, goes_on: bool
) -> tuple[list[Instalment], int]:
    """What is kept back of those that had fallen due, as the new terms say; and what is left of it."""
    left = target.retained_fen if target else 0
    found: list[Instalment] = []
    for part in parts:
        own = min(part.retained_fen, left)
        left -= own
        kept = target.kept if target else None
        found.append(part._replace(fee_fen=part.amount_fen + own, kept=kept))
    if found and left and not goes_on:
        found[0] = found[0]._replace(fee_fen=found[0].fee_fen + left)
        left = 0
    return found, left


def _with_its_rises(row: Instalment, rows: Sequence[Instalment]) -> Instalment:
    """An instalment that pays out what others kept, with what their rises keep."""
    if not row.collects:
        return row
    rises = [each for each in rows if each.retained_fen and each.amended and each.amended.of]
    more = [each.id for each in rises if each.amended and each.amended.of in row.collects]
    return row._replace(collects=tuple(dict.fromkeys((*row.collects, *more))))


def _untouched(parts: Sequence[Instalment], target: Instalment | None) -> bool:
    """Whether the new terms say of an instalment just what the old ones did."""
    return len(parts) == 1 and parts[0]._replace(amended=None, lowered=()) == target


def _fell_due(standing: Standing, since: date) -> bool:
    """Whether an instalment's deadline had come by the day the amendment came into force."""
    return (
        # the day itself included: a date that has come is not moved any more
        standing.clock.state == "running"
        and standing.due_on is not None
        and standing.due_on <= since
    )


def _kept(part: Instalment, amendment: Amendment, layers: int) -> Instalment:
    """An instalment that had fallen due: its date goes by the terms of its day."""
    marked = part.amended or Alteration(amendment.number, amendment.since, "", None, None)
    return part._replace(amended=marked._replace(layers=marked.layers or layers))


def _taken_off(parts: Sequence[Instalment], fen: int, since: date) -> list[Instalment]:
    """So much taken off, from the latest part backwards."""
    found: list[Instalment] = []
    for part in reversed(parts):
        off = min(fen, part.amount_fen)
        fen -= off
        found.insert(0, _lowered(part, part.amount_fen - off, since))
    return found


def _lowered(part: Instalment, fen: int, since: date) -> Instalment:
    """The instalment at that amount; what is taken off is kept with its day."""
    off = part.amount_fen - fen
    # until that day the whole was owed, and a payment of the whole was right
    lowered = (*part.lowered, (since, off)) if off > 0 else part.lowered
    return part.at(fen)._replace(lowered=lowered)


def _of_the_new_terms(
    part: Instalment, target: Instalment | None, fen: int, supplement: Supplement
) -> Instalment:
    """An instalment that had not fallen due, by the new terms; its own date may come first."""
    amendment, standing = supplement.amendment, supplement.standings[part.id]
    reduced = _lowered(part, fen, amendment.since)
    if settlement_of(part, supplement.sight.position):
        reduced = part.at(fen)  # what is owed is what was found, before and after
    if target is None or part.id != target.id:
        return reduced
    ahead = standing.deadline if standing.clock.state == "running" else None
    marked = Alteration(amendment.number, amendment.since, "", None, ahead)
    return target.at(fen)._replace(amended=marked, lowered=reduced.lowered)


def _increase(target: Instalment, fen: int, kept_fen: int, amendment: Amendment) -> Instalment:
    """A rise of what had fallen due: an instalment of its own, its days run from the amendment."""
    due = Due(target.due.rule, AFTER_AMENDMENT, None, target.due.roll)
    # the day that the terms fix lies behind, and they name no other for the rise
    if target.due.has_own_day:
        due = Due(NotAgreed(), AFTER_AMENDMENT)
    return target._replace(
        amount_fen=fen,
        fee_fen=fen + kept_fen,
        id=f"{target.id}-A{amendment.number}",
        title=Coined("label.increase", {"title": target.title, "number": amendment.number}),
        # what it waits for has happened already: the papers were in when the instalment fell due
        base=f"{target.id}-A{amendment.number}",
        kept=Kept(kept_fen, None) if kept_fen else None,
        settled=False,
        collects=(),
        needs=(),
        papers=(),
        waits_for_period=False,
        due=due,
        amended=Alteration(amendment.number, amendment.since, target.id, None, None),
    )
