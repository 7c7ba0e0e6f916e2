"""Pages for a browser: a template filled in; one file, no script, nothing from elsewhere."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from svcctl.answers.answer import Printed
from svcctl.answers.printing import capitals_line, parts_of, summed
from svcctl.billing.money import grouped
from svcctl.billing.printable import shown
from svcctl.i18n import Words
from svcctl.papers.exhibits import Exhibit
from svcctl.papers.provenance import Provenance, foot_lines


def page(
    folder: Path, name: str, found: Provenance, words: Words, values: Mapping[str, Any]
) -> bytes:
    """The page as UTF-8, the same bytes for the same values; values are escaped, none may miss."""
    common = {
        "money": True,
        "words": words,
        "lang": "zh-CN" if words.lang == "zh" else words.lang,
        "foot": foot_lines(found, words),
    }
    text: str = _environment(folder).get_template(name).render({**common, **values})
    return text.encode()


@cache
def _environment(folder: Path) -> Any:
    """What fills in the templates of a folder; it keeps those that it has read."""
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
    return environment


def exhibit_page(
    folder: Path, exhibit: Exhibit, found: Provenance, words: Words, title: str
) -> bytes:
    """The rows, totals and findings of an exhibit."""
    values = {"title": title, "as_of": found.as_of, "exhibit": exhibit, "totals": exhibit.totals}
    values["money"] = bool(exhibit.sums)
    return page(folder, "exhibit.html", found, words, values)


# -- lists -----------------------------------------------------------------------------------------


def lists_page(folder: Path, lists: Sequence[Printed], found: Provenance, words: Words) -> bytes:
    """Lists on a page: a row is a card on a phone; sub-totals, totals, places to sign on paper."""
    values = {
        "title": lists[0].title,
        "as_of": found.as_of,
        "lists": [_list_values(each, words) for each in lists],
        "page_text": re.split("&[PN]", words("xlsx.page")),
    }
    return page(folder, "list.html", found, words, values)


def _list_values(each: Printed, words: Words) -> dict[str, Any]:
    sums = summed(each.columns, each.rows) if each.adds_up and each.rows else {}
    return {
        "title": each.title,
        "beside": list(each.beside),
        "columns": each.columns,
        "rows": each.rows,
        "parts": list(_parts(each, bool(sums))),
        "sums": sums,
        "capitals": capitals_line(each.columns, sums, words),
        "signed": each.signed,
        "picture": each.picture,
        "under": [line for line in each.under if line.strip()],
    }


def _parts(each: Printed, adds_up: bool) -> Iterator[dict[str, Any]]:
    """The groups, each with its sub-totals and the number of its first row."""
    first = 0
    for name, rows in parts_of(each.groups, each.rows):
        sums = summed(each.columns, rows) if adds_up else {}
        told = name if each.groups else None
        yield {"name": told, "rows": rows, "sums": sums, "first": first}
        first += len(rows)
