"""Canonical JSON against RFC 8785, and the hashes that rest on it."""

import json
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from svcctl.store.canonical import LARGEST_INTEGER, canonical
from svcctl.store.chain import FORMAT, GENESIS, ChainRow, head, payload_digest, row_hash, sealed

SHORT_ESCAPES = {
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
    '"': '\\"',
    "\\": "\\\\",
}

texts = st.text(st.characters(codec="utf-8"))
keys = st.text(st.characters(max_codepoint=127))
integers = st.integers(-LARGEST_INTEGER, LARGEST_INTEGER)
values = st.recursive(
    texts | integers | st.booleans(),
    lambda inner: st.lists(inner) | st.dictionaries(keys, inner),
    max_leaves=8,
)
digests = st.text("0123456789abcdef", min_size=64, max_size=64)
rows = st.builds(
    ChainRow, texts, integers, texts, texts, texts, texts, digests, digests, st.just("")
)


def spelled(value: Any) -> str:
    """RFC 8785, written out once more."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return (
            '"'
            + "".join(SHORT_ESCAPES.get(c) or (f"\\u{ord(c):04x}" if c < " " else c) for c in value)
            + '"'
        )
    if isinstance(value, list):
        return "[" + ",".join(spelled(item) for item in value) + "]"
    return "{" + ",".join(f"{spelled(key)}:{spelled(value[key])}" for key in sorted(value)) + "}"


@given(values)
def test_a_value_is_spelled_as_rfc_8785_says(value: Any) -> None:
    """Every value has the spelling of a second, slow reading of the RFC."""
    assert canonical(value) == spelled(value)


@given(values)
def test_what_was_spelled_is_read_back(value: Any) -> None:
    """Reading the canonical text gives the value, and spelling that gives the same text."""
    text = canonical(value)
    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text


@given(st.dictionaries(keys, texts | integers, min_size=2))
def test_the_order_of_keys_does_not_matter(table: dict[str, Any]) -> None:
    """A table that was filled in another order is the same table."""
    assert canonical(dict(reversed(table.items()))) == canonical(table)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": 2, "B": 3, "10": 4, "9": 5, "": 6}, '{"":6,"10":4,"9":5,"B":3,"a":2,"b":1}'),
        ({"a": {"d": [], "c": {}}}, '{"a":{"c":{},"d":[]}}'),
        ('€$\u000f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),  # RFC 8785, 3.2.2
        ("\b\t\n\f\r\x00\x1f\x7f\u2028", '"\\b\\t\\n\\f\\r\\u0000\\u001f\x7f\u2028"'),
        ("资源县𠮷", '"资源县𠮷"'),
        (
            [True, False, 0, -1, LARGEST_INTEGER, -LARGEST_INTEGER],
            "[true,false,0,-1,9007199254740991,-9007199254740991]",
        ),
        (("a", ["b"]), '["a",["b"]]'),
    ],
)
def test_known_spellings(value: Any, text: str) -> None:
    """Keys sort by code, only what must be escaped is, and nothing stands between tokens."""
    assert canonical(value) == text


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        float("inf"),
        None,
        b"bytes",
        {"set"},
        {1: "a"},
        {True: 1},
        {None: 1},
        {"é": 1},
        {"\ud800": 1},
    ],
)
def test_what_a_fact_is_not_made_of_is_refused(value: Any) -> None:
    """Floats, null, bytes, sets and keys beyond ASCII have no spelling, however deep they sit."""
    for whole in (value, [value], {"a": [{"b": value}]}):
        with pytest.raises(TypeError):
            canonical(whole)


@pytest.mark.parametrize(
    "value", [LARGEST_INTEGER + 1, -LARGEST_INTEGER - 1, 10**400, "\ud800", "a\udfff"]
)
def test_what_other_readers_would_misread_is_refused(value: Any) -> None:
    """Integers that a double cannot hold, and half a character, are refused at any depth."""
    for whole in (value, [value], {"a": [{"b": value}]}):
        with pytest.raises(ValueError):
            canonical(whole)


# -- the chain -------------------------------------------------------------------------------------


@given(rows)
@example(ChainRow('a\x00\x1f"\\', 1, "付\u2028\x7f", "", "\U0001f600", "\n", "/", "", ""))
@example(ChainRow("c", 1, "a\x7fb", "\x7f", "\\", '"', "\n", "", ""))
def test_a_rows_hash_is_that_of_the_canonical_list(row: ChainRow) -> None:
    """Spelled out for speed, and letter for letter what RFC 8785 makes of it."""
    assert row_hash(row) == sha256(canonical([FORMAT, *row[:-1]]).encode()).hexdigest()


@given(rows, st.data())
def test_the_hash_covers_every_column(row: ChainRow, data: st.DataObject) -> None:
    """Whichever one column changes, the hash changes; the hash itself is not covered."""
    column = data.draw(st.sampled_from(ChainRow._fields[:-1]))
    other = data.draw(
        (integers if column == "seq" else texts).filter(lambda value: value != getattr(row, column))
    )
    assert row_hash(row._replace(**{column: other})) != row_hash(row)
    assert row_hash(row._replace(hash="x")) == row_hash(row)


@given(rows, st.data())
def test_text_cannot_move_from_column_to_column(row: ChainRow, data: st.DataObject) -> None:
    """Two columns that trade their texts give another hash: where one ends and the next begins is hashed too."""
    one, two = data.draw(
        st.lists(st.sampled_from(["chain", "kind", "actor", "recorded_at"]), min_size=2, max_size=2)
    )
    moved = row._replace(**{one: getattr(row, two), two: getattr(row, one)})
    assert (row_hash(moved) == row_hash(row)) == (moved == row)


@given(rows)
def test_the_hash_by_hand(row: ChainRow) -> None:
    """The hash is SHA-256 over the canonical list of the format's name and the eight columns before it."""
    assert row_hash(row) == sha256(spelled(["svcctl-event-1", *row[:8]]).encode()).hexdigest()
    assert sealed(row) == (*row[:8], row_hash(row))


@given(texts, texts)
def test_the_digest_is_salted(salt: str, body: str) -> None:
    """The digest is SHA-256 over salt, line feed and payload, so that a hidden payload cannot be guessed without it."""
    assert payload_digest(salt, body) == sha256(salt.encode() + b"\n" + body.encode()).hexdigest()
    assert payload_digest(salt + "0", body) != payload_digest(salt, body)


def test_what_can_never_change() -> None:
    """The format, the first link and the look of a head are fixed for ever, and so is this hash."""
    row = sealed(
        ChainRow(
            "c",
            1,
            "payment-recorded",
            "2025-03-20",
            "2025-03-20T00:00:00.000000Z",
            "finance",
            "d" * 64,
            GENESIS,
            "",
        )
    )
    assert (FORMAT, GENESIS) == ("svcctl-event-1", "0" * 64)
    text = (
        '["svcctl-event-1","c",1,"payment-recorded","2025-03-20","2025-03-20T00:00:00.000000Z","finance",'
        f'"{"d" * 64}","{"0" * 64}"]'
    )
    assert row.hash == sha256(text.encode()).hexdigest()
    assert head(row) == f"c@1:{row.hash}"
