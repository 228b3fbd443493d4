"""What a page is about, for machines: JSON-LD in the words of schema.org, as a block of data in the page.

Only what the record knows is said: no publisher, no moment where the day alone is known, no name for a journalist whom the page
does not name. A browser does not run a data block, so that the policy against scripts of the page holds; what could end the block
is written as an escape.

Source: schema.org 29 (Article, Event, Question, Answer, Quotation, Person, BreadcrumbList, SearchAction); JSON-LD 1.1, section 7.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from rostra.api import PersonCard, Statement
from rostra.model import Turn
from rostra.web.reading import question_line
from rostra.web.visit import Visit
from rostra.web.words import in_path, language_tag, shorten

OCCASIONS = frozenset({"press_conference", "briefing", "speech", "interview", "debate", "hearing", "meeting"})
"""Kinds of statement that report an event; the others were written."""

QUESTIONS = 100
"""Questions that a statement's page lists: each has a page of its own, with its answers."""

LONGEST_TEXT = 5_000
"""Characters of a turn that are repeated for machines."""

HEADLINE = 110
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_ESCAPES = {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"}

Node = dict[str, Any]


def as_block(visit: Visit, nodes: Callable[..., list[Node]], *about: Any, **more: Any) -> str:
    """What `nodes` tells of the visit and `about` as a block of data that nothing in it can end; values that are unknown are left
    out. "" for a site that does not know its own address, without which nothing can be named."""
    if not visit.base:
        return ""
    graph = {"@context": "https://schema.org", "@graph": [_known(node) for node in nodes(visit, *about, **more)]}
    block = msgspec.json.encode(graph).decode()
    for sign, escape in _ESCAPES.items():
        block = block.replace(sign, escape)
    return block


def _known(value: Any) -> Any:
    """`value` without what is empty."""
    if isinstance(value, Mapping):
        return {name: _known(each) for name, each in value.items() if each not in (None, "", [], {}, ())}
    return [_known(each) for each in value] if isinstance(value, list | tuple) else value


def site_nodes(visit: Visit) -> list[Node]:
    """The site, with how it is searched."""
    target = {"@type": "EntryPoint", "urlTemplate": f"{visit.base}/search?q={{search_term_string}}"}
    search = {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}
    site = {
        "@type": "WebSite",
        "@id": f"{visit.base}/#site",
        "url": f"{visit.base}/",
        "name": visit.settings.name,
        "description": visit.t(visit.settings.tagline),
        "inLanguage": visit.language.tag,
        "potentialAction": search,
    }
    return [site]


def trail(visit: Visit, *steps: tuple[str, str]) -> Node:
    """The way from the front page: names and addresses on the site."""
    named = [(visit.settings.name, "/"), *steps]
    items = [
        {"@type": "ListItem", "position": n, "name": name, "item": visit.base + path}
        for n, (name, path) in enumerate(named, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def list_nodes(visit: Visit, *, title: str, path: str, over: tuple[str, str], total: int, said: str = "") -> list[Node]:
    """A list of statements, at `path` and below the page `over` (its name and address); `said` describes it."""
    page = {
        "@type": "CollectionPage",
        "@id": f"{visit.base}{path}",
        "url": f"{visit.base}{path}",
        "name": title,
        "description": said or None,
        "isPartOf": {"@id": f"{visit.base}/#site"},
        "mainEntity": {"@type": "ItemList", "numberOfItems": total},
    }
    return [page, trail(visit, over, (title, path))]


def person_nodes(visit: Visit, card: PersonCard, over: tuple[str, str]) -> list[Node]:
    """A person, with offices and spellings as printed."""
    path = f"/people/{in_path(card.slug)}"
    person = {
        "@type": "Person",
        "@id": visit.base + path,
        "url": visit.base + path,
        "name": card.name,
        "alternateName": [name for name in card.names if name != card.name][:20],
        "jobTitle": list(card.offices[:20]),
    }
    page = {
        "@type": "ProfilePage",
        "url": visit.base + path,
        "mainEntity": person,
        "isPartOf": {"@id": f"{visit.base}/#site"},
    }
    return [page, trail(visit, over, (card.name, path))]


def statement_nodes(visit: Visit, statement: Statement, shown: Iterable[str]) -> list[Node]:
    """The statement as a text, the event that it reports, and the questions among the turns that are `shown`, each with the address
    of its answers."""
    turns = set(shown)
    address = _address(visit, statement)
    article = _article(visit, statement, address)
    article["hasPart"] = [
        _question(visit, statement, turn, whole=False)
        for turn in statement.transcript.turns
        if turn.role == "question" and turn.id in turns
    ][:QUESTIONS]
    event = _event(visit, statement, address) if statement.card.kind in OCCASIONS else None
    return [*([event] if event else []), article, _trail_of(visit, statement)]


def exchange_nodes(visit: Visit, statement: Statement, turns: Iterable[Turn]) -> list[Node]:
    """What a turn's page shows: a question with its answers, or one quotation, and the text that it is part of."""
    found = list(turns)
    address = _address(visit, statement)
    article = {
        "@type": _kind(statement),
        "@id": address,
        "url": address,
        "headline": shorten(_title(statement), HEADLINE),
    }
    question = next((turn for turn in found if turn.role == "question"), None)
    said = [turn for turn in found if turn.role in ("answer", "statement", "moderation")]
    if question is None:
        return [article, *(_quotation(visit, statement, turn) for turn in said), _trail_of(visit, statement)]
    node = _question(visit, statement, question, whole=True)
    node["suggestedAnswer"] = [_answer(visit, statement, turn, question) for turn in said]
    return [article, node, _trail_of(visit, statement)]


def _article(visit: Visit, statement: Statement, address: str) -> Node:
    card, event, source = statement.card, statement.transcript.event, statement.transcript.source
    is_report = card.kind in OCCASIONS
    return {
        "@type": _kind(statement),
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "name": _title(statement),
        "headline": shorten(_title(statement), HEADLINE),
        "inLanguage": language_tag(card.language),
        "datePublished": event.published if event.published and event.published[:4].isdigit() else None,
        "dateModified": visit.archive.last_changes([statement.id]).get(statement.id),
        "author": None if is_report else [_person(visit, statement, name) for name in visit.archive.authors(statement)],
        "recordedAt": {"@id": f"{address}#event"} if is_report else None,
        "articleSection": list(card.sections) + ([card.category] if card.category else []),
        "keywords": list(card.tags),
        "isBasedOn": statement.address,
        "archivedAt": f"{visit.base}/captures/{source.sha256}",
        "version": card.version,
        "isPartOf": {"@id": f"{visit.base}/#site"},
    }


def _event(visit: Visit, statement: Statement, address: str) -> Node:
    """The occasion. Its time is told with its day, and without a zone, which pages rarely print."""
    card, event = statement.card, statement.transcript.event
    clock = _CLOCK.fullmatch(event.time or "")
    start = f"{card.date}T{clock[0]}" if clock and len(card.date or "") == 10 else card.date
    present = [part.name for part in event.participants if statement.persons.get(part.name)]
    others = [name for name in present if name not in card.speakers]
    return {
        "@type": "Event",
        "@id": f"{address}#event",
        "name": _title(statement),
        "startDate": start,
        "location": {"@type": "Place", "name": card.place} if card.place else None,
        "performer": [_person(visit, statement, name) for name in card.speakers],
        "attendee": [_person(visit, statement, name) for name in others],
        "recordedIn": {"@id": address},
        "inLanguage": language_tag(card.language),
    }


def _question(visit: Visit, statement: Statement, turn: Turn, *, whole: bool) -> Node:
    address = f"{_address(visit, statement)}/{in_path(turn.id)}"
    transcript = statement.transcript
    known: Node = {
        "@type": "Question",
        "@id": address,
        "url": address,
        "name": question_line(transcript, turn, 160),
        "answerCount": sum(other.answers == turn.id for other in transcript.turns),
    }
    if whole:
        known["text"] = shorten(transcript.turn_text(turn), LONGEST_TEXT)
        known["author"] = _speaker(visit, statement, turn)
        known["dateCreated"] = statement.card.date
        known["isPartOf"] = {"@id": _address(visit, statement)}
    return known


def _answer(visit: Visit, statement: Statement, turn: Turn, question: Turn) -> Node:
    parent = {"@id": f"{_address(visit, statement)}/{in_path(question.id)}"}
    said = _quotation(visit, statement, turn)
    speaker = said.pop("creator")
    kind = ["Answer", "Quotation"] if speaker else "Answer"
    return {**said, "@type": kind, "author": speaker, "parentItem": parent}


def _quotation(visit: Visit, statement: Statement, turn: Turn) -> Node:
    address = f"{_address(visit, statement)}/{in_path(turn.id)}"
    return {
        "@type": "Quotation",
        "@id": address,
        "url": address,
        "text": shorten(statement.transcript.turn_text(turn), LONGEST_TEXT),
        "creator": _speaker(visit, statement, turn),
        "dateCreated": statement.card.date,
        "inLanguage": language_tag(statement.card.language),
        "isPartOf": {"@id": _address(visit, statement)},
    }


def _speaker(visit: Visit, statement: Statement, turn: Turn) -> Node | None:
    """Who speaks, where the record knows the person or body; ``None`` for a journalist, a chair and in doubt."""
    if not turn.speaker or turn.speaker_kind not in ("person", "group"):
        return None
    return _person(visit, statement, turn.speaker, kind="Person" if turn.speaker_kind == "person" else "Organization")


def _person(visit: Visit, statement: Statement, name: str, *, kind: str = "Person") -> Node:
    slug = statement.persons.get(name, "")
    address = f"{visit.base}/people/{in_path(slug)}" if slug else None
    part = next((part for part in statement.transcript.event.participants if part.name == name), None)
    body = {"@type": "Organization", "name": part.affiliation} if part and part.affiliation else None
    office = part.office if part else None
    return {"@type": kind, "@id": address, "url": address, "name": name, "jobTitle": office, "affiliation": body}


def _trail_of(visit: Visit, statement: Statement) -> Node:
    date = statement.card.date or ""
    month = [(visit.language.date(date[:7]), f"/archive/{date[:4]}/{date[5:7]}")] if len(date) >= 7 else []
    path = f"/statements/{in_path(statement.id)}"
    title = shorten(_title(statement), HEADLINE)
    return trail(visit, (visit.t("Archive"), "/archive"), *month, (title, path))


def _kind(statement: Statement) -> str:
    """A text that reports an event, or one that was written. Never news: who publishes it is the speaker's own office."""
    return "Report" if statement.card.kind in OCCASIONS else "Article"


def _title(statement: Statement) -> str:
    return " ".join(statement.card.title.split()) or "Without a title"


def _address(visit: Visit, statement: Statement) -> str:
    return f"{visit.base}/statements/{in_path(statement.id)}"
