"""A statement beside its page, what of it is shown, who stands beside it in time, and a person in outline."""

from __future__ import annotations

import re
from typing import Any

from litestar.testing import TestClient

from rostra.web.source_text import mark_place

Client = TestClient[Any]


def test_a_place_is_marked_between_its_tags() -> None:
    page = "<title>We open in spring</title><p>We <b>open</b>\n in spring &amp; stay.</p>"
    marked = mark_place(page, "We open in spring")
    assert marked == (
        "<title>We open in spring</title><p><mark id=found>We </mark><b><mark>open</mark></b>"
        "<mark>\n in spring</mark> &amp; stay.</p>"
    )
    assert mark_place(page, "We close in autumn") == page
    assert re.sub(r"</?mark[^>]*>", "", marked) == page


def test_a_turn_is_shown_where_it_stands_in_the_saved_page(client: Client, ids: dict[str, str]) -> None:
    for name in ids:
        page = client.get(f"/statements/{ids[name]}/beside")
        assert page.status_code == 200, name
        turns = re.findall(r"beside\?turn=(t\d+)#", page.text)
        if turns:
            chosen = client.get(f"/statements/{ids[name]}/beside?turn={turns[0]}").text
            assert f'turn={turns[0]}#{turns[0]}" aria-current="true" autofocus>' in chosen
    assert client.get(f"/statements/{ids[name]}/beside?turn=t999").status_code == 404
    assert client.get("/statements/nothing/beside").status_code == 404


def test_the_framed_page_cannot_act_with_a_place_marked(client: Client, ids: dict[str, str]) -> None:
    page = client.get(f"/statements/{ids['conference']}").text
    sha256 = re.search(r"/captures/([0-9a-f]{64})", page)
    assert sha256
    framed = client.get(f"/captures/{sha256.group(1)}/page?find=<script>alert(1)</script>")
    assert framed.headers["content-security-policy"].startswith("sandbox;")
    assert "alert(1)" not in framed.text


def test_what_is_shown_can_be_chosen_without_a_script(client: Client, ids: dict[str, str]) -> None:
    page = client.get(f"/statements/{ids['conference']}").text
    assert re.findall(r'id="only-(\w+)"', page)[:3] == ["all", "questions", "answers"]
    numbers = set(re.findall(r'data-by="(\d+)"', page))
    assert numbers
    assert set(re.findall(r'id="only-(\d+)"', page)) in (numbers, set())


def test_kinds_languages_and_organisations_are_doors(client: Client) -> None:
    kinds = client.get("/kinds").text
    assert 'href="/kinds/press_conference"><bdi>Press conference' in kinds
    assert client.get("/kinds/press_conference").status_code == 200
    assert 'href="/languages/en"><bdi>English' in client.get("/languages").text
    assert client.get("/languages/xx").status_code == 404
    found = re.findall(r'href="(/organisations/[^"]+)"', client.get("/organisations").text)
    assert found
    assert client.get(found[0]).status_code == 200


def test_a_persons_page_tells_offices_topics_and_who_asks(client: Client) -> None:
    people = re.findall(r'href="(/people/[^"]+)"', client.get("/people").text)
    pages = [client.get(path).text for path in people]
    assert any('class="offices"' in page for page in pages)
    assert any("<h2>Topics</h2>" in page for page in pages)
