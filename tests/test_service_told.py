"""What a person types of the service and reads of it: names, choices, reasons, lines of the journal."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from svcctl import workspace
from svcctl.billing.refusal import Refusal
from svcctl.delivery.nouns import every_verb
from svcctl.desk.desk import one_of
from svcctl.i18n import Words

Run = Callable[..., tuple[int, str, str]]
NOW = datetime(2026, 11, 27, 12, tzinfo=workspace.SHANGHAI)


@pytest.fixture
def say(demo_store: Any, monkeypatch: pytest.MonkeyPatch, run: Run) -> Callable[..., str]:
    """What a command of the supplier prints, or refuses."""
    monkeypatch.setattr(workspace, "now", lambda: NOW)
    monkeypatch.setenv("SVCCTL_ROLE", "supplier")
    monkeypatch.setenv("SVCCTL_LANG", "zh")

    def ask(*args: str) -> str:
        code, out, err = run(*args)
        assert (code == 0) == (not err), err
        return str(out or err)

    return ask


def opened(say: Any, *args: str) -> str:
    return str(say("incident", "open", "--at", "9:00", "--title", "打印慢", *(args or ("--system", "lis", "--level", "SIS2"))))  # fmt: skip


def test_an_act_is_a_sentence_of_the_journal(say: Any) -> None:
    """Record, verb, moment, whose word, what was told; its source where it is not a bare word."""
    opened(say, "--system", "lis", "--level", "SIS2", "--source", "phone-bill")
    say("incident", "wait", "I-2026-0001", "--reason", "user", "--at", "9:07", "--by", "检验科")
    said = say("audit", "log")
    assert "I-2026-0001 受理，2026-11-27 09:00，乙方，级别 SIS2；打印慢；话单" in said
    assert "I-2026-0001 暂停等待，2026-11-27 09:07，乙方 检验科，等用户" in said
    english = say("audit", "log", "--lang", "en")
    assert "I-2026-0001 wait, 2026-11-27 09:07, 检验科 (supplier), for the user" in english


def test_the_reason_of_an_act_itself_is_put_right(say: Any) -> None:
    """--reason is why it is corrected, --because what it should have said."""
    opened(say)
    say("incident", "wait", "I-2026-0001", "--reason", "user", "--at", "9:07")
    say("incident", "correct", "I-2026-0001", "2", "--reason", "写错", "--because", "access")
    shown = say("incident", "show", "I-2026-0001")
    assert "等进场" in shown
    assert "等用户" not in shown


def test_records_are_called_so_in_help(say: Any) -> None:
    said = say("incident", "correct", "--help")
    assert "svcctl incident correct 编号 登记编号" in said
    assert "--link 编号" in said
    assert "--because" in said
    assert "show 里的序号即可" in say("incident", "object", "--help")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (("检验信息系统", "SIS2"), ("检验信息系统", "SIS2")),
        (("检验", "二级"), ("检验信息系统", "L2")),
        (("LIS", "整体性能下降"), ("检验信息系统", "SIS2")),
        (("其他", "9.2.1/L2"), ("其他", "L2")),
    ],
)
def test_systems_and_levels_are_known_by_their_titles(
    say: Any, typed: tuple[str, str], kept: tuple[str, str]
) -> None:
    opened(say, "--system", typed[0], "--level", typed[1])
    shown = say("incident", "show", "I-2026-0001")
    assert f"系统：{kept[0]}" in shown
    assert f"级别：{kept[1]}" in shown


def test_a_correction_knows_them_too(say: Any) -> None:
    opened(say)
    say("incident", "correct", "I-2026-0001", "1", "--reason", "写错", "--system", "门诊", "--level", "三级")  # fmt: skip
    shown = say("incident", "show", "I-2026-0001")
    assert "系统：智慧门诊系统" in shown
    assert "级别：L3" in shown


def test_refusals_list_names_with_their_titles(say: Any) -> None:
    """Of what is not known, and of what two are called."""
    assert "lis 检验信息系统、" in opened(say, "--system", "系统", "--level", "SIS2")
    assert "other 其他。" in opened(say, "--system", "甲", "--level", "SIS2")
    assert "SIS2 整体性能下降" in opened(say, "--system", "lis", "--level", "级")


def test_every_choice_of_the_record_is_told_and_taken_in_chinese() -> None:
    words = Words("zh")
    for _, verb in every_verb():
        for option in (each for each in verb.told if each.choices):
            with pytest.raises(Refusal) as refusal:
                one_of(f"--{option.name}", "？", option.choices)
            told = refusal.value.values["choices"]
            for choice, called in zip(option.choices, told, strict=True):
                name, _, key = words.title(called).rpartition("（")
                assert key == f"{choice}）"
                assert one_of(f"--{option.name}", name, option.choices) == choice


def test_sides_and_sources_are_told_in_chinese_too(say: Any) -> None:
    opened(say)
    said = say("incident", "answer", "I-2026-0001", "--side", "x", "--at", "9:01")
    assert "甲方（purchaser）、乙方（supplier）" in said
    said = say("incident", "answer", "I-2026-0001", "--source", "x", "--at", "9:01")
    assert "话单（phone-bill）" in said


def test_moments_of_a_refusal_are_as_people_write_them(say: Any) -> None:
    said = say(
        "duty", "plan", "--role", "工程师", "--from", "2026-05-06 18:00", "--to", "2026-05-06 12:00"
    )
    assert "止（2026-05-06 12:00）早于起（2026-05-06 18:00）" in said


def test_limits_are_told_in_words(say: Any) -> None:
    assert "SIS/SIS2（1 小时）" in opened(say)


def test_a_leave_given_in_words_bears_them_and_the_incident(say: Any) -> None:
    opened(say)
    say("incident", "remote", "start", "I-2026-0001", "--leave", "信息科电话同意", "--at", "9:10")
    assert "信息科电话同意" in say("leave", "list")
    assert "关联：I-2026-0001" in say("leave", "show", "L-2026-0001")
    assert "信息科电话同意（I-2026-0001）" in say("service", "todo")


def test_an_accepted_promise_is_not_going_on(say: Any) -> None:
    opened(say)
    said = say("breach", "accept", "I-2026-0001/answer", "--reason", "未应答")
    assert said.splitlines()[0].count("第八条第四款") == 1
    assert "超时之日" in said
    listed = say("breach", "list")
    assert "已认定" in listed
    assert "持续中" not in listed


def test_an_explanation_says_what_to_explain_of_a_record(say: Any) -> None:
    opened(say)
    said = say("explain", "I-2026-0001")
    assert "I-2026-0001/answer" in said
    assert "没有款项" not in said
    assert "没有" in say("explain", "I-2026-0009")


def test_a_limit_is_used_up_once(say: Any) -> None:
    """The span ends at the limit, however long nobody comes."""
    opened(say)
    said = say("explain", "I-2026-0001/answer")
    assert "累计用去时限的 100.0%" in said
    assert "2026-11-27 09:00 至 2026-11-27 10:00" in said
    assert "尚未作认定或不认定的决定" in said


def test_readings_are_named_where_they_have_a_say(say: Any) -> None:
    """Of what starts dispatch; of waits, where one was and the contract is silent."""
    opened(say)
    say("incident", "remote", "start", "I-2026-0001", "--leave", "同意", "--at", "9:05")
    say("incident", "remote", "end", "I-2026-0001", "--solved", "no", "--at", "9:10")
    said = say("explain", "I-2026-0001/dispatch")
    assert "执行口径：派人时限从何时计，报修" in said
    assert "合同未写的等候" not in said
    say("incident", "wait", "I-2026-0001", "--reason", "user", "--at", "9:20")
    assert "执行口径：合同未写的等候停不停时限，照常计" in say("explain", "I-2026-0001/dispatch")
    assert "执行口径" not in say("explain", "I-2026-0001/answer")


def test_a_gap_is_told_as_service_restored(say: Any) -> None:
    opened(say, "--system", "lis", "--level", "SIS1")
    say("incident", "restore", "I-2026-0001", "--at", "9:30")
    say("incident", "reopen", "I-2026-0001", "--at", "10:30")
    said = say("explain", "I-2026-0001/restore")
    assert "2026-11-27 09:30 至 2026-11-27 10:30 已恢复，至重新打开不计" in said


def test_a_turn_tells_its_days(say: Any) -> None:
    said = say("explain", "monthly-inspection-1")
    assert "应在 2025-03-06 至 2025-04-05 之间完成" in said


def test_a_later_decision_is_told_of_the_one_it_replaces(say: Any) -> None:
    opened(say)
    say("breach", "accept", "I-2026-0001/answer", "--reason", "未应答")
    said = say("breach", "accept", "I-2026-0001/answer", "--reason", "改写理由")
    assert "I-2026-0001/answer 已认定为 B1" in said
    assert "以本次为准" in said
    assert "已由 2026-11-27 的另一决定（B2）取代" in say("explain", "service-promise/B1")
    said = say("breach", "reject", "I-2026-0001/answer", "--reason", "复核后不认定")
    assert "已认定为 B2" in said
    assert "另一决定（不认定）取代" in say("explain", "service-promise/b2")
    assert "不认定，以本次为准" in say("breach", "accept", "I-2026-0001/answer", "--reason", "再议")


def test_proposals_are_narrowed_as_every_list_is(say: Any) -> None:
    """By how many, by what was decided, by words; the JSON goes with it."""
    opened(say)
    opened(say)
    proposed = json.loads(say("breach", "propose", "--limit", "1", "--format", "json"))
    assert len(proposed["proposals"]) == 1
    say("breach", "accept", "I-2026-0001/answer", "--reason", "未应答")
    left = say("breach", "propose", "--status", "undecided", "--sort", "date")
    assert "I-2026-0002/answer" in left
    assert "I-2026-0001/answer" not in left
    found = say("breach", "propose", "--status", "accepted", "--search", "I-2026-0001")
    assert "I-2026-0001/answer" in found
