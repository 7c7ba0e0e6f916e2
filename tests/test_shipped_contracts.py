"""The shipped examples, lived through as their transcripts tell: days and sums worked out on paper.

Days were counted on the published calendars of 2024 to 2026: 2025 is off on 1 Jan, 28 Jan to 4 Feb, 4 to 6 Apr, 1 to
5 May, 31 May to 2 Jun, 1 to 8 Oct, and works on 26 Jan, 8 Feb, 27 Apr, 28 Sep, 11 Oct; 2026 is off on 1 to 3 Jan, 15 to
23 Feb, 4 to 6 Apr, 1 to 5 May, and works on 4 Jan, 14 Feb, 28 Feb, 9 May.
"""

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from svcctl import workspace
from transcript import FOLDER, steps

Answer = dict[str, Any]
READING = {"show", "check", "due", "schedule", "forecast", "list", "status", "assess", "log", "law"}
READING |= {"explain", "checklist", "request", "verify", "findings", "readings", "what-if"}


def lived(name: str, run: Run, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """A store in which all was recorded that the transcript records, each at its time."""
    patch.chdir(folder)
    contract = f"example-{name}.toml"
    (folder / contract).write_bytes((workspace.shipped("contracts") / contract).read_bytes())
    for step in steps((FOLDER / f"{name}.zh.txt").read_text(encoding="utf-8")):
        if step.mark == "@":
            moment = datetime.fromisoformat(step.text).replace(tzinfo=workspace.SHANGHAI)
            patch.setattr(workspace, "now", lambda moment=moment: moment)
        words = step.text.split()[1:]
        if step.mark == "$" and not READING & set(words[:2]):
            run(*words)


def asked(run: Run, line: str) -> Answer:
    """What a command answers."""
    code, out, err = run(*line.split(), "--format", "json")
    assert code == 0, err
    answer: Answer = json.loads(out)
    return answer


def rows(run: Run, as_of: str) -> dict[str, Answer]:
    """The instalments on that day, by their ids."""
    answer = asked(run, f"payments schedule --as-of {as_of}")
    return {row["id"].split(":")[-1]: row for row in answer["instalments"]}


def told(found: dict[str, Answer], ids: list[str], *keys: str) -> dict[str, tuple[Any, ...]]:
    """Those columns of those rows."""
    return {name: tuple(found[name][key] for key in keys) for name in ids}


def test_the_property_contract(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve months of 430,000.00; scores, a fine, three failures in a row, an early end, the bond in two parts.

    By month: k/12 of 430,000.00 less (k-1)/12. Each score below 90 takes 0.5 % a point; 1,500.00 of each month are kept.
    April (84): 35,833.34 x 97 % = 34,758.34. May (86.5): 35,833.33 x 98.25 % = 35,206.25. June (65): x 87.5 % =
    31,354.16. July (68): 35,833.34 x 89 % = 31,891.67. August (69): x 89.5 % = 32,070.83. The contract ends on
    15 September: 15 of 30 days of 35,833.33 are 17,916.665, so 17,916.67.
    """
    lived("property", run, tmp_path, monkeypatch)
    months = [f"Y1-M{month:02d}-fee" for month in range(1, 8)]
    before = rows(run, "2025-03-01")
    assert sum(Decimal(row["amount"]) for row in before.values()) == 430000
    assert told(before, months[:3], "amount", "retained") == {
        "Y1-M01-fee": ("34333.33", "1500.00"),
        "Y1-M02-fee": ("34333.34", "1500.00"),
        "Y1-M03-fee": ("34333.33", "1500.00"),
    }
    assert before["kept"]["amount"] == "18000.00"
    after = rows(run, "2026-01-05")
    assert told(after, months, "due_on", "reduced", "offset", "paid", "outstanding") == {
        "Y1-M01-fee": ("2025-04-22", "0.00", "0.00", "34333.33", "0.00"),
        "Y1-M02-fee": ("2025-05-23", "1075.00", "0.00", "33258.34", "0.00"),
        "Y1-M03-fee": ("2025-06-20", "627.08", "1000.00", "32706.25", "0.00"),
        "Y1-M04-fee": ("2025-07-18", "4479.17", "0.00", "29854.16", "0.00"),
        "Y1-M05-fee": ("2025-08-19", "3941.67", "0.00", "30391.67", "0.00"),
        "Y1-M06-fee": ("2025-09-19", "3762.50", "0.00", "30570.83", "0.00"),
        "Y1-M07-fee": ("2025-10-16", "17916.66", "0.00", "16416.67", "0.00"),
    }
    # 34,333.33 + 33,258.34 + 32,706.25 + 29,854.16 + 30,391.67 + 30,570.83 + 16,416.67, and 7 x 1,500.00 kept
    assert after["kept"]["due_on"] == "2025-10-17"
    assert after["kept"]["paid"] == "10500.00"
    assert asked(run, "payments schedule --as-of 2026-01-05")["paid"] == "218031.25"


def test_the_bond_and_the_damages_of_the_property_contract(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """5 % of 430,000.00 are 21,500.00; 2 % of it (8,600.00) are taken, 60 % and 40 % of 12,900.00 go back.

    Five days late with 33,258.34 at 0.3‰: 49.89. Two complaints: 1,000.00.
    """
    lived("property", run, tmp_path, monkeypatch)
    (bond,) = asked(run, "guarantee list --as-of 2026-01-05")["guarantees"]
    assert (bond["lodge"]["due_on"], bond["lodged"], bond["claimed"]) == (
        "2025-02-25", "21500.00", "8600.00",
    )  # fmt: skip
    assert [(each["paid"], each["due_on"]) for each in bond["returns"]] == [
        ("7740.00", "2025-10-11"),
        ("5160.00", "2025-12-29"),
    ]
    lines = asked(run, "damages assess --as-of 2026-01-05")["lines"]
    assert {each["id"].split(":")[-1]: each["amount"] for each in lines} == {
        "late-payment/Y1-M02-fee": "49.89",
        "complaint/B1": "1000.00",
        "early-end/B2": "8600.00",
    }


def test_the_contract_of_unit_prices(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Quarters settled by quantities, 3 % off, 65 to 35; the last one is more than the ceiling leaves.

    Estimates: 255,875.05 by 53, 93, 93 and 93 of 332 parts of a month. Second quarter of 2025: 60 x 486.50 + 10 x 1,250.00
    + 4,000.00 x 53/31 = 48,528.71, less 3 %: 47,072.85. Third: 95, 25 and three months: 89,467.50, 86,783.48. Fourth: 110,
    20: 90,515.00, 87,799.55, less 500.00: 87,299.55. Left of 260,000.00: 38,844.12; 70 and 12 would be 59,223.35.
    """
    lived("unit-prices", run, tmp_path, monkeypatch)
    before = rows(run, "2025-05-10")
    ids = [f"{quarter}-fee.{who}" for quarter in ("Y1-Q2", "Y1-Q3", "Y1-Q4", "Y2-Q1")
           for who in ("lead", "member")]  # fmt: skip
    assert told(before, ids[:4], "amount", "period_from", "period_to") == {
        "Y1-Q2-fee.lead": ("26550.89", "2025-05-10", "2025-06-30"),
        "Y1-Q2-fee.member": ("14296.63", "2025-05-10", "2025-06-30"),
        "Y1-Q3-fee.lead": ("46589.30", "2025-07-01", "2025-09-30"),
        "Y1-Q3-fee.member": ("25086.55", "2025-07-01", "2025-09-30"),
    }
    # of 260,000.00 are left 212,927.15, of that 71,675.85 and 71,675.84 go to the two quarters before
    settled = rows(run, "2025-07-10")
    assert [settled[name]["amount"] for name in ids[6:]] == ["45224.05", "24351.41"]
    after = rows(run, "2026-05-08")
    assert told(after, ids, "due_on", "paid", "outstanding") == {
        "Y1-Q2-fee.lead": ("2025-07-31", "30597.35", "0.00"),
        "Y1-Q2-fee.member": ("2025-07-31", "16475.50", "0.00"),
        "Y1-Q3-fee.lead": ("2025-11-07", "56409.26", "0.00"),
        "Y1-Q3-fee.member": ("2025-11-07", "30374.22", "0.00"),
        "Y1-Q4-fee.lead": ("2026-02-02", "56144.71", "0.00"),  # 600.00 for the late report
        "Y1-Q4-fee.member": ("2026-02-02", "30554.84", "0.00"),
        "Y2-Q1-fee.lead": ("2026-05-07", "25248.68", "0.00"),
        "Y2-Q1-fee.member": ("2026-05-07", "13595.44", "0.00"),
    }
    totals = asked(run, "payments schedule --as-of 2026-05-08")
    assert (totals["paid"], totals["offset"]) == ("259400.00", "600.00")


def test_the_contract_with_renewals(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """245,800.00, renewed once for 251,900.50; days of the calendar, papers that come late, the bond at the last end.

    The 20th: 20 Apr 2024 is a Saturday, 20 Jul a Saturday (the paper comes on 5 Aug: 20 Aug), 20 Oct a Sunday. The fifth
    working day: 5 Jul 2024; Jan 2025: 2, 3, 6, 7, 8; Jan 2026: 4 (worked), 5 to 8. 31 May 2025 is a holiday: 30 May.
    10 Jan 2024 lies before the signing: 15 Jan. Eleven days late with 36,870.00, the last four at 1‰: 147.48.
    """
    lived("renewals", run, tmp_path, monkeypatch)
    found = rows(run, "2026-01-31")
    first = [f"Y1-Q{quarter}-line" for quarter in range(1, 5)]
    second = [name.replace("Y1", "Y2") for name in first]
    assert [found[name]["due_on"] for name in first + second] == [
        "2024-04-22", "2024-08-20", "2024-10-21", "2025-01-20",
        "2025-04-21", "2025-07-21", "2025-10-20", "2026-01-20",
    ]  # fmt: skip
    assert {found[name]["paid"] for name in first} == {"24580.00"}
    assert {found[name]["paid"] for name in second} == {"25190.05"}
    halves = [f"Y{year}-H{half}" for year in (1, 2) for half in (1, 2)]
    assert told(found, [f"{half}-upkeep" for half in halves], "due_on", "paid") == {
        "Y1-H1-upkeep": ("2024-07-05", "36870.00"),
        "Y1-H2-upkeep": ("2025-01-08", "36870.00"),
        "Y2-H1-upkeep": ("2025-08-07", "37785.08"),  # the report came on 10 July, after the 7th
        "Y2-H2-upkeep": ("2026-01-08", "37785.08"),
    }
    assert told(found, [f"{half}-spares" for half in halves], "due_on", "paid") == {
        "Y1-H1-spares": ("2024-01-15", "12290.00"),
        "Y1-H2-spares": ("2024-08-31", "12290.00"),
        "Y2-H1-spares": ("2025-01-10", "12595.02"),
        "Y2-H2-spares": ("2025-08-31", "12595.02"),
    }
    assert told(found, ["Y1-annual", "Y2-annual"], "due_on", "paid") == {
        "Y1-annual": ("2024-05-31", "49160.00"),
        "Y2-annual": ("2025-05-30", "50380.10"),
    }
    thirds = [row for name, row in found.items() if name.startswith("Y3")]
    assert (len(thirds), {row["status"] for row in thirds}) == (9, {"cancelled"})
    assert asked(run, "payments schedule --as-of 2026-01-31")["paid"] == "497700.50"


def test_the_bond_of_the_contract_with_renewals(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It goes back ten working days after the end, which a renewal moves by a year; the days of grace cost nothing."""
    lived("renewals", run, tmp_path, monkeypatch)
    for as_of, due_on in (("2024-06-30", "2025-01-15"), ("2025-01-31", "2026-01-15")):
        (bond,) = asked(run, f"guarantee list --as-of {as_of}")["guarantees"]
        assert (bond["lodge"]["due_on"], bond["held_letter"]) == ("2024-01-25", "12000.00")
        assert [(each["form"], each["due_on"]) for each in bond["returns"]] == [("letter", due_on)]
    lines = asked(run, "damages assess --as-of 2026-01-31")["lines"]
    assert {each["id"].split(":")[-1]: each["amount"] for each in lines} == {
        "late-payment/Y1-H1-upkeep": "147.48"
    }
