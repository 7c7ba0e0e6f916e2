"""What each key of a contract file means, with an example: for the schema and the reference."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from svcctl.billing.terms import DEFAULT_READINGS, READING_CHOICES
from svcctl.contracts.examples import EXAMPLES
from svcctl.contracts.form import DUE, FORM, Field, plain
from svcctl.contracts.kinds import AFTER, KEY, OF_KEYS

FAMILIES = ("key-agreed", "key-paid", "key-served")  # of words, by the tables of the file
Schema = dict[str, Any]


class Says(Protocol):
    """The words of one language, as far as they are asked here."""

    def __call__(self, key: str, /, **values: Any) -> str:
        """The sentence of that key."""

    def __contains__(self, key: str) -> bool: ...


class Key(NamedTuple):
    """A key of the form: where it stands, what it may hold, what it means."""

    path: str  # instalments.due.days
    field: Field
    name: str
    text: str
    written: str  # how such a value is written
    example: str  # TOML: what stands after the `=`, or a table of the top level whole
    values: tuple[tuple[str, str], ...]  # those of an enumeration, with their meanings
    inside: "tuple[Key, ...]"

    @property
    def key(self) -> str:
        """Its name in the file."""
        return self.path.rpartition(".")[2]

    @property
    def value(self) -> Any:
        """The example as JSON has it."""
        whole = self.example.endswith("\n")
        text = self.example if whole else f"{self.key} = {self.example}"
        return plain(tomllib.loads(text)[self.key])


def keys(words: Says, fields: Mapping[str, Field] = FORM, at: str = "") -> Iterator[Key]:
    """Every key of the form in its order, each with those inside it."""
    for key, field in fields.items():
        path = f"{at}.{key}".removeprefix(".")
        text = said(path, words)
        name = text.partition("：" if "：" in text else ":")[0]
        # when something is due is said in the same way wherever it is
        inside = keys(words, field.fields or {}, "due" if field.fields is DUE else path)
        written, values = words(f"key-kind.{field.kind}"), tuple(_values(path, field, words))
        yield Key(path, field, name, text, written, _example(path), values, tuple(inside))


def ends(path: str) -> list[str]:
    """The ends of a path, the longest first: `instalments.due.days`, `due.days`, `days`."""
    parts = path.split(".")
    return [".".join(parts[place:]) for place in range(len(parts))]


def said(path: str, words: Says, families: Sequence[str] = FAMILIES) -> str:
    """What is said of the longest end of a path of which anything is said."""
    known = (f"{family}.{end}" for end in ends(path) for family in families)
    return words(next((key for key in known if key in words), f"{families[0]}.{path}"))


def _example(path: str) -> str:
    return EXAMPLES[next((end for end in ends(path) if end in EXAMPLES), path)]


def _values(path: str, field: Field, words: Says) -> Iterator[tuple[str, str]]:
    events = (*AFTER, *(f"{word}:KEY" for word in OF_KEYS)) if field.kind == "after" else ()
    for value in field.choices or events:
        yield value, said(f"{path}.{value}", words, ("key-value",))


def readings(words: Says) -> Iterator[tuple[str, str, str, tuple[tuple[str, str], ...]]]:
    """Every reading: its key, what it is about, its default, its choices with their meanings."""
    for key, choices in READING_CHOICES.items():
        told = [(choice, words(f"reading.{key}.{choice}")) for choice in choices]
        if key == "severity":  # one of the file's own regimes, too
            told.append(("REGIME", words("key-value.severity.REGIME")))
        yield key, words(f"reading.{key}"), DEFAULT_READINGS[key], tuple(told)


# -- the schema ------------------------------------------------------------------------------------


def described(schema: Schema, words: Says) -> Schema:
    """The schema with what each key and each value means, as an editor shows it."""
    found = _inside(schema, keys(words)) | {"title": words("key-kind.file")}
    about = found["properties"]["readings"]
    for key, text, default, choices in readings(words):
        told = {"title": text, "default": default, "examples": [default]}
        bare = about["properties"][key]
        about["properties"][key] = told | (_enumeration(choices) if "enum" in bare else bare)
    return found


def _inside(table: Schema, found: Iterator[Key]) -> Schema:
    properties = table["properties"]
    return table | {"properties": {key.key: _key(properties[key.key], key) for key in found}}


def _key(schema: Schema, key: Key) -> Schema:
    about = f"{key.text}\n{key.written}"
    told = {"title": key.name, "description": about, "examples": [key.value]}
    if key.field.kind == "after":
        return told | _events(key.values)
    if key.values:
        return told | _enumeration(key.values)
    if key.field.kind == "table":
        return told | _inside(schema, iter(key.inside))
    if key.field.kind == "tables":
        return told | schema | {"items": _inside(schema["items"], iter(key.inside))}
    if key.field.kind == "text-or-tables":
        text, listed = schema["oneOf"]
        tables = listed | {"items": _inside(listed["items"], iter(key.inside))}
        return told | {"oneOf": [text, tables]}
    return told | schema


def _enumeration(values: Sequence[tuple[str, str]]) -> Schema:
    return {"oneOf": [{"const": value, "description": text} for value, text in values]}


def _events(values: Sequence[tuple[str, str]]) -> Schema:
    """Events by their names; those of a document, an instalment, a guarantee with its key."""
    found: list[Schema] = []
    for value, text in values:
        word, mark, _ = value.partition(":")
        named = {"type": "string", "pattern": f"^{word}:{KEY[1:]}"} if mark else {"const": value}
        found.append(named | {"description": text})
    return {"oneOf": found}
