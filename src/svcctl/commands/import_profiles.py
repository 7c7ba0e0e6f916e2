"""Profiles of banks' lists: those that ship, the user's own, and how one is kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from svcctl import workspace
from svcctl.answers.answer import Answer, Column, Table, rows_of
from svcctl.billing.refusal import Refusal
from svcctl.desk.asking import agreed
from svcctl.desk.desk import Desk, read_file
from svcctl.desk.output import replacing
from svcctl.desk.showing import show
from svcctl.desk.spoken import value_of
from svcctl.i18n import Words
from svcctl.intake.directions import Reading
from svcctl.intake.payment_list import HEADINGS, PaymentList
from svcctl.intake.profiles import LARGEST, Profile, profile_name, read_profile, written

ASKED = {"listed.sign": ("negative", "positive"), "listed.side": ("debit", "credit")}
LISTED = Table(
    name=Column("column.profile", "code", cell=lambda p, _: p.name),
    title=Column("column.profile-title", cell=lambda p, _: p.title),
    tested=Column("column.tested", cell=lambda p, words: tested_text(p, words)),
    out=Column("column.out", "code", cell=lambda p, _: p.out or "-"),
    columns=Column("column.columns", spare=True, cell=lambda p, _: "、".join(p.columns.values())),
).view("name title tested out columns")


def tested_text(profile: Profile, words: Words) -> str:
    """Whether somebody has read a real list so."""
    return words("profile.tested" if profile.tested else "profile.untested")


def profiles(
    desk: Desk, name: Annotated[str | None, typer.Argument(metavar="NAME", help="arg.profile")] = None
) -> None:  # fmt: skip
    """The profiles there are: shipped ones, and the user's own; with a name, that one's columns."""
    found = [_known(name)] if name else [_read(key, at) for key, at in _paths().items()]
    told = [
        {"name": p.name, "title": p.title, "tested": p.tested, "out": p.out, "sheet": p.sheet,
         "source": p.source, "columns": dict(p.columns)}
        for p in found
    ]  # fmt: skip
    foot = written(found[0]).splitlines() if name else []
    where = desk.words("profile.where", folder=workspace.profiles_folder())
    rows = list(rows_of(LISTED, found, desk.words))
    data = {"profiles": told}
    show(desk, Answer(data=data, columns=LISTED, rows=lambda: rows, foot=[*foot, where]))


# -- where they are --------------------------------------------------------------------------------


def _paths() -> dict[str, Path]:
    """Every profile's file; the user's own goes before one that ships under its name."""
    folders = (workspace.shipped("profiles"), workspace.profiles_folder())
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}


def _read(name: str, path: Path) -> Profile:
    _, content = read_file(str(path), LARGEST)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal("profile.syntax", path=path, line=1) from None
    return read_profile(name, str(path), text, HEADINGS)


def find(text: str) -> Profile | None:
    """The profile of that name; None where there is none yet."""
    name, paths = profile_name(text), _paths()
    return _read(name, paths[name]) if name in paths else None


def _known(text: str) -> Profile:
    found = find(text)
    if found is None:
        raise Refusal("profile.unknown", name=text, known=list(_paths()))
    return found


# -- a list under one ------------------------------------------------------------------------------


class Kept:
    """A profile named for a list: one that is there, or one to be kept once it was confirmed."""

    def __init__(self, name: str | None, save: bool) -> None:
        if save and name is None:
            raise Refusal("profile.save-what")
        self.name, self.save = name or "", save
        self.profile = find(name) if name else None

    def read(
        self, read: Callable[[Reading], PaymentList], reading: Reading, desk: Desk
    ) -> tuple[PaymentList, Reading]:
        """The list, and how it was read; Refusal where its headings are not the profile's."""
        if not self.name or self.save:
            return read(reading), reading
        if self.profile is None:
            if not workspace.interactive():
                raise Refusal("profile.unknown", name=self.name, known=list(_paths()))
            self.save, listing, reading = _confirmed(read, reading, desk, self.name)
            return listing, reading
        reading = reading._replace(
            columns={**self.profile.columns, **reading.columns},
            profile=self.profile.name,
            out=reading.out or self.profile.out,
            sheet=reading.sheet or self.profile.sheet,
        )
        return read(reading), reading

    def settle(
        self, listing: PaymentList, reading: Reading, desk: Desk, dry_run: bool
    ) -> list[str]:
        """Write what was confirmed, once the list was taken; what is to be said of the profile."""
        if self.save and not dry_run:
            return [desk.words("profile.kept", name=self.name, path=_keep(self.name, listing, reading))]  # fmt: skip
        if self.profile and not self.profile.tested and not self.save:
            return [desk.words("profile.used-untested", title=self.profile.title)]
        return []


def _confirmed(
    read: Callable[[Reading], PaymentList], reading: Reading, desk: Desk, name: str
) -> tuple[bool, PaymentList, Reading]:
    """Whether to keep the columns, the list, and what a person at a terminal said of its sides."""
    try:
        listing = read(reading)
    except Refusal as refusal:
        if refusal.key not in ASKED:
            raise
        one, other = ASKED[refusal.key]
        typer.echo(desk.words(f"profile.ask-{refusal.key.partition('.')[2]}"), err=True)
        answer = typer.prompt(desk.words("profile.ask-which", one=one, other=other), err=True)
        second = answer.strip() == "2" or value_of(answer, (one, other)) == other
        reading = reading._replace(out=other if second else one)
        listing = read(reading)
    told = "、".join(listing.headings.values())
    question = desk.words("profile.ask-keep", columns=told, out=reading.out or "-", name=name)
    return agreed(question), listing, reading


def _keep(text: str, listing: PaymentList, reading: Reading) -> Path:
    """Write the columns of a list under a name, into the user's folder."""
    name = profile_name(text)
    profile = Profile(name=name, columns=listing.headings, out=reading.out, sheet=reading.sheet)
    path = workspace.profiles_folder() / f"{name}.toml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as file:
            file.write(written(profile).encode())
    except OSError as error:
        raise Refusal("file.unreadable", path=path, error=error) from None
    return path
