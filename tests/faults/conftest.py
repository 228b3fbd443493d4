"""These tests share a module. `make torture` runs the long form of each: ROSTRA_TORTURE=1."""

import os
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))


@pytest.fixture(scope="session")
def long() -> bool:
    """Whether to run the long forms."""
    return os.environ.get("ROSTRA_TORTURE") == "1"


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory, long: bool) -> list[Path]:
    """Two folders: pages of people who do not exist, and the same addresses later, every other one edited."""
    from havoc import write_pages

    return write_pages(tmp_path_factory.mktemp("pages"), 40 if long else 16)


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, pages: list[Path]) -> Path:
    """The archive that a run without any fault makes."""
    from havoc import add

    location = tmp_path_factory.mktemp("undisturbed") / "record.sqlite"
    run = add(location, pages)
    assert run.returncode == 0, run.stderr
    return location
