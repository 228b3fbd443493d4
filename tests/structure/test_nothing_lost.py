"""Nothing of a statement is lost: what holds for the transcript of every page, ours, real or made up by a machine."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from made_pages import BOXES, boxed

import rostra
from rostra.model import Capture, Source, Span, Transcript, Turn
from rostra.quality.press import PrintedPage, print_page
from rostra.readers import read
from rostra.structure.echoes import mark_echoes
from rostra.structure.heads import is_field
from rostra.structure.layout import Layout
from rostra.structure.metadata.attendance import is_attendance
from rostra.structure.steps import take_steps

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted(path for path in (ROOT / "examples" / "pages").rglob("*") if path.is_file())
GOLD = sorted((ROOT.parent / "shared" / "gold").glob("*.json"))


def violations(transcript: Transcript) -> list[str]:
    """What of the contract a transcript breaks, in words; empty when it keeps it."""
    found = [f"{turn.id}: {fault}" for turn in transcript.turns for fault in _faults(transcript, turn)]
    for before, after in pairwise(transcript.turns):
        if _opening(after) < before.end and not _is_between(before, after):
            found.append(f"{after.id} begins at {_opening(after)} before {before.id} ends at {before.end}")
    return found + _broken_links(transcript)


def lost(transcript: Transcript) -> list[str]:
    """What of the body is no turn, label or furniture; empty when all is accounted for."""
    return [f"lost at {a}: {transcript.text[a:b][:60]!r}" for a, b in unaccounted(transcript)]


def _opening(turn: Turn) -> int:
    return min(turn.start, turn.label_span[0]) if turn.label_span else turn.start


def _is_between(note: Turn, turn: Turn) -> bool:
    """A note or heading may stand between a label on a line of its own and what it labels: "MINISTER: [Laughter] Yes"."""
    return (
        note.role in ("note", "heading")
        and bool(turn.label_span)
        and turn.label_span[1] <= note.start < note.end <= turn.start
    )


def _faults(transcript: Transcript, turn: Turn) -> list[str]:
    found = []
    if not 0 <= turn.start < turn.end <= len(transcript.text):
        found.append(f"span {turn.start}-{turn.end}")
    said = transcript.turn_text(turn)
    if said != said.strip() or not said:
        found.append(f"white space at the edges of {said[:20]!r}...{said[-20:]!r}")
    if turn.label_span is not None:
        a, b = turn.label_span
        if not a < b <= turn.start:
            found.append(f"label {a}-{b} reaches into the turn at {turn.start}")
        if transcript.text[a : a + len(turn.label or "")] != turn.label:
            found.append(f"label {turn.label!r} does not stand at {a}")
    elif turn.label is not None:
        found.append("a label without a place")
    return found + _misplaced("segment", turn.segments, turn) + _misplaced("part", turn.parts, turn)


def _misplaced(what: str, spans: tuple[Span, ...], turn: Turn) -> list[str]:
    found = [f"{what} {a}-{b} outside {turn.start}-{turn.end}" for a, b in spans if not turn.start <= a < b <= turn.end]
    found += [f"{what}s {x} and {y} out of order" for x, y in pairwise(spans) if y[0] < x[1]]
    if what == "segment" and (not spans or (spans[0][0], spans[-1][1]) != (turn.start, turn.end)):
        found.append(f"segments {spans[:1]}...{spans[-1:]} do not reach from edge to edge")
    return found


def _broken_links(transcript: Transcript) -> list[str]:
    places = {turn.id: i for i, turn in enumerate(transcript.turns)}
    found = [] if len(places) == len(transcript.turns) else ["two turns with one id"]
    for i, turn in enumerate(transcript.turns):
        if turn.answers is None:
            continue
        asked = places.get(turn.answers)
        if asked is None or asked >= i or transcript.turns[asked].role != "question":
            found.append(f"{turn.id} answers {turn.answers}, which is no question before it")
        if turn.role != "answer":
            found.append(f"{turn.id} is a {turn.role} and answers")
    return found


def unaccounted(transcript: Transcript) -> list[Span]:
    """Spans of the body that are no turn, label or furniture, white space left out. A page without turns is its own account."""
    if not transcript.turns:
        return []
    taken = [span for turn in transcript.turns for span in ((turn.start, turn.end), turn.label_span) if span]
    taken += transcript.furniture.spans
    lost, (at, end) = [], transcript.body
    for a, b in [*sorted(taken), (end, end)]:
        if at < a and transcript.text[at : min(a, end)].strip():
            lost.append((at, min(a, end)))
        at = max(at, b)
    return lost


def read_gold_page(gold: Path) -> Transcript:
    source = json.loads(gold.read_text("utf-8"))["source"]
    return rostra.parse(gold.parents[1] / "corpus" / "pages" / source)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples(path: Path) -> None:
    assert violations(rostra.parse(path)) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_all_text_of_the_examples_is_accounted_for(path: Path) -> None:
    assert lost(rostra.parse(path)) == []


@pytest.mark.corpus
@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.stem)
def test_real_pages(gold: Path) -> None:
    assert violations(read_gold_page(gold)) == []


@pytest.mark.corpus
@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.name)
def test_all_text_of_real_pages_is_accounted_for(gold: Path) -> None:
    assert lost(read_gold_page(gold)) == []


def test_turns_that_are_nothing_but_labels_stay_apart() -> None:
    page = "".join(f"<p><b>{label}</b></p>" for label in ("Q: ", "Q: ", "Q: ", "- ", "QUESTION: "))
    content = (
        f"<html><body><nav><a href='/'>Home</a></nav><h1>Interview with Ana Ilic</h1><div>{page}</div></body></html>"
    )
    assert violations(rostra.parse(content.encode())) == []


def test_a_label_without_words_is_accounted_for() -> None:
    asked = " ".join(["Will it be built?"] * 3)
    page = "".join(f"<p><b>Q: </b>{said}</p>" for said in (asked, "", asked, asked, ""))
    assert lost(rostra.parse(f"<h1>Interview with Ana Ilic</h1><div>{page}</div>".encode())) == []


def unplaced(content: bytes, name: str) -> list[str]:
    """Blocks with words that are in no turn or label, are no furniture and nothing of the head to the layout, and of which no issue
    tells; empty for a page that is said to be no transcript."""
    document = read(Capture(uri=name, content=content))
    steps = take_steps(document)
    transcript = steps.transcript(document, Source(uri=name, sha256="", media_type="", encoding=""))
    if not transcript.turns:
        assert [issue.code for issue in transcript.issues if issue.code == "no-transcript"]
        return []
    placed = [(turn.start, turn.end) for turn in transcript.turns] + list(transcript.furniture.spans)
    placed += [turn.label_span for turn in transcript.turns if turn.label_span]
    placed += [(issue.start, issue.end) for issue in transcript.issues if issue.code == "text-outside"]
    found = []
    for i, (block, part) in enumerate(zip(document.blocks, steps.layout.parts, strict=True)):
        text = document.block_text(i)
        known = part not in ("body", "furniture") or (part == "furniture" and i not in steps.layout.doubtful)
        told = any(start < block.end and block.start < end for start, end in placed) or is_attendance(text)
        if not (known or told or is_field(text) or sum(map(str.isalpha, text)) < 3):
            found.append(text)
    return found


def silent_losses(page: PrintedPage) -> list[str]:
    """The edges of printed turns that no turn or label of the transcript holds and no issue tells of."""
    transcript = rostra.parse(page.content, uri=page.name)
    if any(issue.code == "no-transcript" for issue in transcript.issues):
        return []
    held = [f"{turn.label or ''}{transcript.turn_text(turn)}" for turn in transcript.turns]
    held += [transcript.text[i.start : i.end] for i in transcript.issues if i.code.startswith("text-")]
    kept, printed = words_only("\n".join(held)), words_only(transcript.text)
    edges = [words_only(turn[key]) for turn in page.gold["turns"] for key in ("first_words", "last_words")]
    return [edge for edge in edges if edge in printed and edge not in kept]  # damage may have cut what was printed


def words_only(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


@pytest.mark.parametrize("seed", range(150))
def test_what_a_printed_page_says_is_kept_or_told(seed: int) -> None:
    page = print_page(seed)
    assert (silent_losses(page), unplaced(page.content, page.name)) == ([], [])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_block_of_the_examples_has_a_place(path: Path) -> None:
    assert unplaced(path.read_bytes(), path.name) == []


@pytest.mark.corpus
@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.name)
def test_every_block_of_real_pages_has_a_place(gold: Path) -> None:
    page = gold.parents[1] / "corpus" / "pages" / json.loads(gold.read_text("utf-8"))["source"]
    content = page.read_bytes()
    assert unplaced(gzip.decompress(content) if page.suffix == ".gz" else content, page.name.removesuffix(".gz")) == []


def test_words_that_no_turn_holds_are_told() -> None:
    talk = "".join(
        f"<p>Question: Will it be built in {year}?</p><p>Lund: I think so.</p>" for year in range(2031, 2035)
    )
    lead = "<p>Ada Lund received the press at the old harbour of Orsk, and the mayor, it is said, was in the room.</p>"
    transcript = rostra.parse(f"<h1>Interview with Ada Lund</h1><div>{lead}{talk}</div>".encode())
    told = [transcript.text[i.start : i.end] for i in transcript.issues if i.code == "text-outside"]
    assert told == [lead[3:-4]]


def test_a_paragraph_that_only_furniture_has_printed_is_no_echo() -> None:
    asked = "Will the third of the ferries that were promised to the town be bought?"
    rows = ((1, "item", asked), (2, "paragraph", "Yes."), (2, "paragraph", "No."), (3, "paragraph", asked))
    page = boxed(*rows, boxes=BOXES)
    kept = Layout(parts=("furniture", "body", "body", "body"))
    assert mark_echoes(page, kept).parts == kept.parts
    assert mark_echoes(page, Layout(parts=("lead", "body", "body", "body"))).parts[3] == "furniture"


LABELS = (
    "Q: ",
    "QUESTION: ",
    "MS. ILIC: ",
    "Ana Ilic: ",
    "Ivo Brandt (interpreted): ",
    "Note: ",
    "- ",
    "【大臣】",
    "問：",
    "Р.- ",
    "",
)
WORDS = (
    "Will it be built?",
    "Yes.",
    "We shall see.",
    "(Laughter.)",
    "END",
    "* * *",
    "I think so -- and soon.",
    "ANA ILIC.- No.",
    "何ですか。",
)
RUNS = st.tuples(
    st.sampled_from(LABELS),
    st.lists(
        st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=40),
        min_size=1,
        max_size=4,
    ),
)
OFTEN = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@OFTEN
@example(
    [("Q: ", ["Will it be built?"]), ("Q: ", [""]), ("- ", ["END"]), ("Q: ", [""])], "\n"
)  # a label, a note, its words
@given(st.lists(RUNS, min_size=1, max_size=12), st.sampled_from(("\n", "\n\n", " ")))
def test_texts_made_of_pieces_of_transcripts(runs: list[tuple[str, list[str]]], between: str) -> None:
    page = "Answers of Ana Ilic to the press\n\n" + between.join(label + " ".join(said) for label, said in runs)
    assert violations(rostra.parse(page.encode("utf-8", "replace"))) == []


@OFTEN
@example([("Q: ", ["Will it be built?", "END"]), ("- ", [""])], "<p>{}</p>")  # a mark of the end, and a note behind it
@given(
    st.lists(RUNS, min_size=1, max_size=12),
    st.sampled_from(("<p>{}</p>", "<p><b>{}</b></p>", "<li>{}</li>", "{}<br>", "<td>{}")),
)
def test_markup_made_of_pieces_of_transcripts(runs: list[tuple[str, list[str]]], element: str) -> None:
    body = "".join(element.format(f"<b>{label}</b>{' '.join(said)}") for label, said in runs)
    page = f"<html><body><nav><a href='/'>Home</a></nav><h1>Interview with Ana Ilic</h1><div>{body}</div></body></html>"
    assert violations(rostra.parse(page.encode("utf-8", "replace"))) == []
