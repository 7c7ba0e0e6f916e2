"""What a newer version wrote is refused by every command with the version that wrote it, never skipped; and a newer version leaves word in an older store."""

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from conftest import Run
from svcctl.billing.position import Annotation, Happening
from svcctl.casebook import kinds, payloads
from svcctl.casebook.kinds import Kind
from svcctl.store import journal as journals
from svcctl.store import sql
from svcctl.store.chain import ChainRow, row_hash
from svcctl.store.journal import open_journal
from test_journal import CONTRACT, PAY, add, note

NEWER = "9.9.9"
MOMENT = "2026-04-01T09:00:00.000000Z"
COMMANDS = (
    "payments due", "payments schedule", "payments forecast --by year", "payments plan", "payments checklist Y1-advance",
    "explain Y1-advance", "damages assess", "contract show", "contract list", "contract readings",
    "contract findings", "contract law", "obligations list", "guarantee list", "breach list", "invoice list",
    "reports status", "force-majeure list", "audit log", "audit late", "export schedule",
    "export payments", "export damages", "export journal", "export obligations", "letter reconcile",
)  # fmt: skip


class Blessed(Happening, kw_only=True):
    """A fact of a kind that this version does not have."""

    by: str


class AnnotatedAnew(Annotation, kw_only=True):
    """A kind that this version knows, with a key that it does not."""

    KEYS = Annotation.KEYS | {"mood": "mood"}

    mood: str = ""


@pytest.fixture(params=["kind", "key"])
def newer_store(
    request: pytest.FixtureRequest, demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A store that a version of the future went on writing."""
    says: Happening = Blessed(on=date(2026, 4, 1), by="a priest")
    with monkeypatch.context() as future:
        future.setattr(journals, "__version__", NEWER)
        if request.param == "kind":
            future.setitem(kinds.KINDS, "contract-blessed", Kind(Blessed, kinds.nothing))
            future.setitem(kinds.NAMES, Blessed, "contract-blessed")
        else:
            says = AnnotatedAnew(on=date(2026, 4, 1), target=f"{CONTRACT}#1", mood="glad")
            kind = kinds.KINDS["payment-annotated"]
            future.setitem(kinds.KINDS, "payment-annotated", kind._replace(says=AnnotatedAnew))
            future.setitem(kinds.NAMES, AnnotatedAnew, "payment-annotated")
        add(demo_store, says, MOMENT)
    payloads._FIELDS.clear()
    return demo_store


@pytest.mark.parametrize("command", [*COMMANDS, " ".join((*PAY, "--amount", "1", "--ref", "R"))])
def test_no_command_passes_over_what_a_newer_version_wrote(
    newer_store: Path, run: Run, command: str, tmp_path: Path
) -> None:
    """Exit 2, nothing on stdout, and the words name the version; nothing is recorded."""
    before = newer_store.read_bytes()
    name = command.split()[0]
    more = ("-o", tmp_path / "letter.docx") if name == "letter" else ()
    code, out, err = run(*command.split(), *more)
    assert (code, out) == (2, ""), err
    assert NEWER in err
    assert newer_store.read_bytes() == before
    assert not (tmp_path / "letter.docx").exists()


def test_a_pack_is_not_made_of_what_is_not_understood(
    newer_store: Path, run: Run, tmp_path: Path
) -> None:
    code, out, err = run("export", "audit-pack", "-o", tmp_path / "pack.zip")
    assert (code, out) == (2, "")
    assert NEWER in err
    assert not (tmp_path / "pack.zip").exists()


def test_the_first_fact_of_a_newer_version_is_announced(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store's own chain says since when which version writes; once for each version."""
    monkeypatch.setattr(journals, "__version__", NEWER)
    for text in ("one", "two"):
        add(demo_store, note(text), MOMENT)
    journal = open_journal(demo_store)
    try:
        told = [fact.says for fact in journal.facts("store") if fact.kind == "store-used"]
    finally:
        journal.close()
    assert [(said.on, said.version) for said in told] == [(date(2026, 4, 1), NEWER)]  # type: ignore[attr-defined]


def test_where_nobody_says_who_wrote_it(demo_store: Path, run: Run) -> None:
    """A store whose own chain is gone still refuses what is not understood, and says `?`."""
    with sqlite3.connect(demo_store) as connection:
        for table in ("event", "payload"):
            connection.execute(f"DROP TRIGGER {table}_no_update")
            connection.execute(f"DROP TRIGGER {table}_no_delete")
        row = ChainRow(*connection.execute(sql.LAST, (CONTRACT,)).fetchone())
        connection.execute(
            "UPDATE event SET kind = ?, hash = ? WHERE chain = ? AND seq = 1",
            ("contract-blessed", row_hash(row._replace(kind="contract-blessed")), CONTRACT),
        )
        body = json.dumps({})
        connection.execute("UPDATE payload SET body = ? WHERE chain = 'store'", (body,))
    connection.close()
    code, out, err = run("payments", "schedule")
    assert (code, out) == (2, "")
    assert "(? or later)" in err
