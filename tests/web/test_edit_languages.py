"""The desk in the languages of the interface: pages, what was decided, and why something was not done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import samples
from desk import let_in, log_in, send
from litestar.testing import TestClient

import rostra
from rostra.model import UsageError
from rostra.web import SiteSettings, create_app
from rostra.web.editing.refusals import SENTENCES, said, sentence
from rostra.web.language import language

SOURCES = Path(rostra.__file__).parent


@pytest.fixture(scope="module")
def ids() -> dict[str, str]:
    return {}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, ids: dict[str, str]) -> Iterator[TestClient[Any]]:
    """An editor of a French site."""
    location = str(tmp_path_factory.mktemp("desk") / "record.sqlite")
    with rostra.open(location) as archive:
        for sample in (samples.conference, samples.article):
            ids[sample.__name__] = archive.record.add(sample()).statement_id
    let_in(location)
    with TestClient(create_app(location, site=SiteSettings(language="fr"))) as client:
        log_in(client, "admin")
        yield client


def test_the_desk_speaks_the_site_s_language_until_another_is_chosen(
    client: TestClient[Any], ids: dict[str, str]
) -> None:
    paths = ("/edit", f"/edit/statements/{ids['conference']}", "/edit/history", "/edit/sections/news", "/edit/accounts")
    for path in paths:
        assert '<html lang="fr" dir="ltr">' in client.get(path).text, path
    assert 'href="/sections/news"' in client.get("/edit/sections/news").text
    chosen = client.get("/edit/language?tag=ar&next=/edit/history?page=1", follow_redirects=False)
    assert (chosen.status_code, chosen.headers["location"]) == (303, "/edit/history?page=1")
    assert "Path=/edit" in chosen.headers["set-cookie"]
    assert "HttpOnly" in chosen.headers["set-cookie"]
    for path in paths:
        assert '<html lang="ar" dir="rtl">' in client.get(path).text, path
    assert 'href="/ar/sections/news"' in client.get("/edit/sections/news").text
    assert '<html lang="fr"' in client.get("/sections").text
    away = client.get("/edit/language?tag=tlh&next=https://evil.example/", follow_redirects=False)
    assert away.headers["location"] == "/edit"
    assert '<html lang="fr"' in client.get("/edit").text


def test_what_was_decided_is_told_in_the_language_of_the_desk(client: TestClient[Any], ids: dict[str, str]) -> None:
    here = f"/edit/statements/{ids['conference']}"
    done = send(client, here, here, do="save", turn="t1", role="moderation", speaker="Mara Velden", why="")
    page = unescape(client.get(done.headers["location"]).text)
    assert f"le rôle de t1 est : {language('fr').word('roles', 'moderation').lower()}" in page
    send(client, here, here, do="fields", date="2016-03-09", title="Un autre titre")
    send(client, "/edit/sections/news", "/edit/sections/news", do="rename", name="Nouvelles")
    history = unescape(client.get("/edit/history").text)
    for line in (
        "date : 9 mars 2016",
        "titre : Un autre titre",
        "la rubrique news s’appelle Nouvelles",
        "La page le montre.",
    ):
        assert line in history, line


def test_why_something_was_not_done_is_said_in_the_language_of_the_desk(
    client: TestClient[Any], ids: dict[str, str]
) -> None:
    here = f"/edit/statements/{ids['conference']}"
    asked: list[tuple[str, dict[str, str], str]] = [
        (here, {"do": "fields"}, "Rien n’a changé. Modifiez un champ, puis enregistrez."),
        (here, {"do": "split", "turn": "t1"}, "Rien ne dit où commence la seconde prise de parole."),
        (here, {"do": "split", "turn": "t2", "words": "nowhere to be found"}, "ne sont pas dans la prise de parole t2"),
        (here, {"do": "fields", "date": "tomorrow"}, "'tomorrow' ne convient pas : date. Écrivez 2014, 2014-08 ou 2014-08-06."),
        (here, {"do": "song"}, "Le formulaire ne dit pas quoi faire."),
        ("/edit/pins", {"do": "up", "statement": ids["article"]}, "Ce n’est pas épinglé là."),
        ("/edit/written/new", {"do": "publish", "title": "", "body": ""}, "Il manque encore un titre ou un texte."),
        ("/edit/written/new", {"do": "save", "title": "A", "body": "B", "time": "9 h"}, "Écrivez-le comme 14:30"),
        ("/edit/rename", {"from": "Mara Velden", "to": "Mara Velde"}, "Aucune déclaration n’est choisie."),
        ("/edit/accounts", {"do": "add", "name": "Rika Holm", "role": "reader", "new": "x" * 12, "again": "y"}, "diffèrent"),
        ("/edit/accounts", {"do": "add", "name": "Rika Holm", "role": "reader", "new": "x" * 12, "again": "x" * 12},
         "Il y a déjà un compte Rika Holm."),
    ]  # fmt: skip
    for path, fields, why in asked:
        answer = send(client, path, **fields)
        assert answer.status_code == 422, (path, fields)
        assert why in unescape(answer.text), (path, fields, re.findall(r'role="alert">(.*?)<', answer.text))


def test_every_sentence_is_still_said_somewhere_and_its_values_come_back() -> None:
    files = [file for file in SOURCES.rglob("*.py") if file.name != "refusals.py"]
    sources = re.sub(r'"\s*f?"', "", "\n".join(file.read_text("utf-8") for file in files))
    for text in SENTENCES:
        pieces = re.split(r"\{\w+\}", re.sub(r"of the (turn|question) ", "of the {what} ", text))
        assert max(pieces, key=len) in sources, text
    english, russian = language("en"), language("ru")
    for text in SENTENCES:
        filled = re.sub(r"\{(\w+)\}", lambda place: {"role": "answer", "field": "date"}.get(place[1], "x-7"), text)
        assert sentence(english, filled).replace("\N{NO-BREAK SPACE}", " ").lower() == filled.lower()
        assert "x-7" in sentence(russian, filled) or "x-7" not in filled
        assert not re.search(r"\b(the|is|not)\b", sentence(russian, filled)), text
    assert sentence(russian, "Something that nobody foresaw.") == "Something that nobody foresaw."
    assert (
        said(english, UsageError("Nothing is different.", hint="`rostra show` prints them.")) == "Nothing is different."
    )
