"""Saved pages are shown as text with the place marked, and as themselves, powerless."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

from asking import Client, get
from litestar.testing import TestClient

import rostra
from rostra.web import create_app


def test_capture_is_shown_as_text_with_the_place_marked(client: Client, sha256: str) -> None:
    page = get(client, f"/captures/{sha256}?find={quote('It will run from March')}")
    assert "&lt;b&gt;from" in page
    assert re.search(r'<mark id="found">It will run .*March</mark>', page)
    assert "does not stand in the source" in get(client, f"/captures/{sha256}?find=elephants")


def test_captured_page_keeps_its_own_encoding(tmp_path: Path) -> None:
    """A charset in the header would overrule what the page declares."""
    words = "<h1>Паром</h1><p><b>Вопрос:</b> Когда пойдёт паром?</p><p><b>Ответ:</b> Весной, как и договорились.</p>"
    page = tmp_path / "ferry.html"
    page.write_bytes(f'<html><head><meta charset="windows-1251"></head><body>{words}</body></html>'.encode("cp1251"))
    location = str(tmp_path / "record.sqlite")
    with rostra.open(location) as archive:
        archive.add([page])
        statement = archive.get_statement(archive.find_statements().items[0].id)
    capture = f"/captures/{statement.transcript.source.sha256}"
    with TestClient(create_app(location)) as visitor:
        framed = visitor.get(f"{capture}/page")
        assert framed.headers["content-type"] == "text/html"
        assert framed.content == page.read_bytes()
        assert visitor.get(f"{capture}/download").headers["content-type"] == "application/octet-stream"
        for query in ("", f"?statement={statement.id}", "?statement=nothing"):
            assert "Когда пойдёт паром" in get(visitor, capture + query)


def test_title_is_marked_where_it_is_printed(tmp_path: Path) -> None:
    title = (
        "Press conference of the harbour minister after the talks on ferries, fees, lamps and the new ramp in Velgrad"
    )
    page = tmp_path / "long.html"
    page.write_text(f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>It will run.</p></body></html>")
    location = str(tmp_path / "record.sqlite")
    with rostra.open(location) as archive:
        archive.add([page])
        statement = archive.get_statement(archive.find_statements().items[0].id)
    with TestClient(create_app(location)) as visitor:
        reader = get(visitor, f"/statements/{statement.id}")
        href = unescape(re.search(r'href="([^"]*find=Press[^"]*)#found"', reader)[1])  # type: ignore[index]
        assert f'&lt;h1&gt;<mark id="found">{title}</mark>' in get(visitor, href)


def test_captured_page_is_powerless(client: Client, sha256: str) -> None:
    response = client.get(f"/captures/{sha256}/page")
    policy = response.headers["content-security-policy"]
    assert policy.startswith("sandbox;")
    assert "script" not in policy
    assert "allow" not in policy
    download = client.get(f"/captures/{sha256}/download")
    assert download.headers["content-disposition"].startswith("attachment")
