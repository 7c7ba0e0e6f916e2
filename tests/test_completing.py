"""Completion at the tab key: the protocols of bash, zsh, fish and PowerShell, and names from the store."""

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from svcctl import workspace
from svcctl.desk import completing
from svcctl.desk.completing import KINDS, Asked, Offer, written
from svcctl.desk.naming import KINDS as NAMES
from svcctl.desk.offered import KINDS as OFFERED
from svcctl.i18n import Words
from svcctl.i18n.words.options import WORDS as OPTIONS

Tab = Callable[..., list[str]]


@pytest.fixture
def bash(run: Run, monkeypatch: pytest.MonkeyPatch) -> Tab:
    """What bash is offered behind a line; its last word is the one that is being typed."""

    def call(line: str, lang: str = "zh") -> list[str]:
        words = line.split(" ")
        monkeypatch.setenv("SVCCTL_LANG", lang)
        monkeypatch.setenv("_SVCCTL_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", "\n".join(["svcctl", *words]))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        monkeypatch.setattr(completing, "SECONDS", 5)  # on a machine that is busy, too
        code, out, err = run()
        monkeypatch.delenv("_SVCCTL_COMPLETE")
        assert (code, err) == (0, "")
        return out.splitlines()

    return call


# -- the command line ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("pay", ["payments"]),
        ("do", ["doctor"]),
        ("应", ["应付", "应收", "应办", "应办事项表"]),
        ("payments sche", ["schedule"]),
        ("payments 登", ["登记付款", "登记退款"]),
        ("incident 故障报", []),
        ("payments due --wit", ["--within"]),
        ("payments due --he", ["--help"]),
        ("payments due --format ", ["table", "json", "csv", "plain"]),
        ("payments due --format j", ["json"]),
        ("payments due --format = c", ["csv"]),
        ("payments due --lang=e", ["--lang=en"]),
        ("payments record Y1-advance --amount ", []),
        ("payments record Y1-advance --file ", []),
        ("--lang zh payments sche", ["schedule"]),
        ("--sho", ["--show-completion"]),
        ("nothing ", []),
        ("payments nothing ", []),
        ("contract findings set", ["settle"]),
        ("explain --role ", ["purchaser", "supplier", "auditor"]),
    ],
)
def test_commands_options_and_choices(line: str, found: list[str], bash: Tab) -> None:
    assert bash(line) == found


def test_all_nouns_and_all_options_are_offered(bash: Tab) -> None:
    assert {"payments", "store", "doctor", "import"} <= set(bash(""))
    assert {"--store", "--contract", "--amount", "--on", "--dry-run", "--key"} <= set(
        bash("payments record --")
    )
    assert {"due", "schedule", "record"} <= set(bash("payments "))


# -- names from the store --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("payments record Y1", ["Y1-advance", "Y1-balance"]),
        ("登记付款 第2年", ["第2年首期款", "第2年余款"]),
        ("payments record zyfy-his-2025 : Y3-a", ["Y3-advance"]),
        ("reports receive --document ", ["year-end-briefing", "annual-report"]),
        ("reports receive --document=an", ["--document=annual-report"]),
        ("reports receive --document 年运", ["年运维报告"]),
        ("payments due --contract ", ["zyfy-his-2025"]),
        ("payments due --contract 资源", ["资源县妇幼保健院医院信息系统运维项目"]),
        ("breach record q", ["quality"]),
        ("breach record 第八条第四", ["第八条第四款"]),
        ("obligations done p", ["publish-contract", "performance-guarantee"]),
        ("contract findings settle pr", ["price", "project-number"]),
        ("incident open --system em", ["emr"]),
        ("incident open --level SIS", ["SIS1", "SIS2", "SIS3", "SIS4"]),
        ("contract show zy", ["zyfy-his-2025"]),
        ("negotiation open Y1-advance Y1", ["Y1-advance", "Y1-balance"]),
        ("payments record Y1-advance ", []),
    ],
)
def test_names(line: str, found: list[str], bash: Tab, demo_store: Path) -> None:
    assert bash(line) == found


def test_breaches_and_incidents_that_were_recorded(bash: Tab, run: Run, demo_store: Path) -> None:
    assert run("breach", "record", "quality", "--on", "2025-06-01", "--amount", "1")[0] == 0
    opened = "incident open --system emr --level SIS1 --at 2025-06-01T09:00 --title 停机"
    assert run(*opened.split())[0] == 0
    raised = "problem raise --system emr --at 2025-06-01T09:00 --title 停机"
    assert run(*raised.split())[0] == 0
    assert bash("breach end ") == ["B1"]
    assert bash("incident close I") == ["I-2025-0001"]
    assert bash("incident close P") == []  # a problem is no incident
    assert bash("incident close I-2025-0001 --link P") == ["P-2025-0001"]
    assert bash("incident close 停") == ["停机"]


def test_facts_periods_turns_and_promises_missed(bash: Tab, run: Run, demo_store: Path) -> None:
    opened = "incident open --system emr --level SIS1 --at 2025-06-01T09:00 --title 停机"
    assert run(*opened.split())[0] == 0
    assert bash("audit retract zyfy") == ["zyfy-his-2025#1", "zyfy-his-2025#2"]
    assert bash("audit retract --reason 错 zyfy-his-2025#2 zyfy-his-2025#1")
    assert bash("reports receive --period Y") == ["Y1", "Y2", "Y3"]
    assert bash("reports receive --period 第2") == ["第2年"]
    assert "monthly-inspection-1" in bash("plan done m")
    missed = "plan miss yearly-inspection-1 --at 2026-03-05T09:00 --reason 无"
    assert run(*missed.split())[0] == 0
    assert "yearly-inspection-1" not in bash("plan done y")
    assert "I-2025-0001/restore" in bash("breach accept I")
    rejected = "breach reject I-2025-0001/restore --reason 无 --on 2025-06-05"
    assert run(*rejected.split())[0] == 0
    assert "I-2025-0001/restore" not in bash("breach accept I")


def test_the_store_and_contract_that_are_typed_are_looked_at(
    bash: Tab, run: Run, demo_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = shutil.copy2(demo_store, tmp_path / "other.db")
    example = workspace.shipped("contracts") / "example-property.toml"
    assert run("contract", "import", example, "--store", other)[0] == 0
    both = bash(f"--store {other} contract show ")
    assert (len(both), bash("contract show ")) == (2, ["zyfy-his-2025"])
    [second] = set(both) - {"zyfy-his-2025"}
    named = f"payments record --store {other}"
    assert set(bash(f"{named} --contract {second} ")) < set(bash(f"{named} "))
    assert not bash(f"{named} --contract {second} Y1-advance")
    monkeypatch.delenv("SVCCTL_STORE")


@pytest.mark.parametrize(
    "store", ["none.db", "damaged.db", "mysql://x", "postgresql://127.0.0.1:1/x"]
)
def test_where_there_is_no_store_nothing_is_offered_or_said(
    store: str, bash: Tab, tmp_path: Path
) -> None:
    (tmp_path / "damaged.db").write_bytes(b"nothing")
    place = store if "://" in store else tmp_path / store
    assert bash(f"payments record --store {place} Y") == []


def test_a_slow_store_is_not_waited_for(demo_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = completing._names

    def slow(kind: str, case: Any, asked: Any) -> Any:
        yield next(first(kind, case, asked))
        time.sleep(3)

    monkeypatch.setattr(completing, "_names", slow)
    started = time.monotonic()
    found = completing._named("instalment", Asked("", "", {}, Words("zh")))
    assert time.monotonic() - started < 1
    assert found in ([], [Offer("Y1-advance", "第1年首期款")])


def test_nothing_is_changed(bash: Tab, demo_store: Path) -> None:
    before = demo_store.read_bytes()
    bash("payments record Y")
    assert demo_store.read_bytes() == before
    assert [path.name for path in demo_store.parent.glob("store.db*")] == ["store.db"]


def test_a_name_that_a_shell_might_run_is_left_out(
    bash: Tab, run: Run, tmp_path: Path, demo_store: Path
) -> None:
    text = (workspace.shipped("contracts") / "zyfy-his-2025.toml").read_text(encoding="utf-8")
    text = text.replace('id = "zyfy-his-2025"', 'id = "odd"').replace(
        'title = { zh = "资源县妇幼保健院医院信息系统运维项目"', 'title = { zh = "资$(touch x)`y`"'
    )
    (tmp_path / "odd.toml").write_text(text, encoding="utf-8")
    assert run("contract", "import", tmp_path / "odd.toml")[0] == 0
    assert "资源县妇幼保健院医院信息系统运维项目" in bash("contract show 资")
    assert all("$" not in each for each in bash("contract show 资"))
    told = written("zsh", [Offer("odd", "资$(touch x)`y`'\"")])
    assert told == '_arguments \'*: :(("odd":"资 (touch x) y"))\'\n'


def test_every_kind_is_one() -> None:
    assert set(KINDS.values()) - {"contract", "system", "level"} <= {*NAMES, *OFFERED}
    assert {key for key in KINDS if not key.startswith("opt.service")} <= set(OPTIONS)


# -- each shell ------------------------------------------------------------------------------------


def shell(run: Run, monkeypatch: pytest.MonkeyPatch, name: str, **given: str) -> tuple[int, str]:
    monkeypatch.setenv("_SVCCTL_COMPLETE", f"complete_{name}")
    monkeypatch.setattr(completing, "SECONDS", 5)
    for key, value in given.items():
        monkeypatch.setenv(f"_TYPER_COMPLETE_{key.upper()}", value)
    code, out, _ = run()
    return code, out


def test_zsh(run: Run, demo_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out = shell(run, monkeypatch, "zsh", args="svcctl obligations done pub")
    assert (code, out) == (0, '_arguments \'*: :(("publish-contract":"Publish the contract"))\'\n')
    assert (
        shell(run, monkeypatch, "zsh", args="svcctl evidence add Y1-advance --file ")[1]
        == "_files\n"
    )
    _, out = shell(run, monkeypatch, "zsh", args="svcctl payments record zyfy-his-2025:Y1-adv")
    assert out == "_files\n"  # what stands before the colon is no part of a name here


def test_fish(run: Run, demo_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = "svcctl obligations done pub"
    code, out = shell(run, monkeypatch, "fish", args=line, fish_action="get-args")
    assert (code, out) == (0, "publish-contract\tPublish the contract\n")
    assert shell(run, monkeypatch, "fish", args=line, fish_action="is-args") == (0, "")
    line = "svcctl contract check "
    assert shell(run, monkeypatch, "fish", args=line, fish_action="is-args") == (1, "")


def test_powershell(run: Run, demo_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = {"args": "svcctl explain Y2", "word_to_complete": "Y2"}
    code, out = shell(run, monkeypatch, "powershell", **typed)
    assert (code, out.splitlines()[0].split(":::")[0]) == (0, "Y2-advance")


def test_an_open_quotation_and_an_instruction_that_is_none(
    run: Run, demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (
        "publish-contract" in shell(run, monkeypatch, "zsh", args="svcctl obligations done 'pub")[1]
    )
    assert shell(run, monkeypatch, "tcsh", args="svcctl ") == (1, "")


@pytest.mark.parametrize("name", completing.SHELLS)
def test_the_script_is_shown(name: str, run: Run) -> None:
    code, out, _ = run("--show-completion", name)
    assert (code, "_SVCCTL_COMPLETE" in out) == (0, True)


def test_it_is_installed_where_the_examination_looks(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SHELL", "/bin/fish")
    code, out, _ = run("--install-completion=fish")
    assert (code, "svcctl.fish" in out) == (0, True)
    _, out, _ = run("doctor")
    assert "Installed for fish" in out
    code, _, err = run("--install-completion", "tcsh")
    assert (code, "No completion for tcsh" in err) == (2, True)


@pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="no bash")
def test_bash_itself_completes(run: Run, demo_store: Path, tmp_path: Path) -> None:
    """The script that is installed, in a shell, as the tab key drives it."""
    _, script, _ = run("--show-completion", "bash")
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    (bin_ / "svcctl").write_text(
        f'#!/bin/sh\nexec {sys.executable} -m svcctl "$@"\n', encoding="utf-8"
    )
    (bin_ / "svcctl").chmod(0o755)
    drive = "COMP_WORDS=(svcctl payments sched); COMP_CWORD=2; _svcctl_completion svcctl"
    told = f'{script}\n{drive}\nprintf "%s|" "${{COMPREPLY[@]}}"'
    env = os.environ | {"PATH": f"{bin_}:{os.environ['PATH']}"}
    env |= {"PYTHONPATH": str(Path(workspace.__file__).parents[1])}
    ended = subprocess.run(
        ["bash", "--norc", "-c", told], env=env, capture_output=True, text=True, timeout=60
    )
    assert ended.stdout == "schedule|", shlex.join(ended.args) + ended.stderr
