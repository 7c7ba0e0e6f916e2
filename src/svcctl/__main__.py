"""The program: `svcctl` and `python -m svcctl`."""

import gc


def run() -> int:
    """Run one command; loading makes no garbage, so none is looked for meanwhile."""
    gc.disable()
    from svcctl.cli import main

    gc.freeze()
    gc.enable()
    return main()


if __name__ == "__main__":
    raise SystemExit(run())
