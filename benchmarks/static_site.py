"""How fast a site becomes files, how fast a change reaches them, and what searching them loads.

    python benchmarks/static_site.py ARCHIVE                      make the site of a copy of the archive, then change one statement
    python benchmarks/static_site.py ARCHIVE --times 20 --seconds 120
                                                                  the same of 20 copies of each statement, stopped after two minutes

A site that was stopped counts as made, so that a change can be measured against all of it. Queries are searched in Chromium.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import json
import random
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import rostra
from rostra.web import SiteSettings
from rostra.web.files import build_site, building, processes

SETTINGS = SiteSettings(base_url="https://record.example.org")
QUERIES = ("government", "humanitarian corridor", '"prime minister"', "econom*", "speaker:smith tax", "zimbabwe")
TABLES = ("statements", "versions", "statement_terms", "appearances", "changes")


def multiply(location: Path, times: int) -> None:
    """Give each statement `times` - 1 copies under ids of their own, each some weeks earlier than the last; turns are left out."""
    connection = sqlite3.connect(location)
    connection.execute("PRAGMA foreign_keys = OFF")
    for copy in range(1, times):
        for table in TABLES:
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            values = {name: name for name in names}
            values["id" if table == "statements" else "statement"] += f" || 'x{copy}'"
            if table == "statements":
                values["key"] = f"key || ' {copy}'"
                values["date"] = f"CASE length(date) WHEN 10 THEN date(date, '-{copy * 17} days') ELSE date END"
            if table == "changes":
                values["sequence"] = f"sequence + {copy * 10_000_000}"
            chosen = ", ".join(values.values())
            own = "id" if table == "statements" else "statement"
            connection.execute(
                f"INSERT INTO {table} ({', '.join(names)}) SELECT {chosen} FROM {table} WHERE length({own}) = 10"
            )
        connection.commit()
    connection.close()


@contextmanager
def stopped_after(seconds: float) -> Iterator[list[float]]:
    """Hand out no more pages after so many seconds; all that was not made counts as made.

    Gives the share of the starts that was made, and how many were not.
    """
    share = [1.0, 0.0]
    whole = processes.in_processes

    def some(job: Any, items: Any, workers: int, chunk: int) -> Iterator[Any]:
        items = list(items)
        if not items or not isinstance(items[0], str) or not seconds:
            yield from whole(job, items, workers, chunk)
            return
        random.Random(1).shuffle(items)
        began, handed = time.monotonic(), 0

        def coming() -> Iterator[str]:
            nonlocal handed
            for item in items:
                if time.monotonic() - began > seconds:
                    return
                handed += 1
                yield item

        yield from whole(job, coming(), workers, chunk)
        share[:] = handed / len(items), len(items) - handed
        for item in items[handed:]:
            yield building.Made(start=item, files=("-",), written=0, size_bytes=0)

    building.in_processes = some  # type: ignore[attr-defined]
    try:
        yield share
    finally:
        building.in_processes = whole  # type: ignore[attr-defined]


def measure_searches(out: Path) -> Iterator[dict[str, Any]]:
    """What a first query loads, beside the page with its style and script, and how long it takes."""
    from playwright.sync_api import sync_playwright

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(out)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for query in QUERIES:
            page = browser.new_context().new_page()
            weights: dict[str, int] = {}
            page.on("response", lambda answer, w=weights: w.__setitem__(answer.url, len(answer.body())))
            began = time.monotonic()
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/search/index.html?q={quote(query)}")
            page.wait_for_selector("#answers[data-done]", state="attached", timeout=60_000)
            took = time.monotonic() - began
            page.wait_for_timeout(200)
            index = sum(size for url, size in weights.items() if "/search/" in url and "index.html" not in url)
            told = page.locator("#answers [role=status]").inner_text()
            all_of_it = sum(weights.values())
            yield {
                "query": query,
                "index_kb": index / 1e3,
                "in_all_kb": all_of_it / 1e3,
                "s": round(took, 2),
                "told": told,
            }
        browser.close()
    server.shutdown()


def main() -> None:
    """Print the figures as JSON, one a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--times", type=int, default=1, help="copies of each statement")
    parser.add_argument("--seconds", type=float, default=0, help="stop making pages after so long; 0 makes all")
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.archive.parent) as folder:
        location, out = Path(folder) / "record.sqlite", Path(folder) / "public"
        with rostra.open(chosen.archive) as archive:
            archive.back_up(str(location))
        multiply(location, chosen.times)
        with rostra.open(location) as archive:
            statement = archive.find_statements(limit=1, offset=100).items[0].id
            print(json.dumps({"statements": archive.count().statements}), flush=True)
        began = time.monotonic()
        marks = {"index": 0.0}
        with stopped_after(chosen.seconds) as share:
            built = build_site(
                str(location), out, settings=SETTINGS, workers=chosen.workers,
                on_progress=lambda progress: marks.__setitem__("index", time.monotonic()) if not progress.source else None,
            )  # fmt: skip
        took, indexed = time.monotonic() - began, marks["index"] - began
        pages = built.pages - int(share[1])
        told = {
            "share": round(share[0], 3),
            "pages": pages,
            "mb": round(built.size_bytes / 1e6),
            "s": round(took, 1),
        }
        indexing = {"of_it_reading_and_indexing_s": round(indexed, 1)}
        print(json.dumps({**told, **indexing, "pages_a_second": round(pages / (took - indexed))}), flush=True)
        for turn in ("first", "second"):
            with rostra.open(location) as archive:
                archive.correct(
                    statement, "field", {"field": "title", "value": f"The {turn} title"}, by="b", why="measured"
                )
            began = time.monotonic()
            built = build_site(str(location), out, settings=SETTINGS, workers=chosen.workers)
            told = {"a_change_s": round(time.monotonic() - began, 2), "pages": built.pages, "written": built.written}
            print(json.dumps(told), flush=True)
        for line in measure_searches(out):
            print(json.dumps(line, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
