"""The order of the steps: pages to transcripts on all cores, transcripts into a record, statements near a statement.

The only place that knows readers, structure, linking and the record at once. Nothing here decides what a page means.
"""

from rostra.pipeline.adding import Doubt, Progress, Summary, add, check_sources, merge
from rostra.pipeline.naming import is_address
from rostra.pipeline.parsing import Parsed, Printed, explain_capture, parse_capture, print_many
from rostra.pipeline.related import find_related
from rostra.pipeline.version import parser_version
from rostra.pipeline.workers import Failure

__all__ = [
    "Doubt",
    "Failure",
    "Parsed",
    "Printed",
    "Progress",
    "Summary",
    "add",
    "check_sources",
    "explain_capture",
    "find_related",
    "is_address",
    "merge",
    "parse_capture",
    "parser_version",
    "print_many",
]
