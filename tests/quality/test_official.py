"""The library gives the same figures as the project's reference scorer, on real gold with damaged predictions."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rostra.api import parse
from rostra.model.wire import to_wire
from rostra.quality import FIGURES, load_gold, run, score

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
GOLD = SHARED / "gold"
SCRIPT = SHARED / "tools" / "score_transcripts.py"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not (GOLD.is_dir() and SCRIPT.is_file()), reason="../shared is absent"),
]

FILLER = " and so the matter was put to the committee, which rose without a vote; "


def predict(gold: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """Gold as a prediction, damaged in every way that a figure looks at."""
    turns = [predict_turn(place, turn, rng) for place, turn in enumerate(gold["turns"])]
    kept = [turn for turn in turns if rng.random() > 0.1]
    if kept and rng.random() < 0.5:
        kept.insert(rng.randrange(len(kept)), dict(rng.choice(kept), id="doubled"))
    for turn in kept if rng.random() < 0.2 else []:
        turn.pop("id")
    event = {name: gold.get(name) for name in ("title", "date", "time", "place", "kind", "language")}
    event["participants"] = [{"name": person["name"]} for person in gold.get("participants") or []]
    return {"event": damage_event(event, rng), "turns": kept}


def predict_turn(place: int, turn: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    first, last = turn["first_words"], turn["last_words"]
    text = first if first == last else first + FILLER * rng.randrange(40) + last
    answers = turn.get("answers")
    damaged = {
        "id": f"t{place}",
        "role": turn["role"],
        "speaker": turn.get("speaker"),
        "text": text,
        "answers": None if answers is None else f"t{answers}",
    }
    if rng.random() < 0.15:
        damaged["role"] = rng.choice(["statement", "question", "answer", "moderation", "note"])
    if rng.random() < 0.15:
        damaged["speaker"] = rng.choice(["Ida Tarvo", "journalist", "moderator", None, shorten(turn.get("speaker"))])
    if rng.random() < 0.1:
        damaged["text"] = rng.choice([text[:-9], text[9:], "", "stray " + text])
    if rng.random() < 0.1:
        damaged["answers"] = rng.choice([None, "t1", "t3"])
    return damaged


def shorten(name: str | None) -> str | None:
    return name.split()[-1] if name else None


def damage_event(event: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    for name in ("title", "date", "time", "place", "kind", "language"):
        if rng.random() < 0.25:
            event[name] = rng.choice([None, "2011-07", "en-GB", "House", (event[name] or "x ")[:-2]])
    people = [person for person in event["participants"] if rng.random() > 0.3]
    event["participants"] = people + [{"name": "Ida Tarvo"}] * rng.randrange(2)
    return event


def run_script(predictions: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    lines = folder / "predictions.jsonl"
    lines.write_text("".join(json.dumps(page) + "\n" for page in predictions), "utf-8")
    command = [sys.executable, str(SCRIPT), "--gold", str(GOLD), "--corpus", str(SHARED / "corpus" / "pages")]
    done = subprocess.run(
        [*command, "--predictions", str(lines), "--json"], capture_output=True, text=True, check=True, timeout=120
    )
    return json.loads(done.stdout)


def assert_figures_are_equal(got: dict[str, Any], want: dict[str, Any]) -> None:
    for ours, theirs in zip(got["pages"], want["pages"], strict=True):
        assert ours["id"] == theirs["id"]
        assert ours["turns"] == theirs["turns"]
        for figure in FIGURES:
            assert ours.get(figure) == pytest.approx(theirs.get(figure), abs=1e-9), (ours["id"], figure)
    for figure in FIGURES:
        mean = got["mean"].get(figure)
        assert (mean if mean is None else round(mean, 4)) == want["mean"][figure], figure
    assert got["mean"]["turns"] == want["mean"]["turns"]


@pytest.mark.parametrize("seed", range(6))
def test_figures_equal_the_reference_scorer(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    golds = [json.loads(path.read_text("utf-8")) for path in sorted(GOLD.glob("*.json"))]
    predictions = [predict(gold, rng) for gold in golds]
    predictions[seed] = {"error": {"code": "unreadable"}}
    want = run_script(predictions, tmp_path)
    assert_figures_are_equal(score(load_gold(GOLD), predictions).to_builtins(), want)


def test_figures_equal_the_reference_scorer_on_what_the_parser_says(tmp_path: Path) -> None:
    said: list[dict[str, Any]] = []

    def parse_page(path: Path) -> dict[str, Any]:
        said.append(to_wire(parse(path)))
        return said[-1]

    got = run(GOLD, SHARED / "corpus" / "pages", parse_page)
    assert_figures_are_equal(got.to_builtins(), run_script(said, tmp_path))


def test_undamaged_gold_is_all_right_in_turns() -> None:
    golds = load_gold(GOLD)
    perfect = [
        {
            "turns": [
                {
                    "id": i,
                    "role": t.role,
                    "speaker": t.speaker,
                    "answers": t.answers,
                    "text": f"{t.first_words} {t.last_words}",
                }
                for i, t in enumerate(gold.turns)
            ]
        }
        for gold in golds
    ]
    means = score(golds, perfect).means
    assert {name: means[name] for name in ("start_f1", "speaker", "role", "link_f1")} == {
        "start_f1": 1.0,
        "speaker": 1.0,
        "role": 1.0,
        "link_f1": 1.0,
    }
