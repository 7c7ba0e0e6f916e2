"""A contract's questions put one after the other, to a person or to lines that stand for one."""

import re
import sys
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from svcctl.billing.refusal import Refusal
from svcctl.desk.interviewing import LISTED, Interview
from svcctl.desk.pasting import offered, pasted
from svcctl.desk.understanding import Put, guessed, likely, understood
from svcctl.interview import telling, typed
from svcctl.interview.catalogue import NONE
from svcctl.interview.effects import Scene, echo
from svcctl.interview.gates import FLAGS
from svcctl.interview.question import ANY, MORE, YES, Asked, Turn
from svcctl.interview.remarks import words_of
from svcctl.interview.rules import OPEN_WORDS, told_open
from svcctl.interview.walk import Walk, rows_of

COMMANDS = {
    "help": ("?", "？", "help", "帮助"),
    "quit": ("quit", "exit", "退出"),
    "list": ("answers", "list", "已答"),
    "accept": ("accept", "照用"),
    "accept-all": ("accept all", "全部照用"),
    "step": ("step", "逐问"),
}
NUMBERED = {
    key: re.compile(rf"(?:{words})\s*(?:第\s*)?(\d*)\s*问?", re.IGNORECASE)
    for key, words in (
        ("change", "改|change|重答"),
        ("remove", "删除|删|delete|remove"),
        ("add", "添加|加|add"),
    )
}


QUOTED = re.compile("「([^」]*)」")
TO_PART = re.compile(r"(?:添加|加|add)\s*(\D{2,})", re.IGNORECASE)  # 加 资料
BARE = {"change": "ask.bad-change", "remove": "ask.bad-remove", "add": "ask.bad-add"}


class Stopped(Exception):
    """Whoever answers goes on another time."""


class Dialogue:
    """Questions and answers one at a time, from a person or from lines that stand for one."""

    def __init__(self, interview: Interview, lines: Iterator[str] | None) -> None:
        self.interview, self.lines = interview, lines
        self.words = interview.words
        self.waived: set[tuple[str, str]] = set()  # problems that were told once
        self.part = ""
        self.section = ""  # of which every proposal is taken; "*" for all
        self.stepped = ""  # the section that is gone through question by question

    def say(self, *lines: str) -> None:
        """Lines for the person, apart from the answer of the command."""
        sys.stderr.write("".join(f"{line}\n" for line in lines))
        sys.stderr.flush()

    def ask(self) -> str:
        """One line that was typed; EOFError at the end of the input."""
        if self.lines is not None:
            try:
                return next(self.lines)
            except StopIteration:
                raise EOFError from None
        if sys.stdout.isatty():
            return input("> ")
        self.say("> ")
        if not (line := sys.stdin.readline()):
            raise EOFError
        return line.rstrip("\n")

    def run(self) -> Walk:
        """Ask until everything is answered and right."""
        while True:
            found = self.interview.walk()
            if self._told_amiss(found):
                continue
            if found.pending is None:
                return found
            if found.refused:
                self.say(self.words("ask.wrong", text=self.interview.refusal_text(found.refused)))
                self.interview.answers.pop(found.pending.path, None)
            self._put(found.pending, found)

    def _told_amiss(self, found: Walk) -> bool:
        """Tell the first thing that is wrong with an answer, which is asked for again."""
        numbers = {turn.asked.path: at for at, turn in enumerate(telling.told_turns(found), 1)}
        for each in self.interview.amiss(found):
            mark = (each.problem.at, f"{each.problem.key}{sorted(each.problem.values.items())}")
            if each.turn is None or mark in self.waived:
                continue
            self.waived.add(mark)
            path = each.turn.asked.path
            text = self.interview.problem_text(each)
            number = str(numbers.get(path, "-"))
            self.say(self.words("ask.concerns", number=number, text=text))
            if each.turn.asked.question.key == MORE:
                self.say(self.words("ask.change-hint"))
            self.interview.answers.pop(path, None)
            self.section = ""
            return True
        return False

    def _put(self, asked: Asked, found: Walk) -> None:
        """What is asked next: a question, all that a draft has of a part, or what there is at all."""
        if asked.question.key == ANY and not asked.section.gate and not self.interview.listed:
            self._what_there_is(found)
        elif offered(self, asked):
            self.part = ""
        elif not self._accepted(asked) and not self._put_block(found):
            self._put_one(asked, found)

    def _put_one(self, asked: Asked, found: Walk, alone: bool = False) -> None:
        """One question, until it is answered or a command leads elsewhere; others with it if it may."""
        words = self.words
        asked = self.interview.opening(asked) if asked.question.key in FLAGS else asked
        scene = Scene(found, asked, self.interview.named, words)
        self._head(asked, found)
        source = self._source(asked)
        left = self._left(asked)
        number = len(telling.told_turns(found)) + 1
        if left and (asked.proposed == NONE or guessed(asked) or asked.question.key == MORE):
            # what is open is not said to be left out, nor guessed, nor that there is no more of it
            asked = asked._replace(proposed="", known=False)
        elif not alone:
            asked = asked._replace(proposed=likely(asked, found, self.interview.clause(asked)))
        scene = scene._replace(asked=asked)
        added = asked.question.key == "special" and asked.known and not alone
        put = Put(asked, found, not alone and not asked.known, added)
        told = alone or put.joined or asked.question.key == MORE
        self.say(*(telling.special_lines(scene, left, number) if added
                   else telling.lines_of(scene, source, left, number, told)))  # fmt: skip
        while True:
            text = self.ask().strip()
            if self.command(text, found, asked) or (not alone and pasted(self, asked, text)):
                return
            try:
                answers = understood(self.interview, put, text)
            except Refusal as refused:
                self.say(words("ask.wrong", text=self.interview.refusal_text(refused)))
                continue
            self.take(answers)
            if len(answers) > 1:
                self.told_several(answers)
            elif told_ := echo(answers.get(asked.path, ""), scene):
                self.say(words("ask.understood", text=told_))
            return

    def _left(self, asked: Asked) -> list[str]:
        """What a draft left open there; the words that the heading shows are not said again."""
        clause = self.interview.clause(asked)
        return [
            OPEN_WORDS.sub("", line) if all(q in clause for q in told_open(line)) else line
            for line in self.interview.opens.get(asked.path, "").splitlines()
        ]

    def _source(self, asked: Asked) -> str:
        """The words that belong to a question, where the heading of its row did not show them."""
        own = words_of(asked, self.interview.start.remarks, self.interview.start.base)
        clause = self.interview.clause(asked)
        return "" if all(quoted in clause for quoted in QUOTED.findall(own)) else own

    def told_several(self, answers: dict[str, str]) -> None:
        """What a line was understood as, answer by answer, each with what it leads to."""
        words = self.words
        found = self.interview.walk()
        for turn in telling.told_turns(found):
            path, key = turn.asked.path, turn.asked.question.key
            if path not in answers or not turn.value or key in (MORE, ANY):
                continue
            scene = Scene(found, turn.asked, self.interview.named, words)
            told = echo(turn.value, scene)
            value = telling.value_text(turn, found, words)
            days = turn.asked.question.kind == "date"
            text = words("ask.option-to", text=value, effect=told) if told and not days else value
            question = telling.short_question(turn.asked, found, words)
            self.say(words("ask.understood-as", question=question, value=text))

    def take(self, answers: dict[str, str]) -> None:
        """Keep answers."""
        self.interview.answers |= answers
        self.interview.keep()

    def _head(self, asked: Asked, found: Walk) -> None:
        """What the questions that follow are about, where it is something else than before."""
        part = asked.path.rpartition(".")[0] or asked.section.name
        if part != self.part:
            called = self.interview.row_called(asked, found)
            self.say("", telling.heading(asked, called, self.words))
            if clause := self.interview.clause(asked):
                self.say(self.words("ask.source", words=clause))
        self.part = part

    def _what_there_is(self, found: Walk) -> None:
        """One list of what contracts have, instead of a question about each."""
        asked = self.interview.parts(found)
        labels = {each: self.words(f"ask.part.{each}") for each in asked.choices}
        number = len(telling.told_turns(found)) + 1
        self.say("", *telling.parts_lines(asked, number, self._open_parts(), self.words))
        while True:
            text = self.ask().strip()
            if self.command(text, found, asked):
                return
            try:
                if not text and not asked.proposed:
                    raise Refusal("ask.which-parts")
                none = text in typed.SKIPPED
                chosen = typed.choices_of(text or asked.proposed, asked.choices, labels)
            except Refusal as refused:
                if text not in typed.SKIPPED:
                    self.say(self.words("ask.wrong", text=self.interview.refusal_text(refused)))
                    continue
                none, chosen = True, ""
            # what was read is not dropped by naming something else: a row goes by its number
            read_ = [] if none else asked.proposed.split(",")
            there = [*chosen.split(","), *read_]
            self.take({f"{each}.any": "yes" if each in there else "no" for each in asked.choices})
            return

    def _open_parts(self) -> Iterator[str]:
        """What a draft left open of parts that it has nothing of, each at the name of its part."""
        for name in LISTED:
            for text in self.interview.opens.get(f"{name}.{ANY}", "").splitlines():
                part = self.words(f"ask.part.{name}")
                told = telling.left_open(text, self.words)
                yield self.words("ask.open-part", part=part, text=told)

    def _put_block(self, found: Walk) -> bool:
        """All that the file has of what comes next, with its words, to be taken at once."""
        first = found.pending
        if first is None or first.section.name == self.stepped:
            return False
        whole = self.interview.block(found)
        there = {turn.asked.path for turn in found.turns}  # some by themselves: nothing to choose
        new = [turn for turn in telling.told_turns(whole) if turn.asked.path not in there]
        if sum(bool(turn.value) for turn in new) < 2:
            return False
        self.say(*self._block_lines(whole, there))
        while True:
            text = self.ask().strip()
            numbered = any(said[1] for each in NUMBERED.values() if (said := each.fullmatch(text)))
            if numbered or text in ("", *COMMANDS["accept"]) or text.casefold() in typed.YES:
                self.take({turn.asked.path: turn.value for turn in new})
                return not numbered or self.command(text, self.interview.walk(), first)
            if self._stepping(text, first) or self.command(text, found, first):
                return True
            self.say(self.words("ask.wrong", text=self.words("ask.block-enter")))

    def _stepping(self, text: str, first: Asked) -> bool:
        """Whether somebody wants to go through this part question by question."""
        if text.casefold() in COMMANDS["step"]:
            self.stepped = first.section.name
            return True
        return False

    def _block_lines(self, whole: Walk, before: AbstractSet[str]) -> list[str]:
        """What the file has, each with its number and its words; what is left out, at the end."""
        words = self.words
        lines, part, said = list[str](), "", ""
        out, shown = list[str](), list[int]()
        for number, turn in enumerate(telling.told_turns(whole), 1):
            if turn.asked.path in before or turn.asked.question.key in (MORE, ANY):
                continue
            if not turn.value:
                out.append(words("ask.block-out", number=str(number),
                                 question=telling.short_question(turn.asked, whole, words)))  # fmt: skip
                continue
            shown.append(number)
            own = turn.asked.path.rpartition(".")[0] or turn.asked.section.name
            if own != part:
                called = self.interview.row_called(turn.asked, whole)
                lines += ["", telling.heading(turn.asked, called, words)]
                if clause := self.interview.clause(turn.asked):
                    lines.append(words("ask.source", words=clause))
            part = own
            lines.append(telling.answer_line(number, turn, whole, words))
            source = self._source(turn.asked)
            if source and source != said:
                lines.append(words("ask.source", words=" ".join(source.split("\n"))))
            said = source or said
        lines += [words("ask.block-left-out", questions=out)] if out else []
        self.part = ""
        how = words("ask.block-how", number=str(shown[0]))
        return [*lines, words("ask.prompt", how=how, proposed="")]

    def _accepted(self, asked: Asked) -> bool:
        """Whether what is proposed is taken unasked, as somebody wished for this part."""
        if self.section not in ("*", asked.section.name):
            self.section = ""
            return False
        base = bool(self.interview.start.base)
        rows = rows_of(asked.section, self.interview.sofar)
        another = asked.question.key == MORE and asked.row + 1 >= len(rows)
        usual = asked.question.key in (MORE, ANY) and base
        usual = usual and not (another and asked.proposed == YES)  # nothing is there to take
        unread = asked.question.key == ANY and not asked.known
        unread = unread or (asked.question.key == "special" and bool(self.interview.start.remarks))
        left = asked.path in self.interview.opens or unread or self.interview.fresh(asked)
        left = left or (another and asked.proposed == YES)
        left = left or (asked.question.key == "bands" and not asked.known)  # what a score is worth
        named = asked.question.key == "id" and asked.proposed
        if left or not (asked.known or asked.question.optional or usual or named):
            return False
        self.interview.answers[asked.path] = asked.proposed
        return True

    def command(self, text: str, found: Walk, asked: Asked | None) -> bool:
        """Do what a command says; whether it leads away from the question that is put."""
        name = next((key for key, typed in COMMANDS.items() if text.casefold() in typed), "")
        if name == "quit":
            raise Stopped
        if name.startswith("accept") and asked is not None:
            self._accept(name, asked)
            return True
        if name == "step" and asked is not None:
            self.stepped = asked.section.name
        self._show(name, found)
        for key, pattern in NUMBERED.items():
            if said := pattern.fullmatch(text):
                return self._numbered(key, said[1], found, asked)
        if (said := TO_PART.fullmatch(text)) and self._added_to(said[1].strip(), found):
            return True
        if name and asked is not None:
            self.part = ""
        return bool(name)

    def _accept(self, name: str, asked: Asked) -> None:
        """Take what is proposed for this part, or for every one; what was not read is not taken."""
        if name == "accept-all":
            self.section = "*"
        elif asked.known:
            self.section = asked.section.name
        else:
            self.say(self.words("ask.wrong", text=self.words("ask.nothing-proposed")))

    def _show(self, name: str, found: Walk) -> None:
        """The answers so far, or what there is to type."""
        if name == "list":
            self.say(*telling.answer_list(found, self.words))
        if name == "help":
            self.say(self.words("ask.commands"))

    def _added_to(self, named: str, found: Walk) -> bool:
        """Whether a row was asked for at the end of a part that is named so."""
        for turn in reversed(found.turns):
            part = self.words(f"ask.part.{turn.asked.section.name}")
            if turn.asked.section.repeated and named.casefold() in part.casefold():
                self._add(turn.asked, found)
                return True
        return False

    def _numbered(self, key: str, number: str, found: Walk, asked: Asked | None) -> bool:
        """Do something about the answer of that number, or about what is asked now."""
        turns = telling.told_turns(found)
        if not number and (key == "change" or asked is None):
            self.say(self.words("ask.wrong", text=self.words(BARE[key])))
        elif number and not 1 <= int(number) <= len(turns):
            told = self.words("ask.not-yet", text=number, last=len(turns))
            self.say(self.words("ask.wrong", text=told))
        elif key == "change":
            self._again(turns[int(number) - 1], int(number), found)
        else:
            about = turns[int(number) - 1].asked if number else asked
            assert about is not None
            (self._remove if key == "remove" else self._add)(about, found)
        return True

    def _remove(self, asked: Asked, found: Walk) -> None:
        """Leave out the row that a question is about."""
        name = asked.section.name
        if not asked.section.repeated or asked.question.key == ANY:
            self.say(self.words("ask.wrong", text=self.words("ask.no-row")))
            return
        part = self.words(f"ask.part.{name}")
        called = self.interview.row_called(asked, found)
        self.interview.remove(f"{name}[{asked.row}]")
        self._anew()
        told = self.words("ask.removed", part=part, row=asked.row + 1, called=called)
        self.say(self.words("ask.understood", text=told))

    def _add(self, asked: Asked, found: Walk) -> None:
        """Ask for another row at the end of the part that a question is about."""
        name = asked.section.name
        ends = [
            turn.asked.path
            for turn in found.turns
            if turn.asked.section.name == name and turn.asked.question.key in (MORE, ANY)
        ]
        if not asked.section.repeated or name not in found.finished:
            key = "ask.add-later" if asked.section.repeated else "ask.no-row"
            self.say(self.words("ask.wrong", text=self.words(key)))
            return
        self.interview.answers[ends[-1]] = "yes"
        self.interview.keep()
        self._anew()

    def _anew(self) -> None:
        """Tell everything once more, as the questions are others now."""
        self.waived.clear()
        self.part = ""
        self.section = "*" if self.section == "*" else ""  # what is taken unasked stays so

    def _again(self, turn: Turn, number: int, found: Walk) -> None:
        """Ask an answered question once more; the old answer is proposed."""
        self.say(self.words("ask.changed", number=number))
        old = turn.asked._replace(proposed=turn.value or turn.asked.proposed)
        self._anew()
        before = dict(self.interview.answers)
        del self.interview.answers[turn.asked.path]
        earlier = self.interview.walk()
        self.interview.answers = before
        self._put_one(old, earlier if earlier.pending else found, alone=True)


def agreed(dialogue: Dialogue, found: Walk, target: Path) -> bool:
    """Whether the file is to be written; a command may lead back to a question."""
    words = dialogue.words
    dialogue.say(
        words("ask.write", path=target), words("ask.prompt", how=words("ask.how.yes"), proposed="")
    )
    while True:
        text = dialogue.ask().strip()
        if dialogue.command(text, found, None):
            return False
        try:
            if not text:
                raise Refusal("ask.text")
            if typed.yes_or_no(text) == "no":
                raise Stopped
        except Refusal as refused:
            dialogue.say(words("ask.wrong", text=dialogue.interview.refusal_text(refused)))
            continue
        return True
