"""Short and plain pages: a handful of lines, without boxes or long paragraphs, keep every line of their talk in any format."""

from __future__ import annotations

import html
from collections.abc import Callable

import pytest

from rostra.model import Capture, Source, Transcript
from rostra.readers import read
from rostra.structure import structure

Page = tuple[str, str, tuple[str, ...]]
PAGES: dict[str, Page] = {
    "labels on their lines": (
        "Ada Lund meets the press",
        "Orsk, 3 March 2031",
        (
            *(
                "QUESTION",
                "Will there be a ferry?",
                "MS. LUND",
                "There will.",
                "QUESTION",
                "When?",
                "MS. LUND",
                "In spring.",
            ),
            *("(CROSSTALK)", "MS. LUND", "Yes, I have said it twice. Thank you all.", "END"),
        ),
    ),
    "short answers": (
        "Press point with Ada Lund in Orsk",
        "3 March 2031",
        (
            *("Question: Will the bridge be built?", "Lund: It will.", "(CROSSTALK)", "Question: Did you say so?"),
            *("Lund: Yes, I have said it twice, and I shall say it again.", "ENDS"),
        ),
    ),
    "a short speech": (
        "Speech by Ada Lund in Orsk",
        "3 March 2031",
        (
            "Ladies and gentlemen, thank you for coming.",
            "We shall build the bridge.",
            "Thank you.",
            "(Applause.)",
            "ENDS",
        ),
    ),
    "German": (
        "Pressegespräch mit Ada Lund",
        "3. März 2031",
        ("Frage: Kommt die Brücke?", "Lund: Ja, sie kommt.", "Frage: Wann?", "Lund: Im Frühjahr.", "Ende"),
    ),
    "French": (
        "Point de presse d'Ada Lund",
        "3 mars 2031",
        (
            "Question : Et le pont ?",
            "Ada Lund : Nous le ferons.",
            "Question : Quand ?",
            "Ada Lund : Au printemps.",
            "FIN",
        ),
    ),
}


def _html(title: str, lines: tuple[str, ...]) -> bytes:
    return f"<h1>{html.escape(title)}</h1>{''.join(f'<p>{html.escape(line)}</p>' for line in lines)}".encode()


FORMS: dict[str, Callable[[str, tuple[str, ...]], bytes]] = {
    "page.html": _html,
    "breaks.html": lambda title, lines: f"<h1>{title}</h1><p>{'<br>'.join(lines)}</p>".encode(),
    "lines.txt": lambda title, lines: "\n".join((title, *lines)).encode(),
    "paragraphs.txt": lambda title, lines: "\n\n".join((title, *lines)).encode(),
    "lines.md": lambda title, lines: "\n".join((f"# {title}", *lines)).encode(),
    "paragraphs.md": lambda title, lines: "\n\n".join((f"# {title}", *lines)).encode(),
}


def parse(name: str, content: bytes) -> Transcript:
    """The transcript of a page of which only name and bytes are known."""
    document = read(Capture(uri=name, content=content))
    source = Source(uri=name, sha256="", media_type=document.media_type, encoding=document.encoding)
    return structure(document, source)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("page", PAGES)
def test_every_line_of_talk_is_kept(page: str, form: str) -> None:
    title, dated, lines = PAGES[page]
    transcript = parse(form, FORMS[form](title, (dated, *lines)))
    kept = "\n".join(f"{turn.label or ''}\n{transcript.turn_text(turn)}" for turn in transcript.turns)
    lost = [line for line in lines if line.rpartition(": ")[2].strip() not in kept]
    assert (lost, transcript.event.title, transcript.event.date) == ([], title, "2031-03-03")
    assert transcript.turns[-1].role == "note"


EXCHANGE = """\
Ada Lund meets the press

Question: Will the bridge be built, and who will have to pay for it?

Ada Lund: It will, and nobody will have to pay for walking across it.

Question: When will it be built?

Ada Lund: {}
"""


@pytest.mark.parametrize("mark", ["ENDS", "END", "Ende", "FIN", "(End of transcript)", "КОНЕЦ"])
def test_a_mark_behind_the_last_sentence_is_no_word_of_the_speaker(mark: str) -> None:
    transcript = parse("page.txt", EXCHANGE.format(f"In spring. So I said.  {mark}").encode())
    said = [(turn.role, transcript.turn_text(turn)) for turn in transcript.turns]
    assert said[-2:] == [("answer", "In spring. So I said."), ("note", mark)]


@pytest.mark.parametrize(
    "words", ["I said so. The work must end", "I said so. So let it end", "I said so. In the end."]
)
def test_last_words_that_speak_of_an_end_are_said(words: str) -> None:
    transcript = parse("page.txt", EXCHANGE.format(words).encode())
    assert transcript.turn_text(transcript.turns[-1]) == words
