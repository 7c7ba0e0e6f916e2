"""What people read, in Chinese and English; JSON keys and stored facts stay as they are."""

from datetime import date
from errno import errorcode
from functools import cache
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from svcctl.billing.printable import printable

if TYPE_CHECKING:
    from svcctl.billing.instalment import Coined, Title

TROUBLES = (
    "EACCES",
    "EBADF",
    "EDQUOT",
    "EEXIST",
    "EIO",
    "EISDIR",
    "ENAMETOOLONG",
    "ENOENT",
    "ENOSPC",
    "ENOTDIR",
    "EPERM",
    "EROFS",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

SUBJECTS = {  # a module of svcctl.i18n.words -> the families of keys that stand in it
    "asking": "ask",
    "breaches": "breach negotiation force-majeure dispute",
    "calendars": "calendar day why festival year notice",
    "clauses": "clauses",
    "columns": "column",
    "common": "refusal owed list range value unit month-day weekday month count party",
    "contracts": "check import contract show term finding about severity start correct amend close",
    "coverage": "coverage",
    "damages": "damages offset",
    "desk_lists": "flaw desk-map desk-list",
    "doctor": "doctor advice completion",
    "drafting": "draft",
    "due": "due status time ahead head label paper hint total notes note next schedule",
    "entry": "entry",
    "explain": "explain event basis",
    "failures": "failed",
    "exports": "export xlsx ics ocds foot",
    "files": "file",
    "forecasts": "forecast by period",
    "form": "form form-hint form-wrong",
    "form_keys": "form-key form-value form-name",
    "guarantees": "guarantee",
    "handing_over": "hand-over",
    "help": "help usage metavar",
    "help_service": "help-service",
    "invoices": "invoice",
    "journal": "recorded kind fact change warning log late verify broken audit known-at retract doubt books",
    "keys_agreed": "key-agreed",
    "keys_paid": "key-paid",
    "keys_served": "key-served",
    "keys_values": "key-value key-kind",
    "law": "law overdue size talks",
    "letter_fields": "field",
    "letters": "letter",
    "lists": "listed compare table",
    "names": "name",
    "obligations": "obligations obligation duty",
    "office": "office todo",
    "options": "opt arg",
    "outputs": "trouble output pdf progress",
    "pack": "pack days",
    "pages": "page",
    "payments": "payment refund checklist evidence",
    "picking": "picked",
    "plans": "plan",
    "profiles": "profile",
    "readings": "reading readings",
    "remind": "remind",
    "reports": "reports document report proof",
    "scoring": "score proposal",
    "service": "service promise clock within hours",
    "serving": "noun verb state matter field-act",
    "settling": "settle renew assessment",
    "store": "copy grant init key login store backup restore move salvage",
    "when": "when",
    "witness": "seal prove hash",
    "wording": "wording",
    "wording_clauses": "asked",
}
SUBJECT_OF = {family: name for name, families in SUBJECTS.items() for family in families.split()}
LANGUAGES = ("zh", "en")  # in the order in which they stand side by side


class Number(int):
    """A whole number in a sentence: `{count:fact|facts}` is 1 fact or 2 facts, `{count}` is 1."""

    def __format__(self, spec: str) -> str:
        one, mark, more = spec.partition("|")
        if not mark:
            return super().__format__(spec)
        return f"{int(self)} {one if self == 1 else more}"


def family(key: str) -> str:
    """What says where a key stands: its first part, or the second of a refusal."""
    first, _, rest = key.partition(".")
    return rest.partition(".")[0] if first == "refusal" and rest else first


@cache
def subject(name: str) -> dict[str, tuple[str, str]]:
    """The words of one subject; each is loaded when the first of its keys is asked for."""
    found: dict[str, tuple[str, str]] = import_module(f"svcctl.i18n.words.{name}").WORDS
    return found


class Words:
    """One language's catalogue, and a role's turn of words (应付 for the payer, 应收 the payee)."""

    def __init__(self, lang: str, role: str = "purchaser") -> None:
        self.lang = lang
        self.role = role
        self._side = LANGUAGES.index(lang)
        self._said: dict[str, str] = {}

    def __call__(self, key: str, /, **values: Any) -> str:
        """The sentence of that key for this role, filled with the values."""
        template = self._said.get(key) or self._look_up(key)
        return (
            template.format_map({k: self.value(v) for k, v in values.items()})
            if values
            else template
        )

    def _look_up(self, key: str) -> str:
        known = subject(SUBJECT_OF[family(key)])
        pair = known.get(f"{key}@{self.role}") or known[key]
        return self._said.setdefault(key, pair[self._side])

    def __contains__(self, key: str) -> bool:
        name = SUBJECT_OF.get(family(key))
        return name is not None and key in subject(name)

    def value(self, value: Any) -> Any:
        """A value as people read it: titles in this language, dates in ISO form; lists, or "none".

        Whatever fills a sentence goes through here, so nothing typed or recorded steers a screen.
        """
        if isinstance(value, str):
            return printable(value)
        if type(value) is int:
            return Number(value)
        if isinstance(value, dict):
            return printable(self.title(value))
        if isinstance(value, OSError):
            return printable(self.trouble(value))
        if isinstance(value, PurePath):
            return printable(str(value))
        if isinstance(value, list | tuple):
            joined = self("list.separator").join(str(self.value(item)) for item in value)
            return joined or self("value.none")
        return value.isoformat() if isinstance(value, date) else value

    def title(self, title: "Title | Coined") -> str:
        """A title from a contract file in this language, else in the one it has; or our own."""
        if isinstance(title, str):
            return title
        if isinstance(title, dict):
            return title.get(self.lang) or next(iter(title.values()))
        return self(title.key, **title.values)

    def period(self, name: str) -> str:
        """A budget year, quarter or month as people write it: 2026年第一季度; 2026-Q1."""
        year, _, part = name.partition("-")
        key = (
            f"period.{part}" if part.startswith("Q") else "period.month" if part else "period.year"
        )
        return self(key, year=year, month=part)

    def actor(self, handle: str) -> str:
        """Who recorded: a side of the contract in words, an office's own name as it was typed."""
        key = f"party.{handle}"
        return self(key) if key in self else handle

    def kind(self, name: str) -> str:
        """What a kind of fact is called; of one that is not known here, its name as it is kept."""
        key = f"kind.{name}"
        return self(key) if key in self else str(self.value(name))

    def trouble(self, error: OSError) -> str:
        """What the system said of a file, in this language where its kind is known."""
        name = errorcode.get(error.errno or 0)
        return self(f"trouble.{name}") if name in TROUBLES else error.strerror or str(error)

    def festival(self, name: str) -> str:
        """The name of a festival in this language."""
        key = f"festival.{name}"
        return self(key) if key in self else name

    def weekday(self, day: date) -> str:
        """The name of the day of the week."""
        return self(f"weekday.{WEEKDAYS[day.weekday()]}")

    def month_day(self, day: date) -> str:
        """A day without its year: 4月17日, 17 Apr."""
        return self("month-day", month=day.month, day=day.day, name=self(f"month.{day.month}"))


def plain_title(title: "Title | Coined") -> str:
    """A title as stored data show it: the Chinese one, or the only one."""
    return title if isinstance(title, str) else Words("zh").title(title)
