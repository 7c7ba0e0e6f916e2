"""What a supplement makes of every row, worked out a second time by the old contract and the new one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from auditor import ONE_DAY, DayTest, Table, fen
from period_auditor import name_of
from renewal_auditor import RenewalAuditor


class WrittenAuditor(RenewalAuditor):
    """One contract, whose sums may be written row by row; `since` is the day of an amendment."""

    since: date = date.min  # the amendment's day: none that it sets comes before
    until: date = date.min  # the same day, to the contract before
    before: dict[str, int]  # what a row came to until then, where it is lowered
    old_days: dict[str, date]  # what lay ahead by the contract before

    def __init__(self, *rest: Any) -> None:
        self.before, self.old_days = {}, {}
        super().__init__(*rest)

    def cut_sums(self) -> dict[str, int]:
        if not any("amounts" in item for item, _ in self.lines):
            return super().cut_sums()
        places: dict[str, int] = {}
        found = {}
        for item, period in self.lines:
            if "amounts" in item:
                place = places[item["key"]] = places.get(item["key"], -1) + 1
                found[name_of(item, period)] = fen(item["amounts"][place])
        return found

    def owed(self, name: str, day: date) -> int:
        """Until the amendment the sum of before, less what turned out never to have been owed."""
        if day < self.until and name in self.before:
            return self.before[name] - max(self.fees[name] - self.come_to(name), 0)
        return super().owed(name, day)

    def leave(self, before: WrittenAuditor) -> None:
        """What was settled by the contract before stays as it was found."""
        for name in list(self.found):
            last = [fact for fact in self.facts if fact.get("instalment") == name][-1]
            if last["on"] <= before.as_of:
                self.found[name] = before.found[name]
        self.keep()

    def clock(self, item: Table, year: Any) -> tuple[str, date | None, list[Any]]:
        """Nothing that the amendment sets is over when it comes into force."""
        status, due_on, missing = super().clock(item, year)
        if status not in ("due", "overdue") or due_on is None or due_on > self.since:
            return status, due_on, missing
        receipts = {key: day for key, day in self.documents(item, year).items() if day}
        day, _ = self.after(item, year, receipts)
        assert day is not None  # the row is due
        event = self.moved_event(item["due"], day)
        ready = max(receipts.values(), default=date.min)
        if self.waits(item, year, receipts):
            ready = max(ready, self.last_day(year))
        anew = self.set_anew(item, year, event, ready)
        due_on = min(anew, self.old_days.get(name_of(item, year), anew))
        return ("due" if self.as_of <= due_on else "overdue"), due_on, missing

    def waits(self, item: Table, year: Any, receipts: Table) -> bool:
        """Whether the end of its period is waited for, though all papers are in."""
        free = not item.get("year_over", True) or item["due"].get("after") == "period-start"
        early = self.readings["early-report"] == "receipt"
        return year is not None and bool(receipts) and not free and not early

    def set_anew(self, item: Table, year: Any, event: date, ready: date) -> date:
        """The day that the rule names if nothing can be due before the amendment."""
        if "days" in item["due"]:
            return self.so_many(item["due"], self.since)[1]
        signed_on, self.signed_on = self.signed_on, self.since + ONE_DAY
        found = self.deadline(item, year, event, ready)
        self.signed_on = signed_on
        assert found is not None  # every rule here names a day
        return found


class AmendmentAuditor:
    """A contract and the one that takes its place on a day."""

    def __init__(
        self,
        old: Table,
        new: Table,
        facts: list[Table],
        since: date,
        working_day: DayTest,
        as_of: date,
    ) -> None:
        def auditor(contract: Table, day: date) -> WrittenAuditor:
            return WrittenAuditor(contract, facts, working_day, lambda _: False, day)

        self.since, self.as_of = since, as_of
        self.that_day, self.by_old, self.by_new = (
            auditor(old, since),
            auditor(old, as_of),
            auditor(new, as_of),
        )
        self.by_new.since = self.by_old.until = since
        self.fallen, ahead = set(), {}
        for item, period in self.that_day.lines:
            status, due_on, _ = self.that_day.clock(item, period)
            if status in ("due", "overdue") and due_on is not None:
                name = name_of(item, period)
                if due_on <= since:
                    self.fallen.add(name)
                else:
                    ahead[name] = due_on
        self.by_new.old_days = ahead
        self.by_new.leave(self.that_day)
        self.rises = dict(self.laid_on_what_had_fallen_due())
        self.by_old.settle()

    def laid_on_what_had_fallen_due(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """What is lowered is less from that day on; of each rise what is paid and what is kept."""
        old, new = self.by_old, self.by_new
        for item, period in old.lines:
            name = name_of(item, period)
            if "collects" in item or name not in self.fallen or name in self.that_day.found:
                continue
            fee = new.fees[name]
            kept, more = old.kept(name, old.fees[name]), new.kept(name, fee)
            if fee - more > old.fees[name] - kept:
                yield name, (fee - more - old.fees[name] + kept, more - kept)
            else:
                old.before[name] = old.fees[name] - kept
                old.fees[name] = fee
                old.amounts[name] = fee - more

    def rows(self) -> list[Table]:
        """Every row: what had fallen due with its rise, what lies ahead by the new contract."""
        found: list[Table] = []
        for item, period in self.by_new.lines:
            name = name_of(item, period)
            if "collects" not in item:
                auditor = self.by_old if name in self.fallen else self.by_new
                found.append(auditor.row(auditor.item_of(name), period))
                found += [self.risen_by(name, item, period)] if name in self.rises else []
        for item, _ in self.by_new.lines:
            if "collects" in item:
                keys = item["collects"]
                kept = [row["retained"] for row in found if key_of(row["id"]) in keys]
                found.append(self.collecting(item, sum(kept)))
        return found

    def collecting(self, item: Table, kept: int) -> Table:
        """The row that pays out what the others, rises too, have kept."""
        self.by_new.collected = lambda _: kept  # type: ignore[method-assign]
        return self.by_new.row(item, None)

    def risen_by(self, name: str, item: Table, period: Any) -> Table:
        """A row of its own, counted from the amendment by the same rule."""
        fen, kept = self.rises[name]
        due = {key: value for key, value in item["due"].items() if key not in ("after", "plus")}
        rise = {"key": f"{item['key']}-A1", "title": "", "due": due | {"after": "amendment"}}
        row = RiseAuditor(self.by_new, rise, period, fen).row(rise, period)
        return row | {"retained": kept}


def key_of(name: str) -> str:
    return name.removesuffix("-A1").split("-")[-1]


class RiseAuditor(WrittenAuditor):
    """A rise as a row of its own: nothing but the amendment starts its days."""

    def __init__(self, of: WrittenAuditor, rise: Table, period: Any, fen: int) -> None:
        self.of, self.rise, self.fen, self.since, self.period = of, rise, fen, of.since, period
        super().__init__(of.contract, of.facts, of.working_day, of.holiday, of.as_of)
        name = name_of(rise, period)
        self.fees = self.amounts = {name: fen}
        self.lines = [(rise, period)]

    def clock(self, item: Table, year: Any) -> tuple[str, date | None, list[Any]]:
        due_on = self.set_anew(item, year, self.since, date.min)
        return ("due" if self.as_of <= due_on else "overdue"), due_on, []
