"""``rostra accounts``: passwords come from the standard input, never from the arguments."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

import rostra as library


def give(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(line))


def test_accounts_are_made_listed_changed_and_removed(
    rostra: Any, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rostra("add", pages / "a-ferry.html")
    assert "accounts add NAME" in rostra("accounts", "list").stderr
    give(monkeypatch, "correct horse battery\nrest")
    made = rostra("accounts", "add", "Ines Marl", "--role", "admin")
    assert (made.returncode, made.stderr) == (0, "Ines Marl may log in at /edit as admin.\n")
    give(monkeypatch, "correct horse battery\n")
    rostra("accounts", "add", "Olaf Tern")
    assert rostra("accounts", "role", "olaf tern", "reader").returncode == 0
    listed = json.loads(rostra("accounts", "list", "--json").stdout)
    assert [(each["name"], each["role"]) for each in listed] == [("Ines Marl", "admin"), ("Olaf Tern", "reader")]
    assert "password" not in listed[0]
    assert rostra("accounts", "list").stdout.splitlines()[0].startswith("Ines Marl  admin   20")
    with library.open("rostra.sqlite") as archive:
        assert archive.is_password_of("Ines Marl", "correct horse battery")
        token = archive.log_in("Ines Marl")
        give(monkeypatch, "another horse battery\n")
        assert rostra("accounts", "password", "Ines Marl").returncode == 0
        assert archive.logged_in(token) is None
        assert archive.is_password_of("Ines Marl", "correct horse battery") is None
        assert archive.is_password_of("Ines Marl", "another horse battery")
    assert rostra("accounts", "remove", "Olaf Tern").returncode == 0
    assert rostra("accounts", "remove", "Olaf Tern").returncode == 1
    assert len(json.loads(rostra("accounts", "list", "--json").stdout)) == 1


@pytest.mark.parametrize("line", ["", "short\n", "x" * 1001 + "\n", "ines marl x\n"])
def test_what_is_no_password_is_refused(rostra: Any, pages: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    rostra("add", pages / "a-ferry.html")
    give(monkeypatch, line)
    done = rostra("accounts", "add", "Ines Marl X")
    assert done.returncode == 1 or done.returncode == 2
    assert done.stderr.startswith("rostra: ")
    assert rostra("accounts", "list").stdout == ""
