"""What the journal asks of the database under it, whichever it is."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol

from svcctl.store.place import Place

if TYPE_CHECKING:  # a store of one contract keeps no lists, and starts without them
    from svcctl.store.band import Worked


class Rows(Protocol):
    """What a statement found."""

    def fetchone(self) -> Any:
        """The next row; None where there is none."""

    def __iter__(self) -> Any:
        """The rows that are left."""


class Driver(Protocol):
    """An open store: statements in its spelling, run under its locks."""

    @property
    def sql(self) -> ModuleType:
        """The statements in its spelling."""

    @property
    def path(self) -> Place:
        """Where the store is, as people are told."""

    version: int  # of the schema
    lists: bool  # whether lists are kept beside the journal
    handle: str  # as whom this login was granted the store; nothing where the actor is typed
    hidden: frozenset[str]  # kinds of facts of which this login may not read what they say
    asides: bool  # whether what is the office's own stands apart, and this login may read it
    closed: bool  # whether it stands apart, and this login may not
    hidden_files: frozenset[str]  # kinds of facts of which this login may not have the files
    by_many: bool  # whether others than svcctl may have added facts, within their rights
    keeps_keys: bool  # whether a command can come with a key of its own
    by_chain: bool  # whether a file that is kept stands with each chain that refers to it

    def refusing(self) -> AbstractContextManager[None]:
        """Failures of the store as refusals."""

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Rows:
        """Run one statement."""

    def execute_each(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement for each of many rows."""

    def read(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """All rows of one statement."""

    def stream(self, statement: str, values: Sequence[Any] = ()) -> Iterable[Any]:
        """The rows of one statement one after another; inside `snapshot`."""

    def snapshot(self) -> AbstractContextManager[None]:
        """One unchanging view over several reads."""

    def view(self) -> Any:
        """What tells the view that is open from every other one; inside `snapshot`."""

    def joining(self, view: Any) -> AbstractContextManager[Any]:
        """The view of another connection, where that is still to be had; yields what is seen."""

    def writing(self, waits: Callable[[], object] | None = None) -> AbstractContextManager[None]:
        """A transaction that records: all of it holds, or nothing."""

    def hold(self, chain: str) -> None:
        """See to it that nobody else adds to a chain, before it is read; inside `writing`."""

    def at_once(self) -> AbstractContextManager[bool]:
        """A transaction that keeps lists and waits for nobody; False where nothing can be kept.

        What fails inside is undone, and nobody is told: whoever looks something up needs no room.
        """

    def take(self, chains: Sequence[str]) -> "dict[str, tuple[int, str]]":
        """The heads of chains that nobody else has, kept from others; inside `at_once`."""

    def lay_over(self, found: "Sequence[Worked]") -> None:
        """Have rows of lists made just now stand for those kept, in this view of the store."""

    def ask(self, name: str, values: Sequence[Any]) -> Iterable[Any]:
        """The rows that a statement finds in the lists, those laid over them too."""

    def moment(self, now: str) -> str:
        """When what is added now is recorded: by the clock that counts, which is told ours."""

    def append(
        self,
        rows: Sequence[Any],
        payloads: Sequence[Sequence[Any]],
        asides: Sequence[Sequence[Any]] = (),
    ) -> None:
        """Add rows at the end of a chain with what each says; inside `writing`.

        `asides` are those of the rows that have any: chain, seq, salt, body.
        """

    def keep(self, chain: str, digest: str, content: bytes) -> None:
        """Keep a file's bytes for a chain, before the fact is added that names it."""

    def note_key(self, chain: str, actor: str, key: str, seq: int, typed: str) -> None:
        """Note by which key of its own a command came that added a fact; inside `writing`."""

    def opening(self, seals: Callable[["Driver"], bool], version: str) -> bool:
        """Have a day opened: what comes before the first fact of it; whether a seal was made."""

    def index(self) -> None:
        """Give a store of before the indexes that it has not; inside `writing`."""

    def show_bytes(self) -> None:
        """Show bytes that are no text as they are, so that their row can be named."""

    def is_sound(self) -> bool:
        """Whether the database's own structure is whole."""

    def schema_digest(self) -> str:
        """SHA-256 over the schema: a missing guard shows."""

    def schema_holds(self, told: str) -> bool:
        """Whether the schema is what versions make, and the first fact says it was."""

    def close(self) -> None:
        """Let go of the store."""
