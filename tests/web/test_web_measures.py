"""Concordance, word company, trends and distinctive words on the site: lines that lead to turns, figures that lead to lines."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from litestar.testing import TestClient

Client = TestClient[Any]
PAGES = ("/concordance", "/collocates", "/trends", "/distinctive")
TABLES = [f"{page}.{style}" for page in PAGES for style in ("csv", "tsv", "json")]
# What people and programs put into fields.
ODD = [
    "((",
    '"',
    "* *",
    "speaker:",
    "\x00",
    "𝄞" * 50,
    "a" * 3_000,
    "<script>alert(1)</script>",
    "NOT x",
    "2014..2013",
    "'=1+1",
]


def get(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path, follow_redirects=False)
    assert response.status_code == status, (path, response.status_code, response.text[:300])
    return unescape(response.text)


def table(client: Client, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(path).text)))


@pytest.mark.parametrize("page", PAGES)
def test_the_form_alone_and_nothing_found(client: Client, page: str) -> None:
    assert 'name="q"' in get(client, page)
    assert "<table" not in get(client, f"{page}?q=xyzzyx") or page == "/trends"


@pytest.mark.parametrize("page", PAGES)
def test_the_form_stays_in_its_language(client: Client, page: str) -> None:
    assert f'<form class="asks" action="{page}"' in client.get(page).text
    assert f'<form class="asks" action="/fr{page}"' in client.get(f"/fr{page}").text


@pytest.mark.parametrize("path", [*PAGES, *TABLES])
@pytest.mark.parametrize("query", ODD)
def test_any_string_is_answered(client: Client, path: str, query: str) -> None:
    page = client.get(
        f"{path}?q={quote(query)}&sort={quote(query)}&by={quote(query)}&order=%00&group=left1&only={quote(query)}"
    )
    assert page.status_code == 200
    assert "<script>alert" not in page.text or not page.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("field", ["sample", "seed", "page", "span", "minimum", "turns"])
@pytest.mark.parametrize("value", ["-1", "99999999999", "x", "٣", ""])
def test_no_number_is_an_error(client: Client, field: str, value: str) -> None:
    for page in PAGES:
        get(client, f"{page}?q=night&{field}={quote(value)}")


@pytest.mark.parametrize(
    ("page", "field", "value", "nearest"),
    [
        ("/concordance", "sample", "99999999999", "1000"), ("/concordance", "sample", "-1", ""), ("/concordance", "seed", "x", "1"),
        ("/concordance", "page", "-1", "1"), ("/concordance", "page", "99999999999", "200"),
        ("/concordance", "near=the&span", "99", "25"), ("/collocates", "minimum", "0", "1"),
        ("/collocates", "minimum", "99999", "1000"), ("/collocates", "span", "7", "5"), ("/distinctive", "turns", "0", "1"),
        ("/distinctive", "turns", "99999", "10000"), ("/distinctive", "turns", "x", "3"),
    ],
)  # fmt: skip
def test_numbers_out_of_bounds_are_the_nearest(client: Client, page: str, field: str, value: str, nearest: str) -> None:
    def shown(number: str) -> str:
        return re.sub(r"(&amp;|&|\?)[a-z]+=[^&\"]*", "", get(client, f"{page}?q=the&{field}={number}"))

    assert shown(value) == shown(nearest)


def test_tables_say_how_much_of_all_they_are(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(path: str) -> tuple[str | None, str | None, str | None]:
        headers = client.get(path).headers
        return headers.get("rostra-shown"), headers.get("rostra-total"), headers.get("rostra-basis")

    whole = told("/concordance.csv?q=the")
    assert whole[0] == whole[1] == str(len(table(client, "/concordance.csv?q=the")))
    assert whole[2].startswith("All ")
    monkeypatch.setattr("rostra.web.routes.concordance.MOST_EXPORTED", 2)
    shown, total, basis = told("/concordance.csv?q=the")
    assert (shown, total) == ("2", None)
    assert basis.startswith("The first ")
    assert told("/concordance.csv?q=the&sort=left1")[:2] == ("2", whole[1])
    groups = told("/concordance.csv?q=the&group=left1")
    assert groups[0] == groups[1] == str(len(table(client, "/concordance.csv?q=the&group=left1")))
    monkeypatch.setattr("rostra.web.routes.collocates.EXPORTED", 1)
    shown, total, _ = told("/collocates.csv?q=the&minimum=1")
    assert (shown, int(total) > 1) == ("1", True)
    assert told("/trends.json?q=the")[0] == str(len(json.loads(client.get("/trends.json?q=the").text)))


def test_lines_lead_to_their_turns(client: Client, ids: dict[str, str]) -> None:
    page = get(client, "/concordance?q=boat")
    links = re.findall(r'class="line"[^>]* href="(/statements/[^"#]+)(#[^"]+)?"', page)
    assert len(links) == 2
    for address, turn in set(links):
        assert f'id="{turn[1:]}"' in get(client, address)
    assert f"/statements/{ids['conference']}" in dict(links)


def test_groups_lead_to_as_many_lines_as_they_count(client: Client) -> None:
    for group in ("left1", "speaker", "year"):
        page = get(client, f"/concordance?q=the&group={group}")
        found = re.findall(
            r'<a href="(/concordance[^"]*only=[^"]*)"[^>]*><bdi>[^<]*</bdi></a> <span class="count">(\d+)<', page
        )
        assert found
        for address, count in found[:4]:
            assert re.search(rf'id="found">{count}\W+lines?<', get(client, address)), address


def test_a_sample_is_the_same_for_all_and_says_how_it_was_drawn(client: Client) -> None:
    page = get(client, "/concordance?q=the&sample=5&seed=9")
    assert page == get(client, "/concordance?q=the&sample=5&seed=9")
    assert "drawn by lot (seed 9)" in page
    assert len(table(client, "/concordance.csv?q=the&sample=5&seed=9")) == 5


def test_right_to_left_and_chinese_lines_have_their_direction(client: Client) -> None:
    arabic = next(
        row for row in json.loads(client.get("/concordance.json?q=%D8%A7%D9%84%D9%85%D9%8A%D9%86%D8%A7%D8%A1").text)
    )
    page = get(client, "/concordance?q=%D8%A7%D9%84%D9%85%D9%8A%D9%86%D8%A7%D8%A1")
    assert 'dir="rtl"' in page
    assert f"<mark>{arabic['match']}</mark>" in page


def test_tables_hold_what_the_page_shows(client: Client) -> None:
    rows = table(client, "/concordance.csv?q=boat&sort=left1")
    assert [row["match"] for row in rows] == re.findall(
        r"<mark>([^<]*)</mark>", get(client, "/concordance?q=boat&sort=left1")
    )
    assert client.get("/concordance.csv?q=boat").headers["content-type"] == "text/csv; charset=utf-8"
    assert {row["query"] for row in table(client, "/trends.csv?q=boat&q=night")} == {"boat", "night"}
    assert {row["name"] for row in table(client, "/concordance.csv?q=boat&group=match")} == {"boat"}


def test_words_lead_to_their_lines(client: Client) -> None:
    page = get(client, "/collocates?q=boat&minimum=1&grammar=with")
    rows = re.findall(r'<th scope="row"><a href="([^"]*)"[^>]*>([^<]*)</a></th><td class="sum">([\d,.]+)<', page)
    assert rows
    for address, word, _ in rows[:3]:
        assert word.lower() in get(client, address).lower()
    marking = get(client, "/distinctive?q=role:question&turns=1&grammar=with")
    (address, *_) = re.findall(r'<th scope="row"><a href="([^"]*)"', marking)
    assert "<mark>" in get(client, address)


def test_each_bar_leads_to_its_lines_and_the_table_says_the_same(client: Client) -> None:
    page = get(client, "/trends?q=boat&q=night&scale=turns")
    bars = re.findall(r'<a href="(/concordance[^"]*)" aria-label="(\d{4}): (\d+) of', page)
    rows = [row for row in table(client, "/trends.csv?q=boat&q=night") if row["turns"] != "0"]
    assert [(year, count) for _, year, count in bars] == [(row["name"], row["turns"]) for row in rows]
    for address, *_ in bars[:3]:
        assert "<mark>" in get(client, address)


def test_pictures_by_speaker_and_tables_without_time(client: Client) -> None:
    assert get(client, "/trends?q=the&split=speaker").count("<figure") > 1
    by_kind = get(client, "/trends?q=the&by=kind")
    assert "<figure" not in by_kind
    assert "Press conference" in by_kind


def test_an_empty_archive_measures_nothing(empty_client: Client) -> None:
    for path in (*PAGES, *TABLES):
        get(empty_client, f"{path}?q=boat")


def test_occurrences_are_a_scale_of_trends(client: Client) -> None:
    page = get(client, "/trends?q=boat&scale=occurrences")
    assert "Occurrences per million words" in page
    bars = re.findall(r'<a href="(/concordance[^"]*)" aria-label="\d{4}: (\d+)\W+occurrences? in (\d+)\W+turns?', page)
    assert bars
    for address, said, _ in bars:
        lines = get(client, unescape(address))
        assert re.search(rf"{said}\W+lines?", lines), address
    rows = client.get("/trends.json?q=boat&scale=occurrences").json()
    assert sum(row["occurrences"] for row in rows) == sum(int(said) for _, said, _ in bars)
