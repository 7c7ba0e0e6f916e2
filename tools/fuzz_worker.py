"""Runs hostile inputs one after the other in this process, within bounds, and looks at what came of each."""

import contextlib
import io
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import fuzz_kinds as kinds
import fuzz_properties as properties
import fuzz_samples as samples

MEMORY = 1536 << 20  # bytes of address space
SECONDS = 2.0
SLACK = 0.5  # seconds of CPU more, after which the process is killed
NOTED = ("SVCCTL_", "LC_", "XDG_")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown",
    "shutil.rmtree", "shutil.move",
}  # fmt: skip
PROGRAMS = ("ssh-keygen", Path(sys.executable).name)


class Watch:
    """What the process does outside its folder while an input runs, by Python's audit events."""

    def __init__(self) -> None:
        self.place = ""
        self.seen: list[str] = []
        sys.addaudithook(self._hook)

    def _hook(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.place:
            return
        if event == "open" and isinstance(args[2], int) and args[2] & WRITES:
            self._path(event, args[0])
        elif event in CHANGES:
            for each in args[:2]:
                self._path(event, each)
        elif event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
            self.seen.append(f"network: {event}")
        elif event == "subprocess.Popen" and Path(str(args[0])).name not in PROGRAMS:
            self.seen.append(f"program: {args[0]}")
        elif event == "os.system":
            self.seen.append(event)

    def _path(self, event: str, path: Any) -> None:
        if not isinstance(path, str | bytes | os.PathLike):
            return
        told = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 (as it was told, not behind links)
        if not told.startswith(self.place) and told != os.devnull:
            self.seen.append(f"{event} outside: {told!a}")


class Stage:
    """A folder in which a command runs as if alone: its home, its store, its files."""

    def __init__(self, folder: Path, given: Mapping[str, bytes], watch: Watch) -> None:
        self.folder, self.given, self.watch = folder, given, watch
        self.refusal = ""
        self.home = folder / "home"
        self._prepare()

    def _prepare(self) -> None:
        """The program as in a cleaner world: no LibreOffice, refusals noted by their keys."""
        from svcctl import i18n, workspace

        workspace.office_program = lambda: None  # type: ignore[assignment]
        called = i18n.Words.__call__

        def noting(words: Any, key: str, /, **values: Any) -> str:
            if key.startswith(("refusal.", "usage.")):
                self.refusal = key.removeprefix("refusal.")
            return called(words, key, **values)

        i18n.Words.__call__ = noting  # type: ignore[method-assign]

    def laid(self, case: kinds.Case) -> Path:
        """The case's files, store and home in an empty folder."""
        for each in self.folder.iterdir():
            shutil.rmtree(each) if each.is_dir() and not each.is_symlink() else each.unlink()
        (self.home / "tmp").mkdir(parents=True)
        for name, content in case.files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        store = self.folder / "store.db"
        if case.store:
            store.write_bytes(self.given[f"{case.store}.db"])
        return store

    def surrounded(self, case: kinds.Case) -> None:
        """The environment that the case asks for, and nothing of ours."""
        for name in [name for name in os.environ if name.startswith(NOTED)]:
            del os.environ[name]
        os.environ |= {
            "HOME": str(self.home), "TMPDIR": str(self.home / "tmp"), "SVCCTL_STORE": str(self.folder / "store.db"),
            "SVCCTL_LANG": "zh", "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8", "TERM": "xterm",
        }  # fmt: skip
        for name in ("COLUMNS", "LINES", "NO_COLOR", "TZ"):
            os.environ.pop(name, None)
        os.environ |= case.env
        tempfile.tempdir = None

    def called(self, args: kinds.Args, stdin: bytes) -> properties.Said:
        """One command in this process; what it said."""
        from svcctl.cli import main

        said = [io.BytesIO(), io.BytesIO()]
        streams = [io.TextIOWrapper(each, encoding="utf-8", write_through=True) for each in said]
        kept = sys.stdin, sys.stdout, sys.stderr
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
        sys.stdout, sys.stderr = streams
        self.refusal = ""
        try:
            code = main(list(args))
        except BaseException as error:
            code = 99
            streams[1].write(f"Traceback {type(error).__name__}: {error}"[:300])
        finally:
            sys.stdin, sys.stdout, sys.stderr = kept
        out, err = (each.getvalue().decode("utf-8", "replace") for each in said)
        return properties.Said(code, out, err)


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def one(stage: Stage, case: kinds.Case) -> dict[str, Any]:
    """The case run and looked at: how it ended, what broke, its seconds."""
    store = stage.laid(case)
    stage.surrounded(case)
    os.chdir(stage.folder)
    there = set(stage.folder.rglob("*"))
    before = properties.facts(store)
    stage.watch.seen, stage.watch.place = [], str(stage.folder)
    started = _cpu()
    said = stage.called(case.args, case.stdin)
    seconds = _cpu() - started
    ended = f"{said.code} {stage.refusal}" if said.code == 2 else str(said.code)
    faults = [*properties.of_words(said, case.args), *_reports(stage)]
    if seconds > SECONDS:
        faults.append(f"slow: over {SECONDS} s ({case.args[0:2]})")
    faults += _files(stage, there)
    if "--store" not in case.args and not case.env:
        faults += _kept(stage, store, before, said)
    grown = case.after and said.code == 0 and properties.facts(store) not in (before, -1)
    if grown and not case.env and not faults:
        for args in case.after:
            faults += [f"{fault} [after: {' '.join(args)}]" for fault in _shown(stage, args, there)]
    stage.watch.place = ""
    faults += stage.watch.seen
    return {
        "ended": ended,
        "faults": list(dict.fromkeys(faults)),
        "seconds": seconds,
        "err": said.err[:2000],
    }


def _shown(stage: Stage, args: kinds.Args, there: set[Path]) -> Iterator[str]:
    started = _cpu()
    said = stage.called(args, b"")
    yield from properties.of_words(said, args)
    yield from _reports(stage)
    yield from _files(stage, there)
    if _cpu() - started > SECONDS:
        yield f"slow: over {SECONDS} s"
    for path in stage.folder.glob("out.*"):
        path.unlink()


def _reports(stage: Stage) -> Iterator[str]:
    """Stumbles, by the kind of the error and the innermost places."""
    for path in stage.folder.rglob("stumble-*.txt"):
        lines = path.read_text("utf-8").splitlines()[2:]
        kinds_ = [line for line in lines if not line.startswith("  ")]
        places = [line.strip() for line in lines if line.startswith("  ") and "/" in line]
        ours = [place for place in places if "svcctl" in place or "py:" in place]
        yield f"stumble {kinds_[-1] if kinds_ else ''} {' < '.join(reversed(ours[-3:]))}"
        path.unlink()


def _files(stage: Stage, there: set[Path]) -> Iterator[str]:
    for path in stage.folder.glob("out.*"):
        if path not in there and path.is_file():
            if path.read_bytes().startswith(b"SQLite format 3"):
                continue  # a store that was saved under that name
            try:
                yield from properties.of_file(path)
            except (ValueError, OSError, KeyError) as error:
                yield f"{path.suffix}: not readable {type(error).__name__} {error}"[:200]
    yield from (f"left behind: {path.name}" for path in stage.folder.rglob("*.part"))
    yield from (f"left in TMPDIR: {path.name[:3]}…" for path in (stage.home / "tmp").glob("*"))


def _kept(stage: Stage, store: Path, before: int, said: properties.Said) -> Iterator[str]:
    """Nothing recorded where the command refused; what was recorded verifies."""
    after = properties.facts(store)
    if said.code == 2 and before >= 0 and after != before:
        yield f"refused, and {after - before} facts recorded"
    if after != before and after >= 0:
        checked = stage.called(("audit", "verify", "--hashes"), b"")
        if checked.code:
            yield "store does not verify afterwards"


def bounded() -> None:
    """Memory and CPU of this process from now on: two seconds more each time it is asked."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(folder: str, given: str) -> None:
    """Answer each line of stdin, KIND SEED, with a line of JSON."""
    found = samples.read(Path(given))
    answers = os.fdopen(os.dup(1), "w")
    sys.dont_write_bytecode = True
    warnings.simplefilter("ignore")  # of zipfile, about doubled names
    tools = tempfile.mkdtemp(dir=folder)
    keygen = shutil.which("ssh-keygen")
    os.environ["PATH"] = tools
    if keygen:
        (Path(tools) / "ssh-keygen").symlink_to(keygen)
    stage_folder = Path(folder) / "stage"
    stage_folder.mkdir()
    stage = Stage(stage_folder, found, Watch())
    bounded()
    for line in sys.stdin:
        kind, seed = line.split()
        case = kinds.case_of(kind, int(seed), found)
        many = 1 + len(case.after)
        signal.setitimer(signal.ITIMER_PROF, SECONDS * many + SLACK)
        result = one(stage, case)
        signal.setitimer(signal.ITIMER_PROF, 0)
        del result["err"]
        answers.write(json.dumps(result) + "\n")
        answers.flush()


def again(kind: str, seed: int, found: Mapping[str, bytes], keep: Path | None) -> int:
    """One input once more: what it was, what was said, what broke."""
    case = kinds.case_of(kind, seed, found)
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        for name, content in case.files.items():
            path = keep / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    print(
        f"args {case.args!a}\nstore {case.store} env {dict(case.env)!a} stdin {case.stdin[:200]!r}"
    )
    if os.environ.get("FUZZ_TRACE"):
        _traced()
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        stack.callback(os.chdir, "/")
        result = one(Stage(Path(folder).resolve(), found, Watch()), case)
    print(f"{result['ended']} {result['seconds']:.2f} s\n{result['err']}")
    print("\n".join(result["faults"]))
    return 1 if result["faults"] else 0


def _traced() -> None:
    """The whole traceback of a stumble, to whoever mends it."""
    from traceback import print_exception

    from svcctl.desk import failing

    told = failing.report

    def report(error: BaseException, args: Any) -> str:
        print_exception(error, file=sys.__stderr__)
        return told(error, args)

    failing.report = report


if __name__ == "__main__":
    main(*sys.argv[1:])
