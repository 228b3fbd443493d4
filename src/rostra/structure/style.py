"""Style: which of the proposed labels are this page's labels, decided over the whole page.

Each proposal gets log-odds from what it shows by itself (`local`), and then from its family: labels printed alike support one
another, so that an office of twelve words that stands once is believed where twenty bold openings with a colon are
names, and "Note:" is not. Two rounds suffice: families are judged by the labels, then labels by their families.
The weights are data (``lexicon/data/style_weights.toml``), learnt by ``scripts/learn_style.py``.
"""

from __future__ import annotations

import math
import re
import string
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from itertools import takewhile

import msgspec

from rostra.lexicon import load
from rostra.structure.candidates import Candidate
from rostra.structure.labels import ASKS, HALL, Label
from rostra.structure.lines import Line
from rostra.structure.naming import vocabulary
from rostra.structure.outlets import is_outlet

_LONGEST_TITLE = 280  # characters; what is longer is a paragraph of the page, and all its labels would echo it
# "(a) In general", "ii) Scope", "3. Costs", "I. Scope"; of the marks with a full stop some are initials
_MARK = re.compile(r"[(\[]?(?P<mark>[^\W\d_]|[ivxIVX]{1,4}|\d{1,2})(?P<end>[)\].])\s?(?=[^\s.)\]])")
_SERIES = (
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"),
    string.ascii_lowercase,
    "абвгдежзиклмнопрстуфхцчшщэюя",
)
Features = dict[str, float]
Family = tuple[str, str, str]
StyleWeights = Mapping[str, Mapping[str, float]]
"""Log-odds by feature, in two groups: "local" and "family"."""

_SEPARATORS = {
    ":": "colon",
    ".-": "point_dash",
    ".": "point",
    "-": "dash",
    " ": "gap",
    "": "no_separator",
    "[]": "bracketed",
    "●": "bullet",
    "【】": "lenticular",
}
_DASHES = (" - ", " – ", " — ")
_OPENERS = "\"“‘'«„([…—–-¿¡（「『*_"


class Surroundings(msgspec.Struct, frozen=True):
    """What the page as a whole lends to each proposal: how often each label is proposed, folded surnames that title
    and byline tell,
    surnames that stand under several labels ("Ana Ilic" once, "MS. ILIC" after), the folded words of the title, and
    the words that the text
    prints in lower case somewhere: of a name few are. `listed` are lines whose neighbour looks
    like a lone label just the same. `pointed` tells that words which ask or answer stand before full stops ("Q. ... A. ..."),
    `asked` that some label asks: without one "A" is an article, "(a)" the first of a list.
    `counted` are the marks of lists ("i", "ii") that the page counts from the first on.
    `lettered` is how many places a letter opens that may ask or answer, `dashes` how many dashes stand between words of a
    line (at most one)."""

    repeats: Counter[str]
    known: frozenset[str]
    echoed: frozenset[str]
    title: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    listed: frozenset[int] = frozenset()
    pointed: bool = False
    asked: bool = False
    counted: frozenset[str] = frozenset()
    lettered: int = 0
    dashes: float = 0.0


def local_features(candidate: Candidate, text: str, lines: list[Line], around: Surroundings) -> Features:
    """What one proposal shows by itself and in its page."""
    return {
        "bias": 1.0,
        **_of_print(candidate, around),
        **_of_label(candidate, around),
        **_of_words(candidate.label),
        **_of_place(candidate, text, lines, around),
    }


def _of_print(candidate: Candidate, around: Surroundings) -> Features:
    """How the label is set, and how often."""
    separator = _SEPARATORS.get(candidate.separator, "dash")
    found: Features = {separator: 1.0}
    if separator == "dash":
        found["dashed_prose"] = around.dashes
    if candidate.separator == "." and around.pointed:
        found["pointed"] = 1.0
    core = candidate.label.core
    if candidate.separator == "[]" and len(core) == 1 and core.isascii():
        found["bracketed_letter"] = 1.0
    if candidate.typography in ("strong", "capitals", "term", "heading", "slanted", "cell"):
        found[candidate.typography] = 1.0
    found["repeats"] = min(4.0, math.log2(around.repeats[candidate.key]))
    return found


def _of_label(candidate: Candidate, around: Surroundings) -> Features:
    """What the label says by its kind."""
    label = candidate.label
    if label.kind == "answer" and not around.asked:
        return {"unasked": 1.0}
    if label.kind in ASKS:
        lone = around.lettered < 2 and len(label.core) == 1
        return {"asks": 1.0, "lone_letter": 1.0} if lone else {"asks": 1.0}
    if label.kind == "office":
        return {"office" if label.opens else "office_inside": 1.0}
    if label.kind == "name":
        return _of_name(candidate, around)
    return {"says_nothing" if label.kind == "none" else "other_generic": 1.0}


def _of_name(candidate: Candidate, around: Surroundings) -> Features:
    """What a label shows that names somebody."""
    label = candidate.label
    found: Features = {"full_name" if " " in label.name else "surname": 1.0}
    if candidate.separator == "." and not label.honorific and not around.pointed:
        found["point_bare"] = 1.0
    if label.honorific or label.office:
        found["honorific"] = 1.0
        if label.name.isupper() and not label.core.isupper():
            found["capital_surname"] = 1.0
    if " " not in label.name and not label.name.isascii() and _is_caseless(label.name):
        found["long_unspaced"] = max(0.0, (len(label.name) - 4) / 4)
    found["common_words"] = _common_share(label.name, around.common)
    surname = label.name.split()[-1].casefold()
    if surname in around.known:
        found["known"] = 1.0
    if surname in around.echoed:
        found["echoed"] = 1.0
    return found


def _of_words(label: Label) -> Features:
    """What the words of the label tell against it."""
    found: Features = {"refused": 1.0} if label.refused else {}
    if label.kind in ("name", "none", "office"):
        found["lower_words"] = float(min(label.counts.lower, 4))
        found["long_office" if label.office else "long"] = max(0.0, (label.counts.words - 8) / 4)
        if label.counts.digits and any(word.strip(".,").isdigit() for word in label.core.split()):
            found["digits"] = 1.0
    return found


def _of_place(candidate: Candidate, text: str, lines: list[Line], around: Surroundings) -> Features:
    """Where the label stands and what stands around it."""
    position, line = candidate.position, lines[candidate.line]
    following = text[candidate.text_start : candidate.text_start + 1]
    small = position != "alone" and following.islower() and following not in _OPENERS
    signs = {
        "bracket_alone": position == "alone" and text[candidate.start : candidate.start + 1] in ("(", "[", "（"),
        "outlet": _is_bare_outlet(candidate, text, lines),
        "listed": position == "alone" and candidate.line in around.listed,
        "enumerated": _is_enumerated(candidate, text, around),
        "alone": position == "alone",
        "middle": position == "middle",
        "opens_small": small,
        "gap_small": small and candidate.separator == " ",
        "title_echo": bool(around.title) and echoes_title(text[line.start : line.end], around.title),
        "broken": _is_broken(candidate, text, lines),
    }
    return {name: 1.0 for name, shown in signs.items() if shown}


def _is_bare_outlet(candidate: Candidate, text: str, lines: list[Line]) -> bool:
    """Who asks is told by an outlet alone, and the line that follows the label asks nothing."""
    core = candidate.label.core
    if candidate.label.kind != "journalist" or not ("," in core or "、" in core or is_outlet(core)):
        return False
    following = candidate.line + (candidate.position == "alone")
    return candidate.position == "middle" or following >= len(lines) or text[lines[following].end - 1] not in "?？؟"


def _is_enumerated(candidate: Candidate, text: str, around: Surroundings) -> bool:
    """The label opens with the mark of a list ("(a) In general"), not with an initial ("I. Brandt"): an initial is a capital with
    a full stop before words that name somebody, and its label comes back, or is a known one's, or the page counts no marks up to
    it or on from it. (In the middle of a line the letter may be the last word of a sentence: "my husband and I.BRANDT: ...")"""
    match = _MARK.match(text, candidate.start, candidate.label_end)
    if match is None:
        return False
    mark, label = match["mark"], candidate.label
    if len(mark) > 1 or not mark.isupper() or match["end"] != "." or not label.name or label.refused:
        return not (len(mark) == 1 and mark.isupper() and label.honorific and label.name)
    if around.repeats[candidate.key] > 1 or candidate.position == "middle":
        return around.repeats[candidate.key] < 2
    return mark.casefold() in around.counted and label.name.split()[-1].casefold() not in around.known


def _counted(text: str, lines: list[Line], named: Set[int]) -> frozenset[str]:
    """The folded marks of lists that open lines, from the first on as far as none is missing; empty for a mark alone. Lines in
    `named` open with a label that comes back, so with an initial."""
    opened = (_MARK.match(text, line.start, line.end) for i, line in enumerate(lines) if i not in named)
    found = {match["mark"].casefold() for match in opened if match is not None}
    counts = [list(takewhile(found.__contains__, series)) for series in _SERIES]
    return frozenset(mark for marks in counts if len(marks) > 1 for mark in marks)


def _is_caseless(name: str) -> bool:
    """The name is in a script without capitals."""
    return name.upper() == name.lower()


def _common_share(name: str, common: frozenset[str]) -> float:
    """The share of a name's words, particles left out, that the page also prints in lower case ("Lowering Energy Bills": all)."""
    words = [w.strip(".,'’").casefold() for w in name.split() if not w[0].islower()]
    words = [w for w in words if len(w) > 1 and w not in vocabulary("particle")]
    return sum(w in common for w in words) / len(words) if words else 0.0


def words_of(text: str) -> frozenset[str]:
    """The folded words of a text, for comparing lines with the title."""
    return frozenset([w.strip(".,:;“”\"'()") for w in text.casefold().split()]) - {""}


def lower_words(text: str) -> frozenset[str]:
    """The words that a text prints in lower case."""
    return frozenset(w.strip(".,:;!?…“”\"'’()") for w in set(text.split()) if w.islower())


def echoes_title(line: str, title: frozenset[str]) -> bool:
    """The line repeats the title, or a printed line of it: at least three words, nearly all of them in the title."""
    if len(line) > 400 or len(line.split(None, 2)) < 3:
        return False
    words = words_of(line)
    return len(words) >= 3 and len(words & title) >= 0.75 * len(words)


def _is_broken(candidate: Candidate, text: str, lines: list[Line]) -> bool:
    """The printed line before, in the same block, ends in mid-sentence: what looks like a label may be a wrapped sentence."""
    if candidate.position == "middle":
        return text[max(0, candidate.start - 40) : candidate.start].rstrip()[-1:] not in '.!?…"”’)]—-'
    line = lines[candidate.line]
    if line.first or candidate.line == 0:
        return False
    return text[lines[candidate.line - 1].end - 1] not in '.!?…:;"”’)]。！？」）—-'


def judge(
    candidates: list[Candidate],
    text: str,
    lines: list[Line],
    known: frozenset[str],
    title: str = "",
    weights: StyleWeights | None = None,
) -> list[float]:
    """The log-odds of each candidate to be a label of this page, in their order."""
    weights = weights or load("style_weights")
    around = survey(candidates, text, lines, known, title)
    return judge_features(candidates, [local_features(c, text, lines, around) for c in candidates], weights)


def judge_features(candidates: list[Candidate], features: list[Features], weights: StyleWeights) -> list[float]:
    """The log-odds of candidates with these local features: by themselves first, then twice with their families."""
    local, family = weights["local"], weights["family"]
    scores = [dot(local, found) for found in features]
    final = scores
    for _ in range(2):
        support = {printed: dot(family, found) for printed, found in family_features(candidates, final).items()}
        final = [s + support[c.family] for s, c in zip(scores, candidates, strict=True)]
    return final


def survey(
    candidates: list[Candidate], text: str, lines: list[Line], known: frozenset[str], title: str
) -> Surroundings:
    """What the page lends to its proposals."""
    repeats = Counter(_once(candidates))
    return Surroundings(
        repeats,
        known,
        _echoed(candidates),
        words_of(title if len(title) < _LONGEST_TITLE else ""),
        lower_words(text),
        _listed(candidates),
        _pointed(candidates),
        any(c.label.kind in HALL and c.position != "middle" for c in candidates),
        _counted(text, lines, {c.line for c in candidates if c.label.name and repeats[c.key] > 1}),
        len({c.start for c in candidates if len(c.label.core) == 1 and c.label.kind in ASKS}),
        min(1.0, sum(text.count(dash) for dash in _DASHES) / max(1, len(lines))),
    )


def _echoed(candidates: list[Candidate]) -> frozenset[str]:
    """Surnames under which several different labels are proposed."""
    keys: dict[str, set[str]] = defaultdict(set)
    for candidate in candidates:
        if candidate.label.kind == "name" and not candidate.label.refused:
            keys[candidate.label.name.split()[-1].casefold()].add(candidate.key)
    return frozenset(surname for surname, labels in keys.items() if len(labels) > 1)


def _listed(candidates: list[Candidate]) -> frozenset[int]:
    """Lines in a run of lone names: a label has words under it, a list of people has the next name."""
    alone = {c.line for c in candidates if c.position == "alone" and c.label.kind in ("name", "office")}
    return frozenset(i for i in alone if i + 1 in alone or (i - 1 in alone and i - 2 in alone))


def _pointed(candidates: list[Candidate]) -> bool:
    return sum(c.separator == "." and c.label.kind in ASKS for c in candidates) > 1


def _once(candidates: Iterable[Candidate]) -> Iterable[str]:
    """The key of each place once, though several proposals may share it."""
    seen: set[tuple[int, str]] = set()
    for candidate in candidates:
        if (candidate.start, candidate.key) not in seen:
            seen.add((candidate.start, candidate.key))
            yield candidate.key


def chances(candidates: list[Candidate], scores: list[float]) -> list[float]:
    """The chance of each proposal to be the label of its place: rivals at one place share one chance with there being none."""
    odds = [math.exp(max(-30.0, min(30.0, score))) for score in scores]
    totals: dict[int, float] = defaultdict(lambda: 1.0)
    for candidate, odd in zip(candidates, odds, strict=True):
        totals[candidate.start] += odd
    return [odd / totals[candidate.start] for candidate, odd in zip(candidates, odds, strict=True)]


def family_features(candidates: list[Candidate], scores: list[float]) -> dict[Family, Features]:
    """What the proposals printed alike show together."""
    sums: dict[Family, list[float]] = defaultdict(list)
    for candidate, chance in zip(candidates, chances(candidates, scores), strict=True):
        sums[candidate.family].append(chance)
    return {
        family: {"support": min(4.0, math.log2(1 + sum(ps))), "mean": sum(ps) / len(ps) - 0.5}
        for family, ps in sums.items()
    }


def dot(weights: Mapping[str, float], features: Features) -> float:
    """The weighted sum of the features."""
    total = 0.0
    for name, value in features.items():
        total += weights[name] * value
    return total


def probability(log_odds: float) -> float:
    """The logistic function, safe at both ends."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))
