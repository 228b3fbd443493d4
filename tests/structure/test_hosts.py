"""Several hosts of one interview all ask, and a second guest answers."""

from __future__ import annotations

from rostra import parse

TALK = """Interview with Premier Ana Ilic, Harbour Radio

3 June 2031

MCADAM: Premier Ana Ilic joins us on the Harbour Breakfast. Good morning. Will the ferry run in the spring?

ILIC: Good morning. It will, and it will be free for all who live on the island.

HOLT: Premier, we saw you on the quay last night with the men who drive the piles. People say it cannot be done.

ILIC: They said so of the lamp, and of the crane. We have the piles, and we have the men.

MCADAM: You would say that. The board has said otherwise.

ILIC: The board has not seen the last of the figures, and when it has it will say what I say.

HOLT: Who pays for it?

ILIC: We do, out of the harbour dues of last year. We have not borrowed a penny.

QUESTION: A listener here. Is there room for my cart?

ILIC: There is room for twelve carts, and for yours.

{last}

ILIC: It is as he says. The lamp on the pier will be lit every night.
"""


def roles(last: str) -> list[tuple[str | None, str]]:
    return [(turn.label, turn.role) for turn in parse(TALK.format(last=last).encode()).turns]


def test_all_hosts_ask_though_somebody_else_does_once() -> None:
    found = roles("HOLT: And the lamp on the pier, that one does not burn.")
    assert [role for label, role in found if label == "HOLT"] == ["question", "question", "question"]
    assert [role for label, role in found if label == "MCADAM"] == ["question", "question"]
    assert {role for label, role in found if label == "ILIC"} == {"answer"}


def test_a_second_guest_is_no_host() -> None:
    found = roles("MCADAM: Captain, is that so?\n\nVELD: It is so, and I have the men to do it.")
    assert [role for label, role in found if label == "VELD"] == ["answer"]
