"""What fills the sheet on which a second person holds the terms against the contract."""

from collections.abc import Iterator, Sequence

from svcctl.answers.clauses import Clause, clauses, heads, own_words
from svcctl.casebook.case import Case
from svcctl.i18n import Words
from svcctl.papers.letter_parts import Values, common
from svcctl.papers.provenance import Provenance
from svcctl.wording.cited import Text


def clause_sheet(case: Case, text: Text | None, found: Provenance, words: Words) -> Values:
    """A row a term beside its clause's words, with room for a mark."""
    listed = clauses(case, words, text)
    sender = "supplier" if words.role == "supplier" else "purchaser"
    count = heads(case, listed, words, text is not None)[1:]
    return common(case, words("clauses.sheet"), sender, found, words) | {
        "rows": [
            {"number": str(number), **row} for number, row in enumerate(_rows(listed, words), 1)
        ],
        "remarks": [*count, words("clauses.how-to-check")],
    }


def _rows(listed: Sequence[Clause], words: Words) -> Iterator[dict[str, str]]:
    for clause in listed:
        place = f"\n{clause.place}" if clause.place else ""
        for term in clause.terms:
            first = term is clause.terms[0]
            again = words("clauses.as-above") if clause.words else ""
            yield {
                "article": clause.heading(words) + (place if first else ""),
                "words": own_words(clause, words) if first else again,
                "name": term.name,
                "says": "\n".join(term.says),
                "handled": words(f"clauses.handled-{term.handled}"),
                "opinion": "",
            }
