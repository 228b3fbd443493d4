"""The door of the desk: who comes in, who does not, and that nothing under /edit answers to the others."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import samples
from desk import NAMES, PASSWORD, let_in, log_in, send, token_of
from litestar.testing import TestClient

import rostra
from rostra.api.accounts import OF_ACCOUNT, OF_ADDRESS, WINDOW_S
from rostra.web import SiteSettings, create_app
from rostra.web.hashing import MOST_WAITING, RETRY_S


@pytest.fixture
def place(tmp_path: Path) -> str:
    location = str(tmp_path / "record.sqlite")
    with rostra.open(location) as archive:
        archive.record.add(samples.conference())
    let_in(location)
    return location


@pytest.fixture
def client(place: str) -> Iterator[TestClient[Any]]:
    with TestClient(create_app(place)) as client:
        yield client


def routes(client: TestClient[Any]) -> list[tuple[str, str]]:
    """Each method and address under /edit, with something in its braces."""
    found = [
        (method, re.sub(r"\{[^}]*\}", "x", route.path))
        for route in client.app.routes
        if re.match(r"/edit(/|$)", route.path)
        for method in route.methods
        if method != "OPTIONS"
    ]
    assert len(found) > 8
    return found


def test_nothing_under_edit_answers_without_a_session(client: TestClient[Any]) -> None:
    for cookie in ("", "rostra-session=" + "x" * 43, "rostra-session=../../etc; rostra-session="):
        for method, path in routes(client):
            if path in ("/edit/login", "/edit/language"):  # which tell nothing
                continue
            answer = client.request(method, path, headers={"cookie": cookie}, follow_redirects=False)
            if method == "POST":
                assert answer.status_code == 403, path
            else:
                assert answer.status_code == 303, path
                assert answer.headers["location"].startswith("/edit/login"), path
            assert answer.headers["cache-control"] == "no-store"
            assert "cookie" in answer.headers["vary"].lower()


def test_a_form_without_the_page_s_token_does_nothing(client: TestClient[Any]) -> None:
    log_in(client, "admin")
    for method, path in routes(client):
        if method == "POST":
            for token in ({}, {"token": "0" * 64}, {"token": "é"}):
                assert client.post(path, data=token, follow_redirects=False).status_code == 403, path
    other = TestClient(client.app)
    other.cookies.clear()
    log_in(other, "editor")
    stolen = token_of(other.get("/edit/account").text)
    assert client.post("/edit/logout", data={"token": stolen}, follow_redirects=False).status_code == 403
    assert client.get("/edit", follow_redirects=False).status_code == 200


def test_the_session_s_cookie_is_new_at_each_log_in_and_for_the_desk_alone(client: TestClient[Any]) -> None:
    client.cookies.set("rostra-session", "A" * 43, domain="testserver.local", path="/edit")
    answer = log_in(client)
    assert (answer.status_code, answer.headers["location"]) == (303, "/edit")
    (cookie,) = [line for line in answer.headers.get_list("set-cookie") if line.startswith("rostra-session=")]
    assert "A" * 43 not in cookie
    assert {"HttpOnly", "Path=/edit", "SameSite=lax"} <= {part.strip() for part in cookie.split(";")}
    assert "Secure" not in cookie
    first = client.cookies["rostra-session"]
    again = log_in(TestClient(client.app))
    assert first not in again.headers["set-cookie"]
    with rostra.open(client.app.state["site"].shelf.location) as archive:
        digests = Path(archive.location).read_bytes()
        assert first.encode() not in digests


def test_over_tls_cookies_travel_over_tls_alone(place: str) -> None:
    with TestClient(create_app(place, site=SiteSettings(base_url="https://record.example.org"))) as client:
        lines = client.get("/edit/login").headers.get_list("set-cookie")
        lines += client.get("/edit/language?tag=fr", follow_redirects=False).headers.get_list("set-cookie")
        assert len(lines) == 2
        assert all("Secure" in line for line in lines)


def test_of_two_tabs_with_the_form_each_lets_one_in(client: TestClient[Any]) -> None:
    first, second = (token_of(client.get("/edit/login").text) for _ in range(2))
    for token in (first, second):
        form = {"token": token, "name": NAMES["editor"], "password": PASSWORD}
        assert client.post("/edit/login", data=form, follow_redirects=False).status_code == 303
    other = TestClient(client.app)
    assert token_of(other.get("/edit/login").text) != first


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(client: TestClient[Any]) -> None:
    def answer(name: str, password: str) -> tuple[int, str]:
        found = log_in(client, name, password)
        return found.status_code, re.sub(r'value="[^"]*"', "", found.text)

    wrong = answer("Ines Marl", "not her password")
    assert wrong[0] == 403
    assert wrong == answer("Nobody Known", "not her password")
    assert wrong == answer("Nobody Known", "x" * 5000)
    assert answer("", "")[0] == 403
    assert client.get("/edit", follow_redirects=False).status_code == 303


def test_the_form_leads_where_one_wanted_to_go_and_nowhere_else(client: TestClient[Any]) -> None:
    wanted = client.get("/edit/account?changed=1", follow_redirects=False)
    assert wanted.headers["location"] == "/edit/login?next=%2Fedit%2Faccount%3Fchanged%3D1"
    assert 'value="/edit/account?changed=1"' in unescape(client.get(wanted.headers["location"]).text)
    hostile = ["//evil.example", "https://evil.example/edit", "/edit//../../evil", "/edit\\evil", "/edit@evil.example"]
    hostile += [
        "/\\evil.example",
        "javascript:alert(1)",
        "/editevil",
        "/edit?x=\r\nSet-Cookie: a=b",
        "\t//evil.example",
    ]
    for address in hostile:
        here = log_in(TestClient(client.app), next=address).headers["location"]
        assert here == "/edit" or here == "/edit//../../evil", address  # the latter stays on this site
    assert log_in(TestClient(client.app), next="/edit/account").headers["location"] == "/edit/account"


def test_tries_are_limited_by_account_and_by_address(client: TestClient[Any]) -> None:
    for _ in range(OF_ACCOUNT):
        assert log_in(client, "editor", "wrong").status_code == 403
    late = log_in(client, "editor")
    assert late.status_code == 429
    assert int(late.headers["retry-after"]) <= WINDOW_S
    assert log_in(client, "INES  marl").status_code == 429
    assert log_in(client, "admin").status_code == 303  # others are not locked out


def test_no_page_waits_for_passwords_and_one_too_many_is_asked_to_come_again(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    going = threading.Event()

    def slow(*_: Any) -> None:
        going.wait(60)

    with TestClient(create_app(place)) as client, ThreadPoolExecutor(MOST_WAITING) as others:
        token = token_of(client.get("/edit/login").text)
        cookie = f"rostra-knock={client.cookies['rostra-knock']}"
        visitor = TestClient(client.app)
        log_in(visitor)
        own = {"token": token_of(visitor.get("/edit/account").text), "password": PASSWORD}
        monkeypatch.setattr(rostra.Archive, "is_password_of", slow)

        def knock(number: int) -> int:
            form = {"token": token, "name": f"name {number}", "password": "wrong"}
            answer: Any = client.post("/edit/login", data=form, headers={"cookie": cookie})
            return answer.status_code  # type: ignore[no-any-return]

        tried = [others.submit(knock, number) for number in range(MOST_WAITING)]
        places = client.app.state["site"].hashing._places
        try:
            until = time.monotonic() + 60
            while places._value and time.monotonic() < until:
                time.sleep(0.01)
            assert not places._value
            assert client.get("/people").status_code == 200  # with more of them than the site has threads for pages
            late = log_in(client, "reader")
            assert (late.status_code, late.headers["retry-after"]) == (503, str(RETRY_S))
            assert NAMES["reader"] in late.text
            late = visitor.post("/edit/account", data=own)
            assert (late.status_code, late.headers["retry-after"]) == (503, str(RETRY_S))
        finally:
            going.set()
        assert {each.result() for each in tried} == {403}
        monkeypatch.undo()
        assert log_in(client).status_code == 303


def test_tries_are_forgotten_in_time_and_by_success_and_outlast_a_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1_000_000.0]
    monkeypatch.setattr("rostra.api.accounts.time.time", lambda: now[0])
    location = str(tmp_path / "record.sqlite")
    with rostra.open(location) as archive:
        for number in range(OF_ADDRESS):
            assert archive.begin_try(f"name {number}", "2001:db8::1") == 0
    with rostra.open(location) as archive:
        assert archive.begin_try("one more", "2001:db8::2") == WINDOW_S
        assert archive.begin_try("one more", "192.0.2.7") == 0
        now[0] += WINDOW_S
        assert archive.begin_try("one more", "2001:db8::2") == 0
        for _ in range(OF_ACCOUNT * 3):
            assert archive.begin_try("Mistypes", "198.51.100.1") == 0
            archive.end_try("mistypes ", "198.51.100.1")
    assert b"198.51.100" not in Path(location).read_bytes()


def test_who_changes_the_password_is_logged_out_everywhere_else(client: TestClient[Any]) -> None:
    elsewhere = TestClient(client.app)
    log_in(client)
    log_in(elsewhere)
    new = {"new": "another horse battery", "again": "another horse battery"}
    assert send(client, "/edit/account", password="wrong", **new).status_code == 422
    assert send(client, "/edit/account", password=PASSWORD, new="short", again="short").status_code == 422
    assert send(client, "/edit/account", password=PASSWORD, **{**new, "again": "x" * 12}).status_code == 422
    assert elsewhere.get("/edit", follow_redirects=False).status_code == 200
    assert send(client, "/edit/account", password=PASSWORD, **new).status_code == 303
    assert client.get("/edit", follow_redirects=False).status_code == 200
    assert elsewhere.get("/edit", follow_redirects=False).status_code == 303
    assert log_in(elsewhere, password="another horse battery").status_code == 303
    assert send(client, "/edit/logout", everywhere="1").status_code == 303
    assert elsewhere.get("/edit", follow_redirects=False).status_code == 303


def test_admins_alone_manage_accounts_and_never_their_own(client: TestClient[Any]) -> None:
    for role in ("reader", "editor"):
        visitor = TestClient(client.app)
        log_in(visitor, role)
        assert visitor.get("/edit/accounts").status_code == 403
        assert send(visitor, "/edit/accounts", do="role", name=NAMES[role], role="admin").status_code == 403
    log_in(client, "admin")
    new = {"new": "another horse battery", "again": "another horse battery"}
    assert send(client, "/edit/accounts", do="add", name="Ulla Brek", role="editor", **new).status_code == 303
    assert send(client, "/edit/accounts", do="add", name="ulla  brek", role="editor", **new).status_code == 422
    assert send(client, "/edit/accounts", do="add", name="Xaver Two", role="owner", **new).status_code == 422
    assert send(client, "/edit/accounts", do="role", name="Ulla Brek", role="admin").status_code == 303
    assert send(client, "/edit/accounts", do="remove", name="Ulla Brek").status_code == 303
    assert send(client, "/edit/accounts", do="remove", name=NAMES["admin"]).status_code == 422
    assert send(client, "/edit/accounts", do="role", name=NAMES["admin"], role="reader").status_code == 422
    for name in ("olaf  TERN", " Olaf Tern", "\uff2flaf Tern"):
        assert send(client, "/edit/accounts", do="role", name=name, role="reader").status_code == 422, name
        assert send(client, "/edit/accounts", do="remove", name=name).status_code == 422, name
    assert send(client, "/edit/accounts", do="burn", name=NAMES["editor"]).status_code == 422
    assert "Ulla Brek" not in client.get("/edit/accounts").text


def test_of_two_admins_who_remove_each_other_one_stays(
    client: TestClient[Any], place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second form came in while its sender still was an admin."""
    log_in(client, "admin")
    assert send(client, "/edit/accounts", do="role", name=NAMES["editor"], role="admin").status_code == 303
    remove = rostra.Archive.remove_account

    def late(archive: rostra.Archive, name: str, **kept: bool) -> None:
        with rostra.open(place) as other:
            other.set_role(NAMES["admin"], "editor")
        remove(archive, name, **kept)

    monkeypatch.setattr(rostra.Archive, "remove_account", late)
    refused = send(client, "/edit/accounts", do="remove", name=NAMES["editor"])
    assert refused.status_code == 422
    assert "the last admin" in refused.text
    with rostra.open(place) as archive:
        assert [each.name for each in archive.accounts() if each.role == "admin"] == [NAMES["editor"]]


def test_public_pages_know_nothing_of_the_desk(client: TestClient[Any]) -> None:
    before = client.get("/")
    log_in(client)
    after = client.get("/")
    assert (before.text, before.headers["etag"]) == (after.text, after.headers["etag"])
    assert "set-cookie" not in after.headers
    assert "cookie" not in after.headers.get("vary", "").lower()
    assert not re.search(r"/edit\b", unescape(after.text))


def test_forms_are_bounded(client: TestClient[Any]) -> None:
    log_in(client)
    page = client.get("/edit/account").text
    body = {"token": token_of(page), "password": "x" * (600 * 1024)}
    assert client.post("/edit/account", data=body).status_code == 413
    assert client.post("/edit/login", data={"token": "x" * (20 * 1024)}).status_code == 413
