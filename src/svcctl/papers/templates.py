"""Templates that a user wrote: what they may do, and no more of it than a letter needs."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from svcctl.billing.printable import printable

MOST_TURNS = 100_000  # of all loops together; the longest letter that ships has some hundred
LONGEST = 1_000_000  # signs of a text, items of a list


class Templates(SandboxedEnvironment):
    """Sandboxed, every value escaped and printable, loops and products with an end."""

    intercepted_binops = frozenset(("*", "**"))

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, finalize=_shown)
        self.filters["bounded"] = self._bounded
        self._turns = 0

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The template with each of its loops counted."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "bounded", [], [], None, None, lineno=loop.lineno)
            loop.iter.set_environment(self)
        return tree

    def compile(self, source: Any, *more: Any, **options: Any) -> Any:
        """The same text of a paragraph is compiled once: many letters are of one template."""
        if isinstance(source, str) and not more and not options:
            return _compiled(source)
        return super().compile(source, *more, **options)

    def _bounded(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self._turns += 1
            if self._turns > MOST_TURNS:
                raise SecurityError(f"more than {MOST_TURNS} turns of its loops")
            yield item

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """A product; SecurityError for a power, and for a text or list beyond all measure."""
        sizes = [len(side) for side in (left, right) if isinstance(side, str | list | tuple)]
        times = [side for side in (left, right) if isinstance(side, int)]
        if operator == "**" or (sizes and times and sizes[0] * times[0] > LONGEST):
            raise SecurityError(f"too much for a letter: {operator}")
        return super().call_binop(context, operator, left, right)


def _shown(value: Any) -> Any:
    """Text line by line: our own footers have several."""
    if type(value) is not str:
        return value
    return "\n".join(map(printable, value.split("\n")))


@lru_cache(64)
def _compiled(source: str) -> Any:
    return SandboxedEnvironment.compile(Templates(), source)
