"""What is like a turn, on the site: nothing of it without what it needs."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
import samples
from litestar.testing import TestClient

import rostra
from rostra.search.meaning.model import is_installed
from rostra.web import create_app


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient[Any], str]]:
    path = str(tmp_path_factory.mktemp("similar") / "record.sqlite")
    with rostra.open(path) as archive:
        ids = [archive.record.add(sample()).statement_id for sample in samples.ALL]
        archive.prepare_meaning(workers=1)
        turns = [
            (each, turn.id)
            for each in ids
            for turn in archive.get_statement(each).transcript.turns
            if turn.role == "question"
        ]
    with TestClient(create_app(path)) as client:
        yield client, "/".join(turns[0])


def test_an_archive_that_is_not_prepared_shows_nothing_of_it(client: TestClient[Any], ids: dict[str, str]) -> None:
    assert client.get("/similar?text=ferry").status_code == 404
    assert "/similar" not in client.get(f"/statements/{next(iter(ids.values()))}").text


@pytest.mark.skipif(not is_installed(), reason="needs the extra semantic")
def test_a_turn_leads_to_its_like(prepared: tuple[TestClient[Any], str]) -> None:
    client, name = prepared
    page = unescape(client.get(f"/statements/{name}").text)
    assert "/similar?turn=" in page
    for how in ("like", "before", "questions"):
        assert client.get(f"/similar?turn={name}&how={how}").status_code == 200
    assert client.get("/similar").status_code == 200
    assert client.get("/similar?turn=none/t1").status_code == 404
    assert client.get(f"/similar?turn={name}99").status_code == 404
    for text in ("<script>alert(1)</script> ferry", "\x00", "a" * 9_000):
        answer = client.get("/similar", params={"text": text, "how": "<x>"})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
