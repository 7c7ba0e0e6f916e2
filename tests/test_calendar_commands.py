"""The calendar's commands: a year at a glance, what is official and what is to come, files for calendar programs."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from icalendar import Calendar

from svcctl import workspace
from svcctl.answers.width import cells
from svcctl.billing.refusal import Refusal
from svcctl.intake.paper_text import text_of

Run = Callable[..., tuple[int, str, str]]


def do(run: Run, *args: str) -> dict[str, Any]:
    code, out, err = run(*args, "--format", "json")
    assert code == 0, err
    return json.loads(out)


@pytest.mark.parametrize(("width", "across"), [(40, 1), (80, 2), (100, 3), (120, 4), (200, 4)])
def test_a_year_fits_the_terminal(
    demo_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch, width: int, across: int
) -> None:
    """As many months side by side as fit, and no line wider than the terminal."""
    monkeypatch.setattr(workspace, "terminal_width", lambda: width)
    code, out, _ = run("calendar", "show", "2026", "--lang", "zh", "--format", "table")
    assert code == 0
    titles = next(line for line in out.splitlines() if line.startswith("1月"))
    assert titles.split() == [f"{month}月" for month in range(1, across + 1)]
    months = out[: out.index("* 放假")]
    assert all(cells(line) <= width for line in months.splitlines())


def test_every_day_of_the_year_stands_there_with_its_mark(demo_store: Path, run: Run) -> None:
    """Read back: each day once, days off and made-up days marked as the JSON has them, deadlines by name."""
    _, out, _ = run("calendar", "show", "2026", "--lang", "en", "--format", "table")
    found = do(run, "calendar", "show", "2026")
    months = out[: out.index("* day off")]
    signs = [part for line in months.splitlines() for part in line.split() if part[0].isdigit()]
    assert (
        len(
            [sign for sign in signs if sign.rstrip("*+!").isdigit() and len(sign.rstrip("*+!")) < 3]
        )
        == 365
    )
    assert sum(sign.endswith("*") for sign in signs) == len(found["days_off"])
    assert sum(sign.endswith("+") for sign in signs) == len(found["working_weekends"])
    assert "2026-03-26 Thu" in out.replace("Thursday", "Thu")
    assert "zyfy-his-2025:Y2-advance" in out


def test_colours_only_where_they_are_wanted(
    demo_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal marks are coloured as well; NO_COLOR leaves the signs."""
    monkeypatch.setattr(workspace, "colours", lambda: True)
    _, out, _ = run("calendar", "show", "2026", "--format", "table")
    assert "\x1b[31m  1*\x1b[0m" in out
    monkeypatch.setattr(workspace, "colours", lambda: False)
    _, out, _ = run("calendar", "show", "2026", "--format", "table")
    assert "\x1b" not in out


def test_what_is_official_and_what_is_to_come(demo_store: Path, run: Run) -> None:
    """The nation and the contracts' own calendars; any other when named."""
    found = do(run, "calendar", "status")
    assert {entry["calendar"] for entry in found["years"]} == {"CN", "CN-GX"}
    assert found["to_come"] == [
        {"calendar": "CN", "year": 2027},
        {"calendar": "CN-GX", "year": 2027},
    ]
    assert {
        entry["calendar"] for entry in do(run, "calendar", "status", "--calendar", "CN-NX")["years"]
    } == {"CN-NX"}


@pytest.mark.parametrize(("as_of", "reminded"), [("2026-10-31", False), ("2026-11-01", True)])
def test_from_november_on_the_list_asks_for_the_notice(
    demo_store: Path, run: Run, as_of: str, reminded: bool
) -> None:
    """Next year's notice is due and has not been read in; once both are, nothing is asked."""
    _, out, _ = run("payments", "due", "--as-of", as_of, "--lang", "en")
    assert ("The holiday notice of 2027 has not been read in: CN, CN-GX." in out) is reminded


def test_the_region_alone_is_asked_for(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """With the nation's notice read in, the hint names the region."""
    from test_notices import newest

    path = tmp_path / "CN-2027.txt"
    path.write_text(newest(), encoding="utf-8")
    do(run, "calendar", "import", str(path), "--issued-on", "2026-11-20")
    _, out, _ = run("payments", "due", "--as-of", "2026-11-23", "--lang", "en")
    assert "has not been read in: CN-GX." in out
    assert "svcctl calendar import NOTICE.txt --region CN-GX" in out


def test_calendar_programs_read_the_days(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """Read back by icalendar: the days off and the made-up days of the JSON, provisional ones marked, stable bytes."""
    path = tmp_path / "days.ics"
    for _ in range(2):
        code, out, err = run(
            "calendar", "export", "-o", str(path), "--as-of", "2026-11-23", "--lang", "en"
        )
        assert (code, out) == (0, ""), err
        first, again = path.read_bytes(), path.read_bytes()
        assert first == again
    events = list(Calendar.from_ical(path.read_bytes()).walk("VEVENT"))
    for year in (2026, 2027):
        found = do(run, "calendar", "show", str(year))
        off = {day for event in events for day in span(event) if "worked" not in str(event["uid"])}
        worked = {day for event in events for day in span(event) if "worked" in str(event["uid"])}
        assert {str(day) for day in off if day.year == year and day.weekday() < 5} == set(
            found["days_off"]
        )
        assert {str(day) for day in worked if day.year == year} == set(found["working_weekends"])
    summaries = {str(event["summary"]) for event in events if span(event)[0].year == 2027}
    assert all(summary.endswith("(provisional)") for summary in summaries)
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_a_notice_moves_the_events_of_calendar_programs(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """The same ids with a higher sequence; what a year has no more is cancelled, also when the notice is taken back."""
    from test_notices import newest

    path, notice = tmp_path / "days.ics", tmp_path / "n.txt"

    def exported() -> dict[str, Any]:
        assert run("calendar", "export", "--year", "2027", "--calendar", "CN", "-o", path)[0] == 0
        events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
        return {str(event["uid"]): event for event in events}

    def alive(events: dict[str, Any]) -> set[str]:
        return {uid for uid, event in events.items() if event["status"] == "CONFIRMED"}

    estimated = exported()
    assert alive(estimated) == set(estimated)
    notice.write_text(newest(), encoding="utf-8")
    done = do(run, "calendar", "import", notice, "--issued-on", "2026-11-20")
    official = exported()
    assert set(estimated) <= set(official)
    assert any("worked" in uid for uid in alive(official))
    event = done["event"]
    assert run("audit", "retract", event, "--reason", "misread")[0] == 0
    again = exported()
    assert alive(again) == alive(estimated)
    gone = set(again) - alive(again)
    assert gone == alive(official) - alive(estimated)
    sequences = [
        {int(e["sequence"]) for e in found.values()} for found in (estimated, official, again)
    ]
    assert [len(found) for found in sequences] == [1, 1, 1]
    assert max(sequences[0]) < max(sequences[1]) < max(sequences[2])
    assert {uid: event["dtstart"].dt for uid, event in again.items() if uid in alive(again)} == {
        uid: event["dtstart"].dt for uid, event in estimated.items()
    }


def span(event: Any) -> list[date]:
    first, end = event["dtstart"].dt, event["dtend"].dt
    return [first + timedelta(days=i) for i in range((end - first).days)]


def test_one_year_or_another_calendar(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """--year and --calendar choose; a year beyond, no file or another format is refused."""
    path = tmp_path / "days.ics"
    run("calendar", "export", "-o", str(path), "--year", "2024", "--calendar", "CN")
    events = list(Calendar.from_ical(path.read_bytes()).walk("VEVENT"))
    assert {span(event)[-1].year for event in events} == {2024}
    refused = [
        (("--year", "2099", "-o", str(path)), "2099"),
        ((), "-o FILE.ics"),
        (("--format", "csv", "-o", str(path)), "ics"),
        (("--year", "soon", "-o", str(path)), "soon"),
    ]
    for args, sign in refused:
        code, out, err = run("calendar", "export", *args, "--lang", "en")
        assert (code, out) == (2, "")
        assert sign in err
    code, _, err = run("payments", "due", "--format", "ics", "--lang", "en")
    assert code == 2
    assert "table, json, csv, plain" in err


def test_the_calendars_in_use_need_no_dates(
    demo_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which calendar is meant stands in the terms: no contract is worked out, however many there are."""

    def worked_out(*_: object) -> None:
        raise AssertionError("a contract was worked out")

    monkeypatch.setattr("svcctl.desk.looking.case_from", worked_out)
    assert do(run, "calendar", "add", "2026-03-01", "3")["calendar"] == "CN-GX"
    assert (
        do(run, "calendar", "add", "2026-03-01", "3", "--as-of", "2025-03-04")["calendar"] == "CN"
    )
    assert run("calendar", "status")[0] == 0
    assert run("calendar", "show", "2026", "--format", "json")[0] == 0


# -- papers of other kinds -------------------------------------------------------------------------


def docx_of(*paragraphs: str) -> bytes:
    """As Word writes it: runs that cut a sentence anywhere."""
    from docx import Document

    made, paper = BytesIO(), Document()
    for text in paragraphs:
        line = paper.add_paragraph()
        for at in range(0, len(text), 7):
            line.add_run(text[at : at + 7])
    paper.save(made)
    return made.getvalue()


def test_a_notice_as_a_word_document() -> None:
    """F-C: regions publish theirs as .docx; the same text is read from it."""
    lines = [
        "国务院办公厅关于2027年部分节假日安排的通知",
        "一、元旦：1月1日（周五）至3日（周日）放假，共3天。",
    ]
    assert text_of("a.docx", docx_of(*lines)) == "\n".join(lines)


def test_calendar_import_takes_a_word_document(demo_store: Path, run: Run, tmp_path: Path) -> None:
    from test_notices import newest

    path = tmp_path / "通知.docx"
    path.write_bytes(docx_of(*newest().splitlines()))
    found = do(run, "calendar", "import", str(path), "--issued-on", "2026-11-20")
    assert found["basis"] == "official"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"%PDF-1.7\n\xe2\xe3", "notice.pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "notice.doc"),
        (b"PK\x03\x04", "notice.not-text"),
        (docx_of("x")[:-30], "notice.not-text"),
        (b"\xff\xff\xff", "notice.not-text"),
    ],
)
def test_a_notice_that_cannot_be_read_says_what_to_do(content: bytes, key: str) -> None:
    """F-C: a PDF's text has no order that one could trust."""
    with pytest.raises(Refusal) as caught:
        text_of("a", content)
    assert caught.value.key == key


@pytest.mark.parametrize("bomb", ["entity", "large"])
def test_a_document_made_to_swell(bomb: str) -> None:
    made = BytesIO()
    body = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x/>' if bomb == "entity" else b"<x>" + b" " * (17 << 20)  # fmt: skip
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", body)
    with pytest.raises(Refusal, match="not-text"):
        text_of("a.docx", made.getvalue())
