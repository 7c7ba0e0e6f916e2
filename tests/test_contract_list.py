"""The list of contracts: what state each is in, its sums, and the next date that it has."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from svcctl import workspace
from svcctl.answers.width import cells

SHIPPED = workspace.shipped("contracts")
BOND = Path(__file__).parent / "cases" / "29-bond-first.toml"


def listed(run: Run, day: str, *options: Any) -> dict[str, Any]:
    code, out, err = run("contract", "list", "--as-of", day, "--format", "json", *options)
    assert code == 0, err
    found: dict[str, Any] = json.loads(out)
    return found


def one(run: Run, day: str) -> tuple[str, tuple[str, ...] | None]:
    """The state of the one contract, and its next date: day, kind, id."""
    [contract] = listed(run, day)["contracts"]
    following = contract["next"]
    told = tuple(following[key] for key in ("on", "kind", "id")) if following else None
    return contract["state"], told


def test_a_contract_from_its_signing_to_its_end(run: Run) -> None:
    """By hand from the file: signed on 18 February 2025, serves from March 2025 to February 2026."""
    assert run("init", SHIPPED / "example-property.toml")[0] == 0
    assert one(run, "2025-02-20")[0] == "not-started"
    assert one(run, "2025-03-01")[0] == "running"
    assert one(run, "2026-02-28") == ("running", ("2026-02-28", "end", "example-property"))
    assert one(run, "2026-03-01")[0] == "ended"
    end = ("contract", "terminate", "--on", "2025-08-31", "--reason", "停止", "--pro-rata")
    assert run(*end)[0] == 0
    assert one(run, "2025-08-30")[0] == "running"
    assert one(run, "2025-09-01")[0] == "terminated"
    close = ("contract", "close", "--on", "2026-05-01", "--override", "--reason", "归档")
    assert run(*close)[0] == 0
    assert one(run, "2026-05-02") == ("closed", None)


def test_the_next_date_is_the_first_by_which_something_is_to_be_done(run: Run) -> None:
    """A bond to lodge, payments, a letter that runs out, a bond to give back; what is late is no next date."""
    assert run("init", BOND)[0] == 0
    bond = "bond-first:performance-bond"
    assert one(run, "2025-11-05")[1] == ("2025-11-18", "obligation", f"{bond}-lodging")
    lodge = ("guarantee", "lodge", "performance-bond", "--on")
    assert run(*lodge, "2025-11-12", "--amount", "10000", "--ref", "B1")[0] == 0
    letter = ("2025-11-13", "--form", "letter", "--amount", "7500", "--valid-until", "2026-02-27")
    assert run(*lodge, *letter, "--ref", "L1")[0] == 0
    assert one(run, "2025-11-14")[1] == ("2025-12-05", "payment", "bond-first:first")
    assert one(run, "2026-02-10")[1] == ("2026-02-27", "letter", bond)
    assert one(run, "2026-03-01")[1] == ("2026-11-03", "end", "bond-first")
    for document, day in (("invoice", "2025-11-20"), ("acceptance", "2026-03-02")):
        assert run("reports", "receive", "--document", document, "--on", day)[0] == 0
    assert one(run, "2026-03-10")[1] == ("2026-03-23", "payment", "bond-first:rest")
    assert one(run, "2026-03-24")[1] == ("2026-04-01", "guarantee", f"{bond}/1")


def test_a_contract_without_a_term_ends_by_no_date_of_its_own(run: Run, tmp_path: Path) -> None:
    """It is over once all of it is paid and given back; until then a payment is what is next."""
    text = re.sub(r"\[term\][^\[]*", "", BOND.read_text(encoding="utf-8"))
    (tmp_path / "open.toml").write_text(text, encoding="utf-8")
    assert run("init", tmp_path / "open.toml")[0] == 0
    state, following = one(run, "2027-06-01")
    assert following is not None
    assert (state, following[1:]) == ("running", ("payment", "bond-first:first"))


@pytest.fixture
def office(run: Run) -> Run:
    """The contracts that ship, nothing recorded of any."""
    assert run("init", *sorted(SHIPPED.glob("*.toml")))[0] == 0
    return run


def test_contracts_are_narrowed_by_state_supplier_and_next_date(office: Run) -> None:
    """States are understood as they are printed; groups have the sums of their contracts."""
    day = "2026-11-22"

    def ids(*options: str) -> list[str]:
        return [each["id"] for each in listed(office, day, *options)["contracts"]]

    assert ids("--status", "履行中") == ["example-milestones", "zyfy-his-2025"]
    assert ids("--status", "running") == ids("--status", "履行中")
    assert ids("--supplier", "柳州") == ["zyfy-his-2025"]
    assert ids("--month", "2027-03") == ["zyfy-his-2025"]
    assert ids("--sort", "金额", "--limit", "2") == ["example-milestones", "zyfy-his-2025"]
    found = listed(office, day, "--group-by", "supplier", "--status", "已到期")
    assert [(each["name"], each["count"]) for each in found["groups"]] == [
        ("示例检测技术有限公司、示例环境采样有限公司", 1),
        ("示例物业服务有限公司", 1),
        ("示例通信服务有限公司", 1),
    ]
    assert found["groups"][1]["total"] == "430000.00"
    assert found["picked"] == {"of": 5, "matching": 3, "shown": 3, "undated": 0}
    code, _, err = office("contract", "list", "--status", "逾期", "--lang", "zh")
    assert code == 2
    assert "可用：未开始、履行中、已到期、已解除、已结案" in err


@pytest.mark.parametrize("width", [80, 100, 140])
def test_the_list_fits_the_terminal(
    office: Run, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """Supplier, state, sums and the next date stand at every width; what is next where there is room."""
    monkeypatch.setattr(workspace, "terminal_width", lambda: width)
    text = office("contract", "list", "--as-of", "2026-11-22", "--lang", "zh")[1]
    assert all(cells(line) <= width for line in text.splitlines())
    for heading in ("名称", "乙方", "状态", "未付金额", "逾期金额", "下一期限"):
        assert heading in text
    assert ("下一事项" in text) == (width >= 140)


def test_a_csv_has_every_column(office: Run) -> None:
    """What is next is told in words there."""
    text = office("contract", "list", "--as-of", "2026-11-22", "--lang", "zh", "--format", "csv")[1]
    row = next(each for each in csv.DictReader(io.StringIO(text)) if "zyfy" in each["合同"])
    assert (row["状态"], row["下一期限"], row["下一事项"]) == (
        "履行中",
        "2027-03-19",
        "第2年余款30%",
    )
    assert (row["乙方"], row["未付金额"]) == ("柳州中联科技有限责任公司", "870000.00")
