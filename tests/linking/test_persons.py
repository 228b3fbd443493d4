"""One person under many spellings, and nobody taken for somebody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostra.linking import link_persons
from rostra.linking.persons import fold, name_words
from rostra.model import Event, Participant, Source, Transcript, Turn

SOURCE = Source(uri="p", sha256="0", media_type="text/plain", encoding="utf-8")


def transcript(
    *speakers: str, language: str = "en", participants: tuple[str, ...] = (), kind: str = "person"
) -> Transcript:
    turns = tuple(
        Turn(id=f"t{i}", role="statement", start=0, end=1, speaker=name, speaker_kind=kind)
        for i, name in enumerate(speakers)
    )
    event = Event(language=language, participants=tuple(Participant(name=name) for name in participants))
    return Transcript(source=SOURCE, event=event, text="x", turns=turns)


@pytest.mark.parametrize(
    "spelling",
    [
        "Jonas Veldt",
        "JONAS VELDT",
        "Mr. Jonas Veldt",
        "Prime Minister Jonas Veldt",
        "VELDT, Jonas",
        "The Rt. Hon. Jonas Veldt, MP",
        "Jónas Veldt",
        "Dr Jonas Veldt (Ardania)",
    ],
)
def test_spellings_of_one_person_meet(spelling: str) -> None:
    assert link_persons(transcript(spelling)) == {spelling: "jonas-veldt"}


def test_surname_alone_goes_to_the_only_full_name() -> None:
    links = link_persons(transcript("Mr Veldt", "J. Veldt", participants=("Jonas Veldt",)))
    assert links == {"Mr Veldt": "jonas-veldt", "J. Veldt": "jonas-veldt", "Jonas Veldt": "jonas-veldt"}


def test_same_surname_is_never_guessed() -> None:
    links = link_persons(transcript("Veldt", "J. Veldt", participants=("Jonas Veldt", "Mira Veldt")))
    assert links["Veldt"] == ""
    assert links["J. Veldt"] == "jonas-veldt"


def test_surname_without_full_name_is_no_person() -> None:
    assert link_persons(transcript("Mr Veldt")) == {"Mr Veldt": ""}


def test_given_name_alone_is_no_person() -> None:
    assert link_persons(transcript("Jonas", participants=("Jonas Veldt",)))["Jonas"] == ""


def test_wrong_initial_does_not_fit() -> None:
    assert link_persons(transcript("K. Veldt", participants=("Jonas Veldt",)))["K. Veldt"] == ""


@pytest.mark.parametrize("kind", ["journalist", "moderator", "group", "unknown"])
def test_other_voices_are_no_persons(kind: str) -> None:
    assert link_persons(transcript("Ardan Post", kind=kind)) == {"Ardan Post": ""}


def test_an_office_alone_is_no_person() -> None:
    assert link_persons(transcript("The Right Honourable", "Prime Minister", "Council Members")) == {
        "The Right Honourable": "",
        "Prime Minister": "",
        "Council Members": "",
    }


def test_family_name_first() -> None:
    links = link_persons(transcript("한", participants=("한 보라",), language="ko"))
    assert links == {"한": "한-보라", "한 보라": "한-보라"}


def test_other_scripts_keep_their_letters() -> None:
    assert link_persons(transcript("Господин Ян Верес", language="ru"))["Господин Ян Верес"] == "ян-верес"


def test_a_sentence_is_no_name() -> None:
    assert name_words("we went there and then we came back again to say so") == ()


@pytest.mark.parametrize("headline", ["Ports of Entry", "Caring for Harbours", "Ferry 2", "Mr Veldt and Mr Oss"])
def test_a_headline_is_no_name(headline: str) -> None:
    assert link_persons(transcript(headline)) == {headline: ""}


def test_particles_are_part_of_a_name() -> None:
    assert name_words("Ana de la Cruz Veldt", "es") == ("ana", "de", "la", "cruz", "veldt")


@given(st.text(max_size=80))
def test_folding_is_idempotent_and_slugs_are_safe(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    for word in name_words(text):
        assert all(char.isalnum() or char in "-'" for char in word)
