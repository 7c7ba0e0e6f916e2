"""A contract clause by clause: its own words, and beside them what svcctl understood of each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from svcctl.answers.answer import Answer, Cell, Column, Printed
from svcctl.answers.clauses_told import HANDLES, told
from svcctl.answers.printing import contract_line
from svcctl.answers.readings import choice_text
from svcctl.answers.rules import rule_name
from svcctl.answers.width import pad, wrap
from svcctl.billing.readings import others
from svcctl.billing.record import Record
from svcctl.billing.terms import DEFAULT_READINGS
from svcctl.casebook.case import Case
from svcctl.i18n import Words
from svcctl.wording.cited import NUMBER, Text, by_number, numeral

ORDER = (  # of what stands in one article
    *("price", "term", "deliverables", "instalments", "assessments", "damages", "obligations"),
    *("guarantees", "service_levels", "service_plan", "services", "force_majeure", "appraisal"),
)
KEPT = ("parties", "systems", "services", "office", "findings", "working_hours")  # and not counted
LAST = ("systems", "findings", "readings")  # of no article: they stand behind all others
HEADINGS = ("format", "id", "title")  # of the file; the handles of its tables stand at their rows
TOP = re.compile(rf"^(?:本?合同)?第({NUMBER})条(?:第({NUMBER})[款项])?")
HEADING = 60  # signs of an article's own heading
MOST = 200  # signs of an annex that are shown beside a term; an article is shown whole
NARROW = 72  # cells of a terminal on which words and terms stand one under the other
GAP = "  "


class Term(Record):
    """One term: where it stands in the contract and in the file, and what it means."""

    article: str  # nothing: it stands in no article
    path: str  # instalments[0]; price
    table: str
    name: str
    says: Sequence[str]
    handled: str  # counted | kept | reading | not-modelled | not-listed
    paths: Sequence[str] = ()  # of the contract file, down to the leaves


class Clause(Record):
    """One article, or what stands in none, with its own words and its terms."""

    article: str
    words: str  # nothing where the text is not at hand, or has no such place
    place: str  # contract.md:49-50
    terms: Sequence[Term]
    cut: bool = False

    def heading(self, words: Words) -> str:
        """The article, or what else its terms are."""
        last = self.terms[0].table in LAST
        return self.article or words(f"clauses.no-article-{'last' if last else 'first'}")


def clauses(case: Case, words: Words, text: Text | None) -> list[Clause]:
    """Every term under its article, in the order of the contract; what no term covers too."""
    found: dict[tuple[str, bool], list[Term]] = {}
    unheard = _unheard(case, text, words) if text else ()
    for term in sorted((*_terms(case, words), *unheard), key=_order):
        found.setdefault((term.article, term.table in LAST), []).append(term)
    return [_clause(article, terms, text) for (article, _), terms in found.items()]


def _order(term: Term) -> tuple[int, int, int, int]:
    """Head and parties, the articles by their numbers, annexes and laws, the readings at the end."""
    place = ORDER.index(term.table) if term.table in ORDER else len(ORDER)
    if not term.article:
        return (3 if term.table in LAST else 0, 0, 0, 0)
    if read := TOP.match(by_number(term.article)):
        return 1, numeral(read[1]), numeral(read[2] or "0"), place
    return 2, 0, 0, 0


def _clause(article: str, terms: Sequence[Term], text: Text | None) -> Clause:
    lines = text.words_of(article) if text and article else ()
    if not lines:
        return Clause(article, "", "", terms)
    whole = "\n".join(line.text.strip() for line in lines)
    first, last = lines[0], lines[-1]
    end = f"-{last.place}" if last.place != first.place else ""
    cut = not TOP.match(by_number(article)) and len(whole) > MOST
    return Clause(article, whole[:MOST] if cut else whole, first.source + end, terms, cut)


# -- the terms of the file -------------------------------------------------------------------------


def _terms(case: Case, words: Words) -> Iterator[Term]:
    document = case.document
    head = {k: v for k, v in document.items() if not isinstance(v, (dict, list))}
    yield _term(case, "", "", {k: v for k, v in head.items() if k not in HEADINGS}, words)
    for name, value in document.items():
        if name in ("services", "systems", "working_hours"):
            yield from _together(name, value, words)
        elif isinstance(value, list):
            for place, table in enumerate(value):
                yield _term(case, name, f"{name}[{place}]", table, words)
        elif isinstance(value, dict) and name not in ("title", "readings"):
            yield _term(case, name, name, value, words)
    yield from _readings(case, words)


def _term(case: Case, name: str, path: str, table: dict[str, Any], words: Words) -> Term:
    says = told(case, name, table, words)
    handled = "not-modelled" if name == "clauses" else "kept" if name in KEPT else "counted"
    if table.get("severity") == "stop":  # no payment goes by it
        handled = "counted"
    paths = list(leaves({k: v for k, v in table.items() if k not in HANDLES}, path))
    article = table.get("article", "")
    return Term(article, path or "-", name, _name(case, name, table, words), says, handled, paths)


def _name(case: Case, name: str, table: Mapping[str, Any], words: Words) -> str:
    """What a term is called: its title, else what kind of term it is, with its key."""
    kind = words(f"clauses.kind-{name or 'head'}")
    own = table.get("title") or table.get("key") or table.get("about") or ""
    rules = case.terms.rules if name == "damages" else ()
    own = next((rule_name(rule, words) for rule in rules if rule.key == own), own)
    if name == "findings" and "title" not in table:
        own = words(f"about.{table['about']}")
    shown = words.value(own) if own else ""
    return words("clauses.kind-of", kind=kind, name=shown) if shown else kind


def _together(name: str, value: Sequence[Any], words: Words) -> Iterator[Term]:
    """A catalogue: one term for all that stand in one article."""
    groups: dict[str, list[int]] = {}
    for place, each in enumerate(value):
        article = each.get("article", "") if isinstance(each, dict) else ""
        groups.setdefault(article, []).append(place)
    for article, places in groups.items():
        each = [value[place] for place in places]
        titles = [words.value(one["title"] if isinstance(one, dict) else one) for one in each]
        listed = words("list.separator").join(titles)
        says = [words("clauses.listed", count=len(titles), titles=listed)]
        paths = [path for place in places if isinstance(value[place], str)
                 for path in (f"{name}[{place}]",)]  # fmt: skip
        kind = words(f"clauses.kind-{name}")
        path = f"{name}[{places[0]}-{places[-1]}]"
        yield Term(article, path, name, kind, says, "kept", paths)


def _readings(case: Case, words: Words) -> Iterator[Term]:
    """What the contract leaves open, and how it is read here."""
    levels = case.document.get("service_levels", ())
    regimes = list(dict.fromkeys(level["regime"] for level in levels))
    sources = case.reading_sources()
    for key in DEFAULT_READINGS:
        rest = others(key, case.terms, regimes)
        if sources[key] == "file" or (sources[key] == "default" and rest):
            chosen = choice_text(key, case.terms.readings[key], words)
            says = [
                words(
                    "clauses.read-so", choice=chosen, source=words(f"reading.from.{sources[key]}")
                )
            ]
            if rest:
                also = words("list.semicolon").join(choice_text(key, each, words) for each in rest)
                says.append(words("clauses.read-otherwise", others=also))
            path = f"readings.{key}"
            paths = [path] if sources[key] == "file" else []
            yield Term("", path, "readings", words(f"reading.{key}"), says, "reading", paths)


def leaves(value: Any, at: str = "") -> Iterator[str]:
    """The paths of all single values in a document: `instalments[0].due.days`."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, f"{at}.{key}".removeprefix("."))
    elif isinstance(value, list) and any(isinstance(each, (Mapping, list)) for each in value):
        for place, inner in enumerate(value):
            yield from leaves(inner, f"{at}[{place}]")
    else:
        yield at


def is_heading(path: str) -> bool:
    """Whether a path is a handle or a name: it stands over its term, and is none itself."""
    first, *rest = path.split(".")
    top = not rest or first == "title"
    return first in HEADINGS if top else bool(rest) and rest[0] in HANDLES


# -- what no term covers ---------------------------------------------------------------------------


def _unheard(case: Case, text: Text, words: Words) -> Iterator[Term]:
    """The articles of the text that the file does not cite, or of which it cites some clauses."""
    cited = [
        TOP.match(name)
        for table in _tables(case.document)
        for name in re.split(r"[、，,;；]", by_number(table.get("article", "")))
    ]
    whole = {numeral(read[1]) for read in cited if read and not read[2]}
    parts = {(numeral(read[1]), part) for read in cited if read and read[2] for part in _span(read)}
    of_accounts = _of_accounts(case.document)
    for article in text.articles.values():
        if article.number in whole:
            continue
        missing = [part for part in article.parts if (article.number, part) not in parts]
        heard = any(own == article.number for own, _ in parts)
        for part in missing if heard else [0]:
            name, says = _citation(article.number, part), [words("clauses.not-listed")]
            if article.number in of_accounts:
                says.insert(0, words("clauses.accounts-read"))
            heading = words("clauses.kind-of", kind=words("clauses.kind-unheard"),
                            name=article.heading[:HEADING])  # fmt: skip
            yield Term(name, "-", "unheard", heading, says, "not-listed")


def _of_accounts(document: Mapping[str, Any]) -> set[int]:
    """The articles from which accounts were taken: an account stands with its party."""
    sources = [
        TOP.match(by_number(account["source"]))
        for party in document.get("parties", ())
        for account in party.get("accounts", ())
    ]
    return {numeral(read[1]) for read in sources if read}


def _span(read: re.Match[str]) -> range:
    """第一款至第四款: the clauses from the first to the last."""
    last = re.search(rf"至第({NUMBER})[款项]", read.string)
    first = numeral(read[2])
    return range(first, (numeral(last[1]) if last else first) + 1)


def _citation(article: int, part: int) -> str:
    return f"第{_han(article)}条" + (f"第{_han(part)}款" if part else "")


def _han(value: int) -> str:
    signs = "零一二三四五六七八九"
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    told_hundreds = f"{signs[hundreds]}百" if hundreds else ""
    gap = "零" if hundreds and not tens and ones else ""
    told_tens = ("" if tens == 1 and not hundreds else signs[tens]) + "十" if tens else ""
    return told_hundreds + gap + told_tens + (signs[ones] if ones else "")


def _tables(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for value in document.values():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield each


# -- shown -----------------------------------------------------------------------------------------

COLUMNS = (
    Column("column.article", "code"),
    Column("column.own-words", "lines", least=20),
    Column("column.term"),
    Column("column.understood", "lines", least=24),
    Column("column.handled"),
    Column("column.opinion", "mark"),
)


def listed(case: Case, words: Words, text: Text | None) -> Answer:
    """The clauses on a screen, for scripts, and as a sheet to be signed."""
    found = clauses(case, words, text)
    head = heads(case, found, words, text is not None)
    answer = Answer(
        data=_json(case, found),
        columns=COLUMNS,
        rows=lambda: list(rows(found, words)),
        head=head,
        page=lambda width, colours: list(_page(found, head, words, width, colours)),
    )
    return answer._replace(printed=lambda: _printed(case, found, head[1:], words))


def heads(case: Case, found: Sequence[Clause], words: Words, at_hand: bool) -> list[str]:
    """How many terms there are, and what no term covers."""
    terms = [term for clause in found for term in clause.terms]
    count = {kind: sum(term.handled == kind for term in terms) for kind in HANDLED}
    lines = [
        words("head.contract", title=case.terms.title, id=case.id),
        words(
            "clauses.count", all=len(terms), **{k.replace("-", "_"): n for k, n in count.items()}
        ),
    ]
    if not at_hand:
        return [*lines, words("clauses.without-text")]
    lost = [each.article for each in found if each.article and not each.words]
    listed_lost = words("list.separator").join(lost)
    return [*lines, words("clauses.words-not-found", articles=listed_lost)] if lost else lines


HANDLED = ("counted", "kept", "reading", "not-modelled", "not-listed")


def rows(found: Sequence[Clause], words: Words) -> Iterator[list[Cell]]:
    """A row a term; the words of an article stand at its first."""
    semicolon = words("list.semicolon").rstrip()
    for clause in found:
        for place, term in enumerate(clause.terms):
            said = own_words(clause, words) if not place else words("clauses.as-above")
            yield [
                clause.heading(words),
                said if clause.words or not place else "",
                term.name,
                f"{semicolon}\n".join(term.says),
                words(f"clauses.handled-{term.handled}"),
                "",
            ]


def own_words(clause: Clause, words: Words) -> str:
    """An article's words, and where the rest of a long one stands."""
    more = words("clauses.cut", place=clause.place) if clause.cut else ""
    return clause.words + more


def _printed(case: Case, found: Sequence[Clause], head: Sequence[str], words: Words) -> Printed:
    return Printed(
        title=words("clauses.sheet"),
        beside=[contract_line(case, words), words("xlsx.as-of", as_of=case.as_of)],
        columns=COLUMNS,
        rows=list(rows(found, words)),
        under=[*head, words("clauses.how-to-check")],
        signed=("collated", "checked", "date"),
    )


def _page(
    found: Sequence[Clause], head: Sequence[str], words: Words, width: int | None, colours: bool
) -> Iterator[str]:
    """Words on the left, what was understood on the right; one under the other where it is narrow."""
    bold, plain = ("\033[1m", "\033[0m") if colours else ("", "")
    for line in head:
        yield from wrap(line, width) if width else [line]
    for clause in found:
        yield ""
        place = words("clauses.place", place=clause.place) if clause.place else ""
        yield f"{bold}{clause.heading(words)}{plain}{place}"
        right = list(_right(clause, words))
        left = own_words(clause, words).splitlines()
        if not left or width is None or width < NARROW:
            for line in (*(words("clauses.quoted", text=each) for each in left), *right):
                yield from wrap(line, width, "    ") if width else [line]
        else:
            yield from _beside(left, right, width)


def _right(clause: Clause, words: Words) -> Iterator[str]:
    for term in clause.terms:
        handled = words(f"clauses.handled-{term.handled}")
        yield words("clauses.line", name=term.name, handled=handled)
        yield from (words("clauses.item", text=each) for each in term.says)


def _beside(left: Sequence[str], right: Sequence[str], width: int) -> Iterator[str]:
    own = width * 2 // 5
    first = [piece for line in left for piece in wrap(line, own - 2)]
    second = [piece for line in right for piece in wrap(line, width - own - 3, "  ")]
    for place in range(max(len(first), len(second))):
        one = first[place] if place < len(first) else ""
        other = second[place] if place < len(second) else ""
        yield (
            f"  {pad(one, own - 2)} | {other}".rstrip(" |")
            if not other
            else (f"  {pad(one, own - 2)} | {other}")
        )


def _json(case: Case, found: Sequence[Clause]) -> dict[str, Any]:
    return {
        "contract": case.id,
        "clauses": [
            {
                "article": each.article or None,
                "quoted": each.words or None,
                "place": each.place or None,
                "whole": not each.cut,
                "terms": [_term_json(term) for term in each.terms],
            }
            for each in found
        ],
        "headings": [path for path in leaves(case.document) if is_heading(path)],
    }


def _term_json(term: Term) -> dict[str, Any]:
    return {
        "path": None if term.path == "-" else term.path,
        "table": term.table or "head",
        "handled": term.handled,
        "paths": list(term.paths),
        "words": [term.name, *term.says],
    }
