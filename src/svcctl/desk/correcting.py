"""An act on a record put right: taken back and entered anew in one go."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from svcctl.billing.position import Happening
from svcctl.billing.refusal import Refusal
from svcctl.billing.service_acts import ServiceAct, day_and_time
from svcctl.casebook.kinds import Retracted
from svcctl.delivery.matters import SAID_BESIDE
from svcctl.delivery.nouns import Noun
from svcctl.desk.acts import evidence
from svcctl.desk.called import named_as_kept
from svcctl.desk.desk import Desk
from svcctl.desk.looking import writing
from svcctl.desk.scenes import Scene
from svcctl.desk.serving import (
    act_of,
    at_or_on,
    is_said,
    kept,
    record_name,
    recorded,
    refuse_unknown,
    show_served,
    side_of,
)
from svcctl.desk.showing import check_output
from svcctl.store.scopes import ALL

SHARED = ("by", "source", "signed_by", "confirmed_by", "title", "note", "links", "turns", "systems")


def correct(
    desk: Desk, noun: Noun, record: str, event: str, reason: str, values: Mapping[str, Any]
) -> None:
    """Take an act back and enter it anew, with what was typed in place of what was wrong."""
    check_output(desk)
    side_of(desk, values.get("side"))  # an auditor records nothing
    desk, name = desk.choose(record_name(record), "record")
    files = evidence(values.get("files"))
    given = dict(values) | ({"files": tuple(each.mention for each in files)} if files else {})

    def build(scene: Scene) -> Sequence[Happening]:
        refuse_unknown(name, noun, scene, desk.words)
        old = act_of(scene.book.matters[name], event)
        taken_back = Retracted(on=desk.today, target=old.event, reason=reason)
        return [taken_back, _anew(old, given, noun, scene)]

    with writing(desk, bool(values.get("dry_run")), ALL) as look:
        found = recorded(look, [build], files, bool(values.get("dry_run")))
    show_served(desk, found)


def _anew(old: ServiceAct, values: Mapping[str, Any], noun: Noun, scene: Scene) -> ServiceAct:
    """The act as it should have been; what was not typed stays as it was."""
    verb = noun.verb(old.verb)
    own = {option.key for option in verb.told} if verb else set()
    values = named_as_kept(values, scene.terms)
    says = dict(old.says or {})
    for key, value in values.items():
        if not is_said(value):
            continue
        if key in own and key not in SHARED:
            says[key] = kept(tuple(value) if isinstance(value, list) else value)
        elif key not in (*SHARED, "because", "at", "on", "side", "files", "dry_run"):
            raise Refusal("matter.not-told", verb=old.verb, option=key.replace("_", "-"))
    shared = {
        key: tuple(value) if isinstance(value, list) else value
        for key in (*SHARED, "side", "files")
        if (value := values.get(key))
    }
    if "all" in shared.get("systems", ()):
        shared["systems"] = tuple(scene.terms.systems)
    if values.get("because"):
        shared["reason"] = values["because"]
    at = at_or_on(values)
    when: dict[str, Any] = day_and_time(at) if at else {}
    if at and "when" in says and old.verb not in SAID_BESIDE:
        says["when"], when = kept(at), {}
    if at and old.verb == "object":
        says["time"], when = kept(at), {}
    assert at is None or isinstance(at, datetime) or not noun.to_the_minute
    return old._replace(
        event="", replaces=old.replaces or old.event, says=says or None, **shared, **when
    )
