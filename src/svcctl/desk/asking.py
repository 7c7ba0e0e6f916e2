"""Asking who sits at the terminal which one is meant, where a name fits several."""

import sys

import typer

from svcctl import workspace
from svcctl.billing.refusal import Refusal, Several
from svcctl.desk.desk import Desk
from svcctl.desk.spoken import value_of


def agreed(question: str) -> bool:
    """Whether a person says yes, in either language; Enter says no."""
    while True:
        answer = typer.prompt(f"{question} [y/N]", "", show_default=False, err=True).strip()
        said = value_of(answer, ("yes", "no")) if answer else "no"
        if said:
            return said == "yes"


def ask(several: Several, desk: Desk) -> None:
    """Keep which one a person chose, for the command's next try; the refusal where nobody is there.

    A script gets no question: it may have somebody's terminal and nobody's eyes.
    """
    read = desk.format == "table" or desk.output is not None
    if not (workspace.interactive() and read):
        raise several
    named = several.key == "name.several"
    lines = [desk.words("name.which" if named else "name.which-contract", **several.values)]
    lines += [
        f"{place:>3}  {key}  {title}".rstrip()
        for place, (key, title) in enumerate(several.offers, 1)
    ]
    sys.stderr.write("".join(f"{line}\n" for line in lines))
    while True:
        question = desk.words("name.ask")
        try:
            answer = typer.prompt(question, "", show_default=False, prompt_suffix="", err=True)
        except (typer.Abort, EOFError):  # no more input: as Enter
            sys.stderr.write("\n")
            raise Refusal("name.cancelled") from None
        answer = answer.strip()
        if not answer:
            raise Refusal("name.cancelled") from None
        if answer.isdecimal() and 1 <= int(answer) <= len(several.offers):
            desk.chosen[several.asked] = several.offers[int(answer) - 1][0]
            return
