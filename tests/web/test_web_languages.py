"""The interface in six languages: catalogues that are whole, plural forms, dates, and addresses that carry the language."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import messages as tool
import minijinja
import pytest
from litestar.testing import TestClient

from rostra.lexicon import load
from rostra.text.languages import _SCRIPTS
from rostra.web import SiteSettings, create_app
from rostra.web.catalogue import Catalogue, read_messages
from rostra.web.language import Language, conventions, language
from rostra.web.prefix import spoken_links

TRANSLATED = [tag for tag in conventions() if tag != "en"]
PLACES = re.compile(r"\{\w+\}")


def catalogue(tag: str) -> str:
    return (tool.CATALOGUES / f"{tag}.po").read_text("utf-8")


WAITING: frozenset[str] = frozenset()
"""Messages that may wait for a translation, and are said in English until then. It should be empty when a version is published."""


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_message_is_translated(tag: str) -> None:
    """Run ``python scripts/messages.py`` and fill what it lists with ``--missing``."""
    assert [message.text for message in tool.missing(catalogue(tag)) if message.text not in WAITING] == []


@pytest.mark.parametrize("tag", TRANSLATED)
def test_catalogues_say_nothing_that_nobody_asks_for(tag: str) -> None:
    said = tool.find_messages()
    assert [message.text for message in read_messages(catalogue(tag)) if message.text and message.key not in said] == []


@pytest.mark.parametrize("tag", TRANSLATED)
def test_places_of_translations_are_those_of_the_message(tag: str) -> None:
    """A form for one or two may leave the number out: the word says it."""
    wrong = []
    for message in read_messages(catalogue(tag)):
        wanted = set(PLACES.findall(message.text + message.plural))
        for said in filter(None, message.translations if message.text else ()):
            given = set(PLACES.findall(said))
            if not (given == wanted or (message.plural and given == wanted - {"{n}"})):
                wrong.append((message.text, said))
    assert wrong == []


@pytest.mark.parametrize("tag", conventions())
def test_a_narrow_calendar_has_the_names_of_months_from_the_style_sheet(tag: str) -> None:
    sheet = files("rostra.web").joinpath("static/site.css").read_text("utf-8")
    named = re.search(rf"@counter-style months-{tag} {{ system: fixed; symbols: ([^;]*); }}", sheet)
    assert named
    assert re.findall(r'"([^"]*)"', named[1]) == [language(tag).short_month(month) for month in range(1, 13)]
    assert f"counter(month, months-{tag})" in sheet


def test_plural_forms_are_chosen_by_the_rules_of_each_language() -> None:
    forms = {"fr": (0, 1, 2), "es": (1, 0, 2), "ru": (1, 2, 5, 11, 21, 22), "ar": (0, 1, 2, 3, 11, 100), "zh": (1, 7)}
    chosen = {tag: [language(tag).catalogue._form(n) for n in numbers] for tag, numbers in forms.items()}
    assert chosen == {
        "fr": [0, 0, 1],
        "es": [0, 1, 1],
        "ru": [0, 1, 2, 2, 0, 1],
        "ar": [0, 1, 2, 3, 4, 5],
        "zh": [0, 0],
    }


@pytest.mark.parametrize(
    ("tag", "day", "month", "number", "percent"),
    [
        ("en", "1 August 2014", "August 2014", "12,133", "97 %"),
        ("fr", "1er août 2014", "août 2014", "12\u202f133", "97 %"),
        ("es", "1 de agosto de 2014", "agosto de 2014", "12\u00a0133", "97 %"),
        ("ru", "1 августа 2014", "август 2014", "12\u00a0133", "97 %"),
        ("ar", "1 أغسطس 2014", "أغسطس 2014", "12,133", "97%"),
        ("zh", "2014年8月1日", "2014年8月", "12,133", "97%"),
    ],
)
def test_dates_and_numbers(tag: str, day: str, month: str, number: str, percent: str) -> None:
    ui = language(tag)
    assert (ui.date("2014-08-01"), ui.date("2014-08")) == (day, month)
    assert (ui.number(12133), ui.percent(0.973)) == (number, percent)


def test_lists_and_fractions() -> None:
    assert language("en").listed(["Ada", "Bo", "Cy"]) == "Ada, Bo and Cy"
    assert language("ar").listed(["ا", "ب"]) == "ا وب"
    assert language("zh").listed(["甲"]) == "甲"
    assert language("en").listed([]) == ""
    assert language("en").size(1_234_567) == "1.2 MB"
    assert language("es").number(1234) == "1234"


PO = """
msgid ""
msgstr "Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Open"
msgstr "Ouvert"

msgctxt "verb"
msgid "Open"
msgstr "Ouvrir"

msgid "{n} turn"
msgid_plural "{n} turns"
msgstr[0] "{n} prise "
"de parole"
msgstr[1] "{n} prises de parole"

#, fuzzy
msgid "Doubted"
msgstr "Peut-être"

msgid "See {link}."
msgstr "Voir {link} & co."
"""


@pytest.fixture
def french() -> Language:
    return Language("fr", conventions()["fr"], Catalogue(tuple(read_messages(PO))))


def test_what_is_not_translated_is_said_in_english(french: Language) -> None:
    assert french.t("Sections") == "Sections"
    assert french.t("{n} vote", "{n} votes", n=2) == "2\u00a0votes"
    assert french.t("Doubted") == "Doubted"


def test_contexts_and_forms(french: Language) -> None:
    assert (french.t("Open"), french.t("Open", context="verb")) == ("Ouvert", "Ouvrir")
    assert french.t("{n} turn", "{n} turns", n=0) == "0\u00a0prise de parole"
    assert french.t("{n} turn", "{n} turns", n=2133) == "2\u202f133\u00a0prises de parole"


def test_only_html_stays_html(french: Language) -> None:
    assert french.t("See {link}.", link="<b>") == "Voir <b> & co."  # plain text: the template escapes it
    link = minijinja.safe("<a>it</a>")
    assert french.t("See {link}.", link=link) == "Voir <a>it</a> &amp; co."
    said = french.t("See {link} {other}.", link=link, other="<script>{link}")
    assert "<script>" not in said
    assert said.count("<a>") == 1


def test_a_line_that_is_no_po_is_told() -> None:
    with pytest.raises(ValueError, match=r"x\.po.*msgid Open"):
        list(read_messages("msgid Open", name="x.po"))


def test_links_keep_the_language_and_files_have_none() -> None:
    page = '<a href="/archive"></a><form action="/search"><link href="/static/site.css"><a href="/ru"></a><a href="?page=2">'
    assert spoken_links(page, "fr") == page.replace('"/archive', '"/fr/archive').replace('"/search', '"/fr/search')


def test_the_language_is_the_first_part_of_the_address(client: TestClient[Any], ids: dict[str, str]) -> None:
    page = client.get(f"/ar/statements/{ids['conference']}")
    assert page.status_code == 200
    assert '<html lang="ar" dir="rtl">' in page.text
    assert 'href="/ar/people/mara-velden"' in page.text
    assert 'href="/static/site.css' in page.text
    assert f'rel="canonical" href="https://record.example.org/statements/{ids["conference"]}"' in page.text.replace(
        "&#x2f;", "/"
    )
    assert client.get("/fr").status_code == 200
    lost = client.get("/fr/nowhere")
    assert lost.status_code == 404
    assert '<html lang="fr"' in lost.text


def test_moved_pages_and_the_sites_own_language(client: TestClient[Any], location: str) -> None:
    moved = client.get("/en/archive?page=2", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (302, "/archive?page=2")
    assert client.get("/en//elsewhere.example/x", follow_redirects=False).headers["location"] == "/elsewhere.example/x"
    assert client.get("/fr/edit/login", follow_redirects=False).headers["location"] == "/edit/login"
    with TestClient(create_app(location, site=SiteSettings(language="fr"))) as french:
        assert '<html lang="fr" dir="ltr">' in french.get("/about").text
        assert 'href="/about"' in french.get("/about").text
        assert 'href="/en/about"' in french.get("/en/people").text
        assert '<html lang="en"' in french.get("/en/people").text


def test_a_language_that_the_site_does_not_speak_is_refused() -> None:
    with pytest.raises(ValueError, match="does not speak 'tlh', but en, fr"):
        SiteSettings(language="tlh")


BARE = frozenset(
    (
        "UTC",
        "Alt",
        "Enter",
        "JSON",
        "BibTeX",
        "RIS",
        "CSL-JSON",
        "Markdown",
        "SHA-256",
        "CSV",
        "TSV",
        "Atom",
        "JSON Feed",
    )
)


def test_templates_say_nothing_but_through_the_catalogues() -> None:
    """What is left of a template without its expressions, code and tags is no word."""
    bare: dict[str, list[str]] = {}
    for file in sorted((tool.WEB / "templates").rglob("*.html")):
        text = re.sub(
            r"(?s)\{% block (?:body_class|action|example) %\}.*?\{% endblock %\}", "", file.read_text("utf-8")
        )
        text = re.sub(r"(?s)\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "\0", text)
        text = re.sub(r"(?s)<(code|script)\b.*?</\1>", "", text)
        text = re.sub(r' (?:aria-label|title|alt)="([^"]*)"', r">\1<", text)
        words = re.split(r"[\n\0]", re.sub(r"<[^>]*>", "\n", text))
        if left := [word.strip() for word in words if re.search(r"[A-Za-z]{2}", word) and word.strip() not in BARE]:
            bare[file.name] = left
    assert bare == {}


@pytest.mark.browser
def test_scripts_speak_the_language_of_the_page(browser: Any, address: str, ids: dict[str, str]) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/fr/statements/{ids['conference']}")
    page.locator("#cite summary").first.click()
    page.get_by_role("button", name="Copier, Référence").click()
    page.get_by_text("Copié", exact=True).wait_for()
    context.close()


def test_every_language_that_a_page_may_be_found_to_be_in_has_a_name_in_each_interface() -> None:
    found = {*load("function_words"), *(name for name, _ in _SCRIPTS if len(name) == 2)}
    assert len(found) > 60
    for tag in ("en", *TRANSLATED):
        assert [code for code in found if language(tag).facet_value(code, "language") == code] == []
    assert language("fr").facet_value("cy", "language") == "Gallois"
    assert language("en").facet_value("pt-BR", "language") == "Portuguese (BR)"
