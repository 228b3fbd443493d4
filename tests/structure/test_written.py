"""What is written at the desk: short speeches under names in bold."""

from __future__ import annotations

import pytest

import rostra

WORDS = "**Ada Brandt:** The harbour opens.\n\n**Question:** When?\n"


def turns(words: str, **fields: str) -> list[tuple[str, str | None]]:
    told = "".join(f"{name}: {value}\n" for name, value in fields.items())
    page = f"---\ntitle: The harbour\n{told}---\n{words}"
    return [(turn.role, turn.label) for turn in rostra.parse(page.encode()).turns]


@pytest.mark.parametrize("draft", ["0a1b2c3d4e5f", "preview"])
def test_who_writes_here_says_who_speaks(draft: str) -> None:
    assert turns(WORDS, draft=draft) == [("statement", "Ada Brandt"), ("question", "Question")]
    assert turns("**Ada Brandt:** Yes.", draft=draft) == [("statement", "Ada Brandt")]


@pytest.mark.parametrize(
    "words",
    [
        "**Ada Brandt:** Good morning.\n\nQuestion: Why?\n\n**Ada Brandt:** Because.",
        "**汪发言人：**大家好。\n\n问：为什么？\n\n**汪发言人：**因为。",
        "**汪发言人**：大家好。\n**记者：**请**问**？\n**汪发言人：**谢谢。",
        "**Ada Brandt:**Good morning.\n\n**Question:**Why?\n\n**Ada Brandt:**Because.",
    ],
)
def test_a_question_needs_no_bold_and_a_colon_no_space(words: str) -> None:
    told = turns(words, draft="0a1b2c3d4e5f")
    assert [role for role, _ in told] == ["statement", "question", "answer"]
    assert not any("*" in (label or "") for _, label in told)


def read(words: str, draft: str = "draft: preview") -> tuple[str | None, list[str | None]]:
    page = rostra.parse(f"---\n{draft}\nlanguage: en\n---\n{words}".encode())
    return page.event.title, [turn.label for turn in page.turns]


def test_what_is_said_under_a_name_is_no_title() -> None:
    assert read("**Ada Brandt:** Yes.") == (None, ["Ada Brandt"])
    assert read("**Ada Brandt:** Hi.\n\n**Bo Marl:** Hello.") == (None, ["Ada Brandt", "Bo Marl"])
    assert read("**Ada Brandt:** Hi.\n\nThe press conference\n\n**Bo Marl:** Hello.")[0] is None
    assert read("Question: Why?\n\n**Ada Brandt:** So.") == (None, ["Question", "Ada Brandt"])
    above = "The harbour of Norrvik\n\n**Ada Brandt:** Hi.\n\n**Bo Marl:** Hello."
    assert read(above) == ("The harbour of Norrvik", ["Ada Brandt", "Bo Marl"])
    assert read("**Ada Brandt:** Hi.\n\n**Bo Marl:** Hello.", "site: Norrvik")[0] is not None  # from elsewhere


@pytest.mark.parametrize(
    "fields", [{}, {"draft": "false"}, {"draft": "true"}, {"draft": "0a1b2c3d4e5f", "kind": "article"}]
)
def test_a_page_from_elsewhere_and_an_article_have_to_show_it(fields: dict[str, str]) -> None:
    assert turns(WORDS, **fields) == []


@pytest.mark.parametrize("words", ["**Key facts:** High.", "**Note:** High.", "Ada Brandt: Yes.\n\nBo Reed: No."])
def test_what_is_no_speaker_in_bold_is_not_believed(words: str) -> None:
    assert turns(words, draft="0a1b2c3d4e5f") == []
