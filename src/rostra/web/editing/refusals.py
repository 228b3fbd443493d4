"""Why something was not done, in the reader's language.

Here stand the sentences that somebody at the desk may meet, each with places for what differs (see `Sentences`).
"""

from __future__ import annotations

import re

from rostra.model import RostraError
from rostra.web.language import Language
from rostra.web.sentences import Sentences
from rostra.web.words import message

SENTENCES = (
    # the editor
    message("Nothing is different."),
    message("Change the speaker, the role or the question, then save."),
    message("Change a field, then save."),
    message("The form does not say what to do."),
    message("That turn is not here any longer."),
    message("Somebody else changed it: look again."),
    message("Nothing says where the second turn begins."),
    message("Choose a sentence, or type its first words."),
    message("There is no turn before this one."),
    message("There is no turn {turn}."),
    message("There is no turn after {turn}."),
    message("Join the turn before it to it instead."),
    message("{turn} cannot answer itself."),
    message("Name the turn of the question."),
    message("{turn} is no question but a {role}."),
    message("{turn} is no answer but a {role}."),
    message("{turn} is a {role}, which nobody says."),
    message("Give it another role as well."),
    message("The words {words} are not in turn {turn}."),
    message("Turn {turn} begins with these words."),
    message("Quote the words that the second part begins with."),
    message("The name or the reason is too long."),
    message("The name is empty, too long or not printable."),
    message("The new name is empty, too long or not printable."),
    message("The speaker's name is empty, too long or not printable."),
    message("The {field} is too long or not printable."),
    message("{value} is no {field}."),
    message("Write 2014, 2014-08 or 2014-08-06."),
    message("Write 14:44."),
    message("Write a tag such as en."),
    message("This cannot be applied: {why}."),
    message("That decision is not known here."),
    message("It is withdrawn already."),
    message("Undo that first to give another reason."),
    message("A judgement needs a reason."),
    message("There is no statement {name}."),
    message("Search for it by its words."),
    message("The queue lists those that wait."),
    # why a decision does not hold
    message("the words of the turn are gone: “{words}”"),
    message("the words of the turn belong to no turn now: “{words}”"),
    message("the words of the turn stand inside another turn now: “{words}”"),
    message("the words of the turn are more than one turn now: “{words}”"),
    message("the words of the question are gone: “{words}”"),
    message("the words belong to no turn now"),
    message("other words stand before it now"),
    message("nobody on the page is called {name}"),
    message("what it answers is no question now"),
    message("the turn is no answer but a {role} now"),
    # renaming and arranging
    message("No statement is chosen."),
    message("Tick those in which it is the same person."),
    message("The new name is missing."),
    message("Say what the speaker is called."),
    message("A speaker is renamed to another name."),
    message("The author's name is too long or not printable."),
    message("The description is longer than {n} characters, or not printable."),
    message("Only sections are of a kind."),
    message("The place is no number."),
    message("1 comes first; leave it empty for none."),
    message("There is no such section."),
    message("{n} are pinned there already."),
    message("Unpin one of them first."),
    message("That is not pinned there."),
    message("Somebody may have unpinned it."),
    # writing
    message("{name} saved another text since you opened this one."),
    message("Open it again in another window, and take over what is yours."),
    message("It was published, and stays."),
    message("Publish a new text of it instead."),
    message("It has no title or no words yet."),
    message("Give it both, then publish it."),
    message("The {field} is not understood."),
    message("Write it like {example}, or leave it out."),
    message("The calendar has no {date}."),
    message("Correct it, or leave it out."),
    message("There is no such kind."),
    message("Choose one of the list."),
    message("It is longer than {n} characters."),
    message("Part it into several statements."),
    message("That is no id of a draft."),
    message("Open the form anew."),
    message("{time} is past: it is {now}."),
    message("Choose a later time, or publish it at once."),
    message("That is no time."),
    message("Write it like {example}."),
    # accounts
    message("Too many tries failed."),
    message("Try again in a quarter of an hour."),
    message("That is not your present password."),
    message("The two new passwords differ."),
    message("Type the same twice."),
    message("Your own account is changed by another admin, or by `rostra accounts`."),
    message("That is the last admin."),
    message("Make somebody else an admin first."),
    message("That is no name for an account."),
    message("Use letters, up to {n} characters."),
    message("There is an account {name} already."),
    message("Choose another name."),
    message("That password is too short or too long."),
    message("Use {n} characters or more."),
    message("That password is the account's name."),
    message("Use another."),
)
"""Those with more fixed words come to be tried first; see `Sentences`."""

_FOR_A_TERMINAL = re.compile(r"`rostra|(?<!\S)--")
"""A hint that names a command or an option helps nobody at the desk."""


def said(ui: Language, error: RostraError) -> str:
    """What the error says and the way out, in a language."""
    hint = "" if _FOR_A_TERMINAL.search(error.hint) else error.hint
    return f"{sentence(ui, error.message)} {sentence(ui, hint)}".strip()


def sentence(ui: Language, text: str) -> str:
    """One sentence in a language; as it is where it is not known."""
    return _KNOWN.say(ui, text)


def _shown(ui: Language, place: str, value: str) -> str:
    if place == "role":
        return ui.word("roles", value).lower()
    if place == "field":
        return ui.word("compared", value)
    return sentence(ui, value) if place == "why" else value


_KNOWN = Sentences(SENTENCES, _shown)
