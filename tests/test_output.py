"""The file that an answer goes to: what the system says of it, in the reader's language."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from errno import EACCES, EDOM, ENOENT
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell

from svcctl.answers.answer import Column
from svcctl.answers.writers import write_csv
from svcctl.desk.output import replacing
from svcctl.i18n import TROUBLES, Words

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", "写不了 no/a.csv：文件夹不存在。"), ("en", "no/a.csv cannot be written")],
)
def test_a_missing_folder_is_named_in_the_readers_language(
    demo_store: Path,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    lang: str,
    said: str,
) -> None:
    """One line, nothing written."""
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.rglob("*"))
    code, out, err = run("export", "schedule", "-o", "no/a.csv", "--lang", lang)
    assert (code, out) == (2, "")
    assert said in err
    assert "No such file" not in err
    assert set(tmp_path.rglob("*")) == before


STORE_FILES = ("store.db", "store.db-wal", "store.db-shm", "link")
ANSWERS = ("payments due", "export schedule", "export schedule --format xlsx", "export audit-pack", "letter hand-over", "reports submit --year 1 --all --on 2026-03-10")  # fmt: skip


@pytest.mark.parametrize("name", STORE_FILES)
def test_an_answer_never_takes_the_place_of_a_store(
    demo_store: Path, run: Run, tmp_path: Path, name: str
) -> None:
    """Also behind a link, also beside it where SQLite keeps its log; nothing is recorded by then."""
    (tmp_path / "link").symlink_to(demo_store)
    before = demo_store.read_bytes()
    for answer in ANSWERS:
        code, out, err = run(*answer.split(), "-o", tmp_path / name)
        assert (code, out) == (2, ""), answer
        assert "is part of a store" in err
    assert demo_store.read_bytes() == before
    other = ("payments", "due", "-o", tmp_path / "other.db-wal")
    assert run(*other, "--format", "plain")[0] == 0


def test_each_trouble_has_its_words() -> None:
    """What is known is told in Chinese; what is not, as the system put it."""
    words = Words("zh")
    assert words.value(OSError(EACCES, "Permission denied")) == "没有权限，或文件正被别的程序打开"
    assert words.value(OSError(ENOENT, "No such file or directory")) == "文件夹不存在"
    assert words.value(OSError(EDOM, "odd")) == "odd"
    assert words.value(OSError("bare")) == "bare"
    assert all(
        words.value(OSError(getattr(__import__("errno"), name), "x")) != "x" for name in TROUBLES
    )


# -- what the end of a name promises ---------------------------------------------------------------

LISTS = ("payments due", "payments schedule", "payments forecast", "invoice list", "export overdue --year 2025",
         "contract list", "obligations list", "audit log", "damages assess", "calendar status", "breach list")  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("answer", LISTS)
def test_every_list_is_a_workbook_where_one_is_asked_for(
    demo_store: Path, run: Run, tmp_path: Path, answer: str, lang: str
) -> None:
    """Its rows are those of its csv, sums are numbers, day and unit stand over it; the same bytes twice."""
    book, text = tmp_path / "list.xlsx", tmp_path / "list.csv"
    for target in (book, text):
        code, _, err = run(*answer.split(), "-o", target, "--lang", lang)
        assert code == 0, err
    told = [
        row
        for row in csv.reader(io.StringIO(text.read_text(encoding="utf-8-sig")))
        if not row[0].startswith("#")
    ]
    sheet = openpyxl.load_workbook(book).worksheets[0]
    heads, *rows = [[_shown(cell) for cell in row[1:]] for row in sheet.iter_rows(min_row=3)]
    # a workbook names what a csv has an id for
    named = {"Contract", "合同", "Id", "编号"} if heads != told[0] else set()
    kept = [at for at, head in enumerate(told[0]) if head not in named]
    both = [at for at, head in enumerate(heads) if head in told[0]]
    assert [heads[at] for at in both] == [told[0][at] for at in kept]
    for row, csv_row in zip(rows, told[1:], strict=False):
        assert [row[at] for at in both] == [csv_row[at].strip() for at in kept]
    assert sheet["A2"].value
    written = book.read_bytes()
    run(*answer.split(), "-o", book, "--lang", lang)
    assert book.read_bytes() == written


def _shown(cell: Cell) -> str:
    """A cell as csv has it."""
    value = cell.value
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, int | float) and cell.number_format == "#,##0.00":
        return f"{value:.2f}"
    return "" if value is None else str(value)


def test_a_list_for_the_director_adds_up(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """By hand: 203,000 x 2 + 87,000 outstanding; the notes of the list stand under it."""
    target = tmp_path / "due.xlsx"
    assert run("payments", "due", "--as-of", "2026-04-09", "--lang", "zh", "-o", target)[0] == 0
    sheet = openpyxl.load_workbook(target).active
    cells = [[c for c in row if c is not None] for row in sheet.iter_rows(values_only=True)]
    assert cells[0] == ["应付款项"]
    project, made = cells[1][0].splitlines()
    assert project.startswith("项目名称：资源县妇幼保健院医院信息系统运维项目    项目编号：")
    assert project.endswith("供应商：柳州中联科技有限责任公司")
    assert made == "编制单位：资源县妇幼保健院    截至 2026-04-09    单位：元"
    assert cells[6] == ["合计", 493000, 0, 493000]
    assert cells[7] == ["未付金额合计（人民币大写）：人民币肆拾玖万叁仟元整"]
    assert ["1. 收款账户不一致，核实前不得付款。请向乙方索取盖章的账户确认函。"] in cells
    signed = "制表人：                    复核人：                    审批人：                    日期：        年    月    日"
    assert [signed] in cells
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert sheet.oddFooter.center.text.endswith("第 &P 页，共 &N 页")


def test_the_list_to_be_made_known_says_what_it_is(demo_store: Path, run: Run) -> None:
    """Also without a row csv has its headings, and what stands around the table behind a number sign."""
    _, out, _ = run("export", "overdue", "--year", "2025", "--format", "csv", "--lang", "zh")
    head, *rest = out.splitlines()
    assert head.startswith("合同,合同名称,编号,供应商,")
    assert rest[0].startswith("# 逾期未付中小企业款项    截至 2025-12-31    单位：元")
    assert "无分歧逾期 0.00 元" in rest[1]


WRITTEN = {
    "payments due": "txt csv json xlsx html pdf",
    "contract show": "txt csv json",
    "export schedule": "txt csv json jsonl xlsx html ics pdf",
    "letter hand-over": "docx pdf xlsx html",
    "export audit-pack": "zip",
    "calendar export": "ics",
    "reports receive --all --year 1 --on 2026-03-10 --dry-run": "txt csv json",
}
ENDS = [
    "txt",
    "csv",
    "json",
    "jsonl",
    "xlsx",
    "html",
    "htm",
    "ics",
    "docx",
    "zip",
    "pdf",
    "ofd",
    "xls",
    "et",
    "doc",
    "wps",
]


@pytest.mark.parametrize("command", WRITTEN)
def test_no_file_is_written_under_another_kinds_name(
    demo_store: Path, run: Run, tmp_path: Path, command: str
) -> None:
    """A program that opens it would call it damaged; the refusal names the ends that may be."""
    kinds = WRITTEN[command].split()
    for end in ENDS:
        target = tmp_path / f"a.{end}"
        code, _, err = run(*command.split(), "-o", target)
        fits = (end if end != "htm" else "html") in kinds
        fits = fits or (command == "calendar export" and end == "txt")
        assert (code, target.exists()) == ((0, True) if fits else (2, False)), (end, err)
        assert fits or f".{kinds[0]}" in err


def test_a_format_and_a_name_that_disagree(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """Asked for csv in a workbook's name, or the other way round; a pack tells of itself in JSON."""
    for form, end, code in (
        ("csv", "xlsx", 2),
        ("xlsx", "csv", 2),
        ("xlsx", "docx", 2),
        ("json", "txt", 0),
        ("csv", "2026", 0),
        ("xlsx", "", 0),
    ):
        assert run("payments", "due", "--format", form, "-o", tmp_path / f"b.{end}")[0] == code, end
    assert run("export", "audit-pack", "--format", "json", "-o", tmp_path / "p.zip")[0] == 0
    assert run("export", "schedule", "--format", "ocds", "-o", tmp_path / "o.json")[0] == 0
    assert "-o FILE.xlsx" in run("payments", "due", "--format", "xlsx")[2]


# -- what a spreadsheet makes of csv ---------------------------------------------------------------

NUMBER = "25452000000012350000"
EATEN = (NUMBER, "0071", "1E5", "3-12", "2026-03")


@pytest.mark.parametrize("text", [*EATEN, "Y1-m1", "2026-03-05", "12345", "V-12"])
def test_csv_keeps_what_was_typed(text: str) -> None:
    """What a spreadsheet would take for another number, or a day, ends in a tab; the rest does not."""
    out = io.StringIO()
    write_csv((Column("column.ref", "code"),), [[text]], (), Words("en"), out)
    assert out.getvalue() == f"Ref\r\n{text}\t\r\n" if text in EATEN else f"Ref\r\n{text}\r\n"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_a_spreadsheet_keeps_the_digits(tmp_path: Path) -> None:
    """LibreOffice opens the file as people do; each text is still what it was."""
    rows = [[text] for text in EATEN]
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        write_csv((Column("column.ref", "code"),), rows, (), Words("en"), file)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "a.csv"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    kept = [str(row[0]).strip() for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert kept == list(EATEN)


def test_our_own_csv_is_read_again(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """Numbers that end in a tab are the same numbers."""
    paid = ("payments", "record", "Y1-advance", "--amount", "203000", "--on", "2025-03-25")
    run(*paid, "--ref", NUMBER, "--confirm-account")
    assert run("export", "payments", "-o", tmp_path / "p.csv")[0] == 0
    assert NUMBER + "\t" in (tmp_path / "p.csv").read_text(encoding="utf-8-sig")
    code, out, err = run("compare", "payments", tmp_path / "p.csv", "--format", "json")
    assert (code, len(json.loads(out)["matched"])) == (0, 1), err


# -- the file itself: rights, leftovers, what ends a program ---------------------------------------

POSIX = pytest.mark.skipif(os.name == "nt", reason="rights and signals are others there")


@POSIX
def test_a_file_keeps_its_rights(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """One that was there keeps its mode; a new one has the umask's, the pack its owner's alone."""
    umask = os.umask(0o027)
    try:
        for name, before, after in (
            ("a.csv", 0o600, 0o600),
            ("b.csv", 0o664, 0o664),
            ("c.csv", None, 0o640),
            ("d.xlsx", None, 0o640),
            ("e.zip", None, 0o600),
            ("f.zip", 0o644, 0o644),
        ):
            target = tmp_path / name
            if before is not None:
                target.write_bytes(b"old")
                target.chmod(before)
            verb = "audit-pack" if name.endswith("zip") else "schedule"
            assert run("export", verb, "-o", target)[0] == 0
            assert target.stat().st_mode & 0o777 == after, name
    finally:
        os.umask(umask)


@POSIX
def test_what_is_being_written_is_private_and_on_the_disk_before_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """0600 until it is whole; synced, then renamed, then its folder synced."""
    done: list[str] = []
    sync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (done.append("sync"), sync(handle))[1])
    monkeypatch.setattr(Path, "replace", lambda a, b: (done.append("name"), replace(a, b))[1])
    with replacing(tmp_path / "a.csv") as file:
        file.write(b"x")
        [part] = tmp_path.glob(".a.csv.*.part")
        assert part.stat().st_mode & 0o777 == 0o600
    assert done == ["sync", "name", "sync"]
    assert (tmp_path / "a.csv").read_bytes() == b"x"


def test_what_a_killed_run_left_is_swept_away(tmp_path: Path) -> None:
    """A day later, and only what stands beside the same file."""
    old, young, other = (tmp_path / f".{name}.part" for name in ("[a].csv.1", "[a].csv.2", "b.csv.1"))  # fmt: skip
    for left in (old, young, other):
        left.write_bytes(b"contract")
    for left in (old, other):
        os.utime(left, (1, 1))
    with replacing(tmp_path / "[a].csv") as file:
        file.write(b"x")
    assert [left.exists() for left in (old, young, other)] == [False, True, True]


@POSIX
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_what_ends_a_program_leaves_nothing_behind(
    demo_store: Path, tmp_path: Path, number: signal.Signals
) -> None:
    """While a workbook is written: no part of it, no temporary rows; 128 and the signal's number."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    code = (
        "import os, signal, svcctl.papers.xlsx as x, svcctl.__main__ as m\n"
        f"x._widths = lambda *_: os.kill(os.getpid(), {int(number)}) or 1 / 0\n"
        "raise SystemExit(m.run())"
    )
    environment = os.environ | {"SVCCTL_STORE": str(demo_store), "TMPDIR": str(temporary)}
    done = subprocess.run(
        [sys.executable, "-c", code, "export", "schedule", "-o", tmp_path / "a.xlsx"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 128 + number, done.stderr
    assert "Traceback" not in done.stderr
    assert list(temporary.iterdir()) == []
    assert [path.name for path in tmp_path.iterdir() if "a.xlsx" in path.name] == []
