"""What was recorded, what it changed and how to take it back, as sentences and as JSON."""

from collections.abc import Sequence
from typing import Any

from svcctl.answers.facts import describe
from svcctl.billing.changes import DAMAGES_WHAT, Change
from svcctl.billing.money import fen, grouped
from svcctl.billing.position import Breach
from svcctl.billing.record import Record
from svcctl.billing.terms import Terms
from svcctl.casebook.kinds import Fact
from svcctl.i18n import Words

# the rest follows from these, and stands in the JSON
TOLD = (
    "amount",
    "due_on",
    "status",
    "reduced",
    "outstanding",
    "damages",
    "open",
    "state",
    "overpaid",
)
SUMS = ("amount", "paid", "reduced", "outstanding", "damages", "open", "overpaid")
NOUGHT = (None, "0.00")
CAUTION_SUMS = ("tax", "total", "amount", "added")


class Caution(Record):
    """What to tell a person beside a recorded fact: a catalogue key, and what fills it."""

    key: str
    values: dict[str, Any] = {}

    def text(self, words: Words, contract: str = "") -> str:
        """The sentence; ids with their contract, where one is given."""
        shown = {k: grouped(fen(v)) if k in CAUTION_SUMS else v for k, v in self.values.items()}
        if "actor" in shown:
            shown["actor"] = words.actor(shown["actor"])
        if contract and "id" in shown:
            shown["id"] = f"{contract}:{shown['id']}"
        return words(f"warning.{self.key}", **shown)

    def as_json(self, words: Words, contract: str) -> dict[str, Any]:
        """The key and its values with whole ids, and the sentence beside them."""
        plain = {name: plain_value(value) for name, value in self.values.items()}
        if "id" in plain:
            plain["id"] = f"{contract}:{plain['id']}"
        return {"warning": self.key, **plain, "words": self.text(words)}


def plain_value(value: Any) -> Any:
    """A value as JSON has it."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


class Recorded(Record):
    """What was recorded, or would be, and what it changes."""

    facts: Sequence[Fact]
    changes: Sequence[Change]
    cautions: Sequence[Caution]
    dry_run: bool
    terms: Terms
    breaches: Sequence[Breach] = ()
    contract: str = ""  # its title and id, where the store has others


def recorded_json(found: Sequence[Recorded], dry_run: bool, words: Words) -> dict[str, Any]:
    """What was recorded in one or several contracts, as scripts read it."""
    contracts = [each.terms.id for each in found]
    together = list(zip(found, contracts, strict=True))
    return facts_json([fact for each in found for fact in each.facts], dry_run) | {
        "changes": [c for each, name in together for c in changes_json(each.changes, name)],
        "warnings": [c.as_json(words, name) for each, name in together for c in each.cautions],
    }


def facts_json(facts: Sequence[Fact], dry_run: bool) -> dict[str, Any]:
    """The facts recorded, or those that would be."""
    told = [
        {
            "event": fact.id,
            "kind": fact.kind,
            "happened_on": fact.happened_on,
            "recorded_at": fact.recorded_at,
            "actor": fact.actor,
        }
        for fact in facts
    ]
    return {
        "dry_run": dry_run,
        "recorded": [] if dry_run else told,
        "would_record": told if dry_run else [],
    }


def changes_json(found: Sequence[Change], contract: str) -> list[dict[str, Any]]:
    """Changes as scripts read them, with whole ids."""
    return [change._asdict() | {"id": f"{contract}:{change.id}"} for change in found]


def recorded_lines(found: Recorded, words: Words, store_option: str) -> list[str]:
    """What was recorded, in words: each id with what people call it."""
    from svcctl.answers.named import Titles

    words = Titles(found.terms, found.breaches).words(words)
    lines = [words("recorded.dry-run")] if found.dry_run else []
    lines += [found.contract] if found.contract else []
    for fact in found.facts:
        lines.append(fact_line(fact, words, found.terms, found.dry_run))
    return lines + effects(found, words, store_option)


def fact_line(fact: Fact, words: Words, terms: Terms | None, dry_run: bool) -> str:
    """A fact that was recorded, or would be."""
    text = words(
        "recorded.would" if dry_run else "recorded.done",
        event=fact.id,
        what=words(f"kind.{fact.kind}"),
        on=fact.happened_on,
        actor=words.actor(fact.actor),
        detail=describe(fact, words, terms),
    )
    return text.rstrip()  # a fact may have no more to say than its kind


def effects(found: Recorded, words: Words, store_option: str) -> list[str]:
    """What to look at, what moved, and how to take it back."""
    lines = moved_lines(found, words)
    if found.facts and not found.dry_run:
        lines += take_back([fact.id for fact in found.facts], words, store_option)
    return lines


def moved_lines(found: Recorded, words: Words, contract: str = "") -> list[str]:
    """What to look at and what moved; ids with their contract, where one is given."""
    texts = dict.fromkeys(caution.text(words, contract) for caution in found.cautions)
    lines = [words("recorded.warning", text=text) for text in texts]
    told = worth_telling(found.changes)
    whole = [c._replace(id=f"{contract}:{c.id}") if contract else c for c in told]
    lines += ["  " + change_text(change, words, found.terms) for change in whole]
    if not told:
        lines.append(words("recorded.nothing-moved"))
    return lines


def take_back(events: Sequence[str], words: Words, store_option: str) -> list[str]:
    """How to take facts back."""
    command = words("recorded.retract", events=" ".join(events))
    return [words("recorded.take-back"), f"  {command}{store_option}"]


def worth_telling(found: Sequence[Change]) -> list[Change]:
    """The changes from which a person sees the rest."""
    repriced = {change.id for change in found if change.what == "damages"}
    return [
        change
        for change in found
        if (change.what in TOLD or (change.after and change.what == "days_late"))
        and not (change.what in ("open", "state") and change.id in repriced)
        and not _of_nothing(change)
    ]


def _of_nothing(change: Change) -> bool:
    """Whether a sum is told of a new instalment, or a nought of one that is gone."""
    rest = change.what in ("reduced", "outstanding", "overpaid")
    return rest and (change.before is None or (change.after is None and change.before in NOUGHT))


def change_text(change: Change, words: Words, terms: Terms | None = None) -> str:
    """One change in words: before and after; the terms tell reports from other papers."""

    def shown(value: Any) -> str:
        if value is None:
            return words("due.not-running") if change.what == "due_on" else words("value.none")
        if change.what in SUMS:
            return grouped(fen(value))
        if value == "waiting" and status == "status" and row and not row.reports:
            return words("status.waiting-papers")
        families = {"status": status, "state": "damages"}
        return words(f"{families[change.what]}.{value}") if change.what in families else str(value)

    # what goes back of a guarantee is told in words of its own: it is not paid
    back = change.what not in DAMAGES_WHAT and "/" in change.id
    status = "guarantee.status" if back else "status"
    row = terms.instalment(change.id.rpartition(":")[2]) if terms else None
    before, after = shown(change.before), shown(change.after)
    what = words(f"change.guarantee.{change.what}" if back else f"change.{change.what}")
    return words("recorded.change", id=change.id, what=what, before=before, after=after)
