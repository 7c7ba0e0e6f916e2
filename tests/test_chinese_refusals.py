"""A refusal in Chinese is Chinese: Latin letters only where they are typed, or name something."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from svcctl import workspace
from svcctl.cli import ALONE, NOUNS, verb, verbs
from svcctl.i18n import Words
from transcript import FOLDER

SEED = workspace.shipped("contracts") / "zyfy-his-2025.toml"
WORD = re.compile(r"[A-Za-z][A-Za-z-]*[A-Za-z]")
PLACES = [  # what names itself, wherever it stands: commands, options, files, facts, instalments
    r"svcctl [\x20-\x7e]+",
    r"--?[a-z][a-z-]*",
    r"[\w-]+\.(db|toml|csv|xlsx|docx|ics|zip|pdf|json|jsonl|html|txt)",
    r"\.(txt|csv|json|jsonl|xlsx|html|ics|docx|zip|pdf)",
    r"[a-z0-9-]+[#@:][\w-]+",
    r"Y\d-[\w-]+",
    r"zyfy-his-2025|example-[a-z-]+",
    r"performance-bond",  # the key of a guarantee, as `guarantee return` takes it
    r"amendment-\d-notice",
    r"CN(-[A-Z]{2})?",
    r"20\d\d-\d\d-\d\dT\d\d:\d\d",
    r"SHA-256|SM3|sqlite:///|postgresql://",
    r"sha256|sm3",  # as --hash takes them
]
PROPER = {"svcctl", "finance"}
WRONG = """发票单
foo
payments foo
payments record
payments record Y1-advance —amount 20.3 万
payments record Y1-advance --amount 203000 --on 3月7日
payments record Y1-advance --amount 20x
payments record Y1-advance --amount 203000 --on 2025-03-25 --account 1
payments due --as-of 三月七日
payments due --within -3
payments due --role boss
payments due extra
payments forecast --by week
payments settle Y1-advance
payments checklist Y9
payments request Y9 -o a.docx
breach record quality --on 2025-05-01 --by purchaser
breach record other-breach --on 2025-05-01
breach record foo --on 2025-05-01
breach end B9 --on 2025-05-01
calendar show 26
calendar add
calendar add 2025-03-01
calendar between 2025-03-01
damages what-if quality --days x
damages waive x --reason y
damages settle
damages offset late-payment/Y1-advance Y1-advance --on 2025-05-01
negotiation open foo
negotiation settle Y1-advance --on 2025-03-28 --new-due 2025-03-01
guarantee lodge x
assessment record x --period Y1 --score 90
export foo
export damages -o a.ics
export schedule --format ocds --contract x
letter receipt
letter receipt --year 1 -o a.docx
letter working-paper
letter transmit --year 9 -o a.docx
invoice add 1
invoice add 25452000000012350000
dispute open Y1-advance
dispute settle Y1-advance --amount 1
force-majeure begin --by foo
force-majeure end FM9 --on 2025-05-01
force-majeure end --on 2025-05-01
contract terminate
contract renew
contract close
contract findings settle payee-account
explain foo
audit verify --head x
audit retract --reason x
audit prove foo
audit prove 1
audit prove 99
audit prove 1 --hash sm3
audit prove 1 --hash md5
audit prove 1 --head zyfy-his-2025@1:0000000000000000
audit prove 1 --seal foo.txt
audit seal -o foo.txt --key foo.txt
reports receive --year 1
reports receive --year 1 --document foo
reports return --year 1 --all --reason x --on 2026-04-01
obligations done foo
import payments
import profiles foo
store foo"""


def named(table: Any) -> Iterator[str]:
    """Every handle of a contract file."""
    for key, value in table.items() if isinstance(table, dict) else enumerate(table):
        if key in ("key", "id"):
            yield value
        elif isinstance(value, dict | list):
            yield from named(value)


def chosen() -> Iterator[str]:
    """What an option takes, as its help lists it, and what commands are called."""
    for noun in NOUNS:
        yield noun
        for name in verbs(noun):
            yield name
            for option in verb(noun, "" if noun in ALONE else name, Words("zh")).params:
                yield from str(option.metavar or "").split("|")


@pytest.fixture(scope="module")
def known() -> set[str]:
    """What a reader types: commands, options' values, handles of the contract."""
    seed = tomllib.loads(SEED.read_text(encoding="utf-8"))
    formats = {"jsonl", "xlsx", "ics", "html", "ocds", "pdf"}
    typed = {each for each in chosen() if each.islower() and each.isascii()}
    profiles = {path.stem for path in workspace.shipped("profiles").glob("*.toml")}
    return typed | formats | profiles | set(named(seed)) | PROPER


def bare(refusal: str, command: str, known: set[str]) -> list[str]:
    """The Latin words of a refusal that nobody typed and nothing is called."""
    for place in PLACES:
        refusal = re.sub(rf"(?<![\w.-]){place}" if place[0] != r"\." else place, "", refusal)
    typed = set(WORD.findall(command))
    return [word for word in WORD.findall(refusal) if word not in known | typed]


@pytest.mark.parametrize("command", WRONG.splitlines())
def test_refusals_say_nothing_in_english(
    demo_store: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: set[str],
    command: str,
) -> None:  # fmt: skip
    """F-C: no `（negotiation-settled）`, no DATE|-, no YEAR in a Chinese sentence."""
    monkeypatch.chdir(tmp_path)
    code, _, refusal = run(*command.split(), "--lang", "zh")
    assert code in (1, 2), command
    assert bare(refusal, command, known) == [], refusal


def test_refusals_of_the_transcripts_say_nothing_in_english(known: set[str]) -> None:
    """The same of every refusal that a person has read."""
    said = []
    for path in sorted(FOLDER.glob("*.zh.txt")):
        command = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            command = line if line.startswith("$") else command
            if line.startswith("[stderr] "):
                said += [(line, bare(line.removeprefix("[stderr] "), command, known))]
    assert len(said) > 60
    assert [each for each in said if each[1]] == []


@pytest.mark.parametrize(("lang", "told"), [("zh", "已有：无。"), ("en", "there are: none.")])
@pytest.mark.parametrize("command", ["payments due --contract x", "force-majeure end --contract x"])
def test_where_there_is_nothing_to_choose_that_is_said(
    run: Run, lang: str, told: str, command: str
) -> None:
    """A store without a contract offers none, instead of a dash."""
    assert run("init")[0] == 0
    code, _, refusal = run(*command.split(), "--lang", lang)
    assert (code, told in refusal) == (2, True), refusal


@pytest.mark.parametrize("command", WRONG.splitlines())
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_refusal_names_a_dash(
    demo_store: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str,
    lang: str,
) -> None:  # fmt: skip
    """No `可用：-`, no `force majeure - is lasting`, no list that ends before it begins."""
    monkeypatch.chdir(tmp_path)
    refusal = run(*command.split(), "--lang", lang)[2]
    assert not re.search(r"(?<!\w) ?-(?= |[。.；;，,]|$)|：。|: *\.(?=\s)", refusal, re.M), refusal


def test_a_record_without_a_name_is_refused(demo_store: Path, run: Run) -> None:
    """A line separator is no name: nothing is objected to, and nothing stumbles."""
    told = ("--event", "late-payment", "--side", "purchaser", "--reason", "不符")
    assert run("duty", "object", "\u2028", *told)[0] == 2
