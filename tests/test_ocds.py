"""Releases of the Open Contracting Data Standard: valid, true to the model and in themselves, nothing private."""

import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from svcctl.papers.ocds import _value
from test_exports import lived as lived

Run = Callable[..., tuple[int, str, str]]
Table = dict[str, Any]
PUBLISHED = (
    Path(__file__).parents[2] / "shared" / "reference" / "ocds" / "release-schema-1.1.5.json"
)
SECOND = Path(__file__).parents[1] / "data" / "contracts" / "example-milestones.toml"
published = pytest.mark.skipif(
    not PUBLISHED.is_file(), reason="the published schema is not at hand"
)
OPEN_CODES = {  # of 1.1's open codelists, those that stand for something of a contract in force
    "roles": {"buyer", "supplier", "payer", "payee"},
    "type": {"payment", "reporting", "delivery"},
    "documentType": {
        "contractSummary",
        "contractAnnexe",
        "physicalProgressReport",
        "completionCertificate",
    },
}
DAYS = ("2025-03-05", "2025-03-27", "2025-04-15", "2026-03-05", "2026-06-01", "2028-12-31")


def exported(run: Run, *args: str) -> tuple[Table, str]:
    code, out, err = run("export", "schedule", "--format", "ocds", *args)
    assert code == 0, err
    return json.loads(out), err


def tables(value: Any) -> Iterator[Table]:
    """Every table in it, itself included."""
    if isinstance(value, dict):
        yield value
    for each in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from tables(each)


def invalid(found: Table) -> list[str]:
    schema = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    check = Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)
    return [error.message for error in check.iter_errors(found)] + list(
        unknown(found, schema, schema, "release")
    )


def unknown(value: Any, schema: Table, whole: Table, at: str) -> Iterator[str]:
    """Where a table has a field that the standard does not know; the schema itself would let it pass."""
    schema = whole["definitions"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if isinstance(value, list):
        for each in value:
            yield from unknown(each, schema.get("items", {}), whole, at)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in schema["properties"]:
                yield f"{at}.{name}"
            else:
                yield from unknown(each, schema["properties"][name], whole, f"{at}.{name}")


def inconsistent(found: Table) -> Iterator[str]:
    """References to nobody, ids twice, codes that no list has, empty values, days without their zone."""
    parties = {party["id"]: party["name"] for party in found["parties"]}
    [contract] = found["contracts"]
    references = [
        found["buyer"],
        *(each for award in found["awards"] for each in award["suppliers"]),
    ]
    work = contract["implementation"]
    references += [
        each[side] for each in work.get("transactions", ()) for side in ("payer", "payee")
    ]
    yield from (
        f"{each} is no party" for each in references if parties.get(each["id"]) != each["name"]
    )
    if contract["awardID"] not in {award["id"] for award in found["awards"]}:
        yield "a contract without its award"
    lists = [each for table in tables(found) for each in table.values() if isinstance(each, list)]
    for each in lists:
        ids = [item["id"] for item in each if isinstance(item, dict)]
        if len(ids) != len(set(ids)) or not each:
            yield f"twice, or nothing: {ids}"
    for table in tables(found):
        for name, value in table.items():
            if (
                name in OPEN_CODES
                and not set([value] if isinstance(value, str) else value) <= OPEN_CODES[name]
            ):
                yield f"{name}: {value}"
            if value in ("", None) or re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):
                yield f"{name}: {value!r}"
    for milestone in work["milestones"]:
        if (milestone["status"] == "met") is not (
            "dateMet" in milestone
        ) or "dateModified" not in milestone:
            yield f"{milestone['id']}: {milestone['status']}"


@published
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_release_is_valid_on_every_day(lived: Path, run: Run, day: str, lang: str) -> None:
    """Against the published schema, date-time formats too; no field the standard does not know; true references."""
    found, _ = exported(run, "--as-of", day, "--lang", lang)
    assert invalid(found) == []
    assert list(inconsistent(found)) == []


@published
def test_what_the_check_would_find(lived: Path, run: Run) -> None:
    """A date without its zone, a code outside a closed list, an unknown field, a reference to nobody."""
    found, _ = exported(run, "--as-of", "2026-06-01")
    for spoil, sign in (
        (lambda t: t.update(date="2026-06-01"), "is not a 'date-time'"),
        (lambda t: t["contracts"][0].update(status="closed"), "is not one of"),
        (lambda t: t["contracts"][0].update(ends="x"), "release.contracts.ends"),
    ):
        spoilt = json.loads(json.dumps(found))
        spoil(spoilt)
        assert any(sign in text for text in invalid(spoilt)), sign
    found["buyer"] = {"id": "nobody", "name": "nobody"}
    assert len(list(inconsistent(found))) == 1


def test_it_says_what_the_model_says(lived: Path, run: Run) -> None:
    """Due dates, states and sums are those of the schedule; transactions add up to what was paid."""
    found, _ = exported(run, "--as-of", "2026-06-01", "--lang", "zh")
    [contract] = found["contracts"]
    work = contract["implementation"]
    _, out, _ = run("payments", "schedule", "--as-of", "2026-06-01", "--format", "json")
    told = json.loads(out)
    wanted = {
        f"instalment/{row['key'] if row['year'] is None else row['id'].rpartition(':')[2]}":
        (row["due_on"] and f"{row['due_on']}T23:59:59+08:00", row["paid_on"] and f"{row['paid_on']}T00:00:00+08:00")
        for row in told["instalments"]
    }  # fmt: skip
    milestones = {each["id"]: each for each in work["milestones"]}
    assert {name: (each.get("dueDate"), each.get("dateMet")) for name, each in milestones.items()
            if each["type"] == "payment"} == wanted  # fmt: skip
    states = {name.partition("/")[2]: each["status"] for name, each in milestones.items()}
    assert (states["Y1-advance"], states["Y1-balance"], states["Y2-advance"], states["Y2-balance"]) == (
        "partiallyMet", "notMet", "notMet", "scheduled"
    )  # fmt: skip
    assert (states["file-original"], states["publish-contract"]) == ("met", "notMet")
    assert (states["Y1-annual-report"], states["Y2-annual-report"]) == ("met", "scheduled")
    assert "暂定" in milestones["instalment/Y2-balance"]["description"]
    moves = {each["id"]: each["value"]["amount"] for each in work["transactions"]}
    assert moves == {"zyfy-his-2025#2": 100000, "zyfy-his-2025#3": 103000, "zyfy-his-2025#4": -3000}
    assert (contract["value"]["amount"], contract["dateSigned"]) == (
        870000,
        "2025-03-05T00:00:00+08:00",
    )
    assert "period" not in contract  # the notice that starts the term has not come
    assert "不一致事项（停付）：收款账户：签字盖章页；报价函" in contract["description"]
    assert re.search(r"登记簿 zyfy-his-2025@12:[0-9a-f]{64}", contract["description"])


def test_amendment_end_and_start(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """An amendment with what it adds, the term once it has started, the contract terminated."""
    seed = (SECOND.parent / "zyfy-his-2025.toml").read_text(encoding="utf-8")
    raised = tmp_path / "raised.toml"
    raised.write_text(
        seed.replace('"870000.00"', '"900000.00"')
        .replace('"290000.00"', '"300000.00"')
        .replace("捌拾柒", "玖拾"),
        encoding="utf-8",
    )
    amend = (
        "contract",
        "amend",
        str(raised),
        "--signed-on",
        "2025-06-01",
        "--approved-on",
        "2025-06-02",
    )
    for args in (
        ("contract", "start", "--on", "2025-03-10"),
        (*amend, "--approval-ref", "资财采〔2025〕1号", "--filed-on", "2025-06-03"),
        ("contract", "terminate", "--on", "2026-05-01", "--reason", "某人要求"),
    ):
        code, _, err = run(*args)
        assert code == 0, err
    found, _ = exported(run, "--as-of", "2026-06-01", "--lang", "zh")
    [contract], [award] = found["contracts"], found["awards"]
    [amendment] = contract["amendments"]
    assert (amendment["id"], amendment["date"]) == ("1", "2025-06-03T00:00:00+08:00")
    assert "30,000.00" in amendment["description"]
    assert (award["value"]["amount"], contract["value"]["amount"]) == (870000, 900000)
    assert contract["period"] == {
        "startDate": "2025-03-10T00:00:00+08:00",
        "endDate": "2026-05-01T23:59:59+08:00",
    }
    assert contract["status"] == "terminated"
    assert found["tag"][3:] == ["contractAmendment", "contractTermination"]
    assert "某人" not in json.dumps(found, ensure_ascii=False)
    assert list(inconsistent(found)) == []
    assert not PUBLISHED.is_file() or invalid(found) == []


def test_nothing_private_leaves(lived: Path, run: Run) -> None:
    """No account, no file name, no note, no voucher, nobody's handle; a paper by what it is and its SHA-256."""
    found, _ = exported(run, "--as-of", "2026-06-01", "--lang", "en")
    text = json.dumps(found, ensure_ascii=False)
    for kept in ("7070", "发票.pdf", "goodwill", "2025-019", "会纪", "zyfy-his-2025.toml"):
        assert kept not in text, kept
    [contract] = found["contracts"]
    papers = {each["title"]: each for each in contract["implementation"]["documents"]}
    accepted = papers["paper filed (Y1 Balance (30%), acceptance-note)"]
    assert (accepted["documentType"], accepted["format"]) == (
        "completionCertificate",
        "application/pdf",
    )
    assert re.search(r"SHA-256 [0-9a-f]{64}", accepted["description"])
    assert [each["documentType"] for each in contract["documents"]] == ["contractSummary"]


KNOWN = ("--known-at", "2040-06-01T00:00:00.000000+08:00")  # all that was recorded


def test_the_same_bytes_and_an_id_of_its_own(lived: Path, run: Run) -> None:
    """The same question gives the same bytes, for whatever role; another fact gives another release id."""
    first = run("export", "schedule", "--format", "ocds", "--as-of", "2026-06-01", *KNOWN)[1]
    again = run(
        "export",
        "schedule",
        "--format",
        "ocds",
        "--as-of",
        "2026-06-01",
        *KNOWN,
        "--role",
        "supplier",
    )[1]
    assert first == again
    code, _, err = run(
        "export",
        "schedule",
        "--format",
        "ocds",
        "--as-of",
        "2026-06-01",
        *KNOWN,
        "-o",
        str(lived / "r.json"),
    )
    assert (code, (lived / "r.json").read_bytes()) == (0, first.encode()), err
    run("contract", "start", "--on", "2025-03-10")
    later, _ = exported(run, "--as-of", "2026-06-01", *KNOWN)
    assert later["ocid"] == json.loads(first)["ocid"] == "zyfy-his-2025"
    assert later["id"] != json.loads(first)["id"]
    assert "#" not in later["id"]


def test_several_contracts_are_a_package(lived: Path, run: Run) -> None:
    """A release each, by different payees where the contract has them; the publisher named where it is not plain."""
    assert run("contract", "import", SECOND)[0] == 0
    code, _, err = run("payments", "record", "example-milestones:prepayment", "--amount", "384000", "--on",
                       "2026-02-03", "--ref", "1")  # fmt: skip
    assert code == 0, err
    code, out, err = run("export", "schedule", "--format", "ocds", "--as-of", "2026-06-01")
    assert (code, out) == (2, "")
    assert "--publisher" in err
    asked = ("--as-of", "2026-06-01", "--publisher", "县财政局", "--ocid-prefix", "ocds-a1b2c3",
             "--known-at", "2040-06-01T00:00:00.000000+08:00")  # fmt: skip
    found, err = exported(run, *asked)
    assert err == ""
    assert (found["version"], found["publisher"], found["publishedDate"]) == (
        "1.1", {"name": "县财政局"}, "2040-06-01T00:00:00+08:00"
    )  # fmt: skip
    assert [each["ocid"] for each in found["releases"]] == [
        "ocds-a1b2c3-example-milestones",
        "ocds-a1b2c3-zyfy-his-2025",
    ]
    assert found["uri"].startswith("urn:uuid:")
    assert exported(run, *asked)[0] == found
    for each in found["releases"]:
        assert list(inconsistent(each)) == []
        assert not PUBLISHED.is_file() or invalid(each) == []
    [paid] = found["releases"][0]["contracts"][0]["implementation"]["transactions"]
    assert paid["payee"] == {"id": "example-milestones-builder", "name": "示例软件有限公司"}
    alone, err = exported(run, "--contract", "zyfy-his-2025", "--as-of", "2026-06-01")
    assert alone["ocid"] == "zyfy-his-2025"
    assert "--ocid-prefix" in err


def test_what_is_refused(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """A prefix of another form, an option without its format, a day before the contract: a line, nothing written."""
    for args, sign in (
        (("--format", "ocds", "--ocid-prefix", "abc"), "ocds-a1b2c3"),
        (("--format", "csv", "--publisher", "x"), "--format ocds"),
        (("--format", "ocds", "--as-of", "2024-01-01"), "2024-01-01"),
        (("--format", "ocds", "-o", str(tmp_path / "no" / "r.json")), "r.json"),
    ):
        code, out, err = run("export", "schedule", *args)
        assert (code, out) == (2, "")
        assert sign in err.splitlines()[-1]
    code, _, err = run("export", "payments", "--format", "ocds")
    assert code == 2
    assert "table, plain, csv" in err


@given(st.integers(-(10**15), 10**15))
def test_amounts_are_exact(fen: int) -> None:
    """To the fen, up to the largest sum a contract file can state, and never in powers of ten."""
    text = json.dumps(_value(fen)["amount"])
    assert Decimal(text) * 100 == fen
    assert "e" not in text
