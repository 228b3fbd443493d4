"""Citations as text in the styles that are asked for most: APA, MLA, Chicago (bibliography) and Harvard.

Names stand as they are printed, never inverted: which part is the family name is not told on a page, and differs from country to
country. What is unknown is left out, or said in the style's own way ("n.d."). A turn, or a question with its answers, is named in
words, and its permanent link leads to it.

Source: Publication Manual of the APA, 7th edition, 9.8 and 10.1 (works with an unusual description in brackets); MLA Handbook, 9th
edition, 5.7 and 5.111; Chicago Manual of Style, 17th edition, 14.76 and 14.217; Cite Them Right, 12th edition (Harvard).
"""

from __future__ import annotations

from rostra.exporters.selection import Selection, date_parts, one_line

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
MONTHS = (*_MONTHS, "December")
UNCUT = ("May", "June", "July")
"""Months that MLA does not abbreviate."""

_SINGLE = str.maketrans({"“": "‘", "”": "’", "„": "‚", '"': "'"})
_ENDS = (".", "?", "!", "…", "。", "؟", "？", "！")


def to_apa(selection: Selection) -> str:
    """``Names. (2016, March 8). Title [Kind, answer t3]. Site. Address``; without names the title stands first."""
    day, month, year = _day_month_year(selection)
    date = f"({', '.join(part for part in (year, _joined(month, day)) if part) or 'n.d.'})."
    title = _dotted(_described(selection))
    names = _series(selection.authors, most=20, shown=19, two=", & ", more=", & ", others=", et al.")
    head = (_dotted(names), date, title) if names else (title, date)
    return _line(*head, _dotted(selection.site), selection.address or "")


def to_mla(selection: Selection) -> str:
    """``Names. “Title.” Site, 8 Mar. 2016, Place, address. Kind, answer t3.``"""
    names = _series(selection.authors, most=2, shown=1, two=" and ", more=", and ", others=", et al.")
    day, month, year = _day_month_year(selection)
    short = month if month in UNCUT else {"September": "Sept."}.get(month, f"{month[:3]}." if month else "")
    where = (selection.site, _joined(day, short, year), _place(selection), selection.address or "")
    work = _dotted(", ".join(part for part in where if part))
    return _line(_dotted(names), _quoted(selection.title), work, _dotted(_kind_and_note(selection)))


def to_chicago(selection: Selection) -> str:
    """``Names. “Title.” Kind, Place, March 8, 2016. Answer t3. Address.``"""
    names = _series(selection.authors, most=10, shown=7, two=" and ", more=", and ", others=", et al.")
    day, month, year = _day_month_year(selection)
    date = _joined(month, f"{day}," if day else "", year) or "n.d."
    told = ", ".join(part for part in (_upper(selection.kind_in_words), _place(selection), date) if part)
    parts = (names, told, selection.note, selection.address or "")
    head, *rest = (_dotted(part) for part in parts)
    return _line(head, _quoted(selection.title), *rest)


def to_harvard(selection: Selection) -> str:
    """``Names (2016) Title [Kind, answer t3]. Place, 8 March. Available at: address (Accessed: 3 July 2020).``"""
    names = _series(selection.authors, most=3, shown=1, two=" and ", more=" and ", others=" et al.")
    day, month, year = _day_month_year(selection)
    dated = f"({year or 'no date'})"
    title = _described(selection)
    head = _joined(names, dated, title) if names else _joined(title, dated)
    when = ", ".join(part for part in (_place(selection), _joined(day, month)) if part)
    return _line(_dotted(head), _dotted(when), _available(selection))


def _available(selection: Selection) -> str:
    if not selection.address:
        return ""
    year, month, day = _parts(selection.accessed)
    seen = f" (Accessed: {day} {month} {year})" if day else ""
    return f"Available at: {selection.address}{seen}."


def _day_month_year(selection: Selection) -> tuple[str, str, str]:
    """ "8", "March", "2016" of the event; "" for each that is not known."""
    year, month, day = _parts(selection.transcript.event.date)
    return day, month, year


def _parts(date: str | None) -> tuple[str, str, str]:
    """Year, name of the month, and day without a zero before it."""
    year, month, day = [*date_parts(date), "", "", ""][:3]
    known = month.isdecimal() and 1 <= int(month) <= 12
    return year, MONTHS[int(month) - 1] if known else "", day.lstrip("0")


def _described(selection: Selection) -> str:
    """The title with what it is in brackets."""
    told = _kind_and_note(selection)
    return _joined(selection.title.removesuffix("."), f"[{told}]" if told else "")


def _kind_and_note(selection: Selection) -> str:
    """The kind and which turns, as far as there are any: "Press conference, answer t3 to question t2"."""
    note = selection.note
    kind = _upper(selection.kind_in_words)
    return f"{kind}, {note[:1].lower()}{note[1:]}" if kind and note else kind or note


def _place(selection: Selection) -> str:
    return one_line(selection.transcript.event.place or "")


def _series(names: tuple[str, ...], *, most: int, shown: int, two: str, more: str, others: str) -> str:
    """All names, the last joined by `two` or, behind several, by `more`; of more than `most` the first `shown` and `others`."""
    if len(names) > most:
        return ", ".join(names[:shown]) + others
    return ", ".join(names[:-1]) + (two if len(names) == 2 else more) + names[-1] if len(names) > 1 else "".join(names)


def _quoted(title: str) -> str:
    """The title in double quotation marks, its own ones single, a full stop within."""
    return f"“{_dotted(title.translate(_SINGLE))}”"


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _dotted(text: str) -> str:
    """`text` with a full stop, unless it ends in a mark of its own; "" stays empty."""
    return text if not text or text.endswith(_ENDS) else f"{text}."


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _line(*parts: str) -> str:
    return _joined(*parts) + "\n"
