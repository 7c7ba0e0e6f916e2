"""What `contract draft` proposes of the invented contracts' prose, against the files that ship."""

import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]
TABLES = ("instalments", "damages", "guarantees", "obligations")
NAMES = ("key", "title", "article", "source")


def leaves(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """Single values by their paths, names of the program left out."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in NAMES:
                yield from leaves(inner, f"{at}.{key}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, f"{at}[{place}]")
    else:
        yield at, value


def main() -> None:
    """A line for each contract: values proposed, those as in the file, others, questions."""
    import contract_papers
    from contract_prose import PROSE
    from test_contract_draft import CALENDARS, draft, lines_of

    for name, prose in PROSE.items():
        made = draft(lines_of(f"{name}.docx", contract_papers.as_word(prose)), CALENDARS)
        shipped = tomllib.loads((ROOT / f"data/contracts/{name}.toml").read_text("utf-8"))
        ours, theirs = (
            dict(leaves({table: document.get(table, []) for table in TABLES}))
            for document in (made.document, shipped)
        )
        same = [at for at, value in ours.items() if theirs.get(at) == value]
        other = sorted(set(ours) - set(same))
        missing = sorted(set(theirs) - set(ours))
        print(f"{name}: proposed {len(made.proposed)}, asked {len(made.questions)}")
        print(f"  rules {len(ours)}, as shipped {len(same)}, not so {len(other)}: {other}")
        print(f"  in the file only {len(missing)}: {missing}")


if __name__ == "__main__":
    main()
