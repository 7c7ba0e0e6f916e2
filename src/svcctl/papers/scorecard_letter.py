"""What fills the scorecard as a Word file: a row a promise, and what the numbers leave out."""

from typing import Any

from svcctl.answers.scorecard import Scorecard, bar_text, promise_name, remarks, target_text
from svcctl.answers.scorecard import legend as legend_text
from svcctl.i18n import Words
from svcctl.papers.letter_parts import Values, common
from svcctl.papers.provenance import Provenance


def scorecard_paper(card: Scorecard, found: Provenance, words: Words) -> Values:
    """The card with its head, its remarks and its foot."""
    sender = "supplier" if words.role == "supplier" else "purchaser"
    first, last = card.tally.first, card.tally.last
    title = words("score.paper", first=first, last=last)
    return common(card.case, title, sender, found, words) | {
        "first": words.value(first),
        "last": words.value(last),
        "rows": [_row(place, each, card, words) for place, each in enumerate(card.kept, 1)],
        "legend": legend_text(words),
        "remarks": list(remarks(card, words)),
    }


def _row(place: int, kept: Any, card: Scorecard, words: Words) -> dict[str, str]:
    promise = kept.promise
    return {
        "number": str(place),
        "what": promise_name(promise, words),
        "target": target_text(promise, words) or "",
        "due": str(kept.due),
        "done": str(kept.count("done")),
        "missed": str(kept.count("missed")),
        "not_recorded": str(kept.count("not_recorded")),
        "open": str(kept.count("open")),
        "bar": bar_text((kept, card.most)) or "",
        "behind": words("list.separator").join(kept.behind),
        "article": promise.article or "",
    }
