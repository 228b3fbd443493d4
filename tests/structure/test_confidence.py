"""How sure a turn is: a model's probability that it is wholly right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from pages import BRIDGE, FERRY, page, parse

from rostra.api import parse as parse_page
from rostra.api import score_folder
from rostra.lexicon import load
from rostra.model.wire import to_wire
from rostra.quality.calibration import calibrate
from rostra.structure.confidence import find_turn_signs, judge_turn
from rostra.structure.decode import Draft
from rostra.structure.speakers import Attribution

SURE = Attribution(speaker="Ana Ilic", kind="person", confidence=0.95)
NOBODY = Attribution(speaker=None, kind="unknown", confidence=0.3)


def signs(who: Attribution) -> dict[str, float]:
    return find_turn_signs(Draft(kind="speech", segments=[(0, 90)], rule="monologue"), who, "statement", 0.9)


def test_a_turn_of_nobody_is_less_sure() -> None:
    assert judge_turn(signs(NOBODY)) < 0.5 < judge_turn(signs(SURE)) < 1


def test_every_sign_has_a_weight() -> None:
    transcript = parse(
        page("Ana Ilic on the bridge", f"Q: {FERRY}", f"Ana Ilic: {BRIDGE}", f"Q: {FERRY}", f"Ana Ilic: {BRIDGE}")
    )
    assert all(0 < turn.confidence < 1 for turn in transcript.turns)
    names = set(load("confidence_weights")["turn"])
    for who in (SURE, NOBODY):
        for role in ("statement", "question", "answer", "moderation"):
            for draft in _drafts():
                assert set(find_turn_signs(draft, who, role, 0.5)) <= names


def _drafts() -> Iterator[Draft]:
    whole = Draft(kind="speech", segments=[(0, 20)], rule="unlabelled-opening")
    yield whole
    yield msgspec.structs.replace(whole, continued=True, rule="continued")
    yield msgspec.structs.replace(whole, rule="dash")


@pytest.mark.corpus
@pytest.mark.parametrize("folder", ["tests/gold", "tests/gold/second"])
def test_it_holds_on_pages_that_it_was_not_learnt_from(corpus: Path, folder: str) -> None:
    root = Path(__file__).parents[2]
    report = score_folder(root / folder, corpus, lambda path: to_wire(parse_page(path)))
    assert calibrate(report.verdicts)["turn"].error <= 0.05
