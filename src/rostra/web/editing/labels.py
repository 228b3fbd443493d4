"""Why a text that is written at the desk has no turns: what in it looks like a speaker, and how a speaker is written."""

from __future__ import annotations

import re
from collections.abc import Iterable

import minijinja

from rostra.web.language import Language

HOW = minijinja.safe("<code>**Ada Brandt:** …</code>")
_MOST = 4
"""Labels that are named."""
_LONGEST_NAME = 4
"""Words of what may be a speaker without being set in bold."""
_BOLD = re.compile(r"^[ \t]*\*\*([^*\n]{1,80}?)(?:[:：]\*\*|\*\*[:：])", re.M)
_PLAIN = re.compile(r"^[ \t]*([^\W\d_][^\n:：*]{0,50})[:：][ \t]+\S", re.M)


def why_no_turns(ui: Language, body: str, kind: str) -> str:
    """A sentence for a text of which no turns were made, "" for an article that names nobody."""
    bold, plain = _each(_BOLD.findall(body)), [each for each in _each(_PLAIN.findall(body)) if _may_be_name(each)]
    names = ui.listed((bold or plain)[:_MOST])
    if kind == "article":
        return ui.t("For {names} to speak, choose another kind: an article has no turns.", names=names) if bold else ""
    if bold:
        return ui.t(
            "No turns: {names} does not read like a speaker. What stands in bold before a colon is a name, an office,"
            " “Question” or “Answer”.",
            names=names,
        )
    if plain:
        return ui.t("No turns: speakers stand in bold, unlike {names}. Write: {line}", names=names, line=HOW)
    return ui.t("No turns: no paragraph begins with a speaker. Write: {line}", line=HOW)


def _each(labels: Iterable[str]) -> list[str]:
    """Every label once, on one line."""
    return list(dict.fromkeys(" ".join(label.split()) for label in labels))


def _may_be_name(label: str) -> bool:
    """Few words, the first with a capital where the script has any."""
    return len(label.split()) <= _LONGEST_NAME and not label[0].islower()
