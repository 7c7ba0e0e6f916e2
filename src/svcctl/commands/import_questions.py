"""What a person says of the rows of a list that are not clear: by options, or asked at a terminal."""

import re
from collections.abc import Callable, Sequence

import typer

from svcctl.answers.listed import given_back, option_text, told
from svcctl.billing.refusal import Refusal
from svcctl.desk.desk import Desk
from svcctl.intake.listed import Found, Said

ROW = re.compile(r"\d{1,7}")
Choice = tuple[str, str, str]  # as it is shown; which answer of Said it is; its value


def said_of(
    pays: Sequence[str] | None,
    same: Sequence[str] | None,
    new: Sequence[int] | None,
    refunds: Sequence[str] | None,
) -> Said:
    """The answers that were typed as options."""
    found: dict[str, dict[int, str]] = {"pays": {}, "same": {}, "refunds": {}}
    for texts, name in ((pays, "pays"), (same, "same"), (refunds, "refunds")):
        for typed in texts or ():
            row, _, value = (part.strip() for part in typed.partition("="))
            if not ROW.fullmatch(row) or not (value or (name == "refunds" and "=" not in typed)):
                raise _not_understood(name, typed)
            found[name][int(row)] = value
    return Said(found["pays"], found["same"], frozenset(new or ()), found["refunds"])


def _not_understood(name: str, typed: str) -> Refusal:
    if name == "pays":
        return Refusal("listed.for", text=typed)
    return Refusal("listed.same" if name == "same" else "listed.refund", text=typed)


def ask(
    matched: Callable[[Said, Sequence[int]], Sequence[Found]], said: Said, desk: Desk, several: bool
) -> tuple[Said, list[int]]:
    """The answers with what a person adds row by row, and the rows that are to be left out.

    An answer may make another row doubtful that was not: it is asked until none is.
    """
    left_out: list[int] = []
    while unclear := [each for each in matched(said, left_out) if not each.is_settled]:
        each = unclear[0]
        row, choices = each.listed.row, _choices(each, desk, several)
        typer.echo(told(each, desk.words, several), err=True)
        for place, (shown, _, _) in enumerate(choices, 1):
            typer.echo(f"  {place}) {shown}", err=True)
        question = desk.words("listed.ask", last=len(choices))
        answer = typer.prompt(question, default="0", err=True).strip()
        if answer.isdigit() and 1 <= int(answer) <= len(choices):
            _, name, value = choices[int(answer) - 1]
            said = _with(said, name, row, value)
        else:
            left_out.append(row)
    return said, left_out


def _with(said: Said, name: str, row: int, value: str) -> Said:
    if name == "new":
        return said._replace(new=said.new | {row})
    if name == "same":
        return said._replace(same={**said.same, row: value})
    if name == "refunds":
        return said._replace(refunds={**said.refunds, row: value})
    return said._replace(pays={**said.pays, row: value})


def _choices(found: Found, desk: Desk, several: bool) -> list[Choice]:
    """What the row may be."""
    words = desk.words
    if found.state in ("differs", "near"):
        same = words("listed.ask-same", event=found.event)
        return [(same, "same", found.event), (words("listed.ask-new"), "new", "")]
    if found.state == "returned":
        backs = [(given_back(each, words), each) for each in found.of]
        return [(words("listed.ask-refund", given=given), "refunds", of) for given, of in backs]
    texts = [option_text(option, several) for option in found.options]
    return [(each, "pays", each) for each in texts]
