"""A note under the due list: a sentence, what stands beneath it, what to do."""

from collections.abc import Callable

from svcctl.billing.record import Record


class Note(Record):
    """One note: its sentence, lines beneath it, its command, whether it stops the payment."""

    text: str
    stops: bool = False
    command: str = ""
    lines: tuple[str, ...] = ()
    todo: str = ""  # what is to be done: notes of several contracts stand together by it
    # beneath that heading, where fewer words than the sentence tell it: only a list of several
    # contracts asks for them
    brief: Callable[[], str] | None = None
    rows: tuple[str, ...] = ()  # the instalments that it is about, by name
