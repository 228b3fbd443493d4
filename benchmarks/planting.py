"""Edits planted in real pages: in the bytes as an editor would, and in the reading as a better parser would.

Everything is drawn from a `random.Random` given by the caller, so that a run can be had again.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import msgspec

from rostra.model import Transcript, Turn

Chance = random.Random
Edit = Callable[[str, list[str], Chance], str | None]
Reading = list[Turn]

FRESH = (
    "quorin", "velt", "marrow", "sedge", "tallin", "obrec", "stavel", "murn", "hexley", "porrin", "dask", "lumen", "wirt",
    "callow", "bren",
)  # fmt: skip
"""Words for what is new on a page; invented, so that they stand nowhere else."""
_WORD = re.compile(r"[A-Za-z]{4,}")
_SENTENCE = re.compile(r"(?<=[.!?]) +(?=[A-Z])")


def fresh_words(chance: Chance, count: int) -> str:
    """A sentence of invented words that is hardly ever drawn twice."""
    words = [f"{chance.choice(FRESH)}{chance.choice(FRESH)}" for _ in range(count)]
    return " ".join(words).capitalize() + "."


# in the bytes: `pieces` are paragraphs of turns that stand in `page` just once, word for word; None = cannot be planted


def typo(page: str, pieces: list[str], chance: Chance) -> str | None:
    """One letter of one word."""
    piece = chance.choice(pieces)
    words = list(_WORD.finditer(piece))
    if not words:
        return None
    at = chance.choice(words).start() + 1
    return page.replace(piece, piece[:at] + chance.choice("aeiou") + piece[at + 1 :])


def words(page: str, pieces: list[str], chance: Chance) -> str | None:
    """One word in ten of a paragraph."""
    piece = chance.choice(pieces)
    return page.replace(piece, _WORD.sub(lambda m: chance.choice(FRESH) if chance.random() < 0.1 else m[0], piece))


def sentence_added(page: str, pieces: list[str], chance: Chance) -> str | None:
    """A sentence of twelve words behind a paragraph."""
    piece = chance.choice(pieces)
    return page.replace(piece, f"{piece} {fresh_words(chance, 12)}")


def punctuation(page: str, pieces: list[str], chance: Chance) -> str | None:
    """Marks inside sentences and the case of letters, in all paragraphs."""
    for piece in pieces:
        page = page.replace(piece, piece.replace(", ", "; ").replace("'", "’").replace(" and ", " And "))
    return page


def paragraph_removed(page: str, pieces: list[str], chance: Chance) -> str | None:
    """A paragraph, without its label."""
    return page.replace(chance.choice(pieces), "")


def paragraph_inserted(page: str, pieces: list[str], chance: Chance) -> str | None:
    """A paragraph of forty new words behind another, set apart as the page sets its paragraphs apart."""
    at = chance.randrange(len(pieces))
    return page.replace(pieces[at], pieces[at] + _between(page, pieces, at) + fresh_words(chance, 40))


def paragraphs_swapped(page: str, pieces: list[str], chance: Chance) -> str | None:
    """Two paragraphs change places."""
    if len(pieces) < 2:
        return None
    one, other = chance.sample(pieces, 2)
    return other.join(half.replace(other, one) for half in page.split(one))


def paragraph_repeated(page: str, pieces: list[str], chance: Chance) -> str | None:
    """A paragraph printed twice."""
    at = chance.randrange(len(pieces))
    return page.replace(pieces[at], pieces[at] + _between(page, pieces, at) + pieces[at])


def paragraph_replaced(page: str, pieces: list[str], chance: Chance) -> str | None:
    """Wholly other words in a paragraph's place, as many as there were: a translation, say."""
    piece = chance.choice(pieces)
    return page.replace(piece, fresh_words(chance, len(piece.split())))


def paragraph_split(page: str, pieces: list[str], chance: Chance) -> str | None:
    """A paragraph in two, at a sentence."""
    at = chance.randrange(len(pieces))
    sentences = _SENTENCE.split(pieces[at])
    if len(sentences) < 2:
        return None
    cut = chance.randrange(1, len(sentences))
    halves = " ".join(sentences[:cut]), " ".join(sentences[cut:])
    return page.replace(pieces[at], _between(page, pieces, at).join(halves))


def paragraphs_joined(page: str, pieces: list[str], chance: Chance) -> str | None:
    """Two paragraphs in one: what stood between them goes, a label with it."""
    if len(pieces) < 2:
        return None
    at = chance.randrange(len(pieces) - 1)
    between = page[page.find(pieces[at]) + len(pieces[at]) : page.find(pieces[at + 1])]
    return page.replace(pieces[at] + between, pieces[at] + " ") if 0 < len(between) < 300 else None


def turn_inserted(page: str, pieces: list[str], chance: Chance) -> str | None:
    """A question and an answer under new labels, set apart as the page sets its paragraphs apart."""
    at = chance.randrange(len(pieces))
    gap = _between(page, pieces, at)
    asked = f"QUESTION: {fresh_words(chance, 15)[:-1]}?"
    return page.replace(pieces[at], f"{pieces[at]}{gap}{asked}{gap}ANSWER: {fresh_words(chance, 30)}")


def around(page: str, pieces: list[str], chance: Chance) -> str | None:
    """Nothing that is said: the page's end has another comment."""
    return f"{page}\n<!-- {chance.random()} -->\n"


def _between(page: str, pieces: list[str], at: int) -> str:
    """What the page has between a paragraph and the next, where that is little."""
    start = page.find(pieces[at]) + len(pieces[at])
    end = page.find(pieces[at + 1]) if at + 1 < len(pieces) else -1
    gap = page[start:end] if start < end else ""
    return gap if gap and len(gap) < 60 and not _WORD.search(re.sub("<[^>]*>", "", gap)) else "\n\n"


EDITS: tuple[Edit, ...] = (
    typo, words, sentence_added, punctuation, paragraph_removed, paragraph_inserted, paragraphs_swapped, paragraph_repeated,
    paragraph_replaced, paragraph_split, paragraphs_joined, turn_inserted, around,
)  # fmt: skip


def plant(content: bytes, transcript: Transcript, edit: Edit, chance: Chance) -> bytes | None:
    """The page with one edit; ``None`` where it offers no place for it."""
    page = content.decode("utf-8", "surrogateescape")
    spans = [span for turn in transcript.turns for span in turn.segments or ((turn.start, turn.end),)]
    found = [transcript.text[start:end] for start, end in spans[:400]]
    pieces = [piece for piece in found if len(piece) > 20 and page.count(piece) == 1]
    edited = edit(page, pieces, chance) if pieces else None
    return None if edited in (None, page) else edited.encode("utf-8", "surrogateescape")


# in the reading: what another parser makes of the same text


def turns_split(transcript: Transcript, chance: Chance) -> Reading:
    """One turn in ten in two, at a paragraph or a sentence."""
    made: Reading = []
    for turn in transcript.turns:
        cut = _cut(transcript, turn) if chance.random() < 0.1 else None
        made += [turn] if cut is None else [_span(turn, turn.start, cut[0]), _span(turn, cut[1], turn.end)]
    return made


def turns_merged(transcript: Transcript, chance: Chance) -> Reading:
    """One turn in ten with the next one."""
    made: Reading = []
    for turn in transcript.turns:
        if made and chance.random() < 0.1:
            made[-1] = _span(made[-1], made[-1].start, turn.end)
        else:
            made.append(turn)
    return made


def boundaries_moved(transcript: Transcript, chance: Chance) -> Reading:
    """The first sentence of one turn in ten belongs to the turn before."""
    made: Reading = []
    for turn in transcript.turns:
        cut = _cut(transcript, turn, first=True) if made and chance.random() < 0.1 else None
        if cut is not None:
            made[-1] = _span(made[-1], made[-1].start, cut[0])
            turn = _span(turn, cut[1], turn.end)
        made.append(turn)
    return made


def turns_dropped(transcript: Transcript, chance: Chance) -> Reading:
    """One turn in ten is taken for furniture."""
    return [turn for turn in transcript.turns if chance.random() >= 0.1]


def labels_told(transcript: Transcript, chance: Chance) -> Reading:
    """Other labels, roles and speakers all over, the words as they were."""
    roles = ("statement", "question", "answer")
    return [
        msgspec.structs.replace(turn, role=chance.choice(roles), label="THE CHAIR", speaker="Ada Brandt", rule="other")
        for turn in transcript.turns
    ]


READINGS = (turns_split, turns_merged, boundaries_moved, turns_dropped, labels_told)


def _cut(transcript: Transcript, turn: Turn, *, first: bool = False) -> tuple[int, int] | None:
    """Where a turn can be cut: the end of one half and the start of the other."""
    text = transcript.text[turn.start : turn.end]
    gaps = list(_SENTENCE.finditer(text)) or list(re.finditer(r"\n+", text))
    if not gaps:
        return None
    gap = gaps[0 if first else len(gaps) // 2]
    return turn.start + gap.start(), turn.start + gap.end()


def _span(turn: Turn, start: int, end: int) -> Turn:
    return msgspec.structs.replace(turn, start=start, end=end, segments=((start, end),), label_span=None, parts=())


def reading(transcript: Transcript, turns: Reading) -> Transcript:
    """The transcript with these turns, numbered by position as a parser numbers them."""
    numbered = tuple(msgspec.structs.replace(turn, id=f"t{n}", answers=None) for n, turn in enumerate(turns, 1))
    return msgspec.structs.replace(transcript, turns=numbered)
