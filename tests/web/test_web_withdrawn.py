"""A statement that was withdrawn answers with a notice at each of its addresses, and is named nowhere else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import samples
from desk import NAMES, let_in, log_in, token_of
from litestar.testing import TestClient

import rostra
from rostra.cli.root import main
from rostra.model import WithdrawnError
from rostra.web import SiteSettings, create_app
from rostra.web.files import build_site, check_links

BASE = "https://record.example.org"
REASON = f"Published before it was given. {samples.HOSTILE}"
WORDS = "night"


class Withdrawn:
    """An archive with two statements, of which one can be withdrawn, and its visitor."""

    def __init__(self, location: str) -> None:
        self.location = location
        let_in(location)
        self.archive = rostra.open(location)
        self.page = self.archive.record.add(samples.conference()).statement_id
        self.other = self.archive.record.add(samples.long_title()).statement_id
        self.sha256 = self.archive.get_statement(self.page).transcript.source.sha256
        self.client = TestClient(create_app(location, site=SiteSettings(base_url=BASE)))

    def addresses(self) -> list[str]:
        """All that show something of the statement."""
        here = f"/statements/{self.page}"
        turn = f"{here}/t2"
        return [
            *(f"{here}{ending}" for ending in ("", ".json", ".md", ".txt", ".bib", ".ris", ".csl.json")),
            *(f"{turn}{ending}" for ending in ("", ".json", ".md", ".bib")),
            *(f"{here}/{below}" for below in ("print", "versions", "versions/1", "beside", "card.png")),
            *(f"{turn}/{below}" for below in ("embed", "card.png")),
            *(f"/captures/{self.sha256}{below}" for below in ("", "/page", "/download")),
            f"/oembed?url={BASE}{here}",
            f"/oembed?url={BASE}{turn}&format=xml",
            f"/fr{here}",
        ]

    def lists(self) -> list[str]:
        """Pages that name statements."""
        return [
            *(
                "/",
                "/archive",
                "/archive/2016",
                "/archive/2016/03",
                "/people",
                "/tags",
                "/sections",
                "/edited?show=all",
            ),
            *(f"/search?q={WORDS}", f"/search.json?q={WORDS}", f"/search.atom?q={WORDS}", f"/trends.json?q={WORDS}"),
            *(f"/concordance.json?q={WORDS}", "/feeds/all.atom", "/feeds/all.json", "/sitemaps/statements-all.xml"),
            *("/index.json", "/people.json", "/archive.json", f"/statements/{self.other}"),
        ]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Withdrawn]:
    found = Withdrawn(str(tmp_path / "record.sqlite"))
    yield found
    found.archive.close()


def test_every_address_of_it_answers_with_the_notice(site: Withdrawn) -> None:
    before = {path: site.client.get(path) for path in site.addresses()}
    assert [path for path, answer in before.items() if answer.status_code != 200] == []
    site.archive.withdraw(site.page, by="Ines Marl", reason=REASON)
    title = samples.conference().transcript.event.title or ""
    for path in site.addresses():
        answer = site.client.get(path)
        assert answer.status_code == 410, path
        assert answer.headers["cache-control"] == "no-cache"
        assert "<script>alert" not in answer.text or "html" not in answer.headers["content-type"], path
        assert ("<?xml" in answer.text) is ("format=xml" in path), path
        words = answer.json()["withdrawn"]["reason"] if "json" in answer.headers["content-type"] else answer.text
        assert "Published before it was given." in unescape(words), path
        said = unescape(answer.text)
        for turn in samples.conference().transcript.turns:
            assert samples.conference().transcript.turn_text(turn)[:60] not in said, path
    page = site.client.get(f"/statements/{site.page}").text
    assert title in unescape(page)
    assert "Ines Marl" in page
    assert 'name="robots" content="noindex"' in page
    assert 'rel="canonical"' not in page
    told = site.client.get(f"/statements/{site.page}.json").json()
    assert told["schema"] == "rostra/withdrawn/1"
    assert {**told["withdrawn"], "at": "", "reason": ""} == {
        "address": f"{BASE}/statements/{site.page}", "statement": site.page, "title": title, "date": "2016-03-08",
        "language": "en", "at": "", "by": "Ines Marl", "reason": "",
    }  # fmt: skip
    framed = site.client.get(f"/statements/{site.page}/t2/embed").headers["content-security-policy"]
    assert "frame-ancestors *" in framed
    site.archive.restore_withdrawn(site.page, by="Olaf Tern")
    for path, former in before.items():
        again = site.client.get(path)
        assert (path, again.status_code) == (path, 200)
        assert "html" in again.headers["content-type"] or again.content == former.content, path


def test_what_two_archives_withdrew_is_shown_again_by_one_step(site: Withdrawn, tmp_path: Path) -> None:
    with rostra.open(str(tmp_path / "other.sqlite")) as other:
        other.record.add(samples.conference())
        other.withdraw(site.page, by="Olaf Tern", reason="Not ours to publish.")
        theirs = other.export_judgements()
    site.archive.withdraw(site.page, by="Ines Marl", reason=REASON)
    site.archive.import_judgements(theirs)
    assert len(site.archive.judgements(site.page, state="applied")) == 2
    done = site.archive.restore_withdrawn(site.page, by="Ines Marl")
    assert done.changed == (site.page,)
    assert site.archive.withdrawals() == ()
    assert site.client.get(f"/statements/{site.page}").status_code == 200


def test_no_list_feed_or_search_names_it_until_it_is_shown_again(site: Withdrawn) -> None:
    def naming() -> list[str]:
        answers = {path: site.client.get(path) for path in site.lists()}
        assert {path: each.status_code for path, each in answers.items() if each.status_code not in (200, 404)} == {}
        return [path for path, each in answers.items() if site.page in each.text]

    before = naming()
    assert len(before) >= 10, before
    with rostra.open(site.location) as archive:
        found = archive.search(WORDS).total
    assert found
    site.archive.withdraw(site.page, by="Ines Marl", reason=REASON)
    assert naming() == []
    assert site.client.get("/people/ilo-castren").status_code == 404
    assert site.archive.search(WORDS).total == 0
    assert site.archive.search("kind:press_conference").facets == site.archive.search("zzz").facets
    assert [each for each in site.archive.verify() if each.severity != "note"] == []
    site.archive.restore_withdrawn(site.page, by="Olaf Tern")
    assert naming() in (
        before,
        [path for path in before if path != f"/statements/{site.other}"],
    )  # kept for some seconds
    assert site.archive.search(WORDS).total == found


def test_caches_ask_again_for_all_that_shows_it(site: Withdrawn, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path: site.client.get(path).headers for path in site.addresses()}
    assert {path: told["cache-control"] for path, told in before.items() if told["cache-control"] != "no-cache"} == {}
    monkeypatch.setattr("rostra.web.routes.shown.draw", lambda card: pytest.fail("drawn for who has it already"))
    known = {path: {"if-none-match": told["etag"]} for path, told in before.items()}
    for path, asks in known.items():
        again = site.client.get(path, headers=asks)
        assert (path, again.status_code, again.content) == (path, 304, b"")
    site.archive.correct(site.page, "field", {"field": "place", "value": "Port Nowhere"}, by="Ines Marl", why="heard")
    monkeypatch.undo()
    card = f"/statements/{site.page}/card.png"
    assert site.client.get(card, headers=known[card]).status_code == 200
    site.archive.withdraw(site.page, by="Ines Marl", reason=REASON)
    for path, asks in known.items():
        assert (path, site.client.get(path, headers=asks).status_code) == (path, 410)


@pytest.mark.parametrize("ending", ["atom", "json"])
def test_who_has_a_feed_already_gets_the_one_without_it(site: Withdrawn, ending: str) -> None:
    path = f"/feeds/all.{ending}"
    before = site.client.get(path)
    told = {"etag": "if-none-match", "last-modified": "if-modified-since"}
    known = {asks: before.headers[name] for name, asks in told.items() if name in before.headers}
    known.setdefault("if-modified-since", "Fri, 31 Dec 2066 00:00:00 GMT")  # some ask by their own clock
    assert site.page in before.text
    site.archive.withdraw(site.page, by="Ines Marl", reason=REASON)
    for asks, value in known.items():
        after = site.client.get(path, headers={asks: value})
        assert (asks, after.status_code) == (asks, 200)
        assert site.page not in after.text


def pages_of(folder: Path) -> dict[str, str]:
    """All pages of a site, without when a statement was changed last."""
    files = sorted(folder.rglob("*.html"))
    return {str(file.relative_to(folder)): re.sub(r'"dateModified":"[^"]*",?', "", file.read_text()) for file in files}


def test_files_become_the_notice_and_the_rest_goes(site: Withdrawn, tmp_path: Path) -> None:
    settings, out = SiteSettings(base_url=BASE), tmp_path / "public"
    build_site(site.location, out, settings=settings, workers=1)
    files = {file for file in out.rglob("*") if site.page in str(file)}
    whole = pages_of(out)
    site.archive.withdraw(site.page, by="Ines Marl", reason=REASON)
    built = build_site(site.location, out, settings=settings, workers=1)
    assert built.removed > 5
    left = {file for file in out.rglob("*") if file.is_file() and site.page in str(file)}
    assert len(left) == 2 < len(files)
    for file in left:
        assert "Published before it was given." in file.read_text()
    named = [file for file in out.rglob("*") if file.is_file() and ".rostra-site" not in str(file)]
    assert [file for file in named if site.page in file.read_text("utf-8", "replace") and file not in left] == []
    assert list(check_links(out)) == []
    anew = tmp_path / "anew"
    build_site(site.location, anew, settings=settings, workers=1)
    assert pages_of(anew) == pages_of(out)
    site.archive.restore_withdrawn(site.page, by="Olaf Tern")
    build_site(site.location, out, settings=settings, workers=1)
    assert pages_of(out) == whole


def test_at_the_desk_an_editor_withdraws_it_and_shows_it_again(site: Withdrawn) -> None:
    client = TestClient(create_app(site.location))
    here = f"/edit/statements/{site.page}"

    def send(do: str, **fields: str) -> Any:
        form = {"token": token_of(client.get(here).text), "do": do, **fields}
        return client.post(here, data=form, follow_redirects=False)

    log_in(client, "reader")
    page = client.get(here)
    assert (page.status_code, "Withdraw it" in page.text) == (200, False)
    assert send("withdraw", reason="no").status_code == 403
    client.cookies.clear()
    log_in(client)
    for reason in ("", "  \n", "x" * 1_001):
        answer = send("withdraw", reason=reason)
        assert answer.status_code == 422
    assert site.archive.withdrawals() == ()
    answer = send("withdraw", reason="It was\r\nnot said.")
    assert answer.status_code == 303
    page = client.get(answer.headers["location"]).text
    assert "Readers see a notice instead." in page
    assert 'value="withdraw"' not in page
    (notice,) = site.archive.withdrawals()
    assert (notice.reason, notice.by) == ("It was not said.", NAMES["editor"])
    assert samples.conference().transcript.turn_text(samples.conference().transcript.turns[1])[:40] in unescape(page)
    assert client.get(f"{here}/page").headers["content-security-policy"].startswith("sandbox")
    assert client.get(f"{here}/history").status_code == 200
    listed = client.get("/edit/withdrawn").text
    assert "It was not said." in listed
    assert site.page not in client.get("/edit").text
    assert send("withdraw", reason="Once more.").status_code == 422
    assert send("show-again", why="It was said.").status_code == 303
    assert client.get(f"/statements/{site.page}").status_code == 200
    undone = site.archive.judgements(site.page)[-1].undone
    assert undone is not None
    assert (undone.by, undone.why) == (NAMES["editor"], "It was said.")


def test_in_the_terminal(site: Withdrawn, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        code = main(["-a", site.location, *arguments])
        told = capsys.readouterr()
        return code, told.out + told.err

    assert run("withdraw") == (0, "Nothing is withdrawn.\n")
    for wrong in (["--reason", "x"], [site.page], [f"{site.page}/t1", "--reason", "x"], [site.page, "--undo", "--reason", "x"],
                  [site.page, "--reason", "x", "--why", "y"], [site.page, "--undo"], [site.page, "--reason", " "]):  # fmt: skip
        assert run("withdraw", *wrong)[0] == 2, wrong
    assert run("withdraw", "nowhere", "--reason", "x")[0] == 1
    code, told = run("withdraw", site.page, "--reason", "It was\x1b[2J not said.", "--by", "Ines Marl")
    assert (code, "is withdrawn" in told) == (0, True)
    assert "\x1b" not in run("withdraw")[1]
    (listed,) = json.loads(run("withdraw", "--json")[1])
    assert (listed["statement"], listed["by"], listed["reason"]) == (site.page, "Ines Marl", "It was [2J not said.")
    code, told = run("show", site.page)
    assert (code, "withdrawn on" in told, "--undo" in told) == (1, True, True)
    assert "withdrawn from readers, by Ines Marl" in run("judgements", site.page)[1]
    code, told = run("withdraw", site.page, "--undo", "--why", "It was said.", "--json")
    assert re.search(r'"action": "withdraw"', told)
    assert run("show", site.page)[0] == 0


def test_whoever_asks_the_library_is_told_as_well(site: Withdrawn) -> None:
    site.archive.withdraw(site.page, by="Ines Marl", reason="It was not said.")
    for ask in (
        site.archive.get_statement,
        site.archive.related,
        site.archive.diff,
        lambda one: site.archive.export(one, "md"),
    ):
        with pytest.raises(WithdrawnError) as error:
            ask(site.page)
        assert error.value.withdrawal.reason == "It was not said."
    assert site.archive.get_statement(site.page, withdrawn_too=True).withdrawal == error.value.withdrawal
