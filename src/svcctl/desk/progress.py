"""A bar for a person who waits: on a terminal only, and only once a second has gone by."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from svcctl import workspace

T = TypeVar("T")
PATIENCE = 1.0  # seconds
PACE = 0.1  # seconds between two looks of the bar


def followed(items: Iterable[T], total: Callable[[], int], text: str) -> Iterator[T]:
    """The items one by one, with a bar on stderr where somebody watches and it takes long."""
    if not workspace.watched():
        yield from items
        return
    again = workspace.seconds() + PATIENCE
    bar: Any = None
    try:
        for done, item in enumerate(items):
            if workspace.seconds() >= again:
                bar = bar or _bar(text, total())
                bar.update(bar.task_ids[0], completed=done, refresh=True)
                again = workspace.seconds() + PACE
            yield item
    finally:
        if bar:
            bar.stop()


def _bar(text: str, total: int) -> Any:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        auto_refresh=False,
    )
    bar.add_task(text, total=total)
    bar.start()
    return bar
