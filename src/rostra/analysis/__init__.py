"""Measures over what was said: which words keep company, how often over time, which mark a speaker or a period.

Not for finding turns (`search`), nor for keeping anything: every figure is made when asked for.
"""

from rostra.analysis.collocates import Collocate, Collocates, find_collocates
from rostra.analysis.distinctive import Distinctive, DistinctiveWord, find_distinctive
from rostra.analysis.trends import Point, Series, Trends, find_trends

__all__ = [
    "Collocate",
    "Collocates",
    "Distinctive",
    "DistinctiveWord",
    "Point",
    "Series",
    "Trends",
    "find_collocates",
    "find_distinctive",
    "find_trends",
]
