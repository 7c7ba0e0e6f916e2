"""Rules of damages taken over in the contract's words: pasted by a person, or left open by a draft."""

import select
import sys
from collections.abc import Iterator, Sequence
from typing import Protocol

from svcctl.billing.refusal import Refusal
from svcctl.desk.interviewing import Interview
from svcctl.i18n import Words
from svcctl.interview import telling, typed
from svcctl.interview.catalogue import DAMAGES
from svcctl.interview.question import ANY, MORE, Asked, Turn
from svcctl.interview.rules import (
    Rule,
    is_heading,
    is_rule,
    numbered_article,
    root_of,
    rows_from,
    rules_in,
    told_open,
)
from svcctl.interview.walk import Walk, read


class Dialogue(Protocol):
    """Whoever puts the questions."""

    interview: Interview
    words: Words
    lines: Iterator[str] | None
    part: str

    def say(self, *lines: str) -> None:
        """Lines for the person."""

    def ask(self) -> str:
        """One line that was typed."""

    def command(self, text: str, found: Walk, asked: Asked | None) -> bool:
        """Do what a command says; whether it leads elsewhere."""

    def take(self, answers: dict[str, str]) -> None:
        """Keep answers."""


AT_ONCE = 0.1  # seconds within which the lines of one paste are there
PART = "damages"
ALL = ("全部", "all")


def pasted(dialogue: Dialogue, asked: Asked, text: str) -> bool:
    """Whether what was typed are rules: rows are made of them, and what they leave open is asked."""
    more = asked.question.key == MORE
    if asked.section.name != PART or not (more or asked.question.key == "what"):
        return False
    if not (is_rule(text) or is_heading(text)):
        return False
    rules = rules_in("\n".join([text, *_pasted_with_it(dialogue)]))
    _take(dialogue, asked.row + 1 if more else asked.row, rules)
    return bool(rules)


def _pasted_with_it(dialogue: Dialogue) -> list[str]:
    """The lines that came at once with the one that was read: no person types as fast."""
    found: list[str] = []
    if dialogue.lines is not None or not sys.stdin.isatty():
        return found
    try:
        while select.select([sys.stdin], [], [], AT_ONCE)[0]:
            found.append(input())
    except (OSError, EOFError):  # a terminal that cannot be waited for; the end of the input
        pass
    return found


def offered(dialogue: Dialogue, asked: Asked) -> bool:
    """Whether clauses that a draft could not read were put, for some of them to be taken as rules."""
    if asked.section.name != PART:
        return False
    path = asked.path if asked.question.key == MORE else f"{PART}.{ANY}"
    if asked.question.key != MORE and (asked.question.key != "what" or asked.row):
        return False
    clauses = list(dict.fromkeys(told_open(dialogue.interview.opens.get(path, ""))))
    if not clauses:
        return False
    chosen = _chosen(dialogue, asked, clauses)
    if chosen is not None:
        dialogue.interview.settle(path)
        first = asked.row + 1 if asked.question.key == MORE else 0
        if not chosen and asked.question.key != MORE:
            dialogue.take({f"{PART}.{ANY}": "no"})
        _take(dialogue, first, [rule for each in chosen for rule in rules_in(each)])
    return True


def _chosen(dialogue: Dialogue, asked: Asked, clauses: Sequence[str]) -> list[str] | None:
    """The clauses that are to be rules; None where a command leads elsewhere."""
    words = dialogue.words
    lines = [
        words("ask.option", place=at, text=f"「{each}」") for at, each in enumerate(clauses, 1)
    ]
    dialogue.say("", words("ask.heading", part=words(f"ask.part.{PART}")),
                 words("ask.open-rules"), *lines, words("ask.open-rules-how"))  # fmt: skip
    numbers = {str(at): each for at, each in enumerate(clauses, 1)}
    while True:
        text = dialogue.ask().strip()
        if dialogue.command(text, dialogue.interview.walk(), asked):
            return None
        if text.casefold() in (*typed.SKIPPED, *typed.NO):
            return []
        if text.casefold() in ALL:
            return list(clauses)
        try:
            chosen = typed.choices_of(text, tuple(numbers), {}) if text else ""
        except Refusal:
            chosen = ""
        if chosen:
            return [numbers[each] for each in chosen.split(",")]
        dialogue.say(words("ask.wrong", text=words("ask.open-rules-how")))


def _take(dialogue: Dialogue, first: int, rules: Sequence[Rule]) -> None:
    """The rules as rows from that one on, each told with its words and what was understood."""
    if not rules:
        return
    placed = _placed(dialogue, rules)
    answers, rows = rows_from(first, placed)
    dialogue.interview.clauses |= {at: rule.words for at, rule in rows.items()}
    dialogue.take(answers)
    for row, (at, rule) in enumerate(rows.items(), first):
        part = dialogue.words(f"ask.part.{PART}")
        dialogue.say("", dialogue.words("ask.heading-row", part=part, row=row + 1),
                     dialogue.words("ask.source", words=rule.words),
                     *_told(dialogue, row, {key.removeprefix(f"{at}."): said
                                            for key, said in answers.items() if at in key}))  # fmt: skip


def _told(dialogue: Dialogue, row: int, said: dict[str, str]) -> Iterator[str]:
    """What of a rule was understood, question by question."""
    interview, words = dialogue.interview, dialogue.words
    found = interview.walk()
    for question in DAMAGES.questions:
        if question.quiet or not (text := said.get(question.key)):
            continue
        asked = Asked(f"{PART}[{row}].{question.key}", DAMAGES, row, question, question.choices)
        value = telling.value_text(
            Turn(asked, read(asked, text, interview.label, found.sofar)), found, words
        )
        name = telling.short_question(asked, found, words)
        yield words("ask.understood-as", question=name, value=value)


def _placed(dialogue: Dialogue, rules: Sequence[Rule]) -> list[Rule]:
    """The rules with where they stand: asked once for all that do not say it themselves."""
    words = dialogue.words
    if all(rule.article for rule in rules):
        return list(rules)
    document = dialogue.interview.walk().document
    usual = root_of([row.get("article", "") for row in document.get(PART, ())])
    proposed = words("ask.proposed", value=usual) if usual else words("ask.proposed-skip")
    numbered = any(rule.number for rule in rules)
    dialogue.say(words("ask.rules-where-numbered" if numbered else "ask.rules-where"),
                 words("ask.prompt", how=words("ask.how.article"), proposed=proposed))  # fmt: skip
    text = dialogue.ask().strip() or usual
    head = "" if text in typed.SKIPPED else text
    return [
        rule if rule.article else rule._replace(article=numbered_article(head, rule.number))
        for rule in rules
    ]
