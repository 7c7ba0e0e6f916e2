"""A note under the due list: a sentence, what stands beneath it, what to do."""

from svcctl.billing.record import Record


class Note(Record):
    """One note: its sentence, lines beneath it, its command, whether it stops the payment."""

    text: str
    stops: bool = False
    command: str = ""
    lines: tuple[str, ...] = ()
