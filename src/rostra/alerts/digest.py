"""What is new, as a mail to read: in plain text and in HTML, by saved search, each passage under the question that it answers.

Words of pages stand in it: in HTML all are escaped, in text and in headers none can begin a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from textwrap import fill
from urllib.parse import quote

import msgspec

from rostra.alerts.news import Find, News, count_finds
from rostra.search.results import Fragment

SHOWN = 25
"""Passages of one search in a digest; how many more there are is said, with the way to them."""
_WHY = "You get this because whoever keeps this archive sends you what is new for its saved searches."
_WIDTH = 78
_LONGEST_SUBJECT = 140
_STYLE = {
    "body": "margin:0;padding:24px 16px;font:17px/1.5 Charter,'Noto Serif',Cambria,Georgia,serif;color:#1d1d1b;background:#fff",
    "page": "max-width:38em;margin:0 auto",
    "h2": "font:600 19px/1.3 system-ui,sans-serif;margin:32px 0 4px;padding-top:16px;border-top:1px solid #d8d6d0",
    "small": "font:14px/1.45 system-ui,sans-serif;color:#5c5a55;margin:0",
    "item": "margin:20px 0",
    "asked": "font:italic 16px/1.45 Georgia,serif;color:#5c5a55;margin:6px 0;padding:0 12px;border-inline-start:3px solid #9c3b1f",
    "said": "margin:4px 0",
    "link": "color:#8a2f16",
    "mark": "background:#fbe7a8;color:inherit",
}  # fmt: skip


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    """A mail without its addresses. `subject` is one line."""

    subject: str
    text: str
    html: str


def write_digest(news: Sequence[News], *, site: str = "Rostra", base_url: str | None = None) -> Digest:
    """The digest of searches with something new; those without are left out.

    Args:
        news: of one or more searches.
        site: the name under which it is sent.
        base_url: the site's address, to which passages lead; without it they name the command that prints them.
    """
    told = [each for each in news if each.finds or each.note]
    return Digest(
        subject=_subject(told, site),
        text="\n".join(_text(told, site, base_url)) + "\n",
        html="".join(_html(told, site, base_url)),
    )


def one_line(text: str) -> str:
    """`text` without line breaks and control characters, which could begin a header or a line of their own."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())


def _subject(news: Sequence[News], site: str) -> str:
    names = f" for “{news[0].search.name}”" if len(news) == 1 else f" for {len(news)} saved searches" if news else ""
    return one_line(f"{site}: {_counted(news)}{names}")[:_LONGEST_SUBJECT]


def _counted(news: Sequence[News]) -> str:
    """How much is new, or that there is but a notice."""
    count = count_finds(news)
    return f"{count:,} new passage{'s' * (count != 1)}" if count or not news else "a notice"


def _asks(news: News) -> str:
    return f"answers to {news.search.question}" if news.search.question else news.search.query


def _joined(finds: Sequence[Find]) -> list[list[Find]]:
    """Those that are read at one question together, it before its answers; else each for itself."""
    groups: dict[tuple[str, str], list[Find]] = {}
    for find in finds:
        alone = "" if find.opens_at != find.statement_id else str(len(groups))  # passages of a text without turns
        groups.setdefault((find.opens_at, alone), []).append(find)
    return [sorted(group, key=lambda find: bool(find.asked)) for group in groups.values()]


def _facts(finds: Sequence[Find]) -> str:
    find = finds[0]
    kind = find.kind.replace("_", " ").capitalize()
    facts = (kind, find.date or "undated", find.place or "", "edited" if any(each.edited for each in finds) else "")
    return " · ".join(one_line(fact) for fact in facts if fact)


def _speaker(find: Find) -> str:
    return one_line(find.speaker or ("Question" if find.role == "question" else ""))


def _address(find: Find, base_url: str | None) -> str:
    return f"{base_url}/statements/{quote(find.opens_at)}" if base_url else f"rostra show {find.opens_at}"


def _more(news: News, base_url: str | None) -> tuple[str, str]:
    """What tells of passages that are not shown, and where they are ("" for nowhere)."""
    left = news.total - len(news.finds[:SHOWN])
    if left <= 0:
        return "", ""
    search = news.search
    page = (
        f"statements/{quote(search.question)}"
        if search.question
        else f"search?order=added&q={quote(search.query, safe='')}"
    )
    return f"… and {left:,} more", f"{base_url}/{page}" if base_url else ""


# plain text


def _text(news: Sequence[News], site: str, base_url: str | None) -> Iterator[str]:
    yield one_line(f"{site}: {_counted(news)}")
    for each in news:
        yield from ("", "", one_line(each.search.name), one_line(_asks(each))[:_WIDTH], "-" * _WIDTH)
        if each.note:
            yield one_line(each.note)
        for finds in _joined(each.finds[:SHOWN]):
            yield ""
            yield from _item(finds, base_url)
        more, address = _more(each, base_url)
        if more:
            yield from ("", more, *([address] if address else []))
    yield from ("", "", "-- ", _WHY)


def _item(finds: Sequence[Find], base_url: str | None) -> Iterator[str]:
    first = finds[0]
    yield fill(one_line(first.title) or "Without a title", _WIDTH)
    yield _facts(finds)
    if first.asked:
        asker = one_line(first.asker)
        yield _filled(f"Asked{f' by {asker}' if asker else ''}: {one_line(first.asked)}")
    for find in finds:
        said = one_line("".join(f"*{piece.text}*" if piece.marked else piece.text for piece in find.passage))
        speaker = _speaker(find)
        yield _filled(f"{speaker}: {said}" if speaker else said)
    yield f"  {_address(first, base_url)}"


def _filled(text: str) -> str:
    return fill(text, _WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)


# HTML


def _html(news: Sequence[News], site: str, base_url: str | None) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1"><title>'
    yield escape(_subject(news, site))
    yield f'</title></head>\n<body style="{_STYLE["body"]}"><div style="{_STYLE["page"]}">\n'
    yield f'<p style="{_STYLE["small"]}">{escape(one_line(site))} · {_counted(news)}</p>\n'
    for each in news:
        yield f'<h2 style="{_STYLE["h2"]}"><bdi>{escape(one_line(each.search.name))}</bdi></h2>\n'
        yield f'<p style="{_STYLE["small"]}" dir="auto"><code>{escape(one_line(_asks(each)))}</code></p>\n'
        if each.note:
            yield f'<p style="{_STYLE["said"]}">{escape(one_line(each.note))}</p>\n'
        yield from (_html_item(finds, base_url) for finds in _joined(each.finds[:SHOWN]))
        more, address = _more(each, base_url)
        if more:
            yield f'<p style="{_STYLE["small"]}">{_linked(escape(more), address)}</p>\n'
    yield f'<p style="{_STYLE["small"]};margin-top:40px">{_WHY}</p>'
    yield "</div></body></html>\n"


def _html_item(finds: Sequence[Find], base_url: str | None) -> str:
    first = finds[0]
    title = escape(one_line(first.title) or "Without a title")
    address = _address(first, base_url)
    heading = _linked(title, address) if base_url else title
    asker = escape(one_line(first.asker))
    who = f"<b>{asker}</b> " if asker else ""
    asked = f'<p style="{_STYLE["asked"]}" dir="auto">{who}{escape(first.asked)}</p>' if first.asked else ""
    command = "" if base_url else f'<p style="{_STYLE["small"]}"><code>{escape(address)}</code></p>'
    return (
        f'<div style="{_STYLE["item"]}"><p style="{_STYLE["small"]}">{escape(_facts(finds))}</p>'
        f'<p style="margin:0" dir="auto"><b>{heading}</b></p>{asked}'
        f'{"".join(_html_said(find, asks=len(finds) > 1 and not find.asked) for find in finds)}{command}</div>\n'
    )  # fmt: skip


def _html_said(find: Find, *, asks: bool) -> str:
    """What was said; in the dress of a question where its answers follow."""
    speaker = escape(_speaker(find))
    said = "".join(map(_piece, find.passage))
    return f'<p style="{_STYLE["asked" if asks else "said"]}" dir="auto">{f"<b>{speaker}</b> " if speaker else ""}{said}</p>'


def _piece(piece: Fragment) -> str:
    return f'<mark style="{_STYLE["mark"]}">{escape(piece.text)}</mark>' if piece.marked else escape(piece.text)


def _linked(text: str, address: str) -> str:
    return f'<a style="{_STYLE["link"]}" href="{escape(address)}">{text}</a>' if address else text
