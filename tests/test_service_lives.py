"""Clocks of generated incidents: what is worked out at once agrees with every minute walked through."""

from __future__ import annotations

from datetime import date
from typing import Any

import chinese_calendar
from hypothesis import given
from hypothesis import strategies as st

from incident_lives import contracts, lives
from incidents import sheet, terms_of
from profiles import examples
from service_auditor import Clock, Fell, ServiceAuditor


def works(day: date) -> bool:
    """Whether China works that day, by a library of its own."""
    return bool(chinese_calendar.is_workday(day))


@examples(300)
@given(data=st.data())
def test_every_clock_is_as_the_auditor_has_it(data: st.DataObject) -> None:
    """State, limit, when it was met, which counts, and what was no longer needed, why and since when."""
    contract: dict[str, Any] = data.draw(contracts())
    acts, now = data.draw(lives(contract))
    found = sheet(acts, now, terms_of(contract))
    clocks, fell = ServiceAuditor(contract, works).sheet(acts, now)
    mine = [
        Clock(c.regime, c.kind, c.starts_at, c.due_at, c.met_at, c.state, c.inferred, c.agreed, c.counts)
        for c in found.clocks
    ]  # fmt: skip
    assert mine == clocks
    assert [Fell(f.regime, f.kind, f.at, f.why) for f in found.fell_away] == fell
