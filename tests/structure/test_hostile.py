"""Hostile pages: no crash, an end in good time, and time that grows with the page and not with its square."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from pages import drafts_of

import rostra
from rostra.model import ReadError, Transcript
from rostra.structure.asides import heading_score, note_score
from rostra.structure.candidates import find_candidates
from rostra.structure.exchanges import split_question
from rostra.structure.genre import hear
from rostra.structure.inside import find_inside
from rostra.structure.labels import read_label
from rostra.structure.lines import Line
from rostra.structure.names import Known
from rostra.structure.speakers import attribute

Make = Callable[[int], str]

LIMIT_S = 20  # a page that takes longer hangs a worker; the slowest real page takes about one second
SOON_S = 6  # for pages of at most 300,000 characters, which take half a second where time is linear
GROWTH = 9.0  # for four times the size: linear is 4, the square is 16; the rest is for a busy machine
NOISE_S = 0.15

OPENING = "Interview with Ana Ilic\n\nQ: Will it be built?\n\nMS. ILIC: Yes, we have the money and we have the men.\n\n"

PAGES: dict[str, Make] = {
    "nested tags": lambda n: "<html><body>" + "<div>" * n + "Q: a" + "</div>" * n,
    "nested emphasis": lambda n: "<p>" + "<b><i>" * n + "Q: a</p>",
    "comments": lambda n: "<p>Q: a" + "<!-- > -->" * (n // 10),
    "comments between blocks": lambda n: "<p>Q: a</p><!--<p>-->" * (n // 20),
    "open tags in tags": lambda n: "<p>Q: a" + "<b<" * (n // 3),
    "open quotes": lambda n: "<p>Q: a" + '<i "' * (n // 4),
    "different tags": lambda n: "".join(f'<a class="c{i}" href="/{i}">word {i}</a> ' for i in range(n // 40)),
    "hidden elements": lambda n: "<p>Q: a" + "<span hidden>b<i>c</i></span>" * (n // 29),
    "open hidden elements": lambda n: "<p>Q: a" + "<span hidden>b" * (n // 14),
    "end tags": lambda n: "<p>Q: a" + "<i>" * 400 + "</p><p></i>" * (n // 11),
    "cells": lambda n: "<table>" + "<tr><td>Q:<td>a<p>b" * (n // 19),
    "one line": lambda n: OPENING + "We have the money and we have the men. " * (n // 39),
    "one word": lambda n: OPENING + "a" * n,
    "one line without a stop": lambda n: OPENING + "so we went on and on " * (n // 21),
    "labels": lambda n: "Q: a\n\n" * (n // 6),
    "labels of names": lambda n: (
        OPENING + "".join(f"{_surname(i)}: I think so, and we shall see.\n\n" for i in range(n // 42))
    ),
    "labels of offices": lambda n: "".join(
        f"Minister of {_surname(i)} Ana Ilic{_surname(i)}: I think so.\n\nMinister of {_surname(i)}: We shall.\n\n"
        for i in range(n // 80)
    ),
    "labels of full names": lambda n: (
        OPENING + "".join(f"{_surname(i)} {_surname(7 * i)}: I think so.\n\n" for i in range(n // 33))
    ),
    "labels inside a line": lambda n: (
        OPENING + "MS. ILIC: We shall see. Q: Will we? JOHN BRANDT.- I think so. " * (n // 62)
    ),
    "bold labels": lambda n: "<p><b>Q:</b> a</p>" * (n // 18),
    "one label": lambda n: OPENING + "A" * n + ": We shall see.",
    "one label of words": lambda n: OPENING + "Minister " * (n // 9) + ": We shall see.",
    "dashes": lambda n: OPENING + "-" * n,
    "dashes in sentences": lambda n: "- Yes. - No? " * (n // 13),
    "open brackets": lambda n: OPENING + "(" * n,
    "square brackets": lambda n: OPENING + "[" * n + "]" * n,
    "brackets on lines": lambda n: OPENING + "(\n\n" * (n // 3),
    "notes": lambda n: OPENING + "(Laughter.)\n\n" * (n // 13),
    "headings": lambda n: "".join(f"<h2>Point {i}</h2>" for i in range(n // 18)),
    "capitals": lambda n: OPENING + "A " * (n // 2) + ":",
    "capitals without a space": lambda n: OPENING + "Yes. " + "A" * n,
    "initials": lambda n: OPENING + "a.b.c.d." * (n // 8),
    "capital initials": lambda n: OPENING + "Yes. " + "A.B.C.D." * (n // 8),
    "questions": lambda n: OPENING + "Q: " + "Is it? " * (n // 7),
    "question marks": lambda n: OPENING + "Q: " + "?" * n,
    "quotation marks": lambda n: OPENING + "«" * n,
    "ideographs": lambda n: "【大臣】" + "橋" * n,
    "bulleted labels": lambda n: "질문● " * (n // 4),
    "hyphens": lambda n: OPENING + "Aa-" * (n // 3) + "\n\nIlic: Yes.",
    "spaces": lambda n: OPENING + "x" + " " * n + "y",
    "numbers": lambda n: OPENING + "1. " * (n // 3),
}

SIZES = {"bulleted labels": 150_000}
"""Characters of the smaller page where 20,000 are too few or too many to show how time grows."""

LINES: dict[str, Make] = {
    "capitals with spaces": lambda n: "A " * (n // 2) + ":",
    "capitals": lambda n: "A" * n,
    "capitals behind a stop": lambda n: "Yes. " + "A" * n,
    "capitals behind stops": lambda n: "Yes. AAAAAAAAAAAA " * (n // 17),
    "initials": lambda n: "a.b.c.d." * (n // 8),
    "capital initials": lambda n: "Yes. " + "A.B.C.D." * (n // 8),
    "apostrophes": lambda n: "A’" * (n // 2),
    "hyphens": lambda n: "Aa-" * (n // 3),
    "open brackets": lambda n: "(" * n,
    "lenticular brackets": lambda n: "【" * n,
    "brackets": lambda n: "(a) " * (n // 4),
    "dashes": lambda n: "-" * n,
    "dashes between spaces": lambda n: " - " * (n // 3),
    "stops": lambda n: "." * n,
    "quotation marks": lambda n: "?”" * (n // 2),
    "colons": lambda n: "1:" * (n // 2),
    "small letters": lambda n: "a" * n,
    "words": lambda n: "so we went on " * (n // 14),
    "ideographs": lambda n: "橋。" * (n // 2),
}


def _surname(number: int) -> str:
    """A surname of its own for every number, of letters alone."""
    letters = "abcdefghij"
    return "Br" + "".join(letters[int(digit)] for digit in f"{number:06d}")


@contextmanager
def limit(seconds: int = LIMIT_S) -> Iterator[None]:
    """Fail when the block takes more processor seconds: a regular expression that runs away cannot be stopped otherwise."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"not done in {seconds} seconds")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def parse(text: str) -> Transcript | None:
    """The transcript, or ``None`` where the readers refuse the page as none."""
    try:
        return rostra.parse(text.encode())
    except ReadError:
        return None


def duration(run: Callable[[], object]) -> float:
    """Processor seconds."""
    start = time.process_time()
    with limit(SOON_S):
        run()
    return time.process_time() - start


def assert_linear(run: Callable[[str], object], make: Make, size: int) -> None:
    """Four times the text takes about four times as long."""
    small, large = make(size), make(4 * size)
    with limit(SOON_S):
        run(small)  # word lists are loaded once
    # the best of three: another process at the same core lengthens a run, nothing shortens it
    first = min(duration(lambda: run(small)) for _ in range(3))
    second = min(duration(lambda: run(large)) for _ in range(3))
    assert second < max(NOISE_S, GROWTH * first), (
        f"{first:.3f} s for {len(small)}, {second:.3f} s for {len(large)} characters"
    )


BIG: dict[str, tuple[str, int]] = {
    "100,000 nested tags": ("nested tags", 100_000),
    "a line of 5 MB": ("one line", 5_000_000),
    "50,000 labels": ("labels", 300_000),
    "a label of 1 MB": ("one label", 1_000_000),
    "3 million dashes": ("dashes", 3_000_000),
    "100,000 open brackets": ("open brackets", 100_000),
}


@pytest.mark.parametrize("name", BIG)
def test_huge_pages_end(name: str) -> None:
    shape, size = BIG[name]
    with limit():
        parse(PAGES[shape](size))


@pytest.mark.parametrize("name", PAGES, ids=lambda name: name.replace(" ", "_"))
def test_pages_take_linear_time(name: str) -> None:
    assert_linear(parse, PAGES[name], SIZES.get(name, 20_000))


@pytest.mark.parametrize("name", LINES, ids=lambda name: name.replace(" ", "_"))
def test_labels_are_sought_in_linear_time(name: str) -> None:
    def seek(text: str) -> None:
        line = Line(0, len(text), 0, 0, "paragraph", True, True, 0, 0)
        find_candidates(text, [line])
        find_inside(text, [line], [])

    assert_linear(seek, LINES[name], 20_000)


@pytest.mark.parametrize("name", LINES)
def test_lines_are_weighed_in_linear_time(name: str) -> None:
    def weigh(text: str) -> None:
        for piece in (text[i : i + 400] for i in range(0, len(text), 400)):
            line = Line(0, len(piece), 0, 0, "paragraph", True, True, len(piece), len(piece))
            note_score(piece, line)
            heading_score(piece, line)
            heading_score(piece, Line(0, len(piece), 0, 0, "heading", True, True, 0, 0))
            read_label(piece[:160])

    assert_linear(weigh, LINES[name], 40_000)


@pytest.mark.parametrize("name", LINES)
def test_questions_are_split_in_linear_time(name: str) -> None:
    assert_linear(lambda text: split_question(text, 0, len(text)), LINES[name], 50_000)


@pytest.mark.parametrize("name", LINES)
def test_voices_are_heard_in_linear_time(name: str) -> None:
    assert_linear(lambda text: hear(text, "en"), LINES[name], 20_000)


@pytest.mark.parametrize("name", LINES, ids=lambda name: name.replace(" ", "_"))
def test_given_names_are_sought_in_linear_time(name: str) -> None:
    def seek(text: str) -> None:
        attribute(drafts, [Known(name="Oskar Lind")], None, text)

    drafts = drafts_of("Ilic: I think so.", "Q: And you?", "Ilic: We shall see.")[1]
    assert_linear(seek, LINES[name], 20_000)
