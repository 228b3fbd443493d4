"""The languages of the world: forms of a word, accents, case, scripts without spaces, text from right to left."""

from __future__ import annotations

import pytest
from fakes import FakeRecord

from rostra.search import Index, open_index

SAID = {
    "en": "The harvests were counted, and the résumé of the meeting was sent.",
    "fr": "Les négociations ont été menées par les présidents à l'Élysée.",
    "de": "Die Häuser an der Straße wurden verkauft, die Verhandlungen dauern an.",
    "es": "Las negociaciones del año pasado fueron difíciles para las naciones.",
    "ru": "Российские переговоры о мире продолжаются, ёлки стоят на площадях.",
    "ar": "المفاوضات مستمرة والوزيرُ قالَ إنّ السلام قريب.",
    "he": 'הַמַּשָּׂא וּמַתָּן נמשך בירושלים, אמר שגריר ארה"ב.',
    "tr": "İSTANBUL'da ILIK bir gün, evlerimizde konuştuk.",
    "el": "Οι διαπραγματεύσεις συνεχίζονται στην ΑΘΉΝΑ.",
    "hi": "किताबें पढ़ी गईं और बातचीत जारी है।",
    "fi": "Taloissa keskusteltiin neuvotteluista pitkään.",
    "zh": "停戰談判今天在北京舉行。",
    "ja": "来年度から交渉を始める予定です。",
    "ko": "협상은 내년에 시작됩니다.",
    "th": "การเจรจาจะเริ่มต้นในปีหน้า",
    "pl": "Łódź i Kraków rozmawiały o żniwach.",
    "vi": "Cuộc đàm phán sẽ bắt đầu ở Hà Nội.",
}


@pytest.fixture(scope="module")
def index() -> Index:
    record = FakeRecord()
    for code, words in SAID.items():
        record.put(code, [("statement", "Ana Vela", words)], title=f"Words in {code}", language=code, date="2014-08-06")
    return open_index(record, ":memory:")


def found(index: Index, query: str) -> set[str]:
    return {hit.statement_id for hit in index.search(query, limit=100).hits}


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("harvest", "en"),
        ("counting", "en"),
        ("négociation", "fr"),
        ("président", "fr"),
        ("president", "fr"),
        ("Haus", "de"),
        ("Verhandlung", "de"),
        ("STRASSE", "de"),
        ("negociación", "es"),
        ("negociacion", "es"),
        ("difícil", "es"),
        ("российский", "ru"),
        ("переговорам", "ru"),
        ("елка", "ru"),
        ("مفاوضات", "ar"),
        ("الوزير", "ar"),
        ("وزير", "ar"),
        ("سلام", "ar"),
        ("המשא", "he"),
        ("שגריר ארה”ב", "he"),
        ("ארה״ב", "he"),
        ("istanbul", "tr"),
        ("ılık", "tr"),
        ("διαπραγμάτευση", "el"),
        ("αθηνα", "el"),
        ("किताब", "hi"),
        ("talo", "fi"),
        ("neuvottelu", "fi"),
        ("談判", "zh"),
        ("交渉", "ja"),
        ("始める", "ja"),
        ("협상", "ko"),
        ("เจรจา", "th"),
        ("lodz", "pl"),
        ("krakow", "pl"),
        ("dam phan", "vi"),
        ("ha noi", "vi"),
    ],
)
def test_a_word_is_found_in_its_forms(index: Index, query: str, language: str) -> None:
    assert language in found(index, query)


@pytest.mark.parametrize(
    ("query", "language", "is_there"),
    [
        ('"harvest"', "en", False),
        ('"harvests"', "en", True),
        ('"negociacion"', "es", False),
        ('"resume"', "en", True),
        ("=resume", "en", False),
        ("=résumé", "en", True),
        ("=Résumé", "en", True),
        ('="été menées"', "fr", True),
        ('="ete menees"', "fr", False),
        ('"ete menees"', "fr", True),
        ("=Łódź", "pl", True),
        ("=Lodz", "pl", False),
        ("=ёлки", "ru", True),
        ("=елки", "ru", False),
        ("=Häuser", "de", True),
        ("=Hauser", "de", False),
        ("=والوزيرُ", "ar", True),
        ("=والوزير", "ar", False),
    ],
)
def test_quotation_keeps_the_form_and_the_equals_sign_the_accents(
    index: Index, query: str, language: str, is_there: bool
) -> None:
    assert (language in found(index, query)) is is_there


def test_a_stem_of_one_language_is_not_taken_for_another_s(index: Index) -> None:
    assert "fr" not in found(index, "resumes")
    assert found(index, "language:fr president") == {"fr"}


@pytest.mark.parametrize(
    ("query", "language", "piece"),
    [
        ("harvest", "en", "harvests"),
        ("president", "fr", "présidents"),
        ("переговорам", "ru", "переговоры"),
        ("السلام", "ar", "السلام"),
        ("談判", "zh", "談判"),
        ("협상", "ko", "협상"),
    ],
)
def test_what_matched_is_marked_as_it_stands(index: Index, query: str, language: str, piece: str) -> None:
    hit = next(hit for hit in index.search(query, limit=50).hits if hit.statement_id == language)
    assert piece in [fragment.text for fragment in hit.passage if fragment.marked]
    assert "".join(fragment.text for fragment in hit.passage) == SAID[language]


def test_a_query_in_capitals_and_full_width_finds_the_same(index: Index) -> None:
    assert found(index, "ΔΙΑΠΡΑΓΜΆΤΕΥΣΗ") == found(index, "διαπραγμάτευση") != set()
    assert found(index, "ｈａｒｖｅｓｔ") == found(index, "harvest")
