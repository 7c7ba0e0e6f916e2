"""Lists of help desks become incidents: what is recorded, what is refused, what a further list changes."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from sheets_made import xlsx
from svcctl import workspace
from svcctl.answers.desk_flaws import flaw_text
from svcctl.answers.matter_json import matter_json
from svcctl.desk.desk import desk_from
from svcctl.desk.looking import read_case
from svcctl.desk.records_shown import views_of
from svcctl.desk.scenes import now_in_shanghai
from svcctl.i18n import Words
from svcctl.intake.helpdesk import Flaw
from svcctl.intake.helpdesk_times import moment_of
from svcctl.store.scopes import ALL
from svcctl.workspace import SHANGHAI

Run = Callable[..., tuple[int, str, str]]
Row = dict[str, str]
MAP = """\
source = "desk"
side = "supplier"
number = "工单号"
title = "标题"
zone = "Asia/Shanghai"
dates = "%Y-%m-%d %H:%M"

[times]
opened = "受理时间"
fault = "故障时间"
answered = "响应时间"
dispatched = "派工时间"
arrived = "到场时间"
restored = "完成时间"
closed = "关闭时间"
wait_from = "挂起"
wait_to = "恢复"

[lengths]
waited = { column = "等待", unit = "m" }

[level]
column = "级别"
values = { "特急" = "SIS1", "紧急" = "SIS2", "误" = "SIS9", "双" = "BOTH" }

[system]
column = "系统"
values = { "检验" = "lis", "病历" = "emr", "无" = "nosuch" }
"""
HEADINGS = ("工单号", "标题", "受理时间", "故障时间", "响应时间", "派工时间", "到场时间", "完成时间", "关闭时间", "挂起", "恢复", "等待", "级别", "系统", "备注")  # fmt: skip
FULL = {
    "工单号": "A-1", "标题": "检验不出报告", "受理时间": "2026-04-16 16:30", "故障时间": "2026-04-16 16:10",
    "响应时间": "2026-04-16 16:35", "派工时间": "2026-04-16 16:40", "到场时间": "2026-04-16 17:10",
    "挂起": "2026-04-16 17:20", "恢复": "2026-04-16 17:50", "完成时间": "2026-04-16 18:05",
    "关闭时间": "2026-04-17 09:00", "级别": "紧急", "系统": "检验", "备注": "某床患者",
}  # fmt: skip
SHORT = {"工单号": "A-2", "受理时间": "2026-04-18 08:00", "响应时间": "2026-04-18 08:10", "级别": "特急", "系统": "病历"}  # fmt: skip


@pytest.fixture(autouse=True)
def supplier(monkeypatch: pytest.MonkeyPatch, demo_store: Path) -> None:
    monkeypatch.setenv("SVCCTL_ROLE", "supplier")


@pytest.fixture
def desk(tmp_path: Path, run: Run) -> "Desk":
    return Desk(tmp_path, run)


class Desk:
    """A help desk that exports its list, and the administrator who takes it in."""

    def __init__(self, folder: Path, run: Run) -> None:
        self.folder, self.run = folder, run
        self.map = folder / "map.toml"
        self.map.write_text(MAP, "utf-8")

    def listed(self, *rows: Row, name: str = "list.csv") -> Path:
        path = self.folder / name
        path.write_bytes(csv(*rows).encode())
        return path

    def takes(self, path: Path, *options: str) -> tuple[int, dict[str, Any], str]:
        """The exit code of an import, what it answers in JSON, what it complains of."""
        code, out, err = self.run(
            "incident", "import", path, "--map", self.map, *options, "--format", "json"
        )
        return code, json.loads(out) if out else {}, err

    def takes_in(self, *rows: Row, options: Sequence[str] = ()) -> dict[str, Any]:
        code, found, err = self.takes(self.listed(*rows), *options)
        assert code == 0, err
        return found

    def refuses(self, *rows: Row, options: Sequence[str] = ()) -> tuple[dict[str, Any], str]:
        before = facts(self.folder)
        code, found, err = self.takes(self.listed(*rows), *options)
        assert code == 2
        assert facts(self.folder) == before
        return found, err

    def why(self, **cells: str) -> list[tuple[int, str, str, str]]:
        found, _ = self.refuses(SHORT, FULL | cells)
        return [
            (each["row"], each["column"], each["value"], each["why"]) for each in found["left_out"]
        ]

    def incidents(self) -> dict[str, dict[str, Any]]:
        case = read_case(desk_from(), ALL)
        return {v.matter.id: matter_json(v) for v in views_of(case, now_in_shanghai(), "incident")}

    def incident(self, id: str = "I-2026-0001") -> dict[str, Any]:
        return self.incidents()[id]

    def steps(self, id: str = "I-2026-0001") -> list[tuple[str, str]]:
        return [(step["verb"], step["at"][5:16]) for step in self.incident(id)["steps"]]


def csv(*rows: Row) -> str:
    lines = [HEADINGS, *([row.get(heading, "") for heading in HEADINGS] for row in rows)]
    return "\n".join(",".join(line) for line in lines)


def facts(folder: Path) -> int:
    with sqlite3.connect(folder / "store.db") as store:
        return int(store.execute("SELECT count(*) FROM event").fetchone()[0])


# -- what a row becomes ----------------------------------------------------------------------------


def test_a_ticket_becomes_an_incident_with_each_of_its_times(desk: Desk) -> None:
    found = desk.takes_in(FULL, SHORT)
    digest = found.pop("import")
    assert found == {"read": 2, "new": 2, "same": 0, "changed": [], "left_out": []}
    assert desk.steps() == [
        ("open", "04-16T16:30"), ("answer", "04-16T16:35"), ("dispatch", "04-16T16:40"),
        ("arrive", "04-16T17:10"), ("wait", "04-16T17:20"), ("resume", "04-16T17:50"),
        ("restore", "04-16T18:05"), ("close", "04-17T09:00"),
    ]  # fmt: skip
    shown = desk.incident()
    assert (shown["title"], shown["systems"], shown["level"]) == ("检验不出报告", ["lis"], "SIS2")
    assert shown["fault_at"] == "2026-04-16T16:10:00+08:00"
    assert {(step["side"], step["source"]) for step in shown["steps"]} == {("supplier", "ticket")}
    data = dict(shown["steps"][0]["data"])
    assert len(data.pop("digest")) == 64
    assert (data.pop("title"), data.pop("systems")) == ("检验不出报告", ["lis"])
    assert data == {"level": ["SIS2"], "fault_at": "2026-04-16T16:10:00+08:00", "import": digest,
                    "desk": "desk", "number": "A-1", "row": 2}  # fmt: skip
    assert desk.steps("I-2026-0002") == [("open", "04-18T08:00"), ("answer", "04-18T08:10")]


def test_of_the_list_itself_nothing_is_kept(desk: Desk) -> None:
    """Its SHA-256 alone: neither its bytes nor what stands in a column that the map does not name."""
    digest = desk.takes_in(FULL)["import"]
    with sqlite3.connect(desk.folder / "store.db") as store:
        kept = [row[0] for row in store.execute("SELECT digest FROM evidence")]
        bodies = " ".join(row[0] for row in store.execute("SELECT body FROM payload"))
    assert digest not in kept
    assert "某床患者" not in bodies
    assert "检验不出报告" in bodies


def test_a_title_is_left_out_where_the_map_does_not_name_it(desk: Desk) -> None:
    desk.map.write_text(MAP.replace('title = "标题"\n', ""), "utf-8")
    desk.takes_in(FULL)
    assert desk.incident()["title"] == ""


def test_a_wait_of_which_only_the_length_is_known_marks_the_verdict_it_could_turn(
    desk: Desk,
) -> None:
    late = SHORT | {"完成时间": "2026-04-18 13:00", "等待": "600"}
    desk.takes_in(late)
    shown = desk.incident()
    assert shown["steps"][0]["data"]["waited"] == 36_000
    assert shown["waits"] == []
    restore = [each for each in shown["clocks"] if each["clock"] == "restore"]
    assert {
        (each["state"], each["contested"]) for each in restore if each["state"] == "missed"
    } <= {("missed", True)}


def test_acts_of_one_moment_follow_one_another_as_they_do_in_life(desk: Desk) -> None:
    moment = "2026-04-16 16:30"
    times = ("响应时间", "派工时间", "到场时间", "挂起", "恢复", "完成时间", "关闭时间", "故障时间")
    desk.takes_in(FULL | dict.fromkeys(times, moment))
    assert [verb for verb, _ in desk.steps()] == [
        "open", "answer", "dispatch", "arrive", "wait", "resume", "restore", "close",
    ]  # fmt: skip


def test_ids_go_on_after_those_given_already(desk: Desk) -> None:
    desk.run("incident", "open", "--system", "lis", "--level", "SIS2", "--at", "2026-04-01 08:00")
    earlier = SHORT | {"工单号": "A-3", "受理时间": "2025-06-01 08:00", "响应时间": ""}
    desk.takes_in(FULL, earlier, SHORT)
    numbers = {id: each["steps"][0]["data"].get("number") for id, each in desk.incidents().items()}
    assert numbers == {
        "I-2025-0001": "A-3", "I-2026-0001": None, "I-2026-0002": "A-1", "I-2026-0003": "A-2",
    }  # fmt: skip


def test_xlsx_csv_and_gbk_say_the_same(desk: Desk) -> None:
    desk.takes_in(FULL, SHORT)
    rows = [list(HEADINGS), *([row.get(each, "") for each in HEADINGS] for row in (FULL, SHORT))]
    book = desk.folder / "list.xlsx"
    book.write_bytes(xlsx(rows))
    old = desk.folder / "old.csv"
    old.write_bytes(csv(FULL, SHORT).encode("gbk"))
    for path in (book, old):
        code, found, err = desk.takes(path)
        assert (code, err) == (0, "")
        assert (found["new"], found["same"], found["changed"]) == (0, 2, [])


# headings and a row of what each desk exports; levels and systems are each hospital's own
SHIPPED = {
    "glpi": (
        "ID;Opening date;Resolution date;Closing date;Priority;Category",
        "12;2026-04-16 16:30;2026-04-16 18:00;2026-04-17 09:00;High;LIS",
        ["open", "restore", "close"],
    ),
    "itop": (
        "Ref,Start date,Assignment date,Resolution date,Close date,Cumulated pending,Priority,Service",
        "R-12,2026-04-16 16:30:00,2026-04-16 16:35:10,2026-04-16 18:00:00,2026-04-17 09:00:00,600,High,LIS",
        ["open", "answer", "restore", "close"],
    ),
    "erpnext": (
        "ID,Opening Date,Opening Time,First Responded On,Resolution Date,Total Hold Time,Priority,Service",
        "ISS-12,2026-04-16,16:30:00,2026-04-16 16:35:00,2026-04-16 18:00:00,600,High,LIS",
        ["open", "answer", "restore"],
    ),
    "zammad": (
        "#,Created At,First Response At,Closed At,Priority,Group",
        "67012,2026-04-16 16:30:00,2026-04-16 16:35:00,2026-04-17 09:00:00,High,LIS",
        ["open", "answer", "close"],
    ),
    "chinese-desk": (
        "工单号,受理时间,响应时间,完成时间,Priority,Service",
        "12,2026/04/16 16:30,2026/04/16 16:40,2026/04/16 18:00,High,LIS",
        ["open", "answer", "restore"],
    ),
}
MAPPED = """
[level]
column = "Priority"
values = {{ "High" = "SIS2" }}
[system]
column = "{column}"
values = {{ "LIS" = "lis" }}
"""


@pytest.mark.parametrize("name", SHIPPED)
def test_the_lists_of_the_shipped_maps_are_taken_in(desk: Desk, name: str) -> None:
    """By name each row lacks level and system; a copy that says what these are called takes them in."""
    headings, row, verbs = SHIPPED[name]
    path = desk.folder / "list.csv"
    path.write_text(f"{headings}\n{row}\n", "utf-8")
    code, out, _ = desk.run("incident", "import", path, "--map", name, "--format", "json")
    assert code == 2
    assert [each["why"] for each in json.loads(out)["left_out"]] == ["no-level", "no-system"]
    column = headings.replace(";", ",").split(",")[-1]
    shipped = workspace.shipped("desks") / f"{name}.toml"
    desk.map.write_text(shipped.read_text("utf-8") + MAPPED.format(column=column), "utf-8")
    assert desk.takes(path)[1]["new"] == 1
    assert [verb for verb, _ in desk.steps()] == verbs


# -- what is not understood ------------------------------------------------------------------------

REFUSED = {
    "no number": ({"工单号": ""}, "工单号", "", "no-number"),
    "not opened": ({"受理时间": ""}, "受理时间", "", "no-opened"),
    "no time": ({"响应时间": "下午"}, "响应时间", "下午", "not-a-time"),
    "no length": ({"等待": "久"}, "等待", "久", "not-a-length"),
    "out of order": ({"响应时间": "2026-04-16 16:00"}, "响应时间", "2026-04-16 16:00", "order"),
    "half a wait": ({"挂起": ""}, "恢复", "2026-04-16 17:50", "wait-half"),
    "level of the desk": ({"级别": "缓"}, "级别", "缓", "unknown-level"),
    "system of the desk": ({"系统": "影像"}, "系统", "影像", "unknown-system"),
    "no level": ({"级别": ""}, "级别", "", "no-level"),
    "no system": ({"系统": ""}, "系统", "", "no-system"),
    "level of no contract": ({"级别": "误"}, "级别", "SIS9", "not-a-level"),
    "system of no contract": ({"系统": "无"}, "系统", "nosuch", "not-a-system"),
    "ahead": ({"关闭时间": "2027-12-01 09:00"}, "关闭时间", "2027-12-01 09:00:00", "future"),
    "an answer once all was well": (
        {"响应时间": "2026-04-16 20:00"}, "响应时间", "2026-04-16 20:00:00", "cannot-follow",
    ),
    "a wait behind the end": (
        {"挂起": "2026-04-18 09:00", "恢复": "2026-04-18 10:00"}, "挂起", "2026-04-18 09:00:00", "cannot-follow",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_a_row_that_is_not_understood_is_named_and_nothing_is_recorded(
    desk: Desk, case: tuple[Row, str, str, str]
) -> None:
    cells, column, value, why = case
    assert (3, column, value, why) in desk.why(**cells)


def test_a_row_before_the_signing_is_refused(desk: Desk) -> None:
    early = {"工单号": "A-9", "受理时间": "2025-03-04 23:59", "级别": "紧急", "系统": "检验"}
    found, _ = desk.refuses(early)
    assert found["left_out"] == [
        {"row": 2, "column": "受理时间", "value": "2025-03-04 23:59:00", "why": "before-signing"}
    ]


def test_an_incident_of_the_day_of_the_signing_is_kept(desk: Desk) -> None:
    desk.takes_in({"工单号": "A-9", "受理时间": "2025-03-05 00:00", "级别": "紧急", "系统": "检验"})
    assert desk.steps("I-2025-0001") == [("open", "03-05T00:00")]


def test_days_and_months_that_cannot_be_told_apart_are_refused(desk: Desk) -> None:
    desk.map.write_text(MAP.replace("%Y-%m-%d %H:%M", "dmy"), "utf-8")
    row = SHORT | {"受理时间": "2026-04-05 08:00", "响应时间": "05/04/2026 08:10"}
    found, _ = desk.refuses(
        row, SHORT | {"工单号": "A-3", "受理时间": "05/04/2026 08:00", "响应时间": ""}
    )
    assert "not-a-time" in {each["why"] for each in found["left_out"]}


def test_a_map_without_levels_and_systems_is_told_at_each_row(desk: Desk) -> None:
    desk.map.write_text(MAP[: MAP.index("[level]")], "utf-8")
    found, err = desk.refuses(FULL, SHORT)
    assert [(each["row"], each["column"], each["why"]) for each in found["left_out"]] == [
        (2, "", "no-level"), (2, "", "no-system"), (3, "", "no-level"), (3, "", "no-system"),
    ]  # fmt: skip
    assert err == (
        f"svcctl: {desk.folder / 'list.csv'}: 2 rows were not understood; nothing was recorded. "
        "Mend the list or the map, or record the others with --leave-out.\n"
    )


def test_what_was_not_understood_can_be_left_out(desk: Desk) -> None:
    bad = FULL | {"级别": "缓"}
    found = desk.takes_in(bad, SHORT, options=["--leave-out"])
    assert (found["read"], found["new"], len(found["left_out"])) == (2, 1, 1)
    assert desk.steps() == [("open", "04-18T08:00"), ("answer", "04-18T08:10")]
    # ids are given to what is recorded alone
    late = FULL | {"工单号": "A-4", "响应时间": "2026-04-16 20:00"}
    desk.takes_in(late, SHORT | {"工单号": "A-5"}, options=["--leave-out"])
    assert desk.incident("I-2026-0002")["steps"][0]["data"]["number"] == "A-5"


def test_a_person_reads_each_row_that_is_left_out(desk: Desk) -> None:
    path = desk.listed(FULL | {"级别": "缓"}, SHORT)
    code, out, err = desk.run("incident", "import", path, "--map", desk.map)
    assert code == 2
    assert out.splitlines() == [
        f"{path}: 2 read, 1 new, 0 the same, 0 changed, 1 not understood",
        'row 2, "级别": 缓: the map\'s level.values do not have this level',
    ]
    assert "1 row was not understood" in err


def test_an_auditor_imports_nothing(desk: Desk) -> None:
    path = desk.listed(FULL)
    code, _, err = desk.run("incident", "import", path, "--map", desk.map, "--role", "auditor")
    assert code == 2
    assert "auditor" in err


# -- the same list, and one that changed -----------------------------------------------------------


def test_the_same_list_again_changes_nothing(desk: Desk) -> None:
    desk.takes_in(FULL, SHORT)
    before = facts(desk.folder)
    found = desk.takes_in(FULL, SHORT)
    assert (found["new"], found["same"]) == (0, 2)
    assert facts(desk.folder) == before


def test_a_number_of_another_desk_is_another_ticket(desk: Desk) -> None:
    desk.takes_in(SHORT)
    desk.map.write_text(MAP.replace('source = "desk"', 'source = "other"'), "utf-8")
    assert desk.takes_in(SHORT)["new"] == 1


CHANGED = SHORT | {"响应时间": "2026-04-18 08:12", "完成时间": "2026-04-18 09:00"}
DIFFERS = [
    {"row": 2, "number": "A-2", "id": "I-2026-0001", "column": "响应时间",
     "before": "2026-04-18T08:10:00+08:00", "after": "2026-04-18T08:12:00+08:00"},
    {"row": 2, "number": "A-2", "id": "I-2026-0001", "column": "完成时间",
     "before": None, "after": "2026-04-18T09:00:00+08:00"},
]  # fmt: skip


def test_a_changed_row_stops_the_import_until_somebody_decides(desk: Desk) -> None:
    desk.takes_in(SHORT)
    for options in ([], ["--dry-run"]):
        found, err = desk.refuses(CHANGED, FULL, options=options)
        assert found["changed"] == DIFFERS
        assert "--take-changed or --keep" in err
    found, err = desk.refuses(CHANGED, options=["--take-changed", "--keep"])
    assert "one of the two" in err


def test_a_changed_row_can_be_taken_over(desk: Desk) -> None:
    desk.takes_in(SHORT)
    before = facts(desk.folder)
    tried = desk.takes_in(CHANGED, options=["--take-changed", "--dry-run"])
    assert (tried["changed"], facts(desk.folder)) == (DIFFERS, before)
    found = desk.takes_in(CHANGED, options=["--take-changed"])
    assert found["changed"] == DIFFERS
    assert desk.steps() == [
        ("open", "04-18T08:00"), ("answer", "04-18T08:12"), ("restore", "04-18T09:00"),
    ]  # fmt: skip
    # two acts taken back, three in their place: what did not change stays
    assert facts(desk.folder) == before + 5
    assert desk.incident()["steps"][0]["data"]["import"] == found["import"]
    assert desk.takes_in(CHANGED)["same"] == 1


def test_a_changed_row_can_be_kept_as_it_was(desk: Desk) -> None:
    desk.takes_in(SHORT)
    steps = desk.steps()
    found = desk.takes_in(CHANGED, FULL, options=["--keep"])
    assert (found["new"], found["changed"]) == (1, DIFFERS)
    assert desk.steps() == steps
    assert desk.takes_in(CHANGED, options=["--keep"])["changed"] == DIFFERS


def test_every_field_of_a_changed_row_is_taken_over(desk: Desk) -> None:
    desk.takes_in(FULL)
    other = FULL | {
        "标题": "报告出得慢", "受理时间": "2026-04-16 16:20", "故障时间": "", "派工时间": "", "挂起": "",
        "恢复": "", "级别": "特急", "系统": "病历", "等待": "5",
    }  # fmt: skip
    found = desk.takes_in(other, options=["--take-changed"])
    told = {each["column"]: (each["before"], each["after"]) for each in found["changed"]}
    assert told["标题"] == ("检验不出报告", "报告出得慢")
    assert told["级别"] == ("SIS2", "SIS1")
    assert told["等待"] == (None, "300")
    assert len(told) == 9
    shown = desk.incident()
    assert (shown["title"], shown["system"], shown["level"]) == ("报告出得慢", "emr", "SIS1")
    assert shown["fault_at"] == "2026-04-16T16:20:00+08:00"
    assert shown["steps"][0]["data"]["waited"] == 300
    assert [verb for verb, _ in desk.steps()] == ["open", "answer", "arrive", "restore", "close"]
    assert desk.takes_in(other)["same"] == 1
    back = desk.takes_in(FULL, options=["--take-changed"])
    assert len(back["changed"]) == 9
    assert [verb for verb, _ in desk.steps()] == [
        "open", "answer", "dispatch", "arrive", "wait", "resume", "restore", "close",
    ]  # fmt: skip


def test_what_was_put_right_by_hand_stays_where_the_list_did_not_change(desk: Desk) -> None:
    """A row is held to what was last imported of it, not to what a person made of that."""
    desk.takes_in(SHORT)
    correct = ("incident", "correct", "I-2026-0001")
    assert desk.run(*correct, "2", "--at", "2026-04-18 08:05", "--reason", "phone bill")[0] == 0
    assert desk.run(*correct, "1", "--via", "phone", "--reason", "phone bill")[0] == 0
    assert desk.takes_in(SHORT)["same"] == 1
    found = desk.takes_in(SHORT | {"完成时间": "2026-04-18 09:00"}, options=["--take-changed"])
    assert [each["column"] for each in found["changed"]] == ["完成时间"]
    assert desk.steps() == [
        ("open", "04-18T08:00"), ("answer", "04-18T08:05"), ("restore", "04-18T09:00"),
    ]  # fmt: skip
    assert desk.incident()["steps"][0]["data"]["via"] == "phone"
    found = desk.takes_in(CHANGED, options=["--take-changed"])
    assert [each["column"] for each in found["changed"]] == ["响应时间"]
    assert desk.steps()[1] == ("answer", "04-18T08:12")


def test_a_call_that_was_put_right_by_hand_stays_where_the_list_did_not_change_it(
    desk: Desk,
) -> None:
    digest = desk.takes_in(SHORT)["import"]
    call = ("incident", "correct", "I-2026-0001", "1", "--at", "2026-04-18 07:58")
    assert desk.run(*call, "--reason", "phone bill")[0] == 0
    found = desk.takes_in(SHORT | {"完成时间": "2026-04-18 09:00"}, options=["--take-changed"])
    assert [each["column"] for each in found["changed"]] == ["完成时间"]
    assert desk.steps()[0] == ("open", "04-18T07:58")
    again = ("audit", "retract", "--reason", "wrong", "--import")
    assert desk.run(*again, found["import"])[::2] == (0, "")
    assert desk.steps() == [("open", "04-18T07:58"), ("answer", "04-18T08:10")]
    assert desk.run(*again, digest)[::2] == (0, "")
    assert desk.incidents() == {}


def test_what_took_an_act_back_cannot_go_where_another_stands_in_its_place(desk: Desk) -> None:
    desk.takes_in(SHORT)
    call = ("incident", "correct", "I-2026-0001", "1", "--at", "2026-04-18 07:58")
    assert desk.run(*call, "--reason", "phone bill")[0] == 0
    chain, _, seq = desk.incident()["steps"][0]["event"].rpartition("#")
    code, _, _ = desk.run("audit", "retract", f"{chain}#{int(seq) - 1}", "--reason", "not so")
    assert code == 2
    assert desk.steps() == [("open", "04-18T07:58"), ("answer", "04-18T08:10")]


def test_an_act_that_was_taken_back_by_hand_comes_again_where_the_list_changes_it(
    desk: Desk,
) -> None:
    desk.takes_in(SHORT)
    event = desk.incident()["steps"][1]["event"]
    assert desk.run("audit", "retract", event, "--reason", "not so")[0] == 0
    desk.takes_in(CHANGED, options=["--take-changed"])
    assert desk.steps()[1:] == [("answer", "04-18T08:12"), ("restore", "04-18T09:00")]


def test_a_changed_row_that_cannot_follow_is_not_understood(desk: Desk) -> None:
    desk.takes_in(SHORT)
    opened = desk.run("incident", "dispatch", "I-2026-0001", "--at", "2026-04-18 10:00")
    assert opened[0] == 0
    found, _ = desk.refuses(CHANGED, options=["--take-changed"])
    assert [(each["row"], each["why"]) for each in found["left_out"]] == [(2, "cannot-follow")]
    # who keeps what there is need not care
    assert desk.takes_in(CHANGED, options=["--keep"])["changed"] == DIFFERS


def test_a_column_that_another_map_does_not_read_changes_nothing(desk: Desk) -> None:
    desk.takes_in(FULL)
    desk.map.write_text(MAP.replace('title = "标题"\n', ""), "utf-8")
    assert desk.takes_in(FULL)["same"] == 1


def test_a_person_is_asked_of_each_changed_row(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.takes_in(SHORT, FULL)
    path = desk.listed(CHANGED, FULL | {"标题": "另一个"})
    answers = iter([True, False])
    asked: list[str] = []

    def says(question: str) -> bool:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr(workspace, "interactive", lambda: True)
    monkeypatch.setattr("svcctl.desk.desk_import.agreed", says)
    read = ("--map", desk.map, "--format", "table")
    code, out, err = desk.run("incident", "import", path, *read)
    assert (code, err) == (0, "")
    assert "1 changed and taken over, 1 changed and kept" in " ".join(out.split())
    assert asked[0].splitlines() == [
        'row 2, A-2 (I-2026-0001), "响应时间": 2026-04-18 08:10 before, 2026-04-18 08:12 now',
        'row 2, A-2 (I-2026-0001), "完成时间": nothing before, 2026-04-18 09:00 now',
        "Correct it by the list?",
    ]
    assert desk.steps()[1] == ("answer", "04-18T08:12")
    assert desk.incident("I-2026-0002")["title"] == "检验不出报告"


# -- all or nothing, and all of it back ------------------------------------------------------------


def test_nothing_is_half_recorded(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where writing breaks off, no act of any row is there."""
    before = facts(desk.folder)
    path = desk.listed(FULL, SHORT)
    with sqlite3.connect(desk.folder / "store.db") as store:
        store.execute(
            "CREATE TRIGGER broken BEFORE INSERT ON payload WHEN NEW.body LIKE '%A-2%' "
            "BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    code, _, err = desk.run("incident", "import", path, "--map", desk.map)
    assert code != 0
    assert err
    assert facts(desk.folder) == before


def test_an_import_is_taken_back_whole(desk: Desk) -> None:
    digest = desk.takes_in(FULL, SHORT)["import"]
    retract = ("audit", "retract", "--import")
    correct = ("incident", "correct", "I-2026-0001", "2", "--at", "2026-04-16 16:36")
    assert desk.run(*correct, "--reason", "phone bill")[0] == 0
    code, _, err = desk.run(*retract, digest[:12], "--reason", "wrong list")
    assert (code, err) == (0, "")
    assert desk.incidents() == {}
    assert "no fact" in desk.run(*retract, digest, "--reason", "again")[2]
    assert desk.takes_in(FULL, SHORT)["new"] == 2
    assert desk.steps("I-2026-0003")[1] == ("answer", "04-16T16:35")


def test_an_import_that_changed_tickets_gives_them_back_as_they_were(desk: Desk) -> None:
    first = desk.takes_in(SHORT)["import"]
    steps = desk.steps()
    second = desk.takes_in(CHANGED, FULL, options=["--take-changed"])["import"]
    code, _, err = desk.run("audit", "retract", "--import", first, "--reason", "wrong")
    assert code == 2
    assert second[:12] in err
    assert desk.run("audit", "retract", "--import", second, "--reason", "wrong")[::2] == (0, "")
    assert desk.steps() == steps
    assert desk.takes_in(SHORT)["same"] == 1
    # it is compared with the first list again, and can be taken over again
    third = desk.takes_in(CHANGED, options=["--take-changed"])
    assert third["changed"] == DIFFERS
    assert desk.run("audit", "retract", "--import", third["import"], "--reason", "wrong")[::2] == (
        0,
        "",
    )
    assert desk.steps() == steps
    assert desk.run("audit", "retract", "--import", first, "--reason", "wrong")[0] == 0


def test_a_record_that_somebody_went_on_with_is_not_taken_back(desk: Desk) -> None:
    digest = desk.takes_in(SHORT)["import"]
    assert desk.run("incident", "restore", "I-2026-0001", "--at", "2026-04-18 09:00")[0] == 0
    code, _, _ = desk.run("audit", "retract", "--import", digest, "--reason", "wrong")
    assert code == 2
    assert len(desk.steps()) == 3


def test_a_person_reads_what_was_recorded_and_how_to_take_it_back(desk: Desk) -> None:
    path = desk.listed(FULL, SHORT)
    code, out, _ = desk.run("incident", "import", path, "--map", desk.map)
    assert code == 0
    told, ids, undo = out.splitlines()
    assert told == (
        f"{path}: 2 read, 2 new, 0 the same, 0 changed and taken over, 0 changed and kept, 0 left out"
    )
    assert ids == "I-2026-0001 to I-2026-0002"
    assert "svcctl audit retract --import" in undo
    shown = desk.run("incident", "show", "I-2026-0001")[1]
    assert "from desk, ticket A-1 (row " in shown


def test_levels_that_must_be_named_for_each_regime_are_not_understood(desk: Desk) -> None:
    """Where two levels of another regime are as grave, or two regimes share a name, a list cannot say which."""
    contract = desk.folder / "contract.toml"
    shipped = (workspace.shipped("contracts") / "zyfy-his-2025.toml").read_text("utf-8")
    assert 'level = "SIS2"' in shipped
    text = shipped.replace('level = "L3"\nseverity = 3', 'level = "BOTH"\nseverity = 1')
    text = text.replace('level = "SIS4" ', 'level = "BOTH" ')
    contract.write_text(text, "utf-8")
    assert desk.run("contract", "correct", contract, "--reason", "as signed")[::2] == (0, "")
    two = FULL | {"工单号": "A-3", "级别": "双"}
    found, _ = desk.refuses(FULL, FULL | {"工单号": "A-2", "级别": "特急"}, two)
    assert [(each["row"], each["value"], each["why"]) for each in found["left_out"]] == [
        (3, "SIS1", "level-beside"), (4, "BOTH", "level-which"),
    ]  # fmt: skip


def test_a_contract_without_levels_and_systems_takes_rows_that_name_none(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shipped map as it is; a system that it names stays what it is."""
    monkeypatch.setenv("SVCCTL_STORE", str(desk.folder / "other.db"))
    contract = workspace.shipped("contracts") / "example-property.toml"
    assert desk.run("init")[0] == 0
    code, _, err = desk.run("contract", "import", contract)
    assert (code, err) == (0, "")
    path = desk.folder / "glpi.csv"
    path.write_text(
        "ID;Opening date;Resolution date;Closing date\n7;2025-09-01 09:00;2025-09-01 10:00;\n"
    )
    code, out, err = desk.run("incident", "import", path, "--map", "glpi", "--format", "json")
    assert (code, err, json.loads(out)["new"]) == (0, "", 1)
    assert [verb for verb, _ in desk.steps("I-2025-0001")] == ["open", "restore"]
    path.write_text(path.read_text("utf-8").replace("10:00;", "10:30;2025-09-02 08:00"), "utf-8")
    options = ("--map", "glpi", "--take-changed", "--format", "json")
    changed = json.loads(desk.run("incident", "import", path, *options)[1])["changed"]
    assert [each["column"] for each in changed] == ["Resolution date", "Closing date"]


def test_a_row_after_the_last_day_of_the_term_is_refused(desk: Desk) -> None:
    ends = (
        "contract",
        "terminate",
        "--on",
        "2026-04-17",
        "--reason",
        "agreed",
        "--role",
        "purchaser",
    )
    assert desk.run(*ends)[0] == 0
    found, _ = desk.refuses(FULL, SHORT)
    assert [(each["row"], each["column"], each["why"]) for each in found["left_out"]] == [
        (3, "受理时间", "after-term")
    ]


def test_a_flaw_of_a_whole_row_names_no_column() -> None:
    flaw = Flaw(3, "", "", "no-number")
    assert flaw_text(flaw, Words("zh")) == "第 3 行：没有工单号，或工单号被表格软件截短"


def test_a_year_first_under_a_map_of_days_first_is_not_of_its_form() -> None:
    """Beside texts in the same column it may be turned; the map has said how days are written."""
    assert moment_of("2026-04-05 10:00", "dmy", SHANGHAI, mixed=True) == "not-a-time"
