"""Pages that come, are changed at the source, or corrected by people: what readers are told of it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
import samples
from asking import Client, get
from litestar.testing import TestClient

import rostra
from rostra.web import create_app


def test_empty_archive(empty_client: Client) -> None:
    assert "ready for the record" in get(empty_client, "/")
    for path in (
        "/sections",
        "/categories",
        "/tags",
        "/places",
        "/archive",
        "/people",
        "/search",
        "/search?q=word",
        "/about",
    ):
        assert "None" not in get(empty_client, path)


def test_archive_of_one_statement(tmp_path: Path) -> None:
    location = str(tmp_path / "one.sqlite")
    with rostra.open(location) as archive:
        one = archive.record.add(samples.arabic()).statement_id
    with TestClient(create_app(location)) as client:
        page = get(client, "/")
        assert f"/statements/{one}" in page
        assert "1\N{NO-BREAK SPACE}statement" in page
        assert "Most read" not in page
        assert 'aria-label="Before and after"' not in get(client, f"/statements/{one}")


def test_page_is_seen_once_it_is_added(tmp_path: Path) -> None:
    location = str(tmp_path / "grows.sqlite")
    with TestClient(create_app(location)) as client, rostra.open(location) as archive:
        get(client, "/about")
        one = archive.record.add(samples.conference()).statement_id
        get(client, f"/statements/{one}")
        assert one in get(client, "/search?q=March")


def test_changed_page_lists_its_versions(tmp_path: Path) -> None:
    location = str(tmp_path / "two.sqlite")
    with rostra.open(location) as archive:
        one = archive.record.add(samples.arabic()).statement_id
        page = samples.Page("مؤتمر صحفي لوزير الموانئ سامر النوري")
        page.say("statement", "يفتح الميناء في الصيف.", "سامر النوري")
        assert archive.record.add(page.entry("pages/mina.html", date="2017-05-02", language="ar")).statement_id == one
    with TestClient(create_app(location)) as client:
        page_text = get(client, f"/statements/{one}/versions")
        assert "Version 2" in page_text
        assert "Version 1" in page_text
        assert "2\N{NO-BREAK SPACE}versions" in get(client, f"/statements/{one}")


PLEDGE = "The bridge will open in May and cost nine million crowns."
EDITED = "The bridge will open in June and cost twelve million crowns."


@pytest.fixture
def edited(tmp_path: Path) -> tuple[str, str]:
    """An archive with a page whose words were changed quietly, and the statement's id."""
    location = str(tmp_path / "edited.sqlite")
    with rostra.open(location) as archive:
        for words in (PLEDGE, EDITED):
            page = samples.Page("Briefing by the minister of bridges <Ola & sons>")
            page.say("statement", "Good morning, and welcome to all who came here today in this weather.", "Ola Bro")
            page.say("statement", words, "Ola Bro")
            one = archive.record.add(page.entry("pages/bridge.html", date="2017-05-02", language="en")).statement_id
    return location, one


def test_an_edit_is_told_at_the_head_of_the_statement_and_shown_word_by_word(edited: tuple[str, str]) -> None:
    location, one = edited
    with TestClient(create_app(location)) as client:
        assert "1\N{NO-BREAK SPACE}turn changed" in get(client, f"/statements/{one}")
        page = get(client, f"/statements/{one}/versions/2")
        assert "<del>May</del><ins>June</ins>" in page
        assert "<del>nine</del><ins>twelve</ins>" in page
        assert "1\N{NO-BREAK SPACE}turn as before" in page
        assert "<Ola" not in page
        assert get(client, f"/statements/{one}/versions/2?from=2").count("<del>") == 0
        same = get(client, f"/statements/{one}/versions/2?from=1")
        assert same.partition("<footer")[0] == page.partition("<footer")[0]


@pytest.mark.parametrize("number", ["0", "3", "-1", "x", "\u0662", "9" * 400, "000000001999", "000000001" + "9" * 5000])
def test_a_version_that_is_not_there_is_said_so(edited: tuple[str, str], number: str) -> None:
    location, one = edited
    with TestClient(create_app(location)) as client:
        get(client, f"/statements/{one}/versions/{quote(number)}", 404)
        get(client, f"/statements/{one}/versions/2?from={quote(number)}", 404)


def test_quiet_edits_are_a_list_and_a_feed(edited: tuple[str, str]) -> None:
    from xml.etree import ElementTree

    location, one = edited
    with TestClient(create_app(location)) as client:
        assert f"/statements/{one}/versions/2" in get(client, "/edited")
        feed = ElementTree.fromstring(client.get("/feeds/edited.atom").text)
    atom = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{atom}entry")
    assert [entry.findtext(f"{atom}title") for entry in entries] == ["Briefing by the minister of bridges <Ola & sons>"]
    assert (entries[0].findtext(f"{atom}id") or "").endswith(f"/statements/{one}/versions/2")


def test_a_corrected_turn_says_so_and_by_whom(tmp_path: Path) -> None:
    location = str(tmp_path / "record.sqlite")
    with rostra.open(location) as archive:
        page = archive.record.add(samples.conference()).statement_id
        archive.correct(page, "speaker", {"name": "Mira Holt"}, turn_id="t1", by="Ines <Marl>", why="heard & checked")
        former = archive.persons()[0].slug
        archive.correct(None, "merge-person", {"from": former, "into": "mira-holt"}, by="Ines Marl", why="one person")
    with TestClient(create_app(location)) as client:
        assert get(client, f"/statements/{page}").count('class="corrected"') == 1
        alone = get(client, f"/statements/{page}/t1")
        assert "Corrected by <bdi>Ines &lt;Marl&gt;</bdi>" in alone
        assert "heard &amp; checked" in alone
        moved = client.get(f"/people/{former}", follow_redirects=False)
        assert (moved.status_code, moved.headers["location"]) == (301, "/people/mira-holt")
