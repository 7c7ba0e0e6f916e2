"""Writing a letter: gather one contract and its provenance in one look, fill the template, write the file."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Annotated, Any

import typer

from svcctl import workspace
from svcctl.billing.refusal import Refusal
from svcctl.billing.schedule import Standing
from svcctl.casefile import Case
from svcctl.commands.desk import Desk, read_file
from svcctl.commands.options import Maybe
from svcctl.commands.output import replacing
from svcctl.export.provenance import Provenance
from svcctl.i18n import Words

Template = Annotated[Maybe, typer.Option("--template", metavar="FILE", help="opt.template")]
Fill = Callable[[Case, Provenance, Words], dict[str, Any]]


def instalment_of(case: Case, short: str) -> Standing:
    """The instalment that a letter is about; Refusal where there is none of that name."""
    standing = case.standing(short)
    if standing is None:
        known = ", ".join(promise.id for promise in case.terms.promises)
        raise Refusal("payment.unknown-instalment", instalment=short, known=known)
    return standing


def write_letter(desk: Desk, name: str, fill: Fill, template: str | None) -> None:
    """A letter in Chinese, whatever language the commands speak, by the template that ships or the user's own."""
    from svcctl.export.letters import letter

    if desk.output is None:
        raise Refusal("letter.output")
    path, content = read_file(template or str(workspace.shipped("letters") / f"{name}.docx"))
    case, found = desk.exhibit()
    values = fill(case, found, Words("zh", desk.role))
    write_bytes(desk, letter(content, path.name, values, found.stamp))


def write_bytes(desk: Desk, content: bytes) -> None:
    """The file asked for with `-o`; Refusal where it cannot be written."""
    with writing(desk) as file:
        file.write(content)


@contextmanager
def writing(desk: Desk) -> Iterator[IO[bytes]]:
    """The file asked for with `-o`, in its place once it is whole; then it is said where it is."""
    assert desk.output is not None  # asked before anything was worked out
    with replacing(desk.output) as file:
        yield file
    sys.stderr.write(desk.words("output.written", path=desk.output) + "\n")
