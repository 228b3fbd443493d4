"""A server that misbehaves, a record in memory, and days that pass."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from misbehaving import MisbehavingServer
from visiting import Days

from rostra.archive import Record, open_record


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    server = MisbehavingServer()
    yield server
    server.close()


@pytest.fixture
def record() -> Iterator[Record]:
    record = open_record(":memory:")
    yield record
    record.close()


@pytest.fixture
def days() -> Days:
    return Days()
