"""Matter: an invented occasion and all that was said at it, before any house prints it."""

from __future__ import annotations

import datetime
import random

import msgspec

from rostra.quality.press.tongues import Journalist, Person, Tongue, fill

_THOUSANDS = ("2 133", "2\u00a0133", "12\u202f400", "1\u00a0350")
_NUMBERS = ("12", "40", "120", "350", "900")
_FIRST_DAY = datetime.date(1996, 1, 1)
_DAYS = 29 * 365  # events of some thirty years

PATTERNS = (
    *("inaudible", "question_plain", "question_more", "two-respondents", "several-questions", "answer_short"),
    *("rhetorical", "quotation", "vocative", "clock", "ask_back", "floor", "cut-question", "thousands"),
)
"""What may be said: questions not heard, without a mark, compound, put to two, put one upon the other; answers of a word; in
answers rhetorical questions, quotations, a vocative, a clock time, a question at the end; the floor given; a question cut by a word
and resumed; numbers with a space for a thousands mark."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One turn. `voice` is person, journalist, moderator or publisher (who tells of what was said); `answers` indexes the question;
    `asker` is set for questions. Of an `arguable` one a fair reader could choose another role; `continued` resumes what was cut."""

    voice: str
    role: str
    paragraphs: tuple[str, ...]
    person: Person | None = None
    asker: Journalist | None = None
    answers: int | None = None
    arguable: bool = False
    continued: bool = False


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """The occasion. `kind` is as in the contract; `principals` holds those who speak, the first of them the host. `patterns` names
    what was said that misleads readers (of `PATTERNS`).
    """

    tongue: Tongue
    kind: str
    title: str
    date: datetime.date
    city: str
    venue: str
    principals: tuple[Person, ...]
    journalists: tuple[Journalist, ...]
    said: tuple[Said, ...]
    patterns: tuple[str, ...] = ()


class Author:
    """Writes sentences of one occasion; none twice before all of its sort were used."""

    def __init__(self, tongue: Tongue, rng: random.Random, people: tuple[Person, ...], city: str) -> None:
        self.tongue, self.rng, self.people = tongue, rng, people
        self.used: set[str] = set()
        self._decks: dict[str, list[str]] = {}
        others = tuple(place for place in tongue.places if place != city)
        self.lists = {"topic": tongue.topics, "place": others, "n": _NUMBERS, "pct": ("4", "7", "11", "23")}
        if tongue.spaced and rng.random() < 0.15:
            self.used.add("thousands")
            self.lists["n"] = _THOUSANDS
        self.lists["outlet"] = tuple(j.outlet for j in tongue.journalists)
        self.values = {"city": city}

    def sentence(self, sort: str, speaker: Person | None = None) -> str:
        """A sentence of the sort, filled. Who asks names the second of the people, not whom he asks."""
        self.used.add(sort)
        partner = next(p for p in self.people if p is not (speaker or self.people[0]))
        values = {**self.values, "partner": self.tongue.name(partner)}
        text = fill(self._draw(sort), values, self.rng, self.lists)
        return self.tongue.capitals(text[0]) + text[1:]

    def paragraph(self, sort: str, count: int, speaker: Person | None = None) -> str:
        """Sentences of the sort as one paragraph."""
        return self.tongue.join([self.sentence(sort, speaker) for _ in range(count)])

    def chance(self, share: float) -> bool:
        """True in `share` of cases."""
        return self.rng.random() < share

    def _draw(self, sort: str) -> str:
        deck = self._decks.setdefault(sort, [])
        if not deck:
            deck.extend(self.tongue.speech[sort])
            self.rng.shuffle(deck)
        return deck.pop()


def compose(
    tongue: Tongue,
    kind: str,
    rng: random.Random,
    *,
    principals: int = 1,
    vary: bool = True,
    named: bool = True,
    troubles: tuple[str, ...] = (),
    people: tuple[Person, ...] = (),
) -> Matter:
    """An occasion at random.

    Args:
        kind: press_conference, briefing, interview or speech.
        principals: how many answer.
        vary: whether the floor may be given and questions be inaudible; where dashes mark the turns there are two voices only.
        named: whether labels print names; else the title must, with the office, or nobody could know who speaks.
        troubles: those of the style; some are things that the publisher tells.
        people: who is there, two of them; chance decides when nobody is given.
    """
    people = people or tuple(rng.sample(tongue.persons, 2))
    city, venue = rng.choice(tongue.places), rng.choice(tongue.venues)
    journalists = tuple(rng.sample(tongue.journalists, 2))
    speaking = people[:principals]
    author = Author(tongue, rng, people, city)
    said = _tell(author, _write(author, kind, speaking, journalists, vary), troubles)
    return Matter(
        tongue=tongue,
        kind=kind,
        title=_title(author, kind, people[:principals], journalists[0], named),
        date=_FIRST_DAY + datetime.timedelta(days=rng.randrange(_DAYS)),
        city=city,
        venue=venue,
        principals=speaking,
        journalists=journalists,
        said=tuple(said),
        patterns=tuple(name for name in PATTERNS if name in author.used),
    )


def _title(author: Author, kind: str, people: tuple[Person, ...], journalist: Journalist, named: bool) -> str:
    values = {**author.values, "outlet": journalist.outlet}
    for number, person in enumerate(people, start=1):
        values |= {
            f"of{number}": person.of,
            f"name{number}": author.tongue.name(person),
            f"office{number}": person.office,
        }
    patterns = [p for p in author.tongue.titles[kind] if ("2}" in p) == (len(people) > 1)]
    if not named:
        patterns = [p for p in patterns if "{office1}" in p or ("{of1}" in p and not author.tongue.inflects)]
    return fill(author.rng.choice(patterns), values, author.rng, author.lists)


def _write(
    author: Author, kind: str, people: tuple[Person, ...], journalists: tuple[Journalist, ...], vary: bool
) -> list[Said]:
    if kind == "speech":
        return [_statement(author, people[0], author.rng.randrange(4, 10))]
    said: list[Said] = []
    if kind != "interview":
        if vary and author.chance(0.3):
            said.append(_moderation(author, "welcome"))
        said += [_statement(author, person, author.rng.randrange(1, 5)) for person in people]
    for _ in range(author.rng.randrange(4, 14)):
        _round(
            author, said, people, journalists[:1] if kind == "interview" else journalists, vary and kind != "interview"
        )
    if vary and kind != "interview" and author.chance(0.3):
        said.append(_moderation(author, "close"))
    return said


def _tell(author: Author, said: list[Said], troubles: tuple[str, ...]) -> list[Said]:
    """One question told by the publisher instead of printed; at the end a line of what happened then."""
    if "reported-question" in troubles:
        answered = {turn.answers for turn in said}
        fit = [i for i, turn in enumerate(said) if turn.role == "question" and i in answered and not turn.continued]
        place = author.rng.choice(fit)
        text = author.sentence("reported")
        said[place] = Said(voice="publisher", role="question", paragraphs=(text,), arguable=True)
    if "summary" in troubles:
        said.append(Said(voice="publisher", role="note", paragraphs=(author.sentence("summary"),)))
    return said


def _moderation(author: Author, sort: str) -> Said:
    return Said(voice="moderator", role="moderation", paragraphs=(author.sentence(sort),))


def _statement(author: Author, person: Person, paragraphs: int) -> Said:
    opening = author.tongue.join([author.sentence("opening", person), author.sentence("statement", person)])
    body = [author.paragraph("statement", author.rng.randrange(2, 5), person) for _ in range(paragraphs)]
    return Said(voice="person", role="statement", person=person, paragraphs=(opening, *body))


def _round(
    author: Author,
    said: list[Said],
    people: tuple[Person, ...],
    journalists: tuple[Journalist, ...],
    vary: bool,
) -> None:
    """One question with all that belongs to it."""
    rng = author.rng
    if vary and author.chance(0.2):
        said.append(_moderation(author, "floor"))
    asker = rng.choice(journalists)
    if vary and author.chance(0.04):
        said += _cut_question(author, asker, rng.choice(people), len(said))
    else:
        said.append(_question(author, asker, vary))
    if vary and author.chance(0.08):
        author.used.add("several-questions")
        said.append(_question(author, next(j for j in journalists if j is not asker), vary))
    asked = len(said) - 1
    first = rng.choice(people)
    said.append(_answer(author, first, asked))
    if len(people) > 1 and author.chance(0.25):  # two respondents in turn
        author.used.add("two-respondents")
        said.append(_answer(author, next(p for p in people if p is not first), asked))


def _question(author: Author, asker: Journalist, may_be_inaudible: bool) -> Said:
    if may_be_inaudible and author.chance(0.06):
        author.used.add("inaudible")
        text = author.tongue.words["inaudible"]
        return Said(voice="journalist", role="question", paragraphs=(text,), asker=asker)
    lead = [author.sentence("question_lead")] if author.chance(0.4) else []
    sort = "question_plain" if author.chance(0.15) else "question"
    more = [author.sentence("question_more")] if author.chance(0.25) else []
    text = author.tongue.join([*lead, author.sentence(sort), *more])
    return Said(voice="journalist", role="question", paragraphs=(text,), asker=asker)


def _cut_question(author: Author, asker: Journalist, person: Person, place: int) -> list[Said]:
    """A question broken off, a word put in, and the question resumed."""
    author.used.add("cut-question")
    lead = author.sentence("question_lead").rstrip(".。") + " —"
    cut = Said(voice="journalist", role="question", paragraphs=(lead,), asker=asker, arguable=True)
    word = author.sentence("answer_short")
    put_in = Said(voice="person", role="answer", person=person, answers=place, paragraphs=(word,), arguable=True)
    rest = "— " + author.sentence("question")
    return [cut, put_in, Said(voice="journalist", role="question", paragraphs=(rest,), asker=asker, continued=True)]


def _answer(author: Author, person: Person, asked: int) -> Said:
    if author.chance(0.1):
        paragraphs = [author.sentence("answer_short")]
    else:
        count = author.rng.choice((1, 1, 1, 2, 3))
        paragraphs = [author.paragraph("answer", author.rng.randrange(2, 6), person) for _ in range(count)]
        paragraphs[-1] = author.tongue.join([paragraphs[-1], *_turns_of_phrase(author)])
    return Said(voice="person", role="answer", person=person, answers=asked, paragraphs=tuple(paragraphs))


def _turns_of_phrase(author: Author) -> list[str]:
    """What misleads a reader who looks for question marks and colons alone."""
    odds = {"rhetorical": 0.12, "quotation": 0.08, "vocative": 0.05, "clock": 0.05, "ask_back": 0.08}
    return [author.sentence(sort) for sort, share in odds.items() if author.chance(share)]
