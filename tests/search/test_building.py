"""Queries put together of fields."""

from __future__ import annotations

import pytest

from rostra.search.building import FIELDS, build_query, read_fields
from rostra.search.parser import parse
from rostra.search.query import And, canonical


@pytest.mark.parametrize(
    ("fields", "query"),
    [
        ({}, ""),
        ({"words": "harbour  fees"}, "harbour fees"),
        ({"phrase": 'the "open" corridor'}, '"the open corridor"'),
        ({"any": "lorry car"}, "lorry OR car"),
        ({"words": "ferry", "none": "ice"}, "ferry NOT ice"),
        ({"question": "fees", "answer": "tenth part"}, "question:fees answer:(tenth part)"),
        ({"speaker": "vela", "role": "answer"}, "speaker:vela role:answer"),
        ({"section": "Golden Shelf"}, 'section:"Golden Shelf"'),
        ({"from": "2014-08", "until": "2015"}, "date:2014-08..2015"),
        ({"from": "soon", "until": "2015"}, "date:..2015"),
        ({"unknown": "x"}, ""),
    ],
)
def test_fields_become_a_query(fields: dict[str, str], query: str) -> None:
    assert build_query(fields) == query


@pytest.mark.parametrize("text", ['"', "(", ")) OR ((", "NOT", "a:b", "-x", "NEAR/3", "—", "*", "x~2", "\x00", "“”"])
def test_signs_of_the_language_mean_nothing_in_a_field(text: str) -> None:
    for field in FIELDS:
        query = build_query({field: text, "words": "ferry"})
        assert parse(query).notes == ()
        assert "ferry" in query


@pytest.mark.parametrize(
    "query",
    [
        "ferry lorry NOT car",
        '"night ferry" (lorry OR car) question:fees answer:(harbour fees) speaker:"Ana Vela" asked-by:journalist role:answer',
        "date:2014..2015 country:norland",
        "date:..2015 ferr* harbr~ =été",
        'a OR (b c) NOT (d e) "one" "two" speaker:vela speaker:marl',
        'tag:"peace" NEAR/3 x (a OR b) (c OR d) section:(a OR b)',
        "NOT tag:x anti-war wo*d",
        "",
    ],
)
def test_a_query_goes_into_the_fields_and_comes_back_the_same(query: str) -> None:
    def parts(text: str) -> set[str]:
        tree = parse(text).tree
        return {canonical(each) for each in (tree.parts if isinstance(tree, And) else (tree,))}

    assert parts(build_query(read_fields(query))) == parts(query)
