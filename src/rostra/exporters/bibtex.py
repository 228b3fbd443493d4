"""BibTeX: ``@misc`` with ``howpublished`` and ``note``, and biblatex's ``date``, which takes partial dates.

Source: BibTeXing (Patashnik, 1988), section 3.1; biblatex manual, 2.3.8 (dates).
"""

from __future__ import annotations

import re

from rostra.exporters.selection import Selection, date_parts, one_line

_SPECIAL = {
    "\\": r"\textbackslash{}",
    # BibTeX counts braces with a backslash too, so that one without its partner would swallow the rest of the file.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def to_bibtex(selection: Selection) -> str:
    """One entry. Braces around the title keep its capitals."""
    event = selection.transcript.event
    parts = date_parts(event.date)
    fields = {
        "author": " and ".join(_name(author) for author in selection.authors),
        "title": f"{{{escape(selection.title)}}}",
        "date": event.date or "",
        "year": parts[0] if parts else "",
        "month": str(int(parts[1])) if len(parts) > 1 else "",
        "howpublished": escape(selection.kind_in_words.capitalize()),
        "address": escape(event.place or ""),
        "note": escape(selection.note),
        "url": _url(selection.address),
        "urldate": selection.accessed or "" if selection.address else "",
        "language": event.language or "",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{_key(selection.key)},", *lines, "}"]) + "\n"


def escape(text: str) -> str:
    r"""Text that TeX prints as it stands.

    >>> escape("50% of {all R&D")
    '50\\% of \\textbraceleft{}all R\\&D'
    """
    return "".join(_SPECIAL.get(char, char) for char in one_line(text))


def _name(author: str) -> str:
    """Names with words or marks that BibTeX would split at are kept together by braces."""
    name = escape(author)
    return f"{{{name}}}" if "," in name or " and " in name.lower() or " " not in name else name


def _key(key: str) -> str:
    return re.sub(r"[^A-Za-z0-9:._-]+", "-", key)


def _url(address: str | None) -> str:
    """``url`` is printed verbatim, so only what would end the field is taken out of its way."""
    quoted = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"}
    return "".join(quoted.get(char, char) for char in one_line(address or ""))
