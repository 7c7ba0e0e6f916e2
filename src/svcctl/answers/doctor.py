"""What an examination of machine and store found, line by line, and what to do."""

from collections.abc import Mapping, Sequence
from typing import Any

from svcctl.answers.answer import Answer, Column, Table, rows_of
from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.i18n import Words

OK, WARNING, PROBLEM = STATES = ("ok", "warning", "problem")


class Examined(Record):
    """One thing looked at: what it is like (`store.none`), how grave that is, what to do about it."""

    told: str
    state: str
    do: str = ""  # the key of an advice
    values: Mapping[str, Any] = {}
    refusal: Refusal | None = None  # why it could not be looked at

    @property
    def check(self) -> str:
        """What was looked at."""
        return self.told.partition(".")[0]

    def text(self, words: Words) -> str:
        """What was found, in a sentence."""
        if self.refusal:
            return words(f"refusal.{self.refusal.key}", **self.refusal.values)
        return words(f"doctor.{self.told}", **self.values)

    def advice(self, words: Words) -> str:
        """What to do, with the command to type; nothing where nothing is to be done."""
        return words(f"advice.{self.do}", **self.values) if self.do else ""


TABLE = Table(
    check=Column("column.check", cell=lambda e, words: words(f"doctor.of-{e.check}")),
    state=Column("column.status", "code", cell=lambda e, words: words(f"doctor.is-{e.state}")),
    found=Column("column.found", least=24, cell=lambda e, words: e.text(words)),
    do=Column("column.todo", least=20, cell=lambda e, words: e.advice(words)),
)
COLUMNS = TABLE.view("check state found do")


def listed(found: Sequence[Examined], words: Words) -> Answer:
    """The lines in the order in which they were looked at."""
    wrong = sum(each.state == PROBLEM for each in found)
    doubtful = sum(each.state == WARNING for each in found)
    key = "doctor.sick" if wrong else "doctor.odd" if doubtful else "doctor.well"
    data = {"ok": not wrong, "problems": wrong, "warnings": doubtful}
    return Answer(
        data=data | {"checks": [_json(each, words) for each in found]},
        columns=COLUMNS,
        rows=lambda: list(rows_of(COLUMNS, found, words)),
        head=[words(key, wrong=wrong, doubtful=doubtful)],
    )


def _json(each: Examined, words: Words) -> dict[str, Any]:
    advice = each.advice(words)
    return {
        "check": each.check,
        "found": each.told.partition(".")[2],
        "state": each.state,
        "do": each.do or None,
        "values": {key: _plain(value) for key, value in each.values.items() if key != "store"},
        "words": [each.text(words), *([advice] if advice else [])],
    }


def _plain(value: Any) -> Any:
    """A value as JSON has it: numbers, texts, lists of texts."""
    return value if isinstance(value, (int, list)) else str(value)
