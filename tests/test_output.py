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
