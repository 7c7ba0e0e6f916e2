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
        self._said = words._said  # what one contract has said need not be looked up for the next

    def __call__(self, key: str, /, **values: Any) -> str:
        """The sentence of that key; a command in it is to be typed, so ids stand alone there."""
        template = self._said.get(key) or self._look_up(key)
        if not values:
            return template
        plain = Words.value if "svcctl " in template else type(self).value
        return template.format_map({k: plain(self, v) for k, v in values.items()})

    def value(self, value: Any) -> Any:
        """A value as people read it, an id with its title."""
        shown = super().value(value)
        title = self.titles[value] if isinstance(value, str) else ""
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
    """Titles by id, each looked up once: most sentences name few of a contract's instalments."""

    def __init__(self, terms: Terms, breaches: Iterable[Breach], words: Words) -> None:
        super().__init__()
        self._terms = terms
        self._words = words
        self._few = {rule.key: rule.article for rule in terms.rules}
        self._few |= {each.id: self._few.get(each.rule) or each.rule for each in breaches}
        self._few |= {each.key: words.title(each.title) for each in terms.guarantees}

    def __missing__(self, key: str) -> str:
        contract, mark, short = key.rpartition(":")
        known = not mark or contract == self._terms.id
        self[key] = (self._row(short) or self._few.get(short) or self._part(short)) if known else ""
        return self[key]

    def _row(self, short: str) -> str:
        """An instalment; what is paid to several by the name that it has without one of them."""
        for row in self._terms.instalments:
            if short in (row.id, row.base):
                return title_of(row, self._words, payee=short == row.id)
        return ""

    def _part(self, short: str) -> str:
        """A line of damages by what it is for; a part of a guarantee by the guarantee."""
        whole, mark, rest = short.partition("/")
        if not mark or whole not in self._few:
            return ""
        late = self._row(rest.partition("/")[0])
        # what is late is an instalment; a breach bears the article of its rule
        return self._words("damages.late", what=late) if late else self._few[whole]


def title_of(row: Instalment, words: Words, payee: bool = False) -> str:
    """An instalment's title with its period, without its share: 第1年首期款."""
    whose = words("label.payee", name=row.payee_name) if payee and row.payee_name else ""
    return instalment_period(row, words) + words.title(row.title) + whose
