"""A server that misbehaves, and visitors of it whose time passes when they sleep."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from misbehaving import MisbehavingServer
from visiting import Make, Time

from rostra.collect.fetch import Fetcher, FetchOptions


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    server = MisbehavingServer()
    yield server
    server.close()


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def make(time: Time) -> Make:
    def make(**options: Any) -> Fetcher:
        return Fetcher(FetchOptions(**{"most_bytes": 100_000, "tries": 1, **options}), clock=time.clock)

    return make
