"""The whole public page before readers see it, what of its event was corrected, and the audit trail in windows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import samples
from desk import let_in, log_in, token_of
from litestar.testing import TestClient

import rostra
from rostra.web import create_app
from rostra.web.routes.edit import history

BODY = "**Ada Brandt:** The lamp is lit again.\n\nQuestion: Since when?\n\n**Ada Brandt:** Since <b>Monday</b>."


@pytest.fixture
def location(tmp_path: Path) -> str:
    path = str(tmp_path / "record.sqlite")
    let_in(path)
    return path


@pytest.fixture
def client(location: str) -> Iterator[TestClient[Any]]:
    with TestClient(create_app(location)) as client:
        yield client


def words_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


@pytest.mark.parametrize("many", [12, 14])
def test_the_head_folds_the_names_of_many_and_paper_has_them_in_one_paragraph(
    client: TestClient[Any], many: int
) -> None:
    names = ["Ada Brandt", *(f"Ada Brandt{chr(97 + n)}" for n in range(1, many))]
    log_in(client)
    token = token_of(client.get("/edit/written/new").text)
    fields = {"title": "The lamp", "participants": "; ".join(names), "body": BODY, "do": "page", "token": token}
    page = client.post("/edit/written/new", data=fields).text
    head = page[page.index('<ul class="participants">') : page.index("</header>", page.index('class="participants"'))]
    shown, _, rest = head.partition("<details")
    folded, _, paper = rest.partition('<p class="participants on-paper">')
    listed = [re.findall(r"Ada Brandt[a-n]?", part) for part in (shown, folded, paper)]
    assert listed == ([names, [], []] if many == 12 else [names[:10], names[10:], names])
    assert ("Others who take part: 4" in folded) is (many == 14)


def test_the_form_shows_the_whole_page_and_keeps_nothing(client: TestClient[Any], location: str) -> None:
    fields = {"title": f"The lamp {samples.HOSTILE}", "date": "2031-05-04", "tags": "lamp", "body": BODY, "do": "page"}
    log_in(client, "reader")
    token = token_of(client.get("/edit/account").text)
    assert client.post("/edit/written/new", data={**fields, "token": token}).status_code == 403
    client.cookies.clear()
    log_in(client)
    token = token_of(client.get("/edit/written/new").text)
    answer = client.post("/edit/written/new", data={**fields, "token": token})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-robots-tag"] == "noindex"
    assert '<article class="statement"' in answer.text
    assert "<script>alert" not in answer.text
    words = words_of(answer.text)
    for said in (
        "A preview: nobody else sees this page.",
        "The lamp is lit again.",
        "Since when?",
        "lamp",
        "4 May 2031",
    ):
        assert said in words
    with rostra.open(location) as archive:
        assert archive.drafts() == ()
        assert archive.count().statements == 0
        draft = archive.add_draft(rostra.api.DraftFields(title="The lamp"), BODY, by="Ines Marl")
    again = client.post(f"/edit/written/{draft.id}", data={**fields, "token": token, "title": "The new lamp"})
    assert "The new lamp" in again.text
    assert client.post(f"/edit/written/{draft.id}", data={"token": token, "do": "page", "body": ""}).status_code == 422
    with rostra.open(location) as archive:
        assert archive.get_draft(draft.id).fields.title == "The lamp"


def test_the_form_of_what_is_withdrawn_says_that_publishing_shows_nothing(
    client: TestClient[Any], location: str
) -> None:
    with rostra.open(location) as archive:
        draft = archive.add_draft(rostra.api.DraftFields(title="The lamp"), BODY, by="Ines Marl")
        page = archive.publish(draft.id).statement
        assert page is not None
        log_in(client)
        assert "Readers see a notice instead." not in client.get(f"/edit/written/{draft.id}").text
        archive.withdraw(page, by="Ines Marl", reason="It was not said.")
        assert "Readers see a notice instead." in client.get(f"/edit/written/{draft.id}").text
        archive.save_draft(draft.id, draft.fields, f"{BODY} And on Tuesday.", by="Ines Marl", revision=1)
        assert archive.publish(draft.id).state == "published"
        assert client.get(f"/statements/{page}").status_code == 410
        archive.restore_withdrawn(page, by="Ines Marl")
        assert "And on Tuesday." in client.get(f"/statements/{page}").text


def test_a_withdrawn_statement_is_previewed_as_readers_saw_it(client: TestClient[Any], location: str) -> None:
    with rostra.open(location) as archive:
        page = archive.record.add(samples.conference()).statement_id
        public = client.get(f"/statements/{page}").text
        archive.withdraw(page, by="Ines Marl", reason="It was not said.")
    here = f"/edit/statements/{page}/preview"
    assert client.get(here, follow_redirects=False).status_code == 303
    log_in(client, "reader")
    assert client.get(here).status_code == 403
    client.cookies.clear()
    log_in(client)
    shown = client.get(here)
    assert shown.headers["cache-control"] == "no-store"
    assert "Readers see a notice instead." in shown.text
    text = re.compile(r'<div class="text".*?</article>', re.S)
    said, former = (text.search(each) for each in (shown.text, public))
    assert said is not None
    assert former is not None
    assert words_of(said[0]) == words_of(former[0])


def test_readers_see_which_fields_were_corrected_from_what_by_whom_and_why(
    client: TestClient[Any], location: str
) -> None:
    with rostra.open(location) as archive:
        page = archive.record.add(samples.conference()).statement_id
        here = f"/statements/{page}"
        assert "Corrected by" not in client.get(here).text
        for field, value in (
            ("date", "2016-02-06"),
            ("date", "2016-03-09"),
            ("place", "Salt Bay"),
            ("title", samples.HOSTILE),
        ):
            done = archive.correct(
                page, "field", {"field": field, "value": value}, by="Ines Marl", why="Her <own> notes."
            )
        found = client.get(here).text
        assert "<own>" not in found
        words = words_of(found)
        assert "Corrected by a person: Title, Date, Place" in words.replace(" ,", ",")
        assert words.count("Corrected by Ines Marl on") == 3
        assert "The page was read as 8 March 2016" in words
        assert "The page was read as Port Sorrow" in words
        assert "6 February 2016" not in words
        archive.undo(done.judgement.id, by="Olaf Tern")
        archive.correct(page, "field", {"field": "place", "value": "Port Sorrow"}, by="Ines Marl", why="It was right.")
        assert [each.name for each in archive.corrected_fields(archive.get_statement(page))] == ["date"]


def test_the_trail_is_read_in_windows(client: TestClient[Any], location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "SHOWN", 2)
    with rostra.open(location) as archive:
        page = archive.record.add(samples.conference()).statement_id
        first = archive.correct(page, "field", {"field": "place", "value": "Salt Bay"}, by="Ines Marl", why="a")
        archive.correct(page, "looked-at", by="Rika Holm", why="b")
        archive.withdraw(page, by="Ines Marl", reason="c")
        archive.undo(first.judgement.id, by="Olaf Tern", why="d")
        trail = archive.trail(limit=3)
        assert [(judgement.why, undoing) for judgement, undoing in trail.events] == [
            ("a", True),
            ("c", False),
            ("b", False),
        ]
        assert (trail.total, trail.names) == (4, ("Ines Marl", "Olaf Tern", "Rika Holm"))
        assert trail.titles[page].startswith("Press conference")
        assert [undoing for _, undoing in archive.trail(page, by="Olaf Tern").events] == [True]
        assert archive.trail(state="undone").total == 2
        assert archive.trail("nowhere").events == ()
    log_in(client)
    shown = [client.get(f"/edit/history?page={number}").text for number in (1, 2, 9)]
    assert [page.count('<li class="no-longer">') + page.count("  <li>\n    <p><b>") for page in shown] == [2, 2, 2]
    assert re.search(r"\b4\sdecisions", shown[0])
    assert shown[1] == shown[2].replace("page=9", "page=2").replace("page%3D9", "page%3D2")
    assert re.search(r"\b1\sdecision\.", client.get("/edit/history?by=Olaf+Tern").text)
    assert re.search(r"\b4\sdecisions", client.get(f"/edit/statements/{page}/history").text)
