"""What the figures of a set of pages should reach, and how a figure is shown: `good` only where its goal is met."""

from __future__ import annotations

from typing import Literal

Grade = Literal["good", "fair", "poor", "plain"]

GOALS = {
    "start_f1": 0.97,
    "turn_f1": 0.92,
    "link_f1": 0.95,
    "title": 0.95,
    "date": 0.97,
    "false_date": 0.05,
    "time": 0.95,
    "place": 0.80,
    "kind": 0.90,
    "language": 0.99,
    "people_f1": 0.85,
}
"""The goal of each figure that has one; `false_date` is to stay at it or below. The project sets them for the means over
``../shared/gold``."""

POOR = 0.6
"""Below it a page or a set of pages is of little use."""


def grade(name: str, value: float) -> Grade:
    """`good` when the goal is met; `poor` when the figure is of little use; else `fair`, or `plain` where no goal is set.

    >>> grade("turn_f1", 0.919), grade("place", 0.81), grade("false_date", 0.06), grade("speaker", 0.99)
    ('fair', 'good', 'fair', 'plain')
    """
    lower = name == "false_date"
    if (1 - value if lower else value) < POOR:
        return "poor"
    goal = GOALS.get(name)
    if goal is None:
        return "plain"
    return "good" if (value <= goal if lower else value >= goal) else "fair"
