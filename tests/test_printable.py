"""One door for text on its way out: nothing typed, read or recorded steers a screen or hides."""

import json
import re
from pathlib import Path
from unicodedata import category
from zipfile import ZipFile

import pytest

from conftest import Run
from svcctl import workspace
from svcctl.answers.answer import Answer, Column
from svcctl.answers.writers import as_json, as_text
from svcctl.billing.printable import STEERING, printable, shown
from svcctl.billing.refusal import Refusal
from svcctl.cli import NOUNS, verbs
from svcctl.i18n import Words
from svcctl.intake.entry import parse_text

ERASE = "\x1b[2K\x1b[1A"
HOSTILE = f"a{ERASE}\x07\x9b31m\u202eb\u200b\u2028c\rd\x00"
PAID = (
    "payments",
    "record",
    "Y1-advance",
    "--amount",
    "500",
    "--on",
    "2025-03-20",
    "--confirm-account",
)


def steering(text: str) -> set[str]:
    """The signs of a text that steer a screen or are not seen, but for the ends of its lines."""
    return {s for s in text.replace("\r\n", "\n").replace("\n", "") if category(s) in STEERING}


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("合同 2025", "合同 2025"),
        ("全角\u3000空格", "全角\u3000空格"),  # a wide blank is seen as one
        ("one\ntwo\tthree", "one two three"),
        (ERASE, "?[2K?[1A"),
        ("\u202egpj.exe", "?gpj.exe"),
        ("V\u200b-1", "V?-1"),
        ("\ue863", "\ue863"),  # GB 18030's own signs stand in the private area
        ("\udcb7\udca2\udcc6\udcb1.pdf", "发票.pdf"),  # its bytes in GB 18030
        ("\udcff.pdf", "?.pdf"),
        ("\ud83d", "?"),
    ],
)
def test_what_steers_or_hides_is_shown(text: str, seen: str) -> None:
    """Breaks become blanks, the rest that is not seen a question mark."""
    assert printable(text) == seen
    assert shown(text) == seen
    assert shown(7) == 7


def test_texts_that_were_copied_are_kept_without_what_is_not_seen() -> None:
    """Else a number would match no bank's list; controls are refused."""
    assert parse_text("V-1") == "V-1"
    assert parse_text("V\u200b-1\ufeff\n") == "V-1"
    assert parse_text("第一行\n第二行") == "第一行 第二行"
    for bad in (ERASE, "\x00", "\udcff"):
        with pytest.raises(Refusal, match=r"entry\.control"):
            parse_text(bad)


def test_sentences_and_cells_and_json() -> None:
    """The writers and the catalogue, whatever an answer was made of."""
    words = Words("en")
    for value in (HOSTILE, Path(HOSTILE), {"zh": HOSTILE}, [HOSTILE], OSError(95, HOSTILE)):
        assert not steering(words("recorded.warning", text=value))
    answer = Answer(
        data=None,
        columns=(Column("column.title"),),
        rows=lambda: [[HOSTILE]],
        head=[HOSTILE],
        foot=[HOSTILE],
    )
    assert not steering("\n".join(as_text(answer, words)))
    kept = {"note": HOSTILE + "\udcff\U000e0041"}
    told = as_json(kept)
    assert not steering(told)
    assert json.loads(told) == kept  # programs get every sign


@pytest.fixture
def unguarded(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store as a version without the checks on the way in would have made it."""
    monkeypatch.setattr("svcctl.desk.acts.tidied", lambda says: says)
    monkeypatch.setattr("svcctl.desk.acts.printable", str)
    monkeypatch.setattr("svcctl.contracts.read.problems", lambda *_: [])
    text = (workspace.shipped("contracts") / "zyfy-his-2025.toml").read_text(encoding="utf-8")
    quoted = json.dumps(HOSTILE)[1:-1]
    (tmp_path / "c.toml").write_text(text.replace("中联", quoted), encoding="utf-8")
    assert run("init", tmp_path / "c.toml")[0] == 0
    assert run(*PAID, "--note", HOSTILE, "--ref", HOSTILE, "--doc", HOSTILE)[0] == 0


@pytest.mark.lives
def test_no_answer_and_no_export_lets_them_through(
    unguarded: None, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command that reads and every format of every export, over facts full of such signs."""
    monkeypatch.chdir(tmp_path)  # some make a file of what they are given
    paper = tmp_path / "a\x1b[2K\u202eb.pdf"
    paper.write_bytes(b"%PDF")
    for act in (
        (*PAID, "--file", paper),
        ("breach", "record", "quality", "--on", "2025-06-01", "--note", HOSTILE),
        (
            "dispute",
            "open",
            "Y2-advance",
            "--amount",
            "10",
            "--on",
            "2026-04-10",
            "--reason",
            HOSTILE,
        ),
        ("evidence", "add", "Y1-advance", "--kind", "invoice", "--file", paper),
    ):
        code, _, err = run(*act)
        assert code == 0, err
    seen = 0
    for noun in NOUNS:
        for verb in verbs(noun):
            for more in ((), ("Y1-advance",), ("2026",), ("--format", "json"), ("--format", "csv")):
                for lang in ("zh",) if more else ("zh", "en"):
                    _, out, err = run(*filter(None, (noun, verb)), *more, "--lang", lang)
                    if "csv" in more:  # a tab behind a month keeps it text in a spreadsheet
                        out = out.replace("\t,", ",")
                    assert steering(out + err) == set(), (noun, verb, more)
                    seen += "?[2K" in out
    assert seen > 10
    texts = {}
    for name in ("schedule", "payments", "damages", "journal", "obligations"):
        for suffix in ("csv", "json", "jsonl", "html", "xlsx", "ics"):
            target = tmp_path / f"{name}.{suffix}"
            if run("export", name, "-o", target)[0] == 0:
                texts[target.name] = _text(target)
    assert {name: signs for name, text in texts.items() if (signs := steering(text))} == {}
    assert {Path(name).suffix for name, text in texts.items() if "?[2K" in text} >= {
        ".csv",
        ".html",
        ".xlsx",
    }


def _text(path: Path) -> str:
    """What stands in a file, in each part of an archive."""
    if path.suffix in (".xlsx", ".docx"):
        with ZipFile(path) as archive:
            return "".join(
                archive.read(name).decode() for name in archive.namelist() if ".xml" in name
            )
    return re.sub("\r?\n[ \t]", "", path.read_text(encoding="utf-8-sig"))


def test_letters(unguarded: None, run: Run, tmp_path: Path) -> None:
    """Word files cannot hold such signs at all."""
    for letter in (
        "payments request Y1-advance",
        "letter reconcile",
        "letter hand-over",
        "letter working-paper Y1-advance",
    ):
        target = tmp_path / "a.docx"
        code, _, err = run(*letter.split(), "-o", target)
        assert (code, steering(err)) == (0, set()), (letter, err)
        assert steering(_text(target)) == set(), letter


@pytest.mark.parametrize("typed", [ERASE, "\udcff", "\u202e"])
def test_refusals_repeat_what_was_typed_without_it(demo_store: Path, run: Run, typed: str) -> None:
    """Wherever such a text is typed, whatever is refused, the refusal is one clean line or two."""
    places = (
        ("payments", typed),
        (typed,),
        ("payments", "due", f"--{typed}"),
        ("payments", "due", "--contract", typed),
        ("payments", "due", "--store", typed),
        ("payments", "due", "--as-of", typed),
        ("payments", "due", "-o", f"no-folder/{typed}"),
        ("explain", typed),
        ("contract", "check", typed),
        (*PAID, "--file", typed),
        (*PAID, "--ref", f"{typed}\x00"),
        ("calendar", "show", typed),
        ("evidence", "add", "Y1-advance", "--kind", typed, "--file", typed),
    )
    for place in places:
        code, out, err = run(*place)
        assert (code, out, steering(err)) == (2, "", set()), place
        assert len(err.splitlines()) <= 2
