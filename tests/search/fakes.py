"""A record in memory: as much of the protocol as search asks for, over transcripts built by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from rostra.archive.records import Change, PersonCard, Statement, StatementCard, TurnCard
from rostra.model import Event, Furniture, NotFoundError, Role, Source, Transcript, Turn


def build_transcript(turns: list[tuple[Role, str | None, str]], text: str = "", **event: Any) -> Transcript:
    """A transcript of (role, speaker, words), one turn a paragraph; of `text` alone when there are no turns. An answer answers
    the question before it."""
    built, said, question = [], "", None
    for number, (role, speaker, words) in enumerate(turns):
        answers = question if role == "answer" else None
        built.append(
            Turn(
                id=f"t{number}",
                role=role,
                start=len(said),
                end=len(said) + len(words),
                speaker=speaker,
                answers=answers,
            )
        )
        question = f"t{number}" if role == "question" else question
        said += f"{words}\n\n"
    whole = (said + text).rstrip()
    source = Source(uri="page.html", sha256="0" * 64, media_type="text/html", encoding="utf-8")
    return Transcript(
        source=source, event=Event(**event), text=whole, body=(0, len(whole)), turns=tuple(built), furniture=Furniture()
    )


class FakeRecord:
    """A record whose statements are put in by hand; counts how often it was asked for one."""

    def __init__(self, generation: str = "first") -> None:
        self.generation = generation
        self.statements: dict[str, Statement] = {}
        self.log: dict[str, int] = {}
        self.sequence = 0
        self.asked = 0

    def put(
        self,
        statement_id: str,
        turns: list[tuple[Role, str | None, str]],
        *,
        title: str = "",
        date: str | None = None,
        kind: str = "briefing",
        sections: tuple[str, ...] = (),
        tags: tuple[str, ...] = (),
        persons: dict[str, str] | None = None,
        text: str = "",
        **card: Any,
    ) -> None:
        """Add or replace a statement."""
        transcript = build_transcript(turns, text)
        made = StatementCard(
            id=statement_id, title=title, kind=kind, date=date, time=None, place=card.get("place"),
            language=card.get("language"), speakers=(), sections=sections, category=card.get("category"), tags=tags,
            turns=len(turns), questions=0, views=0, excerpt="", doubt=0.0, version=1, added_at="", updated_at="",
        )  # fmt: skip
        self.statements[statement_id] = Statement(
            card=made, transcript=transcript, versions=(), persons=persons or {}, address=None
        )
        self._note(statement_id)

    def remove(self, statement_id: str) -> None:
        del self.statements[statement_id]
        self._note(statement_id)

    def _note(self, statement_id: str) -> None:
        self.sequence += 1
        self.log[statement_id] = self.sequence

    def get_statements(self, ids: Iterable[str]) -> dict[str, Statement]:
        found = {}
        for statement_id in ids:
            with suppress(NotFoundError):
                statement = self.get_statement(statement_id)
                if statement.id == statement_id:
                    found[statement_id] = statement
        return found

    def get_statement(self, statement_id: str) -> Statement:
        self.asked += 1
        if statement_id not in self.statements:
            raise NotFoundError(statement_id)
        return self.statements[statement_id]

    def get_turns(self, names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], TurnCard]:
        found = {}
        for statement_id, turn_id in names:
            self.asked += 1
            statement = self.statements.get(statement_id)
            turns = {turn.id: turn for turn in statement.transcript.turns} if statement else {}
            if statement and (turn := turns.get(turn_id)):
                asked = turns.get(turn.answers or "")
                text = statement.transcript.turn_text
                found[statement_id, turn_id] = TurnCard(
                    card=statement.card, turn=turn_id, role=turn.role, speaker=turn.speaker,
                    person=statement.persons.get(turn.speaker or "", ""), start=turn.start, end=turn.end,
                    answers=turn.answers, text=text(turn), asked=text(asked) if asked else "",
                )  # fmt: skip
        return found

    def former_terms(self, shelf: str) -> dict[str, str]:
        return {}

    def get_person(self, slug: str) -> PersonCard:
        found = [card for card in self.persons() if card.slug == slug]
        if not found:
            raise NotFoundError(slug)
        return found[0]

    def persons(self) -> tuple[PersonCard, ...]:
        """One card a slug, called by the name met first."""
        names: dict[str, list[str]] = {}
        for statement in self.statements.values():
            for name, slug in statement.persons.items():
                names.setdefault(slug, []).append(name)
        return tuple(
            PersonCard(
                slug=slug, name=known[0], names=tuple(dict.fromkeys(known)), offices=(), statements=1, turns=1, answers=1,
                first=None, last=None,
            )
            for slug, known in names.items()
            if slug
        )  # fmt: skip

    def changes(self, since: int = 0) -> Iterator[Change]:
        for statement_id, sequence in sorted(self.log.items(), key=lambda item: item[1]):
            if sequence > since:
                yield Change(sequence, statement_id)

    def latest_sequence(self) -> int:
        return self.sequence


def fill_with_harbour(record: FakeRecord) -> None:
    """Statements that say things in other words than a query of the same meaning would; one of them in French."""
    record.put(
        "quay",
        [
            ("statement", "Ana Vela", "The ferry left the quay two hours after its time because of the fog."),
            ("question", "journalist", "What will the new bridge cost?"),
            ("answer", "Ana Vela", "Forty million crowns, and not a crown more."),
        ],
        title="At the quay",
        date="2014-05-01",
        language="en",
        persons={"Ana Vela": "ana-vela"},
    )
    record.put(
        "fields",
        [
            ("statement", "Tomas Brandt", "The wheat stood well this summer, and the barns are full."),
            ("statement", "Tomas Brandt", "Teachers are paid too little, and I said so to the ministry."),
        ],
        title="In the fields",
        date="2015-08-01",
        language="en",
    )
    record.put(
        "port", [("statement", "Ana Vela", "Le bac est parti en retard.")], title="Au port", date="2016", language="fr"
    )
