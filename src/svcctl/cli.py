"""Builds the command line: nouns and verbs are imported only when called, so starts are short."""

import inspect
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from errno import EBADF
from importlib import import_module
from io import TextIOBase
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command_from_info
from typer.models import CommandInfo

from svcctl import workspace
from svcctl.billing.refusal import Refusal, Several
from svcctl.desk.chinese import CHINESE
from svcctl.desk.service_nouns import RECORDS, SERVICE, help_of
from svcctl.i18n import Words
from svcctl.version import __version__

NOUNS = [
    "init",
    "contract",
    "payments",
    "evidence",
    "invoice",
    "reports",
    "assessment",
    "obligations",
    "guarantee",
    "damages",
    "breach",
    "negotiation",
    "force-majeure",
    "dispute",
    *SERVICE,
    "explain",
    "remind",
    "calendar",
    "letter",
    "export",
    "import",
    "compare",
    "audit",
    "store",
    "doctor",
]
ALONE = ("init", "explain", "remind", "doctor")  # commands without verbs
OF_MOMENTS = (*SERVICE, "explain", "breach")  # what asks of the service looks at a moment too
MODULES = {"import": "imports"} | dict.fromkeys(RECORDS, "records")  # a keyword names no module
COMPLETING = "_SVCCTL_COMPLETE"
OF_COMPLETION = ("--install-completion", "--show-completion")
AGAIN = 8  # times that a command begins again where another came first
MAIN = 12  # names that a refusal lists
IME_DASH = r"[—–－―]+(?=[a-z][a-z-]*(=|$))"  # what input methods make of two hyphens
UsageError: type[Any] = typer.BadParameter.__bases__[0]
ClickException: type[Any] = UsageError.__bases__[0]


class Verb(TyperCommand):
    """A command; its help is laid out here, in the reader's language."""

    words: Words

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        from svcctl.desk.helping import verb_help

        return verb_help(self, ctx, self.words)

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 (Typer's signature)
        """One line for lists and completion."""
        return self.words(self.help or "")


class Noun(TyperGroup):
    """A group whose verbs are built when they are called."""

    words: Words
    chinese = CHINESE
    typed: Sequence[str] | None = None  # what follows the command, where that is known

    def chinese_names(self) -> dict[str, str]:
        """What the verbs are called in Chinese, where the reader reads it."""
        if self.words.lang != "zh":
            return {}
        own: dict[str, str] = {}
        if self.name in RECORDS:
            from svcctl.desk.service_nouns import chinese_of

            own = {verb: chinese_of(self.name, verb) for verb in verbs(self.name)}
        # the first of two names is the purchaser's
        named = reversed(CHINESE.items())
        return own | {verb: name for name, (noun, verb) in named if noun == (self.name or "")}

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 (Typer's signature)
        """The verbs, in the order of their use."""
        return list(verbs(self.name or ""))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 (Typer's signature)
        """The verb of that name, or of its Chinese one as the help has it: open, 发起协商."""
        noun = self.name or ""
        named, called = CHINESE.get(cmd_name) or _of_records(cmd_name)
        name = called if named == noun else cmd_name
        return verb(noun, name, self.words, self.typed) if name in verbs(noun) else None

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        from svcctl.desk.helping import group_help

        return group_help(self, ctx, self.words)

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 (Typer's signature)
        """One line for lists and completion."""
        return self.words(self.help or "")

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command named; the nearest ones in the refusal of one that is not there."""
        self.typed = args[1:]
        found = self.get_command(ctx, args[0])
        if found is None and not args[0].startswith("-"):
            raise _unknown(self, ctx, args[0])
        return (args[0], found, args[1:]) if found else super().resolve_command(ctx, args)


class Root(Noun):
    """`svcctl` itself: nouns, and the Chinese names of the main commands."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 (Typer's signature)
        """The nouns."""
        return list(NOUNS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 (Typer's signature)
        """The noun of that name, or the command of that Chinese name."""
        meant = CHINESE.get(cmd_name) or _of_records(cmd_name)
        if meant != NO_COMMAND:
            return verb(*meant, self.words, self.typed)
        if cmd_name not in NOUNS:
            return None
        if cmd_name in ALONE:
            return verb(cmd_name, "", self.words)
        group = Noun(
            name=cmd_name, help=help_of(cmd_name), no_args_is_help=True, rich_markup_mode=None
        )
        group.words = self.words
        return group


NO_COMMAND = ("", "")


def _of_records(name: str) -> tuple[str, str]:
    """The command on a record of the service that is called so in Chinese: 巡检实施."""
    if name.isascii():
        return NO_COMMAND
    from svcctl.desk.service_nouns import by_chinese

    return by_chinese(name) or NO_COMMAND


def _unknown(group: Noun, ctx: Any, name: str) -> Refusal:
    from difflib import get_close_matches

    if not name.isascii() and isinstance(group, Root):
        known = list(CHINESE)
        near = get_close_matches(name, known, 2) or _sharing(name) or known[:MAIN]
        return Refusal("usage.no-command", name=name, near=", ".join(near))
    known = group.list_commands(ctx)
    near = _listing(name, known) or get_close_matches(name, known, 2) or known
    chinese = group.chinese_names()
    told = [f"{each}（{chinese[each]}）" if each in chinese else each for each in near]
    return Refusal("usage.no-command", name=name, near=", ".join(told))


LISTING = ("list", "status", "due", "show", "assess", "log")  # what the lists of nouns are called


def _listing(name: str, known: Sequence[str]) -> list[str]:
    """The list of a noun, for whoever asks for it by the name that others' lists have."""
    wanted = name in LISTING or name in ("ls", "all", "view")
    return [each for each in LISTING if each in known][:1] if wanted else []


def _sharing(name: str) -> list[str]:
    """The Chinese names that have most signs in common with what was typed."""
    common = {known: len(set(known) & set(name)) for known in CHINESE}
    most = max(common.values())
    return [known for known, count in common.items() if count == most][:MAIN] if most else []


def verbs(noun: str) -> dict[str, Callable[..., int | None]]:
    """The functions of a noun's verbs by name, in the order of use; loads the noun's module."""
    module = import_module(f"svcctl.commands.{MODULES.get(noun, noun.replace('-', '_'))}")
    found: dict[str, Callable[..., int | None]] = (
        module.verbs_of(noun) if noun in RECORDS else module.VERBS
    )
    return found


def verb(noun: str, name: str, words: Words, typed: Sequence[str] | None = None) -> Any:
    """The command of a verb, built from its function and the options every command takes.

    `typed`: what follows it. Eleven options narrow a list; they are built where one may be meant.
    """
    function = verbs(noun)[name]
    options = {text.partition("=")[0] for text in typed or () if text.startswith("-")}
    info = CommandInfo(
        name=name or noun,
        callback=_with_desk(
            function, noun in OF_MOMENTS, narrowed=typed is None or not options <= set(EVERYWHERE)
        ),
        help=help_of(noun, name),
        cls=Verb,
    )
    command = get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)
    command.words = words  # type: ignore[attr-defined]
    return command


def _with_desk(
    function: Callable[..., int | None], of_moments: bool, narrowed: bool
) -> Callable[..., int]:
    """The function as Typer calls it: the shared options become its desk, its act, its wish."""
    from svcctl.desk.options import everywhere, refuse_empty
    from svcctl.desk.repeating import digest_of, key_option

    first, *own = inspect.signature(function).parameters.values()
    common = inspect.signature(everywhere).parameters
    shared = _act_options(function) if first.name == "act" else {}
    wishes = bool(own) and own[0].name == "wish"
    wished = _wish_options(function) if wishes and narrowed else {}
    own = own[wishes:]
    # a shift, a course has a role of somebody who served: typed as --role too
    doubled = [p.name for p in own if p.name in common]
    typed_once = [p for p in common.values() if p.name not in doubled]
    # whatever can be tried can be repeated by mistake
    keyed = [key_option()] if shared or any(p.name == "dry_run" for p in own) else []
    every = (*own, *wished.values(), *shared.values(), *keyed, *typed_once)
    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in every]

    def call(**values: Any) -> int:
        refuse_empty(parameters, values)
        told = {p.name: values.pop(p.name) for p in typed_once}
        desk = _desk(told, values if doubled else {}, of_moments)
        if keyed and (key := values.pop("command_key")):
            desk = desk._replace(key=key, typed=digest_of(function, desk, values))
        with _stopping(desk):
            if wishes:
                values["wish"] = _wish(function, {name: values.pop(name) for name in wished})
            if first.name != "act":
                return _done(function, desk, desk, values)
            from svcctl.desk.acts import act_from

            act = act_from(desk, **{name: values.pop(name) for name in shared})
            return _done(function, act, desk, values)

    return _typed(call, function.__name__, parameters)


def _typed(
    call: Callable[..., int], name: str, parameters: Sequence[inspect.Parameter]
) -> Callable[..., int]:
    """The same function with a name and parameters that Typer reads."""
    call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    call.__annotations__ = {p.name: p.annotation for p in parameters}
    call.__name__ = name
    return call


@contextmanager
def _stopping(desk: Any) -> Iterator[None]:
    """What failed is told with what was recorded before; a server is let go of."""
    try:
        yield
    except (Exception, KeyboardInterrupt) as error:
        from svcctl.desk.failing import stopped

        stopped(error, desk.recorded)
    finally:
        if desk.store.startswith("postgres"):
            from svcctl.desk.logging_in import let_go

            let_go()


def _desk(told: dict[str, Any], own: dict[str, Any], of_moments: bool) -> Any:
    """The desk that the shared options describe; `own` has a role of its own to be told apart."""
    from svcctl.desk.desk import desk_from

    if own:
        from svcctl.desk.serving_options import split_role

        told["role"], own["role"] = split_role(own["role"])
    desk = desk_from(**told)
    if desk.store.startswith("postgres"):
        from svcctl.desk.logging_in import as_login

        desk = as_login(desk, told, granting="revoke" in own)
    if desk.moment and not of_moments:
        raise Refusal("entry.date", text=desk.moment.isoformat(" "))
    return desk


def _done(function: Callable[..., int | None], given: Any, desk: Any, values: Any) -> int:
    """The exit code of a command; where a name fits several things, once it is said which."""
    tries = 0
    while True:
        try:
            return function(given, **values) or 0
        except Several as several:  # nothing is recorded yet, and the store is let go of
            from svcctl.desk.asking import ask

            ask(several, desk)
        except Refusal as refusal:
            if refusal.key == "key.done":
                from svcctl.desk.repeating import done_before

                return done_before(refusal, desk)
            # of two that recorded at once one goes before the other: it begins again behind it
            tries += 1
            if refusal.key == "calendar.unknown-year" and not desk.recorded and _can_go_on(desk):
                continue
            if refusal.key != "store.contended" or desk.recorded or tries > AGAIN:
                raise
            from svcctl.desk.repeating import step_back

            step_back(tries)
        except (OSError, ClickException, typer.Abort, typer.Exit):
            raise  # a disk, a reader who went away: no contract is to blame
        except Exception:
            if desk.recorded or not _can_go_on(desk):
                raise


def _can_go_on(desk: Any) -> bool:
    """Whether a command that stumbled can begin again without the contracts that are to blame."""
    from svcctl.desk.stumbling import found

    return found(desk)


def _wish(function: Any, values: Mapping[str, Any]) -> Any:
    """What a list is narrowed to; nothing where nothing was typed."""
    if not values:
        from svcctl.answers.wish import Wish

        return Wish()
    from svcctl.answers.wish import PAYMENTS
    from svcctl.desk.choosing import wish_from

    return wish_from(**values, offers=getattr(function, "offers", PAYMENTS))


def _wish_options(function: Any) -> Mapping[str, inspect.Parameter]:
    """The options of a list that can be narrowed."""
    from svcctl.answers.wish import PAYMENTS
    from svcctl.desk.choosing import options_for

    return options_for(getattr(function, "offers", PAYMENTS))


def _act_options(function: Any) -> dict[str, inspect.Parameter]:
    """The options that every recording command takes, but for those that this one goes without."""
    from svcctl.desk.options import acting

    without, required = getattr(function, "without", ()), getattr(function, "required", ())
    return {
        name: parameter.replace(default=inspect.Parameter.empty) if name in required else parameter
        for name, parameter in inspect.signature(acting).parameters.items()
        if name not in without
    }


def root(words: Words) -> Root:
    """The whole command line, in one language."""
    found = Root(name="svcctl", help="help.svcctl", no_args_is_help=True, rich_markup_mode=None)
    found.words = words
    return found


class _Commands:
    """The command line as a shell asks for it."""

    nouns, alone, chinese = NOUNS, ALONE, CHINESE

    def __init__(self, words: Words) -> None:
        self.words = words

    def verbs(self, noun: str) -> list[str]:
        return list(verbs(noun))

    def called(self, name: str) -> tuple[str, str] | None:
        meant = CHINESE.get(name) or _of_records(name)
        return None if meant == NO_COMMAND else meant

    def params(self, noun: str, name: str) -> Sequence[Any]:
        found: Sequence[Any] = verb(noun, name, self.words).params
        return found

    def about(self, noun: str, name: str) -> str:
        return self.words(help_of(noun, name))


def _words(args: Sequence[str]) -> Words:
    """The words to speak before a command has said which: by --lang, else by the environment."""
    lang = ""
    for text, after in zip(args, [*args[1:], ""], strict=False):
        lang = (
            after
            if text == "--lang"
            else text.removeprefix("--lang=")
            if text.startswith("--lang=")
            else lang
        )
    if lang and lang not in workspace.LANGUAGES:
        from svcctl.desk.spoken import value_of

        lang = value_of(lang, workspace.LANGUAGES) or ""
    return Words(lang or workspace.language())


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; exit code 0 done, 1 the answer is no, 2 the input was wrong, 3 it failed."""
    args = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    words = _words(args)
    if COMPLETING in os.environ:
        from svcctl.desk.completing import answer

        return answer(_Commands(words), words)
    try:
        code = _run(args, words)
        sys.stdout.flush()
        return code
    except (Exception, KeyboardInterrupt) as error:
        from svcctl.desk.failing import failure

        return failure(error, words, args)


def _run(args: list[str], words: Words) -> int:
    if args in (["--version"], ["-V"]):
        print(f"svcctl {__version__}")
        return 0
    typed = _in_place([text if text.isascii() else re.sub(IME_DASH, "--", text) for text in args])
    try:
        if args and args[0].partition("=")[0] in OF_COMPLETION:
            from svcctl.desk.completing_installed import installed

            return installed(args, words)
        if _alone(typed):
            return _with_nothing(typed, words)
        found = root(words).main(args=typed, prog_name="svcctl", standalone_mode=False)
        return int(found or 0)
    except Refusal as refusal:
        return _refuse(words(f"refusal.{refusal.key}", **refusal.values), words, refusal.code)
    except ClickException as error:
        from svcctl.desk.helping import usage_text

        if type(error).__name__ == "NoArgsIsHelpError":
            print(error.ctx.get_help())
            return 0
        return _refuse(usage_text(error, words), words)
    except typer.Abort:
        raise KeyboardInterrupt from None


def _alone(typed: Sequence[str]) -> bool:
    """Whether no command was typed, only options that every command takes."""
    return len(typed) == sum(1 if "=" in each else 2 for each in typed if _shared(each))


def _shared(text: str) -> bool:
    return text.partition("=")[0] in EVERYWHERE


def _with_nothing(typed: Sequence[str], words: Words) -> int:
    """The reminder of the week where there is a store, and where all commands stand; or the help."""
    from svcctl.desk import alone

    meant = alone.command(typed)
    done = root(words).main(args=meant, prog_name="svcctl", standalone_mode=False)
    if alone.told(typed):
        print(words("usage.alone"))
    return int(done or 0)


EVERYWHERE = (
    "--store",
    "--as-of",
    "--known-at",
    "--contract",
    "--format",
    "--lang",
    "--role",
    "--actor",
    "--output",
    "-o",
)


def _in_place(args: Sequence[str]) -> list[str]:
    """Shared options may stand before noun and verb too; here they are put behind them."""
    rest: list[str] = []
    early: list[str] = []
    waiting = list(args)
    while waiting:
        text = waiting.pop(0)
        named = sum(not word.startswith("-") for word in rest)
        if named < 2 and _shared(text):
            early += [text] if "=" in text else [text, *waiting[:1]]
            waiting = waiting if "=" in text else waiting[1:]
        else:
            rest.append(text)
    if "--help" in rest:  # help needs none of them: its language is known by now
        return rest
    end = rest.index("--") if "--" in rest else len(rest)
    return rest[:end] + early + rest[end:]


def _refuse(text: str, words: Words, code: int = 2) -> int:
    from svcctl.desk.failing import complain

    return complain(words("refusal", text=text) + "\n", code)


class _Closed(TextIOBase):
    """The place of a stream that is not there: what is written to it is lost, and said to be."""

    def write(self, text: str) -> int:  # noqa: ARG002 (a stream's signature)
        """OSError, as of a full disk."""
        raise OSError(EBADF, os.strerror(EBADF))


def _speak_utf8() -> None:
    """UTF-8 into pipes and files on every system; a console keeps its code page.

    What comes in and is no text in the reader's code is refused for its signs, not for its bytes.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started the program
            setattr(sys, name, _Closed())
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure and not stream.isatty():
            reconfigure(encoding="utf-8", errors="backslashreplace")
        elif reconfigure:
            reconfigure(errors="replace")
    if reconfigure := getattr(sys.stdin, "reconfigure", None):
        reconfigure(errors="replace")
