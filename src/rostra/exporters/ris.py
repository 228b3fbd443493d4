"""RIS: tags of two letters, a field a line, CRLF between them.

RIS has no type for a speech; ELEC (a web page) is what reference managers show best, HEAR is kept for hearings.
"""

from __future__ import annotations

from rostra.exporters.selection import Selection, date_parts, one_line


def to_ris(selection: Selection) -> str:
    """One record, closed by ``ER``."""
    event = selection.transcript.event
    fields = [
        ("TY", "HEAR" if event.kind == "hearing" else "ELEC"),
        ("ID", selection.key),
        *(("AU", author) for author in selection.authors),
        ("TI", selection.title),
        ("DA", _date(event.date)),
        ("PY", (event.date or "")[:4]),
        ("CY", event.place or ""),
        ("M3", selection.kind_in_words.capitalize()),
        ("N1", selection.note),
        ("LA", event.language or ""),
        ("UR", selection.address or ""),
        ("Y2", _date(selection.accessed) if selection.address else ""),
    ]
    lines = [f"{tag}  - {text}" for tag, value in fields if (text := one_line(value))]
    return "\r\n".join([*lines, "ER  - ", ""])


def _date(date: str | None) -> str:
    """RIS writes YYYY/MM/DD/ and leaves out what is unknown ("2014/08//")."""
    parts = date_parts(date)
    return "/".join([*parts, "", "", ""][:4]) if parts else ""
