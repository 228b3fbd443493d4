"""How right transcripts are, measured against what a person found on the same pages.

`run` scores a folder of gold with a parser, `run_with` with the parser of another source tree; `score` scores transcripts that are
there already. What comes of it is printed (`format_*`), shown in a browser (`format_sheet`), or compared (`compare`).
"""

from rostra.quality.changes import Changes, Scoring, compare, read_scoring, to_scoring
from rostra.quality.gold import GoldPage, GoldParticipant, GoldTurn, load_gold
from rostra.quality.houses import group_by_house, house_of, mean_of_houses
from rostra.quality.measure import FIGURES, PageScore, score_page
from rostra.quality.report import Report, run, score
from rostra.quality.sheet import format_sheet
from rostra.quality.slips import find_slips, tally_slips
from rostra.quality.terminal import format_changes, format_houses, format_report, format_slips
from rostra.quality.trees import checked_out, run_with
from rostra.quality.verdict import PageVerdict, TurnVerdict, judge_page

__all__ = [
    "FIGURES",
    "Changes",
    "GoldPage",
    "GoldParticipant",
    "GoldTurn",
    "PageScore",
    "PageVerdict",
    "Report",
    "Scoring",
    "TurnVerdict",
    "checked_out",
    "compare",
    "find_slips",
    "format_changes",
    "format_houses",
    "format_report",
    "format_sheet",
    "format_slips",
    "group_by_house",
    "house_of",
    "judge_page",
    "load_gold",
    "mean_of_houses",
    "read_scoring",
    "run",
    "run_with",
    "score",
    "score_page",
    "tally_slips",
    "to_scoring",
]
