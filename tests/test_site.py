"""The pages of the site: what they type is typed here, and what they show is what comes out."""

import os
import re
import shutil
import sys
from datetime import datetime
from pathlib import Path

import pytest

from svcctl import workspace
from svcctl.cli import ALONE, NOUNS, verbs
from svcctl.desk.chinese import CHINESE
from transcript import Player

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
sys.path.insert(0, str(ROOT / "tools"))
BLOCK = re.compile(r"<!-- transcript (zh|en) (\S+) -->\n```console\n(.*?)```", re.DOTALL)
LINKED = re.compile(r"\]\(((?:\.\./data|files)/[^)#]+)\)")
PAGES = sorted(path.name for path in DOCS.glob("*.md") if "first-hour" in path.name)
PAGES += ["how-figures.md", "how-figures.zh.md", "index.md", "install.md", "install.zh.md"]
PAGES += ["my-contract.md", "my-contract.zh.md"]
NAMED = [*PAGES, "comparison.zh.md", "python.md", "python.zh.md"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_lived_from_its_first_command_to_its_last(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one folder, with the files that it links to and no other (UPDATE_TRANSCRIPTS=1 writes it)."""
    path = DOCS / name
    text = path.read_text(encoding="utf-8")
    monkeypatch.setattr(workspace, "terminal_width", lambda: 80)
    for linked in set(LINKED.findall(text)):
        shutil.copy(DOCS / linked, tmp_path)

    def played(block: re.Match[str]) -> str:
        lang, when, body = block.groups()
        moment = datetime.fromisoformat(when).replace(tzinfo=workspace.SHANGHAI)
        monkeypatch.setattr(workspace, "now", lambda: moment)
        shown = Player(tmp_path, lang, monkeypatch).play(body)
        return f"<!-- transcript {lang} {when} -->\n```console\n{shown}```"

    now = BLOCK.sub(played, text)
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        path.write_text(now, encoding="utf-8")
    assert BLOCK.search(text)
    assert now == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMED)
def test_commands_that_a_page_only_names_are_there(name: str) -> None:
    """With the options beside them: `svcctl contract schema -o ...`, `audit seal`."""
    from command_reference import help_of

    text = (DOCS / name).read_text(encoding="utf-8")
    spans = re.findall(r"`(?:python3 )?(?:svcctl(?:\.pyz)? )?([^`\n]+)`", BLOCK.sub("", text))
    spans += re.findall(r"^\$? ?svcctl ([^\n]+)$", BLOCK.sub("", text), re.MULTILINE)
    for words in (span.split() for span in spans):
        noun, verb = CHINESE.get(words[0], (words[0], words[1] if len(words) > 1 else ""))
        if noun not in NOUNS or (noun not in ALONE and (not verb or "=" in verb)):
            continue
        path = [noun] if noun in ALONE else [noun, verb]
        assert noun in ALONE or verb in verbs(noun), words
        shown = help_of(path, "en")
        asked = [word.partition("=")[0] for word in words if word.startswith("--")]
        assert [word for word in asked if word not in shown] == [], words


def test_the_small_contract_is_the_one_that_the_reference_shows() -> None:
    """And the wrong one is it, but for the two lines that are wrong."""
    page = (DOCS / "contract-file.zh.md").read_text(encoding="utf-8")
    small, wrong = (
        (DOCS / "files" / name).read_text(encoding="utf-8") for name in ("small.toml", "wrong.toml")
    )
    assert small == page.partition("```toml\n")[2].partition("```")[0]
    known = set(small.splitlines())
    amiss = [line for line in wrong.splitlines() if line not in known]
    assert amiss == ['total_in_words = "叁拾陆万伍仟元整"  # 大写', 'share = "90%"  # 比例']


def test_the_site_has_every_page_once() -> None:
    """A page that is not in the navigation would not be found; mkdocs checks that each is there."""
    nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("nav:")[2]
    named = re.findall(r": (\S+\.md)$", nav, re.MULTILINE)
    own = {path.name for path in DOCS.glob("*.md")}
    assert len(named) == len(set(named))
    assert set(named) == own | {"CHANGELOG.md", "CONTRIBUTING.md"}


def test_nothing_of_the_site_is_fetched_from_elsewhere() -> None:
    """No font, no script, no counter of another server is asked for in its settings."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert "://" not in settings
    assert "font: false" in settings
