"""Pages that are kept in memory: never older than their statement, never more than a bounded amount, whoever asks and however."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from litestar.testing import TestClient
from samples import article, chinese, conference

import rostra
from rostra.archive.records import Change, Judgement
from rostra.web import SiteSettings, create_app
from rostra.web.kept import KeptPage, KeptPages
from rostra.web.visit import Site

READER = {"user-agent": "Mozilla/5.0 Firefox/130"}
Client = TestClient[Any]


@pytest.fixture
def visitor(tmp_path: Path) -> Iterator[tuple[Client, str]]:
    """Somebody at the site over an archive with one statement, and its path."""
    with rostra.open(str(tmp_path / "record.sqlite")) as archive:
        path = f"/statements/{archive.record.add(conference()).statement_id}"
    with TestClient(create_app(str(tmp_path / "record.sqlite"))) as client:
        client.headers.update(READER)
        yield client, path


@pytest.fixture
def set_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were set."""
    names: list[str] = []
    render = Site.render

    def counted(self: Site, template: str, **more: Any) -> str:
        names.append(template)
        return render(self, template, **more)

    monkeypatch.setattr(Site, "render", counted)
    return names


def record_of(client: Client) -> Any:
    return client.app.state["site"].shelf.archive.record


def test_a_page_is_set_once_and_sent_the_same(visitor: tuple[Client, str], set_anew: list[str]) -> None:
    client, path = visitor
    for each in (path, f"{path}/t2", f"{path}/print"):
        set_anew.clear()
        first, second = client.get(each), client.get(each)
        assert len(set_anew) == 1
        assert (first.content, first.headers) == (second.content, second.headers)
        assert "default-src 'none'" in second.headers["content-security-policy"]


def test_who_has_the_page_is_told_so_without_setting_it(visitor: tuple[Client, str], set_anew: list[str]) -> None:
    client, path = visitor
    etag = client.get(path).headers["etag"]
    set_anew.clear()
    answer = client.get(path, headers={"if-none-match": f'"other", {etag}'})
    assert (answer.status_code, answer.content, set_anew) == (304, b"", [])
    assert answer.headers["etag"] == etag
    assert "content-encoding" not in answer.headers
    assert client.get(path, headers={"if-none-match": 'W/"other"'}).status_code == 200
    client.app.state["site"].pages = KeptPages(lambda: client.app.state["site"].shelf.archive)
    assert client.get(path, headers={"if-none-match": etag}).status_code == 304
    assert set_anew == ["statement.html"]


def test_a_correction_is_seen_at_once(visitor: tuple[Client, str]) -> None:
    client, path = visitor
    assert "Corrected words" not in client.get(path).text
    title = {"field": "title", "value": "Corrected words"}
    name = path.split("/")[-1]
    record_of(client).judge(Judgement(action="field", statement=name, value=title, by="Ines Marl", why="Misread."))
    assert "Corrected words" in client.get(path).text


def test_what_is_withdrawn_is_gone_at_once(visitor: tuple[Client, str]) -> None:
    client, path = visitor
    for each in (path, f"{path}/t2", f"{path}/print"):
        assert client.get(each).status_code == 200
    archive = client.app.state["site"].shelf.archive
    archive.withdraw(path.split("/")[-1], by="Ines Marl", reason="Asked for.")
    for each in (path, f"{path}/t2", f"{path}/print"):
        answer = client.get(each)
        assert "It will run from March." not in answer.text


def test_what_stands_around_follows_within_seconds(
    visitor: tuple[Client, str], set_anew: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, path = visitor
    client.get(path)
    other = record_of(client).add(article()).statement_id
    assert other not in client.get(path).text
    assert len(set_anew) == 1
    monkeypatch.setattr("rostra.web.kept.AROUND_S", -1)
    assert other in client.get(path).text


def test_each_way_of_asking_has_an_answer_of_its_own(visitor: tuple[Client, str]) -> None:
    client, path = visitor
    plain = client.get(path, headers={"accept-encoding": "identity"})
    packed = client.get(path, headers={"accept-encoding": "gzip"})
    assert plain.text == packed.text
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"].casefold() == "accept-encoding"
    assert 'lang="fr"' in client.get(f"/fr{path}").text
    elsewhere = client.get(path, headers={"host": "other.example"}).text
    assert f"http://other.example{path}" in elsewhere
    assert "other.example" not in client.get(path).text
    assert "only=questions" in client.get(f"{path}?only=questions").text
    assert "only=questions" not in client.get(path).text
    assert client.head(path).content == b""
    assert client.get(path).text == plain.text


def test_kept_pages_are_read_as_often_as_they_are_sent(visitor: tuple[Client, str]) -> None:
    client, path = visitor
    for _ in range(3):
        client.get(path)
    client.get(path, headers={"user-agent": "Somebot/1.0"})
    client.get(f"{path}/t2")
    client.app.state["site"].readings.write()
    statement = record_of(client).get_statement(path.split("/")[-1])
    assert statement.card.views == (statement.transcript.furniture.views or 0) + 3


def test_what_was_read_is_counted_when_the_site_stops(tmp_path: Path) -> None:
    location = str(tmp_path / "record.sqlite")
    with rostra.open(location) as archive:
        name = archive.record.add(chinese()).statement_id
    with TestClient(create_app(location)) as client:
        client.get(f"/statements/{name}", headers=READER)
    with rostra.open(location) as archive:
        assert archive.get_statement(name).card.views == 1


def test_what_leads_elsewhere_or_is_not_there_is_not_kept(visitor: tuple[Client, str]) -> None:
    client, path = visitor
    assert client.get(f"{path}/t99").status_code == 404
    assert client.get("/statements/nothing").status_code == 404
    assert len(client.app.state["site"].pages) == 0


# the store itself


class Changing:
    """A record of which only the changes are known."""

    def __init__(self) -> None:
        self.log: list[Change] = []

    def change(self, statement: str) -> None:
        self.log.append(Change(len(self.log) + 1, statement))

    def latest_sequence(self) -> int:
        return len(self.log)

    def changes(self, since: int = 0) -> Iterator[Change]:
        return iter(self.log[since:])

    def withdrawals(self) -> tuple[()]:
        """Nothing is withdrawn."""
        return ()


@pytest.fixture
def changing() -> Changing:
    return Changing()


@pytest.fixture
def pages(changing: Changing) -> KeptPages:
    archive: Any = SimpleNamespace(record=changing)
    return KeptPages(lambda: archive)


def made(changing: Changing, statement: str, size: int = 10) -> KeptPage:
    return KeptPage(
        headers=[], body=b"x" * size, sequence=changing.latest_sequence(), statement=statement, counts=False
    )


def find(pages: KeptPages, key: bytes) -> KeptPage | None:
    """After a look, as an answer does."""
    pages.look()
    return pages.find((key,))


def test_memory_is_bounded_and_what_is_asked_for_stays(
    pages: KeptPages, changing: Changing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rostra.web.kept.KEPT_BYTES", 100_000)
    for n in range(200):
        pages.keep((b"%d" % n,), made(changing, f"s{n}", 2_000))
        assert find(pages, b"0") is not None
        assert pages.size_bytes <= 100_000
    assert len(pages) == 25
    pages.keep((b"large",), made(changing, "large", 90_000))
    assert find(pages, b"large") is None
    pages.keep((b"0",), made(changing, "s0", 500))
    assert pages.size_bytes == 24 * 4_000 + 2_500


def test_a_page_is_not_kept_when_its_statement_changed_while_it_was_made(pages: KeptPages, changing: Changing) -> None:
    pages.keep((b"a",), made(changing, "a"))
    old_a, old_b = made(changing, "a"), made(changing, "b")
    changing.change("a")
    assert find(pages, b"a") is None
    pages.keep((b"a",), old_a)
    pages.keep((b"b",), old_b)
    assert find(pages, b"a") is None
    assert find(pages, b"b") is not None


@pytest.mark.parametrize("disturb", [lambda c: [c.change("b") for _ in range(9_000)], lambda c: c.log.clear()])
def test_nothing_is_held_when_too_much_changed_or_the_record_is_another(
    pages: KeptPages, changing: Changing, disturb: Callable[[Changing], Any]
) -> None:
    changing.change("a")
    old = made(changing, "a")
    pages.keep((b"a",), old)
    disturb(changing)
    assert find(pages, b"a") is None
    assert len(pages) == 0


def test_a_site_with_an_address_of_its_own_keeps_one_page_for_all_hosts(tmp_path: Path, set_anew: list[str]) -> None:
    location = str(tmp_path / "record.sqlite")
    with rostra.open(location) as archive:
        name = archive.record.add(chinese()).statement_id
    site = SiteSettings(base_url="https://record.example.org")
    with TestClient(create_app(location, site=site)) as client:
        for host in ("a.example", "b.example"):
            assert client.get(f"/statements/{name}", headers={"host": host}).status_code == 200
    assert set_anew == ["statement.html"]
