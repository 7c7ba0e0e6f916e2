"""How a question is put into words: its text, its choices with what they lead to, what is proposed."""

import re
from collections.abc import Iterable, Iterator, Sequence

from svcctl.billing.promises import SETTLEMENT
from svcctl.contracts.described import ends, said
from svcctl.contracts.meant import SAID
from svcctl.contracts.sheets import SAYING
from svcctl.i18n import Words
from svcctl.interview.due import PLUS
from svcctl.interview.effects import Scene, effect
from svcctl.interview.in_english import is_list, shown
from svcctl.interview.question import ANY, KEEP, Asked, Turn
from svcctl.interview.sofar import OF_TABLES, Sofar
from svcctl.interview.walk import Walk

ALIKE = {"cap_of": "base"}  # questions whose choices mean the same
OF_TITLES = {
    "papers": "deliverables",
    "paper": "deliverables",
    "payment": "instalments",
} | OF_TABLES


def bare_key(asked: Asked) -> str:
    """The question's key, without what tells the days of lodging and giving back apart."""
    return asked.question.key.removeprefix("lodge-").removeprefix("back-")


def question_text(asked: Asked, walk: Walk, words: Words) -> str:
    """What is asked."""
    key = f"ask.q.{asked.section.name}.{asked.question.key}"
    key = key if key in words else f"ask.q.{bare_key(asked)}"
    if asked.section.name == "readings" and key not in words:
        return words("ask.q.reading", about=words(f"reading.{asked.question.key}"))
    if key not in words:
        return said(form_path(asked), words, SAYING)
    own = (asked.section, asked.row)
    given = {
        turn.asked.question.key: turn.value
        for turn in walk.turns
        if (turn.asked.section, turn.asked.row) == own
    }
    return words(key, row=asked.row + 1, day=given.get("day", ""))


def short_question(asked: Asked, walk: Walk, words: Words) -> str:
    """What is asked, without what is said about it."""
    text = question_text(asked, walk, words)
    return re.split(r"[？?：:]", text)[0]


def called(asked: Asked, choice: str, sofar: Sofar, words: Words) -> str:
    """What a choice is called, with what it means behind a colon."""
    if choice == KEEP:
        return words("ask.choice.keep")
    titles = (
        sofar.titles(OF_TITLES[offers]) if (offers := asked.question.offers) in OF_TITLES else {}
    )
    if choice in titles:
        return str(words.value(titles[choice]))
    if asked.question.offers == "paper" and choice == SETTLEMENT:
        return words("ask.choice.needs.settlement")
    if asked.question.key == "calendar" and choice != "CN":
        return words("ask.choice.calendar.region", region=_region(choice, words))
    name, key = asked.section.name, asked.question.key
    if name == "readings":
        own = choice if key == "which" else f"{key}.{choice}"
        return words(f"reading.{own}") if f"reading.{own}" in words else choice
    tried = (f"{name}.{key}", key, ALIKE.get(key, bare_key(asked)), "")
    keys = [f"ask.choice.{each}.{choice}".replace("..", ".") for each in tried]
    known = next((each for each in keys if each in words), None)
    path = f"{form_path(asked)}.{choice}"
    if known is None and any(f"key-value.{end}" in words for end in ends(path)):
        return said(path, words, ("key-value",))
    return words(known) if known else choice


def form_path(asked: Asked) -> str:
    """The key of the contract file that a question is about, as its reference names it."""
    place = asked.section.place.removesuffix(".members")
    return f"{place}.{asked.question.keys[0]}".removeprefix(".")


def _region(calendar: str, words: Words) -> str:
    """What a region is called."""
    return SAID[calendar].split()[0] if words.lang == "zh" and calendar in SAID else calendar


def label(asked: Asked, choice: str, sofar: Sofar, words: Words) -> str:
    """What a choice is called in short."""
    return called(asked, choice, sofar, words).partition("：")[0].partition(": ")[0]


def option_lines(scene: Scene) -> Iterator[str]:
    """The choices, numbered, each with what it means and leads to."""
    asked, words = scene.asked, scene.words
    if asked.question.kind == "yes" or asked.question.choices == ("yes", "no"):
        return
    for place, choice in enumerate(asked.choices, 1):
        text = called(asked, choice, scene.walk.sofar, words)
        if told := effect(choice, scene):
            text = words("ask.option-to", text=text, effect=told)
        yield words("ask.option", place=place, text=text)


def special_lines(scene: Scene, left: Sequence[str], number: int) -> Iterator[str]:
    """What a draft shows of what few contracts have, and what not, by numbers to be added."""
    asked, words, sofar = scene.asked, scene.words, scene.walk.sofar
    read = asked.proposed.split(",")
    called = [label(asked, each, sofar, words) for each in asked.choices if each in read]
    yield words("ask.question", number=str(number), question=words("ask.rare", read=called))
    yield from (words("ask.left-open", text=left_open(each, words)) for each in left)
    rest = [
        words("ask.rare-one", number=str(at), text=label(asked, each, sofar, words))
        for at, each in enumerate(asked.choices, 1)
        if each not in read
    ]
    yield words("ask.rare-left", rest=words("ask.rare-separator").join(rest))
    yield words("ask.prompt", how=words("ask.rare-how"), proposed=words("ask.rare-none"))


def how(asked: Asked, words: Words) -> str:
    """How the answer is typed."""
    question = asked.question
    kind = "yes" if question.choices == ("yes", "no") else question.kind
    keys = (f"{asked.section.name}.{question.key}", question.key, kind)
    return words(next(key for each in keys if (key := f"ask.how.{each}") in words))


def prompt(asked: Asked, walk: Walk, words: Words) -> str:
    """How to type the answer, and what Enter takes."""
    if asked.proposed:
        told = words("ask.proposed", value=value_text(Turn(asked, asked.proposed), walk, words))
    else:
        told = words("ask.proposed-skip") if asked.question.optional else ""
    return words("ask.prompt", how=how(asked, words), proposed=told)


def value_text(turn: Turn, walk: Walk, words: Words) -> str:
    """An answer as people read it."""
    asked, value = turn
    if not value:
        return words("ask.skipped")
    if asked.question.kind == "yes" or asked.choices:
        told = [label(asked, each, walk.sofar, words) for each in value.split(",")]
        return words("list.separator").join(told)
    if asked.question.kind in ("deadline", "length") and " " in value:
        return days_text(value, words)
    if asked.question.kind in SPELT and value:
        return spelt(asked.question.kind, value, words)
    if asked.question.kind == "per":
        return words("ask.per-once") if value == "once" else words("ask.per-days", days=int(value))
    if is_list(asked.question.kind):
        return shown(asked.question.kind, value, words)
    if value in (KEEP, "settled"):
        return words("ask.choice.keep" if value == KEEP else "ask.settled")
    return str(words.value(value))


SPELT = ("day-of-month", "day-of-year", "span", "returns")


def spelt(kind: str, value: str, words: Words) -> str:
    """A day or a length of time as people write it."""
    if kind == "returns":
        return words("list.separator").join(_part(each, words) for each in value.split("；"))
    number, _, unit = value.partition(" ")
    if kind == "day-of-year":
        month, _, day = value.partition("-")
        return words("ask.day-of-year", month=str(int(month)), day=str(int(day)))
    if kind == "span":
        unit = {"day": "calendar-day"}.get(unit.removesuffix("s"), unit.removesuffix("s"))
        return words(f"count.{unit}", days=int(number))
    return words("ask.first-days", days=int(number)) if unit else words("ask.on-day", day=number)


def _part(text: str, words: Words) -> str:
    """A part of a bond that goes back: its share, from what event on, within how many days."""
    share, event, days = (*text.split(" ", 2), "", "")[:3]
    key = f"ask.choice.when.{event.partition(':')[0]}"
    if key not in words or not days:
        return text
    return words("ask.part-of", share=share, when=words(key), days=days_text(days, words))


def days_text(value: str, words: Words) -> str:
    """A number of days with its unit; where the event is moved first, how far."""
    moved, mark, counted = value.rpartition(PLUS)
    number, _, unit = counted.partition(" ")
    told = words(f"count.{unit}", days=int(number)) if unit else number
    return words("ask.moved", moved=spelt("span", moved, words), days=told) if mark else told


def told_turns(walk: Walk) -> list[Turn]:
    """The answers that have a number: those that a person gave."""
    return [turn for turn in walk.turns if not turn.asked.question.quiet]


def answer_list(walk: Walk, words: Words) -> Iterator[str]:
    """All answers with their numbers, part by part."""
    part = ""
    for number, turn in enumerate(told_turns(walk), 1):
        if turn.asked.section.name != part:
            part = turn.asked.section.name
            yield words("ask.heading", part=words(f"ask.part.{part}"))
        yield answer_line(number, turn, walk, words)


def answer_line(number: int, turn: Turn, walk: Walk, words: Words) -> str:
    """An answer with its number and its question."""
    question = short_question(turn.asked, walk, words)
    value = value_text(turn, walk, words)
    return words("ask.answer", number=f"{number:>3}", question=question, value=value)


def parts_lines(asked: Asked, number: int, left: Iterable[str], words: Words) -> Iterator[str]:
    """What contracts have, to be chosen from."""
    yield words("ask.question", number=str(number), question=words("ask.parts"))
    for place, name in enumerate(asked.choices, 1):
        yield words("ask.option", place=place, text=words(f"ask.has.{name}"))
    yield from left
    named = [words(f"ask.part.{each}") for each in asked.proposed.split(",") if each]
    proposed = words("ask.proposed", value=words("list.separator").join(named)) if named else ""
    how_ = words("ask.rare-how" if named else "ask.how.choices")
    yield words("ask.prompt", how=how_, proposed=proposed)


def heading(asked: Asked, called: str, words: Words) -> str:
    """What the questions that follow are about: the part, and of several rows which one."""
    part = words(f"ask.part.{asked.section.name}")
    if not asked.section.repeated or asked.question.key == ANY:
        return words("ask.heading", part=part)
    key = "ask.heading-called" if called else "ask.heading-row"
    return words(key, part=part, row=asked.row + 1, called=called)


PLACE = re.compile(r"[^\s，。：「」]+:(?:第?\d+[段页行]?)")  # paper.docx:第18段
HAN = re.compile(r"[\u4e00-\u9fff]")
# lines that name all rows of a part are for the first of them
OF_FIRST = (
    "ask.line.deliverables.title",
    "ask.line.instalments.title",
    "ask.line.obligations.title",
    "ask.line.damages.what",
)


def left_open(text: str, words: Words) -> str:
    """What a draft says of something open; one in another language is quoted, not repeated."""
    if bool(HAN.search(re.sub("「[^」]*」", "", text))) == (words.lang == "zh"):
        return text
    quoted = [*re.findall("「[^」]*」", text), *PLACE.findall(text)]
    return words("ask.left-unread", quoted=quoted) if quoted else words("ask.left-unknown")


def lines_of(
    scene: Scene, source: str, left: Sequence[str], number: int, joined: bool = False
) -> Sequence[str]:
    """A question as it is put on a screen; `joined` with those that the same line may answer."""
    words, asked = scene.words, scene.asked
    text = question_text(asked, scene.walk, words)
    line = f"ask.line.{asked.section.name}.{asked.question.key}"
    joined = joined and line in words and not (asked.row and (line in OF_FIRST))
    lines = [words("ask.question", number=str(number), question=text)]
    if joined:
        lines.append(words("ask.joined", how=words(line)))
    if source:
        lines.append(words("ask.source", words=" ".join(source.split("\n"))))
    lines += [words("ask.left-open", text=left_open(each, words)) for each in left]
    lines += option_lines(scene)
    return [*lines, prompt(asked, scene.walk, words)]
