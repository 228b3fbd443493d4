"""The turns of one page, side by side: what the page prints, what gold holds, what was predicted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rostra.quality.gold import GoldTurn
from rostra.quality.places import Place, locate
from rostra.quality.prediction import PredictedTurn
from rostra.quality.sheet.parts import esc, marked, shorten
from rostra.quality.slips import CLASSES, Slip
from rostra.quality.verdict import PageVerdict, TurnVerdict

_QUIET = 4  # as many right turns in a row are folded into one line
_EDGE = 8  # words of each edge that gold holds


class TurnTable:
    """Draws the turns of one page; `slips` are all of that page."""

    def __init__(self, page: PageVerdict, slips: list[Slip], name: str) -> None:
        self.page = page
        self.name = name
        self.places = locate(page)
        self.slips: dict[int, list[Slip]] = defaultdict(list)
        for slip in slips:
            if slip.turn is not None:
                self.slips[slip.turn].append(slip)
        self.numbers = {turn.predicted.id: i for i, turn in enumerate(page.turns) if turn.predicted is not None}
        self.rows_of_gold = {turn.place: i for i, turn in enumerate(page.turns) if turn.place is not None}

    def draw(self) -> str:
        """All turns; long runs of right ones are folded."""
        if not self.page.turns:
            return '<p class="empty">No turns, in gold or predicted.</p>'
        head = '<div class="row head"><span></span><span>Page</span><span>Gold</span><span>Prediction</span></div>'
        return f'<div class="turns">{head}{"".join(self._groups())}</div>'

    def _groups(self) -> Iterator[str]:
        run: list[str] = []
        for i, turn in enumerate(self.page.turns):
            if turn.state == "right":
                run.append(self._row(i, turn))
                continue
            yield self._fold(run)
            run = []
            yield self._row(i, turn)
        yield self._fold(run)

    @staticmethod
    def _fold(run: list[str]) -> str:
        if len(run) < _QUIET:
            return "".join(run)
        return f'<details class="fold"><summary>{len(run)} turns right</summary>{"".join(run)}</details>'

    def _row(self, i: int, turn: TurnVerdict) -> str:
        cells = self._page_cell(i, turn) + self._gold_cell(turn) + self._predicted_cell(i, turn)
        state = (
            f'<span class="state">{turn.state}</span>' if turn.state != "right" else '<span class="state ok">✓</span>'
        )
        gutter = f'<div class="gutter"><a href="#{self.name}-{i + 1}">{i + 1}</a>{state}</div>'
        return f'<div class="row {turn.state}" id="{self.name}-{i + 1}">{gutter}{cells}</div>'

    def _page_cell(self, i: int, turn: TurnVerdict) -> str:
        place = self.places[i]
        if place is None:
            return _cell("page", "", '<p class="absent">not found in the page’s text</p>')
        start = self._start_printed(place, turn)
        return _cell(
            "page", "Page", f'<p dir="auto">{shorten(self.page.prediction.text[start : place.end], 260, 140)}</p>'
        )

    @staticmethod
    def _start_printed(place: Place, turn: TurnVerdict) -> int:
        """With the label, where the prediction tells it."""
        span = turn.predicted.label_span if turn.predicted is not None else None
        return min(place.start, span[0]) if span is not None and place.start - span[0] < 400 else place.start

    def _gold_cell(self, turn: TurnVerdict) -> str:
        gold = turn.gold
        if gold is None:
            return _cell("gold", "Gold", '<p class="absent">no such turn</p>')
        other = turn.predicted
        head = self._head(gold.role, gold.speaker, gold.label, self._gold_answers(gold), turn, arguable=gold.arguable)
        last = _tail(other.text) if other is not None and "end" in turn.faults else gold.last_words
        edges = _edges(esc(gold.first_words), gold.first_words, marked(gold.last_words, last), gold.last_words)
        return _cell("gold", "Gold", head + edges)

    def _predicted_cell(self, i: int, turn: TurnVerdict) -> str:
        said = turn.predicted
        chips = "".join(f'<li class="chip">{esc(CLASSES[slip.kind])}</li>' for slip in self.slips[i])
        wrong = f'<ul class="chips">{chips}</ul>' if chips else ""
        if said is None:
            return _cell("said", "Prediction", f'<p class="absent">no such turn</p>{wrong}')
        head = self._head(said.role or "", said.speaker, said.label, self._answers(said), turn)
        first, last = " ".join(said.text.split()[:_EDGE]), _tail(said.text)
        ending = marked(last, turn.gold.last_words) if turn.gold is not None and "end" in turn.faults else esc(last)
        return _cell("said", "Prediction", head + _edges(esc(first), first, ending, last) + _sure(said) + wrong)

    @staticmethod
    def _head(
        role: str, speaker: str | None, label: str | None, answers: str, turn: TurnVerdict, *, arguable: bool = False
    ) -> str:
        """Role, speaker, label as printed and link, each marked where the two sides differ."""

        def mark(fault: str, text: str) -> str:
            return f"<mark>{text}</mark>" if fault in turn.faults else text

        who = esc(speaker) if speaker else '<i class="nobody">nobody named</i>'
        parts = [f'<b class="role">{mark("role", esc(role))}</b>{" (arguable)" if arguable else ""}']
        if turn.spoken:
            parts.append(mark("speaker", who))
        if label:
            parts.append(f'<span class="label" dir="auto">{esc(label)}</span>')
        if answers or "link" in turn.faults:
            parts.append(mark("link", answers or "answers nothing"))
        return f'<p class="who">{" · ".join(parts)}</p>'

    def _gold_answers(self, gold: GoldTurn) -> str:
        return self._link(self.rows_of_gold.get(gold.answers)) if gold.answers is not None else ""

    def _answers(self, said: PredictedTurn) -> str:
        return self._link(self.numbers.get(said.answers)) if said.answers is not None else ""

    def _link(self, row: int | None) -> str:
        """ "answers 3" as a link; a turn beyond what was annotated has no row."""
        if row is None:
            return "answers a turn not shown"
        return f'<a href="#{self.name}-{row + 1}">answers {row + 1}</a>'


def _cell(side: str, name: str, content: str) -> str:
    return f'<div class="cell {side}" data-side="{name}">{content}</div>'


def _edges(first: str, first_plain: str, last: str, last_plain: str) -> str:
    """First and last words; once where they are the same."""
    whole = f'{first} <span class="cut">…</span> {last}' if first_plain.split() != last_plain.split() else last
    return f'<p class="edges" dir="auto">{whole}</p>'


def _tail(text: str) -> str:
    return " ".join(text.split()[-_EDGE:])


def _sure(said: PredictedTurn) -> str:
    parts = [f"{said.confidence:.2f} sure"] if said.confidence is not None else []
    parts += [esc(said.rule)] if said.rule else []
    return f'<p class="sure">{" · ".join(parts)}</p>' if parts else ""
