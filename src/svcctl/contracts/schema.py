"""The contract file's form as JSON Schema, by which an editor completes and checks."""

from collections.abc import Mapping
from typing import Any

from svcctl.billing.terms import READING_CHOICES
from svcctl.contracts.form import DUE_FORMS, FORM, Field
from svcctl.contracts.kinds import KINDS


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of format 1."""
    schema = _table(FORM)
    bond = _inside(schema, "guarantees")
    rules = [_inside(schema, name)["due"] for name in ("instalments", "obligations")]
    for due in (*rules, bond["lodge"], bond["returns"]["items"]["properties"]["due"]):
        due["oneOf"] = [{"required": [key, *beside]} for key, beside in DUE_FORMS.items()]
    schema["properties"]["readings"] = {
        "type": "object",
        "properties": {
            key: {"type": "string"} if key == "severity" else {"enum": list(choices)}
            for key, choices in READING_CHOICES.items()
        },
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "svcctl contract file",
        **schema,
    }


def _inside(schema: dict[str, Any], name: str) -> dict[str, Any]:
    """What the tables of a list may hold."""
    found: dict[str, Any] = schema["properties"][name]["items"]["properties"]
    return found


def _table(fields: Mapping[str, Field]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {key: _field(field) for key, field in fields.items()},
        "required": [key for key, field in fields.items() if field.required],
        "additionalProperties": False,
    }


def _field(field: Field) -> dict[str, Any]:
    if field.fields is not None:
        table = _table(field.fields)
        listed = {"type": "array", "items": table, "minItems": 1}
        if field.kind == "text-or-tables":
            return {"oneOf": [dict(KINDS["text"].schema), listed]}
        return table if field.kind == "table" else listed
    return {"enum": list(field.choices)} if field.choices else dict(KINDS[field.kind].schema)
