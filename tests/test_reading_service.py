"""A command that decodes a part of the record of the service says what it would say by all of it."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from conftest import Run
from svcctl import workspace
from svcctl.casebook.kinds import Fact
from svcctl.casebook.replay import NOBODY_KNEW_LATER, effective
from svcctl.delivery.matters import book_of
from svcctl.desk import reading_service, records_shown, serving
from svcctl.desk.reading_service import Reader, Told, not_over, seqs_not_over
from svcctl.store.canonical import canonical
from svcctl.store.journal import Journal, open_journal

CONTRACT = "zyfy-his-2025"
UNTIL = datetime.fromisoformat("2025-04-01T12:00:00")


def all_of_it(*_: object) -> Reader:
    """A reader that leaves nothing out."""

    def read(journal: Journal, chain: str, _: str) -> list[Fact]:
        return journal.facts(chain)

    return read


def told(*acts: tuple[str, str]) -> list[Told]:
    """Acts on one incident: a verb and the time of day."""
    said = [{"verb": verb} | ({"at": at} if at else {}) for verb, at in acts]
    bodies = [{"record": "I-2025-0001", "title": 'so "verb":"reopen"'} | each for each in said]
    texts = list(map(canonical, bodies))
    return [Told(seq, "2025-04-01", text) for seq, text in enumerate(texts, 1)]


OPENED, CLOSED = ("open", "08:00:00"), ("close", "09:00:00")


@pytest.mark.parametrize(
    ("acts", "gone", "left"),
    [
        ([OPENED, CLOSED], (), False),
        ([OPENED, ("answer", "08:10:00"), CLOSED], (), False),
        ([OPENED], (), True),
        ([OPENED, ("restore", "09:00:00")], (), True),
        ([OPENED, ("close", "12:00:01")], (), True),
        ([OPENED, CLOSED, ("reopen", "10:00:00")], (), True),
        ([OPENED, CLOSED], (2,), True),
        ([OPENED, CLOSED, ("attach", "10:00:00")], (3,), True),
        ([("close", "07:00:00"), OPENED], (), True),
        ([OPENED, ("close", "")], (), True),
        ([CLOSED], (), True),
        ([OPENED, CLOSED, CLOSED], (), True),
    ],
)
def test_only_what_is_closed_beyond_doubt_is_left_out(
    acts: Sequence[tuple[str, str]], gone: Sequence[int], left: bool
) -> None:
    """One opening, one closing after it and by then, nothing taken back: else all its acts are read."""
    found = list(seqs_not_over(told(*acts), set(gone), UNTIL))
    assert found == ([*range(1, len(acts) + 1)] if left else [])


@pytest.fixture(autouse=True)
def one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No second passes between the two ways."""
    moment = datetime(2026, 11, 27, 9, tzinfo=UTC)
    monkeypatch.setattr(workspace, "now", lambda: moment)


def test_what_is_at_risk_is_the_same_by_all_of_it(
    served_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that waits, and one of which the closing was taken back."""
    found = run("incident", "show", "I-2025-0031")[1]
    for event in re.findall(rf"{CONTRACT}#\d+", found)[-4:]:
        run("audit", "retract", event, "--reason", "still open")
    line = ("incident", "list", "--at-risk", "--format", "csv")
    quick = run(*line)
    monkeypatch.setattr(records_shown, "not_over", all_of_it)
    assert quick == run(*line)
    assert "I-2026-0024" in quick[1]


def test_what_is_open_on_any_day_is_the_same_by_all_of_it(served_store: Path) -> None:
    """A while after each tenth call of the year: the same incidents, with the same acts."""
    journal = open_journal(served_store)
    whole, seen = effective(journal.facts(CONTRACT)), 0
    fewest = len(whole)
    for call in book_of(whole).of("incident")[::10]:
        moment = call.opened_at + timedelta(minutes=3)
        read = effective(not_over(moment)(journal, CONTRACT, NOBODY_KNEW_LATER))
        by_all, by_part = (
            {m.id: m for m in book_of(facts, moment).of("incident") if not m.is_over}
            for facts in (whole, read)
        )
        assert by_all == by_part
        fewest = min(fewest, len(read))
        seen += len(by_all)
    journal.close()
    assert seen >= 15
    assert fewest < len(whole) / 2


LINES = (
    ("answer", "I-2025-0001"),
    ("close", "I-2026-0024"),
    ("reopen", "I-2025-0040", "--reason", "再现"),
    ("attach", "I-2025-0003", "--link", "I-2025-0004"),
    ("confirm", "I-2025-0005", "--side", "purchaser"),
    ("object", "I-2025-0006", "--reason", "不对"),
    ("close", "I-2026-0024", "--duplicate-of", "I-2025-0007"),
    ("close", "I-2026-0024", "--duplicate-of", "I-2025-9999"),
    ("answer", "I-2025-9999"),
    ("answer", "L-2025-0001"),
    ("open", "--system", "lis", "--level", "SIS2", "--title", "x", "--at", "2026-03-02 9:00"),
    ("open", "--system", "lis", "--level", "SIS2", "--title", "x", "--link", "I-2025-0002"),
)


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_an_act_on_an_incident_is_held_to_the_same(
    served_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch, line: tuple[str, ...]
) -> None:
    """What is said, refused, numbered is the same as by all of the record."""
    verb, *rest = line
    typed = ("incident", verb, *rest, "--role", "supplier", "--dry-run")
    quick = run(*typed)
    monkeypatch.setattr(serving, "about", all_of_it)
    assert quick == run(*typed)


@pytest.mark.parametrize("at", ["2025-03-10 12:00", "2026-01-01 09:00"])
def test_leave_that_was_used_cannot_be_withdrawn_before(
    served_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """The sessions that rest on it are read with it; once they are over it can be."""
    typed = ("leave", "withdraw", "L-2025-0001", "--at", at, "--role", "purchaser", "--dry-run")
    quick = run(*typed)
    assert quick[0] == (2 if at < "2025-06" else 0)
    monkeypatch.setattr(serving, "about", all_of_it)
    assert quick == run(*typed)


@pytest.mark.parametrize("record", ["I-2025-0001", "I-2026-0024", "I-2025-9999", "V-2025-0001"])
def test_one_incident_is_shown_as_by_all_of_it(
    served_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch, record: str
) -> None:
    """Found, or refused with what there is instead."""
    quick = run("incident", "show", record)
    monkeypatch.setattr(records_shown, "about", all_of_it)
    assert quick == run("incident", "show", record)
    assert reading_service.about is not records_shown.about
