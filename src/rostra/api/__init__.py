"""What others import: `parse` a page, `open` an archive, work with it.

import rostra
transcript = rostra.parse("page.html")
with rostra.open("record.sqlite") as archive:
    archive.add(["pages/"])
    hits = archive.search('answer:"humanitarian corridor" speaker:Vela 2014..2015')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from rostra.api.archive import Archive
from rostra.api.deciding import LONGEST_REASON, CorrectedField
from rostra.api.pages import explain, parse
from rostra.api.places import copy_archive, hold_still, open_archive, restore, shown_location
from rostra.api.reviewing import new_batch
from rostra.archive.accounts import Account, AccountRole, Claim
from rostra.archive.arranging import Rubric
from rostra.archive.naming import SECTION_KINDS, SHELVES, SectionKind, Shelf
from rostra.archive.pages import ID_LETTERS
from rostra.archive.protocol import Grouping, Order
from rostra.archive.publishing import Draft, DraftFields, Pin, new_draft_id
from rostra.archive.records import (
    Action,
    Counts,
    Edit,
    EditPage,
    Imported,
    Judged,
    Judgement,
    JudgementState,
    MonthTally,
    Office,
    PersonCard,
    Profile,
    Statement,
    StatementCard,
    StatementPage,
    Tally,
    Version,
    YearTally,
)
from rostra.archive.reports import Copied, CopiedTable, Coverage, Finding, Gap
from rostra.archive.reviewing import Queue, Renaming, Waiting
from rostra.archive.trail import Trail
from rostra.archive.watched import KeptVisit, Miss, SavedSearch, SourceKind, WatchedSource

if TYPE_CHECKING:
    from rostra import quality as quality
    from rostra.alerts.digest import write_digest as write_digest
    from rostra.alerts.mail import MailServer as MailServer
    from rostra.alerts.mail import check_address as check_address
    from rostra.alerts.mail import make_message as make_message
    from rostra.alerts.mail import send as send_mail
    from rostra.alerts.news import News as News
    from rostra.analysis import Collocates as Collocates
    from rostra.analysis import Distinctive as Distinctive
    from rostra.analysis import Trends as Trends
    from rostra.api.feeds import hits_feed as hits_feed
    from rostra.api.tables import write_hits as write_hits
    from rostra.api.tables import write_rows as write_rows
    from rostra.archive.differences import Difference as Difference
    from rostra.archive.differences import Run as Run
    from rostra.archive.differences import TurnChange as TurnChange
    from rostra.exporters.feeds import ATOM as ATOM
    from rostra.exporters.feeds import JSON_FEED as JSON_FEED
    from rostra.exporters.feeds import Feed as Feed
    from rostra.exporters.feeds import FeedEntry as FeedEntry
    from rostra.exporters.feeds import to_atom as to_atom
    from rostra.exporters.feeds import to_json_feed as to_json_feed
    from rostra.exporters.listing import ListPage as ListPage
    from rostra.exporters.listing import write_list as write_list
    from rostra.pipeline import Failure as Failure
    from rostra.pipeline import Printed as Printed
    from rostra.pipeline import Progress as Progress
    from rostra.pipeline import Summary as Summary
    from rostra.pipeline import print_many as print_many
    from rostra.pipeline.capturing import Captured as Captured
    from rostra.pipeline.capturing import CaptureSummary as CaptureSummary
    from rostra.pipeline.uploading import Uploaded as Uploaded
    from rostra.quality import Report as Report
    from rostra.quality import format_report as format_report
    from rostra.quality import run as score_folder
    from rostra.search import portable as portable
    from rostra.search.building import build_query as build_query
    from rostra.search.building import read_fields as read_fields
    from rostra.search.concordance import GROUPS as LINE_GROUPS
    from rostra.search.concordance import SORTS as LINE_SORTS
    from rostra.search.concordance import Concordance as Concordance
    from rostra.search.concordance import Line as Line
    from rostra.search.cutting import LONGEST_QUERY as LONGEST_QUERY
    from rostra.search.grouping import GROUPINGS as GROUPINGS
    from rostra.search.meaning import Alike as Alike
    from rostra.search.meaning import Prepared as Prepared
    from rostra.search.meaning import Similar as Similar
    from rostra.search.results import Fragment as Fragment
    from rostra.search.results import Group as Group
    from rostra.search.results import Grouped as Grouped
    from rostra.search.results import Hit as Hit
    from rostra.search.results import Results as Results
    from rostra.search.results import Why as Why
    from rostra.structure.explain import Explanation as Explanation
    from rostra.structure.explain import Reason as Reason
    from rostra.text.decode import decode as decode

__all__ = [
    "ATOM",
    "GROUPINGS",
    "ID_LETTERS",
    "JSON_FEED",
    "LINE_GROUPS",
    "LINE_SORTS",
    "LONGEST_REASON",
    "SECTION_KINDS",
    "SHELVES",
    "Account",
    "AccountRole",
    "Action",
    "Alike",
    "Archive",
    "CaptureSummary",
    "Captured",
    "Claim",
    "Collocates",
    "Concordance",
    "Copied",
    "CopiedTable",
    "CorrectedField",
    "Counts",
    "Coverage",
    "Difference",
    "Distinctive",
    "Draft",
    "DraftFields",
    "Edit",
    "EditPage",
    "Explanation",
    "Failure",
    "Feed",
    "FeedEntry",
    "Finding",
    "Gap",
    "Group",
    "Grouped",
    "Grouping",
    "Hit",
    "Imported",
    "Judged",
    "Judgement",
    "JudgementState",
    "KeptVisit",
    "Line",
    "ListPage",
    "MailServer",
    "Miss",
    "MonthTally",
    "News",
    "Office",
    "Order",
    "PersonCard",
    "Pin",
    "Prepared",
    "Printed",
    "Profile",
    "Progress",
    "Queue",
    "Reason",
    "Renaming",
    "Report",
    "Rubric",
    "Run",
    "SavedSearch",
    "SectionKind",
    "Shelf",
    "Similar",
    "SourceKind",
    "Statement",
    "StatementCard",
    "StatementPage",
    "Summary",
    "Tally",
    "Trail",
    "Trends",
    "TurnChange",
    "Uploaded",
    "Version",
    "Waiting",
    "WatchedSource",
    "Why",
    "YearTally",
    "build_query",
    "check_address",
    "copy_archive",
    "decode",
    "explain",
    "format_report",
    "hits_feed",
    "hold_still",
    "make_message",
    "new_batch",
    "new_draft_id",
    "open_archive",
    "parse",
    "portable",
    "print_many",
    "quality",
    "read_fields",
    "restore",
    "score_folder",
    "send_mail",
    "shown_location",
    "to_atom",
    "to_json_feed",
    "write_digest",
    "write_hits",
    "write_list",
    "write_rows",
]

_LATER = {
    "portable": ("rostra.search", "portable"),
    "ATOM": ("rostra.exporters.feeds", "ATOM"),
    "JSON_FEED": ("rostra.exporters.feeds", "JSON_FEED"),
    "MailServer": ("rostra.alerts.mail", "MailServer"),
    "News": ("rostra.alerts.news", "News"),
    "check_address": ("rostra.alerts.mail", "check_address"),
    "make_message": ("rostra.alerts.mail", "make_message"),
    "send_mail": ("rostra.alerts.mail", "send"),
    "read_fields": ("rostra.search.building", "read_fields"),
    "build_query": ("rostra.search.building", "build_query"),
    "write_digest": ("rostra.alerts.digest", "write_digest"),
    "Feed": ("rostra.exporters.feeds", "Feed"),
    "FeedEntry": ("rostra.exporters.feeds", "FeedEntry"),
    "to_atom": ("rostra.exporters.feeds", "to_atom"),
    "ListPage": ("rostra.exporters.listing", "ListPage"),
    "write_list": ("rostra.exporters.listing", "write_list"),
    "to_json_feed": ("rostra.exporters.feeds", "to_json_feed"),
    "Difference": ("rostra.archive.differences", "Difference"),
    "Collocates": ("rostra.analysis", "Collocates"),
    "Concordance": ("rostra.search.concordance", "Concordance"),
    "Distinctive": ("rostra.analysis", "Distinctive"),
    "LINE_GROUPS": ("rostra.search.concordance", "GROUPS"),
    "LINE_SORTS": ("rostra.search.concordance", "SORTS"),
    "Line": ("rostra.search.concordance", "Line"),
    "Trends": ("rostra.analysis", "Trends"),
    "write_rows": ("rostra.api.tables", "write_rows"),
    "hits_feed": ("rostra.api.feeds", "hits_feed"),
    "write_hits": ("rostra.api.tables", "write_hits"),
    "CaptureSummary": ("rostra.pipeline.capturing", "CaptureSummary"),
    "Captured": ("rostra.pipeline.capturing", "Captured"),
    "Explanation": ("rostra.structure.explain", "Explanation"),
    "Failure": ("rostra.pipeline", "Failure"),
    "Alike": ("rostra.search.meaning", "Alike"),
    "LONGEST_QUERY": ("rostra.search.cutting", "LONGEST_QUERY"),
    "GROUPINGS": ("rostra.search.grouping", "GROUPINGS"),
    "Group": ("rostra.search.results", "Group"),
    "Grouped": ("rostra.search.results", "Grouped"),
    "Hit": ("rostra.search.results", "Hit"),
    "Similar": ("rostra.search.meaning", "Similar"),
    "Prepared": ("rostra.search.meaning", "Prepared"),
    "Printed": ("rostra.pipeline", "Printed"),
    "Progress": ("rostra.pipeline", "Progress"),
    "Reason": ("rostra.structure.explain", "Reason"),
    "Report": ("rostra.quality", "Report"),
    "Run": ("rostra.archive.differences", "Run"),
    "Summary": ("rostra.pipeline", "Summary"),
    "TurnChange": ("rostra.archive.differences", "TurnChange"),
    "Uploaded": ("rostra.pipeline.uploading", "Uploaded"),
    "decode": ("rostra.text.decode", "decode"),
    "format_report": ("rostra.quality", "format_report"),
    "print_many": ("rostra.pipeline", "print_many"),
    "quality": ("rostra", "quality"),
    "score_folder": ("rostra.quality", "run"),
}
"""Public names with where they live: the parser behind them takes a quarter of a second to load, and a search needs none of it."""


def __getattr__(name: str) -> Any:
    """Names of `_LATER` are fetched when first used."""
    if name not in _LATER:
        raise AttributeError(f"module 'rostra.api' has no attribute {name!r}")
    module, attribute = _LATER[name]
    if module in ("rostra", "rostra.search"):  # a whole package: the laboratory, or the index that needs no server
        return import_module(f"{module}.{attribute}")
    return getattr(import_module(module), attribute)
