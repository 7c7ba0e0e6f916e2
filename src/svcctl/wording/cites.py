"""Each line of a contract with the article, or the annex and section, in which it stands."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from svcctl.wording.found import Clause, Line

SECTION = re.compile(
    r"\s*(?P<number>\d{1,2}(?:\.\d{1,2}){1,5})[\s、.．]*[^\d%％万元\s][^。；，]{0,40}$"
)


class Told(NamedTuple):
    """A line, where it is cited from, the number of its section, and the line after it."""

    line: Line
    article: str
    section: str
    following: str


def told(clauses: Iterable[Clause]) -> list[Told]:
    """Every line of the clauses; in an annex it is cited by the section whose number stands above."""
    found: list[Told] = []
    section = part = ""
    for clause in clauses:
        if clause.part != part:
            section, part = "", clause.part
        for line in clause.lines:
            heading = SECTION.match(line.text)
            if heading and part.startswith("附"):
                section = heading["number"]
            article = f"{part} {section}" if section else clause.article
            if found:
                found[-1] = found[-1]._replace(following=line.text)
            found.append(Told(line, article, section, ""))
    return found
