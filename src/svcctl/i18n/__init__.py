"""What people read, in Chinese and English; JSON keys and stored facts stay as they are."""

from datetime import date
from errno import errorcode
from importlib import import_module
from typing import Any

TROUBLES = (
    "EACCES",
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


class Words:
    """One language's catalogue, and the turn of words for a role (应付 for the payer, 应收 for the payee)."""

    def __init__(self, lang: str, role: str = "purchaser") -> None:
        self.lang = lang
        self.role = role
        self._words: dict[str, str] = import_module(f"svcctl.i18n.{lang}").WORDS

    def __call__(self, key: str, /, **values: Any) -> str:
        """The sentence of that key for this role, filled with the values."""
        template = self._words.get(f"{key}@{self.role}") or self._words[key]
        return template.format_map({k: self.value(v) for k, v in values.items()}) if values else template

    def __contains__(self, key: str) -> bool:
        return key in self._words

    def value(self, value: Any) -> Any:
        """A value as people read it: titles in this language, lists joined, dates in ISO form."""
        if isinstance(value, dict):
            return self.title(value)
        if isinstance(value, OSError):
            return self.trouble(value)
        if isinstance(value, list | tuple):
            return self("list.separator").join(str(self.value(item)) for item in value)
        return value.isoformat() if isinstance(value, date) else value

    def title(self, title: str | dict[str, str]) -> str:
        """A title from a contract file in this language, else in the one it has."""
        if isinstance(title, str):
            return title
        return title.get(self.lang) or next(iter(title.values()))

    def trouble(self, error: OSError) -> str:
        """What the system said of a file, in this language where its kind is known, else as the system put it."""
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


def plain_title(title: str | dict[str, str]) -> str:
    """A title as stored data show it: the Chinese one, or the only one."""
    return title if isinstance(title, str) else title.get("zh") or next(iter(title.values()))
