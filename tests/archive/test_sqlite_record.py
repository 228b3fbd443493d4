from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conformance import RecordSuite

from rostra.archive import Record, open_record


class TestFile(RecordSuite):
    @pytest.fixture
    def record(self, tmp_path: Path) -> Iterator[Record]:
        record = open_record(tmp_path / "record.sqlite")
        yield record
        record.close()


class TestMemory(RecordSuite):
    @pytest.fixture
    def record(self) -> Iterator[Record]:
        record = open_record(":memory:")
        yield record
        record.close()
