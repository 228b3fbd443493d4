"""Statements made up for the site's tests: each of the states that a page must look well in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rostra.archive import Entry, slugify
from rostra.model import (
    Capture,
    Document,
    Event,
    Evidence,
    Furniture,
    Issue,
    Participant,
    Related,
    Source,
    Transcript,
    Turn,
)

HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'{{ 7 * 7 }}{% raw %}&amp;"


@dataclass
class Page:
    """A transcript in the making: turns are said one after the other, the text grows with them."""

    title: str | None
    text: str = ""
    turns: list[Turn] = field(default_factory=list)
    persons: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text = f"{self.title or ''}\n\n"
        self.start = len(self.text)

    def say(self, role: str, words: str, speaker: str | None = None, label: str | None = None, **more: Any) -> str:
        """Add a turn; its id is returned. Paragraphs of `words` are separated by blank lines, sub-questions by "|"."""
        label_start = len(self.text)
        self.text += f"{label}: " if label else ""
        start = len(self.text)
        parts, place = [], start
        if "|" in words:
            for part in words.split("|"):
                parts.append((place, place + len(part)))
                place += len(part)
        self.text += words.replace("|", "")
        segments, place = [], start
        for paragraph in words.replace("|", "").split("\n\n"):
            segments.append((place, place + len(paragraph)))
            place += len(paragraph) + 2
        kind = more.pop(
            "speaker_kind", "person" if speaker and speaker != "journalist" else "journalist" if speaker else "unknown"
        )
        self.turns.append(
            Turn(
                id=f"t{len(self.turns) + 1}",
                role=role,  # type: ignore[arg-type]
                start=start,
                end=len(self.text),
                label=label,
                label_span=(label_start, start) if label else None,
                speaker=speaker,
                speaker_kind=kind,
                segments=tuple(segments),
                parts=tuple(parts),
                **more,
            )
        )
        self.text += "\n\n"
        if kind == "person" and speaker:
            self.persons[speaker] = slugify(speaker)
        return self.turns[-1].id

    def entry(
        self,
        uri: str,
        *,
        furniture: Furniture | None = None,
        issues: tuple[Issue, ...] = (),
        content: bytes = b"",
        **event: Any,
    ) -> Entry:
        """The finished page. Without turns the text after the title is its body."""
        text = self.text.rstrip()
        capture = Capture(
            uri=uri, content=content or text.encode(), media_type="text/html" if content else "text/plain"
        )
        source = Source(
            uri=uri,
            sha256=capture.sha256,
            media_type=capture.media_type or "",
            encoding="utf-8",
            captured_at="2020-07-03T10:00:00Z",
        )
        participants = event.pop("participants", ())
        for participant in participants:
            self.persons.setdefault(participant.name, slugify(participant.name))
        transcript = Transcript(
            source=source,
            event=Event(title=self.title, participants=participants, **event),
            text=text,
            body=(min(self.start, len(text)), len(text)),
            furniture=furniture or Furniture(),
            turns=tuple(self.turns),
            issues=issues,
        )
        return Entry(
            capture=capture, document=Document(text=text, blocks=()), transcript=transcript, persons=self.persons
        )


def conference() -> Entry:
    """A joint press conference with all that such a page may carry."""
    page = Page("Press conference of Mara Velden, Minister of Ferries, with Ilo Castren, her colleague from the Isles")
    _confer(page)
    start = page.text.index("March")
    return page.entry(
        "pages/ferries.html",
        kind="press_conference",
        date="2016-03-08",
        time="14:44",
        place="Port Sorrow",
        language="en",
        participants=(
            Participant(name="Mara Velden", office="Minister of Ferries", affiliation="Velmora"),
            Participant(name="Ilo Castren", office="Envoy", affiliation="the Isles"),
            Participant(name="The harbour board"),
        ),
        evidence={
            "date": Evidence(rule="date-in-dateline", confidence=0.97, start=start, end=start + 5),
            "title": Evidence(rule="title-of-page", confidence=0.6, fact="meta:og:title"),
        },
        furniture=Furniture(
            sections=("News", "Editor's Column"),
            tags=("ferries", "winter", "harbours"),
            category="Minister",
            views=2133,
            related=(Related(title="The Isles answer", date="2016-03-07"), Related(title=HOSTILE)),
        ),
        issues=(
            Issue(
                code="speaker-unknown", message="One turn has a label that names nobody.", start=start, end=start + 5
            ),
        ),
        content=(
            b"<!doctype html><html><head><title>Ferries</title><script>document.title='captured script ran'</script></head><body>"
            b"<p>It will run <b>from</b> March.</p><p>The Isles pay a third, we pay the rest.</p></body></html>"
        ),
    )


def _confer(page: Page) -> None:
    page.say(
        "statement",
        "Ladies and gentlemen,\n\nwe have talked for two hours about the winter timetable.\n\nIt will hold.",
        "Mara Velden",
        rule="opening-before-first-label",
    )
    first = page.say(
        "question",
        "Thank you. My paper has followed this closely. Will the night boat run again?| And who will pay for it?",
        "journalist",
        "Question",
    )
    page.say(
        "answer",
        "It will run from March.\n\nThe Isles pay a third, we pay the rest.",
        "Mara Velden",
        "Velden",
        answers=first,
        confidence=0.97,
        rule="label-prefix",
    )
    page.say(
        "answer",
        "I confirm the third.",
        "Ilo Castren",
        "Castren (answers after Orla Finn)",
        answers=first,
        unseen=("Orla Finn",),
        confidence=0.93,
    )
    page.say("note", "[Laughter]")
    page.say("heading", "The harbour")
    second = page.say("question", "Is the harbour deep enough?", "journalist", "Question")
    page.say("answer", "Someone says that it is.", None, "Voice", answers=second, confidence=0.31, rule="label-odd-one")
    page.say("answer", "To return to the night boat: it has no bar.", "Mara Velden", "Velden", answers=first)


def article() -> Entry:
    """A page without turns, with furniture inside its body and an imprecise date."""
    page = Page("Ice")
    page.text += "The ice came early this year.\n\nShare this page\n\nIt left late.\n"
    at = page.text.index("Share")
    return page.entry(
        "pages/ice.txt",
        kind="article",
        date="2015-11",
        language="en",
        furniture=Furniture(spans=((at, at + 15),), sections=("News",)),
    )


def arabic() -> Entry:
    """Right to left."""
    page = Page("مؤتمر صحفي لوزير الموانئ سامر النوري")
    question = page.say("question", "متى يفتح الميناء الجديد؟", "journalist", "سؤال")
    page.say(
        "answer", "يفتح الميناء في الربيع المقبل.\n\nونشكر العمال جميعا.", "سامر النوري", "الوزير", answers=question
    )
    return page.entry(
        "pages/mina.html",
        kind="press_conference",
        date="2017-05-02",
        language="ar",
        place="مرسال",
        furniture=Furniture(tags=("موانئ",)),
    )


def chinese() -> Entry:
    """Chinese, with full-width punctuation."""
    page = Page("港务部发言人林舟主持例行记者会")
    question = page.say("question", "新港口什么时候开放？|费用由谁承担？", "journalist", "问")
    page.say("answer", "新港口将于明年春天开放。我们感谢所有工人。", "林舟", "答", answers=question)
    return page.entry("pages/lixing.html", kind="briefing", date="2020-02-11", language="zh", place="云澜")


def long_title() -> Entry:
    """A title of ninety words, and a word that does not break."""
    page = Page(
        " ".join(["Remarks on the state of the harbours and the boats therein"] * 8)
        + " Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    )
    page.say("statement", "Short words.", "Mara Velden")
    return page.entry("pages/long.html", kind="speech", date="2016-04-01", language="en")


def three_hundred_turns() -> Entry:
    """A debate that goes on and on."""
    page = Page("Debate on the Herring Bill")
    for n in range(150):
        question = page.say(
            "question",
            f"Question of the member number {n}: how many herrings were landed in week {n}?",
            f"Member {n % 9}",
            f"Member {n % 9}",
        )
        page.say("answer", f"In week {n} some {n * 37} barrels were landed.", "Ada Storm", "Minister", answers=question)
    return page.entry("pages/debate.html", kind="debate", date="2011-06-07", language="en", place="Velmora")


def hostile() -> Entry:
    """Markup, script and template code in every field."""
    page = Page(HOSTILE)
    question = page.say("question", HOSTILE, "journalist", HOSTILE)
    page.say("answer", HOSTILE, HOSTILE, HOSTILE, answers=question, unseen=(HOSTILE,), confidence=0.2, rule=HOSTILE)
    page.say("note", HOSTILE)
    page.say("heading", HOSTILE)
    return page.entry(
        f"pages/{HOSTILE}",
        kind="interview",
        date="2014-01-02",
        time=HOSTILE,
        place=HOSTILE,
        language='en" onload="x',
        participants=(Participant(name=HOSTILE, office=HOSTILE, affiliation=HOSTILE),),
        evidence={
            "title": Evidence(rule=HOSTILE, confidence=0.4, start=0, end=20, fact=HOSTILE),
            HOSTILE: Evidence(rule="x", confidence=1),
        },
        furniture=Furniture(sections=(HOSTILE,), tags=(HOSTILE,), category=HOSTILE),
        issues=(Issue(code=HOSTILE, message=HOSTILE, start=0, end=9),),
        content=HOSTILE.encode(),
    )


def bare() -> Entry:
    """A page of which nothing is known."""
    page = Page(None)
    return page.entry("pages/bare.txt")


ALL = (conference, article, arabic, chinese, long_title, three_hundred_turns, hostile, bare)
