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
        if day < self.until and name in self.before:
            return self.before[name]
        return super().owed(name, day)

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
        self.names = {name_of(*line): line for line in self.by_new.lines}
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

    def rows(self) -> Iterator[Table]:
        """Every row: what had fallen due with its rise, what lies ahead by the new contract."""
        for name, (item, period) in self.names.items():
            if name not in self.fallen:
                yield self.by_new.row(item, period)
                continue
            yield from self.fallen_rows(name)
        for item, period in self.by_old.lines:
            name = name_of(item, period)
            if name not in self.names and (name in self.fallen or self.by_old.movements(name)):
                yield self.lowered_to(0, name)

    def fallen_rows(self, name: str) -> Iterator[Table]:
        old, new = self.by_old.amounts[name], self.by_new.amounts[name]
        yield self.lowered_to(min(old, new), name)
        if new > old:
            yield self.risen_by(new - old, name)

    def lowered_to(self, fen: int, name: str) -> Table:
        """What had fallen due: by the old rule, the old sum owed until the amendment."""
        item, period = next(line for line in self.by_old.lines if name_of(*line) == name)
        auditor = self.by_old
        auditor.before[name] = auditor.fees[name]
        auditor.fees[name] = auditor.amounts[name] = fen
        return auditor.row(item, period)

    def risen_by(self, fen: int, name: str) -> Table:
        """A row of its own, counted from the amendment by the same rule."""
        item, period = self.names[name]
        due = {key: value for key, value in item["due"].items() if key not in ("after", "plus")}
        rise = {"key": f"{item['key']}-A1", "title": "", "due": due | {"after": "amendment"}}
        return RiseAuditor(self.by_new, rise, period, fen).row(rise, period)


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
