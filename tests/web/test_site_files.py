"""The site as files: the same pages as the live site's, every link of which leads somewhere."""

from __future__ import annotations

import os
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import samples
from litestar.testing import TestClient

import rostra
from rostra.api import Progress, hold_still
from rostra.model import Furniture, UsageError
from rostra.web import SiteSettings
from rostra.web.files import build_site, check_links
from rostra.web.files.addresses import file_of
from rostra.web.files.answering import Answers, read_routes
from rostra.web.files.rooms import fate_of
from rostra.web.routes import sitemap

BASE = "https://record.example.org"


@pytest.fixture(scope="module")
def out(location: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the full archive as files."""
    folder = tmp_path_factory.mktemp("files") / "public"
    build_site(location, folder, settings=SiteSettings(base_url=BASE), workers=1)
    return folder


def words_of(page: str) -> list[str]:
    """The words of a page's main part."""
    main = re.search(r"<main.*?</main>", page, re.S)
    assert main
    return unescape(re.sub(r"<[^>]*>", " ", main[0])).split()


def test_every_route_that_is_read_is_made_or_said_to_be_live_only() -> None:
    """A route that fails here belongs into one of the tables of `rostra.web.files.rooms`."""
    assert [route for route in read_routes() if fate_of(route) is None] == []


def test_every_link_leads_somewhere(out: Path) -> None:
    assert list(check_links(out)) == []


def test_a_dead_link_is_found(out: Path, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<a href="gone.html">x</a><a href="#here">y</a><p id="there"><a href="#there">z</a>'
    )
    assert [dead.link for dead in check_links(tmp_path)] == ["gone.html", "#here"]


@pytest.mark.parametrize("path", ["/people", "/archive", "/tags", "/sections", "/archive/2014", "/edited?show=all"])
def test_lists_have_the_words_of_the_live_site(out: Path, client: TestClient[Any], path: str) -> None:
    live = client.get(path).text
    if path != "/edited?show=all":  # whose choice of edits is made
        live = re.sub(r'<nav class="orders".*?</nav>', "", live, flags=re.S)
    live = re.sub(r'( <span class="dot">·</span> )?[\d,]+\sviews?', "", live)
    assert words_of((out / str(file_of(path))).read_text()) == words_of(live)


def test_statements_and_turns_have_the_words_of_the_live_site(
    out: Path, client: TestClient[Any], ids: dict[str, str]
) -> None:
    for statement_id in ids.values():
        live = re.sub(r'[\d,]+\sviews? <span class="dot">·</span> ', "", client.get(f"/statements/{statement_id}").text)
        made = (out / "statements" / statement_id / "index.html").read_text()
        assert words_of(made) == words_of(live)
        assert (out / "statements" / f"{statement_id}.json").read_text() == client.get(
            f"/statements/{statement_id}.json"
        ).text
        for turn in re.findall(r'href="[^"]*/(t\d+)/index\.html"', made):
            assert (out / "statements" / statement_id / turn / "index.html").is_file()


def test_no_page_depends_on_where_it_lies(out: Path) -> None:
    for page in out.rglob("*.html"):
        text = page.read_text()
        assert not re.search(r' (href|src|action)="(/|&#x2f;)', text) or page.name == "404.html"
        assert 'http-equiv="content-security-policy"' in text
        assert 'type="module"' not in text


def test_what_stays_the_same_is_not_written_again(location: str, out: Path) -> None:
    before = {file: os.stat(file).st_mtime_ns for file in out.rglob("*") if file.suffix == ".html"}
    again = build_site(location, out, settings=SiteSettings(base_url=BASE), workers=2)
    assert again.written == 0
    assert {file: os.stat(file).st_mtime_ns for file in before} == before


def test_other_files_are_left_alone(tmp_path: Path, location: str) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="no site of ours"):
        build_site(location, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_pages_of_what_is_gone_are_removed(tmp_path: Path) -> None:
    location = str(tmp_path / "record.sqlite")
    with rostra.open(location) as archive:
        archive.record.add(samples.ALL[0]())
    out = tmp_path / "public"
    build_site(location, out, workers=1)
    (out / "mine.txt").write_text("mine")
    (tmp_path / "record.sqlite").unlink()
    with rostra.open(location) as archive:
        archive.record.add(samples.ALL[1]())
    first = {file.name for file in (out / "statements").iterdir()}
    built = build_site(location, out, workers=1)
    second = {file.name for file in (out / "statements").iterdir()}
    assert built.removed
    assert not first & second
    assert (out / "mine.txt").read_text() == "mine"
    assert list(check_links(out)) == []


def test_a_change_makes_only_what_it_touches(tmp_path: Path) -> None:
    location = str(tmp_path / "record.sqlite")
    with rostra.open(location) as archive:
        ids = {sample.__name__: archive.record.add(sample()).statement_id for sample in samples.ALL}
    out = tmp_path / "public"
    settings = SiteSettings(base_url=BASE)
    first = build_site(location, out, settings=settings, workers=1)
    assert build_site(location, out, settings=settings).pages == 0
    before = {file: os.stat(file).st_mtime_ns for file in out.rglob("*") if file.is_file()}
    with rostra.open(location) as archive:
        archive.correct(ids["conference"], "field", {"field": "place", "value": "Port Nowhere"}, by="ed", why="a test")
    again = build_site(location, out, settings=settings)
    assert 0 < again.pages < first.pages / 2
    changed = {
        str(file.relative_to(out)) for file, at in before.items() if file.exists() and os.stat(file).st_mtime_ns != at
    }
    assert f"statements/{ids['conference']}/index.html" in changed
    assert not any(ids["chinese"] in file for file in changed if not file.startswith("search/"))
    assert list(check_links(out)) == []
    fresh = tmp_path / "fresh"
    build_site(location, fresh, settings=settings, workers=1)
    ours, anew = pages_of(out), pages_of(fresh)
    assert ours.keys() == anew.keys()
    assert [file for file in anew if ours[file] != anew[file]] == []


def test_a_former_address_of_a_section_leads_on_in_files_too(tmp_path: Path) -> None:
    location, out = str(tmp_path / "record.sqlite"), tmp_path / "public"
    settings = SiteSettings(base_url=BASE)
    with rostra.open(location) as archive:
        for sample in samples.ALL:
            archive.record.add(sample())
    build_site(location, out, settings=settings, workers=1)
    with rostra.open(location) as archive:
        archive.rename_term("section", "News", "Bulletins", by="ed", why="a test")
    build_site(location, out, settings=settings, workers=1)
    build_site(location, tmp_path / "fresh", settings=settings, workers=1)
    assert pages_of(out).keys() == pages_of(tmp_path / "fresh").keys()
    for folder in (out, tmp_path / "fresh"):
        assert 'url=../../sections/bulletins/index.html"' in (folder / "sections/news/index.html").read_text()
        feeds = [(folder / f"feeds/sections/{name}.atom").read_text() for name in ("news", "bulletins")]
        assert feeds[0] == feeds[1]
        assert "Bulletins" in (folder / "sections/index.html").read_text()
        assert list(check_links(folder)) == []


def test_the_former_address_of_a_person_leads_on_in_files_too(tmp_path: Path) -> None:
    location, out = str(tmp_path / "record.sqlite"), tmp_path / "public"
    settings = SiteSettings(base_url=BASE)
    with rostra.open(location) as archive:
        ids = {sample.__name__: archive.record.add(sample()).statement_id for sample in samples.ALL}
    build_site(location, out, settings=settings, workers=1)
    with rostra.open(location) as archive:
        archive.rename_speaker("Ilo Castren", "Ilo Castrén-Holm", [ids["conference"]], by="ed", why="a test")
        archive.correct(None, "merge-person", {"from": "ada-storm", "into": "mara-velden"}, by="ed", why="a test")
        assert archive.former_persons() == {"ada-storm": "mara-velden", "ilo-castren": "ilo-castren-holm"}
    build_site(location, out, settings=settings, workers=1)
    build_site(location, tmp_path / "fresh", settings=settings, workers=1)
    assert pages_of(out).keys() == pages_of(tmp_path / "fresh").keys()
    for folder in (out, tmp_path / "fresh"):
        for former, today in (("ilo-castren", "ilo-castren-holm"), ("ada-storm", "mara-velden")):
            assert f'url=../../people/{today}/index.html"' in (folder / f"people/{former}/index.html").read_text()
            feeds = [(folder / f"feeds/people/{name}.atom").read_text() for name in (former, today)]
            assert feeds[0] == feeds[1]
        assert list(check_links(folder)) == []


def pages_of(folder: Path) -> dict[str, bytes]:
    """All files of a site but its index, which may be in two parts."""
    files = {str(file.relative_to(folder)): file for file in folder.rglob("*") if file.is_file()}
    return {name: file.read_bytes() for name, file in files.items() if not name.startswith(("search/", ".rostra-site"))}


def test_a_run_that_was_stopped_is_made_up_for(tmp_path: Path, location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from rostra.web.files.making import Maker

    made = Maker.make
    calls: list[str] = []

    def stops(self: Maker, start: str) -> Any:
        calls.append(start)
        if len(calls) == 5:
            raise KeyboardInterrupt
        return made(self, start)

    monkeypatch.setattr(Maker, "make", stops)
    with pytest.raises(KeyboardInterrupt):
        build_site(location, tmp_path / "public", workers=1)
    monkeypatch.undo()
    build_site(location, tmp_path / "public", workers=1)
    build_site(location, tmp_path / "fresh", workers=1)
    assert pages_of(tmp_path / "public") == pages_of(tmp_path / "fresh")


@pytest.mark.parametrize("change", ["withdrawn", "moved"])
def test_a_run_of_changes_that_was_stopped_leaves_no_trace_of_what_is_gone(tmp_path: Path, change: str) -> None:
    location, out, fresh = str(tmp_path / "record.sqlite"), tmp_path / "public", tmp_path / "fresh"
    with rostra.open(location) as archive:
        page, *_ = [archive.record.add(sample()).statement_id for sample in samples.ALL]
        build_site(location, out, workers=1)
        card = archive.get_statement(page).card
        if change == "withdrawn":
            archive.withdraw(page, by="ed", reason="a test")
        else:
            archive.file_under(page, "section", card.sections[0], holds=False, by="ed", why="a test")

    def stops(progress: Progress) -> None:
        if progress.source == f"/statements/{page}":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_site(location, out, workers=1, on_progress=stops)
    build_site(location, out, workers=1)
    build_site(location, fresh, workers=1)
    assert pages_of(out) == pages_of(fresh)
    assert build_site(location, out, workers=1).pages == 0


def test_files_take_names_that_every_system_takes() -> None:
    assert file_of("/tags/x?page=2") == "tags/x/page/2/index.html"
    assert file_of("/statements/a.json") == "statements/a.json"
    assert file_of("/people/ana?year=2014&page=1") == "people/ana/year/2014/index.html"
    assert file_of("/tags/x?order=oldest") is None
    assert file_of("//elsewhere.example/x") is None
    for hostile in ("/tags/..", "/tags/%2e%2e%2fx", "/tags/a%2fb", "/tags/a%00b", "/tags/" + "%E0%A4%95" * 80):
        parts = str(file_of(hostile)).split("/")
        assert len(parts) == 3
        assert all(part not in ("", ".", "..") and len(part.encode()) < 255 for part in parts)


def test_windows_of_a_list_are_the_same_however_they_are_read(location: str) -> None:
    """The first are read one by one, the others from the whole list."""
    with hold_still(location, whole=False) as still, rostra.open(location) as archive:
        for _ in range(2):
            for offset in range(0, 12, 2):
                asked: dict[str, Any] = {"language": "en", "limit": 2, "offset": offset}
                mine, theirs = still.find_statements(**asked), archive.find_statements(**asked)
                assert [card.id for card in mine.items] == [card.id for card in theirs.items]
                assert (mine.total, mine.offset) == (theirs.total, theirs.offset)


def test_a_record_held_still_answers_as_the_record_does(location: str) -> None:
    with hold_still(location, whole=True) as still, rostra.open(location) as archive:
        for card in archive.find_statements(limit=1_000).items:
            persons = [None, *(slug for grouping, slug, _ in archive.record.terms(card.id) if grouping == "person")]
            for person in persons:
                beside = [each and each.id for each in archive.neighbours(card.id, person=person)]
                assert [each and each.id for each in still.neighbours(card.id, person=person)] == beside
            assert still.last_changes([card.id]) == archive.last_changes([card.id])
            assert still.judgements(card.id) == archive.judgements(card.id)
            assert set(still.record.terms(card.id)) == set(archive.record.terms(card.id))


def fill(location: str, count: int) -> list[str]:
    """An archive of so many statements, two or three under a name; their ids."""
    ids = []
    with rostra.open(location) as archive:
        for n in range(count):
            page = samples.Page(f"Statement {n}")
            page.say("statement", f"Words number {n}.", "Ada Storm", "Minister")
            tags = Furniture(tags=("Sea",) if n % 2 else ("Sea", "Quay"), sections=("News",))
            entry = page.entry(
                f"p{n}.html", kind="briefing", date=f"2010-{n % 12 + 1:02}-0{n % 9 + 1}", language="en", furniture=tags
            )
            ids.append(archive.record.add(entry).statement_id)
    return ids


@pytest.mark.parametrize(
    ("field", "value", "few"),
    [("title", "Another title", True), ("date", "2010-02-03", False), ("kind", "speech", True)],
)
def test_of_a_long_list_a_change_makes_what_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, field: str, value: str, few: bool
) -> None:
    monkeypatch.setattr(sitemap, "IN_A_PART", 5)
    location, settings = str(tmp_path / "record.sqlite"), SiteSettings(base_url=BASE, page_size=2)
    ids = fill(location, 24)
    build_site(location, tmp_path / "changed", settings=settings, workers=1)
    with rostra.open(location) as archive:
        archive.correct(ids[8], "field", {"field": field, "value": value}, by="b", why="tried")
    asked: list[str] = []
    get = Answers.get
    monkeypatch.setattr(Answers, "get", lambda self, address: asked.append(address) or get(self, address))
    build_site(location, tmp_path / "changed", settings=settings, workers=1)
    monkeypatch.setattr(Answers, "get", get)
    build_site(location, tmp_path / "whole", settings=settings, workers=1)
    assert pages_of(tmp_path / "changed") == pages_of(tmp_path / "whole")
    assert (len([address for address in asked if address.startswith("/tags/sea?page=")]) <= 1) == few
    assert (len([address for address in asked if address.startswith("/archive/2010?page=")]) <= 1) == few
    assert [address for address in asked if "/sitemaps/statements" in address] == [
        f"/sitemaps/statements-{ids[8][0]}.xml"
    ]


def test_a_sitemap_that_has_grown_is_parted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "IN_A_PART", 12)
    location, settings = str(tmp_path / "record.sqlite"), SiteSettings(base_url=BASE)
    fill(location, 12)
    build_site(location, tmp_path / "changed", settings=settings, workers=1)
    assert (tmp_path / "changed/sitemaps/statements-all.xml").exists()
    fill(location, 14)
    build_site(location, tmp_path / "changed", settings=settings, workers=1)
    build_site(location, tmp_path / "whole", settings=settings, workers=1)
    assert pages_of(tmp_path / "changed") == pages_of(tmp_path / "whole")
    parts = sorted((tmp_path / "changed/sitemaps").glob("statements-*.xml"))
    assert len(parts) == 32
    assert sum(part.read_text().count("<loc>") for part in parts) == 14
