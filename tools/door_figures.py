"""What `contract draft` proposes of the invented contracts in Word, each value against the file that ships.

A value is right where the shipped file has it at the same place of the row that is like it; written
otherwise where the file says the same in other keys (REWRITTEN); else it is wrong.
"""

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]
# made up by whoever writes the file: handles, and where an account was copied from
NAMES = re.compile(r"(^|\.)(key|source|regime|party|payee|needs\[\d+\]|id)$")
USUAL = {("obligations", "every"): "once", ("instalments", "every"): "service-year"}
REWRITTEN = {  # what the file says in other keys or of another place, and why neither is wrong
    ("property", "obligations.article"): "the file cites the law, the paper says it in 第四条",
    ("property", "assessments.article"): "the paper has its own article on assessments",
    ("property", "assessments.every"): "the rhythm of the payment that it settles",
    ("property", "deliverables.article"): "考核结果 as a paper; the file waits for its settlement",
    ("property", "deliverables.every"): "the same",
    ("renewals", "price.article"): "the paragraph; the file cites the article",
    ("renewals", "obligations.due.on[0]"): "15 June of the only year: 06-15 after year-start",
    (
        "milestones",
        "deliverables.article",
    ): "where it is paid upon; the file cites where it is listed",
    ("milestones", "instalments.article"): "the table is of 第六条; the file cites its paragraph",
    ("milestones", "obligations.article"): "the file cites the law, the paper says it in 第十一条",
    ("milestones", "service_plan.title"): "巡检; the file calls it 季度巡检",
    ("unit-prices", "price.article"): "the paragraph; the file cites the article",
    (
        "unit-prices",
        "deliverables.article",
    ): "where it is paid upon; the file cites where it is listed",
}


def leaves(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """Single values by their paths."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, f"{at}.{key}".strip("."))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, f"{at}[{place}]")
    else:
        yield at, value


def plain(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with titles in Chinese alone and each rule in its usual keys."""
    made: dict[str, Any] = {}
    for name, table in document.items():
        made[name] = [_row(name, row) for row in table] if isinstance(table, list) else table
    for where in [made, *(row for t in made.values() if isinstance(t, list) for row in t)]:
        if isinstance(where, dict) and isinstance(where.get("title"), Mapping):
            where["title"] = where["title"]["zh"]
    return made


def _row(name: str, row: Any) -> Any:
    if not isinstance(row, Mapping):
        return row
    made = dict(row)
    if made.pop("scope", "") == "contract":
        made["every"] = "once"
    if made.get("every", "") == USUAL.get((name, "every")):
        del made["every"]
    due = made.get("due")
    if isinstance(due, Mapping) and str(due.get("after", "")).startswith("receipt:"):
        made["due"] = dict(due) | {"after": "receipt"}
    return made


def paired(ours: list[Any], theirs: list[Any]) -> dict[int, Any]:
    """For each of our rows the row of the file that is most like it, each of those once."""
    alike = sorted(
        (
            (-len(set(leaves(one)) & set(leaves(other))), abs(at - place), at, place)
            for at, one in enumerate(ours)
            for place, other in enumerate(theirs)
        )
    )
    found: dict[int, Any] = {}
    taken: set[int] = set()
    for _, _, at, place in alike:
        if at not in found and place not in taken:
            found[at] = theirs[place]
            taken.add(place)
    return found


def compared(
    name: str, made: Any, shipped: Mapping[str, Any]
) -> tuple[list[str], list[str], list[str]]:
    """The paths of the values that are as in the file, that are written otherwise, that are wrong."""
    ours, theirs = plain(made.document), plain(shipped)
    ours_of, theirs_of = dict(leaves(ours)), dict(leaves(theirs))
    for key, table in ours.items():
        if isinstance(table, list) and table and isinstance(table[0], Mapping):
            theirs_of = {p: v for p, v in theirs_of.items() if not p.startswith(f"{key}[")}
            for at, row in paired(table, theirs.get(key, [])).items():
                theirs_of |= {f"{key}[{at}].{path}": value for path, value in leaves(row)}
    paths = [path for path in made.proposed if path in ours_of and not NAMES.search(path)]
    same = [path for path in paths if ours_of[path] == theirs_of.get(path)]
    others = [path for path in paths if path not in same]
    short = name.removeprefix("example-")
    known = [p for p in others if (short, re.sub(r"\[\d+\]\.", ".", p)) in REWRITTEN]
    return same, known, [path for path in others if path not in known]


def main() -> None:
    """A line for each contract: values proposed, right, written otherwise, wrong, questions."""
    import contract_papers
    from contract_prose import PROSE
    from test_contract_draft import CALENDARS, draft, lines_of

    for name, prose in PROSE.items():
        made = draft(lines_of(f"{name}.docx", contract_papers.as_word(prose)), CALENDARS)
        shipped = tomllib.loads((ROOT / f"data/contracts/{name}.toml").read_text("utf-8"))
        same, known, wrong = compared(name, made, shipped)
        print(
            f"{name}: proposed {len(made.proposed)}, compared {len(same) + len(known) + len(wrong)}, "
            f"right {len(same)}, written otherwise {len(known)}, wrong {len(wrong)}, "
            f"asked {len(made.questions)}"
        )
        for path in wrong:
            print(f"  {path} = {made.proposed[path].value}")


if __name__ == "__main__":
    main()
