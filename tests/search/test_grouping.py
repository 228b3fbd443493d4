"""Hits put together by statement, speaker and pair; conditions alone are listed newest first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import rostra

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title><link rel="canonical" href="https://ministry.example/{name}">
</head><body><article><h1>{title}: press conference by Jonas Veldt, Minister of Harbours of Ardania, Velgrad, {day}</h1>
<p><b>Jonas Veldt:</b> Good day. The ferry between Velgrad and Salt Quay will run again, and the ferry will be new.</p>
<p><b>Question:</b> Will the ferry also carry lorries, and who pays for the new ramp?</p>
<p><b>Jonas Veldt:</b> It will carry lorries up to ten tonnes. The ramp is paid for by both ports together.</p>
<p><b>Question:</b> When will you meet the fishermen of the northern islands?</p>
<p><b>Jonas Veldt:</b> We meet them next week, and the ferry brings them here for a frank talk with all of us.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[rostra.Archive]:
    """Two press conferences, five turns each."""
    folder: Path = tmp_path_factory.mktemp("grouping")
    for name, title, day in (("1", "Old ramps", "6 August 2014"), ("2", "New ramps", "7 May 2015")):
        (folder / f"{name}.html").write_text(PAGE.format(name=name, title=title, day=day))
    with rostra.open(folder / "record.sqlite") as opened:
        opened.add([folder])
        yield opened


def test_a_pair_is_a_question_with_its_answers_whichever_matched(archive: rostra.Archive) -> None:
    found = archive.search_groups("tonnes", "pair")
    assert found.total == 2
    for group in found.groups:
        assert [(hit.role, group.total) for hit in group.hits] == [("question", 1), ("answer", 1)]
        assert group.hits[1].question_id == group.hits[0].turn_id
    both = archive.search_groups("lorries 2015", "pair").groups + archive.search_groups("lorries 2015..", "pair").groups
    assert [group.total for group in both] == [2]
    assert [group.total for group in archive.search_groups("ferry date:2015", "pair", order="oldest").groups] == [
        1,
        1,
        1,
    ]


def test_statements_and_speakers_are_counted(archive: rostra.Archive) -> None:
    found = archive.search_groups("ferry", "statement", order="newest")
    assert [(group.name.split(":")[0], group.total) for group in found.groups] == [("New ramps", 3), ("Old ramps", 3)]
    speakers = archive.search_groups("ferry", "speaker")
    totals = {group.name: group.total for group in speakers.groups}
    assert totals["Jonas Veldt"] == 4
    for group in speakers.groups:
        assert archive.search(group.refined).total == group.total
    (chosen,) = archive.search_groups('ferry speaker:"Jonas Veldt"', "speaker").groups
    assert (chosen.total, archive.search(chosen.refined).total) == (4, 4)


@pytest.mark.parametrize("by", ["statement", "speaker", "pair"])
def test_windows_of_groups_are_the_whole_in_pieces(archive: rostra.Archive, by: str) -> None:
    whole = archive.search_groups("ferry OR lorries", by)  # type: ignore[arg-type]
    assert not whole.more
    pieces = []
    for offset in range(len(whole.groups)):
        window = archive.search_groups("ferry OR lorries", by, limit=1, offset=offset)  # type: ignore[arg-type]
        assert window.more == (offset + 1 < len(whole.groups))
        pieces += window.groups
    assert tuple(pieces) == whole.groups
    for query in ("", "(((", '"', "zzzz", "NOT ferry", "\x00"):
        assert archive.search_groups(query, by, offset=10**9).groups == ()  # type: ignore[arg-type]


def test_conditions_alone_are_listed_newest_first(archive: rostra.Archive) -> None:
    for query in ("speaker:veldt", "role:answer -kind:briefing", "speaker:veldt role:answer"):
        dates = [hit.date or "" for hit in archive.search(query).hits]
        assert dates == sorted(dates, reverse=True), query
        assert len(set(dates)) == 2
    assert all(hit.score for hit in archive.search("speaker:veldt ferry").hits)
