"""Notes on a date: what it waits for, and how one that runs came about."""

from svcctl.answers.instalment_words import label
from svcctl.answers.note import Note
from svcctl.answers.periods import paper_texts, period_text
from svcctl.answers.when import counted_text, due_text, late_paper_text
from svcctl.billing.deadlines import Days
from svcctl.billing.schedule import Standing
from svcctl.billing.working_days import Deadline
from svcctl.casebook.case import Case
from svcctl.i18n import Words


def waiting_note(row: Standing, case: Case, words: Words) -> Note:
    """What a row waits for, since when, and what to record once it comes."""
    due, period_last = row.instalment.due, row.clock.period_last
    missing = [paper for paper in row.instalment.papers if paper in row.waiting_for]
    values = {
        "id": row.instalment.id,
        "documents": paper_texts(missing, row.instalment, case.terms, words),
        "article": row.instalment.article,
        "year": row.instalment.year,
        "period": period_text(row.instalment.period, case.terms, words).strip(),
        "last": period_last,
        "since": (case.as_of - period_last).days if period_last else None,
    }
    over = "" if period_last is None else "-period"
    over = "-year" if over and row.instalment.every == "service-year" else over
    if isinstance(due.rule, Days) and due.after.startswith("receipt"):
        plus = words("note.waiting-plus", plus=counted_text(due.plus, words)) if due.plus else ""
        values |= {"days": counted_text(due.rule, words), "plus": plus}
        text = words(f"note.waiting{over}", **values)
    else:
        # the papers are not all that it goes by: a date that comes after them counts
        values |= {"when": due_text(due, case.terms, words), "late": late_paper_text(due, words)}
        text = words(f"note.waiting{over}-too", **values)
    receive = f"svcctl reports receive{_papers(row, case)} --on {words('hint.on')}"
    text += _handed_in(row, case, words)
    return Note(
        text,
        words.role != "supplier",
        "svcctl reports status" if words.role == "supplier" else receive,
        todo="papers",
        brief=lambda: words("todo.lacks", documents=values["documents"]),
        rows=(label(row, words, short=True),),
    )


def _papers(row: Standing, case: Case) -> str:
    """The options that name just the documents an instalment waits for."""
    papers = [paper for paper in row.waiting_for if paper[0] in case.terms.documents]
    periods = [period for _, period in papers if period]
    # a command is about the documents of one period, or about those due once
    period = periods[0] if periods else None
    mine = [key for key, name in papers if name == period]
    every = case.terms.documents[mine[0]][1] if mine else ""
    of_that = {key for key, (_, often) in case.terms.documents.items() if often == every}
    which = [f"--document {key}" for key in mine]
    year = period and every == "service-year"
    options = [f"--year {period[1:]}" if year else f"--period {period}"] if period else []
    # all of them at once only where that names nothing that other money waits for
    return "".join(f" {each}" for each in options + (["--all"] if set(mine) == of_that else which))


def _handed_in(row: Standing, case: Case, words: Words) -> str:
    """Documents that were handed in and are not received: they wait, or were returned."""
    told = []
    for paper in row.waiting_for:
        acts = case.position.documents.get(paper, ())
        if acts:
            step = "note.handed-in" if acts[-1].act == "submit" else "note.returned"
            told.append(
                words(
                    step,
                    document=paper_texts([paper], row.instalment, case.terms, words),
                    on=acts[-1].on,
                )
            )
    return "".join(told)


def running_note(row: Standing, case: Case, words: Words) -> Note:
    """How the deadline of a running instalment came about, in one sentence."""
    due, deadline = row.instalment.due, row.deadline
    command = f"svcctl explain {row.instalment.id}"
    if deadline is None:
        return Note(_open_ended(row, case, words), command=command, todo="open-ended")
    if not isinstance(due.rule, Days):
        values = {
            "id": row.instalment.id,
            "when": due_text(due, case.terms, words),
            "on": deadline.on,
        }
        return Note(words("note.running-by", **values), command=command)
    received = [day for _, day in row.clock.received if day]
    counted = counted_text(due.rule, words)
    if received and max(received) == deadline.start:
        papers = [paper for paper, _ in row.clock.received]
        documents = paper_texts(papers, row.instalment, case.terms, words)
        start = words("note.running-received", documents=documents, on=deadline.start)
    else:
        start = words("note.running-from", on=deadline.start)
    skipped = ""
    if due.by_working_days:
        skipped = _festivals_skipped(case, deadline, words)
    text = words(
        "note.running",
        id=row.instalment.id,
        start=start,
        counted=counted,
        skipped=skipped + _moved(deadline, words),
        on=deadline.on,
    )
    return Note(text, command=command)


def _moved(deadline: Deadline, words: Words) -> str:
    """That a day off moved the day on which the days end."""
    if deadline.raw == deadline.on:
        return ""
    way = "forward" if deadline.on > deadline.raw else "back"
    return words(f"note.running-{way}", ends=deadline.raw)


def _open_ended(row: Standing, case: Case, words: Words) -> str:
    """That it can be paid and no number of days was agreed; what the law says of it."""
    from svcctl.billing.law.statute import by_law

    limit = by_law(row, case.sight)
    law = ""
    if limit and limit.usual and limit.text:
        values = {"order": limit.text.order, "article": limit.article, "on": limit.usual.on}
        law = words("note.running-law", **values)
    return words("note.running-open", id=row.instalment.id, on=row.clock.start, law=law)


def _festivals_skipped(case: Case, deadline: Deadline, words: Words) -> str:
    """The festivals on the way to a deadline, each with its days."""
    days: dict[str, list[str]] = {}
    for run in case.calendar.skipped(deadline.start, deadline.on):
        if run.why == "holiday":
            first, last = words.month_day(run.first), words.month_day(run.last)
            span = first if first == last else words("range", first=first, last=last)
            days.setdefault(run.name, []).append(span)
    return "".join(
        words("note.running-skipped", days=spans, name=words.festival(name))
        for name, spans in days.items()
    )
