"""What a shell offers at the tab key: commands, options, their choices, and names from the store."""

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from threading import Thread
from typing import Any, NamedTuple, Protocol

from svcctl.i18n import Words

VARIABLE = "_SVCCTL_COMPLETE"  # what the scripts of Typer set: complete_bash, complete_zsh, ...
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
SECONDS = 0.2  # that names may be looked for; what is found by then is offered
HARMLESS = re.compile(
    r"[\w\-./:#%@+,，、。（）()]+"
)  # whatever else a name has, a shell might run it
ODD = re.compile(r"[^\w\-./%，、。（）：；;,()+ ]")
# what is asked for, by the key of its help: a kind of name that is looked up in the store
KINDS = {
    "arg.assessment": "assessment",
    "arg.breach": "breach",
    "arg.claims": "claim",
    "arg.event": "event",
    "arg.explained": "explained",
    "arg.finding": "finding",
    "arg.force-majeure": "force-majeure",
    "arg.guarantee": "guarantee",
    "arg.instalment": "instalment",
    "arg.instalments": "instalment",
    "arg.line": "line",
    "arg.obligation": "obligation",
    "arg.proposals": "proposal",
    "arg.record": "record",
    "arg.rule": "rule",
    "arg.subjects": "subject",
    "arg.turn": "turn",
    "opt.contract": "contract",
    "opt.document": "document",
    "opt.for": "instalment",
    "opt.grant-contract": "contract",
    "opt.invoice-for": "instalment",
    "opt.level-of": "level",
    "opt.period": "period",
    "opt.proposal-rule": "rule",
    "opt.service-duplicate-of": "record",
    "opt.service-level": "level",
    "opt.service-link": "record",
    "opt.service-retrain-of": "record",
    "opt.service-system": "system",
    "opt.service-with": "record",
    "opt.system-of": "system",
}
FIXED = {"arg.settle": ("settle",)}
OF_SERVICE = ("event", "proposal", "record", "turn")


class Offer(NamedTuple):
    """One thing that can stand there, and what it is."""

    value: str
    about: str = ""


class Asked(NamedTuple):
    """What is asked for: by which command, what of it is typed, and the options beside it."""

    noun: str
    begun: str
    given: Mapping[str, str]
    words: Words
    desk: Any = None  # from which the store is read


class Commands(Protocol):
    """The command line as the shell asks for it."""

    @property
    def nouns(self) -> Sequence[str]:
        """What a command begins with."""

    @property
    def alone(self) -> Sequence[str]:
        """Those that have no verbs."""

    @property
    def chinese(self) -> Mapping[str, tuple[str, str]]:
        """The Chinese names, each with noun and verb."""

    def verbs(self, noun: str) -> Sequence[str]:
        """The verbs of a noun."""

    def called(self, name: str) -> tuple[str, str] | None:
        """Noun and verb of a Chinese name."""

    def params(self, noun: str, verb: str) -> Sequence[Any]:
        """Options and arguments of a command."""

    def about(self, noun: str, verb: str) -> str:
        """What a command does, in a line."""


def answer(commands: Commands, words: Words) -> int:
    """Write what the shell may offer; nothing at all where anything is wrong."""
    instruction, _, shell = os.environ.get(VARIABLE, "").partition("_")
    if instruction != "complete" or shell not in SHELLS:
        return 1
    try:
        typed, begun = _typed(shell)
        found = {each.value: each for each in offers(commands, typed, begun, words)}
        wished = [each for each in found.values() if _fits(each, begun)]
    except Exception:  # a traceback amid a line that somebody types helps nobody
        wished = []
    if shell == "fish" and os.environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return 0 if wished else 1  # else files are offered
    sys.stdout.write(written(shell, wished))
    return 0


def _fits(offer: Offer, begun: str) -> bool:
    value = offer.value.partition("=")[2] or offer.value
    return offer.value.startswith(begun) and HARMLESS.fullmatch(value) is not None


# -- what was typed --------------------------------------------------------------------------------


def _typed(shell: str) -> tuple[list[str], str]:
    """The words behind the command, and the one that is being typed."""
    if shell == "bash":
        cut = int(os.environ["COMP_CWORD"])
        lines = os.environ["COMP_WORDS"].split("\n" if "\n" in os.environ["COMP_WORDS"] else None)
        begun = lines[cut] if cut < len(lines) else ""
        return lines[1:cut], _unquoted(begun)
    text = os.environ.get("_TYPER_COMPLETE_ARGS", "")
    said = _split(text)[1:]
    if shell in ("powershell", "pwsh"):
        begun = os.environ.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", "")
        return (said[:-1] if begun else said), begun
    return (said, "") if not said or text.endswith(" ") else (said[:-1], said[-1])


def _split(text: str) -> list[str]:
    """A line in words, a quotation that is not closed too."""
    import shlex

    for end in ("", "'", '"'):
        try:
            return shlex.split(text + end)
        except ValueError:
            continue
    return text.split()


def _unquoted(text: str) -> str:
    return text.lstrip("'\"")


# -- what can stand there --------------------------------------------------------------------------


def offers(commands: Commands, typed: Sequence[str], begun: str, words: Words) -> Iterator[Offer]:
    """What can be typed behind those words, as far as it is known."""
    rest, given = _shared(_joined(typed))
    if not rest:
        yield from _commands(commands, begun)
        return
    noun, *rest = rest
    verb = ""
    if called := commands.called(noun):
        noun, verb = called
    elif noun not in commands.nouns:
        return
    elif noun not in commands.alone:
        if not rest or rest[0].startswith("-"):
            yield from _verbs(commands, noun, begun)
            return
        verb, *rest = rest
        own = commands.called(verb)
        verb = own[1] if own and own[0] == noun else verb
    if verb in commands.verbs(noun):
        asked = Asked(noun, begun, given, words)
        yield from _values(commands.params(noun, verb), rest, asked)


def _joined(typed: Sequence[str]) -> list[str]:
    """Words that bash has cut at signs of its own: --store = x, zyfy : Y1."""
    found: list[str] = []
    for word in typed:
        if found and (word in ("=", ":") or found[-1].endswith(("=", ":"))):
            found[-1] += word
        else:
            found.append(word)
    return found


SHARED = ("--store", "--contract", "--lang", "--role", "--as-of", "--known-at", "--format", "--actor", "-o", "--output")  # fmt: skip


def _shared(typed: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """The words without the options of every command that stand whole, and what those say."""
    rest: list[str] = []
    given: dict[str, str] = {}
    waiting = list(typed)
    while waiting:
        name, mark, value = waiting.pop(0).partition("=")
        if name in SHARED and (value if mark else waiting):
            given[name] = value if mark else waiting.pop(0)
        else:
            rest.append(name + mark + value)
    return rest, given


def _commands(commands: Commands, begun: str) -> Iterator[Offer]:
    if not begun.isascii():
        yield from (Offer(n, commands.about(*c)) for n, c in commands.chinese.items())
        return
    yield from (Offer(noun, commands.about(noun, "")) for noun in commands.nouns)
    if begun.startswith("-"):
        yield from map(Offer, ("--help", "--version", "--install-completion", "--show-completion"))


def _verbs(commands: Commands, noun: str, begun: str) -> Iterator[Offer]:
    if begun.isascii():
        yield from (Offer(verb, commands.about(noun, verb)) for verb in commands.verbs(noun))
    for name, (of, verb) in commands.chinese.items():
        if of == noun and not begun.isascii():
            yield Offer(name, commands.about(noun, verb))


def _values(params: Sequence[Any], rest: Sequence[str], asked: Asked) -> Iterator[Offer]:
    """Options, the value of one, or an argument."""
    options = {name: each for each in params for name in each.opts if name.startswith("-")}
    last, begun = rest[-1] if rest else "", asked.begun
    if begun.startswith("-"):
        name, mark, value = begun.partition("=")
        if mark and name in options:
            found = _of(options[name], asked._replace(begun=value))
            yield from (Offer(f"{name}={each.value}", each.about) for each in found)
            return
        named = ((n, p) for n, p in options.items() if n.startswith("--"))
        yield from (Offer(name, asked.words(each.help)) for name, each in named)
        yield Offer("--help")
        return
    waiting = options.get(last.removesuffix("="))
    if waiting is not None and not waiting.is_flag:
        yield from _of(waiting, asked)
        return
    arguments = [each for each in params if each.param_type_name == "argument"]
    place = _place(rest, options)
    if place < len(arguments) or (arguments and arguments[-1].nargs == -1):
        yield from _of(arguments[min(place, len(arguments) - 1)], asked, last)


def _place(rest: Sequence[str], options: Mapping[str, Any]) -> int:
    """How many arguments stand there already."""
    count, skip = 0, False
    for word in rest:
        name, mark, _ = word.partition("=")
        if skip:
            skip = False
        elif name in options:
            skip = not mark and not options[name].is_flag
        elif not word.startswith("-") and not word.endswith(":"):
            count += 1
    return count


def _of(param: Any, asked: Asked, last: str = "") -> Iterator[Offer]:
    """What one option or argument can be."""
    metavar = (param.metavar or "").strip("[].")
    if param.help in FIXED:
        yield from map(Offer, FIXED[param.help])
    elif param.help in KINDS:
        given = asked.given
        if last.endswith(":"):  # of which contract it is stands before a colon
            given = {**given, "--contract": last.removesuffix(":")}
        own = asked._replace(given=given, noun=asked.noun if param.help == "arg.record" else "")
        yield from _named(KINDS[param.help], own)
    elif "|" in metavar and "-" not in metavar.split("|"):
        yield from map(Offer, metavar.split("|"))


# -- names from the store --------------------------------------------------------------------------


def _named(kind: str, asked: Asked) -> list[Offer]:
    """The names of that kind that were found in time; a store that is slow has none."""
    found: list[Offer] = []

    def look() -> None:
        try:
            for each in _look(kind, asked):
                found.append(each)
        except Exception:
            return  # no store, a damaged one, no server: there is nothing to offer

    at_work = Thread(target=look, daemon=True)
    at_work.start()
    at_work.join(SECONDS)
    return list(found)


def _look(kind: str, asked: Asked) -> Iterator[Offer]:
    from svcctl.desk.desk import desk_from
    from svcctl.desk.looking import looking
    from svcctl.store.scopes import ALL, MONEY

    store, contract = (asked.given.get(name) for name in ("--store", "--contract"))
    desk = desk_from(store=store, contract=contract, lang=asked.words.lang)
    asked = asked._replace(desk=desk)
    with looking(desk, scope=ALL if kind in OF_SERVICE else MONEY) as look:
        if kind == "contract" and asked.begun.isascii():
            yield from map(Offer, look.journal.contracts())
        for case in look.walk():
            yield from _names(kind, case, asked)


def _names(kind: str, case: Any, asked: Asked) -> Iterator[Offer]:
    """Keys with what they are called; to who types Chinese what they are called."""
    from svcctl.i18n import LANGUAGES

    side = LANGUAGES.index(asked.words.lang)
    for key, others in _kinds(kind, asked.desk)(case).items():
        own = others[side * len(others) // len(LANGUAGES)] if others else ""
        if not asked.begun.isascii():
            yield from (Offer(name, key) for name in dict.fromkeys([*others[:1], own]))
        elif key.startswith(_letter(asked.noun)):
            yield Offer(key, own)


def _letter(noun: str) -> str:
    """What the ids of a kind of record begin with: I of incidents; nothing where all are meant."""
    if not noun:
        return ""
    from svcctl.delivery.nouns import NOUNS

    return f"{NOUNS[noun].letter}-"


def _kinds(kind: str, desk: Any) -> Callable[[Any], Mapping[str, Sequence[str]]]:
    from svcctl.desk import naming, offered

    own: dict[str, Callable[[Any], Mapping[str, Sequence[str]]]] = {
        "contract": lambda case: {case.id: naming.titles(case.terms.title)},
        "record": lambda case: {key: names[1:] for key, names in naming.records(case).items()},
        "system": lambda case: {
            each["key"]: naming.titles(each["title"]) for each in case.document.get("systems", ())
        },
        "level": lambda case: {
            each["level"]: naming.titles(each["title"])
            for each in case.document.get("service_levels", ())
        },
    }
    if kind in offered.KINDS:
        return lambda case: offered.KINDS[kind](case, desk)
    return own.get(kind) or naming.KINDS[kind]


# -- as each shell takes it ------------------------------------------------------------------------


def written(shell: str, found: Sequence[Offer]) -> str:
    """What is offered, as the script of that shell reads it."""
    if shell == "zsh":
        listed = "\n".join(_for_zsh(each) for each in found)
        return f"_arguments '*: :(({listed}))'\n" if found else "_files\n"
    if shell == "bash":
        return "".join(f"{each.value}\n" for each in found)
    mark = "\t" if shell == "fish" else ":::"
    lines = [f"{each.value}{mark}{_told(each.about)}".removesuffix("\t") for each in found]
    return "".join(line + (" " if line.endswith(":::") else "") + "\n" for line in lines)


def _told(about: str) -> str:
    """What is said of an offer, without a sign that a shell could read."""
    return " ".join(ODD.sub(" ", about).split())


def _for_zsh(offer: Offer) -> str:
    value = offer.value.replace(":", r"\\:")
    about = _told(offer.about).replace(":", r"\\:")
    return f'"{value}":"{about}"' if about else f'"{value}"'
