"""Scores against values computed by hand from their sources' formulas."""

from __future__ import annotations

import math

import pytest

from rostra.analysis.scores import log_dice, log_likelihood, log_ratio, per_million


def test_log_likelihood_of_a_table_by_hand() -> None:
    """10 of 100 inside, 10 of 1,000 outside: expected are 20 x 100 / 1,100 = 1.8182 and 18.1818 of the word, 98.1818 and 981.8182
    of the others. 2 x (10 ln 5.5 + 10 ln .55 + 90 ln .91667 + 990 ln 1.00833) = 2 x (17.0475 - 5.9784 - 7.8310 + 8.2160)."""
    assert log_likelihood(10, 100, 10, 1000) == pytest.approx(2 * 11.4541, abs=0.001)


def test_log_likelihood_of_a_published_kind_of_table() -> None:
    """A word 0 times against 50: the empty cell adds nothing."""
    by_hand = 2 * (50 * math.log(50 / 25) + 1000 * math.log(1000 / 975) + 950 * math.log(950 / 975))
    assert log_likelihood(0, 1000, 50, 1000) == pytest.approx(by_hand)


@pytest.mark.parametrize("table", [(0, 0, 0, 0), (0, 10, 0, 10), (5, 50, 50, 500), (3, 3, 7, 7)])
def test_log_likelihood_is_nothing_where_shares_are_equal(table: tuple[int, int, int, int]) -> None:
    assert log_likelihood(*table) == pytest.approx(0, abs=1e-9)


def test_log_dice() -> None:
    assert log_dice(8, 8, 8) == 14
    assert log_dice(10, 40, 120) == pytest.approx(14 + math.log2(20 / 160))
    assert log_dice(10, 40, 120) == 11
    assert log_dice(0, 3, 3) == -math.inf


def test_log_ratio() -> None:
    assert log_ratio(40, 1000, 10, 1000) == 2
    assert log_ratio(10, 1000, 40, 2000) == -1
    assert log_ratio(8, 1000, 0, 1000) == 4
    assert log_ratio(0, 1000, 8, 1000) == -4
    assert log_ratio(0, 0, 8, 1000) == 0


def test_per_million() -> None:
    assert per_million(3, 2_000_000) == 1.5
    assert per_million(3, 0) is None
