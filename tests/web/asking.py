"""What the tests of this folder ask of the site: one address of every route."""

from __future__ import annotations

from typing import Any

from litestar.testing import TestClient

from rostra.web.data import ENDINGS
from rostra.web.files.rooms import LISTED

Client = TestClient[Any]
MEASURES = ("concordance", "collocates", "trends", "distinctive")
ADDRESSES = (
    "/",
    "/statements/{one}",
    "/statements/{one}/t2",
    "/statements/{one}/print",
    "/statements/{one}/card.png",
    "/statements/{one}/t3/card.png",
    "/statements/{one}/t3/embed",
    "/oembed?url=https://record.example.org/statements/{one}/t3",
    "/statements/{one}/beside",
    "/statements/{one}/versions",
    "/statements/{one}/versions/1",
    "/edited",
    "/feeds/edited.atom",
    "/feeds/edited.json",
    "/feeds/all.atom",
    "/feeds/all.json",
    "/feeds/sections/news.atom",
    "/feeds/categories/minister.json",
    "/feeds/tags/ferries.atom",
    "/feeds/places/port-sorrow.atom",
    "/feeds/people/mara-velden.json",
    "/feeds/kinds/press_conference.atom",
    "/feeds/languages/en.json",
    "/feeds/organisations/velmora.atom",
    "/sitemap.xml",
    "/sitemaps/pages-1.xml",
    "/robots.txt",
    *(f"{path}{ending}" for path in LISTED for ending in ENDINGS),
    "/opensearch.xml",
    "/sections",
    "/sections/editor-s-column",
    "/categories",
    "/categories/minister",
    "/tags",
    "/tags/ferries",
    "/places",
    "/places/port-sorrow",
    "/organisations",
    "/organisations/velmora",
    "/kinds",
    "/kinds/press_conference",
    "/languages",
    "/languages/en",
    "/archive",
    "/archive/2016",
    "/archive/2016/03",
    "/people",
    "/people/mara-velden",
    "/search",
    "/search?q=night",
    *(f"/search.{ending}?q=night" for ending in ("csv", "tsv", "json", "jsonl", "atom", "feed.json")),
    "/searches",
    *(f"/{name}?q=night" for name in MEASURES),
    *(f"/{name}.{style}?q=night" for name in MEASURES for style in ("csv", "tsv", "json")),
    "/captures/{sha256}",
    "/captures/{sha256}/page",
    "/captures/{sha256}/download",
    "/about",
)
"""One of every route, with places for the id of the conference and the digest of its page."""


def get(client: Client, path: str, status: int = 200, **more: Any) -> str:
    response = client.get(path, follow_redirects=False, **more)
    assert response.status_code == status, (path, response.status_code, response.text[:300])
    return response.text.replace("&#x2f;", "/")  # the templates write a slash as a reference


def paths(ids: dict[str, str], sha256: str) -> list[str]:
    """One address of every route."""
    return [address.format(one=ids["conference"], sha256=sha256) for address in ADDRESSES]
