"""`audit verify` replays what hangs together: facts that no svcctl would have recorded are named, hashes or not."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from json import loads
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from svcctl.store import chain, sql
from svcctl.store.canonical import canonical
from test_verify import rebuilt

CONTRACT = "zyfy-his-2025"
OLD = Path(__file__).parent / "fixtures" / "store-2026-11-24.db"


def append(
    path: Path, kind: str, body: str, happened_on: str = "2025-03-20", to: str = CONTRACT
) -> None:
    """A fact added past svcctl by somebody who knows how a chain is made."""
    with closing(sqlite3.connect(path)) as connection, connection:
        last = chain.ChainRow(*connection.execute(sql.LAST, (to,)).fetchone())
        row = last._replace(seq=last.seq + 1, kind=kind, happened_on=happened_on)
        row = row._replace(payload_digest=chain.payload_digest("", body), prev_hash=last.hash)
        connection.execute(sql.APPEND_EVENT, chain.sealed(row))
        connection.execute(sql.APPEND_PAYLOAD, (to, row.seq, "", body))


def verdict(run: Run) -> tuple[int, dict[str, Any]]:
    code, out, err = run("audit", "verify", "--format", "json")
    assert err == ""
    return code, loads(out)


def doubts(run: Run) -> list[tuple[str, str]]:
    code, found = verdict(run)
    assert (code, found["problems"]) == (0, [])
    return [(each["at"], each["what"]) for each in found["doubts"]]


def problems(run: Run) -> list[tuple[str, str]]:
    """What is no longer as svcctl recorded it; in a file, to which only svcctl adds."""
    code, found = verdict(run)
    assert code == 1
    return [(each["at"], each["what"]) for each in found["problems"]]


def payment(fen: int, ref: str = "1") -> str:
    """A payment of one instalment, in fen."""
    part = f'{{"fen":{fen},"instalment":"Y1-advance"}}'
    return f'{{"confirmed_by":"finance","parts":[{part}],"ref":"{ref}"}}'


@pytest.mark.parametrize(
    ("fen", "said"),
    [
        (-20300000, "-203,000.00, which is not above nought"),
        (99920300000, "999,203,000.00"),
        (0, "0.00, which is not above nought"),
    ],
)
def test_a_sum_that_nobody_could_have_paid(demo_store: Path, run: Run, fen: int, said: str) -> None:
    """Below nought, nought, or beyond what is owed: named, with the words of the refusal."""
    append(demo_store, "payment-recorded", payment(fen))
    assert doubts(run) == [(f"{CONTRACT}#2", "impossible")]
    for language in ("en", "zh"):
        code, out, _ = run("audit", "verify", "--lang", language)
        assert code == 0
        assert out.splitlines()[-1].startswith(f"  {CONTRACT}#2")
    assert said in run("audit", "verify")[1]


def test_the_fact_that_brought_it_in_is_named(demo_store: Path, run: Run) -> None:
    """Among several facts the one is named from which on it cannot be true."""
    for fen in (100, 200, 99920300000, 300):
        append(demo_store, "payment-recorded", payment(fen, str(fen)))
    assert (f"{CONTRACT}#4", "impossible") in doubts(run)


def test_a_contract_full_of_it_is_cut_short(demo_store: Path, run: Run) -> None:
    """Ten are named one by one, then it is said that there are more."""
    for number in range(12):
        append(demo_store, "payment-recorded", payment(-number - 1, str(number)))
    found = doubts(run)
    assert len(found) == 11
    assert found[-1] == (CONTRACT, "more")


def test_what_happened_after_it_was_recorded(demo_store: Path, run: Run) -> None:
    """A receipt of next year, recorded today."""
    body = '{"document":"annual-report","year":1}'
    append(demo_store, "report-received", body, "2100-03-10")
    assert (f"{CONTRACT}#2", "too-early") in doubts(run)


@pytest.mark.parametrize(
    "body",
    [
        '{"reason":"x","target":"1", "event":"zyfy-his-2025#1"}',
        '{"event":"zyfy-his-2025#1","event":"zyfy-his-2025#2","note":"x"}',
        '{"note":"x","event":"zyfy-his-2025#1"}',
    ],
)
def test_another_spelling(demo_store: Path, run: Run, body: str) -> None:
    """A blank, a key twice, keys in another order: no svcctl writes so, and two programs may read two things."""
    append(demo_store, "payment-annotated", body)
    assert (f"{CONTRACT}#2", "spelling") in problems(run)


NONSENSE = [
    ("payment-recorded", "[]"),
    ("payment-recorded", '{"parts":"all"}'),
    ("payment-recorded", "{}"),
    ("payment-recorded", "no JSON"),
    ("payment-recorded", '{"parts":[{"fen":1e999,"instalment":"Y1-advance"}],"ref":"1"}'),
    ("payment-recorded", payment(10**15)),
    ("report-submitted", '{"year":1}'),
    ("report-submitted", '{"document":7,"year":1}'),
    ("report-submitted", '{"document":"annual-report","year":"1"}'),
    ("report-submitted", '{"document":"annual-report","year":1,"files":7}'),
    ("report-submitted", '{"document":' + "[" * 5000 + "]" * 5000 + "}"),
    ("delivery-proven", '{"event":"zyfy-his-2025#1","proof":"x","reached_on":"9999-12-31"}'),
]


@pytest.mark.parametrize(("kind", "body"), NONSENSE)
def test_nonsense_stops_nobody_and_counts_for_nothing(
    demo_store: Path, run: Run, kind: str, body: str
) -> None:
    """What cannot be read as its kind, under hashes that hold, is what was put in: lists go on, and name it."""
    before = run("payments", "due", "--format", "json")
    append(demo_store, kind, body)
    assert (f"{CONTRACT}#2", "nonsense") in problems(run)
    code, out, err = run("payments", "due", "--format", "json")
    assert (code, out) == (0, before[1])
    assert f"{CONTRACT}#2" in err
    assert err.count("\n") == 1
    code, out, _ = run("audit", "log", "--format", "json")
    assert code == 0
    assert loads(out)["unread"] == [{"event": f"{CONTRACT}#2", "kind": kind}]
    assert len(loads(out)["events"]) == 1
    for language, said in (("en", "counts for nothing"), ("zh", "不计入")):
        assert said in run("audit", "log", "--lang", language)[1]
        assert said in run("audit", "verify", "--lang", language)[1]
        code, out, _ = run("store", "check", "--lang", language)
        assert (code, said in out) == (1, True)
    for command in ("contract list", "obligations list", "damages assess", "remind"):
        assert run(*command.split(), "--format", "json")[0] == 0, command


def test_a_kind_that_a_newer_version_records(demo_store: Path, run: Run) -> None:
    """It cannot be replayed here, and that is said; the chain holds."""
    append(demo_store, "contract-blessed", '{"by":"a priest"}')
    assert (f"{CONTRACT}#2", "newer") in doubts(run)


def edited(path: Path, its: str, change: Callable[[dict[str, Any]], None]) -> None:
    """A chain whose payloads were changed by somebody who can spell, with hashes to fit."""

    def said(body: str) -> str:
        payload = loads(body)
        change(payload)
        return canonical(payload)

    rebuilt(path, its, said)


def test_terms_that_nothing_follows_from(demo_store: Path, run: Run) -> None:
    """Terms that no checker would have let through, under hashes that hold."""
    edited(demo_store, CONTRACT, lambda said: said["terms"].pop("price"))
    assert doubts(run) == [(f"{CONTRACT}#1", "impossible")]
    assert "no schedule follows" in run("audit", "verify")[1]


def test_a_calendar_without_its_festival(demo_store: Path, run: Run) -> None:
    """A year of the region without Sanyuesan, under the same source: this version knows better."""

    def without(said: dict[str, Any]) -> None:
        if (said["calendar"], said["basis"]) == ("CN-GX", "official"):
            assert said["years"]["2025"].pop("off")
            said["years"]["2025"] |= {"off": [], "worked": []}

    edited(demo_store, "calendar", without)
    assert doubts(run) == [("calendar#3", "calendar")]


def test_a_calendar_that_nobody_can_count_by(demo_store: Path, run: Run) -> None:
    """Years in no form that svcctl knows: the calendar is named, and what cannot be counted by it."""
    edited(demo_store, "calendar", lambda said: said.update(years={"2025": {}}))
    found = doubts(run)
    assert ("calendar#1", "calendar") in found
    assert (f"{CONTRACT}#1", "impossible") in found


def test_a_store_of_before(run: Run) -> None:
    """Every fact of it would be recorded today; the day that its calendars had wrong is named."""
    code, out, _ = run("audit", "verify", "--store", str(OLD), "--format", "json")
    found = loads(out)["doubts"]
    assert (code, {each["what"] for each in found} - {"calendar"}) == (0, set())
    out = run("audit", "verify", "--store", str(OLD))[1]
    assert [line.rpartition(": ")[2] for line in out.splitlines() if "calendar#" in line] == [
        "2005"
    ] * 2
