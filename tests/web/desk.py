"""Somebody at the desk, for tests: an archive with accounts, and a browser that logs in and sends the forms of a page."""

from __future__ import annotations

import re
from typing import Any

import rostra

PASSWORD = "correct horse battery"
NAMES = {"reader": "Rika Holm", "editor": "Ines Marl", "admin": "Olaf Tern"}


def let_in(location: str) -> None:
    """An account for each role."""
    with rostra.open(location) as archive:
        for role, name in NAMES.items():
            archive.add_account(name, role, PASSWORD)  # type: ignore[arg-type]


def token_of(page: str) -> str:
    """What the page's forms carry."""
    found = re.search(r'name="token" value="(\w+)"', page)
    assert found, page[:2000]
    return found[1]


def log_in(client: Any, role: str = "editor", password: str = PASSWORD, **fields: str) -> Any:
    """The answer to the log-in form, filled in; redirects are not followed."""
    form = {"token": token_of(client.get("/edit/login").text), "name": NAMES.get(role, role), "password": password}
    return client.post("/edit/login", data={**form, **fields}, follow_redirects=False)


def send(client: Any, path: str, source: str = "/edit/account", **fields: str) -> Any:
    """The answer to a form of the page `source`; redirects are not followed."""
    return client.post(path, data={"token": token_of(client.get(source).text), **fields}, follow_redirects=False)
