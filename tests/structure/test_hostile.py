"""Hostile pages: no crash, an end in good time, and time that grows with the page and not with its square."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
from pages import drafts_of

import rostra
from rostra.api import explain
from rostra.model import ReadError, Transcript
from rostra.structure.asides import heading_score, note_score
from rostra.structure.candidates import find_candidates
from rostra.structure.decode import Draft
from rostra.structure.exchanges import split_question
from rostra.structure.genre import hear
from rostra.structure.inside import find_inside
from rostra.structure.labels import read_label
from rostra.structure.lines import Line
from rostra.structure.names import Known
from rostra.structure.roles import seat_chairs
from rostra.structure.speakers import attribute

Make = Callable[[int], str]

LIMIT_S = 20  # a page that takes longer hangs a worker; the slowest real page takes about one second
SOON_S = 6  # for pages of at most 300,000 characters, which take half a second where time is linear
GROWTH = 9.0  # for four times the size: linear is 4, the square is 16; the rest is for a busy machine
NOISE_S = 0.15
STEPS_GROWTH = 4.4  # calls for four times the size

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
    "a long title told": lambda n: _titled("Speech by Premier Ada Lund" + " in Carrow and" * (n // 14)),
    "a long title of persons": lambda n: _titled("Premier Ada Lund and Ivo Brandt in Carrow: " * (n // 43)),
}

OFTEN: dict[str, Make] = {
    "names and short labels": lambda n: (
        OPENING
        + "".join(f"{_given(i)} {_surname(7 * i)}: I think so.\n\n{_given(i)}: We shall.\n\n" for i in range(n // 56))
    ),
    "one surname": lambda n: "".join(
        f"<p><b>Q:</b> Will it hold?</p><p><b>{_given(i)} Ilic:</b> We shall build it.</p>" for i in range(n // 71)
    ),
    "one family name": lambda n: "".join(
        f"王{chr(0x4E00 + i % 5000)}{chr(0x4E00 + i // 5000)}：同意。\n\n王{chr(0x4E00 + i % 5000)}：好。\n\n"
        for i in range(n // 18)
    ),
    "chairs": lambda n: "".join(
        f"<p>[{_given(i)} in the Chair]</p><p><b>Q:</b> Will it hold?</p><p><b>MR. {_surname(i)}:</b> We shall build it.</p>"
        for i in range(n // 102)
    ),
    "labels": PAGES["labels"],
}
"""Pages on which something comes back so often that to compare each with each would take most of the time."""

SIZES = {"bulleted labels": 150_000, "a long title told": 15_000, "a long title of persons": 15_000}
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


def _given(number: int) -> str:
    """A given name of its own for every number; those of numbers that follow one another begin with other letters."""
    return _surname(number)[:1:-1].capitalize() + "o"


def _titled(title: str) -> str:
    """A page whose head tells its title."""
    return f'<meta property="og:title" content="{title}"><p>{OPENING}</p>'


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


def steps(run: Callable[[], object]) -> int:
    """How many functions are called: the same at each run, however busy the machine is."""
    count = 0

    def see(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        with limit():
            run()
    finally:
        sys.setprofile(before)
    return count


def assert_linear_steps(run: Callable[[str], object], make: Make, size: int) -> None:
    """Four times the text takes about four times as many calls."""
    run(make(size // 10))  # word lists are loaded once; labels of the page itself would be remembered
    first, second = steps(lambda: run(make(size))), steps(lambda: run(make(4 * size)))
    assert second < STEPS_GROWTH * first, f"{first} calls for {size}, {second} for {4 * size} characters"


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


@pytest.mark.parametrize("name", OFTEN, ids=lambda name: name.replace(" ", "_"))
def test_what_comes_back_takes_linear_steps(name: str) -> None:
    assert_linear_steps(parse, OFTEN[name], 20_000)


@pytest.mark.parametrize("name", ["labels", "names and short labels", "one surname"])
def test_pages_are_explained_in_linear_steps(name: str) -> None:
    assert_linear_steps(lambda text: explain(text.encode()), OFTEN[name], 10_000)


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


def test_chairs_are_seated_in_linear_time() -> None:
    def seat(text: str) -> None:
        seat_chairs(text, drafts[len(text)])

    def make(number: int) -> str:
        lines = [
            line for i in range(number) for line in (f"[{_given(i)} Lund in the Chair]", f"MR. {_surname(i)}: Yes.")
        ]
        text, made = drafts_of(*lines)
        drafts[len(text)] = made
        return text

    drafts: dict[int, list[Draft]] = {}
    assert_linear(seat, make, 500)
