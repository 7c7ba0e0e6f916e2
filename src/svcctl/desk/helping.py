"""Help texts and usage errors in the reader's language."""

import re
from typing import Any

from svcctl.answers.width import cells, pad, wrap
from svcctl.desk.service_nouns import help_of
from svcctl.i18n import Words

WIDTH = 100
CAPITALS = re.compile(r"(?<![\w-])[A-Z]+(?![\w-])", re.ASCII)
UNITS = ("万", "万元", "亿", "亿元", "元")
COMMON = ("store", "as_of", "known_at", "contract", "form", "lang", "role", "actor", "output")


def verb_help(command: Any, ctx: Any, words: Words) -> str:
    """Usage, what the command does, its arguments and options, and those all commands take."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and p.name not in COMMON]
    common = [p for p in command.params if p.name in COMMON]
    pieces = " ".join([_metavar(p, words) for p in arguments] + [words("usage.any-options")])
    lines = [words("usage.line", command=f"{ctx.command_path} {pieces}"), ""]
    lines += wrap(words(command.help), WIDTH)
    lines += _section(
        words("usage.arguments"), [(_metavar(p, words), words(p.help)) for p in arguments]
    )
    lines += _section(words("usage.options"), [_option(p, words) for p in options])
    lines += _section(words("usage.everywhere"), [_option(p, words) for p in common])
    return "\n".join(lines)


def group_help(group: Any, ctx: Any, words: Words) -> str:
    """Usage, what the group is for, and its commands."""
    options = words("usage.any-options")
    lines = [
        words("usage.line", command=f"{ctx.command_path} {words('usage.command')} {options}"),
        "",
    ]
    lines += wrap(words(group.help), WIDTH)
    names = group.list_commands(ctx)
    top = ctx.parent is None
    chinese = {} if top else group.chinese_names()
    keys = {name: help_of(name) if top else help_of(group.name, name) for name in names}
    said = [(f"{name} {chinese.get(name, '')}".rstrip(), words(keys[name])) for name in names]
    lines += _section(words("usage.commands"), said)
    if ctx.parent is None:
        told = words("usage.chinese", names=" ".join(group.chinese))
        lines += ["", *wrap(told, WIDTH), *wrap(words("usage.more"), WIDTH)]
        lines += wrap(words("usage.first"), WIDTH, "  ")
    return "\n".join(lines)


def _metavar(parameter: Any, words: Words) -> str:
    """What stands for a value in a usage line, each of its capitals in the reader's language."""

    def said(found: re.Match[str]) -> str:
        key = f"metavar.{found[0].lower()}"
        return words(key) if key in words else found[0]

    return CAPITALS.sub(said, str(parameter.metavar or parameter.name.upper()))


def _option(parameter: Any, words: Words) -> tuple[str, str]:
    names = ", ".join(sorted(parameter.opts, key=len))
    value = "" if parameter.is_flag else f" {_metavar(parameter, words)}"
    text = words(parameter.help) + (words("usage.required") if parameter.required else "")
    return names + value, text


def _section(title: str, rows: list[tuple[str, str]]) -> list[str]:
    if not rows:
        return []
    width = max(cells(name) for name, _ in rows)
    lines = ["", title]
    for name, text in rows:
        wrapped = wrap(text, WIDTH - width - 4)
        lines.append(f"  {pad(name, width)}  {wrapped[0]}")
        lines += [" " * (width + 4) + line for line in wrapped[1:]]
    return lines


def usage_text(error: Any, words: Words) -> str:
    """What was wrong with a command line, in one sentence."""
    kind, parameter = type(error).__name__, getattr(error, "param", None)
    context = getattr(error, "ctx", None)
    more = f"{context.command_path} --help" if context else "svcctl --help"
    if kind == "NoSuchOption":
        near = ", ".join(getattr(error, "possibilities", None) or ())
        key = "usage.no-option-near" if near else "usage.no-option"
        return words(key, option=error.option_name, near=near, help=more)
    if kind == "BadOptionUsage":
        return words("usage.no-value", option=error.option_name, help=more)
    if kind == "MissingParameter" and parameter is not None:
        return words("usage.missing", name=_name(parameter, words), help=more)
    if kind == "BadParameter" and parameter is not None:
        return words("usage.number", name=_name(parameter, words), help=more)
    extra = re.search(r"unexpected extra argument\S* \((.*)\)", error.format_message())
    if extra:
        if extra[1] in UNITS:
            return words("usage.extra-unit", text=extra[1], help=more)
        return words("usage.extra", text=extra[1], help=more)
    return words("usage.other", message=error.format_message(), help=more)


def _name(parameter: Any, words: Words) -> str:
    """A parameter as it is typed."""
    if parameter.param_type_name == "argument":
        return _metavar(parameter, words).removesuffix("|-")  # what stands for it, not how to pipe
    return str(max(parameter.opts, key=len))
