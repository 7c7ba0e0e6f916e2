"""Deadlines as calendar programs get them: what an event says first, and that a moved date replaces the old one."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from test_notices import newest

Run = Callable[..., tuple[int, str, str]]
SHIPPED = Path(__file__).parent.parent / "data" / "contracts" / "zyfy-his-2025.toml"
MOMENT = "2040-06-01T00:00:00.000000+08:00"  # all that was recorded, whenever the tests run


def do(run: Run, line: str, *args: str) -> Any:
    code, out, err = run(*line.split(), *args, "--format", "json")
    assert code == 0, err
    return json.loads(out)


def events(run: Run, path: Path, kind: str, *args: str) -> dict[str, Any]:
    code, _, err = run("export", kind, "-o", str(path), "--known-at", MOMENT, *args)
    assert code == 0, err
    found = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return {str(each["uid"]).removesuffix("@svcctl"): each for each in found}


@pytest.fixture
def lived(demo_store: Path, run: Run, tmp_path: Path) -> Path:
    """The first instalment paid, the first year's reports in; a new date agreed for the second's."""
    do(run, "payments record Y1-advance --amount 203000 --on 2025-03-25 --ref F1 --confirm-account")
    do(run, "reports receive --year 1 --all --on 2026-04-08")
    paper = tmp_path / "纪要.pdf"
    paper.write_bytes(b"%PDF-1.4")
    do(run, "negotiation open Y2-advance --on 2026-03-20")
    agreed = "negotiation settle Y2-advance --on 2026-03-25 --new-due 2026-04-30 --file"
    do(run, agreed, str(paper))
    return tmp_path


def test_an_event_says_what_it_is_about_before_where_it_comes_from(lived: Path, run: Run) -> None:
    """Contract, who is paid, by which article, what is needed; then in three short lines day, calendar, codes."""
    found = events(run, lived / "s.ics", "schedule", "--as-of", "2026-04-20", "--lang", "zh")
    about = ["合同：资源县妇幼保健院医院信息系统运维项目", "收款单位：柳州中联科技有限责任公司"]
    told = {uid: str(each["description"]).split("\n") for uid, each in found.items()}
    assert told["zyfy-his-2025-Y1-balance"][:-3] == [
        *about,
        "依据：第七条，报告签收齐全后 10 个工作日内",
        "所需资料：年终运维汇报（2026-04-08 签收）、年运维报告（2026-04-08 签收）",
        "付款前先核实收款账户",
    ]
    assert told["zyfy-his-2025-Y2-balance"][3] == "所需资料：年终运维汇报（缺）、年运维报告（缺）"
    # the contract says nothing of later years: the reading does, and the parties agreed on another day
    assert told["zyfy-his-2025-Y2-advance"][2:4] == [
        "依据：第七条，第2年参照首年，合同签订的周年日后 15 个工作日内",
        "双方协商改为不迟于 2026-04-30，原期限 2026-03-26",
    ]
    assert told["zyfy-his-2025-Y1-advance"][:-3] == [
        *about,
        "依据：第七条，合同签订后 15 个工作日内",
    ]
    for lines in told.values():
        assert lines[-3].startswith("截至 2026-04-20，按")
        assert [line[:2] for line in lines[-2:]] == ["日历", "登记"]
        assert not re.search("[0-9a-f]{17}", "".join(lines))


def test_the_supplier_is_not_told_to_doubt_its_own_account(lived: Path, run: Run) -> None:
    """Its events say what is needed, and not what the purchaser has to check."""
    found = events(run, lived / "s.ics", "schedule", "--as-of", "2026-04-20", "--role", "supplier")
    assert not any("account" in str(each["description"]) for each in found.values())


def test_papers_that_have_to_be_on_file_are_named(run: Run, tmp_path: Path) -> None:
    """Those that a contract file wants on file: an invoice filed, an acceptance note still missing."""
    before = 'article = "第七条"                         #'
    text = SHIPPED.read_text("utf-8")
    assert before in text
    evidence = 'evidence = ["invoice", "acceptance-note"]\n'
    (tmp_path / "c.toml").write_text(text.replace(before, evidence + before, 1), "utf-8")
    do(run, "init", str(tmp_path / "c.toml"))
    (tmp_path / "i.pdf").write_bytes(b"%PDF-1.4")
    invoice = "evidence add Y1-advance --kind invoice --on 2025-03-10 --file"
    do(run, invoice, str(tmp_path / "i.pdf"))
    found = events(run, tmp_path / "s.ics", "schedule", "--as-of", "2025-03-12")
    told = str(found["zyfy-his-2025-Y1-advance"]["description"]).split("\n")
    assert told[3] == "Needed: invoice, acceptance note (missing)"


def test_paid_is_paid_and_done_is_done(lived: Path, run: Run) -> None:
    """An instalment is 已付清, with its own sum; a duty that was kept is 已办结."""
    do(run, "obligations done file-original --on 2025-03-12")
    paid = events(run, lived / "s.ics", "schedule", "--as-of", "2026-04-20", "--lang", "zh")
    title = "第1年首期款（70%） 203,000.00 元（zyfy-his-2025:Y1-advance）（已付清）"
    assert paid["zyfy-his-2025-Y1-advance"]["summary"] == title
    done = events(run, lived / "o.ics", "obligations", "--as-of", "2026-04-20", "--lang", "zh")
    kept = done["zyfy-his-2025-file-original"]
    assert kept["summary"].endswith("（已办结）")
    assert str(kept["description"]).split("\n")[1:3] == [
        "责任单位：甲方",
        "依据：第十三条第五款，合同签订后 7 个工作日内",
    ]


def test_a_notice_that_moves_a_deadline_replaces_its_event(
    run: Run, surroundings: None, tmp_path: Path
) -> None:
    """The same id on the new day with a higher sequence, and higher again when the notice is taken back.

    The 41st working day after 5 March 2027: 39 are over on 30 April (5 April off), 1 to 5 May are
    off, 6 and 7 May are the 40th and 41st; the notice has Sunday, 25 April worked, a day more.
    """
    text = SHIPPED.read_text("utf-8").replace("CN-GX", "CN").replace("days = 10,", "days = 41,")
    (tmp_path / "c.toml").write_text(text, "utf-8")
    (tmp_path / "n.txt").write_text(newest(("5月8日（周六）上班", "4月25日（周日）上班")), "utf-8")
    do(run, "init", str(tmp_path / "c.toml"))

    def balance() -> tuple[str, int]:
        found = events(run, tmp_path / "s.ics", "schedule", "--as-of", "2026-12-01")
        event = found["zyfy-his-2025-Y2-balance"]
        return str(event["dtstart"].dt), int(event["sequence"])

    estimated = balance()
    done = do(run, "calendar import", str(tmp_path / "n.txt"), "--issued-on", "2026-11-20")
    official = balance()
    do(run, "audit retract", done["event"], "--reason", "misread")
    again = balance()
    assert [estimated[0], official[0], again[0]] == ["2027-05-07", "2027-05-06", "2027-05-07"]
    assert estimated[1] < official[1] < again[1]
