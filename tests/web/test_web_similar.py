"""What is like a turn, on the site: nothing of it without what it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import samples
from litestar.testing import TestClient

import rostra
from rostra.search.meaning.model import is_installed
from rostra.search.meaning.vectors import FILE
from rostra.web import create_app


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient[Any], str]]:
    path = str(tmp_path_factory.mktemp("similar") / "record.sqlite")
    with rostra.open(path) as archive:
        ids = [archive.record.add(sample()).statement_id for sample in samples.ALL]
        archive.prepare_meaning(workers=1)
        turns = [
            (each, turn.id)
            for each in ids
            for turn in archive.get_statement(each).transcript.turns
            if turn.role == "question"
        ]
    with TestClient(create_app(path)) as client:
        yield client, "/".join(turns[0])


def spoil(client: TestClient[Any]) -> Path:
    """Write nonsense over the prepared file; gives the file."""
    file = Path(f"{client.app.state.site.shelf.location}.meaning") / FILE
    content = bytearray(file.read_bytes())
    content[len(content) // 2 :] = b"\xff" * (len(content) - len(content) // 2)
    file.write_bytes(content)
    return file


def test_an_archive_that_is_not_prepared_shows_nothing_of_it(client: TestClient[Any], ids: dict[str, str]) -> None:
    assert client.get("/similar?text=ferry").status_code == 404
    assert "/similar" not in client.get(f"/statements/{next(iter(ids.values()))}").text


@pytest.mark.skipif(not is_installed(), reason="needs the extra semantic")
def test_a_turn_leads_to_its_like(prepared: tuple[TestClient[Any], str]) -> None:
    client, name = prepared
    page = unescape(client.get(f"/statements/{name}").text)
    assert "/similar?turn=" in page
    for how in ("like", "before", "questions"):
        assert client.get(f"/similar?turn={name}&how={how}").status_code == 200
    assert client.get("/similar").status_code == 200
    assert client.get("/similar?turn=none/t1").status_code == 404
    assert client.get(f"/similar?turn={name}99").status_code == 404
    for text in ("<script>alert(1)</script> ferry", "\x00", "a" * 9_000):
        answer = client.get("/similar", params={"text": text, "how": "<x>"})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text


@pytest.mark.skipif(not is_installed(), reason="needs the extra semantic")
def test_the_form_names_a_person_and_a_day(prepared: tuple[TestClient[Any], str]) -> None:
    client, name = prepared
    asks = {"text": "The ferry will be late.", "how": "before", "speaker": "nobody at all", "until": "2014"}
    page = client.get("/similar", params=asks).text
    assert 'value="nobody at all"' in page
    assert 'value="2014"' in page
    assert "Nobody who speaks here is called nobody at all." in page
    assert "is no date" in unescape(client.get("/similar", params={**asks, "until": "<b>soon"}).text)
    assert "n’est pas une date. Écrivez par exemple" in unescape(
        client.get("/fr/similar", params={**asks, "until": "<b>soon"}).text
    )
    turn = client.get("/similar", params={"turn": name, "speaker": "nobody at all"}).text
    assert "<textarea" not in turn
    assert "Nobody who speaks here" in turn


@pytest.mark.skipif(not is_installed(), reason="needs the extra semantic")
def test_a_search_by_meaning_stays_one_in_all_that_it_leads_to(prepared: tuple[TestClient[Any], str]) -> None:
    client, _ = prepared
    page = unescape(client.get("/search?q=ferry&meaning=1&order=newest&group=pair").text)
    assert "passages stand in one order" in page
    refining = page[page.index('<aside class="margin"') : page.index("</aside>")]
    links = re.findall(r'href="(/search\?q=[^"]*)"', refining)
    assert links
    assert all("meaning=1" in link for link in links)
    assert "Counted here is what the words find." in refining
    assert "/search.csv?q=ferry&meaning=1" in page
    taken = client.get("/search.csv?q=ferry&meaning=1")
    counted = re.search(r'id="found">(\d+)', page)
    assert counted
    assert taken.headers["rostra-total"] == counted[1]
    assert "meaning" in {line.rsplit(",", 1)[-1] for line in taken.text.splitlines()}


def test_a_search_by_meaning_of_what_is_not_prepared_says_so(client: TestClient[Any]) -> None:
    page = client.get("/search?q=ferry&meaning=1&order=newest").text
    assert "This archive is not prepared for search by meaning" in page
    assert "stand in one order" not in page


@pytest.mark.skipif(not is_installed(), reason="needs the extra semantic")
def test_a_spoilt_folder_leaves_the_search_by_words(prepared: tuple[TestClient[Any], str]) -> None:
    client, _ = prepared
    file = spoil(client)
    with TestClient(create_app(str(file.parent)[: -len(".meaning")])) as fresh:
        page = fresh.get("/search?q=ferry&meaning=1")
        assert page.status_code == 200
        assert "cannot be read: this is the search by words" in page.text or "not prepared" in page.text
        assert fresh.get("/similar?text=ferry").status_code in {200, 404}
        assert fresh.get("/search.csv?q=ferry&meaning=1").status_code == 200
