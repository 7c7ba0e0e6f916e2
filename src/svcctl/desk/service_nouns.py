"""The nouns of the record of the service as commands, by name alone: the tables are loaded later."""

from collections.abc import Iterator

from svcctl.delivery.names import NAMES

RECORDS = NAMES  # whose commands one module makes
SERVICE = (*RECORDS, "plan", "service", "system")
# what every kind does not have
BESIDE = {"incident": ("import",), "duty": ("who",), "knowledge": ("search",)}
OF_EVERY_RECORD = ("list", "show", "attach", "confirm", "object", "correct")


def chinese_of(noun: str, verb: str) -> str:
    """What a verb of a record is called in Chinese, kind and verb in one: 巡检实施."""
    from svcctl.i18n import Words

    words = Words("zh")
    own = f"verb.{verb}.{noun}"
    return words(f"noun.{noun}") + words(own if own in words else f"verb.{verb}")


def by_chinese(name: str) -> tuple[str, str] | None:
    """The kind of record and the verb that are called so."""
    return next((each for each in _every() if chinese_of(*each) == name), None)


def _every() -> Iterator[tuple[str, str]]:
    from svcctl.delivery.nouns import NOUNS

    for noun in RECORDS:
        verbs = [verb.name.partition(" ")[0] for verb in NOUNS[noun].verbs]
        for verb in dict.fromkeys((*verbs, *BESIDE.get(noun, ()), *OF_EVERY_RECORD)):
            yield noun, verb


def help_of(noun: str, name: str = "") -> str:
    """The key of what the help says of a noun, or of a verb of it."""
    if noun not in SERVICE:
        return ".".join(filter(None, ("help", noun, name)))
    every = noun in RECORDS and name in OF_EVERY_RECORD
    return ".".join(filter(None, ("help-service", "matter" if every else noun, name)))
