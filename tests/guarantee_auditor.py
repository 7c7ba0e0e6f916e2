"""Guarantees worked out a second time, sum by sum in drawers, on top of the slow auditor of periods."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from datetime import date

from auditor import ONE_DAY, Table, days, fen, half_up, hand_out, share_of_one
from period_auditor import PeriodAuditor

FORMS = ("cash", "letter")
WARNED = 30


@dataclass
class Slip:
    """A sum of money, or a letter with its last day, as it lies in the drawer."""

    fen: int
    until: date


@dataclass
class Drawer:
    """What lies in the office of one guarantee, and what went in and out of it."""

    asked: int
    slips: dict[str, list[Slip]] = field(default_factory=lambda: {form: [] for form in FORMS})
    kept: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FORMS, 0))
    back: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FORMS, 0))
    first: date | None = None
    whole: date | None = None

    def held(self, form: str) -> int:
        return sum(slip.fen for slip in self.slips[form])

    def all_held(self) -> int:
        return sum(self.held(form) for form in FORMS)

    def take(self, move: Table) -> None:
        """What one move does to the drawer."""
        form = move.get("form", "cash")
        if move["act"] == "lodge":
            until = move.get("until") or date.max
            if form == "letter":
                self.make_room(move["fen"], until)
            self.slips[form].append(Slip(move["fen"], until))
            self.first = self.first or move["on"]
        else:
            count = self.kept if move["act"] == "claim" else self.back
            count[form] += move["fen"]
            self.take_out(form, move["fen"])
        # what was kept had been in; what went back is in no longer
        if self.whole is None and self.all_held() + sum(self.kept.values()) >= self.asked:
            self.whole = move["on"]

    def make_room(self, coming: int, until: date) -> None:
        """A longer letter takes the place of shorter ones, the shortest first, until it fits."""
        for slip in sorted(self.slips["letter"], key=lambda slip: slip.until):
            if self.all_held() + coming > self.asked and slip.until < until:
                self.slips["letter"].remove(slip)

    def take_out(self, form: str, left: int) -> None:
        """From the letters that run out first."""
        for slip in sorted(self.slips[form], key=lambda slip: slip.until):
            off = min(left, slip.fen)
            slip.fen, left = slip.fen - off, left - off
        self.slips[form] = [slip for slip in self.slips[form] if slip.fen]

    def parts(self, returns: list[Table]) -> list[dict[str, tuple[int, int]]]:
        """Of each part and form: what goes back in all, and what of it has gone, the first part first."""
        shares = [share_of_one(each["share"]) for each in returns]
        found: list[dict[str, tuple[int, int]]] = [{} for _ in returns]
        for form in FORMS:
            gone = self.back[form]
            # what lies here and what went back is what was lodged and not kept
            sums = hand_out(self.held(form) + gone, shares, True)
            for part, whole in zip(found, sums, strict=True):
                part[form] = whole, min(gone, whole)
                gone -= part[form][1]
        return found


class GuaranteeAuditor(PeriodAuditor):
    """The guarantees of one contract, and the day on which somebody looks at them."""

    def told_of(self) -> Table:
        """Every part that goes back, every guarantee, and the totals."""
        guarantees = [self.guarantee(each) for each in self.contract["guarantees"]]
        rows = [row for each in guarantees for row in each.pop("returns")]
        late = [row for row in rows if row["status"] == "overdue"]
        return {
            "guarantees": guarantees,
            "rows": rows,
            "outstanding": sum(row["outstanding"] for row in rows),
            "overdue": sum(row["outstanding"] for row in late),
        }

    def guarantee(self, table: Table) -> Table:
        drawer = self.drawer(table["key"])
        rows = [self.part(table, number) for number in range(len(table.get("returns", [])))]
        return {
            "key": table["key"],
            "asked": drawer.asked,
            "held": {form: drawer.held(form) for form in FORMS},
            "kept": drawer.kept,
            "back": drawer.back,
            "lodging": self.lodging(table, drawer),
            "letters": sorted(
                (slip.fen, slip.until, self.is_warned_of(slip, rows))
                for slip in drawer.slips["letter"]
            ),
            "returns": rows,
        }

    # What lies there

    def asked(self, table: Table) -> int:
        if "amount" in table:
            return fen(table["amount"])
        return half_up(fen(self.contract["price"]["total"]) * share_of_one(table["share"]))

    def moves(self, key: str) -> list[Table]:
        return [f for f in self.facts if f["kind"] == "guarantee" and f["guarantee"] == key]

    def drawer(self, key: str) -> Drawer:
        drawer = Drawer(self.asked(self.table(key)))
        for move in self.moves(key):
            drawer.take(move)
        return drawer

    def table(self, key: str) -> Table:
        return next(each for each in self.contract["guarantees"] if each["key"] == key)

    def lodging(self, table: Table, drawer: Drawer) -> Table:
        """By when it was to be lodged, and whether it was."""
        by = None
        if "lodge" in table:
            event = self.event(table["lodge"])
            by = self.by(table["lodge"], event, date.min) if event else None
        late = by is not None and (drawer.whole or self.as_of) > by
        status = ("done" if drawer.whole else "open") if not late else ("done-late" if drawer.whole else "overdue")  # fmt: skip
        days_late = (self.as_of - by).days if by and status == "overdue" else 0
        return {"due_on": by, "status": status, "done_on": drawer.whole, "days_overdue": days_late}

    # By when a part goes back

    def event(self, due: Table) -> date | None:
        """The day of the event as written, once it has happened or where the contract fixes it."""
        if "on" in due:
            return due["on"][0]  # type: ignore[no-any-return]
        word, _, key = due["after"].partition(":")
        if word == "receipt":
            return self.documents({"needs": [key], "due": {}}, None)[key, None]
        if word == "payment":
            return self.paid_in_full_since(key)
        if word == "lodged":
            return self.drawer(key).whole
        ends = {"year-end": self.periods["service-year"][-1], "term-end": None}
        if word in ends:
            return self.last_day(ends[word])
        fixed = {
            "signing": self.signed_on,
            "award-notice": self.contract["award_notice_on"],
            "year-start": self.first_day(None),
        }
        return fixed[word]  # type: ignore[no-any-return]

    def trigger(self, due: Table) -> date | None:
        """The event, or the early end where that comes first."""
        event = self.event(due)
        if self.end is None or "on" in due:
            return event
        return min(event or date.max, self.ended_on)

    def by(self, due: Table, event: date, lodged: date) -> date | None:
        """The last day; not counted from before the lodging, and with no regard to the signing."""
        self_ = copy(self)
        self_.signed_on = date.min
        return self_.deadline({"due": due}, None, self.moved_event(due, event), lodged)

    def opens(self, due: Table, event: date, lodged: date) -> date:
        """The first day on which it can be asked for."""
        moved_on, begun = self.moved_event(due, event), [self.moved_event(due, event)]
        if "days" not in due and "agreed" not in due:
            # a day that comes before its event is its own trigger
            self_ = copy(self)
            self_.signed_on = date.min
            begun.append(self_.as_written(due, None, moved_on, lodged))
            begun.append(self.by(due, event, lodged) or date.max)
        return max(min(begun), lodged)

    # The parts

    def part(self, table: Table, number: int) -> Table:
        due, drawer = table["returns"][number]["due"], self.drawer(table["key"])
        row = {
            "id": f"{table['key']}/{number + 1}",
            "paid_on": None,
            "days_late": None,
            "days_overdue": 0,
            "waiting_for": [],
            "form": None,
        }
        event = self.trigger(due)
        if drawer.first is None:
            return row | self.not_lodged(table, number, event)
        sums = drawer.parts(table["returns"])[number]
        row |= {
            "amount": sums["cash"][0],
            "outstanding": sums["cash"][0] - sums["cash"][1],
            "letter": sums["letter"][0] - sums["letter"][1],
            "form": form_of(sums),
        }
        if not any(whole for whole, _ in sums.values()):
            return row | {"status": "cancelled", "due_on": None}
        due_on = self.by(due, event, drawer.first) if event else None
        if row["outstanding"] + row["letter"] == 0:
            return row | self.gone(table, number, due_on)
        if event is None:
            if self.as_of <= self.last_day(None):
                return row | {"status": "projected", "due_on": None}
            word, _, key = due["after"].partition(":")
            papers = [key] if word == "receipt" else []
            return row | {"status": "waiting", "due_on": None, "waiting_for": papers}
        status = "due" if self.as_of >= self.opens(due, event, drawer.first) else "projected"
        if status == "due" and due_on and due_on < self.as_of:
            late = len(list(days(due_on + ONE_DAY, self.as_of)))
            return row | {"status": "overdue", "due_on": due_on, "days_overdue": late}
        return row | {"status": status, "due_on": due_on}

    def not_lodged(self, table: Table, number: int, event: date | None) -> Table:
        """What would go back, and when, while its days have not begun."""
        shares = [share_of_one(each["share"]) for each in table["returns"]]
        amount = hand_out(self.asked(table), shares, True)[number]
        due, due_on = table["returns"][number]["due"], None
        if event and self.as_of < self.opens(due, event, date.min):
            due_on = self.by(due, event, date.min)
        return {
            "amount": amount,
            "outstanding": amount,
            "letter": 0,
            "status": "projected",
            "due_on": due_on,
        }

    def gone(self, table: Table, number: int, due_on: date | None) -> Table:
        since = self.nothing_left_since(table, number)
        late = None if due_on is None else len(list(days(due_on + ONE_DAY, since)))
        status = "paid-late" if late else "paid"
        return {"status": status, "due_on": due_on, "paid_on": since, "days_late": late}

    def nothing_left_since(self, table: Table, number: int) -> date:
        """The day since which nothing of a part has been lying there, move after move."""
        drawer, since = Drawer(self.asked(table)), None
        for move in self.moves(table["key"]):
            drawer.take(move)
            left = drawer.parts(table["returns"])[number].values()
            since = (since or move["on"]) if all(whole == gone for whole, gone in left) else None
        assert since is not None
        return since  # type: ignore[no-any-return]

    def is_warned_of(self, slip: Slip, rows: list[Table]) -> bool:
        """Whether a letter runs out within thirty days, or has, before the last day of what it secures."""
        if slip.until == date.max or self.as_of < slip.until - WARNED * ONE_DAY:
            return False
        last_days = [row["due_on"] for row in rows if row["letter"]]
        if not last_days or None in last_days:
            return True
        return slip.until < max(last_days) and self.as_of <= max(last_days)


def form_of(sums: dict[str, tuple[int, int]]) -> str:
    """What still lies there, else what went back."""
    lying = [form for form in FORMS if sums[form][0] > sums[form][1]]
    forms = lying or [form for form in FORMS if sums[form][0]]
    return "both" if len(forms) == 2 else (forms or ["cash"])[0]
