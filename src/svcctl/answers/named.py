"""Words that put behind an id what people call it: Y1-advance 第1年首期款."""

from collections.abc import Iterable, Mapping
from typing import Any

from svcctl.answers.periods import instalment_period
from svcctl.billing.instalment import Instalment
from svcctl.billing.position import Breach
from svcctl.billing.terms import Terms
from svcctl.i18n import Words


class Named(Words):
    """Words of one contract: an id that fills a sentence has its title behind it."""

    def __init__(self, words: Words, titles: Mapping[str, str]) -> None:
        super().__init__(words.lang, words.role)
        self.titles = titles

    def __call__(self, key: str, /, **values: Any) -> str:
        """The sentence of that key; a command in it is to be typed, so ids stand alone there."""
        template = super().__call__(key)
        plain = Words.value if "svcctl " in template else type(self).value
        return template.format_map({k: plain(self, v) for k, v in values.items()})

    def value(self, value: Any) -> Any:
        """A value as people read it, an id with its title."""
        shown = super().value(value)
        title = self.titles.get(value) if isinstance(value, str) else None
        return f"{shown} {title}" if title and title != shown else shown


class Titles:
    """What is called how in one contract, looked up when the first sentence asks."""

    def __init__(self, terms: Terms | None, breaches: Iterable[Breach] = ()) -> None:
        self._terms = terms
        self._breaches = breaches
        self._made: dict[tuple[str, str], Words] = {}

    def words(self, words: Words) -> Words:
        """The same words, with titles behind ids."""
        if self._terms is None:
            return words
        key = (words.lang, words.role)
        if key not in self._made:
            self._made[key] = Named(words, _Called(self._terms, self._breaches, words))
        return self._made[key]


class _Called(dict[str, str]):
    """Titles by id; of a line of damages, and behind the contract's name, on demand."""

    def __init__(self, terms: Terms, breaches: Iterable[Breach], words: Words) -> None:
        super().__init__()
        self._of = terms.id
        self._words = words
        for rule in terms.rules:
            self[rule.key] = rule.article
        for breach in breaches:
            self[breach.id] = self.get(breach.rule) or breach.rule
        for guarantee in terms.guarantees:
            self[guarantee.key] = words.title(guarantee.title)
        for row in terms.instalments:
            self.setdefault(row.base, title_of(row, words))
            self[row.id] = title_of(row, words, payee=True)

    def get(self, key: str, default: Any = None) -> Any:
        """The title of that id, the contract's before it or not."""
        contract, mark, short = key.rpartition(":")
        if mark and contract != self._of:
            return default
        return super().get(short) or self._part(short) or default

    def _part(self, short: str) -> str:
        """A line of damages by what it is for; a part of a guarantee by the guarantee."""
        whole, mark, rest = short.partition("/")
        if not mark or whole not in self:
            return ""
        subject = rest.partition("/")[0]
        if subject.isdecimal() or subject not in self:
            return self[whole]
        # what is late is an instalment; a breach bears the article of its rule
        late = self._words("damages.late", what=self[subject])
        return self[subject] if self[subject] == self[whole] else late


def title_of(row: Instalment, words: Words, payee: bool = False) -> str:
    """An instalment's title with its period, without its share: 第1年首期款."""
    whose = words("label.payee", name=row.payee_name) if payee and row.payee_name else ""
    return instalment_period(row, words) + words.title(row.title) + whose
