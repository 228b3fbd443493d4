"""Questions with their answers, and the parts of compound questions."""

from __future__ import annotations

import pytest

from rostra.structure.exchanges import asks, is_reply, link_answers, split_question

Q, A, S, M = "question", "answer", "statement", "moderation"


@pytest.mark.parametrize(
    ("roles", "voices", "links"),
    [
        ([Q, A], "ji", [None, 0]),
        ([Q, A, A], "jib", [None, 0, 0]),  # two respondents point to the same question
        ([Q, Q, A], "jki", [None, None, 1]),  # of several questions the last
        ([Q, A, "note", A], "ji-i", [None, 0, None, 0]),
        ([Q, M, A], "jmi", [None, None, 0]),
        ([A, Q, A], "iji", [None, None, 1]),
        ([S, A], "ij", [None, None]),
        ([Q, A], "ii", [None, None]),  # nobody answers himself
        ([], "", []),
    ],
)
def test_links(roles: list[str], voices: str, links: list[int | None]) -> None:
    assert link_answers(roles, list(voices)) == links  # type: ignore[arg-type]


def test_who_asked_replies_to_a_question_back() -> None:
    assert link_answers([Q, A, Q, A], ["j", "i", "j", "i"], {2}) == [None, 0, None, 0]
    assert link_answers([Q, A], ["j", "i"], {0}) == [None, 0]


@pytest.mark.parametrize(
    ("words", "before", "reply"),
    [
        ("Yes.", "Do you mean the old ferry?", True),
        ("They are.", "And I hope that your people are well --", True),
        ("They are.", "And your people are well.", False),
        ("Yes, but the old ferry --", "Do you mean the old ferry?", False),
        ("No toll?", "There is none.", False),
        ("-- of the auditors.", "Whose --", False),
        ("", "Whose?", False),
    ],
)
def test_replies(words: str, before: str, reply: bool) -> None:
    assert is_reply(words, before) is reply


def parts(text: str) -> list[str]:
    return [text[a:b] for a, b in split_question(text, 0, len(text))]


def test_a_compound_question_is_split() -> None:
    asked = "The master was not asked. Will it be built? He says that it is late. And who pays for the painters?"
    assert parts(asked) == ["Will it be built?", "And who pays for the painters?"]


def test_a_simple_question_is_not() -> None:
    assert parts("The master was not asked. Will it be built?") == []
    assert parts("Tell us more.") == []
    assert parts("") == []


def test_a_fragment_joins_the_part_before_it() -> None:
    assert parts("Will it be built? Why? And who pays for the painters?") == [
        "Will it be built? Why?",
        "And who pays for the painters?",
    ]


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("大桥何时可以正式通车？过桥的人要不要交费？", 2),
        ("متى يفتتح الجسر؟ ومن يدفع أجر الدهانين؟", 2),
        ("Costs 3.5 million? Or is it 4.5 million?", 2),
        ("“Will it be built?” “And who pays for it?”", 2),
    ],
)
def test_marks_of_many_scripts(asked: str, count: int) -> None:
    assert len(parts(asked)) == count


def test_parts_lie_inside_the_question() -> None:
    text = "Q: Will it be built? And who pays for it? Ana Ilic: Will I?"
    start, end = 3, text.index(" Ana")
    assert [text[a:b] for a, b in split_question(text, start, end)] == ["Will it be built?", "And who pays for it?"]


def test_what_asks() -> None:
    assert asks("Will it be built?")
    assert asks("when it will be built")
    assert asks("¿Cuándo se abrirá")
    assert not asks("It will be built.")
    assert not asks("")
