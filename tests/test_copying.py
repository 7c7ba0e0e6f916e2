"""`store copy`: from a file to a server and back, chains intact, resumed, never merged."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from conftest import Run
from servers import Postgres
from svcctl import workspace
from svcctl.billing.position import Annotation
from svcctl.store import copying
from svcctl.store.journal import open_journal
from svcctl.store.place import Server
from test_store_refusals import PAY as PAID

CONTRACT = "zyfy-his-2025"
PAY = (*PAID, "--contract", CONTRACT)


def heads(run: Run, store: object) -> str:
    """The head of every chain of a store that verifies."""
    code, out, err = run("audit", "verify", "--store", store)
    assert code == 0, out + err
    return "".join(line for line in out.splitlines(keepends=True) if line.startswith("Head: "))


def test_there_and_back(demo_store: Path, postgres: Postgres, run: Run, tmp_path: Path) -> None:
    """The same facts, files and heads; a second copy adds nothing, what came since goes over."""
    slip = tmp_path / "slip.pdf"
    slip.write_bytes(b"%PDF-1.4 slip")
    assert run(*PAY, "--file", slip)[0] == 0
    there, back = postgres.url(postgres.database()), tmp_path / "back.db"
    code, out, err = run("store", "copy", demo_store, there)
    assert code == 0, err
    assert "1 contract" in out
    assert heads(run, there) == heads(run, demo_store)
    assert "1 contract, 0 facts to" in run("store", "copy", demo_store, there)[1]
    assert run(*PAY, "--store", there)[0] == 0
    code, out, _ = run("store", "copy", there, back, "--format", "json")
    assert (code, {each["chain"] for each in json.loads(out)["copied"]}) == (
        0,
        {"calendar", "store", CONTRACT},
    )
    assert heads(run, back) == heads(run, there)
    assert run("store", "copy", there, demo_store)[0] == 0
    assert heads(run, demo_store) == heads(run, there)
    assert (
        run("payments", "due", "--store", back, "--format", "json")[1]
        == run("payments", "due", "--store", there, "--format", "json")[1]
    )


def test_a_copy_that_was_cut_off_goes_on(
    demo_store: Path, postgres: Postgres, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is there by then is whole, and is not copied again."""
    for _ in range(3):
        assert run(*PAY)[0] == 0
    monkeypatch.setattr(copying, "AT_ONCE", 2)
    there = postgres.url(postgres.database())
    write, left = copying._write, iter(range(5))

    def killed(*args: object) -> None:
        if next(left) == 4:
            raise KeyboardInterrupt
        write(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(copying, "_write", killed)
    assert run("store", "copy", demo_store, there)[0] == 130
    monkeypatch.setattr(copying, "_write", write)
    name = there.split("@/")[1].split("?")[0]
    counted = [
        postgres.sql(f"SELECT count(*) FROM {table}", name)[0][0] for table in ("event", "payload")
    ]
    assert counted == [8, 8]  # four times two at most, and of each fact what it says
    assert run("store", "copy", demo_store, there)[0] == 0
    assert heads(run, there) == heads(run, demo_store)


def test_chains_that_part_are_not_merged(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """The last fact in common and both heads are told, the other contracts go over, exit 1; ahead is no fault."""
    other = shutil.copy(demo_store, tmp_path / "other.db")
    assert (
        run("contract", "import", workspace.shipped("contracts") / "example-milestones.toml")[0]
        == 0
    )
    assert run(*PAY)[0] == 0
    assert run(*PAY, "--store", other)[0] == 0
    code, out, _ = run("store", "copy", demo_store, other, "--format", "json")
    found = json.loads(out)
    assert code == 1
    assert [(each["chain"], each["common"]) for each in found["parted"]] == [(CONTRACT, 1)]
    assert found["parted"][0]["from"] != found["parted"][0]["to"]
    assert "example-milestones" in {each["chain"] for each in found["copied"]}
    assert "example-milestones@1:" in heads(run, other)
    code, out, _ = run("store", "copy", demo_store, other)
    assert code == 1
    assert "the two agree up to fact 1" in out
    assert run(*PAY, "--store", shutil.copy(demo_store, tmp_path / "ahead.db"))[0] == 0
    assert run("store", "copy", demo_store, tmp_path / "ahead.db")[0] == 0


def test_a_place_with_facts_of_its_own(
    demo_store: Path, postgres: Postgres, run: Run, tmp_path: Path
) -> None:
    """Its calendars and seals stay, what was brought over is noted; a notice that it lacks comes first."""
    there = postgres.url(postgres.database())
    assert run("init", "--store", there)[0] == 0
    assert run("store", "copy", demo_store, there)[0] == 0
    assert f"{CONTRACT}@1:" in heads(run, there)
    name = there.split("@/")[1].split("?")[0]
    assert postgres.sql("SELECT count(*) FROM event WHERE kind = 'store-copied'", name) == [(1,)]
    before = heads(run, there)
    add = Annotation(
        on=date(2026, 1, 5), target=f"{CONTRACT}#1", note="a notice, as far as a copy knows"
    )
    journal = open_journal(demo_store, write=True)
    with journal.writing():
        journal.append("calendar", [add], "x", workspace.recorded_now())
    journal.close()
    code, _, err = run("store", "copy", demo_store, there)
    assert (code, "lacks notices" in err, "calendar#7" in err) == (2, True, True)
    assert heads(run, there) == before


def test_who_may_copy_what(demo_store: Path, postgres: Postgres, run: Run, tmp_path: Path) -> None:
    """Not onto itself, not by a login that was let in, not what was changed."""
    there = postgres.url(postgres.database())
    assert run("store", "copy", demo_store, demo_store)[0] == 2
    assert run("store", "copy", demo_store, there)[0] == 0
    postgres.login("copier")
    assert run("store", "grant", "copier", "--role", "finance", "--store", there)[0] == 0
    name = there.split("@/")[1].split("?")[0]
    code, _, err = run("store", "copy", demo_store, Server(postgres.url(name, "copier")).url)
    assert (code, "only who keeps" in err) == (2, True)
    assert run("store", "copy", tmp_path / "none.db", there)[0] == 2
    postgres.sql(
        "SET session_replication_role = replica; UPDATE event SET actor = 'x' WHERE chain = 'zyfy-his-2025'",
        name,
    )
    code, _, err = run("store", "copy", there, tmp_path / "new.db")
    assert (code, "is not what was recorded" in err) == (1, True)
