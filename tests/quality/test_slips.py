"""Each thing that can be wrong on a small made-up page is put into its class, and the costs add up to the figures."""

from __future__ import annotations

from typing import Any

import pytest
from ferry import BEFORE, GOLD, TEXT, TURNS, make_wire

from rostra.quality import GoldPage, GoldTurn, judge_page, score
from rostra.quality.measure import FIGURES
from rostra.quality.places import locate
from rostra.quality.slips import CLASSES, find_slips, tally_slips


def with_spans(spans: list[tuple[int, int]], roles: list[str] | None = None) -> dict[str, Any]:
    """A transcript of these spans, said by the minister."""
    turns = [
        {"id": i, "role": (roles or ["statement"] * len(spans))[i], "start": a, "end": b, "text": TEXT[a:b]}
        for i, (a, b) in enumerate(spans)
    ]
    return {"text": TEXT, "turns": [{**turn, "speaker": "Milena Tarvo"} for turn in turns]}


def span(first: str, last: str) -> tuple[int, int]:
    return TEXT.index(first), TEXT.index(last) + len(last)


def kinds(wire: dict[str, Any] | None, gold: GoldPage = GOLD) -> list[str]:
    """The classes of all slips of turns that are counted, in order."""
    slips = find_slips(judge_page(gold, wire))
    return [slip.kind for slip in slips if slip.turn is not None and not slip.consequence]


def test_a_right_page_has_no_slip() -> None:
    assert find_slips(judge_page(GOLD, make_wire())) == []


@pytest.mark.parametrize(
    ("turn", "change", "kind"),
    [
        ("t0", {"speaker": None}, "speaker-unknown"),
        ("t0", {"speaker": "Oskar Lind"}, "speaker-other"),
        ("t0", {"speaker": "moderator"}, "speaker-generic"),
        ("t2", {"speaker": "Oskar Lind"}, "speaker-generic"),
        ("t0", {"role": "moderation"}, "role"),
        ("t0", {"text": TURNS[0][2] + " More."}, "end-long"),
        ("t0", {"text": TURNS[0][2][:-8]}, "end-short"),
        ("t0", {"answers": "t2"}, "link-invented"),
        ("t3", {"answers": None}, "link-missing"),
        ("t3", {"answers": "t0"}, "link-other"),
    ],
)
def test_slips_of_turns_that_were_found(turn: str, change: dict[str, Any], kind: str) -> None:
    assert kinds(make_wire(**{turn: change})) == [kind]


def test_a_speaker_where_gold_knows_none() -> None:
    turns = tuple(GoldTurn(role=t.role, first_words=t.first_words, last_words=t.last_words) for t in GOLD.turns[:1])
    gold = GoldPage(id="a", source="a", turns=turns)
    wire = with_spans([span(TURNS[0][2], TURNS[0][2])])
    assert kinds(wire, gold) == ["speaker-invented"]


def test_a_turn_that_runs_on_is_one_slip() -> None:
    wire = make_wire()
    wire["turns"][2] |= {"end": len(TEXT), "text": TEXT[wire["turns"][2]["start"] :]}
    del wire["turns"][3]
    assert kinds(wire) == ["start-run-on", "link-missing"]


def test_a_turn_that_is_split_is_one_slip() -> None:
    wire = make_wire()
    cut = TEXT.index("half from us")
    last = wire["turns"][3]
    wire["turns"].append({**last, "id": "x", "start": cut, "text": TEXT[cut : last["end"]], "answers": None})
    last |= {"end": cut - 1, "text": TEXT[last["start"] : cut - 1]}
    assert kinds(wire) == ["split"]


def test_a_start_that_is_off_is_one_slip() -> None:
    wire = make_wire()
    start = TEXT.index("will sail")
    wire["turns"][0] |= {"start": start, "text": TEXT[start : wire["turns"][0]["end"]]}
    assert kinds(wire) == ["start-shifted"]


def test_what_is_left_out_and_what_belongs_to_no_turn() -> None:
    wire = make_wire()
    wire["turns"][0] |= {"start": 0, "end": len(BEFORE), "text": BEFORE}
    del wire["turns"][1:3]
    assert kinds(wire) == ["start-left-out", "note-missed", "start-left-out", "outside", "link-other"]


def test_speech_and_notes_that_are_taken_for_each_other() -> None:
    assert sorted(kinds(make_wire(t1={"role": "statement"}))) == ["note-as-speech", "note-missed"]
    assert sorted(kinds(make_wire(t0={"role": "heading"}))) == ["note-invented", "start-as-note"]


def test_pages_that_were_taken_for_the_other_sort() -> None:
    assert set(kinds(None)) == {"page-unread", "note-missed", "link-missing"}
    article = GoldPage(id="a", source="a", turns=())
    assert kinds(with_spans([(0, len(BEFORE))]), article) == ["page-invented"]


def test_slips_of_the_event() -> None:
    wire = make_wire()
    wire["event"] |= {"title": "On the bridge", "date": "2015", "participants": [{"name": "Oskar Lind"}]}
    slips = find_slips(judge_page(GOLD, wire))
    assert [(s.kind, s.want, s.got) for s in slips] == [
        ("title", "On the ferry", "On the bridge"),
        ("date", "2016-03-09", "2015"),
        ("people-missed", "Milena Tarvo", ""),
        ("people-invented", "", "Oskar Lind"),
    ]


@pytest.mark.parametrize(
    "wire",
    [
        None,
        make_wire(t0={"speaker": None, "role": "answer"}, t2={"role": "note"}, t3={"answers": "t0"}),
        with_spans([(0, len(TEXT))]),
        with_spans([(0, 20), span("will sail", "six."), span("Half", "dues"), span("half from", "us.")]),
    ],
)
def test_costs_add_up_to_what_the_means_lack(wire: dict[str, Any] | None) -> None:
    undated = GoldPage(id="b", source="b", turns=GOLD.turns)
    report = score([GOLD, undated], [wire, make_wire()])
    costs: dict[str, float] = {}
    for tally in tally_slips(report.verdicts):
        assert tally.kind in CLASSES
        for name, cost in tally.costs.items():
            costs[name] = costs.get(name, 0) + cost
    for name in set(FIGURES) - {"start_f1", "speaker", "role", "false_date"}:
        assert costs.get(name, 0) == pytest.approx(1 - report.means.get(name, 1)), name
    assert costs["false_date"] == report.means["false_date"] == 1


def test_a_tally_counts_pages_once() -> None:
    wire = make_wire(t0={"role": "answer"}, t2={"role": "answer"})
    (tally,) = [t for t in tally_slips(score([GOLD, GOLD], [wire, make_wire()]).verdicts) if t.kind == "role"]
    assert (tally.count, tally.pages) == (2, 1)


def test_turns_are_located_by_prediction_or_by_the_words_of_gold() -> None:
    wire = make_wire()
    del wire["turns"][2]
    places = locate(judge_page(GOLD, wire))
    assert [TEXT[p.start : p.end] for p in places if p] == [text for _, _, text in TURNS]


def test_words_that_are_not_there_have_no_place() -> None:
    gold = GoldPage(id="a", source="a", turns=(GoldTurn(role="statement", first_words="Never said", last_words="so"),))
    assert locate(judge_page(gold, {"text": TEXT, "turns": []})) == [None]
