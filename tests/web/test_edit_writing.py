"""Writing at the desk: drafts, what would be read of them, publishing once, at once or when due, and what is pinned."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import samples
from desk import let_in, log_in, send, token_of
from litestar.testing import TestClient

import rostra
from rostra.api.writing import check_coming
from rostra.model import UsageError
from rostra.pipeline import adding
from rostra.web import create_app, publishing
from rostra.web.publishing import publish_due

WORDS = """Good morning, everybody. The lamp of Norrvik is lit again, after a winter in the dark.

**Question:** Who pays for the lamp?

**Ada Brandt:** The town pays a third of it, the ministry pays the rest."""
FORM = {
    "title": "The lamp: 'lit' again",
    "date": "2031-05-04",
    "time": "10:30",
    "place": "Norrvik",
    "kind": "press_conference",
    "language": "en",
    "category": "Harbour",
    "sections": "Columns; News",
    "tags": "lamp; pier",
    "participants": "Ada Brandt",
    "body": WORDS,
}
NEW = "/edit/written/new"
EVIL = "<script>document.title='struck'</script><img src=x onerror=\"document.title='struck'\">\"'{{7*7}}"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient[Any]]:
    location = str(tmp_path / "record.sqlite")
    with rostra.open(location) as archive:
        archive.record.add(samples.conference())
    let_in(location)
    with TestClient(create_app(location)) as client:
        log_in(client)
        yield client


def archive_of(client: TestClient[Any]) -> rostra.Archive:
    archive: rostra.Archive = client.app.state["site"].shelf.archive
    return archive


def write(client: TestClient[Any], do: str, here: str = NEW, **changed: str) -> Any:
    return send(client, here, here, **{**FORM, "do": do, **changed})


def test_a_draft_is_seen_structured_saved_and_published_as_any_page(client: TestClient[Any]) -> None:
    seen = write(client, "preview")
    assert seen.status_code == 200
    assert seen.text.count('class="work-turn') == 3
    assert archive_of(client).drafts() == ()
    asked = send(client, "/edit/written/preview", NEW, **FORM)
    assert asked.text.count('class="work-turn') == 3
    assert "<html" not in asked.text
    here = write(client, "save").headers["location"].partition("?")[0]
    (draft,) = archive_of(client).drafts()
    assert (draft.state, draft.fields.sections, draft.created_by) == ("draft", ("Columns", "News"), "Ines Marl")
    assert archive_of(client).count().statements == 1
    assert write(client, "publish", here, revision="1").status_code == 303
    (card,) = archive_of(client).find_statements(section="columns").items
    assert (card.title, card.date, card.kind, card.category) == (
        FORM["title"], "2031-05-04", "press_conference", "Harbour"
    )  # fmt: skip
    statement = archive_of(client).get_statement(card.id)
    event = statement.transcript.event
    assert (event.time, event.place, card.tags) == ("10:30", "Norrvik", ("lamp", "pier"))
    assert [turn.role for turn in statement.transcript.turns] == ["statement", "question", "answer"]
    capture = archive_of(client).get_capture(statement.transcript.source.sha256)
    assert b"title: 'The lamp: ''lit'' again'" in capture.content
    assert archive_of(client).search("winter dark").total == 1
    page = client.get(f"/statements/{card.id}")
    assert page.status_code == 200
    assert "lit again, after a winter" in page.text


def test_what_is_edited_again_is_a_new_version_whatever_it_says_and_twice_is_once(client: TestClient[Any]) -> None:
    here = write(client, "publish").headers["location"].partition("?")[0]
    (draft,) = archive_of(client).drafts()
    assert draft.statement
    archive_of(client).publish(draft.id)
    other = "Something else altogether stands here now, in words that nobody had said before."
    write(client, "publish", here, revision="1", title="Another title", body=other)
    statement = archive_of(client).get_statement(draft.statement)
    assert (statement.card.title, len(statement.versions)) == ("Another title", 2)
    assert archive_of(client).count().statements == 2
    late = write(client, "save", here, revision="1", body="Mine.")
    assert late.status_code == 422
    assert "Ines Marl saved another text" in late.text
    assert "Mine." in late.text  # what was typed is not lost
    write(client, "publish", here, revision="2")  # put back as it was
    assert [version.number for version in archive_of(client).get_statement(draft.statement).versions] == [1, 2, 3]
    assert "was published" in write(client, "remove", here).text


@pytest.mark.parametrize("do", ["publish", "save", "preview"])
def test_a_date_that_the_calendar_has_not_and_a_title_without_end_are_told_and_kept_as_typed(
    client: TestClient[Any], do: str
) -> None:
    wrong = {
        "2031-5-4": ("date", "The date is not understood. Write it like 2031-05-04, or leave it out."),
        "2031-02-30": ("date", "The calendar has no 2031-02-30. Correct it, or leave it out."),
        "The lamp" * 600: ("title", "The title is too long or not printable. It is longer than "),
    }
    for typed, (field, said) in wrong.items():
        answer = write(client, do, **{field: typed})
        assert answer.status_code == (200 if do == "preview" else 422)
        assert said in answer.text
        assert f'value="{typed}"' in answer.text
        assert answer.text.count('class="work-turn') == 3  # the words are read without it
    assert archive_of(client).drafts() == ()
    for right in ("2031", "2031-05", "2032-02-29"):
        assert write(client, do, date=right).status_code in (200, 303)
    assert write(client, do, title="x" * 300).status_code in (200, 303)


def test_what_is_due_is_published_by_the_site_once(client: TestClient[Any]) -> None:
    site = client.app.state["site"]
    here = write(client, "schedule", publish_at="2100-01-01T09:00").headers["location"].partition("?")[0]
    write(client, "schedule", title="Later", publish_at="2100-01-01T10:00", body=WORDS + " Later.")
    let_come(client, here.rpartition("/")[2])
    assert "2000" in client.get(here).text
    assert site.publishing.acquire(blocking=False)
    assert publish_due(site) == 0  # while another thread is at it
    site.publishing.release()
    assert [publish_due(site), publish_due(site)] == [1, 0]
    assert [draft.state for draft in archive_of(client).drafts()] == ["scheduled", "published"]
    assert archive_of(client).count().statements == 2
    assert write(client, "schedule", publish_at="soon").status_code == 422


@pytest.mark.parametrize(
    ("body", "turns", "why"),
    [
        ("**Ada Brandt:** The harbour opens.", 1, ""),
        ("**Ada Brandt**: The harbour opens.\n\n**Bo Reed**: Good.", 2, ""),
        ("**Question:** When?\n\n**Ada Brandt:** Soon.", 2, ""),
        ("Ada Brandt: The harbour opens.\n\nBo Reed: Good.", 0, "speakers stand in bold, unlike Ada Brandt and Bo Reed. Write:"),
        ("**Key facts:** The wall is high.", 0, "Key facts does not read like a speaker. What stands in bold"),
        ("What the harbour of Norrvik needs: a lamp.", 0, "no paragraph begins with a speaker."),
        ("The harbour opens.", 0, "no paragraph begins with a speaker. Write: <code>**Ada Brandt:** …</code>"),
    ],
)  # fmt: skip
def test_short_turns_are_believed_and_where_there_are_none_the_preview_says_why(
    client: TestClient[Any], body: str, turns: int, why: str
) -> None:
    told = {"kind": "", "participants": "", "date": "", "place": "", "language": ""}
    shown = write(client, "preview", body=body, **told).text
    assert shown.count('class="work-turn') == turns
    assert ("No turns:" in shown) is bool(why)
    assert why in shown
    write(client, "publish", body=body, **told)
    (draft,) = archive_of(client).drafts()
    assert len(archive_of(client).get_statement(draft.statement or "").transcript.turns) == turns
    article = write(client, "preview", body=body, **{**told, "kind": "article"}).text
    assert "No turns:" not in article
    assert ("choose another kind: an article has no turns" in article) is ("**" in body)
    assert 'class="work-turn' not in article


def test_the_preview_says_that_the_title_is_taken_from_the_words(client: TestClient[Any]) -> None:
    said = "The title is taken from the words."
    titled = "The harbour of Norrvik\n\n**Ada Brandt:** It opens."
    assert said in write(client, "preview", title="", body=titled).text
    assert said not in write(client, "preview", body=titled).text
    untitled = write(client, "preview", title="", body="**Ada Brandt:** It opens.").text
    assert said not in untitled
    assert "Without a title" in untitled
    assert untitled.count('class="work-turn') == 1


def let_come(client: TestClient[Any], draft_id: str, minute: int = 0) -> None:
    """Let the time of a scheduled draft come: nobody can choose one that is past."""
    archive_of(client).record.schedule(draft_id, f"2000-01-01T10:0{minute}:00.000Z")


def test_a_time_that_is_past_is_told_and_nothing_is_published(client: TestClient[Any]) -> None:
    answer = write(client, "schedule", publish_at="2000-01-01T10:00")
    assert answer.status_code == 422
    assert "2000-01-01 10:00 UTC is past: it is 20" in answer.text
    assert "Choose a later time, or publish it at once." in answer.text
    assert 'name="publish_at" value="2000-01-01T10:00"' in answer.text
    assert "Saved." in answer.text
    (draft,) = archive_of(client).drafts()  # what was typed is saved
    assert (draft.state, draft.publish_at) == ("draft", None)
    with pytest.raises(UsageError, match="is past"):
        archive_of(client).schedule(draft.id, "2026-01-01T10:00+02:00")
    check_coming("2031-05-04T10:00:00.000Z", "2031-05-04T10:00:59.000Z")  # this very minute
    with pytest.raises(UsageError, match="2031-05-04 10:00 UTC is past"):
        check_coming("2031-05-04T10:00:59.999Z", "2031-05-04T10:01:00.000Z")


def test_a_form_that_comes_twice_makes_one_draft(client: TestClient[Any]) -> None:
    def sent(do: str, **changed: str) -> Any:
        return client.post(NEW, data={**form, "do": do, **changed}, follow_redirects=False)

    page = client.get(NEW).text
    form = {**FORM, **{name: value_of(page, name) for name in ("token", "revision", "draft")}}
    first, again = sent("save"), sent("save")
    assert first.headers["location"] == again.headers["location"]
    assert [draft.id for draft in archive_of(client).drafts()] == [form["draft"]]
    for _ in range(2):
        assert sent("publish").status_code == 303
    assert archive_of(client).count().statements == 2
    late = sent("save", body="Another text.")
    assert late.status_code == 422
    assert "saved another text since you opened this one" in late.text
    assert archive_of(client).get_draft(form["draft"]).body == WORDS
    here = first.headers["location"].partition("?")[0]
    twice = [write(client, "save", here, revision="1", title="Pressed twice") for _ in range(2)]
    assert [each.status_code for each in twice] == [303, 303]
    assert value_of(sent("preview").text, "draft") == form["draft"]
    assert value_of(sent("preview", draft="../x").text, "draft") not in ("", form["draft"], "../x")
    assert 'name="draft"' not in client.get(here).text


def value_of(page: str, name: str) -> str:
    """What a hidden field of the form in a page holds."""
    return page.partition(f'name="{name}" value="')[2].partition('"')[0]


def revision_of(page: str) -> str:
    """What the form in a page says it was opened with."""
    return value_of(page, "revision")


def test_no_button_of_a_form_writes_over_what_another_saved_since(client: TestClient[Any]) -> None:
    here = write(client, "save").headers["location"].partition("?")[0]
    archive = archive_of(client)
    (draft,) = archive.drafts()
    archive.save_draft(draft.id, draft.fields, "Theirs.", by="Olaf Tern", revision=1)
    sent = {"revision": "1", "body": "Mine."}
    seen = write(client, "preview", here, **sent)
    assert (seen.status_code, revision_of(seen.text)) == (200, "1")
    for action in ("save", "publish", "schedule", "keep-back", "remove", "save"):
        refused = write(client, action, here, **sent)
        assert refused.status_code == 422, action
        assert "Olaf Tern saved another text" in refused.text
        assert "Mine." in refused.text
        sent["revision"] = revision_of(refused.text)  # pressed once more in the page that came back
    assert archive.get_draft(draft.id).body == "Theirs."
    assert write(client, "save", here, revision="2", body="Ours.").status_code == 303
    assert revision_of(client.get(here).text) == "3"
    half = write(client, "schedule", here, revision="3", body="Saved.", publish_at="0001-01-01T00:00:00+14:00")
    assert (half.status_code, revision_of(half.text)) == (422, "4")  # saved, and not scheduled
    assert write(client, "save", here, revision="9" * 5_000).status_code == 422


def test_not_by_itself_keeps_what_was_typed_and_holds_back_even_what_cannot_be_saved(client: TestClient[Any]) -> None:
    here = write(client, "schedule", publish_at="2100-01-01T10:00").headers["location"].partition("?")[0]
    (draft,) = archive_of(client).drafts()
    answer = write(client, "keep-back", here, revision="1", title="Typed meanwhile")
    assert "It will not be published by itself." in client.get(answer.headers["location"]).text
    found = archive_of(client).get_draft(draft.id)
    assert (found.fields.title, found.publish_at) == ("Typed meanwhile", None)
    write(client, "schedule", here, revision="2", publish_at="2100-01-01T10:00")
    refused = write(client, "keep-back", here, revision="3", date="tomorrow")
    assert refused.status_code == 422
    assert "It will not be published by itself." in refused.text
    assert archive_of(client).get_draft(draft.id).publish_at is None


def test_a_form_that_does_not_say_what_to_do_does_nothing(client: TestClient[Any]) -> None:
    for action in ("role", "remove", "keep-back"):
        assert write(client, action).status_code == 422
    assert archive_of(client).drafts() == ()


def test_a_draft_that_is_held_back_while_others_are_published_stays_with_us(client: TestClient[Any]) -> None:
    archive = archive_of(client)
    for number, title in enumerate(("First", "Held back", "Put off", "Thrown away", "Last")):
        answer = write(client, "schedule", title=title, publish_at="2100-01-01T10:00", body=f"{WORDS} {title}.")
        let_come(client, answer.headers["location"].rpartition("/")[2].partition("?")[0], number)
    named = {draft.fields.title: draft.id for draft in archive.drafts()}
    round_ = archive.publish_due()
    assert next(round_)[0].fields.title == "First"
    archive.schedule(named["Held back"], None)
    archive.schedule(named["Put off"], "2100-01-01T10:00")
    archive.remove_draft(named["Thrown away"])
    assert [(draft.fields.title, problem) for draft, problem in round_] == [("Last", "")]
    assert [archive.get_draft(named[title]).published for title in ("Held back", "Put off")] == [None, None]
    assert archive.count().statements == 3


def test_what_the_parser_fails_at_keeps_no_other_draft_back(
    client: TestClient[Any], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for number, title in enumerate(("Odd", "Plain")):
        answer = write(client, "schedule", title=title, publish_at="2100-01-01T10:00", body=f"{WORDS} {title}.")
        let_come(client, answer.headers["location"].rpartition("/")[2].partition("?")[0], number)
    made = adding.make_entry

    def fail(capture: Any) -> Any:
        if b"Odd" in capture.content:
            raise ValueError("no such luck")
        return made(capture)

    monkeypatch.setattr(adding, "make_entry", fail)
    assert publish_due(client.app.state["site"]) == 1
    assert "no such luck" in caplog.text
    assert {draft.fields.title: draft.state for draft in archive_of(client).drafts()} == {
        "Odd": "scheduled", "Plain": "published"
    }  # fmt: skip


def test_a_site_looks_for_what_is_due_again_after_anything_went_wrong(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tried, wrote, again = [], [], threading.Event()

    def fail(_: Any) -> int:
        tried.append(1)
        if len(tried) > 1:
            again.set()
        raise ValueError("no such luck")

    async def serve() -> None:
        async with publishing.publishing(site, None):
            await asyncio.to_thread(again.wait, 20)

    site: Any = SimpleNamespace(readings=SimpleNamespace(write=lambda: wrote.append(1)))
    monkeypatch.setattr(publishing, "publish_due", fail)
    monkeypatch.setattr(publishing, "EVERY_S", 0.01)
    with ThreadPoolExecutor(1) as pool:  # the browser of other tests has a loop in this thread
        pool.submit(asyncio.run, serve()).result()
    assert again.is_set()
    assert wrote
    assert "no such luck" in caplog.text


def test_of_two_who_publish_the_slower_does_not_put_its_older_text_back(
    client: TestClient[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = archive_of(client)
    here = write(client, "save").headers["location"].partition("?")[0]
    (draft,) = archive.drafts()

    def slowly(capture: Any) -> Any:
        monkeypatch.undo()
        entry = adding.make_entry(capture)
        write(client, "publish", here, revision="1", title="Newer", body=WORDS.replace("third", "half"))
        return entry

    monkeypatch.setattr(adding, "make_entry", slowly)
    found = archive.publish(draft.id)
    assert (found.state, found.published) == ("published", 2)
    shown = archive.get_statement(found.statement or "")
    assert (shown.card.title, len(shown.versions)) == ("Newer", 1)


def test_numbers_and_times_out_of_bounds_are_refused_in_a_sentence(client: TestClient[Any]) -> None:
    here = write(client, "save").headers["location"].partition("?")[0]
    for moment in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"):
        answer = write(client, "schedule", publish_at=moment)
        assert answer.status_code == 422
        assert "That is no time." in answer.text
    assert write(client, "save", here, revision="9" * 5000, title="Another").status_code == 422
    assert archive_of(client).get_draft(here.rpartition("/")[2]).fields.title == FORM["title"]


def test_what_cannot_be_published_says_why_and_readers_may_not_write(client: TestClient[Any]) -> None:
    for changed in ({"body": " "}, {"title": ""}, {"date": "tomorrow"}, {"kind": "song"}, {"time": "25:00"}):
        answer = write(client, "publish", **changed)
        assert answer.status_code == 422, changed
        assert 'role="alert"' in answer.text
    assert archive_of(client).count().statements == 1
    reader = TestClient(client.app)
    log_in(reader, "reader")
    assert reader.get("/edit/written").status_code == 403
    assert send(reader, NEW, **FORM).status_code == 403


def test_hostile_words_and_fields_stay_words(client: TestClient[Any]) -> None:
    fields = dict.fromkeys(("title", "place", "category", "sections", "tags", "participants"), EVIL)
    answer = write(
        client, "publish", **fields, body=f"---\n{EVIL}\n---\n\n**{EVIL}:** {EVIL} [go](javascript:alert(1))"
    )
    here = answer.headers["location"].partition("?")[0]
    statement = archive_of(client).drafts()[0].statement
    for path in (here, "/edit/written", f"/statements/{statement}", "/", "/sections"):
        page = client.get(path).text
        assert "<script>document" not in page, path
        assert "<img src=x" not in page, path
        assert 'href="javascript' not in page, path
    policy = client.get(here).headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "connect-src 'self'" in policy


def test_a_pinned_statement_stands_first_on_the_home_page_and_in_its_section(client: TestClient[Any]) -> None:
    write(client, "publish")
    statement = archive_of(client).drafts()[0].statement
    assert statement
    for place in ("", "columns"):
        pinned = send(
            client, "/edit/pins", do="pin", statement=f"https://a.example/statements/{statement}#t2", place=place
        )
        assert pinned.status_code == 303
    assert 'class="pinned"' in client.get("/").text
    assert 'class="pinned"' in client.get("/sections/columns").text
    assert 'class="pinned"' not in client.get("/sections/news").text
    assert send(client, "/edit/pins", do="pin", statement=statement, place="nowhere").status_code == 422
    send(client, "/edit/pins", do="unpin", statement=statement, place="")
    assert 'class="pinned"' not in client.get("/").text
    assert token_of(client.get("/edit/written").text)


def test_a_former_address_leads_to_what_is_called_otherwise(client: TestClient[Any]) -> None:
    write(client, "publish")
    archive_of(client).rename_term("section", "Columns", "Essays", by="ed", why="a test")
    archive_of(client).rename_term("tag", "pier", "Piers & quays", by="ed", why="a test")
    for path, leads_to in (
        ("/sections/columns", "/sections/essays"),
        ("/sections/columns.json", "/sections/essays.json"),
        ("/fr/sections/columns", "/fr/sections/essays"),
        ("/tags/pier", "/tags/piers-quays"),
        ("/feeds/sections/columns.atom", "/feeds/sections/essays.atom"),
    ):
        answer = client.get(path, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (301, leads_to)
    assert client.get("/sections/nothing").status_code == 404
    assert "Essays" in client.get("/sections").text
    for name in ("Essays", "Columns"):
        assert archive_of(client).search(f"section:{name}").total == 3
