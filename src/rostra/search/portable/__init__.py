"""An index that needs no server: files small enough that a browser fetches the few that a query touches.

The unit of the index is a part: neighbouring passages of one statement, some thousand characters. Words lead to parts
(`merging`), the part's own file holds its passages (`parts`), and whoever searches reads these to see which passage has what was
asked for. Words are folded by the tables of `rostra.search.words`, which `folding` writes down for the browser.
"""

from __future__ import annotations

from rostra.search.portable.coding import encode
from rostra.search.portable.folding import folding_data
from rostra.search.portable.merging import Directory, Run, merge_runs, write_shards
from rostra.search.portable.parts import Part, cut_parts

__all__ = ["Directory", "Part", "Run", "cut_parts", "encode", "folding_data", "merge_runs", "write_shards"]
