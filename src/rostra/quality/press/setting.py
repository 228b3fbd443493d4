"""Setting: matter in a style becomes lines of type, each of which knows the turn that it belongs to."""

from __future__ import annotations

import random
import re

import msgspec

from rostra.quality.press.matter import Author, Matter, Said
from rostra.quality.press.styles import SEPARATORS, Scheme, Style, load_schemes
from rostra.quality.press.tongues import LANGUAGES, Person, Tongue, fill, load_tongue

CUT_MARKS = ("* * *", "<…>", "<...>")
BOLD, END_BOLD = "\ue000", "\ue001"
"""Around words in bold type; no page shows them themselves."""

_SENTENCE_END = re.compile(r"[.!?。؟] ?")
_FAR_FROM_EDGES = 24  # words: the eight at either edge that gold quotes, and as many again between


class Line(msgspec.Struct, kw_only=True):
    """A paragraph of the page. `sort` is speech, note, heading or box (furniture). `label` and `separator` stand before the text.

    `turn` indexes the set turns; a box has -1. `asks` marks a question that stands without a label.
    """

    text: str
    sort: str = "speech"
    label: str = ""
    separator: str = ""
    under: str = ""  # an office printed under the label
    card: str = ""  # the hidden person card inside the label
    turn: int = -1
    asks: bool = False


class Turn(msgspec.Struct, kw_only=True):
    """A turn as gold will tell it. `paragraphs` are those printed, `trouble` is what befell it."""

    role: str
    paragraphs: list[str]
    label: str | None = None
    speaker: str | None = None
    journalist_name: str | None = None
    answers: int | None = None
    said: Said | None = None
    continued: bool = False
    arguable: bool = False
    trouble: str = ""


def set_matter(matter: Matter, style: Style, rng: random.Random) -> tuple[list[Turn], list[Line]]:
    """Turns and lines of the page's body, in order."""
    turns = _Setter(matter, style, rng).turns()
    if "joint" in style.troubles and len(matter.principals) > 1:
        _join_last(matter, turns)
    if "end-mark" in style.troubles and style.damage != "truncated":
        end = matter.tongue.words["end"]
        turns.append(Turn(role="note", paragraphs=[rng.choice((end, f"{end} 18:01", "###", "* * *"))]))
    lines = _lines(matter, style, turns)
    _spoil_labels(matter, style, turns, lines, rng)
    if style.damage == "page-numbers":
        _number_pages(lines, rng)
    return _break_off(matter, turns, lines) if style.damage == "truncated" else (turns, lines)


class _Setter:
    """Labels for what was said, in the order of speaking."""

    def __init__(self, matter: Matter, style: Style, rng: random.Random) -> None:
        self.matter, self.style, self.rng = matter, style, rng
        self.tongue = matter.tongue
        self.scheme: Scheme = load_schemes()[style.scheme]
        self.author = Author(matter.tongue, rng, matter.tongue.persons[:2], matter.city)
        other = load_tongue(rng.choice([name for name in LANGUAGES if name != matter.tongue.language]))
        self._foreign = Author(other, rng, other.persons[:2], "")
        self._cut_mark = rng.choice(CUT_MARKS)
        self._seen: set[str] = set()
        self._trouble = ""
        self._places: dict[int, int] = {}

    def turns(self) -> list[Turn]:
        made: list[Turn] = []
        if "interjection" in self.style.troubles:
            self._interject()
        for place, said in enumerate(self.matter.said):
            pieces = self._pieces(said)
            self._places[place] = len(made)
            for number, (role, paragraphs) in enumerate(pieces):
                made.append(self._turn(said, role, paragraphs, first=number == 0))
        return made

    def _pieces(self, said: Said) -> list[tuple[str, list[str]]]:
        """A turn, cut in two by a stage note or a heading on a line of its own where the style has them."""
        whole = [(said.role, list(said.paragraphs))]
        if len(said.paragraphs) < 2:
            return whole
        words = self.tongue.words
        cut = self.rng.randrange(1, len(said.paragraphs))
        head, tail = list(said.paragraphs[:cut]), list(said.paragraphs[cut:])
        if "notes-own-line" in self.style.troubles and self.rng.random() < 0.5:
            note = self.rng.choice((words["laughter"], words["applause"], words["crosstalk"], words["break"]))
            return [(said.role, head), ("note", [note]), (said.role, tail)]
        if "subheadings" in self.style.troubles and self.rng.random() < 0.4:
            return [(said.role, head), ("heading", [self.author.sentence("subheading")]), (said.role, tail)]
        if "foreign-subheadings" in self.style.troubles and self.rng.random() < 0.4:
            return [(said.role, head), ("heading", [self._foreign.sentence("subheading")]), (said.role, tail)]
        if "cut-marks" in self.style.troubles and self.rng.random() < 0.3:
            return [(said.role, head), ("note", [self._cut_mark]), (said.role, tail)]
        return whole

    def _turn(self, said: Said, role: str, paragraphs: list[str], *, first: bool) -> Turn:
        if role in ("note", "heading"):
            return Turn(role=role, paragraphs=paragraphs, trouble=self._trouble_of(said, role, paragraphs))
        self._trouble = ""
        if "notes-inline" in self.style.troubles and first and self.rng.random() < 0.2:
            note, ends = self.tongue.words["inline_note"], self.rng.random() < 0.5
            paragraphs[-ends] = self.tongue.join([paragraphs[-1], note] if ends else [note, paragraphs[0]])
            self._trouble = "notes-inline"
        answers = None if said.answers is None else self._places[said.answers]
        told = said.voice == "publisher"
        turn = Turn(role=role, paragraphs=paragraphs, answers=answers, said=said, arguable=said.arguable)
        turn.continued = said.continued or not first
        turn.label = self._label(said) if first and self.scheme.labelled and not told else None
        turn.trouble = "reported-question" if told else self._trouble
        if not told:
            self._name(turn, said)
        return turn

    def _trouble_of(self, said: Said, role: str, paragraphs: list[str]) -> str:
        if said.voice == "publisher":
            return "summary"
        if role == "heading":
            return "subheadings" if "subheadings" in self.style.troubles else "foreign-subheadings"
        return "cut-marks" if paragraphs == [self._cut_mark] else "notes-own-line"

    def _interject(self) -> None:
        """Another principal's word, in brackets, amid the longest answer."""
        answers = [said for said in self.matter.said if said.role == "answer" and len(self.matter.principals) > 1]
        if not answers:
            return
        longest = max(answers, key=lambda said: max(map(len, said.paragraphs)))
        text = max(longest.paragraphs, key=len)
        ends = [found.end() for found in _SENTENCE_END.finditer(text)][:-1]
        other = next(person for person in self.matter.principals if person is not longest.person)
        name = other.surname if self.scheme.prints_names else other.role
        colon = "：" if self.tongue.script in ("han", "kana") else " : " if self.tongue.language == "fr" else ": "
        words = f"({BOLD}{name}{colon.rstrip()}{END_BOLD}{colon[len(colon.rstrip()) :]}{self.author.sentence('answer_short')})"
        if ends:
            cut = ends[len(ends) // 2]
            said = text[:cut].rstrip() + " " + words + " " + text[cut:].lstrip()
            paragraphs = tuple(said if old == text else old for old in longest.paragraphs)
            told = tuple(
                msgspec.structs.replace(s, paragraphs=paragraphs) if s is longest else s for s in self.matter.said
            )
            self.matter = msgspec.structs.replace(self.matter, said=told)

    def _name(self, turn: Turn, said: Said) -> None:
        if said.person is not None:
            turn.speaker = self.tongue.name(said.person)
        else:
            turn.speaker = said.voice
            if said.asker is not None:
                turn.journalist_name = self.tongue.name(said.asker)

    def _label(self, said: Said) -> str:
        if self.style.scheme in ("letters", "words") and said.role == "statement":
            if self._seen:
                return self.tongue.name(said.person or self.matter.principals[0])
            return ""  # such a label says that a question was answered; openings stand without
        opening = not self._seen and said.role == "statement" and len(self.matter.principals) == 1
        if opening and "unlabelled-opening" in self.style.troubles:
            self._seen.add("opening")
            self._trouble = "unlabelled-opening"
            return ""
        key = said.person.surname if said.person else said.voice
        pattern = self._pattern(said, first=key not in self._seen)
        self._seen.add(key)
        return self._with_notes(self._fill(pattern, said), said)

    def _pattern(self, said: Said, *, first: bool) -> str:
        if said.voice == "journalist":
            return self.scheme.asker
        if said.voice == "moderator":
            return self.scheme.host
        return self.scheme.first if first else self.scheme.later

    def _fill(self, pattern: str, said: Said) -> str:
        tongue, person, asker = self.tongue, said.person, said.asker
        values = {name: tongue.words[name] for name in ("question", "q", "answer", "a", "journalist", "moderator")}
        if person:
            values |= {name: getattr(person, name) for name in ("given", "surname", "office", "role", "honorific")}
            values["name"], values["initial"] = tongue.name(person), f"{person.given[:1]}."
        if asker:
            values |= {"outlet": asker.outlet, "jname": tongue.name(asker), "jsurname": asker.surname}
        values |= {name.upper(): tongue.capitals(value) for name, value in values.items()}
        return fill(pattern, values, self.rng, {})

    def _with_notes(self, label: str, said: Said) -> str:
        words = self.tongue.words
        bracketed = label.endswith(("】", "）", ":"))
        if "label-note" in self.style.troubles and not bracketed and self.rng.random() < 0.25:
            self._trouble = "label-note"
            return f"{label} ({words['translated' if said.voice == 'journalist' else 'interpreted']})"
        others = [p for p in self.matter.principals if p is not said.person]
        if "unseen" in self.style.troubles and said.role == "answer" and others and self.rng.random() < 0.2:
            self._trouble = "unseen"
            note = words["after"].replace("{partner}", self.tongue.name(others[0]))
            return f"{label} ({note})"
        return label


def _join_last(matter: Matter, turns: list[Turn]) -> None:
    """The last answer is given by both principals under one label."""
    names = [matter.tongue.name(person) for person in matter.principals]
    for turn in reversed(turns):
        if turn.role == "answer" and turn.label:
            turn.label = f" {matter.tongue.words['and']} ".join(names)
            turn.speaker = " and ".join(names)
            turn.arguable = True
            turn.trouble = "joint"
            return


def _lines(matter: Matter, style: Style, turns: list[Turn]) -> list[Line]:
    lines: list[Line] = []
    for place, turn in enumerate(turns):
        sort = turn.role if turn.role in ("note", "heading") else "speech"
        made = [Line(text=text, sort=sort, turn=place) for text in turn.paragraphs]
        _put_label(made[0], turn, style, matter.tongue)
        made[0].asks = turn.role == "question"
        lines += made
    return lines


def _put_label(line: Line, turn: Turn, style: Style, tongue: Tongue) -> None:
    if style.scheme == "dashes" and turn.said and turn.speaker and not turn.continued:
        line.separator = SEPARATORS["opening-dash"] if style.placement == "inline" else "- "
    if not turn.label:
        turn.label = None
        return
    line.label, line.separator = turn.label, SEPARATORS[style.separator]
    if style.scheme == "q-without-colon":
        turn.label = turn.label.rstrip(":")
        line.separator = " " if line.label.endswith(":") else line.separator
    if tongue.script in ("latin", "cyrillic") and style.separator == "dot" and line.label.endswith("."):
        line.separator = " "
    person = turn.said.person if turn.said else None
    if person is not None and turn.speaker == tongue.name(person):
        _add_card(line, person, style, tongue)


def _add_card(line: Line, person: Person, style: Style, tongue: Tongue) -> None:
    if style.placement == "three-lines":
        line.under = person.office
    if style.placement == "card" and tongue.name(person) in line.label:
        line.card = f"{person.surname} {person.given}|{person.office}"


def _spoil_labels(matter: Matter, style: Style, turns: list[Turn], lines: list[Line], rng: random.Random) -> None:
    """One label a page of each trouble that the style has; never a person's first, which the page needs."""
    for trouble in ("misspelt", "ocr", "glued", "wrong-label"):
        if trouble not in style.troubles:
            continue
        fit = [line for line in _repeated(lines) if _may_spoil(trouble, line, turns[line.turn])]
        if fit:
            _spoil(trouble, rng.choice(fit), turns, matter.tongue)


def _repeated(lines: list[Line]) -> list[Line]:
    seen: set[str] = set()
    again = []
    for line in lines:
        if line.label and line.label in seen:
            again.append(line)
        seen.add(line.label)
    return again


def _may_spoil(trouble: str, line: Line, turn: Turn) -> bool:
    if trouble == "wrong-label":
        return turn.role == "answer"
    if trouble == "misspelt":
        return turn.role == "answer" and len(line.label) > 5
    return len(line.label) > 4 and "(" not in line.label


def _spoil(trouble: str, line: Line, turns: list[Turn], tongue: Tongue) -> None:
    turn = turns[line.turn]
    if trouble == "misspelt":
        middle = len(line.label) - 3
        line.label = line.label[:middle] + line.label[middle + 1] + line.label[middle] + line.label[middle + 2 :]
    elif trouble == "ocr":
        line.label = line.label[0] + "'" + line.label[1:]
    elif trouble == "glued":
        line.separator = ""
    else:
        asked = turns[turn.answers] if turn.answers is not None else None
        line.label = (asked.label if asked and asked.label else line.label) or line.label
    turn.label, turn.trouble = line.label, trouble


def _number_pages(lines: list[Line], rng: random.Random) -> None:
    """Numbers of the printed page inside long paragraphs, far from their edges."""
    number = rng.randrange(200, 60000)
    for line in lines:
        words = line.text.split(" ")
        if line.sort == "speech" and len(words) > _FAR_FROM_EDGES and rng.random() < 0.3:
            words.insert(len(words) // 2, f"[{number}]")
            line.text = " ".join(words)
            number += 1


def _break_off(matter: Matter, turns: list[Turn], lines: list[Line]) -> tuple[list[Turn], list[Line]]:
    """The page ends in the middle of a line that is two thirds down."""
    last = max(i for i, line in enumerate(lines[: max(1, 2 * len(lines) // 3)]) if line.sort == "speech")
    line = lines[last]
    line.text = line.text[: max(20, 2 * len(line.text) // 3)].rstrip()
    kept = turns[: line.turn + 1]
    kept[-1].paragraphs = [other.text for other in lines[: last + 1] if other.turn == line.turn]
    return kept, lines[: last + 1]
