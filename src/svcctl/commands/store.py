"""Care of the store: checked, backed up, restored, rescued, moved to another place."""

from pathlib import Path
from typing import Annotated

from svcctl import workspace
from svcctl.billing.refusal import Refusal
from svcctl.commands.copying import copy
from svcctl.commands.grants import grant
from svcctl.desk.desk import Desk, path_of, refuse_odd
from svcctl.desk.options import argument, flag, text
from svcctl.desk.showing import check_output, show
from svcctl.version import __version__


def check(desk: Desk) -> int:
    """Check the store from its bytes up to what its facts say; exit 1 where anything is wrong."""
    from svcctl.answers.care import checked as told
    from svcctl.desk import checking, drives

    check_output(desk)
    found = checking.checked(desk)
    if not found.broken:
        found = checking.looked_into(desk, found, checking.CHECKS)
    drives.warn(desk)
    show(desk, told(found, desk.words))
    return 1 if found.broken else 0


def backup(
    desk: Desk,
    to: Annotated[str, text("--to", "opt.backup-to", "DIR")] = "",
    keep: Annotated[str, text("--keep", "opt.backup-keep", "DAYS,WEEKS,MONTHS")] = "",
) -> int:
    """A copy of the store with all that was recorded, checked; exit 1 where it is not sound."""
    from svcctl.answers import audit, care
    from svcctl.desk.care import ages_of, writing_to
    from svcctl.store.keeping import back_up, name_of, thin_out
    from svcctl.store.leftovers import sweep_beside

    check_output(desk)
    ages = ages_of(keep) if keep else None
    path = desk.store_path
    folder = Path(to).expanduser() if to else path.parent
    target = folder / name_of(path, workspace.now().astimezone(workspace.SHANGHAI))
    sweep_beside(folder / path.name)
    with writing_to(target):
        found = back_up(path, target)
    if found.broken:
        show(desk, audit.verdict(found, False, desk.words))
        return 1
    thinned = thin_out(path, target, ages, desk.today) if ages else None
    show(desk, care.backed_up(str(target), found, thinned, desk.words))
    return 0


def restore(
    desk: Desk,
    backup: Annotated[str, argument("BACKUP", "arg.backup")],
    reopen: Annotated[bool, flag("--reopen")] = False,
) -> int:
    """A store from its backup, where `--store` names nothing yet; exit 1 where it is not sound."""
    from svcctl.answers import audit, care
    from svcctl.desk import drives
    from svcctl.desk.care import who_keeps, writing_to
    from svcctl.store.keeping import restore as restored

    check_output(desk)
    path, target = _there(backup), desk.store_path
    with writing_to(target):
        found = restored(path, target, who_keeps(desk), reopen)
    if found.verdict.broken:
        show(desk, audit.verdict(found.verdict, False, desk.words))
        return 1
    drives.warn(desk)
    show(desk, care.restored(str(target), found.verdict, found.closed, desk.words))
    return 0


def salvage(desk: Desk, to: Annotated[str, text("--to", "opt.salvage-to", "FILE")]) -> int:
    """All that is intact of a damaged store, in a new one; exit 1 where anything is missing."""
    from svcctl.almanac.adopt import shipped_facts
    from svcctl.answers import care
    from svcctl.desk.care import writing_to
    from svcctl.store.making import refuse_taken
    from svcctl.store.salvage import Who
    from svcctl.store.salvage import salvage as salvaged

    check_output(desk)
    path, target = desk.store_path, path_of(to)
    if not path.is_file():
        raise Refusal("store.missing", path=path)
    refuse_taken(target)
    who = Who(
        actor=desk.actor,
        now=workspace.recorded_now(),
        today=desk.today,
        version=__version__,
        adopted=lambda: shipped_facts(workspace.shipped("calendars")),
    )
    with writing_to(target):
        found = salvaged(path, target, who)
    if found is None:
        raise Refusal("salvage.nothing", path=path)
    show(desk, care.salvaged(str(target), found, desk.words))
    return 0 if found.whole else 1


def move(desk: Desk, to: Annotated[str, argument("TO", "arg.move-to")]) -> int:
    """The store in another place, verified; here it is read from then on, and records no more."""
    from svcctl.answers import audit, care
    from svcctl.desk import drives
    from svcctl.desk.care import who_keeps, writing_to
    from svcctl.desk.looking import say_waiting
    from svcctl.store.keeping import move as moved

    check_output(desk)
    path, target = desk.store_path, path_of(to)
    if target.is_dir():
        target = target / path.name
    elif to.endswith(("/", "\\")) or (target.suffix != path.suffix and not target.exists()):
        # a file of that name would be made where a folder was meant
        raise Refusal("move.no-folder", path=to, name=path.name)
    with writing_to(target):
        found = moved(path, target, who_keeps(desk), lambda: say_waiting(desk))
    if found.broken:
        show(desk, audit.verdict(found, False, desk.words))
        return 1
    drives.warn(desk._replace(store=str(target)))
    show(desk, care.moved(str(path), str(target), found, desk.words))
    return 0


def _there(name: str) -> Path:
    """The path of a file that is there."""
    path = path_of(name)
    refuse_odd(path, name)
    if path.is_dir():
        raise Refusal("file.directory", path=name)
    if not path.exists():
        raise Refusal("file.missing", path=name)
    return path


def upgrade(desk: Desk) -> None:
    """Give a store of before what this version keeps beside the journal, after a backup."""
    from svcctl.commands.store_lists import upgraded

    upgraded(desk)


def rebuild(desk: Desk) -> None:
    """Work all lists out anew from the journal."""
    from svcctl.commands.store_lists import lists_made_anew

    lists_made_anew(desk)


VERBS = {
    "check": check,
    "backup": backup,
    "restore": restore,
    "salvage": salvage,
    "move": move,
    "upgrade": upgrade,
    "rebuild": rebuild,
    "copy": copy,
    "grant": grant,
}
