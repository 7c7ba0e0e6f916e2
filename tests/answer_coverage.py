"""What of the schemas an answer shows: every optional key, every word of lists, every branch."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from answer_schemas import registry, schemas

Place = str  # FILE#/pointer of a property or branch, or with " = value" of a word in a list
NAMED = ("properties", "$defs")  # keys whose values are schemas by name
NO_SCHEMA = ("if", "enum", "required", "dependentRequired")
BRANCHES = ("oneOf", "anyOf")


# -- what there is to see --------------------------------------------------------------------------


def places() -> set[Place]:
    """Every optional key, every word of a list and every branch in every schema."""
    return {
        place
        for name, schema in schemas().items()
        for pointer, inner in walk("", schema)
        for place in _places(f"{name}#{pointer}", inner)
    }


def walk(pointer: str, schema: Any) -> Iterator[tuple[str, Any]]:
    """Each schema in a schema, itself first, with its pointer."""
    if isinstance(schema, dict):
        yield pointer, schema
    for key, inner in _inside(schema):
        yield from walk(f"{pointer}/{key}", inner)


def _inside(schema: Any) -> Iterator[tuple[str, Any]]:
    """The schemas right inside one, each with the rest of its pointer."""
    if isinstance(schema, list):
        yield from ((str(at), each) for at, each in enumerate(schema))
    if not isinstance(schema, dict):
        return
    for key, each in schema.items():
        if key in NAMED:
            yield from ((f"{key}/{name}", inner) for name, inner in each.items())
        elif key not in NO_SCHEMA:
            yield key, each


def _places(here: Place, schema: dict[str, Any]) -> Iterator[Place]:
    """The places of one schema, without those inside it."""
    yield from (f"{here} = {value}" for value in schema.get("enum", ()))
    if "/then" not in here:  # what is said there of a key is said of a key that stands elsewhere
        optional = set(schema.get("properties", ())) - set(schema.get("required", ()))
        yield from (f"{here}/properties/{key}" for key in optional)
    yield from (f"{here}/oneOf/{_branch(schema, at)}" for at in range(len(schema.get("oneOf", ()))))


def _branch(schema: dict[str, Any], at: int) -> str:
    """A branch by the name of what it refers to, which no branch put in before it changes."""
    named = schema["oneOf"][at].get("$ref")
    return named.rpartition("/")[2] if named else str(at)


# -- what is seen ----------------------------------------------------------------------------------


def seen(reference: str, data: Any) -> set[Place]:
    """The places that an answer of that schema shows; the answer is right."""
    found: set[Place] = set()
    name, _, pointer = reference.partition("#")
    waiting = [(name, pointer, data)]
    while waiting:
        name, pointer, value = waiting.pop()
        schema = _at(f"{name}#{pointer}")
        if isinstance(schema, dict):
            found.update(_shown(f"{name}#{pointer}", schema, value))
            waiting += _further(name, pointer, schema, value)
    return found


@cache
def _at(reference: str) -> Any:
    name, _, pointer = reference.partition("#")
    schema = schemas().get(name)
    for part in pointer.split("/")[1:]:
        schema = schema[int(part)] if isinstance(schema, list) else schema[part]
    return schema


def _shown(here: Place, schema: dict[str, Any], data: Any) -> Iterator[Place]:
    """The places of one schema that a value shows."""
    if "enum" in schema:
        yield f"{here} = {data}"
    if isinstance(data, dict):
        known = schema.get("properties", {})
        yield from (f"{here}/properties/{key}" for key in data if key in known)
    yield from (
        f"{here}/oneOf/{_branch(schema, at)}" for at in _chosen(here, "oneOf", schema, data)
    )


def _further(
    name: str, pointer: str, schema: dict[str, Any], data: Any
) -> Iterator[tuple[str, str, Any]]:
    """The schemas that speak of a value or of parts of it, with what they speak of."""
    if "$ref" in schema:
        to, _, inner = schema["$ref"].partition("#")
        if (to or name) in schemas():
            yield to or name, inner, data
    known, items = schema.get("properties", {}), schema.get("items")
    if isinstance(data, dict):
        yield from ((name, f"{pointer}/properties/{k}", v) for k, v in data.items() if k in known)
    if isinstance(data, list) and items is not None:
        yield from ((name, f"{pointer}/items", value) for value in data)
    for inner in _applied(f"{name}#{pointer}", schema, data):
        yield name, f"{pointer}/{inner}", data


def _applied(here: Place, schema: dict[str, Any], data: Any) -> Iterator[str]:
    """The pointers of the schemas inside one that speak of the same value."""
    for key in BRANCHES:
        yield from (f"{key}/{at}" for at in _chosen(here, key, schema, data))
    yield from (f"allOf/{at}" for at in range(len(schema.get("allOf", ()))))
    if "if" in schema and _fits(f"{here}/if", data):
        yield "then"


def _chosen(here: Place, key: str, schema: dict[str, Any], data: Any) -> list[int]:
    """The branches that a value fits."""
    return [at for at in range(len(schema.get(key, ()))) if _fits(f"{here}/{key}/{at}", data)]


def _fits(reference: str, data: Any) -> bool:
    return _may_fit(reference, data) and _validator(reference).is_valid(data)


def _may_fit(reference: str, data: Any) -> bool:
    """Whether the words that tell branches apart are those of the value; that is soon seen."""
    consts = _consts(reference)
    return not isinstance(data, dict) or all(data.get(k, v) == v for k, v in consts.items())


@cache
def _consts(reference: str) -> dict[str, Any]:
    schema = _at(reference)
    if "$ref" in schema:
        to, _, inner = schema["$ref"].partition("#")
        return _consts(f"{to or reference.partition('#')[0]}#{inner}")
    known = schema.get("properties", {})
    return {key: each["const"] for key, each in known.items() if "const" in each}


@cache
def _validator(reference: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": reference}, registry=registry())
