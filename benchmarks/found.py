"""What finding and showing the site costs: feeds, sitemaps, pictures, data. Median of seven askings without a network.

python benchmarks/found.py rostra.sqlite
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Iterator
from typing import Any

from litestar.testing import TestClient

import rostra
from rostra.web import SiteSettings, create_app
from rostra.web.cards import draw

BASE = "https://record.example.org"
ASKED = 7


def paths(location: str) -> Iterator[str]:
    """One address of each sort, the statement one with many questions."""
    with rostra.open(location) as archive:
        cards = archive.find_statements(kind="press_conference", limit=500).items
        one = max(cards, key=lambda card: card.questions).id
        turn = next(turn.id for turn in archive.get_statement(one).transcript.turns if turn.role == "answer")
        person, tag = archive.persons()[0].slug, archive.tally("tag")[0].slug
    yield from ("/feeds/all.atom", "/feeds/all.json", f"/feeds/people/{person}.atom", f"/feeds/tags/{tag}.atom")
    yield from ("/sitemap.xml", "/sitemaps/statements-all.xml", "/sitemaps/pages-1.xml")
    yield from (f"/statements/{one}", f"/statements/{one}/{turn}", f"/statements/{one}/{turn}/embed")
    yield from (f"/statements/{one}/{turn}/card.png", f"/oembed?url={BASE}/statements/{one}/{turn}")
    yield from ("/people.json", "/tags.json", "/archive.csv")


def ask(client: TestClient[Any], path: str) -> str:
    """A line of the table."""
    times = []
    for _ in range(ASKED):
        draw.cache_clear()  # a picture is drawn each time
        begun = time.perf_counter()
        answer = client.get(path)
        times.append((time.perf_counter() - begun) * 1000)
    block = re.search(r'ld\+json">(.*?)</script>', answer.text)
    linked = f", JSON-LD {len(block[1]) / 1000:.1f} kB" if block else ""
    return f"{path:50.50} {len(answer.content) / 1000:7.1f} kB {sorted(times)[ASKED // 2]:7.1f} ms{linked}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive")
    location = parser.parse_args().archive
    with TestClient(create_app(location, site=SiteSettings(base_url=BASE))) as client:
        for path in paths(location):
            print(ask(client, path))


if __name__ == "__main__":
    main()
