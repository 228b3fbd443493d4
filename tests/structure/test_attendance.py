"""Lists of who takes part, printed before the words: all people are invented."""

from __future__ import annotations

import pytest
from pages import parse, spoken

from rostra.structure.metadata.attendance import is_attendance

TALK = """
John Barlow: The harbour is old and we should mend it. I have said so for years.

Ann Wilde: We should rather plant trees around it. It costs much less.

John Barlow: Trees do not carry ships. I shall vote for the harbour.

Ann Wilde: And I against it.
"""


def _people(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(p.name, p.office, p.affiliation) for p in parse(text.encode()).event.participants]


@pytest.mark.parametrize(
    "listed",
    [
        "Speakers: John Barlow (Labour), Ann Wilde (Green)",
        "Speakers: John Barlow (Labour) and Ann Wilde (Green).",
        "Participants: John Barlow, Labour; Ann Wilde, Green",
        "Present:\n\nJohn Barlow (Labour)\n\nAnn Wilde (Green)",
    ],
)
def test_a_list_tells_who_takes_part(listed: str) -> None:
    page = f"Debate on the harbour\n\n12 March 2024\n\n{listed}\n{TALK}"
    assert _people(page) == [("John Barlow", None, "Labour"), ("Ann Wilde", None, "Green")]


def test_the_list_is_no_turn() -> None:
    page = f"Debate on the harbour\n\n12 March 2024\n\nSpeakers: John Barlow (Labour), Ann Wilde (Green)\n{TALK}"
    assert [speaker for _, speaker, _ in spoken(parse(page.encode()))] == ["John Barlow", "Ann Wilde"] * 2


def test_a_chair_without_a_name_is_whom_the_list_tells() -> None:
    page = (
        "Meeting of the Harbour Board\n\n12 March 2024\n\n"
        "Present: Peter Finch (Chair), Ann Wilde (Treasurer), John Barlow\n\n"
        "Chair: We open the meeting. The first matter is the harbour.\n\n"
        "Ann Wilde: The harbour needs a million. We have half of it.\n\n"
        "Chair: And where will the other half come from?\n\n"
        "John Barlow: From the bank, as I said last time.\n"
    )
    assert [speaker for _, speaker, _ in spoken(parse(page.encode()))] == [
        "Peter Finch",
        "Ann Wilde",
        "Peter Finch",
        "John Barlow",
    ]


def test_what_only_looks_like_a_list_is_none() -> None:
    assert not is_attendance("Present: we are here, and so is the harbour")
    assert not is_attendance("Ann Wilde: John Barlow, Peter Finch")
    assert not is_attendance("Speakers: John Barlow")
    assert is_attendance("Участники: Иван Петров (порт), Анна Орлова")


def test_a_list_of_offices_in_another_language() -> None:
    page = (
        "Rueda de prensa del Consejo\n\nCarrow, 12 de abril de 2013\n\n"
        "INTERVIENEN: LA VICEPRESIDENTA, Dª. CARMEN SOTO, Y EL MINISTRO DE HACIENDA, D. LUIS ARANDA\n\n"
        "Vicepresidenta.- Buenos días. Hoy hemos aprobado la ley.\n\n"
        "Ministro.- Muchas gracias, Vicepresidenta. La ley reduce los impuestos.\n\n"
        "P.- ¿Cuándo entra en vigor?\n\nMinistro.- El primero de enero.\n"
    )
    said = [speaker for _, speaker, _ in spoken(parse(page.encode()))]
    assert said == ["Carmen Soto", "Luis Aranda", "journalist", "Luis Aranda"]
