"""The file that an answer goes to: what the system says of it, in the reader's language."""

from collections.abc import Callable
from errno import EACCES, EDOM, ENOENT
from pathlib import Path

import pytest

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
    assert run("payments", "due", "-o", tmp_path / "other.db-wal")[0] == 0


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
