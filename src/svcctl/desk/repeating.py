"""Commands given more than once: by the same key, or because another was in the way."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any

from svcctl.billing.refusal import Refusal


def key_option() -> inspect.Parameter:
    """The option of commands that record, for scripts: one key, one fact, however often it is sent."""
    from svcctl.desk.options import Maybe, parsed
    from svcctl.intake.entry import parse_key

    kind = Annotated[Maybe, parsed("--key", "opt.key", "KEY", parse_key)]
    return inspect.Parameter(
        "command_key", inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=None
    )


def digest_of(function: Callable[..., object], desk: Any, values: dict[str, Any]) -> str:
    """A digest of a command and its options; how it answers and where the store is are no part."""
    from svcctl.store.digest import digest

    typed = sorted((name, repr(value)) for name, value in values.items())
    return digest(repr((function.__module__, function.__name__, desk.contract, typed)).encode())


def done_before(refusal: Refusal, desk: Any) -> int:
    """The answer to a command that was done under its key already."""
    from svcctl.answers.answer import Answer
    from svcctl.desk.showing import show

    told = desk.words("key.done", **refusal.values)
    show(desk, Answer(data={"already": refusal.values["event"]}, head=[told]))
    return 0


def step_back(tries: int) -> None:
    """Let others go first for a moment, longer the more often they were in the way."""
    from random import random
    from time import sleep

    sleep(random() * tries / 20)
