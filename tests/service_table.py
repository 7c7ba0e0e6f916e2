"""The kinds of records as the documents draw them: by hand, from the page and not from the program.

A line is a state, the verbs, and the state after them; `-` is a record that is not made yet, `=` the
same state. What a verb is told stands behind a colon where the state after it follows from that.
"""

from __future__ import annotations

DRAWN = {
    "incident": """
        - open open
        open,waiting answer =
        open,waiting remote start =
        open,waiting remote end =
        open,waiting dispatch =
        open,waiting arrive =
        open,waiting agree =
        open,waiting,restored escalate =
        open,waiting,restored,closed classify =
        open wait waiting
        waiting resume open
        open,waiting restore restored
        open,waiting,restored close closed
        restored,closed reopen open
    """,
    "problem": """
        - raise raised
        raised analyse analysed
        analysed solve solved
        solved review:result=ok reviewed
        solved review:result=again raised
        reviewed close closed
    """,
    "change": """
        - request requested
        requested approve approved
        requested reject rejected
        approved,tested test:result=passed tested
        approved,tested test:result=failed approved
        approved,tested carry-out carried-out
        carried-out close closed
    """,
    "leave": """
        - give given
        given withdraw withdrawn
    """,
    "inspection": """
        - plan planned
        -,planned carry-out carried-out
        carried-out,reported find =
        carried-out,reported follow =
        carried-out report reported
        reported close closed
    """,
    "visit": """
        - plan planned
        -,planned carry-out carried-out
        carried-out sign signed
        carried-out,signed call-back =
    """,
    "duty": """
        - plan planned
        planned stand-in =
        planned swap =
        planned hand-over handed-over
    """,
    "staff": """
        - add active
        active renew =
        active end ended
    """,
    "training": """
        - plan planned
        planned hold held
        planned,held,tested attend =
        planned,held,tested absent =
        held,tested,evaluated test tested
        held,tested evaluate evaluated
        tested,evaluated close closed
    """,
    "upgrade": """
        - plan planned
        planned test tested
        tested trial tried
        tried approve approved
        approved go-live live
        live close closed
        tested,tried,approved,live back-out planned
    """,
    "major": """
        - declare declared
        declared sent =
        declared experts =
        declared watch =
        declared report =
        declared told =
        declared filed =
        declared close closed
    """,
    "cover": """
        - name named
        named staff =
        named miss =
        named keep kept
    """,
    "request": """
        - open asked
        asked take taken
        asked decline declined
        taken deliver delivered
        delivered accept accepted
        delivered return taken
    """,
    "complaint": """
        - open open
        open answer answered
        answered close closed
        answered,closed reopen open
    """,
    "satisfaction": """
        - ask asked
        asked answer answered
    """,
    "knowledge": """
        - add current
        current revise =
        current retire retired
    """,
    "notice": """
        - issue issued
        issued tell told
    """,
    "acceptance": """
        - open open
        open inspect =
        open accept accepted
        open refuse refused
    """,
}
LETTERS = {
    "incident": "I", "problem": "P", "change": "C", "leave": "L", "inspection": "N", "visit": "V",
    "duty": "D", "staff": "F", "training": "T", "upgrade": "U", "major": "M", "cover": "H",
    "request": "R", "complaint": "K", "satisfaction": "S", "knowledge": "W", "notice": "O",
    "acceptance": "A",
}  # fmt: skip
# whose word alone it is; `other` is the side that did not make the record, `asker` the one that did
WHOSE = {
    ("change", "approve"): "other", ("change", "reject"): "other",
    ("leave", "give"): "purchaser", ("leave", "withdraw"): "purchaser",
    ("upgrade", "approve"): "purchaser", ("cover", "name"): "purchaser",
    ("request", "accept"): "asker", ("request", "return"): "asker",
    ("acceptance", "accept"): "purchaser", ("acceptance", "refuse"): "purchaser",
}  # fmt: skip

Arrows = dict[tuple[str, str], str]  # by state and verb, with what it was told


def _arrows(drawn: str) -> Arrows:
    found: Arrows = {}
    for line in drawn.strip().splitlines():
        states, *verb, after = line.split()
        for state in states.split(","):
            before = "" if state == "-" else state
            found[before, " ".join(verb)] = before if after == "=" else after
    return found


ARROWS = {noun: _arrows(drawn) for noun, drawn in DRAWN.items()}
VERBS = {
    noun: sorted({verb.partition(":")[0] for _, verb in arrows}) for noun, arrows in ARROWS.items()
}
STATES = {noun: set(arrows.values()) for noun, arrows in ARROWS.items()}


def after(noun: str, state: str, verb: str, told: dict[str, object]) -> str | None:
    """The state after a verb; None where the drawing has no such arrow."""
    for (before, name), then in ARROWS[noun].items():
        plain, _, answer = name.partition(":")
        key, _, value = answer.partition("=")
        if (before, plain) == (state, verb) and (not answer or told.get(key) == value):
            return then
    return None
