"""Profiles of banks' lists: kept once confirmed, used without asking, refused where a list differs."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles import examples
from sheets_made import xls
from svcctl import workspace
from svcctl.billing.refusal import Refusal
from svcctl.intake.directions import Reading
from svcctl.intake.payment_list import HEADINGS, read_list
from svcctl.intake.profiles import Profile, profile_name, read_profile, written

Run = Callable[..., tuple[int, str, str]]
SURE = "--confirm-account"
OURS = "柳州中联科技有限责任公司"
SIGNED = f"交易日期,记账日期,交易金额,对方户名\n2025-03-24,2025-03-25,-203000.00,{OURS}\n"
SHIPPED = ("abc", "boc", "bocom", "ccb", "icbc")


@pytest.fixture
def folder(demo_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder of profiles, empty; a store beside it."""
    own = tmp_path / "own"
    monkeypatch.setattr(workspace, "profiles_folder", lambda: own)
    return own


@pytest.fixture
def bank(tmp_path: Path) -> Callable[[str], str]:
    def write(text: str) -> str:
        path = tmp_path / "q.csv"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def paid_on(run: Run) -> list[str]:
    _, out, _ = run("audit", "log", "--format", "json")
    return [e["happened_on"] for e in json.loads(out)["events"] if e["kind"] == "payment-recorded"]


def test_columns_kept_once_are_used_again(folder: Path, run: Run, bank: Callable[[str], str]) -> None:  # fmt: skip
    """The side, the sheet and the day that were typed once hold for every later list."""
    path = bank(SIGNED)
    assert run("import", "payments", path, SURE)[0] == 2  # nobody says which sign is out
    typed = ("--profile", "本行", "--save-profile", "--out", "negative", "--day", "记账日期")
    code, out, err = run("import", "payments", path, SURE, *typed, "--dry-run", "--lang", "en")
    assert (code, list(folder.glob("*"))) == (0, []), err
    code, out, err = run("import", "payments", path, SURE, *typed, "--lang", "en")
    assert code == 0, err
    assert "kept in" in out
    assert paid_on(run) == ["2025-03-25"]
    later = bank(SIGNED + f"2025-06-01,2025-06-02,1.00,{OURS}\n")
    code, out, err = run("import", "payments", later, SURE, "--profile", "本行", "--format", "json")
    # the second row came in: by the profile plus is money that came
    assert code == 2
    assert "第 3 行" in err or "row 3" in err


def test_lists_are_compared_by_the_same_columns(
    folder: Path, run: Run, bank: Callable[[str], str]
) -> None:
    """`compare payments` takes --day and --profile as the import does, and keeps nothing."""
    path = bank(SIGNED)
    out = ("--out", "negative")
    assert run("payments", "record", "Y1-advance", "--amount", 203000, "--on", "2025-03-25",
               "--ref", "a", SURE)[0] == 0  # fmt: skip
    compare = ("compare", "payments", path)
    assert run(*compare, *out, "--day", "记账日期")[0] == 0
    assert run(*compare, *out, "--day", "交易日期")[0] == 1
    code, _, err = run(*compare, "--profile", "本行")
    assert code == 2
    assert "本行" in err
    (folder / "本行.toml").parent.mkdir()
    (folder / "本行.toml").write_text(
        'out = "negative"\ntested = false\n[columns]\non = "记账日期"\namount = "交易金额"\nname = "对方户名"\n',
        encoding="utf-8",
    )
    before = (folder / "本行.toml").read_bytes()
    code, told, err = run(*compare, "--profile", "本行")
    assert (code, err) == (0, "")
    assert "was never tried on a real list" in told
    assert (folder / "本行.toml").read_bytes() == before


def test_a_list_that_does_not_fit_is_refused_with_what_differs(
    folder: Path, run: Run, bank: Callable[[str], str]
) -> None:
    typed = ("--profile", "x", "--save-profile", "--out", "negative")
    assert run("import", "payments", bank(SIGNED), SURE, *typed)[0] == 0
    for changed, differs in (
        (SIGNED.replace("交易金额", "发生额"), "- 交易金额"),
        (SIGNED.replace("交易日期,", "交易日,"), "- 交易日期"),
        (SIGNED.replace("对方户名", "备用").replace("记账日期", "借方"), "+ 借方"),
        ("a,b\n1,2\n", "- 交易日期"),
    ):
        code, out, err = run("import", "payments", bank(changed), SURE, "--profile", "x")
        assert (code, out) == (2, "")
        assert differs in err
        assert err.count("\n") <= 2


def test_a_name_that_is_new_is_asked_for(
    folder: Path, run: Run, bank: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a terminal: which sign is out, and whether to keep it; in a script it is refused."""
    path = bank(SIGNED)
    code, _, err = run("import", "payments", path, SURE, "--profile", "neu", "--lang", "en")
    assert (code, "icbc" in err, "--save-profile" in err) == (2, True, True)
    monkeypatch.setattr(workspace, "interactive", lambda: True)
    answers = iter(["1", "", "1", "what?", "是"])  # Enter is no; what is not clear is asked again
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(answers))
    assert run("import", "payments", path, SURE, "--profile", "neu", "--dry-run")[0] == 0
    assert run("import", "payments", path, SURE, "--profile", "neu")[0] == 0
    kept = read_profile("neu", "", (folder / "neu.toml").read_text(encoding="utf-8"), HEADINGS)
    assert (kept.out, kept.tested, kept.columns["amount"]) == ("negative", True, "交易金额")
    # an error that no answer mends is told as ever
    wrong = bank(SIGNED.replace("2025-03-24", "x"))
    assert run("import", "payments", wrong, SURE, "--profile", "neu2")[0] == 2


def test_a_ledgers_side_is_asked_for(
    folder: Path, run: Run, bank: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"银行存款日记账\n日期,借方,贷方,余额,对方户名\n2025-03-25,,203000,1,{OURS}\n"
    monkeypatch.setattr(workspace, "interactive", lambda: True)
    answers = iter(["贷方", "Y"])
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(answers))
    code, _, err = run("import", "payments", bank(text), SURE, "--profile", "账")
    assert code == 0, err
    assert 'out = "credit"' in (folder / "账.toml").read_text(encoding="utf-8")


def test_profiles_that_ship_are_marked_untested(folder: Path, run: Run) -> None:
    """Their headings are those of public forms; nobody has seen a real list with them."""
    _, out, _ = run("import", "profiles", "--format", "json")
    found = {each["name"]: each for each in json.loads(out)["profiles"]}
    assert tuple(found) == SHIPPED
    assert not any(each["tested"] for each in found.values())
    assert all(each["source"] and each["out"] for each in found.values())
    assert run("import", "profiles", "--lang", "zh")[1].count("未用真实流水核对") == len(SHIPPED)
    assert "[columns]" in run("import", "profiles", "icbc")[1]
    assert run("import", "profiles", "x")[0] == 2


@pytest.mark.parametrize("name", SHIPPED)
def test_a_list_of_each_shipped_profile_is_read(name: str) -> None:
    """Made by its own headings: what left is out, what came is in, as a workbook too."""
    path = workspace.shipped("profiles") / f"{name}.toml"
    profile = read_profile(name, str(path), path.read_text(encoding="utf-8"), HEADINGS)
    values = {"on": "2026-03-18", "debit": 5, "amount": -5, "balance": 95, "payer": "甲方单位",
              "payee": "乙方公司", "name": "乙方公司", "currency": "人民币元"}  # fmt: skip
    content = xls([list(profile.columns.values()), [values.get(key) for key in profile.columns]])
    ours = Reading(ours=frozenset({"甲方单位"}), theirs=frozenset({"乙方公司"}))
    reading = ours._replace(columns=profile.columns, profile=name, out=profile.out)
    found = read_list("q", "q.xls", content, reading)
    assert [(each.fen, each.name) for each in found.rows] == [(500, "乙方公司")]
    assert found.headings == profile.columns


def test_the_note_of_an_untested_profile(folder: Path, run: Run, bank: Callable[[str], str]) -> None:  # fmt: skip
    text = (
        f"交易时间,转出金额,转入金额,余额,对方单位,对方账号,摘要\n2025-03-25,203000,,1,{OURS},,x\n"
    )
    code, out, err = run("import", "payments", bank(text), SURE, "--profile", "ICBC", "--lang", "en")  # fmt: skip
    assert code == 0, err
    assert "never tried on a real list" in out


@pytest.mark.parametrize(
    ("text", "key", "line", "at"),
    [
        ("a = ", "profile.syntax", 1, None),
        ('out = "x\n', "profile.syntax", 1, None),
        ('\nfoo = 1\n[columns]\non = "a"\npaid = "b"', "profile.key", 2, "foo"),
        ('title = 1\n[columns]\non = "a"\npaid = "b"', "profile.text", 1, "title"),
        ('out = "left"\n[columns]\non = "a"\npaid = "b"', "profile.out", 1, "out"),
        ('tested = "no"\n[columns]\non = "a"\npaid = "b"', "profile.yes-or-no", 1, "tested"),
        ('[columns]\non = "a"\npaid = "b"\nwho = "c"', "profile.column", 4, "columns.who"),
        ('[columns]\non = "a"\npaid = ""', "profile.text", 3, "columns.paid"),
        ('[columns]\non = "a"', "profile.columns", 1, "columns"),
        ('title = "x"', "profile.columns", 1, "columns"),
    ],
)  # fmt: skip
def test_a_bad_profile_is_refused_with_line_and_key(text: str, key: str, line: int, at: str | None) -> None:  # fmt: skip
    with pytest.raises(Refusal) as caught:
        read_profile("x", "x.toml", text, HEADINGS)
    assert (caught.value.key, caught.value.values["line"]) == (key, line)
    assert caught.value.values.get("at") == at


def test_a_bad_file_is_named_by_the_command(folder: Path, run: Run, bank: Callable[[str], str]) -> None:  # fmt: skip
    folder.mkdir()
    (folder / "bad.toml").write_bytes(b"\xff\xfe")
    code, _, err = run("import", "payments", bank(SIGNED), "--profile", "bad", "--lang", "en")
    assert (code, "bad.toml, line 1" in err) == (2, True)
    assert run("import", "payments", bank(SIGNED), "--save-profile")[0] == 2
    (folder / "bad.toml").unlink()
    folder.rmdir()
    folder.write_text("no folder")
    typed = ("--profile", "y", "--save-profile", "--out", "negative", SURE)
    assert run("import", "payments", bank(SIGNED), *typed)[0] != 0


@pytest.mark.parametrize("name", ["", "../x", "a/b", "a.b", "x" * 41])
def test_a_name_that_is_no_files(name: str) -> None:
    with pytest.raises(Refusal, match=r"profile\.name"):
        profile_name(name)


@examples(100)
@given(st.text(max_size=20), st.dictionaries(st.sampled_from(sorted(HEADINGS)), st.text(min_size=1, max_size=20)))  # fmt: skip
def test_a_profile_is_read_as_it_was_written(title: str, columns: dict[str, str]) -> None:
    """Whatever signs a bank has in its headings."""
    profile = Profile(name="x", title=title, columns={"on": "日", "paid": "金", **columns})
    assert read_profile("x", "", written(profile), HEADINGS) == profile
