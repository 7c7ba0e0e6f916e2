"""Who asks, when, in which language, of which store: what a command is told, once and for all."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from svcctl import workspace
from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.casebook.replay import NOBODY_KNEW_LATER
from svcctl.i18n import Words
from svcctl.store.place import SCHEMES, Place, Server

FORMATS = ("table", "json", "csv", "plain")
EXPORTS = ("jsonl", "xlsx", "ics", "html", "ocds", "pdf")  # of exports
LARGEST_FILE = 64 * 2**20  # bytes of a list, a notice, a template
# what a program opens by the end of a file's name, and calls damaged where it is something else
OPENED = ("xlsx", "docx", "zip", "pdf", "ofd", "xls", "et", "ods", "doc", "wps", "odt", "rtf", "ppt", "pptx", "dps", "png", "jpg", "rar", "7z")  # fmt: skip
T = TypeVar("T")


class Desk(Record):
    """One command's surroundings, from the options that every command takes and the environment."""

    role: str
    words: Words
    today: date
    as_of: date
    known_at: str
    contract: str | None
    format: str
    output: Path | None
    actor: str
    store: str  # as it was named; nothing for the one in the user's folder
    typed_store: bool  # whether --store named it
    recorded: list[str]  # what this command has recorded for good; this grows, and so do:
    chosen: dict[str, str]  # what a person chose of several that were meant, by what was asked
    titles: dict[str, str]  # of the contracts that were looked at, by id
    said: dict[str, str]  # what parts of names were taken for, as it was told
    left_out: dict[str, str]  # contracts that cannot be worked out, with the fact to blame
    named_out: set[str]  # those of them of which that was told
    moment: datetime | None = None  # of that day, where one was typed
    names: tuple[tuple[str, str], ...] = ()  # of what kind is named what, contract not said
    beside: tuple[str, ...] = ()  # what the contract was called besides
    key: str = ""  # by which a script tells this command from others: given twice it is done once
    typed: str = ""  # where there is a key, a digest of the command
    typed_format: bool = False  # whether --format named it; else the end of the file's name does
    watched: bool = True  # whether somebody reads beside the answer what names were taken for

    @property
    def store_place(self) -> Place:
        """Where the store is, a file or a server; Refusal for a database of another kind."""
        if not self.store:
            return workspace.default_store()
        scheme, mark, _ = self.store.partition("://")
        if not mark:
            return path_of(self.store)
        if scheme in SCHEMES:
            return Server(self.store)
        if self.store.startswith("sqlite:///"):
            return path_of(self.store.removeprefix("sqlite:///"))
        raise Refusal("store.scheme", url=scheme)

    @property
    def store_path(self) -> Path:
        """The store's file; Refusal where it is on a server."""
        place = self.store_place
        if isinstance(place, Server):
            raise Refusal("store.no-file", path=place)
        return place

    def choose(self, name: str, kind: str) -> "tuple[Desk, str]":
        """The desk for the contract named before a colon, and the short name behind it.

        Without a contract the name is kept: of several contracts the one that has it is meant.
        """
        name = self.chosen.get(f"name {name}", name).replace("：", ":")
        contract, mark, short = name.rpartition(":")
        if mark:
            return self.at(contract), short
        return self._replace(names=(*self.names, (kind, short))), short

    def at(self, contract: str) -> "Desk":
        """The desk that looks at one contract, by whatever it is called."""
        if self.contract is None:
            return self._replace(contract=contract)
        return self._replace(beside=(*self.beside, contract))

    @property
    def store_option(self) -> str:
        """What a command to be typed next adds where this one named its store."""
        if not self.typed_store:
            return ""
        from shlex import quote

        place = self.store_place  # of a server without the password
        return f" --store {quote(str(place) if isinstance(place, Server) else self.store)}"

    @property
    def role_option(self) -> str:
        """What a command to be typed next adds where this one was told the role."""
        usual = workspace.environment("ROLE") or "purchaser"
        return "" if self.role == usual else f" --role {self.role}"

    @property
    def known_mark(self) -> str:
        """What a heading adds where an answer goes by what was known at another time."""
        if self.known_at == NOBODY_KNEW_LATER:
            return ""
        return self.words("head.known-at", known_at=workspace.local_time(self.known_at))

    def followed(self, items: Iterable[T], total: Callable[[], int], key: str) -> Iterable[T]:
        """The items, with a bar for a person who waits longer than a second."""
        if not workspace.watched():
            return items
        from svcctl.desk.progress import followed

        return followed(items, total, self.words(key))


def desk_from(
    store: str | None = None,
    as_of: date | None = None,
    known_at: str | None = None,
    contract: str | None = None,
    form: str | None = None,
    lang: str | None = None,
    role: str | None = None,
    actor: str | None = None,
    output: str | None = None,
) -> Desk:
    """The desk that options and environment describe; Refusal for a choice that there is not."""
    side = one_of("--role", role or workspace.environment("ROLE") or "purchaser", workspace.ROLES)
    today = workspace.today()
    target = path_of(output) if output else None
    return Desk(
        role=side,
        words=Words(one_of("--lang", lang or workspace.language(), workspace.LANGUAGES), side),
        today=today,
        as_of=as_of.date() if isinstance(as_of, datetime) else as_of or today,
        moment=as_of if isinstance(as_of, datetime) else None,
        known_at=known_at or NOBODY_KNEW_LATER,
        contract=contract,
        format=one_of("--format", form, (*FORMATS, *EXPORTS)) if form else usual_format(target),
        output=target,
        actor=_actor(actor or workspace.environment("ACTOR")) or side,
        store=store or workspace.environment("STORE"),
        typed_store=bool(store),
        recorded=[],
        chosen={},
        titles={},
        said={},
        left_out={},
        named_out=set(),
        typed_format=bool(form),
    )


def _actor(handle: str) -> str:
    if not handle:
        return ""
    from svcctl.desk.spoken import value_of
    from svcctl.intake.entry import parse_actor

    # a side of the contract is kept by its key, as which it is told in either language
    return value_of(handle, workspace.ROLES) or parse_actor(handle)


def usual_format(output: Path | None) -> str:
    """The format of a file by its name; on a screen a table, in a pipe plain text."""
    if output:
        suffix = suffix_of(output)
        return suffix if suffix in (*FORMATS, *EXPORTS, *OPENED) else "plain"
    return "table" if workspace.terminal_width() is not None else "plain"


def suffix_of(path: Path) -> str:
    """The end of a file's name, by which people and programs tell what it is."""
    suffix = path.suffix.lower().removeprefix(".")
    return "html" if suffix == "htm" else suffix


def one_of(option: str, value: str, choices: Sequence[str]) -> str:
    """The choice that the value is, or is called; Refusal where there is none such."""
    if value in choices:
        return value
    from svcctl.desk.spoken import value_of

    found = value_of(value, choices)
    if found is None:
        named = [_called(option, each) for each in choices]
        told: Any = named if any(named) else ", ".join(choices)
        raise Refusal("usage.choice", option=option, value=value, choices=told)
    return found


def _called(option: str, choice: str) -> dict[str, str] | None:
    """A choice of the record of the service in both languages: 通过（ok）; None for any other."""
    keys = [f"matter.value-{choice}", f"matter.source-{choice}"]
    if option in ("--side", "--clock"):
        keys.insert(0, f"{'party' if option == '--side' else 'clock'}.{choice}")
    words = Words("zh")
    key = next((each for each in keys if each in words), None)
    return {"zh": f"{words(key)}（{choice}）", "en": choice} if key else None


def path_of(text: str) -> Path:
    """The path typed, `~` for the user's folder; somebody's who is not known is any other name."""
    if not text:
        raise Refusal("file.no-name")
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def read_file(text: str, most: int = LARGEST_FILE) -> tuple[Path, bytes]:
    """A file's bytes; Refusal where it is not there, cannot be read, or has more than `most`."""
    path = path_of(text)
    try:
        refuse_odd(path, text)
        size = path.stat().st_size
        content = b""
        if size <= most:
            with path.open("rb") as file:
                content = file.read(most + 1)  # a bound, as a file may grow while it is read
        if max(size, len(content)) > most:
            raise Refusal("file.too-large", path=text, mib=most >> 20)
        return path, content
    except FileNotFoundError:
        raise Refusal("file.missing", path=text) from None
    except IsADirectoryError:
        raise Refusal("file.directory", path=text) from None
    except PermissionError:
        raise Refusal(
            "file.directory" if path.is_dir() else "file.no-permission", path=text
        ) from None
    except OSError as error:
        raise Refusal("file.unreadable", path=text, error=error) from None


def refuse_odd(path: Path, text: str) -> None:
    """Refusal for a pipe, which may wait for ever, and a device, which may have no end."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise Refusal("file.odd", path=text)


def iso(day: date | None) -> Any:
    """A date as JSON has it."""
    return day.isoformat() if day else None
