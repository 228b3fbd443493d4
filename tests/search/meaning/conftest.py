"""A small record that was prepared for search by meaning."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import FakeRecord, fill_with_harbour

from rostra.search import Index, open_index
from rostra.search.meaning import Meaning
from rostra.search.meaning.model import is_installed


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not is_installed():
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="needs the extra semantic"))


@pytest.fixture(scope="module")
def record() -> FakeRecord:
    made = FakeRecord()
    fill_with_harbour(made)
    return made


@pytest.fixture(scope="module")
def index(record: FakeRecord) -> Index:
    return open_index(record, ":memory:")


@pytest.fixture(scope="module")
def meaning(record: FakeRecord) -> Meaning:
    made = Meaning(record, ":memory:")
    made.prepare(workers=1)
    return made
