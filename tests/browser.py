"""A headless Chromium spoken to over two pipes, with no library between: pages as people see, type and print them."""

from __future__ import annotations

import base64
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--remote-debugging-pipe")  # fmt: skip


def installed() -> str | None:
    """The browser's path; nothing where there is none, or pipes cannot be handed over (Windows)."""
    found = (shutil.which(name) for name in NAMES)
    return next(filter(None, found), None) if os.name == "posix" else None


class Tab:
    """One page: what it is asked, and everything that its console said."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back = to, back
        self._read = b""
        self._number = 0
        self._session = ""
        self.complaints: list[str] = []
        self.asked_for: list[str] = []
        self._loaded = False
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        for part in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{part}.enable")

    def ask(self, method: str, **values: Any) -> dict[str, Any]:
        """The browser's answer to one question of its protocol."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": values}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            said = self._next()
            if said.get("id") == self._number:
                assert "error" not in said, said
                return said["result"]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._read:
            more = os.read(self._back, 1 << 16)
            assert more, "the browser ended"
            self._read += more
        text, _, self._read = self._read.partition(b"\0")
        said = json.loads(text)
        self._note(said.get("method", ""), said.get("params", {}))
        return said

    def _note(self, method: str, values: dict[str, Any]) -> None:
        if method in ("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"):
            self.complaints.append(json.dumps(values))
        if method == "Network.requestWillBeSent":
            self.asked_for.append(values["request"]["url"])
        self._loaded = self._loaded or method == "Page.loadEventFired"

    def open(self, path: Path, width: int, dark: bool = False) -> None:
        """A file as it looks at a width, by day or by night."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=width < 500,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", media="", features=[scheme])
        self._loaded = False
        self.ask("Page.navigate", url=path.as_uri())
        while not self._loaded:
            self._next()

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        found = self.ask(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def press(self, key: str) -> None:
        """One key, down and up."""
        known = {"Tab": ("Tab", 9, ""), "Enter": ("Enter", 13, "\r")}[key]
        values = {"key": key, "code": known[0], "windowsVirtualKeyCode": known[1]}
        self.ask("Input.dispatchKeyEvent", type="keyDown", text=known[2], **values)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **values)

    def close(self) -> None:
        """Let the browser end by itself, so that it leaves nothing running."""
        self._session = ""
        self.ask("Browser.close")
        while os.read(self._back, 1 << 16):
            pass

    def picture(self, path: Path) -> None:
        """The whole page as a picture."""
        shot = self.ask("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(shot["data"]))

    def printed(self, path: Path) -> None:
        """The page on paper, as its own style asks for it."""
        made = self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        path.write_bytes(base64.b64decode(made["data"]))


@contextmanager
def browser(folder: Path) -> Iterator[Tab]:
    """A browser with a profile of its own, ended with the block."""
    path = installed()
    assert path
    orders, to = os.pipe()
    back, answers = os.pipe()
    quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
    # it reads its orders from descriptor 3 and answers on 4
    pipes = [(os.POSIX_SPAWN_DUP2, orders, 3), (os.POSIX_SPAWN_DUP2, answers, 4)]
    command = [path, *FLAGS, f"--user-data-dir={folder / 'profile'}", "about:blank"]
    process = os.posix_spawn(path, command, os.environ, file_actions=[*quiet, *pipes])
    os.close(orders)
    os.close(answers)
    try:
        tab = Tab(to, back)
        yield tab
        tab.close()
    finally:
        os.close(to)  # without anyone to give it orders the browser ends
        os.waitpid(process, 0)
        os.close(back)
