"""Transcripts in other forms: one file a form, each an entry in a literal table.

A form is a function from a `Selection` (a transcript, and which of its turns) to text. What a form cannot
say it leaves out; it never makes anything up to fill a field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rostra.exporters.bibtex import to_bibtex
from rostra.exporters.csl import to_csl
from rostra.exporters.markdown import to_markdown
from rostra.exporters.plain import to_plain
from rostra.exporters.ris import to_ris
from rostra.exporters.selection import Selection, select
from rostra.exporters.sentence import to_sentence
from rostra.exporters.styles import to_apa, to_chicago, to_harvard, to_mla
from rostra.exporters.wire import to_json, to_json_line
from rostra.model import Transcript, UsageError

__all__ = ["STYLES", "Selection", "export", "export_all", "select"]

STYLES: dict[str, Callable[[Selection], str]] = {
    "json": to_json,
    "jsonl": to_json_line,
    "md": to_markdown,
    "txt": to_plain,
    "bib": to_bibtex,
    "ris": to_ris,
    "csl.json": to_csl,
    "text": to_sentence,
    "apa": to_apa,
    "mla": to_mla,
    "chicago": to_chicago,
    "harvard": to_harvard,
}


def export(
    transcript: Transcript,
    style: str,
    *,
    statement_id: str,
    turn_id: str | None = None,
    address: str | None = None,
    site: str = "",
) -> str:
    """The transcript, or one exchange of it, in `style` (a key of `STYLES`).

    Args:
        transcript: what to print.
        style: "json", "jsonl", "md", "txt", or a citation: "bib", "ris", "csl.json", "text", "apa", "mla",
            "chicago", "harvard".
        statement_id: the permanent id; "" for a page that is in no archive.
        turn_id: print this turn with what belongs to it (a question with its answers, an answer with its question).
        address: the permanent link to print.
        site: the name of the site that it leads to; some styles of citation print it.

    Raises:
        UsageError: no such style, or no such turn.
    """
    (printed,) = export_all(transcript, [style], statement_id=statement_id, turn_id=turn_id, address=address, site=site)
    return printed


def export_all(
    transcript: Transcript,
    styles: Iterable[str],
    *,
    statement_id: str,
    turn_id: str | None = None,
    address: str | None = None,
    site: str = "",
) -> tuple[str, ...]:
    """The same in several styles, in their order (see `export`)."""
    makers = [_maker(style) for style in styles]
    selection = select(transcript, statement_id=statement_id, turn_id=turn_id, address=address, site=site)
    return tuple(make(selection) for make in makers)


def _maker(style: str) -> Callable[[Selection], str]:
    make = STYLES.get(style)
    if make is None:
        raise UsageError(f"There is no style {style!r}.", hint=f"Choose one of: {', '.join(STYLES)}.")
    return make
