"""Search: a query language, an index derived from the record, and results that lead to their turns.

Not for analysis over time or of persons; not for finding out who is who.
"""

from rostra.search.index import Index, open_index
from rostra.search.parser import parse
from rostra.search.query import Query, canonical, refine
from rostra.search.results import Facet, FacetValue, Fragment, Hit, Results, YearCount

__all__ = [
    "Facet",
    "FacetValue",
    "Fragment",
    "Hit",
    "Index",
    "Query",
    "Results",
    "YearCount",
    "canonical",
    "open_index",
    "parse",
    "refine",
]
