"""The server: tells its address when it answers, serves many readers at once, stops when it is asked to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SCRIPT = "import sys; from rostra.web import serve; serve(sys.argv[1], port=0, on_ready=lambda a: print(a, flush=True))"


def test_serve_tells_its_address_and_stops_quietly(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "empty.sqlite")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            with urllib.request.urlopen(address, timeout=20) as answer:
                assert "ready for the record" in answer.read().decode()
        finally:
            os.kill(server.pid, signal.SIGINT)
        assert server.wait(20) == 0
        assert server.stderr is not None
        assert server.stderr.read() == ""


def test_many_readers_at_once(address: str, ids: dict[str, str]) -> None:
    paths = [
        "/",
        "/search?q=night",
        f"/statements/{ids['conference']}",
        "/archive",
        "/people/mara-velden",
        "/about",
    ] * 10

    def read(path: str) -> int:
        request = urllib.request.Request(address + path, headers={"User-Agent": "Mozilla/5.0"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)

    with ThreadPoolExecutor(16) as readers:
        assert set(readers.map(read, paths)) == {200}
