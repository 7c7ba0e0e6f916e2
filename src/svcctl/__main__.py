"""The program: `svcctl` and `python -m svcctl`."""

import gc


def run() -> int:
    """Run one command; loading makes no garbage, so none is looked for meanwhile."""
    gc.disable()
    _heed_the_end()
    from svcctl.cli import main

    gc.freeze()
    gc.enable()
    return main()


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
