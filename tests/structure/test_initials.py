"""Initials as labels are the person of the page who has them."""

from __future__ import annotations

import pytest

from rostra import parse
from rostra.model import Transcript

TALK = """AI: Mrs McKew, what about the ferry to the island?

{guest}: It will run in the spring, and it will be free for all who live there.

AI: And the bridge?

{guest}: The bridge comes later, when the money is there.

AI: When will you know?

{guest}: In autumn, after the board has met.

AI: People on the island say that they have heard this before. What do you tell them?

{guest}: I tell them that the piles are in the ground. I was there when the first of them went in.

AI: Who pays for the piles?

{guest}: We do, out of the harbour dues of last year. We have not borrowed a penny for it, and we do not mean to.
"""


def talk(title: str, guest: str = "MM") -> Transcript:
    return parse(f"{title}\n\n3 June 2031\n\n{TALK.format(guest=guest)}".encode())


@pytest.mark.parametrize("guest", ["MM", "M.M.", "MMK"])
def test_initials_are_whom_the_title_names(guest: str) -> None:
    found = talk("Interview with Maxine McKew by Ana Ilic", guest)
    assert [(turn.speaker, turn.role) for turn in found.turns] == [
        ("Ana Ilic", "question"),
        ("Maxine McKew", "answer"),
    ] * 5
    assert {turn.label for turn in found.turns} == {"AI", guest.rstrip(".")}
    assert {part.name for part in found.event.participants} == {"Maxine McKew", "Ana Ilic"}


def test_initials_given_behind_a_name_are_that_person() -> None:
    found = talk("The ferry and the bridge\n\nAna Ilic (AI) of the Evening Tide met the mayor, Maxine McKew (MM).")
    assert {turn.speaker for turn in found.turns if turn.label} == {"Ana Ilic", "Maxine McKew"}


def test_initials_of_two_people_name_neither() -> None:
    found = talk("Interview with Maxine McKew and Mario Mendes by Ana Ilic")
    assert "Maxine McKew" not in {turn.speaker for turn in found.turns}
    assert "Mario Mendes" not in {turn.speaker for turn in found.turns}


def test_letters_of_an_office_stay_the_office() -> None:
    page = talk("Interview with Prime Minister Paul Merrow by Ana Ilic", "PM")
    assert {turn.speaker for turn in page.turns if turn.label == "PM"} == {"Paul Merrow"}
    other = talk("Talk of Prime Minister Ada Lund with Petra Moor and Ana Ilic", "PM")
    assert "Petra Moor" not in {turn.speaker for turn in other.turns}
