"""What a person typed at a question: its answer, and those of others that the same line gives."""

import re
from typing import NamedTuple

from svcctl.billing.promises import SETTLEMENT
from svcctl.billing.refusal import Refusal
from svcctl.desk.interviewing import Interview
from svcctl.interview import spoken, typed
from svcctl.interview.question import ANY, MORE, Asked
from svcctl.interview.sofar import Sofar
from svcctl.interview.walk import Walk, read


class Put(NamedTuple):
    """A question as it stands on the screen."""

    asked: Asked
    found: Walk
    joined: bool  # others are answered with it where the line says more
    added: bool  # what is typed comes to what was read


def understood(interview: Interview, put: Put, text: str) -> dict[str, str]:
    """The answers that a line is, by their paths; Refusal where it is none."""
    asked, said = put.asked, text or put.asked.proposed
    if put.added and (not text or text.casefold() in typed.SKIPPED):
        return {asked.path: asked.proposed}
    if put.joined and (several := _several(interview, put, said)):
        return several
    try:
        value = read(asked, said, interview.label, put.found.sofar)
    except Refusal:
        several = _with_papers(interview, put, said) or _instead(interview, put, said)
        if not several:
            raise
        return several
    if put.added:
        both = {*value.split(","), *asked.proposed.split(",")}
        value = ",".join(each for each in asked.choices if each in both)
    return {asked.path: value}


def _several(interview: Interview, put: Put, text: str) -> dict[str, str]:
    """The answers that one line gives to several questions."""
    asked, sofar = put.asked, put.found.sofar
    called = {each: interview.label(asked, each, sofar) for each in asked.choices}
    several = spoken.rows_said(asked, text, called) or spoken.said(asked, text, sofar)
    if asked.path in several:
        several[asked.path] = read(asked, several[asked.path], interview.label, sofar)
    return several


def _instead(interview: Interview, put: Put, text: str) -> dict[str, str]:
    """Several answers where a line is none alone: a question that is asked again takes them too."""
    try:
        several = _several(interview, put, text)
    except Refusal:
        return {}
    return {path: value for path, value in several.items() if value or path != put.asked.path}


# -- papers ----------------------------------------------------------------------------------------

_NO_PAPER = re.compile(r"[\d\s]|[日天月年](?:前|后|内)|以内|^[不没无是否]")


def _with_papers(interview: Interview, put: Put, text: str) -> dict[str, str]:
    """A paper that is named and not there yet is one more: its row, as often as what is paid."""
    asked, sofar = put.asked, put.found.sofar
    if asked.question.offers != "papers":
        return {}
    named = [each.strip("《》「」 ") for each in re.split(r"[,，、;；]+", text) if each.strip()]
    called = {each: interview.label(asked, each, sofar) for each in asked.choices}
    fresh = [each for each in named if not _known(each, asked, called)]
    if not fresh or any(len(each) < 2 or _NO_PAPER.search(each) for each in fresh):
        return {}
    return _rows(fresh, asked, sofar) | {asked.path: ",".join(named)}


def _known(text: str, asked: Asked, called: dict[str, str]) -> bool:
    try:
        return bool(typed.choice_of(text, asked.choices, called))
    except Refusal:
        return False


def _rows(titles: list[str], asked: Asked, sofar: Sofar) -> dict[str, str]:
    there = sofar.document.get("deliverables", [])
    paid = sofar.document.get("instalments", [{}])[asked.row]
    found = {f"deliverables.{ANY}": "yes"}
    if there:
        found[f"deliverables[{len(there) - 1}].{MORE}"] = "yes"
    for row, title in enumerate(titles, len(there)):
        at = f"deliverables[{row}]"
        found |= {f"{at}.title": title, f"{at}.every": paid.get("every", "service-year")}
        found[f"{at}.{MORE}"] = "no" if title == titles[-1] else "yes"
        if article := (there[-1] if there else paid).get("article", ""):
            found[f"{at}.article"] = article
    return found


# -- what is likely --------------------------------------------------------------------------------


def likely(asked: Asked, found: Walk, clause: str) -> str:
    """What a person most likely means there; a file of answers that leaves it out does not."""
    if asked.question.key == "payer" and clause and not asked.known:
        return ""  # the words leave it open: nothing is guessed
    if asked.proposed or asked.question.quiet:
        return asked.proposed
    if asked.question.key == "assessment" and len(asked.choices) == 1:
        return asked.choices[0]
    if asked.question.key == "needs" and SETTLEMENT in asked.choices:
        rows = found.document.get("instalments", [])
        return SETTLEMENT if asked.row < len(rows) and rows[asked.row].get("settled") else ""
    return ""


def guessed(asked: Asked) -> bool:
    """Whether what is proposed is only what is usual: nothing to take where a draft leaves it open."""
    return not asked.known and asked.question.key != "calendar"
