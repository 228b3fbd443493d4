from __future__ import annotations

from typing import Any

import msgspec
import pytest
from pages_made_up import HARBOUR, make_entry

from rostra.archive import Entry
from rostra.archive.rows import appearance_rows, statement_row, term_rows, turn_rows


def with_turns(entry: Entry, **changes: Any) -> Entry:
    """The entry with fields of all its turns changed."""
    turns = tuple(msgspec.structs.replace(turn, **changes) for turn in entry.transcript.turns)
    return msgspec.structs.replace(entry, transcript=msgspec.structs.replace(entry.transcript, turns=turns))


def test_doubt_is_the_share_of_speech_that_is_unsure_or_unattributed() -> None:
    entry = make_entry()
    assert statement_row(entry)["doubt"] == 0.0
    assert statement_row(with_turns(entry, confidence=0.4))["doubt"] == 1.0
    assert statement_row(make_entry([*HARBOUR[:3], ("answer", None, "Nobody knows who said this.")]))["doubt"] == 0.25
    assert statement_row(make_entry([]))["doubt"] == 0.0


@pytest.mark.parametrize("words", ["", "Short.", "word " * 200, "x" * 5_000, "東京" * 400])
def test_an_excerpt_is_short_and_says_when_words_are_left_out(words: str) -> None:
    excerpt = statement_row(make_entry([("statement", "Ada Brandt", words)]))["excerpt"]
    assert len(excerpt) <= 302
    assert excerpt.endswith("…") == (len(words) > 300)
    assert words.startswith(excerpt.removesuffix("…").rstrip())


def test_an_excerpt_is_of_what_was_said_and_not_of_notes() -> None:
    lines = [("note", None, "(The hall fills.)"), *HARBOUR]
    assert statement_row(make_entry(lines))["excerpt"].startswith("Ladies and gentlemen")


def test_a_page_without_turns_opens_its_excerpt_with_its_text() -> None:
    entry = make_entry([], content=b"column")
    transcript = msgspec.structs.replace(entry.transcript, text="Menu\n\nThe column.", body=(6, 17))
    assert statement_row(msgspec.structs.replace(entry, transcript=transcript))["excerpt"] == "The column."


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(6, 17)], "Harvest is in."),
        ([(0, 17)], "Harvest is in."),
        ([(17, 32)], "Share this"),
        ([(30, 31)], "Share this Harvest is in"),
        ([(12, 14), (6, 17)], "Harvest is in."),
        ([(0, 4)], "Share this Harvest is in."),
        ([(0, 90)], ""),
    ],
)
def test_furniture_inside_the_body_is_no_excerpt(spans: list[tuple[int, int]], expected: str) -> None:
    entry = make_entry([], content=b"column")
    furniture = msgspec.structs.replace(entry.transcript.furniture, spans=tuple(spans))
    text = "Menu\n\nShare this\nHarvest is in.\n\nFooter"
    transcript = msgspec.structs.replace(entry.transcript, text=text, body=(6, 31), furniture=furniture)
    assert statement_row(msgspec.structs.replace(entry, transcript=transcript))["excerpt"] == expected


def test_spellings_of_one_page_share_a_term() -> None:
    entry = make_entry()
    furniture = msgspec.structs.replace(entry.transcript.furniture, tags=("Ferries", "FERRIES", " ", "ice"))
    entry = msgspec.structs.replace(entry, transcript=msgspec.structs.replace(entry.transcript, furniture=furniture))
    tags = [(row["slug"], row["name"]) for row in term_rows(entry, "s") if row["grouping"] == "tag"]
    assert tags == [("ferries", "Ferries"), ("ice", "ice")]


def test_names_that_are_no_persons_make_no_appearance() -> None:
    entry = make_entry(persons={"Ada Brandt": "ada-brandt", "Tomas Keel": "", "journalist": ""})
    assert [row["person"] for row in appearance_rows(entry, "s")] == ["ada-brandt"]
    assert {row["person"] for row in turn_rows(entry, "s")} == {"ada-brandt", ""}


def test_one_person_under_two_names_appears_under_both() -> None:
    lines = [*HARBOUR, ("answer", "Mayor Brandt", "I have nothing to add to what was said on Monday.")]
    entry = make_entry(lines, persons={"Ada Brandt": "ada-brandt", "Mayor Brandt": "ada-brandt"})
    rows = [(row["name"], row["office"], row["turns"], row["answers"]) for row in appearance_rows(entry, "s")]
    assert rows == [("Ada Brandt", "Mayor", 2, 1), ("Mayor Brandt", None, 1, 1)]
