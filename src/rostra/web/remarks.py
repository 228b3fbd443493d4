"""How a query was read, in the reader's language: the notes of results, measures and likenesses.

A text with words of the query or of the record in it keeps their direction: they are set apart by ``<bdi>``; so are the dates that
are to be typed, whose parts change places among letters that run from the right.
"""

from __future__ import annotations

import re

import minijinja

from rostra.web.language import ENGLISH, Language
from rostra.web.sentences import Sentences
from rostra.web.words import message

NOTES = (
    # what was typed
    message("The query is too long: only its first {n} characters were read."),
    message("The query has too many words: only the first {n} were read."),
    message("The query has too many stars: only the first {n} were read."),
    message("The query only excludes: everything else is shown."),
    message("A quotation mark has no partner: the words behind it were read one by one."),
    message("An empty pair of quotation marks was passed over."),
    message("A bracket has no partner and was passed over."),
    message("Brackets more than {n} deep were passed over."),
    message("Empty brackets were passed over."),
    message("“{sign}” has nothing to join and was passed over."),
    message("“{word}” has nothing to join: it was read as a word."),
    message("“{word}” has nothing behind it: it was read as a word."),
    message("There is no field “{field}”: it was read as a word."),
    message("“{word}” has no letters or digits and was passed over."),
    message("“and” was read as a word: turns with all the words are found anyway; AND says the same."),
    message("“or” was read as a word: write OR for turns with either."),
    message("“not” was read as a word: write NOT, or a minus before a word, to leave it out."),
    message("“=” belongs to a whole word or a phrase: elsewhere it was passed over."),
    message("Accents count in what was said and in titles only: in other fields “=” was passed over."),
    message("“~” belongs to a single whole word: elsewhere it was passed over."),
    message("“~” belongs to a single word: behind a phrase it was passed over. NEAR finds words near one another."),
    message("“{word}” is too far: {n} letters may differ at most."),
    message("A star stands for letters of a word (“diplom*”, “wo*d”), {n} at most: others were passed over."),
    message("Words of a script without spaces are found wherever they stand: their stars were passed over."),
    message("Too many words begin like the one before a star: it was looked for apart from the words joined to it."),
    message("“{word}” stands for too many words: only the commonest were looked for."),
    message("NEAR looks no farther than {n} words."),
    message("Beside words that belong together NEAR looks no farther than {n} words."),
    message("NEAR joins words, phrases and alternatives of these, of one text: otherwise it was read as AND."),
    message("NEAR has too many ways to put its sides together: the first were looked for."),
    message("A word near others stands for too many words: the commonest were looked for."),
    # dates
    message("“..” needs a date on one side at least, such as 2014, 2014-08, 2014-08-06 or 2014..2015."),
    message("“date:” takes 2014, 2014-08, 2014-08-06 or 2014..2015: “{word}” was read as a word."),
    message("Dates cannot stand behind “{word}”: they were read on their own."),
    message("“{word}” runs backwards: it was read the other way round."),
    message("The calendar has no {date}."),
    message("“{word}” was read as the years {first}..{last}; in quotation marks it is looked for as written."),
    # what the record has
    message("Nothing has {word}."),
    message("Nothing has {word}; near to it: {names}."),
    message("Nothing has {word}; there is: {names}."),
    message("Nothing here has a {field}, so nothing has {word}."),
    message("{word} is called “{name}” today, which was looked for."),
    message("Another program is building the search index: what it has not come to yet is not found."),
    message("The search index cannot be kept on disk ({why}): it lives in memory."),
    # groups, lines and measures
    message("The first {n} of {total} matching turns were put together."),
    message("The {n} most frequent of {total} speakers were put together."),
    message("The query names no words of a speech, so there is nothing to align."),
    message("The query names no words of a speech, so nothing stands near them."),
    message("There are no letters or digits in what should stand beside the match: all lines are shown."),
    message("Only the first {n} words of what should stand beside the match were looked for."),
    message("Lines are not grouped, so that there is no one group to show: all lines are shown."),
    message("Only the first {n} queries were counted."),
    message("Occurrences are counted of single words: of “{query}” turns are counted."),
    message("“{query}” has too many forms: occurrences are counted of the commonest."),
    message("Counted from {date} on: an answer has no more than {n} points."),
    # meaning
    message("There are no words of which the meaning could be looked for: this is the search by words."),
    message("Words and meaning together rank the best {n} of each; the same search by words alone lists all {total}."),
    message("The model reads English alone: statements in other languages ({languages}) are found by words only."),
    message("The model reads English alone, which this does not seem to be: this is the search by words."),
    message("The model reads English alone, and this is {language}: only its words were compared."),
    message(
        "Too few of these words are known to the model, or said here in English (not {words}): this is the search by words."
    ),
    message("Neither known to the model nor said here in English: {words}. By meaning, that counts little."),
    message(
        "What was prepared of some statements ({n}) is damaged: they are found by words only. "
        "`rostra meaning` makes anew what is lost."
    ),
    message("What has changed since the meaning was last prepared is found by words only."),
    message("None of its words is known here."),
    message("Nobody who speaks here is called {name}."),
    message("{word} is no date."),
    message("Give one such as 2014, 2014-08 or 2014-08-06."),
)
"""What a search may say of how it was read; tests hold it against what the rooms below say."""

_EXAMPLE = re.compile(r"(?<![\d.-])\d{4}(?:(?:-\d\d){1,2}|\.\.\d{4})(?![\d-])")
_LANGUAGES = re.compile(r"(?:[\w-]+ \([^()“”]+\)(?:, |$))+")
_CODE = re.compile(r"([\w-]+) \([^()]+\)")
_COUNTED = re.compile(r"([\d,]+) in ([\w-]+)")


def remark(ui: Language, note: str) -> str:
    """A note in a language, as HTML; one that is not known (it is in that language already) as it is."""
    told = str(minijinja.escape(note if ui.tag == ENGLISH else _SENTENCES.say(ui, note)))
    return _EXAMPLE.sub(r'<bdi dir="ltr">\g<0></bdi>', told) if ui.direction == "rtl" else told


def _shown(ui: Language, place: str, value: str) -> str | int:
    if place in {"n", "total"} and value.replace(",", "").isdecimal():
        return int(value.replace(",", ""))
    if place == "language":
        value = ui.t(value, context="languages")
    if place == "names" and _LANGUAGES.fullmatch(value):
        value = ui.comma.join(f"{code} ({ui.language_name(code)})" for code in _CODE.findall(value))
    if place == "languages":
        value = ui.listed(f"{ui.language_name(code)} ({count})" for count, code in _COUNTED.findall(value))
    return minijinja.safe(f"<bdi>{minijinja.escape(value)}</bdi>")


_SENTENCES = Sentences(NOTES, _shown)
