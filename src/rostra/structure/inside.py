"""Proposals in the middle of lines, where a transcript ran its turns together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rostra.structure.candidates import Candidate, make_candidate
from rostra.structure.lines import Line
from rostra.structure.naming import is_honorific

# In the middle of a line: a label in capitals, or a generic word or an honorific with a name, behind the end of a sentence.
_CAPITALS_INSIDE = re.compile(
    r"(?:(?<=[.!?…\"”’)\]\-–—])|(?<=\s))(?<![A-ZÀ-ÞА-Я'’]\.)(?P<label>(?:(?:[A-ZÀ-ÞА-Я][^\W\d_A-ZÀ-ÞА-Я]{1,4}|[A-ZÀ-ÞА-Я])\.\s?)?"
    r"[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я'’.]{1,30}(?:-[A-ZÀ-ÞА-Я'’]{1,30})?(?:\s[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я'’.\-]{0,30}){0,4})"
    r"\s?(?P<sep>[:：;](?!\d)|(?<!\.[A-ZÀ-ÞА-Я])\.\s?[-–—])\s*"
)
_TITLED_INSIDE = re.compile(
    r"(?<=[.!?…\"”’)\]\t])[^\S\n]{0,12}(?P<label>[A-ZÀ-ÞА-Я][\w'’\-.]{0,30}(?:\s[A-ZÀ-ÞА-Я][\w'’\-.]{0,30}){0,5}"
    r"\s?(?:\([^()\n]{1,60}\))?)\s?(?P<sep>[:：](?!\d))\s*"
)
_LENTICULAR_INSIDE = re.compile(r"(?<=[。！？」）\s])(?P<label>[【〔][^\[\]【】〔〕\n]{1,40}[】〕])(?P<sep>)\s*")
_WORDS_INSIDE = re.compile(
    r"(?<=[。！？”」\s])(?P<label>[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,10})(?P<sep>[:：●])\s*"
)
_POINT_AND_DASH = re.compile(r"\.\s?[-–—]")
_UNSPACED_LABEL = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af][:：●]")


def _forms_inside(content: str) -> Iterator[re.Pattern[str]]:
    """The forms for which a line has the marks; none for most lines."""
    plain = content.isascii()
    colon = ":" in content or (not plain and "：" in content)
    if colon or ";" in content or _POINT_AND_DASH.search(content):
        yield _CAPITALS_INSIDE
    if colon:
        yield _TITLED_INSIDE
    if not plain and (colon or "●" in content) and _UNSPACED_LABEL.search(content):
        yield _WORDS_INSIDE
    if not plain and ("】" in content or "〕" in content):
        yield _LENTICULAR_INSIDE


def _stray(label: str) -> int:
    """Characters of a sentence's end in front of a label: "Sir. MR. SPEAKER" has five; "Mr. Brandt" and "M. S. Nkomo" none."""
    head, point, rest = label.partition(". ")
    stray = point and len(head) > 1 and rest and not is_honorific(head)
    return len(head) + len(point) if stray else 0


def find_inside(text: str, lines: list[Line], proposed: list[Candidate]) -> list[Candidate]:
    """Proposals in the middle of lines, leaving out what is part of a label already `proposed` at the head of its line."""
    taken = {c.start for c in proposed} | {c.text_start for c in proposed if c.label.kind != "none"}
    found: list[Candidate] = []
    for number, line in enumerate(lines):
        if line.end - line.start < 20 or line.kind == "heading":
            continue
        for form in _forms_inside(text[line.start : line.end]):
            for match in form.finditer(text, line.start, line.end):
                start = match.start("label") + _stray(match.group("label"))
                if start <= line.start or start in taken or match.end() in taken or match.end() >= line.end:
                    continue
                printed = match.group("sep").strip()
                separator = "【】" if form is _LENTICULAR_INSIDE else ":" if printed in (":", "：", ";") else printed
                candidate = make_candidate(
                    text, start, match.end("label"), match.end(), number, "plain", separator, "middle"
                )
                if candidate is not None:
                    taken.add(start)
                    found.append(candidate)
    found.sort(key=lambda c: c.start)
    return found
