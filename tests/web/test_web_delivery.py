"""Every answer goes out under a strict policy, once, and light."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from asking import Client, get, paths

import rostra


def test_every_answer_is_under_a_strict_policy(client: Client) -> None:
    for path in ("/", "/nowhere", "/static/site.css", "/statements/none"):
        headers = client.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'"), path
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"]


def test_no_inline_style_or_script(client: Client, ids: dict[str, str], sha256: str) -> None:
    for path in paths(ids, sha256):
        if path.endswith(("/page", "/download", ".json", ".md", ".csv")):
            continue
        page = get(client, path)
        assert not re.search(r"<style|\sstyle=|\son\w+=\"|<script(?! type=\"application/ld\+json\"|[^>]*src=)", page), (
            path
        )


def test_known_pages_are_not_sent_again(client: Client) -> None:
    tag = client.get("/about").headers["etag"]
    again = client.get("/about", headers={"if-none-match": tag})
    assert again.status_code == 304
    assert again.content == b""


def test_static_files_are_kept_under_their_fingerprint(client: Client) -> None:
    sheet = re.search(r'href="(/static/site\.css\?v=\w+)"', get(client, "/"))
    assert sheet is not None
    assert "immutable" in client.get(sheet.group(1)).headers["cache-control"]
    assert "immutable" not in client.get("/static/site.css").headers.get("cache-control", "")


def test_a_page_weighs_at_most_60_kb(client: Client, ids: dict[str, str]) -> None:
    """As it goes over the wire: the page with every file that it may ask for, each compressed as the site compresses it."""
    static = Path(rostra.__file__).parent / "web" / "static"
    assets = sum(len(gzip.compress(file.read_bytes())) for file in static.iterdir() if file.is_file())
    for path in ("/", f"/statements/{ids['conference']}", "/search?q=week", "/archive", "/people"):
        assert len(gzip.compress(get(client, path).encode())) + assets <= 60_000, path
