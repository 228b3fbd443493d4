"""White space collapses to what a reader sees."""

from hypothesis import given
from hypothesis import strategies as st

from rostra.text.spaces import collapse, strip_invisible


def test_no_break_and_typographic_spaces_become_one_space():
    assert collapse("\u00a0Q\u00a0\u00a0 Minister,\u2009 \n\t good\u3000day ") == "Q Minister, good day"


def test_soft_hyphens_and_zero_widths_vanish_without_leaving_a_gap():
    assert collapse("co\u00adoper\u200bate\ufeff") == "cooperate"


def test_joiners_stay_because_spelling_needs_them():
    assert collapse("می\u200cخواهم") == "می\u200cخواهم"


def test_control_characters_vanish():
    assert strip_invisible("a\x00b\x07c\nd") == "abc\nd"


@given(st.text())
def test_collapsing_twice_changes_nothing(text):
    once = collapse(text)
    assert collapse(once) == once
    assert once == once.strip()


@given(st.text())
def test_no_visible_character_is_lost(text):
    assert collapse(text).replace(" ", "") == "".join(strip_invisible(text).split())
