"""What a supplementary agreement makes of the terms: what had fallen due stays, what it adds is not born late."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from svcctl.billing.schedule import Sight, Standing, standings_of
from svcctl.billing.terms import Amended, Amendment, Due, Layer, Promise, Terms, Title

AFTER_AMENDMENT = "amendment"  # what an increase that stands as an instalment of its own is counted from


def amended(sight: Sight, new: Terms, amendment: Amendment) -> Terms:
    """The terms from the amendment on; `sight` shows the contract on the day it came into force, by the old ones.

    An instalment whose deadline had passed keeps it and its rule; a rise of it is an instalment of its own, counted
    from the amendment for as many days; what is lowered is taken off on that day. Everything else goes by the new
    terms. Signing and award notice stay what they were.
    """
    old = sight.terms
    standings = {standing.promise.id: standing for standing in standings_of(sight)}
    wanted = {promise.id: promise for promise in new.promises}
    families: dict[str, list[Promise]] = {iid: [] for iid in wanted}
    for promise in old.promises:
        families.setdefault(_base(promise), []).append(promise)
    settled_rules = (old.readings, old.starts) == (new.readings, new.starts)
    promises: list[Promise] = []
    for iid, parts in families.items():
        promises += _family(parts, wanted.get(iid), amendment, standings, sight, settled_rules)
    return new._replace(
        signed_on=old.signed_on,
        award_notice_on=old.award_notice_on,
        documents=old.documents | new.documents,
        promises=tuple(promises),
        obligations=_with_those_of_before(old.obligations, new.obligations, set(sight.position.done)),
        findings=_with_those_of_before(old.findings, new.findings, set(sight.position.settled)),
        layers=(*old.layers, new.layers[-1]._replace(since=amendment.since)),
        amendments=(*old.amendments, amendment),
        former=old,
    )


def added_by(layers: Sequence[Layer]) -> int:
    """Fen that supplements have added to the price together; what lowers it makes no room (Procurement Law 49)."""
    return sum(max(after.total_fen - before.total_fen, 0) for before, after in pairwise(layers))


def beyond_a_tenth(layers: Sequence[Layer]) -> bool:
    """Whether the supplements together exceed 10 % of the original price (Procurement Law 49)."""
    return 10 * added_by(layers) > layers[0].total_fen


def _base(promise: Promise) -> str:
    return promise.amended.of if promise.amended and promise.amended.of else promise.id


def _with_those_of_before(old: Sequence, new: Sequence, named: set[str]) -> tuple:  # type: ignore[type-arg]
    """The new ones, and those of before that a fact names though the new terms do not."""
    keys = {item.key for item in new}
    return (*new, *(item for item in old if item.key in named and item.key not in keys))


def _family(
    parts: Sequence[Promise],
    target: Promise | None,
    amendment: Amendment,
    standings: dict[str, Standing],
    sight: Sight,
    settled_rules: bool,
) -> list[Promise]:
    """One instalment with its earlier increases: those that had fallen due, those that had not, and a new increase."""
    if target and len(parts) == 1 and settled_rules and parts[0]._replace(amended=None, reductions=()) == target:
        return [parts[0]]
    since = amendment.since
    fell_due = [part for part in parts if _fell_due(standings[part.id], since)]
    ahead = [part for part in parts if part not in fell_due]
    rest = (target.amount_fen if target else 0) - sum(part.amount_fen for part in fell_due)
    found = [_kept(part, amendment, len(sight.terms.layers)) for part in fell_due]
    if rest < 0:
        found, rest = _taken_off(found, -rest, since), 0
    for part in ahead:
        moved = bool(sight.moves.get(part.id))
        becomes = _of_the_new_terms(part, target, rest, amendment, standings[part.id])
        found += [becomes] if (target and part.id == target.id) or becomes.amount_fen or moved else []
        rest = 0
    if target and not parts:
        found.append(target._replace(amended=Amended(amendment.number, since, "", None, None)))
    elif target and rest:
        found.append(_increase(target, rest, amendment))
    return found


def _fell_due(standing: Standing, since: date) -> bool:
    """Whether an instalment's deadline had come by the day the amendment came into force."""
    return standing.clock.state == "running" and standing.due_on is not None and standing.due_on <= since


def _kept(part: Promise, amendment: Amendment, layers: int) -> Promise:
    """An instalment that had fallen due: its date goes by the terms of its day."""
    marked = part.amended or Amended(amendment.number, amendment.since, "", None, None)
    return part._replace(amended=marked._replace(layers=marked.layers or layers))


def _taken_off(parts: Sequence[Promise], fen: int, since: date) -> list[Promise]:
    """So much taken off, from the latest part backwards."""
    found: list[Promise] = []
    for part in reversed(parts):
        off = min(fen, part.amount_fen)
        fen -= off
        found.insert(0, _lowered(part, part.amount_fen - off, since))
    return found


def _lowered(part: Promise, fen: int, since: date) -> Promise:
    """The instalment at that amount; what is taken off is kept with its day."""
    off = part.amount_fen - fen
    return part._replace(amount_fen=fen, reductions=(*part.reductions, (since, off)) if off > 0 else part.reductions)


def _of_the_new_terms(
    part: Promise, target: Promise | None, fen: int, amendment: Amendment, standing: Standing
) -> Promise:
    """An instalment that had not fallen due, by the new terms; its own date, where there is one, may come first."""
    lowered = _lowered(part, fen, amendment.since)
    if target is None or part.id != target.id:
        return lowered
    ahead = standing.deadline if standing.clock.state == "running" else None
    marked = Amended(amendment.number, amendment.since, "", None, ahead)
    return target._replace(amount_fen=fen, amended=marked, reductions=lowered.reductions)


def _increase(target: Promise, fen: int, amendment: Amendment) -> Promise:
    """A rise of an instalment that had fallen due: an instalment of its own, with as many days from the amendment."""
    due = Due(target.due.length, target.due.unit, AFTER_AMENDMENT, None)
    return target._replace(
        id=f"{target.id}-A{amendment.number}",
        title=_title(target.title, amendment.number),
        amount_fen=fen,
        needs=(),
        waits_for_year=False,
        due=due,
        amended=Amended(amendment.number, amendment.since, target.id, None, None),
    )


def _title(title: Title, number: int) -> Title:
    zh, en = (title, title) if isinstance(title, str) else (title.get("zh", ""), title.get("en", ""))
    return {"zh": f"{zh or en}（补充协议{number}增加）", "en": f"{en or zh} (increase by amendment {number})"}
