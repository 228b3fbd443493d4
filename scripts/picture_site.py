"""Take the README's pictures: the site over the example pages, in Chromium, into docs/pictures.

.venv/bin/python scripts/picture_site.py
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

import rostra
from rostra.web import SiteSettings, create_app

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
MOST_BYTES = 250_000
"""What a README may ask a reader to load for one picture."""


def main() -> int:
    """Take all pictures; the exit code is 1 when one is too heavy or there is no browser."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("Chromium is not installed: apt-get install chromium", file=sys.stderr)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        location = str(Path(folder) / "examples.sqlite")
        statement = build(location)
        addresses = {"home": "/", "statement": f"/statements/{statement}", "search": "/search?q=ferry"}
        with served(location) as base:
            take(browser, {name: base + address for name, address in addresses.items()})
    return report(list(addresses))


def build(location: str) -> str:
    """An archive of the examples; the id of its most read interview."""
    with rostra.open(location) as archive:
        archive.add([ROOT / "examples" / "pages"])
        return archive.find_statements(kind="interview", order="views", limit=1).items[0].id


@contextmanager
def served(location: str) -> Iterator[str]:
    """The site on a free port of this machine, under a name that shows in no picture."""
    app = create_app(location, site=SiteSettings(base_url="https://record.example.org"))
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def take(browser: str, addresses: dict[str, str]) -> None:
    """A picture of each address in a window of a desk."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=QUIET)
        page = chromium.new_page(viewport={"width": 1280, "height": 860}, color_scheme="light")
        for name, address in addresses.items():
            page.goto(address)
            page.screenshot(path=PICTURES / f"{name}.png")
        chromium.close()


def report(names: list[str]) -> int:
    """Print what each picture weighs; 1 when one weighs too much."""
    sizes = {name: (PICTURES / f"{name}.png").stat().st_size for name in names}
    for name, size_bytes in sizes.items():
        print(f"docs/pictures/{name}.png {size_bytes // 1000} kB")
    return int(max(sizes.values()) > MOST_BYTES)


if __name__ == "__main__":
    sys.exit(main())
