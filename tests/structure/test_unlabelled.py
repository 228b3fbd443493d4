"""Conversations without labels: dashes, and questions in a type of their own."""

from __future__ import annotations

from pages import body

from rostra.structure.unlabelled import find_conversation, find_dashed, find_set_apart

TALK = ("Will it be built?", "Yes, we have the money.", "And the ferry?", "It stays.", "Until when?", "Until it sinks.")


def said(text: str, drafts: list) -> list[str]:  # type: ignore[type-arg]
    return [text[d.start : d.end] for d in drafts]


def test_a_dash_a_line() -> None:
    text, lines = body(*(f"— {t}" for t in TALK))
    assert said(text, find_dashed(text, lines)) == list(TALK)


def test_a_paragraph_without_a_dash_goes_on() -> None:
    text, lines = body(
        "— Will it be built?", "— Yes.", "We have the money.", "— And the ferry?", "— It stays.", "— Good?"
    )
    assert said(text, find_dashed(text, lines))[1] == "Yes.\n\nWe have the money."


def test_dashes_in_one_paragraph() -> None:
    text, lines = body(" ".join(f"- {t}" for t in TALK))
    assert [s.strip(" -") for s in said(text, find_dashed(text, lines))] == list(TALK)


def test_a_list_with_dashes_asks_nothing() -> None:
    text, lines = body(
        "- bread for the crew", "- paint for the boat", "- rope for the quay", "- coal for the winter", "- salt"
    )
    assert find_conversation(text, lines) == []


def test_questions_in_bold() -> None:
    text, lines = body(*(f"**{t}**" if t.endswith("?") else t for t in TALK))
    drafts = find_set_apart(text, lines)
    assert said(text, drafts) == list(TALK)
    assert [d.rule for d in drafts] == ["strong-question", "plain-answer"] * 3


def test_questions_in_bold_without_a_mark() -> None:
    rows = (
        "橋は建つのでしょうか。",
        "はい。",
        "渡船についてお伺いします。",
        "残ります。",
        "いつまでですか。",
        "沈むまでです。",
    )
    text, lines = body(*(f"**{row}**" if n % 2 == 0 else row for n, row in enumerate(rows)))
    assert [d.rule for d in find_set_apart(text, lines)] == ["strong-question", "plain-answer"] * 3


def test_dashes_in_one_paragraph_under_a_line_of_the_publishers() -> None:
    text, lines = body("Photo: the harbour", " ".join(f"- {t}" for t in TALK))
    assert [s.strip(" -") for s in said(text, find_dashed(text, lines))] == list(TALK)


def test_bold_headings_are_no_questions() -> None:
    text, lines = body("**The bridge**", "We build it.", "**The ferry**", "It stays.", "**The toll**", "There is none.")
    assert find_conversation(text, lines) == []


def test_two_dashes_are_asides() -> None:
    text, lines = body("— Will it be built?", "— Yes.")
    assert find_conversation(text, lines) == []


def test_no_lines() -> None:
    assert find_conversation("", []) == []
