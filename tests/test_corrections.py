"""Terms typed wrongly and put right: told before and after, wherever a date or a sum rests on them (V-B10)."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from office import Answer, Office
from svcctl.casebook.corrections import TermChange, term_changes

TERMS = Path(__file__).parents[1] / "data" / "contracts" / "zyfy-his-2025.toml"
DAYS = {"key": "instalments[advance].due.days", "before": "15", "after": "60"}
LATER = ("--as-of", "2025-03-20")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A store made on the day the contract was signed."""
    found = Office(tmp_path / "office", datetime(2025, 3, 5, 2, tzinfo=UTC), tmp_path)
    found.do("init --demo")
    return found


def put_right(office: Office, *pairs: tuple[str, str], on: int = 17) -> Answer:
    """The demo's terms with other texts, recorded late in the evening in London: the next day in China."""
    text = TERMS.read_text(encoding="utf-8")
    for before, after in pairs:
        assert before in text, before
        text = text.replace(before, after, 1)
    office.papers.joinpath("right.toml").write_text(text, encoding="utf-8")
    office.moment = datetime(2025, 3, on, 20, tzinfo=UTC)
    return office.json("contract correct PAPERS/right.toml --reason mistyped")


def rows(office: Office, verb: str = "schedule") -> dict[str, list[str]]:
    """The corrections that each instalment of a list rests on."""
    found = office.json(f"payments {verb}", *LATER)["instalments"]
    return {each["id"].partition(":")[2]: each.get("corrected_by", []) for each in found}


def test_log_and_contract_tell_each_term_before_and_after(office: Office) -> None:
    """15 days were 60: with reason, day of recording, and the path in the file."""
    event = put_right(office, ("days = 15", "days = 60"))["recorded"][0]["event"]
    [correction] = office.json("contract show")["corrections"]
    assert correction == {
        "event": event,
        "recorded_on": "2025-03-18",
        "reason": "mistyped",
        "changes": [DAYS],
    }
    first, second = office.json("audit log")["events"]
    assert (second["changes"], "changes" in first) == ([DAYS], False)
    told = "首期款的期限天数由「15」改为「60」"
    assert told in office.do("audit log --lang zh").out
    shown = office.do("contract show --lang zh").out
    assert f"更正：2025-03-18 登记 {event}，原因：mistyped\n  {told}" in shown


def test_dates_that_rest_on_a_correction_are_marked(office: Office) -> None:
    """The advances go by the corrected days, the balances do not; before it nothing is marked."""
    assert "corrected" not in office.do("payments due", *LATER).out
    event = put_right(office, ("days = 15", "days = 60"))["recorded"][0]["event"]
    advances = {f"Y{year}-advance": [event] for year in (1, 2, 3)}
    assert rows(office) == advances | {f"Y{year}-balance": [] for year in (1, 2, 3)}
    assert rows(office, "due") == {"Y1-advance": [event]}
    page = office.do("payments due --lang zh", *LATER).out
    assert "2025-06-05^" in page
    assert "^ Y1-advance 按更正后的条款计算：首期款的期限天数由「15」改为「60」" in page
    foot = office.do("payments schedule --lang en", *LATER).out.splitlines()[-1]
    assert foot.startswith("Y1-advance, Y2-advance, Y3-advance: by terms put right on 2025-03-18")


def test_explain_tells_from_what_to_what_and_why(office: Office) -> None:
    """A step behind the article; none where the instalment does not rest on it; the other side reads none."""
    event = put_right(office, ("days = 15", "days = 60"))["recorded"][0]["event"]
    found = office.json("explain Y1-advance", *LATER)["steps"]
    assert [step["step"] for step in found[:3]] == ["article", "corrected", "amount"]
    told = found[1]
    assert {key: told[key] for key in ("on", "event", "reason", *DAYS)} == {
        "on": "2025-03-18",
        "event": event,
        "reason": "mistyped",
        **DAYS,
    }
    balance = office.json("explain Y1-balance", *LATER)["steps"]
    assert "corrected" not in [step["step"] for step in balance]


def test_a_correction_of_what_moves_nothing_marks_nothing(office: Office) -> None:
    """A number of the contract is told in its page, and stands behind no date."""
    put_right(office, ('number = ""', 'number = "HT-1"'))
    assert not any(rows(office).values())
    [correction] = office.json("contract show")["corrections"]
    assert correction["changes"] == [{"key": "number", "before": "", "after": "HT-1"}]


def test_a_price_put_right_stands_behind_every_sum(office: Office) -> None:
    """What belongs to no list is told where it moved a sum; a rate of damages put right beside it is not."""
    price = ('total = "870000.00"', 'total = "900000.00"')
    words = ('total_in_words = "捌拾柒万元整"', 'total_in_words = "玖拾万元整"')
    rate = ('rate = "5%"', 'rate = "4%"')
    put_right(office, price, words, rate, ('per_year = "290000.00"', 'per_year = "300000.00"'))
    assert all(rows(office).values())
    steps = office.json("explain Y2-balance", *LATER)["steps"]
    told = {s["key"]: s["after"] for s in steps if s["step"] == "corrected"}
    assert sorted(told) == ["price.per_year", "price.total", "price.total_in_words"]
    assert told["price.per_year"] == "300000.00"


def test_each_of_two_corrections_tells_its_own_part(office: Office) -> None:
    """15, 60, 20: the second is told from 60 on; taken back, the first holds again."""
    first = put_right(office, ("days = 15", "days = 60"))["recorded"][0]["event"]
    office.do("obligations done file-original --on 2025-03-12")
    second = put_right(office, ("days = 15", "days = 20"), on=18)["recorded"][0]["event"]
    told = [(e["event"], e["changes"][0]["before"], e["changes"][0]["after"])
            for e in office.json("contract show")["corrections"]]  # fmt: skip
    assert told == [(first, "15", "60"), (second, "60", "20")]
    assert rows(office)["Y1-advance"] == [first, second]
    office.do(f"audit retract {second} --reason none")
    assert rows(office)["Y1-advance"] == [first]
    assert [e.get("changes") for e in office.json("audit log")["events"]][1:4] == [
        [DAYS],
        None,
        [DAYS | {"before": "60", "after": "20"}],
    ]


def test_what_only_a_correction_knows_rests_on_it(office: Office) -> None:
    """An instalment under another key, paid since: the old terms know nothing of it."""
    put_right(office, ('key = "advance"', 'key = "first"'))
    office.do("payments record Y1-first --amount 1000 --on 2025-03-18 --ref 1 --confirm-account")
    marked = rows(office)
    assert (bool(marked["Y1-first"]), marked["Y1-balance"]) == (True, [])
    assert "Y1-first" in office.json("explain Y1-first", *LATER)["id"]


def test_a_letter_tells_the_other_side_no_slip_of_ours(office: Office) -> None:
    """Reason and old terms stay in the house."""
    put_right(office, ("days = 15", "days = 14"))
    office.moment = datetime(2025, 4, 2, 2, tzinfo=UTC)
    office.do("letter reminder Y1-advance --role supplier -o", office.papers / "a.docx")
    with zipfile.ZipFile(office.papers / "a.docx") as letter:
        text = letter.read("word/document.xml").decode()
    assert ("首期款" in text, "mistyped" in text, "更正" in text) == (True, False, False)


def test_terms_are_told_by_their_paths() -> None:
    """Tables in lists by their keys, wherever they stand; new and dropped ones leaf by leaf."""
    before = {"a": [{"key": "x", "n": 1}, {"key": "y", "n": 2}], "t": "one", "on": ["1", "2"]}
    after = {"a": [{"key": "y", "n": 3}], "t": {"zh": "一"}, "on": ["1"], "yes": True}
    assert list(term_changes(before, after)) == [
        TermChange("a[x].key", "x", None),
        TermChange("a[x].n", "1", None),
        TermChange("a[y].n", "2", "3"),
        TermChange("t", "one", "zh 一"),
        TermChange("on", "1, 2", "1"),
        TermChange("yes", None, "true"),
    ]
