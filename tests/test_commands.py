"""What commands do beyond their transcripts: several contracts, corrections, accounts, streams, exit codes."""

import io
import json
from inspect import signature
from pathlib import Path
from typing import Any, get_args

import pytest

from conftest import Run
from svcctl import workspace
from svcctl.cli import NOUNS, verb, verbs
from svcctl.i18n import Words

CONTRACTS = Path(__file__).parents[1] / "data" / "contracts"
SEED, EXAMPLE = CONTRACTS / "zyfy-his-2025.toml", CONTRACTS / "example-milestones.toml"


def answer(run: Run, *args: object) -> Any:
    code, out, err = run(*args, "--format", "json")
    assert code == 0, err
    return json.loads(out)


@pytest.fixture
def two(demo_store: Path, run: Run) -> None:
    """A store of two contracts."""
    assert run("contract", "import", EXAMPLE)[0] == 0


# -- the JSON that scripts rely on -----------------------------------------------------------------


def test_the_due_list_is_to_the_letter(demo_store: Path, run: Run) -> None:
    """The example of the command line's specification, key by key."""
    assert answer(run, "payments", "due", "--as-of", "2025-03-20") == {
        "as_of": "2025-03-20",
        "currency": "CNY",
        "outstanding": "203000.00",
        "payable": "203000.00",
        "overdue": "0.00",
        "amount": "203000.00",
        "added": "0.00",
        "reduced": "0.00",
        "offset": "0.00",
        "paid": "0.00",
        "overpaid": "0.00",
        "retained": "0.00",
        "guarantees": {"outstanding": "0.00", "overdue": "0.00"},
        "if_renewed": "0.00",
        "instalments": [
            {
                "id": "zyfy-his-2025:Y1-advance",
                "kind": "instalment",
                "contract": "zyfy-his-2025",
                "contract_title": "资源县妇幼保健院医院信息系统运维项目",
                "supplier": "柳州中联科技有限责任公司",
                "year": 1,
                "key": "advance",
                "title": "首期款",
                "amount": "203000.00",
                "added": "0.00",
                "reduced": "0.00",
                "offset": "0.00",
                "paid": "0.00",
                "outstanding": "203000.00",
                "overpaid": "0.00",
                "retained": "0.00",
                "estimate": False,
                "period": "Y1",
                "period_from": "2025-03-06",
                "period_to": "2026-03-05",
                "payee": None,
                "renewal": None,
                "conditional": False,
                "department": None,
                "fund_source": None,
                "budget_item": None,
                "by_law": None,
                "paid_on": None,
                "days_late": None,
                "due_on": "2025-03-26",
                "window": None,
                "status": "due",
                "days_overdue": 0,
                "working_days_left": 4,
                "basis": "official",
                "article": "第七条",
                "waiting_for": [],
                "findings": ["payee-account"],
            }
        ],
    }


def test_calendars_are_to_the_letter(demo_store: Path, run: Run) -> None:
    """`calendar add`, `calendar show`, `audit verify`: the keys and values of the specification."""
    added = answer(run, "calendar", "add", "2025-03-05", "15")
    assert list(added) == ["basis", "calendar", "days", "end", "skipped", "start"]
    assert (added["end"], added["skipped"][0]) == (
        "2025-03-26",
        {"from": "2025-03-08", "to": "2025-03-09", "why": "weekend"},
    )
    shown = answer(run, "calendar", "show", "2026", "--calendar", "CN")
    assert (shown["year"], shown["calendar"], shown["basis"]) == (2026, "CN", "official")
    assert (shown["days_off"][0], shown["working_weekends"][0]) == ("2026-01-01", "2026-01-04")
    verified = answer(run, "audit", "verify")
    assert (verified["ok"], verified["contracts"], verified["events"], verified["broken_at"]) == (
        True,
        1,
        1,
        None,
    )
    assert verified["head"].startswith("zyfy-his-2025@1:")


def test_a_stream_of_sums(demo_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`calendar add -` answers a line for each; blank lines are passed over, a wrong one refuses them all."""
    monkeypatch.setattr("sys.stdin", io.StringIO("2025-03-05 15\n\n2028-03-20 10\n"))
    code, out, _ = run("calendar", "add", "-", "--format", "json")
    first, second = map(json.loads, out.splitlines())
    assert (code, first["end"], "skipped" in first) == (0, "2025-03-26", False)
    assert (second["basis"], set(second["window"])) == ("provisional", {"earliest", "latest"})
    monkeypatch.setattr("sys.stdin", io.StringIO("2025-03-05 15\n"))
    assert "2025-03-26" in run("calendar", "add", "-")[1]
    monkeypatch.setattr("sys.stdin", io.StringIO("2025-03-05 15\nmarch\n"))
    code, out, err = run("calendar", "add", "-", "--format", "json")
    assert (code, out) == (2, "")
    assert "line 2" in err


def test_overdue_is_an_exit_code(demo_store: Path, run: Run) -> None:
    """`--fail-if-overdue` answers 1 once something is late, 0 before."""
    due = ("payments", "due", "--fail-if-overdue", "--as-of")
    assert [run(*due, day)[0] for day in ("2025-03-26", "2025-03-27")] == [0, 1]


# -- two contracts ---------------------------------------------------------------------------------


def test_several_contracts_ask_which(two: None, run: Run) -> None:
    """What is about one contract asks which; an id with the contract's name, or --contract, says it."""
    code, _, err = run("contract", "start", "--on", "2025-03-01")
    assert code == 2
    assert "--contract: example-milestones Example City data sharing platform" in err
    assert ", zyfy-his-2025 Hospital information system maintenance" in err
    assert run("explain", "Y1-advance")[0] == 0  # the other has none
    assert run("explain", "zyfy-his-2025:Y1-advance")[0] == 0
    assert run("explain", "Y1-advance", "--contract", "zyfy-his-2025")[0] == 0
    assert run("explain", "zyfy-his-2025:Y1-advance", "--contract", "example-milestones")[0] == 2
    assert run("calendar", "add", "2025-03-05", "1")[0] == 2  # two calendars
    assert run("calendar", "add", "2025-03-05", "1", "--calendar", "CN")[0] == 0


def test_several_contracts_stand_in_one_list(
    two: None, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says of how many, and its lines fit the terminal."""
    shown = run("payments", "due", "--as-of", "2026-11-22")[1]
    assert "2 contracts    7 rows" in shown
    monkeypatch.setattr(workspace, "terminal_width", lambda: 80)
    for lang in ("zh", "en"):
        lines = run("payments", "due", "--as-of", "2026-11-22", "--lang", lang)[1].splitlines()
        from svcctl.answers.width import cells

        too_wide = [line for line in lines if cells(line) > 80 and "svcctl" not in line]
        assert too_wide == []
    assert "zyfy-his-2025:Y1-advance" in run("payments", "schedule", "--format", "csv")[1]


def test_a_transfer_has_one_payee(two: None, run: Run) -> None:
    """Money for the builder and money for the operator are two transfers."""
    pay = ("payments", "record", "--on", "2026-02-05", "--ref", "1")
    code, _, err = run(
        *pay, "--for", "example-milestones:prepayment=1", "--for", "example-milestones:Y1-q1=1"
    )
    assert code == 2
    assert "示例软件有限公司" in err
    assert (
        run(
            *pay, "--for", "example-milestones:prepayment=1", "--for", "example-milestones:design=1"
        )[0]
        == 0
    )
    assert run("payments", "record", "example-milestones:nothing", "--amount", "1")[0] == 2


def test_documents_due_once(two: None, run: Run) -> None:
    """`--all` without a year receives what comes once; a milestone's clock then starts."""
    done = answer(
        run, "reports", "receive", "--all", "--contract", "example-milestones", "--on", "2026-06-30"
    )
    assert (
        next(change["after"] for change in done["changes"] if change["what"] == "due_on")
        == "2026-07-15"
    )


# -- corrections, imports, accounts ----------------------------------------------------------------


def test_terms_typed_wrongly_are_put_right_from_the_start(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """The old terms are seen by --known-at alone; what was paid must still be possible."""
    moment = workspace.recorded_now()
    right = tmp_path / "right.toml"
    right.write_text(
        SEED.read_text(encoding="utf-8").replace("days = 15", "days = 20"), encoding="utf-8"
    )
    assert run("contract", "import", right)[0] == 2
    assert run("contract", "correct", SEED, "--reason", "x")[0] == 2  # nothing to correct
    assert (
        run("contract", "correct", EXAMPLE, "--reason", "x", "--contract", "zyfy-his-2025")[0] == 2
    )
    assert (
        answer(run, "contract", "correct", right, "--reason", "20 days", "--dry-run")["recorded"]
        == []
    )
    done = answer(run, "contract", "correct", right, "--reason", "20 days")
    first = {
        "id": "zyfy-his-2025:Y1-advance",
        "what": "due_on",
        "before": "2025-03-26",
        "after": "2025-04-07",
    }
    assert first in done["changes"]
    due = ("payments", "due", "--as-of", "2025-03-27")
    assert answer(run, *due)["instalments"][0]["status"] == "due"
    assert answer(run, *due, "--known-at", moment)["instalments"][0]["status"] == "overdue"
    assert run("audit", "retract", done["recorded"][0]["event"], "--reason", "no")[0] == 0
    assert answer(run, *due)["instalments"][0]["status"] == "overdue"


def test_a_correction_cannot_undo_what_was_paid(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """A price below what was paid, or an instalment gone, is refused with the reason."""
    paid = (
        "payments",
        "record",
        "Y1-advance",
        "--amount",
        "203000",
        "--on",
        "2025-03-25",
        "--confirm-account",
    )
    assert run(*paid)[0] == 0
    text = SEED.read_text(encoding="utf-8")
    less = text.replace('"70%"', '"60%"').replace('"30%"', '"40%"')
    gone = text.replace('key = "advance"', 'key = "first"')
    for wrong, reason in ((less, "owes only"), (gone, "no instalment Y1-advance")):
        file = tmp_path / "wrong.toml"
        file.write_text(wrong, encoding="utf-8")
        code, _, err = run("contract", "correct", file, "--reason", "x")
        assert code == 2
        assert reason in err


def test_an_import_can_be_taken_back_while_nothing_rests_on_it(demo_store: Path, run: Run) -> None:
    """Then the contract is gone from every list, and can be imported again."""
    assert run("audit", "retract", "zyfy-his-2025#1", "--reason", "wrong store")[0] == 0
    assert answer(run, "contract", "list")["contracts"] == []
    assert "contract import" in run("contract", "list")[1]
    assert run("explain", "Y1-advance")[0] == 2
    assert run("contract", "import", SEED)[0] == 0
    assert answer(run, "payments", "schedule")["outstanding"] == "870000.00"


def test_one_import_names_a_contract_once(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """The same contract twice in one import, or one to be signed in the future, loads nothing."""
    assert run("contract", "import", EXAMPLE, EXAMPLE)[0] == 2
    later = tmp_path / "later.toml"
    later.write_text(
        EXAMPLE.read_text(encoding="utf-8").replace("signed_on = 2026", "signed_on = 2036"),
        encoding="utf-8",
    )
    assert run("contract", "import", later)[0] == 2
    assert answer(run, "contract", "import", EXAMPLE, "--dry-run")["dry_run"] is True
    assert len(answer(run, "contract", "list")["contracts"]) == 1


def test_the_account_paid_to(demo_store: Path, run: Run) -> None:
    """The contract's own unless another documented one is named; once settled, the settled one."""
    pay = ("payments", "record", "Y1-advance", "--amount", "1", "--on", "2025-03-25")

    def account(*extra: str) -> str:
        event = answer(run, *pay, *extra, "--confirm-account")["recorded"][0]["event"]
        log = answer(run, "audit", "log")["events"]
        return str(next(e["payload"]["account"] for e in log if e["event"] == event))

    assert account("--ref", "1").endswith("7070 2015 2010 9000 2075")
    assert account("--ref", "2", "--account", "2").endswith("9000 20734")
    assert account("--ref", "3", "--account", "报价函").endswith("9000 20734")
    assert account("--ref", "4", "--account", "70702015201090002075").endswith("9000 2075")
    settle = ("contract", "findings", "settle", "payee-account", "--value", "2", "--doc", "letter")
    assert run(*settle)[0] == 0
    assert account("--ref", "5").endswith("9000 20734")
    assert run(*pay, "--ref", "6", "--account", "1")[0] == 2
    assert run(*pay, "--ref", "6", "--account", "1", "--override", "--reason", "gone")[0] == 0


def test_the_payee_needs_no_confirmation(demo_store: Path, run: Run) -> None:
    """The gate belongs to the paying side."""
    pay = ("payments", "record", "Y1-advance", "--amount", "1", "--on", "2025-03-25")
    assert [run(*pay, "--ref", "1")[0], run(*pay, "--ref", "2", "--role", "supplier")[0]] == [2, 0]


def test_two_accounts_without_a_finding_are_warned_about(run: Run, tmp_path: Path) -> None:
    """A payee with two differing accounts, and no finding that says so."""
    text = SEED.read_text(encoding="utf-8")
    start = text.index('[[findings]]\nkey = "payee-account"')
    end = text.index("[[findings]]", start + 5)
    file = tmp_path / "c.toml"
    file.write_text(text[:start] + text[end:], encoding="utf-8")
    assert run("init", file)[0] == 0
    done = answer(
        run, "payments", "record", "Y1-advance", "--amount", "1", "--on", "2025-03-25", "--ref", "V"
    )
    assert done["warnings"][0]["warning"] == "two-accounts"


def test_arrivals_and_deliveries_keep_their_order(demo_store: Path, run: Run) -> None:
    """Money arrives after it left, a report after it was handed in, neither in the future."""
    pay = (
        "payments",
        "record",
        "Y1-advance",
        "--amount",
        "1",
        "--on",
        "2025-03-25",
        "--confirm-account",
    )
    assert run(*pay, "--arrived-on", "2025-03-24")[0] == 2
    event = answer(run, *pay, "--arrived-on", "2025-03-26")["recorded"][0]["event"]
    assert run("payments", "annotate", event, "--arrived-on", "2025-03-24")[0] == 2
    assert run("payments", "annotate", event, "--arrived-on", "2999-01-01")[0] == 2
    submit = ("reports", "submit", "--year", "1", "--all", "--on", "2026-03-30")
    assert run(*submit, "--delivered-on", "2026-03-29")[0] == 2


def test_a_refund_of_several_instalments_says_of_which(demo_store: Path, run: Run) -> None:
    """One transfer over two instalments comes back in named parts."""
    pay = (
        "payments",
        "record",
        "--for",
        "Y1-advance=2",
        "--for",
        "Y1-balance=1",
        "--on",
        "2025-03-25",
    )
    event = answer(run, *pay, "--confirm-account")["recorded"][0]["event"]
    assert run("payments", "refund", event, "--on", "2025-03-26")[0] == 2
    assert run("payments", "refund", event, "--amount", "1", "--on", "2025-03-26")[0] == 2
    done = answer(run, "payments", "refund", event, "--for", "Y1-balance=1", "--on", "2025-03-26")
    assert {change["id"] for change in done["changes"]} == {"zyfy-his-2025:Y1-balance"}


# -- files -----------------------------------------------------------------------------------------


def test_a_csv_file_starts_with_a_bom_and_harmless_cells(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """So that a spreadsheet reads Chinese, and runs no formula."""
    target = tmp_path / "due.csv"
    code, out, err = run("payments", "schedule", "-o", target)
    assert (code, out) == (0, "")
    assert str(target) in err
    assert target.read_bytes().startswith(b"\xef\xbb\xbfStatus,")
    settled = (
        "obligations",
        "done",
        "file-original",
        "--on",
        "2025-03-12",
        "--note",
        "x",
        "--actor",
        "finance",
    )
    assert run(*settled)[0] == 0
    assert run("payments", "schedule", "-o", tmp_path / "x.json")[0] == 0
    assert (
        json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["outstanding"] == "870000.00"
    )
    assert run("payments", "schedule", "-o", tmp_path / "x.txt")[0] == 0
    assert run("payments", "schedule", "-o", tmp_path / "no" / "x.txt")[0] == 2


def test_a_cell_that_a_spreadsheet_would_run_is_made_text() -> None:
    """= + - @ at the start of a text get an apostrophe; a lone dash and sums do not."""
    from svcctl.answers.answer import Answer, Column
    from svcctl.answers.writers import as_csv

    columns = (Column("column.detail"), Column("column.amount", "money"))
    rows = [["=1+1", 100], ["-", -5], ["+86", None], ["@x", 0]]
    shown = as_csv(Answer(data=None, columns=columns, rows=lambda: rows), Words("en"))
    assert shown.splitlines()[1:] == ["'=1+1,1.00", "-,-0.05", "'+86,", "'@x,0.00"]


def test_evidence_is_read_before_anything_is_recorded(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """A folder, a missing file and one too large refuse the fact."""
    done = ("obligations", "done", "file-original", "--on", "2025-03-12", "--file")
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate((256 << 20) + 1)
    for path in (tmp_path, tmp_path / "no.pdf", large):
        assert run(*done, path)[0] == 2
    assert len(answer(run, "audit", "log")["events"]) == 1


# -- surroundings ----------------------------------------------------------------------------------


def test_options_stand_where_people_type_them(demo_store: Path, run: Run) -> None:
    """Options of every command may come before noun and verb, with or without an equals sign."""
    plain = run("payments", "due", "--as-of", "2025-03-20", "--lang", "zh")
    assert run("--lang", "zh", "--as-of=2025-03-20", "payments", "due") == plain
    assert run("payments", "--lang", "zh", "due", "--as-of", "2025-03-20") == plain
    assert run("应付", "--lang=zh", "--as-of", "20250320") == plain
    assert run("--lang", "zh", "payments", "--help")[1].startswith("用法")
    assert run()[0] == 0


def test_what_is_missing_or_wrong_is_said_in_a_line(demo_store: Path, run: Run) -> None:
    """No usage panel, no traceback: one line, exit 2."""
    for args in (
        ("explain",),
        ("payments", "due", "--as-of"),
        ("payments", "due", "x"),
        ("nonsense",),
        ("--nonsense",),
    ):
        code, out, err = run(*args)
        assert (code, out, err.count("\n")) == (2, "", 1), args


def test_a_store_can_be_named_as_a_url(
    demo_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """sqlite:///PATH is the same as PATH; without a name the user's data folder is looked into."""
    assert run("payments", "due", "--store", f"sqlite:///{demo_store}")[0] == 0
    monkeypatch.delenv("SVCCTL_STORE")
    monkeypatch.setenv("XDG_DATA_HOME", str(demo_store.parent / "nowhere"))
    code, _, err = run("payments", "due")
    assert code == 2
    assert "store.db" in err


@pytest.mark.parametrize(
    ("settings", "lang"),
    [
        ({"SVCCTL_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_the_locales(
    settings: dict[str, str], lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chinese where the locale is Chinese, unless SVCCTL_LANG says otherwise."""
    for name in ("SVCCTL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", "linux")
    assert workspace.language() == lang


# -- the due list on a terminal --------------------------------------------------------------------


def test_colours_are_second_to_words(
    demo_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Overdue is red and bold, waiting and the last three days yellow, notes dim; without colours nothing is lost."""
    monkeypatch.setattr(workspace, "terminal_width", lambda: 120)
    due = ("payments", "due", "--as-of")
    plain = {day: run(*due, day)[1] for day in ("2025-03-24", "2025-03-10", "2026-11-22")}
    monkeypatch.setattr(workspace, "colours", lambda: True)
    shown = {day: run(*due, day)[1] for day in plain}
    assert "\033[1;31moverdue\033[0m" in shown["2026-11-22"]
    assert "\033[33mwaiting\033[0m" in shown["2026-11-22"]
    assert "\033[33mdue\033[0m" in shown["2025-03-24"]
    assert "\033[33mdue" not in shown["2025-03-10"]
    import re

    assert {day: re.sub(r"\033\[[0-9;]*m", "", text) for day, text in shown.items()} == plain


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR, a dumb terminal and a pipe have none."""

    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert not workspace.colours()
    assert workspace.terminal_width() is None
    monkeypatch.setattr("sys.stdout", Screen())
    assert workspace.colours()
    assert workspace.terminal_width()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not workspace.colours()


def test_a_finding_about_something_else_can_stop_payments(run: Run, tmp_path: Path) -> None:
    """A stop finding about the price is shown with its values, and asks for a person's check."""
    text = SEED.read_text(encoding="utf-8")
    at = text.index('about = "price"')
    file = tmp_path / "c.toml"
    file.write_text(
        text[:at] + text[at:].replace('severity = "warn"', 'severity = "stop"', 1), encoding="utf-8"
    )
    assert run("init", file)[0] == 0
    assert "disagree about the price" in run("payments", "due", "--as-of", "2025-03-20")[1]
    assert answer(run, "payments", "due", "--as-of", "2025-03-20")["instalments"][0][
        "findings"
    ] == ["payee-account", "price"]
    assert (
        "disagree about the price"
        in run("payments", "due", "--as-of", "2025-03-20", "--role", "supplier")[1]
    )


def test_after_a_payment_the_note_names_its_account(demo_store: Path, run: Run) -> None:
    """It spares the reader a look-up, and still asks for the check."""
    pay = (
        "payments",
        "record",
        "Y1-advance",
        "--amount",
        "1",
        "--on",
        "2025-03-25",
        "--confirm-account",
    )
    assert run(*pay)[0] == 0
    for role in ("purchaser", "supplier"):
        assert (
            "7070 2015 2010 9000 2075"
            in run("payments", "due", "--as-of", "2025-03-26", "--role", role)[1]
        )


def test_an_instalment_that_follows_another_is_explained(run: Run, tmp_path: Path) -> None:
    """A payment that starts the days, a month on, and a date nobody can know yet."""
    text = EXAMPLE.read_text(encoding="utf-8")
    changed = text.replace(
        'due = { days = 10, unit = "calendar-day", after = "signing" }',
        'due = { days = 10, unit = "calendar-day", after = "payment:design", plus = "1 month" }',
    )
    file = tmp_path / "c.toml"
    file.write_text(changed, encoding="utf-8")
    assert run("init", file)[0] == 0
    assert "date unknown" in run("explain", "prepayment", "--as-of", "2026-02-01")[1]
    assert run("reports", "receive", "--document", "design-approval", "--on", "2026-02-02")[0] == 0
    assert "Moved on by 1 month from" in run("explain", "prepayment", "--as-of", "2026-02-03")[1]
    assert "number: (blank)" not in run("contract", "show")[1]


def test_the_next_command_names_the_store_that_this_one_named(tmp_path: Path, run: Run) -> None:
    """Typed as it stands it finds the same store; where the environment names it, it is not repeated."""
    store = str(tmp_path / "other store.db")
    assert (
        f"svcctl payments due --store '{store}'"
        in run("init", "--demo", "--store", store, "--format", "plain")[1]
    )
    told = run("contract", "start", "--on", "2025-03-10", "--store", store, "--format", "plain")[1]
    assert f"--reason \"...\" --store '{store}'" in told


# -- numbers ---------------------------------------------------------------------------------------


def kinds(hint: Any) -> set[Any]:
    """The types that a hint is made of."""
    return {hint}.union(*(kinds(part) for part in get_args(hint)))


def whole_number_options() -> list[tuple[str, ...]]:
    """Noun, verb and option, for each option anywhere that takes a whole number, sums apart."""
    words, found = Words("en"), []
    for noun in NOUNS:
        for name, function in verbs(noun).items():
            taken = signature(function).parameters
            for option in verb(noun, name, words).params:
                hint = taken[option.name].annotation if option.name in taken else str
                if (
                    option.opts[0].startswith("-")
                    and option.metavar != "SUM"
                    and int in kinds(hint)
                ):
                    found.append((*filter(None, (noun, name)), max(option.opts, key=len)))
    return found


@pytest.mark.parametrize("typed", whole_number_options(), ids=" ".join)
def test_a_number_that_is_none_is_told_by_its_option(typed: tuple[str, ...], run: Run) -> None:
    """The refusal names the option; of a year or a row it does not say working days."""
    for lang, days in (("en", "working day"), ("zh", "工作日")):
        code, out, err = run(*typed, "abc", "--lang", lang)
        assert (code, out) == (2, "")
        assert typed[-1] in err
        assert days not in err
        assert len(err.splitlines()) == 1


def test_every_number_is_tried() -> None:
    """The options above are found: years, rows, days, choices by number."""
    found = {typed[-1] for typed in whole_number_options()}
    assert found == {
        "--days",
        "--engineers",
        "--failed",
        "--finding",
        "--new",
        "--number",
        "--of",
        "--over",
        "--passed",
        "--skip",
        "--times",
        "--value",
        "--within",
        "--year",
    }
