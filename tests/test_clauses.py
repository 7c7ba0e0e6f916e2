"""Short clauses of service contracts: what is proposed is right, what is open is left open."""

import random
import re
import time
import tomllib
from functools import cache
from pathlib import Path

import pytest

from svcctl.wording.articles import clauses
from svcctl.wording.drafting import draft
from svcctl.wording.found import Line, Reading, Value
from svcctl.wording.readers import proposed, read_all

CASES = tomllib.loads(
    (Path(__file__).parent / "clauses" / "collection.toml").read_text(encoding="utf-8")
)["case"]


def lines_of(text: str) -> list[Line]:
    return [Line("合同.txt", str(at), line) for at, line in enumerate(text.split("\n"), 1)]


def read(text: str) -> Reading:
    return read_all(clauses(lines_of(text)))


@cache
def answer(at: int) -> tuple[dict[str, str], tuple[str, ...]]:
    """What is proposed of a case, and the paths that are asked about."""
    case = CASES[at]
    if not case.get("whole"):
        reading = read(case["text"])
        return proposed(reading), tuple(each.key for each in reading.questions)
    drafted = draft(lines_of(case["text"]), ["CN"])
    found = {path: value.value for path, value in drafted.proposed.items()}
    return found, tuple(each.key for each in drafted.questions)


def compared(at: int) -> dict[str, str]:
    """What is proposed, but for what is cited or follows from the rest."""
    return {
        path: value
        for path, value in answer(at)[0].items()
        if (not path.startswith(("deliverables", "parties")) or ".accounts[" in path)
        and not path.endswith("article")
        and (path.rpartition(".")[2], value) != ("every", "once")
    }


@pytest.mark.parametrize("at", range(len(CASES)), ids=lambda at: CASES[at]["name"])
def test_no_value_is_wrong(at: int) -> None:
    """Each value that is proposed is one that the words leave no doubt about."""
    expect = CASES[at]["expect"]
    assert {path: value for path, value in compared(at).items() if expect.get(path) != value} == {}


@pytest.mark.parametrize("at", range(len(CASES)), ids=lambda at: CASES[at]["name"])
def test_what_is_not_proposed_is_asked(at: int) -> None:
    """Silence alone tells nobody that there was something to fill in."""
    asked = answer(at)[1]
    assert [
        path for path in CASES[at].get("asks", ()) if not any(key.startswith(path) for key in asked)
    ] == []


def test_nine_of_ten_values_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    """The share found is told; what is not found is asked."""
    found: dict[bool, int] = {False: 0, True: 0}
    there = dict(found)
    for at, case in enumerate(CASES):
        trap = bool(case.get("trap"))
        reading = compared(at)
        there[trap] += len(case["expect"])
        found[trap] += sum(reading.get(path) == value for path, value in case["expect"].items())
    with capsys.disabled():
        print(
            f"\nclauses: {len(CASES)}; found {found[False]}/{there[False]}, in traps {found[True]}/{there[True]}"
        )
    assert len(CASES) >= 40
    assert sum(bool(case.get("trap")) for case in CASES) * 2 >= len(CASES) - 4
    assert found[False] >= 0.9 * there[False]


def checked(reading: Reading, text: str) -> None:
    """Each value's words are one piece of its line, and its line is one of the text's."""
    told: list[Value] = [*reading.values.values()]
    for row in reading.rows:
        told += row.values.values()
    for value in told:
        assert value.words
        assert value.words in value.line.text
        assert value.line.text in text


@pytest.mark.parametrize("seed", range(40))
def test_spoiled_texts_are_never_read_into_words_that_are_not_there(seed: int) -> None:
    """Cut, shuffled and doubled clauses: no crash, and no value without its words."""
    luck = random.Random(seed)
    texts = [case["text"] for case in luck.sample(CASES, 4)]
    lines = [line for text in texts for line in text.split("\n")]
    luck.shuffle(lines)
    text = "\n".join(lines)
    for _ in range(luck.randrange(6)):
        start, end = sorted(luck.randrange(len(text)) for _ in range(2))
        text = luck.choice([text[:start] + text[end:], text + text[start:end], text[:end][::-1]])
    pieces = re.split("(?<=[，。])", text)
    luck.shuffle(pieces)
    for spoiled in (text, "".join(pieces)):
        checked(read(spoiled), spoiled)


def test_a_long_text_is_read_in_time() -> None:
    """A megabyte of clauses, of one sentence, of figures: no pattern runs away."""
    parts = ["".join(case["text"] for case in CASES)]
    for part in [*parts, "甲方支付合同总价的3%，", "甲方应在30日内备案，"]:
        text = (part * (350_000 // len(part) + 1))[:350_000]
        started = time.process_time()
        read(text)
        assert time.process_time() - started < 4
