"""What every command has at hand: the store, the date looked at, the words, and the way to show an answer."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from svcctl import workspace
from svcctl.billing.calendar import Calendar
from svcctl.billing.refusal import Refusal
from svcctl.billing.years import calendar_from
from svcctl.casefile import Case, case_from
from svcctl.entry import optional, parse_actor, parse_date, parse_time
from svcctl.export.report import Report
from svcctl.facts import CALENDAR_CHAIN
from svcctl.i18n import Words
from svcctl.ledger import NOBODY_KNEW_LATER, effective
from svcctl.store.journal import Journal, open_journal

if TYPE_CHECKING:
    from svcctl.export.provenance import Provenance

FORMATS = ("table", "json", "csv", "plain")
EXPORTS = ("jsonl", "xlsx", "ics", "html", "ocds")  # of exports
T = TypeVar("T")


@contextmanager
def understanding(path: Path) -> Iterator[None]:
    """Facts that make no sense, though SQLite reads them, as a damaged store."""
    try:
        yield
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise Refusal("store.damaged", path=path) from error


class Desk:
    """One command's surroundings, from the options that every command takes and the environment."""

    def __init__(
        self,
        store: str | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
        contract: str | None = None,
        form: str | None = None,
        lang: str | None = None,
        role: str | None = None,
        actor: str | None = None,
        output: str | None = None,
    ) -> None:
        self.role = _one_of("--role", role or workspace.environment("ROLE") or "purchaser", workspace.ROLES)
        self.words = Words(_one_of("--lang", lang or workspace.language(), workspace.LANGUAGES), self.role)
        self.today = workspace.today()
        self.as_of = optional(parse_date, as_of) or self.today
        self.known_at = optional(parse_time, known_at) or NOBODY_KNEW_LATER
        self.contract = contract
        self.output = Path(output) if output else None
        self.format = _one_of("--format", form or self._usual_format(), (*FORMATS, *EXPORTS))
        handle = actor or workspace.environment("ACTOR")
        self.actor = parse_actor(handle) if handle else self.role
        self._store = store or workspace.environment("STORE")
        self._typed_store = store

    def _usual_format(self) -> str:
        if self.output:
            return _by_suffix(self.output)
        return "table" if workspace.terminal_width() is not None else "plain"

    # -- the store -----------------------------------------------------------------------------

    @property
    def store_path(self) -> Path:
        """The store's file; Refusal for a URL of another database."""
        text = self._store
        if not text:
            return workspace.default_store()
        if text.startswith("sqlite:///"):
            return Path(text.removeprefix("sqlite:///"))
        if "://" in text:
            raise Refusal("store.scheme", url=text.partition("://")[0])
        return Path(text).expanduser()

    def open(self, write: bool = False) -> Journal:
        """The store, open."""
        return open_journal(self.store_path, write)

    def calendars(self, journal: Journal, known_at: str | None = None) -> Callable[[str], Calendar]:
        """Calendars by name, from the calendar facts known by then."""
        payloads = self.calendar_payloads(journal, known_at)
        if not payloads:
            raise Refusal("known-at.before-store")
        return self.calendars_from(journal, payloads)

    def calendar_payloads(self, journal: Journal, known_at: str | None = None) -> list[dict[str, Any]]:
        """What the calendar facts known by then say."""
        with understanding(journal.path):
            holding = effective(journal.facts(CALENDAR_CHAIN), known_at or self.known_at)
            return [event.payload for event in holding if "years" in event.payload]

    def calendars_from(self, journal: Journal, payloads: Sequence[dict[str, Any]]) -> Callable[[str], Calendar]:
        """Calendars by name, from those payloads; each is worked out once."""
        made: dict[str, Calendar] = {}

        def named(name: str) -> Calendar:
            if name not in made:
                with understanding(journal.path):
                    made[name] = calendar_from(payloads, name)
            return made[name]

        return named

    def cases(self, journal: Journal, known_at: str | None = None) -> list[Case]:
        """The contracts asked for, as of the date looked at, by what was known then (or by another moment)."""
        return list(self.walk(journal, known_at))

    def walk(self, journal: Journal, known_at: str | None = None) -> Iterator[Case]:
        """The same contracts one after another, each gone from memory before the next; inside a snapshot."""
        known_at = known_at or self.known_at
        chains = journal.contracts()
        if self.contract is not None:
            if self.contract not in chains:
                raise Refusal("contract.unknown", contract=self.contract, known=", ".join(chains) or "-")
            chains = [self.contract]
        named = self.calendars(journal, known_at)
        for chain in self.followed(chains, lambda: len(chains), "progress.contracts"):
            with understanding(journal.path):
                known = [event for event in journal.facts(chain) if event.recorded_at <= known_at]
                case = case_from(chain, effective(known), self.as_of, named)
            if case is not None:
                yield case._replace(recorded=known)

    def followed(self, items: Iterable[T], total: Callable[[], int], key: str) -> Iterable[T]:
        """The items, with a bar for a person who waits longer than a second."""
        if not workspace.watched():
            return items
        from svcctl.commands.progress import followed

        return followed(items, total, self.words(key))

    def case(self, journal: Journal, known_at: str | None = None) -> Case:
        """The one contract asked for; Refusal where there are several to choose from, or none on that date."""
        cases = self.cases(journal, known_at)
        if not cases:
            key = "contract.not-yet" if journal.contracts() else "contract.none"
            raise Refusal(key, as_of=self.as_of)
        if len(cases) > 1:
            raise Refusal("contract.which", known=", ".join(case.id for case in cases))
        return cases[0]

    def read_cases(self) -> list[Case]:
        """The contracts asked for, in one look at the store."""
        return list(self.each_case())

    def each_case(self) -> Iterator[Case]:
        """The contracts asked for one after another, in one look at the store."""
        journal = self.open()
        try:
            with journal.snapshot():
                yield from self.walk(journal)
        finally:
            journal.close()

    def read_case(self) -> Case:
        """The one contract asked for, in one look at the store."""
        journal = self.open()
        try:
            with journal.snapshot():
                return self.case(journal)
        finally:
            journal.close()

    def exhibit(self) -> "tuple[Case, Provenance]":
        """The one contract asked for, and what a paper about it says of itself."""
        journal = self.open()
        try:
            with journal.snapshot():
                case = self.case(journal)
                return case, self.provenance(journal, {case.id: case.calendar})
        finally:
            journal.close()

    def provenance(self, journal: Journal, used: Mapping[str, Calendar]) -> "Provenance":
        """The date, the facts and the calendars that an answer about those contracts rests on; inside a snapshot."""
        from svcctl.export.provenance import Provenance

        heads = [journal.head(chain, self.known_at) for chain in (*used, CALENDAR_CHAIN)]
        known_at = "" if self.known_at == NOBODY_KNEW_LATER else self.known_at
        calendars = {calendar.name: calendar for calendar in used.values()}
        return Provenance(self.as_of, known_at, tuple(heads), tuple(calendars.values()))

    def choose(self, instalment: str) -> str:
        """The short id of an instalment; a contract named before it ("CONTRACT:Y1-advance") is the one looked at."""
        contract, mark, short = instalment.rpartition(":")
        if mark:
            if self.contract not in (None, contract):
                raise Refusal("contract.two", first=self.contract, second=contract)
            self.contract = contract
        return short

    @property
    def store_option(self) -> str:
        """What a command to be typed next adds where this one named its store."""
        if not self._typed_store:
            return ""
        from shlex import quote

        return f" --store {quote(self._typed_store)}"

    @property
    def known_mark(self) -> str:
        """What a heading adds where an answer goes by what was known at another time."""
        if self.known_at == NOBODY_KNEW_LATER:
            return ""
        return self.words("head.known-at", known_at=workspace.local_time(self.known_at))

    # -- the answer ----------------------------------------------------------------------------

    def show(self, report: Report) -> None:
        """Write the answer in the format asked for, to the output or to a file (a CSV file then starts with a BOM)."""
        _one_of("--format", self.format, FORMATS)
        width = workspace.terminal_width() if self.output is None else None
        if self.format == "table" and self.output is None and not report.page:
            from svcctl.export.writers import on_terminal

            on_terminal(report, self.words, width or 120, workspace.colours())
            return
        text = self._text(report, width)
        if self.output is None:
            sys.stdout.write(text)
            return
        from svcctl.commands.output import replacing

        with replacing(self.output) as file:
            file.write(text.encode("utf-8-sig" if self.format == "csv" else "utf-8"))
        print(self.words("output.written", path=self.output), file=sys.stderr)

    def _text(self, report: Report, width: int | None) -> str:
        if report.page and self.format in ("table", "plain"):
            shown = width if self.format == "table" else None
            lines = report.page(shown, self.format == "table" and workspace.colours())
            return "".join(line + "\n" for line in lines)
        from svcctl.export.writers import as_csv, as_json, as_text

        if self.format == "json":
            return as_json(report.data, report.stream)
        if self.format == "csv":
            return as_csv(report, self.words)
        return "".join(line + "\n" for line in as_text(report, self.words))


def _by_suffix(path: Path) -> str:
    suffix = path.suffix.lower().removeprefix(".")
    return suffix if suffix in (*FORMATS, *EXPORTS) else "plain"


def _one_of(option: str, value: str, choices: Sequence[str]) -> str:
    if value not in choices:
        raise Refusal("usage.choice", option=option, value=value, choices=", ".join(choices))
    return value


def read_file(text: str) -> tuple[Path, bytes]:
    """A file's bytes; Refusal where it is not there or cannot be read."""
    path = Path(text).expanduser()
    try:
        return path, path.read_bytes()
    except FileNotFoundError:
        raise Refusal("file.missing", path=text) from None
    except IsADirectoryError:
        raise Refusal("file.directory", path=text) from None
    except PermissionError:
        raise Refusal("file.directory" if path.is_dir() else "file.no-permission", path=text) from None
    except OSError as error:
        raise Refusal("file.unreadable", path=text, error=error) from None


def drop_empty(payload: dict[str, Any]) -> dict[str, Any]:
    """A payload without what was not given."""
    return {key: value for key, value in payload.items() if value not in (None, "", [], False)}


def iso(day: date) -> str:
    """A date as facts keep it."""
    return day.isoformat()
