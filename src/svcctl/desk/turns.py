"""Turns of the service plan that no record of their own fulfils: told as done, or as missed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from svcctl.billing.refusal import Refusal
from svcctl.billing.service_acts import ServiceAct, day_and_time
from svcctl.delivery.promised import ServiceTerms
from svcctl.desk.acts import evidence
from svcctl.desk.desk import Desk
from svcctl.desk.looking import writing
from svcctl.desk.scenes import Scene, now_in_shanghai
from svcctl.desk.serving import Served, at_or_on, recorded, side_of
from svcctl.desk.showing import check_output, show
from svcctl.intake.entry import half_width
from svcctl.store.scopes import ALL

DONE, MISS = "done", "miss"
SHARED = ("by", "source", "signed_by", "confirmed_by", "title", "note", "reason")


def contract_before(desk: Desk, text: str) -> tuple[Desk, str]:
    """The desk for the contract named before a colon, and the name behind it."""
    contract, mark, short = half_width(text).strip().rpartition(":")
    return (desk.at(contract) if mark else desk), short


def tell_turn(desk: Desk, verb: str, turn: str, values: Mapping[str, Any]) -> None:
    """Record that a turn was done, or missed, and show what became of it."""
    check_output(desk)
    side = side_of(desk, values.get("side"))
    desk, name = contract_before(desk, turn)
    name = name.lower()
    files = evidence(values.get("files"))
    if values.get("signed_by") and not files:
        raise Refusal("matter.signed-what")
    when: datetime | date = at_or_on(values) or now_in_shanghai()
    shared = {key: values[key] for key in SHARED if values.get(key)}

    def build(scene: Scene) -> Sequence[ServiceAct]:
        if verb == DONE:
            _refuse_kinds(name, scene.terms, desk)
        mentions = tuple(each.mention for each in files)
        told: dict[str, Any] = {"record": name, "verb": verb, "side": side, "files": mentions}
        return [ServiceAct(**told, **shared, **day_and_time(when))]

    dry_run = bool(values.get("dry_run"))
    with writing(desk, dry_run, ALL) as look:
        found = recorded(look, [build], files, dry_run)
    _show(desk, found)


def _refuse_kinds(name: str, terms: ServiceTerms, desk: Desk) -> None:
    """Refusal where a record of a kind fulfils it: that is what is to be made."""
    turn = terms.turn(name)
    kind = turn.kind if turn else terms.plans.get(name, {}).get("kind", "")
    if kind and (turn or terms.has_no_period(name)):
        called = desk.words(f"noun.{kind}")
        raise Refusal("matter.turn-of-kind", turn=name, kind=called, noun=kind)


def _show(desk: Desk, found: Served) -> None:
    from svcctl.answers.turns import Told, told_turn

    scene = found.scene
    told = Told(scene.case, scene.terms, scene.book, found.facts, found.dry_run, now_in_shanghai())
    show(desk, told_turn(told, desk.words, desk.store_option))
