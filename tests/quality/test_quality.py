"""Scoring on a small made-up page: each figure falls for its own fault and for no other."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rostra.model import Event, NotFoundError, Participant, ReadError, Source, Transcript, Turn
from rostra.model.wire import to_wire
from rostra.quality import (
    FIGURES,
    GoldPage,
    GoldTurn,
    Report,
    format_houses,
    format_report,
    format_slips,
    group_by_house,
    load_gold,
    mean_of_houses,
    run,
    score,
    score_page,
)
from rostra.quality.compare import ends_alike, fold, same_name, same_speaker, starts_alike, words
from rostra.quality.prediction import PredictedTurn

TURNS = (
    ("statement", "Milena Tarvo", "The ferry will sail again on Monday morning at six."),
    ("note", None, "(Laughter.)"),
    ("question", "journalist", "Minister, who will pay for the second boat, please?"),
    ("answer", "Milena Tarvo", "Half comes from the port dues, half from us."),
)


def make_gold(**changes: Any) -> GoldPage:
    turns = tuple(
        GoldTurn(role=role, speaker=speaker, first_words=text, last_words=text, answers=2 if role == "answer" else None)
        for role, speaker, text in TURNS
    )
    page = GoldPage(
        id="ferry",
        source="ferry.html",
        turns=turns,
        title="On the ferry",
        date="2016-03",
        time="14:44",
        place="Orsk Quay",
    )
    return msgspec.structs.replace(page, **{"kind": "briefing", "language": "en", **changes})


def make_transcript() -> Transcript:
    text = "\n\n".join(text for _, _, text in TURNS)
    turns = tuple(
        Turn(
            id=f"t{i}",
            role=role,  # type: ignore[arg-type]
            speaker=speaker,
            start=text.index(words_),
            end=text.index(words_) + len(words_),
            answers="t2" if role == "answer" else None,
        )
        for i, (role, speaker, words_) in enumerate(TURNS)
    )
    event = Event(
        title="On the Ferry", kind="briefing", date="2016-03-09", time="14:44", place="Quay, Orsk", language="en"
    )
    source = Source(uri="ferry.html", sha256="0" * 64, media_type="text/html", encoding="utf-8")
    return Transcript(source=source, event=event, text=text, body=(0, len(text)), turns=turns)


def make_wire() -> dict[str, Any]:
    """As read back from a line of JSON."""
    return json.loads(json.dumps(to_wire(make_transcript())))


def test_a_right_transcript_scores_one_in_every_figure() -> None:
    figures = score_page(make_gold(), make_transcript()).figures
    assert set(figures) == set(FIGURES) - {"false_date", "people_f1"}
    assert set(figures.values()) == {1.0}


def test_the_wire_form_and_the_transcript_score_alike() -> None:
    assert score_page(make_gold(), to_wire(make_transcript())) == score_page(make_gold(), make_transcript())


@pytest.mark.parametrize(
    ("place", "change", "fallen"),
    [
        (0, {"role": "answer"}, {"turn_f1", "role"}),
        (0, {"speaker": "Oskar Lind"}, {"turn_f1", "speaker"}),
        (0, {"text": "The ferry will sail again on Monday."}, {"turn_f1"}),
        (0, {"text": "Monday morning at six."}, {"turn_f1", "start_f1"}),
        (3, {"answers": None}, {"link_f1"}),
        (1, {"text": "(Applause.)"}, {"notes_f1"}),
    ],
)
def test_each_fault_of_a_turn_costs_its_own_figures(place: int, change: dict[str, Any], fallen: set[str]) -> None:
    wire = make_wire()
    wire["turns"][place] |= change
    figures = score_page(make_gold(), wire).figures
    assert {name for name, value in figures.items() if value < 1} == fallen


@pytest.mark.parametrize(
    ("figure", "change"),
    [
        ("title", {"title": "On the bridge"}),
        ("date", {"date": "2016-04-09"}),
        ("time", {"time": None}),
        ("place", {"place": "Velm"}),
        ("kind", {"kind": "speech"}),
        ("language", {"language": "fr"}),
        ("people_f1", {"participants": [{"name": "Oskar Lind"}]}),
    ],
)
def test_each_fault_of_the_event_costs_its_own_figure(figure: str, change: dict[str, Any]) -> None:
    wire = make_wire()
    wire["event"] |= change
    figures = score_page(make_gold(), wire).figures
    assert {name for name, value in figures.items() if value < 1} == {figure}


def test_a_page_that_failed_scores_nothing() -> None:
    for failed in (None, {"error": {"code": "unreadable"}}):
        figures = score_page(make_gold(), failed).figures
        assert figures["turn_f1"] == figures["date"] == figures["link_f1"] == 0
        assert "speaker" not in figures


def test_an_article_is_right_only_without_turns() -> None:
    article = make_gold(turns=(), date=None)
    assert score_page(article, {"turns": []}).figures["turn_f1"] == 1
    figures = score_page(article, make_transcript()).figures
    assert figures["turn_f1"] == 0
    assert figures["false_date"] == 1


def test_an_arguable_role_is_accepted() -> None:
    gold = make_gold()
    turns = (msgspec.structs.replace(gold.turns[0], role="moderation", arguable=True), *gold.turns[1:])
    assert score_page(make_gold(turns=turns), make_transcript()).figures["role"] == 1


def test_what_lies_beyond_the_annotated_head_is_not_judged() -> None:
    gold = make_gold(truncated_gold=True, annotated_until_words=TURNS[3][2])
    wire = make_wire()
    wire["turns"] += [
        {"id": "t9", "role": "statement", "speaker": "Oskar Lind", "text": "Far beyond the annotated part."}
    ]
    assert score_page(gold, wire).figures["turn_f1"] == 1
    assert score_page(make_gold(), wire).figures["turn_f1"] < 1


def test_participants_are_found_by_surname_and_initial() -> None:
    gold = msgspec.convert(
        {"id": "a", "source": "a", "turns": [], "participants": [{"name": "Milena Tarvo"}]}, GoldPage
    )
    event = Event(participants=(Participant(name="M. Tarvo"), Participant(name="Oskar Lind")))
    transcript = msgspec.structs.replace(make_transcript(), event=event)
    assert score_page(gold, transcript).figures["people_f1"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Milena Tarvo", "TARVO", True),
        ("Émile Sorvane", "Emile Sorvane", True),
        ("陈松年", "陈松年", True),
        ("Milena Tarvo", "Anton Tarvo", False),
        ("Milena Tarvo", None, False),
        ("", "", False),
    ],
)
def test_names(one: str | None, other: str | None, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_generic_speakers_match_only_themselves_or_the_journalist_by_name() -> None:
    asked = GoldTurn(role="question", first_words="", last_words="", speaker="journalist", journalist_name="Pia Holt")
    turn = PredictedTurn(id=1, text="", speaker="journalist")
    assert same_speaker(asked, turn)
    assert same_speaker(asked, msgspec.structs.replace(turn, speaker="P. Holt"))
    assert not same_speaker(asked, msgspec.structs.replace(turn, speaker="moderator"))
    unknown = GoldTurn(role="statement", first_words="", last_words="")
    assert same_speaker(unknown, turn)
    assert not same_speaker(unknown, msgspec.structs.replace(turn, speaker="Pia Holt"))


def test_a_line_of_marks_is_compared_as_printed() -> None:
    stars = GoldTurn(role="note", first_words="* * *", last_words="* * *")
    assert starts_alike(stars, PredictedTurn(id=1, text="* *  *"))
    assert not starts_alike(stars, PredictedTurn(id=1, text="###"))
    assert ends_alike(stars, PredictedTurn(id=1, text="* * *"))


def test_words_split_scripts_without_spaces() -> None:
    assert words("渡船7, ferry") == ["渡", "船", "7", "ferry"]
    assert fold("Çelik") == ["celik"]
    assert words(None) == []


def write_gold(folder: Path, *names: str) -> None:
    folder.mkdir(exist_ok=True)
    for name in names:
        page = {"source": f"{name}.txt.gz", "turns": [], "date": "2016-03-09", "kind": "article", "unheard_of": 1}
        (folder / f"{name}.json").write_text(json.dumps(page), "utf-8")


def test_run_unpacks_pages_and_counts_what_cannot_be_read(tmp_path: Path) -> None:
    write_gold(tmp_path / "gold", "a", "b")
    for name in "ab":
        (tmp_path / f"{name}.txt.gz").write_bytes(gzip.compress(name.encode()))

    def parse(path: Path) -> dict[str, Any]:
        if path.read_text() == "b":
            raise ReadError("empty")
        return {"event": {"date": "2016-03-09"}, "turns": []}

    report = run(tmp_path / "gold", tmp_path, parse)
    assert [page.id for page in report.pages] == ["a", "b"]
    assert report.means["date"] == 0.5


def test_run_names_what_is_missing_or_damaged(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no gold"):
        run(tmp_path, tmp_path, lambda path: {})
    write_gold(tmp_path / "gold", "a")
    with pytest.raises(NotFoundError, match="missing"):
        run(tmp_path / "gold", tmp_path, lambda path: {})
    (tmp_path / "a.txt.gz").write_bytes(b"not gzip at all")
    with pytest.raises(ReadError, match="damaged"):
        run(tmp_path / "gold", tmp_path, lambda path: {})


@pytest.mark.parametrize("content", ["[]", "{", '{"source": "a"}', '{"source": 3, "turns": []}'])
def test_a_file_that_is_not_gold_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "odd.json").write_text(content, "utf-8")
    with pytest.raises(ReadError) as caught:
        load_gold(tmp_path)
    assert caught.value.source is not None
    assert caught.value.source.endswith("odd.json")


def make_report() -> Report:
    good, bad = make_gold(), make_gold(id="bad")
    return score([good, bad], [make_transcript(), None])


def test_the_report_lists_the_worst_page_first() -> None:
    lines = format_report(make_report()).splitlines()
    assert lines[0].startswith("page ")
    assert lines[1].startswith("bad ")
    assert lines[2].startswith("ferry ")
    assert lines[3].startswith("mean of 2 pages, 6 turns")
    assert "0.500" in lines[3]
    assert "-" in lines[1].split()  # no speaker to be right about
    assert "expected calibration error" in lines[-1]


def test_the_report_keeps_to_the_width_of_the_terminal() -> None:
    narrow = format_report(make_report(), width=60).splitlines()[:4]
    assert max(map(len, narrow)) <= 60
    assert narrow[0].split()[:3] == ["page", "start", "turn"]
    assert "people" not in narrow[0]
    assert len(format_report(make_report(), worst=1).splitlines()[1:-4]) == 1


def test_a_page_cannot_steer_the_terminal() -> None:
    report = score([make_gold(id="[red]a\x1b[2J")], [None])
    table = format_report(report)
    assert "[red]a[2J" in table
    assert "\x1b" not in table


def test_the_report_as_plain_values() -> None:
    plain = make_report().to_builtins()
    assert plain["mean"]["turn_f1"] == 0.5
    assert plain["mean"]["pages"] == 2
    assert plain["pages"][0]["id"] == "ferry"
    assert json.loads(json.dumps(plain)) == plain


def test_transcripts_and_gold_must_be_as_many() -> None:
    with pytest.raises(ValueError):
        score([make_gold()], [])


def test_houses_are_told_by_the_names_of_gold() -> None:
    golds = [make_gold(id=name) for name in ("velmora_2016_ferry", "velmora_2018", "orsk_1")]
    report = score(golds, [make_transcript(), None, make_transcript()])
    houses = group_by_house(report)
    assert [(house.name, house.pages, house.means["turn_f1"]) for house in houses] == [
        ("velmora", 2, 0.5),
        ("orsk", 1, 1.0),
    ]
    assert mean_of_houses(houses)["turn_f1"] == 0.75
    table = format_houses(report).splitlines()
    assert table[1].startswith("velmora (2)")
    assert table[-1].startswith("mean of 2 houses")


def test_what_goes_wrong_is_listed_by_class() -> None:
    assert format_slips(score([make_gold()], [make_transcript()])) == "Nothing goes wrong."
    assert "a transcript read as no transcript" in format_slips(make_report())
