"""A PostgreSQL server of one's own, for tests and benchmarks: `python scripts/postgres_server.py` starts one until Ctrl-C.

It listens on a free port of this machine only, lies in a temporary folder, and is gone with it. Nothing in it survives a crash.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

_WHERE = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
GUARDED = "guarded"
"""Whom the server asks for a password, once there is a user of this name."""
_USERS = ("postgres", "nobody")
_START_S = 30.0
_SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "timezone": "UTC",
    "lc_messages": "C",
}
_DURABLE = {"fsync": "on", "full_page_writes": "on"}
"""What a newsroom's server has, for benchmarks."""


def find_programs() -> Path | None:
    """The folder of `initdb` and `postgres`, the newest there is; ``None`` where there is none."""
    folders = [Path(found).resolve().parent for found in [shutil.which("postgres")] if found]
    for pattern in _WHERE:
        folders += sorted(Path("/").glob(pattern.lstrip("/")), key=_age, reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


def _age(folder: Path) -> list[int]:
    return [int(part) for part in folder.parent.name.replace("-", ".").split(".") if part.isdigit()]


def why_not() -> str | None:
    """Why no server can be started here; ``None`` when one can."""
    if os.name == "nt":
        return "the tests' server is not started on Windows"
    if find_programs() is None:
        return "PostgreSQL is not installed (apt-get install postgresql)"
    if os.geteuid() == 0 and _servant() is None:
        return "PostgreSQL does not run as root, and there is no other user"
    return None


def _servant() -> str | None:
    """Whom the server runs as when we are root, as whom it refuses to run."""
    if os.geteuid() != 0:
        return None
    names = {user.pw_name for user in pwd.getpwall()}
    return next((name for name in _USERS if name in names), None)


@contextlib.contextmanager
def postgres_server(*, durable: bool = False) -> Iterator[str]:
    """Inside, a server runs; yields the URL of an empty database. The user `rostra` may do anything and needs no password.

    Raises:
        RuntimeError: it does not start; the message ends with its log.
    """
    programs, servant = find_programs(), _servant()
    if programs is None:
        raise RuntimeError(why_not())
    folder = Path(tempfile.mkdtemp(prefix="rostra-pg-"))
    if servant:
        shutil.chown(folder, servant)
    server: subprocess.Popen[bytes] | None = None
    try:
        _initialise(programs, folder, servant)
        for _ in range(3):  # somebody else may take the free port first
            port = _free_port()
            server = _start(programs, folder, servant, port, _SETTINGS | (_DURABLE if durable else {}))
            if _answers(server, programs, folder, port):
                break
        else:
            raise RuntimeError(f"PostgreSQL does not start: {(folder / 'log').read_text()[-2000:]}")
        yield f"postgresql://rostra@127.0.0.1:{port}/postgres"
    finally:
        if server is not None and server.poll() is None:
            server.terminate() if durable else server.send_signal(3)  # at once: nothing of it is kept
            server.wait(timeout=_START_S)
        shutil.rmtree(folder, ignore_errors=True)


def _initialise(programs: Path, folder: Path, servant: str | None) -> None:
    command = [
        programs / "initdb",
        "-D",
        folder / "data",
        "-U",
        "rostra",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "-N",
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, **_as(servant))
    if done.returncode:
        raise RuntimeError(f"initdb failed: {done.stderr or done.stdout}")
    admission = folder / "data" / "pg_hba.conf"
    admission.write_text(f"host all {GUARDED} all scram-sha-256\n{admission.read_text()}")


def _start(
    programs: Path, folder: Path, servant: str | None, port: int, settings: dict[str, str]
) -> subprocess.Popen[bytes]:
    command = [str(programs / "postgres"), "-D", str(folder / "data"), "-k", str(folder), "-p", str(port)]
    command += ["--listen_addresses=127.0.0.1", *(f"--{name}={value}" for name, value in settings.items())]
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **_as(servant))


def _as(servant: str | None) -> dict:
    """Options of a process that runs as this user, with none of our groups."""
    return {"user": servant, "group": pwd.getpwnam(servant).pw_gid, "extra_groups": []} if servant else {}


def _answers(server: subprocess.Popen[bytes], programs: Path, folder: Path, port: int) -> bool:
    ends = time.monotonic() + _START_S
    ask = [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    while server.poll() is None and time.monotonic() < ends:
        if subprocess.run(ask, check=False).returncode == 0:
            return True
        time.sleep(0.05)
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    if reason := why_not():
        sys.exit(f"No server: {reason}.")
    with contextlib.suppress(KeyboardInterrupt), postgres_server(durable="--durable" in sys.argv) as url:
        print(url, flush=True)
        while True:
            time.sleep(3600)
