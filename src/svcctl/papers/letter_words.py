"""The words of papers that leave the building: one form of dates, names for handles, no entries."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from svcctl.i18n import Words

ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
AROUND_DAYS = re.compile(r"(?<=\d日) (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) (?=\d{4}年\d)")
# where sentences of the screen name entries of our own book, keys and sources of days: an official
# paper says what happened, not where a program has it
OURS = ("（{event}）", "（{rule}）", "来源：{sources}。", "，执行口径 day-off", "，{on} 已登记")
# sentences that hold what somebody typed: a voucher may be called B1 as the first breach is
TYPED = ("fact.detail",)


def chinese(day: date) -> str:
    """A date as a letter writes it: 2026年4月8日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _day_in(text: str) -> date | None:
    """The day that a text is; a file may be called 2025-13-45, and is none."""
    try:
        return date.fromisoformat(text) if ISO_DAY.fullmatch(text) else None
    except ValueError:
        return None


class PaperWords(Words):
    """Chinese words for a paper; `names` are what people call the handles of one contract."""

    def __init__(self, role: str, names: Mapping[str, str] | None = None) -> None:
        super().__init__("zh", role)
        self.names = names or {}

    def of(self, names: Mapping[str, str]) -> "PaperWords":
        """The same words with names for handles."""
        return PaperWords(self.role, names)

    def value(self, value: Any) -> Any:
        """A value as a letter writes it: dates in one form, handles by their names."""
        if isinstance(value, date):
            return chinese(value)
        if isinstance(value, str):
            day = _day_in(value)
            if day:
                return chinese(day)
            if value in self.names:
                return self.names[value]
        return super().value(value)

    def _look_up(self, key: str) -> str:
        template = super()._look_up(key)
        for part in OURS:
            template = template.replace(part, "")
        # the sign of multiplication is two cells wide on some screens, not on paper
        return self._said.setdefault("paper " + key, template.replace(" x ", " × "))

    def __call__(self, key: str, /, **values: Any) -> str:
        """The sentence of that key, as a paper has it."""
        template = self._said.get("paper " + key) or self._look_up(key)
        if not values:
            return template
        told = self._as_typed if key in TYPED else self.value
        return AROUND_DAYS.sub("", template.format_map({k: told(v) for k, v in values.items()}))

    def _as_typed(self, value: Any) -> Any:
        """A value that names nothing of ours, whatever it is called."""
        handle = isinstance(value, str) and value in self.names
        return super().value(value) if handle else self.value(value)
