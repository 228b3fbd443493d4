"""Issues: what a reader of the record should know, as values with a place.

A doubtful input never stops the run and never loses text: it raises an `Issue` and goes on.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Severity = Literal["info", "warning", "error"]


class Issue(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    """One thing that is doubtful, missing or odd on a page.

    `code` is a stable kebab-case name (``speaker-unknown``), listed in ``docs/issues.md``.
    `start` and `end` are half-open code-point offsets into `Document.text`; both 0 when the
    issue concerns the page as a whole. `message` is one plain English sentence.
    """

    code: str
    message: str
    severity: Severity = "warning"
    start: int = 0
    end: int = 0
