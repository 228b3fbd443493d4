"""Collocates, trends and distinctive words of small records whose figures can be counted by hand."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import FakeRecord

from rostra.analysis import Collocates, Distinctive, Trends, find_collocates, find_distinctive, find_trends, occurrences
from rostra.analysis.bases import find_base
from rostra.analysis.scores import log_dice, log_likelihood, log_ratio
from rostra.analysis.trends import MOST_POINTS, MOST_VALUES
from rostra.search import canonical, open_index, parse
from rostra.search.concordance import make_concordance
from rostra.search.index import Index
from rostra.search.query import narrow


@pytest.fixture(scope="module")
def record() -> FakeRecord:
    made = FakeRecord()
    made.put(
        "one",
        [
            ("statement", "Ana Vela", "The slow ferry left. The slow ferry came."),
            ("question", "journalist", "Is the bridge slow?"),
            ("answer", "Ana Vela", "The bridge stands."),
        ],
        date="2014-03-01", kind="briefing", language="en", persons={"Ana Vela": "ana-vela"},
    )  # fmt: skip
    speech = {"kind": "speech", "language": "en"}
    made.put("two", [("statement", "Ben Okafor", "The ferry, the ferry! Rain rain rain.")], date="2016-05", **speech)
    made.put("three", [("statement", "Ben Okafor", "Nothing of boats.")], kind="speech", language="en")
    return made


@pytest.fixture(scope="module")
def index(record: FakeRecord) -> Index:
    return open_index(record, ":memory:")


def collocates(index: Index, query: str, **how: Any) -> Collocates:
    return index.look(query, lambda look: find_collocates(look, **{"minimum": 1, **how}))


def trends(index: Index, *queries: str, **how: Any) -> Trends:
    return find_trends([index.look(query, lambda look: look) for query in queries], **how)


def distinctive(index: Index, query: str, against: str = "", **how: Any) -> Distinctive:
    other = index.look(against, lambda look: look) if against else None
    return index.look(query, lambda look: find_distinctive(look, other, **{"minimum": 1, "turns": 1, **how}))


def test_a_collocate_by_hand(index: Index) -> None:
    """One word on each side of "ferry". In turn one: slow, left, slow, came; in "two": the (before the first), the (between the
    two: counted once), rain. Seven words stand near, of 25 in all; "slow" is near twice, and was said three times."""
    found = collocates(index, "ferry", span=1)
    assert (found.matches, found.words, found.base_words, found.turns_read, found.turns) == (4, 7, 25, 2, 2)
    slow = next(each for each in found.found if each.word == "slow")
    assert (slow.count, slow.left, slow.right, slow.turns, slow.everywhere) == (2, 2, 0, 1, 3)
    assert slow.expected == pytest.approx(7 * 3 / 25)
    assert slow.g2 == pytest.approx(log_likelihood(2, 7, 1, 18))
    assert slow.dice == pytest.approx(log_dice(2, 4, 3))


def test_matches_are_not_near_one_another(index: Index) -> None:
    assert "ferry" not in {each.word for each in collocates(index, "ferry", span=10).found}


def test_collocates_of_a_speaker_are_measured_against_what_he_said(index: Index) -> None:
    found = collocates(index, 'ferry speaker:"Ben Okafor"', span=2)
    assert (found.base, found.base_words) == ('speaker:"Ben Okafor"', 10)


def test_grammar_is_left_out_on_demand(index: Index) -> None:
    assert "the" in {each.word for each in collocates(index, "ferry", span=2).found}
    assert "the" not in {each.word for each in collocates(index, "ferry", span=2, grammar=False).found}


def test_collocates_are_bounded_sorted_and_say_what_was_read(index: Index) -> None:
    found = collocates(index, "ferry", order="count", limit=1)
    assert (len(found.found), found.total > 1) == (1, True)
    assert found.basis == "All 2 matching turns, with 4 matches."
    drawn = collocates(index, "ferry", window=1, seed=2)
    assert drawn.basis.startswith("1 turns drawn by lot (seed 2) from 2 matching turns")
    assert collocates(index, "ferry", window=1, seed=2) == drawn


@pytest.mark.parametrize("query", ["", "speaker:vela", "((", "nothinglikeit"])
def test_without_matches_there_are_no_collocates(index: Index, query: str) -> None:
    assert collocates(index, query).found == ()


def test_a_trend_counts_turns_beside_the_words_said(index: Index) -> None:
    (series,) = trends(index, "ferry").series
    points = [(p.name, p.turns, p.of_turns, p.words, p.refined) for p in series.points]
    assert points == [
        ("2014", 1, 3, 15, "ferry date:2014"), ("2015", 0, 0, 0, "ferry date:2015"), ("2016", 1, 1, 7, "ferry date:2016"),
    ]  # fmt: skip
    assert [p.per_million for p in series.points] == [pytest.approx(1e6 / 15), None, pytest.approx(1e6 / 7)]


@pytest.fixture(scope="module")
def mixed() -> Index:
    """A speech of three turns, and a page without turns of two passages."""
    made = FakeRecord()
    made.put("spoken", [("statement", "Ana Vela", "The ferry."), ("question", None, "When?"), ("answer", "Ana Vela", "Soon.")],
             date="2014", language="en")  # fmt: skip
    made.put(
        "written", [], text=f"A ferry was built. {'Word ' * 140}\n\n{'Word ' * 140} ferry.", date="2015", language="en"
    )
    return open_index(made, ":memory:")


def test_passages_of_pages_without_turns_are_counted_and_told_apart(mixed: Index) -> None:
    found = trends(mixed, "ferry", "ferry NOT role:passage", "ferry role:passage")
    assert [(each.turns, each.words) for each in found.series] == [(3, 289), (1, 4), (2, 285)]
    assert found.passages == 2
    assert trends(mixed, "ferry NOT role:passage").passages == 0
    assert (collocates(mixed, "ferry").passages, distinctive(mixed, "date:2014").passages) == (2, 2)
    assert distinctive(mixed, "date:2014", "NOT role:passage").passages == 0
    lines = mixed.look("ferry", lambda look: make_concordance(look, limit=9))
    assert (lines.total, lines.turns, lines.passages) == (3, 3, 2)


def test_a_query_beyond_the_sixth_is_said_not_to_be_counted(index: Index) -> None:
    found = trends(index, *["ferry"] * 7)
    assert (len(found.series), found.notes) == (6, ("Only the first 6 queries were counted.",))


def test_occurrences_by_hand(index: Index) -> None:
    found = trends(index, "ferry", "slow bridge", '"the"', count="occurrences")
    ferry, both, the = found.series
    assert [(p.turns, p.occurrences) for p in ferry.points] == [(1, 2), (0, 0), (1, 2)]
    assert [p.per_million for p in ferry.points] == [pytest.approx(2e6 / 15), None, pytest.approx(2e6 / 7)]
    assert (ferry.occurrences, both.occurrences, the.occurrences) == (
        4,
        2,
        6,
    )  # of "slow bridge" both words, where both are said
    assert (found.count, found.notes) == ("occurrences", ())
    by_speaker = trends(index, "the", by="speaker", count="occurrences").series[0].points
    assert {p.name: p.occurrences for p in by_speaker} == {"Ana Vela": 3, "journalist": 1, "Ben Okafor": 2}
    apart = trends(index, "ferry", split="kind", count="occurrences").series
    assert {each.value: each.occurrences for each in apart} == {"briefing": 2, "speech": 2}
    pair = trends(index, "question:slow answer:bridge", count="occurrences").series[0]
    assert (pair.turns, pair.occurrences) == (1, 1)  # of the answer


def test_occurrences_of_too_many_forms_are_of_the_commonest(
    record: FakeRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A query costs no more than so many tokens: "bridge" has one here, "ferry" two more (said, and said once more)."""
    for most, said in ((3, 6), (2, 2)):
        monkeypatch.setattr(occurrences, "MOST_ASKED", most)
        found = trends(open_index(record, ":memory:"), "ferry OR bridge", count="occurrences")
        assert (found.series[0].occurrences, len(found.notes)) == (said, int(most == 2)), most


def test_occurrences_are_the_lines_of_a_concordance() -> None:
    record = FakeRecord()
    said = (
        "harvest " * 37 + "and harvests, harvesting; peak. Peaks were harvested: nothing of harmony or peaceful peace."
    )
    record.put(
        "en", [("statement", "Ana Vela", said), ("question", None, "Harvest? Peace!")], date="2014", language="en-GB"
    )
    record.put("cy", [("statement", "Ana Vela", "peak peace harvest peaceful " * 9)], date="2014", language="cs")
    record.put("none", [("statement", None, "peace harvest peaceful harvests")], date="2014")
    index = open_index(record, ":memory:")  # type: ignore[arg-type]
    for query in (
        *(
            "harvest",
            "peace",
            "peaceful",
            '"harvests"',
            "peace OR harvest",
            "harvest -peak",
            "question:peace",
            "role:statement peak",
        ),
        *("speaker:vela harvest", "HARVESTING", "harvest peace"),
    ):
        (series,) = trends(index, query, count="occurrences").series
        lines = index.look(query, lambda look: make_concordance(look, sort=["match"], limit=0)).total
        assert (query, series.occurrences) == (query, lines)
        assert series.turns <= lines


@pytest.mark.parametrize(
    "query", ['"slow ferry"', "slow NEAR ferry", "ferr*", "ferry~", "=ferry", "anti-war", "speaker:vela", ""]
)
def test_what_is_no_single_word_is_counted_in_turns_and_said_to_be(index: Index, query: str) -> None:
    found = trends(index, query, count="occurrences")
    assert found.series == trends(index, query).series
    assert found.series[0].occurrences is None
    assert any("turns are counted" in note for note in found.notes)


def test_each_point_leads_to_as_many_turns_as_it_counts(index: Index) -> None:
    for found in (
        trends(index, "ferry", "bridge", by="month"),
        trends(index, "ferry", by="speaker"),
        trends(index, "the", split="kind"),
    ):
        for series in found.series:
            for point in series.points:
                assert index.search(point.refined).total == point.turns, point


@pytest.fixture(scope="module")
def spelled() -> Index:
    """One name in two spellings and under two keys: of a known person, and of nobody known."""
    made = FakeRecord()
    told = {"language": "en", "tags": ("Boats", "Fog")}
    made.put(
        "a", [("statement", "Ana Vela", "The ferry is late.")], persons={"Ana Vela": "ana-vela"}, date="2014", **told
    )
    made.put(
        "b", [("statement", "Ana Vela", "Nothing was said. " * 20)], date="2014-02-01", tags=("BOATS",), language="en"
    )
    made.put("c", [("statement", "ANA VELA", "The ferry again.")], date="2014-02-01", kind="Press Day", language="en")
    made.put("d", [("statement", "Ben Okafor", "A ferry.")], kind="Press Day", language="en")
    return open_index(made, ":memory:")


@pytest.mark.parametrize(
    ("by", "split"),
    [
        ("speaker", ""),
        ("tag", ""),
        ("kind", ""),
        ("role", ""),
        ("year", "speaker"),
        ("month", "speaker"),
        ("year", "tag"),
    ],
)
def test_names_are_joined_as_a_search_joins_them(spelled: Index, by: str, split: str) -> None:
    found = trends(spelled, "ferry", "nothing", "", by=by, split=split)
    assert sum(series.turns for series in found.series) > 0
    for series in found.series:
        assert spelled.search(canonical(narrow(parse(series.query).tree, split, series.value))).total == series.turns
        for point in series.points:
            assert spelled.search(point.refined).total == point.turns, point
            (whole,) = (each for each in found.series if (each.query, each.value) == ("", series.value))
            assert point.of_turns == next(each.turns for each in whole.points if each.name == point.name)


@pytest.mark.parametrize(("by", "split"), [("section", ""), ("year", "section")])
def test_without_any_such_name_there_is_no_point(spelled: Index, by: str, split: str) -> None:
    found = trends(spelled, "ferry", by=by, split=split)
    assert [(series.turns, series.points) for series in found.series] == ([] if split else [(3, ())])


def test_one_name_is_one_point(spelled: Index) -> None:
    (series,) = trends(spelled, "ferry", by="speaker").series
    assert [(p.name, p.turns, p.of_turns, p.words) for p in series.points] == [
        ("Ana Vela", 2, 3, 67),
        ("Ben Okafor", 1, 1, 2),
    ]


def test_a_share_does_not_depend_on_what_was_asked_before(spelled: Index) -> None:
    alone = trends(open_index(spelled.record, ":memory:"), "late", split="speaker")
    assert [(p.turns, p.of_turns, p.words) for p in alone.series[0].points] == [(1, 3, 67)]
    trends(spelled, "nothing", split="speaker")
    assert trends(spelled, "late", split="speaker") == alone


def test_totals_are_of_all_turns_that_match(spelled: Index) -> None:
    """The undated turn is at no point, and a turn of two tags at two."""
    (by_year,) = trends(spelled, "ferry").series
    assert (by_year.turns, by_year.words, [p.turns for p in by_year.points]) == (3, 69, [2])
    (by_tag,) = trends(spelled, "ferry", by="tag").series
    assert (by_tag.turns, [(p.name, p.turns) for p in by_tag.points]) == (3, [("Boats", 1), ("Fog", 1)])


@pytest.mark.parametrize("by", ["year", "month"])
def test_one_odd_date_makes_no_centuries(by: str) -> None:
    made = FakeRecord()
    made.put("old", [("statement", "Ana Vela", "The ferry left.")], date="0001-01-01")
    for number in range(13):
        made.put(f"s{number}", [("statement", f"Speaker{number}", "The ferry left.")], date=f"20{number + 10}-03")
    index = open_index(made, ":memory:")
    found = trends(index, *["ferry", "left", "the", "ferry left", "the ferry", "the left"], by=by, split="speaker")
    assert len(found.series) == 6 * MOST_VALUES
    points = [point for series in found.series for point in series.points]
    assert len(points) <= MOST_POINTS
    first, last = found.series[0].points[0].name, found.series[0].points[-1].name
    assert "2010" <= first[:4] < last[:4] == "2022"
    assert found.notes[-1].startswith(f"Counted from {first} on")
    whole = trends(index, "ferry", by="year")
    assert (len(whole.series[0].points), whole.notes) == (2022, ())


def test_months_have_no_gaps(index: Index) -> None:
    names = [point.name for point in trends(index, "ferry", by="month").series[0].points]
    assert (names[0], names[-1], len(names)) == ("2014-03", "2016-05", 27)


def test_several_queries_share_their_points(index: Index) -> None:
    found = trends(index, "ferry", "bridge speaker:vela")
    assert [series.base for series in found.series] == ["", "speaker:vela"]
    assert [[p.name for p in series.points] for series in found.series] == [["2014", "2015", "2016"]] * 2
    assert [p.of_turns for p in found.series[1].points] == [2, 0, 0]


def test_undated_turns_are_told_apart(index: Index) -> None:
    assert trends(index, "boats").undated == 1
    assert trends(index, "boats", by="speaker").undated == 0


def test_by_speaker_and_split_by_kind(index: Index) -> None:
    (series,) = trends(index, "ferry", by="speaker").series
    assert [(p.name, p.turns, p.words) for p in series.points] == [
        ("Ana Vela", 1, 11),
        ("Ben Okafor", 1, 10),
        ("journalist", 0, 4),
    ]
    assert [(s.value, s.turns) for s in trends(index, "ferry", split="kind").series] == [("briefing", 1), ("speech", 1)]


@pytest.mark.parametrize(
    ("query", "base"),
    [
        ("ferry", ""),
        ("ferry speaker:vela 2014", "speaker:vela"),
        ("ferry date:2014..2015 -bridge", "date:2014..2015"),
        ("question:ferry", "role:question"),
        ("question:ferry answer:bridge", "role:answer"),
        ("ferry NEAR/3 bridge", ""),
        ("about:vela 2014", ""),
        ("answer:(ferry speaker:vela)", "role:answer speaker:vela"),
        ("ferry OR speaker:vela", ""),
        ("(kind:speech OR kind:debate) ferry", "kind:speech OR kind:debate"),
        ("ferry -kind:speech", "NOT kind:speech"),
        ("", ""),
    ],
)
def test_what_a_share_is_of(query: str, base: str) -> None:
    assert canonical(find_base(parse(query).tree)) == base


def test_distinctive_words_by_hand(index: Index) -> None:
    """Okafor said "rain" three times in ten words; the others never, in fifteen."""
    found = distinctive(index, 'speaker:"Ben Okafor"')
    assert (found.words, found.turns, found.other_words, found.other_turns) == (10, 2, 15, 3)
    rain = found.found[0]
    assert (rain.word, rain.count, rain.turns, rain.other_count) == ("rain", 3, 1, 0)
    assert rain.g2 == pytest.approx(log_likelihood(3, 10, 0, 15))
    assert rain.ratio == pytest.approx(log_ratio(3, 10, 0, 15))
    assert rain.per_million == 300_000
    assert index.search(rain.refined).total == rain.turns


def test_one_turn_does_not_decide(index: Index) -> None:
    assert "rain" not in {each.word for each in distinctive(index, 'speaker:"Ben Okafor"', turns=2).found}


def test_what_is_lacking(index: Index) -> None:
    found = distinctive(index, 'speaker:"Ben Okafor"', lacking=True).found
    assert {"slow", "bridge"} <= {each.word for each in found}
    assert all(each.ratio < 0 for each in found)


def test_against_another_query(index: Index) -> None:
    found = distinctive(index, "kind:speech", "kind:briefing role:answer")
    assert (found.against, found.other_words) == ("kind:briefing role:answer", 3)


@pytest.mark.parametrize("query", ["", "nothinglikeit", "((", "2014..2013"])
def test_nothing_to_compare_is_no_error(index: Index, query: str) -> None:
    distinctive(index, query)
    distinctive(index, "kind:speech", query or "x")


def test_queries_too_broad_are_counted_with_a_note() -> None:
    """A beginning that more words have than the index looks for at once; its note is told beside the others' figures."""
    made = FakeRecord()
    for part in range(20):
        words = " ".join(f"anti-a{part}x{number}" for number in range(1_000))
        made.put(f"s{part}", [("statement", "Ana Vela", words)], date="2014")
    found = trends(open_index(made, ":memory:"), "ferry", "anti-a*")
    assert found.series[0].turns == 0
    assert found.series[1].turns > 0
    assert "too many words" in found.notes[-1]
