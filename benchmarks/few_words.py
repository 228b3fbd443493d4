"""A few words: how often those of other languages pass for English in search by meaning, and English ones do not.

python -m benchmarks.few_words ARCHIVE... [--pieces 3000]

Prints for each archive (which need not be prepared) how many of the words of other languages below the model would be asked for,
and of how many of these nothing is said; how many of the English ones it would not be asked for; and the same of pieces of two to
five words, cut out of questions at random places, and of short titles, of the first archive.
"""

from __future__ import annotations

import argparse
import random
import re

import rostra
from rostra.search.meaning.asking import HeardIn
from rostra.search.meaning.reading import read_words

OTHERS = """
prix du gaz | prix gaz | precio del gas | precios gas | Gaspreise | Gas Preise Winter | prezzo del gas | preço do gás
| preco do gas | retard du ferry | accord de paix | guerre en Ukraine | guerra en Ucrania | krieg in der ukraine |
changement climatique | cambio climatico | Klimawandel | impôts sur le revenu | impuestos | droits de l'homme |
derechos humanos | Menschenrechte | sécurité sociale | seguridad social | ministre des affaires étrangères | politique
étrangère | relations commerciales | commerce international | réforme des retraites | reforma agraria | eau potable |
nucléaire iranien | sanctions contre la Russie | armes nucleaires | paz en Colombia | elecciones presidenciales |
elections presidentielles | chomage des jeunes | salaire minimum | education nationale | aide humanitaire | crise
economique | vrede | wapens | gasprijs | prijs van gas | vapen | pris på gas | cena gazu | cena plynu | preturi gaz |
gaz fiyatlari | harga gas | visite du president | traite de paix | la paix | le president | la guerra | die Wahlen |
der Krieg | el presidente | los precios | il governo | o governo | de vrede | de regering | politique agricole commune
| union europeenne | Union europea | Vereinte Nationen | Nations Unies | Naciones Unidas | dette publique | deuda
externa | Staatsschulden | taux de change | tipo de cambio | zone euro | frontieres | fronteras | Grenzen | refugies |
refugiados | Flüchtlinge
"""
ENGLISH = """
gas prices | price of gas | peace accord | war in Ukraine | climate change | income tax | human rights | foreign
minister | trade relations | pension reform | drinking water | Iran nuclear | sanctions on Russia | nuclear arms |
presidential elections | youth unemployment | minimum wage | Rio de la Plata treaty | coup d'etat | détente | laissez
faire | El Salvador | Costa Rica trade | Grand Prix Adelaide | Champs Elysees | en route | Los Angeles riots | San
Francisco treaty | Medecins Sans Frontieres | status quo | per capita income | pro rata | do or die | no deal | die
hard | Nord Stream | ASEAN | glasnost | perestroika | kangaroo | Uluru | superannuation | medicare levy | wool floor
price | sugar | butter mountain | Vietnam conscription | SALT talks | ICBM | AUKUS | Papal visit | Saudi oil | Timor
Leste | East Timor | force majeure | vis a vis | per se | ad hoc tribunal | San Remo | Buenos Aires talks | Rio de
Janeiro | Port au Prince | Cote d'Ivoire | Minsk agreements | Syrian chemical weapons | INF treaty | START | gas
transit | import tariffs | wheat exports | visa regime | doping | Eurasian Economic Union | Arctic shipping
"""


def main() -> None:
    """Print the figures of each archive."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archives", nargs="+")
    parser.add_argument("--pieces", type=int, default=3_000)
    asked = parser.parse_args()
    others, english = ([each.strip() for each in text.split("|")] for text in (OTHERS, ENGLISH))
    pieces = _pieces(asked.archives[0], asked.pieces)
    for location in asked.archives:
        with rostra.open(location) as archive:
            heard = HeardIn(archive.index)
            passed = [reading for words in others if not (reading := read_words(words, heard)).language]
            silent = sum(not reading.note for reading in passed)
            print(f"{location}\n  {len(passed)} of {len(others)} pass for English, {silent} of them without a word")
            for name, texts in (("English words", english), ("pieces", pieces)):
                lost = sum(bool(read_words(words, heard).language) for words in texts)
                print(f"  {lost} of {len(texts)} {name} do not")


def _pieces(location: str, most: int) -> list[str]:
    """Titles of up to six words, and a piece of each longer question, of English statements, drawn at random."""
    rng, found = random.Random(3), set()
    with rostra.open(location) as archive:
        cards = [card for card in archive.find_statements(limit=5_000).items if card.language == "en"]
        found |= {card.title for card in cards if 2 <= len(card.title.split()) <= 6}
        for card in rng.sample(cards, min(len(cards), 700)):
            transcript = archive.get_statement(card.id).transcript
            for turn in transcript.turns:
                words = re.findall(r"[\w'’-]+", transcript.turn_text(turn)) if turn.role == "question" else []
                if len(words) > 8:
                    length = rng.randrange(2, 6)
                    start = rng.randrange(len(words) - length)
                    found.add(" ".join(words[start : start + length]))
    return rng.sample(sorted(found), min(len(found), most))


if __name__ == "__main__":
    main()
