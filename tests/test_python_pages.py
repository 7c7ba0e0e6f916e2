"""The examples of the pages about Python do what the pages say."""

import doctest
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from svcctl import workspace

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("name", ["python.md", "python.zh.md"])
def test_examples_do_what_the_page_says(
    name: str, demo_original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of a page's examples, one after another, in a folder with the demo's store."""
    monkeypatch.setattr(workspace, "now", lambda: datetime(2026, 11, 23, 1, 0, tzinfo=UTC))
    monkeypatch.chdir(tmp_path)
    shutil.copy(demo_original, "store.db")
    text = (DOCS / name).read_text(encoding="utf-8")
    blocks = re.findall(r"```pycon\n(.*?)```", text, re.DOTALL)
    assert len(blocks) >= 4
    test = doctest.DocTestParser().get_doctest("".join(blocks), {}, name, name, 0)
    told: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert "".join(told) == ""


def test_the_pages_name_every_method() -> None:
    """In both languages, and no method that there is not."""
    from svcctl.interface import Store

    methods = {each for each in vars(Store) if not each.startswith("_")} - {"close"}
    for name in ("python.md", "python.zh.md"):
        text = (DOCS / name).read_text(encoding="utf-8")
        assert set(re.findall(r"`(\w+)\([^`]*\)`", text.partition("## 要知道")[0])) >= methods
