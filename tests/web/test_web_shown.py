"""How others show what is here: pictures, quotations in frames, oEmbed."""

from __future__ import annotations

import io
import json
import re
import threading
from collections.abc import Iterator
from html import unescape
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from litestar.testing import TestClient
from PIL import Image, features

from rostra.web import SiteSettings, cards, create_app
from rostra.web.cards import Card, draw
from rostra.web.fonts import Face, _face, faces, find_face
from rostra.web.routes.shown import _within
from rostra.web.theme import Theme

Client = TestClient[Any]
BASE = "https://record.example.org"


def ink(card: Card, box: tuple[int, int, int, int] = (100, 110, 1116, 500)) -> int:
    """How many pixels of the words' place are dark."""
    image = Image.open(io.BytesIO(draw(card)))
    assert image.size == (1200, 630)
    return sum(image.convert("L").crop(box).histogram()[:128])


def test_a_card_shows_words_and_longer_ones_in_smaller_type() -> None:
    short, long = (
        Card(words=words, site="Site") for words in ("Ice", "The ice came early this year and left late. " * 9)
    )
    assert 0 < ink(short) < ink(long)
    assert ink(long, (100, 476, 1200, 512)) == 0  # nothing runs into the line below
    assert ink(long, (1120, 100, 1200, 500)) == 0  # nor over the margin


@pytest.mark.parametrize(
    "words", ["", " ", "W" * 5000, "\x00\x1b\ud800\uffff", "a\u0301" * 300, "\u202e" * 99 + "x", "🚢" * 20]
)
def test_any_words_make_a_card(words: str) -> None:
    assert draw(Card(words=words, site=words or "s", name=words, about=words, quoted=True)).startswith(b"\x89PNG")


@pytest.mark.skipif(
    not features.check("raqm") or not find_face("مينا", serif=True), reason="needs Raqm and an Arabic font"
)
def test_arabic_runs_from_the_right() -> None:
    card = Card(words="يفتح الميناء", site="سجل", quoted=True)
    assert ink(card, (700, 110, 1117, 500)) > 100
    assert ink(card, (20, 110, 400, 500)) == 0


def test_words_that_cannot_be_drawn_give_way_to_the_name_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    western = tuple(face for face in faces() if not face.has(frozenset({0x6E2F})))
    monkeypatch.setattr("rostra.web.fonts.faces", lambda: western)
    card = Card(words="新港口将于明年春天开放。", site="The Harbour Record", about="2020")
    assert draw(card) == draw(Card(words="", site="The Harbour Record", about="2020"))
    assert ink(card) > 100


def test_without_fontconfig_western_letters_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rostra.web.fonts.faces", lambda: ())
    assert ink(Card(words="Été à Zürich", site="s1")) > 100


def test_lines_of_chinese_do_not_open_with_a_full_stop() -> None:
    assert cards._pieces("开放。我们 a bc") == ["开", "放。", "我", "们 ", "a ", "bc"]


def test_faces_are_chosen_by_what_they_have() -> None:
    line = "/f/a.ttf\t0\tNoto Serif,Other\tBold\t200\t20-7e a0-ff 2026"
    face = _face(line.split("\t"))
    assert face is not None
    assert (face.family, face.weight) == ("Noto Serif", 200)
    assert face.has(frozenset({0x20, 0x7E, 0xA0, 0x2026}))
    assert not face.has(frozenset({0x7F}))
    assert not face.has(frozenset({0x19}))
    assert not face.has(frozenset({0x2027}))
    for bad in ("", "a\tb", "/f\tx\tF\tR\t80\t20-7e", "/f\t0\tF\tR\t80\tzz", "/f\t0\tF\tR\t80\t"):
        assert _face(bad.split("\t")) is None
    assert isinstance(_face(["/f", "65536", "F", "R", "[40 200]", "41"]), Face)


def test_pages_name_their_pictures(client: Client, ids: dict[str, str]) -> None:
    for path in (f"/statements/{ids['conference']}", f"/statements/{ids['conference']}/t4"):
        page = unescape(client.get(path).text)
        assert f'<meta property="og:image" content="{BASE}{path}/card.png">' in page
        answer = client.get(f"{path}/card.png")
        assert answer.headers["content-type"] == "image/png"
        assert answer.headers["cache-control"] == "no-cache"
        assert answer.content.startswith(b"\x89PNG")
    assert "og:image" not in client.get("/people/mara-velden").text
    assert client.get(f"/statements/{ids['conference']}/t99/card.png").status_code == 404


def test_a_publishers_colour_is_that_of_the_cards_and_frames(location: str, ids: dict[str, str]) -> None:
    settings = SiteSettings(base_url=BASE, theme=Theme(accent="#1a4f8a"))
    with TestClient(create_app(location, site=settings)) as client:
        image = Image.open(io.BytesIO(client.get(f"/statements/{ids['conference']}/t4/card.png").content)).convert(
            "RGB"
        )
        assert image.getpixel((5, 300)) == (0x1A, 0x4F, 0x8A)
        assert 'href="/theme/site.css' in client.get(f"/statements/{ids['conference']}/t4/embed").text


# in a frame


def test_only_a_quotation_may_be_framed(client: Client, ids: dict[str, str]) -> None:
    one = ids["conference"]
    embedded = client.get(f"/statements/{one}/t4/embed")
    assert "frame-ancestors *" in embedded.headers["content-security-policy"]
    assert "script-src" not in embedded.headers["content-security-policy"]
    assert "<script" not in embedded.text
    assert "frame-ancestors 'none'" in client.get(f"/statements/{one}/t4").headers["content-security-policy"]
    page = unescape(embedded.text)
    assert f'cite="{BASE}/statements/{one}/t4"' in page
    for words in ("I confirm the third.", "Will the night boat run again?", "Ilo Castren", "8 March 2016"):
        assert words in page


def test_markup_of_a_page_stays_text_in_a_frame(client: Client, ids: dict[str, str]) -> None:
    page = client.get(f"/statements/{ids['hostile']}/t2/embed").text
    assert "<script>alert" not in page
    assert "<img" not in page


def test_a_long_quotation_ends_at_a_word() -> None:
    assert _within(["one two three", "four"], 10) == ("one two…",)
    assert _within(["one", "four five six"], 8) == ("one", "four…")
    assert _within(["one two", "three"], 7) == ("one two…",)
    assert _within([], 5) == ()


def test_the_code_to_embed_is_what_oembed_gives(client: Client, ids: dict[str, str]) -> None:
    path = f"/statements/{ids['conference']}/t4"
    (code,) = re.findall(r'aria-label="HTML to embed">(.*?)</pre>', client.get(path).text)
    told = client.get("/oembed", params={"url": BASE + path}).json()
    assert unescape(code) == told["html"]
    frame = ElementTree.fromstring(unescape(code))
    assert frame.get("src") == f"{BASE}{path}/embed"
    assert (frame.get("width"), frame.get("height")) == (str(told["width"]), str(told["height"]))


# oEmbed


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        (f"{BASE}/statements/{{conference}}", "link"),
        (f"{BASE}/statements/{{conference}}/t4", "rich"),
        (f"{BASE}/statements/{{conference}}#t4-1:~:text=third", "rich"),
        (f"{BASE}/fr/statements/{{conference}}/t4?x=1", "rich"),
        ("http://record.example.org/statements/{bare}", "link"),
    ],
)
@pytest.mark.parametrize("form", ["json", "xml"])
def test_oembed_tells_what_the_specification_wants(
    client: Client, ids: dict[str, str], address: str, kind: str, form: str
) -> None:
    answer = client.get("/oembed", params={"url": address.format(**ids), "format": form})
    if form == "json":
        assert answer.headers["content-type"] == "application/json"
        told = {name: str(value) for name, value in answer.json().items()}
    else:
        assert answer.headers["content-type"] == "text/xml; charset=utf-8"
        told = {field.tag: field.text or "" for field in ElementTree.fromstring(answer.text)}
    assert (told["version"], told["type"], told["provider_name"]) == ("1.0", kind, "Rostra")
    assert ({"html", "width", "height"} <= set(told)) is (kind == "rich")
    assert client.get(told["thumbnail_url"].removeprefix(BASE)).status_code == 200
    assert all(told.values())


@pytest.mark.parametrize(
    "address",
    ["", "x", "https://elsewhere.example/statements/{conference}", BASE, f"{BASE}/people/mara-velden", "https://[", "//",
     f"{BASE}/statements/nowhere", f"{BASE}/statements/{{conference}}/t99", f"{BASE}/statements", "javascript:alert(1)"],
)  # fmt: skip
def test_oembed_knows_this_site_alone(client: Client, ids: dict[str, str], address: str) -> None:
    for form in ("json", "xml"):
        answer = client.get("/oembed", params={"url": address.format(**ids), "format": form})
        assert answer.status_code == 404
        said = answer.json() if form == "json" else {e.tag: e.text for e in ElementTree.fromstring(answer.text)}
        assert list(said) == ["error"]
        assert form in answer.headers["content-type"]


def test_oembed_names_the_authors_of_the_citation(client: Client, ids: dict[str, str]) -> None:
    for name in ids:
        address = f"/statements/{ids[name]}"
        told = client.get(f"/oembed?url={quote(BASE + address)}").json().get("author_name", "")
        cited = re.findall(r"^AU  - (.+?)\r?$", client.get(f"{address}.ris").text, re.M)
        assert told.replace(" and ", ", ") == ", ".join(cited[:3]), name


def test_oembed_keeps_to_its_form_and_width(client: Client, ids: dict[str, str]) -> None:
    url = f"{BASE}/statements/{ids['conference']}/t4"
    assert client.get("/oembed", params={"url": url, "format": "yaml"}).status_code == 501
    for asked, given in (("300", 300), ("10", 280), ("9999", 640), ("wide", 640), ("-5", 640)):
        told = client.get("/oembed", params={"url": url, "maxwidth": asked}).json()
        assert told["width"] == given
        assert f'width="{given}"' in told["html"]


def test_pages_lead_to_oembed(client: Client, ids: dict[str, str]) -> None:
    address = f"{BASE}/statements/{ids['conference']}/t4"
    page = unescape(client.get(address.removeprefix(BASE)).text)
    assert '<link rel="alternate" type="application/json+oembed"' in page
    assert f'href="{BASE}/oembed?url={quote(address, safe="")}&format=json"' in page


def test_hostile_titles_stay_text_in_both_forms(client: Client, ids: dict[str, str]) -> None:
    url = f"{BASE}/statements/{ids['hostile']}/t2"
    html = json.loads(client.get("/oembed", params={"url": url}).text)["html"]
    assert html.count("<") == 2  # one element, opened and closed
    ElementTree.fromstring(client.get("/oembed", params={"url": url, "format": "xml"}).text)


class _Page(BaseHTTPRequestHandler):
    """Somebody else's page."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.server.page)  # type: ignore[attr-defined]

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""


@pytest.fixture
def blog() -> Iterator[Any]:
    """Another site, whose only page is the server's `page`."""
    with HTTPServer(("127.0.0.1", 0), _Page) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(10)


@pytest.mark.browser
def test_a_frame_on_another_site_shows_the_quotation(
    browser: Any, address: str, ids: dict[str, str], blog: Any
) -> None:
    """In both colour schemes and at two widths all of it is seen without scrolling, and axe finds nothing."""
    from axe_playwright_python.sync_playwright import Axe

    for scheme, width in (("light", 640), ("dark", 320)):
        context = browser.new_context(viewport={"width": width, "height": 700}, color_scheme=scheme)
        page = context.new_page()
        url = f"{address}/statements/{ids['conference']}/t3"
        told = json.loads(page.request.get(f"{address}/oembed?url={quote(url, safe='')}&maxwidth={width}").text())
        blog.page = f"<!doctype html><meta name=viewport content='width=device-width'>{told['html']}".encode()
        page.goto(f"http://127.0.0.1:{blog.server_port}/")
        frame = page.frame_locator("iframe")
        frame.get_by_text("It will run from March.").wait_for()
        page.frames[-1].wait_for_load_state("load")  # its words are there before its style sheet is
        sizes = frame.locator("html").evaluate("e => [e.scrollHeight, e.clientHeight, e.scrollWidth, e.clientWidth]")
        assert sizes[0] <= sizes[1]
        assert sizes[2] <= sizes[3]
        page.goto(f"{url}/embed")
        found = Axe().run(page, options={"resultTypes": ["violations"]})
        assert [rule["id"] for rule in found.response["violations"]] == []
        context.close()
