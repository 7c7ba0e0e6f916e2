"""Builds the command line: nouns and verbs are imported only when they are called, so that every start is short."""

import inspect
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command_from_info
from typer.models import CommandInfo

from svcctl import __version__, workspace
from svcctl.billing.refusal import Refusal
from svcctl.i18n import Words

NOUNS = {
    "init": (),
    "contract": (
        "check",
        "import",
        "list",
        "show",
        "schema",
        "start",
        "correct",
        "amend",
        "findings",
        "readings",
        "law",
        "coverage",
        "terminate",
        "close",
    ),
    "payments": ("due", "schedule", "record", "annotate", "reverse", "refund", "checklist", "request", "forecast"),
    "evidence": ("add",),
    "invoice": ("add", "list", "check"),
    "reports": ("submit", "receive", "return", "status"),
    "obligations": ("list", "done"),
    "damages": ("assess", "what-if", "statement", "waive", "settle", "offset", "loss"),
    "breach": ("record", "end", "contest", "appraise", "list"),
    "negotiation": ("open", "fail", "settle"),
    "force-majeure": ("begin", "end", "list"),
    "dispute": ("open", "settle"),
    "explain": (),
    "calendar": ("show", "status", "import", "export", "add", "between"),
    "letter": (
        "reminder",
        "negotiation",
        "receipt",
        "ask-reports",
        "confirm-account",
        "reconcile",
        "hand-over",
        "working-paper",
    ),
    "export": ("schedule", "payments", "damages", "journal", "obligations", "service", "overdue", "audit-pack"),
    "import": ("payments",),
    "compare": ("payments",),
    "audit": ("log", "verify", "late", "retract", "check-pack"),
}
MODULES = {"import": "imports"}  # a keyword is no name for a module
CHINESE = {
    "应付": ("payments", "due"),
    "应收": ("payments", "due"),
    "付款计划": ("payments", "schedule"),
    "登记付款": ("payments", "record"),
    "提交": ("reports", "submit"),
    "签收": ("reports", "receive"),
    "退回": ("reports", "return"),
    "报告": ("reports", "status"),
    "应办": ("obligations", "list"),
    "违约金": ("damages", "assess"),
    "口径": ("contract", "readings"),
    "合同": ("contract", "list"),
    "说明": ("explain", ""),
    "登记簿": ("audit", "log"),
    "校验": ("audit", "verify"),
    "工作日": ("calendar", "add"),
}
UsageError: type[Any] = typer.BadParameter.__bases__[0]
ClickException: type[Any] = UsageError.__bases__[0]


class Verb(TyperCommand):
    """A command; its help is laid out here, in the reader's language."""

    words: Words

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        from svcctl.helping import verb_help

        return verb_help(self, ctx, self.words)

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 (Typer's signature)
        """One line for lists and completion."""
        return self.words(self.help or "")


class Noun(TyperGroup):
    """A group whose verbs are built when they are called."""

    words: Words

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 (Typer's signature)
        """The verbs, in the order of their use."""
        return list(NOUNS[self.name or ""])

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 (Typer's signature)
        """The verb of that name."""
        return verb(self.name or "", cmd_name, self.words) if cmd_name in NOUNS[self.name or ""] else None

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        from svcctl.helping import group_help

        return group_help(self, ctx, self.words)

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 (Typer's signature)
        """One line for lists and completion."""
        return self.words(self.help or "")

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command named; the nearest ones in the refusal of one that is not there."""
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
        if cmd_name in CHINESE:
            return verb(*CHINESE[cmd_name], self.words)
        if cmd_name not in NOUNS:
            return None
        if not NOUNS[cmd_name]:
            return verb(cmd_name, "", self.words)
        group = Noun(name=cmd_name, help=f"help.{cmd_name}", no_args_is_help=True, rich_markup_mode=None)
        group.words = self.words
        return group


def _unknown(group: Noun, ctx: Any, name: str) -> Refusal:
    from difflib import get_close_matches

    near = get_close_matches(name, group.list_commands(ctx), 2) or group.list_commands(ctx)
    return Refusal("usage.no-command", name=name, near=", ".join(near))


def verb(noun: str, name: str, words: Words) -> Any:
    """The command of a noun's verb, built from its function and the options that every command takes."""
    module = import_module(f"svcctl.commands.{MODULES.get(noun, noun.replace('-', '_'))}")
    function = module.VERBS[name]
    info = CommandInfo(
        name=name or noun,
        callback=_with_desk(function),
        help=f"help.{noun}.{name}" if name else f"help.{noun}",
        cls=Verb,
    )
    command = get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)
    command.words = words  # type: ignore[attr-defined]
    return command


def _with_desk(function: Callable[..., int | None]) -> Callable[..., int]:
    """The function as Typer calls it: the options of every command become its desk."""
    from svcctl.commands.desk import Desk
    from svcctl.commands.options import everywhere

    own = {name: p for name, p in inspect.signature(function).parameters.items() if name != "desk"}
    common = inspect.signature(everywhere).parameters
    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [p.replace(kind=keyword) for p in (*own.values(), *common.values())]

    def call(**values: Any) -> int:
        desk = Desk(**{name: values.pop(name) for name in common})
        return function(desk, **values) or 0

    call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    call.__annotations__ = {p.name: p.annotation for p in parameters}
    call.__name__ = function.__name__
    return call


def root(args: Sequence[str], words: Words) -> Root:
    """The whole command line, in one language."""
    completion: Sequence[Any] = ()
    if any(text.startswith(("--install-completion", "--show-completion")) for text in args):
        from typer.main import get_install_completion_arguments

        completion = get_install_completion_arguments()
    found = Root(
        name="svcctl", help="help.svcctl", no_args_is_help=True, params=list(completion), rich_markup_mode=None
    )
    found.words = words
    return found


def _words(args: Sequence[str]) -> Words:
    """The words to speak before a command has said which: --lang where it was typed, else the environment's."""
    lang = ""
    for text, after in zip(args, [*args[1:], ""], strict=False):
        lang = after if text == "--lang" else text.removeprefix("--lang=") if text.startswith("--lang=") else lang
    return Words(lang if lang in workspace.LANGUAGES else workspace.language())


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 done, 1 the answer is no, 2 the command or its input was wrong."""
    args = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    if args in (["--version"], ["-V"]):
        print(f"svcctl {__version__}")
        return 0
    words = _words(args)
    args = _in_place(args)
    try:
        return int(root(args, words).main(args=args, prog_name="svcctl", standalone_mode=False) or 0)
    except Refusal as refusal:
        return _refuse(words(f"refusal.{refusal.key}", **refusal.values), words)
    except ClickException as error:
        from svcctl.helping import usage_text

        if type(error).__name__ == "NoArgsIsHelpError":
            print(error.ctx.get_help())
            return 0
        return _refuse(usage_text(error, words), words)
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away: nothing to say, and nobody to say it to
        return 0
    except (KeyboardInterrupt, typer.Abort):
        return 130


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
    """The options of every command may stand before noun and verb too; here they are put behind them."""
    rest: list[str] = []
    early: list[str] = []
    waiting = list(args)
    while waiting:
        text = waiting.pop(0)
        named = sum(not word.startswith("-") for word in rest)
        if named < 2 and text.partition("=")[0] in EVERYWHERE:
            early += [text] if "=" in text else [text, *waiting[:1]]
            waiting = waiting if "=" in text else waiting[1:]
        else:
            rest.append(text)
    if "--help" in rest:  # help needs none of them: its language is known by now
        return rest
    end = rest.index("--") if "--" in rest else len(rest)
    return rest[:end] + early + rest[end:]


def _refuse(text: str, words: Words) -> int:
    sys.stderr.write(words("refusal", text=text) + "\n")
    return 2


def _speak_utf8() -> None:
    """UTF-8 into pipes and files on every system; a console keeps its code page and shows what it can."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure and not stream.isatty():
            reconfigure(encoding="utf-8")
        elif reconfigure:
            reconfigure(errors="replace")
