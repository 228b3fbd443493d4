"""A turn whose words left the page answers as gone, not as one that never was."""

from __future__ import annotations

from pathlib import Path

import pytest
import samples
from litestar.testing import TestClient

import rostra
from rostra.cli.opening import get_named
from rostra.model import GoneError, NotFoundError
from rostra.web import create_app


@pytest.fixture
def cut(tmp_path: Path) -> tuple[str, str]:
    """An archive with a page that lost its second turn, and the statement's id."""
    location = str(tmp_path / "cut.sqlite")
    with rostra.open(location) as archive:
        for count in (3, 2):
            page = samples.Page("Briefing by the minister of bridges Ola Bro")
            page.say("statement", "Good morning, and welcome to all who came here today in this weather.", "Ola Bro")
            if count == 3:
                page.say("statement", "The old bridge will be taken down before anybody has been asked.", "Ola Bro")
            page.say("statement", "The new bridge opens in May, and nobody pays a toll on it.", "Ola Bro")
            one = archive.record.add(page.entry("pages/bridge.html", date="2017-05-02", language="en")).statement_id
    return location, one


def test_a_turn_that_is_gone_says_which_version_had_it_last(cut: tuple[str, str]) -> None:
    location, one = cut
    with rostra.open(location) as archive:
        with pytest.raises(GoneError, match="version 1 was the last") as gone:
            get_named(archive, f"{one}/t2")
        assert f"rostra diff {one} 1 2" in gone.value.hint
        with pytest.raises(NotFoundError, match="There is no turn") as missing:
            get_named(archive, f"{one}/t99")
        assert missing.value.code == "not-found"


def test_the_site_answers_410_for_it_and_404_for_one_that_never_was(cut: tuple[str, str]) -> None:
    location, one = cut
    with TestClient(create_app(location)) as client:
        gone = client.get(f"/statements/{one}/t2")
        assert gone.status_code == 410
        assert "Version 1 was the last" in gone.text
        assert f"/statements/{one}/versions/2" in gone.text.replace("&#x2f;", "/")
        assert client.get(f"/statements/{one}/t99").status_code == 404
        assert client.get(f"/statements/{one}/t3").status_code == 200
