"""What stands on a terminal of 80, 100 or 140 columns, in both languages."""

import re
from pathlib import Path

import pytest

from conftest import Run
from svcctl import workspace
from svcctl.answers.width import cells

HERE = Path(__file__).parent
MORE = [
    workspace.shipped("contracts") / "example-milestones.toml",
    HERE / "real" / "10-school-guards.toml",
    HERE / "cases" / "29-bond-first.toml",
]
WIDTHS = (80, 100, 140)
ALL = [  # what lists the facts of one contract, or of all
    "payments due",
    "payments due --as-of 2026-04-12",
    "payments due --as-of 2025-03-20 --role supplier",
    "payments schedule",
    "payments due --group-by supplier --as-of 2026-04-12",
    "payments schedule --group-by month",
    "remind",
    "payments forecast --by month",
    "payments plan --by quarter",
    "contract findings",
    "contract list",
    "contract readings",
    "contract law",
    "reports status",
    "obligations list",
    "damages assess",
    "breach list",
    "force-majeure list",
    "invoice list",
    "guarantee list",
    "assessment list",
    "calendar status",
    "audit log",
    "audit late",
    "import profiles",
]
ONE = ["contract show", "contract coverage", "explain Y1-balance", "payments checklist Y1-balance"]
LIFE = """payments record Y1-advance --amount 203000 --on 2025-03-25 --confirm-account
reports receive --year 1 --all --on 2026-04-08
contract findings settle payee-account --value 1 --doc 账户确认函 --file paper.pdf
breach record quality --on 2026-05-01
force-majeure begin --on 2026-05-01 --by supplier
dispute open Y1-balance --amount 1000 --on 2026-04-10"""


@pytest.fixture
def lived(demo_store: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A store in which much has happened to one contract."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.4 paper")
    for line in LIFE.splitlines():
        assert run(*line.split())[0] == 0
    return run


def wide(run: Run, monkeypatch: pytest.MonkeyPatch, width: int | None, command: str) -> list[str]:
    """The lines of an answer on a terminal of so many columns."""
    monkeypatch.setattr(workspace, "terminal_width", lambda: width)
    code, out, said = run(*command.split())
    assert code == 0, said
    return out.splitlines()


def may_be_long(line: str) -> bool:
    """Whether a line is one that is typed again: a command in its place, or a code without blanks."""
    return line.split("  svcctl ")[0].strip() in ("", "下一步", "Next") or " " not in line.strip()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [*WIDTHS, None])
@pytest.mark.parametrize("several", [False, True])
def test_answers_are_no_wider_than_the_terminal(
    lived: Run, monkeypatch: pytest.MonkeyPatch, lang: str, width: int | None, several: bool
) -> None:
    """F-C: no line of a list is wider than the terminal, in cells, nor ends with a blank, nor says None."""
    for path in MORE if several else ():
        assert lived("contract", "import", path)[0] == 0
    for command in ALL if several else ALL + ONE:
        for line in wide(lived, monkeypatch, width, f"{command} --lang {lang}"):
            assert width is None or cells(line) <= width or may_be_long(line), (command, line)
            assert line == line.rstrip(), command
            assert "None" not in line, command


@pytest.mark.parametrize(
    ("lang", "of", "paid"), [("zh", "应付金额", "已付金额"), ("en", "Amount", "Paid")]
)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("several", [False, True])
def test_a_schedule_says_what_was_paid(
    lived: Run,
    monkeypatch: pytest.MonkeyPatch,
    lang: str,
    of: str,
    paid: str,
    width: int,
    several: bool,
) -> None:
    """F-C: however narrow, sum and payment of a paid instalment stand in the schedule."""
    for path in MORE if several else ():
        assert lived("contract", "import", path)[0] == 0
    lines = wide(lived, monkeypatch, width, f"payments schedule --lang {lang}")
    heading = next(line for line in lines if of in line and paid in line)
    row = next(line for line in lines if "Y1-advance" in line)
    assert row.count("203,000.00") == 2
    assert cells(heading[: heading.index(paid) + len(paid)]) <= width


@pytest.mark.parametrize(("lang", "word"), [("zh", "个工作日"), ("en", "working days")])
@pytest.mark.parametrize("width", [*WIDTHS, 90, 110, 120])
def test_days_left_stand_on_one_line(
    demo_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch, lang: str, word: str, width: int
) -> None:
    """F-C: the days left of an instalment are whole, or left out; never broken over two lines."""
    command = f"payments schedule --as-of 2025-03-10 --lang {lang}"
    whole = "\n".join(wide(run, monkeypatch, None, command))
    lines = wide(run, monkeypatch, width, command)
    assert whole.count(word) == 6
    assert "\n".join(lines).count(word) in (0, 6)


@pytest.mark.parametrize(("lang", "name"), [("zh", "第2年首期70%"), ("en", "Y2 First")])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_due_list_of_many_contracts_names_instalments(
    lived: Run, monkeypatch: pytest.MonkeyPatch, lang: str, name: str, width: int
) -> None:
    """F-C: over several contracts each row of the due list says contract, instalment and its name."""
    for path in MORE:
        assert lived("contract", "import", path)[0] == 0
    lines = wide(lived, monkeypatch, width, f"payments due --as-of 2026-04-12 --lang {lang}")
    at = next(i for i, line in enumerate(lines) if name in line and "203,000.00" in line)
    told = "".join(lines[at : at + 4])
    assert "zyfy-his-2025:Y2-advance" in told
    assert "柳州中联科技有限责任公司" in told


@pytest.mark.parametrize(("lang", "word"), [("zh", "待资料"), ("en", "waits for papers")])
def test_the_next_instalment_waits_for_what_its_row_waits_for(
    run: Run, lang: str, word: str
) -> None:
    """F-C: the note on what comes next says 待资料 of papers that are no reports, as a row does."""
    assert run("init", HERE / "real" / "10-school-guards.toml")[0] == 0
    _, out, _ = run("payments", "due", "--as-of", "2026-04-01", "--lang", lang)
    note = next(line for line in out.splitlines() if "Y1-Q3-fee 180,000.00" in line)
    assert word in note
    assert {"zh": "待报告", "en": "reports"}[lang] not in note.partition("svcctl")[0]


@pytest.mark.parametrize(
    ("lang", "ahead", "missing"), [("zh", "未到", "未提交"), ("en", "not yet", "not handed in")]
)
def test_reports_of_years_to_come_are_not_missing(
    demo_store: Path, run: Run, lang: str, ahead: str, missing: str
) -> None:
    """F-C: a report of a year that has not begun is not yet to be handed in; years stand together."""
    _, out, _ = run("reports", "status", "--as-of", "2026-02-01", "--lang", lang)
    rows = [line for line in out.splitlines() if "余款" in line or "Balance" in line]
    years = [re.sub(r"\D", "", row.split()[1]) for row in rows]
    assert years == ["1", "1", "2", "2", "3", "3"]
    assert [ahead in row for row in rows] == [False] * 2 + [True] * 4
    assert [missing in row for row in rows] == [True] * 2 + [False] * 4


@pytest.mark.parametrize(
    ("lang", "names"), [("zh", "履约担保 联系方式"), ("en", "Performance guarantee")]
)
def test_findings_have_names_of_their_own(
    demo_store: Path, run: Run, lang: str, names: str
) -> None:
    """F-D: no two findings of the contract are both called 其他."""
    _, out, _ = run("contract", "show", "--lang", lang)
    said = [line for line in out.splitlines() if line.startswith(("不一致事项（", "Finding ("))]
    titles = [line.replace(": ", "：").split("：")[1] for line in said]
    assert len(said) == len(set(titles)) == 8
    assert all(name in out for name in names.split(" " if lang == "zh" else "\n"))
    assert run("contract", "findings", "settle", names.split(" ")[0] if lang == "zh" else names,
               "--value", 2, "--doc", "x", "--on", "2025-04-01", "--dry-run")[0] == 0  # fmt: skip


@pytest.mark.parametrize(
    ("contract", "duty", "told"),
    [
        ("zyfy-his-2025", ("合同公告", "Publish the contract"), {"purchaser"}),
        ("zyfy-his-2025", ("递交履约担保", "Provide the performance guarantee"), {"supplier"}),
        ("bond-first", ("交纳履约保证金", "Lodge: Performance bond"), {"purchaser", "supplier"}),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_supplier_is_reminded_of_its_own_duties(
    run: Run, lang: str, contract: str, duty: tuple[str, str], told: set[str]
) -> None:
    """V-C: the supplier's list tells of its own guarantee, and not of the purchaser's filings."""
    assert run("init", "--demo", HERE / "cases" / "29-bond-first.toml")[0] == 0
    asked = ("payments", "due", "--as-of", "2026-01-10", "--lang", lang, "--contract", contract)
    word = duty[lang == "en"]
    pages = {role: run(*asked, "--role", role)[1] for role in ("purchaser", "supplier")}
    notes = {
        role: [line for line in text.splitlines() if "svcctl obligations list" in line]
        for role, text in pages.items()
    }
    assert {role for role, lines in notes.items() if any(word in line for line in lines)} == told


def test_init_says_what_each_side_does_next(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """V-C: a supplier's next step is what to hand in; the role goes along where it was typed."""

    def said(*options: str) -> str:
        (tmp_path / "store.db").unlink(missing_ok=True)
        return run("init", "--demo", *options)[1].splitlines()[-1]

    assert said() == "Next: svcctl payments due"
    assert said("--role", "supplier") == "Next: svcctl reports status --role supplier"
    monkeypatch.setenv("SVCCTL_ROLE", "supplier")
    assert said() == "Next: svcctl reports status"
