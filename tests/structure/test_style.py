"""Which of the proposals are a page's labels: decided over the whole page."""

from __future__ import annotations

from collections import defaultdict

import pytest
from pages import believed, body

from rostra.structure.candidates import find_candidates
from rostra.structure.style import chances, dot, echoes_title, judge, probability, words_of

SAID = "I have been asked about the bridge every week since I took office."


def test_labels_printed_alike_support_one_another() -> None:
    rows = [f"**Ana Ilic:** {SAID}", f"**Ivo Brandt:** {SAID}"] * 4
    office = (
        "General Director and Chairman of the Management Board of the United Ferry Corporation of Velmora Oskar Lind"
    )
    assert office in believed(*rows, f"**{office}:** {SAID}")


def test_words_that_are_never_a_speaker_fall_out() -> None:
    rows = [f"Question: {SAID}", f"Ana Ilic: {SAID}"] * 3
    assert believed(*rows, "Note: the ferry sails every day.", "Subjects: the ferry") == ["Question", "Ana Ilic"] * 3


def test_a_quotation_falls_out() -> None:
    rows = [f"Question: {SAID}", f"Ana Ilic: {SAID}"] * 3
    assert believed(*rows, "He said: the ferry is old, and so am I.") == ["Question", "Ana Ilic"] * 3
    assert believed(*rows, "My father used to tell us this: a ferry is a bridge.") == ["Question", "Ana Ilic"] * 3


def test_prose_has_no_labels() -> None:
    assert believed(SAID, "One thing is certain: we build it once.", "The aims are three: money, time and paint.") == []


def test_a_surname_that_the_title_knows_is_believed_sooner() -> None:
    text, lines = body(f"Ilic: {SAID}")
    found = find_candidates(text, lines)
    unknown, known = (max(judge(found, text, lines, frozenset(names))) for names in ((), ("ilic",)))
    assert known > unknown


def test_the_title_printed_again_is_no_label() -> None:
    title = "Ana Ilic: we build the bridge once"
    rows = [f"Question: {SAID}", f"Ana Ilic: {SAID}"] * 2
    assert believed(title, *rows, title=title) == ["Question", "Ana Ilic"] * 2


def test_the_word_answer_needs_questions() -> None:
    assert believed("A - the bridge", "A - the ferry", "A - the quay") == []


def test_rivals_at_one_place_share_one_chance() -> None:
    text, lines = body(f"MS. ILIC: {SAID}")
    found = [c for c in find_candidates(text, lines) if c.start == 0]
    assert len(found) > 1
    shares = chances(found, [8.0] * len(found))
    assert sum(shares) < 1
    assert shares == pytest.approx([1 / len(found)] * len(found), abs=0.01)


def test_names_that_nobody_told_of_are_believed_on_a_short_page() -> None:
    assert believed(*[f"Ana Ilic: {SAID}", f"Ivo Brandt: {SAID}"] * 2) == ["Ana Ilic", "Ivo Brandt"] * 2


def test_a_dash_in_speech_parts_no_label() -> None:
    rows = [f"MS. ILIC: {SAID}", "I — I love the ferry — and the quay.", f"MR. BRANDT: {SAID}"] * 3
    assert believed(*rows) == ["MS. ILIC", "MR. BRANDT"] * 3


def test_a_letter_that_stands_once_answers_nothing() -> None:
    assert believed("R September 2031 of the ferry", f"Question time. {SAID}", SAID) == []


@pytest.mark.parametrize("name", ["I. Petrov", "A. Petrov", "D. Petrov", "M. Petrov", "H. E. Petrov", "А. Петров"])
def test_an_initial_is_no_mark_of_a_list(name: str) -> None:
    assert believed(*[f"Question: {SAID}", f"{name}: {SAID}"] * 2) == ["Question", name] * 2


def test_initials_that_follow_one_another_are_no_list_where_one_comes_back() -> None:
    names = ["A. Petrov", "B. Marsh", "A. Petrov", "C. Lind"]
    assert believed(*[f"{name}: {SAID}" for name in names * 2]) == names * 2


@pytest.mark.parametrize(
    "points",
    [
        ("I. Quays", "II. Road", "III. Costs"),
        ("A. Quays", "B. Road", "C. Costs"),
        ("a) Quays", "b) Road", "c) Costs"),
        ("А. Причалы", "Б. Дорога", "В. Расходы"),
    ],
)
def test_the_points_of_a_list_are_no_labels(points: tuple[str, ...]) -> None:
    rows = [f"Question: {SAID}", f"Ana Ilic: {SAID}"] * 2
    assert believed(*rows, *[f"{point}: {SAID}" for point in points]) == ["Question", "Ana Ilic"] * 2


def test_a_letter_that_answers_may_have_a_colon_behind_its_first_word() -> None:
    rows = [f"Q. {SAID}", f"A. No. {SAID}", f"Q. {SAID}", f"A. Yes: {SAID}"]
    assert believed(*rows) == ["Q", "A"] * 2


def test_an_outlet_on_a_line_of_its_own_over_a_question() -> None:
    rows = ["«Заря», Орлов", "Когда она закончится?", "Иван Петров", "Осенью. У нас есть средства и люди."]
    assert believed(*rows, known=("петров",)) == ["«Заря», Орлов", "Иван Петров"]


def test_weights_may_be_given() -> None:
    text, lines = body(*[f"Question: {SAID}", f"Ana Ilic: {SAID}"] * 3)
    found = find_candidates(text, lines)
    never = {"local": defaultdict(float, bias=-9.0), "family": defaultdict(float)}
    assert max(judge(found, text, lines, frozenset(), weights=never)) == -9.0


def test_judging_nothing() -> None:
    assert judge([], "", [], frozenset()) == []


def test_echoes_of_the_title() -> None:
    title = words_of("Press conference of Minister Ana Ilic in Orsk")
    assert echoes_title("PRESS CONFERENCE OF MINISTER ANA ILIC", title)
    assert not echoes_title("Ana Ilic", title)
    assert not echoes_title("We met in Orsk and spoke of the ferry", title)


def test_log_odds() -> None:
    assert probability(0) == 0.5
    assert probability(-1e9) < 1e-9
    assert probability(1e9) > 1 - 1e-9
    assert dot({"a": 2.0, "b": 5.0}, {"a": 1.5}) == 3.0


def test_a_particle_of_a_name_is_no_common_word() -> None:
    assert believed("JOURNALIST (NOS)", "Komt er een wet van de minister?", "VAN DAM", "Ja, dat denk ik.") == [
        "JOURNALIST (NOS)",
        "VAN DAM",
    ]
