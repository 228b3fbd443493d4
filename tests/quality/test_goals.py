"""Green means that the goal is met."""

from __future__ import annotations

import pytest
from ferry import GOLD, make_wire

from rostra.quality import FIGURES, format_report, format_sheet, score
from rostra.quality.goals import GOALS, grade


@pytest.mark.parametrize("name", GOALS)
def test_a_figure_is_good_from_its_goal_on_and_not_before(name: str) -> None:
    short = GOALS[name] + (0.001 if name == "false_date" else -0.001)
    assert (grade(name, GOALS[name]), grade(name, short)) == ("good", "fair")


def test_what_has_no_goal_is_never_good() -> None:
    assert {grade(name, 1.0) for name in FIGURES if name not in GOALS} == {"plain"}
    assert grade("speaker", 0.5) == "poor"


def test_the_report_colours_by_the_goals() -> None:
    report = score([GOLD], [make_wire(t0={"speaker": None})])
    assert report.means["turn_f1"] < GOALS["turn_f1"]
    sheet = format_sheet(report, "Ferry")
    assert '<div class="fair"><dt>turn_f1 <span class="goal">≥ 0.92</span></dt>' in sheet
    assert '<div class="good"><dt>start_f1 <span class="goal">≥ 0.97</span></dt>' in sheet
    green = "\x1b[32m"
    (mean,) = [line for line in format_report(report, colour=True).splitlines() if "mean of" in line]
    assert f"{green}1.000" in mean
    assert f"{green}0.667" not in mean
