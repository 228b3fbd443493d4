"""Every page also as data: lists as JSON, Markdown and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from typing import Any

import pytest
import samples
from litestar.testing import TestClient
from markdown_it import MarkdownIt

from rostra.web.files.rooms import LISTED

Client = TestClient[Any]
BASE = "https://record.example.org"
FIELDS = ["schema", "title", "address", "about", "total", "page", "pages", "next", "items"]

LISTS = [
    *LISTED, "/sections/news", "/tags/ferries", "/places/port-sorrow", "/kinds/press_conference", "/archive/2016",
    "/archive/2016/03", "/archive/undated", "/people/mara-velden", "/languages/en",
]  # fmt: skip


def as_json(client: Client, path: str) -> dict[str, Any]:
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/json", path
    listed: dict[str, Any] = json.loads(answer.text)
    assert list(listed) == FIELDS
    assert listed["schema"] == "rostra/list/1"
    return listed


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_the_same_in_every_form(client: Client, path: str) -> None:
    listed = as_json(client, f"{path}.json")
    assert listed["items"]
    home = "/" if path == "/index" else path
    assert listed["address"] == BASE + home
    page = unescape(client.get(home).text)
    assert f'<link rel="alternate" type="application/json" href="{path}.json">' in page
    addresses = [item["address"] for item in listed["items"]]
    for address in addresses:
        assert client.get(address.removeprefix(BASE)).status_code == 200
        assert f'href="{address.removeprefix(BASE)}"' in page or path in ("/index", "/archive")
    rows = list(csv.DictReader(io.StringIO(client.get(f"{path}.csv").text)))
    assert [row["address"] for row in rows] == addresses
    tokens = MarkdownIt("commonmark").parse(client.get(f"{path}.md").text)
    children = [child for token in tokens for child in token.children or ()]
    assert [child.attrs["href"] for child in children if child.type == "link_open"] == addresses
    assert not [token for token in [*tokens, *children] if "html" in token.type]


def test_items_tell_what_a_card_tells(client: Client, ids: dict[str, str]) -> None:
    (item,) = as_json(client, "/tags/ferries.json")["items"]
    assert (item["id"], item["date"], item["speakers"]) == (
        ids["conference"],
        "2016-03-08",
        ["Mara Velden", "Ilo Castren"],
    )
    assert client.get(item["data"].removeprefix(BASE)).json()["event"]["date"] == "2016-03-08"
    about = as_json(client, "/people/mara-velden.json")["about"]
    assert (about["name"], about["offices"]) == ("Mara Velden", ["Minister of Ferries"])
    assert as_json(client, "/index.json")["about"]["statements"] == len(samples.ALL)


def test_order_year_and_page_hold(client: Client) -> None:
    newest, oldest = (as_json(client, f"/people/mara-velden.json{asked}")["items"] for asked in ("", "?order=oldest"))
    assert newest == oldest[::-1]
    assert as_json(client, "/people/mara-velden.json?year=2016&page=7")["items"] == []


def test_pages_follow_each_other(location: str) -> None:
    from rostra.web import SiteSettings, create_app

    met, path = [], "/archive/2016.json?order=oldest"
    with TestClient(create_app(location, site=SiteSettings(base_url=BASE, page_size=1))) as client:
        while path:
            listed = as_json(client, path)
            met += [item["date"] for item in listed["items"]]
            path = (listed["next"] or "").removeprefix(BASE)
    assert met == ["2016-03-08", "2016-04-01"]


@pytest.mark.parametrize(
    "path", ["/tags/nowhere.json", "/archive/20.md", "/archive/2016/13.json", "/people/nobody.csv", "/tags.xml"]
)
def test_what_is_not_there_is_no_data(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_no_cell_is_a_formula(client: Client) -> None:
    for path in ("/people.csv", "/tags.csv", "/archive/2014.csv"):
        for row in csv.reader(io.StringIO(client.get(path).text)):
            assert not [cell for cell in row if re.match(r"[=+@-]", cell)]


def test_turns_name_their_data(client: Client, ids: dict[str, str]) -> None:
    path = f"/statements/{ids['conference']}/t3"
    page = unescape(client.get(path).text)
    for ending, kind in ((".json", "application/json"), (".md", "text/markdown")):
        assert f'<link rel="alternate" type="{kind}" href="{path}{ending}">' in page
        assert client.get(path + ending).status_code == 200
