"""More like this, said before, and questions with their answers."""

from __future__ import annotations

import pytest
from fakes import FakeRecord

from rostra.model import NotFoundError
from rostra.search import Index, open_index
from rostra.search.meaning import Meaning, Similar, Subject, find_similar, get_subject
from rostra.search.meaning.shingles import common_runs, cut_shingles, share

PROMISE = (
    "We shall not raise the dues of the harbour, neither this year nor the next, "
    "and whoever says otherwise has not read the law."
)


@pytest.fixture(scope="module")
def record() -> FakeRecord:
    made = FakeRecord()
    vela = {"Ana Vela": "ana-vela"}
    made.put("first", [("statement", "Ana Vela", PROMISE)], date="2012-03-01", language="en", persons=vela)
    made.put(
        "other", [("statement", "Tomas Brandt", f"She told us: {PROMISE} So she did.")], date="2013-05", language="en"
    )
    made.put(
        "later",
        [
            ("question", "journalist", "Will fishermen have to pay more for their berths?"),
            ("answer", "Ana Vela", PROMISE.replace("neither this year nor the next", "not while I am here")),
            ("question", "journalist", "And who won the football?"),
        ],
        date="2014-08-06",
        language="en",
        persons=vela,
    )
    made.put(
        "last",
        [
            ("question", "journalist", "Do boats cost more to moor from January?"),
            ("answer", "Ana Vela", "They do not."),
        ],
        date="2015-01-01",
        language="en",
    )
    made.put("undated", [("statement", "Ana Vela", PROMISE)], language="en", persons=vela)
    made.put(
        "french", [("statement", "Ana Vela", "Les droits du port ne seront pas relevés.")], date="2011", language="fr"
    )
    return made


@pytest.fixture(scope="module")
def index(record: FakeRecord) -> Index:
    return open_index(record, ":memory:")


@pytest.fixture(scope="module")
def meaning(record: FakeRecord) -> Meaning:
    made = Meaning(record, ":memory:")
    made.prepare(workers=1)
    return made


def names(similar: Similar) -> list[str]:
    return [f"{each.hit.statement_id}/{each.hit.turn_id}" for each in similar.found]


def test_said_before_is_earlier_and_tells_near_verbatim(meaning: Meaning, index: Index) -> None:
    similar = find_similar(meaning, index, get_subject(index, "later", "t1"), how="before")
    assert set(names(similar)) == {"first/t0", "other/t0"}
    assert all(each.verbatim and 0.4 <= each.shared < 1 for each in similar.found)
    marked = [piece.text for piece in similar.found[0].hit.passage if piece.marked]
    assert any("raise the dues of the harbour" in text for text in marked)


def test_said_before_by_the_same_speaker(meaning: Meaning, index: Index) -> None:
    subject = get_subject(index, "later", "t1")
    assert subject.speaker == "Ana Vela"
    assert names(find_similar(meaning, index, subject, how="before", speaker="Ana Vela")) == ["first/t0"]
    assert names(find_similar(meaning, index, subject, how="before", speaker="Nobody Known")) == []


def test_said_before_a_date_for_a_text(meaning: Meaning, index: Index) -> None:
    anywhere = find_similar(meaning, index, Subject(text=PROMISE), how="before")
    assert set(names(anywhere)[:3]) == {"first/t0", "other/t0", "undated/t0"}
    assert anywhere.found[0].shared == 1
    assert names(find_similar(meaning, index, Subject(text=PROMISE, date="2013"), how="before")) == ["first/t0"]


def test_more_like_this_leaves_out_its_own_statement(meaning: Meaning, index: Index) -> None:
    similar = find_similar(meaning, index, get_subject(index, "later", "t1"))
    assert similar.found
    assert not any(each.hit.statement_id == "later" for each in similar.found)


def test_questions_in_other_words_come_with_their_answers(meaning: Meaning, index: Index) -> None:
    similar = find_similar(meaning, index, get_subject(index, "later", "t0"), how="questions")
    assert names(similar) == ["last/t0"]
    assert [answer.turn_id for answer in similar.found[0].answers] == ["t1"]
    text = Subject(text="Is it getting dearer to keep a ship in port?")
    found = find_similar(meaning, index, text, how="questions")
    assert set(names(found)) == {"last/t0", "later/t0"}
    assert all(each.answers for each in found.found)


def test_other_languages_are_compared_by_words_and_it_is_said(meaning: Meaning, index: Index) -> None:
    similar = find_similar(meaning, index, get_subject(index, "french", "t0"))
    assert "this is French" in similar.notes[0]
    for words in ("Когда откроют паром?", "Les droits du port"):
        assert "by words" in find_similar(meaning, index, Subject(text=words)).notes[0]
    text = Subject(text="Les droits du port ont été relevés.", language="fr")
    assert names(find_similar(meaning, index, text)) == ["french/t0"]


@pytest.mark.parametrize("text", ["", "…", "\x00", "zzzqqq", "word " * 30_000, "🙂", '"(NOT', "ا" * 500])
def test_any_text_is_answered(meaning: Meaning, index: Index, text: str) -> None:
    for how in ("like", "before", "questions"):
        assert find_similar(meaning, index, Subject(text=text), how=how).how == how


def test_a_turn_that_is_not_there(index: Index) -> None:
    with pytest.raises(NotFoundError):
        get_subject(index, "later", "t99")


def test_shares_of_runs() -> None:
    def shared(one: str, other: str) -> float:
        runs, theirs = cut_shingles(one.split()), cut_shingles(other.split())
        return share(common_runs(runs, theirs), runs, theirs)

    long = " ".join(f"w{number}" for number in range(30))
    assert shared(long, long) == 1
    assert shared(long, f"before it {long} and after it there is more") == 1
    assert shared("thank you very much", f"thank you very much {long}") < 0.1
    assert shared("yes", "yes") == 1
    assert shared("", "") == 0
