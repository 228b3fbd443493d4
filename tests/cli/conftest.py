"""Pages of people who do not exist, and the command as a process."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from rostra.cli import main

PAGE = """<!doctype html><html lang="en"><head><title>On the ferry</title>
<link rel="canonical" href="https://ministry.example/news/7"></head><body><article><h1>On the ferry: press conference by
Jonas Veldt, Minister of Harbours of Ardania, Velgrad, 6 August 2014</h1>
<p><b>Jonas Veldt:</b> Good day. The ferry between Velgrad and Salt Quay will run again from the first of May, and the harbour
fees will stay as they are until the end of the year.</p>
<p><b>Question:</b> Will the ferry also carry lorries, and who pays for the new ramp?</p>
<p><b>Jonas Veldt:</b> It will carry lorries up to ten tonnes. The ramp is paid for by both ports together.</p>
<p><b>Question:</b> When will you meet the fishermen?</p>
<p><b>Jonas Veldt:</b> We meet them next week, here in Velgrad, and I look forward to a frank talk.</p>
</article></body></html>
"""


@pytest.fixture
def ferry() -> str:
    """A page with a statement and two questions that are answered."""
    return PAGE


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with two good pages and one that is none."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a-ferry.html").write_text(PAGE)
    (folder / "b-empty.html").write_text("")
    (folder / "c-salt.html").write_text(PAGE.replace("ferry", "salt").replace("news/7", "news/8"))
    return folder


class Finished(NamedTuple):
    """How a command ended: its exit code and what it printed."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Finished]


@pytest.fixture
def rostra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in an empty folder, in this process: a process a command would make these tests slow."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("ROSTRA_")]:
        monkeypatch.delenv(name)

    def run(*arguments: str | Path, **environment: str) -> Finished:
        out, err = io.StringIO(), io.StringIO()
        with monkeypatch.context() as changes, redirect_stdout(out), redirect_stderr(err):
            for name, value in environment.items():
                changes.setenv(name, value)
            code = main([str(argument) for argument in arguments])
        return Finished(code, out.getvalue(), err.getvalue())

    return run


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """Runs the command as a person would: a process of its own."""

    def run(*arguments: str | Path) -> Finished:
        command = [sys.executable, "-m", "rostra", *map(str, arguments)]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
        return Finished(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def serve_mail() -> Iterator[Callable[..., int]]:
    """Starts a mail server on a free port of this machine, whose mails go to a handler of aiosmtpd, and gives the port."""
    from aiosmtpd.controller import Controller

    class OnFreePort(Controller):
        def _trigger_server(self) -> None:  # the first moment at which the port is known
            self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
            super()._trigger_server()

    running: list[Controller] = []

    def start(handler: object, **how: Any) -> int:
        controller = OnFreePort(handler, hostname="127.0.0.1", port=0, ready_timeout=60, **how)
        controller.start()
        running.append(controller)
        return controller.port

    yield start
    for controller in running:
        controller.stop()
