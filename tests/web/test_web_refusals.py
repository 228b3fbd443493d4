"""What is hostile, malformed, missing or our own fault is answered all the same, and harmlessly."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest
import samples
from asking import Client, get
from litestar.testing import TestClient

from rostra.web import create_app


def test_hostile_content_is_escaped_on_every_page(client: Client, ids: dict[str, str]) -> None:
    one = ids["hostile"]
    sha = json.loads(get(client, f"/statements/{one}.json"))["source"]["sha256"]
    lists = ["/", "/sections", "/tags", "/categories", "/places", "/people", "/about", "/archive/2014/01"]
    more = [f"/statements/{one}{end}" for end in ("", "/t1", "/t2", "/print", "/versions")]
    asked = [
        f"/search?q={quote(samples.HOSTILE)}",
        f"/search?q=alert&order={quote(samples.HOSTILE)}",
        f"/captures/{sha}?find={quote(samples.HOSTILE)}&statement={quote(samples.HOSTILE)}",
    ]
    for path in [*lists, *more, *asked]:
        page = get(client, path)
        assert "alert" in page, path
        assert "<script>alert" not in page, path
        assert "<img" not in page, path
        assert "{{ 7 * 7 }}" in page or "alert" in path, path


def test_language_cannot_break_out_of_its_attribute(client: Client, ids: dict[str, str]) -> None:
    assert 'onload="x' not in get(client, f"/statements/{ids['hostile']}")


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/statements/none",
        "/statements/none.json",
        "/statements/none/t1",
        "/statements/none/print",
        "/statements/none/versions",
        "/statements/%00",
        "/statements/..%2f..%2fetc",
        "/sections/none",
        "/tags/%F0%9F%92%A9",
        "/categories/" + "x" * 3000,
        "/places/none",
        "/archive/20",
        "/archive/20١٤",
        "/archive/2014/13",
        "/archive/2014/00",
        "/people/none",
        "/captures/none",
        "/captures/" + "0" * 64,
        "/captures/" + "0" * 64 + "/page",
        "/static/none.css",
        "/static/../app.py",
        "/static/%00",
        "/static/" + "x" * 5000,
        "/static/site.css/x",
    ],
)
def test_what_is_not_there_is_a_helpful_404(client: Client, path: str) -> None:
    page = get(client, path, 404)
    assert "There is nothing at this address" in page
    assert 'href="/search"' in page


def test_unknown_turn_and_format(client: Client, ids: dict[str, str]) -> None:
    one = ids["conference"]
    for path in (
        f"/statements/{one}/t99",
        f"/statements/{one}.docx",
        f"/statements/{one}.tei.xml",
        f"/statements/{one}/t99.bib",
    ):
        get(client, path, 404)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "page=-1",
        "page=9e9",
        "page=%00",
        "page=٣",
        "order=%3Cb%3E",
        "year=..",
        "page=1&page=2",
        "q",
        "%FF=%FE",
    ],
)
def test_malformed_queries_are_read_as_the_usual_ones(client: Client, ids: dict[str, str], query: str) -> None:
    for path in (
        "/",
        "/sections/news",
        "/people",
        "/people/mara-velden",
        "/search",
        "/archive/2016",
        f"/statements/{ids['article']}",
    ):
        get(client, f"{path}?{query}")


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "((((",
        "speaker:",
        "NOT",
        "a AND",
        "*",
        "\x00",
        "'; drop table",
        "a" * 20_000,
        "2014..",
        "..",
        "(" * 3000,
        "\ud7ff\U0001f4a9",
        "date:2014-99",
        "kind:<b>",
    ],
)
def test_malformed_searches_never_fail(client: Client, words: str) -> None:
    get(client, f"/search?q={quote(words)}")


def test_other_methods_are_refused(client: Client) -> None:
    assert client.post("/").status_code == 405
    assert client.delete("/about").status_code == 405


def test_file_that_is_no_archive_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not an archive " * 100)
    with TestClient(create_app(str(path))) as client:
        assert "Something went wrong here" in get(client, "/", 503)


def test_fault_of_ours_is_told_without_particulars(
    location: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr("rostra.web.shelf.Shelf.search", fail)
    with TestClient(create_app(location), raise_server_exceptions=False) as client:
        page = get(client, "/search?q=night", 500)
    assert "Something went wrong here" in page
    assert "secret" not in page
    assert "secret of the house" in caplog.text
