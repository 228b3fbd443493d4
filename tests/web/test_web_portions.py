"""Long statements go on on further pages: none too heavy, no word lost, every turn found under its old address."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import samples
from litestar.testing import TestClient

import rostra
from rostra.archive import Entry
from rostra.web import SiteSettings, create_app
from rostra.web.files import build_site, check_links
from rostra.web.portions import PORTION_BYTES, Portions

WORDS = (
    "harbour",
    "herring",
    "barrel",
    "winter",
    "ledger",
    "ferry",
    "quay",
    "lantern",
    "tide",
    "rope",
    "sail",
    "pilot",
)
BASE = "https://record.example.org"


def sentences(seed: int, length: int) -> str:
    """Words that compress as badly as those of people do."""
    state, said = seed * 7919 + 1, []
    while sum(map(len, said)) < length:
        state = state * 1103515245 + 12345 & 0x7FFFFFFF
        said.append(f"{WORDS[(state >> 8) % len(WORDS)]}{(state >> 16) % 97 if state & 64 else ''}")
    return " ".join(said) + "."


def session() -> Entry:
    """Two hours of questions, each with two answers."""
    page = samples.Page("A long session")
    for n in range(160):
        question = page.say("question", f"Number {n}: {sentences(n, 200)}", f"Member {n % 5}", f"Member {n % 5}")
        page.say("answer", sentences(n + 1000, 900), "Ada Storm", "Minister", answers=question)
        page.say("answer", sentences(n + 2000, 300), "Bo Reed", "Clerk", answers=question)
    return page.entry("pages/session.html", kind="debate", date="2011-06-07", language="en")


def speech() -> Entry:
    """One turn that takes all afternoon."""
    page = samples.Page("A speech without end")
    page.say("statement", "\n\n".join(sentences(n, 700) for n in range(300)), "Ada Storm", "Minister")
    return page.entry("pages/speech.html", kind="speech", date="2011-06-08", language="en")


def report() -> Entry:
    """A page without turns."""
    page = samples.Page("A long report")
    page.text += "\n\n".join(f"Item {n}. {sentences(n, 700)}" for n in range(300))
    return page.entry("pages/report.txt", kind="article", date="2011-06-09", language="en")


LONG = (session, speech, report)


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("long") / "record.sqlite")


@pytest.fixture(scope="module")
def names(location: str) -> dict[str, str]:
    with rostra.open(location) as archive:
        return {sample.__name__: archive.record.add(sample()).statement_id for sample in LONG}


@pytest.fixture(scope="module")
def client(location: str, names: dict[str, str]) -> Iterator[TestClient[Any]]:
    with TestClient(create_app(location, site=SiteSettings(base_url=BASE))) as client:
        yield client


def pages(client: TestClient[Any], statement: str) -> list[str]:
    """All pages of a statement, by the links from one to the next."""
    found, path = [], f"/statements/{statement}"
    while path:
        found.append(client.get(path).text)
        onward = re.search(r'<a rel="next" href="([^"]*)">Next', found[-1])
        path = unescape(onward[1]) if onward else ""
    return found


def words_of(page: str) -> list[str]:
    text = re.search(r'<div class="text".*?</article>', page, re.S)
    assert text
    return unescape(re.sub(r"<[^>]*>", " ", "".join(re.findall(r"<p id=.*?</p>", text[0], re.S)))).split()


@pytest.mark.parametrize("name", ["session", "speech", "report"])
def test_each_page_is_light_and_together_they_have_every_word(
    client: TestClient[Any], names: dict[str, str], name: str
) -> None:
    static = Path(rostra.__file__).parent / "web" / "static"
    assets = sum(len(gzip.compress(file.read_bytes())) for file in static.iterdir() if file.is_file())
    found = pages(client, names[name])
    assert len(found) > 1
    assert max(len(gzip.compress(page.encode())) for page in found) + assets <= 60_000
    whole = words_of(client.get(f"/statements/{names[name]}/print").text.replace("</footer>", "</article>"))
    assert [word for page in found for word in words_of(page)] == whole
    assert len(whole) > 20_000


def test_the_outline_leads_to_the_page_of_each_question(client: TestClient[Any], names: dict[str, str]) -> None:
    here = f"/statements/{names['session']}"
    every = pages(client, names["session"])
    found = {f"{here}?page={number}" if number > 1 else here: page for number, page in enumerate(every, 1)}
    for path, page in found.items():
        assert len(set(re.findall(r' id="(t\d+)"', page))) == 480 == len(re.findall(r' id="(t\d+)"', page))
        entries = re.findall(r'<li><a href="([^"]*)#(t\d+)"><span class="n">', page)
        assert len(entries) == 160
        for address, turn in entries:
            there = found[unescape(address) or path]
            assert f'<div class="turn question" id="{turn}"' in there
        assert f'<link rel="canonical" href="{BASE}{path}">' in unescape(page)
        assert len(re.findall(r'"@type":"Question"', page)) == len(re.findall(r'class="turn question"', page))


def test_an_exchange_stays_whole(client: TestClient[Any], names: dict[str, str]) -> None:
    for page in pages(client, names["session"]):
        roles = re.findall(r'<div class="turn (\w+)', page)
        assert roles == ["question", "answer", "answer"] * (len(roles) // 3)


def test_a_turn_that_goes_on_says_who_speaks(client: TestClient[Any], names: dict[str, str]) -> None:
    first, second, *_ = pages(client, names["speech"])
    assert 'id="t1"' in first
    assert "continued" not in first
    assert re.search(r"<bdi>Ada Storm</bdi>.*?continued", second, re.S)
    assert second.count('id="t1"') == 1  # among the turns of other pages


def test_what_leads_to_a_turn_leads_to_its_page(client: TestClient[Any], names: dict[str, str]) -> None:
    here = f"/statements/{names['session']}"
    address = re.search(r'href="([^"]*)#t400">Read in context', client.get(f"{here}/t400").text)
    assert address
    assert unescape(address[1]) != here
    assert '<div class="turn question" id="t400"' in client.get(unescape(address[1])).text
    first = client.get(here).text
    assert re.search(r'<a id="t400" href="([^"]*)#t400">', first)
    last = client.get(f"{here}?page=9").text
    assert re.search(r'<link rel="canonical" href="[^"]*page=([2-8])"', last)
    assert '<nav class="pages portions' not in client.get(f"{here}/t400").text


def test_the_files_are_the_same(location: str, names: dict[str, str], client: TestClient[Any], tmp_path: Path) -> None:
    build_site(location, tmp_path / "public", settings=SiteSettings(base_url=BASE), workers=1)
    assert list(check_links(tmp_path / "public")) == []
    for number, page in enumerate(pages(client, names["session"]), 1):
        file = (
            tmp_path / "public/statements" / names["session"] / (f"page/{number}" if number > 1 else "") / "index.html"
        )
        assert words_of(file.read_text()) == words_of(page)


def test_beside_its_page_stands_the_portion_with_the_turn(client: TestClient[Any], names: dict[str, str]) -> None:
    here = f"/statements/{names['session']}"
    page = client.get(f"{here}/beside?turn=t400").text
    assert len(gzip.compress(page.encode())) < 50_000
    assert re.search(r'<li id="t400"><a [^>]*aria-current="true"', page)
    onward = re.search(r'<a rel="prev" href="([^"]*)"', page)
    assert onward
    assert '<li id="t1">' not in page
    assert unescape(onward[1]).startswith(f"{here}/beside")
    back = re.search(r'href="([^"]*)#t400">Back', page)
    assert back
    assert '<div class="turn question" id="t400"' in client.get(unescape(back[1])).text


def test_where_a_text_is_cut() -> None:
    short = Portions(samples.conference().transcript, "/statements/x")
    assert (short.count, short.address_of("t3")) == (1, "/statements/x")
    transcript = session().transcript
    portions = Portions(transcript, "/statements/x")
    room = PORTION_BYTES - 50 * len(transcript.turns)  # each page lists them all
    assert portions.count == -(-sum(turn.end - turn.start + 130 for turn in transcript.turns) // room)
    numbers = [portions.number_of(turn.id) for turn in transcript.turns]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, portions.count + 1))
    lengths = [numbers.count(number) for number in set(numbers)]
    assert max(lengths) - min(lengths) <= 12


@pytest.mark.browser
def test_old_addresses_of_turns_lead_to_their_page(
    location: str, names: dict[str, str], serving: Any, browser: Any
) -> None:
    from playwright.sync_api import expect

    with serving(location) as base:
        here = f"{base}/statements/{names['session']}"
        page = browser.new_page()
        page.goto(f"{here}#t400-1")
        page.wait_for_url("**?page=*")
        expect(page.locator(":target")).to_have_id("t400-1")
        page.goto(here)
        page.locator("#only").get_by_text("questions").click()
        onward = page.locator(".portions a").first
        expect(onward).to_have_attribute("href", re.compile("only=questions"))
        onward.click()
        expect(page).to_have_url(re.compile("page="))
        expect(page.locator("#only-questions")).to_be_checked()
        page.close()
        plain = browser.new_context(java_script_enabled=False)
        page = plain.new_page()
        page.goto(f"{here}#t400")
        page.locator("a:target").click()
        expect(page.locator(":target")).to_have_class("turn question")
        plain.close()
