"""Pages for a browser: a template filled in; one file, no script, nothing from elsewhere."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from svcctl.billing.money import grouped
from svcctl.billing.printable import shown
from svcctl.i18n import Words
from svcctl.papers.exhibits import Exhibit
from svcctl.papers.provenance import Provenance, foot_lines


def page(
    folder: Path, name: str, found: Provenance, words: Words, values: Mapping[str, Any]
) -> bytes:
    """The page as UTF-8, the same bytes for the same values; values are escaped, none may miss."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        newline_sequence="\n",
        keep_trailing_newline=True,
    )
    environment.filters["money"] = grouped
    common = {
        "money": True,
        "words": words,
        "lang": "zh-CN" if words.lang == "zh" else words.lang,
        "foot": foot_lines(found, words),
    }
    return environment.get_template(name).render({**common, **values}).encode()


def exhibit_page(
    folder: Path, exhibit: Exhibit, found: Provenance, words: Words, title: str
) -> bytes:
    """The rows, totals and findings of an exhibit."""
    values = {"title": title, "as_of": found.as_of, "exhibit": exhibit, "totals": exhibit.totals}
    values["money"] = bool(exhibit.sums)
    return page(folder, "exhibit.html", found, words, values)
