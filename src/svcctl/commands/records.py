"""The records of the service: the commands of every kind of them, made from the table of kinds."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

import typer

from svcctl.billing.refusal import Refusal
from svcctl.delivery.nouns import NEW, NOUNS, WORDS, Noun, Verb
from svcctl.desk import serving_options as options
from svcctl.desk.desk import Desk
from svcctl.desk.options import BY_DATE, OF_CONTRACTS, argument, flag, narrowed_by, text

if TYPE_CHECKING:
    from svcctl.answers.wish import Wish

Command = Callable[..., int | None]
KEYWORD = inspect.Parameter.KEYWORD_ONLY
NOTHING = inspect.Parameter.empty
Maybe = str | None
RecordId = Annotated[str, argument("RECORD", "arg.record")]


def verbs_of(noun: str) -> dict[str, Command]:
    """The commands of a kind of record, in the order of their use."""
    kind = NOUNS[noun]
    found: dict[str, Command] = {}
    for verb in kind.verbs:
        name, _, part = verb.name.partition(" ")
        found[name] = _remote(kind) if part else _recording(kind, verb)
    found |= {"list": _list(kind), "show": _show(kind)}
    if noun == "incident":
        found["import"] = import_
    if noun == "duty":
        found["who"] = who
    if noun == "knowledge":
        found["search"] = search
    found |= {verb.name: _recording(kind, verb) for verb in WORDS}
    return found | {"correct": _correct(kind)}


def import_(
    desk: Desk,
    file: Annotated[str, argument("FILE", "arg.desk-list")],
    map_: Annotated[str, text("--map", "opt.desk-map", "MAP|NAME")],
    leave_out: Annotated[bool, flag("--leave-out", "opt.leave-out")] = False,
    take_changed: Annotated[bool, flag("--take-changed", "opt.take-changed")] = False,
    keep: Annotated[bool, flag("--keep", "opt.keep-changed")] = False,
    dry_run: Annotated[bool, flag("--dry-run")] = False,
) -> None:
    """Record the tickets of a help desk's list: their times, never its verdicts."""
    from svcctl.desk.desk_import import Wish, import_list

    import_list(desk, file, map_, Wish(leave_out, take_changed, keep, dry_run))


# -- what records ----------------------------------------------------------------------------------


def _recording(noun: Noun, verb: Verb) -> Command:
    """The command of a verb that records."""

    def run(desk: Desk, record: str | None = None, **values: Any) -> None:
        from svcctl.desk.serving import serve

        serve(desk, noun, verb, record, _named(values))

    made = _as_command(run, [*_argument(verb), *_own(verb), *_shared(noun, verb)])
    made.means = lambda _: verb  # type: ignore[attr-defined]
    return made


def _remote(noun: Noun) -> Command:
    """Remote help starts, or ends: two verbs that share their first word."""
    start, end = (noun.verb(f"remote {part}") for part in ("start", "end"))
    assert start
    assert end

    def run(desk: Desk, what: str, record: str | None = None, **values: Any) -> None:
        from svcctl.desk.serving import serve

        serve(desk, noun, meant({"what": what}), record, _named(values))

    def meant(values: Mapping[str, Any]) -> Verb:
        return start if options.part(values["what"]) == "start" else end

    which = argument("WHAT", "arg.remote")
    parts = [inspect.Parameter("what", KEYWORD, annotation=Annotated[str, which])]
    # what one of the two needs is asked for when it is known which of them is meant
    own = [each.replace(default=_none(each)) for each in (*_own(start), *_own(end))]
    made = _as_command(run, [*parts, *_argument(start), *own, *_shared(noun, start)])
    made.means = meant  # type: ignore[attr-defined]
    return made


def _correct(noun: Noun) -> Command:
    """An act taken back and entered anew, with any of the options of any verb of the kind."""
    every: dict[str, inspect.Parameter] = {}
    for verb in noun.verbs:
        for each in (*_own(verb), *_shared(noun, verb)):
            every.setdefault(each.name, each.replace(default=_none(each)))
    every["reason_why"] = inspect.Parameter(
        "reason_why", KEYWORD, annotation=Annotated[str, options.why_corrected()]
    )

    def run(desk: Desk, record: str, event: str, reason_why: str, **values: Any) -> None:
        from svcctl.desk.correcting import correct

        correct(desk, noun, record, event, reason_why, _named(values))

    every["because"] = inspect.Parameter(
        "because", KEYWORD, annotation=Annotated[Maybe, options.own_reason()], default=None
    )
    names = [
        inspect.Parameter("record", KEYWORD, annotation=RecordId),
        inspect.Parameter(
            "event", KEYWORD, annotation=Annotated[str, argument("EVENT", "arg.act")]
        ),
    ]
    every.pop("reason", None)
    return _as_command(run, [*names, *every.values()])


def _as_command(run: Callable[..., None], parameters: list[inspect.Parameter]) -> Command:
    desk = inspect.Parameter("desk", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Desk)
    unique = {each.name: each for each in parameters}
    run.__signature__ = inspect.Signature([desk, *unique.values()])  # type: ignore[attr-defined]
    return run


def _argument(verb: Verb) -> list[inspect.Parameter]:
    """The id of the record, where there may be one already."""
    if verb.since == (NEW,):
        return []
    kind = argument("RECORD", "arg.record")
    if NEW in verb.since:
        return [
            inspect.Parameter(
                "record", KEYWORD, annotation=Annotated[str | None, kind], default=None
            )
        ]
    return [inspect.Parameter("record", KEYWORD, annotation=Annotated[str, kind])]


def _own(verb: Verb) -> list[inspect.Parameter]:
    """What the verb alone is told."""
    return [options.own(each) for each in verb.told if each.name not in options.SHARED]


def _shared(noun: Noun, verb: Verb) -> list[inspect.Parameter]:
    """What every verb is told; some of it a verb cannot go without."""
    needed = {each.name for each in verb.told if each.needed}
    return options.shared(noun, needed)


def _none(parameter: inspect.Parameter) -> Any:
    return False if parameter.default is False else None


def _named(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values by the keys of their options, without the stroke behind a keyword."""
    return {name.rstrip("_"): value for name, value in values.items()}


def as_typed(words: Sequence[str]) -> tuple[Noun, Verb, dict[str, Any]]:
    """A verb that records, with the values typed behind it; Refusal for any other command."""
    noun, name, *rest = (*words[:2], *("",) * (2 - len(words[:2])), *words[2:])
    function, command = _entry(noun, name)
    if command is None:
        raise Refusal("matter.no-entry", noun=noun, verb=name)
    values = command.main(args=rest, prog_name=f"{noun} {name}", standalone_mode=False)
    if isinstance(values.get("role"), list):
        _, values["role"] = options.split_role(values["role"])
    return NOUNS[noun], function.means(values), _named(values)


@cache  # entries in bulk are by the thousand, and of a few dozen verbs
def _entry(noun: str, name: str) -> tuple[Any, Any]:
    """A verb that records with what parses its options; nothing for any other command."""
    from typer.main import get_command_from_info
    from typer.models import CommandInfo

    kind = NOUNS.get(noun)
    verbs = (*kind.verbs, *WORDS) if kind else ()
    verb = next((each for each in verbs if each.name.partition(" ")[0] == name), None)
    if kind is None or verb is None:
        return None, None
    function: Any = _remote(kind) if " " in verb.name else _recording(kind, verb)
    parameters = [p for p in inspect.signature(function).parameters.values() if p.name != "desk"]

    def caught(**values: Any) -> dict[str, Any]:
        return values

    caught.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    caught.__annotations__ = {each.name: each.annotation for each in parameters}
    info = CommandInfo(name=name, callback=caught)
    command = get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)
    return function, command


# -- what reads ------------------------------------------------------------------------------------

SystemWish = Annotated[Maybe, typer.Option("--system", metavar="KEY", help="opt.system-of")]
LevelWish = Annotated[Maybe, typer.Option("--level", metavar="LEVEL", help="opt.level-of")]
TurnWish = Annotated[Maybe, typer.Option("--for", metavar="TURN", help="opt.turn-of")]
Missing = Annotated[bool, typer.Option("--missing", help="opt.missing")]
AtRisk = Annotated[bool, typer.Option("--at-risk", help="opt.at-risk")]
Within = Annotated[Maybe, typer.Option("--within", metavar="LENGTH", help="opt.within-of")]


def _list(noun: Noun) -> Command:
    if noun.name == "incident":
        return _narrowed(_incidents)

    def run(
        desk: Desk,
        wish: "Wish",
        system: SystemWish = None,
        turn: TurnWish = None,
        missing: Missing = False,
    ) -> None:
        from svcctl.desk.records_shown import show_list

        show_list(desk, noun, wish, system=system, turn=turn, missing=missing)

    return _narrowed(run)


def _narrowed(run: Command) -> Command:
    """A list that is narrowed by the options of every list that says something of its rows."""
    marked: Command = narrowed_by(without=("fund",), sorts=BY_DATE, groups=OF_CONTRACTS)(run)
    return marked


def _incidents(
    desk: Desk,
    wish: "Wish",
    system: SystemWish = None,
    level: LevelWish = None,
    turn: TurnWish = None,
    missing: Missing = False,
    at_risk: AtRisk = False,
    within: Within = None,
) -> None:
    """Incidents with their clocks; those that break next."""
    from svcctl.desk.records_shown import show_at_risk, show_list

    chosen: dict[str, Any] = {"system": system, "level": level, "turn": turn, "missing": missing}
    if at_risk:
        show_at_risk(desk, wish, within, **chosen)
    else:
        show_list(desk, NOUNS["incident"], wish, **chosen)


def _show(noun: Noun) -> Command:
    def run(desk: Desk, record: RecordId) -> None:
        from svcctl.desk.records_shown import show_one

        show_one(desk, noun, record)

    return run


def who(
    desk: Desk, at: Annotated[datetime | None, options.moment("--at", "opt.duty-at")] = None
) -> None:
    """Who is on duty at a moment."""
    from svcctl.desk.records_shown import show_on_duty

    show_on_duty(desk, at)


def search(desk: Desk, words: Annotated[str, argument("TEXT", "arg.search")]) -> None:
    """Knowledge that has these words in it."""
    from svcctl.desk.records_shown import show_knowledge

    show_knowledge(desk, words)
