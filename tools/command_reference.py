"""Writes docs/commands.md and docs/commands.zh.md from `--help`."""

import io
import sys
from contextlib import redirect_stdout
from pathlib import Path

from svcctl.cli import NOUNS, main, verbs

DOCS = Path(__file__).parents[1] / "docs"
TITLES = {"en": ("commands.md", "Commands"), "zh": ("commands.zh.md", "命令")}


def help_of(words: list[str], lang: str) -> str:
    """What one command says of itself."""
    shown = io.StringIO()
    with redirect_stdout(shown):
        main([*words, "--help", "--lang", lang] if words else ["--help", "--lang", lang])
    return shown.getvalue().rstrip()


def reference(lang: str) -> str:
    """The whole reference in one language."""
    parts = [f"# {TITLES[lang][1]}\n\n```text\n{help_of([], lang)}\n```\n"]
    for noun in NOUNS:
        for verb in verbs(noun):
            words = [noun, verb] if verb else [noun]
            parts.append(f"## svcctl {' '.join(words)}\n\n```text\n{help_of(words, lang)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    for lang, (name, _) in TITLES.items():
        (DOCS / name).write_text(reference(lang), encoding="utf-8")
    sys.exit(0)
