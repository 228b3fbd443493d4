"""Pages uploaded at the desk: read as `rostra add` reads files, bounded, each told what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest
from desk import let_in, log_in, token_of
from litestar.testing import TestClient

import rostra
from rostra.web import create_app

PAGE = """<!doctype html><html lang="en"><head><title>On the ferry</title></head><body><article>
<h1>On the ferry: press conference by Jonas Veldt, Velgrad, 6 August 2014</h1>
<p><b>Jonas Veldt:</b> Good day. The ferry between Velgrad and Salt Quay will run again from the first of May.</p>
<p><b>Question:</b> Will the ferry also carry lorries, and who pays for the new ramp?</p>
<p><b>Jonas Veldt:</b> It will carry lorries up to ten tonnes. The ramp is paid for by both ports together.</p>
</article></body></html>"""
TALK = b"# Talk on the salt\n\n**Mira Holt:** The salt is sold.\n\n**Question:** To whom?\n\n**Mira Holt:** To all."


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient[Any]]:
    location = str(tmp_path / "record.sqlite")
    rostra.open(location).record.close()
    let_in(location)
    with TestClient(create_app(location)) as client:
        log_in(client)
        yield client


def upload(client: TestClient[Any], *files: tuple[str, bytes]) -> tuple[int, str]:
    data = {"token": token_of(client.get("/edit/upload").text)}
    answer = client.post("/edit/upload", data=data, files=[("files", file) for file in files])
    return answer.status_code, unescape(answer.text)


def test_each_file_is_told_what_became_of_it(client: TestClient[Any]) -> None:
    binary = b"\x00\xff\xfe binary \x00" * 20
    files = [("../../ferry.html", PAGE.encode()), ("talk.md", TALK), ("empty.txt", b""), ("<b>x</b>.html", binary)]
    status, page = upload(client, *files)
    assert status == 200
    ferry, talk = re.findall(r'href="(/edit/statements/\w+)">a new statement', page)
    assert page.count("not taken") == 2
    assert "<b>x" not in page
    assert "Jonas Veldt" in client.get(ferry).text
    assert "Mira Holt" in client.get(talk).text
    assert f'href="{ferry}">already here' in upload(client, ("ferry.html", PAGE.encode()))[1]
    changed = upload(client, ("ferry.html", PAGE.replace("ten tonnes", "twelve tonnes").encode()))[1]
    assert f'href="{ferry}">a new version' in changed
    assert "rostra-upload-" not in client.get(f"/statements/{ferry.rpartition('/')[2]}").text


def test_bounds(client: TestClient[Any]) -> None:
    assert upload(client)[0] == 422
    assert upload(client, *((f"{n}.txt", b"x") for n in range(21)))[0] == 422
    status, page = upload(client, ("large.html", b"x" * (5 * 1024 * 1024 + 1)), ("ferry.html", PAGE.encode()))
    assert status == 200
    assert "It is larger than" in page
    assert "a new statement" in page
    assert upload(client, *((f"{n}.html", b"x" * 4_900_000) for n in range(7)))[0] == 413


def test_without_the_token_or_the_role_nothing_is_taken(client: TestClient[Any]) -> None:
    files = [("files", ("ferry.html", PAGE.encode()))]
    assert client.post("/edit/upload", files=files).status_code == 403
    reader = TestClient(client.app)
    log_in(reader, "reader")
    data = {"token": token_of(reader.get("/edit/account").text)}
    assert reader.post("/edit/upload", data=data, files=files).status_code == 403
    assert reader.get("/edit/upload").status_code == 403
    assert client.app.state["site"].shelf.archive.count().statements == 0


def test_who_sends_too_much_hears_it_when_it_is_sent(tmp_path: Path, serving: Any) -> None:
    """A server that answers early and hangs up leaves the browser, or a proxy, with a broken line in place of a page."""
    location = str(tmp_path / "record.sqlite")
    let_in(location)
    with serving(location) as base, httpx.Client(base_url=base) as client:
        log_in(client)
        token = token_of(client.get("/edit/upload").text)
        files = [("files", (f"{n}.html", b"x" * 4_900_000)) for n in range(8)]
        told = client.post("/edit/upload", data={"token": token}, files=files)
        assert told.status_code == 413
        assert "at most 34 MB" in told.text
        client.cookies.clear()
        told = client.post("/edit/upload", data={"token": token}, files=files[:6])
        assert told.status_code == 403
        assert "not logged in" in told.text
