"""What caring for a store came to: backups thinned out, a store restored, one rescued."""

from pathlib import Path
from typing import Any

from svcctl.billing.record import Record
from svcctl.casebook.kinds import StoreMoved
from svcctl.store.verdict import StoreVerdict


class Thinned(Record):
    """Which backups went by age, and which of those that would have gone were left alone."""

    removed: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()


class Restored(Record):
    """What was restored, and where the store had gone that is not reopened."""

    verdict: StoreVerdict
    closed: StoreMoved | None = None


class Lost(Record):
    """A fact that is not rescued, and what is still known of it."""

    event: str
    kind: str = ""
    happened_on: str = ""
    recorded_at: str = ""
    payload: dict[str, Any] | None = None  # what it said, where that much of it is sound


class Cut(Record):
    """A chain of which facts are missing."""

    chain: str
    kept: int
    known: int
    lost: tuple[Lost, ...]


class LostFile(Record):
    """A file that a rescued fact names and whose bytes are gone."""

    digest: str
    at: str
    name: str


class Salvaged(Record):
    """What was rescued, what is missing, and what a check of the new store says."""

    cuts: tuple[Cut, ...]
    files: tuple[LostFile, ...]
    asides: tuple[str, ...]  # facts of which what was the office's own is gone, and all else there
    kept_files: int
    missing_pages: int  # of the damaged file: what stood in them may be missing too
    broken_log: bool
    verdict: StoreVerdict

    @property
    def whole(self) -> bool:
        """Whether nothing is missing that anything tells of."""
        gone = self.cuts or self.files or self.asides or self.missing_pages or self.broken_log
        return not (gone or self.verdict.broken)
