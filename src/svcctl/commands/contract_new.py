"""A contract file made of answers: asked at a terminal, or read from a file."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from svcctl import workspace
from svcctl.answers.answer import Answer
from svcctl.billing.money import yuan
from svcctl.billing.refusal import Refusal
from svcctl.desk.desk import Desk, path_of, read_file
from svcctl.desk.files import LARGEST_CONTRACT
from svcctl.desk.options import Maybe, flag, text
from svcctl.desk.showing import check_output, show

if TYPE_CHECKING:
    from svcctl.desk.interviewing import Interview
    from svcctl.interview.answer_file import Given
    from svcctl.interview.walk import Walk

KIND = "toml"


def new(
    desk: Desk,
    start: Annotated[Maybe, text("--from", "opt.from-file", "FILE")] = None,
    answers: Annotated[Maybe, text("--answers", "opt.answers", "FILE")] = None,
    replace: Annotated[bool, flag("--replace")] = False,
) -> int:
    """Ask for a contract's terms, show the schedule, write the contract file; record nothing."""
    from svcctl.desk.interviewing import Interview, start_from

    if desk.output is not None:
        check_output(desk._replace(format="plain"), ("plain",), KIND)
        _refuse_there(desk.output, replace)
    begun = start_from(start, desk.words)
    given = _given(answers, desk)
    if given is not None and given.by_path:
        if desk.output is None:
            raise Refusal("ask.nowhere")
        interview = Interview(desk, begun, None)
        interview.named_after(desk.output)
        return _scripted(interview, given, answers or desk.words("ask.stdin"), desk.output)
    return _asked(desk, begun, given, replace)


def _refuse_there(path: Path, replace: bool) -> None:
    if path.exists() and not replace:
        raise Refusal("ask.exists", path=path)


def _given(answers: str | None, desk: Desk) -> "Given | None":
    """The answers of a file or a pipe; None where a person is asked."""
    from svcctl.interview.answer_file import given_in

    if answers is not None and answers != "-":
        name, content = read_file(answers, LARGEST_CONTRACT)
        return given_in(str(name), _decoded(content, str(name)))
    if answers is None and workspace.interactive():
        return None
    if sys.stdin.isatty():
        raise Refusal("ask.nobody")
    piped = sys.stdin.buffer.read(LARGEST_CONTRACT)
    if not piped.strip():
        raise Refusal("ask.nobody")
    return given_in(desk.words("ask.stdin"), _decoded(piped, desk.words("ask.stdin")))


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal("ask.not-utf8", file=name) from None


# -- by a file -------------------------------------------------------------------------------------


def _scripted(interview: "Interview", given: "Given", name: str, target: Path) -> int:
    from svcctl.desk.interviewing import answered_by

    found = answered_by(interview, given, name)
    wrong = interview.amiss(found)
    if wrong:
        lines = [f"{each.problem.at}: {interview.problem_text(each)}" for each in wrong]
        sys.stderr.write("".join(f"{line}\n" for line in lines))
        raise Refusal("ask.wrong", count=len(wrong))
    unused = tuple(path for path in found.unused if path in given.by_path)
    _write(interview, found, target)
    report = _report(interview, found, target, unused, ())
    shown = _schedule(interview, found)
    foot = [*shown.foot, *report.head]
    show(interview.desk._replace(output=None), shown._replace(data=report.data, foot=foot))
    return 0


# -- by a person -----------------------------------------------------------------------------------


def _asked(desk: Desk, begun: Any, given: "Given | None", replace: bool) -> int:
    from svcctl.desk.dialogue import Dialogue, Stopped
    from svcctl.desk.interviewing import Interview

    interview = Interview(desk, begun, None)
    dialogue = Dialogue(interview, iter(given.in_order) if given else None)
    words = desk.words
    dialogue.say(words("ask.hello"), words("ask.commands"))
    try:
        target = desk.output or _where(dialogue, replace)
        interview.named_after(target)
        interview.kept = target.with_name(f"{target.stem}.answers.toml")
        if count := interview.take_up():
            dialogue.say(words("ask.again", count=count, path=interview.kept))
        else:
            dialogue.say(words("ask.kept-at", path=interview.kept))
        if begun.opens and not count:
            dialogue.say(words("ask.draft-asks", count=len(begun.opens)))
        return _until_written(dialogue, target)
    except (Stopped, EOFError, KeyboardInterrupt) as end:
        return _stopped(dialogue, end)


def _where(dialogue: Any, replace: bool) -> Path:
    """The file to write, asked for before anything else."""
    while True:
        dialogue.say(dialogue.words("ask.where"))
        typed = dialogue.ask().strip()
        if dialogue.command(typed, dialogue.interview.walk(), None) or not typed:
            continue
        path = path_of(typed)
        path = path if path.suffix.lower() == f".{KIND}" else path.with_name(f"{path.name}.{KIND}")
        try:
            _refuse_there(path, replace)
        except Refusal as refused:
            dialogue.say(dialogue.interview.refusal_text(refused))
            continue
        return path


def _until_written(dialogue: Any, target: Path) -> int:
    from svcctl.desk.dialogue import agreed

    interview = dialogue.interview
    while True:
        found = dialogue.run()
        wrong = interview.amiss(found)
        dialogue.say("", *_review(interview, found, wrong))
        if agreed(dialogue, found, target):
            break
    _write(interview, found, target)
    interview.forget()
    report = _report(interview, found, target, (), wrong)
    show(interview.desk._replace(output=None), report)
    return 1 if wrong else 0


def _review(interview: "Interview", found: "Walk", wrong: Any) -> list[str]:
    """What is wrong yet; else the schedule as it will be."""
    words = interview.words
    if wrong:
        lines = [f"  {each.problem.at}: {interview.problem_text(each)}" for each in wrong]
        return [words("ask.wrong-yet", count=len(wrong)), *lines, words("ask.change-hint")]
    from svcctl.answers.terminal import on_terminal

    shown = _schedule(interview, found)
    width = workspace.terminal_width() or 100
    return [words("ask.schedule"), *on_terminal(shown, words, width, workspace.colours())]


def _stopped(dialogue: Any, end: BaseException) -> int:
    """Where the answers are kept, and how to go on; lines of a pipe that end too soon are refused."""
    interview, words = dialogue.interview, dialogue.words
    interview.keep()
    sys.stderr.write("\n")
    if interview.kept is not None and interview.answers:
        from shlex import quote

        target = interview.kept.with_name(interview.kept.name.replace(".answers.toml", ".toml"))
        begun = f"--from {quote(interview.start.path)} " if interview.start.path else ""
        options = f"{begun}-o {quote(str(target))}"
        told = {"count": len(interview.answers), "path": interview.kept, "options": options}
        dialogue.say(words("ask.stopped", **told))
    else:
        dialogue.say(words("ask.stopped-early"))
    return 2 if dialogue.lines is not None and isinstance(end, EOFError) else 1


# -- the file --------------------------------------------------------------------------------------


def _schedule(interview: "Interview", found: "Walk") -> Answer:
    """The schedule that `payments schedule` would show of it."""
    from svcctl.answers import instalments

    case = interview.case(found)
    chosen = instalments.Chosen(rows=instalments.every_row([case]))
    return instalments.schedule([case], chosen, case.as_of, interview.words, False, "")


def _write(interview: "Interview", found: "Walk", target: Path) -> None:
    from svcctl.contracts.written import toml_of
    from svcctl.desk.output import replacing
    from svcctl.interview.remarks import still_true

    head = [interview.words("ask.contract-head"), *_left(interview, found)]
    start = interview.start
    remarks = still_true(start.remarks, start.base, found.document)
    with replacing(target) as file:
        file.write(toml_of(found.document, remarks, head).encode())


def _report(interview: "Interview", found: "Walk", target: Path, unused: Any, wrong: Any) -> Answer:
    """Where the file is, what was kept unasked, what to type next."""
    words, document = interview.words, found.document
    lines = [words("ask.written", path=target)]
    kept = _unasked(document)
    if kept:
        lines.append(words("ask.uncovered", keys=kept))
    lines += _left(interview, found)
    if unused:
        lines.append(words("ask.unused", paths=list(unused)))
    there = interview.desk.store.startswith("postgres") or workspace.is_there(interview.desk.store)
    after = "ask.next-wrong" if wrong else "ask.next" if there else "ask.next-init"
    lines.append(words(after, path=target))
    data: dict[str, Any] = {
        "file": str(target),
        "contract": document["id"],
        "answers": len(found.turns),
        "kept": kept,
        "unused": list(unused),
        "open": [each.key for each in interview.left(found)],
        "ok": not wrong,
    }
    if wrong:
        data |= {"instalments": 0, "total": document["price"].get("total", "0.00")}
    else:
        case = interview.case(found)
        data |= {"instalments": len(case.standings), "total": yuan(case.terms.total_fen)}
    return Answer(data=data, head=lines)


def _left(interview: "Interview", found: "Walk") -> list[str]:
    """What is open still, in words."""
    lines = [f"{each.key}: {each.text}" for each in interview.left(found)]
    return [interview.words("ask.left"), *lines] if lines else []


def _unasked(document: dict[str, Any]) -> list[str]:
    """The tables of the file that no question is about."""
    from svcctl.interview.catalogue import SECTIONS

    asked = {section.place.partition(".")[0] for section in SECTIONS}
    tables = (key for key, value in document.items() if isinstance(value, dict | list))
    return sorted(key for key in tables if key not in asked and key != "title")
