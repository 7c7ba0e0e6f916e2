"""Terms that nobody checked, put in by SQL: their contract is left out and named, all others are answered for."""

import json
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from servers import Postgres
from svcctl import workspace
from svcctl.billing import schedule
from svcctl.billing.periods import Renewal, Term, months_of
from svcctl.commands import due_list
from svcctl.contracts.form import dated, plain
from svcctl.desk import bands, stumbling
from svcctl.store.canonical import canonical
from test_doubting import CONTRACT, append, edited
from towns import MINE, OTHERS, PAY, Town, appending

LISTS = (
    "payments due",
    "payments due --within 400d --format csv",
    "payments schedule",
    "contract list",
    "obligations list",
    "remind",
    "damages assess",
    "payments forecast",
    "audit late",
    "export facts --format json",
)
KEPT = ("payments due", "contract list", "remind")


def terms(**changed: Any) -> dict[str, Any]:
    """Those of a shipped contract, with some of their tables changed."""
    path = workspace.shipped("contracts") / "example-renewals.toml"
    found: dict[str, Any] = plain(tomllib.loads(path.read_text(encoding="utf-8")))
    return found | changed


def after(what: str) -> list[Any]:
    rule = {"days": 3, "unit": "working-day", "after": what}
    return [each | {"due": rule} for each in terms()["instalments"]]


# what rules stumble over at once, over which only a list does, what takes for ever, what is another's
NONSENSE: dict[str, dict[str, Any]] = {
    "bad-empty": {},
    "bad-title": terms(id="bad-title", title=7),
    "bad-years": terms(id="bad-years", term={"months": 90_000, "starts": "signing"}),
    "bad-id": terms(id=MINE),
    "bad-day": terms(id="bad-day", signed_on="2025-13-41"),
}
# of these so much makes sense that some lists have rows of them
HALF = {
    "bad-parties": terms(id="bad-parties", parties=[]),
    "bad-after": terms(id="bad-after", instalments=after("report:nothing")),
}


@pytest.fixture(scope="module")
def worse(postgres: Postgres, grown: str) -> Town:
    """A store to which a login of finance added contracts that no checker has seen."""
    found = Town(postgres, postgres.database(grown))
    for chain, document in NONSENSE.items():
        appending(found, chain, "contract-imported", canonical({"terms": document}), "fin")
    return found


@pytest.mark.parametrize(
    ("few", "commands"), [(bands.FEW, LISTS), (1, KEPT * 2)], ids=["from the journal", "from lists"]
)
def test_lists_go_on(
    few: int, commands: tuple[str, ...], worse: Town, grown: str, run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Of the contracts that were there before every list says what it said; three are named, the rest counted."""
    monkeypatch.setattr(bands, "FEW", few)  # so few contracts have no lists beside the journal
    # an export tells by when it knows: both are to say the same, and what was just recorded counts
    moment = workspace.stamp(workspace.now() + timedelta(seconds=2))
    monkeypatch.setattr(workspace, "last_second", lambda: moment)
    sound = Town(worse.server, grown)
    for command in commands:
        before = run(*command.split(), "--lang", "en", "--store", sound.url("fin"))
        code, out, err = run(*command.split(), "--lang", "en", "--store", worse.url("fin"))
        assert (code, out) == (0, before[1]), (command, err)
        assert err.count("Note: contract bad-") == 3, (command, err)
        assert "2 contracts more cannot be worked out" in err


def test_terms_that_make_half_sense(postgres: Postgres, grown: str, run: Run) -> None:
    """A list that can show them does; one that cannot leaves them out, and `verify` names them."""
    town = Town(postgres, postgres.database(grown))
    store = ("--lang", "en", "--store", town.url("fin"))
    for chain, document in HALF.items():
        appending(town, chain, "contract-imported", canonical({"terms": document}), "fin")
    for command in (*LISTS, "incident list"):
        assert run(*command.split(), *store)[0] == 0, command
    out = run("audit", "verify", *store)[1]
    assert [chain for chain in HALF if f"  {chain}#1: no svcctl checked" not in out] == []


def test_each_is_named_to_who_verifies(worse: Town, run: Run) -> None:
    """The chains hold, so the exit code is 0; the log has every fact, and says which contracts are left out."""
    store = ("--store", worse.url("aud"))
    code, out, err = run("audit", "verify", "--format", "json", *store)
    doubts = {(each["at"], each["what"]) for each in json.loads(out)["doubts"]}
    assert (code, err) == (0, "")
    assert {at for at, what in doubts if what == "terms"} == {f"{chain}#1" for chain in NONSENSE}
    assert {at for at, what in doubts if what != "terms"} <= {f"{chain}#1" for chain in NONSENSE}
    for language, said in (("en", "no svcctl checked these terms"), ("zh", "条款未经 svcctl 核对")):
        assert said in run("audit", "verify", "--lang", language, *store)[1]
        assert run("store", "check", "--lang", language, *store)[0] == 0
    code, out, _ = run("audit", "log", "--format", "json", *store)
    found = json.loads(out)
    blamed = {each["contract"]: each["event"] for each in found["left_out"]}
    assert (code, {each["chain"] for each in found["events"]} >= NONSENSE.keys()) == (0, True)
    assert blamed.items() >= {(each, f"{each}#1") for each in ("bad-empty", "bad-title", "bad-day")}
    assert "nobody checked its terms" in run("audit", "log", "--lang", "en", *store)[1]


def test_the_one_that_was_asked_about(postgres: Postgres, worse: Town, run: Run) -> None:
    """Exit 1, and what to do; once its terms are taken back it is named no more."""
    town = Town(postgres, postgres.database(worse.database))
    store = ("--store", town.url("fin"))
    for chain in ("bad-empty", "bad-title", "bad-years"):
        for language, said in (("en", "cannot be worked out"), ("zh", "算不出来")):
            code, out, err = run("payments", "due", "--contract", chain, *store, "--lang", language)
            assert (code, out, err.count("\n"), said in err) == (1, "", 1, True), err
            assert f"svcctl audit retract {chain}#1" in err
        back = ("audit", "retract", f"{chain}#1", "--reason", "nobody checked it")
        code, out, err = run(*back, "--dry-run", *store)
        assert (code, err) == (0, ""), err
        code, out, err = run(*back, "--format", "json", *store)
        assert (code, json.loads(out)["recorded"][0]["event"]) == (0, f"{chain}#2"), err
        assert chain not in run("payments", "due", *store)[2]
    assert run("payments", "due", "--contract", "资源县", *store)[0] == 0
    assert run("audit", "retract", "bad-day#7", "--reason", "x", *store)[0] == 2
    assert run("audit", "verify", *store)[0] == 0


def test_an_amendment(postgres: Postgres, grown: str, run: Run) -> None:
    """What was amended by nonsense is left out whole until that is taken back; others are recorded for."""
    town = Town(postgres, postgres.database(grown))
    store = ("--store", town.url("fin"))
    due = ("payments", "due", "--format", "json", *store)
    before = json.loads(run(*due)[1])
    paper = {"amendment": 1, "approval_ref": "x", "terms": {"id": MINE}}
    days = dict.fromkeys(("signed_on", "approved_on", "filed_on"), "2026-01-05")
    appending(town, MINE, "contract-amended", canonical(paper | days), "fin")
    code, out, err = run(*due)
    others = [each for each in before["instalments"] if each["contract"] == OTHERS]
    assert (code, json.loads(out)["instalments"]) == (0, others)
    assert f"{MINE}#4" in err
    assert run(*PAY, "500", *store)[0] == 1
    note = ("payments", "record", f"{OTHERS}:prepayment", "--on", "2026-02-20", "--amount", "5")
    assert run(*note, "--confirm-account", *store)[0] == 0
    assert run("audit", "retract", f"{MINE}#2", "--reason", "x", *store)[0] == 1
    assert run("audit", "retract", f"{MINE}#4", "--reason", "no such paper", *store)[0] == 0
    rows = [e for e in json.loads(run(*due)[1])["instalments"] if e["contract"] == MINE]
    assert rows == [each for each in before["instalments"] if each["contract"] == MINE]


def test_terms_are_held_to_the_checks_as_a_file_has_them() -> None:
    """A date is one where the form has one; a text that looks like a date stays a text."""
    for path in workspace.shipped("contracts").glob("*.toml"):
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        assert dated(plain(document)) == document


# -- in a file -------------------------------------------------------------------------------------


def test_terms_in_a_file(demo_store: Path, run: Run) -> None:
    """The same in a file, where hashes were made to fit; what cannot be read at all is a break besides."""
    example = workspace.shipped("contracts") / f"{OTHERS}.toml"
    assert run("contract", "import", example)[0] == 0
    edited(demo_store, CONTRACT, lambda said: said["terms"].pop("price"))
    for command in LISTS:
        code, _, err = run(*command.split())
        assert (code, f"{CONTRACT}#1" in err) == (0, True), command
    assert run("payments", "due", "--contract", CONTRACT)[0] == 1
    append(demo_store, "contract-amended", '{"terms":[]}', to=OTHERS)
    code, _, err = run("payments", "due")
    assert (code, f"{OTHERS}#2" in err) == (0, True)
    assert run("audit", "verify")[0] == 1


def test_a_store_with_that_one_contract(demo_store: Path, run: Run) -> None:
    """There is nothing to record for, and why is said."""
    edited(demo_store, CONTRACT, lambda said: said["terms"].pop("parties"))
    code, _, err = run("payments", "record", "Y1-advance", "--amount", "1", "--on", "2025-03-20")
    assert (code, f"{CONTRACT}#1" in err) == (1, True)


def test_our_own_fault_is_told_as_ours(
    demo_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Terms that were checked are not to blame where the program stumbles over them."""

    def stumbles(*_: object) -> None:
        raise KeyError

    monkeypatch.setattr(schedule, "standing_of", stumbles)
    assert run("payments", "due")[0] == 3


def test_a_reader_who_went_away_blames_no_contract(
    demo_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No contract is looked through for what a pipe or a disk did."""

    def gone(*_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(due_list, "show_due", gone)
    monkeypatch.setattr(stumbling, "found", lambda _: pytest.fail("looked"))
    assert run("payments", "due")[0] == 0


def test_no_term_is_cut_for_ever() -> None:
    """A term of all years there are would take minutes."""
    begins = date(2025, 1, 1)
    term = Term("signing", 90_000, None, None, calendar=False, renewals=(), fixed=False)
    with pytest.raises(ValueError, match="9525"):
        months_of(term, begins, day_before=False)
    long = term._replace(months=12, renewals=(Renewal(12 * 199, None),))
    assert len(months_of(long, begins, day_before=False)) == 12 * 200
