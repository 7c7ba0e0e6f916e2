"""The program: `svcctl` and `python -m svcctl`."""

import atexit
import gc
import os
import sys


def run() -> int:
    """Run one command; loading makes no garbage, so none is looked for meanwhile."""
    gc.disable()
    _say_chinese()
    _heed_the_end()
    from svcctl.cli import main

    gc.freeze()
    # facts make none either, and a long record has a million objects to look through each time:
    # with Python's 700 a list of 50,000 incidents took half as long again; what a command loads and
    # works out of one contract stays below a hundred thousand
    gc.set_threshold(100_000, 20, 20)
    gc.enable()
    return _left(main())


def _left(code: int) -> int:
    """End here: to take apart what was loaded, as Python does next, is a tenth of a short command.

    The ordinary end, with the code, where a thread still works, someone measures or output is stuck.
    """
    threads = sys.modules.get("threading")
    if sys.getprofile() or sys.gettrace() or (threads and threads.active_count() > 1):
        return code
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):  # None, closed, or full: told by now
        return code
    os._exit(code)


def _say_chinese() -> None:
    """Begin anew in UTF-8 where the locale (C without Python's help, Latin-1) has no Chinese."""
    # arguments could be decoded and output be told its encoding, but names of files could not:
    # Python takes them by the locale for as long as it runs
    try:
        "付".encode(sys.getfilesystemencoding())
    except UnicodeEncodeError:
        if os.name == "posix" and sys.executable and not getattr(sys, "frozen", False):
            os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _heed_the_end() -> None:
    """What ends a program from outside ends it as Ctrl-C does: half-written files are cleared."""
    import signal

    def end(number: int, _: object) -> None:
        raise KeyboardInterrupt(number)

    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, end)


if __name__ == "__main__":
    raise SystemExit(run())
