"""How right transcripts are, measured against what a person found on the same pages.

`run` scores a folder of gold with a parser; `score` scores transcripts that are there already.
"""

from rostra.quality.gold import GoldPage, GoldParticipant, GoldTurn, load_gold
from rostra.quality.measure import FIGURES, PageScore, score_page
from rostra.quality.report import Report, run, score
from rostra.quality.terminal import format_report
from rostra.quality.verdict import PageVerdict, TurnVerdict, judge_page

__all__ = [
    "FIGURES",
    "GoldPage",
    "GoldParticipant",
    "GoldTurn",
    "PageScore",
    "PageVerdict",
    "Report",
    "TurnVerdict",
    "format_report",
    "judge_page",
    "load_gold",
    "run",
    "score",
    "score_page",
]
