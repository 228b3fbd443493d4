"""``rostra capture``, ``rostra watch`` and addresses for ``rostra add``, against a server at loopback."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from misbehaving import MisbehavingServer, page

PAGE = """<html lang="en"><head><title>On the ferry</title></head><body>
<h1>On the ferry: press conference by Jonas Veldt, Minister of Harbours, Velgrad, 6 August 2014</h1>
<p><b>Jonas Veldt:</b> Good day. The ferry will run again from the first of May.</p>
<p><b>Question:</b> Will it carry lorries?</p>
<p><b>Jonas Veldt:</b> It will, up to ten tonnes each, from the start.</p></body></html>"""
QUICK = ("--delay", "0")


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    server = MisbehavingServer()
    server.answers |= {
        "/1": page(PAGE),
        "/feed": page("<rss><channel><item><link>/1</link></item></channel></rss>", kind="application/rss+xml"),
    }
    yield server
    server.close()


def test_a_page_is_captured_and_listed(rostra: Any, server: MisbehavingServer) -> None:
    done = rostra("capture", f"{server.url}/1", *QUICK, "--contact", "https://archive.example/robot")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("new          added ")
    assert "rostra.sqlite: 1 added." in done.stderr
    assert "+https://archive.example/robot" in server.headers["user-agent"]
    again = rostra("capture", f"{server.url}/1", *QUICK, "--json")
    assert json.loads(again.stdout)["same"] == 1
    listed = rostra("capture", "--list", f"{server.url}/1")
    assert [line.split()[1:3] for line in listed.stdout.splitlines()] == [["new", "200"], ["same", "200"]]
    asjson = json.loads(rostra("capture", "--list", "--json", f"{server.url}/1").stdout)
    assert asjson[f"{server.url}/1"][0]["outcome"] == "new"
    assert "ferry" in rostra("search", "lorries").stdout


def test_a_failure_is_one_line_and_exit_code_1(rostra: Any, server: MisbehavingServer) -> None:
    done = rostra("capture", f"{server.url}/none", f"{server.url}/1", *QUICK)
    assert done.returncode == 1
    assert f"rostra: {server.url}/none: There is no such page (404)." in done.stderr
    assert "added" in done.stdout
    listed = rostra("capture", "--list", f"{server.url}/none", f"{server.url}/never")
    assert listed.returncode == 1
    assert "There is no such page (404)" in listed.stdout
    assert "never visited" in listed.stderr


@pytest.mark.parametrize("command", ["capture", "watch", "add"])
def test_wrong_addresses_are_wrong_use_and_make_no_archive(rostra: Any, tmp_path: Any, command: str) -> None:
    done = rostra(command, "http://")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "rostra.sqlite").exists()


def test_add_takes_addresses_and_feeds_beside_files(rostra: Any, server: MisbehavingServer, pages: Any) -> None:
    done = rostra("add", f"{server.url}/feed", pages / "c-salt.html", f"{server.url}/none", "--json")
    summary = json.loads(done.stdout)
    assert (done.returncode, summary["kept"], summary["failed"]) == (1, 2, 1)
    assert summary["failures"][0]["code"] == "not-fetched"


def test_a_source_is_watched_listed_visited_and_forgotten(rostra: Any, server: MisbehavingServer) -> None:
    feed = f"{server.url}/feed"
    assert rostra("watch", feed, "--every", "2h", *QUICK).returncode == 0
    assert feed in rostra("watch", "--list").stdout
    (source,) = json.loads(rostra("watch", "--list", "--json").stdout)
    assert (source["kind"], source["every_s"]) == ("feed", 7200)
    idle = rostra("watch", *QUICK)
    assert (idle.returncode, "nothing to visit" in idle.stderr) == (0, True)
    both = rostra("watch", "--forget", feed, f"{server.url}/1")
    assert (both.returncode, "Repeat it" in both.stderr, feed in rostra("watch", "--list").stdout) == (2, True, True)
    assert rostra("watch", "--forget", feed).returncode == 0
    assert rostra("watch", "--forget", feed).returncode == 1
    assert "Nothing is watched" in rostra("watch", "--list").stderr


@pytest.mark.parametrize("pause", ["1s", "soon", "0h", "2y", "999999w"])
def test_a_pause_that_is_none_is_wrong_use(rostra: Any, pause: str) -> None:
    assert rostra("watch", "http://127.0.0.1:1/", "--every", pause).returncode == 2


def test_without_an_archive_there_is_nothing_to_visit(rostra: Any) -> None:
    assert "There is no archive here" in rostra("watch").stderr


def test_without_the_packages_the_way_out_is_told(
    rostra: Any, server: MisbehavingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith(("rostra.collect.", "rostra.pipeline.capturing"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "httpcore", None)
    done = rostra("capture", f"{server.url}/1")
    assert (done.returncode, "pip install 'rostra[fetch]'" in done.stderr) == (2, True)
