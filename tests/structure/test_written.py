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
    "fields", [{}, {"draft": "false"}, {"draft": "true"}, {"draft": "0a1b2c3d4e5f", "kind": "article"}]
)
def test_a_page_from_elsewhere_and_an_article_have_to_show_it(fields: dict[str, str]) -> None:
    assert turns(WORDS, **fields) == []


@pytest.mark.parametrize("words", ["**Key facts:** High.", "**Note:** High.", "Ada Brandt: Yes.\n\nBo Reed: No."])
def test_what_is_no_speaker_in_bold_is_not_believed(words: str) -> None:
    assert turns(words, draft="0a1b2c3d4e5f") == []
