"""How a query was read is told in the reader's language, whatever the rooms below have to say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

import rostra.analysis
import rostra.api.meaning
import rostra.search
from rostra.search.parser import parse
from rostra.web.language import conventions, language
from rostra.web.remarks import NOTES, remark
from rostra.web.sentences import Sentences

ROOMS = [Path(str(room.__file__)).parent for room in (rostra.search, rostra.analysis)]
# What is said by `rostra verify`, in errors, or in the line that tells what was counted.
ELSEWHERE = {"checking.py", "model.py", "building.py"}
NO_NOTES = {"_basis", "_damaged", "nearness", "_HOW", "_MENDS"}
KNOWN = Sentences(NOTES, lambda _, __, value: value)


def said_in(tree: ast.AST) -> Iterator[str]:
    """The sentences of a file, with "x-7" where something stands in them; those of errors and explanations left out."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        own = (
            [node.name]
            if isinstance(node, ast.FunctionDef)
            else [getattr(t, "id", "") for t in getattr(node, "targets", ())]
        )
        if isinstance(node, ast.Raise) or NO_NOTES.intersection(own):
            skipped |= {id(part) for part in ast.walk(node)}
        elif isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in node.values}
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
    for node in ast.walk(tree):
        if id(node) not in skipped and isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "x-7" for part in node.values)
        elif id(node) not in skipped and isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.sub(r"\{[^}]*\}", "x-7", node.value)


def test_whatever_the_rooms_below_say_of_a_query_is_known_here() -> None:
    found = [
        sentence
        for room in ROOMS
        for file in room.rglob("*.py")
        if file.name not in ELSEWHERE
        for sentence in said_in(ast.parse(file.read_text("utf-8")))
        if " " in sentence and re.fullmatch(r"[A-Z“x].*\.", sentence, re.S)
    ]
    assert len(found) > 50
    assert [sentence for sentence in found if not KNOWN.knows(sentence)] == []


def test_every_note_here_is_said_somewhere_below_and_keeps_its_values_in_every_language() -> None:
    files = [Path(str(rostra.api.meaning.__file__)), *(file for room in ROOMS for file in room.rglob("*.py"))]
    sources = re.sub(r'"\s*f?"', "", "\n".join(file.read_text("utf-8") for file in files))
    for text in NOTES:
        assert max(re.split(r"\{\w+\}|`rostra", text), key=len) in sources, text
        filled = re.sub(r"\{(\w+)\}", lambda place: {"n": "7", "total": "1,234"}.get(place[1], "7 in und <b>"), text)
        for tag in set(conventions()) - {"en"}:
            told = remark(language(tag), filled)
            assert "<b>" not in told
            assert "7" in told or "7" not in filled
            assert text == filled or told != remark(language("en"), filled), (tag, text)
            assert not re.search(r"\b(the|was|is|not)\b", re.sub(r"«?not»?|not ?»|“not”", "", told)), (tag, told)


@pytest.mark.parametrize(
    "query",
    ['"a', "(a", "()", '""', "AND", "a AND", "colour:red", "tag:", "date:yesterday", "2014-13..", "2015..2014", "2014-2015", "| a",
     "-a", "a and b", "a or b", "a not b", "a NEAR tag:b", "a NEAR/900 b", "=a*", "a~7", '"a b"~2', "— !", "a*b*c*d*e*f*g*h*i",
     "停*間", "2014-02-30", "date:>2014..x", "x" * 2_100, "a " * 90, "a* " * 9, "(" * 20 + "a" + ")" * 20, "tag:2014-08-06"],
)  # fmt: skip
def test_notes_of_what_was_typed_are_known(query: str) -> None:
    assert [note for note in parse(query).notes if not KNOWN.knows(note)] == []


def test_languages_that_a_note_names_have_their_names_in_the_readers_language() -> None:
    note = "Nothing has language:klingon; there is: en (English), es (Spanish)."
    told = remark(language("fr"), note)
    assert "English" not in told
    assert "en (Anglais)" in told
    assert "es (Espagnol)" in told
    assert "near (Pier)" in remark(language("fr"), "Nothing has tag:pear; near to it: “near (Pier)”.")


def test_a_page_tells_notes_in_its_own_language(client: TestClient[Any]) -> None:
    english = unescape(client.get("/search", params={"q": "colour:red speaker:nobodyatall"}).text)
    assert "There is no field “colour”: it was read as a word." in english
    french = unescape(client.get("/fr/search", params={"q": "colour:red speaker:nobodyatall"}).text)
    notes = re.findall(r"<li[^>]*>(.*?)</li>", french[french.index('class="notes"') :][:2_000], re.S)
    assert "Il n’y a pas de champ « <bdi>colour</bdi> »" in notes[0].replace("\N{NO-BREAK SPACE}", " ")
    assert any("Rien ne répond à <bdi>speaker:nobodyatall</bdi>" in note for note in notes)
    assert "There is no field" not in french
    arabic = unescape(client.get("/ar/trends", params={"q": "a b NEAR tag:c"}).text)
    assert "NEAR joins words" not in arabic
    assert "تصل NEAR كلمات" in arabic


def test_dates_to_be_typed_keep_their_direction_among_letters_from_the_right(client: TestClient[Any]) -> None:
    query = {"q": "date:yesterday"}
    arabic = client.get("/ar/search", params=query).text
    for example in ("2014-08", "2014-08-06", "2014..2015"):
        assert f'<bdi dir="ltr">{example}</bdi>' in arabic
    assert '<bdi dir="ltr">' not in client.get("/fr/search", params=query).text
