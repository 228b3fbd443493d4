"""What all tests share: where the real pages are, and which tests cannot run here."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from postgres_server import postgres_server, why_not

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def _no_postgres() -> str | None:
    """Why tests with PostgreSQL cannot run; never in the continuous integration, where they must."""
    driver = None if importlib.util.find_spec("psycopg") else "psycopg is not installed"
    return None if os.environ.get("ROSTRA_NEED_POSTGRES") else driver or why_not()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs real pages, a browser or a server where there are none, and say why."""
    missing = {
        "corpus": None if (SHARED / "corpus").is_dir() else "the real pages (../shared) are not here",
        "browser": None if any(map(shutil.which, BROWSERS)) else "Chromium is not installed",
        "postgres": _no_postgres(),
    }
    for item in items:
        for marker, reason in missing.items():
            if reason and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages and gold beside the repository; only for tests marked ``corpus``."""
    return SHARED


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The real pages; only for tests marked ``corpus``."""
    return SHARED / "corpus"


@pytest.fixture(scope="session")
def examples() -> Path:
    """The project's own pages, of people who do not exist."""
    return ROOT / "examples" / "pages"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium; tests that ask for it are skipped where there is none."""
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The database of a server that runs as long as the tests; only for tests marked ``postgres``."""
    with postgres_server() as url:
        yield url


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[str]:
    """The address of an archive that is yet to be created, in a schema of its own that is dropped afterwards."""
    import psycopg

    schema = f"t{uuid4().hex[:12]}"
    yield f"{postgres_url}?schema={schema}"
    with psycopg.connect(postgres_url) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")  # type: ignore[arg-type]
