"""How others show what is here: a picture for whoever shows a link, a quotation to embed, and oEmbed, which tells of both.

Source: oEmbed 1.0, The Open Graph protocol.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit
from xml.sax.saxutils import escape

import msgspec
from litestar import Response
from litestar.response import Response as Reply

from rostra import __version__
from rostra.api import Statement
from rostra.model import NotFoundError, Turn, WithdrawnError
from rostra.web.cards import HEIGHT, WIDTH, Card, draw
from rostra.web.language import conventions
from rostra.web.paging import number_in
from rostra.web.reading import question_line, read_exchange, speaker_name
from rostra.web.routes.reads import reads
from rostra.web.visit import EMBEDDED, HTML, Visit
from rostra.web.withdrawn import XML, as_oembed
from rostra.web.words import in_path, message, shorten

LONGEST_QUOTATION = 900
"""Characters of an embedded quotation: what stands in a frame without a need to scroll."""

WIDEST, NARROWEST = 640, 280
"""Pixels of the frame: wider, lines are too long to read; narrower, they are too short."""

LONGEST_ADDRESS = 2_000
TOLD_S = 86_400
"""Seconds after which a site that shows a link should ask oEmbed again."""


@reads("/statements/{name:str}/card.png")
def statement_card(visit: Visit, name: str) -> Reply[bytes]:
    """The picture of a statement: its title, who speaks, when and where."""
    found = visit.archive.get_statement(name)
    if found.id != name:
        return visit.moved(f"/statements/{in_path(found.id)}/card.png")  # type: ignore[return-value]
    card = found.card
    names = visit.language.listed(card.speakers[:3]) if 0 < len(card.speakers) <= 3 else ""
    return _picture(
        visit, Card(words=card.title or names, site=visit.settings.name, name=names, about=_about(visit, found))
    )


@reads("/statements/{name:str}/{turn:str}/card.png")
def turn_card(visit: Visit, name: str, turn: str) -> Reply[bytes]:
    """The picture of a turn: its words and who said them."""
    found, said = get_turn(visit, name, turn)
    if (found.id, said.id) != (name, turn):
        return visit.moved(f"{_path(found, said)}/card.png")  # type: ignore[return-value]
    return _picture(
        visit,
        Card(
            words=shorten(found.transcript.turn_text(said), LONGEST_QUOTATION),
            site=visit.settings.name,
            name=speaker_name(said, visit.language),
            about=_about(visit, found),
            quoted=True,
        ),
    )


def _picture(visit: Visit, card: Card) -> Reply[bytes]:
    accent = visit.settings.theme.accent
    card = msgspec.structs.replace(card, accent=accent) if accent else card
    return visit.send_bytes(f"{__version__} {card!r}", lambda: draw(card), headers={"content-type": "image/png"})


def _about(visit: Visit, statement: Statement) -> str:
    """Kind, date and place, as far as known."""
    card = statement.card
    kind = visit.language.word("kinds", card.kind) if card.kind != "other" else ""
    return " · ".join(part for part in (kind, visit.language.date(card.date), card.place) if part)


@reads("/statements/{name:str}/{turn:str}/embed")
def embed(visit: Visit, name: str, turn: str) -> Response[str]:
    """A quotation as a page of its own, which any site may show in a frame."""
    found, said = get_turn(visit, name, turn)
    if (found.id, said.id) != (name, turn):
        return visit.moved(f"{_path(found, said)}/embed")
    transcript = found.transcript
    voices = read_exchange(found, said.id, visit.language).voices
    spoken = next(voice.paragraphs for voice in voices if voice.turn.id == said.id)
    asked = next((other for other in transcript.turns if other.id == said.answers), None)
    text = visit.site.render(
        "embed.html",
        base=visit.base,
        tag=visit.language.tag,
        card=found.card,
        address=visit.base + _path(found, said),
        paragraphs=_within(["".join(piece.text for piece in each.pieces) for each in spoken], LONGEST_QUOTATION),
        name=speaker_name(said, visit.language),
        question=question_line(transcript, asked, 160) if asked else "",
        turn=said,
    )
    return visit.send(text, media_type=HTML, headers={"content-security-policy": EMBEDDED})


@reads("/oembed")
def oembed(visit: Visit) -> Response[str]:
    """What shows `?url=` on another site, as `format` json or xml."""
    asked = visit.request.query_params
    form = asked.get("format", "json")
    if form not in ("json", "xml"):
        return visit.send("format is json or xml", status=501)
    try:
        found, said = _looked_up(visit, asked.get("url", "")[:LONGEST_ADDRESS])
    except WithdrawnError:
        raise
    except NotFoundError as error:  # a program asks: it gets no page
        return _told(visit, form, {"error": visit.t(error.message)}, status=404)
    width = number_in(asked.get("maxwidth", ""), WIDEST, least=NARROWEST, most=WIDEST)
    return _told(visit, form, _rich(visit, found, said, width) if said else _link(visit, found))


def _told(visit: Visit, form: str, told: dict[str, Any], *, status: int = 200) -> Response[str]:
    if form == "json":
        return visit.send(msgspec.json.encode(told).decode(), media_type="application/json", status=status)
    return visit.send(as_oembed(told), media_type=XML, status=status)


def _looked_up(visit: Visit, url: str) -> tuple[Statement, Turn | None]:
    """The statement, or turn, of an address on this site; a fragment may name the turn. Raises `NotFoundError`."""
    missing = NotFoundError(message("This is no statement of this site."), hint="?url=")
    try:
        parts, home = urlsplit(url), urlsplit(visit.base)
    except ValueError as error:
        raise missing from error
    path = parts.path.removeprefix(home.path)
    if parts.netloc != home.netloc or not path.startswith("/"):
        raise missing
    steps = [unquote(step) for step in path.strip("/").split("/")]
    steps = steps[1:] if steps[0] in conventions() else steps
    if steps[0] != "statements" or len(steps) not in (2, 3):
        raise missing
    turn = steps[2] if len(steps) == 3 else parts.fragment.partition(":~:")[0].partition("-")[0]
    if turn:
        return get_turn(visit, steps[1], turn)
    return visit.archive.get_statement(steps[1]), None


def _rich(visit: Visit, statement: Statement, turn: Turn, width: int) -> dict[str, Any]:
    """A turn as a quotation in a frame."""
    told = _link(visit, statement, turn)
    return {**told, "type": "rich", "width": width, "height": frame_height(statement, turn, width),
            "html": frame(visit, statement, turn, width)}  # fmt: skip


def _link(visit: Visit, statement: Statement, turn: Turn | None = None) -> dict[str, Any]:
    """A statement as a link with a picture."""
    card = statement.card
    author = speaker_name(turn, visit.language) if turn else visit.language.listed(visit.archive.authors(statement)[:3])
    slug = statement.persons.get(author, "")
    path = _path(statement, turn)
    told = {
        "version": "1.0",
        "type": "link",
        "title": shorten(card.title or visit.t("Without a title"), 200),
        "author_name": author,
        "author_url": f"{visit.base}/people/{in_path(slug)}" if slug else "",
        "provider_name": visit.settings.name,
        "provider_url": f"{visit.base}/",
        "cache_age": TOLD_S,
        "thumbnail_url": f"{visit.base}{path}/card.png",
        "thumbnail_width": WIDTH,
        "thumbnail_height": HEIGHT,
    }
    return {name: value for name, value in told.items() if value}


def frame(visit: Visit, statement: Statement, turn: Turn, width: int = WIDEST) -> str:
    """The HTML that shows the turn on another site."""
    title = shorten(f"{speaker_name(turn, visit.language)}: {statement.card.title}", 120)
    address = f"{visit.base}{_path(statement, turn)}/embed"
    quoted = {'"': "&quot;"}
    return (
        f'<iframe src="{escape(address, quoted)}" title="{escape(title, quoted)}" width="{width}"'
        f' height="{frame_height(statement, turn, width)}" frameborder="0" loading="lazy"></iframe>'
    )


def frame_height(statement: Statement, turn: Turn, width: int) -> int:
    """Pixels that the quotation takes at this width: lines of some 9 pixels a character, and what stands around them."""
    length = min(turn.end - turn.start, LONGEST_QUOTATION)
    lines = -(-length * 9 // max(width - 60, 1)) + max(len(turn.segments) - 1, 0)
    about = -(-len(statement.card.title) * 7 // max(width - 60, 1))
    return min(150 + 28 * lines + 20 * min(about, 4) + (64 if turn.answers else 0), 900)


def get_turn(visit: Visit, name: str, turn_id: str) -> tuple[Statement, Turn]:
    """The statement and the turn as they are today. Raises `NotFoundError`."""
    found = visit.archive.get_statement(name)
    today = visit.archive.find_turn(found.id, turn_id)
    said = next((turn for turn in found.transcript.turns if turn.id == today), None)
    if said is None:
        raise NotFoundError(message("This statement has no such turn."), hint="")
    return found, said


def _within(paragraphs: list[str], limit: int) -> tuple[str, ...]:
    """As many paragraphs as fit, the last cut at a word's end."""
    kept: list[str] = []
    for paragraph in paragraphs:
        if limit <= 0:
            kept[-1] = f"{kept[-1].removesuffix('…')}…"
            break
        kept.append(shorten(paragraph, limit))
        limit -= len(paragraph)
    return tuple(kept)


def _path(statement: Statement, turn: Turn | None) -> str:
    return f"/statements/{in_path(statement.id)}" + (f"/{in_path(turn.id)}" if turn else "")


HANDLERS = [statement_card, turn_card, embed, oembed]
