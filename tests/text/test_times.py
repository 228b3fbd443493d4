"""Clock times as people print them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostra.text.times import find_times


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("from 3:02 P.M. until 14:44", ["15:02", "14:44"]),
        ("12:15 a.m., 12 noon, 5 p.m.", ["00:15", "17:00"]),
        ("14.44", ["14:44"]),
        ("14.44 Uhr bis 15h37", ["14:44", "15:37"]),
        ("下午2时30分 and 9:35 a.m.", ["14:30", "09:35"]),
        ("half-past Eleven o'clock", ["11:30"]),
        ("kl. 14.30, klo 9.05, godz. 18.00, pukul 10.15", ["14:30", "09:05", "18:00", "10:15"]),
        ("الساعة ١٠:٣٠", ["10:30"]),
        ("grew by 12.30, or 14.44 of all", []),
    ],
)
def test_times_are_found_in_order(text, values):
    assert [hit.value for hit in find_times(text)] == values


def test_thousands_of_times_are_all_found():
    hits = find_times("at 3:02 p.m. and 14:44, " * 20_000)
    assert len(hits) == 40_000


@given(
    st.lists(
        st.sampled_from(["3:02 p.m.", "14:44", "14.44 Uhr", "2時30分", "half past two", "x", " ", "9"]), max_size=12
    )
)
def test_times_never_overlap_and_stand_in_order(parts):
    hits = find_times("".join(parts))
    assert all(first.end <= second.start for first, second in pairwise(hits))
