"""Writes what of data/schemas/answers follows from the program: payloads.json, and lines of index.json.

What each kind of fact says comes from the fields that the program itself reads; commands that record answer alike.
"""

import inspect
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from svcctl.billing.position import Files, Happening, Parts
from svcctl.billing.service_acts import ServiceAct
from svcctl.casebook import payloads
from svcctl.casebook.kinds import KINDS, WithTerms
from svcctl.cli import ALONE, NOUNS, verbs

FOLDER = Path(__file__).parents[1] / "data" / "schemas" / "answers"
TARGET, INDEX = FOLDER / "payloads.json", FOLDER / "index.json"
COMMON = "common.json#/$defs/"
WIDTH = 118
ELSEWHERE = ("calendar-", "store-")  # kinds of chains that no answer shows


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": COMMON + name}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _table(description: str, **properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": description.lower(),
        "type": "object",
        "description": description,
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


PIECES = {
    "file": _table(
        "A file behind a fact",
        name=_ref("text") | {"description": "Its name"},
        sha256=_ref("sha256") | {"description": "The SHA-256 of its bytes"},
        size=_ref("count") | {"description": "Its size in bytes"},
    ),
    "part": _table(
        "What a sum is for",
        instalment=_ref("text") | {"description": "The instalment by its short id"},
        fen={"type": "integer", "description": "How much of it, in fen"},
    ),
    "quantity": _table(
        "A quantity of a unit price",
        item=_ref("name") | {"description": "The unit price's key"},
        quantity=_ref("text") | {"description": "The quantity, a plain number"},
    ),
    "listed": _table(
        "A row of a list",
        name=_ref("text") | {"description": "The file's name"},
        sha256=_ref("sha256") | {"description": "The SHA-256 of its bytes"},
        row=_ref("count") | {"description": "The row's number"},
    ),
}
# by what a field is annotated with
SHAPES: dict[Any, dict[str, Any]] = {
    str: _ref("text"),
    int: {"type": "integer"},
    int | None: {"type": "integer"},
    bool: _ref("yes"),
    date: _ref("date"),
    date | None: _ref("date"),
    tuple[str, ...]: _list(_ref("text")),
    Parts: _list({"$ref": "#/$defs/part"}),
    tuple[tuple[str, str], ...]: _list({"$ref": "#/$defs/quantity"}),
    Files: _list({"$ref": "#/$defs/file"}),
    dict[str, Any] | None: {"$ref": "#/$defs/listed"},
}
# by the key, where that says more than the annotation
EXACT = {
    "basis": {"type": "object"},
    "event": _ref("event"),
    "by": _ref("side"),
    "rule": _ref("name"),
    "document": _ref("name"),
    "finding": _ref("name"),
    "invoice_kind": {"enum": ["special", "ordinary"]},
}
# the same keys where they say something of an act on the service
OF_AN_ACT: dict[str, dict[str, Any]] = {
    "act": _ref("event") | {"description": "The act that a word is about"},
    "at": _ref("text") | {"description": "The time of day, or nothing where only the day is known"},
    "by": _ref("text") | {"description": "The role that did it"},
    "confirmed_by": _ref("text") | {"description": "The other side's role that agreed"},
    "data": {"type": "object", "description": "What this verb alone was told"},
    "for": _list(_ref("text")) | {"description": "The planned turns that it fulfils"},
    "links": _list(_ref("text")) | {"description": "The records that it refers to"},
    "record": _ref("text") | {"description": "The record: I-2026-0001, or the turn of the plan"},
    "replaces": _ref("event") | {"description": "The act that was entered wrongly"},
    "side": _ref("side") | {"description": "Whose word it is"},
    "signed_by": _ref("text") | {"description": "The other side's role that signed the paper"},
    "source": _ref("text") | {"description": "What the time rests on"},
    "systems": _list(_ref("text")) | {"description": "The systems that it is about"},
    "title": _ref("text") | {"description": "What the record is called"},
    "verb": _ref("text") | {"description": "What was done"},
}
MEANS = {
    "account": "The account paid to",
    "amendment": "The amendment's number",
    "approval_ref": "The number of the approval",
    "approved_on": "The day of the approval",
    "arrived_on": "The day on which the money arrived",
    "body": "Who appraised it",
    "breach": "The breach: B1",
    "by": "The side concerned",
    "confirmed_by": "Who checked the account",
    "decision": "The number of the decision",
    "delivered_on": "The day of delivery, with proof",
    "doc": "The paper behind it",
    "document": "The document's key",
    "event": "The earlier fact that it is about",
    "evidence": "The kind of paper",
    "fen": "The sum in fen",
    "filed_on": "The day of the filing",
    "files": "The files behind it",
    "finding": "The finding's key",
    "force_majeure": "The force majeure: FM1",
    "genuine": "Whether the tax office knows it",
    "in_order": "Whether the service was in order",
    "instalment": "The instalment by its short id",
    "invoice": "The invoice's number",
    "invoice_kind": "The invoice's kind",
    "line": "The line of damages by its short id",
    "list": "The row of a list that it came from",
    "loss": "The loss: loss-1",
    "net_fen": "The sum without tax, in fen",
    "new_due": "The date agreed on",
    "note": "A note",
    "notified_on": "The day of the notice",
    "obligation": "The obligation's key",
    "of": "The amendment whose terms are put right; left out for those first agreed",
    "open": "How many things were open in the file",
    "override": "Whether it was recorded in spite of what would refuse it",
    "parts": "What it is for, with its fen",
    "pro_rata": "Whether the parties settle by days served",
    "proof": "The proof of delivery",
    "rate": "The rate of tax",
    "reason": "The reason",
    "red_of": "The invoice that it cancels",
    "ref": "The number of the transfer",
    "rule": "The damages rule",
    "sent_on": "The day on which the notice was sent",
    "service_from": "The day from which service counts, where it is not that of the notice",
    "signed_on": "The day of the signing",
    "slip": "The number of the slip",
    "subject": "The breach or the instalment that caused it",
    "subjects": "The instalments or breaches that it is about",
    "tax_fen": "The tax, in fen",
    "value": "The number of the value that holds",
    "voucher": "The number of the voucher",
    "year": "The service year",
}


def payload_schemas() -> dict[str, Any]:
    """The file as it follows from the program."""
    kinds = {name: kind.says for name, kind in KINDS.items() if not name.startswith(ELSEWHERE)}
    by_kind = {key: {"allOf": [_chosen(name, key) for name in kinds]} for key in WHERE}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What facts say",
        "description": "The payload of each kind of fact; what is as it is by default is left out",
        "$defs": {
            "kind": {"title": "key", "enum": list(kinds), "description": "What kind of fact it is"},
            **{key: BY_KIND | chosen for key, chosen in by_kind.items()},
            **PIECES,
            **{name: _payload(name, form) for name, form in kinds.items()},
        },
    }


BY_KIND = {"title": "by its kind", "description": "What each kind of fact says"}
WHERE = ("payload", "detail")  # the key that it stands under: in the log, in the export


def _chosen(kind: str, key: str) -> dict[str, Any]:
    return {
        "if": {"properties": {"kind": {"const": kind}}},
        "then": {"properties": {key: {"$ref": f"#/$defs/{kind}"}}},
    }


def _payload(name: str, form: type[Happening]) -> dict[str, Any]:
    fields = [
        field
        for field in payloads.fields(form)
        if not (issubclass(form, WithTerms) and field.key == "terms")
    ]
    return {
        "title": f"payload of {name}",
        "type": "object",
        "description": (form.__doc__ or "").partition("\n")[0].rstrip("."),
        "required": [field.key for field in fields if field.required],
        "additionalProperties": False,
        "properties": {field.key: _value(field.key, field.name, form) for field in fields},
    }


def _value(key: str, name: str, form: type[Happening]) -> dict[str, Any]:
    annotations = [vars(base).get("__annotations__", {}) for base in form.__mro__]
    shape = next(found[name] for found in annotations if name in found)
    if issubclass(form, ServiceAct) and key in OF_AN_ACT:
        return OF_AN_ACT[key]
    description = MEANS.get(key) or name.replace("_", " ").capitalize()
    return EXACT.get(key, SHAPES[shape]) | {"description": description}


def index() -> dict[str, str]:
    """The schema of each form of a command: as it is kept, and that of what was recorded for the acts not named there."""
    found: dict[str, str] = json.loads(INDEX.read_text(encoding="utf-8"))
    for noun in NOUNS:
        for verb, function in verbs(noun).items() if noun not in ALONE else ():
            if next(iter(inspect.signature(function).parameters)) == "act":
                found.setdefault(f"{noun} {verb}", "recorded.json")
    return found


def written(value: Any, depth: int = 0) -> str:
    """JSON on as few lines as a reader can take in."""
    line, pad = json.dumps(value, ensure_ascii=False), "  " * depth
    inner = value.get("properties", ()) if isinstance(value, dict) else ()
    if not isinstance(value, dict | list) or (len(pad + line) <= WIDTH and len(inner) < 2):
        return line
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}: {written(each, depth + 1)}" for key, each in value.items()]
    else:
        parts = [written(each, depth + 1) for each in value]
    marks = "{}" if isinstance(value, dict) else "[]"
    body = ",\n".join(f"{pad}  {part}" for part in parts)
    return f"{marks[0]}\n{body}\n{pad}{marks[1]}"


if __name__ == "__main__":
    TARGET.write_text(written(payload_schemas()) + "\n", encoding="utf-8")
    INDEX.write_text(json.dumps(index(), indent=2) + "\n", encoding="utf-8")
    sys.exit(0)
