"""Records: values with names that never change, at a tenth of a named tuple's cost to make."""

from typing import Any, ClassVar, Self, dataclass_transform

MANY = 200  # of one class, from which on a function of its own pays


@dataclass_transform(frozen_default=True)
class Record:
    """Fields are the annotations of the class, with its attributes as their defaults.

    A program that starts for every question pays for each class it makes: 17 us here, 170 us for
    a named tuple. Where many are sorted, unpacked or kept, a named tuple is the better choice.
    """

    _fields: ClassVar[tuple[str, ...]] = ()
    _names: ClassVar[frozenset[str]] = frozenset()
    _made: ClassVar[int] = 0
    _named: ClassVar[bool] = False  # whether its fields are given by name only

    def __init_subclass__(cls, kw_only: bool = False) -> None:
        # capitals mean a constant of the class: looking for ClassVar doubled the cost of each
        own = [name for name in vars(cls).get("__annotations__", ()) if not name.isupper()]
        cls._fields = tuple(dict.fromkeys((*cls._fields, *own)))
        cls._names = frozenset(cls._fields)
        cls._made = 0
        cls._named = kw_only
        if "__init__" not in vars(cls):  # what a class of more fields was sped up by is not its own
            setattr(cls, "__init__", Record.__init__)  # noqa: B010

    def __init__(self, *values: Any, **named: Any) -> None:
        kind = type(self)
        kind._made += 1
        if kind._made == MANY and vars(kind).get("__init__") is Record.__init__:
            _sped_up(kind)
        mine = self.__dict__
        mine.update(zip(self._fields, values, strict=False))
        if not named and len(values) == len(self._fields):
            return
        mine.update(named)
        if len(values) + len(named) != len(self._fields) or mine.keys() != self._names:
            self._fill(len(values))

    def _fill(self, given: int) -> None:
        """The defaults of what was not given; TypeError for none, or too much given."""
        mine = self.__dict__
        for name in self._fields:
            if name not in mine:
                try:
                    mine[name] = getattr(type(self), name)
                except AttributeError:
                    raise TypeError(f"{type(self).__name__} lacks {name}") from None
        if given > len(self._fields) or len(mine) != len(self._fields):
            raise TypeError(f"{type(self).__name__} has the fields {', '.join(self._fields)}")

    def _replace(self, **named: Any) -> Self:
        """The same record with some values changed."""
        # what is there already is whole: to hand it through __init__ again took twice as long
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        made.__dict__.update(named)
        if len(made.__dict__) != len(self._fields):
            made._fill(0)
        return made

    def _asdict(self) -> dict[str, Any]:
        """The values by their names."""
        return {name: self.__dict__[name] for name in self._fields}

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} never changes")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *(self.__dict__[name] for name in self._fields)))

    def __repr__(self) -> str:
        return (
            f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in self._asdict().items())})"
        )


def _sped_up(kind: type[Record]) -> None:
    """Give a class of which many are made the function that one would write by hand.

    It makes a record in a sixth of the time. Writing it takes as long as making some hundred, so
    that whoever looks at one contract goes without.
    """
    told = [f"{name}=kind.{name}" if hasattr(kind, name) else name for name in kind._fields]
    head = f"def made(self, {'*, ' if kind._named else ''}{', '.join(told)}):"
    body = [f" mine[{name!r}] = {name}" for name in kind._fields]
    scope: dict[str, Any] = {"kind": kind}
    try:
        exec("\n".join([head, " mine = self.__dict__", *body]), scope)
    except SyntaxError:  # a field without a default behind one with it
        return
    setattr(kind, "__init__", scope["made"])  # noqa: B010
