"""An archive of invented statements, the site over it, and a browser where there is one."""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

import rostra
from rostra.web import SiteSettings, create_app

sys.path.append(str(Path(__file__).parent))  # for what the tests of this folder share
import samples


@pytest.fixture(scope="session")
def ids() -> dict[str, str]:
    """The statement's id by the name of its sample; filled by `location`."""
    return {}


@pytest.fixture(scope="session")
def location(tmp_path_factory: pytest.TempPathFactory, ids: dict[str, str]) -> str:
    """An archive with every sample."""
    path = str(tmp_path_factory.mktemp("site") / "record.sqlite")
    with rostra.open(path) as archive:
        for sample in samples.ALL:
            ids[sample.__name__] = archive.record.add(sample()).statement_id
    return path


@pytest.fixture(scope="session")
def client(location: str) -> Iterator[TestClient[Any]]:
    """A visitor of the full archive."""
    with TestClient(create_app(location, site=SiteSettings(base_url="https://record.example.org"))) as client:
        yield client


@pytest.fixture(scope="session")
def sha256(client: TestClient[Any], ids: dict[str, str]) -> str:
    """The digest of the conference's page."""
    return str(client.get(f"/statements/{ids['conference']}.json").json()["source"]["sha256"])


@pytest.fixture
def empty_client(tmp_path: Path) -> Iterator[TestClient[Any]]:
    """A visitor of an archive that holds nothing."""
    with TestClient(create_app(str(tmp_path / "empty.sqlite"))) as client:
        yield client


@pytest.fixture(scope="session")
def address(location: str) -> Iterator[str]:
    """The full archive, served on a free port of this machine."""
    with Serving(location) as base:
        yield base


class Serving:
    """A server in a thread; a context manager that gives its address."""

    def __init__(self, location: str) -> None:
        import uvicorn

        self.socket = socket.create_server(("127.0.0.1", 0))
        self.server = uvicorn.Server(uvicorn.Config(create_app(location), log_level="warning"))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]}, daemon=True)

    def __enter__(self) -> str:
        self.thread.start()
        until = time.monotonic() + 60
        while not self.server.started and time.monotonic() < until:
            time.sleep(0.02)
        assert self.server.started
        return f"http://127.0.0.1:{self.socket.getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self.thread.join(10)
        self.socket.close()


@pytest.fixture(scope="session")
def serving() -> type[Serving]:
    """For archives of a module's own."""
    return Serving
