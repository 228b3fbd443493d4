"""Pages of our own, made by hand, whose parts are known."""

from __future__ import annotations

from rostra.model import Block, Container, Document, Fact, Mark

LONG = (
    "We have gone through the whole plan with our neighbours, line by line, and I can say that the bridge will be built; "
    "the money is there, the drawings are done, and the first piles will be driven before the winter comes. "
)


def flat(*lines: str, facts: tuple[Fact, ...] = ()) -> Document:
    """A document without boxes; a line that starts with "* " is a list item."""
    text, blocks = "", []
    for line in lines:
        kind, line = ("item", line[2:]) if line.startswith("* ") else ("paragraph", line)
        text += "\n\n" if text else ""
        blocks.append(Block(kind, len(text), len(text) + len(line)))
        text += line
    return Document(text=text, blocks=tuple(blocks), facts=facts)


def boxed(*rows: tuple[int, str, str], boxes: tuple[Container, ...]) -> Document:
    """A document of rows (container, kind, text); text in square brackets is a link."""
    text, blocks, marks = "", [], []
    for box, kind, line in rows:
        text += "\n\n" if text else ""
        if line.startswith("["):
            line = line.strip("[]")
            marks.append(Mark("link", len(text), len(text) + len(line), "/somewhere"))
        blocks.append(
            Block(kind.split("-")[0], len(text), len(text) + len(line), int(kind[-1]) if "-" in kind else 0, box)
        )  # type: ignore[arg-type]
        text += line
    return Document(text=text, blocks=tuple(blocks), marks=tuple(marks), containers=boxes)


CUT_PAGE = flat(
    "From the Capital",
    "Speeches of the Year",
    "All Tags",
    "May 2031 (4)",
    "April 2031 (11)",
    "Answers by Minister Orla Venn to questions of the press after the talks with Minister Tam Brisco of Lower Marsh",
    "6-05-2031, 14:44",
    "Dear Tam,",
    "Ladies and gentlemen,",
    LONG * 2,
    LONG,
    "Question: When will it open?",
    "Orla Venn: " + LONG * 2,
    "Question: And the toll?",
    "Orla Venn: None.",
    "Question: None at all?",
    "Orla Venn: " + LONG,
    "* Category: Minister O. Venn",
    "* Views: 1 204 |",
    "* Print version |",
    "* Statement by Orla Venn after the talks in Port Sorrow, 4 April 2031",
    "* Opening words by Orla Venn at the harbour conference, Port Sorrow, 2 March 2031",
)


BOXES = (
    Container(-1, "html"),
    Container(0, "nav", "menu"),
    Container(0, "article", "entry"),
    Container(2, "div", "entry-content"),
    Container(3, "div", "related-posts"),
    Container(0, "footer", "site-footer"),
)
WHOLE_PAGE = boxed(
    (1, "item", "[Home]"),
    (1, "item", "[The Office]"),
    (1, "item", "[Contact]"),
    (2, "heading-1", "Press conference of Premier Ida Quill"),
    (3, "paragraph", "12 March 2031"),
    (3, "paragraph", "IDA QUILL: " + LONG),
    (3, "paragraph", LONG),
    (3, "paragraph", "Q: Is it done?"),
    (3, "paragraph", "IDA QUILL: Yes."),
    (4, "paragraph", "See also"),
    (4, "item", "[Premier Quill visits the northern harbours]"),
    (3, "paragraph", "Q: And the ferry?"),
    (3, "paragraph", "IDA QUILL: " + LONG * 2),
    (3, "paragraph", "(Laughter.)"),
    (3, "paragraph", LONG * 2),
    (5, "paragraph", "[Privacy policy]"),
    (5, "paragraph", "All rights reserved"),
    boxes=BOXES,
)
