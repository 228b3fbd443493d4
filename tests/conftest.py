"""What all tests share: where the real pages are, and which tests cannot run here."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs real pages or a browser where there are none, and say why."""
    missing = {
        "corpus": None if (SHARED / "corpus").is_dir() else "the real pages (../shared) are not here",
        "browser": None if any(map(shutil.which, BROWSERS)) else "Chromium is not installed",
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
