"""What is typed and what surrounds the program, at their edges: names, empty options, odd terminals."""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from svcctl import workspace
from svcctl.billing.due import by_number
from svcctl.billing.refusal import Refusal
from svcctl.cli import CHINESE, NOUNS, verbs
from svcctl.desk.desk import read_file
from svcctl.desk.service_nouns import RECORDS, by_chinese, chinese_of
from svcctl.i18n import Words

Run = Callable[..., tuple[int, str, str]]
OF_NOBODY = "~no-such-user"
RECORD = ("payments", "record", "Y1-advance", "--amount", "500", "--on", "2025-03-20", "--confirm-account")  # fmt: skip


# -- names of files --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", f"{OF_NOBODY}/x", "\udcff"])
def test_names_that_lead_nowhere_are_refused(
    demo_store: Path, run: Run, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A home of somebody unknown, a name without signs, bytes of no alphabet: one line each."""
    monkeypatch.chdir(tmp_path)
    for command in (
        ("payments", "due", "--store", name),
        ("contract", "check", name),
        ("contract", "import", name),
        ("audit", "check-pack", name),
        ("import", "payments", name),
        ("letter", "hand-over", "-o", "a.docx", "--template", name),
        ("payments", "forecast", "--budget", name or OF_NOBODY),
        (*RECORD, "--file", name),
    ):
        code, out, err = run(*command)
        assert (code, out) == (2, ""), (command, err)
        assert len(err.splitlines()) == 1, command
    monkeypatch.setenv("SVCCTL_STORE", f"{OF_NOBODY}.db")
    assert run("payments", "due")[0::2] == (
        2,
        f"svcctl: there is no store {OF_NOBODY}.db. Make one with svcctl init, "
        "or name it with --store.\n",
    )


def test_a_name_beginning_with_a_tilde_is_a_name_where_it_is_nobodys(
    demo_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As shells have it; the user's own folder is meant everywhere alike."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.chdir(tmp_path)
    assert run("payments", "due", "-o", "~/due.csv")[0] == 0
    assert run("payments", "due", "-o", "~nobody-here.csv")[0] == 0
    assert (home / "due.csv").read_bytes() == (tmp_path / "~nobody-here.csv").read_bytes()
    shutil.copy(demo_store, home / "mine.db")
    assert run("payments", "due", "--store", "~/mine.db")[0] == 0
    assert run("payments", "due", "--store", "sqlite:///~/mine.db")[0] == 0


@pytest.mark.skipif(os.name == "nt", reason="names are characters there")
def test_names_in_gb_18030_are_read_and_kept_as_such(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """As old archives unpack on systems that speak UTF-8; bytes of no alphabet are shown as `?`."""
    for name in (b"\xb7\xa2\xc6\xb1.pdf", b"\xd6\xff.pdf"):
        path = os.fsdecode(os.fsencode(tmp_path) + b"/" + name)
        Path(path).write_bytes(b"%PDF")
        assert run(*RECORD, "--file", path, "--ref", name[:2].hex())[0] == 0
    _, log, _ = run("audit", "log")
    assert "file 发票.pdf" in log
    assert "file ??.pdf" in log
    assert run("audit", "verify")[0] == 0


# -- options ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "option", ["--store", "--contract", "--format", "--lang", "--role", "--actor", "-o"]
)
def test_an_option_with_nothing_behind_it_is_refused(
    demo_store: Path, run: Run, option: str
) -> None:
    """A script whose variable is empty must not get another store, or the screen for a file."""
    code, out, err = run("payments", "due", option, "")
    assert (code, out) == (2, "")
    assert f"nothing stands after {option}" in err
    assert run(*RECORD, option, "")[0] == 2
    assert run("audit", "log", "--format", "csv")[1].count("payment recorded") == 0


def test_days_that_are_swapped_are_refused(demo_store: Path, run: Run) -> None:
    """No working days lie between them, which is no answer to what was meant."""
    code, out, err = run("calendar", "between", "2026-01-01", "2025-12-31")
    assert (code, out) == (2, "")
    assert "2025-12-31 is before 2026-01-01" in err
    assert "0 working days" in run("calendar", "between", "2026-01-01", "2026-01-01")[1]


# -- the terminal ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "columns"), [("1" + "0" * 20, 1000), ("100", 100), ("0", 80), ("-5", 80), ("x", 80)]
)
def test_the_width_that_the_surroundings_say(
    monkeypatch: pytest.MonkeyPatch, said: str, columns: int
) -> None:
    """A line is never spread over more cells than memory has; nonsense is the usual width."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("sys.__stdout__", None)
    monkeypatch.setenv("COLUMNS", said)
    assert workspace.terminal_width() == columns


# -- files that are no such files ------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of other systems")
def test_pipes_and_devices_are_refused(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """One would wait for ever, the other has no end; nothing is recorded."""
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    for odd in (pipe, Path("/dev/zero")):
        for command in (
            ("contract", "check", odd),
            (*RECORD, "--file", odd),
            ("import", "payments", odd),
            ("calendar", "import", odd),
            ("audit", "check-pack", odd),
            ("payments", "forecast", "--budget", odd),
            ("letter", "hand-over", "-o", tmp_path / "a.docx", "--template", odd),
        ):
            code, out, err = run(*command)
            assert (code, out) == (2, ""), command
            assert f"{odd} is a device or a pipe" in err


def test_a_file_that_is_too_large_is_not_read(
    demo_store: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its size is looked at first; one that grows meanwhile is read up to the limit only."""
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(300 * 2**20)
    before = resource_peak()
    code, _, err = run(*RECORD, "--file", large)
    assert (code, "larger than 256 MiB" in err) == (2, True)
    assert resource_peak() - before < 50 * 2**20
    small = tmp_path / "c.toml"
    small.write_bytes(b"x" * (2**20 + 1))
    assert "larger than 1 MiB" in run("contract", "check", small)[2]
    growing = tmp_path / "growing"
    growing.write_bytes(b"123456")
    small_once = SimpleNamespace(st_size=5)
    monkeypatch.setattr("svcctl.desk.desk.refuse_odd", lambda *_: None)
    monkeypatch.setattr("pathlib.Path.stat", lambda *_, **__: small_once)
    with pytest.raises(Refusal, match=r"file\.too-large"):
        read_file(str(growing), 5)


def resource_peak() -> int:
    """The most bytes this process has held so far."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


# -- contract files at their limits ----------------------------------------------------------------

DEMO = workspace.shipped("contracts") / "zyfy-his-2025.toml"
OF_TOO_MANY_DIGITS = "0x" + "f" * 6000


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("format = 1", f"format = {OF_TOO_MANY_DIGITS}", 'the format is 1, not "?"'),
        ("format = 1", f"format = [{OF_TOO_MANY_DIGITS}]", 'the format is 1, not "?"'),
        ("format = 1", f"x = {OF_TOO_MANY_DIGITS}\nformat = 1", "there is no key x"),
        ("format = 1", "a." * 20_000 + "a = 1\nformat = 1", "more than 100 parts"),
        ("format = 1", '"a" . ' * 101 + "a = 1\nformat = 1", "more than 100 parts"),
        ("format = 1", "k" * 70_000 + " = 1\nformat = 1", "there is no key kkkk"),
        ('id = "zyfy-his-2025"', f'id = "{"a" * 61}"', "60 at most"),
        ("format = 1", "".join(f"k{n} = 1\n" for n in range(50_000)) + "format = 1", "and 900 more errors"),
    ],
)  # fmt: skip
def test_a_contract_file_at_its_limits_is_refused_soon(
    run: Run, tmp_path: Path, old: str, new: str, said: str
) -> None:
    """What would take minutes, or end in a fault, is told in a line of its own."""
    text = DEMO.read_text(encoding="utf-8")
    assert old in text
    bad = tmp_path / "bad.toml"
    bad.write_text(text.replace(old, new, 1), encoding="utf-8")
    start = time.process_time()
    code, out, err = run("contract", "check", bad)
    assert time.process_time() - start < 3
    assert code == 1, err
    assert said in out
    assert max(map(len, out.splitlines())) < 300 + len(str(bad))


def test_an_id_of_sixty_signs_and_dots_in_texts_are_right(run: Run, tmp_path: Path) -> None:
    """A limit that no contract meets by accident."""
    text = DEMO.read_text(encoding="utf-8").replace('id = "zyfy-his-2025"', f'id = "{"a" * 60}"')
    good = tmp_path / "good.toml"
    dots = f'title = "{"." * 200}" # {"." * 200}'
    good.write_text(re.sub("^title = .*$", dots, text, count=1, flags=re.MULTILINE), "utf-8")
    code, out, _ = run("contract", "check", good)
    assert code == 0, out


# -- the command line ------------------------------------------------------------------------------


def test_a_command_unknown_by_its_chinese_name(demo_store: Path, run: Run) -> None:
    """The nearest Chinese name, else all of them; the dash of an input method is two hyphens."""
    assert run("发票", "--lang", "zh")[0] == 0
    assert run("发票单", "--lang", "zh")[2] == "svcctl：没有命令「发票单」。可用：发票。\n"
    for noun, wrong, own in (("reports", "list", "status（报告）"), ("payments", "list", "due（应付）"),
                             ("guarantee", "status", "list（保证金）")):  # fmt: skip
        told = f"svcctl：没有命令「{wrong}」。可用：{own}。\n"
        assert run(noun, wrong, "--lang", "zh")[2] == told
    assert "查验发票" in run("查询", "--lang", "zh")[2]  # what has most signs in common
    assert "应付, 应收, 待办, 付款计划" in run("哈哈", "--lang", "zh")[2]
    assert "record（登记付款）" in run("payments", "x", "--lang", "zh")[2]
    assert "（" not in run("payments", "x", "--lang", "en")[2]
    for dash in ("—", "——", "–", "－－"):
        code, out, err = run("payments", "due", f"{dash}as-of", "2025-03-20", f"{dash}format=json")
        assert (code, json.loads(out)["as_of"]) == (0, "2025-03-20"), err
    assert run(*RECORD, "--note", "——见附件", "--dry-run")[0] == 0


def test_chinese_names_are_all_told(run: Run) -> None:
    """In the help, in both languages."""
    for lang in ("zh", "en"):
        text = "".join(run("--help", "--lang", lang)[1].split())
        assert [name for name in CHINESE if name not in text] == []


def test_every_command_that_people_use_has_a_chinese_name(run: Run) -> None:
    """F-C: all but the schema for editors and one table; each stands beside its verb."""
    every = {(noun, verb) for noun in NOUNS for verb in verbs(noun)}
    records = {
        each for each in every if each[0] in RECORDS and by_chinese(chinese_of(*each)) == each
    }
    assert len(records) > 150
    assert every - set(CHINESE.values()) - records <= {
        ("contract", "schema"),
        ("export", "service"),
    }
    assert set(CHINESE.values()) <= every
    assert "record 登记付款" in run("payments", "--help", "--lang", "zh")[1]


@pytest.mark.parametrize(
    ("command", "zh"),
    [
        ("calendar add", "缺少 日期。"),
        ("negotiation settle Y1-advance --on 2025-03-29", "已于 2025-03-28 登记过（zyfy-his-2025#3）"),
        ("payments forecast --budget=", "--budget 后面是空的"),
        ("payments forecast --sheet=", "--sheet 后面是空的"),
        ("import payments x.csv --for=", "--for 后面是空的"),
    ],
)  # fmt: skip
def test_refusals_have_no_english_inside(demo_store: Path, run: Run, command: str, zh: str) -> None:
    """F-C: no key in brackets, no `DATE|-`; a value that is empty is not left out silently."""
    run("negotiation", "open", "Y1-advance", "--on", "2025-03-27")
    run("negotiation", "settle", "Y1-advance", "--on", "2025-03-28")
    code, out, err = run(*command.split(), "--lang", "zh")
    assert (code, out) == (2, "")
    assert zh in err


def test_each_by_says_what_it_means(run: Run) -> None:
    """F-C: the forecast's is a period, the breach's a side."""
    assert "按月、按季" in run("payments", "forecast", "--help", "--lang", "zh")[1]
    assert "违约方" in run("breach", "record", "--help", "--lang", "zh")[1]


def test_names_are_sorted_by_the_numbers_in_them() -> None:
    """The tenth month behind the second."""
    names = [f"Y{year}-m{month}" for year in (1, 2, 10) for month in range(1, 13)]
    assert sorted(sorted(names), key=by_number) == names


@pytest.mark.parametrize(
    ("name", "zh"),
    [("2026", "2026年"), ("2026-Q1", "2026年第一季度"), ("2026-Q4", "2026年第四季度"), ("2026-03", "2026年03月")],
)  # fmt: skip
def test_periods_as_people_write_them(name: str, zh: str) -> None:
    """In Chinese in full; in English as scripts have them."""
    assert (Words("zh").period(name), Words("en").period(name)) == (zh, name)


def test_a_fact_with_no_more_to_say_ends_with_its_full_stop(demo_store: Path, run: Run) -> None:
    """No blank behind the sentence."""
    _, out, _ = run("contract", "start", "--on", "2025-04-01")
    assert out.splitlines()[0].endswith("(by purchaser).")


def test_a_number_with_signs_that_are_not_seen_is_the_same_number(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """A list taken in twice is recorded once, also where a program put such signs into it."""
    rows = "日期,付款金额,收款人名称,流水号\n2025-03-25,203000,柳州中联科技有限责任公司,V\u200b-1\n"
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8")
    for recorded in (1, 0):
        code, out, err = run("import", "payments", tmp_path / "a.csv", "--confirm-account", "--format", "json")  # fmt: skip
        assert (code, len(json.loads(out)["recorded"])) == (0, recorded), err
    assert run("compare", "payments", tmp_path / "a.csv")[0] == 0


# -- waiting for the lock --------------------------------------------------------------------------


@pytest.mark.parametrize(("held", "lang", "told"), [
    (0.4, "en", ""),
    (1.8, "en", "svcctl: another is recording in {store}; waiting for it (15 seconds at most, Ctrl-C stops).\n"),
    (1.8, "zh", "svcctl：有人正在登记 {store}，等候其完成（至多 15 秒，Ctrl-C 放弃）。\n"),
])  # fmt: skip
def test_who_waits_for_another_is_told_once(
    demo_store: Path, run: Run, held: float, lang: str, told: str
) -> None:
    """After a second, on stderr alone; what is answered, and recorded, is as ever."""
    other = sqlite3.connect(demo_store, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    free = threading.Timer(held, other.execute, ["ROLLBACK"])
    free.start()
    code, out, err = run(*RECORD, "--ref", "V", "--format", "json", "--lang", lang)
    free.join()
    other.close()
    assert (code, len(json.loads(out)["recorded"])) == (0, 1)
    assert err == told.format(store=demo_store)


@pytest.mark.skipif(os.name == "nt", reason="signals are others there")
def test_ctrl_c_is_heeded_while_another_writes(demo_store: Path) -> None:
    """Within a second, not when the wait is over; nothing is recorded."""
    other = sqlite3.connect(demo_store, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    command = [sys.executable, "-m", "svcctl", *RECORD, "--ref", "V"]
    waiting = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        time.sleep(3)  # until it waits, on a slow machine too
        assert waiting.poll() is None
        asked = time.monotonic()
        waiting.send_signal(signal.SIGINT)
        _, err = waiting.communicate(timeout=10)
        assert time.monotonic() - asked < 3
        assert (waiting.returncode, "Traceback" in err) == (130, False)
    finally:
        waiting.kill()
        other.execute("ROLLBACK")
        other.close()


# -- a locale without Chinese ----------------------------------------------------------------------

POOR = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "SVCCTL_LANG": "zh"}


def said_in(surroundings: dict[str, str], folder: Path, *arguments: str) -> tuple[int, str, str]:
    """A command in a process of its own; what it wrote has to be UTF-8."""
    environment = {name: value for name, value in os.environ.items() if name[:3] != "LC_"}
    done = subprocess.run(
        [sys.executable, "-m", "svcctl", *arguments],
        capture_output=True,
        cwd=folder,
        env={**environment, **surroundings},
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such locale")
def test_a_locale_without_chinese_takes_and_gives_chinese(demo_store: Path, tmp_path: Path) -> None:
    """R-D: commands, notes, names of files read and written, and what is told of them."""
    slip = tmp_path / "国库凭证.pdf"
    slip.write_bytes(b"%PDF-1.4 paid")
    code, out, err = said_in(
        POOR, tmp_path, "登记付款", "第1年首期款", "--amount", "20.3万", "--on", "2025-03-20",
        "--confirm-account", "--ref", "凭证1号", "--file", slip.name,
    )  # fmt: skip
    assert (code, err) == (0, ""), err
    assert out.startswith("已登记 zyfy-his-2025#2：登记付款，2025-03-20（登记人 甲方）")
    code, out, err = said_in(POOR, tmp_path, "付款计划", "-o", "计划表.csv")
    assert (code, out, err) == (0, "", "已写入 计划表.csv\n")
    assert "首期款" in (tmp_path / "计划表.csv").read_text(encoding="utf-8-sig")
    code, out, err = said_in(POOR, tmp_path, "audit", "log")
    assert code == 0, err
    assert "凭证1号" in out
    assert "国库凭证.pdf" in out
    assert said_in(POOR, tmp_path, "付钱")[2].startswith("svcctl：没有命令「付钱」")
