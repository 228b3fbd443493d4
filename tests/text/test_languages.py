"""The language of a text from its script and its commonest words."""

from __future__ import annotations

import pytest

from rostra.structure.metadata.language import _function_words
from rostra.text.languages import guess_language

SENTENCES = {
    "en": "The harbour was closed for a week, and we have to say that it will not be open in the spring.",
    "fr": "Le port est fermé pour une semaine, et nous devons dire que les barges ne sont pas dans le canal.",
    "de": "Der Hafen ist eine Woche geschlossen, und wir müssen sagen, dass die Barken nicht auf dem Kanal sind.",
    "es": "El puerto está cerrado por una semana y tenemos que decir que las barcas no están en el canal.",
    "pt": "O porto está fechado por uma semana e nós temos que dizer que as barcas não estão no canal.",
    "it": "Il porto è chiuso per una settimana e si deve dire che le barche non sono nel canale della città.",
    "ru": "Порт закрыт на неделю, и мы должны сказать, что баржи не пройдут по каналу, как это было раньше.",
    "uk": "Порт закрито на тиждень, і ми маємо сказати, що баржі не пройдуть по каналу, як це було до того.",
    "tr": "Liman bir hafta için kapalı ve bu kanalda daha çok mavna var, ama bizim için değil.",
    "pl": "Port jest zamknięty na tydzień i nie da się powiedzieć, że barki są w kanale, ale to jest tak.",
    "ar": "الميناء مغلق في هذا الأسبوع، ونحن نقول إن السفن التي كانت في القناة لا تمر من هذا المكان إلى البحر.",
    "ja": "港は一週間閉鎖されていますので、船は運河を通ることができません。",
    "ko": "항구는 일주일 동안 닫혀 있으며 배는 운하를 지나갈 수 없습니다.",
    "zh": "港口关闭一周，船只不能通过运河，我们必须说明这一点。",
    "el": "Το λιμάνι είναι κλειστό για μια εβδομάδα και τα πλοία δεν περνούν.",
    "he": "הנמל סגור לשבוע והספינות לא עוברות בתעלה של העיר.",
    "th": "ท่าเรือปิดเป็นเวลาหนึ่งสัปดาห์และเรือไม่สามารถผ่านคลองได้",
}


@pytest.mark.parametrize("tag", SENTENCES)
def test_a_sentence_tells_its_language(tag: str) -> None:
    guess = guess_language(SENTENCES[tag], _function_words())
    assert guess is not None
    assert guess[0] == tag


@pytest.mark.parametrize("text", ["", "14:44", "OK", "Zxq Wvut Rspq Klmn"])
def test_what_tells_nothing_is_none(text: str) -> None:
    assert guess_language(text, _function_words()) is None
